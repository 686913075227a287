"""A row as it was read from a file, in words for the page that asks about it."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from casos.lectura.cartera import RenglonCartera
from casos.lectura.pagos import RenglonPago
from casos.lectura.sesion import RenglonAgenda
from web.cuentas import SEDES
from web.formato import fecha_larga, pesos

_AGENDA = {
    "folio": "Folio", "num_sesion": "Sesión", "fecha": "Día", "hora": "Hora", "invitado": "Invitado",
    "curp": "CURP", "creditos": "Créditos", "sede": "Oficina", "sala": "Sala", "url": "Liga",
    "facilitador": "Facilita", "estatus": "Estatus", "observaciones": "Observaciones",
}  # fmt: skip
_CARTERA = {
    "num_credito": "Crédito", "acreditado": "Acreditado", "curp": "CURP", "telefono": "Teléfono",
    "correo": "Correo", "sede": "Oficina", "domicilio": "Domicilio", "aval": "Aval", "total": "Debe",
    "fecha_corte": "Corte", "responsable": "Responsable",
}  # fmt: skip
_PAGOS = {
    "fecha": "Día", "importe": "Importe", "referencia": "Referencia", "folio_operacion": "Folio",
    "canal": "Canal", "banco": "Banco", "concepto": "Concepto", "num_credito": "Crédito", "ordenante": "Ordenante",
}  # fmt: skip


def datos_de(leido: Any) -> list[tuple[str, str]]:
    """(what, as it is read) of every cell that the row fills."""
    por_clase = {RenglonAgenda: _AGENDA, RenglonCartera: _CARTERA, RenglonPago: _PAGOS}
    campos = por_clase.get(type(leido), {})
    return [
        (nombre, _dicho(valor))
        for campo, nombre in campos.items()
        if (valor := getattr(leido, campo)) not in (None, ())
    ]


def _dicho(valor: Any) -> str:
    match valor:
        case date():
            return fecha_larga(valor)
        case time():
            return f"{valor.hour}:{valor.minute:02}"
        case Decimal():
            return pesos(valor)
        case tuple():
            return ", ".join(valor)
        case str() if valor in SEDES:
            return SEDES[valor]
    return str(valor)
