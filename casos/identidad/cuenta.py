"""CLABE: 18 digits, bank, place, account and check digit (Banco de México, reglas del SPEI)."""

import re

import clabe as oficial

from casos.identidad.revision import Revision

_LARGO = 18


def revisar_clabe(texto: str) -> Revision:
    """Check a CLABE: 18 digits and the last one. A bank missing from the list only warns: banks merge."""
    numero = re.sub(r"[\s\-]", "", texto)
    if not numero:
        return Revision("", ("Falta la CLABE.",), valido=False)
    if not re.fullmatch(r"\d*", numero, re.ASCII):
        return Revision(numero, ("La CLABE solo lleva números: quite lo demás.",), valido=False)
    if len(numero) != _LARGO:
        pista = " Quizá es el número de tarjeta o de cuenta." if len(numero) in (10, 11, 16) else ""
        aviso = f"La CLABE lleva {_LARGO} números y aquí hay {len(numero)}.{pista}"
        return Revision(numero, (aviso,), valido=False)
    if oficial.compute_control_digit(numero) != numero[-1]:
        aviso = "El último número no coincide con los demás: copie otra vez la CLABE del estado de cuenta."
        return Revision(numero, (aviso,), valido=False)
    if not banco_de_clabe(numero):
        aviso = f"El banco {numero[:3]} no está en la lista vigente; confirme la cuenta antes de usarla."
        return Revision(numero, (aviso,))
    return Revision(numero)


def banco_de_clabe(clabe: str) -> str:
    """The short name of the CLABE's bank; empty if its code is not in the list."""
    return oficial.BANK_NAMES.get(oficial.BANKS.get(clabe[:3], ""), "")
