"""CURP: 18 characters whose last one is a check digit (Instructivo Normativo de la CURP, RENAPO)."""

import re
from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.mx import curp as oficial

from casos.identidad.revision import Revision, aviso_de_largo

_ENTIDADES = re.compile(
    "AS|B[CS]|C[CHLMS]|D[FG]|G[RT]|HG|JC|M[CNS]|N[ELT]|OC|PL|Q[RT]|S[LPR]|T[CLS]|VZ|YN|ZS"
)
_TRAMOS = (
    (
        slice(0, 4),
        r"[A-Z]{4}",
        "Las posiciones 1 a 4 son letras de los apellidos y el nombre (la Ñ se escribe X).",
    ),
    (slice(4, 10), r"\d{6}", "Las posiciones 5 a 10 son la fecha de nacimiento: año, mes y día en números."),
    (slice(10, 11), r"[HMX]", "La posición 11 es el sexo: H, M o X."),
    (
        slice(11, 13),
        r"[A-Z]{2}",
        "Las posiciones 12 y 13 son la entidad de nacimiento, dos letras (Sonora es SR).",
    ),
    (slice(13, 16), r"[B-DF-HJ-NP-TV-Z]{3}", "Las posiciones 14 a 16 son consonantes (la Ñ se escribe X)."),
    (slice(16, 17), r"[0-9A-Z]", "La posición 17 es un número o una letra."),
    (slice(17, 18), r"\d", "La posición 18 es el dígito verificador, un número."),
)
_EN_LETRAS = str.maketrans("015Ñ", "OISX")
_EN_CIFRAS = str.maketrans("OQIS", "0015")
_LARGO = 18


def normalizar_curp(texto: str) -> str:
    """Upper case without spaces, hyphens or underscores."""
    return re.sub(r"[\s\-_.]", "", texto).upper()


def nacimiento_de_curp(curp: str) -> date | None:
    """The date of birth in a CURP (position 17: a digit before 2000, a letter since), or None."""
    try:
        return oficial.get_birth_date(curp)
    except (ValidationError, ValueError, IndexError):
        return None


def revisar_curp(texto: str) -> Revision:
    """Check a CURP: length, each stretch, date, state and check digit. Old data come in marked."""
    curp = normalizar_curp(texto)
    if not curp:
        return Revision("", ("Falta la CURP.",), valido=False)
    if len(curp) != _LARGO:
        return Revision(curp, (aviso_de_largo("La CURP", len(curp), _LARGO),), valido=False)
    mal = tuple(
        mensaje for tramo, patron, mensaje in _TRAMOS if not re.fullmatch(patron, curp[tramo], re.ASCII)
    )
    if mal:
        return Revision(curp, mal, valido=False, sugerencia=_con_letras_y_cifras_en_su_lugar(curp))
    avisos = _incongruencias(curp)
    return Revision(curp, avisos, valido=not avisos)


def _incongruencias(curp: str) -> tuple[str, ...]:
    avisos = []
    if nacimiento_de_curp(curp) is None:
        avisos.append("La fecha de nacimiento no existe: revise año, mes y día en las posiciones 5 a 10.")
    if not _ENTIDADES.fullmatch(curp[11:13]):
        avisos.append(
            f"«{curp[11:13]}» no es clave de ninguna entidad: revise las posiciones 12 y 13 "
            "(SR es Sonora; NE, nacida en el extranjero)."
        )
    if (debido := oficial.calc_check_digit(curp)) != curp[-1]:
        avisos.append(
            "El dígito verificador no coincide: revise la posición 18 y compare todo con el documento "
            f"(con lo demás como está, terminaría en {debido})."
        )
    return tuple(avisos)


def _con_letras_y_cifras_en_su_lugar(curp: str) -> str:
    """The CURP with O for 0, I for 1, S for 5 (or the reverse), X for Ñ; empty unless it then fits."""
    letras = {0, 1, 2, 3, 10, 11, 12, 13, 14, 15}
    base = [c.translate(_EN_LETRAS if i in letras else _EN_CIFRAS) for i, c in enumerate(curp)]
    for siglo in dict.fromkeys(
        (base[16], curp[16])
    ):  # a digit first: O for 0 is likelier than born since 2000
        propuesta = "".join((*base[:16], siglo, base[17]))
        if propuesta != curp and revisar_curp(propuesta).valido:
            return propuesta
    return ""
