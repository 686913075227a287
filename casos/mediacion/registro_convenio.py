"""The registry of agreements of the court's route: sent, found defective, cured, inscribed, deemed so.

Only inscription, or thirty working days without an answer, gives *cosa juzgada* (LGMASC 98, 103-106).
"""

from datetime import date, datetime

from casos.decision import RELOJ, Contexto, Guarda, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, dia_en_palabras, escrito
from casos.mediacion.escaneos import Escaneo, con_escaneo
from casos.mediacion.estado import Caso, Convenio
from casos.mediacion.guardas import exigir_abierto
from casos.mediacion.hechos.documentos import (
    ConvenioPrevenido,
    ConvenioRegistrado,
    ConvenioRemitidoARegistro,
    ConvenioTenidoPorInscrito,
    InscripcionNegada,
    PrevencionSubsanada,
)
from casos.mediacion.vocabulario import TipoDocumento
from casos.tiempo import dia_local, fin_del_dia
from casos.versiones import Versiones

NOMBRES = {
    "no_aplica": "no lleva registro",
    "por_remitir": "todavía no se remite al registro",
    "remitido": "ya se remitió al registro",
    "prevenido": "tiene una prevención por subsanar",
    "inscrito": "ya está inscrito",
    "tenido_por_inscrito": "ya se tiene por inscrito",
    "no_inscrito": "no se inscribió",
}
"""How the registry stands, as people say it."""


def _si_hay(*estados: str) -> Guarda:
    """Some signed agreement of the case stands so at the registry."""

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        motivo = exigir_abierto(caso, ctx)
        if motivo:
            return motivo
        firmados = [c for c in caso.convenios.values() if c.firmado.version]
        if any(c.registral.estado in estados for c in firmados):
            return None
        if not firmados:
            return "El caso no tiene un convenio firmado."
        return f"El convenio {NOMBRES[firmados[-1].registral.estado]}."

    return guarda


def _convenio(caso: Caso, numero: int, *estados: str) -> Convenio:
    convenio = caso.convenios.get(numero)
    if convenio is None or not convenio.firmado.version:
        raise Rechazo(f"El caso no tiene un convenio {numero} firmado; elíjalo de la lista.")
    if convenio.registral.estado not in estados:
        raise Rechazo(f"El convenio {NOMBRES[convenio.registral.estado]}.")
    return convenio


def _exigir_fecha(fecha: date, desde: date | None, que: str, ctx: Contexto) -> None:
    if fecha > dia_local(ctx.ahora):
        raise Rechazo("Esa fecha está en el futuro; corríjala.")
    if desde is not None and fecha < desde:
        raise Rechazo(f"No pudo ser antes de {que} ({dia_en_palabras(desde)}); corrija la fecha.")


class Remision(Datos):
    """When the facilitator sent the agreement, and the receipt."""

    convenio: int
    fecha: date
    acuse: Texto | None = None


_por_remitir = _si_hay("por_remitir")


@decision(quien=OFICINA, titulo="Registrar remisión al registro", si=_por_remitir)
def remitir_a_registro(caso: Caso, remision: Remision, ctx: Contexto) -> list[Hecho]:
    """The agreement was sent to the Sistema de Convenios (LGMASC 105); that day already, []."""
    convenio = caso.convenios.get(remision.convenio)
    if convenio and convenio.registral.remitido == remision.fecha:
        return []
    exigir(_por_remitir(caso, ctx))
    convenio = _convenio(caso, remision.convenio, "por_remitir")
    _exigir_fecha(remision.fecha, convenio.fecha, "la firma", ctx)
    return [ConvenioRemitidoARegistro(convenio=remision.convenio, fecha=remision.fecha, acuse=remision.acuse)]


class Prevencion(Datos):
    """The defects that the registry found, when it said so, and its letter."""

    convenio: int
    fecha: date
    defectos: str
    escaneo: Escaneo | None = None


_remitido = _si_hay("remitido", "tenido_por_inscrito")


@decision(quien=OFICINA, titulo="Registrar prevención", si=_remitido)
def prevenir_convenio(caso: Caso, prevencion: Prevencion, ctx: Contexto) -> list[Hecho]:
    """The registry asks for corrections (LGMASC 103); captured already, [].

    One that came in time but is captured late undoes what the clock took for silence.
    """
    convenio = caso.convenios.get(prevencion.convenio)
    if convenio and (convenio.registral.estado, convenio.registral.prevenido) == (
        "prevenido",
        prevencion.fecha,
    ):
        return []
    exigir(_remitido(caso, ctx))
    convenio = _convenio(caso, prevencion.convenio, "remitido", "tenido_por_inscrito")
    _exigir_fecha(prevencion.fecha, convenio.registral.remitido, "la remisión", ctx)
    inscrito = convenio.registral.inscrito
    if inscrito is not None and prevencion.fecha > inscrito:
        raise Rechazo(
            f"El convenio se tiene por inscrito desde el {dia_en_palabras(inscrito)}: el registro ya no "
            "podía prevenir. Revise la fecha o consúltelo con jurídico."
        )
    defectos = escrito(prevencion.defectos, "Escriba qué pidió corregir el registro.")
    prevenido = ConvenioPrevenido(convenio=prevencion.convenio, fecha=prevencion.fecha, defectos=defectos)
    return con_escaneo(caso, prevencion.escaneo, TipoDocumento.SOPORTE, prevenido)


