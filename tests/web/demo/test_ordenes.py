"""`demo`, `servir` and `doctor` from the command line: their messages, their codes, and how they stop."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from flujos import despertares
from tests.web.demo.conftest import Hecha, historias
from web import almacen, cli, sellos
from web import instancia as instancias
from web.ajustes import Ajustes, leer_ajustes
from web.demo.personal import PERSONAL, clave_de
from web.instancia import Ensayo
from web.ordenes.servir import Vigia
from web.reloj import ahora


@pytest.fixture
def orden(monkeypatch, capsys):
    """Run `mediacion …` on an instance: (exit code, stdout, stderr)."""

    def correr(*args: str, en: Path | None = None):
        if en is not None:
            monkeypatch.setenv("MEDIACION_INSTANCIA", str(en))
        with pytest.raises(SystemExit) as salida:
            cli.principal(args)
        return (salida.value.code, *capsys.readouterr())

    return correr


@pytest.fixture
def trabajo(tmp_path: Path) -> Path:
    """A real instance, empty."""
    ajustes = Ajustes(instancia=tmp_path / "trabajo", base_datos="")
    instancias.iniciar(ajustes)
    servicio = almacen.abrir(ajustes)
    servicio.crear()
    servicio.motor.dispose()
    return ajustes.instancia


@pytest.fixture
def copia(chica: Hecha, tmp_path: Path) -> Path:
    return shutil.copytree(chica.ajustes.instancia, tmp_path / "copia")


# ---------------------------------------------------------------------------------------------------- demo


def test_la_demostracion_se_construye_y_dice_como_entrar(orden, tmp_path):
    carpeta = tmp_path / "nueva"
    codigo, salida, _ = orden("demo", "--casos", "2", "--sin-servir", "--instancia", str(carpeta))
    assert (codigo, Ensayo(carpeta).permitido) == (0, True)
    clave = clave_de(carpeta)
    renglones = [renglon.split() for renglon in salida.splitlines()]
    assert {e.usuario for e in PERSONAL} == {r[0] for r in renglones if len(r) > 1 and r[1] == clave}


def test_la_segunda_vez_se_usa_la_que_hay(orden, copia):
    codigo, salida, _ = orden("demo", "--casos", "9", "--sin-servir", "--instancia", str(copia))
    assert codigo == 0
    assert "ya hay una instancia de demostración" in salida
    assert clave_de(copia) in salida


def test_no_se_sirve_una_instancia_de_trabajo_como_demostracion(orden, trabajo):
    codigo, salida, error = orden("demo", "--sin-servir", "--instancia", str(trabajo))
    assert (codigo, salida) == (2, "")
    assert "«mediacion servir»" in error
    assert not Ensayo(trabajo).permitido


def test_una_carpeta_con_otras_cosas_no_se_toca(orden, tmp_path):
    (tmp_path / "notas.txt").write_text("no me borres")
    codigo, _, error = orden("demo", "--sin-servir", "--instancia", str(tmp_path))
    assert codigo == 2
    assert "no está vacía" in error
    assert (tmp_path / "notas.txt").exists()


def test_la_demostracion_no_va_en_postgresql(orden, tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIACION_BASE_DATOS", "postgresql://localhost/real")
    codigo, _, error = orden("demo", "--sin-servir", "--instancia", str(tmp_path / "x"))
    assert (codigo, "MEDIACION_BASE_DATOS" in error) == (2, True)


# -------------------------------------------------------------------------------------------------- servir


@contextmanager
def _servir(carpeta: Path, puerto: int) -> Iterator[subprocess.Popen[str]]:
    """The server in a process of its own, once it answers; gone at the end, whatever happens."""
    # A shell that runs the tests in the background has what they start ignore Ctrl+C.
    atiende = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    programa = f"{atiende}; from web.cli import principal; principal()"
    proceso = subprocess.Popen(
        [sys.executable, "-c", programa, "servir", "--puerto", str(puerto)],
        env={**os.environ, "MEDIACION_INSTANCIA": str(carpeta), "MEDIACION_BASE_DATOS": ""},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    try:
        assert f"http://127.0.0.1:{puerto}" in proceso.stdout.readline()
        yield proceso
    finally:
        proceso.kill()
        proceso.communicate()


def _puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


@pytest.mark.parametrize("senal", [signal.SIGTERM, signal.SIGINT])
def test_sirve_hasta_que_se_le_pide_parar_y_cierra_en_orden(copia, senal):
    puerto = _puerto_libre()
    with _servir(copia, puerto) as proceso:
        with urlopen(f"http://127.0.0.1:{puerto}/salud") as respuesta:
            assert respuesta.read() == b"bien\n"
        with urlopen(f"http://127.0.0.1:{puerto}/entrar") as respuesta:
            assert "Entrar" in respuesta.read().decode()
        proceso.send_signal(senal)
        salida, error = proceso.communicate(timeout=60)
    assert (proceso.returncode, "Servidor detenido." in salida, error) == (0, True, "")
    assert not list(copia.glob("hechos.sqlite-wal")) or not (copia / "hechos.sqlite-wal").stat().st_size


def test_una_ruta_que_no_existe_no_detiene_al_servidor(copia):
    puerto = _puerto_libre()
    with _servir(copia, puerto):
        with pytest.raises(HTTPError) as rechazo:
            urlopen(f"http://127.0.0.1:{puerto}/no-existe")
        rechazo.value.close()
        with urlopen(f"http://127.0.0.1:{puerto}/salud") as respuesta:
            assert respuesta.status == 200
    assert rechazo.value.code == 404


def test_sin_instancia_no_sirve(orden, tmp_path):
    codigo, _, error = orden("servir", en=tmp_path / "nada")
    assert codigo == 2
    assert "mediacion iniciar" in error


def test_con_el_puerto_ocupado_lo_dice(orden, trabajo):
    with socket.socket() as ocupado:
        ocupado.bind(("127.0.0.1", 0))
        ocupado.listen()
        puerto = ocupado.getsockname()[1]
        codigo, _, error = orden("servir", "--puerto", str(puerto), en=trabajo)
    assert codigo == 2
    assert f"El puerto {puerto} ya está en uso" in error


def test_con_una_direccion_que_no_es_de_aqui_lo_dice(orden, trabajo):
    codigo, _, error = orden("servir", "--host", "no.existe.invalid", "--puerto", "8123", en=trabajo)
    assert (codigo, "--host" in error) == (2, True)


def test_un_turno_del_reloj_que_falla_no_impide_el_siguiente(monkeypatch):
    fallas, otra_vez = [], threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda args: fallas.append(args.exc_value))

    def turno(instancia: object) -> None:
        if not fallas:
            raise OSError("disco lleno")
        otra_vez.set()

    vigia = Vigia(None, [turno], cada_s=0.01)
    vigia.start()
    assert otra_vez.wait(30)
    vigia.detener()
    assert [str(falla) for falla in fallas] == ["disco lleno"]


def test_mientras_sirve_corren_el_reloj_y_el_sellador(copia):
    Ensayo(copia).adelantar_hasta(ahora() + timedelta(days=90))
    with _servir(copia, _puerto_libre()) as proceso:
        proceso.send_signal(signal.SIGTERM)
        proceso.communicate(timeout=60)
    abierta = instancias.abrir(Ajustes(instancia=copia, base_datos=""))
    debidos = [
        d
        for h in historias(abierta)
        for d in despertares(h, abierta.casos.versiones())
        if d.instante <= abierta.ahora() - timedelta(hours=1)
    ]
    sello = sellos.ultimo(abierta)
    abierta.cerrar()
    assert debidos == []
    assert sello is not None


# -------------------------------------------------------------------------------------------------- doctor


def _avisos(orden, carpeta: Path) -> tuple[int, dict[str, object]]:
    codigo, salida, _ = orden("doctor", "--json", en=carpeta)
    return codigo, json.loads(salida)


def _graves(documento: dict[str, object]) -> list[str]:
    return [aviso["texto"] for aviso in documento["avisos"] if aviso["grave"]]


def test_una_instancia_sana_esta_en_orden(orden, copia):
    codigo, documento = _avisos(orden, copia)
    assert (codigo, documento["correcto"], _graves(documento)) == (0, True, [])
    codigo, salida, _ = orden("doctor", en=copia)
    assert (codigo, salida.splitlines()[-1]) == (0, "Todo en orden.")


def test_sin_instancia_el_doctor_dice_como_crearla(orden, tmp_path):
    codigo, salida, error = orden("doctor", "--json", en=tmp_path / "nada")
    assert (codigo, salida, "mediacion iniciar" in error) == (2, "", True)


def test_el_doctor_dice_que_valores_siguen_supuestos(orden, copia):
    _, documento = _avisos(orden, copia)
    (nota,) = [a for a in documento["avisos"] if a["que"] == "reglas"]
    assert not nota["grave"]
    assert "Interés moratorio (0 % anual)" in nota["texto"]


@pytest.mark.parametrize("clave", ["registro.key", "sesiones.key"])
def test_una_clave_que_otros_leen_es_grave(orden, copia, clave):
    (copia / "claves" / clave).chmod(0o644)
    codigo, documento = _avisos(orden, copia)
    assert (codigo, documento["correcto"]) == (1, False)
    assert any(clave in texto and "chmod 600" in texto for texto in _graves(documento))


def test_una_clave_que_falta_es_grave(orden, copia):
    (copia / "claves" / "sesiones.key").unlink()
    codigo, documento = _avisos(orden, copia)
    assert codigo == 1
    assert any("Falta" in texto and "sesiones.key" in texto for texto in _graves(documento))


def test_un_reloj_atrasado_es_grave(orden, copia, monkeypatch):
    monkeypatch.setattr("web.reloj.ahora", lambda: ahora() - timedelta(days=900))
    codigo, documento = _avisos(orden, copia)
    assert codigo == 1
    assert any("está atrasado" in texto for texto in _graves(documento))


def test_un_anio_sin_calendario_es_grave(orden, copia):
    Ensayo(copia).adelantar_hasta(ahora() + timedelta(days=365 * 4))
    codigo, documento = _avisos(orden, copia)
    assert codigo == 1
    assert any("está vacío" in texto for texto in _graves(documento))
    assert any("adelantado" in aviso["texto"] for aviso in documento["avisos"])


def test_un_caso_en_revision_tecnica_es_grave(orden, copia):
    abierta = instancias.abrir(Ajustes(instancia=copia, base_datos=""))
    caso_id, _ = next(abierta.casos.registro.por_caso())
    with abierta.almacen.escribir() as conexion:
        abierta.almacen.apartar(conexion, caso_id, "no se puede leer", ahora())
    abierta.cerrar()
    codigo, documento = _avisos(orden, copia)
    assert codigo == 1
    assert any(str(caso_id) in texto for texto in _graves(documento))


def test_las_funciones_de_la_biblioteca_en_postgresql_son_graves(orden, copia, monkeypatch):
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")
    codigo, documento = _avisos(orden, copia)
    assert codigo == 1
    assert any("POSTGRES_ENABLE_DB_FUNCTIONS" in texto for texto in _graves(documento))


def test_el_disco_casi_lleno_es_grave(orden, copia, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda ruta: shutil._ntuple_diskusage(10**9, 10**9 - 1, 1))
    codigo, documento = _avisos(orden, copia)
    assert codigo == 1
    assert any("MB libres" in texto for texto in _graves(documento))


def test_sin_administrador_solo_se_avisa(orden, trabajo):
    codigo, documento = _avisos(orden, trabajo)
    assert codigo == 0
    assert any(aviso["que"] == "cuentas" and not aviso["grave"] for aviso in documento["avisos"])
    assert leer_ajustes().instancia == trabajo
