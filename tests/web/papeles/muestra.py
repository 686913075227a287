"""Cases with papers to print, their people, and the institute's data: what `Material` takes, without an instance."""

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from casos.asiento import Historia
from casos.boveda.persona import Domicilio, Identificacion, Persona, Telefono, TipoIdentificacion
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import ACREDITADO, AVAL, CASO, ESTUDIANTE, Paso, historia, instante
from web.papeles.datos.comun import Material
from web.papeles.juego import NUESTRAS, _leer_instituto

INSTITUTO = "Instituto de Becas y Crédito Educativo del Estado de Sonora"
DATOS = _leer_instituto(NUESTRAS / "instituto.toml") | {
    "banco": "Banco de Prueba", "cuenta": "0118359719", "clabe": "032180000118359719",
    "instrumento": "la escritura pública 1234", "apoderado": "Lic. Marta Apoderada Ruiz",
}  # fmt: skip


def gente(nombre: str = "Daniela Ñíguez Zazueta", aval: str = "Rosa Elena Peñúñuri") -> dict[UUID, Persona]:
    """The debtor with everything the law asks for, a guarantor of whom little is known, and a student."""
    completa = Persona(
        persona_id=ACREDITADO, nombre=nombre, curp="NIZD900101MSRXXN09", rfc="NIZD900101AB1",
        telefonos=(Telefono(numero="+526622145678"),), correos=("daniela@correo.mx",),
        domicilio=Domicilio(calle="Sufragio Efectivo", exterior="12", colonia="Centro", codigo_postal="83000",
                            municipio="Hermosillo", entidad="Sonora"),
        nacimiento=date(1990, 1, 1), nacionalidad="Mexicana", estado_civil="Soltera", ocupacion="Maestra",
        identificacion=Identificacion(tipo=TipoIdentificacion.INE_CIC, ultimos_4="1234", vigencia=2030),
    )  # fmt: skip
    return {
        ACREDITADO: completa,
        AVAL: Persona(persona_id=AVAL, nombre=aval),
        ESTUDIANTE: Persona(persona_id=ESTUDIANTE, nombre="Iván Ñíguez"),
    }


def material(
    *pasos: Paso, dia: date = date(2026, 5, 6), personas: Mapping[UUID, Persona] | None = None
) -> Material:
    """What papers are made from, on a day at noon."""
    hecha: Historia = historia(*pasos)
    conocidas = personas or gente()
    return Material(
        CASO, hecha, BASE, lambda al: conocidas, DATOS, INSTITUTO, _mediodia(dia),
    )  # fmt: skip


def _mediodia(dia: date) -> datetime:
    return instante(dia, time(12))
