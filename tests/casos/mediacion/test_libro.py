"""The ledger: every centavo has its place, and only the days of payments count, never the order of capture."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from casos.dinero.cobertura import cobertura
from casos.dinero.condonacion import Porcentajes
from casos.dinero.veredicto import Cumplimiento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import Caso, EstadoConvenio
from casos.mediacion.firma import firmar_convenio
from casos.mediacion.hechos.apertura import CreditoVinculado, SaldoRecibido
from casos.mediacion.hechos.pagos import PagoConfirmado
from casos.mediacion.libro import libro_de, pagos_de, por_cubrir, por_fechas, siguiente_parcialidad, veredicto
from casos.mediacion.pagos import Reversion, revertir_pago
from casos.mediacion.saldos import adeudo, estado_al_dia, liquida
from casos.mediacion.vocabulario import Etapa, Producto, Via
from casos.politica.lectura import leer_politica
from casos.tiempo import inicio_del_dia
from casos.versiones import BASE, PoliticaPublicada, Versiones
from tests.casos.mediacion.fabrica import CREDITO, Paso, dado
from tests.casos.mediacion.fabrica_convenios import (
    ACREDITADO_FIRMA,
    AVAL_FIRMA,
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    con_saldo,
    contexto,
    correr,
    en_seguimiento,
    pagado,
    propuesta,
    suscripcion,
    tras,
)

FIN = date(2027, 3, 31)
CERO = Decimal(0)

centavos = st.integers(1, 300_000).map(lambda n: Decimal(n).scaleb(-2))
dias = st.integers(0, 320).map(lambda n: date(2026, 4, 1) + timedelta(days=n))
pagos = st.lists(st.tuples(centavos, dias), min_size=1, max_size=6)


def largo() -> tuple[Paso, ...]:
    """A long-term plan with interest, signed also by the aval."""
    pasos = tras(
        con_saldo(),
        DIA_DE_FIRMA,
        elaborar_convenio,
        propuesta(producto=Producto.CONVENIO_LARGO, parcialidades=13),
    )
    firmado = suscripcion(firmas=(ACREDITADO_FIRMA, AVAL_FIRMA))
    pasos = (*tras(pasos, DIA_DE_FIRMA, firmar_convenio, firmado), (ORIGINAL, DIA_DE_FIRMA))
    return pagado(pasos, "inicial", INICIAL, INICIAL_VENCE)


SEGUIMIENTO, LARGO = en_seguimiento(), largo()


def con(
    pasos: tuple[Paso, ...], lista: Sequence[tuple[Decimal, date]], orden: Sequence[int]
) -> tuple[Paso, ...]:
    """And with those payments captured at the end, in an order; what comes after paying off is left out."""
    for n in orden:
        if dado(*pasos).etapa is Etapa.LIQUIDADO:
            break
        importe, fecha = lista[n]
        pasos = pagado(pasos, f"p{n}", importe, fecha, FIN)
    return pasos


def suma(hecho: PagoConfirmado) -> Decimal:
    a_plan = sum((a.interes + a.capital for a in hecho.a_parcialidades), CERO)
    a_deuda = sum((a.gastos + a.moratorio + a.ordinario + a.capital for a in hecho.a_creditos), CERO)
    return a_plan + a_deuda + hecho.a_favor + hecho.incluido


@given(lista=pagos, de=st.sampled_from([SEGUIMIENTO, LARGO, con_saldo()]))
def test_las_partes_de_cada_pago_suman_el_pago(lista: list[tuple[Decimal, date]], de: tuple[Paso, ...]):
    pasos = con(de, lista, range(len(lista)))
    confirmados = [p[0] for p in pasos if isinstance(p, tuple) and isinstance(p[0], PagoConfirmado)]
    assert [suma(h) for h in confirmados] == [h.importe for h in confirmados]
    caso = dado(*pasos)
    for convenio in caso.convenios.values():
        libro = libro_de(caso, convenio)
        assert sum((a.aplicado + a.saldo_a_favor for _, a in libro.abonos), CERO) == libro.pagado
        assert libro.total + libro.a_favor == libro.pagado + libro.falta


@given(lista=pagos, datos=st.data(), de=st.sampled_from([SEGUIMIENTO, LARGO, con_saldo()]))
def test_el_orden_de_captura_no_cambia_el_libro(
    lista: list[tuple[Decimal, date]], datos: st.DataObject, de: tuple[Paso, ...]
):
    orden = datos.draw(st.permutations(range(len(lista))))
    una, otra = dado(*con(de, lista, range(len(lista)))), dado(*con(de, lista, orden))
    if Etapa.LIQUIDADO in (una.etapa, otra.etapa):
        return
    assert adeudo(una, FIN) == adeudo(otra, FIN)
    if una.convenio and otra.convenio:
        assert libro_de(una, una.convenio).filas == libro_de(otra, otra.convenio).filas
        assert veredicto(una, una.convenio, FIN, BASE) == veredicto(otra, otra.convenio, FIN, BASE)


@given(lista=pagos, datos=st.data(), de=st.sampled_from([SEGUIMIENTO, LARGO]))
def test_revertir_un_pago_deja_todo_como_si_no_se_hubiera_hecho(
    lista: list[tuple[Decimal, date]], datos: st.DataObject, de: tuple[Paso, ...]
):
    cual = datos.draw(st.integers(0, len(lista) - 1))
    con_el = con(de, lista, range(len(lista)))
    if dado(*con_el).etapa is Etapa.LIQUIDADO:
        return
    revertido = dado(*tras(con_el, FIN, revertir_pago, Reversion(folio=f"p{cual}", motivo="Devuelto.")))
    sin_el = dado(*con(de, lista, [n for n in range(len(lista)) if n != cual]))
    assert revertido.convenio is not None
    assert sin_el.convenio is not None
    assert libro_de(revertido, revertido.convenio) == libro_de(sin_el, sin_el.convenio)
    assert adeudo(revertido, FIN) == adeudo(sin_el, FIN)


def en_automatico() -> Versiones:
    """A policy by which the clock declares breaches without waiting for anybody."""
    politica = leer_politica(
        "vigente_desde = 2000-01-01\n[incumplimiento]\nautomatico = true\nintentos_minimos = 0"
    )
    inicio = BASE.politicas[0].publicada_en
    return Versiones([PoliticaPublicada(1, inicio, politica)], BASE.calendarios)


AUTOMATICO = en_automatico()


CORTE = date(2026, 8, 6)
"""The day after the grace of the fourth instalment: by then an agreement may be broken or not."""


def a_tiempo(lista: list[tuple[Decimal, date]]) -> Caso:
    """Each payment captured on its day, the clock never late."""
    pasos = SEGUIMIENTO
    for n, (importe, fecha) in sorted(enumerate(lista), key=lambda par: (par[1][1], par[0])):
        pasos = correr(pasos, fecha, AUTOMATICO)  # el reloj corre a las 0:00 y el pago llega después
        pasos = pagado(pasos, f"p{n}", importe, fecha, v=AUTOMATICO)
    return dado(*correr(pasos, CORTE, AUTOMATICO))


def al_filo() -> st.SearchStrategy[tuple[Decimal, date]]:
    """Amounts about an instalment, on days about its due date and the end of its grace."""
    importes = st.sampled_from([Decimal(n) for n in ("1600", "1599.99", "800", "1600.01", "3200", "4800")])
    limites = [date(2026, 4, 30), date(2026, 5, 8), date(2026, 6, 8), date(2026, 7, 7), date(2026, 8, 4)]
    return st.tuples(importes, st.sampled_from(limites).flatmap(_cerca))


def _cerca(dia: date) -> st.SearchStrategy[date]:
    return st.integers(-2, 1).map(lambda n: dia + timedelta(days=n))


sin_liquidar = st.lists(al_filo(), min_size=1, max_size=5).filter(
    lambda lista: sum(i for i, _ in lista) < 16000
)


@given(lista=sin_liquidar, datos=st.data())
def test_capturar_tarde_y_en_cualquier_orden_da_la_misma_etapa_final(
    lista: list[tuple[Decimal, date]], datos: st.DataObject
):
    tarde = correr(SEGUIMIENTO, CORTE, AUTOMATICO)
    for n in datos.draw(st.permutations(range(len(lista)))):
        importe, fecha = lista[n]
        tarde = correr(pagado(tarde, f"p{n}", importe, fecha, CORTE, v=AUTOMATICO), CORTE, AUTOMATICO)
    esperado, hallado = a_tiempo(lista), dado(*tarde)
    event(str(esperado.etapa))
    assert (hallado.etapa, hallado.convenios[1].estado) == (esperado.etapa, esperado.convenios[1].estado)


@given(importe=st.integers(1, 159_999).map(lambda n: Decimal(n).scaleb(-2)), dia=st.integers(0, 30))
def test_un_pago_parcial_nunca_esconde_un_incumplimiento(importe: Decimal, dia: int):
    cuando = date(2026, 6, 9)
    caso = dado(*pagado(SEGUIMIENTO, "p", importe, date(2026, 5, 10) + timedelta(days=dia), cuando))
    assert caso.convenio is not None
    assert veredicto(caso, caso.convenio, cuando, BASE).estado is Cumplimiento.INCUMPLIDO


@given(lista=pagos, de=st.sampled_from([SEGUIMIENTO, LARGO]))
def test_lo_barato_y_lo_completo_dicen_lo_mismo(lista: list[tuple[Decimal, date]], de: tuple[Paso, ...]):
    caso = dado(*con(de, lista, range(len(lista))))
    convenio = caso.convenio
    if convenio is None:
        return
    suyos = pagos_de(caso, convenio)
    filas = cobertura(convenio.plan, suyos)
    faltan = [(f.numero, f.falta) for f in filas if f.falta]
    pagado_total = sum((p.importe for p in suyos), CERO)
    assert [(p.numero, p.falta) for p in por_cubrir(convenio.plan, pagado_total)] == faltan
    assert [(p.numero, p.vence, p.falta, dia) for p, dia in por_fechas(convenio.plan, suyos)] == [
        (f.numero, f.vence, f.importe, f.cubierta_el) for f in filas
    ]
    siguiente = siguiente_parcialidad(caso, convenio)
    assert (siguiente.numero if siguiente else None) == (faltan[0][0] if faltan else None)


# --------------------------------------------------------------------------------------- the debt by contract


def test_bajo_convenio_manda_el_libro_aunque_llegue_otro_saldo():
    otro = SaldoRecibido(
        credito=CREDITO, corte=date(2026, 4, 15), capital=Decimal(99999), ordinario=CERO, moratorio=CERO, gastos=CERO,
    )  # fmt: skip
    caso = dado(*SEGUIMIENTO, (otro, date(2026, 4, 16)))
    assert adeudo(caso, date(2026, 4, 16)).total == 16000


def test_la_condonacion_no_se_debe_mientras_no_se_revoque():
    datos = propuesta(condonacion=Porcentajes(moratorio=Decimal(100)), via=Via.INSTITUCIONAL)
    pasos = tras(con_saldo(), DIA_DE_FIRMA, elaborar_convenio, datos)
    elaborado = dado(*pasos).borrador
    assert elaborado is not None
    convenio = elaborado._replace(autorizado=1)
    caso = dado(*pasos)._replace(convenios={1: convenio})
    [firmado] = firmar_convenio(caso, suscripcion(), contexto(DIA_DE_FIRMA))
    firme = dado(*pasos, (firmado, DIA_DE_FIRMA))
    assert adeudo(firme, DIA_DE_FIRMA).total == 16000
    revocado = firme._replace(
        convenios={1: firme.convenios[1]._replace(revocado=convenio.elaborado.condonado)}
    )
    assert adeudo(revocado, DIA_DE_FIRMA).total == 20000
    assert adeudo(revocado, DIA_DE_FIRMA).por_concepto.moratorio == 4000


def test_el_interes_del_plan_se_debe_cuando_vence():
    caso = dado(*LARGO)
    assert caso.convenio is not None
    primera = caso.convenio.plan.parcialidades[0]
    antes, al_vencer = adeudo(caso, primera.vence - timedelta(days=1)), adeudo(caso, primera.vence)
    assert al_vencer.total - antes.total == primera.interes > 0


def test_sin_saldo_conocido_no_se_da_por_liquidado():
    caso = dado(*pagado(con_saldo(), "todo", 20000, date(2026, 3, 25)))
    assert liquida(caso, FIN)
    otro = CreditoVinculado(credito="20000002")
    assert not liquida(dado(*pagado(con_saldo(), "todo", 20000, date(2026, 3, 25)), (otro, FIN)), FIN)


def test_el_estado_al_dia_lleva_el_interes_de_la_politica_y_lo_explica():
    politica = BASE.politica(1)
    estado = estado_al_dia(dado(*con_saldo()), date(2026, 4, 22), politica)
    # 14,000 × 6 % × 30 / 365
    assert estado.adeudo.total == 20000 + Decimal("69.04")
    assert any("30 / 365" in renglon.formula for renglon in estado.renglones)


@pytest.mark.parametrize("estado", [EstadoConvenio.BORRADOR, EstadoConvenio.DESCARTADO])
def test_un_borrador_no_rige(estado: EstadoConvenio):
    pasos = tras(con_saldo(), DIA_DE_FIRMA, elaborar_convenio, propuesta())
    caso = dado(*pasos)
    caso = caso._replace(convenios={1: caso.convenios[1]._replace(estado=estado)})
    assert adeudo(caso, inicio_del_dia(DIA_DE_FIRMA).date()).total == 20000
