"""Every stored view. Importing this package declares them all."""

from proyecciones.vistas import (
    actos,
    agenda,
    ausencias,
    bandeja,
    convenios,
    despertar,
    fichas,
    partes,
    recorridos,
)

__all__ = [
    "actos",
    "agenda",
    "ausencias",
    "bandeja",
    "convenios",
    "despertar",
    "fichas",
    "partes",
    "recorridos",
]
