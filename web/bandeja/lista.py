"""Which rows the list shows: every group with its count and, when there are many, only the first of each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import g

from casos.boveda.persona import Olvidada, Persona
from casos.calendario.aritmetica import Calendario
from proyecciones.consultas import bandeja as consulta
from proyecciones.consultas.bandeja import Cortes, Cuenta, De, Filtro, Llave, Urgencia
from web import personas
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import tomados
from web.ausencias import de_quien, por_ausencia
from web.bandeja.filtros import Puestos
from web.ligeros import con_nombres
from web.plazos import calendario, cuando

A_LA_VISTA, AL_MENOS = 48, 8
"""Rows on a page without a chosen group, and rows of each group even so."""
POR_PAGINA = 50
TONOS = {Urgencia.MUY_ATRASADO: "mal", Urgencia.ATRASADO: "mal", Urgencia.HOY: "hoy"}


class Renglon(NamedTuple):
    """A row as the page writes it."""

    titulo: str
    url: str
    cuando: str
    tono: str
    quien: str
    detalles: tuple[str, ...]
    llave: str


class Grupo(NamedTuple):
    """A group of rows; `url_todo` opens it whole when not all of it is shown."""

    titulo: str
    n: int
    tono: str
    filas: list[Any]
    url_todo: str


class Presente(NamedTuple):
    """The day as the list sees it: its cuts, the working days, and who took which row of the role today."""

    k: Cortes
    dias: Calendario
    tomados: Mapping[Llave, str]


def presente() -> Presente:
    """The present of the account that asks; worked out once for a request."""
    if "bandeja_presente" not in g:
        dia, dias = hoy(), calendario()
        tomadas = {t.llave: t.usuario for t in tomados.del_dia(almacen(), dia)}
        g.bandeja_presente = Presente(consulta.cortes(dia, dias), dias, tomadas)
    hecho: Presente = g.bandeja_presente
    return hecho


def quien_soy(*, equipo: bool = False) -> De:
    """Whose rows the account that asks sees: not those of its role that a colleague took today."""
    quien = cuenta()
    ajenas = frozenset(llave for llave, de in presente().tomados.items() if de != quien.usuario)
    return de_quien(quien, equipo=equipo)._replace(ajenas=ajenas)


def mis_cuentas() -> list[Cuenta]:
    """The counts of the account's own list without filters: once a request, for the menu and the page."""
    if "bandeja_cuentas" not in g:
        g.bandeja_cuentas = _contar(quien_soy(), Filtro())
    hechas: list[Cuenta] = g.bandeja_cuentas
    return hechas


def _contar(de: De, filtro: Filtro) -> list[Cuenta]:
    with instancia().almacen.leer() as conexion:
        return consulta.resumen(conexion, de, filtro, presente().k)


def cuentas_con(de: De, filtro: Filtro) -> tuple[list[Cuenta], list[Cuenta]]:
    """(with the filter, without it): what the first can be told from the second is not asked again."""
    todas = _contar(de, Filtro()) if de.equipo else mis_cuentas()
    if filtro.sede or filtro.etapa or filtro.accion:
        return _contar(de, filtro), todas
    quedan = [c for c in todas if filtro.tipo in (None, c.tipo) and filtro.urgencia in (None, c.urgencia)]
    return quedan, todas


def grupos(de: De, puestos: Puestos, cuentas: list[Cuenta], numero: int) -> list[Grupo]:
    """The groups of a page; with a chosen group, one page of it."""
    contadas = consulta.por_urgencia(cuentas)
    solo = puestos.filtro.urgencia
    if solo:
        desde, cupos = (numero - 1) * POR_PAGINA, {solo: POR_PAGINA}
    else:
        desde, cupos = 0, repartir(contadas)
    if sum(contadas.values()) <= A_LA_VISTA:
        filas = _todas(de, puestos.filtro)
    else:
        del_rol = {c.urgencia for c in cuentas if not c.propias}
        with instancia().almacen.leer() as conexion:
            filas = {
                u: list(
                    consulta.filas(
                        conexion, de, puestos.filtro._replace(urgencia=u), presente().k,
                        limite=cupos[u], desde=desde, solo_propias=u not in del_rol,
                    )
                )
                for u in contadas
            }  # fmt: skip
    return [
        Grupo(
            u.value, n, TONOS.get(u, ""), filas.get(u, []),
            puestos.url(u=u.name) if not solo and n > len(filas.get(u, [])) else "",
        )
        for u, n in contadas.items()
    ]  # fmt: skip


def _todas(de: De, filtro: Filtro) -> dict[Urgencia, list[Any]]:
    """Few rows: one query for all groups."""
    k = presente().k
    por_grupo: dict[Urgencia, list[Any]] = {}
    with instancia().almacen.leer() as conexion:
        for f in consulta.filas(conexion, de, filtro, k, limite=A_LA_VISTA):
            por_grupo.setdefault(consulta.urgencia(f.vence, k), []).append(f)
    return por_grupo


def manana(de: De) -> int:
    """How many rows appear or fall due on the next working day."""
    k, dias, _ = presente()
    with instancia().almacen.leer() as conexion:
        return consulta.manana(conexion, de, k, dias.sumar(k.hoy, 1))


def repartir(contadas: Mapping[Urgencia, int]) -> dict[Urgencia, int]:
    """How many rows of each group fit on the page: a few of each, and what is left over to the most urgent."""
    cupos = {u: min(n, AL_MENOS) for u, n in contadas.items()}
    libres = A_LA_VISTA - sum(cupos.values())
    for u, n in contadas.items():
        mas = max(min(n - cupos[u], libres), 0)
        cupos[u] += mas
        libres -= mas
    return cupos


def llave_de(f: Any) -> str:
    """A row's name in an address."""
    return f"{f.caso_id}/{f.tipo}/{f.clave}"


def con_elegida(url: str, *llaves: str) -> str:
    """An address of the list that opens the first of these rows that is still there."""
    for llave in llaves:
        url += f"{'&' if '?' in url else '?'}sel={quote(llave, safe='/')}"
    return url


def renglon(
    f: Any, base: str, conocidas: Mapping[Any, Persona | Olvidada], nombres: Mapping[str, str]
) -> Renglon:
    """Write a row. `nombres` are the people behind the accounts that took one."""
    k, dias, tomadas = presente()
    tomada = tomadas.get((f.caso_id, f.tipo, f.clave)) if f.usuario is None else None
    la_tomo = f"la tomó {nombres.get(tomada, tomada)}" if tomada else ""
    llave = llave_de(f)
    return Renglon(
        titulo=con_nombres(f.titulo),
        url=con_elegida(base, llave) + "#panel",
        cuando=cuando(f.vence, f.hora, dias, k.hoy),
        tono=TONOS.get(consulta.urgencia(f.vence, k), ""),
        quien=personas.nombre_de(conocidas, f.persona_id),
        detalles=tuple(d for d in (por_ausencia(f), f.folio, f.detalle, la_tomo) if d),
        llave=llave,
    )


def hasta(dia: date) -> date:
    """The next working day: when a row that is put aside comes back, unless another is chosen."""
    return presente().dias.sumar(dia, 1)
