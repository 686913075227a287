"""How calls, promises, visits and letters change the state."""

from casos.mediacion.estado import Carta, Caso, Llamada, Marca, Promesa, Visita
from casos.mediacion.evolucion import al, con
from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    CartaEnviada,
    IntentoAutorizado,
    LlamadaRealizada,
    LlamadaRecibida,
    NumeroCalificado,
    PromesaCumplida,
    PromesaDePagoRegistrada,
    PromesaIncumplida,
    VisitaCancelada,
    VisitaProgramada,
    VisitaRealizada,
)
from casos.mediacion.vocabulario import CalidadNumero, Contesto
from casos.tiempo import dia_local


@al(LlamadaRealizada)
def _llamada(caso: Caso, h: LlamadaRealizada, m: Marca) -> Caso:
    llamada = Llamada(
        m, h.motivo, h.a, h.contesto, h.resultado, h.sesion, h.parcialidad, h.siguiente, h.telefono
    )  # fmt: skip
    numeros = caso.contacto.numeros
    if h.telefono and h.contesto in _SU_DUENO and numeros.get(h.telefono) is not CalidadNumero.NO_LLAMAR:
        numeros = con(numeros, h.telefono, CalidadNumero.CONFIRMADO)
    contacto = caso.contacto._replace(llamadas=(*caso.contacto.llamadas, llamada), numeros=numeros)
    return caso._replace(contacto=contacto)


_SU_DUENO = frozenset({Contesto.TITULAR, Contesto.AVAL})
"""Who answers proves that the number is theirs."""


@al(LlamadaRecibida)
def _recibida(caso: Caso, h: LlamadaRecibida, m: Marca) -> Caso:
    return caso._replace(contacto=caso.contacto._replace(recibida=m))


@al(IntentoAutorizado)
def _intento(caso: Caso, h: IntentoAutorizado, m: Marca) -> Caso:
    return caso._replace(contacto=caso.contacto._replace(autorizados=caso.contacto.autorizados | {h.dia}))


@al(NumeroCalificado)
def _numero(caso: Caso, h: NumeroCalificado, m: Marca) -> Caso:
    return caso._replace(
        contacto=caso.contacto._replace(numeros=con(caso.contacto.numeros, h.telefono, h.calidad))
    )


@al(PromesaDePagoRegistrada)
def _promesa(caso: Caso, h: PromesaDePagoRegistrada, m: Marca) -> Caso:
    return _con_promesa(caso, Promesa(h.promesa, h.importe, h.fecha, m))


@al(PromesaCumplida)
def _cumplida(caso: Caso, h: PromesaCumplida, m: Marca) -> Caso:
    promesa = caso.contacto.promesas.get(h.promesa)
    return (
        _con_promesa(caso, promesa._replace(estado="cumplida", resuelta=m, folio=h.folio))
        if promesa
        else caso
    )


@al(PromesaIncumplida)
def _incumplida(caso: Caso, h: PromesaIncumplida, m: Marca) -> Caso:
    promesa = caso.contacto.promesas.get(h.promesa)
    return _con_promesa(caso, promesa._replace(estado="incumplida", resuelta=m)) if promesa else caso


def _con_promesa(caso: Caso, promesa: Promesa) -> Caso:
    contacto = caso.contacto
    return caso._replace(contacto=contacto._replace(promesas=con(contacto.promesas, promesa.numero, promesa)))


@al(VisitaProgramada)
def _programada(caso: Caso, h: VisitaProgramada, m: Marca) -> Caso:
    return _con_visita(caso, Visita(h.visita, h.tipo, h.dia, m))


@al(VisitaRealizada)
def _realizada(caso: Caso, h: VisitaRealizada, m: Marca) -> Caso:
    visita = caso.contacto.visitas.get(h.visita) or Visita(h.visita, h.tipo, dia_local(m.en), m)
    return _con_visita(caso, visita._replace(hecha=m, resultado=h.resultado))


@al(VisitaCancelada)
def _cancelada(caso: Caso, h: VisitaCancelada, m: Marca) -> Caso:
    visita = caso.contacto.visitas.get(h.visita)
    return _con_visita(caso, visita._replace(cancelada=True)) if visita else caso


def _con_visita(caso: Caso, visita: Visita) -> Caso:
    contacto = caso.contacto
    return caso._replace(contacto=contacto._replace(visitas=con(contacto.visitas, visita.numero, visita)))


@al(CartaEnviada)
def _carta(caso: Caso, h: CartaEnviada, m: Marca) -> Caso:
    carta = Carta(m, h.a, h.medio, h.plantilla)
    return caso._replace(contacto=caso.contacto._replace(cartas=(*caso.contacto.cartas, carta)))


@al(AtencionRegistrada)
def _atencion(caso: Caso, h: AtencionRegistrada, m: Marca) -> Caso:
    return caso._replace(contacto=caso.contacto._replace(atendida=m))
