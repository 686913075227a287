"""Taking the steps of a preview, in blocks: people first, then decisions, then the note in the batch."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID, uuid5

from pydantic import BaseModel

from casos.asiento import Acto, Origen
from casos.casos import Peticion, Respuesta
from casos.decision import PedidoRepetido
from casos.hecho import Hecho
from casos.importacion.directorio import Oficina
from casos.importacion.ensayo import YA_SE_HIZO, en_duda
from casos.importacion.vista_previa import (
    Causa,
    Renglon,
    Situacion,
    VistaPrevia,
    id_de_pedido,
)
from casos.lote import (
    Anotacion,
    Desaparecida,
    Duda,
    Llevado,
    Recepcion,
    anotar_lote,
    recibir_lote,
)

RENGLONES_POR_VUELTA = 1_000
Avance = Callable[[int, int], None]
T = TypeVar("T")
_SUPRIMIDA = (
    "Los datos de esta persona se suprimieron y no pueden volver a guardarse; consulte a Transparencia."
)


class Dias(NamedTuple):
    """The days that an agenda covers."""

    desde: date | None = None
    hasta: date | None = None


class Obra:
    """One import being carried out by an account."""

    def __init__(self, oficina: Oficina, vista: VistaPrevia, acto: Acto) -> None:
        self._oficina, self._vista, self._acto = oficina, vista, acto
        self._fallidas: dict[int, Renglon] = {}

    def recibir(self, dias: Dias) -> None:
        """Note that the file came in; once."""
        v = self._vista
        errores = v.resumen[Situacion.ERROR]
        datos = Recepcion(
            clase=v.clase.value,
            archivo=v.archivo,
            sha256=v.sha256,
            renglones=sum(r.fila is not None for r in v.renglones),
            errores=errores,
            sede=self._acto.sede,
            desde=dias.desde,
            hasta=dias.hasta,
        )
        self._en_el_lote("recibir", recibir_lote, datos)

    def llevar(self, avance: Avance) -> list[Renglon]:
        """Take every step, block by block; the lines as they ended."""
        hechos: list[Renglon] = []
        for bloque in _por_bloques(self._vista.renglones, RENGLONES_POR_VUELTA):
            hechos += self._bloque(bloque)
            avance(len(hechos), len(self._vista.renglones))
        return hechos

    def _bloque(self, bloque: Sequence[Renglon]) -> list[Renglon]:
        terminados = self.hacer(bloque)
        self._anotar(terminados)
        return [final for final, _ in terminados]

    def hacer(self, bloque: Sequence[Renglon]) -> list[tuple[Renglon, int | None]]:
        """Take the steps of some lines: as they ended, with the session that each made or changed."""
        return self._decidir(self._con_personas(bloque))

    def _con_personas(self, bloque: Sequence[Renglon]) -> list[Renglon]:
        """The people of the lines into the vault; a line of somebody who was forgotten cannot go on."""
        personas = {p.persona_id: p for r in bloque for p in r.personas}
        if not personas:
            return list(bloque)
        guardadas = self._oficina.boveda.guardar_varias(personas.values(), self._oficina.casos.ahora())
        return [
            r
            if all(p.persona_id in guardadas for p in r.personas)
            else en_duda(r, Causa.OLVIDADA, _SUPRIMIDA)
            for r in bloque
        ]

    def _decidir(self, bloque: Sequence[Renglon]) -> list[tuple[Renglon, int | None]]:
        peticiones = [(n, self._peticion(r, paso)) for n, r in enumerate(bloque) for paso in r.pasos]
        respuestas: dict[int, list[Respuesta]] = {}
        contestadas = self._oficina.casos.decidir_lote(peticion for _, peticion in peticiones)
        for (n, _), respuesta in zip(peticiones, contestadas, strict=True):
            respuestas.setdefault(n, []).append(respuesta)
        finales = [_como_quedo(r, respuestas.get(n, [])) for n, r in enumerate(bloque)]
        self._fallidas |= {f.fila: f for f, _ in finales if f.fila and f.situacion is Situacion.DUDA}
        return [(self._sin_su_cabeza(f), sesion) for f, sesion in finales]

    def _sin_su_cabeza(self, r: Renglon) -> Renglon:
        """A line whose part another one does is in doubt when that one failed."""
        cabeza = self._fallidas.get(r.con_fila or 0)
        return r if cabeza is None else en_duda(r, cabeza.causa or Causa.NO_PROCEDE, cabeza.mensaje)

    def _peticion(self, r: Renglon, paso: Any) -> Peticion:
        pedido = id_de_pedido(self._vista.lote_id, self._vista.vuelta, r.fila or 0, paso.nombre)
        acto = replace(self._acto, pedido=pedido, origen=Origen.IMPORTACION, ocurrido_en=paso.ocurrido_en)
        return Peticion(paso.caso_id, paso.decision, paso.datos, acto)

    def _anotar(self, terminados: Iterable[tuple[Renglon, int | None]]) -> None:
        """What became of some lines, in the batch."""
        llevados: dict[tuple[UUID | None, int | None], list[int]] = {}
        dudas: list[Duda] = []
        desaparecidas: list[Desaparecida] = []
        for r, sesion in terminados:
            if r.situacion is Situacion.DESAPARECIDA and r.caso_id and r.sesion:
                desaparecidas.append(Desaparecida(caso=r.caso_id, sesion=r.sesion))
            elif r.fila is None or r.situacion is Situacion.ERROR:
                continue
            elif r.situacion is Situacion.DUDA and r.causa is not Causa.POR_IDENTIFICAR:
                candidatos = tuple(c.caso_id for c in r.candidatos) or ((r.caso_id,) if r.caso_id else ())
                dudas.append(Duda(fila=r.fila, causa=r.causa or Causa.REVISAR, candidatos=candidatos))
            else:
                llevados.setdefault((r.caso_id, sesion or r.sesion), []).append(r.fila)
        datos = Anotacion(
            llevados=tuple(
                Llevado(filas=tuple(filas), caso=caso, sesion=sesion)
                for (caso, sesion), filas in llevados.items()
            ),
            dudas=tuple(dudas),
            desaparecidas=tuple(desaparecidas),
        )
        if datos != Anotacion():
            self._en_el_lote("anotar", anotar_lote, datos)

    def _en_el_lote(
        self, que: str, decision: Callable[[Any, Any, Any], list[Hecho]], datos: BaseModel
    ) -> None:
        """The same data twice are one request; of the same file under another name, or read on another day, two."""
        v = self._vista
        huella = hashlib.sha256(datos.model_dump_json().encode()).hexdigest()
        pedido = uuid5(v.lote_id, f"{v.vuelta}/{que}/{huella}/{self._acto.autor}/{self._acto.rol}")
        acto = replace(self._acto, pedido=pedido, origen=Origen.IMPORTACION, ocurrido_en=None)
        self._oficina.casos.decidir(v.lote_id, decision, datos, acto)


def _como_quedo(r: Renglon, respuestas: Sequence[Respuesta]) -> tuple[Renglon, int | None]:
    rechazo = next((x.rechazo for x in respuestas if x.rechazo is not None), None)
    if isinstance(rechazo, PedidoRepetido):
        return replace(r, situacion=Situacion.YA_ESTABA, mensaje=YA_SE_HIZO, hecho="").lograda(), r.sesion
    if rechazo is not None:
        return en_duda(r, Causa.NO_PROCEDE, str(rechazo)), None
    asientos = [a for x in respuestas if x.resultado for a in x.resultado.asientos]
    sesiones = [numero for a in asientos if isinstance(numero := getattr(a.hecho, "sesion", None), int)]
    return r.lograda(), sesiones[0] if sesiones else r.sesion


def _por_bloques(cosas: Iterable[T], de: int) -> Iterator[list[T]]:
    resto = iter(cosas)
    while bloque := list(islice(resto, de)):
        yield bloque
