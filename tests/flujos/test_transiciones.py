"""The transition table and the decisions agree, both ways; and what holds in every state that was reached."""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest

from casos.decision import Decision, Rechazo
from casos.hecho import HECHOS
from casos.politica.lectura import leer_politica
from casos.versiones import BASE, Versiones
from flujos.mediacion import pendientes
from flujos.mediacion.suspension import NO_ESPERAN
from flujos.permitidas import permitidas
from flujos.transiciones import TABLA, Transicion, de_la_tabla
from tests.flujos.candidatos import PARA
from tests.flujos.explorador import (
    DECISIONES,
    PRINCIPIO,
    Paso,
    Punto,
    intentar,
    posibles,
    reloj,
    siguientes_momentos,
)
from tests.flujos.rutas import AUTOMATICAS, RUTAS, recorrer

AUTOMATICO = leer_politica("vigente_desde = 2026-01-01\n[incumplimiento]\nautomatico = true\n")


class Exploracion(NamedTuple):
    """What was seen: each step with the decision that gave it, and what should never happen."""

    pasos: dict[Paso, str]
    sin_pendientes: list[Punto]
    guarda_burlada: list[str]
    puntos: int


def puntos_de_partida() -> Iterator[tuple[Punto, list[Paso]]]:
    automatica = BASE.con_politica(AUTOMATICO, PRINCIPIO - timedelta(days=30))
    rutas: list[tuple[str, Versiones]] = [(ruta, BASE) for ruta in RUTAS]
    rutas += [(ruta, automatica) for ruta in AUTOMATICAS]
    vistos = set()
    for ruta, v in rutas:
        for punto, pasos in recorrer(ruta, v):
            huella = (punto.ahora, v is BASE, *(type(a.hecho) for a in punto.asientos))
            if huella not in vistos:
                vistos.add(huella)
                yield punto, pasos


pytestmark = pytest.mark.lento


@cache
def explorar() -> Exploracion:
    """From every point of the ways, and from every point that showed something new: all decisions, by all roles."""
    vistos: dict[Paso, str] = {}
    conocidos: set[tuple[object, ...]] = set()
    pendientes_de_ver: deque[tuple[Punto, bool]] = deque()

    def anotar(punto: Punto, pasos: list[Paso], de: str) -> None:
        nuevos = {(p.hecho, p.de, p.a) for p in pasos} - conocidos
        conocidos.update(nuevos)
        for paso in pasos:
            vistos.setdefault(paso, de)
        if nuevos:
            pendientes_de_ver.append((punto, False))

    for punto, pasos in puntos_de_partida():
        pendientes_de_ver.append((punto, True))
        for paso in pasos:
            vistos.setdefault(paso, "ruta")
            conocidos.add((paso.hecho, paso.de, paso.a))
    sin_pendientes, burladas, cuantos = [], [], 0
    while pendientes_de_ver:
        punto, con_todos = pendientes_de_ver.popleft()
        cuantos += 1
        if punto.caso.abierto and not pendientes(punto.caso, punto.v):
            sin_pendientes.append(punto)
        for decision, rol, datos in posibles(punto, todos=con_todos):
            ctx = punto.contexto(rol)
            hechos = intentar(decision, punto.caso, datos, ctx)
            if isinstance(hechos, Rechazo) or not hechos:
                continue
            if decision.si(punto.caso, ctx) is not None:
                burladas.append(f"{decision.nombre} in {punto.caso.etapa}: {decision.si(punto.caso, ctx)}")
            siguiente, pasos = punto.con(hechos, ctx)
            roles = (
                decision.quien if not con_todos and any(_sin_ver(p, decision, vistos) for p in pasos) else ()
            )
            anotar(siguiente, pasos, decision.nombre)
            for otro in roles:
                _anotar_rol(punto, decision, datos, otro, vistos)
        for momento in [*siguientes_momentos(punto)[:3], punto.ahora + timedelta(days=60)]:
            anotar(*reloj(punto, momento), "reloj")
    return Exploracion(vistos, sin_pendientes, burladas, cuantos)


