"""Voter's card (INE): only the kind and the end of its number are kept, and the year it expires."""

import re
from dataclasses import dataclass
from enum import StrEnum

from casos.identidad.revision import Revision


class NumeroIne(StrEnum):
    """Which of the card's numbers was shown."""

    CLAVE = "clave_elector"
    CIC = "cic"
    OCR = "ocr"


_FORMAS = {
    NumeroIne.CLAVE: r"[A-ZÑ]{6}\d{8}[HMX]\d{3}",
    NumeroIne.CIC: r"\d{9}",
    NumeroIne.OCR: r"\d{13}",
}
_VIGENCIA_ANIOS = 10


@dataclass(frozen=True, slots=True)
class RevisionIne(Revision):
    """`valor_normalizado` is only the last four characters; `tipo` is None for a number of no card."""

    tipo: NumeroIne | None = None
    vigencia: int | None = None


def revisar_ine(texto: str, vigencia: int | None, anio: int) -> RevisionIne:
    """Check a number read from an INE and its year of expiry; `anio` is the current year.

    18 characters are the clave de elector, 9 digits the CIC, 13 the OCR. The whole number is not given back:
    the law asks for no more data than needed (LGPDPPSO, art. 19).
    """
    numero = re.sub(r"[\s\-]|^IDMEX", "", texto.upper())
    avisos_vigencia, vigente = _revisar_vigencia(vigencia, anio)
    tipo = next((t for t, forma in _FORMAS.items() if re.fullmatch(forma, numero, re.ASCII)), None)
    if tipo is not None:
        return RevisionIne(numero[-4:], avisos_vigencia, vigente, tipo=tipo, vigencia=vigencia)
    aviso = (
        "Falta el número de la INE."
        if not numero
        else "No es un número de INE: la clave de elector lleva 18 caracteres, el CIC 9 números y el OCR 13."
    )
    return RevisionIne(numero[-4:], (aviso, *avisos_vigencia), valido=False, vigencia=vigencia)


def _revisar_vigencia(vigencia: int | None, anio: int) -> tuple[tuple[str, ...], bool]:
    if vigencia is None:
        return ("Falta el año de vigencia de la INE.",), True
    if vigencia < anio:
        return (f"La INE venció al terminar {vigencia}: pida otra identificación vigente.",), False
    if vigencia > anio + _VIGENCIA_ANIOS:
        return (f"Una INE vale a lo más {_VIGENCIA_ANIOS} años: revise el año {vigencia}.",), False
    return (), True
