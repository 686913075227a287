"""«Reglas»: the policy in force with its sources, its versions and their differences, and publishing another."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, request, url_for

from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, Rechazo
from casos.politica.comparacion import Cambio, diferencias
from casos.politica.lectura import PoliticaInvalida, leer_politica, volcar
from casos.politica.modelo import Politica
from casos.politica.reglas import Regla
from casos.reglas import REGLAS_ID, publicar_politica
from casos.tiempo import dia_local
from casos.versiones import PoliticaPublicada
from web import publicaciones
from web.actual import hoy, instancia
from web.avisos import Aviso
from web.formato import fecha, fecha_completa, plural
from web.formularios import Formulario
from web.navegacion import Entrada
from web.permisos import permiso
from web.publicaciones import Documento
from web.respuestas import pagina, volver
from web.simulacion import ensayar

bp = Blueprint("reglas", __name__, url_prefix="/reglas")
ENTRADA = Entrada("Reglas", "reglas.ver", 80)
CALENDARIO_EN_PALABRAS = {
    "INSTITUTO": "del Instituto", "STJ": "del tribunal", "BANCOS": "de los bancos",
    "GESTION_COBRANZA": "de gestión de cobranza",
}  # fmt: skip


class Grupo(NamedTuple):
    """A section of the policy with the rows of its table."""

    clave: str
    titulo: str
    filas: list[list[Any]]


@bp.get("/")
@permiso(COORDINADOR, ADMINISTRADOR, AUDITOR)
def ver() -> Response:
    """The policy in force today, or the version asked for; with `desde`, what changed from another to it."""
    versiones = instancia().casos.versiones()
    vigente, _ = versiones.politica_en(instancia().ahora())
    numero = request.args.get("version", vigente, type=int)
    publicada = _version(numero)
    contra = request.args.get("desde", type=int)
    return pagina(
        "reglas/ver.html",
        numero=numero,
        vigente=vigente,
        desde=fecha_completa(publicada.politica.vigente_desde),
        grupos=grupos(publicada.politica),
        cambios=_cambios(_version(contra).politica, publicada.politica) if contra else None,
        contra=contra,
        versiones=[_renglon(p, vigente) for p in reversed(versiones.politicas)],
        publica=publicaciones.puede_publicar(),
        al_corriente=publicaciones.al_corriente(),
    )


def _version(numero: int) -> PoliticaPublicada:
    politicas = instancia().casos.versiones().politicas
    return next((p for p in politicas if p.numero == numero), None) or abort(404)


def grupos(politica: Politica) -> list[Grupo]:
    """The rules by section, in the order in which they are shown."""
    por_seccion: dict[str, list[Regla]] = {}
    for regla in politica.reglas.values():
        por_seccion.setdefault(regla.clave.partition(".")[0], []).append(regla)
    return [Grupo(clave, _titulo(clave), [_fila(r) for r in reglas]) for clave, reglas in por_seccion.items()]


def _titulo(seccion: str) -> str:
    if seccion == "vigente_desde":
        return "Vigencia"
    return Politica.model_fields[seccion].description or seccion


def _fila(regla: Regla) -> list[Any]:
    return [regla.descripcion, _valor(regla), regla.fuente, regla.clave]


def _valor(regla: Regla | None) -> str:
    if regla is None:
        return "no había"
    calendario = CALENDARIO_EN_PALABRAS.get(regla.calendario or "")
    return f"{regla.en_palabras} (calendario {calendario})" if calendario else regla.en_palabras


def _cambios(antes: Politica, despues: Politica) -> list[list[Any]]:
    return [_cambio(c) for c in diferencias(antes, despues)]


def _cambio(c: Cambio) -> list[Any]:
    regla = c.despues or c.antes
    fuente = c.despues.fuente if c.despues else ""
    return [
        regla.descripcion if regla else c.clave, _valor(c.antes),
        _valor(c.despues) if c.despues else "se quita", fuente, c.clave,
    ]  # fmt: skip


def _renglon(p: PoliticaPublicada, vigente: int) -> list[Any]:
    quien = dict(_quien_publico()).get(p.numero, "con el programa")
    url = url_for("reglas.ver", version=p.numero, desde=p.numero - 1)
    return [
        {"texto": f"Versión {p.numero}", "url": url_for("reglas.ver", version=p.numero), "tono": ""},
        "en vigor"
        if p.numero == vigente
        else "desde su día"
        if p.politica.vigente_desde > hoy()
        else "anterior",
        fecha(p.politica.vigente_desde),
        fecha(dia_local(p.publicada_en)) if p.numero > 1 else "",
        quien,
        {"texto": "Qué cambió", "url": url, "tono": ""} if p.numero > 1 else "",
        {"texto": "Archivo", "url": url_for("reglas.archivo", numero=p.numero), "tono": ""},
    ]


def _quien_publico() -> Iterator[tuple[int, str]]:
    """The author of each published version; the first is the program's own."""
    numero = 1
    for asiento in instancia().casos.asientos(REGLAS_ID):
        if asiento.hecho.nombre() == "PoliticaPublicada":
            numero += 1
            yield numero, asiento.autor


