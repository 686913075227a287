"""The shipped policy: what the rules say, and that each one explains itself."""

from datetime import date, time
from decimal import Decimal
from functools import reduce
from importlib.resources import files

import pytest
from pydantic import ValidationError

from casos.calendario.modelo import CALENDARIOS
from casos.politica.lectura import leer_politica, politica_base, volcar

BASE = politica_base()

LEY_Y_DOMINIO = {
    "sesiones.invitacion_dias_habiles": 5,
    "sesiones.confirmar_invitacion_antes_dias_habiles": 5,
    "sesiones.recordatorio_antes_dias_habiles": 1,
    "sesiones.inasistencias_consecutivas_maximas": 2,
    "sesiones.diferimientos_maximos": 2,
    "sesiones.proceso_maximo_meses": 3,
    "sesiones.avisar_proceso_maximo_dias": 15,
    "sesiones.resultado_omitido_horas": 2,
    "sesiones.avisar_juez_inicio_dias_habiles": 3,
    "sesiones.avisar_juez_conclusion_dias_habiles": 1,
    "documentos.recabar_dias_habiles": 0,
    "documentos.escalar_recabar_dias_habiles": 3,
    "documentos.archivar_dias_habiles": 3,
    "documentos.conservar_anios": 10,
    "registro.remitir_dias_habiles": 10,
    "registro.inscribir_dias_habiles": 30,
    "registro.obtener_numero_dias_habiles": 40,
    "registro.subsanar_dias_habiles": 10,
    "convenio.estado_de_cuenta_vigencia_dias": 15,
    "convenio.autorizar_dias_habiles": 1,
    "convenio.pago_inicial_gracia_dias_habiles": 5,
    "convenio.bienvenida_dias_habiles": 3,
    "convenio.primer_pago_dias": 60,
    "productos.corto.parcialidades_minimas": 1,
    "productos.corto.parcialidades_maximas": 12,
    "productos.corto.pago_inicial_minimo_pct": Decimal(20),
    "productos.largo.parcialidades_minimas": 13,
    "productos.largo.parcialidades_maximas": 60,
    "productos.largo.pago_inicial_minimo_pct": Decimal(10),
    "productos.largo.firma_aval": True,
    "productos.pago_unico.plazo_maximo_dias": 30,
    "productos.regeneracion.parcialidades_maximas": 60,
    "productos.regeneracion.firma_aval": True,
    "productos.regeneracion.requiere_autorizacion": True,
    "productos.regeneracion.es_novacion": False,
    "campanas.arrancar_de_cero_2025.moratorios_pct": Decimal(100),
    "pagos.conciliar_dias_habiles": 2,
    "pagos.recibo_dias_habiles": 1,
    "pagos.imputacion": ("gastos", "moratorios", "ordinarios", "capital"),
    "tasas.ordinaria_anual_pct": Decimal(6),
    "tasas.puntual_anual_pct": Decimal(3),
    "tasas.gracia_meses": 6,
    "tasas.legal_civil_anual_pct": Decimal(9),
    "tasas.legal_mercantil_anual_pct": Decimal(6),
    "seguimiento.recordatorio_antes_dias_habiles": 3,
    "seguimiento.verificar_dias_habiles": 1,
    "seguimiento.aval_dias": 10,
    "seguimiento.visita_dias": 20,
    "seguimiento.promesa_maxima_dias": 15,
    "incumplimiento.consecutivas": 2,
    "incumplimiento.acumuladas": 3,
    "incumplimiento.intentos_minimos": 3,
    "incumplimiento.automatico": False,
    "incumplimiento.notificar_dias_habiles": 3,
    "incumplimiento.decidir_via_dias_habiles": 10,
    "llamadas.desde": time(8),
    "llamadas.hasta": time(20),
    "llamadas.limite_legal_desde": time(7),
    "llamadas.limite_legal_hasta": time(22),
    "llamadas.intentos_maximos_por_dia": 3,
    "llamadas.contactos_efectivos_por_dia": 1,
    "quejas.respuesta_dias_habiles": 10,
    "quejas.respuesta_interna_dias_habiles": 5,
    "recados.entregar_horas": 1,
    "recados.acuse_dias_habiles": 1,
    "comisiones.informe_dias_habiles": 2,
    "arco.responder_dias_habiles": 20,
    "arco.ampliacion_dias_habiles": 10,
    "arco.hacer_efectivo_dias_habiles": 15,
    "arco.prevenir_dias_habiles": 5,
    "arco.subsanar_dias_habiles": 10,
    "cierre.carta_no_adeudo_dias_habiles": 5,
    "cierre.devolver_pagares_dias_habiles": 10,
    "buro.informar_dias_habiles": 5,
    "buro.historial_meses": 72,
    "judicial.recibir_dias_habiles": 5,
    "judicial.seguimiento_meses": 3,
    "judicial.ejecucion_anios": 3,
    "judicial.avisos_ejecucion_dias": (180, 60),
    "prescripcion.cambiaria_anios": 3,
    "prescripcion.ordinaria_anios": 10,
    "prescripcion.periodicas_anios": 5,
}


