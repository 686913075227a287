"""What an account has to do today or should have done before, in the parts of its printed page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from proyecciones.consultas.bandeja import De, suyas
from proyecciones.vistas.bandeja import Bandeja

RECADOS, LLAMADAS, PAPELES, DEMAS = "recados", "llamadas", "papeles", "demas"

T = Bandeja.tabla
_PARTE = case(
    (T.c.caso_tipo == "recado", RECADOS),
    (T.c.accion == "registrar_llamada", LLAMADAS),
    (or_(T.c.tipo.like("recabar%"), T.c.tipo.like("archivar%")), PAPELES),
    else_=DEMAS,
)


def para_hoy(
    conexion: Connection, de: De, hoy: date, limites: Mapping[str, int]
) -> dict[str, tuple[Sequence[Any], int]]:
    """By part: its most urgent rows due by today, as many as its limit, and how many there are in all."""
    orden = (T.c.vence, T.c.prioridad, T.c.hora, T.c.caso_id, T.c.tipo, T.c.clave)
    todas = (
        select(
            T,
            _PARTE.label("parte"),
            func.row_number().over(partition_by=_PARTE, order_by=orden).label("lugar"),
            func.count().over(partition_by=_PARTE).label("total"),
        )
        .where(suyas(de), T.c.visible <= hoy, T.c.vence <= hoy)
        .subquery()
    )
    hasta = max(limites.values())
    filas = conexion.execute(
        select(todas).where(todas.c.lugar <= hasta).order_by(todas.c.parte, todas.c.lugar)
    ).all()
    partes = {parte: [f for f in filas if f.parte == parte] for parte in limites}
    return {
        parte: (suyos[: limites[parte]], suyos[0].total if suyos else 0) for parte, suyos in partes.items()
    }
