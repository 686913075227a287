"""The agenda: one row per session of a mediation case, whatever became of it."""

from collections.abc import Iterable

from sqlalchemy import Column, Date, Integer, String, Text, Uuid

from casos.mediacion.estado import Caso
from casos.tiempo import dia_local
from proyecciones.vista import Fila, Foto, Instante, Vista


class Agenda(Vista):
    """`inicio` is UTC, `dia` its day in Sonora; `estado` and `resultado` tell what became of it."""

    nombre = "agenda"
    version = 2
    columnas = (
        Column("sesion", Integer, nullable=False),
        Column("dia", Date, nullable=False),
        Column("inicio", Instante, nullable=False),
        Column("duracion_min", Integer, nullable=False),
        Column("folio", String(60), nullable=True),
        Column("num_sesion", Integer, nullable=False),
        Column("sede", String(8), nullable=False),
        Column("sala", Text, nullable=True),
        Column("url", Text, nullable=True),
        Column("modalidad", String(12), nullable=False),
        Column("facilitador", Text, nullable=True),
        Column("estado", String(20), nullable=False),
        Column("resultado", String(20), nullable=True),
        Column("invitacion", String(20), nullable=False),
        Column("movida", Integer, nullable=False),
        Column("responsable", String(60), nullable=False),
        Column("persona_id", Uuid, nullable=False),
        Column("etapa", String(30), nullable=False),
        Column("version", Integer, nullable=False),
    )
    indices = (("dia", "sede"), ("folio", "num_sesion"))

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per session."""
        caso = foto.historia.caso
        if not isinstance(caso, Caso) or caso.etapa is None:
            return
        for s in caso.sesiones.values():
            yield {
                "sesion": s.numero,
                "dia": dia_local(s.inicio),
                "inicio": s.inicio,
                "duracion_min": s.duracion_min,
                "folio": s.folio,
                "num_sesion": s.num_sesion,
                "sede": s.sede,
                "sala": s.sala,
                "url": s.url,
                "modalidad": s.modalidad,
                "facilitador": s.facilitador,
                "estado": s.estado,
                "resultado": s.resultado,
                "invitacion": s.invitacion,
                "movida": s.movida,
                "responsable": caso.apertura.responsable,
                "persona_id": caso.apertura.persona_id,
                "etapa": caso.etapa,
                "version": foto.historia.version,
            }
