"""Figures, ways of the cases, reports and exports of the same log give the same on SQLite and on PostgreSQL."""

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casos.tipo import tipos
from proyecciones.consultas import medidas, procesos
from proyecciones.consultas.edades import por_edad
from proyecciones.consultas.medidas import MEDIDAS, Alcance, Conexion
from proyecciones.consultas.procesos import Filtro
from proyecciones.exportes import hoja, ocel, xes
from proyecciones.exportes.historias import contar
from proyecciones.exportes.ocel_formatos import escritor_de
from tests.web.demo.conftest import VIERNES, Hecha
from web import almacen, mudanza
from web import instancia as instancias
from web.ajustes import Ajustes
from web.informe.cifras import reunir
from web.instancia import Instancia

ALCANCES = (
    Alcance(date(2026, 1, 1), date(2026, 12, 31)),
    Alcance(date(2026, 10, 1), date(2026, 10, 31), "HMO"),
    Alcance(date(2026, 11, 1), date(2026, 11, 30), None, "ana"),
)
FILTROS = (Filtro(), Filtro(sede="HMO"), Filtro(responsable="ana"), Filtro(desde=date(2026, 10, 15)))


@pytest.fixture
def mudada(chica: Hecha, tmp_path: Path, postgres_url: str) -> Iterator[Instancia]:
    """The small demo, carried to PostgreSQL."""
    carpeta = shutil.copytree(chica.ajustes.instancia, tmp_path / "mudada")
    aqui = instancias.abrir(Ajustes(instancia=carpeta, base_datos=""), lambda: VIERNES)
    mudanza.mudar(aqui, postgres_url)
    aqui.cerrar()
    abierta = instancias.abrir(Ajustes(instancia=carpeta, base_datos=postgres_url), lambda: VIERNES)
    yield abierta
    abierta.cerrar()


def cifras(conexion: Conexion) -> Iterator[Any]:
    for alcance in ALCANCES:
        for clave, medida in MEDIDAS.items():
            yield clave, alcance, medidas.valor(conexion, medida, alcance)
            yield medidas.por_persona(conexion, medida, alcance), medidas.por_sede(conexion, medida, alcance)
            yield [tuple(f) for f in medidas.renglones(conexion, medida, alcance)]
        yield medidas.quienes(conexion, alcance)
        yield por_edad(conexion, VIERNES.date(), alcance.sede, alcance.responsable)


def recorridos(conexion: Conexion) -> Iterator[Any]:
    for filtro in FILTROS:
        yield procesos.cuantos(conexion, filtro), procesos.por_etapa(conexion, filtro)
        entre = procesos.entre_pasos(conexion, filtro)
        yield procesos.movimientos(conexion, filtro), entre
        for con_hechos in (False, True):
            variantes, distintas = procesos.variantes(conexion, filtro, con_hechos=con_hechos, limite=50)
            yield distintas, {(v.camino, v.casos) for v in variantes}
        for t in entre[:3]:
            filas, total = procesos.casos_de_tramo(conexion, filtro, t.de, t.a, etapas=False, limite=20)
            yield total, sorted((str(f.caso_id), f.tardo) for f in filas)
        yield procesos.fuera_del_flujo(conexion, filtro, limite=10)


def exportes(instancia: Instancia, carpeta: Path) -> dict[str, bytes]:
    carpeta.mkdir()
    texto = io.StringIO()
    xes.escribir(texto, contar(instancia.casos, lambda n: None), "Instituto", "prueba")
    ocel.escribir(
        escritor_de("json", carpeta / "o.json"), contar(instancia.casos, lambda n: None), [t.nombre for t in tipos()]
    )  # fmt: skip
    with instancia.almacen.leer() as conexion:
        hoja.en_csv(carpeta / "c.csv", conexion, None, ["prueba"])
    return {"xes": texto.getvalue().encode()} | {a.name: a.read_bytes() for a in carpeta.iterdir()}


def test_las_cifras_y_los_recorridos_son_los_mismos(instancia_chica: Instancia, mudada: Instancia) -> None:
    for consultas in (cifras, recorridos):
        with instancia_chica.almacen.leer() as aqui, mudada.almacen.leer() as alla:
            de_aqui, de_alla = list(consultas(aqui)), list(consultas(alla))
        assert de_aqui == de_alla
        assert any(de_aqui)


def test_lo_que_se_exporta_y_lo_que_se_informa_es_lo_mismo(
    instancia_chica: Instancia, mudada: Instancia, tmp_path: Path
) -> None:
    assert exportes(instancia_chica, tmp_path / "a") == exportes(mudada, tmp_path / "b")
    informes = []
    for instancia in (instancia_chica, mudada):
        servicio = almacen.abrir(instancia.ajustes)
        informes.append(reunir(instancia, servicio, date(2026, 10, 1)))
        servicio.motor.dispose()
    (uno, sus_listas), (otro, otras_listas) = informes
    assert uno.model_copy(update={"al": otro.al}) == otro
    assert {c: sorted(map(str, f)) for c, f in sus_listas.items()} == {
        c: sorted(map(str, f)) for c, f in otras_listas.items()
    }
