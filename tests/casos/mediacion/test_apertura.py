"""Opening a case, and the people, contracts and balances that belong to it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from casos.anulacion import Anulacion, anular
from casos.decision import COORDINADOR, Rechazo
from casos.hecho import Anulado
from casos.mediacion.apertura import (
    CreditoEquivocado,
    DatosDePersona,
    DeudorCorrecto,
    NuevaPersona,
    NuevoCaso,
    NuevoCredito,
    NuevoSaldo,
    PersonaEquivocada,
    SaldoDeCredito,
    abrir_caso,
    actualizar_contacto,
    corregir_deudor,
    desvincular_credito,
    desvincular_persona,
    recibir_saldo,
    vincular_credito,
    vincular_persona,
)
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import (
    CasoAbierto,
    CreditoDesvinculado,
    CreditoVinculado,
    DatosDeContactoActualizados,
    PersonaDesvinculada,
    PersonaVinculada,
    SaldoRecibido,
)
from casos.mediacion.hechos.cierre import CasoCerrado
from casos.mediacion.hechos.pagos import AplicadoACredito, PagoConfirmado
from casos.mediacion.vocabulario import CausaCierre, OrigenCaso, RolParte, Via
from tests.casos.mediacion.fabrica import ACREDITADO, AVAL, CREDITO, ESTUDIANTE, LUNES, ctx, dado, registrado

OTRA = UUID(int=99)
SALDO = NuevoSaldo(
    corte=LUNES, capital=Decimal(900), ordinario=Decimal(50), moratorio=Decimal(0), gastos=Decimal(0)
)


def nuevo(**cambios: object) -> NuevoCaso:
    base = {"origen": OrigenCaso.CARTERA, "persona_id": ACREDITADO, "responsable": "maria", "sede": "HMO"}
    return NuevoCaso.model_validate(base | cambios)


def test_se_abre_con_sus_creditos_saldos_y_personas_en_un_solo_acto():
    credito = NuevoCredito(credito="20000001", fecha_contrato=date(2014, 8, 1), saldo=SALDO)
    aval = NuevaPersona(persona_id=AVAL, rol=RolParte.AVAL)
    abierto = nuevo(primer_contacto=date(2026, 3, 4), creditos=(credito,), personas=(aval,))
    assert abrir_caso(Caso(), abierto, ctx()) == [
        CasoAbierto(
            origen=OrigenCaso.CARTERA, via=Via.STJ, persona_id=ACREDITADO, responsable="maria", sede="HMO",
            primer_contacto=date(2026, 3, 4),
        ),
        CreditoVinculado(credito="20000001", fecha_contrato=date(2014, 8, 1)),
        SaldoRecibido(
            credito="20000001", corte=LUNES, capital=Decimal(900), ordinario=Decimal(50),
            moratorio=Decimal(0), gastos=Decimal(0),
        ),
        PersonaVinculada(persona_id=AVAL, rol=RolParte.AVAL),
    ]  # fmt: skip


def test_sin_creditos_el_numero_de_credito_queda_por_completar():
    [abierto] = abrir_caso(Caso(), nuevo(faltan=("telefono",)), ctx())
    assert abierto.faltan == ("telefono", "credito")


def test_abrir_dos_veces_no_cambia_nada():
    assert abrir_caso(dado(*registrado()), nuevo(), ctx()) == []


@pytest.mark.parametrize(
    ("cambios", "motivo"),
    [
        ({"sede": "GYM"}, "No hay una sede «GYM»"),
        ({"responsable": " "}, "responsable del caso"),
        ({"creditos": (NuevoCredito(credito="1"), NuevoCredito(credito="1"))}, "dos veces"),
        ({"creditos": (NuevoCredito(credito=" "),)}, "Escriba el número de crédito"),
        ({"creditos": (NuevoCredito(credito="1", fecha_contrato=date(2030, 1, 1)),)}, "en el futuro"),
        ({"personas": (NuevaPersona(persona_id=OTRA, rol=RolParte.ACREDITADO),)}, "un acreditado"),
        ({"personas": (NuevaPersona(persona_id=ACREDITADO, rol=RolParte.AVAL),)}, "su propio aval"),
    ],
)
def test_no_se_abre_un_caso_mal_armado(cambios, motivo):
    with pytest.raises(Rechazo, match=motivo):
        abrir_caso(Caso(), nuevo(**cambios), ctx())


def test_un_caso_abierto_no_se_abre_para_otra_persona():
    with pytest.raises(Rechazo, match="ya está abierto"):
        abrir_caso(dado(*registrado()), nuevo(persona_id=OTRA), ctx())


def test_otro_credito_del_mismo_deudor_se_agrega_una_vez():
    caso = dado(*registrado())
    assert vincular_credito(caso, NuevoCredito(credito="20000002"), ctx()) == [
        CreditoVinculado(credito="20000002")
    ]
    assert vincular_credito(caso, NuevoCredito(credito=CREDITO), ctx()) == []


def test_un_credito_que_no_era_del_caso_se_quita_y_vuelve_a_faltar():
    pasos = registrado()
    hechos = desvincular_credito(
        dado(*pasos), CreditoEquivocado(credito=CREDITO, motivo="Es de un homónimo"), ctx()
    )
    assert hechos == [CreditoDesvinculado(credito=CREDITO, motivo="Es de un homónimo")]
    caso = dado(*pasos, *hechos)
    assert caso.apertura.faltan == {"credito"}
    assert desvincular_credito(caso, CreditoEquivocado(credito=CREDITO, motivo="x"), ctx()) == []


def test_un_credito_con_pagos_aplicados_no_se_quita():
    pago = PagoConfirmado(
        folio="f1", importe=Decimal(10), fecha=LUNES,
        a_creditos=(AplicadoACredito(credito=CREDITO, gastos=0, moratorio=10, ordinario=0, capital=0),),
    )  # fmt: skip
    with pytest.raises(Rechazo, match="pagos aplicados"):
        desvincular_credito(dado(*registrado(), pago), CreditoEquivocado(credito=CREDITO, motivo="x"), ctx())


def saldo(corte: date, capital: int = 900, credito: str = CREDITO) -> SaldoDeCredito:
    return SaldoDeCredito(**(SALDO.model_dump() | {"corte": corte, "capital": capital, "credito": credito}))


def test_un_saldo_mas_reciente_reemplaza_al_anterior():
    martes = LUNES + timedelta(days=1)
    [recibido] = recibir_saldo(dado(*registrado()), saldo(martes), ctx(martes))
    assert (recibido.corte, recibido.capital) == (martes, Decimal(900))
    assert recibir_saldo(dado(*registrado(), recibido), saldo(martes), ctx(martes)) == []


@pytest.mark.parametrize(
    ("nuevo_saldo", "motivo"),
    [
        (saldo(LUNES - timedelta(days=1)), "más reciente"),
        (saldo(LUNES + timedelta(days=1)), "en el futuro"),
        (saldo(LUNES, credito="7"), "no es de este caso"),
    ],
)
def test_no_se_recibe_un_saldo_viejo_futuro_o_ajeno(nuevo_saldo, motivo):
    with pytest.raises(Rechazo, match=motivo):
        recibir_saldo(dado(*registrado()), nuevo_saldo, ctx())


def test_una_persona_se_vincula_con_su_papel_una_vez():
    caso = dado(*registrado())
    estudiante = NuevaPersona(persona_id=ESTUDIANTE, rol=RolParte.ESTUDIANTE)
    assert vincular_persona(caso, estudiante, ctx()) == [
        PersonaVinculada(persona_id=ESTUDIANTE, rol=RolParte.ESTUDIANTE)
    ]
    assert vincular_persona(caso, NuevaPersona(persona_id=AVAL, rol=RolParte.AVAL), ctx()) == []
    with pytest.raises(Rechazo, match="un acreditado"):
        vincular_persona(caso, NuevaPersona(persona_id=OTRA, rol=RolParte.ACREDITADO), ctx())


def test_el_aval_se_puede_quitar_y_el_acreditado_no():
    caso = dado(*registrado())
    aval = PersonaEquivocada(persona_id=AVAL, rol=RolParte.AVAL, motivo="Era de otro crédito")
    hechos = desvincular_persona(caso, aval, ctx())
    assert hechos == [PersonaDesvinculada(persona_id=AVAL, rol=RolParte.AVAL, motivo="Era de otro crédito")]
    assert not dado(*registrado(), *hechos).tiene_aval
    with pytest.raises(Rechazo, match="Corregir deudor"):
        desvincular_persona(
            caso, PersonaEquivocada(persona_id=ACREDITADO, rol=RolParte.ACREDITADO, motivo="x"), ctx()
        )


def test_corregir_al_deudor_cambia_de_quien_es_el_caso():
    hechos = corregir_deudor(
        dado(*registrado()),
        DeudorCorrecto(persona_id=OTRA, motivo="La CURP no coincide"),
        ctx(rol=COORDINADOR),
    )
    assert [type(h) for h in hechos] == [PersonaDesvinculada, PersonaVinculada]
    caso = dado(*registrado(), *hechos)
    assert caso.apertura.persona_id == OTRA
    assert caso.persona(RolParte.ACREDITADO) == OTRA
    assert corregir_deudor(caso, DeudorCorrecto(persona_id=OTRA, motivo="x"), ctx()) == []


def test_actualizar_datos_dice_que_cambio_y_nunca_el_dato():
    pasos = registrado()
    abierto, resto = pasos[0][0].model_copy(update={"faltan": ("telefono",)}), pasos[1:]
    datos = DatosDePersona(persona_id=ACREDITADO, campos=("telefono",), completos=("telefono",))
    hechos = actualizar_contacto(dado((abierto, LUNES), *resto), datos, ctx())
    assert hechos == [
        DatosDeContactoActualizados(persona_id=ACREDITADO, campos=("telefono",), completos=("telefono",))
    ]
    assert dado((abierto, LUNES), *resto, *hechos).apertura.faltan == frozenset()
    assert actualizar_contacto(dado(*pasos), DatosDePersona(persona_id=ACREDITADO, campos=()), ctx()) == []
    with pytest.raises(Rechazo, match="no participa"):
        actualizar_contacto(dado(*pasos), DatosDePersona(persona_id=OTRA, campos=("correo",)), ctx())


def test_en_un_caso_cerrado_ya_no_se_cambia_nada():
    cerrado = dado(*registrado(), CasoCerrado(causa=CausaCierre.DUPLICADO))
    with pytest.raises(Rechazo, match="cerrado"):
        vincular_credito(cerrado, NuevoCredito(credito="2"), ctx())
    with pytest.raises(Rechazo, match="ábralo primero"):
        vincular_credito(Caso(), NuevoCredito(credito="2"), ctx())


def test_un_caso_que_se_volvio_a_abrir_tampoco_pierde_su_apertura_si_algo_le_sigue():
    abierto, *resto = registrado()
    anulado = Anulado(versiones=(1,), motivo="Error")
    pasos = (abierto, anulado, (CasoAbierto(**abierto[0].model_dump()), LUNES), *resto)
    with pytest.raises(Rechazo, match="abrió el caso y hay otros después"):
        anular(dado(*pasos), Anulacion(versiones=(3,), motivo="x"), ctx(rol=COORDINADOR, pasos=pasos))
