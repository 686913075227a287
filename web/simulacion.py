"""What-if for screens and commands: a document of rules, and what it would have changed in every case."""

import hashlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

from flask import url_for

from casos.calendario.lectura import leer_calendarios
from casos.decision import Rechazo
from casos.politica.lectura import leer_politica
from casos.versiones import Versiones
from proyecciones import simulacion
from proyecciones.simulacion import Simulacion
from web.instancia import Instancia

Avance = Callable[[int, int], None]


def simular_politica(instancia: Instancia, texto: str, avance: Avance | None = None) -> Simulacion:
    """What a draft of the policy (TOML; what it leaves out stays) would change. Raises Rechazo naming each bad key."""
    return _simular(instancia, _borrador(instancia, "politica", texto), avance)


def simular_calendario(instancia: Instancia, texto: str, avance: Avance | None = None) -> Simulacion:
    """The same for a draft of the calendars."""
    return _simular(instancia, _borrador(instancia, "calendario", texto), avance)


def _borrador(instancia: Instancia, clase: str, texto: str) -> Versiones:
    versiones = instancia.casos.versiones()
    try:
        if clase == "politica":
            politica = leer_politica(texto, sobre=versiones.politicas[-1].politica)
            return simulacion.con_politica(versiones, politica)
        calendarios = leer_calendarios(texto, sobre=versiones.calendarios[-1].calendarios)
        return simulacion.con_calendarios(versiones, calendarios)
    except ValueError as error:
        raise Rechazo(str(error)) from error


def _simular(instancia: Instancia, borrador: Versiones, avance: Avance | None) -> Simulacion:
    return simulacion.simular(instancia.casos, borrador, instancia.ahora(), avance)


# --- for a page: beside the requests, since a large portfolio takes minutes ---

ESPERA_S = 8.0
RECORDADAS = 4
RENGLONES = 200


class Ensayo(NamedTuple):
    """A what-if as a page shows it. Until it is `listo` only `vistos` of `total` cases count."""

    listo: bool
    vistos: int
    total: int
    casos: int = 0
    cambian: int = 0
    clases: tuple[tuple[str, int], ...] = ()
    renglones: tuple[list[Any], ...] = ()
    mas: int = 0


class _Corrida(threading.Thread):
    def __init__(self, instancia: Instancia, borrador: Versiones) -> None:
        super().__init__(name="simulación", daemon=True)
        self._instancia, self._borrador = instancia, borrador
        self.vistos, self.total = 0, 0
        self.resultado: Simulacion | None = None

    def run(self) -> None:
        """Simulate; the page asks for `resultado` again."""
        self.resultado = _simular(self._instancia, self._borrador, self._avance)

    def _avance(self, vistos: int, total: int) -> None:
        self.vistos, self.total = vistos, total


_corridas: OrderedDict[tuple[Any, ...], _Corrida] = OrderedDict()
_candado = threading.Lock()


def ensayar(instancia: Instancia, clase: str, texto: str, espera_s: float = ESPERA_S) -> Ensayo:
    """Start the what-if of a document («politica» or «calendario»), or look how far it is; waits a little for it.

    Raises Rechazo naming each bad key.
    """
    borrador = _borrador(instancia, clase, texto)
    huella = hashlib.sha256(texto.encode()).hexdigest()
    clave = (id(instancia), clase, huella, instancia.casos.versiones().sello(), instancia.hoy())
    with _candado:
        corrida = _corridas.get(clave)
        if corrida is None or not (corrida.is_alive() or corrida.resultado):
            corrida = _corridas[clave] = _Corrida(instancia, borrador)
            corrida.start()
        while len(_corridas) > RECORDADAS:
            _corridas.popitem(last=False)
    corrida.join(espera_s)
    if corrida.resultado is None:
        return Ensayo(False, corrida.vistos, corrida.total)
    return _para_la_pagina(corrida.resultado)


CLASES = {
    "etapa": "etapas", "cumplimiento": "veredictos", "importe": "importes", "pendiente": "pendientes",
    "fecha": "fechas", "reloj": "actos del sistema", "acto": "actos que ya no harían falta",
}  # fmt: skip


def _para_la_pagina(s: Simulacion) -> Ensayo:
    cuenta = Counter(c.clase for c in s.cambios)
    renglones = tuple(
        [
            {"texto": "Ver caso", "url": url_for("caso.ver", caso_id=c.caso), "tono": ""},
            c.que, c.antes or "no hay", c.despues or "no habría",
        ]
        for c in s.cambios[:RENGLONES]
    )  # fmt: skip
    clases = tuple((CLASES[clase], cuenta[clase]) for clase in CLASES if cuenta[clase])
    cambian, mas = len(s.casos_que_cambian), max(len(s.cambios) - RENGLONES, 0)
    return Ensayo(True, s.casos, s.casos, s.casos, cambian, clases, renglones, mas)
