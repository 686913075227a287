"""Next actions of an agreement, from its draft to the start of its schedule."""

from datetime import date
from decimal import Decimal

from casos.decision import COORDINADOR, RESPONSABLE, SISTEMAS
from casos.dinero.condonacion import Porcentajes
from casos.mediacion.convenios import Respuesta, autorizar_descuento, rechazar_descuento
from casos.mediacion.firma import firmar_convenio, regenerar_adeudo
from casos.mediacion.hechos.cierre import AltaDePlanRegistrada, BuroActualizado
from casos.mediacion.hechos.contacto import LlamadaRealizada
from casos.mediacion.hechos.documentos import CopiaEntregada, DocumentoArchivado, DocumentoRecabado
from casos.mediacion.hechos.pagos import PagoConfirmado
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vocabulario import (
    Contesto,
    MotivoLlamada,
    Producto,
    ResultadoLlamada,
    RolParte,
    TipoDocumento,
)
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.permitidas import permitidas
from tests.casos.mediacion.fabrica import asientos, dado, instante
from tests.casos.mediacion.fabrica_convenios import (
    ACREDITADO_FIRMA,
    AVAL_FIRMA,
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    con_borrador,
    con_quita,
    contexto,
    convenio_firmado,
    en_seguimiento,
    pagado,
    suscripcion,
    tras,
)
from tests.casos.mediacion.fabrica_seguimiento import bandeja
from tests.casos.mediacion.test_adenda import con_atraso, modificar
from tests.casos.mediacion.test_firma import DIA_DE_REGENERAR, borrador_de_regeneracion, regeneracion

FUERA = con_borrador(condonacion=Porcentajes(moratorio=Decimal(100)), pago_inicial=Decimal(100))


def test_lo_que_sale_de_politica_espera_a_la_coordinacion_un_dia_habil():
    fila = bandeja(*FUERA)["autorizar_descuento"]
    assert (fila.rol, fila.usuario, fila.vence) == (COORDINADOR, None, date(2026, 3, 25))
    assert fila.acciones == ("autorizar_descuento", "rechazar_descuento")
    assert "intereses moratorios" in fila.detalle
    assert fila.detalle.endswith("Y 1 más.")
    assert "firmar_convenio" not in bandeja(*FUERA)


def test_autorizado_se_firma_y_negado_se_rehace():
    fila = bandeja(*con_quita())["firmar_convenio"]
    assert (fila.rol, fila.vence) == (RESPONSABLE, date(2026, 3, 31))
    no = Respuesta(convenio=1, revision=1, motivo="Sin campaña.")
    filas = bandeja(*tras(FUERA, date(2026, 3, 25), rechazar_descuento, no))
    assert filas["rehacer_convenio"].vence == date(2026, 4, 1)
    assert not {"firmar_convenio", "autorizar_descuento"} & set(filas)


def test_la_regeneracion_se_firma_con_su_boton():
    assert bandeja(*borrador_de_regeneracion())["firmar_convenio"].acciones[0] == "regenerar_adeudo"


def test_el_original_se_recaba_el_mismo_dia_y_a_los_tres_lo_ve_la_coordinacion():
    filas = bandeja(*convenio_firmado())
    assert filas["recabar_documento"].vence == DIA_DE_FIRMA
    escala = filas["recabar_documento/escala"]
    assert (escala.rol, escala.visible) == (COORDINADOR, date(2026, 3, 27))
    assert "recabar_documento" not in bandeja(*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA))


def test_cada_quien_que_firmo_recibe_su_copia():
    largo = con_borrador(producto=Producto.CONVENIO_LARGO, parcialidades=24)
    ambos = suscripcion(firmas=(ACREDITADO_FIRMA, AVAL_FIRMA))
    pasos = tras(largo, DIA_DE_FIRMA, firmar_convenio, ambos)
    claves = [p.clave for p in pendientes(dado(*pasos), BASE) if p.tipo == "entregar_copia"]
    assert claves == ["convenio-1/acreditado", "convenio-1/aval"]
    entregada = (CopiaEntregada(convenio=1, a=RolParte.AVAL), DIA_DE_FIRMA)
    claves = [p.clave for p in pendientes(dado(*pasos, entregada), BASE) if p.tipo == "entregar_copia"]
    assert claves == ["convenio-1/acreditado"]


