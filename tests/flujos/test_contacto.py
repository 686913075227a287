"""Next actions of reaching people: what follows each call, promise, letter and visit."""

from datetime import date
from decimal import Decimal

import pytest

from casos.decision import COORDINADOR
from casos.mediacion.hechos.apertura import DatosDeContactoActualizados, PersonaVinculada
from casos.mediacion.hechos.cierre import (
    CasoDevueltoDeJudicial,
    CasoReanudado,
    CasoSuspendido,
    CasoTurnadoAJudicial,
)
from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    CartaEnviada,
    LlamadaRealizada,
    LlamadaRecibida,
    PromesaCumplida,
    PromesaDePagoRegistrada,
    PromesaIncumplida,
    VisitaCancelada,
    VisitaProgramada,
    VisitaRealizada,
)
from casos.mediacion.hechos.convenios import OpcionesPresentadas
from casos.mediacion.hechos.pagos import PagoConfirmado, PagoReportado
from casos.mediacion.hechos.sesiones import NoAcuerdoConstatado, SesionAgendada
from casos.mediacion.promesas import NuevaPromesa
from casos.mediacion.vocabulario import (
    CausaSuspension,
    Contesto,
    Envio,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    ResultadoSesion,
    ResultadoVisita,
    RolParte,
    TipoVisita,
)
from casos.tiempo import fin_del_dia
from casos.versiones import BASE
from flujos.mediacion.contacto import seguidas_sin_respuesta
from flujos.mediacion.generadores import NATURALES
from flujos.mediacion.tras_llamada import CONSECUENCIAS
from flujos.reloj import Despertar, despertares
from tests.casos.mediacion.fabrica import (
    ACREDITADO,
    AVAL,
    OFICIAL,
    dado,
    instante,
    mediado,
    registrado,
)
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    ORIGINAL,
    convenio_firmado,
    correr,
    en_seguimiento,
)
from tests.casos.mediacion.fabrica_seguimiento import (
    MARTES,
    R,
    a_las_,
    bandeja,
    liquidado,
    llamando,
    no_comparecio,
    turnado,
)

MIERCOLES, JUEVES = date(2026, 3, 4), date(2026, 3, 5)
CARTA = CartaEnviada(medio=Medio.DOMICILIO, plantilla="requerimiento")
DATOS = DatosDeContactoActualizados(persona_id=ACREDITADO, campos=("domicilio",))
PROMESA = PromesaDePagoRegistrada(promesa=1, importe=Decimal(500), fecha=date(2026, 3, 13))


def sin_acuerdo():
    constancia = NoAcuerdoConstatado(sesion=1, constancia="C-1")
    return *mediado(ResultadoSesion.SIN_ACUERDO), (constancia, date(2026, 3, 24))


def llamada(resultado, cuando=MARTES, **cambios):
    contesto = Contesto.NADIE if resultado is R.NO_CONTESTA else Contesto.TITULAR
    datos = {"motivo": MotivoLlamada.SEGUIMIENTO, "contesto": contesto, "resultado": resultado}
    return LlamadaRealizada.model_validate(datos | cambios), cuando


# ------------------------------------------------------------------------------------------ the next call


def test_quien_contesto_se_vuelve_a_llamar_el_dia_propuesto():
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR)
    fila = bandeja(*pasos)["siguiente_llamada"]
    assert (fila.visible, fila.vence, fila.usuario) == (date(2026, 3, 10), date(2026, 3, 10), OFICIAL)
    assert (fila.regla, fila.dias) == ("llamadas.seguimiento_dias_habiles", 5)


def test_la_fecha_que_se_acordo_manda_sobre_la_de_la_politica():
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR, siguiente=date(2026, 3, 20))
    fila = bandeja(*pasos)["siguiente_llamada"]
    assert (fila.vence, fila.calendario, fila.regla) == (date(2026, 3, 20), NATURALES, "")