class ConFecha(Datos):
    """Which agreement, and the day."""

    convenio: int
    fecha: date


_prevenido = _si_hay("prevenido")


@decision(quien=OFICINA, titulo="Registrar que se subsanó la prevención", si=_prevenido)
def subsanar_prevencion(caso: Caso, subsanada: ConFecha, ctx: Contexto) -> list[Hecho]:
    """The defects were corrected: the registry's term runs again; captured already, []."""
    convenio = caso.convenios.get(subsanada.convenio)
    if convenio and (convenio.registral.estado, convenio.registral.remitido) == (
        "remitido",
        subsanada.fecha,
    ):
        return []
    exigir(_prevenido(caso, ctx))
    convenio = _convenio(caso, subsanada.convenio, "prevenido")
    _exigir_fecha(subsanada.fecha, convenio.registral.prevenido, "la prevención", ctx)
    return [PrevencionSubsanada(convenio=subsanada.convenio, fecha=subsanada.fecha)]


@decision(quien=OFICINA, titulo="Registrar que se negó la inscripción", si=_prevenido)
def negar_inscripcion(caso: Caso, negada: ConFecha, ctx: Contexto) -> list[Hecho]:
    """Not corrected in time: not inscribed, no cosa juzgada (LGMASC 104); captured already, []."""
    convenio = caso.convenios.get(negada.convenio)
    if convenio and convenio.registral.estado == "no_inscrito":
        return []
    exigir(_prevenido(caso, ctx))
    convenio = _convenio(caso, negada.convenio, "prevenido")
    _exigir_fecha(negada.fecha, convenio.registral.prevenido, "la prevención", ctx)
    return [InscripcionNegada(convenio=negada.convenio, fecha=negada.fecha)]


class Inscripcion(Datos):
    """The number that the registry gave, when, and its certificate."""

    convenio: int
    fecha: date
    numero: str
    escaneo: Escaneo | None = None


_sin_numero = _si_hay("por_remitir", "remitido", "prevenido", "tenido_por_inscrito")


@decision(quien=OFICINA, titulo="Registrar inscripción del convenio", si=_sin_numero)
def registrar_convenio(caso: Caso, inscripcion: Inscripcion, ctx: Contexto) -> list[Hecho]:
    """The agreement was inscribed: cosa juzgada from then on (LGMASC 98, 106); that number already, []."""
    convenio = caso.convenios.get(inscripcion.convenio)
    numero = escrito(inscripcion.numero, "Escriba el número de registro.")
    if convenio and convenio.registral.numero == numero:
        return []
    exigir(_sin_numero(caso, ctx))
    convenio = _convenio(
        caso, inscripcion.convenio, "por_remitir", "remitido", "prevenido", "tenido_por_inscrito"
    )
    _exigir_fecha(inscripcion.fecha, convenio.registral.remitido or convenio.fecha, "la remisión", ctx)
    registrado = ConvenioRegistrado(convenio=inscripcion.convenio, fecha=inscripcion.fecha, numero=numero)
    return con_escaneo(caso, inscripcion.escaneo, TipoDocumento.SOPORTE, registrado)


def se_tiene_por_inscrito(caso: Caso, convenio: Convenio, v: Versiones) -> datetime | None:
    """The end of the day on which the registry's term is over; None while it does not run.

    Working days of the court from the day it was sent (LGMASC 106), by the policy stamped on the remission.
    """
    registral = convenio.registral
    if registral.estado != "remitido" or registral.remitido is None:
        return None
    dias = v.politica(registral.marca.politica).registro.inscribir_dias_habiles
    return fin_del_dia(v.vencimiento(registral.remitido, dias, "STJ", caso.apertura.sede).fecha)


@decision(quien=RELOJ, titulo="Tener un convenio por inscrito")
def tener_por_inscrito(caso: Caso, numero: int, ctx: Contexto) -> list[Hecho]:
    """Clock: the registry's term passed without an answer, and the agreement counts as inscribed."""
    convenio = caso.convenios.get(numero)
    limite = se_tiene_por_inscrito(caso, convenio, ctx.versiones) if convenio and caso.abierto else None
    if limite is None or ctx.ocurrido_en < limite:
        return []
    return [ConvenioTenidoPorInscrito(convenio=numero)]
