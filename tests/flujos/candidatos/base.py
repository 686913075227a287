"""What the candidates share: the table, and what may be read off a case to choose them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from casos.decision import Contexto
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.libro import pagado, por_cubrir
from casos.mediacion.vocabulario import (
    RolParte,
)
from casos.tiempo import dia_local

Candidatos = Callable[[Caso, Contexto], list[Any]]
PARA: dict[str, Candidatos] = {}

OTRO = "10000002"
MOTIVO = "Consta en el expediente"
AMBOS = (Firma(rol=RolParte.ACREDITADO), Firma(rol=RolParte.AVAL))


def para(*nombres: str) -> Callable[[Candidatos], Candidatos]:
    def declara(funcion: Candidatos) -> Candidatos:
        PARA.update(dict.fromkeys(nombres, funcion))
        return funcion

    return declara


def habil(dia: date, mas: int, ctx: Contexto, calendario: str = "STJ") -> date:
    return ctx.versiones.vencimiento(dia, mas, calendario, "HMO").fecha


def hoy(ctx: Contexto) -> date:
    return dia_local(ctx.ocurrido_en)


def convenio_de(caso: Caso) -> int:
    """The agreement in force, else the last one, else none that exists."""
    return caso.convenio.numero if caso.convenio else max(caso.convenios, default=1)


def ultima(caso: Caso) -> int:
    return max(caso.sesiones, default=1)


def debe(caso: Caso) -> Decimal:
    """What is left to pay of the agreement in force, else of the balances as they came."""
    if caso.convenio:
        falta = sum(
            (p.falta for p in por_cubrir(caso.convenio.plan, pagado(caso, caso.convenio))), Decimal(0)
        )
        return falta or Decimal(1)
    return sum((c.saldo.total for c in caso.creditos.values() if c.saldo), Decimal(0)) or Decimal(1)


def atraso(caso: Caso, dia: date) -> Decimal:
    """What is overdue of the agreement in force."""
    if caso.convenio is None:
        return Decimal(1)
    falta = por_cubrir(caso.convenio.plan, pagado(caso, caso.convenio))
    return sum((p.falta for p in falta if p.vence <= dia), Decimal(0)) or Decimal(1)
