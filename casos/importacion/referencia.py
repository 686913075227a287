"""Payment references: contract (8 digits) and agreement (2), with or without a check digit (política)."""

import re
from typing import NamedTuple

_TROZOS = re.compile(r"\d[\d\s-]*\d|\d")
_CREDITO, _CONVENIO, _CON_DIGITO = 8, 10, 11
_MENOS_CIFRAS, _MAS_CIFRAS = 4, 11


class Referencia(NamedTuple):
    """A reading of a reference: the contract's number without zeros before it, and the agreement's, if any."""

    credito: str
    convenio: int | None


def lecturas(texto: str | None) -> list[Referencia]:
    """What a reference may mean, the likeliest first: spreadsheets take it for a number and drop its zeros."""
    halladas: dict[Referencia, None] = {}
    for trozo in _TROZOS.findall(texto or ""):
        digitos = re.sub(r"\D", "", trozo)
        if not _MENOS_CIFRAS <= len(digitos) <= _MAS_CIFRAS:
            continue
        if len(digitos) <= _CONVENIO:
            halladas[_partir(digitos.zfill(_CONVENIO))] = None
        halladas[_partir(digitos.zfill(_CON_DIGITO))] = None
        if len(digitos) <= _CREDITO:
            halladas[Referencia(digitos.lstrip("0"), None)] = None
    return [r for r in halladas if r.credito]


def _partir(digitos: str) -> Referencia:
    return Referencia(digitos[:_CREDITO].lstrip("0"), int(digitos[_CREDITO:_CONVENIO]))


def parecidos(credito: str) -> set[str]:
    """Numbers that a slip of the finger may have turned into this one: a digit changed, or two exchanged."""
    otros = {credito[:n] + cifra + credito[n + 1 :] for n in range(len(credito)) for cifra in "0123456789"}
    otros |= {credito[:n] + credito[n + 1] + credito[n] + credito[n + 2 :] for n in range(len(credito) - 1)}
    return {o.lstrip("0") for o in otros} - {credito, ""}