def test_sistemas_informa_al_buro_en_cinco_dias_habiles():
    fila = bandeja(*convenio_firmado())["informar_buro"]
    assert (fila.rol, fila.vence, fila.calendario) == (SISTEMAS, date(2026, 3, 31), "BANCOS")
    informado = (BuroActualizado(convenio=1), DIA_DE_FIRMA)
    assert "informar_buro" not in bandeja(*convenio_firmado(), informado)


def test_sistemas_da_de_alta_el_plan_regenerado_en_tres():
    assert "alta_de_plan" not in bandeja(*convenio_firmado())
    pasos = tras(borrador_de_regeneracion(), DIA_DE_REGENERAR, regenerar_adeudo, regeneracion())
    fila = bandeja(*pasos)["alta_de_plan"]
    assert (fila.rol, fila.vence) == (
        SISTEMAS,
        date(2026, 8, 4),
    )  # en medio están el 17 de julio y las vacaciones
    assert "alta_de_plan" not in bandeja(*pasos, (AltaDePlanRegistrada(convenio=2), DIA_DE_REGENERAR))


def test_lo_unico_que_falta_es_activar_cuando_lo_que_activaba_se_anulo():
    pasos = pagado((*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), "inicial", INICIAL, INICIAL_VENCE)
    sin_activar = pasos[:-1]
    assert isinstance(sin_activar[-1], tuple)
    assert isinstance(sin_activar[-1][0], PagoConfirmado)
    assert bandeja(*sin_activar)["activar_plan"].acciones == ("activar_plan",)
    assert "activar_plan" not in bandeja(*pasos)


def llamada(resultado: ResultadoLlamada, contesto: Contesto, motivo: MotivoLlamada) -> LlamadaRealizada:
    return LlamadaRealizada(motivo=motivo, contesto=contesto, resultado=resultado)


def test_la_bienvenida_se_cuenta_desde_que_se_supo_que_el_plan_corre():
    con_original = (*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA))
    assert bandeja(*en_seguimiento())["llamada_de_bienvenida"].vence == date(2026, 4, 7)
    pasos = pagado(con_original, "inicial", INICIAL, INICIAL_VENCE, date(2026, 4, 13))
    tarde = instante(date(2026, 4, 13))
    capturados = [
        a._replace(registrado_en=tarde) if a.version > len(con_original) else a for a in asientos(*pasos)
    ]
    filas = {p.tipo: p for p in pendientes(MEDIACION.plegar(capturados), BASE)}
    assert filas["llamada_de_bienvenida"].vence == date(2026, 4, 16)
    assert filas["emitir_recibo"].vence == date(2026, 4, 14)


def test_la_bienvenida_se_quita_con_la_llamada():
    hecha = llamada(ResultadoLlamada.NO_CONTESTA, Contesto.NADIE, MotivoLlamada.BIENVENIDA)
    filas = bandeja(*en_seguimiento(), (hecha, date(2026, 4, 1)))
    assert "llamada_de_bienvenida" not in filas
    assert "siguiente_llamada" in filas or "recordar_pago" in filas


def test_la_adenda_se_recaba_y_archiva():
    pasos = (*con_atraso(), (modificar(con_atraso()), date(2026, 7, 15)))
    fila = bandeja(*pasos)["archivar_adenda"]
    assert fila.clave == "convenio-1/adenda-1"
    original = DocumentoRecabado(documento=2, tipo=TipoDocumento.ADENDA, paginas=2, convenio=1)
    recabada = (*pasos, (original, date(2026, 7, 16)))
    assert "archivar_adenda" in bandeja(*recabada)
    archivada = (*recabada, (DocumentoArchivado(documento=2, ubicacion="Caja 7"), date(2026, 7, 16)))
    assert "archivar_adenda" not in bandeja(*archivada)


def test_los_botones_dicen_por_que_no():
    motivos = {p.decision: p.motivo for p in permitidas(dado(*FUERA), RESPONSABLE, contexto(DIA_DE_FIRMA))}
    assert motivos["firmar_convenio"] == "Falta que el coordinador autorice lo que sale de la política."
    assert motivos["autorizar_descuento"] == "Le corresponde al coordinador."
    assert motivos["elaborar_convenio"] is None
    autorizado = tras(
        FUERA, DIA_DE_FIRMA, autorizar_descuento, Respuesta(convenio=1, revision=1, motivo="Sí.")
    )
    motivos = {
        p.decision: p.motivo for p in permitidas(dado(*autorizado), RESPONSABLE, contexto(DIA_DE_FIRMA))
    }
    assert motivos["firmar_convenio"] is None
