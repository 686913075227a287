"""An act that somebody is about to do, with its case and the instant at which it will be captured."""

from datetime import datetime
from typing import Any, NamedTuple

from casos.asiento import Acto, Origen
from casos.peticion import Funcion
from web.demo.expediente import Expediente, Ligero


class Hace(NamedTuple):
    """A decision that a desk takes. Without `rol` it is the desk of the row; `ocurrio` when it happened earlier."""

    decision: Funcion
    datos: Any
    rol: str = ""
    ocurrio: datetime | None = None
    origen: Origen = Origen.PANTALLA
    autor: str = ""


class Previsto(NamedTuple):
    """An act with its case and the instant of its capture."""

    exp: Expediente | Ligero
    hace: Hace
    momento: datetime
    acto: Acto | None = None
    """As the clock takes it; everybody else's is made from the act."""
