"""What the access log shows that somebody should look at: by account and day, with the readings behind each.

The thresholds are the policy's. A reading is no fault: the page says what is unusual, and a person says what it was.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from casos.boveda.persona import Persona
from casos.consultas import Senal
from casos.decision import RESPONSABLE
from casos.identidad import normalizar
from casos.mediacion.estado import Caso
from casos.politica.oficina import Consultas
from casos.tiempo import ZONA, dia_local, inicio_del_dia
from proyecciones.consultas import vigilancia as consulta
from web import personas
from web.actual import almacen, hoy, instancia
from web.almacen import bitacora, cuentas
from web.almacen.bitacora import VER, Consulta
from web.expediente import historia_legible

SON_LECTURAS = (VER, "imprimir papel", "conciliar pago")
ES_EXPORTE = "exportar"
MIRAN_POR_OFICIO = frozenset({"auditor", "transparencia", "administrador", "coordinador"})
"""Roles whose work is to read what others did: reading without acting says nothing of them."""
PARTICULAS = frozenset({"de", "del", "la", "las", "los", "y", "viuda", "san", "santa"})


class Hallada(NamedTuple):
    """Something unusual: who, on which day, what, and the readings behind it."""

    usuario: str
    dia: date
    senal: Senal
    lecturas: tuple[Consulta, ...]


class Contexto(NamedTuple):
    """What a reading is held against."""

    umbrales: Consultas
    duenos: Mapping[UUID, str]
    actuaron: Collection[tuple[str, UUID]]
    es_habil: Callable[[date, str], bool]
    comparten: Callable[[str, UUID], bool]
    sedes: Mapping[str, str]


def halladas(al: date | None = None) -> list[Hallada]:
    """Everything unusual in the days that the policy says, the newest first."""
    abierta, al = instancia(), al or hoy()
    versiones = abierta.casos.versiones()
    umbrales = versiones.politica_en(abierta.ahora())[1].consultas
    desde = al - timedelta(days=umbrales.dias_a_la_vista)
    lineas = bitacora.entre(almacen(), inicio_del_dia(desde), inicio_del_dia(al + timedelta(days=1)))
    casos = {UUID(c.caso) for c in lineas if c.caso and c.accion in SON_LECTURAS}
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        duenos, actuaron = consulta.duenos(conexion, casos), consulta.actuaron(conexion, desde)
    calendarios = versiones.calendarios_en(abierta.ahora())[1]
    contexto = Contexto(
        umbrales, duenos, actuaron,
        lambda dia, sede: calendarios.calendario("INSTITUTO", sede).es_habil(dia),
        _comparten(casos), {c.usuario: c.sede for c in cuentas.listar(almacen())},
    )  # fmt: skip
    return sorted(senalar(lineas, contexto), key=lambda h: (-h.dia.toordinal(), h.usuario, h.senal))


def senalar(lineas: Iterable[Consulta], contexto: Contexto) -> Iterator[Hallada]:
    """Pure: what is unusual in these lines of the log."""
    por_dia: dict[tuple[str, date], list[Consulta]] = defaultdict(list)
    for linea in lineas:
        if linea.usuario and linea.usuario != "consola" and linea.accion in (*SON_LECTURAS, ES_EXPORTE):
            por_dia[linea.usuario, dia_local(linea.en)].append(linea)
    for (usuario, dia), suyas in por_dia.items():
        for senal, cuales in _de_un_dia(usuario, dia, suyas, contexto):
            if cuales:
                yield Hallada(usuario, dia, senal, tuple(cuales))


def _de_un_dia(
    usuario: str, dia: date, lineas: Sequence[Consulta], contexto: Contexto
) -> Iterator[tuple[Senal, Sequence[Consulta]]]:
    u = contexto.umbrales
    exportes = [c for c in lineas if c.accion == ES_EXPORTE]
    # light cases (messages, complaints) have no owner here and are another page's
    lecturas = [c for c in lineas if c.caso and c.accion in SON_LECTURAS and UUID(c.caso) in contexto.duenos]
    yield Senal.MUCHOS, _si_pasan(lecturas, u.expedientes_por_dia)
    sin_actuar = [c for c in lecturas if (usuario, UUID(c.caso or "")) not in contexto.actuaron]
    ajenas = [c for c in sin_actuar if contexto.duenos[UUID(c.caso or "")] != usuario]
    if lineas[0].rol == RESPONSABLE:
        yield Senal.AJENOS, _si_pasan(ajenas, u.ajenos_por_dia)
    if lineas[0].rol not in MIRAN_POR_OFICIO:
        yield Senal.SIN_ACTUAR, _si_pasan(sin_actuar, u.sin_actuar)
    yield Senal.APELLIDO, [c for c in ajenas if contexto.comparten(usuario, UUID(c.caso or ""))]
    yield Senal.FUERA_DE_HORARIO, [c for c in lineas if not _en_horario(c, dia, contexto)]
    yield Senal.EXPORTES, exportes if len(exportes) > u.exportes_por_dia else ()


def _si_pasan(lecturas: Sequence[Consulta], umbral: int) -> Sequence[Consulta]:
    return lecturas if len({c.caso for c in lecturas}) > umbral else ()


def _en_horario(linea: Consulta, dia: date, contexto: Contexto) -> bool:
    hora = linea.en.astimezone(ZONA).time()
    en_hora = contexto.umbrales.hora_desde <= hora <= contexto.umbrales.hora_hasta
    return en_hora and contexto.es_habil(dia, contexto.sedes.get(linea.usuario) or "HMO")


def _comparten(casos: Collection[UUID]) -> Callable[[str, UUID], bool]:
    """Whether an account has a surname of somebody in a case. Names are opened once for all the cases."""
    partes = {
        caso: [p.persona_id for p in historia.caso.partes]
        for caso in casos
        if (historia := historia_legible(caso)) and isinstance(historia.caso, Caso)
    }
    conocidas = personas.personas(p for suyas in partes.values() for p in suyas)
    suyos = {i: apellidos(p.nombre) for i, p in conocidas.items() if isinstance(p, Persona)}
    de_cuentas = {c.usuario: apellidos(c.nombre) for c in cuentas.listar(almacen())}

    def comparte(usuario: str, caso: UUID) -> bool:
        ellos = set().union(*(suyos.get(p, frozenset()) for p in partes.get(caso, ())))
        return bool(de_cuentas.get(usuario, frozenset()) & ellos)

    return comparte


def apellidos(nombre: str) -> frozenset[str]:
    """The surnames in a name as it is written, first names first: its last two words that are no particle."""
    palabras = [p for p in normalizar(nombre).split() if p not in PARTICULAS]
    return frozenset(palabras[1:][-2:])