@pytest.mark.parametrize(
    "despues",
    [
        LlamadaRecibida(asunto="preguntó su saldo"),
        VisitaRealizada(visita=1, tipo=TipoVisita.RECIBIDA, resultado=ResultadoVisita.TITULAR),
        PagoConfirmado(folio="F", importe=Decimal(1), fecha=MIERCOLES),
        PROMESA,
        VisitaProgramada(visita=1, tipo=TipoVisita.RECIBIDA, dia=date(2026, 3, 9)),
    ],
)
def test_la_siguiente_llamada_sobra_si_la_persona_aparecio_o_hay_algo_antes(despues):
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR)
    assert "siguiente_llamada" not in bandeja(*pasos, (despues, MIERCOLES))


def test_una_carta_no_quita_la_llamada_que_se_acordo():
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR)
    assert bandeja(*pasos, (CARTA, MIERCOLES))["siguiente_llamada"].vence == date(2026, 3, 10)


def test_la_carta_enviada_cuando_ya_tocaba_llamar_hace_las_veces_de_esa_llamada():
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR)
    fila = bandeja(*pasos, (CARTA, date(2026, 3, 10)))["siguiente_llamada"]
    assert (fila.vence, fila.regla) == (date(2026, 3, 18), "llamadas.seguimiento_dias_habiles")
    assert len(fila.causa) == 1


def test_si_nadie_contesta_se_reintenta_al_dia_siguiente():
    fila = bandeja(*sin_acuerdo(), llamada(R.NO_CONTESTA, date(2026, 3, 25), siguiente=date(2026, 3, 26)))
    assert fila["siguiente_llamada"].vence == date(2026, 3, 26)
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.NO_CONTESTA)
    assert "siguiente_llamada" not in bandeja(*pasos), "the first contact is already in the inbox"


def test_tres_sin_respuesta_piden_carta_o_visita():
    pasos = registrado()
    for dia in (MARTES, MIERCOLES, JUEVES):
        assert "carta_o_visita" not in bandeja(*pasos)
        pasos = llamando(pasos, a_las_(dia, 10), R.NO_CONTESTA)
    fila = bandeja(*pasos)["carta_o_visita"]
    assert (fila.vence, fila.causa) == (date(2026, 3, 9), (5, 6, 7))
    assert "siguiente_llamada" not in bandeja(*pasos)
    con_carta = (*pasos, (CARTA, date(2026, 3, 6)))
    assert "carta_o_visita" not in bandeja(*con_carta)
    assert bandeja(*con_carta)["siguiente_llamada"].vence == date(2026, 3, 13)
    programada = VisitaProgramada(visita=1, tipo=TipoVisita.DOMICILIARIA, dia=date(2026, 3, 9))
    assert "carta_o_visita" not in bandeja(*pasos, programada)


def test_cada_persona_lleva_su_propia_cuenta():
    pasos = registrado()
    for dia in (MARTES, MIERCOLES, JUEVES):
        pasos = llamando(pasos, a_las_(dia, 10), R.NO_CONTESTA)
        pasos = llamando(pasos, a_las_(dia, 12), R.NO_CONTESTA, a=RolParte.AVAL)
    pasos = llamando(pasos, a_las_(date(2026, 3, 6), 10), R.CONTACTO_AVAL, a=RolParte.AVAL)
    caso = dado(*pasos)
    assert len(seguidas_sin_respuesta(caso, RolParte.ACREDITADO)) == 3
    assert seguidas_sin_respuesta(caso, RolParte.AVAL) == []
    assert bandeja(*pasos)["carta_o_visita"].clave == "acreditado"


# --------------------------------------------------------------------------------------------- promises


