"""Decisions about reaching the parties: calls with their coded result, numbers, letters, people attended."""

from datetime import date
from uuid import UUID

from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, escrito, privado
from casos.mediacion.escaneos import Escaneo, con_escaneo
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.fallecimiento import FALLECIO
from casos.mediacion.guardas import exigir_abierto, existe, sin_suspension, todas
from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    CartaEnviada,
    IntentoAutorizado,
    LlamadaRealizada,
    LlamadaRecibida,
    NumeroCalificado,
)
from casos.mediacion.libro import al_corriente
from casos.mediacion.permiso_de_llamar import contactos_del_dia, por_que_no_llamar, se_puede_llamar
from casos.mediacion.promesas import NuevaPromesa, promesa_registrada
from casos.mediacion.vocabulario import (
    NUMERO_MALO,
    SIN_RESPUESTA,
    CalidadNumero,
    Contesto,
    Envio,
    Etapa,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
    TipoDocumento,
)
from casos.tiempo import dia_local

R = ResultadoLlamada
_TITULAR, _AVAL, _TERCERO, _NADIE = Contesto.TITULAR, Contesto.AVAL, Contesto.TERCERO, Contesto.NADIE
_PARTE = frozenset({_TITULAR, _AVAL})
_ALGUIEN = _PARTE | {_TERCERO}

PUEDE_CONTESTAR: dict[ResultadoLlamada, frozenset[Contesto]] = {
    R.CONTACTO_TITULAR: frozenset({_TITULAR}),
    R.CONTACTO_AVAL: frozenset({_AVAL}),
    R.CONTACTO_TERCERO: frozenset({_TERCERO}),
    R.NO_CONTESTA: frozenset({_NADIE}),
    R.OCUPADO: frozenset({_NADIE}),
    R.BUZON: frozenset({_NADIE}),
    R.NUMERO_EQUIVOCADO: frozenset({_TERCERO, _NADIE}),
    R.NUMERO_INEXISTENTE: frozenset({_NADIE}),
    R.COLGO: _ALGUIEN | {_NADIE},
    R.PROMESA_PAGO: _PARTE,
    R.YA_PAGO: _ALGUIEN,
    R.NO_PUEDE_PAGAR: _PARTE,
    R.SE_NIEGA: _PARTE,
    R.SOLICITA_ACLARACION: _PARTE,
    R.SOLICITA_CONVENIO: _PARTE,
    R.FALLECIDO: _ALGUIEN,
    R.CAMBIO_DOMICILIO: _ALGUIEN,
}
"""Who can have answered for each result; a third party commits to nothing and is told nothing."""

SIN_SIGUIENTE = frozenset({R.PROMESA_PAGO, R.FALLECIDO}) | NUMERO_MALO
"""Results after which no call is proposed: something else comes first."""
SIN_COBRO = frozenset({Etapa.LIQUIDADO, Etapa.TURNADO_JUDICIAL})
SIN_PLAN_QUE_CORRA = frozenset({Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.SIN_ACUERDO, Etapa.INCUMPLIDO})
SE_INSISTE = frozenset({MotivoLlamada.PAGO_VENCIDO, MotivoLlamada.PAGO_INICIAL})
"""Who answered is called again where no plan brings the next call by itself, or something is overdue."""


class LlamadaHecha(Datos):
    """A call just made. `telefono` is the vault's reference of the number; `siguiente` the day agreed for the
    next one (None: the policy proposes it)."""

    motivo: MotivoLlamada
    a: RolParte = RolParte.ACREDITADO
    contesto: Contesto
    resultado: ResultadoLlamada
    telefono: Texto | None = None
    sesion: int | None = None
    parcialidad: int | None = None
    siguiente: date | None = None
    duracion_s: int | None = None
    promesa: NuevaPromesa | None = None
    nota: str | None = None


