"""Calls with their coded result within hours and attempts; numbers, letters, people attended."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.decision import Rechazo
from casos.mediacion.contacto import (
    PUEDE_CONTESTAR,
    AtencionDada,
    Autorizacion,
    Calificacion,
    CartaOMensaje,
    LlamadaDeLaParte,
    autorizar_intento,
    calificar_numero,
    enviar_carta,
    registrar_atencion,
    registrar_llamada,
    registrar_llamada_recibida,
)
from casos.mediacion.hechos.cierre import CasoCerrado, CasoSuspendido
from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    CartaEnviada,
    IntentoAutorizado,
    LlamadaRealizada,
    NumeroCalificado,
    PromesaDePagoRegistrada,
)
from casos.mediacion.hechos.pagos import ParcialidadVencida
from casos.mediacion.permiso_de_llamar import por_que_no_llamar, se_puede_llamar
from casos.mediacion.promesas import NuevaPromesa
from casos.mediacion.vocabulario import (
    SIN_RESPUESTA,
    CalidadNumero,
    CausaCierre,
    CausaSuspension,
    Contesto,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
)
from casos.tiempo import ZONA, dia_local
from tests.casos.mediacion.fabrica import ACREDITADO, AVAL, LUNES, ctx, dado, registrado
from tests.casos.mediacion.fabrica_convenios import en_seguimiento, tras
from tests.casos.mediacion.fabrica_seguimiento import MARTES, R, a_las_, hecha, liquidado, llamando

PROMESA = NuevaPromesa(importe=Decimal(500), fecha=date(2026, 3, 10))
DOMINGO, FERIADO = date(2026, 3, 8), date(2026, 3, 16)


def llama(pasos, cuando, resultado=R.CONTACTO_TITULAR, **cambios):
    return registrar_llamada(dado(*pasos), hecha(resultado, **cambios), ctx(cuando, pasos=pasos))


def test_una_llamada_guarda_su_resultado_y_propone_la_siguiente():
    (llamada,) = llama(registrado(), a_las_(MARTES, 10), nota="volver a llamar por la tarde")
    assert isinstance(llamada, LlamadaRealizada)
    assert (llamada.resultado, llamada.contesto) == (R.CONTACTO_TITULAR, Contesto.TITULAR)
    assert llamada.siguiente == date(2026, 3, 10)
    (otra,) = llama(registrado(), a_las_(MARTES, 10), R.BUZON)
    assert otra.siguiente == date(2026, 3, 4)
    (acordada,) = llama(registrado(), a_las_(MARTES, 10), siguiente=date(2026, 3, 5))
    assert acordada.siguiente == date(2026, 3, 5)


def test_la_siguiente_llamada_salta_los_dias_en_que_no_se_llama():
    (llamada,) = llama(registrado(), a_las_(date(2026, 3, 13), 10), R.NO_CONTESTA)
    assert llamada.siguiente == date(2026, 3, 17)


def test_con_un_plan_en_curso_no_se_propone_otra_llamada_salvo_por_un_pago_vencido():
    dia = a_las_(date(2026, 4, 7), 10)
    assert llama(en_seguimiento(), dia)[0].siguiente is None
    vencido = MotivoLlamada.PAGO_VENCIDO
    assert llama(en_seguimiento(), dia, motivo=vencido)[0].siguiente is None
    atrasada = ParcialidadVencida(convenio=1, parcialidad=1, vencio=date(2026, 3, 30), falta=Decimal(800))
    atrasado = (*en_seguimiento(), (atrasada, date(2026, 4, 6)))
    assert llama(atrasado, dia, motivo=vencido)[0].siguiente == date(2026, 4, 14)
    assert llama(en_seguimiento(), dia, R.NO_CONTESTA)[0].siguiente == date(2026, 4, 8)


def test_la_promesa_se_registra_con_la_llamada():
    llamada, promesa = llama(registrado(), a_las_(MARTES, 10), R.PROMESA_PAGO, promesa=PROMESA)
    assert llamada.siguiente is None
    assert promesa == PromesaDePagoRegistrada(promesa=1, importe=Decimal(500), fecha=PROMESA.fecha)


@pytest.mark.parametrize(
    ("resultado", "calidad"),
    [(R.NUMERO_EQUIVOCADO, CalidadNumero.EQUIVOCADO), (R.NUMERO_INEXISTENTE, CalidadNumero.INEXISTENTE)],
)
def test_un_numero_que_no_sirve_queda_calificado(resultado, calidad):
    llamada, numero = llama(registrado(), a_las_(MARTES, 10), resultado, telefono="tel-1")
    assert numero == NumeroCalificado(persona_id=ACREDITADO, telefono="tel-1", calidad=calidad)
    assert llamada.siguiente is None
    assert len(llama(registrado(), a_las_(MARTES, 10), resultado)) == 1


@pytest.mark.parametrize(
    ("cuando", "motivo"),
    [
        (a_las_(MARTES, 7, 59), "de 08:00 a 20:00"),
        (a_las_(MARTES, 20, 1), "hora de Sonora"),
        (a_las_(MARTES, 23), "nunca se llama"),
        (a_las_(DOMINGO, 12), "Domingo"),
        (a_las_(FERIADO, 12), "Ese día no se llama"),
    ],
)
def test_fuera_de_horario_no_se_llama_y_se_dice_por_que(cuando, motivo):
    with pytest.raises(Rechazo, match=motivo):
        llama(registrado(), cuando)
    assert motivo in (se_puede_llamar(dado(*registrado()), ctx(cuando)) or "")


@pytest.mark.parametrize("hora", [(8, 0), (13, 30), (20, 0)])
def test_en_horario_si_se_llama(hora):
    assert llama(registrado(), a_las_(MARTES, *hora))


def test_el_horario_es_el_de_la_hora_en_que_ocurrio_y_no_el_de_la_captura():
    pasos = registrado()
    tarde = ctx(a_las_(MARTES, 21, 30), ocurrido=a_las_(MARTES, 17))
    assert registrar_llamada(dado(*pasos), hecha(), tarde)
    temprano = ctx(a_las_(MARTES, 12), ocurrido=a_las_(MARTES, 6))
    with pytest.raises(Rechazo, match="nunca"):
        registrar_llamada(dado(*pasos), hecha(), temprano)


def test_el_coordinador_autoriza_un_dia_y_queda_registrado():
    sabado = date(2026, 3, 7)
    orden = Autorizacion(dia=sabado, motivo="La persona pidió que fuera en sábado.")
    pasos = tras(registrado(), MARTES, autorizar_intento, orden)
    assert isinstance(pasos[-1][0], IntentoAutorizado)
    assert llama(pasos, a_las_(sabado, 20, 30))
    with pytest.raises(Rechazo, match="nunca"):
        llama(pasos, a_las_(sabado, 22, 30))
    with pytest.raises(Rechazo, match="Ese día no se llama"):
        llama(pasos, a_las_(DOMINGO, 12))
    assert autorizar_intento(dado(*pasos), orden, ctx(sabado)) == []
    with pytest.raises(Rechazo, match="por qué"):
        autorizar_intento(dado(*pasos), Autorizacion(dia=DOMINGO, motivo=" "), ctx(sabado))


def test_no_hay_mas_de_tres_intentos_al_dia_con_una_persona():
    pasos = registrado()
    for hora in (9, 11, 13):
        pasos = llamando(pasos, a_las_(MARTES, hora), R.NO_CONTESTA)
    with pytest.raises(Rechazo, match="3 intentos"):
        llama(pasos, a_las_(MARTES, 15), R.NO_CONTESTA)
    assert llama(pasos, a_las_(MARTES, 15), R.NO_CONTESTA, a=RolParte.AVAL)
    assert llama(pasos, a_las_(date(2026, 3, 4), 9), R.NO_CONTESTA)
    permitido = tras(pasos, MARTES, autorizar_intento, Autorizacion(dia=MARTES, motivo="Lo pidió."))
    assert llama(permitido, a_las_(MARTES, 15), R.NO_CONTESTA)


def test_los_intentos_se_cuentan_por_el_dia_en_que_ocurrieron():
    pasos = registrado()
    for hora in (9, 11, 13):
        pasos = llamando(pasos, a_las_(MARTES, hora), R.NO_CONTESTA)
    captura = ctx(a_las_(date(2026, 3, 4), 9), ocurrido=a_las_(MARTES, 16))
    with pytest.raises(Rechazo, match="3 intentos"):
        registrar_llamada(dado(*pasos), hecha(R.NO_CONTESTA), captura)


def test_despues_de_hablar_con_alguien_ya_no_se_le_llama_ese_dia():
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR)
    with pytest.raises(Rechazo, match="Ya se habló hoy"):
        llama(pasos, a_las_(MARTES, 11), R.NO_CONTESTA)
    assert llama(pasos, a_las_(MARTES, 11), R.CONTACTO_AVAL, a=RolParte.AVAL)


def test_un_tercero_que_contesta_no_es_contacto_efectivo():
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TERCERO)
    assert llama(pasos, a_las_(MARTES, 11))


def test_una_llamada_capturada_tarde_no_hace_dos_conversaciones_en_un_dia():
    pasos = llamando(registrado(), a_las_(MARTES, 15), R.CONTACTO_TITULAR)
    antes = ctx(a_las_(MARTES, 18), ocurrido=a_las_(MARTES, 10))
    assert registrar_llamada(dado(*pasos), hecha(R.NO_CONTESTA), antes)
    with pytest.raises(Rechazo, match="ya se había hablado"):
        registrar_llamada(dado(*pasos), hecha(), antes)


def test_solo_se_llama_a_quien_responde_del_adeudo():
    caso = dado(*registrado())
    manana = ctx(a_las_(MARTES, 10))
    assert "vincule" in por_que_no_llamar(caso, manana, RolParte.REPRESENTANTE)
    assert "Solo se llama" in por_que_no_llamar(caso, manana, RolParte.ESTUDIANTE)
    assert por_que_no_llamar(caso, manana, RolParte.AVAL) is None


def test_a_un_numero_vedado_no_se_llama_ni_con_autorizacion():
    vedado = NumeroCalificado(persona_id=ACREDITADO, telefono="tel-1", calidad=CalidadNumero.NO_LLAMAR)
    pasos = (*registrado(), vedado, IntentoAutorizado(dia=MARTES, motivo="urge"))
    with pytest.raises(Rechazo, match="pidió que no se le llame"):
        llama(pasos, a_las_(MARTES, 10), telefono="tel-1")
    assert llama(pasos, a_las_(MARTES, 10), telefono="tel-2")
    ajeno = NumeroCalificado(persona_id=ACREDITADO, telefono="tel-1", calidad=CalidadNumero.EQUIVOCADO)
    with pytest.raises(Rechazo, match="de otra persona"):
        llama((*registrado(), ajeno), a_las_(MARTES, 10), telefono="tel-1")


def test_mientras_el_caso_descansa_o_esta_cerrado_no_se_llama():
    suspendido = CasoSuspendido(causa=CausaSuspension.QUEJA, revisar=date(2026, 4, 1), motivo="queja")
    with pytest.raises(Rechazo, match="suspendido"):
        llama((*registrado(), suspendido), a_las_(MARTES, 10))
    cerrado = CasoCerrado(causa=CausaCierre.DUPLICADO)
    with pytest.raises(Rechazo, match="cerrado"):
        llama((*registrado(), cerrado), a_las_(MARTES, 10))


@pytest.mark.parametrize(
    ("resultado", "cambios", "motivo"),
    [
        (R.NO_CONTESTA, {"contesto": Contesto.TITULAR}, "no va con quién"),
        (R.PROMESA_PAGO, {"contesto": Contesto.TERCERO, "promesa": PROMESA}, "no va con quién"),
        (R.PROMESA_PAGO, {}, "importe y la fecha"),
        (R.CONTACTO_TITULAR, {"promesa": PROMESA}, "elija ese resultado"),
        (R.CONTACTO_TITULAR, {"siguiente": LUNES}, "antes de esta"),
        (R.CONTACTO_TITULAR, {"sesion": 9}, "no tiene una sesión 9"),
        (R.CONTACTO_TITULAR, {"a": RolParte.REPRESENTANTE}, "vincule primero"),
    ],
)
def test_lo_que_no_cuadra_se_corrige_antes_de_registrar(resultado, cambios, motivo):
    with pytest.raises(Rechazo, match=motivo):
        llama(registrado(), a_las_(MARTES, 10), resultado, **cambios)


def test_sin_aval_nadie_contesta_como_aval():
    with pytest.raises(Rechazo, match="no tiene aval"):
        llama(registrado()[:3], a_las_(MARTES, 10), R.CONTACTO_AVAL)


def test_cada_resultado_dice_quien_puede_haber_contestado():
    assert set(PUEDE_CONTESTAR) == set(ResultadoLlamada)
    assert all(quienes for quienes in PUEDE_CONTESTAR.values())


LLAMADAS = st.lists(
    st.tuples(
        st.integers(0, 6 * 24 * 4),
        st.sampled_from([R.NO_CONTESTA, R.CONTACTO_TITULAR, R.CONTACTO_TERCERO, R.CONTACTO_AVAL]),
        st.sampled_from([RolParte.ACREDITADO, RolParte.AVAL]),
    ),
    max_size=25,
)


@given(LLAMADAS)
def test_nunca_se_pasa_del_horario_ni_de_los_intentos(intentos):
    pasos = registrado()
    for cuarto, resultado, a in sorted(intentos, key=lambda i: i[0]):
        cuando = datetime.combine(MARTES, time(0), ZONA) + timedelta(minutes=15 * cuarto)
        try:
            pasos = llamando(pasos, cuando, resultado, a=a)
        except Rechazo:
            continue
    caso = dado(*pasos)
    por_dia = {}
    for llamada in caso.contacto.llamadas:
        local = llamada.marca.en.astimezone(ZONA)
        assert time(8) <= local.time() <= time(20)
        assert local.weekday() < 5
        por_dia.setdefault((caso.persona(llamada.a), dia_local(llamada.marca.en)), []).append(llamada)
    assert all(len(ll) <= 3 for ll in por_dia.values())
    hablado = [
        (dia_local(ll.marca.en), ll.contesto)
        for ll in caso.contacto.llamadas
        if ll.resultado not in SIN_RESPUESTA and ll.contesto in (Contesto.TITULAR, Contesto.AVAL)
    ]
    assert len(hablado) == len(set(hablado))


# ---------------------------------------------------------------------------- numbers, letters, attention


def test_solo_el_coordinador_levanta_el_no_llamar():
    pasos = (
        *registrado(),
        NumeroCalificado(persona_id=ACREDITADO, telefono="t", calidad=CalidadNumero.NO_LLAMAR),
    )
    nueva = Calificacion(persona_id=ACREDITADO, telefono="t", calidad=CalidadNumero.CONFIRMADO)
    with pytest.raises(Rechazo, match="coordinador"):
        calificar_numero(dado(*pasos), nueva, ctx(MARTES))
    assert calificar_numero(dado(*pasos), nueva, ctx(MARTES, rol="coordinador"))
    misma = nueva.model_copy(update={"calidad": CalidadNumero.NO_LLAMAR})
    assert calificar_numero(dado(*pasos), misma, ctx(MARTES)) == []
    ajena = nueva.model_copy(update={"persona_id": AVAL.__class__(int=99), "telefono": "u"})
    with pytest.raises(Rechazo, match="no participa"):
        calificar_numero(dado(*pasos), ajena, ctx(MARTES))


def test_una_carta_va_a_una_parte_del_caso():
    caso = dado(*registrado())
    carta = CartaOMensaje(medio=Medio.DOMICILIO, plantilla="requerimiento")
    assert enviar_carta(caso, carta, ctx(MARTES)) == [
        CartaEnviada(a=RolParte.ACREDITADO, medio=Medio.DOMICILIO, plantilla="requerimiento")
    ]
    with pytest.raises(Rechazo, match="vincule"):
        enviar_carta(caso, carta.model_copy(update={"a": RolParte.REPRESENTANTE}), ctx(MARTES))


def test_atender_y_recibir_llamadas_se_puede_aunque_sea_fuera_de_horario():
    noche = ctx(a_las_(MARTES, 21))
    dada = AtencionDada(medio=Medio.PRESENCIAL, asunto="saldo", satisfaccion=5)
    (atencion,) = registrar_atencion(dado(*liquidado()), dada, noche)
    assert isinstance(atencion, AtencionRegistrada)
    with pytest.raises(Rechazo, match="1 a 5"):
        registrar_atencion(dado(*registrado()), dada.model_copy(update={"satisfaccion": 6}), noche)
    (recibida,) = registrar_llamada_recibida(
        dado(*registrado()), LlamadaDeLaParte(asunto="pregunta su saldo"), noche
    )
    assert recibida.asunto == "pregunta su saldo"


def test_un_numero_que_no_existe_o_es_de_otra_persona_no_se_marca():
    caso = dado(*registrado())
    suyo, ajeno = f"{ACREDITADO}/0a1b2c", f"{AVAL}/0a1b2c"
    en_horas = ctx(a_las_(MARTES, 10))
    assert por_que_no_llamar(caso, en_horas, RolParte.ACREDITADO, suyo) is None
    assert "no es de la persona" in por_que_no_llamar(caso, en_horas, RolParte.ACREDITADO, ajeno)
    muerto = NumeroCalificado(persona_id=ACREDITADO, telefono=suyo, calidad=CalidadNumero.INEXISTENTE)
    sin_numero = dado(*registrado(), (muerto, MARTES))
    assert "no existe" in por_que_no_llamar(sin_numero, en_horas, RolParte.ACREDITADO, suyo)
    assert por_que_no_llamar(sin_numero, en_horas, RolParte.ACREDITADO, f"{ACREDITADO}/ffff") is None


def test_el_numero_en_que_contesta_su_duenio_queda_confirmado_salvo_que_no_quiera_llamadas():
    suyo = f"{ACREDITADO}/0a1b2c"
    pasos = llamando(registrado(), a_las_(MARTES, 10), R.CONTACTO_TITULAR, telefono=suyo)
    assert dado(*pasos).contacto.numeros == {suyo: CalidadNumero.CONFIRMADO}
    sin_respuesta = llamando(registrado(), a_las_(MARTES, 10), R.BUZON, telefono=suyo)
    assert dado(*sin_respuesta).contacto.numeros == {}
    no_llamar = NumeroCalificado(persona_id=ACREDITADO, telefono=suyo, calidad=CalidadNumero.NO_LLAMAR)
    assert dado(*registrado(), (no_llamar, MARTES), *pasos[len(registrado()) :]).contacto.numeros == {
        suyo: CalidadNumero.NO_LLAMAR
    }
