"""The ways of the cases, their times and their variants equal what a count over the histories gives."""

from collections import Counter
from itertools import pairwise
from math import ceil

import pytest

from casos.mediacion.estado import Caso
from flujos.pasos import Paso, pasos, recorrer
from proyecciones.consultas import procesos as consulta
from proyecciones.consultas.procesos import Filtro
from tests.web.demo.conftest import historias
from web.instancia import Instancia


@pytest.fixture(scope="module")
def recorridos(instancia_chica: Instancia) -> dict[str, list[Paso]]:
    return {str(h.caso_id): pasos(recorrer(h)) for h in historias(instancia_chica)}


def rango(valores: list[int], p: int) -> int:
    return sorted(valores)[max(ceil(len(valores) * p / 100), 1) - 1]


def test_los_movimientos_y_sus_tiempos(instancia_chica: Instancia, recorridos: dict[str, list[Paso]]) -> None:
    tiempos: dict[tuple[str, str], list[int]] = {}
    for suyos in recorridos.values():
        entro = None
        for p in (p for p in suyos if p.mueve):
            if entro is not None and p.de and p.a:
                tiempos.setdefault((p.de, p.a), []).append(int((p.en - entro).total_seconds()))
            entro = p.en
    with instancia_chica.almacen.leer() as conexion:
        dados = consulta.movimientos(conexion, Filtro())
    assert {(t.de, t.a): (t.veces, t.mediana, t.p90, t.total) for t in dados} == {
        par: (len(v), rango(v, 50), rango(v, 90), sum(v)) for par, v in tiempos.items()
    }
    assert dados


def test_los_pasos_que_se_siguen(instancia_chica: Instancia, recorridos: dict[str, list[Paso]]) -> None:
    pares = Counter(
        (uno.asiento.hecho.nombre(), otro.asiento.hecho.nombre())
        for suyos in recorridos.values()
        for uno, otro in pairwise(suyos)
    )
    with instancia_chica.almacen.leer() as conexion:
        dados = consulta.entre_pasos(conexion, Filtro())
        for t in dados[:5]:
            filas, total = consulta.casos_de_tramo(conexion, Filtro(), t.de, t.a, etapas=False, limite=1000)
            assert total == len(filas) == t.veces
            assert filas[0].tardo >= t.p90 >= t.mediana
    assert {(t.de, t.a): t.veces for t in dados} == pares


@pytest.mark.parametrize("con_hechos", [False, True])
def test_las_variantes_y_sus_casos(
    instancia_chica: Instancia, recorridos: dict[str, list[Paso]], con_hechos: bool
) -> None:
    caminos = Counter(
        " > ".join(
            p.asiento.hecho.nombre() if con_hechos else str(p.a) for p in suyos if p.mueve or con_hechos
        )
        for suyos in recorridos.values()
    )
    with instancia_chica.almacen.leer() as conexion:
        dadas, distintas = consulta.variantes(conexion, Filtro(), con_hechos=con_hechos, limite=1000)
        assert {v.camino: v.casos for v in dadas} == caminos
        assert distintas == len(caminos)
        for v in dadas:
            filas, total = consulta.casos_de_variante(
                conexion, Filtro(), v.camino, con_hechos=con_hechos, limite=1
            )
            assert total == v.casos
            assert len(filas) == 1


def test_los_filtros_parten_los_casos(instancia_chica: Instancia) -> None:
    with instancia_chica.almacen.leer() as conexion:
        todos = consulta.cuantos(conexion, Filtro())
        por_sede = [consulta.cuantos(conexion, Filtro(sede=s)) for s in ("HMO", "OBR", "NOG")]
        filas, fuera = consulta.fuera_del_flujo(conexion, Filtro(), limite=5)
    assert sum(por_sede) == todos == len(historias(instancia_chica))
    assert all(isinstance(h.caso, Caso) for h in historias(instancia_chica))
    assert (list(filas), fuera) == ([], 0)
