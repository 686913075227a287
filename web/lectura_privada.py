"""What sentences may ask of the vault: names and private texts of some entries, opened for whoever may read them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.boveda.boveda import Boveda
from casos.boveda.errores import BovedaIlegible
from casos.hecho import Hecho, TextoPrivado, campos_privados
from casos.tipo import tipo_de
from web.frases import Lector

OLVIDADO = "(texto olvidado)"


Lugar = tuple[int, str]
"""A private text: the number of its entry, and its field."""


def lector_de(boveda: Boveda, historia: Historia, asientos: Sequence[Asiento]) -> Lector:
    """Names and private texts of these entries; the vault is asked once for each."""
    ids = {v for a in asientos for _, v in a.hecho if isinstance(v, UUID)}
    conocidas = boveda.leer_varias(ids) if ids else {}
    return Lector({i: p.nombre for i, p in conocidas.items()}, _abridor(boveda, historia, asientos))


def _abridor(boveda: Boveda, historia: Historia, asientos: Sequence[Asiento]) -> Callable[[Hecho, str], str]:
    versiones = {id(a.hecho): a.version for a in asientos}
    abiertos: dict[Lugar, str] = {}

    def abre(hecho: Hecho, campo: str) -> str:
        texto = getattr(hecho, campo, None)
        if not texto:
            return ""
        if not TextoPrivado(texto).esta_cifrado:
            return str(texto)
        if not abiertos:
            abiertos.update(_abrir_todos(boveda, historia, asientos))
        return abiertos.get((versiones.get(id(hecho), 0), campo), OLVIDADO)

    return abre


def _abrir_todos(boveda: Boveda, historia: Historia, asientos: Sequence[Asiento]) -> Mapping[Lugar, str]:
    lugares = [
        ((a.version, campo), str(getattr(a.hecho, campo)))
        for a in asientos
        for campo in campos_privados(type(a.hecho))
        if TextoPrivado(getattr(a.hecho, campo) or "").esta_cifrado
    ]
    return abrir(boveda, historia, lugares)


def abrir(boveda: Boveda, historia: Historia, lugares: Sequence[tuple[Lugar, str]]) -> Mapping[Lugar, str]:
    """The private texts of a history that are not forgotten, from their tokens, in one reading of the keys.

    Each was protected under the key of whom the case was about when it was written: the debtor may have been
    corrected since. Raises BovedaIlegible for one that no key of the case opens.
    """
    dueno = tipo_de(historia.asientos).persona(historia.caso) if historia.asientos else None
    if dueno is None:
        return {}
    try:
        claros = boveda.descifrar_textos([_pedido(historia, dueno, uno) for uno in lugares])
    except BovedaIlegible:
        duenos = list(dict.fromkeys([dueno, *_personas(historia)]))
        claros = [_con_alguna(boveda, [_pedido(historia, d, uno) for d in duenos]) for uno in lugares]
    return {lugar: claro for (lugar, _), claro in zip(lugares, claros, strict=True) if claro is not None}


def _pedido(historia: Historia, dueno: UUID, uno: tuple[Lugar, str]) -> tuple[UUID, str, str]:
    (version, campo), token = uno
    return dueno, token, f"{historia.caso_id}/{version}/{campo}"


def _personas(historia: Historia) -> Iterator[UUID]:
    """Everybody whom the facts of a case name."""
    for asiento in historia.asientos:
        persona_id = getattr(asiento.hecho, "persona_id", None)
        if isinstance(persona_id, UUID):
            yield persona_id


def _con_alguna(boveda: Boveda, pedidos: Sequence[tuple[UUID, str, str]]) -> str | None:
    """The text by whichever key opens it; None if it may be that of a person who was forgotten."""
    olvidada = False
    for pedido in pedidos:
        try:
            (claro,) = boveda.descifrar_textos([pedido])
        except BovedaIlegible as error:
            ilegible = error
            continue
        if claro is not None:
            return claro
        olvidada = True
    if not olvidada:
        raise ilegible
    return None
