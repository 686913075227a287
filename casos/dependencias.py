"""Which entries of a case depend on which: through their causes, their request, or something that they name.

*B depends on A* if B's chain of causes reaches A, or B names something that A introduced. The first fact of a
request leads the others: they were captured as its consequence and go where it goes.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from casos.asiento import Asiento, Historia, Origen
from casos.hecho import Hecho
from casos.tipo import tipo_de

Nombre = tuple[str, Any]


def dependientes(historia: Historia, versiones: Iterable[int]) -> list[Asiento]:
    """The entries that count and would make no sense without those of `versiones` (not included), in order.

    An entry depends directly or through others. What is definitive stays.
    """
    return _arrastrados(historia, frozenset(versiones), solo_propios=False)


def propios(historia: Historia, versiones: Iterable[int]) -> list[Asiento]:
    """Of the dependents, those that the entries of `versiones` caused by themselves.

    That is the rest of a request of which they lead, what has them as a cause, and what the clock did about
    something that they introduced.
    """
    return _arrastrados(historia, frozenset(versiones), solo_propios=True)


def sin(historia: Historia, versiones: Collection[int]) -> Historia:
    """The history as if some entries did not count: the other fold to show before annulling."""
    vigentes = [a for a in historia.vigentes if a.version not in versiones]
    return historia._replace(vigentes=vigentes, caso=tipo_de(historia.asientos).plegar(vigentes))


def nombrados(hecho: Hecho) -> frozenset[Nombre]:
    """Everything that a fact names: (field, value), also inside its parts and lists."""
    return frozenset(_nombres(hecho, dict(hecho.nombra)))


def introducidos(hecho: Hecho) -> frozenset[Nombre]:
    """What a fact brings into the case or settles: (field, value)."""
    return frozenset((campo, getattr(hecho, campo)) for campo in hecho.introduce)


def _nombres(modelo: BaseModel, alias: dict[str, str]) -> Iterator[Nombre]:
    for campo in type(modelo).model_fields:
        valor = getattr(modelo, campo)
        for uno in valor if isinstance(valor, (tuple, list, frozenset)) else (valor,):
            if isinstance(uno, BaseModel):
                yield from _nombres(uno, alias)
            elif uno is not None and not isinstance(uno, (dict, tuple, list)):
                yield alias.get(campo, campo), uno


def _arrastrados(historia: Historia, versiones: frozenset[int], *, solo_propios: bool) -> list[Asiento]:
    """One pass is enough: causes, heads of requests and introductions always come first."""
    caidas = set(versiones)
    nombres: set[Nombre] = set()
    pedidos: set[str] = set()
    encabezados: set[str] = set()
    arrastrados = []
    for asiento in historia.vigentes:
        hecho = asiento.hecho
        encabeza = asiento.pedido not in encabezados
        if not hecho.es_definitivo:
            encabezados.add(asiento.pedido)
        if asiento.version not in caidas:
            causado = asiento.pedido in pedidos or not caidas.isdisjoint(asiento.causa)
            mira_nombres = not solo_propios or asiento.origen == Origen.RELOJ.value
            if hecho.es_definitivo or not (
                causado or (mira_nombres and nombres and not nombres.isdisjoint(nombrados(hecho)))
            ):
                continue
            caidas.add(asiento.version)
            arrastrados.append(asiento)
        nombres |= introducidos(hecho)
        if encabeza and asiento.pedido:
            pedidos.add(asiento.pedido)
    return arrastrados
