"""What sentences may ask of the vault: names and private texts of some entries, opened for whoever may read them."""

from collections.abc import Callable, Sequence
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.boveda.boveda import Boveda
from casos.hecho import Hecho, TextoPrivado
from casos.tipo import tipo_de
from web.frases import Lector

OLVIDADO = "(texto olvidado)"


def lector_de(boveda: Boveda, historia: Historia, asientos: Sequence[Asiento]) -> Lector:
    """Names and private texts of these entries; the vault is asked once for the names."""
    ids = {v for a in asientos for _, v in a.hecho if isinstance(v, UUID)}
    conocidas = boveda.leer_varias(ids) if ids else {}
    return Lector({i: p.nombre for i, p in conocidas.items()}, _abridor(boveda, historia, asientos))


def _abridor(boveda: Boveda, historia: Historia, asientos: Sequence[Asiento]) -> Callable[[Hecho, str], str]:
    versiones = {id(a.hecho): a.version for a in asientos}
    dueno = tipo_de(historia.asientos).persona(historia.caso) if historia.asientos else None

    def abre(hecho: Hecho, campo: str) -> str:
        texto = getattr(hecho, campo, None)
        if not texto:
            return ""
        if not TextoPrivado(texto).esta_cifrado:
            return str(texto)
        if dueno is None:
            return OLVIDADO
        contexto = f"{historia.caso_id}/{versiones.get(id(hecho), 0)}/{campo}"
        return boveda.descifrar_texto(dueno, texto, contexto) or OLVIDADO

    return abre
