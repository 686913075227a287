"""The limit to enforce an agreement, and the limitation dates that are shown and never decided."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casos.mediacion.hechos.apertura import CreditoVinculado
from casos.mediacion.hechos.pagos import IncumplimientoDeclarado, IncumplimientoSubsanado
from casos.mediacion.plazos_legales import limite_de_ejecucion, prescripciones
from casos.mediacion.vocabulario import Via
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import CREDITO, dado, registrado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    con_borrador,
    convenio_firmado,
    en_seguimiento,
)

POLITICA = BASE.politica(1)
ROTO = date(2026, 7, 13)
INCUMPLIDO = (IncumplimientoDeclarado(convenio=1, vencidas=(1, 2), exigible=Decimal(3200)), ROTO)


def limite(pasos):
    return limite_de_ejecucion(dado(*pasos).convenios[1], BASE)


def test_tres_anios_desde_que_termina_el_plazo():
    assert dado(*en_seguimiento()).convenios[1].plan.termina == date(2027, 2, 2)
    assert limite(en_seguimiento()) == date(2030, 2, 2)


def test_roto_el_convenio_se_cuenta_desde_que_todo_pudo_exigirse():
    assert limite((*en_seguimiento(), INCUMPLIDO)) == date(2029, 7, 13)
    subsanado = (IncumplimientoSubsanado(convenio=1), date(2026, 7, 20))
    assert limite((*en_seguimiento(), INCUMPLIDO, subsanado)) == date(2030, 2, 2)


def test_sin_firma_o_por_ventanilla_no_hay_via_de_apremio():
    assert limite(con_borrador()) is None
    convenio = dado(*convenio_firmado()).convenios[1]
    elaborado = convenio.elaborado.model_copy(update={"via": Via.INSTITUCIONAL})
    assert limite_de_ejecucion(convenio._replace(elaborado=elaborado), BASE) is None


def test_la_prescripcion_se_cuenta_desde_el_contrato_mientras_nadie_reconoce_el_adeudo():
    primera, *demas = prescripciones(dado(*registrado()), POLITICA)
    assert (primera.accion, primera.fecha) == ("acción cambiaria del pagaré", date(2018, 8, 10))
    assert "165" in primera.fuente
    assert [(p.accion, p.fecha) for p in demas] == [
        ("pagos periódicos", date(2020, 8, 10)),
        ("acción ordinaria", date(2025, 8, 10)),
    ]


def test_el_convenio_reconoce_el_adeudo_y_la_interrumpe():
    fechas = {p.accion: p.fecha for p in prescripciones(dado(*convenio_firmado()), POLITICA)}
    assert fechas["acción cambiaria del pagaré"] == DIA_DE_FIRMA.replace(year=2029)
    assert prescripciones(dado(*convenio_firmado()), POLITICA)[0].por_que.startswith(
        "El convenio 1 reconoció"
    )


def test_sin_fecha_de_contrato_se_dice_que_falta():
    pasos = (*registrado(), CreditoVinculado(credito="20000002"))
    sin_fecha = [p for p in prescripciones(dado(*pasos), POLITICA) if p.credito == "20000002"]
    assert {(p.desde, p.fecha, p.por_que) for p in sin_fecha} == {
        (None, None, "Falta la fecha del contrato.")
    }


@given(st.dates(date(1996, 1, 1), date(2026, 3, 2)))
def test_toda_accion_prescribe_despues_y_en_su_orden(contrato):
    pasos = (*registrado(), CreditoVinculado(credito=CREDITO, fecha_contrato=contrato))
    dadas = prescripciones(dado(*pasos), POLITICA)
    anios = [p.fecha.year - contrato.year for p in dadas]
    assert anios == [3, 5, 10]
    assert all((p.fecha.month, p.fecha.day) <= (contrato.month, contrato.day) for p in dadas)
