"""Whom the clock must wake: one row per clock decision still to come."""

from collections.abc import Iterable

from sqlalchemy import Column, String

from proyecciones.vista import Fila, Foto, Instante, Vista


class Despertares(Vista):
    """Only a hint: the decision reads the history and decides again whether it is due."""

    nombre = "despertares"
    columnas = (
        Column("instante", Instante, nullable=False),
        Column("decision", String(60), nullable=False),
        Column("clave", String(120), nullable=False),
    )
    indices = (("instante",),)

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per clock decision."""
        for d in foto.despertares:
            yield {"instante": d.instante, "decision": d.decision, "clave": d.clave}
