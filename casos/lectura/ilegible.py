"""The two refusals of this package, in words for the person, and the sizes beyond which a file is refused."""

MIB = 1024 * 1024
BYTES_ARCHIVO = 64 * MIB
BYTES_DESCOMPRIMIDOS = 256 * MIB
ENTRADAS_PAQUETE = 2_000
RAZON_COMPRESION = 250
"""A real sheet shrinks 5 to 40 times; a part over 1 MiB that shrinks more than this was made to do harm."""

RENGLONES = 100_000
"""Data rows of one agenda or one payments file."""
RENGLONES_CARTERA = 300_000
"""The whole portfolio is some 31,000 debtors with 3 or 4 credits each: 110,000 rows."""
RENGLONES_DE_MARGEN = 500
"""Titles, headers and totals that do not count as data rows."""
COLUMNAS = 40
BYTES_POR_RENGLON = 640
"""On average over the rows: together they bound what one file may occupy once read."""
LETRAS_POR_CELDA = 4_000
EVENTOS = 5_000
"""Events of one calendar file: a court centre holds some 3,000 sessions a year."""


class ArchivoIlegible(ValueError):
    """The file as a whole cannot be read; the text says why and what to do."""


class ValorIlegible(ValueError):
    """One cell cannot be read; the text says why. It becomes the reason of a bad row."""


def demasiados_renglones(limite: int) -> ArchivoIlegible:
    return ArchivoIlegible(
        f"La hoja es demasiado grande y no se leyó: el máximo es {limite:,} renglones. "
        "Divídala en archivos más chicos (por ejemplo, uno por mes) y súbalos uno por uno."
    )
