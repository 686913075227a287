"""Telephone numbers: Mexican ones are ten digits, without 01, 044 or 045 since August 2019 (IFT)."""

import re

import phonenumbers

from casos.identidad.revision import Revision

LADA_DE_SEDE = {"HMO": "662", "OBR": "644", "NOG": "631"}
_CIUDAD = {"HMO": "Hermosillo", "OBR": "Cd. Obregón", "NOG": "Nogales"}
_PREFIJOS = (("521", 13), ("52", 12), ("044", 13), ("045", 13), ("01", 12))
_EXTENSION = re.compile(r"\s*(?:ext(?:ensi[oó]n)?|x)\.?\s*\d{1,6}\s*$", re.IGNORECASE)
_DIEZ = 10
_SIN_LADA = 7
_EXTRANJERO = re.compile(r"\+(?!52)")


def solo_digitos(texto: str) -> str:
    """The ASCII digits of a text, in order."""
    return re.sub(r"[^0-9]", "", texto)


def ultimos_diez(numero: str) -> str:
    """By what a telephone is looked up: its last ten digits (all of them when it has fewer)."""
    return solo_digitos(numero)[-_DIEZ:]


def telefono_legible(numero: str) -> str:
    """`+526621234567` as people write it: `662 123 4567`; a foreign one with its country."""
    leido = _leer(numero)
    if leido is None:
        return numero
    forma = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        leido, forma.NATIONAL if leido.country_code == 52 else forma.INTERNATIONAL
    )


def revisar_telefono(texto: str, sede: str = "") -> Revision:
    """Check a telephone and write it `+52` and ten digits. Seven digits stay seven, marked as incomplete.

    `sede` (HMO, OBR, NOG) only serves to suggest the LADA of an incomplete number.
    """
    sin_extension = _EXTENSION.sub("", texto.strip())
    avisos: tuple[str, ...] = ()
    if sin_extension != texto.strip():
        avisos = ("La extensión no va en el número: anótela en la etiqueta.",)
    numero = re.sub(r"^00(?=[1-9])", "+", sin_extension)
    if _EXTRANJERO.match(numero):
        return _extranjero(numero, avisos)
    digitos = _sin_prefijo(solo_digitos(numero))
    if not digitos:
        return Revision("", ("Falta el teléfono.",), valido=False)
    if len(digitos) == _SIN_LADA:
        return _incompleto(digitos, sede)
    if len(digitos) != _DIEZ:
        return Revision(digitos, (*avisos, _largo(len(digitos))), valido=False)
    if len(set(digitos)) == 1:
        return Revision(
            digitos, (*avisos, "Es un número de relleno: pida el teléfono verdadero."), valido=False
        )
    internacional = f"+52{digitos}"
    if not phonenumbers.is_valid_number(phonenumbers.parse(internacional)):
        avisos += (f"La lada de {telefono_legible(internacional)} no aparece en México: confirme el número.",)
    return Revision(internacional, avisos)


def _sin_prefijo(digitos: str) -> str:
    for prefijo, largo in _PREFIJOS:
        if len(digitos) == largo and digitos.startswith(prefijo):
            return digitos[len(prefijo) :]
    return digitos


def _incompleto(digitos: str, sede: str) -> Revision:
    lada = LADA_DE_SEDE.get(sede)
    if lada is None:
        return Revision(digitos, ("Al teléfono le falta la lada: pida los diez números.",), valido=False)
    completo = f"+52{lada}{digitos}"
    aviso = (
        f"Al teléfono le falta la lada. Si es de {_CIUDAD[sede]} sería {telefono_legible(completo)}; "
        "confírmelo con la persona."
    )
    return Revision(digitos, (aviso,), valido=False, sugerencia=completo)


def _leer(numero: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(numero)
    except phonenumbers.NumberParseException:
        return None


def _largo(cuantos: int) -> str:
    if cuantos >= 2 * _SIN_LADA:
        return "Parece haber más de un teléfono: capture uno en cada renglón."
    return f"El teléfono lleva diez números y aquí hay {cuantos}: pídalo completo."


def _extranjero(numero: str, avisos: tuple[str, ...]) -> Revision:
    leido = _leer(numero)
    if leido is None or not phonenumbers.is_possible_number(leido):
        aviso = (
            "No es un teléfono completo de otro país: escríbalo con + y la clave del país (+1 para Arizona)."
        )
        return Revision(f"+{solo_digitos(numero)}", (*avisos, aviso), valido=False)
    return Revision(phonenumbers.format_number(leido, phonenumbers.PhoneNumberFormat.E164), avisos)
