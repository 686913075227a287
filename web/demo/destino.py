"""What each invented debtor owes and how they will behave, drawn once when the case is born.

The shares are the assumptions of the field's report (dominio §7): they are not facts about any institute.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log
from random import Random
from typing import NamedTuple, TypeVar
from uuid import UUID

from casos.boveda.persona import Persona
from casos.dinero.pesos import redondear
from casos.mediacion.apertura import NuevoCredito, NuevoSaldo
from casos.mediacion.vocabulario import OrigenCaso, Producto, Via
from web.demo import gente

MEDIANA, TOPE, DISPERSION = 14_000, 180_000, 0.95
"""Log-normal total balance of a debtor, in pesos."""
SEDES = (("HMO", 70), ("OBR", 20), ("NOG", 10))
PRODUCTOS = (
    (Producto.CONVENIO_CORTO, 45), (Producto.CONVENIO_LARGO, 30), (Producto.REGENERACION, 15),
    (Producto.PAGO_UNICO, 10),
)  # fmt: skip
RUPTURA_MENSUAL = 0.056
"""Half of the agreements break within twelve months."""


class Destino(NamedTuple):
    """Everything about a case that the office does not decide."""

    caso_id: UUID
    sede: str
    origen: OrigenCaso
    via: Via
    abre: date
    deudor: Persona
    aval: Persona | None
    estudiante: Persona | None
    creditos: tuple[NuevoCredito, ...]
    faltan: tuple[str, ...]
    telefono_sirve: bool
    producto: Producto
    paga_inicial: bool
    mes_de_ruptura: int
    se_cura: bool
    liquida_antes: bool
    fallece: bool
    juzgado: str | None
    semilla: int


T = TypeVar("T")


def pesado(azar: Random, opciones: Sequence[tuple[T, float]]) -> T:
    """One of the options, each as likely as its weight."""
    return azar.choices([o for o, _ in opciones], [p for _, p in opciones])[0]


def nuevo_destino(azar: Random, abre: date, primer_credito: int, *, fallece: bool) -> Destino:
    """Draw a case that is opened on a day; its contracts are numbered from `primer_credito`.

    `fallece`: the debtor dies, which whoever answers the telephone will say some weeks later.
    """
    sede = pesado(azar, SEDES)
    origen = pesado(azar, ((OrigenCaso.CARTERA, 50), (OrigenCaso.AGENDA, 35), (OrigenCaso.VENTANILLA, 15)))
    via = Via.STJ
    if origen is OrigenCaso.VENTANILLA or (origen is OrigenCaso.CARTERA and azar.random() < 0.12):
        via = Via.INSTITUCIONAL
    faltan = tuple(d for d, p in (("correo", 0.06), ("domicilio", 0.04), ("curp", 0.03)) if azar.random() < p)
    producto = pesado(azar, PRODUCTOS)
    return Destino(
        caso_id=UUID(int=azar.getrandbits(128), version=4),
        sede=sede,
        origen=origen,
        via=via,
        abre=abre,
        deudor=gente.persona(azar, sede),
        aval=gente.persona(azar, sede) if azar.random() < 0.7 else None,
        estudiante=gente.persona(azar, sede) if azar.random() < 0.15 else None,
        creditos=tuple(_creditos(azar, abre, primer_credito)),
        faltan=faltan,
        telefono_sirve=azar.random() < 0.75,
        producto=producto,
        paga_inicial=azar.random() < 0.8,
        mes_de_ruptura=_ruptura(azar),
        se_cura=azar.random() < 0.3,
        liquida_antes=azar.random() < 0.1,
        fallece=fallece,
        juzgado="Juzgado Segundo Civil de Hermosillo" if azar.random() < 0.04 else None,
        semilla=azar.getrandbits(64),
    )


def _ruptura(azar: Random) -> int:
    mes = 1
    while azar.random() > RUPTURA_MENSUAL and mes < 60:
        mes += 1
    return mes


def _creditos(azar: Random, abre: date, primero: int) -> Iterator[NuevoCredito]:
    cuantos = min(9, 1 + sum(azar.random() < 0.5 for _ in range(5)))
    total = min(Decimal(TOPE), Decimal(str(round(exp(log(MEDIANA) + azar.gauss(0, DISPERSION)), 2))))
    partes = [azar.uniform(0.6, 1.4) for _ in range(cuantos)]
    anio = azar.randrange(2006, 2021)
    for n, parte in enumerate(partes):
        suyo = total * Decimal(str(round(parte / sum(partes), 4)))
        yield NuevoCredito(
            credito=f"{primero + n:08d}",
            fecha_contrato=date(anio + n // 2, 8 if n % 2 == 0 else 2, azar.randrange(5, 26)),
            saldo=_saldo(azar, suyo, abre - timedelta(days=azar.randrange(3, 40))),
        )


def _saldo(azar: Random, total: Decimal, corte: date) -> NuevoSaldo:
    """The share of each concept as in the Institute's published portfolio."""
    ordinario = total * Decimal(str(round(azar.uniform(0.10, 0.20), 3)))
    moratorio = total * Decimal(str(round(azar.uniform(0.15, 0.38), 3)))
    gastos = Decimal(150) if azar.random() < 0.08 else Decimal(0)
    return NuevoSaldo(
        corte=corte,
        capital=redondear(total - ordinario - moratorio),
        ordinario=redondear(ordinario),
        moratorio=redondear(moratorio),
        gastos=gastos,
    )
