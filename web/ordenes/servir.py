"""`mediacion servir`: the pages on one port, with the clock and the sealer beside them, until it is told to stop."""

import errno
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from web.ajustes import Ajustes, leer_ajustes
from web.cli import ErrorDeUso

if TYPE_CHECKING:
    from web.instancia import Instancia

CADA_S = 60.0
PUERTOS = click.IntRange(1, 65535)


@click.command()
@click.option("--puerto", type=PUERTOS, help="Puerto; si no se dice, el de los ajustes (8000).")
@click.option("--host", help="Dirección en que escucha; si no se dice, solo este equipo (127.0.0.1).")
def servir(puerto: int | None, host: str | None) -> None:
    """Sirve las páginas y corre el reloj; se detiene con Ctrl+C o con SIGTERM."""
    servir_en(leer_ajustes(), host=host, puerto=puerto)


def servir_en(ajustes: Ajustes, *, host: str | None = None, puerto: int | None = None) -> None:
    """Serve an instance in this process until a signal comes, then close it in order.

    Raises AjustesInvalidos when there is no instance or a paper's template of its own cannot be printed, and
    ErrorDeUso when the port cannot be had.
    """
    from web.actual import EXTENSION
    from web.app import ENVIOS_CON_ESCANEOS, MEGA, crear_app
    from web.instancia import InstanciaInexistente
    from web.papeles.revision import revisar

    if not ajustes.archivo_clave_registro.exists():
        raise InstanciaInexistente(ajustes.instancia)
    revisar(ajustes.instancia)
    app = crear_app(ajustes)
    donde = (host or ajustes.host, puerto or ajustes.puerto)
    servidor = _escuchar(app, *donde, (ENVIOS_CON_ESCANEOS * ajustes.megas_por_envio + 1) * MEGA)
    servicio = app.extensions[EXTENSION]
    instancia = servicio.abierta()
    vigia = Vigia(instancia, _turnos())
    signal.signal(signal.SIGTERM, _terminar)
    try:
        vigia.start()
        click.echo(f"Abra http://{_visible(donde[0])}:{donde[1]} (se detiene con Ctrl+C).")
        servidor.run()  # comes back when a signal interrupts it, its requests answered
    finally:
        servidor.close()
        vigia.detener()
        instancia.cerrar()
        servicio.almacen.motor.dispose()
    click.echo("Servidor detenido.")


def _escuchar(app: Any, host: str, puerto: int, tope: int) -> Any:
    """The server on its port; the socket is taken here, because waitress leaves one open when it cannot."""
    from web.servidor import hacer_servidor

    familia = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        enchufe = socket.create_server((host, puerto), family=familia)
    except OSError as error:
        raise ErrorDeUso(_por_que_no(error, host, puerto)) from error
    return hacer_servidor(app, enchufe, tope)


def _por_que_no(error: OSError, host: str, puerto: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"El puerto {puerto} ya está en uso: detenga el otro programa o elija otro con --puerto."
    if error.errno == errno.EACCES:
        return f"No hay permiso para usar el puerto {puerto}; elija uno mayor que 1023 con --puerto."
    return f"No se puede escuchar en «{host}», puerto {puerto}: revise --host. ({error.strerror})"


def _visible(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104 - read only


def _terminar(numero: int, marco: FrameType | None) -> NoReturn:
    raise SystemExit(0)


Turno = Callable[["Instancia"], object]


def _turnos() -> tuple[Turno, ...]:
    """What is done every minute: the search made ready before somebody asks it (ten seconds for 100,000 people the
    first time), the clock's due decisions, with the views kept up to date, the day's seal, carrying it out of the
    building, and the reports of months that closed."""
    from web import despertador, salidas_de_sellos, sellos
    from web.informe.hacer import hacer_los_que_faltan

    return (
        preparar_buscador, despertador.correr, sellos.sellar_si_toca, salidas_de_sellos.llevar, hacer_los_que_faltan,
    )  # fmt: skip


def preparar_buscador(instancia: "Instancia") -> None:
    """Bring the index of names up to date."""
    instancia.buscador.ponerse_al_dia()


class Vigia(threading.Thread):
    """Takes its turns at once and then every minute. One that fails is reported and stops no other."""

    def __init__(self, instancia: "Instancia", turnos: Sequence[Turno], cada_s: float = CADA_S) -> None:
        super().__init__(name="vigia", daemon=True)
        self._instancia, self._turnos, self._cada_s = instancia, turnos, cada_s
        self._alto = threading.Event()

    def run(self) -> None:
        """Each turn in a thread of its own, so that what it raises is reported by Python and ends only that one."""
        while not self._alto.is_set():
            for turno in self._turnos:
                hilo = threading.Thread(target=turno, args=(self._instancia,), name=f"turno {turno.__name__}")
                hilo.start()
                hilo.join()
            self._alto.wait(self._cada_s)

    def detener(self) -> None:
        """Finish the turns at hand and take no other."""
        self._alto.set()
        if self.is_alive():
            self.join()
