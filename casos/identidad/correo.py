"""E-mail addresses: the shape that real ones have, and the slips of the finger that are seen most."""

import re

from casos.identidad.revision import Revision

_FORMA = re.compile(r"[a-z0-9._%+'-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.ASCII)
_DESLICES = {
    dominio: bueno
    for bueno, malos in {
        "gmail.com": "gmial.com gmai.com gmal.com gamil.com gnail.com gmail.con gmail.co gmail.com.mx",
        "hotmail.com": "hotmial.com hotmai.com hotmal.com hotamil.com homail.com hotmail.con hotmail.co",
        "outlook.com": "outlok.com outloo.com outlook.con outlook.co outook.com",
        "yahoo.com": "yaho.com yahoo.con yahoo.co yhaoo.com",
        "yahoo.com.mx": "yaho.com.mx yahoo.com.nx yahoo.con.mx",
        "icloud.com": "iclod.com icloud.con icloud.co",
    }.items()
    for dominio in malos.split()
}
_MAYOR = 254


def normalizar_correo(texto: str) -> str:
    """Lower case, without spaces around nor `mailto:`."""
    return texto.strip().lower().removeprefix("mailto:")


def revisar_correo(texto: str) -> Revision:
    """Check an e-mail's shape; a known slip in the domain is valid and comes with a suggestion."""
    correo = normalizar_correo(texto)
    if not correo:
        return Revision("", ("Falta el correo.",), valido=False)
    if aviso := _que_esta_mal(correo):
        return Revision(correo, (aviso,), valido=False)
    usuario, dominio = correo.split("@")
    if bueno := _DESLICES.get(dominio):
        sugerencia = f"{usuario}@{bueno}"
        return Revision(
            correo, (f"¿No será {sugerencia}? Confírmelo con la persona.",), sugerencia=sugerencia
        )
    return Revision(correo)


def _que_esta_mal(correo: str) -> str:
    if re.search(r"[\s,;]", correo):
        return "El correo no lleva espacios ni comas; si son dos, capture uno en cada renglón."
    if correo.count("@") != 1:
        return "El correo lleva una sola @ entre el usuario y el dominio: revíselo."
    if not correo.isascii():
        return "El correo no lleva acentos ni ñ: revíselo letra por letra."
    if not _FORMA.fullmatch(correo) or ".." in correo or len(correo) > _MAYOR:
        return "El correo está incompleto o lleva signos de más: debe ser como nombre@ejemplo.com."
    return ""
