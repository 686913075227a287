"""The square code of a paper: whose scan comes back knows its case, what paper it is and with what data."""

import hashlib
import io
import json
import re
from typing import Any, NamedTuple
from uuid import UUID

_FORMA = re.compile(r"MEDIACION:1:([0-9a-f-]{36}):([a-z_-]{3,40}):([0-9a-f]{16})", re.IGNORECASE)
_MASCARA = 2


class Codigo(NamedTuple):
    """What the code says: the case, the kind of paper, and the beginning of the SHA-256 of its data."""

    caso_id: UUID
    clase: str
    huella: str

    def __str__(self) -> str:
        """In capitals without underscores, which a square code writes with fewer and larger squares."""
        clase = self.clase.replace("_", "-")
        return f"MEDIACION:1:{self.caso_id}:{clase}:{self.huella}".upper()


def leer_codigo(texto: str) -> Codigo | None:
    """The code read by a scanner; None when it is not one of ours."""
    partes = _FORMA.fullmatch(texto.strip())
    if partes is None:
        return None
    try:
        return Codigo(UUID(partes[1]), partes[2].lower().replace("-", "_"), partes[3].lower())
    except ValueError:
        return None


def huella_de(datos: Any) -> str:
    """The SHA-256 of a paper's data, in 64 hexadecimal digits."""
    canonico = json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonico.encode()).hexdigest()


def en_svg(codigo: Codigo) -> str:
    """The code as an SVG image."""
    salida = io.BytesIO()
    _cuadros(str(codigo)).save(salida, kind="svg", xmldecl=False, border=1, scale=4)
    return salida.getvalue().decode()


def en_png(texto: str) -> bytes:
    """A code's text as a PNG image, for Word."""
    salida = io.BytesIO()
    _cuadros(texto).save(salida, kind="png", border=1, scale=4)
    return salida.getvalue()


def _cuadros(texto: str) -> Any:
    """The squares of a code, under one mask: trying the eight of the norm costs a sixth of a whole agreement."""
    import segno

    return segno.make(texto, error="m", micro=False, mask=_MASCARA)