def _sin_ver(paso: Paso, decision: Decision, vistos: dict[Paso, str]) -> bool:
    """Whether some role that may take the decision was not seen to cause this."""
    return any(paso._replace(rol=rol) not in vistos for rol in decision.quien)


def _anotar_rol(punto: Punto, decision: Decision, datos: Any, rol: str, vistos: dict[Paso, str]) -> None:
    ctx = punto.contexto(rol)
    hechos = intentar(decision, punto.caso, datos, ctx)
    for paso in punto.con(hechos, ctx)[1] if isinstance(hechos, list) else ():
        vistos.setdefault(paso, decision.nombre)


def test_cada_hecho_del_caso_esta_en_la_tabla():
    del_caso = {c for c in HECHOS.values() if c.__module__.startswith("casos.mediacion.")}
    assert {t.hecho for t in TABLA} == del_caso


def test_hay_datos_de_prueba_para_cada_decision():
    assert set(PARA) == set(DECISIONES)


def test_lo_que_las_decisiones_permiten_esta_en_la_tabla():
    fuera = {(*paso, de) for paso, de in explorar().pasos.items() if de_la_tabla(*paso) is None}
    assert {(h.__name__, str(d), str(a), r, de) for h, d, a, r, de in fuera} == set()


def test_lo_que_esta_en_la_tabla_lo_permiten_las_decisiones():
    pasos = explorar().pasos
    vistos = {(p.hecho, p.de, p.a) for p in pasos}
    roles = {(p.hecho, p.rol) for p in pasos}
    faltan = [
        f"{t.hecho.__name__}: {de or '-'} → {a}"
        for t in TABLA
        for de, a in _flechas(t)
        if (t.hecho, de, a) not in vistos
    ]
    faltan += [
        f"{t.hecho.__name__} by {rol}" for t in TABLA for rol in t.quien if (t.hecho, rol) not in roles
    ]
    assert faltan == []


def _flechas(t: Transicion) -> Iterator[tuple[object, object]]:
    for de in t.de:
        for a in t.a or {de}:
            yield de, a


def test_ningun_caso_abierto_se_queda_sin_siguiente_accion():
    olvidados = {(p.caso.etapa, p.asientos[-1].hecho.nombre()) for p in explorar().sin_pendientes}
    assert olvidados == set()
    assert explorar().puntos > 500


def test_si_la_guarda_dice_que_no_la_decision_no_da_hechos():
    assert explorar().guarda_burlada == []


def test_las_permitidas_dicen_lo_mismo_que_las_decisiones():
    """Whatever gives facts for a role is offered to it; and what is hindered says why, in words."""
    for ruta in RUTAS[::9]:
        for punto, _ in list(recorrer(ruta))[::4]:
            for rol in ("responsable", "coordinador", "contabilidad"):
                ctx = punto.contexto(rol)
                ofrecidas = {p.decision: p for p in permitidas(punto.caso, rol, ctx)}
                assert all((p.motivo is None) is p.permitida for p in ofrecidas.values())
                for decision, otro, datos in posibles(punto):
                    if otro == rol and isinstance(intentar(decision, punto.caso, datos, ctx), list):
                        da_hechos = intentar(decision, punto.caso, datos, ctx) != []
                        assert not da_hechos or ofrecidas[decision.nombre].permitida


def test_cada_pendiente_se_puede_hacer_y_se_puede_explicar():
    """Its actions exist and its own role may take one, its rule is in the policy, its dates are in order."""
    reglas = BASE.politica(1).reglas
    for ruta in RUTAS:
        for punto, _ in recorrer(ruta):
            for p in pendientes(punto.caso, punto.v):
                assert set(p.acciones) <= set(DECISIONES), p
                assert any(p.rol in DECISIONES[accion].quien for accion in p.acciones), p
                assert p.regla in reglas, p
                assert p.visible <= p.vence, p
                assert p.quita.startswith("Se quita"), p


def test_lo_que_no_espera_en_una_suspension_son_decisiones():
    assert set(DECISIONES) >= NO_ESPERAN