def test_la_promesa_se_verifica_al_dia_habil_siguiente():
    promesa = NuevaPromesa(importe=Decimal(500), fecha=date(2026, 3, 13))
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.PROMESA_PAGO, promesa=promesa)
    fila = bandeja(*pasos)["verificar_promesa"]
    assert (fila.visible, fila.vence) == (date(2026, 3, 13), date(2026, 3, 17))
    assert despertares(dado(*pasos), BASE) == (
        Despertar(fin_del_dia(date(2026, 3, 17)), "incumplir_promesa", 1, "promesa-1/6", (6,)),
    )


def test_rota_se_llama_y_cumplida_no_deja_nada():
    con_promesa = (*registrado(), (PROMESA, MARTES))
    rota = (*con_promesa, (PromesaIncumplida(promesa=1), fin_del_dia(date(2026, 3, 17))))
    fila = bandeja(*rota)["llamar_por_promesa"]
    assert (fila.vence, fila.causa) == (date(2026, 3, 18), (5, 6))
    assert "verificar_promesa" not in bandeja(*rota)
    assert despertares(dado(*rota), BASE) == ()
    llamado = llamando(rota, a_las_(date(2026, 3, 18), 10), R.NO_CONTESTA)
    assert "llamar_por_promesa" not in bandeja(*llamado)
    cumplida = (*con_promesa, (PromesaCumplida(promesa=1, folio="F"), date(2026, 3, 13)))
    assert not {"verificar_promesa", "llamar_por_promesa"} & set(bandeja(*cumplida))


# ------------------------------------------------------------------------------------- what a call brought

OPCIONES = OpcionesPresentadas(opciones=())
REPORTE = PagoReportado(pago="p", importe=Decimal(1), fecha=MIERCOLES)
SUSPENSION = CasoSuspendido(causa=CausaSuspension.ACLARACION, revisar=date(2026, 4, 1), motivo="x")
ATENCION = AtencionRegistrada(medio=Medio.PRESENCIAL, asunto="aclaración")
SESION = SesionAgendada(sesion=2, inicio=instante(date(2026, 4, 20)))


@pytest.mark.parametrize(
    ("resultado", "tipo", "vence", "respuesta"),
    [
        (R.YA_PAGO, "verificar_pago", JUEVES, REPORTE),
        (R.SOLICITA_CONVENIO, "presentar_opciones", JUEVES, OPCIONES),
        (R.NO_PUEDE_PAGAR, "presentar_opciones", JUEVES, OPCIONES),
        (R.SOLICITA_ACLARACION, "atender_aclaracion", JUEVES, ATENCION),
        (R.SOLICITA_ACLARACION, "atender_aclaracion", JUEVES, SUSPENSION),
        (R.SE_NIEGA, "responder_negativa", JUEVES, CARTA),
        (R.SE_NIEGA, "responder_negativa", JUEVES, SESION),
        (R.CAMBIO_DOMICILIO, "actualizar_domicilio", JUEVES, DATOS),
        (R.NUMERO_EQUIVOCADO, "buscar_telefono", JUEVES, DATOS),
        (R.FALLECIDO, "decidir_fallecimiento", date(2026, 3, 6), SUSPENSION),
    ],
)
def test_cada_resultado_deja_lo_que_se_espera_y_se_quita_al_hacerlo(resultado, tipo, vence, respuesta):
    pasos = (*registrado(), llamada(resultado))
    assert bandeja(*pasos)[tipo].vence == vence
    assert tipo not in bandeja(*pasos, (respuesta, MIERCOLES))


def test_todos_los_resultados_tienen_consecuencia_o_siguiente_llamada():
    sin_fila = set(ResultadoLlamada) - set(CONSECUENCIAS)
    assert sin_fila == {
        R.CONTACTO_TITULAR, R.CONTACTO_AVAL, R.CONTACTO_TERCERO, R.NO_CONTESTA, R.OCUPADO, R.BUZON, R.COLGO,
        R.PROMESA_PAGO,
    }  # fmt: skip


