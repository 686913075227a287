"""How each checkpoint leaves the building: what is still to be carried where, how often it was tried, what came back.

Kept beside the checkpoints themselves, so that one that was made and not yet carried is known for ever.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from casos.sello.archivo import ArchivoDeSellos

CORREO, TIEMPO = "correo", "sello de tiempo"
TABLA = (
    "CREATE TABLE IF NOT EXISTS salidas (tamano INTEGER NOT NULL, medio TEXT NOT NULL, destino TEXT NOT NULL, "
    "intentos INTEGER NOT NULL DEFAULT 0, ultimo TEXT, hecha TEXT, error TEXT NOT NULL DEFAULT '', prueba BLOB, "
    "PRIMARY KEY (tamano, medio, destino))"
)
_TODAS = "SELECT tamano, medio, destino, intentos, ultimo, hecha, error, prueba FROM salidas"
ESPERA_MAXIMA = timedelta(hours=1)


class Salida(NamedTuple):
    """A checkpoint (by its size) on its way to somebody. `prueba` is what came back (a time stamp)."""

    tamano: int
    medio: str
    destino: str
    intentos: int = 0
    ultimo: datetime | None = None
    hecha: datetime | None = None
    error: str = ""
    prueba: bytes | None = None

    def toca(self, ahora: datetime) -> bool:
        """Whether to try now: at once, then after 1, 2, 4… minutes, at most an hour apart."""
        if self.hecha is not None:
            return False
        espera = min(timedelta(minutes=2 ** min(self.intentos, 10)) / 2, ESPERA_MAXIMA)
        return self.ultimo is None or ahora - self.ultimo >= espera


def encargar(archivo: ArchivoDeSellos, tamano: int, destinos: Iterable[tuple[str, str]]) -> None:
    """Write down where a checkpoint has to go; what was written down already stays."""
    nuevas = [(tamano, medio, destino) for medio, destino in destinos]
    if not nuevas:
        return
    with archivo.escribir() as conexion:
        conexion.execute(TABLA)
        conexion.executemany(
            "INSERT INTO salidas (tamano, medio, destino) VALUES (?,?,?) ON CONFLICT DO NOTHING", nuevas
        )


def todas(archivo: ArchivoDeSellos) -> list[Salida]:
    """Every one, the newest checkpoint first."""
    if not archivo.existe():
        return []
    with archivo.leer() as conexion:
        if not conexion.execute("SELECT 1 FROM sqlite_master WHERE name='salidas'").fetchone():
            return []
        return [_salida(f) for f in conexion.execute(f"{_TODAS} ORDER BY tamano DESC, medio, destino")]


def anotar(archivo: ArchivoDeSellos, salida: Salida) -> None:
    """What came of a try."""
    with archivo.escribir() as conexion:
        conexion.execute(
            "UPDATE salidas SET intentos=?, ultimo=?, hecha=?, error=?, prueba=? "
            "WHERE tamano=? AND medio=? AND destino=?",
            (
                salida.intentos, _texto(salida.ultimo), _texto(salida.hecha), salida.error, salida.prueba,
                salida.tamano, salida.medio, salida.destino,
            ),
        )  # fmt: skip


def _texto(instante: datetime | None) -> str | None:
    return instante.astimezone(UTC).isoformat() if instante else None


def _salida(fila: Sequence[object]) -> Salida:
    tamano, medio, destino, intentos, ultimo, hecha, error, prueba = fila
    return Salida(
        int(str(tamano)), str(medio), str(destino), int(str(intentos)),
        datetime.fromisoformat(str(ultimo)) if ultimo else None,
        datetime.fromisoformat(str(hecha)) if hecha else None,
        str(error), prueba if isinstance(prueba, bytes) else None,
    )  # fmt: skip