@decision(quien=OFICINA, titulo="Registrar llamada", si=se_puede_llamar)
def registrar_llamada(caso: Caso, hecha: LlamadaHecha, ctx: Contexto) -> list[Hecho]:
    """A call with its coded result, with the promise and the number's quality that come of it.

    Rechazo outside the hours, days and attempts of the policy, for a number not to be called, or when who
    answered does not go with the result.
    """
    exigir(se_puede_llamar(caso, ctx))
    exigir(por_que_no_llamar(caso, ctx, hecha.a, hecha.telefono))
    _exigir_coherencia(caso, hecha, ctx)
    llamada = LlamadaRealizada(
        motivo=hecha.motivo, a=hecha.a, contesto=hecha.contesto, resultado=hecha.resultado,
        telefono=hecha.telefono, sesion=hecha.sesion, parcialidad=hecha.parcialidad,
        siguiente=hecha.siguiente or siguiente_llamada(caso, hecha, ctx),
        duracion_s=hecha.duracion_s, nota=privado(hecha.nota),
    )  # fmt: skip
    hechos: list[Hecho] = [llamada]
    persona = caso.persona(hecha.a)
    if hecha.resultado in NUMERO_MALO and hecha.telefono and persona is not None:
        equivocado = hecha.resultado is R.NUMERO_EQUIVOCADO
        calidad = CalidadNumero.EQUIVOCADO if equivocado else CalidadNumero.INEXISTENTE
        if caso.contacto.numeros.get(hecha.telefono) is not calidad:
            hechos.append(NumeroCalificado(persona_id=persona, telefono=hecha.telefono, calidad=calidad))
    if hecha.promesa is not None:
        hechos.append(promesa_registrada(caso, hecha.promesa, ctx))
    return hechos


def siguiente_llamada(caso: Caso, hecha: LlamadaHecha, ctx: Contexto) -> date | None:
    """The day that the policy proposes for the next call; None when something else comes first."""
    contestada = hecha.resultado not in SIN_RESPUESTA
    insiste = hecha.motivo in SE_INSISTE and not al_corriente(caso)
    por_cobrar = caso.etapa in SIN_PLAN_QUE_CORRA or insiste
    if hecha.resultado in SIN_SIGUIENTE or caso.etapa in SIN_COBRO or (contestada and not por_cobrar):
        return None
    regla = ctx.politica.llamadas
    dias = regla.seguimiento_dias_habiles if contestada else regla.reintentar_dias_habiles
    dia = dia_local(ctx.ocurrido_en)
    return ctx.versiones.vencimiento(dia, dias, "GESTION_COBRANZA", caso.apertura.sede).fecha


def _exigir_coherencia(caso: Caso, hecha: LlamadaHecha, ctx: Contexto) -> None:
    if hecha.contesto not in PUEDE_CONTESTAR[hecha.resultado]:
        raise Rechazo("El resultado no va con quién contestó; revise los dos datos.")
    if hecha.contesto is _AVAL and not caso.tiene_aval:
        raise Rechazo("El caso no tiene aval; vincúlelo primero o corrija quién contestó.")
    if (hecha.resultado is R.PROMESA_PAGO) != (hecha.promesa is not None):
        raise Rechazo(
            "Escriba el importe y la fecha de la promesa de pago."
            if hecha.promesa is None
            else "Si hubo promesa de pago, elija ese resultado."
        )
    if hecha.siguiente is not None and hecha.siguiente < dia_local(ctx.ocurrido_en):
        raise Rechazo("La siguiente llamada no puede ser antes de esta; corrija la fecha.")
    if hecha.sesion is not None and hecha.sesion not in caso.sesiones:
        raise Rechazo(f"El caso no tiene una sesión {hecha.sesion}; elíjala de la lista.")
    if dia_local(ctx.ocurrido_en) not in caso.contacto.autorizados:
        _exigir_un_contacto(caso, hecha, ctx)


def _exigir_un_contacto(caso: Caso, hecha: LlamadaHecha, ctx: Contexto) -> None:
    """A call captured late must not make two conversations of one day either."""
    rol = {_TITULAR: RolParte.ACREDITADO, _AVAL: RolParte.AVAL}.get(hecha.contesto)
    persona = caso.persona(rol) if rol and hecha.resultado not in SIN_RESPUESTA else None
    maximo = ctx.politica.llamadas.contactos_efectivos_por_dia
    if persona and contactos_del_dia(caso, ctx, persona) >= maximo:
        raise Rechazo(
            "Ese día ya se había hablado con esta persona; revise la hora o pida al coordinador que autorice "
            "el intento."
        )


class LlamadaDeLaParte(Datos):
    """Who called the Institute, and what about."""

    de: RolParte = RolParte.ACREDITADO
    asunto: Texto
    nota: str | None = None


@decision(quien=OFICINA, titulo="Registrar llamada recibida", si=exigir_abierto)
def registrar_llamada_recibida(caso: Caso, recibida: LlamadaDeLaParte, ctx: Contexto) -> list[Hecho]:
    """A party called: it never counts against the attempts."""
    exigir(exigir_abierto(caso, ctx))
    asunto = escrito(recibida.asunto, "Escriba el asunto de la llamada.")
    return [LlamadaRecibida(de=recibida.de, asunto=asunto, nota=privado(recibida.nota))]