def test_el_fallecimiento_lo_decide_el_coordinador_y_no_vuelve_al_reanudar():
    pasos = (*registrado(), llamada(R.FALLECIDO, contesto=Contesto.TERCERO))
    assert bandeja(*pasos)["decidir_fallecimiento"].rol == COORDINADOR
    reanudado = (*pasos, (SUSPENSION, MIERCOLES), (CasoReanudado(motivo="era otra persona"), JUEVES))
    assert "decidir_fallecimiento" not in bandeja(*reanudado)
    vive = llamando(pasos, a_las_(MIERCOLES, 10), R.CONTACTO_TITULAR)
    assert "decidir_fallecimiento" not in bandeja(*vive)


def test_dos_llamadas_iguales_dejan_una_sola_fila():
    pasos = (*registrado(), llamada(R.SOLICITA_CONVENIO), llamada(R.SOLICITA_CONVENIO, MIERCOLES))
    fila = bandeja(*pasos)["presentar_opciones"]
    assert fila.causa == (6,)


def test_donde_ya_no_se_cobra_solo_queda_lo_que_importa():
    for pasos in (liquidado(), turnado()):
        quedan = {*bandeja(*pasos, llamada(R.SE_NIEGA, date(2026, 4, 9)))}
        assert "responder_negativa" not in quedan
        assert "decidir_fallecimiento" in bandeja(*pasos, llamada(R.FALLECIDO, date(2026, 4, 9)))


def test_con_el_plan_en_curso_una_platica_no_deja_otra_llamada():
    pasos = llamando(en_seguimiento(), a_las_(date(2026, 4, 7), 10), R.CONTACTO_TITULAR)
    assert "siguiente_llamada" not in bandeja(*pasos)


# ---------------------------------------------------------------------------------------------- visits

PROGRAMADA = VisitaProgramada(visita=1, tipo=TipoVisita.DOMICILIARIA, dia=date(2026, 3, 10))


def test_la_visita_programada_se_hace_y_se_registra_ese_dia():
    pasos = (*registrado(), (PROGRAMADA, MARTES))
    fila = bandeja(*pasos)["hacer_visita"]
    assert (fila.visible, fila.vence) == (date(2026, 3, 10), date(2026, 3, 10))
    cancelada = VisitaCancelada(visita=1, motivo="llovió")
    assert "hacer_visita" not in bandeja(*pasos, cancelada)


def test_si_el_domicilio_no_existe_se_busca_otro():
    no_existe = VisitaRealizada(
        visita=1, tipo=TipoVisita.DOMICILIARIA, resultado=ResultadoVisita.DOMICILIO_NO_EXISTE
    )
    pasos = (*registrado(), (PROGRAMADA, MARTES), (no_existe, date(2026, 3, 10)))
    assert bandeja(*pasos)["actualizar_domicilio"].vence == date(2026, 3, 12)
    assert "hacer_visita" not in bandeja(*pasos)
    assert "actualizar_domicilio" not in bandeja(*pasos, DATOS)


# ------------------------------------------------------------------ whom one may not, or cannot, telephone


RECORDATORIO = CartaEnviada(medio=Medio.WHATSAPP, plantilla=Envio.RECORDATORIO_PAGO)
VISITA = VisitaRealizada(visita=1, tipo=TipoVisita.DOMICILIARIA, resultado=ResultadoVisita.NO_LOCALIZADO)


def sin_bienvenida():
    return en_seguimiento(), date(2026, 4, 7), "llamada_de_bienvenida"


def sin_primer_contacto():
    return registrado(), MARTES, "primer_contacto"


def sin_contactar():
    return no_comparecio(), date(2026, 3, 24), "contactar_inasistente"


def sin_pago_inicial():
    dia = date(2026, 4, 20)
    return correr((*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), dia), dia, "llamar_pago_inicial"


def con_parcialidad_vencida():
    return correr(en_seguimiento(), date(2026, 5, 9)), date(2026, 5, 11), "llamar_vencida"