@bp.get("/<int:numero>/politica.toml")
@permiso(COORDINADOR, ADMINISTRADOR, AUDITOR)
def archivo(numero: int) -> Response:
    """The whole document of a version, to be edited and published again."""
    cuerpo = volcar(_version(numero).politica)
    return Response(
        cuerpo,
        mimetype="application/toml",
        headers={"Content-Disposition": f'attachment; filename="politica-{numero}.toml"'},
    )


@bp.get("/publicar")
@permiso(COORDINADOR, ADMINISTRADOR)
def nueva() -> Response:
    """Hand in a document."""
    return _formulario(Formulario(Documento), None)


@bp.post("/publicar")
@permiso(COORDINADOR, ADMINISTRADOR)
def publicar() -> Response:
    """Show what it would change; then, once it was seen, publish it."""
    form, cambios = publicaciones.recibir(), None
    with form.intentar():
        cambios = _previstos(form)
        if (visto := publicaciones.lo_visto(form)) is not None:
            return _publicado(publicaciones.publicar(publicar_politica, form, visto), len(cambios))
    return _formulario(form, cambios, 422 if form.errores else 200)


def _previstos(form: Formulario[Documento]) -> list[list[Any]]:
    actual = instancia().casos.versiones().politicas[-1].politica
    documento = publicaciones.texto(form) if form.datos else ""
    try:
        return _cambios(actual, leer_politica(documento, sobre=actual))
    except PoliticaInvalida as error:
        raise Rechazo(str(error)) from error


def _publicado(hubo: bool, cuantas: int) -> Response:
    if not hubo:
        return volver("reglas.ver", aviso=Aviso("Es igual a la que ya está publicada.", "No se cambió nada."))
    sigue = "Los pendientes se recalculan; los plazos que ya vencieron no se mueven."
    return volver(
        "reglas.ver", aviso=Aviso(f"Política publicada: {plural(cuantas, 'cambio', 'cambios')}.", sigue)
    )


def _formulario(form: Formulario[Documento], cambios: list[list[Any]] | None, estado: int = 200) -> Response:
    ensayo = ensayar(instancia(), "politica", publicaciones.texto(form)) if cambios else None
    datos: Mapping[str, Any] = {
        "form": form,
        "cambios": cambios,
        "ensayo": ensayo,
        "visto_de": publicaciones.marca_de_lo_visto(form, ensayo) if ensayo and ensayo.listo else "",
        "ultima": instancia().casos.versiones().politicas[-1].numero,
    }
    return pagina("reglas/publicar.html", estado, **datos)


@bp.post("/recalcular")
@permiso(COORDINADOR, ADMINISTRADOR)
def recalcular() -> Response:
    """Compute the deadlines anew, should a recalculation have stopped halfway."""
    publicaciones.recalcular(instancia())
    return volver("reglas.ver", aviso=Aviso("Se están recalculando los plazos.", "Tarda unos minutos."))
