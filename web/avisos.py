"""The green bar: what was done, what follows, and the way back. It waits in the session for the next page."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import g

from web import sesiones
from web.actual import almacen
from web.almacen import sesiones as filas


class Deshacer(NamedTuple):
    """A form of one button: where it is sent and with which hidden fields (`visto`, versions…)."""

    url: str
    campos: Mapping[str, str | int] = {}


class Aviso(NamedTuple):
    """`hecho` stands out («Pago registrado.»), `sigue` says what follows; `enlaces`: (text, address).

    `faltas`: of several things done at once, those that could not be done, each with its reason.
    """

    hecho: str
    sigue: str = ""
    deshacer: Deshacer | None = None
    enlaces: tuple[tuple[str, str], ...] = ()
    tono: str = "bien"
    """`bien` (green) or `cuidado` (yellow)."""
    faltas: tuple[str, ...] = ()


def dejar(aviso: Aviso | str) -> None:
    """Leave it for the next page that this person sees."""
    huella = sesiones.huella_actual()
    if huella is None:
        return
    completo = aviso if isinstance(aviso, Aviso) else Aviso(aviso)
    filas.dejar_aviso(almacen(), huella, _a_json(completo))
    g.aviso = completo


def recoger() -> Aviso | None:
    """The notice for this page, once."""
    propio: Aviso | None = g.pop("aviso", None)
    abierta, huella = g.get("sesion_abierta"), sesiones.huella_actual()
    guardado = abierta.aviso if abierta else None
    if huella is not None and (propio or guardado):
        filas.dejar_aviso(almacen(), huella, None)
        if abierta:
            g.sesion_abierta = abierta._replace(aviso=None)
    return propio or (_de_json(guardado) if guardado else None)


def _a_json(aviso: Aviso) -> dict[str, object]:
    deshacer = aviso.deshacer
    return {
        **aviso._asdict(),
        "deshacer": deshacer and {"url": deshacer.url, "campos": dict(deshacer.campos)},
        "enlaces": [list(enlace) for enlace in aviso.enlaces],
        "faltas": list(aviso.faltas),
    }


def _de_json(guardado: Mapping[str, object]) -> Aviso:
    campos = dict(guardado)
    deshacer = campos.pop("deshacer")
    enlaces, faltas = campos.pop("enlaces"), campos.pop("faltas", ())
    return Aviso(
        **campos,  # type: ignore[arg-type]  # written by _a_json
        deshacer=Deshacer(**deshacer) if isinstance(deshacer, dict) else None,
        enlaces=tuple((texto, url) for texto, url in enlaces) if isinstance(enlaces, list) else (),
        faltas=tuple(faltas) if isinstance(faltas, list) else (),
    )
