"""The results of a day's sessions, several at once from the agenda: what is left to do after a bad morning."""

import re
from typing import Any, Literal, NamedTuple
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, request, url_for
from pydantic import create_model

from casos.anulacion import Anulacion, anular
from casos.casos import Funcion
from casos.decision import Rechazo
from casos.hecho import TextoPrivado
from casos.mediacion.apertura import OFICINA
from casos.mediacion.estado import Caso
from casos.mediacion.invitaciones import convocados
from casos.mediacion.resultados import (
    Celebracion,
    DeSesion,
    Inasistencia,
    celebrar_sesion,
    registrar_falla_tecnica,
    registrar_inasistencia,
)
from casos.mediacion.vocabulario import Modalidad, ResultadoSesion, RolParte
from casos.peticion import Resultado
from web import personas
from web.actual import instancia
from web.avisos import Aviso, Deshacer
from web.campos import LARGO_DE_PARRAFO, Parrafo
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de, deshacer
from web.formato import plural
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.respuestas import destino_seguro, volver

bp = Blueprint("captura", __name__, url_prefix="/agenda")

Eleccion = Literal["acuerdo", "sin_acuerdo", "continua", "nadie", "falla"]
TEXTOS: dict[Eleccion, str] = {
    "acuerdo": "Hubo acuerdo",
    "sin_acuerdo": "Sin acuerdo",
    "continua": "Continúa",
    "nadie": "No vino nadie",
    "falla": "Falla técnica",
}
YA_NO = {
    "celebrada": "alguien más ya registró que se celebró; ábrala si hay que corregirlo.",
    "inasistencia": "alguien más ya registró que no vinieron; ábrala si hay que corregirlo.",
    "falla_tecnica": "alguien más ya registró una falla técnica; ábrala si hay que corregirlo.",
    "cancelada": "la sesión se canceló mientras tanto.",
}
_ACTO = re.compile(r"([0-9a-f-]{36}):(\d{1,9}(?:,\d{1,9})*)")
_CAMPO = re.compile(r"sesion_([0-9a-f]{32})_(\d{1,4})")


class _Envio(NamedTuple):
    """One row's part of the form."""

    pedido: UUID
    visto: None = None


def campo_de(caso_id: UUID, sesion: int) -> str:
    """The name of a session's choice in the form."""
    return f"sesion_{caso_id.hex}_{sesion}"


def elecciones(modalidad: str) -> list[tuple[str, str]]:
    """What may be chosen of a session: only one that was online can have failed."""
    return [(k, texto) for k, texto in TEXTOS.items() if k != "falla" or modalidad != Modalidad.PRESENCIAL]


@bp.post("/resultados")
@permiso(*OFICINA)
def registrar() -> Response:
    """Record each result that was chosen. One that is refused stops none of the others."""
    form = _leido()
    hechos: list[tuple[UUID, Resultado]] = []
    faltas: list[str] = []
    with form.intentar():
        for nombre, eleccion in form.datos.model_dump(exclude_none=True).items():
            caso_id, sesion = _de_campo(nombre)
            try:
                hechos.append((caso_id, _uno(caso_id, sesion, eleccion, uuid5(form.pedido, nombre))))
            except Rechazo as rechazo:
                faltas.append(f"{_de_quien(caso_id)}: {_ya_no(caso_id, sesion) or rechazo}")
    regreso = destino_seguro(request.args.get("de")) or url_for("agenda.ver")
    return volver(regreso, aviso=_aviso(hechos, faltas, regreso))


class Deshecho(Campos):
    """The results to annul, each as «case:3,4», apart by spaces."""

    actos: Parrafo


