"""What-if for screens and commands: a document of rules, and what it would have changed in every case."""

from collections.abc import Callable

from casos.calendario.lectura import leer_calendarios
from casos.decision import Rechazo
from casos.politica.lectura import leer_politica
from casos.versiones import Versiones
from proyecciones import simulacion
from proyecciones.simulacion import Simulacion
from web.instancia import Instancia

Avance = Callable[[int, int], None]


def simular_politica(instancia: Instancia, texto: str, avance: Avance | None = None) -> Simulacion:
    """What a draft of the policy (TOML; what it leaves out stays) would change. Raises Rechazo naming each bad key."""
    versiones = instancia.casos.versiones()
    try:
        borrador = leer_politica(texto, sobre=versiones.politicas[-1].politica)
    except ValueError as error:
        raise Rechazo(str(error)) from error
    return _simular(instancia, simulacion.con_politica(versiones, borrador), avance)


def simular_calendario(instancia: Instancia, texto: str, avance: Avance | None = None) -> Simulacion:
    """The same for a draft of the calendars."""
    versiones = instancia.casos.versiones()
    try:
        borrador = leer_calendarios(texto, sobre=versiones.calendarios[-1].calendarios)
    except ValueError as error:
        raise Rechazo(str(error)) from error
    return _simular(instancia, simulacion.con_calendarios(versiones, borrador), avance)


def _simular(instancia: Instancia, borrador: Versiones, avance: Avance | None) -> Simulacion:
    return simulacion.simular(instancia.casos, borrador, instancia.ahora(), avance)
