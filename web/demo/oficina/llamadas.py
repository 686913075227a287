"""Calls, letters and visits: whom one reaches, what comes of it, and what to do when nobody answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from casos.dinero.pesos import redondear
from casos.mediacion.contacto import (
    SIN_SIGUIENTE,
    CartaOMensaje,
    LlamadaHecha,
    enviar_carta,
    registrar_llamada,
)
from casos.mediacion.expediente import Descarte, descartar_pendiente
from casos.mediacion.libro import siguiente_parcialidad
from casos.mediacion.permiso_de_llamar import NO_SE_MARCA
from casos.mediacion.promesas import NuevaPromesa
from casos.mediacion.visitas import (
    Cancelacion,
    NuevaVisita,
    VisitaHecha,
    cancelar_visita,
    programar_visita,
    registrar_visita,
)
from casos.mediacion.vocabulario import (
    Contesto,
    Etapa,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    ResultadoVisita,
    RolParte,
    TipoVisita,
)
from flujos.mediacion import parcialidades, sesiones
from web.acciones.llamadas import motivo_de
from web.demo.destino import pesado
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende

R = ResultadoLlamada
NADIE = ((R.NO_CONTESTA, 60), (R.BUZON, 25), (R.OCUPADO, 10), (R.COLGO, 5))
CONTESTA, CONTESTA_QUIEN_PAGA, CON_NOTA = 0.30, 0.45, 0.12
INSISTIR, SE_SABE = 3, 0.5
"""Calls after which the officer spaces them out."""
NOTAS = (
    "Pide que se le llame por la tarde.",
    "Dice que trabaja fuera y regresa el fin de semana.",
    "Contestó con amabilidad; confirma sus datos.",
    "Comenta que cobra por quincena.",
)


def llamar(e: Encargo, motivo: MotivoLlamada, a: RolParte = RolParte.ACREDITADO) -> Iterator[Hace]:
    """One call of the day to a party, if one may call; nothing otherwise."""
    if e.exp.llamado == e.dia or not e.mundo.calendario("GESTION_COBRANZA", e.exp.sede).es_habil(e.dia):
        return
    persona = e.caso.persona(a)
    if persona is None or e.caso.suspension is not None:
        return
    numero = e.mundo.referencia(persona)
    if numero is None or e.caso.contacto.numeros.get(numero) in NO_SE_MARCA:
        yield from _sin_llamar(e, a)
        return
    e.exp.llamado = e.dia
    contesto, resultado = _resultado(e, a)
    yield Hace(
        registrar_llamada,
        LlamadaHecha(
            motivo=motivo, a=a, contesto=contesto, resultado=resultado, telefono=numero,
            sesion=e.numero if motivo is MotivoLlamada.RECORDAR_SESION else None,
            parcialidad=_parcialidad(e, motivo),
            duracion_s=e.azar.randrange(20, 420) if contesto is not Contesto.NADIE else None,
            siguiente=_cuando_vence(e, resultado),
            promesa=_promesa(e) if resultado is R.PROMESA_PAGO else None,
            nota=e.azar.choice(NOTAS) if contesto is Contesto.TITULAR and e.azar.random() < CON_NOTA else None,
        ),
    )  # fmt: skip


def _sin_llamar(e: Encargo, a: RolParte) -> Iterator[Hace]:
    """Who may not be called is written to; a row that only a call closes is put away with its reason."""
    if enviar_carta.__name__ in e.p.acciones:
        yield from escribir(e, a)
    else:
        motivo = "Su número no sirve o pidió que no se le llame; se le escribe cuando hace falta."
        datos = Descarte(tipo=e.p.tipo, clave=e.p.clave, causa=max(e.p.causa), motivo=motivo)
        yield Hace(descartar_pendiente, datos)


def _cuando_vence(e: Encargo, resultado: ResultadoLlamada) -> date | None:
    """Who is up to date is called again about the next instalment, who was tried often a week later; otherwise
    the policy says when."""
    if resultado in SIN_SIGUIENTE:
        return None
    convenio = e.caso.convenio
    falta = siguiente_parcialidad(e.caso, convenio) if convenio else None
    if falta is not None and falta.vence > e.dia:
        return e.habil(2, falta.vence)
    vueltas = len(e.caso.contacto.llamadas) // INSISTIR
    return e.habil(e.azar.randrange(4, 9) * vueltas) if vueltas else None


def _parcialidad(e: Encargo, motivo: MotivoLlamada) -> int | None:
    if motivo in (MotivoLlamada.RECORDAR_PAGO, MotivoLlamada.PAGO_VENCIDO) and e.segundo.isdigit():
        return int(e.segundo)
    return None


def _sirve(e: Encargo, a: RolParte) -> bool:
    vez = [t for t in e.exp.telefonos if t.startswith(a.value)]
    if vez:
        return e.exp.telefonos[vez[-1]]
    return e.exp.destino.telefono_sirve if a is RolParte.ACREDITADO else e.exp.destino.semilla % 4 != 0


def _resultado(e: Encargo, a: RolParte) -> tuple[Contesto, ResultadoLlamada]:
    if not _sirve(e, a):
        malo = R.NUMERO_INEXISTENTE if e.exp.destino.semilla % 3 else R.NUMERO_EQUIVOCADO
        return (Contesto.NADIE if malo is R.NUMERO_INEXISTENTE else Contesto.TERCERO), malo
    suerte = e.azar.random()
    if a is RolParte.ACREDITADO and _ha_muerto(e) and suerte < SE_SABE:
        return Contesto.TERCERO, R.FALLECIDO
    if suerte < (CONTESTA_QUIEN_PAGA if e.caso.convenio else CONTESTA):
        quien = Contesto.AVAL if a is RolParte.AVAL else Contesto.TITULAR
        return quien, pesado(e.azar, _de_contacto(e, a))
    if suerte < 0.55:
        return Contesto.TERCERO, pesado(e.azar, ((R.CONTACTO_TERCERO, 90), (R.CAMBIO_DOMICILIO, 8)))
    return Contesto.NADIE, pesado(e.azar, NADIE)


def _ha_muerto(e: Encargo) -> bool:
    avisado = any(ll.resultado is R.FALLECIDO for ll in e.caso.contacto.llamadas)
    return e.exp.destino.fallece and e.dia > e.exp.destino.abre + timedelta(days=21) and not avisado


def _de_contacto(e: Encargo, a: RolParte) -> list[tuple[ResultadoLlamada, float]]:
    """What may come of speaking to somebody who owes, as the case stands."""
    simple = R.CONTACTO_AVAL if a is RolParte.AVAL else R.CONTACTO_TITULAR
    if e.caso.etapa is Etapa.LIQUIDADO or not _debe_ya(e):
        return [(simple, 85), (R.SOLICITA_ACLARACION, 4), (R.CAMBIO_DOMICILIO, 3)]
    conviene = [] if e.caso.convenio else [(R.SOLICITA_CONVENIO, 12.0), (R.NO_PUEDE_PAGAR, 8.0)]
    paga = [(R.YA_PAGO, 6.0), (R.NO_PUEDE_PAGAR, 5.0)] if e.caso.convenio else []
    return [
        (simple, 34), (R.PROMESA_PAGO, 40), (R.SE_NIEGA, 6), (R.SOLICITA_ACLARACION, 5),
        (R.CAMBIO_DOMICILIO, 3), *conviene, *paga,
    ]  # fmt: skip


def _debe_ya(e: Encargo) -> bool:
    """Whether a promise makes sense: without an agreement, or with an instalment that is due."""
    convenio = e.caso.convenio
    if convenio is None:
        return e.caso.etapa is not Etapa.AGENDADO and e.caso.borrador is None and bool(e.caso.creditos)
    falta = siguiente_parcialidad(e.caso, convenio)
    return falta is not None and falta.vence <= e.dia


def _promesa(e: Encargo) -> NuevaPromesa:
    convenio = e.caso.convenio
    falta = siguiente_parcialidad(e.caso, convenio) if convenio else None
    importe = falta.falta if falta else redondear(Decimal(e.azar.randrange(4, 21) * 100))
    return NuevaPromesa(importe=importe, fecha=e.dia + timedelta(days=e.azar.randrange(2, 13)))


def escribir(
    e: Encargo, a: RolParte = RolParte.ACREDITADO, plantilla: str = "requerimiento_amable"
) -> Iterator[Hace]:
    """A letter or a message."""
    if e.caso.persona(a) is not None and e.caso.suspension is None:
        medio = pesado(e.azar, ((Medio.WHATSAPP, 50), (Medio.CORREO, 30), (Medio.DOMICILIO, 20)))
        yield Hace(enviar_carta, CartaOMensaje(a=a, medio=medio, plantilla=plantilla))


@atiende(
    "primer_contacto",
    "contactar_inasistente",
    "llamada_de_bienvenida",
    "llamar_vencida",
    "llamar_pago_inicial",
    "avisar_deshecho",
)
def por_telefono(e: Encargo) -> Iterator[Hace]:
    """Rows that ask for a call."""
    yield from llamar(e, motivo_de(e.p.tipo))


@atiende("recordar_sesion", "recordar_pago", pronto=0.85)
def recordar(e: Encargo) -> Iterator[Hace]:
    """A reminder, by telephone or by message."""
    if e.azar.random() < 0.55:
        yield from llamar(e, motivo_de(e.p.tipo))
    else:
        de_sesion = e.p.tipo == "recordar_sesion"
        plantilla = sesiones.RECORDATORIO if de_sesion else parcialidades.RECORDATORIO
        yield from escribir(e, plantilla=plantilla)


@atiende("siguiente_llamada", "llamar_por_promesa", "verificar_promesa", pronto=0.3)
def de_seguimiento(e: Encargo) -> Iterator[Hace]:
    """The next call; the promise of somebody who paid is left for accounting to confirm."""
    if e.p.tipo == "verificar_promesa" and e.exp.abonos:
        return
    aval = e.p.tipo == "siguiente_llamada" and e.p.clave == RolParte.AVAL.value
    yield from llamar(e, MotivoLlamada.SEGUIMIENTO, RolParte.AVAL if aval else RolParte.ACREDITADO)


@atiende("contactar_aval")
def al_aval(e: Encargo) -> Iterator[Hace]:
    """The aval owes it all too."""
    if e.azar.random() < 0.7:
        yield from llamar(e, MotivoLlamada.PAGO_VENCIDO, RolParte.AVAL)
    else:
        yield from escribir(e, RolParte.AVAL)


@atiende("carta_o_visita", "carta_por_atraso", "responder_negativa")
def carta_o_visita(e: Encargo) -> Iterator[Hace]:
    """Nobody answers, or they refuse: a letter, or a visit on some working day."""
    aval = e.p.clave == RolParte.AVAL.value
    if e.azar.random() < 0.7:
        yield from escribir(e, RolParte.AVAL if aval else RolParte.ACREDITADO)
    else:
        oficio = f"OC-{e.mundo.folio('oficio'):04d}"
        dia = e.habil(e.azar.randrange(1, 6))
        visita = NuevaVisita(tipo=TipoVisita.DOMICILIARIA, dia=dia, oficio=oficio)
        yield Hace(programar_visita, visita)


@atiende("hacer_visita", pronto=0.8)
def visitar(e: Encargo) -> Iterator[Hace]:
    """The planned visit is made, or called off."""
    visita = e.caso.contacto.visitas[e.numero]
    if e.azar.random() < 0.08:
        motivo = "No hubo vehículo oficial disponible."
        yield Hace(cancelar_visita, Cancelacion(visita=e.numero, motivo=motivo))
        return
    resultado = pesado(
        e.azar,
        (
            (ResultadoVisita.TITULAR, 35), (ResultadoVisita.TERCERO, 25), (ResultadoVisita.NO_LOCALIZADO, 28),
            (ResultadoVisita.DOMICILIO_NO_EXISTE, 7), (ResultadoVisita.SE_NEGO, 5),
        ),
    )  # fmt: skip
    yield Hace(registrar_visita, VisitaHecha(visita=e.numero, tipo=visita.tipo, resultado=resultado))
