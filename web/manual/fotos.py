"""The pictures of the manual: a small demo instance, served to Chromium as each of its people, screen by screen."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from waitress.server import create_server

from casos.asiento import Historia
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local
from flujos import pendientes
from web import instancia as instancias
from web.actual import EXTENSION
from web.ajustes import Ajustes
from web.app import crear_app
from web.demo.construir import construir
from web.demo.personal import clave_de
from web.instancia import Instancia
from web.manual.chromium import fotografiar
from web.manual.texto import ALTO, ANCHO

PRESENTE = datetime(2026, 11, 20, 17, 45, tzinfo=UTC)
"""Friday, a quarter to eleven in Sonora: always the same pictures."""
CASOS, SEMILLA = 80, 1
QUIEN = "ana"
AGENDA = (
    "Exp.\tNúm. sesión\tFecha y hora\tSala\tInvitado\tCrédito\n"
    "CJA/2100/2026\t1a\t08/12/2026 9:00\tSala 1\t{nombre}\t{credito}\n"
    "CJA/2101/2026\t1a\t08/12/2026 10:00\tSala 1\tTAPIA FÉLIX, ÓSCAR\t\n"
    "CJA/2102/2026\t1a\t31/02/2026 10:00\tSala 2\tNÚÑEZ SOTO, CARLA\t\n"
)
Avance = Callable[[int, int], None]


class ComoAlguien:
    """The application for somebody who is logged in, whatever cookie the browser brings."""

    def __init__(self, app: Flask) -> None:
        self._app, self.galleta = app, ""

    def __call__(self, entorno: dict[str, Any], empezar: Any) -> Any:
        """Answer a request."""
        entorno["HTTP_COOKIE"] = self.galleta
        return self._app(entorno, empezar)


class Demostracion(NamedTuple):
    """A built demo: the application, its open instance, and the password of everybody."""

    app: Flask
    abierta: Instancia
    clave: str


@contextmanager
def demostracion(carpeta: Path) -> Iterator[Demostracion]:
    """Build it in an empty folder, its clock stopped at PRESENTE."""
    ajustes = Ajustes(instancia=carpeta, base_datos="")
    construir(ajustes, casos=CASOS, semilla=SEMILLA, hasta=PRESENTE)
    ahora = PRESENTE + timedelta(minutes=1)
    app = crear_app(ajustes)
    abierta = instancias.abrir(ajustes, lambda: ahora)
    abierta.ahora = lambda: ahora  # type: ignore[method-assign]
    servicio = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = servicio._replace(presente=abierta.ahora, abierta=lambda: abierta)
    try:
        yield Demostracion(app, abierta, clave_de(carpeta) or "")
    finally:
        servicio.almacen.motor.dispose()
        abierta.cerrar()


def tomar(demo: Demostracion, carpeta: Path, avance: Avance = lambda hechas, total: None) -> None:
    """Every picture, as NAME.png in a folder. Raises SinChromium."""
    carpeta.mkdir(parents=True, exist_ok=True)
    galleta, importado = _entrar(demo)
    tomas = direcciones(demo.abierta, importado)
    servida = ComoAlguien(demo.app)
    servidor = create_server(servida, host="127.0.0.1", port=0, threads=2)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a browser asks for many files at once
    hilo = threading.Thread(target=servidor.run, daemon=True)
    hilo.start()
    try:
        for n, (nombre, url) in enumerate(tomas.items(), start=1):
            servida.galleta = "" if nombre == "entrar" else galleta
            fotografiar(
                f"http://127.0.0.1:{servidor.effective_port}{url}", carpeta / f"{nombre}.png", ANCHO, ALTO
            )
            avance(n, len(tomas))
    finally:
        servidor.close()
        hilo.join(5)


def _entrar(demo: Demostracion) -> tuple[str, str]:
    """The cookie of the officer, and the preview of an agenda that they have just pasted."""
    cliente = demo.app.test_client()
    demo.app.config["WTF_CSRF_ENABLED"] = False
    cliente.post("/entrar", data={"usuario": QUIEN, "clave": demo.clave})
    galleta = cliente.get_cookie(str(demo.app.config["SESSION_COOKIE_NAME"]))
    importado = cliente.post("/importar/", data={"clase": "agenda", "texto": _agenda(demo.abierta)}).location
    if galleta is None or importado is None:
        raise RuntimeError("la demostración no dejó entrar a su responsable")
    return f"{galleta.key}={galleta.value}", importado


def _agenda(abierta: Instancia) -> str:
    """What the court sends: somebody who is known, somebody who is not, and a day that does not exist."""
    caso = _caso(abierta, lambda c: c.etapa is Etapa.REGISTRADO).caso
    ficha = abierta.boveda.leer(caso.apertura.persona_id)
    return AGENDA.format(nombre=ficha.nombre, credito=next(iter(caso.creditos)))


def direcciones(abierta: Instancia, importado: str) -> dict[str, str]:
    """The address of each picture, by its name."""
    seguido = _caso(abierta, lambda c: c.etapa is Etapa.EN_SEGUIMIENTO).caso_id
    por_convenir = _caso(abierta, lambda c: c.etapa is Etapa.REGISTRADO and len(c.creditos) > 1).caso_id
    return {
        "entrar": "/entrar",
        "mi-dia": "/mi-dia/",
        "pendientes": f"/pendientes/?sel={_por_llamar(abierta)}",
        "buscar": "/buscar/?q=nunez",
        "importar": importado,
        "agenda": "/agenda/?sede=",
        "expediente": f"/casos/{seguido}/",
        "opciones": f"/casos/{por_convenir}/opciones/?mensual=1200&inicial=3000",
        "estado-de-cuenta": f"/casos/{seguido}/estado-de-cuenta/",
        "atencion": "/atencion/",
        "reportes": "/reportes/",
    }


def _por_llamar(abierta: Instancia) -> str:
    """The officer's row that has asked for a call for longest, as the list names it."""
    versiones, hoy = abierta.casos.versiones(), dia_local(PRESENTE)
    filas = [
        (p.vence, f"{h.caso_id}/{p.tipo}/{p.clave}")
        for h in _suyas(abierta)
        for p in pendientes(h, versiones)
        if p.usuario == QUIEN and p.acciones[:1] == ("registrar_llamada",) and p.visible <= hoy
    ]
    return min(filas)[1]


def _caso(abierta: Instancia, sirve: Callable[[Caso], bool]) -> Historia:
    """The officer's longest case of those that serve."""
    return max((h for h in _suyas(abierta) if sirve(h.caso)), key=lambda h: (h.version, str(h.caso_id)))


def _suyas(abierta: Instancia) -> list[Historia]:
    todas = (abierta.casos.historia(caso_id) for caso_id, _ in abierta.casos.registro.por_caso())
    return [
        h for h in todas if h and isinstance(h.caso, Caso) and h.caso.etapa and h.caso.apertura.responsable == QUIEN
    ]  # fmt: skip
