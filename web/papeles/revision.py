"""The check of templates when an instance starts: each one is printed with sample data, and what fails is said."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from web.papeles.imprenta import Imprenta
from web.papeles.juego import CARPETA, Juego, PlantillaInvalida

MUESTRAS = Path(__file__).parent / "muestras"
_UN_DIA = datetime(2026, 1, 5, tzinfo=UTC)


def muestras_de(plantilla: str) -> list[dict[str, Any]]:
    """Sample data for a template: what an institute that writes its own can count on."""
    leidas: list[dict[str, Any]] = json.loads((MUESTRAS / f"{plantilla}.json").read_text(encoding="utf-8"))
    return leidas


def revisar(instancia: Path) -> tuple[str, ...]:
    """Print with sample data every template that an instance replaced; the names of its files.

    Raises PlantillaInvalida with the file, the line and the reason. Without files of its own, nothing is done.
    """
    propias = instancia / CARPETA
    if not propias.is_dir() or not any(propias.iterdir()):
        return ()
    juego = Juego(propias)
    try:
        imprenta = Imprenta(juego)
        for plantilla in _por_probar(juego.sustituidas):
            for datos in muestras_de(plantilla):
                imprenta.pdf(plantilla, datos, _UN_DIA)
                imprenta.arbol(plantilla, datos)
        return juego.sustituidas
    finally:
        juego.cerrar()


def _por_probar(sustituidas: tuple[str, ...]) -> list[str]:
    """The templates that a set of files changes: themselves; of what all share, all."""
    todas = sorted(archivo.stem for archivo in MUESTRAS.glob("*.json"))
    nombres = {Path(archivo).stem for archivo in sustituidas if archivo.endswith(".typ")}
    return todas if nombres - set(todas) else [nombre for nombre in todas if nombre in nombres]


__all__ = ["PlantillaInvalida", "muestras_de", "revisar"]
