"""The demo's desks know what to do about every kind of row that the flows of a case can give."""

import ast
import importlib
import inspect
import pkgutil

import pytest

import flujos.mediacion
from casos.decision import declarada
from flujos.mediacion.tras_llamada import CONSECUENCIAS
from web.demo.oficina import ATIENDEN, aprender


def _de_los_flujos() -> set[str]:
    """Every kind that the source of the flows names: `tipo="…"`, and what the tables of calls and rungs hold."""
    tipos = {consecuencia.tipo for consecuencia in CONSECUENCIAS.values()}
    for modulo in pkgutil.iter_modules(flujos.mediacion.__path__, "flujos.mediacion."):
        arbol = ast.parse(inspect.getsource(importlib.import_module(modulo.name)))
        for nodo in ast.walk(arbol):
            if isinstance(nodo, ast.keyword) and nodo.arg == "tipo" and isinstance(nodo.value, ast.Constant):
                tipos.add(nodo.value.value)
            elif isinstance(nodo, ast.Assign) and ast.unparse(nodo.targets[0]) == "_PELDANOS":
                tipos |= {ast.literal_eval(escalon.elts[0]) for escalon in nodo.value.values}
    return tipos


@pytest.fixture(scope="module", autouse=True)
def _aprendido():
    aprender()


def test_se_sabe_atender_cada_pendiente_que_los_flujos_pueden_dar():
    tipos = _de_los_flujos()
    assert len(tipos) > 50
    assert tipos - set(ATIENDEN) == set()


def test_no_se_atiende_lo_que_nadie_pide():
    assert set(ATIENDEN) - _de_los_flujos() == set()


def test_cada_accion_que_se_ofrece_existe(instancia_chica):
    from flujos import pendientes
    from tests.web.demo.conftest import historias

    v = instancia_chica.casos.versiones()
    acciones = {a for h in historias(instancia_chica) for p in pendientes(h, v) for a in p.acciones}
    assert acciones
    assert all(declarada(accion) for accion in acciones)
