"""Invented people for the tests of the vault, and the days on which they are written."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from casos.boveda import (
    Calidad,
    Domicilio,
    Identificacion,
    Persona,
    Telefono,
    TipoIdentificacion,
)

LUNES = datetime(2026, 3, 2, 16, 30, 15, 123456, tzinfo=UTC)
MARTES = LUNES + timedelta(days=1)
MIERCOLES = LUNES + timedelta(days=2)


def persona(nombre: str = "Daniela Figueroa Cota", **datos: object) -> Persona:
    """Somebody whose id comes from their name."""
    return Persona.model_validate({"persona_id": uuid5(UUID(int=0), nombre), "nombre": nombre, **datos})


def telefonos(*numeros: str) -> tuple[Telefono, ...]:
    """Telephones of which nothing else is known."""
    return tuple(Telefono(numero=n) for n in numeros)


COMPLETA = persona(
    "Íngrid Ñíguez Peñúñuri",
    nombres="Íngrid",
    apellido_paterno="Ñíguez",
    apellido_materno="Peñúñuri",
    curp="NIPI990114MSRXXN07",
    rfc="NIPI990114AB1",
    telefonos=(
        Telefono(numero="+526621234567", etiqueta="celular", calidad=Calidad.CONFIRMADO),
        Telefono(numero="7654321", etiqueta="casa", calidad=Calidad.INCOMPLETO),
    ),
    correos=("ingrid.niguez@ejemplo.mx",),
    domicilio=Domicilio(
        calle="Domingo Olivares",
        exterior="128",
        interior="4",
        colonia="Valle Grande",
        codigo_postal="83205",
        municipio="Hermosillo",
        entidad="Sonora",
        referencias="portón verde",
    ),
    nacimiento=date(1999, 1, 14),
    nacionalidad="mexicana",
    estado_civil="soltera",
    ocupacion="enfermera",
    identificacion=Identificacion(tipo=TipoIdentificacion.INE_CLAVE, ultimos_4="M100", vigencia=2030),
)
