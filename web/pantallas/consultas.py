"""«Quién consultó»: what the access log shows that is unusual, the readings behind it, and what was made of it."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.consultas import Conclusion, Revisada, RevisionDeConsultas, Senal, revisar_consultas, revision_de
from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR
from proyecciones.consultas import expedientes
from web import bitacora
from web.actual import cuenta, instancia
from web.decidir import decidir
from web.formato import fecha, hora, plural
from web.formularios import Campos, Formulario, leer
from web.frases.consultas import CONCLUSIONES, SENALES
from web.ligeros import nombres_de_cuentas
from web.permisos import permiso
from web.respuestas import pagina, volver
from web.vigilancia import Hallada, halladas

bp = Blueprint("consultas", __name__, url_prefix="/consultas")
MIRAN = (COORDINADOR, AUDITOR, ADMINISTRADOR)
REVISAN = (COORDINADOR, AUDITOR)


class RevisionForm(Campos):
    """What was made of it."""

    conclusion: Conclusion


@bp.get("/")
@permiso(*MIRAN)
def ver() -> Response:
    """What is unusual and nobody reviewed; with `todas`, what was reviewed too."""
    nombres, todas = nombres_de_cuentas(), "todas" in request.args
    con_revision = [(h, _revision(h)) for h in halladas()]
    por_revisar = [h for h, r in con_revision if not _revisada(h, r)]
    umbrales = instancia().casos.versiones().politica_en(instancia().ahora())[1].consultas
    return pagina(
        "consultas/ver.html",
        filas=[_fila(h, r, nombres) for h, r in con_revision if todas or not _revisada(h, r)],
        por_revisar=len(por_revisar),
        todas=todas,
        dias=umbrales.dias_a_la_vista,
        umbrales=[
            f"más de {umbrales.expedientes_por_dia} expedientes en un día",
            f"más de {umbrales.ajenos_por_dia} de otros responsables sin hacer nada en ellos",
            f"más de {umbrales.sin_actuar} sin hacer nada en ellos",
            f"más de {umbrales.exportes_por_dia} archivos con datos en un día",
            f"antes de las {umbrales.hora_desde:%H:%M}, después de las {umbrales.hora_hasta:%H:%M} o en día inhábil",
            "un expediente ajeno de alguien con el mismo apellido",
        ],
    )


def _revision(h: Hallada) -> RevisionDeConsultas:
    historia = instancia().casos.historia(revision_de(h.usuario, h.dia, h.senal))
    estado: Any = historia.caso if historia else RevisionDeConsultas()
    return estado if isinstance(estado, RevisionDeConsultas) else RevisionDeConsultas()


def _revisada(h: Hallada, r: RevisionDeConsultas) -> bool:
    """More readings than were reviewed ask for another look."""
    return r.conclusion is not None and r.cuantas >= len(h.lecturas)


def _fila(h: Hallada, r: RevisionDeConsultas, nombres: Any) -> list[Any]:
    url = url_for("consultas.una", usuario=h.usuario, dia=h.dia.isoformat(), senal=h.senal.value)
    casos = len({c.caso for c in h.lecturas if c.caso})
    return [
        {"texto": nombres.get(h.usuario, h.usuario), "url": url, "tono": ""},
        fecha(h.dia),
        SENALES[h.senal],
        plural(casos, "expediente", "expedientes") if casos else plural(len(h.lecturas), "vez", "veces"),
        _dicho(h, r, nombres),
    ]


def _dicho(h: Hallada, r: RevisionDeConsultas, nombres: Any) -> str:
    if r.conclusion is None:
        return "por revisar"
    dicho = f"{CONCLUSIONES[r.conclusion]} ({nombres.get(r.quien, r.quien)})"
    return dicho if _revisada(h, r) else f"{dicho}; después hubo más"


@bp.get("/<usuario>/<dia>/<senal>")
@permiso(*MIRAN)
def una(usuario: str, dia: str, senal: str) -> Response:
    """The readings behind one thing; looking at them is a reading too."""
    h = _hallada(usuario, dia, senal)
    bitacora.anotar("revisar consultas", None, f"{usuario}, {dia}")
    return _pagina(h, Formulario(RevisionForm))


@bp.post("/<usuario>/<dia>/<senal>")
@permiso(*REVISAN)
def revisar(usuario: str, dia: str, senal: str) -> Response:
    """Record what was made of it."""
    h, form = _hallada(usuario, dia, senal), leer(RevisionForm)
    hecha: Response | None = None
    with form.intentar():
        revisada = Revisada(
            usuario=usuario,
            dia=h.dia,
            senal=h.senal,
            cuantas=len(h.lecturas),
            conclusion=form.datos.conclusion,
        )
        decidir(revision_de(usuario, h.dia, h.senal), revisar_consultas, revisada, form)
        hecha = volver("consultas.ver", aviso="Revisión registrada.")
    return hecha or _pagina(h, form)


def _hallada(usuario: str, dia: str, senal: str) -> Hallada:
    try:
        cual = (usuario, date.fromisoformat(dia), Senal(senal))
    except ValueError:
        abort(404)
    return next((h for h in halladas() if h[:3] == cual), None) or abort(404)


def _cual(caso: str | None, fichas: Any) -> str:
    """A case without its people's names: the folio, else its contracts' page."""
    if not caso:
        return ""
    ficha = fichas.get(UUID(caso))
    return (ficha.folio if ficha else "") or "sin folio"


def _pagina(h: Hallada, form: Formulario[RevisionForm]) -> Response:
    nombres, revision = nombres_de_cuentas(), _revision(h)
    casos = {UUID(c.caso) for c in h.lecturas if c.caso}
    with instancia().almacen.leer() as conexion:
        fichas = expedientes.fichas(conexion, casos)
    return pagina(
        "consultas/una.html",
        422 if form.errores else 200,
        h=h,
        form=form,
        nombre=nombres.get(h.usuario, h.usuario),
        que=SENALES[h.senal],
        dicho=_dicho(h, revision, nombres),
        puede=cuenta().rol in REVISAN and cuenta().usuario != h.usuario,
        suyas=cuenta().usuario == h.usuario,
        conclusiones=[(c.value, texto) for c, texto in CONCLUSIONES.items()],
        filas=[
            [
                hora(c.en),
                {
                    "texto": _cual(c.caso, fichas),
                    "url": url_for("caso.ver", caso_id=c.caso) if c.caso and UUID(c.caso) in fichas else "",
                    "tono": "",
                },
                c.accion,
                c.proposito,
            ]
            for c in h.lecturas
        ],
    )
