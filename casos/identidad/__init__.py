"""Identity data: each check writes the datum one way and says in Spanish what is wrong and what to do.

Nothing here refuses: old records come in with their warnings, and whoever captures decides with a reason.
"""

from casos.identidad.codigo_postal import revisar_codigo_postal
from casos.identidad.correo import normalizar_correo, revisar_correo
from casos.identidad.cuenta import banco_de_clabe, revisar_clabe
from casos.identidad.curp import nacimiento_de_curp, normalizar_curp, revisar_curp
from casos.identidad.ine import NumeroIne, RevisionIne, revisar_ine
from casos.identidad.nombres import clave_nombre, clave_orden, normalizar
from casos.identidad.revision import Revision
from casos.identidad.rfc import normalizar_rfc, revisar_rfc
from casos.identidad.telefono import (
    LADA_DE_SEDE,
    revisar_telefono,
    solo_digitos,
    telefono_legible,
    ultimos_diez,
)

__all__ = [
    "LADA_DE_SEDE",
    "NumeroIne",
    "Revision",
    "RevisionIne",
    "banco_de_clabe",
    "clave_nombre",
    "clave_orden",
    "nacimiento_de_curp",
    "normalizar",
    "normalizar_correo",
    "normalizar_curp",
    "normalizar_rfc",
    "revisar_clabe",
    "revisar_codigo_postal",
    "revisar_correo",
    "revisar_curp",
    "revisar_ine",
    "revisar_rfc",
    "revisar_telefono",
    "solo_digitos",
    "telefono_legible",
    "ultimos_diez",
]
