"""Who takes part in which case, and which contracts it holds: how a search finds the case."""

from collections.abc import Iterable

from sqlalchemy import Boolean, Column, String, Uuid

from casos.mediacion.estado import Caso
from proyecciones.vista import Fila, Foto, Vista


class Partes(Vista):
    """A person's part in a case; `persona_id` only, the name is in the vault."""

    nombre = "partes"
    columnas = (
        Column("persona_id", Uuid, nullable=False),
        Column("rol", String(20), nullable=False),
        Column("abierto", Boolean, nullable=False),
    )
    indices = (("persona_id",),)

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per person and part."""
        caso = foto.historia.caso
        if isinstance(caso, Caso):
            for parte in caso.partes:
                yield {"persona_id": parte.persona_id, "rol": parte.rol, "abierto": caso.abierto}


class Claves(Vista):
    """What else a case is found by: contract numbers and the court's folios.

    `numero` are other ways in which people write a folio: in capitals, and by a number inside it («1412»). What begins
    with what somebody types is a range of `valor`, which is why it is ordered by its bytes on both engines.
    """

    nombre = "claves"
    version = 2
    columnas = (
        Column("clase", String(20), nullable=False),
        Column("valor", String(80).with_variant(String(80, collation="C"), "postgresql"), nullable=False),
    )
    indices = (("valor",),)

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per contract and folio."""
        caso = foto.historia.caso
        if not isinstance(caso, Caso):
            return
        yield from ({"clase": "credito", "valor": numero} for numero in caso.creditos)
        folios = {s.folio for s in caso.sesiones.values()} | {c.folio for c in caso.convenios.values()}
        for folio in sorted(f for f in folios if f):
            yield {"clase": "folio", "valor": folio}
            yield from ({"clase": "numero", "valor": otra} for otra in sorted(_otras_formas(folio)))


def _otras_formas(folio: str) -> set[str]:
    mayusculas = folio.upper()
    numeros = {n for n in mayusculas.split("/")[1:-1] if n.isdigit()}
    return (numeros | {n.lstrip("0") for n in numeros} | {mayusculas}) - {folio, ""}
