"""Drawing up an agreement: the debt it recognises, its plan, and in what it goes over policy."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.calendario.conjunto import Calendarios
from casos.calendario.modelo import Inhabil
from casos.decision import COORDINADOR, Rechazo
from casos.dinero.concepto import PorConcepto
from casos.dinero.condonacion import Porcentajes
from casos.dinero.plan import Parcialidad, PlanPagos
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.hechos.apertura import CreditoVinculado, SaldoRecibido
from casos.mediacion.hechos.cierre import CasoSuspendido
from casos.mediacion.hechos.convenios import ConvenioElaborado
from casos.mediacion.oferta import Propuesta
from casos.mediacion.vocabulario import Alcance, CausaSuspension, Producto, RolParte, Via
from casos.politica.lectura import leer_politica
from casos.tiempo import inicio_del_dia
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import CREDITO, Paso, agendado, dado, registrado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    PRIMERA,
    SALDO,
    con_borrador,
    con_saldo,
    contexto,
    propuesta,
    tras,
)

TOTAL = Decimal(20000)


def elaborar(
    pasos: tuple[Paso, ...] | None = None, dia: date = DIA_DE_FIRMA, **cambios: object
) -> ConvenioElaborado:
    [hecho] = elaborar_convenio(dado(*(pasos or con_saldo())), propuesta(**cambios), contexto(dia))
    assert isinstance(hecho, ConvenioElaborado)
    return hecho


def rechazo(propuesta: Propuesta, pasos: tuple[Paso, ...] | None = None, dia: date = DIA_DE_FIRMA) -> str:
    with pytest.raises(Rechazo) as motivo:
        elaborar_convenio(dado(*(pasos or con_saldo())), propuesta, contexto(dia))
    return str(motivo.value)


def test_reconoce_el_saldo_del_corte_y_el_plan_lo_paga_exacto():
    hecho = elaborar()
    assert (hecho.convenio, hecho.revision, hecho.corte) == (1, 1, date(2026, 3, 23))
    assert hecho.reconocido == PorConcepto(
        capital=Decimal(14000), ordinario=Decimal(2000), moratorio=Decimal(4000)
    )
    assert hecho.plan.capital == TOTAL
    assert [p.importe for p in hecho.plan.parcialidades] == [Decimal(1600)] * 10
    assert hecho.excede == ()
    assert hecho.desglose[0].credito == CREDITO
    assert hecho.desglose[0].fecha_contrato == date(2015, 8, 10)


def test_los_vencimientos_caen_en_dia_habil_de_bancos():
    vencen = [p.vence for p in elaborar().plan.parcialidades]
    assert vencen[1] == date(2026, 6, 1)  # el 30 de mayo es sábado
    assert vencen[9] == date(2027, 2, 2)  # el 30 de enero es sábado y el 1 de febrero es descanso de ley


def test_un_feriado_recien_declarado_mueve_el_vencimiento():
    base = BASE.calendarios[0].calendarios
    feriado = Inhabil(desde=PRIMERA, hasta=PRIMERA, nombre="Cierre bancario", fuente="Circular 3/2026")
    bancos = base.BANCOS.model_copy(update={"inhabiles": (*base.BANCOS.inhabiles, feriado)})
    nuevos = Calendarios.model_validate(base.model_dump() | {"BANCOS": bancos.model_dump()})
    v = BASE.con_calendarios(nuevos, inicio_del_dia(date(2026, 3, 2)))
    [hecho] = elaborar_convenio(dado(*con_saldo()), propuesta(), contexto(DIA_DE_FIRMA, v=v))
    assert isinstance(hecho, ConvenioElaborado)
    assert hecho.plan.parcialidades[0].vence == date(2026, 5, 4)  # el 1 de mayo tampoco se trabaja


def test_una_segunda_version_lleva_el_mismo_numero_y_otra_revision():
    hecho = elaborar(con_borrador(), parcialidades=8)
    assert (hecho.convenio, hecho.revision) == (1, 2)


def test_elaborar_lo_mismo_otra_vez_no_cambia_nada():
    assert elaborar_convenio(dado(*con_borrador()), propuesta(), contexto(DIA_DE_FIRMA)) == []


def test_un_estado_de_cuenta_de_mas_de_quince_dias_no_sirve():
    assert elaborar(dia=date(2026, 4, 7), inicial_vence=date(2026, 4, 10)).corte == date(2026, 3, 23)
    assert "no debe tener más de 15 días" in rechazo(propuesta(), dia=date(2026, 4, 8))


def test_por_el_tribunal_se_conviene_despues_de_una_sesion():
    assert "después de una sesión" in rechazo(propuesta(), registrado(), date(2026, 3, 3))
    assert elaborar(registrado(), date(2026, 3, 3), via=Via.INSTITUCIONAL).via is Via.INSTITUCIONAL


def test_con_la_sesion_pendiente_no_se_elabora():
    assert "ahora está agendado" in rechazo(propuesta(), agendado(), date(2026, 3, 4))


def test_un_caso_suspendido_no_conviene():
    suspendido = CasoSuspendido(
        causa=CausaSuspension.FALLECIMIENTO, revisar=date(2026, 4, 30), motivo="Se pidió el acta."
    )
    assert "suspendido" in rechazo(propuesta(), (*con_saldo(), suspendido))


def test_menos_pago_inicial_que_el_minimo_necesita_autorizacion():
    hecho = elaborar(pago_inicial=Decimal("3999.99"))
    [motivo] = hecho.excede
    assert "$4,000.00" in motivo
    assert not hecho.requiere_supervisor
    assert elaborar(pago_inicial=Decimal(4000)).excede == ()


def test_mas_parcialidades_que_las_del_producto_necesitan_autorizacion():
    assert elaborar(parcialidades=12).excede == ()
    assert elaborar(parcialidades=13).excede == (
        "Son 13 parcialidades; Convenio a corto plazo admite de 1 a 12.",
    )


def test_condonar_sin_campana_necesita_autorizacion():
    hecho = elaborar(condonacion=Porcentajes(moratorio=Decimal(50)))
    assert hecho.condonado == PorConcepto(moratorio=Decimal(2000))
    assert hecho.plan.capital == Decimal(18000)
    assert len(hecho.excede) == 1


CAMPANA = leer_politica(
    """
