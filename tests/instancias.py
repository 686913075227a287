"""An instance for tests: its own files (or PostgreSQL), a clock that a test moves, and cases by the front door."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from casos.asiento import Acto
from casos.boveda.persona import Persona, Telefono
from casos.casos import Funcion, Resultado
from casos.mediacion.apertura import NuevaPersona, NuevoCaso, NuevoCredito, NuevoSaldo, abrir_caso
from casos.mediacion.vocabulario import OrigenCaso, RolParte
from web import instancia as instancias
from web.ajustes import Ajustes
from web.instancia import Instancia

PRINCIPIO = datetime(2026, 10, 5, 16, 0, tzinfo=UTC)
"""A Monday, 9:00 in Sonora."""


class Prueba:
    """An open instance and its clock (`ahora`)."""

    def __init__(self, carpeta: Path, base_datos: str = "") -> None:
        self.ajustes = Ajustes(instancia=carpeta, base_datos=base_datos)
        instancias.iniciar(self.ajustes)
        self.ahora = PRINCIPIO
        self.abierta: Instancia = instancias.abrir(self.ajustes, lambda: self.ahora)
        self.abierta.ahora = lambda: self.ahora  # type: ignore[method-assign]
        self._siguiente_credito = 105_000

    def pasar(self, **tiempo: float) -> datetime:
        """Let time go by."""
        self.ahora += timedelta(**tiempo)
        return self.ahora

    def decidir(self, caso_id: UUID, decision: Funcion, datos: Any, **acto: Any) -> Resultado:
        """Take a decision as the officer ana, unless told otherwise, and project the case."""
        quien = {"autor": "ana", "rol": "responsable", "sede": "HMO", **acto}
        visto = quien.pop("visto", None)
        resultado = self.abierta.casos.decidir(caso_id, decision, datos, Acto(**quien), visto)
        self.abierta.al_dia(caso_id)
        return resultado

    def abrir_caso(self, nombre: str = "Daniela Ñíguez Zazueta", **cambios: Any) -> UUID:
        """A case of the portfolio: a debtor with one contract and a guarantor."""
        self._siguiente_credito += 10
        acreditado = Persona(
            persona_id=uuid4(),
            nombre=nombre,
            curp="NIZD900101MSRXXN09",
            telefonos=(Telefono(numero="+526622145678"),),
        )
        aval = Persona(persona_id=uuid4(), nombre="Rosa Elena Peñúñuri")
        self.abierta.boveda.guardar_varias([acreditado, aval], self.ahora)
        saldo = NuevoSaldo(
            corte=date(2026, 9, 30), capital=Decimal("8000.00"), ordinario=Decimal("2000.00"),
            moratorio=Decimal("2000.00"), gastos=Decimal("0.00"),
        )  # fmt: skip
        nuevo = NuevoCaso(
            origen=OrigenCaso.CARTERA,
            persona_id=acreditado.persona_id,
            responsable=cambios.pop("responsable", "ana"),
            sede=cambios.pop("sede", "HMO"),
            primer_contacto=date(2026, 10, 8),
            creditos=(
                NuevoCredito(
                    credito=cambios.pop("credito", str(self._siguiente_credito)),
                    fecha_contrato=date(2012, 3, 1),
                    saldo=saldo,
                ),
            ),
            personas=(NuevaPersona(persona_id=aval.persona_id, rol=RolParte.AVAL),),
        )
        caso_id = uuid4()
        self.decidir(caso_id, abrir_caso, nuevo, **cambios)
        return caso_id

    def cerrar(self) -> None:
        """Close it."""
        self.abierta.cerrar()
