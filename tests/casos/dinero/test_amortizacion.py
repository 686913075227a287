"""Plans: published examples and hand-computed tables to the centavo, and what every plan must keep."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.amortizacion import PlanImposible, elaborar_plan, vencimiento
from casos.dinero.pesos import CERO, redondear
from casos.dinero.plan import Parcialidad, PlanNoCuadra, PlanPagos, comprobar_plan
from tests.casos.dinero.estrategias import a_lunes, identidades, pesos, planes, tasas_anuales

HOY = date(2026, 11, 23)
PRIMERA = date(2026, 12, 15)


def plan(importe, parcialidades=None, **condiciones):
    condiciones = {"inicio": HOY, "primera": PRIMERA, **condiciones}
    return elaborar_plan(Decimal(importe), parcialidades=parcialidades, **condiciones)


def tabla(un_plan):
    return [
        (p.numero, str(p.importe), str(p.interes), str(p.capital), str(p.saldo))
        for p in un_plan.parcialidades
    ]


# --- published examples ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fuente", "importe", "tasa", "meses", "cuota"),
    [
        ("Microsoft Excel, PMT: 8 %, 10 months, 10,000", 10_000, "8", 10, "1037.03"),
        ("Claris FileMaker, PMT example 1: a car of 21,000", 21_000, "6.9", 48, "501.90"),
        ("MESCIUS SpreadJS, PMT: 5,000 at 6 % in 15", 5_000, "6", 15, "346.82"),
        ("Adobe LiveCycle, Pmt: 150,000 at 4.75 % in 25 years", 150_000, "4.75", 300, "855.18"),
        ("Wikipedia, Mortgage calculator: 200,000 at 6.5 % in 30 years", 200_000, "6.5", 360, "1264.14"),
        (
            "Math 352 project, Theory of Interest: 150,000 at 3.625 % in 30 years",
            150_000,
            "3.625",
            360,
            "684.08",
        ),
    ],
)
def test_la_cuota_de_los_ejemplos_publicados(fuente, importe, tasa, meses, cuota):
    resultado = plan(importe, meses, tasa_anual=Decimal(tasa))
    assert str(resultado.parcialidades[0].importe) == cuota, fuente


def test_tabla_publicada_de_cuatro_periodos():
    """SlidePlayer 3803316, Building an Amortization Schedule: $300 at 2.5 % a period; the last differs."""
    assert tabla(plan(300, 4, tasa_anual=Decimal(30))) == [
        (1, "79.75", "7.50", "72.25", "227.75"),
        (2, "79.75", "5.69", "74.06", "153.69"),
        (3, "79.75", "3.84", "75.91", "77.78"),
        (4, "79.72", "1.94", "77.78", "0.00"),
    ]


def test_tabla_publicada_de_seis_meses():
    """Sapling, Reducing balance: $1,000 at 2 % a month in 6 months.

    The page's total interest, 71.15, is that of unrounded rows; interest in whole centavos adds up to 71.16.
    """
    resultado = plan(1000, 6, tasa_anual=Decimal(24))
    assert tabla(resultado)[:2] == [
        (1, "178.53", "20.00", "158.53", "841.47"),
        (2, "178.53", "16.83", "161.70", "679.77"),
    ]
    assert (str(resultado.interes), str(resultado.parcialidades[-1].importe)) == ("71.16", "178.51")


def test_tabla_publicada_del_proyecto_de_teoria_del_interes():
    """Math 352, Amortization Project: the first rows of 150,000 at 3.625 % in 360 months."""
    filas = tabla(plan(150_000, 360, tasa_anual=Decimal("3.625")))
    assert filas[:8] == [
        (1, "684.08", "453.13", "230.95", "149769.05"),
        (2, "684.08", "452.43", "231.65", "149537.40"),
        (3, "684.08", "451.73", "232.35", "149305.05"),
        (4, "684.08", "451.03", "233.05", "149072.00"),
        (5, "684.08", "450.32", "233.76", "148838.24"),
        (6, "684.08", "449.62", "234.46", "148603.78"),
        (7, "684.08", "448.91", "235.17", "148368.61"),
        (8, "684.08", "448.20", "235.88", "148132.73"),
    ]


# --- by hand ---------------------------------------------------------------------------------------


def test_sin_interes_las_parcialidades_son_iguales_y_la_ultima_absorbe_la_diferencia():
    assert [str(p.importe) for p in plan(100, 3).parcialidades] == ["33.33", "33.33", "33.34"]
    assert [str(p.importe) for p in plan(200, 3).parcialidades] == ["66.67", "66.67", "66.66"]
    assert [str(p.saldo) for p in plan(100, 3).parcialidades] == ["66.67", "33.34", "0.00"]


def test_el_pago_inicial_se_descuenta_y_se_exige_primero():
    resultado = plan("22949.57", 12, pago_inicial=Decimal(2700))
    assert (resultado.pago_inicial, resultado.inicial_vence) == (Decimal(2700), HOY)
    assert str(resultado.parcialidades[0].importe) == "1687.46"
    assert str(resultado.parcialidades[-1].importe) == "1687.51"  # 20,249.57 − 11 × 1,687.46
    assert resultado.total == Decimal("22949.57")
    assert [p.numero for p in resultado.exigibles] == list(range(13))
    assert resultado.exigibles[0].saldo == Decimal("20249.57")
    assert resultado.termina == date(2027, 11, 15)


def test_con_interes_sobre_saldos_un_tercio_por_mes():
    """$1,000 at 12 % in 3: payment 340.02; 10.00, 6.70 and 3.37 of interest."""
    assert tabla(plan(1000, 3, tasa_anual=Decimal(12))) == [
        (1, "340.02", "10.00", "330.02", "669.98"),
        (2, "340.02", "6.70", "333.32", "336.66"),
        (3, "340.03", "3.37", "336.66", "0.00"),
    ]


def test_el_interes_por_dias_exactos_cuenta_los_dias_de_cada_mes():
    """$3,600 at 10 % on 360 days: one peso a day while nothing is paid; 22 days to the first due date."""
    resultado = plan(3600, 2, tasa_anual=Decimal(10), metodo="dias")
    uno, dos = resultado.parcialidades
    assert uno.interes == Decimal("22.00")
    assert dos.interes == redondear(uno.saldo * 10 * 31 / Decimal(36000))
    en_febrero = plan(3600, 3, tasa_anual=Decimal(10), metodo="dias", primera=date(2027, 1, 15)).parcialidades
    assert en_febrero[1].interes == redondear(en_febrero[0].saldo * 10 * 31 / Decimal(36000))
    assert en_febrero[2].interes == redondear(en_febrero[1].saldo * 10 * 28 / Decimal(36000))
    con_365 = plan(3600, 2, tasa_anual=Decimal(10), metodo="dias", base=365)
    assert con_365.parcialidades[0].interes == Decimal("21.70")


def test_por_mensualidad_paga_lo_que_puede_y_la_ultima_es_lo_que_queda():
    assert [str(p.importe) for p in plan(1000, mensualidad=Decimal(300)).parcialidades] == [
        "300.00", "300.00", "300.00", "100.00",
    ]  # fmt: skip
    assert tabla(plan(1000, mensualidad=Decimal(400), tasa_anual=Decimal(12))) == [
        (1, "400.00", "10.00", "390.00", "610.00"),
        (2, "400.00", "6.10", "393.90", "216.10"),
        (3, "218.26", "2.16", "216.10", "0.00"),
    ]


def test_si_la_mensualidad_es_exacta_no_sobra_una_parcialidad():
    assert len(plan(1200, mensualidad=Decimal(100)).parcialidades) == 12
    assert len(plan(1000, mensualidad=Decimal("178.53"), tasa_anual=Decimal(24)).parcialidades) == 6


def test_por_mensualidad_la_gracia_se_reparte_igual_que_por_plazo():
    """$1,200 at 12 % with 2 months of grace: 408.03 and 8.00 of grace interest make 416.03."""
    condiciones = {"tasa_anual": Decimal(12), "gracia_meses": 2}
    por_mes = plan(1200, mensualidad=Decimal("416.03"), **condiciones)
    assert por_mes == plan(1200, 3, **condiciones)
    assert por_mes.parcialidades[0].interes == Decimal("20.00")
    ultimas = plan(1200, mensualidad=Decimal(415), **condiciones).parcialidades[2:]
    assert [(str(p.importe), str(p.interes), str(p.saldo)) for p in ultimas] == [
        ("415.00", "16.02", "3.05"),  # 4.02 of the month and the 12.00 of grace still due
        ("3.08", "0.03", "0.00"),
    ]


def test_el_plan_mas_pequeno_es_de_un_centavo_por_parcialidad():
    assert [str(p.importe) for p in plan("0.03", 3).parcialidades] == ["0.01", "0.01", "0.01"]


def test_los_meses_de_gracia_corren_sin_pago_y_su_interes_no_se_capitaliza():
    """$1,200 at 12 %, 2 months of grace: 24.00 of grace interest, split in 3 equal parts of 8.00."""
    con = plan(1200, 3, tasa_anual=Decimal(12), gracia_meses=2)
    sin = plan(1200, 3, tasa_anual=Decimal(12))
    assert con.parcialidades[0].vence == date(2027, 2, 15)
    assert con.interes - sin.interes == Decimal("24.00")
    assert [c.interes - s.interes for c, s in zip(con.parcialidades, sin.parcialidades, strict=True)] == [
        8,
        8,
        8,
    ]
    assert [p.capital for p in con.parcialidades] == [p.capital for p in sin.parcialidades]


def test_los_seis_meses_de_gracia_del_instituto_al_seis_por_ciento():
    """$12,000 at 6 %, 6 months of grace, 12 instalments: 1,032.80 and 30.00 (360.00 of grace / 12) a month."""
    resultado = plan(12_000, 12, tasa_anual=Decimal(6), gracia_meses=6)
    assert tabla(resultado)[:2] == [
        (1, "1062.80", "90.00", "972.80", "11027.20"),
        (2, "1062.80", "85.14", "977.66", "10049.54"),  # 11,027.20 × 0.005 = 55.136
    ]
    assert resultado.parcialidades[0].vence == date(2027, 6, 15)
    assert str(resultado.interes) == "753.58"  # 360.00 of grace and 393.58 of the table without it
    assert str(plan(12_000, 12, tasa_anual=Decimal(6)).interes) == "393.58"
    assert str(resultado.parcialidades[-1].importe) == "1062.78"


def test_con_pago_inicial_el_interes_corre_sobre_lo_que_queda():
    """$10,000 less $1,000 at 12 % in 2: 9,000 × 1 % = 90.00; payment 4,567.61; 45.22 of interest at the end."""
    resultado = plan(10_000, 2, tasa_anual=Decimal(12), pago_inicial=Decimal(1000))
    assert tabla(resultado) == [
        (1, "4567.61", "90.00", "4477.61", "4522.39"),
        (2, "4567.61", "45.22", "4522.39", "0.00"),
    ]
    assert str(resultado.total) == "10135.22"


def test_la_gracia_sin_interes_solo_mueve_las_fechas():
    con, sin = plan(1000, 7, gracia_meses=6), plan(1000, 7)
    assert [p.importe for p in con.parcialidades] == [p.importe for p in sin.parcialidades]
    assert con.parcialidades[0].vence == date(2027, 6, 15)


# --- due dates -------------------------------------------------------------------------------------


def test_el_dia_31_cae_en_el_ultimo_dia_de_los_meses_cortos_y_despues_vuelve():
    resultado = plan(500, 5, primera=date(2027, 12, 31))
    assert [str(p.vence) for p in resultado.parcialidades] == [
        "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30",
    ]  # fmt: skip


def test_el_dia_de_pago_se_conserva_aunque_la_primera_caiga_en_febrero():
    resultado = plan(300, 3, primera=date(2027, 2, 28), dia_de_pago=30)
    assert [p.vence.day for p in resultado.parcialidades] == [28, 30, 30]
    with pytest.raises(PlanImposible, match="día de pago"):
        plan(300, 3, primera=date(2027, 2, 27), dia_de_pago=30)


def test_un_vencimiento_inhabil_pasa_al_siguiente_habil_sin_cambiar_importes():
    con, sin = plan(1000, 6, tasa_anual=Decimal(6), habil=a_lunes), plan(1000, 6, tasa_anual=Decimal(6))
    assert [str(p.vence) for p in con.parcialidades] == [
        "2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15", "2027-04-15", "2027-05-17",
    ]  # fmt: skip
    assert [p.importe for p in con.parcialidades] == [p.importe for p in sin.parcialidades]
    assert (
        plan(100, 2, metodo="dias", tasa_anual=Decimal(6), habil=a_lunes).interes
        == plan(100, 2, metodo="dias", tasa_anual=Decimal(6)).interes
    )


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 240))
def test_el_vencimiento_conserva_el_dia_o_es_el_ultimo_del_mes(primera, meses):
    vence = vencimiento(primera, meses)
    assert (vence.year * 12 + vence.month) - (primera.year * 12 + primera.month) == meses
    ultimo = (vence + timedelta(days=1)).day == 1
    assert vence.day == primera.day or (vence.day < primera.day and ultimo)


# --- what cannot be --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("importe", "condiciones", "dice"),
    [
        (1000, {}, "no ambos"),
        (1000, {"parcialidades": 3, "mensualidad": Decimal(5)}, "no ambos"),
        (1000, {"parcialidades": 0}, "entre 1 y 600"),
        (1000, {"parcialidades": 601}, "entre 1 y 600"),
        (1000, {"parcialidades": 3, "pago_inicial": Decimal(1000)}, "pago único"),
        (1000, {"parcialidades": 3, "pago_inicial": Decimal(-1)}, "pago inicial"),
        (0, {"parcialidades": 3}, "pago inicial"),
        (
            1000,
            {"parcialidades": 3, "pago_inicial": Decimal(100), "inicial_vence": PRIMERA + timedelta(1)},
            "no puede vencer después de la primera",
        ),
        (1000, {"parcialidades": 3, "primera": HOY - timedelta(days=1)}, "antes de la firma"),
        (1000, {"parcialidades": 3, "gracia_meses": -1}, "gracia"),
        (1000, {"mensualidad": Decimal(10), "tasa_anual": Decimal(12)}, "cantidad mayor"),
        (1000, {"mensualidad": CERO}, "cantidad mayor"),
        ("0.05", {"parcialidades": 12}, "proponga menos"),
        ("0.18", {"parcialidades": 12}, "proponga menos"),
        ("0.02", {"parcialidades": 3}, "proponga menos"),
    ],
)
def test_un_plan_imposible_dice_que_cambiar(importe, condiciones, dice):
    with pytest.raises(PlanImposible, match=dice):
        plan(importe, **condiciones)


@pytest.mark.parametrize("importe", [1.5, Decimal("1.005"), Decimal("NaN"), Decimal(10**13)])
def test_un_importe_que_no_es_dinero_no_hace_plan(importe):
    with pytest.raises(ValueError, match=r"importe|decimales"):
        elaborar_plan(importe, inicio=HOY, primera=PRIMERA, parcialidades=3)


# --- a table captured by hand ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"importe": Decimal("33.34")}, "no suma"),
        ({"saldo": Decimal("0.01")}, "el saldo debe ser"),
        ({"numero": 7}, "con el número 7"),
        ({"capital": Decimal("-1"), "interes": Decimal("34.33")}, "negativo"),
        ({"vence": date(2030, 1, 1)}, "antes que la anterior"),
    ],
)
def test_una_tabla_capturada_que_no_cuadra_se_rechaza_diciendo_donde(cambio, dice):
    bueno = plan(100, 3)
    malo = list(bueno.parcialidades)
    malo[1] = malo[1].model_copy(update=cambio)
    comprobar_plan(bueno)
    with pytest.raises(PlanNoCuadra, match=dice):
        comprobar_plan(bueno.model_copy(update={"parcialidades": tuple(malo)}))


def test_un_plan_sin_nada_o_sin_fecha_del_pago_inicial_se_rechaza():
    with pytest.raises(PlanNoCuadra, match="no tiene"):
        comprobar_plan(PlanPagos(parcialidades=()))
    with pytest.raises(PlanNoCuadra, match="fecha del pago inicial"):
        comprobar_plan(PlanPagos(parcialidades=plan(100, 3).parcialidades, pago_inicial=Decimal(5)))


# --- what every plan keeps -------------------------------------------------------------------------


@identidades
@given(planes())
def test_todo_plan_suma_exacto_sin_saldos_negativos_y_en_orden(un_plan):
    comprobar_plan(un_plan)
    assert un_plan.total == un_plan.capital + un_plan.interes
    assert un_plan.total == sum(p.importe for p in un_plan.exigibles)
    assert un_plan.parcialidades[-1].saldo == 0
    saldos = [p.saldo for p in un_plan.parcialidades]
    assert saldos == sorted(saldos, reverse=True)
    assert min(saldos) >= 0
    assert min(p.capital for p in un_plan.parcialidades) > 0
    fechas = [p.vence for p in un_plan.parcialidades]
    assert fechas == sorted(set(fechas))
    assert PlanPagos.model_validate_json(un_plan.model_dump_json()) == un_plan


@given(pesos(6_000, 20_000_000), st.integers(1, 60), tasas_anuales())
def test_las_parcialidades_son_iguales_salvo_la_ultima_que_solo_absorbe_el_redondeo(importe, meses, tasa):
    resultado = plan(importe, meses, tasa_anual=tasa)
    iguales = {p.importe for p in resultado.parcialidades[:-1]}
    assert len(iguales) <= 1
    crece = (1 + tasa / 1200) ** meses
    assert (
        abs(resultado.parcialidades[-1].importe - resultado.parcialidades[0].importe) <= meses * crece / 100
    )


@given(pesos(6_000, 20_000_000), st.integers(1, 60), tasas_anuales())
def test_a_mas_plazo_menor_cuota_y_mas_interes(importe, meses, tasa):
    corto, largo = plan(importe, meses, tasa_anual=tasa), plan(importe, meses + 6, tasa_anual=tasa)
    assert largo.parcialidades[0].importe <= corto.parcialidades[0].importe
    assert largo.interes >= corto.interes - Decimal("0.01") * (meses + 6)
    assert (largo.interes == 0) == (tasa == 0) or largo.interes < 1


@identidades
@given(
    pesos(100_000, 20_000_000),
    st.integers(1, 60),
    pesos(1, 500_000),
    tasas_anuales(),
    st.sampled_from([0, 0, 2, 6]),
)
def test_por_mensualidad_ninguna_regular_pasa_de_lo_que_puede_y_un_mes_menos_no_basta(
    importe, meses, de_mas, tasa, gracia
):
    """Whoever can pay a little more than the instalment of some term always gets a plan, no longer than it."""
    condiciones = {"tasa_anual": tasa, "gracia_meses": gracia}
    mensual = plan(importe, meses, **condiciones).parcialidades[0].importe + de_mas
    resultado = plan(importe, mensualidad=mensual, **condiciones)
    *regulares, ultima = resultado.parcialidades
    assert len(resultado.parcialidades) <= meses
    assert all(p.importe == mensual for p in regulares)
    redondeo = Decimal("0.01") * len(resultado.parcialidades) * (1 + tasa / 1200) ** meses
    assert ultima.importe <= mensual + redondeo
    if regulares and ultima.importe > 2 * redondeo and not gracia:
        assert plan(importe, len(regulares), **condiciones).parcialidades[0].importe > mensual


@given(pesos(100_000, 20_000_000), st.integers(1, 24), tasas_anuales())
def test_la_cuota_es_la_exacta_de_la_formula_francesa(importe, meses, tasa):
    i = Fraction(tasa) / 1200
    exacta = Fraction(importe) * i / (1 - (1 + i) ** -meses) if i else Fraction(importe) / meses
    resultado = plan(importe, meses, tasa_anual=tasa)
    if meses > 1:
        assert resultado.parcialidades[0].importe == redondear(exacta)


def test_un_plan_capturado_sin_mas_no_tiene_tasa_ni_pago_inicial():
    assert isinstance(plan(100, 1).exigibles[0], Parcialidad)
    capturado = PlanPagos(parcialidades=plan(100, 1).parcialidades)
    assert (capturado.tasa_anual, capturado.pago_inicial, capturado.inicial_vence) == (0, 0, None)
    assert PlanPagos(parcialidades=()).termina is None
