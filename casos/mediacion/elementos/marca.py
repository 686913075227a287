"""Which entry caused something."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

_ANTES_DE_TODO = datetime(1900, 1, 1, tzinfo=UTC)

VACIO: Mapping[Any, Any] = MappingProxyType({})


class Marca(NamedTuple):
    """The entry that caused something: its version, when it happened, the policy stamped on it, and by whom."""

    version: int = 0
    en: datetime = _ANTES_DE_TODO
    politica: int = 1
    registrado_en: datetime = _ANTES_DE_TODO
    autor: str = ""
    rol: str = ""


NUNCA = Marca()
