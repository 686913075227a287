"""A signed addendum: what was paid stays, what is left is scheduled anew, and nothing of it is lost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.decision import COORDINADOR, Rechazo
from casos.dinero.plan import comprobar_plan
from casos.mediacion.adenda import Adenda, modificar_convenio
from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.firma import firmar_convenio
from casos.mediacion.hechos.convenios import CondonacionRevocada, ConvenioModificado, Firma
from casos.mediacion.hechos.pagos import IncumplimientoDeclarado, ParcialidadVencida
from casos.mediacion.libro import siguiente_parcialidad, veredicto
from casos.mediacion.vocabulario import Etapa, Producto, RolParte
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import Paso, dado
from tests.casos.mediacion.fabrica_convenios import (
    ACREDITADO_FIRMA,
    AVAL_FIRMA,
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    con_borrador,
    contexto,
    en_seguimiento,
    pagado,
    suscripcion,
    tras,
)

DIA = date(2026, 7, 15)
ROTO = IncumplimientoDeclarado(convenio=1, vencidas=(2, 3), exigible=Decimal(3200))


def adenda(**cambios: object) -> Adenda:
    datos = {
        "convenio": 1, "fecha": DIA, "primera": date(2026, 8, 31), "parcialidades": 12,
        "firmas": (ACREDITADO_FIRMA,), "motivo": "Perdió su empleo; se le da espera.",
    }  # fmt: skip
    return Adenda.model_validate(datos | cambios)


def modificar(pasos: tuple[Paso, ...], **cambios: object) -> ConvenioModificado:
    [hecho] = modificar_convenio(dado(*pasos), adenda(**cambios), contexto(DIA, COORDINADOR))
    assert isinstance(hecho, ConvenioModificado)
    return hecho


def con_atraso() -> tuple[Paso, ...]:
    """The first instalment and 600 of the second were paid; the breach was declared."""
    pasos = pagado(en_seguimiento(), "p1", 1600, date(2026, 4, 30))
    pasos = pagado(pasos, "p2", 600, date(2026, 6, 1))
    vencida = ParcialidadVencida(convenio=1, parcialidad=2, vencio=date(2026, 6, 1), falta=Decimal(1000))
    return *pasos, (vencida, date(2026, 6, 9)), (ROTO, date(2026, 7, 8))


def test_lo_pagado_se_queda_y_lo_demas_tiene_nuevas_fechas():
    hecho = modificar(con_atraso())
    assert (hecho.adenda, hecho.fijas) == (1, 2)
    pagadas = hecho.plan.parcialidades[:2]
    assert [(p.numero, p.importe, p.vence) for p in pagadas] == [
        (1, Decimal(1600), date(2026, 4, 30)),
        (2, Decimal(600), date(2026, 6, 1)),
    ]
    assert len(hecho.plan.parcialidades) == 14
    assert hecho.plan.parcialidades[2].vence == date(2026, 8, 31)
    assert hecho.plan.capital == Decimal(20000)


def test_la_adenda_devuelve_el_caso_a_seguimiento_y_al_corriente():
    caso = dado(*con_atraso(), (modificar(con_atraso()), DIA))
    assert caso.etapa is Etapa.EN_SEGUIMIENTO
    assert caso.convenio is not None
    assert caso.convenio.estado is EstadoConvenio.ACTIVO
    assert not caso.convenio.vencidas
    siguiente = siguiente_parcialidad(caso, caso.convenio)
    assert siguiente is not None
    assert siguiente.numero == 3
    dicho = veredicto(caso, caso.convenio, DIA, BASE)
    assert (dicho.vencidas, dicho.acumuladas) == ((), ())


def test_modifica_solo_quien_coordina_y_con_firma_y_motivo():
    caso = dado(*con_atraso())
    for cambios, motivo in (
        ({"firmas": ()}, "Falta la firma"),
        ({"motivo": " "}, "Escriba por qué"),
        ({"fecha": date(2026, 7, 16)}, "futuro"),
        ({"convenio": 2}, "no es el que está en vigor"),
        ({"primera": date(2026, 5, 4)}, "antes"),
    ):
        with pytest.raises(Rechazo, match=motivo):
            modificar_convenio(caso, adenda(**cambios), contexto(DIA, COORDINADOR))


def test_la_misma_adenda_no_cambia_nada():
    caso = dado(*con_atraso(), (modificar(con_atraso()), DIA))
    assert modificar_convenio(caso, adenda(), contexto(DIA, COORDINADOR)) == []


def test_con_la_condonacion_revocada_ya_no_cabe_adenda():
    revocada = CondonacionRevocada(convenio=1, importes=dado(*con_atraso()).convenios[1].elaborado.reconocido)
    with pytest.raises(Rechazo, match="convenio nuevo o una regeneración"):
        modificar_convenio(dado(*con_atraso(), (revocada, DIA)), adenda(), contexto(DIA, COORDINADOR))


def test_el_pago_inicial_que_no_llego_se_reparte_en_las_parcialidades():
    caso = dado(*con_atraso())
    sin_pagos = caso._replace(pagos={})
    [hecho] = modificar_convenio(sin_pagos, adenda(), contexto(DIA, COORDINADOR))
    assert isinstance(hecho, ConvenioModificado)
    assert (hecho.plan.pago_inicial, hecho.plan.inicial_vence, hecho.fijas) == (0, None, 0)
    assert hecho.plan.capital == Decimal(20000)


def largo() -> tuple[Paso, ...]:
    """A long-term agreement, which bears interest and which the aval signed too."""
    pasos = con_borrador(producto=Producto.CONVENIO_LARGO, parcialidades=24)
    firmado = suscripcion(firmas=(ACREDITADO_FIRMA, AVAL_FIRMA))
    pasos = (*tras(pasos, DIA_DE_FIRMA, firmar_convenio, firmado), (ORIGINAL, DIA_DE_FIRMA))
    return pagado(pasos, "inicial", INICIAL, INICIAL_VENCE)


def test_el_interes_que_ya_se_debia_no_se_pierde():
    caso = dado(*largo())
    assert caso.convenio is not None
    debido = sum(p.interes for p in caso.convenio.plan.parcialidades if p.vence <= DIA)
    hecho = modificar(largo(), firmas=(ACREDITADO_FIRMA, AVAL_FIRMA))
    sin_atraso = hecho.plan.parcialidades[1].interes
    assert debido > 0
    assert hecho.plan.parcialidades[0].interes > debido
    assert hecho.plan.parcialidades[0].interes - debido < 2 * sin_atraso


def test_el_aval_que_firmo_el_convenio_firma_la_adenda_o_se_dice_que_no():
    with pytest.raises(Rechazo, match="del aval"):
        modificar_convenio(dado(*largo()), adenda(), contexto(DIA, COORDINADOR))
    assert modificar(largo(), sin_aval=True).firmas == (Firma(rol=RolParte.ACREDITADO),)


@given(centavos=st.integers(1, 15_999_00), cuantas=st.integers(1, 48))
def test_se_haya_pagado_lo_que_se_haya_pagado_el_capital_es_el_mismo(centavos: int, cuantas: int):
    importe = Decimal(centavos).scaleb(-2)
    pasos = pagado(en_seguimiento(), "x", importe, date(2026, 6, 30))
    hecho = modificar(pasos, parcialidades=cuantas, primera=date(2027, 3, 31))
    comprobar_plan(hecho.plan)
    assert hecho.plan.capital == Decimal(20000)
    fijas = hecho.plan.parcialidades[: hecho.fijas]
    assert hecho.plan.pago_inicial + sum(p.importe for p in fijas) == INICIAL + importe