vigente_desde = 2026-01-01
[[campanas]]
clave = "primavera"
fuente = "Acuerdo 1/2026"
nombre = "Primavera"
desde = 2026-03-01
hasta = 2026-03-25
fecha_limite_pago = 2026-04-10
productos = ["CONVENIO_CORTO", "PAGO_UNICO"]
gastos_pct = 0
moratorios_pct = 100
ordinarios_pct = 50
capital_pct = 0
condiciones = "Pago puntual."
"""
)
CON_CAMPANA = BASE.con_politica(CAMPANA, inicio_del_dia(date(2026, 1, 1)))


def en_campana(dia: date = DIA_DE_FIRMA, **cambios: object) -> ConvenioElaborado:
    datos = propuesta(campana="primavera", **cambios)
    [hecho] = elaborar_convenio(dado(*con_saldo()), datos, contexto(dia, v=CON_CAMPANA))
    assert isinstance(hecho, ConvenioElaborado)
    return hecho


def test_dentro_de_la_campana_nadie_tiene_que_autorizar():
    todo = Porcentajes(moratorio=Decimal(100), ordinario=Decimal(50))
    assert en_campana(condonacion=todo).excede == ()
    assert len(en_campana(condonacion=Porcentajes(ordinario=Decimal(51))).excede) == 1


def test_fuera_de_las_fechas_de_la_campana_hay_que_autorizar():
    [motivo] = en_campana(date(2026, 3, 26)).excede
    assert "no está vigente el 26 de marzo de 2026" in motivo


def test_la_campana_no_vale_para_otro_producto():
    hecho = en_campana(producto=Producto.CONVENIO_LARGO, parcialidades=24)
    assert "no se aplica a este producto" in hecho.excede[0]


def test_una_campana_que_no_existe_se_rechaza():
    assert "no está en la política" in rechazo(propuesta(campana="otra"))


def test_el_pago_unico_tiene_treinta_dias():
    unico = {"producto": Producto.PAGO_UNICO, "parcialidades": None, "pago_inicial": Decimal(0)}
    assert elaborar(primera=date(2026, 4, 23), **unico).excede == ()
    assert len(elaborar(primera=date(2026, 4, 24), **unico).excede) == 1
    assert len(elaborar(primera=date(2026, 4, 23), **unico).plan.parcialidades) == 1


def test_el_pago_unico_de_campana_no_pasa_de_su_fecha_limite():
    hecho = en_campana(producto=Producto.PAGO_UNICO, primera=date(2026, 4, 13), pago_inicial=Decimal(0))
    assert "10 de abril de 2026" in hecho.excede[0]


def test_el_largo_plazo_causa_interes_y_lo_firma_el_aval():
    hecho = elaborar(producto=Producto.CONVENIO_LARGO, parcialidades=24)
    assert hecho.plan.interes > 0
    assert hecho.plan.tasa_anual == Decimal(6)
    assert hecho.firman == (RolParte.ACREDITADO, RolParte.AVAL)
    assert hecho.requiere_aval


def sin_aval() -> tuple[Paso, ...]:
    return tuple(p for p in con_saldo() if type(p).__name__ != "PersonaVinculada")


def test_con_meses_de_gracia_el_plan_empieza_despues_y_su_interes_se_reparte():
    largo = {"producto": Producto.CONVENIO_LARGO, "parcialidades": 24}
    sin, con = elaborar(**largo).plan, elaborar(**largo, gracia_meses=6).plan
    assert con.parcialidades[0].vence == date(2026, 10, 30)
    assert con.interes > sin.interes
    assert con.capital == sin.capital == TOTAL


def test_una_primera_fecha_o_un_inicial_lejanos_son_una_espera_que_se_autoriza():
    largo = {"producto": Producto.CONVENIO_LARGO, "parcialidades": 24}
    lejos = elaborar(**largo, primera=date(2026, 10, 30))
    assert lejos.plan == elaborar(**largo, gracia_meses=6).plan
    assert lejos.excede == (
        "Da 6 meses de gracia: la primera parcialidad vence hasta el 30 de octubre de 2026. Es una espera.",
    )
    tarde = elaborar(**largo, primera=date(2026, 10, 30), inicial_vence=date(2026, 9, 30))
    assert tarde.excede[1:] == (
        "El pago inicial vence hasta el 30 de septiembre de 2026; la política da 60 días. Es una espera.",
    )
    de_papel = elaborar(**largo, primera=date(2026, 4, 30), plan=lejos.plan)
    assert de_papel.excede == lejos.excede


def test_sin_aval_en_el_caso_no_hay_largo_plazo_pero_si_corto():
    assert "no lo tiene" in rechazo(propuesta(producto=Producto.CONVENIO_LARGO, parcialidades=24), sin_aval())
    assert elaborar(sin_aval()).firman == (RolParte.ACREDITADO,)


def test_puede_firmar_solo_el_aval_con_autorizacion():
    hecho = elaborar(firman=(RolParte.AVAL,))
    assert hecho.firman == (RolParte.AVAL,)
    assert hecho.excede == ("Firma solo el aval, como obligado solidario; el acreditado no firma.",)


def test_alguien_que_deba_tiene_que_firmar():
    assert "Debe firmar" in rechazo(propuesta(firman=(RolParte.ESTUDIANTE,)))


def test_la_regeneracion_siempre_la_autoriza_la_coordinacion():
    hecho = elaborar(producto=Producto.REGENERACION, pago_inicial=Decimal(0), parcialidades=24)
    assert hecho.requiere_supervisor
    assert hecho.excede == ()


def test_un_calendario_capturado_debe_sumar_exacto():
    filas = tuple(
        Parcialidad(
            numero=n, vence=date(2026, 3 + n, 15), capital=Decimal(10000), interes=Decimal(0),
            importe=Decimal(10000), saldo=Decimal(20000 - 10000 * n),
        )
        for n in (1, 2)
    )  # fmt: skip
    assert elaborar(plan=PlanPagos(parcialidades=filas), pago_inicial=Decimal(0)).plan.capital == TOTAL
    con_uno_de_mas = PlanPagos(parcialidades=filas, pago_inicial=Decimal(1), inicial_vence=date(2026, 4, 1))
    assert "y deben ser $20,000.00" in rechazo(propuesta(plan=con_uno_de_mas))
    roto = filas[1].model_copy(update={"saldo": Decimal(5)})
    assert "debe ser" in rechazo(propuesta(plan=PlanPagos(parcialidades=(filas[0], roto))))


def test_dos_creditos_se_reconocen_uno_por_uno_y_dejar_uno_fuera_es_parcial():
    otro = CreditoVinculado(credito="20000002", fecha_contrato=date(2018, 1, 15))
    saldo = SaldoRecibido(
        credito="20000002", corte=date(2026, 3, 20), capital=Decimal(5000), ordinario=Decimal(0),
        moratorio=Decimal(1), gastos=Decimal(0),
    )  # fmt: skip
    pasos = (*con_saldo(), (otro, DIA_DE_FIRMA), (saldo, DIA_DE_FIRMA))
    todo = elaborar(pasos, pago_inicial=Decimal(6000))
    assert todo.creditos == (CREDITO, "20000002")
    assert todo.alcance is Alcance.TOTAL
    assert todo.corte == date(2026, 3, 20)
    assert [d.reconocido.total for d in todo.desglose] == [TOTAL, Decimal(5001)]
    uno = elaborar(pasos, creditos=(CREDITO,))
    assert uno.alcance is Alcance.PARCIAL
    assert uno.reconocido.total == TOTAL


def test_un_credito_ajeno_o_sin_saldo_se_rechaza():
    assert "no es de este caso" in rechazo(propuesta(creditos=("99999999",)))
    pasos = (*con_saldo(), (CreditoVinculado(credito="20000002"), DIA_DE_FIRMA))
    assert "Falta el saldo" in rechazo(propuesta(creditos=("20000002",)), pasos)


def test_condonar_todo_no_deja_convenio():
    cien = Decimal(100)
    todo = Porcentajes(gastos=cien, moratorio=cien, ordinario=cien, capital=cien)
    assert "no queda nada por pagar" in rechazo(propuesta(condonacion=todo))


def test_lo_que_no_se_puede_planear_dice_que_cambiar():
    assert "antes de la firma" in rechazo(propuesta(primera=date(2026, 3, 1)))
    assert "no ambos" in rechazo(propuesta(mensualidad=Decimal(500)))


@given(
    capital=st.integers(100_00, 400_000_00),
    moratorio=st.integers(0, 200_000_00),
    ordinario=st.integers(0, 100_000_00),
    quita=st.integers(0, 100),
    cuantas=st.integers(1, 60),
    producto=st.sampled_from([Producto.CONVENIO_CORTO, Producto.CONVENIO_LARGO, Producto.REGENERACION]),
)
def test_lo_reconocido_menos_lo_condonado_es_lo_que_paga_el_plan(
    capital: int, moratorio: int, ordinario: int, quita: int, cuantas: int, producto: Producto
):
    saldo = SALDO.model_copy(
        update={
            "capital": Decimal(capital).scaleb(-2),
            "moratorio": Decimal(moratorio).scaleb(-2),
            "ordinario": Decimal(ordinario).scaleb(-2),
        }
    )
    hecho = elaborar(
        (*con_saldo(), (saldo, DIA_DE_FIRMA)), producto=producto, parcialidades=cuantas, pago_inicial=Decimal(0),
        condonacion=Porcentajes(moratorio=Decimal(quita), ordinario=Decimal(quita)),
    )  # fmt: skip
    assert hecho.reconocido.total - hecho.condonado.total == hecho.plan.capital
    assert sum((d.reconocido for d in hecho.desglose), PorConcepto()) == hecho.reconocido
    assert sum((d.condonado for d in hecho.desglose), PorConcepto()) == hecho.condonado


def test_el_coordinador_tambien_puede_elaborar():
    [hecho] = elaborar_convenio(dado(*con_saldo()), propuesta(), contexto(DIA_DE_FIRMA, COORDINADOR))
    assert hecho == elaborar()


def test_lo_que_se_elabora_queda_en_el_caso_como_borrador():
    caso = dado(*tras(con_saldo(), DIA_DE_FIRMA, elaborar_convenio, propuesta()))
    assert caso.borrador is not None
    assert caso.borrador.plan == elaborar().plan
    assert caso.convenio is None
    assert caso.apertura.persona_id == UUID(int=11)
