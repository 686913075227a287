"""What-if for screens and commands: a document of rules, and what it would have changed in every case."""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for

from casos.calendario.lectura import leer_calendarios
from casos.decision import Rechazo
from casos.mediacion.vocabulario import Etapa
from casos.politica.lectura import leer_politica
from casos.versiones import Versiones
from proyecciones import simulacion
from proyecciones.consultas.expedientes import fichas
from proyecciones.ensayo_de_metas import Meta
from proyecciones.simulacion import Cambio, Simulacion
from web import personas
from web.actual import instancia
from web.formato import cantidad, con_mayuscula, pesos, plural
from web.frases.palabras import dicho
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
RENGLONES = 100
"""Of each class of changes; the command lists them all."""


class Grupo(NamedTuple):
    """Changes of one class, as the rows of a table; `mas` are not shown."""

    titulo: str
    cuantos: int
    renglones: list[list[Any]]
    mas: int


class Ensayo(NamedTuple):
    """A what-if as a page shows it. Until it is `listo` only `vistos` of `total` cases count."""

    listo: bool
    vistos: int
    total: int
    casos: int = 0
    cambian: int = 0
    grupos: tuple[Grupo, ...] = ()
    metas: tuple[list[Any], ...] = ()


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
    "etapa": "Etapas", "cumplimiento": "Veredictos del convenio", "importe": "Importes", "pendiente": "Pendientes",
    "fecha": "Fechas de pendientes", "reloj": "Lo que hace el sistema por sí mismo",
    "acto": "Actos de personas que ya no harían falta",
}  # fmt: skip


def en_palabras(casos: int, cambian: int) -> str:
    """What was seen of a what-if, for the record."""
    serian = "sería distinto" if cambian == 1 else "serían distintos"
    return f"Se vio antes de publicar: {plural(cambian, 'caso', 'casos')} de {cantidad(casos)} {serian}."


def en_llano(c: Cambio) -> tuple[str, str, str]:
    """A change in the office's words: what, as it is, as it would be."""
    return _sin_claves(c.que), _dicho(c, c.antes) or "no hay", _dicho(c, c.despues) or "no habría"


def _sin_claves(que: str) -> str:
    """«Parcialidad vencida» for the stored name of a fact."""
    antes, coma, hecho = que.rpartition(", ")
    palabras = re.findall("[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+", hecho)
    if len(palabras) < 2 or "".join(palabras) != hecho:
        return que
    return f"{con_mayuscula(antes)}{coma}{' '.join(palabras).capitalize()}"


def _dicho(c: Cambio, valor: str) -> str:
    if c.clase == "etapa" and valor in set(Etapa):
        return dicho(Etapa(valor))
    return dicho(valor) if c.clase == "cumplimiento" else valor


def en_cifras(meta: Meta) -> list[Any]:
    """A figure as a row: what, as it is, as it would be."""
    escribe = pesos if meta.en_pesos else lambda n: cantidad(int(n))
    return [meta.que, escribe(meta.antes), escribe(meta.despues)]


def _para_la_pagina(s: Simulacion) -> Ensayo:
    por_clase = {clase: [c for c in s.cambios if c.clase == clase] for clase in CLASES}
    a_la_vista = {c.caso for suyos in por_clase.values() for c in suyos[:RENGLONES]}
    with instancia().almacen.leer() as conexion:
        deudores = {caso: ficha.persona_id for caso, ficha in fichas(conexion, a_la_vista).items()}
    conocidas = personas.personas(deudores.values())
    grupos = (
        Grupo(
            CLASES[clase], len(suyos),
            [[_enlace(c.caso, personas.nombre_de(conocidas, deudores.get(c.caso))), *en_llano(c)]
             for c in suyos[:RENGLONES]],
            max(len(suyos) - RENGLONES, 0),
        )
        for clase, suyos in por_clase.items()
        if suyos
    )  # fmt: skip
    metas = tuple(en_cifras(m) for m in s.metas if m.cambia)
    return Ensayo(True, s.casos, s.casos, s.casos, len(s.casos_que_cambian), tuple(grupos), metas)


def _enlace(caso: UUID, nombre: str) -> dict[str, str]:
    return {"texto": nombre or "Ver caso", "url": url_for("caso.ver", caso_id=caso), "tono": ""}