@bp.post("/resultados/deshacer")
@permiso(*OFICINA)
def deshacer_varios() -> Response:
    """Annul results that were just recorded together. One that is refused stops none of the others."""
    form, deshechos = leer(Deshecho), 0
    faltas: list[str] = []
    with form.intentar():
        for caso, numeros in _ACTO.findall(form.datos.actos):
            versiones = tuple(int(v) for v in numeros.split(","))
            anulacion = Anulacion(versiones=versiones, motivo=TextoPrivado("Deshecho por quien lo registró"))
            try:
                decidir(UUID(caso), anular, anulacion, _Envio(uuid5(form.pedido, f"{caso}:{numeros}")))
                deshechos += 1
            except Rechazo as rechazo:
                faltas.append(f"{_de_quien(UUID(caso))}: {rechazo}")
    dicho = f"{plural(deshechos, 'resultado deshecho', 'resultados deshechos')}."
    regreso = destino_seguro(request.args.get("de")) or url_for("agenda.ver")
    return volver(regreso, aviso=Aviso(dicho, faltas=tuple(faltas), tono="cuidado" if faltas else "bien"))


def _ya_no(caso_id: UUID, sesion: int) -> str:
    """Why a session that was on screen takes no result any more: somebody was quicker, or it was cancelled."""
    historia = instancia().casos.historia(caso_id)
    suya = historia.caso.sesiones.get(sesion) if historia else None
    return YA_NO.get(str(suya.estado), "") if suya else ""


def _leido() -> Formulario[Any]:
    nombres = [nombre for nombre in request.form if _CAMPO.fullmatch(nombre)]
    campos: dict[str, Any] = dict.fromkeys(nombres, (Eleccion | None, None))
    return leer(create_model("Captura", __base__=Campos, **campos))


def _de_campo(nombre: str) -> tuple[UUID, int]:
    caso, _, sesion = nombre.removeprefix("sesion_").partition("_")
    return UUID(hex=caso), int(sesion)


def _uno(caso_id: UUID, sesion: int, eleccion: Eleccion, pedido: UUID) -> Resultado:
    caso = abrir_expediente(caso_id).caso
    if not isinstance(caso, Caso):
        abort(404)
    decision: Funcion = celebrar_sesion
    datos: Any
    if eleccion == "nadie":
        ausentes = tuple(sorted(convocados(caso)))
        decision, datos = registrar_inasistencia, Inasistencia(sesion=sesion, ausentes=ausentes)
    elif eleccion == "falla":
        decision, datos = registrar_falla_tecnica, DeSesion(sesion=sesion)
    else:
        datos = Celebracion(
            sesion=sesion, presentes=(RolParte.ACREDITADO,), resultado=ResultadoSesion(eleccion)
        )
    return decidir(caso_id, decision, datos, _Envio(pedido))


def _de_quien(caso_id: UUID) -> str:
    historia = instancia().casos.historia(caso_id)
    conocidas = personas.personas([historia.caso.apertura.persona_id]) if historia else {}
    return next((p.nombre for p in conocidas.values()), "Sin nombre")


def _aviso(hechos: list[tuple[UUID, Resultado]], faltas: list[str], regreso: str) -> Aviso:
    if len(hechos) == 1 and not faltas:
        return aviso_de(*hechos[0], "Resultado registrado")
    if not hechos:
        sigue = "" if faltas else "Elija un resultado."
        return Aviso("No se registró nada.", sigue, faltas=tuple(faltas), tono="cuidado")
    dicho = f"{plural(len(hechos), 'resultado registrado', 'resultados registrados')}."
    tono = "cuidado" if faltas else "bien"
    return Aviso(dicho, deshacer=_deshacer(hechos, regreso), faltas=tuple(faltas), tono=tono)


def _deshacer(hechos: list[tuple[UUID, Resultado]], regreso: str) -> Deshacer | None:
    """The way back from all of them at once; what had been recorded before is left out."""
    propios = [(caso_id, deshacer(caso_id, resultado)) for caso_id, resultado in hechos]
    actos = " ".join(f"{caso_id}:{d.campos['versiones']}" for caso_id, d in propios if d)
    cabe = 0 < len(actos) <= LARGO_DE_PARRAFO
    return Deshacer(url_for("captura.deshacer_varios", de=regreso), {"actos": actos}) if cabe else None
