"""RFC: 13 characters for a person, 12 for a company (Código Fiscal de la Federación, art. 27)."""

import re

from stdnum.exceptions import ValidationError
from stdnum.mx import rfc as oficial

from casos.identidad.revision import Revision

_GENERICOS = {"XAXX010101000": "público en general", "XEXX010101000": "residentes en el extranjero"}
_FORMA = re.compile(r"[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}", re.ASCII)


def normalizar_rfc(texto: str) -> str:
    """Upper case without spaces, hyphens, underscores or points."""
    return re.sub(r"[\s\-_.]", "", texto).upper()


def revisar_rfc(texto: str) -> Revision:
    """Check an RFC. Its check digit only warns: some 1.5 % of those that the SAT issued fail it."""
    rfc = normalizar_rfc(texto)
    if not rfc:
        return Revision("", ("Falta el RFC.",), valido=False)
    if len(rfc) not in (12, 13):
        falta = " Si solo tiene los primeros 10, falta la homoclave." if len(rfc) == 10 else ""
        aviso = f"El RFC lleva 13 caracteres (12 si es de una empresa) y aquí hay {len(rfc)}.{falta}"
        return Revision(rfc, (aviso,), valido=False)
    if not _FORMA.fullmatch(rfc):
        return Revision(
            rfc, ("El RFC son letras, la fecha en seis números y tres de homoclave: revíselo.",), valido=False
        )
    if quien := _GENERICOS.get(rfc):
        return Revision(rfc, (f"Es el RFC genérico ({quien}): no identifica a la persona; pídale el suyo.",))
    if not _fecha_existe(rfc):
        return Revision(
            rfc, ("La fecha del RFC no existe: revise los seis números del centro.",), valido=False
        )
    if (debido := oficial.calc_check_digit(rfc[:-1])) != rfc[-1]:
        aviso = f"El último carácter suele ser {debido}: compárelo con la constancia de situación fiscal."
        return Revision(rfc, (f"{aviso} Si así está en ella, déjelo.",))
    return Revision(rfc)


def _fecha_existe(rfc: str) -> bool:
    try:
        oficial.validate(f"AAA{rfc[-9:-3]}AAA")
    except ValidationError:
        return False
    return True
