"""The verdict: breach from the ledger alone, judged on the day each payment was made."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casos.dinero.amortizacion import elaborar_plan
from casos.dinero.cumplimiento import primer_incumplimiento, verificar_cumplimiento
from casos.dinero.pago import Pago
from casos.dinero.pesos import de_centavos
from casos.dinero.plan import PlanPagos
from casos.dinero.veredicto import GRAVEDAD, Cumplimiento, Decisivo, Regla, Umbrales
from tests.casos.dinero.estrategias import historias, identidades, pesos, planes

FIRMA = date(2026, 11, 23)
PLAN = elaborar_plan(
    Decimal(7000), inicio=FIRMA, primera=date(2026, 12, 15), parcialidades=6, pago_inicial=Decimal(1000)
)  # 1,000.00 at signing; then 1,000.00 each 15th, December to May
INICIAL = Pago(FIRMA, Decimal(1000))


def cinco_dias(vence):
    return vence + timedelta(days=5)


def el(dia, mes, anio=2027):
    return date(anio, mes, dia)


def pago(dia, mes, importe=1000, anio=2027):
    return Pago(date(anio, mes, dia), Decimal(importe))


def juzgar(al, *pagos, plan=PLAN, gracia=cinco_dias, **reglas):
    return verificar_cumplimiento(plan, pagos, al, gracia, **reglas)


def test_la_gravedad_ordena_los_veredictos():
    assert [GRAVEDAD[estado] for estado in Cumplimiento] == [0, 0, 0, 1, 2, 3, 4]


def test_sin_convenio_no_hay_que_juzgar():
    assert juzgar(FIRMA, plan=None).estado is Cumplimiento.SIN_PLAN
    assert juzgar(FIRMA, plan=PlanPagos(parcialidades=())).estado is Cumplimiento.SIN_PLAN
    assert primer_incumplimiento(None, [], cinco_dias) is None


def test_antes_del_primer_vencimiento_y_sin_pagos_esta_por_iniciar():
    veredicto = juzgar(FIRMA)
    assert veredicto.estado is Cumplimiento.POR_INICIAR
    assert veredicto.decisivo == Decisivo(0, cinco_dias(FIRMA), Decimal(1000))
    antes = juzgar(FIRMA - timedelta(days=1))
    assert antes.explicacion == (
        "Al 22 de noviembre de 2026 todavía no vence ningún pago.",
        "Sigue el pago inicial: $1,000.00 a más tardar el 23 de noviembre de 2026.",
    )


def test_con_lo_vencido_pagado_esta_al_corriente_y_se_dice_que_sigue():
    veredicto = juzgar(el(20, 12, 2026), INICIAL, pago(14, 12, anio=2026))
    assert veredicto.estado is Cumplimiento.AL_CORRIENTE
    assert (veredicto.exigible, veredicto.pagado, veredicto.faltante, veredicto.dias) == (2000, 2000, 0, 0)
    assert veredicto.decisivo == Decisivo(2, el(20, 1), Decimal(1000))
    assert (
        veredicto.explicacion[-1] == "Sigue la parcialidad 2: $1,000.00 a más tardar el 15 de enero de 2027."
    )


def test_el_dia_del_vencimiento_todavia_no_esta_vencida():
    veredicto = juzgar(el(15, 12, 2026), INICIAL)
    assert (veredicto.estado, veredicto.vencidas) == (Cumplimiento.AL_CORRIENTE, ())
    assert (veredicto.exigible, veredicto.faltante) == (2000, 1000)


def test_en_los_dias_de_gracia_esta_vencida_pero_no_atrasada():
    veredicto = juzgar(el(20, 12, 2026), INICIAL)
    assert (veredicto.estado, veredicto.vencidas, veredicto.atrasadas) == (
        Cumplimiento.AL_CORRIENTE,
        (1,),
        (),
    )
    assert (veredicto.dias, veredicto.acumuladas) == (5, ())
    assert veredicto.explicacion[1:] == (
        "Está vencida la parcialidad 1; venció hace 5 días.",
        "De la parcialidad 1 faltan $1,000.00; puede pagarse sin atraso hasta el 20 de diciembre de 2026.",
    )


def test_pasada_la_gracia_esta_atrasado():
    veredicto = juzgar(el(21, 12, 2026), INICIAL)
    assert (veredicto.estado, veredicto.atrasadas) == (Cumplimiento.ATRASADO, (1,))
    assert veredicto.decisivo == Decisivo(1, el(20, 12, 2026), Decimal(1000))


@pytest.mark.parametrize(("importe", "falta"), [("999.99", "0.01"), ("0.01", "999.99")])
def test_un_pago_a_medias_de_la_unica_atrasada_es_parcial(importe, falta):
    veredicto = juzgar(el(21, 12, 2026), INICIAL, pago(16, 12, importe, 2026))
    assert veredicto.estado is Cumplimiento.PARCIAL
    assert veredicto.decisivo.importe == Decimal(falta)


def test_cuando_vence_la_segunda_sin_pagar_la_primera_esta_en_riesgo():
    veredicto = juzgar(el(16, 1), INICIAL)
    assert veredicto.estado is Cumplimiento.EN_RIESGO
    assert veredicto.decisivo == Decisivo(2, el(20, 1), Decimal(1000), Regla.CONSECUTIVAS)
    assert "a más tardar el 20 de enero de 2027, habrá incumplimiento" in veredicto.explicacion[-1]


def test_dos_consecutivas_pasada_la_gracia_es_incumplimiento_con_su_dia_y_su_dinero():
    veredicto = juzgar(el(1, 3), INICIAL)
    assert veredicto.estado is Cumplimiento.INCUMPLIDO
    assert veredicto.vencidas == (1, 2, 3)
    assert veredicto.decisivo == Decisivo(2, el(21, 1), Decimal(1000), Regla.CONSECUTIVAS)
    assert (veredicto.exigible, veredicto.pagado, veredicto.faltante) == (4000, 1000, 3000)
    assert veredicto.explicacion == (
        "Al 1 de marzo de 2027 debía llevar pagados $4,000.00 y lleva $1,000.00; faltan $3,000.00.",
        "Ya vencieron las parcialidades 1, 2 y 3; lo más atrasado venció hace 76 días.",
        (
            "Hay incumplimiento porque el 21 de enero de 2027 había 2 parcialidades consecutivas sin pagar; "
            "lo decide la parcialidad 2 (faltan $1,000.00), que venció el 15 de enero de 2027."
        ),
    )


def test_un_pago_parcial_no_esconde_el_incumplimiento():
    veredicto = juzgar(el(21, 1), INICIAL, pago(10, 1, "999.99"))
    assert veredicto.estado is Cumplimiento.INCUMPLIDO
    assert "un pago parcial no evita el incumplimiento" in veredicto.explicacion[-1]
    repartido = [pago(10, 1, 500), pago(18, 1, "499.99")]
    assert juzgar(el(21, 1), INICIAL, *repartido).estado is Cumplimiento.INCUMPLIDO


def test_el_pago_capturado_tarde_se_juzga_el_dia_en_que_se_hizo():
    """The same day is judged twice: before and after learning of a payment made in time."""
    assert juzgar(el(25, 1), INICIAL).estado is Cumplimiento.INCUMPLIDO
    assert juzgar(el(25, 1), INICIAL, pago(20, 1)).estado is Cumplimiento.ATRASADO
    assert primer_incumplimiento(PLAN, [INICIAL], cinco_dias) == el(21, 1)
    assert primer_incumplimiento(PLAN, [INICIAL, pago(20, 1)], cinco_dias) == el(21, 2)


def test_un_pago_posterior_al_dia_no_cuenta_ese_dia():
    assert juzgar(el(21, 1), INICIAL, pago(22, 1, 2000)).estado is Cumplimiento.INCUMPLIDO
    assert juzgar(el(22, 1), INICIAL, pago(22, 1, 2000)).estado is Cumplimiento.AL_CORRIENTE


def test_el_dia_del_incumplimiento_no_cambia_aunque_despues_se_subsane():
    assert primer_incumplimiento(PLAN, [INICIAL, pago(22, 1, 2000)], cinco_dias) == el(21, 1)
    despues = primer_incumplimiento(PLAN, [INICIAL, pago(22, 1, 2000)], cinco_dias, desde=el(22, 1))
    assert despues == el(21, 2)  # 1 and 2 were late, and so is 3: three in all


def test_si_ya_estaba_incumplido_el_primer_dia_desde_entonces_es_ese():
    assert primer_incumplimiento(PLAN, [INICIAL], cinco_dias, desde=el(3, 2)) == el(3, 2)


def test_tres_acumuladas_aunque_las_anteriores_ya_se_hayan_pagado():
    tarde = [pago(22, 12, anio=2026), pago(25, 1)]
    veredicto = juzgar(el(21, 2), INICIAL, *tarde)
    assert (veredicto.estado, veredicto.acumuladas, veredicto.atrasadas) == (
        Cumplimiento.INCUMPLIDO,
        (1, 2, 3),
        (3,),
    )
    assert veredicto.decisivo == Decisivo(3, el(21, 2), Decimal(1000), Regla.ACUMULADAS)
    assert "ya eran 3 las parcialidades pagadas tarde" in veredicto.explicacion[2]
    assert juzgar(el(22, 2), INICIAL, *tarde, pago(22, 2)).estado is Cumplimiento.AL_CORRIENTE
    assert juzgar(el(16, 3), INICIAL, *tarde, pago(22, 2)).estado is Cumplimiento.EN_RIESGO
    assert juzgar(el(21, 3), INICIAL, *tarde, pago(22, 2)).decisivo.numero == 4


def test_sin_el_pago_inicial_se_incumple_pasada_su_propia_gracia():
    veredicto = juzgar(el(29, 11, 2026))
    assert (veredicto.estado, veredicto.inicial_tarde) == (Cumplimiento.INCUMPLIDO, True)
    assert veredicto.decisivo == Decisivo(0, el(29, 11, 2026), Decimal(1000), Regla.PAGO_INICIAL)
    assert "no estaba cubierto el pago inicial" in veredicto.explicacion[-1]
    assert juzgar(el(28, 11, 2026)).estado is Cumplimiento.EN_RIESGO
    propia = {"gracia_inicial": lambda vence: vence + timedelta(days=10)}
    assert juzgar(el(29, 11, 2026), **propia).estado is Cumplimiento.EN_RIESGO
    assert primer_incumplimiento(PLAN, [], cinco_dias, **propia) == el(4, 12, 2026)


def test_el_pago_inicial_tardio_se_corrige_y_no_cuenta_como_parcialidad():
    veredicto = juzgar(el(2, 12, 2026), pago(1, 12, anio=2026))
    assert (veredicto.estado, veredicto.acumuladas, veredicto.inicial_tarde) == (
        Cumplimiento.AL_CORRIENTE,
        (),
        True,
    )


def test_al_terminar_el_plazo_cualquier_faltante_es_incumplimiento():
    casi = [INICIAL, pago(1, 12, "5999.99", 2026)]
    assert juzgar(el(20, 5), *casi).estado is Cumplimiento.EN_RIESGO
    veredicto = juzgar(el(21, 5), *casi)
    assert veredicto.estado is Cumplimiento.INCUMPLIDO
    assert veredicto.decisivo == Decisivo(6, el(21, 5), Decimal("0.01"), Regla.FIN_DEL_PLAZO)


def test_un_pago_unico_tambien_puede_incumplirse():
    unico = elaborar_plan(Decimal(500), inicio=FIRMA, primera=el(23, 12, 2026), parcialidades=1)
    assert juzgar(el(29, 12, 2026), plan=unico).decisivo.regla is Regla.FIN_DEL_PLAZO


def test_pagado_por_completo_esta_liquidado_aunque_haya_sido_tarde():
    veredicto = juzgar(el(1, 8), INICIAL, pago(1, 7, 6000))
    assert (veredicto.estado, veredicto.liquidado) == (Cumplimiento.AL_CORRIENTE, True)
    assert veredicto.explicacion == ("El plan está pagado por completo: se recibieron $7,000.00.",)


def test_los_umbrales_y_la_gracia_son_parametros():
    assert juzgar(el(21, 12, 2026), INICIAL, umbrales=Umbrales(1, 1)).estado is Cumplimiento.INCUMPLIDO
    assert juzgar(el(1, 3), INICIAL, umbrales=Umbrales(4, 4)).estado is Cumplimiento.ATRASADO
    fijos = {1: el(31, 1), 2: el(31, 1)}
    assert juzgar(el(31, 1), INICIAL, gracia=fijos).estado is Cumplimiento.EN_RIESGO
    assert juzgar(el(1, 2), INICIAL, gracia=fijos).estado is Cumplimiento.INCUMPLIDO


@pytest.mark.parametrize(
    ("umbrales", "regla"), [(Umbrales(1, 9), "CONSECUTIVAS"), (Umbrales(9, 1), "ACUMULADAS")]
)
def test_con_umbral_de_una_parcialidad_se_dice_en_singular(umbrales, regla):
    veredicto = juzgar(el(21, 12, 2026), INICIAL, umbrales=umbrales)
    assert veredicto.decisivo.regla is Regla[regla]
    assert "quedó una parcialidad sin pagar a tiempo" in veredicto.explicacion[2]


def test_se_nombra_junto_lo_que_vencio_con_el_pago_inicial():
    assert (
        juzgar(el(16, 12, 2026)).explicacion[1].startswith("Ya vencieron el pago inicial y la parcialidad 1;")
    )
    assert juzgar(el(24, 11, 2026)).explicacion[1] == "Está vencido el pago inicial; venció hace un día."


# --- properties ------------------------------------------------------------------------------------

UMBRALES = st.builds(Umbrales, st.integers(1, 4), st.integers(1, 5))


@st.composite
def casos(draw):
    plan = draw(planes())
    pagos = draw(historias(plan))
    al = plan.exigibles[0].vence + timedelta(
        days=draw(st.integers(-30, (plan.termina - plan.exigibles[0].vence).days + 60))
    )
    return plan, pagos, al, draw(UMBRALES)


def gravedad(plan, pagos, al, umbrales):
    return GRAVEDAD[verificar_cumplimiento(plan, pagos, al, cinco_dias, umbrales).estado]


@identidades
@given(casos(), pesos(1, 5_000_000), st.integers(0, 400))
def test_pagar_mas_nunca_empeora_el_veredicto(caso, importe, dias):
    plan, pagos, al, umbrales = caso
    otro = Pago(plan.exigibles[0].vence + timedelta(days=dias - 30), importe)
    assert gravedad(plan, [*pagos, otro], al, umbrales) <= gravedad(plan, pagos, al, umbrales)


@identidades
@given(casos(), st.data())
def test_pagar_antes_nunca_empeora_el_veredicto(caso, data):
    plan, pagos, al, umbrales = caso
    assume(pagos)
    cual = data.draw(st.integers(0, len(pagos) - 1))
    antes = list(pagos)
    antes[cual] = pagos[cual]._replace(
        fecha=pagos[cual].fecha - timedelta(days=data.draw(st.integers(1, 90)))
    )
    assert gravedad(plan, antes, al, umbrales) <= gravedad(plan, pagos, al, umbrales)


@given(casos(), st.data())
def test_pagar_lo_mismo_en_partes_el_mismo_dia_da_el_mismo_veredicto(caso, data):
    plan, pagos, al, umbrales = caso
    partidos = []
    for p in pagos:
        una = data.draw(st.integers(1, int(p.importe * 100)))
        partidos.append(p._replace(importe=de_centavos(una)))
        if de_centavos(una) < p.importe:
            partidos.append(p._replace(importe=p.importe - de_centavos(una)))
    assert verificar_cumplimiento(plan, partidos, al, cinco_dias, umbrales) == verificar_cumplimiento(
        plan, pagos, al, cinco_dias, umbrales
    )


@identidades
@given(casos())
def test_el_veredicto_cuadra_con_el_dinero(caso):
    plan, pagos, al, umbrales = caso
    v = verificar_cumplimiento(plan, pagos, al, cinco_dias, umbrales)
    assert v.pagado == sum(p.importe for p in pagos if p.fecha <= al)
    assert v.exigible == sum(p.importe for p in plan.exigibles if p.vence <= al)
    assert v.faltante == max(0, v.exigible - v.pagado)
    assert set(v.atrasadas) <= set(v.vencidas)
    assert v.liquidado == (v.pagado >= plan.total)
    assert (v.dias > 0) == bool(v.vencidas)
    if v.vencidas:
        assert v.faltante > 0
    if not v.faltante:
        assert GRAVEDAD[v.estado] == 0
    if GRAVEDAD[v.estado]:
        assert v.decisivo.importe > 0
        assert v.decisivo.numero in v.vencidas
    assert all(frase.endswith(".") for frase in v.explicacion)


@given(casos(), st.integers(0, 30))
def test_el_primer_incumplimiento_es_el_primer_dia_incumplido(caso, avance):
    """Against the definition: walk the days one by one."""
    plan, pagos, _, umbrales = caso
    desde = plan.exigibles[0].vence + timedelta(days=avance)
    hasta = min(plan.termina, desde + timedelta(days=150)) + timedelta(days=10)
    dia, esperado = desde, None
    while dia <= hasta and esperado is None:
        if verificar_cumplimiento(plan, pagos, dia, cinco_dias, umbrales).estado is Cumplimiento.INCUMPLIDO:
            esperado = dia
        dia += timedelta(days=1)
    encontrado = primer_incumplimiento(plan, pagos, cinco_dias, umbrales, desde=desde)
    if encontrado is None or encontrado <= hasta:
        assert encontrado == esperado
    else:
        assert esperado is None


@given(casos())
def test_el_dia_decisivo_de_un_incumplimiento_ya_estaba_incumplido(caso):
    plan, pagos, al, umbrales = caso
    v = verificar_cumplimiento(plan, pagos, al, cinco_dias, umbrales)
    assume(v.estado is Cumplimiento.INCUMPLIDO)
    assert v.decisivo.fecha <= al
    assert verificar_cumplimiento(plan, pagos, v.decisivo.fecha, cinco_dias, umbrales).estado is (
        Cumplimiento.INCUMPLIDO
    )
    assert primer_incumplimiento(plan, pagos, cinco_dias, umbrales) <= v.decisivo.fecha
