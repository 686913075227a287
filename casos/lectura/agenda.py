"""The court's agenda, from whatever file it comes in, into one typed row per session."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import TypeAlias

from casos.lectura.columnas_agenda import AGENDA
from casos.lectura.fechas import mes_va_primero
from casos.lectura.formato import Formato, formato_de
from casos.lectura.hoja import Hoja, bytes_de_pegado, leer_hoja, leer_pegado
from casos.lectura.ics import leer_calendario
from casos.lectura.renglones import Leido, RenglonMalo, filas_por_clave, huella
from casos.lectura.sedes import leer_sede
from casos.lectura.sesion import Contexto, RenglonAgenda, leer_sesion
from casos.lectura.tabla import Tabla, encontrar_tabla

AgendaLeida: TypeAlias = Leido[RenglonAgenda]

_PROPIOS = frozenset({"fila", "repite", "dudas", "avisos"})
_MES_PRIMERO = "Las fechas del archivo traen primero el mes (11/24/2026) y así se leyeron."


def leer_agenda(nombre: str, contenido: bytes, hoy: date) -> AgendaLeida:
    """Read a sheet or a calendar file. Bad rows are among the rows; raises ArchivoIlegible for the whole.

    `hoy` only serves to doubt dates too far from it. The same bytes always give the same result for a `hoy`.
    """
    if formato_de(nombre, contenido) is Formato.CALENDARIO:
        sesiones, avisos = leer_calendario(nombre, contenido, hoy)
        return _armar(nombre, contenido, "calendario", sesiones, avisos)
    return _de_hojas(nombre, contenido, leer_hoja(nombre, contenido), hoy)


def leer_agenda_pegada(texto: str, hoy: date) -> AgendaLeida:
    """As `leer_agenda`, for cells copied from a sheet or from a document's table and pasted."""
    return _de_hojas("pegado", bytes_de_pegado(texto), leer_pegado(texto), hoy)


def _de_hojas(nombre: str, contenido: bytes, hojas: Sequence[Hoja], hoy: date) -> AgendaLeida:
    tabla = encontrar_tabla(nombre, hojas, AGENDA)
    contexto = _contexto(tabla, hoy)
    sesiones = [leer_sesion(renglon, contexto) for renglon in tabla.renglones]
    avisos = (*tabla.avisos, _MES_PRIMERO) if contexto.mes_primero else tabla.avisos
    return _armar(nombre, contenido, tabla.hoja, sesiones, avisos)


def _contexto(tabla: Tabla, hoy: date) -> Contexto:
    return Contexto(
        hoy=hoy,
        mes_primero=mes_va_primero(
            r.celdas.get("fecha") or r.celdas.get("fecha_hora") for r in tabla.renglones
        ),
        sede=_sede_del_titulo(tabla),
        con_fecha=bool(tabla.campos & {"fecha", "fecha_hora"}),
    )


def _sede_del_titulo(tabla: Tabla) -> str | None:
    """The office of a title such as `CENTRO DE JUSTICIA ALTERNATIVA, CD. OBREGÓN`, not that of a letter."""
    if "sede" in tabla.campos:
        return None
    del_centro = [t for t in tabla.titulos if re.search(r"\b(?:centro|sede|ceja|cja)\b", t, re.IGNORECASE)]
    return leer_sede(" ".join(del_centro))


def _armar(
    nombre: str,
    contenido: bytes,
    hoja: str,
    sesiones: Sequence[RenglonAgenda | RenglonMalo],
    avisos: tuple[str, ...],
) -> AgendaLeida:
    return Leido(nombre, huella(contenido), hoja, tuple(_marcar_repetidas(sesiones)), avisos)


def _marcar_repetidas(sesiones: Sequence[RenglonAgenda | RenglonMalo]) -> list[RenglonAgenda | RenglonMalo]:
    """Of rows for one (folio, session): equal ones point to the first, different ones doubt each other."""
    marcadas = list(sesiones)
    for lugares in filas_por_clave(sesiones, _clave).values():
        juntas = [(lugar, s) for lugar in lugares if isinstance(s := sesiones[lugar], RenglonAgenda)]
        primera = juntas[0][1]
        distintas = {s.fila: diferencias for _, s in juntas[1:] if (diferencias := _diferencias(primera, s))}
        for lugar, sesion in juntas:
            if sesion is not primera and sesion.fila not in distintas:
                marcadas[lugar] = replace(sesion, repite=primera.fila)
            elif distintas:
                otra = primera.fila if sesion is not primera else next(iter(distintas))
                que = distintas.get(sesion.fila) or distintas[otra]
                marcadas[lugar] = replace(sesion, dudas=(*sesion.dudas, _choque(otra, que)))
    return marcadas


def _clave(sesion: RenglonAgenda) -> tuple[str, int] | None:
    return (sesion.folio, sesion.num_sesion) if sesion.folio else None


def _diferencias(una: RenglonAgenda, otra: RenglonAgenda) -> list[str]:
    comunes = (campo.name for campo in fields(RenglonAgenda) if campo.name not in _PROPIOS)
    return [campo for campo in comunes if getattr(una, campo) != getattr(otra, campo)]


def _choque(otra: int, campos: Sequence[str]) -> str:
    que = ", ".join(_EN_PALABRAS.get(campo, campo) for campo in campos)
    return f"El mismo folio y sesión está en la fila {otra}, con otros datos ({que}): confirme cuál vale."


_EN_PALABRAS = {
    "duracion_min": "duración",
    "num_certificacion": "certificación",
    "curp": "CURP",
    "creditos": "créditos",
    "invitacion": "invitación",
    "url": "liga",
}
