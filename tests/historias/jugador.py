"""Plays a story through the only door and says what the case looks like after each step."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from pydantic import TypeAdapter

from casos.anulacion import Anulacion, Correccion
from casos.asiento import Acto, Asiento
from casos.casos import Casos
from casos.decision import Rechazo, declarada
from casos.mediacion.estado import Caso, EstadoConvenio
from casos.mediacion.facetas import (
    convenio_de_referencia,
    documental,
    fuerza_juridica,
    registral,
    suspension,
)
from casos.mediacion.libro import libro_de, veredicto
from casos.mediacion.mecanismo import limite
from casos.mediacion.plazos_legales import limite_de_ejecucion
from casos.mediacion.saldos import adeudo
from casos.registro.bitacora import Bitacora
from casos.reglas import REGLAS_ID, Reglas, versiones_publicadas
from casos.tiempo import dia_local
from casos.tipo import descubrir
from casos.versiones import Versiones
from flujos import despertares
from flujos.mediacion import pendientes
from tests.historias.lectura import Paso, persona
from web.despertador import acto_de

descubrir("casos")

CASO = UUID(int=77)
VENCIDO = "vencido_anticipado"


class Estado(NamedTuple):
    """What a step is held against: stage and facets, open rows, money, and the dates of the law."""

    queda: dict[str, str]
    filas: "Counter[str]"
    dinero: dict[str, Decimal]
    fechas: dict[str, date]


class Jugador:
    """A case of its own in a log of its own, and a clock that stands where the story is."""

    def __init__(self, lugar: str | Path) -> None:
        self.bitacora = Bitacora(str(lugar).removeprefix("sqlite:///"))
        self.bitacora.registro.crear()
        self.ahora = datetime(2026, 1, 1, tzinfo=UTC)
        self.casos = Casos(
            self.bitacora.registro, lambda: self.ahora, clave=b"k" * 32,
            versiones=versiones_publicadas(self.bitacora.registro),
        )  # fmt: skip

    def cerrar(self) -> None:
        """Leave nothing open."""
        self.bitacora.close()

    @property
    def versiones(self) -> Versiones:
        """The rules published so far."""
        return self.casos.versiones()

    @property
    def caso(self) -> Caso:
        """The case as it is folded from the log, not from the writer's memory."""
        historia = self.casos.historia(CASO)
        return historia.caso if historia else Caso()

    def dar(self, paso: Paso) -> list[Asiento]:
        """Take a step; Rechazo is the caller's to expect."""
        self.ahora = paso.ahora
        if paso.decision is None:
            return list(self._reloj())
        declarado = declarada(paso.decision)
        acto = Acto(paso.autor, paso.rol, ocurrido_en=paso.ocurrio, pedido=uuid5(CASO, paso.de))
        caso_id = REGLAS_ID if declarado.tipo is Reglas else CASO
        datos = self._datos(declarado.datos, paso)
        return list(self.casos.decidir(caso_id, declarado.funcion, datos, acto).asientos)

    def _datos(self, tipo: Any, paso: Paso) -> Any:
        datos = paso.datos
        if paso.decision == "anular":
            return self._anulacion(datos)
        if paso.decision == "corregir":
            bueno = TypeAdapter(declarada(datos["decision"]).datos).validate_json(json.dumps(datos["datos"]))
            return Correccion(anula=self._anulacion(datos), decision=datos["decision"], datos=bueno)
        return TypeAdapter(tipo).validate_json(json.dumps(datos))

    def _anulacion(self, datos: Any) -> Anulacion:
        versiones = tuple(self._ultimo(n) for n in datos["hechos"])
        return Anulacion(versiones=versiones, motivo=datos["motivo"])

    def _ultimo(self, hecho: str) -> int:
        """The last entry that counts of a kind of fact."""
        historia = self.casos.historia(CASO)
        vigentes = historia.vigentes if historia else ()
        return max(a.version for a in vigentes if type(a.hecho).__name__ == hecho)

    def _reloj(self) -> Iterator[Asiento]:
        """What `web.despertador` does with one case."""
        vistas: set[tuple[str, str, datetime]] = set()
        while True:
            historia = self.casos.historia(CASO)
            debidas = [d for d in despertares(historia, self.versiones) if d.instante <= self.ahora]
            d = next((d for d in debidas if (d.decision, d.clave, d.instante) not in vistas), None)
            if d is None:
                return
            vistas.add((d.decision, d.clave, d.instante))
            acto = acto_de(CASO, self.caso, d)
            try:
                yield from self.casos.decidir(CASO, declarada(d.decision).funcion, d.datos, acto).asientos
            except Rechazo:
                continue

    def estado(self) -> Estado:
        """How the case stands now."""
        caso, hoy, v = self.caso, dia_local(self.ahora), self.versiones
        convenio = caso.convenio
        cumplimiento = "sin_plan" if convenio is None else str(veredicto(caso, convenio, hoy, v).estado)
        if convenio is not None and convenio.estado is EstadoConvenio.INCUMPLIDO:
            cumplimiento = VENCIDO
        causa = suspension(caso)
        queda = {
            "etapa": str(caso.etapa or ""),
            "documental": str(documental(caso)),
            "registral": registral(caso),
            "cumplimiento": cumplimiento,
            "suspension": str(causa or "").lower(),
            "fuerza": str(fuerza_juridica(convenio_de_referencia(caso))),
            "responsable": caso.apertura.responsable,
            "deudor": next((n for n in self.nombres if persona(n) == caso.apertura.persona_id), ""),
        }
        filas = Counter(f"{p.tipo} {p.rol} {p.vence}" for p in pendientes(caso, v))
        debe = libro_de(caso, convenio).falta if convenio else adeudo(caso, hoy).total
        fechas = {}
        if caso.mecanismo.corre:
            fechas["limite_mediacion"] = limite(caso.mecanismo, v)
        if convenio and (hasta := limite_de_ejecucion(convenio, v)):
            fechas["limite_ejecucion"] = hasta
        a_favor = sum((p.a_favor for p in caso.pagos_firmes), Decimal(0))
        return Estado(queda, filas, {"debe": debe, "a_favor": a_favor}, fechas)

    nombres = ("la acreditada", "la verdadera deudora")
