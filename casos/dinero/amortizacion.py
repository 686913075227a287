"""Making a payment plan: due dates, level instalments, interest on the balance, months of grace.

All arithmetic is on whole centavos and exact fractions; the last instalment absorbs the rounding.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count, islice
from typing import Literal, NamedTuple

from casos.dinero.pesos import CERO, a_pesos, de_centavos, en_centavos, en_cifras
from casos.dinero.plan import Parcialidad, PlanPagos, comprobar_plan
from casos.dinero.tasas import Base, a_porcentaje

Metodo = Literal["mensual", "dias"]
"""Interest of a period: a twelfth of the annual rate, or its exact days over the base of the year."""
MAXIMO_DE_PARCIALIDADES = 600


class PlanImposible(ValueError):
    """The plan that was asked for cannot be made; the text says what to change."""


def mismo_dia(dia: date) -> date:
    """A calendar without days off: every due date stays where it falls."""
    return dia


def vencimiento(primera: date, meses: int, dia_de_pago: int | None = None) -> date:
    """The nominal due date some months after the first; 29, 30 and 31 become the last day of short months.

    The anchor day is kept: 31 Jan, 28 Feb, 31 Mar. `dia_de_pago` gives it if `primera` is in a short month.
    """
    anio, mes = divmod(primera.year * 12 + primera.month - 1 + meses, 12)
    return date(anio, mes + 1, min(dia_de_pago or primera.day, monthrange(anio, mes + 1)[1]))


class _Calendario(NamedTuple):
    """When the plan's periods run and what part of the balance each one bears as interest."""

    inicio: date
    primera: date
    dia_de_pago: int | None
    gracia_meses: int
    tasa: Fraction  # annual, 0.06 for 6 %
    metodo: Metodo
    base: int

    def nominal(self, numero: int) -> date:
        return vencimiento(self.primera, self.gracia_meses + numero - 1, self.dia_de_pago)

    def tasas(self) -> Iterator[Fraction]:
        """The rate of period 1, 2, … of the instalments; grace is apart."""
        yield self._tasa(self.inicio, self.primera)
        for numero in count(2):
            yield self._tasa(self.nominal(numero - 1), self.nominal(numero))

    def tasa_de_gracia(self) -> Fraction:
        if self.metodo == "mensual":
            return self.tasa * self.gracia_meses / 12
        return self._tasa(self.primera, self.nominal(1))

    def _tasa(self, desde: date, hasta: date) -> Fraction:
        return self.tasa / 12 if self.metodo == "mensual" else self.tasa * (hasta - desde).days / self.base


def elaborar_plan(
    importe: Decimal,
    *,
    inicio: date,
    primera: date,
    parcialidades: int | None = None,
    mensualidad: Decimal | None = None,
    pago_inicial: Decimal = CERO,
    inicial_vence: date | None = None,
    tasa_anual: Decimal = Decimal(0),
    metodo: Metodo = "mensual",
    base: Base = 360,
    gracia_meses: int = 0,
    dia_de_pago: int | None = None,
    habil: Callable[[date], date] = mismo_dia,
) -> PlanPagos:
    """The plan that pays `importe` (pesos, initial payment included) by term or by monthly amount.

    Give `parcialidades` (how many) or `mensualidad` (how much; the last one is what is left), not both.
    Interest runs on the unpaid balance from `inicio`; with rate 0 the instalments are equal.
    In `gracia_meses` nothing is paid; their interest is not capitalised (CCF 2397) but spread evenly.
    `habil` moves a due date that is not a working day; the interest does not change with it (no mora).
    Raises PlanImposible, in Spanish, saying what to change.
    """
    importe, pago_inicial = a_pesos(importe), a_pesos(pago_inicial)
    if (parcialidades is None) == (mensualidad is None):
        raise PlanImposible("Indique el número de parcialidades o lo que puede pagar al mes, no ambos.")
    _comprobar_fechas(inicio, primera, dia_de_pago, gracia_meses)
    if pago_inicial < 0 or pago_inicial >= importe:
        raise PlanImposible(
            "El pago inicial debe ser menor que el importe; si lo cubre todo, es un pago único."
        )
    tasa = Fraction(a_porcentaje(tasa_anual)) / 100
    calendario = _Calendario(inicio, primera, dia_de_pago, gracia_meses, tasa, metodo, base)
    capital = en_centavos(importe - pago_inicial)
    gracia = _al_entero(capital * calendario.tasa_de_gracia())
    if mensualidad is None:
        cuantas = _posible(parcialidades)
        cuota = _al_entero(_cuota_por_plazo(capital, gracia, cuantas, calendario))
    else:
        cuota = en_centavos(a_pesos(mensualidad))
        cuantas = _plazo_por_cuota(capital, gracia, cuota, calendario)
    vence_inicial = habil(inicial_vence or inicio) if pago_inicial else None
    if vence_inicial and vence_inicial > habil(calendario.nominal(1)):
        raise PlanImposible("El pago inicial no puede vencer después de la primera parcialidad.")
    renglones = _repartir(capital, gracia, cuota, cuantas, calendario, antes=mensualidad is not None)
    plan = PlanPagos(
        parcialidades=tuple(_parcialidad(renglon, calendario, habil) for renglon in renglones),
        pago_inicial=pago_inicial,
        inicial_vence=vence_inicial,
        tasa_anual=tasa_anual,
    )
    comprobar_plan(plan)
    return plan


