"""What the pane of a call sends: the result with one button, and what may go with it."""

from uuid import UUID

from web.campos import Fecha, Importe, Linea, Parrafo
from web.formularios import Campos


class Llamada(Campos):
    """A result; the row from which the call was made and the number dialled; the note and dates are optional."""

    resultado: Linea
    tipo: Linea
    clave: Linea
    telefono: Linea | None = None
    nota: Parrafo | None = None
    importe: Importe | None = None
    fecha: Fecha | None = None
    siguiente: Fecha | None = None


def borrador_de(caso_id: UUID) -> str:
    """Where what is being written about a call is kept until it is sent."""
    return f"{caso_id}/llamada"