class Autorizacion(Datos):
    """The day on which calls may be made beyond the policy, and why."""

    dia: date
    motivo: str


@decision(quien=COORDINADOR, titulo="Autorizar intento de llamada", si=exigir_abierto)
def autorizar_intento(caso: Caso, autorizacion: Autorizacion, ctx: Contexto) -> list[Hecho]:
    """Lift, for one day, the hours and the number of attempts; the same day again yields []."""
    if autorizacion.dia in caso.contacto.autorizados:
        return []
    exigir(exigir_abierto(caso, ctx))
    motivo = escrito(autorizacion.motivo, "Escriba por qué se autoriza el intento.")
    return [IntentoAutorizado(dia=autorizacion.dia, motivo=motivo)]


class Calificacion(Datos):
    """What is known of a number of a person; `telefono` is the vault's reference of it."""

    persona_id: UUID
    telefono: Texto
    calidad: CalidadNumero


@decision(quien=OFICINA, titulo="Calificar número", si=exigir_abierto)
def calificar_numero(caso: Caso, nueva: Calificacion, ctx: Contexto) -> list[Hecho]:
    """Say what is known of a number; the same again yields []. Only the coordinator lifts NO_LLAMAR."""
    actual = caso.contacto.numeros.get(nueva.telefono)
    if actual is nueva.calidad:
        return []
    exigir(exigir_abierto(caso, ctx))
    if nueva.persona_id not in {parte.persona_id for parte in caso.partes}:
        raise Rechazo("Esa persona no participa en el caso; vincúlela primero.")
    if actual is CalidadNumero.NO_LLAMAR and ctx.rol != COORDINADOR:
        raise Rechazo(
            "La persona pidió que no se le llame a ese número; solo el coordinador puede cambiarlo."
        )
    return [NumeroCalificado(persona_id=nueva.persona_id, telefono=nueva.telefono, calidad=nueva.calidad)]


class CartaOMensaje(Datos):
    """What was sent to a party and how; `huella` is the paper's hash when it was produced here.

    `acuse_escaneado`: what came back signed, or the letter itself.
    """

    a: RolParte = RolParte.ACREDITADO
    medio: Medio
    plantilla: Envio | Texto
    huella: Texto | None = None
    acuse_escaneado: Escaneo | None = None


_para_escribir = todas(exigir_abierto, sin_suspension("enviar cartas ni mensajes"))


@decision(quien=OFICINA, titulo="Registrar carta o mensaje enviado", si=_para_escribir)
def enviar_carta(caso: Caso, carta: CartaOMensaje, ctx: Contexto) -> list[Hecho]:
    """A letter or message went out to a party."""
    exigir(_para_escribir(caso, ctx))
    if caso.persona(carta.a) is None:
        raise Rechazo(f"El caso no tiene {carta.a.value}; vincule primero a esa persona.")
    if caso.persona(carta.a) in caso.fallecidas:
        raise Rechazo(FALLECIO)
    plantilla = escrito(carta.plantilla, "Diga qué se envió.")
    enviada = CartaEnviada(a=carta.a, medio=carta.medio, plantilla=plantilla, huella=carta.huella)
    return con_escaneo(caso, carta.acuse_escaneado, TipoDocumento.CARTA, enviada)


class AtencionDada(Datos):
    """Somebody of the case was attended: how, about what, with what result; satisfaction from 1 to 5."""

    medio: Medio
    asunto: Texto
    resuelto: bool = True
    canalizado_a: Texto | None = None
    minutos: int | None = None
    satisfaccion: int | None = None
    nota: str | None = None


@decision(quien=CON_BANDEJA, titulo="Registrar atención", si=existe)
def registrar_atencion(caso: Caso, dada: AtencionDada, ctx: Contexto) -> list[Hecho]:
    """Attend somebody of the case, also when it rests or is closed."""
    exigir(existe(caso, ctx))
    if dada.satisfaccion is not None and not 1 <= dada.satisfaccion <= 5:
        raise Rechazo("La satisfacción va de 1 a 5.")
    return [
        AtencionRegistrada(
            medio=dada.medio, asunto=escrito(dada.asunto, "Escriba el asunto."), resuelto=dada.resuelto,
            canalizado_a=dada.canalizado_a, minutos=dada.minutos, satisfaccion=dada.satisfaccion,
            nota=privado(dada.nota),
        )
    ]  # fmt: skip
