"""Note in the access log what the account that asks has just read: call it from every view that shows a case."""

from flask import request

from web.actual import almacen, cuenta, presente
from web.almacen import bitacora
from web.almacen.bitacora import Consulta
from web.almacen.cuentas import Cuenta


def anotar(
    accion: str,
    caso: object = None,
    proposito: str = "",
    *,
    quien: Cuenta | None = None,
    conocido: bool = True,
) -> None:
    """Add a line: `accion` is what was done ("ver expediente", "exportar"), `caso` the id of what was seen.

    Never put what was searched for, or a name, in `proposito`. `conocido` False: nobody known did it.
    """
    autor = quien or (cuenta() if conocido else None)
    bitacora.anotar(
        almacen(),
        Consulta(
            en=presente(),
            usuario=autor.usuario if autor else "",
            rol=autor.rol if autor else "",
            accion=accion,
            caso=None if caso is None else str(caso),
            proposito=proposito,
            ruta=request.path[:200],
            direccion=(request.remote_addr or "")[:45],
        ),
    )
