"""How each fact changes the state. `evolve` is total: what happened is not disputed; nothing is validated."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from casos.asiento import Asiento
from casos.hecho import Hecho
from casos.mediacion.estado import Caso, EstadoSesion, Marca
from casos.mediacion.vocabulario import Etapa

H = TypeVar("H", bound=Hecho)
Aplica = Callable[[Caso, Any, Marca], Caso]

APLICA: dict[type[Hecho], Aplica] = {}
"""What each fact does to the state, by class; facts that change no state are listed with `nada`."""


def al(clase: type[H]) -> Callable[[Callable[[Caso, H, Marca], Caso]], Callable[[Caso, H, Marca], Caso]]:
    """Declare what a fact does to the state."""

    def declara(aplica: Callable[[Caso, H, Marca], Caso]) -> Callable[[Caso, H, Marca], Caso]:
        APLICA[clase] = aplica
        return aplica

    return declara


def nada(caso: Caso, hecho: Hecho, marca: Marca) -> Caso:
    """The fact matters to readers, not to decisions."""
    return caso


def pasar_a(caso: Caso, etapa: Etapa, marca: Marca, **cambios: Any) -> Caso:
    """The case enters a stage; a request for judicial made in the one before lapses."""
    if etapa is not caso.etapa and caso.judicial.estado == "solicitado":
        cambios.setdefault("judicial", caso.judicial._replace(estado=""))
    return caso._replace(etapa=etapa, etapa_desde=marca, **cambios)


def terminar_mecanismo(caso: Caso, marca: Marca, *, avisar: bool = True) -> Caso:
    """The court's mechanism, if one is running, ends with this entry, and so does the session still to come.

    `avisar`: the court and the parties still expect that session and must be told.
    """
    if caso.mecanismo.corre:
        caso = caso._replace(mecanismo=caso.mecanismo._replace(fin=marca))
    sesion = caso.sesion
    if sesion is None:
        return caso
    terminada = sesion._replace(
        estado=EstadoSesion.CANCELADA, resuelta=marca, por_avisar=marca if avisar else None, omitida=None
    )
    return caso._replace(sesiones=con(caso.sesiones, sesion.numero, terminada))


def sin_sesion(etapa: Etapa | None) -> Etapa | None:
    """The stage to which a case may go back once its session was cancelled: nothing is scheduled any more."""
    return Etapa.REGISTRADO if etapa is Etapa.AGENDADO else etapa


def con(mapa: Mapping[Any, Any], clave: Any, valor: Any) -> dict[Any, Any]:
    """A copy of an immutable mapping with one pair more or replaced."""
    return {**mapa, clave: valor}


def evolve(caso: Caso, asiento: Asiento) -> Caso:
    """The state after one more entry that counts."""
    aplica = APLICA.get(type(asiento.hecho))
    if aplica is None:
        return caso
    marca = Marca(
        asiento.version, asiento.ocurrido_en, asiento.politica, asiento.registrado_en, asiento.autor, asiento.rol
    )  # fmt: skip
    if caso.apertura.por_recibir is not None and marca.autor == caso.apertura.responsable:
        caso = caso._replace(apertura=caso.apertura._replace(por_recibir=None))
    return aplica(caso, asiento.hecho, marca)
