"""Who is or was away: one row per absence or commission that was not cancelled, whatever its day."""

from collections.abc import Iterable

from sqlalchemy import Column, String, Text

from casos.cobertura import Fuera
from casos.tipo import tipo_de
from proyecciones.vista import Fila, Foto, Instante, Vista


class Ausencias(Vista):
    """From `desde` to `hasta` (not included) somebody is away and `cubre` sees their work; pages compare with now."""

    nombre = "ausencias"
    columnas = (
        Column("usuario", String(60), nullable=False),
        Column("rol", String(20), nullable=False),
        Column("sede", String(8), nullable=False),
        Column("desde", Instante, nullable=False),
        Column("hasta", Instante, nullable=False),
        Column("cubre", String(60), nullable=True),
        Column("declarada_en", Instante, nullable=False),
        Column("caso_tipo", String(30), nullable=False),
        Column("que", Text, nullable=False),
    )
    indices = (("hasta",),)

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row, for a case type whose state says from when to when somebody is away (`fuera`)."""
        caso = foto.historia.caso
        fuera = getattr(caso, "fuera", None)
        if isinstance(fuera, Fuera):
            que = getattr(caso, "evento", "") or str(getattr(caso, "clase", ""))
            yield fuera._asdict() | {"caso_tipo": tipo_de(foto.historia.asientos).nombre, "que": que}
