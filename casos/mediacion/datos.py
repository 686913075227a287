"""What the data of every decision share: frozen models, reasons that must be written, days said in words."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from casos.calendario.explicacion import en_palabras
from casos.calendario.modelo import SEDES
from casos.decision import Rechazo
from casos.hecho import TextoPrivado
from casos.tiempo import ZONA

SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


class Datos(BaseModel):
    """The data of a decision, as a form or a file gives them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def escrito(texto: str | None, falta: str) -> TextoPrivado:
    """A text that must not be blank; `falta` is what the person reads when it is."""
    limpio = (texto or "").strip()
    if not limpio:
        raise Rechazo(falta)
    return TextoPrivado(limpio)


def privado(texto: str | None) -> TextoPrivado | None:
    """A free text, or None when it is blank."""
    limpio = (texto or "").strip()
    return TextoPrivado(limpio) if limpio else None


def exigir_sede(sede: str) -> None:
    """Refuse an office that the Institute does not have."""
    if sede not in SEDES:
        raise Rechazo(f"No hay una sede «{sede}»; elija una de estas: {', '.join(SEDES)}.")


def dia_en_palabras(dia: date) -> str:
    """«martes 24 de marzo de 2026»."""
    return f"{SEMANA[dia.weekday()]} {en_palabras(dia)}"


def momento_en_palabras(instante: datetime) -> str:
    """«martes 24 de marzo de 2026 a las 10:00», in Sonora."""
    local = instante.astimezone(ZONA)
    return f"{dia_en_palabras(local.date())} a las {local:%H:%M}"
