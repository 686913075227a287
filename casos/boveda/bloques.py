"""Long lists go to the database in pieces."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
MAYOR = 1000


def en_bloques(cosas: Iterable[T], de: int = MAYOR) -> Iterator[list[T]]:
    """The same things in lists of at most `de`."""
    resto = iter(cosas)
    while bloque := list(islice(resto, de)):
        yield bloque
