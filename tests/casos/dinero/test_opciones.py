"""The simulator: options side by side, what each needs, and whether the debtor can pay it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import PorConcepto
from casos.dinero.condonacion import Porcentajes
from casos.dinero.limites import LimitesPagoUnico, LimitesPlan, Solicitud
from casos.dinero.opciones import Simulacion, simular
from tests.casos.dinero.estrategias import a_lunes, adeudos, identidades, pesos

HOY = date(2026, 11, 23)
PRIMERA = date(2026, 12, 15)
MITAD = Porcentajes(moratorio=Decimal(50))
ADEUDO = Adeudo(
    creditos=(
        SaldoCredito(
            credito="100702",
            importes=PorConcepto(
                capital=Decimal("15031.30"), ordinario=Decimal("4026.24"), moratorio=Decimal("7784.06")
            ),
            fecha_corte=HOY,
        ),
    )
)
CORTO = LimitesPlan(
    producto="CONVENIO_CORTO",
    nombre="Corto plazo",
    parcialidades_minimas=1,
    parcialidades_maximas=12,
    pago_inicial_minimo_pct=Decimal(20),
    condonacion=MITAD,
)
LARGO = LimitesPlan(
    producto="CONVENIO_LARGO",
    nombre="Largo plazo",
    parcialidades_minimas=13,
    parcialidades_maximas=60,
    pago_inicial_minimo_pct=Decimal(10),
    tasa_anual=Decimal(6),
    condonacion=MITAD,
    firma_aval=True,
)
UNICO = LimitesPagoUnico(
    producto="PAGO_UNICO", nombre="Pago único", plazo_maximo_dias=30, condonacion=MITAD, fundamento="Campaña"
)
REGENERACION = LimitesPlan(
    producto="REGENERACION",
    nombre="Regeneración de adeudo",
    parcialidades_minimas=1,
    parcialidades_maximas=60,
    tasa_anual=Decimal(6),
    firma_aval=True,
    requiere_autorizacion=True,
    plazo_usual=36,
)


def solicitud(**dice):
    importes = {c: Decimal(v) if c in {"mensual", "pago_inicial"} else v for c, v in dice.items()}
    return Solicitud(**{"hoy": HOY, "primera": PRIMERA, **importes})


def opciones(*limites, adeudo=ADEUDO, habil=None, **dice):
    con = {"habil": habil} if habil else {}
    return simular(adeudo, solicitud(**dice), limites or (CORTO, LARGO, UNICO), **con)


def test_tres_opciones_lado_a_lado_con_lo_que_puede_pagar_al_mes():
    """The figures of the customer's picture for 12 instalments and for the single payment at 50 %."""
    corto, largo, unico = opciones(mensual=1200, pago_inicial=2700).opciones
    assert corto.titulo == "12 × $1,687.46"
    assert (corto.plan.total, corto.plan.interes, corto.termina) == (
        Decimal("22949.57"),
        0,
        date(2027, 11, 15),
    )
    assert (corto.le_sobran, corto.le_faltan, corto.alcanza) == (0, Decimal("487.46"), False)
    assert corto.condonacion.total == Decimal("3892.03")
    assert largo.titulo == "18 × $1,179.17"
    assert largo.capitalizado == Decimal("5218.27")  # 11,810.30 less 3,892.03 condoned and 2,700.00 paid
    assert (largo.le_sobran, largo.le_faltan, largo.alcanza) == (Decimal("20.83"), 0, True)
    assert (unico.titulo, unico.termina) == ("1 × $22,949.57", date(2026, 12, 23))
    assert unico.condonacion.fundamento == "Campaña"


def test_se_sugiere_la_mas_barata_que_alcanza_dentro_de_politica():
    simulacion = opciones(mensual=1200, pago_inicial=2700)
    assert simulacion.sugerida is simulacion.opciones[1]
    ambas = opciones(mensual=5000, pago_inicial=5400)
    assert [o.alcanza for o in ambas.opciones] == [True, True, False]
    assert ambas.sugerida is ambas.opciones[0]
    assert opciones(mensual=5, pago_inicial=2700).sugerida is None
    assert opciones(parcialidades=12).sugerida is None


def test_el_plazo_es_el_mas_corto_que_alcanza_dentro_de_los_limites():
    assert opciones(CORTO, mensual=5000, pago_inicial=5400).opciones[0].titulo == "4 × $4,387.39"
    assert opciones(LARGO, mensual=5000, pago_inicial=5400).opciones[0].titulo.startswith("13 × ")
    apenas = opciones(LARGO, mensual=100, pago_inicial=5400).opciones[0]
    assert (len(apenas.plan.parcialidades), apenas.alcanza) == (60, False)


def test_el_plazo_pedido_se_ajusta_a_lo_que_admite_el_producto_y_se_avisa():
    corto, largo, _ = opciones(parcialidades=24).opciones
    assert (len(corto.plan.parcialidades), corto.avisos) == (
        12,
        ("Corto plazo admite de 1 a 12 parcialidades.",),
    )
    assert (len(largo.plan.parcialidades), largo.avisos) == (24, ())
    assert corto.alcanza is None


def test_sin_plazo_ni_mensualidad_se_ofrece_el_usual_o_el_maximo():
    corto, regeneracion = opciones(CORTO, REGENERACION).opciones
    assert (len(corto.plan.parcialidades), len(regeneracion.plan.parcialidades)) == (12, 36)


def test_sin_pago_inicial_dicho_se_pide_el_minimo_sobre_lo_reconocido():
    corto, largo, unico = opciones().opciones
    assert corto.plan.pago_inicial == Decimal("5368.32")  # 20 % of 26,841.60
    assert largo.plan.pago_inicial == Decimal("2684.16")
    assert unico.plan.pago_inicial == 0
    assert corto.dentro_de_politica
    assert opciones(REGENERACION).opciones[0].plan.pago_inicial == 0


