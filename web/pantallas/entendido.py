"""What the screen understood of a date or an amount while it is being typed."""

from flask import Blueprint, abort, request

from casos.dinero.letras import cifra_y_letra
from casos.dinero.pesos import leer_pesos
from web.campos import leer_fecha
from web.formato import fecha_larga
from web.permisos import permiso

bp = Blueprint("entendido", __name__)

LECTURAS = {
    "fecha": lambda texto: fecha_larga(leer_fecha(texto)),
    "importe": lambda texto: cifra_y_letra(leer_pesos(texto)),
}


@bp.get("/entendido/<tipo>")
@permiso(renueva=False)
def repetir(tipo: str) -> str:
    """The only value of the query in full words; nothing while it cannot be read yet."""
    if tipo not in LECTURAS:
        abort(404)
    try:
        return LECTURAS[tipo](next(iter(request.args.values()), ""))
    except ValueError:
        return ""
