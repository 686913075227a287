"""`Casos.decidir`, the only door: check who, load, fold, decide, append, remember."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import uniform  # noqa: TID251 - only spreads writers that meet
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from casos.asiento import Acto, Asiento, Historia
from casos.decision import Rechazo
from casos.paso import Paso, Vivo
from casos.peticion import Cifrar, Funcion, Peticion, Respuesta, Resultado
from casos.registro.base import Choque, Registro, RegistroNoDisponible
from casos.registro.mapper import leer
from casos.tipo import hacer_historia
from casos.versiones import BASE, Versiones

CASOS_POR_BLOQUE = 500
SEGUNDOS_POR_BLOQUE = 1.0
INTENTOS = 15
RECIENTES = 4096

__all__ = ["Casos", "Funcion", "Peticion", "Respuesta", "Resultado"]


@dataclass
class Casos:
    """The portfolio's cases of every type over one log.

    `ahora` gives the instant of capture; `clave` authenticates entries; `cifrar(persona, texto, contexto)`
    protects private text (without it, text stays clear: only for tests); `versiones` gives the published
    policies and calendars. The cache of recent states is only for speed.
    """

    registro: Registro
    ahora: Callable[[], datetime]
    clave: bytes
    cifrar: Cifrar | None = None
    versiones: Callable[[], Versiones] = lambda: BASE
    recientes: OrderedDict[UUID, Vivo] = field(default_factory=OrderedDict)
    _candado: threading.Lock = field(default_factory=threading.Lock)

    def decidir(
        self, caso_id: UUID, decision: Funcion, datos: Any, acto: Acto, visto: int | None = None
    ) -> Resultado:
        """Take one decision on one case and append what comes of it, durably.

        Raises `NoAutorizado`, `Rechazo`, `Desfase` (the case moved on and it matters), `PedidoRepetido`, or
        `RegistroNoDisponible`; in every one of these cases nothing was changed.
        """
        peticion = Peticion(caso_id, decision, datos, acto, visto)
        resultado: Resultado = self._insistir([peticion], una=True)[0]
        return resultado

    def decidir_lote(self, peticiones: Iterable[Peticion]) -> Iterable[Respuesta]:
        """Take many decisions, in atomic blocks of at most 500 and about one second of lock each.

        One refusal stops nobody. Answers come in order, each block's when it is durable.
        """
        pendientes = iter(peticiones)
        bloque: list[Peticion] = []
        for peticion in pendientes:
            bloque.append(peticion)
            if len(bloque) == CASOS_POR_BLOQUE:
                yield from self._bloques(bloque)
                bloque = []
        yield from self._bloques(bloque)

    def _bloques(self, bloque: list[Peticion]) -> Iterable[Respuesta]:
        while bloque:
            respuestas = self._insistir(bloque, una=False)
            yield from respuestas
            bloque = bloque[len(respuestas) :]

    def _insistir(self, bloque: Sequence[Peticion], *, una: bool) -> list[Any]:
        """Decide again on what another writer wrote first; each time a little later, so that they part."""
        for intento in range(INTENTOS):
            try:
                return self._en_bloque(bloque, una=una)
            except Choque:
                for peticion in bloque:
                    self.olvidar_recientes(peticion.caso_id)
                sleep(uniform(0.002, 0.02) * (intento + 1))  # noqa: S311 - only spreads the writers
        raise RegistroNoDisponible("Demasiadas personas escriben a la vez en el mismo caso; espere y repita.")

    def _en_bloque(self, bloque: Sequence[Peticion], *, una: bool) -> list[Any]:
        vivos: dict[UUID, Vivo] = {}
        respuestas: list[Any] = []
        versiones = self.versiones()
        limite = monotonic() + SEGUNDOS_POR_BLOQUE
        with self.registro.escribir() as tx:
            for peticion in bloque:
                paso = Paso(self, tx, vivos, versiones)
                if una:
                    respuestas.append(paso.decidir(peticion))
                    continue
                try:
                    respuestas.append(Respuesta(peticion, paso.decidir(peticion)))
                except Rechazo as rechazo:
                    respuestas.append(Respuesta(peticion, rechazo=rechazo))
                if monotonic() > limite:
                    break
        with self._candado:
            for caso_id, vivo in vivos.items():
                self.recientes[caso_id] = vivo
                self.recientes.move_to_end(caso_id)
            while len(self.recientes) > RECIENTES:
                self.recientes.popitem(last=False)
        return respuestas

    def olvidar_recientes(self, caso_id: UUID | None = None) -> None:
        """Drop the cached state of a case, or of all: it changes nothing but the time of the next decision."""
        with self._candado:
            if caso_id is None:
                self.recientes.clear()
            else:
                self.recientes.pop(caso_id, None)

    def asientos(self, caso_id: UUID, desde: int = 0) -> list[Asiento]:
        """The entries of a case after a version."""
        return [leer(f.version, f.tema, f.estado) for f in self.registro.leer(caso_id, desde)]

    def historia(self, caso_id: UUID) -> Historia | None:
        """A case's whole history with its state, or None when there is no such case."""
        asientos = self.asientos(caso_id)
        return hacer_historia(caso_id, asientos) if asientos else None
