"""The statement: what is owed on a day, every line explained, and the money whole."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import Concepto, PorConcepto
from casos.dinero.estado_de_cuenta import EstadoDeCuenta, estado_de_cuenta
from casos.dinero.orden_legal import aplicar, imputar_a_adeudo
from casos.dinero.pago import Pago
from casos.dinero.tasas import Tasas
from tests.casos.dinero.estrategias import CORTE, adeudos, identidades, pesos

TASAS = Tasas(ordinaria=Decimal(6), moratoria=Decimal("1.5"))


def credito(numero="100702", corte=CORTE, **importes):
    return SaldoCredito(
        credito=numero,
        importes=PorConcepto(**{c: Decimal(i) for c, i in importes.items()}),
        fecha_corte=corte,
        fecha_contrato=date(2009, 10, 19),
    )


UNO = Adeudo(creditos=(credito(capital="1456.16", ordinario="390.04", moratorio="754.08"),))


def lineas(estado):
    return [(r.texto, r.formula, str(r.cargo or -r.abono), str(r.saldo)) for r in estado.renglones]


def test_el_saldo_al_dia_se_explica_renglon_por_renglon():
    estado = estado_de_cuenta(UNO, date(2026, 11, 30), tasas=TASAS)
    assert lineas(estado) == [
        ("Saldo de capital al 31 de octubre de 2026", "", "1456.16", "1456.16"),
        ("Saldo de intereses ordinarios al 31 de octubre de 2026", "", "390.04", "1846.20"),
        ("Saldo de intereses moratorios al 31 de octubre de 2026", "", "754.08", "2600.28"),
        (
            "Intereses ordinarios del 31 de octubre de 2026 al 30 de noviembre de 2026",
            "capital $1,456.16 × 6.00 % × 30 / 360 = $7.28",
            "7.28",
            "2607.56",
        ),
        (
            "Intereses moratorios del 31 de octubre de 2026 al 30 de noviembre de 2026",
            "capital $1,456.16 × 1.50 % × 30 / 360 = $1.82",
            "1.82",
            "2609.38",
        ),
    ]
    assert estado.adeudo.total == Decimal("2609.38")


def test_sin_tasas_no_se_inventan_intereses():
    estado = estado_de_cuenta(UNO, date(2027, 10, 31))
    assert estado.adeudo.por_concepto == UNO.por_concepto
    assert len(estado.renglones) == 3


def test_las_tasas_del_credito_valen_mas_que_las_generales_y_la_base_es_un_parametro():
    propio = credito(capital=1000).model_copy(update={"tasas": Tasas(ordinaria=Decimal(3))})
    adeudo = Adeudo(creditos=(propio, credito("100708", capital=1000)))
    al_ano = estado_de_cuenta(adeudo, CORTE + timedelta(days=365), tasas=TASAS, base=365).adeudo
    assert al_ano.de("100702").importes.ordinario == 30
    assert al_ano.de("100708").importes == PorConcepto(
        capital=Decimal(1000), ordinario=Decimal(60), moratorio=Decimal(15)
    )


def test_un_pago_detiene_los_intereses_del_capital_que_cubre():
    adeudo = Adeudo(creditos=(credito(capital=3600),))
    estado = estado_de_cuenta(
        adeudo,
        CORTE + timedelta(days=20),
        tasas=Tasas(ordinaria=Decimal(10)),
        pagos=[Pago(CORTE + timedelta(days=10), Decimal(1810), "OP7")],
    )
    assert lineas(estado)[1:] == [
        (
            "Intereses ordinarios del 31 de octubre de 2026 al 10 de noviembre de 2026",
            "capital $3,600.00 × 10.00 % × 10 / 360 = $10.00",
            "10.00",
            "3610.00",
        ),
        ("Pago OP7 del 10 de noviembre de 2026, a intereses ordinarios", "", "-10.00", "3600.00"),
        ("Pago OP7 del 10 de noviembre de 2026, a capital", "", "-1800.00", "1800.00"),
        (
            "Intereses ordinarios del 10 de noviembre de 2026 al 20 de noviembre de 2026",
            "capital $1,800.00 × 10.00 % × 10 / 360 = $5.00",
            "5.00",
            "1805.00",
        ),
    ]


def test_los_pagos_hasta_el_corte_ya_estan_en_el_saldo_y_los_futuros_no_cuentan():
    pagos = [Pago(CORTE, Decimal(100)), Pago(date(2027, 1, 1), Decimal(100))]
    estado = estado_de_cuenta(UNO, date(2026, 12, 1), pagos=pagos)
    assert estado.adeudo.total == UNO.total
    assert estado.incluidos_en_el_corte == (pagos[0],)
    aplicado = estado_de_cuenta(UNO, date(2026, 12, 1), pagos=pagos, corte_incluye_pagos=False)
    assert aplicado.adeudo.total == UNO.total - 100


def test_cada_credito_tiene_su_corte():
    adeudo = Adeudo(creditos=(credito(capital=100), credito("2", date(2026, 11, 30), capital=100)))
    estado = estado_de_cuenta(adeudo, date(2026, 12, 31), pagos=[Pago(date(2026, 11, 15), Decimal(150))])
    assert (estado.adeudo.de("100702").total, estado.adeudo.de("2").total) == (0, 100)
    assert estado.saldo_a_favor == 50


def test_antes_del_corte_no_se_generan_intereses():
    assert estado_de_cuenta(UNO, date(2026, 1, 1), tasas=TASAS).adeudo == UNO


def test_sin_creditos_todo_pago_queda_a_favor():
    assert estado_de_cuenta(Adeudo(), CORTE, pagos=[Pago(CORTE, Decimal(5))]).saldo_a_favor == 5


def test_el_saldo_queda_con_la_fecha_nueva_y_de_ahi_se_sigue():
    a_medias = estado_de_cuenta(UNO, date(2026, 11, 30), tasas=TASAS).adeudo
    assert a_medias.creditos[0].fecha_corte == date(2026, 11, 30)
    completo = estado_de_cuenta(UNO, date(2026, 12, 30), tasas=TASAS).adeudo
    seguido = estado_de_cuenta(a_medias, date(2026, 12, 30), tasas=TASAS).adeudo
    assert abs(seguido.total - completo.total) <= Decimal("0.02")


PAGOS = st.lists(
    st.builds(
        Pago,
        st.integers(-30, 400).map(lambda n: CORTE + timedelta(days=n)),
        pesos(1, 1_500_000),
        st.sampled_from(["", "OP1"]),
        st.sampled_from([None, "100701"]),
    ),
    max_size=6,
)


@identidades
@given(adeudos(), PAGOS, st.integers(-40, 500), st.booleans())
def test_los_renglones_suman_lo_que_se_debe_y_no_se_pierde_ningun_centavo(adeudo, pagos, dias, incluye):
    hasta = CORTE + timedelta(days=dias)
    estado = estado_de_cuenta(adeudo, hasta, tasas=TASAS, pagos=pagos, corte_incluye_pagos=incluye)
    cargos, abonos = sum(r.cargo for r in estado.renglones), sum(r.abono for r in estado.renglones)
    assert cargos - abonos == estado.adeudo.total
    tomados = [p for p in pagos if p.fecha <= hasta and p not in estado.incluidos_en_el_corte]
    assert abonos + estado.saldo_a_favor == sum(p.importe for p in tomados)
    for saldo in estado.adeudo.creditos:
        suyos = [r for r in estado.renglones if r.credito == saldo.credito]
        assert (suyos[-1].saldo if suyos else 0) == saldo.total
        assert min((r.saldo for r in suyos), default=0) >= 0
        assert [r.fecha for r in suyos] == sorted(r.fecha for r in suyos)
        capital = sum(r.cargo - r.abono for r in suyos if r.concepto == "capital")
        assert capital == saldo.importes.capital
    assert EstadoDeCuenta.model_validate_json(estado.model_dump_json()) == estado


@given(adeudos(), PAGOS)
def test_sin_intereses_el_estado_de_cuenta_es_la_imputacion_de_cada_pago(adeudo, pagos):
    sin = Adeudo(creditos=tuple(s.model_copy(update={"tasas": None}) for s in adeudo.creditos))
    esperado = sin
    for pago in sorted(pagos, key=lambda p: p.fecha):
        if pago.fecha > CORTE:
            esperado = aplicar(esperado, imputar_a_adeudo(esperado, pago.importe, credito=pago.credito))
    estado = estado_de_cuenta(sin, CORTE + timedelta(days=500), pagos=pagos)
    assert estado.adeudo.por_concepto == esperado.por_concepto
    assert [s.importes for s in estado.adeudo.creditos] == [s.importes for s in esperado.creditos]


@given(adeudos(), pesos(1, 1_500_000), st.integers(1, 400), st.data())
def test_partir_un_pago_el_mismo_dia_no_cambia_el_saldo(adeudo, importe, dias, data):
    fecha = CORTE + timedelta(days=dias)
    una = data.draw(pesos(1, int(importe * 100)))
    partes = [Pago(fecha, p) for p in (una, importe - una) if p]
    hasta = CORTE + timedelta(days=500)
    assert (
        estado_de_cuenta(adeudo, hasta, tasas=TASAS, pagos=partes).adeudo
        == estado_de_cuenta(adeudo, hasta, tasas=TASAS, pagos=[Pago(fecha, importe)]).adeudo
    )


def test_los_moratorios_se_detienen_en_el_tope_de_la_pena():
    """$1,000 at 36 % on 360 days is a peso a day; with 90 received and a cap of 10 % only 10 more fit."""
    debe = Adeudo(
        creditos=(
            SaldoCredito(
                credito="1001", fecha_corte=date(2026, 1, 1),
                importes=PorConcepto(capital=Decimal(1000), moratorio=Decimal(90)),
            ),
        )
    )  # fmt: skip
    tasas = Tasas(moratoria=Decimal(36))
    sin = estado_de_cuenta(debe, date(2026, 1, 31), tasas=tasas)
    assert sin.adeudo.por_concepto.moratorio == Decimal(120)
    con = estado_de_cuenta(debe, date(2026, 1, 31), tasas=tasas, pena_maxima=Decimal(10))
    assert con.adeudo.por_concepto.moratorio == Decimal(100)
    assert con.renglones[-1].formula.endswith("= $30.00; hasta el tope del 10 % del capital, $10.00")
    ya_pasado = estado_de_cuenta(debe, date(2026, 1, 31), tasas=tasas, pena_maxima=Decimal(5))
    assert ya_pasado.adeudo.por_concepto.moratorio == Decimal(90)
    pagado = estado_de_cuenta(
        debe,
        date(2026, 1, 31),
        tasas=tasas,
        pena_maxima=Decimal(10),
        pagos=[Pago(date(2026, 1, 6), Decimal(95))],
    )
    assert sum(r.cargo for r in pagado.renglones if r.concepto is Concepto.MORATORIO) == Decimal(100)
