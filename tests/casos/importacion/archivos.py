"""Small files as an office receives them, written by the tests."""

import csv
import io
from collections.abc import Sequence

AGENDA = ("Folio", "Sesión", "Fecha", "Hora", "Sala", "Facilitador", "Invitado", "CURP", "Crédito", "Estatus")
CARTERA = (
    "Crédito", "Acreditado", "CURP", "Teléfono", "Sede", "Aval", "CURP aval", "Capital", "Ordinario",
    "Moratorio", "Fecha de corte", "Responsable",
)  # fmt: skip
PAGOS = ("Fecha", "Referencia", "Folio de operación", "Importe", "Canal", "Ordenante")


def hoja(encabezados: Sequence[str], filas: Sequence[Sequence[object]]) -> bytes:
    """A CSV in UTF-8; its first row of data is row 2."""
    texto = io.StringIO()
    escritor = csv.writer(texto)
    escritor.writerow(encabezados)
    escritor.writerows(filas)
    return texto.getvalue().encode()


def sesion(
    folio: str = "CJA/100/2026", *, num: object = 1, fecha: str = "24/11/2026", hora: str = "9:00",
    sala: str = "Sala 2", facilitador: str = "Lic. Irma Ochoa", invitado: str = "ANA LUZ COTA DÍAZ",
    curp: str = "", credito: str = "10101", estatus: str = "programada",
) -> tuple[object, ...]:  # fmt: skip
    return (folio, num, fecha, hora, sala, facilitador, invitado, curp, credito, estatus)


def agenda(*filas: Sequence[object]) -> bytes:
    return hoja(AGENDA, filas)


def credito(
    numero: str = "10101", nombre: str = "Cota Díaz Ana Luz", *, curp: str = "COTD900101MSRTZN08",
    telefono: str = "6621234567", sede: str = "Hermosillo", aval: str = "", curp_aval: str = "",
    capital: object = "1000.00", ordinario: object = "200.00", moratorio: object = "300.00",
    corte: str = "31/10/2026", responsable: str = "",
) -> tuple[object, ...]:  # fmt: skip
    return (
        numero, nombre, curp, telefono, sede, aval, curp_aval, capital, ordinario, moratorio, corte, responsable,
    )  # fmt: skip


def cartera(*filas: Sequence[object]) -> bytes:
    return hoja(CARTERA, filas)


def pago(
    importe: object = "500.00", *, fecha: str = "20/11/2026", referencia: str = "0001010101",
    folio: str = "OP1", canal: str = "SPEI", ordenante: str = "",
) -> tuple[object, ...]:  # fmt: skip
    return (fecha, referencia, folio, importe, canal, ordenante)


def pagos(*filas: Sequence[object]) -> bytes:
    return hoja(PAGOS, filas)
