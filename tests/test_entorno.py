"""The servers and the browser that the tests start themselves are what other tests think they are."""

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

RAIZ = Path(__file__).parent.parent


def _uno(url: str, consulta: str) -> object:
    with psycopg.connect(url) as conexion:
        return conexion.execute(consulta).fetchone()[0]


def test_cada_prueba_recibe_una_base_vacia_de_un_servidor_sin_red(postgres_url):
    assert _uno(postgres_url, "SHOW listen_addresses") == ""
    assert _uno(postgres_url, "SHOW server_encoding") == "UTF8"
    assert _uno(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


@pytest.mark.skipif(
    "MEDIACION_PRUEBAS_PG" in os.environ, reason="la durabilidad de un servidor ajeno es suya"
)
def test_el_servidor_duradero_espera_al_disco_y_el_otro_no(postgres_url, postgres_durable_url):
    assert _uno(postgres_durable_url, "SHOW fsync") == "on"
    assert _uno(postgres_durable_url, "SHOW full_page_writes") == "on"
    assert _uno(postgres_url, "SHOW fsync") == "off"


def test_los_dos_motores_abren_con_la_misma_direccion(motor_url):
    motor = create_engine(motor_url)
    with motor.begin() as conexion:
        conexion.execute(text("CREATE TABLE casa (numero INTEGER)"))
        conexion.execute(text("INSERT INTO casa VALUES (7)"))
        assert conexion.execute(text("SELECT numero FROM casa")).scalar() == 7
    motor.dispose()


@pytest.mark.parametrize("forma_de_morir", ["termina", "la matan"])
def test_no_queda_ningun_servidor_cuando_la_corrida_acaba(tmp_path, forma_de_morir):
    programa = tmp_path / "corrida.py"
    programa.write_text(
        textwrap.dedent("""
            import os, sys
            from tests.entorno.servidor_postgres import Corrida
            corrida = Corrida.nueva()
            corrida.servidor(duradero=False)
            print(corrida.directorio, flush=True)
            sys.stdin.readline()
            corrida.terminar()
        """)
    )
    entorno = {k: v for k, v in os.environ.items() if k != "MEDIACION_PRUEBAS_PG"} | {"PYTHONPATH": str(RAIZ)}
    with subprocess.Popen(
        [sys.executable, str(programa)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=entorno
    ) as proceso:
        directorio = Path(proceso.stdout.readline().strip())
        if not directorio.name:
            pytest.skip("no hay PostgreSQL que arrancar")
        pid = int(next(directorio.glob("rapido*/datos/postmaster.pid")).read_text().split()[0])
        assert _vive(pid)
        if forma_de_morir == "la matan":
            proceso.kill()
        else:
            proceso.communicate("\n")
    limite = time.monotonic() + 30
    while (directorio.exists() or _vive(pid)) and time.monotonic() < limite:
        time.sleep(0.1)
    assert not directorio.exists()
    assert not _vive(pid)


def _vive(pid: int) -> bool:
    """Whether the process still runs (one that has ended and that nobody has collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_la_pagina_habla_espanol_de_mexico_y_vive_en_hermosillo(pagina):
    assert pagina.evaluate("navigator.language") == "es-MX"
    assert pagina.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "America/Hermosillo"


def test_lo_que_la_pagina_reprocha_queda_anotado(pagina, faltas):
    politica = "default-src 'none'; script-src 'self'"
    pagina.route(
        "http://prueba.local/**",
        lambda ruta: ruta.fulfill(
            status=200,
            headers={"Content-Security-Policy": politica, "Content-Type": "text/html"},
            body="<!doctype html><p onclick='x()'>hola</p><script>document.title = 'mal'</script>",
        ),
    )
    pagina.goto("http://prueba.local/")
    pagina.evaluate("setTimeout(() => { throw new Error('se rompió') })")
    pagina.wait_for_timeout(200)
    assert any("Content Security Policy" in falta for falta in faltas)
    assert any("se rompió" in falta for falta in faltas)
    faltas.clear()
