"""*Regeneración de adeudo*: overdue balances become one new base, and no centavo appears or vanishes.

The interest that becomes capital is its own line: it may be capitalised only by a later agreement on
interest already due (CCom 363), never in advance (CCF 2397). By default it is no novation (CCF 2215).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import PorConcepto
from casos.dinero.condonacion import Condonacion
from casos.dinero.pesos import CERO, PesosNoNegativos, PesosPositivos, en_cifras


class DineroNoCuadra(ValueError):
    """Money was created or lost between a debt and what replaced it; the text shows the sum."""


class Consolidacion(BaseModel):
    """What enters a regeneration and what comes out: `entra` = `base` + `condonado`, by construction.

    `base` = `capital` + `capitalizado.total`; `capitalizado` are the accessories that become base, a line
    that the agreement must show. `cierra`: the credits whose old plan is closed and linked to `nuevo`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cierra: tuple[str, ...]
    entra: PorConcepto
    condonado: PorConcepto
    capital: PesosNoNegativos
    capitalizado: PorConcepto
    base: PesosPositivos
    nuevo: SaldoCredito


def consolidar(adeudo: Adeudo, condonacion: Condonacion, *, credito_nuevo: str, fecha: date) -> Consolidacion:
    """Join the balances of several credits, less what is condoned, into the base of a new plan.

    Raises ValueError if nothing is left to pay, or if more is condoned than is owed (AbonoExcesivo).
    """
    queda = adeudo.menos(condonacion.lineas).por_concepto
    if not queda.total:
        raise ValueError("Después de la condonación no queda adeudo que regenerar.")
    conserva(adeudo.total, queda=queda.total, condonado=condonacion.total)
    nuevo = SaldoCredito(
        credito=credito_nuevo,
        importes=PorConcepto(capital=queda.total),
        fecha_corte=fecha,
        fecha_contrato=fecha,
    )
    return Consolidacion(
        cierra=tuple(saldo.credito for saldo in adeudo.creditos),
        entra=adeudo.por_concepto,
        condonado=condonacion.por_concepto,
        capital=queda.capital,
        capitalizado=queda.model_copy(update={"capital": CERO}),
        base=queda.total,
        nuevo=nuevo,
    )


def conserva(
    entra: Decimal,
    *,
    queda: Decimal,
    condonado: Decimal = CERO,
    pagado: Decimal = CERO,
    devengado: Decimal = CERO,
) -> None:
    """Raise DineroNoCuadra unless `entra` + `devengado` = `queda` + `condonado` + `pagado`."""
    diferencia = entra + devengado - queda - condonado - pagado
    if diferencia:
        raise DineroNoCuadra(
            f"El dinero no cuadra por {en_cifras(diferencia)}: entran {en_cifras(entra)} y se generan "
            f"{en_cifras(devengado)} de intereses; quedan {en_cifras(queda)}, se condonan "
            f"{en_cifras(condonado)} y se pagaron {en_cifras(pagado)}."
        )


class Eslabon(NamedTuple):
    """One stage in the life of a debt (an agreement, a breach, a regeneration), all in pesos."""

    entra: Decimal
    queda: Decimal
    condonado: Decimal = CERO
    pagado: Decimal = CERO
    devengado: Decimal = CERO


def conserva_linaje(eslabones: Sequence[Eslabon]) -> None:
    """Check each stage, and that each begins with what the one before left. Raises DineroNoCuadra."""
    for eslabon in eslabones:
        conserva(
            eslabon.entra,
            queda=eslabon.queda,
            condonado=eslabon.condonado,
            pagado=eslabon.pagado,
            devengado=eslabon.devengado,
        )
    for anterior, siguiente in pairwise(eslabones):
        if anterior.queda != siguiente.entra:
            raise DineroNoCuadra(
                f"Un convenio dejó {en_cifras(anterior.queda)} y el siguiente empezó con "
                f"{en_cifras(siguiente.entra)}."
            )
