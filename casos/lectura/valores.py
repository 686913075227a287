"""Keys and free words of the court's agenda and the portfolio: folio, session number, credits, status."""

import re
from datetime import date, datetime
from typing import Literal

from casos.identidad.nombres import normalizar
from casos.lectura.celdas import Celda, texto_de
from casos.lectura.ilegible import ValorIlegible

Modalidad = Literal["PRESENCIAL", "VIRTUAL", "HIBRIDA"]
Invitacion = Literal["entregada", "no_entregada"]

FOLIO = re.compile(
    r"(?<![\w/])(?P<clave>[A-Z]{1,8}(?:[-/.][A-Z]{1,6})*)?[-/. ]{0,3}(?P<num>\d{1,7})\s?[-/]\s?"
    r"(?P<ano>(?:19|20)\d{2}|\d{2})(?:\s?-\s?(?P<sesion>\d{1,2}))?(?![\w/])",
    re.IGNORECASE,
)
_ANTES_DE_FOLIO = re.compile(r"^(?:folio|expediente|exp|num|no|n[úu]mero)[\s.:#°º]+", re.IGNORECASE)
_ORDINALES = {
    "unica": 1, "primer": 1, "primera": 1, "segunda": 2, "tercer": 3, "tercera": 3, "cuarta": 4, "quinta": 5,
    "sexta": 6, "septima": 7, "octava": 8, "novena": 9, "decima": 10, "inicial": 1,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
}  # fmt: skip
_NUM_SESION = re.compile(r"(\d{1,2})(?:a|o|ra|da|ta|er|na|va|ma)?(?: de \d{1,2})?")
_SEPARA_CREDITOS = re.compile(r"[;,/\n|&+]|\s+[ye]\s+|\s+")
_CREDITO = re.compile(r"(?:[A-Z]{1,5}-?)?\d{4,12}(?:-\d{1,4})?")
_MILES = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_RELLENO = frozenset(
    ("credito", "creditos", "cred", "no", "num", "numero", "contrato", "contratos", "s", "n", "sin", "y", "e")
)  # fmt: skip
_CONTRA = re.compile(r"(.+?),?\s+(?:vs?\.?|versus|contra)\s+(.+)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_VIRTUAL = re.compile(
    r"\b(?:virtual|en linea|online|zoom|teams|meet|videoconferencia|telematic|distancia|webex)"
)
_CANCELADA = re.compile(r"(?<!no )(?<!no se )\b(?:cancel(?!ar\b)|sin efectos?\b)")
_REAGENDADA = re.compile(
    r"(?<!no )(?<!no se )\b(?:re ?agend|re ?program|diferi[dm]|difier|pospu|pospon|aplaz|recalend)"
)
_PROGRAMADA = re.compile(r"\b(?:programad|confirmad|agendad|vigente|activ[ao])")
_NO_ENTREGADA = re.compile(
    r"\b(?:no (?:se )?(?:pudo |fue |ha sido |logro )?(?:entreg|localiz|notific|encontr|recib)"
    r"|sin (?:entreg|notific)|devuelt|domicilio (?:inexistente|equivocado|incorrecto|deshabitado)"
    r"|rechazad|negativ)"
)
_ENTREGADA = re.compile(r"\b(?:entregad|notificad|recibid|positiv)")


def leer_folio(celda: Celda) -> tuple[str, int | None]:
    """`exp. cja-1279-2026-2`: (`CJA/1279/2026`, 2). A folio of another shape stays as it is, in capitals."""
    if isinstance(celda, date | datetime):
        raise ValorIlegible("Excel convirtió el folio en fecha; dé formato de texto a la columna y escríbalo")
    texto = _ANTES_DE_FOLIO.sub("", " ".join(texto_de(celda).split()))
    partes = FOLIO.fullmatch(texto)
    if partes is None:
        if len(texto) > 40:
            raise ValorIlegible(f"«{texto[:40]}…» no parece un folio")
        return texto.upper(), None
    return folio_normal(partes), int(partes["sesion"]) if partes["sesion"] else None


def folio_normal(partes: re.Match[str]) -> str:
    """Capitals, slashes, the number without zeros before it, the year with four digits."""
    ano = partes["ano"] if len(partes["ano"]) == 4 else f"20{partes['ano']}"
    clave = re.sub(r"[-/. ]+", "/", partes["clave"].upper()) + "/" if partes["clave"] else ""
    return f"{clave}{int(partes['num'])}/{ano}"


