"""The kinds of paper of a case: how each is made, and which of them can be printed now."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.vocabulario import Etapa, RolParte
from web.formato import fecha
from web.papeles.datos.cartas import CARTAS, carta, carta_no_adeudo, invitacion
from web.papeles.datos.comun import Material, NoHayPapel, Papel
from web.papeles.datos.constancias import TITULOS, constancia, sirve
from web.papeles.datos.convenio import adenda, convenio
from web.papeles.datos.del_convenio import constancia_cumplimiento, constancia_entrega, entregas
from web.papeles.datos.estado_de_cuenta import estado_de_cuenta
from web.papeles.datos.recibo import recibo

Hacer = Callable[..., Papel]


def _constancia(clase: str) -> Hacer:
    return lambda m, **args: constancia(m, clase, **args)


CLASES: dict[str, tuple[Hacer, frozenset[str]]] = {
    "convenio": (convenio, frozenset({"numero", "huella"})),
    "adenda": (adenda, frozenset({"numero", "huella"})),
    "recibo": (recibo, frozenset({"folio"})),
    "estado_de_cuenta": (estado_de_cuenta, frozenset({"al"})),
    "invitacion": (invitacion, frozenset({"sesion", "a"})),
    "carta": (carta, frozenset({"tipo", "a"})),
    "carta_no_adeudo": (carta_no_adeudo, frozenset()),
    "constancia_entrega": (constancia_entrega, frozenset({"numero", "a"})),
    "constancia_cumplimiento": (constancia_cumplimiento, frozenset({"numero"})),
    **{clase: (_constancia(clase), frozenset({"sesion"})) for clase in TITULOS},
}
"""Each kind with the function that makes it and what may be said of which one is wanted."""


class Disponible(NamedTuple):
    """A paper that can be printed now: its kind, which one, and what a list calls it."""

    clase: str
    titulo: str
    args: dict[str, Any]
    detalle: str = ""


def hacer(m: Material, clase: str, **args: Any) -> Papel:
    """Make a paper of a kind. Raises NoHayPapel when the case has nothing to print of it."""
    if clase not in CLASES:
        raise NoHayPapel("No hay un papel de esa clase; elíjalo de la lista.")
    fabrica, admite = CLASES[clase]
    if args.keys() - admite:
        raise NoHayPapel("Ese papel no se pide así; elíjalo de la lista.")
    return fabrica(m, **args)


def disponibles(m: Material) -> Iterator[Disponible]:
    """What can be printed of a case as it stands, the most used first."""
    caso = m.caso
    for c in reversed([*caso.convenios.values()]):
        if c.estado is EstadoConvenio.DESCARTADO:
            continue
        como = "borrador" if c.estado is EstadoConvenio.BORRADOR else str(c.estado)
        yield Disponible("convenio", f"Convenio {c.folio or c.numero}", {"numero": c.numero}, como)
        if c.adendas:
            yield Disponible(
                "adenda", f"Adenda {c.adendas} del convenio {c.folio or c.numero}", {"numero": c.numero}
            )
    if caso.creditos:
        yield Disponible("estado_de_cuenta", "Estado de cuenta", {}, "al día de hoy")
    if caso.cierre.liquidado.version and caso.etapa in (Etapa.LIQUIDADO, Etapa.CERRADO):
        yield Disponible("carta_no_adeudo", "Carta de no adeudo", {})
    yield from _constancias_de_convenio(m)
    for pago in reversed(caso.pagos_firmes):
        yield Disponible(
            "recibo",
            f"Recibo del pago del {fecha(pago.fecha)}",
            {"folio": pago.folio},
            f"${pago.importe:,.2f}",
        )
    if caso.sesion:
        for rol in (RolParte.ACREDITADO, *([RolParte.AVAL] if caso.tiene_aval else [])):
            yield Disponible(
                "invitacion", f"Invitación a la sesión: {rol}", {"sesion": caso.sesion.numero, "a": rol}
            )
    for sesion in reversed([*caso.sesiones.values()]):
        for clase, titulo in TITULOS.items():
            if sirve(m, clase, sesion):
                detalle = f"sesión {sesion.numero}, {fecha(sesion.inicio)}"
                yield Disponible(clase, titulo.capitalize(), {"sesion": sesion.numero}, detalle)
    if caso.abierto:
        yield from _cartas(m)


def _constancias_de_convenio(m: Material) -> Iterator[Disponible]:
    for c in m.caso.convenios.values():
        if c.estado is EstadoConvenio.CUMPLIDO:
            yield Disponible(
                "constancia_cumplimiento",
                "Constancia de convenio cumplido",
                {"numero": c.numero},
                c.folio or "",
            )
    for c, rol in entregas(m):
        args = {"numero": c.numero, "a": rol}
        yield Disponible("constancia_entrega", f"Constancia de entrega de copia: {rol}", args, c.folio or "")


def _cartas(m: Material) -> Iterator[Disponible]:
    for tipo, suya in CARTAS.items():
        try:
            suya.datos(m)
        except NoHayPapel:
            continue
        for rol in (RolParte.ACREDITADO, *([RolParte.AVAL] if m.caso.tiene_aval else [])):
            yield Disponible("carta", f"Carta: {suya.asunto.lower()}", {"tipo": tipo, "a": rol}, f"al {rol}")