def test_un_pago_inicial_menor_lo_autoriza_el_coordinador():
    corto, largo, _ = opciones(pago_inicial=2700).opciones
    assert not corto.dentro_de_politica
    assert [(a.quien, a.motivo) for a in corto.autorizaciones] == [
        (
            "coordinador",
            "El pago inicial de $2,700.00 no llega al mínimo de $5,368.32 (20 % del adeudo).",
        )
    ]
    assert largo.dentro_de_politica


def test_una_condonacion_mayor_dice_cuanto_pide_y_cuanto_da_la_politica():
    unico = opciones(UNICO, condonacion=Porcentajes(moratorio=Decimal(62))).opciones[0]
    assert unico.titulo == "1 × $22,015.48"
    assert unico.condonacion.total == Decimal("4826.12")
    assert [a.motivo for a in unico.autorizaciones] == [
        "Pide 62 % de condonación de intereses moratorios; la política da 50 %."
    ]
    de_lo_que_no_debe = opciones(UNICO, condonacion=Porcentajes(gastos=Decimal(100)))
    assert de_lo_que_no_debe.opciones[0].dentro_de_politica


def test_la_regeneracion_siempre_se_autoriza_firma_el_aval_y_dice_lo_que_capitaliza():
    opcion = opciones(REGENERACION, parcialidades=24, pago_inicial=1000).opciones[0]
    assert opcion.capitalizado == Decimal("10810.30")  # 11,810.30 of accessories less the initial payment
    assert opcion.requiere == (
        "Firma el aval.",
        (
            "El convenio debe decir que $10,810.30 de intereses y gastos ya vencidos se capitalizan "
            "(Código de Comercio, art. 363)."
        ),
    )
    assert [a.motivo for a in opcion.autorizaciones] == ["Regeneración de adeudo: siempre se autoriza."]
    assert opciones(CORTO).opciones[0].requiere == ()


def test_el_pago_unico_respeta_el_ultimo_dia_de_la_campana_aunque_sea_inhabil():
    domingo = date(2026, 12, 20)
    con_campana = UNICO.model_copy(update={"fecha_limite": domingo})
    assert opciones(con_campana, habil=a_lunes).opciones[0].termina == domingo
    a_treinta_y_tres = UNICO.model_copy(update={"plazo_maximo_dias": 33})
    assert opciones(a_treinta_y_tres, habil=a_lunes).opciones[0].termina == date(2026, 12, 28)


def test_el_ultimo_dia_de_la_campana_todavia_se_puede_pagar():
    hoy_acaba = UNICO.model_copy(update={"fecha_limite": HOY})
    assert opciones(hoy_acaba).opciones[0].termina == HOY


def test_lo_que_no_se_puede_ofrecer_dice_por_que():
    pasada = UNICO.model_copy(update={"fecha_limite": date(2026, 11, 22)})
    descartadas = opciones(pasada, CORTO, pago_inicial=30_000).descartadas
    assert [(d.producto, d.motivo) for d in descartadas] == [
        ("PAGO_UNICO", "Ya pasó el último día para pagar con este beneficio."),
        (
            "CONVENIO_CORTO",
            "El pago inicial debe ser menor que el importe; si lo cubre todo, es un pago único.",
        ),
    ]
    regalado = Porcentajes(capital=Decimal(100), ordinario=Decimal(100), moratorio=Decimal(100))
    assert "no queda nada" in opciones(UNICO, condonacion=regalado).descartadas[0].motivo


def test_sin_adeudo_no_hay_opciones():
    with pytest.raises(ValueError, match="No hay adeudo"):
        opciones(adeudo=Adeudo())


@identidades
@given(
    adeudos().filter(lambda a: a.total > 1000),
    st.none() | pesos(1_000, 1_000_000),
    st.none() | st.integers(1, 70),
    st.none() | pesos(0, 50_000),
    st.none() | st.decimals(0, 100, places=1),
)
def test_toda_opcion_cuadra_y_respeta_sus_limites(adeudo, mensual, plazo, inicial, condonado):
    pide = None if condonado is None else Porcentajes(moratorio=condonado, ordinario=condonado)
    dice = Solicitud(
        hoy=HOY, primera=PRIMERA, mensual=mensual, parcialidades=plazo, pago_inicial=inicial, condonacion=pide
    )
    simulacion = simular(adeudo, dice, (CORTO, LARGO, UNICO, REGENERACION), habil=a_lunes)
    assert len(simulacion.opciones) + len(simulacion.descartadas) == 4
    for opcion in simulacion.opciones:
        assert opcion.reconocido.total == adeudo.total
        assert opcion.plan.capital + opcion.condonacion.total == adeudo.total
        assert opcion.plan.total == opcion.plan.capital + opcion.plan.interes
        limite = {"CONVENIO_CORTO": (1, 12), "CONVENIO_LARGO": (13, 60), "PAGO_UNICO": (1, 1)}
        minimo, maximo = limite.get(opcion.producto, (1, 60))
        assert minimo <= len(opcion.plan.parcialidades) <= maximo
        assert (opcion.le_sobran is None) == (mensual is None)
        if mensual is not None:
            assert opcion.parcialidad + opcion.le_sobran - opcion.le_faltan == mensual
            assert 0 in (opcion.le_sobran, opcion.le_faltan)
        assert opcion.dentro_de_politica == (opcion.autorizaciones == ())
        assert (opcion.capitalizado > 0) <= (opcion.plan.tasa_anual > 0)
    assert Simulacion.model_validate_json(simulacion.model_dump_json()) == simulacion
