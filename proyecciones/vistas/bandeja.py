"""The inbox: one row per next action of a case of any type."""

from collections.abc import Iterable

from sqlalchemy import Boolean, Column, Date, Integer, String, Text, Uuid

from casos.tipo import tipo_de
from proyecciones.vista import Fila, Foto, Instante, Vista


class Bandeja(Vista):
    """Whose row it is: `usuario`, or whoever has `rol` in `sede`. Shown from `visible`, late after `vence`.

    `causa` are versions of entries separated by commas, from which the page explains its por qué; `nace` is when
    the newest of them was captured: what came after somebody opened the list is new to them.
    """

    nombre = "bandeja"
    version = 2
    columnas = (
        Column("tipo", String(60), nullable=False),
        Column("clave", String(120), nullable=False),
        Column("titulo", Text, nullable=False),
        Column("detalle", Text, nullable=False),
        Column("rol", String(20), nullable=False),
        Column("usuario", String(60), nullable=True),
        Column("sede", String(8), nullable=False),
        Column("visible", Date, nullable=False),
        Column("vence", Date, nullable=False),
        Column("hora", String(5), nullable=True),
        Column("prioridad", Integer, nullable=False),
        Column("escala", Boolean, nullable=False),
        Column("causa", String(200), nullable=False),
        Column("regla", String(120), nullable=False),
        Column("accion", String(60), nullable=True),
        Column("caso_tipo", String(30), nullable=False),
        Column("persona_id", Uuid, nullable=True),
        Column("folio", String(60), nullable=True),
        Column("etapa", String(30), nullable=True),
        Column("nace", Instante, nullable=False),
    )
    indices = (
        ("usuario", "vence", "tipo", "visible"),
        ("usuario", "vence", "prioridad", "hora", "caso_id"),
        ("rol", "usuario", "vence", "tipo", "visible", "sede"),
        ("caso_tipo", "usuario"),
    )

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per next action."""
        suyos = foto.pendientes
        if not suyos:
            return
        tipo = tipo_de(foto.historia.asientos)
        caso, asientos = foto.historia.caso, foto.historia.asientos
        comunes = {
            "caso_tipo": tipo.nombre,
            "persona_id": tipo.persona(caso),
            "folio": getattr(caso, "folio", None),
            "etapa": getattr(caso, "etapa", None),
            "sede": tipo.sede(caso),
        }
        for p in suyos:
            yield comunes | {
                "tipo": p.tipo,
                "clave": p.clave,
                "titulo": p.titulo,
                "detalle": p.detalle,
                "rol": p.rol,
                "usuario": p.usuario,
                "visible": p.visible,
                "vence": p.vence,
                "hora": p.hora.strftime("%H:%M") if p.hora else None,
                "prioridad": p.prioridad,
                "escala": p.escala,
                "causa": ",".join(map(str, p.causa)),
                "regla": p.regla,
                "accion": p.acciones[0] if p.acciones else None,
                "nace": asientos[max(p.causa, default=1) - 1].registrado_en,
            }
