"""Every stored view. Importing this package declares them all."""

from proyecciones.vistas import actos, agenda, bandeja, despertar, fichas, partes

__all__ = ["actos", "agenda", "bandeja", "despertar", "fichas", "partes"]
