"""A denuncia that lies with somebody: who has it and since when, and passing it on without reading it."""

from typing import NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, url_for

from casos.asiento import Historia
from casos.decision import declarada
from casos.manifestacion import TURNAN, Clase, Manifestacion, OtroEncargado, pasar_denuncia, puede_leer
from flujos import pendientes
from proyecciones.consultas import ligeros as consulta
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas
from web.almacen.cuentas import Cuenta
from web.ausencias import nombre_de_cuenta
from web.campos import Linea
from web.decidir import decidir
from web.expediente import abrir_expediente, contexto, historia_legible
from web.formato import fecha
from web.formularios import Campos, Formulario, FormularioInvalido, leer
from web.ligeros import no_esta, para_elegir
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("denuncias", __name__, url_prefix="/manifestaciones")


class PasarForm(Campos):
    """Who turns a denuncia over from now on, and why."""

    encargado: Linea
    motivo: Linea


class Renglon(NamedTuple):
    """One of them, as the list writes it."""

    titulo: str
    url: str
    cuando: str
    tono: str
    quien: str
    detalles: tuple[str, ...]


def detenidas(quien: Cuenta) -> list[Renglon]:
    """Those that somebody else has not turned over and an account may pass on."""
    if quien.rol not in TURNAN:
        return []
    with instancia().almacen.leer() as conexion:
        todas = consulta.que_piden(conexion, "turnar_denuncia")
    historias = [h for i in todas if (h := historia_legible(i))]
    return [_detenida(h) for h in historias if _puede_pasarla(h, ajena=True)]


def para_turnar(menos: frozenset[str | None] = frozenset()) -> list[tuple[str, str]]:
    """Who may be charged with turning a denuncia over."""
    todas = cuentas.listar(almacen())
    return para_elegir(c for c in todas if c.activa and c.rol in TURNAN and c.usuario not in menos)


def _puede_pasarla(historia: Historia, *, ajena: bool = False) -> bool:
    """Whether the account that asks may charge somebody with a denuncia; `ajena`: one that it may not read itself."""
    m, suya = historia.caso, puede_leer(historia.caso, cuenta().usuario, cuenta().rol)
    if cuenta().rol not in TURNAN or m.clase is not Clase.DENUNCIA or (suya and ajena):
        return False
    return declarada("pasar_denuncia").si(m, contexto(historia)) is None


def _detenida(historia: Historia) -> Renglon:
    """A denuncia that lies with somebody else: its folio and who has it, nothing of what it says."""
    m: Manifestacion = historia.caso
    vence = next(p.vence for p in pendientes(historia, instancia().casos.versiones()))
    tiene = " · ".join(p for p in (nombre_de_cuenta(m.encargado or ""), no_esta(m.encargado or "")) if p)
    url = url_for("denuncias.elegir_encargado", caso_id=historia.caso_id)
    return Renglon(f"Denuncia {m.folio}", url, f"antes del {fecha(vence)}", "mal" if vence < hoy() else "", "",
                   (f"la tiene {tiene}",))  # fmt: skip


@bp.get("/<uuid:caso_id>/encargado")
@permiso(*TURNAN)
def elegir_encargado(caso_id: UUID) -> Response:
    """Who turns a denuncia over from now on; by whoever has it, or when it lies with somebody else."""
    return _encargado(_por_pasar(caso_id), Formulario(PasarForm))


def _por_pasar(caso_id: UUID) -> Historia:
    historia = abrir_expediente(caso_id, "pasar denuncia")
    if not isinstance(historia.caso, Manifestacion):
        abort(404)
    if not _puede_pasarla(historia):
        abort(403)
    return historia


def _encargado(historia: Historia, form: Formulario[PasarForm]) -> Response:
    m: Manifestacion = historia.caso
    return pagina(
        "manifestaciones/encargado.html",
        422 if form.errores else 200,
        caso_id=historia.caso_id,
        version=historia.version,
        m=m,
        form=form,
        tiene=nombre_de_cuenta(m.encargado or ""),
        encargados=para_turnar(frozenset({m.sobre, m.encargado})),
    )


@bp.post("/<uuid:caso_id>/encargado")
@permiso(*TURNAN)
def pasar(caso_id: UUID) -> Response:
    """It goes to somebody else."""
    historia = _por_pasar(caso_id)
    form = leer(PasarForm)
    hecha: Response | None = None
    with form.intentar():
        quien = form.datos.encargado
        if quien not in dict(para_turnar()):
            form.rechazar("Elija a una persona de la lista.", "encargado")
            raise FormularioInvalido
        decidir(caso_id, pasar_denuncia, OtroEncargado(encargado=quien, motivo=form.datos.motivo), form)
        aviso = f"La denuncia {historia.caso.folio} la turna ahora {nombre_de_cuenta(quien)}."
        hecha = volver("manifestaciones.lista", aviso=aviso)
    return hecha or _encargado(historia, form)
