"""Sensitive cases: those that nobody opens without having said that day what for (LGPDPPSO, security measures)."""

from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, abort, redirect, request, url_for

from casos.asiento import Historia
from casos.boveda.persona import Persona
from casos.consultas import MotivoDeReserva, Reserva, reserva_de
from casos.identidad import nacimiento_de_curp
from casos.manifestacion import Clase, Manifestacion, puede_leer
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import CausaSuspension, RolParte
from casos.tiempo import inicio_del_dia
from web import personas
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import bitacora
from web.frases.consultas import MOTIVOS
from web.htmx import htmx

MAYORIA_DE_EDAD = 18
SUSPENSIONES = {
    CausaSuspension.FALLECIMIENTO: "Está suspendido por un fallecimiento",
    CausaSuspension.ORDEN_JUDICIAL: "Está suspendido por orden judicial",
    CausaSuspension.QUEJA: "Está suspendido por una queja",
}
"""Causes of resting that make a case sensitive, in words."""


def reserva(caso_id: UUID) -> MotivoDeReserva | None:
    """Why a coordinator reserved a case; None for one that is not."""
    historia = instancia().casos.historia(reserva_de(caso_id))
    estado = historia.caso if historia else Reserva()
    return estado.motivo if isinstance(estado, Reserva) else None


def motivo(historia: Historia) -> str:
    """Why a case is sensitive, in words that say nothing of it beyond that; empty when it is not."""
    caso = historia.caso
    if isinstance(caso, Manifestacion):
        suya = caso.clase is Clase.DENUNCIA and puede_leer(caso, cuenta().usuario, cuenta().rol)
        return "Es una denuncia" if suya else ""  # nobody else may learn that it is one
    if not isinstance(caso, Caso):
        return ""
    if reservado := reserva(historia.caso_id):
        return f"Está reservado. {MOTIVOS[reservado]}"
    if caso.suspension and caso.suspension.causa in SUSPENSIONES:
        return SUSPENSIONES[caso.suspension.causa]
    return "Participa una persona menor de edad" if _hay_menores(caso) else ""


def _hay_menores(caso: Caso) -> bool:
    """By the CURP of students and debtors; a guarantor is of age by law."""
    suyas = [p.persona_id for p in caso.partes if p.rol is not RolParte.AVAL]
    return any(isinstance(p, Persona) and _es_menor(p, hoy()) for p in personas.personas(suyas).values())


def _es_menor(persona: Persona, al: date) -> bool:
    nacio = nacimiento_de_curp(persona.curp) if persona.curp else None
    if nacio is None:
        return False
    return al.year - nacio.year - ((al.month, al.day) < (nacio.month, nacio.day)) < MAYORIA_DE_EDAD


def proposito_o_preguntar(historia: Historia) -> str:
    """What the account that asks said today to open a sensitive case for; empty for any other case.

    Ends the request with the question where they did not say yet.
    """
    if not motivo(historia):
        return ""
    dicho = bitacora.ultimo_proposito(
        almacen(), cuenta().usuario, str(historia.caso_id), inicio_del_dia(hoy())
    )
    return dicho or _preguntar(historia.caso_id)


def _preguntar(caso_id: UUID) -> str:
    """Ask on a page of its own, also when only a part of a page was asked for."""
    if not htmx.parcial:
        de = request.full_path.rstrip("?")
        abort(redirect(url_for("proposito.preguntar", caso_id=caso_id, de=de), 303))
    vino = urlsplit(htmx.current_url or "")
    de = f"{vino.path}?{vino.query}".rstrip("?")
    abort(Response(headers={"HX-Redirect": url_for("proposito.preguntar", caso_id=caso_id, de=de)}))