def leer_num_sesion(celda: Celda) -> int:
    """`2a`, `1ª`, `segunda`, `Sesión 2`, `2 de 3`, `II`."""
    texto = re.sub(r"\b(?:sesion|num|numero|no|n|ses)\b", "", normalizar(texto_de(celda))).strip()
    if texto in _ORDINALES:
        return _ORDINALES[texto]
    numero = _NUM_SESION.fullmatch(texto)
    if numero is None or not 1 <= int(numero[1]) <= 50:
        raise ValorIlegible(f"«{texto_de(celda)[:40]}» no se entiende como número de sesión")
    return int(numero[1])


def leer_creditos(celda: Celda) -> tuple[str, ...]:
    """`101196, 101199 y 101205`, `101196/101199`, `00101196.0`: each number once, without zeros before it."""
    if isinstance(celda, float) and not celda.is_integer():
        raise ValorIlegible(f"«{celda}» no se entiende como número de crédito")
    texto = _MILES.sub(lambda miles: miles[0].replace(",", ""), texto_de(celda).upper())
    creditos: list[str] = []
    for pedazo in _SEPARA_CREDITOS.split(texto):
        limpio = re.sub(r"\.0+$", "", pedazo).strip(".:#°º()\"'-")
        if not limpio or normalizar(limpio) in _RELLENO:
            continue
        if not _CREDITO.fullmatch(limpio):
            raise ValorIlegible(f"«{pedazo[:40]}» no se entiende como número de crédito")
        creditos.append(limpio.lstrip("0") or limpio)
    return tuple(dict.fromkeys(creditos))


def leer_partes(texto: str) -> tuple[str | None, str]:
    """`Instituto vs. Ana Soto`: who asks and who is invited; a name alone is of whom is invited."""
    partes = _CONTRA.fullmatch(texto)
    return (partes[1], partes[2]) if partes else (None, texto)


def leer_sala(
    texto: str | None, liga: str | None, modalidad: str | None
) -> tuple[str | None, str | None, Modalidad | None]:
    """Room, link and mode, from what the court puts in two or three columns or in one."""
    hallada = _URL.search(liga or "") or _URL.search(texto or "")
    url = hallada[0].rstrip(".,;)") if hallada else None
    sala = " ".join(_URL.sub(" ", texto or "").split()).strip(" /,;-|") or None
    dicha = _modalidad(normalizar(modalidad or ""))
    virtual = bool(url or _VIRTUAL.search(normalizar(sala or "")))
    fisica = sala is not None and not _VIRTUAL.search(normalizar(sala))
    if sala and normalizar(sala) in ("virtual", "en linea", "videoconferencia", "sala virtual"):
        sala = None
    if dicha or not (virtual or fisica):
        return sala, url, dicha
    return sala, url, "HIBRIDA" if virtual and fisica else "VIRTUAL" if virtual else "PRESENCIAL"


def _modalidad(llana: str) -> Modalidad | None:
    if re.search(r"\b(?:hibrid|mixt)", llana):
        return "HIBRIDA"
    presencial = re.search(r"\bpresencial|\ben sala\b", llana)
    if _VIRTUAL.search(llana):
        return "HIBRIDA" if presencial else "VIRTUAL"
    return "PRESENCIAL" if presencial else None


def leer_estatus(texto: str | None) -> tuple[bool, bool, bool]:
    """(cancelada, reagendada, programada): what the words say; all false if they say nothing of it."""
    llano = normalizar(texto or "")
    return bool(_CANCELADA.search(llano)), bool(_REAGENDADA.search(llano)), bool(_PROGRAMADA.search(llano))


def leer_invitacion(estatus: str | None, observaciones: str | None) -> Invitacion | None:
    """Whether the invitation reached the person; the remarks count only where they speak of it."""
    llano = normalizar(estatus or "")
    if llano in ("si", "x", "ok", "sí"):
        return "entregada"
    if llano == "no":
        return "no_entregada"
    notas = normalizar(observaciones or "")
    if re.search(r"invitac|citatori|notific", notas):
        llano = f"{llano} {notas}"
    if _NO_ENTREGADA.search(llano):
        return "no_entregada"
    return "entregada" if _ENTREGADA.search(llano) else None
