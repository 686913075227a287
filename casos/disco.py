"""What must have reached the disk before anything rests on it."""

import os
from pathlib import Path


def asentar_carpeta(carpeta: Path) -> None:
    """Make a rename durable (Windows has no such call)."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
