"""Dates after which an agreement can no longer be enforced or a debt prescribes: shown, never decided on.

Whether a term really ran out is for the Institute's lawyers; here is only the arithmetic with its source.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casos.dinero.amortizacion import vencimiento as meses_despues
from casos.mediacion.estado import Caso, Convenio, Credito, EstadoConvenio
from casos.mediacion.vocabulario import Via
from casos.politica.modelo import Politica
from casos.tiempo import dia_local
from casos.versiones import Versiones


def limite_de_ejecucion(convenio: Convenio, v: Versiones) -> date | None:
    """The last day to ask for the enforcement of an agreement; None when it was not signed before the court.

    Three years from the end of its term or, once it is broken and all of it can be demanded, from that day
    (CNPCF 1020.I, 1021); the years are those of the policy stamped on its signature.
    """
    ultima = convenio.plan.termina
    if convenio.elaborado.via is not Via.STJ or not convenio.firmado.version or ultima is None:
        return None
    if convenio.estado is EstadoConvenio.INCUMPLIDO:
        ultima = min(ultima, dia_local(convenio.incumplido.en))
    return _anios_despues(ultima, v.politica(convenio.firmado.politica).judicial.ejecucion_anios)


class Prescripcion(NamedTuple):
    """When an action on a contract would prescribe; without `desde` and `fecha` while its date is missing."""

    credito: str
    accion: str
    desde: date | None
    fecha: date | None
    por_que: str
    fuente: str


ACCIONES = {
    "cambiaria_anios": "acción cambiaria del pagaré",
    "ordinaria_anios": "acción ordinaria",
    "periodicas_anios": "pagos periódicos",
}


def prescripciones(caso: Caso, politica: Politica) -> tuple[Prescripcion, ...]:
    """The limitation dates of each contract, the earliest first.

    Counted from the last signed recognition of the debt, which interrupts the term for every solidary debtor
    (CCF 1168.III, 2001), else from the contract.
    """
    todas = [p for credito in caso.creditos.values() for p in _de_credito(caso, credito, politica)]
    return tuple(sorted(todas, key=lambda p: (p.fecha or date.max, p.credito)))


def _de_credito(caso: Caso, credito: Credito, politica: Politica) -> Iterator[Prescripcion]:
    desde, por_que = _desde(caso, credito)
    for clave, accion in ACCIONES.items():
        regla = politica.regla(f"prescripcion.{clave}")
        fecha = _anios_despues(desde, regla.valor) if desde else None
        yield Prescripcion(credito.numero, accion, desde, fecha, por_que, regla.fuente)


def _desde(caso: Caso, credito: Credito) -> tuple[date | None, str]:
    reconocidos = [
        c
        for c in caso.convenios.values()
        if c.firmado.version and credito.numero in c.elaborado.creditos and c.fecha
    ]
    if reconocidos:
        ultimo = max(reconocidos, key=lambda c: c.fecha or date.min)
        return ultimo.fecha, f"El convenio {ultimo.numero} reconoció el adeudo e interrumpió la prescripción."
    if credito.fecha_contrato:
        return credito.fecha_contrato, "Se cuenta desde el contrato, a falta del vencimiento del pagaré."
    return None, "Falta la fecha del contrato."


def _anios_despues(dia: date, anios: int) -> date:
    return meses_despues(dia, 12 * anios)
