"""«Mis pendientes»: the work of the day grouped by urgency, and beside it what is being worked on."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from casos.boveda.persona import Olvidada, Persona
from casos.calendario.aritmetica import Calendario
from casos.decision import COORDINADOR, RESPONSABLE, declarada
from proyecciones.consultas import bandeja as consulta
from proyecciones.consultas.bandeja import Cortes, De, Filtro, Urgencia
from web import personas
from web.acciones.llamadas import BOTONES
from web.acciones.rutas import url_de_accion
from web.actual import cuenta, hoy, instancia
from web.almacen.cuentas import Cuenta
from web.ausencias import de_quien, por_ausencia
from web.cuentas import SEDES
from web.enlaces import tiene_pagina_propia
from web.expediente import EN_REVISION, contexto, historia_legible
from web.formato import plazo
from web.ligeros import con_nombres
from web.navegacion import Entrada
from web.permisos import permiso, puede_abrir
from web.plantillas import direccion_con
from web.respuestas import pagina

bp = Blueprint("pendientes", __name__, url_prefix="/pendientes")

POR_PAGINA = 100
TONOS = {Urgencia.MUY_ATRASADO: "mal", Urgencia.ATRASADO: "mal", Urgencia.HOY: "hoy"}


class Renglon(NamedTuple):
    """A row as the page writes it."""

    titulo: str
    url: str
    cuando: str
    tono: str
    quien: str
    detalles: tuple[str, ...]
    actual: bool


def calendario() -> Calendario:
    """The Institute's working days at the office of the account that asks."""
    abierta = instancia()
    _, calendarios = abierta.casos.versiones().calendarios_en(abierta.ahora())
    return calendarios.calendario("INSTITUTO", cuenta().sede or "HMO")


def cuando(vence: date, hora: str | None, dias: Calendario, al: date | None = None) -> str:
    """How far a due date is from a day (today), in working days."""
    al = al or hoy()
    if vence == al:
        return f"hoy, {hora}" if hora else "hoy"
    if vence < al:
        return plazo(min(-dias.entre(vence, al), -1))
    return plazo(max(dias.entre(al, vence), 1))


def quien_soy(*, equipo: bool = False) -> De:
    """Whose rows the account that asks sees."""
    return de_quien(cuenta(), equipo=equipo)


def _cuantos(quien: Cuenta) -> int | None:
    abierta = instancia()
    k = consulta.cortes(hoy(), calendario())
    with abierta.almacen.leer() as conexion:
        contados = consulta.cuantas(conexion, de_quien(quien), Filtro(), k)
    return sum(n for u, n in contados.items() if u is not Urgencia.DESPUES) or None


ENTRADA = Entrada("Mis pendientes", "pendientes.ver", 10, _cuantos)


