"""The people vault: personal data encrypted person by person, apart from facts and views, and forgettable."""

from casos.boveda.boveda import Boveda, Cambio
from casos.boveda.errores import BovedaIlegible, BovedaNoDisponible, PersonaDesconocida, PersonaYaOlvidada
from casos.boveda.indice import Campo
from casos.boveda.motores import Lugar
from casos.boveda.persona import (
    Calidad,
    Domicilio,
    Identificacion,
    Olvidada,
    Persona,
    Telefono,
    TipoIdentificacion,
    Version,
)

__all__ = [
    "Boveda",
    "BovedaIlegible",
    "BovedaNoDisponible",
    "Calidad",
    "Cambio",
    "Campo",
    "Domicilio",
    "Identificacion",
    "Lugar",
    "Olvidada",
    "Persona",
    "PersonaDesconocida",
    "PersonaYaOlvidada",
    "Telefono",
    "TipoIdentificacion",
    "Version",
]
