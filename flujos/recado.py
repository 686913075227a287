"""What a message asks of whom it is for: to say «entendido» in time; after that it goes to the coordinator."""

from collections.abc import Iterator
from datetime import date

from casos.decision import COORDINADOR
from casos.recado import Pide, Recado, sede
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente, escalar

REGLA = "recados.acuse_dias_habiles"
TITULOS = {
    Pide.LLAMAR: "favor de llamar",
    Pide.VOLVERA: "volverá a llamar",
    Pide.PASO: "pasó a verle",
}


def pendientes(recado: Recado, v: Versiones) -> Iterator[Pendiente]:
    """One row until it is understood, urgent ones due the same day; and the coordinator's when it is late, unless
    it was for the coordinator anyway."""
    if recado.entendido or recado.desde is None:
        return
    desde = dia_local(recado.desde)
    dias = 0 if recado.urgente else v.politica(recado.politica).recados.acuse_dias_habiles
    p = Pendiente(
        tipo="recado", clave="recado",
        titulo=f"Recado{' urgente' if recado.urgente else ''}: {TITULOS[recado.pide]}",
        rol=recado.rol, usuario=recado.para, visible=desde, vence=_dia(recado, v, desde, dias),
        causa=(recado.version,), regla=REGLA, desde=desde, dias=dias, calendario="INSTITUTO",
        acciones=("entender_recado", "pasar_recado"), quita="Se quita cuando usted dice «entendido».",
        prioridad=10 if recado.urgente else 40,
    )  # fmt: skip
    yield p
    if recado.rol == COORDINADOR:
        return
    tarde = _dia(recado, v, p.vence, 1)
    yield escalar(p, tarde, tarde, f"Recado sin atender, para @{recado.para}", REGLA)


def _dia(recado: Recado, v: Versiones, desde: date, dias: int) -> date:
    return v.vencimiento(desde, dias, "INSTITUTO", sede(recado)).fecha