@pytest.mark.parametrize(
    "situacion",
    [sin_bienvenida, sin_primer_contacto, sin_contactar, sin_pago_inicial, con_parcialidad_vencida],
)
def test_a_quien_no_se_le_puede_llamar_se_le_escribe_o_se_le_visita(situacion):
    pasos, dia, tipo = situacion()
    fila = bandeja(*pasos)[tipo]
    assert "enviar_carta" in fila.acciones
    assert "escribe" in fila.quita
    assert tipo in bandeja(*pasos, (RECORDATORIO, dia))
    assert tipo not in bandeja(*pasos, (CARTA, dia))
    assert tipo not in bandeja(*pasos, (VISITA, dia))


def test_al_aval_se_le_busca_a_el():
    pasos, dia, _ = con_parcialidad_vencida()
    pasos = (*pasos, (PersonaVinculada(persona_id=AVAL, rol=RolParte.AVAL), dia))
    assert "contactar_aval" in bandeja(*pasos, (CARTA, dia), (VISITA, dia))
    al_aval = CARTA.model_copy(update={"a": RolParte.AVAL})
    hallado = VISITA.model_copy(update={"resultado": ResultadoVisita.AVAL})
    assert "contactar_aval" not in bandeja(*pasos, (al_aval, dia))
    assert "contactar_aval" not in bandeja(*pasos, (hallado, dia))


# --------------------------------------------------------------------------------- calls that must end


def test_a_quien_va_al_corriente_no_se_le_llama_sin_fin():
    """Three calls unanswered, a letter: the plan runs by itself from here on."""
    pasos = en_seguimiento()
    for dia in (date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 9)):
        pasos = (*pasos, llamada(R.NO_CONTESTA, dia, motivo=MotivoLlamada.BIENVENIDA, siguiente=dia))
    assert "carta_o_visita" in bandeja(*pasos)
    escrita = (*pasos, (CARTA, date(2026, 4, 10)))
    assert not {"carta_o_visita", "siguiente_llamada"} & set(bandeja(*escrita))
    vencida = correr(escrita, date(2026, 5, 9))
    assert "llamar_vencida" in bandeja(*vencida)


def test_la_promesa_rota_antes_de_judicial_no_vuelve_con_el_caso():
    rota = (
        (PROMESA, MARTES), (PromesaIncumplida(promesa=1), date(2026, 3, 16)),
    )  # fmt: skip
    pasos = (*registrado(), *rota)
    assert "llamar_por_promesa" in bandeja(*pasos)
    ida = (CasoTurnadoAJudicial(), date(2026, 3, 17))
    vuelta = (CasoDevueltoDeJudicial(motivo="Faltan pagarés"), date(2026, 9, 1))
    assert "llamar_por_promesa" not in bandeja(*pasos, ida, vuelta)


def test_lo_que_pidio_una_llamada_de_antes_de_judicial_tampoco_vuelve_salvo_lo_que_importa_siempre():
    ida = (CasoTurnadoAJudicial(), date(2026, 3, 17))
    vuelta = (CasoDevueltoDeJudicial(motivo="Faltan pagarés"), date(2026, 9, 1))
    pedido = (*registrado(), llamada(R.SOLICITA_CONVENIO))
    assert "presentar_opciones" in bandeja(*pedido)
    assert "presentar_opciones" not in bandeja(*pedido, ida, vuelta)
    mudado = (*registrado(), llamada(R.CAMBIO_DOMICILIO))
    assert "actualizar_domicilio" in bandeja(*mudado, ida, vuelta)


def test_un_pago_confirmado_quita_la_llamada_por_la_promesa_rota():
    rota = ((PROMESA, MARTES), (PromesaIncumplida(promesa=1), date(2026, 3, 16)))
    pago = (PagoConfirmado(folio="F", importe=Decimal(1), fecha=date(2026, 3, 18)), date(2026, 3, 18))
    assert "llamar_por_promesa" not in bandeja(*registrado(), *rota, pago)
