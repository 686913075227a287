"""The application on an instance with cases, as for the office's screens."""

from tests.web.oficina.conftest import entra, oficina, prueba

__all__ = ["entra", "oficina", "prueba"]
