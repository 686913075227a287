"""Regeneration: what enters is what comes out plus what is condoned, and the chain of agreements holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casos.dinero.adeudo import AbonoExcesivo, Adeudo, SaldoCredito
from casos.dinero.concepto import AbonoCredito, Concepto, PorConcepto
from casos.dinero.condonacion import Condonacion, Porcentajes, condonar
from casos.dinero.regeneracion import (
    Consolidacion,
    DineroNoCuadra,
    Eslabon,
    conserva,
    conserva_linaje,
    consolidar,
)
from tests.casos.dinero.estrategias import CORTE, adeudos, identidades

HOY = date(2026, 11, 23)


def adeudo(**importes):
    importes = {concepto: Decimal(importe) for concepto, importe in importes.items()}
    saldo = SaldoCredito(credito="100702", importes=PorConcepto(**importes), fecha_corte=CORTE)
    return Adeudo(creditos=(saldo, saldo.model_copy(update={"credito": "100708"})))


def test_la_nueva_base_es_capital_mas_los_accesorios_no_condonados():
    viejo = adeudo(capital=1000, ordinario=100, moratorio=300, gastos=20)
    condonado = condonar(viejo, Porcentajes(moratorio=Decimal(100), ordinario=Decimal(50)))
    nuevo = consolidar(viejo, condonado, credito_nuevo="R-1", fecha=HOY)
    assert nuevo.cierra == ("100702", "100708")
    assert nuevo.capital == 2000
    assert nuevo.capitalizado == PorConcepto(ordinario=Decimal(100), gastos=Decimal(40))
    assert nuevo.base == nuevo.capital + nuevo.capitalizado.total == 2140
    assert nuevo.entra.total == nuevo.base + nuevo.condonado.total
    assert nuevo.nuevo.importes == PorConcepto(capital=Decimal(2140))
    assert (nuevo.nuevo.credito, nuevo.nuevo.fecha_corte) == ("R-1", HOY)
    assert Consolidacion.model_validate_json(nuevo.model_dump_json()) == nuevo


def test_no_se_regenera_lo_que_ya_no_se_debe_ni_se_condona_de_mas():
    viejo = adeudo(capital=10)
    todo = condonar(viejo, Porcentajes(capital=Decimal(100)))
    with pytest.raises(ValueError, match="no queda adeudo"):
        consolidar(viejo, todo, credito_nuevo="R-1", fecha=HOY)
    de_mas = Condonacion(
        lineas=(AbonoCredito(credito="100702", concepto=Concepto.CAPITAL, importe=Decimal(11)),)
    )
    with pytest.raises(AbonoExcesivo):
        consolidar(viejo, de_mas, credito_nuevo="R-1", fecha=HOY)


def test_la_identidad_que_no_cuadra_dice_por_cuanto():
    conserva(Decimal(100), queda=Decimal(60), condonado=Decimal(30), pagado=Decimal(15), devengado=Decimal(5))
    with pytest.raises(DineroNoCuadra, match=r"no cuadra por −\$0.01"):
        conserva(Decimal(100), queda=Decimal("100.01"))
    with pytest.raises(DineroNoCuadra, match=r"no cuadra por \$5.00"):
        conserva(Decimal(100), queda=Decimal(90), pagado=Decimal(10), devengado=Decimal(5))


def test_cada_convenio_empieza_con_lo_que_dejo_el_anterior():
    uno = Eslabon(entra=Decimal(100), queda=Decimal(80), pagado=Decimal(20))
    conserva_linaje([uno, Eslabon(Decimal(80), queda=Decimal(0), condonado=Decimal(30), pagado=Decimal(50))])
    conserva_linaje([])
    with pytest.raises(DineroNoCuadra, match=r"dejó \$80.00 y el siguiente empezó con \$79.99"):
        conserva_linaje([uno, Eslabon(Decimal("79.99"), queda=Decimal("79.99"))])
    with pytest.raises(DineroNoCuadra, match="no cuadra"):
        conserva_linaje([uno._replace(pagado=Decimal(21))])


@identidades
@given(adeudos(), st.lists(st.decimals(0, 100, places=1), min_size=4, max_size=4))
def test_toda_regeneracion_conserva_el_dinero(viejo, porcentajes):
    gastos, moratorio, ordinario, capital = porcentajes
    condonado = condonar(
        viejo, Porcentajes(gastos=gastos, moratorio=moratorio, ordinario=ordinario, capital=capital)
    )
    assume(condonado.total < viejo.total)
    nuevo = consolidar(viejo, condonado, credito_nuevo="R-1", fecha=HOY)
    assert nuevo.base + nuevo.condonado.total == viejo.total
    assert nuevo.capital + nuevo.capitalizado.accesorios == nuevo.base == nuevo.nuevo.total
    assert nuevo.capitalizado.capital == 0
