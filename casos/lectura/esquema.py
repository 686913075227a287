"""What the columns of one kind of file may be called."""

import re
from dataclasses import dataclass

OTRA = "otra"
"""The field of columns that look like one we want and are of no use (`fecha de nacimiento`)."""


@dataclass(frozen=True, eq=False)
class Esquema:
    que: str
    """What is being read, for messages."""
    columnas: dict[str, tuple[str, ...]]
    """Names by field. Of two columns that fit one field, the name that stands first here wins."""
    exige: tuple[frozenset[str], ...]
    """A header has at least one field of each group."""
    anclas: frozenset[str]
    """A digit in one of these makes a row of data; a row without any may be a title or a signature."""
    pide: str
    """What to tell a person whose file has no such header."""
    varias: frozenset[str] = frozenset()
    """Fields that may be spread over several columns."""


def nombres(texto: str) -> dict[str, tuple[str, ...]]:
    """Read `campo: nombre, nombre…`, a field after another. Plain names: `columnas.palabras` takes away
    accents, case, dots, articles and plurals from both sides.
    """
    campos = re.findall(r"(\w+):([^:]*?)(?=\s+\w+:|\s*$)", texto)
    return {campo: tuple(" ".join(n.split()) for n in lista.split(",")) for campo, lista in campos}
