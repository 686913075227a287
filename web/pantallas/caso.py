"""The page of a case: its next act, the others, its history in sentences, its money and papers, and how it was."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.anulacion import Anulacion, anular
from casos.asiento import Asiento, Historia
from casos.hecho import TextoPrivado
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Etapa, RolParte
from casos.tiempo import dia_local
from flujos import pendientes
from flujos.pendiente import Pendiente
from flujos.permitidas import permitidas
from flujos.por_que import por_que as explicar
from web import frases, personas, recorrido, sensible
from web.acciones.rutas import le_toca, url_de_accion
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas as filas_de_cuentas
from web.campos import Linea, Parrafo
from web.decidir import decidir
from web.enlaces import pagina_propia
from web.expediente import abrir_expediente, aviso_de, contexto, lector, sujeto
from web.formularios import Campos, leer
from web.frases.palabras import dicho
from web.lado import secciones
from web.ligeros import nombres_de_cuentas
from web.pantallas.pendientes import calendario, cuando
from web.permisos import permiso, puede_abrir
from web.respuestas import destino_seguro, pagina, volver

bp = Blueprint("caso", __name__, url_prefix="/casos/<uuid:caso_id>")

TONO_DE_ETAPA = {
    Etapa.CONVENIO_FIRMADO: "bien", Etapa.EN_SEGUIMIENTO: "bien", Etapa.LIQUIDADO: "bien",
    Etapa.INCUMPLIDO: "mal", Etapa.NO_COMPARECIO: "mal", Etapa.SIN_ACUERDO: "hoy",
}  # fmt: skip
A_LA_MANO = (
    "registrar_llamada", "registrar_atencion", "reportar_pago", "elaborar_convenio", "celebrar_sesion",
    "registrar_inasistencia", "agendar_sesion", "reagendar_sesion", "programar_visita", "recabar_documento",
    "confirmar_pago", "declarar_incumplimiento", "autorizar_descuento", "agregar_nota",
)  # fmt: skip
"""What is offered in the line of other acts; the rest opens below it."""
PRIMERAS_OTRAS = 7
ULTIMOS = 15
"""Entries that are shown whatever they are; of the older ones, only the milestones unless all are asked for."""


class Renglon(NamedTuple):
    """An entry as the timeline writes it."""

    instante: datetime
    quien: str
    frase: str
    relevante: bool
    anulado: bool
    nota: str
    version: int


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """The case today or, with `al` (a day), `hecho` (an entry) or `paso`, and `segun`, as it was then: read-only."""
    completa = abrir_expediente(caso_id)
    if propia := pagina_propia(completa):
        return volver(propia)
    visto, modo = recorrido.elegida(completa, request.args), recorrido.modo_de(request.args)
    historia, antes = (visto.historia, visto.instante) if visto else (completa, None)
    caso = historia.caso
    if not isinstance(caso, Caso):
        abort(404)
    publicadas = instancia().casos.versiones()
    versiones = publicadas.conocidas_al(antes) if antes else publicadas
    suyos = _mios_primero(pendientes(historia, versiones)) if historia.asientos else []
    todo = request.args.get("ver") == "todo"
    conocidas = personas.personas([p.persona_id for p in completa.caso.partes], antes)
    a_la_mano, otras, imposibles = _otras(historia, suyos, antes)
    return pagina(
        "caso/ver.html",
        caso_id=caso_id,
        caso=caso,
        historia=historia,
        completa=completa,
        antes=antes,
        modo=modo,
        nombre=personas.nombre_de(conocidas, caso.apertura.persona_id),
        partes=[(dicho(p.rol), personas.nombre_de(conocidas, p.persona_id)) for p in caso.partes],
        aval=personas.nombre_de(conocidas, caso.persona(RolParte.AVAL)),
        distintivos=_distintivos(caso) + ([("reservado", "hoy")] if sensible.reserva(caso_id) else []),
        siguiente=suyos[0] if suyos else None,
        demas=suyos[1:],
        url_de_accion=url_de_accion,
        le_toca=le_toca,
        nombres=nombres_de_cuentas(),
        cuando=_cuando(dia_local(antes) if antes else hoy()),
        a_la_mano=a_la_mano,
        otras=otras,
        imposibles=imposibles,
        lado=secciones(caso, dia_local(antes) if antes else hoy(), versiones) if caso.etapa else [],
        jornadas=recorrido.con_pausas(historia, _jornadas(historia, todo=todo)),
        todo=todo,
        parada=recorrido.parada(completa, visto.asiento, publicadas, modo)
        if visto and visto.asiento
        else None,
        nuevo=None if antes else recorrido.lo_nuevo(completa),
        puede_anexar=antes is None and caso.etapa is not None and puede_abrir("escaneados.subir"),
    )


def _cuando(al: date) -> Callable[[Pendiente], str]:
    dias = calendario()
    return lambda p: cuando(p.vence, f"{p.hora:%H:%M}" if p.hora else None, dias, al)


def _mios_primero(todos: Any) -> list[Pendiente]:
    quien = cuenta()
    return sorted(
        todos,
        key=lambda p: (
            p.usuario != quien.usuario and p.rol != quien.rol,
            p.visible > hoy(),
            p.vence,
            p.prioridad,
        ),
    )


def _distintivos(caso: Caso) -> list[tuple[str, str]]:
    if caso.etapa is None:
        return []
    marcas = [(dicho(caso.etapa), TONO_DE_ETAPA.get(caso.etapa, ""))]
    convenio = caso.convenio
    if convenio and convenio.original is None:
        marcas.append(("falta original firmado", "hoy"))
    if caso.suspension:
        marcas.append((f"suspendido: {dicho(caso.suspension.causa)}", "hoy"))
    if caso.sesion and caso.sesion.movida:
        marcas.append(("reagendado", ""))
    return marcas


Otra = tuple[str, str | None, str | None]


def _otras(
    historia: Historia, suyos: list[Pendiente], antes: datetime | None
) -> tuple[list[Otra], list[Otra], list[Otra]]:
    """Acts of this role: those at hand, the rest that it may do now (or then), and what it may not do, with why."""
    puede: dict[str, Otra] = {}
    no_puede: list[Otra] = []
    primera = suyos[0].acciones[0] if suyos and suyos[0].acciones else ""
    for p in permitidas(historia.caso, cuenta().rol, contexto(historia, antes)):
        if p.permitida and p.decision != primera:
            url = url_de_accion(historia.caso_id, p.decision)
            puede[p.decision] = (p.titulo, url, None)
        elif p.motivo and not p.motivo.startswith("Le corresponde"):
            no_puede.append((p.titulo, None, p.motivo.rstrip(".")))
    cerca = [puede.pop(d) for d in A_LA_MANO if d in puede][:PRIMERAS_OTRAS]
    return cerca, sorted(puede.values()), no_puede


def _jornadas(historia: Historia, *, todo: bool) -> list[tuple[Any, list[Renglon]]]:
    vigentes = {a.version for a in historia.vigentes}
    nombres = {c.usuario: c.nombre for c in filas_de_cuentas.listar(almacen())}
    ultimos = {a.version for a in historia.asientos[-ULTIMOS:]}
    a_la_vista = {
        a.version for a in historia.asientos if a.version in ultimos or frases.es_relevante(a.hecho)
    }
    lee = lector(historia, [a for a in historia.asientos if todo or a.version in a_la_vista])
    renglones = [
        _renglon(a, a.version not in vigentes, nombres, lee)
        for a in reversed(historia.asientos)
        if todo or a.version in a_la_vista
    ]
    return [(dia, list(suyos)) for dia, suyos in groupby(renglones, lambda r: dia_local(r.instante))]


def _renglon(a: Asiento, anulado: bool, nombres: dict[str, str], lee: Any) -> Renglon:
    from web.formato import momento

    tarde = (a.registrado_en - a.ocurrido_en).total_seconds() > 60 and a.origen != "reloj"
    nota = f"Ocurrió el {momento(a.ocurrido_en)}; capturado el {momento(a.registrado_en)}." if tarde else ""
    return Renglon(
        a.registrado_en, sujeto(a, nombres), frases.contar(a.hecho, lee), frases.es_relevante(a.hecho), anulado, nota,
        a.version,
    )  # fmt: skip


@bp.get("/por-que/<tipo>/<path:clave>")
@permiso()
def por_que(caso_id: UUID, tipo: str, clave: str) -> Response:
    """Why a row is in the inbox: facts, rule with its source, arithmetic, what takes it away."""
    historia = abrir_expediente(caso_id)
    versiones = instancia().casos.versiones()
    suyo = next((p for p in pendientes(historia, versiones) if (p.tipo, p.clave) == (tipo, clave)), None)
    if suyo is None:
        abort(404)
    explicacion = explicar(suyo, historia, versiones)
    lee = lector(historia, explicacion.hechos)
    nombres = {c.usuario: c.nombre for c in filas_de_cuentas.listar(almacen())}
    conocidas = personas.personas(
        [historia.caso.apertura.persona_id] if isinstance(historia.caso, Caso) else []
    )
    return pagina(
        "caso/por_que.html",
        caso_id=caso_id,
        pendiente=suyo,
        por_que=explicacion,
        nombre=next((p.nombre for p in conocidas.values()), ""),
        renglones=[_renglon(a, False, nombres, lee) for a in explicacion.hechos],
    )


class Deshecho(Campos):
    """Which entries, as «3,4», why, and the page to go back to."""

    versiones: Linea
    de: Parrafo = ""
    motivo: Linea = "Deshecho por quien lo registró"


@bp.post("/deshacer")
@permiso()
def deshacer(caso_id: UUID) -> Response:
    """Undo an act that was just captured: an annulment, visible in the history."""
    form = leer(Deshecho)
    numeros = tuple(int(v) for v in form.datos.versiones.split(",") if v.strip().isdigit())
    resultado = decidir(
        caso_id, anular, Anulacion(versiones=numeros, motivo=TextoPrivado(form.datos.motivo)), form
    )  # fmt: skip
    regreso = destino_seguro(form.datos.de) or url_for("caso.ver", caso_id=caso_id)
    return volver(regreso, aviso=aviso_de(caso_id, resultado, "Deshecho"))
