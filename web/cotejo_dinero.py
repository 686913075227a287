"""Whether the money of every case adds up: payments and parts, ledgers, and what one agreement left to the next."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from casos.dinero.pesos import CERO, en_cifras
from casos.dinero.plan import PlanNoCuadra, comprobar_plan
from casos.mediacion.estado import Caso, Convenio, Pago
from casos.mediacion.libro import libro_de
from casos.mediacion.saldos import RIGEN, adeudo
from casos.registro.mapper import HechoIlegible, leer
from casos.tipo import hacer_historia
from web.instancia import Instancia
from web.linaje import linaje


class Descuadre(NamedTuple):
    """Money of a case that does not add up."""

    caso_id: UUID
    que: str


def revisar(abierta: Instancia, avance: Callable[[int], None] | None = None) -> Iterator[Descuadre]:
    """What does not add up in any case; one that cannot be read is passed over: `verificar` names it by itself."""
    hoy = abierta.hoy()
    for vistos, (caso_id, filas) in enumerate(abierta.casos.registro.por_caso(), start=1):
        try:
            historia = hacer_historia(caso_id, [leer(f[0], f[1], bytes(f[2])) for f in filas])
        except (HechoIlegible, LookupError):
            continue
        if isinstance(historia.caso, Caso):
            yield from (Descuadre(caso_id, que) for que in descuadres(historia.caso, hoy))
        if avance:
            avance(vistos)


def descuadres(caso: Caso, al: date) -> Iterator[str]:
    """In what the money of a case does not add up at the end of a day; nothing when it does."""
    for pago in caso.pagos.values():
        if (partes := _partes(pago)) != pago.importe:
            dicho = f"Del pago {pago.folio}, de {en_cifras(pago.importe)}"
            yield f"{dicho}, solo se sabe a dónde fueron {en_cifras(partes)}."
    for c in caso.convenios.values():
        yield from _del_convenio(caso, c, al)
    try:
        for nodo in linaje(caso, al):
            if not nodo.cuadra:
                yield f"{nodo.titulo} no cuadra: {nodo.cuenta}"
        adeudo(caso, al)
    except ValueError as error:  # more taken from a concept than was owed there
        yield str(error)


def _partes(pago: Pago) -> Decimal:
    a_plan = sum((a.interes + a.capital for a in pago.a_parcialidades), CERO)
    a_creditos = sum((a.gastos + a.moratorio + a.ordinario + a.capital for a in pago.a_creditos), CERO)
    return a_plan + a_creditos + pago.a_favor + pago.incluido


def _del_convenio(caso: Caso, c: Convenio, al: date) -> Iterator[str]:
    d, cual = c.elaborado, f"El convenio {c.folio or c.numero}"
    try:
        comprobar_plan(c.plan)
    except PlanNoCuadra as error:
        yield f"{cual}: {error}"
    if d.plan.capital + d.condonado.total != d.reconocido.total:
        yield f"{cual} no paga exactamente lo reconocido menos lo condonado."
    if c.estado in RIGEN:
        libro = libro_de(caso, c, al)
        if libro.total + libro.a_favor != libro.pagado + libro.falta:
            yield f"{cual}: lo pagado y lo que falta no suman su total."
