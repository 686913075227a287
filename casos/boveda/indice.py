"""Exact look-ups without storing what is looked for: HMAC of field and normalised value."""

from collections.abc import Callable
from typing import Literal

from casos.boveda.maestra import Generacion
from casos.boveda.persona import Persona
from casos.identidad import clave_nombre, normalizar_correo, normalizar_curp, normalizar_rfc, ultimos_diez

Campo = Literal["curp", "rfc", "telefono", "correo", "nombre"]

_NORMALIZAR: dict[Campo, Callable[[str], str]] = {
    "curp": normalizar_curp,
    "rfc": normalizar_rfc,
    "telefono": ultimos_diez,
    "correo": normalizar_correo,
    "nombre": clave_nombre,
}


def huella(generacion: Generacion, campo: Campo, valor: str) -> bytes | None:
    """The index entry of a value; None if nothing of it is left to look for."""
    normal = _NORMALIZAR[campo](valor)
    return generacion.indicar(campo, normal) if normal else None


def huellas_de(generacion: Generacion, persona: Persona) -> set[bytes]:
    """Every index entry of a person's record."""
    valores: list[tuple[Campo, str]] = [
        ("curp", persona.curp),
        ("rfc", persona.rfc),
        ("nombre", persona.nombre),
        *(("telefono", t.numero) for t in persona.telefonos),
        *(("correo", c) for c in persona.correos),
    ]
    return {h for campo, valor in valores if (h := huella(generacion, campo, valor)) is not None}