@pytest.mark.parametrize(("clave", "valor"), LEY_Y_DOMINIO.items())
def test_la_politica_base_fija_lo_que_dicen_la_ley_y_el_instituto(clave, valor):
    assert BASE.regla(clave).valor == valor


@pytest.mark.parametrize("clave", [clave for clave in BASE.reglas if not clave.startswith("campanas.")])
def test_la_regla_y_el_atributo_son_el_mismo_valor(clave):
    assert BASE.regla(clave).valor is reduce(getattr, clave.split("."), BASE)


@pytest.mark.parametrize("regla", BASE.reglas.values(), ids=lambda regla: regla.clave)
def test_cada_regla_se_explica_a_si_misma(regla):
    assert regla.descripcion[0].isupper()
    assert regla.descripcion.endswith(".")
    assert regla.fuente
    assert regla.en_palabras
    assert (regla.calendario in CALENDARIOS) == (regla.unidad == "días hábiles")


@pytest.mark.parametrize(
    ("clave", "fuente"),
    [
        ("sesiones.diferimientos_maximos", "art. 76"),
        ("sesiones.inasistencias_consecutivas_maximas", "art. 78, fracción II"),
        ("registro.remitir_dias_habiles", "art. 105"),
        ("judicial.ejecucion_anios", "1020"),
        ("prescripcion.cambiaria_anios", "165 y 174"),
        ("buro.informar_dias_habiles", "art. 20"),
        ("documentos.recabar_dias_habiles", "política"),
    ],
)
def test_cada_regla_dice_de_donde_sale(clave, fuente):
    assert fuente in BASE.regla(clave).fuente


@pytest.mark.parametrize(
    ("clave", "palabras"),
    [
        ("documentos.recabar_dias_habiles", "el mismo día"),
        ("recados.acuse_dias_habiles", "1 día hábil"),
        ("documentos.archivar_dias_habiles", "3 días hábiles"),
        ("sesiones.proceso_maximo_meses", "3 meses"),
        ("recados.entregar_horas", "1 hora"),
        ("productos.corto.pago_inicial_minimo_pct", "20 %"),
        ("tasas.ordinaria_anual_pct", "6 % anual"),
        ("incumplimiento.automatico", "no"),
        ("productos.largo.firma_aval", "sí"),
        ("llamadas.desde", "08:00"),
        ("vigente_desde", "1 de enero de 2000"),
        ("judicial.avisos_ejecucion_dias", "180, 60 días"),
        ("reparto.HMO", "lista vacía"),
        ("metas.recuperacion_mensual", "$900,000.00"),
        ("pagos.imputacion", "gastos, moratorios, ordinarios, capital"),
    ],
)
def test_el_valor_se_dice_en_palabras(clave, palabras):
    assert BASE.regla(clave).en_palabras == palabras


def test_una_regla_que_no_existe_no_se_inventa():
    with pytest.raises(KeyError):
        BASE.regla("documentos.recabar")


def test_el_archivo_base_esta_escrito_como_lo_escribe_el_programa():
    assert files("casos.politica").joinpath("base.toml").read_text("utf-8") == volcar(BASE)


def test_una_politica_publicada_no_se_puede_cambiar():
    with pytest.raises(ValidationError):
        BASE.documentos.recabar_dias_habiles = 9


def test_una_copia_con_otra_seccion_dice_sus_propias_reglas():
    assert BASE.regla("recados.entregar_horas").valor == 1
    recados = BASE.recados.model_copy(update={"entregar_horas": 4})
    copia = BASE.model_copy(update={"recados": recados})
    assert copia.regla("recados.entregar_horas").valor == copia.recados.entregar_horas == 4


def test_la_campana_solo_se_cita_en_sus_dias():
    (campana,) = BASE.campanas_en(date(2025, 12, 20))
    assert campana.clave == "arrancar_de_cero_2025"
    assert BASE.campanas_en(date(2025, 12, 31)) == (campana,)
    assert BASE.campanas_en(date(2025, 12, 19)) == ()
    assert BASE.campanas_en(date(2026, 1, 1)) == ()


def test_la_meta_de_una_persona_vale_en_sus_fechas_y_para_los_demas_la_general():
    politica = leer_politica(
        """
        vigente_desde = 2027-01-01
        [[metas.individuales]]
        clave = "ana-2027"
        fuente = "Oficio 4/2027"
        responsable = "ana"
        desde = 2027-01-01
        hasta = 2027-12-31
        recuperacion_mensual = 500000
        gestiones_mensuales = 400
        convenios_mensuales = 10
        """
    )
    assert politica.metas.de("ana", date(2027, 6, 1)) == (Decimal(500000), 400, 10)
    assert politica.metas.de("ana", date(2028, 1, 1)) == (Decimal(900000), 800, 20)
    assert politica.metas.de("luis", date(2027, 6, 1)) == (Decimal(900000), 800, 20)
    regla = politica.regla("metas.individuales.ana-2027.recuperacion_mensual")
    assert (regla.en_palabras, regla.fuente) == ("$500,000.00", "Oficio 4/2027")
