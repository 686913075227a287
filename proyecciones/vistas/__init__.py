"""Every stored view. Importing this package declares them all."""

from proyecciones.vistas import actos, agenda, ausencias, bandeja, despertar, fichas, partes

__all__ = ["actos", "agenda", "ausencias", "bandeja", "despertar", "fichas", "partes"]