@bp.get("/")
@permiso()
def ver() -> Response:
    """The list; `sel` is the row whose pane is open, `equipo` shows the whole office's."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    dias = calendario()
    k = consulta.cortes(hoy(), dias)
    filtro, equipo = _filtro(), request.args.get("equipo") == "1"
    de = quien_soy(equipo=equipo)
    numero = max(request.args.get("p", 1, type=int), 1)
    with abierta.almacen.leer() as conexion:
        contadas = consulta.cuantas(conexion, de, filtro, k)
        filas = consulta.filas(conexion, de, filtro, k, limite=POR_PAGINA, desde=(numero - 1) * POR_PAGINA)
        tipos = consulta.tipos(conexion, de, k)
        manana = consulta.manana(conexion, de, k, dias.sumar(hoy(), 1)) if not filas else 0
    elegida = _elegida(filas)
    conocidas = personas.personas(f.persona_id for f in filas)
    grupos = [
        (
            u,
            contadas.get(u, 0),
            TONOS.get(u, ""),
            [_renglon(f, k, conocidas, dias, f is elegida) for f in suyas],
        )
        for u, suyas in groupby(filas, lambda f: consulta.urgencia(f.vence, k))
    ]
    return pagina(
        "pendientes/ver.html",
        grupos=grupos,
        total=sum(contadas.values()),
        elegida=elegida,
        panel=panel(elegida, conocidas, k, dias) if elegida else None,
        filtros=_filtros_puestos(filtro),
        tipos=[
            (_titulo_de_tipo(t), direccion_con("pendientes.ver", _argumentos(), tipo=t), n) for t, n in tipos
        ],
        filtro=filtro,
        equipo=equipo,
        puede_ver_equipo=cuenta().rol in {RESPONSABLE, COORDINADOR},
        pagina=numero,
        paginas=-(-sum(contadas.values()) // POR_PAGINA),
        url_pagina=lambda n: direccion_con("pendientes.ver", _argumentos(), p=n if n > 1 else None),
        manana=manana,
    )


def _argumentos() -> dict[str, Any]:
    return {k: v for k, v in request.args.items() if k in {"tipo", "sede", "etapa", "u", "equipo"} and v}


def _filtro() -> Filtro:
    u = request.args.get("u")
    return Filtro(
        tipo=request.args.get("tipo") or None,
        sede=request.args.get("sede") or None,
        etapa=request.args.get("etapa") or None,
        urgencia=next((x for x in Urgencia if x.name == u), None),
    )


def _filtros_puestos(filtro: Filtro) -> list[tuple[str, str]]:
    puestos = []
    if filtro.tipo:
        puestos.append(
            (_titulo_de_tipo(filtro.tipo), direccion_con("pendientes.ver", _argumentos(), tipo=None))
        )
    if filtro.sede:
        nombre = SEDES.get(filtro.sede, filtro.sede)
        puestos.append((nombre, direccion_con("pendientes.ver", _argumentos(), sede=None)))
    if filtro.urgencia:
        puestos.append((filtro.urgencia.value, direccion_con("pendientes.ver", _argumentos(), u=None)))
    return puestos


def _titulo_de_tipo(tipo: str) -> str:
    return tipo.replace("_", " ").capitalize()


def _elegida(filas: Any) -> Any | None:
    pedida = request.args.get("sel", "")
    return next(
        (f for f in filas if f"{f.caso_id}/{f.tipo}/{f.clave}" == pedida), filas[0] if filas else None
    )


def _renglon(
    f: Any, k: Cortes, conocidas: Mapping[UUID, Persona | Olvidada], dias: Calendario, actual: bool
) -> Renglon:
    return Renglon(
        titulo=con_nombres(f.titulo),
        url=direccion_con("pendientes.ver", _argumentos(), sel=f"{f.caso_id}/{f.tipo}/{f.clave}") + "#panel",
        cuando=cuando(f.vence, f.hora, dias),
        tono=TONOS.get(consulta.urgencia(f.vence, k), ""),
        quien=personas.nombre_de(conocidas, f.persona_id),
        detalles=tuple(d for d in (por_ausencia(f), f.folio, f.detalle) if d),
        actual=actual,
    )


class Panel(NamedTuple):
    """What the pane beside the list shows of the chosen row."""

    titulo: str
    urgencia: str
    tono: str
    quien: str
    telefono: str
    explicacion: str
    url_caso: str
    url_accion: str
    accion: str
    url_por_que: str
    caso_id: UUID
    tipo: str
    clave: str
    visto: int | None
    de: str
    botones: tuple[tuple[str, str], ...]
    impide: str
    url_apartar: str
    posponer_al: date


def panel(f: Any, conocidas: Mapping[UUID, Persona | Olvidada], k: Cortes, dias: Calendario) -> Panel:
    """Make the pane of a row."""
    u = consulta.urgencia(f.vence, k)
    historia = historia_legible(f.caso_id)
    llama = f.accion == "registrar_llamada" and historia is not None
    impide: str | None = None
    if historia is None:
        impide = EN_REVISION
    elif llama:
        impide = declarada("registrar_llamada").si(historia.caso, contexto(historia))
    return Panel(
        caso_id=f.caso_id,
        tipo=f.tipo,
        clave=f.clave,
        visto=historia.version if historia else None,
        de=direccion_con("pendientes.ver", _argumentos()),
        url_apartar=_url_apartar(f),
        posponer_al=dias.sumar(hoy(), 1),
        botones=tuple((b.resultado.value, b.texto) for b in BOTONES) if llama and not impide else (),
        impide=impide or "",
        titulo=con_nombres(f.titulo),
        urgencia=u.value,
        tono=TONOS.get(u, ""),
        quien=personas.nombre_de(conocidas, f.persona_id),
        telefono=personas.telefono_de(conocidas, f.persona_id),
        explicacion=" · ".join(d for d in (por_ausencia(f), f.detalle, cuando(f.vence, f.hora, dias)) if d),
        url_caso=url_for("caso.ver", caso_id=f.caso_id),
        url_accion=url_de_accion(f.caso_id, f.accion, tipo=f.tipo, clave=f.clave) if f.accion else "",
        accion=f.accion or "",
        url_por_que=url_for("caso.por_que", caso_id=f.caso_id, tipo=f.tipo, clave=f.clave),
    )


def _url_apartar(f: Any) -> str:
    """Where a row is put aside: rows of light cases are not, they are attended."""
    if tiene_pagina_propia(f.caso_tipo) or not puede_abrir("apartar.apartar"):
        return ""
    return url_for("apartar.apartar", caso_id=f.caso_id, de=direccion_con("pendientes.ver", _argumentos()))
