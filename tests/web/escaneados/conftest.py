"""The office of the screens' tests."""

from tests.web.oficina.conftest import direccion, entra, oficina, prueba

__all__ = ["direccion", "entra", "oficina", "prueba"]