def _comprobar_fechas(inicio: date, primera: date, dia_de_pago: int | None, gracia_meses: int) -> None:
    if primera < inicio:
        raise PlanImposible("La primera parcialidad no puede vencer antes de la firma.")
    if dia_de_pago is not None and vencimiento(primera, 0, dia_de_pago) != primera:
        raise PlanImposible("La primera parcialidad no cae en el día de pago indicado.")
    if not 0 <= gracia_meses <= 120:
        raise PlanImposible("Los meses de gracia deben estar entre 0 y 120.")


def _posible(parcialidades: int | None) -> int:
    if parcialidades is None or not 1 <= parcialidades <= MAXIMO_DE_PARCIALIDADES:
        raise PlanImposible(f"El número de parcialidades debe estar entre 1 y {MAXIMO_DE_PARCIALIDADES}.")
    return parcialidades


def _cuotas(capital: int, calendario: _Calendario) -> Iterator[tuple[int, int]]:
    """The exact level payment in centavos, as numerator and denominator, for 1, 2, 3… instalments.

    capital · Π(1+i) / Σ Π(later 1+i): with equal rates the French formula, with rate 0 capital / n.
    """
    factor, suma, escala = 1, 0, 1
    for tasa in calendario.tasas():
        crece = tasa.denominator + tasa.numerator
        escala *= tasa.denominator
        factor, suma = factor * crece, suma * crece + escala
        yield capital * factor, suma


def _cuota_por_plazo(capital: int, gracia: int, cuantas: int, calendario: _Calendario) -> Fraction:
    exacta = next(islice(_cuotas(capital, calendario), cuantas - 1, None))
    return Fraction(*exacta) + Fraction(gracia, cuantas)


def _plazo_por_cuota(capital: int, gracia: int, cuota: int, calendario: _Calendario) -> int:
    """The fewest instalments of `cuota` centavos that pay everything."""
    exactas = islice(_cuotas(capital, calendario), MAXIMO_DE_PARCIALIDADES)
    for cuantas, (arriba, abajo) in enumerate(exactas, start=1):
        if arriba * cuantas + gracia * abajo <= cuota * cuantas * abajo:
            return cuantas
    raise PlanImposible(
        f"Con {en_cifras(de_centavos(cuota))} al mes no se termina de pagar; se necesita una cantidad mayor."
    )


class _Renglon(NamedTuple):
    numero: int
    capital: int
    interes: int
    saldo: int


def _repartir(
    saldo: int, gracia: int, cuota: int, cuantas: int, calendario: _Calendario, *, antes: bool
) -> Iterator[_Renglon]:
    """Split each payment of `cuota` centavos into interest and capital; `antes` lets the plan end early.

    The interest of grace goes in equal parts, but all of it is paid before the last capital is.
    """
    cobrada = 0
    for numero, tasa in enumerate(islice(calendario.tasas(), cuantas), start=1):
        del_saldo, falta = _al_entero(saldo * tasa), gracia - cobrada
        if numero == cuantas or (antes and saldo + del_saldo + falta <= cuota):
            yield _Renglon(numero, saldo, del_saldo + falta, 0)
            return
        de_gracia = max(0, _al_entero(Fraction(gracia * numero, cuantas)) - cobrada)
        if antes and cuota - del_saldo - de_gracia >= saldo:
            de_gracia = falta
        abono = cuota - del_saldo - de_gracia
        if abono <= 0 and numero == 1:
            juntados = en_cifras(de_centavos(del_saldo + de_gracia))
            raise PlanImposible(
                f"Hasta la primera parcialidad se juntan {juntados} de intereses y cada una es de "
                f"{en_cifras(de_centavos(cuota))}: acerque la primera fecha o proponga menos parcialidades."
            )
        if not 0 < abono < saldo:
            raise PlanImposible(f"El importe no alcanza para {cuantas} parcialidades; proponga menos.")
        saldo -= abono
        cobrada += de_gracia
        yield _Renglon(numero, abono, del_saldo + de_gracia, saldo)


def _parcialidad(renglon: _Renglon, calendario: _Calendario, habil: Callable[[date], date]) -> Parcialidad:
    return Parcialidad(
        numero=renglon.numero,
        vence=habil(calendario.nominal(renglon.numero)),
        capital=de_centavos(renglon.capital),
        interes=de_centavos(renglon.interes),
        importe=de_centavos(renglon.capital + renglon.interes),
        saldo=de_centavos(renglon.saldo),
    )


def _al_entero(centavos: Fraction) -> int:
    """HALF_UP to a whole centavo; never negative here."""
    return (2 * centavos.numerator + centavos.denominator) // (2 * centavos.denominator)
