"""The pane beside the list: the chosen row, what is needed to do it, and the ways to do it, keep it or leave it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for

from casos.asiento import Historia
from casos.boveda.persona import Olvidada, Persona
from casos.decision import COORDINADOR, declarada
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import RolParte
from proyecciones.consultas import bandeja as consulta
from web import personas
from web.acciones.llamadas import BOTONES, a_quien
from web.acciones.rutas import url_de_accion
from web.actual import cuenta
from web.ausencias import por_ausencia
from web.bandeja.gestion import Gestion, gestion
from web.bandeja.lista import TONOS, con_elegida, hasta, llave_de, presente
from web.bandeja.llamada import Llamada, borrador_de
from web.enlaces import pagina_de, tiene_pagina_propia
from web.expediente import EN_REVISION, contexto, historia_legible
from web.formularios import Formulario
from web.ligeros import con_nombres
from web.permisos import puede_abrir
from web.plazos import cuando


class Panel(NamedTuple):
    """What the pane shows. An act leads back to `de`: the list with the next row open; `misma` opens this one."""

    titulo: str
    urgencia: str
    tono: str
    quien: str
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
    misma: str
    sigue: str
    botones: tuple[tuple[str, str], ...]
    gestion: Gestion | None
    form: Formulario[Llamada] | None
    impide: str
    url_autorizar: str
    url_nota: str
    url_apartar: str
    posponer_al: date
    tomable: bool
    tomada_por: str
    es_mia: bool


def panel(
    f: Any,
    base: str,
    vecinas: list[str],
    conocidas: Mapping[UUID, Persona | Olvidada],
    nombres: Mapping[str, str],
) -> Panel:
    """Make the pane of a row. `vecinas` are the rows to go to after it, in that order of preference."""
    k, dias, tomadas = presente()
    u = consulta.urgencia(f.vence, k)
    historia = historia_legible(f.caso_id)
    suya = _gestion(f, historia, conocidas)
    de = con_elegida(base, *vecinas)
    tomada = tomadas.get((f.caso_id, f.tipo, f.clave), "") if f.usuario is None else ""
    propia = tiene_pagina_propia(f.caso_tipo)
    return Panel(
        caso_id=f.caso_id,
        tipo=f.tipo,
        clave=f.clave,
        visto=historia.version if historia else None,
        de=de,
        misma=con_elegida(base, llave_de(f)),
        sigue=con_elegida(base, vecinas[0]) + "#panel" if vecinas else "",
        botones=tuple((b.resultado.value, b.texto) for b in BOTONES) if suya and not suya.impide else (),
        gestion=suya,
        form=Formulario(Llamada, borrador=borrador_de(f.caso_id), prefijo="ll") if suya else None,
        impide=suya.impide if suya else _impide(f, historia),
        url_autorizar=_autorizar(f) if suya and suya.impide else "",
        url_nota=""
        if propia
        else url_de_accion(f.caso_id, "agregar_nota", de=con_elegida(base, llave_de(f))),
        titulo=con_nombres(f.titulo),
        urgencia=u.value,
        tono=TONOS.get(u, ""),
        quien=personas.nombre_de(conocidas, f.persona_id),
        explicacion=" · ".join(
            d.rstrip(".") for d in (por_ausencia(f), f.detalle, cuando(f.vence, f.hora, dias, k.hoy)) if d
        ),
        url_caso=pagina_de(f.caso_tipo, f.caso_id),
        url_accion=url_de_accion(f.caso_id, f.accion, tipo=f.tipo, clave=f.clave, de=de) if f.accion else "",
        accion=f.accion or "",
        url_por_que=url_for("caso.por_que", caso_id=f.caso_id, tipo=f.tipo, clave=f.clave),
        url_apartar=""
        if propia or not puede_abrir("apartar.apartar")
        else url_for("apartar.apartar", caso_id=f.caso_id, de=de),
        posponer_al=hasta(k.hoy),
        tomable=f.usuario is None and f.rol == cuenta().rol,
        tomada_por=nombres.get(tomada, tomada),
        es_mia=tomada == cuenta().usuario,
    )


def _gestion(
    f: Any, historia: Historia | None, conocidas: Mapping[UUID, Persona | Olvidada]
) -> Gestion | None:
    if f.accion != "registrar_llamada" or historia is None or not isinstance(historia.caso, Caso):
        return None
    a = a_quien(f.tipo)
    ids = {i for rol in (a, RolParte.AVAL) if (i := historia.caso.persona(rol)) and i not in conocidas}
    gente = {**conocidas, **(personas.personas(ids) if ids else {})}
    return gestion(historia, contexto(historia), a, gente)


def _impide(f: Any, historia: Historia | None) -> str:
    """Why the row's act may not be done now, said before it is tried."""
    if historia is None:
        return EN_REVISION
    if not f.accion or not isinstance(historia.caso, Caso):
        return ""
    return declarada(f.accion).si(historia.caso, contexto(historia)) or ""


def _autorizar(f: Any) -> str:
    if cuenta().rol != COORDINADOR:
        return ""
    return url_de_accion(f.caso_id, "autorizar_intento", tipo=f.tipo, clave=f.clave)
