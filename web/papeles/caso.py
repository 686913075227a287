"""The papers of a case on screen: what they are made from here, and the decision that registers each."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from casos.asiento import Historia
from casos.casos import Funcion
from casos.decision import declarada
from casos.mediacion.documentos import Papel as PapelRegistrado
from casos.mediacion.documentos import emitir_papel
from casos.mediacion.estado import Caso
from casos.mediacion.invitaciones import EstadoDeCuenta, emitir_estado_de_cuenta
from casos.mediacion.pagos import Recibo, emitir_recibo
from web.actual import ajustes, cuenta, instancia
from web.expediente import contexto
from web.papeles.datos.comun import Gente, Material
from web.papeles.datos.estado_de_cuenta import cuenta_de
from web.papeles.taller import Taller, taller_de

if TYPE_CHECKING:
    from web.instancia import Instancia


def taller() -> Taller:
    """The workshop of this instance."""
    return taller_de(ajustes().instancia)


def material(historia: Historia) -> Material:
    """What the papers of a case are made from."""
    return material_de(instancia(), historia)


def material_de(abierta: "Instancia", historia: Historia) -> Material:
    """The same outside a request."""
    caso: Caso = historia.caso
    ids = {p.persona_id for p in caso.partes} | {caso.apertura.persona_id}

    def gente(al: datetime | None) -> Gente:
        return abierta.boveda.leer_varias(ids, al)

    return Material(
        historia.caso_id, historia, abierta.casos.versiones(), gente,
        taller_de(abierta.ajustes.instancia).juego.instituto, abierta.ajustes.nombre_instituto, abierta.ahora(),
    )  # fmt: skip


def registro_de(
    m: Material, clase: str, huella: str, args: dict[str, Any], convenio: int | None
) -> tuple[Funcion, Any]:
    """The decision, and its data, that says this paper was issued: its own, or the general one."""
    caso: Caso = m.caso
    if clase == "recibo" and _puede(emitir_recibo, m):
        pago = caso.pagos[args["folio"]]
        if not pago.recibo.version:
            return emitir_recibo, Recibo(folio=pago.folio, huella=huella)
    if clase == "estado_de_cuenta" and _puede(emitir_estado_de_cuenta, m):
        al = args.get("al") or m.hoy
        total = cuenta_de(caso, al, m.versiones, m.ahora).total
        return emitir_estado_de_cuenta, EstadoDeCuenta(corte=al, total=total, huella=huella)
    papel = PapelRegistrado(clase=clase, huella=huella, plantilla=taller().juego.version, convenio=convenio)
    return emitir_papel, papel


def puede_emitir(m: Material) -> bool:
    """Whether the account that asks may register papers of this case."""
    return _puede(emitir_papel, m)


def _puede(decision: Funcion, m: Material) -> bool:
    suya = declarada(decision)
    return cuenta().rol in suya.quien and suya.si(m.caso, contexto(m.historia)) is None
