"""The people's keys, each wrapped by the master: opened, made, destroyed, wrapped anew.

No key stays in memory between two readings (opening one takes a microsecond): destroyed here is destroyed for
every process at once.
"""

import secrets
from collections.abc import Collection, Container, Iterable
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from casos.boveda import mudanza
from casos.boveda.bloques import en_bloques
from casos.boveda.cifrado import LARGO_LLAVE
from casos.boveda.maestra import Maestra
from casos.boveda.motores import Almacen
from casos.boveda.tablas import llaves

_DESTRUIDA = bytes(LARGO_LLAVE + 8)
_VIVA = llaves.c.envuelta != _DESTRUIDA
_DE_PERSONAS = select(llaves.c.persona_id, llaves.c.maestra, llaves.c.envuelta).where(
    llaves.c.persona_id.in_(bindparam("personas", expanding=True))
)
_ALTA = insert(llaves).values(
    persona_id=bindparam("de"), maestra=bindparam("con"), envuelta=bindparam("queda")
)
_CAMBIAR = (
    update(llaves)
    .where(llaves.c.persona_id == bindparam("de"))
    .values(maestra=bindparam("con"), envuelta=bindparam("queda"))
)


class Llavero:
    """The store of keys. What writes is called with the vault's write lock held."""

    def __init__(self, almacen: Almacen, maestra: Maestra) -> None:
        self._almacen = almacen
        self._maestra = maestra

    def leer(self, personas: Iterable[UUID]) -> tuple[dict[UUID, bytes], set[UUID]]:
        """The keys of those people that have one, and who of them had one that was destroyed."""
        vivas: dict[UUID, bytes] = {}
        destruidas: set[UUID] = set()
        with self._almacen.leyendo() as conexion:
            for bloque in en_bloques(personas):
                for persona_id, maestra, envuelta in conexion.execute(_DE_PERSONAS, {"personas": bloque}):
                    if envuelta == _DESTRUIDA:
                        destruidas.add(persona_id)
                    else:
                        vivas[persona_id] = self._maestra.de_huella(maestra).desenvolver(envuelta)
        return vivas, destruidas

    def abrir(self, personas: Iterable[UUID]) -> dict[UUID, bytes]:
        """The keys of those people that have one; who was forgotten, or is unknown, is missing."""
        return self.leer(personas)[0]

    def destruidas(self) -> set[UUID]:
        """Everybody whose key was destroyed."""
        with self._almacen.leyendo() as conexion:
            return set(conexion.scalars(select(llaves.c.persona_id).where(~_VIVA)))

    def crear(self, personas: Collection[UUID], destruidas: Container[UUID]) -> dict[UUID, bytes]:
        """Make a key for each of those people, who have none; in the old place if theirs was destroyed."""
        if not personas:
            return {}
        generacion = self._maestra.vigente
        nuevas = {p: secrets.token_bytes(LARGO_LLAVE) for p in personas}
        filas = [
            {"de": p, "con": generacion.huella, "queda": generacion.envolver(llave)}
            for p, llave in nuevas.items()
        ]
        with self._almacen.escribiendo() as conexion:
            if alta := [f for f in filas if f["de"] not in destruidas]:
                conexion.execute(_ALTA, alta)
            if ocupa := [f for f in filas if f["de"] in destruidas]:
                conexion.execute(_CAMBIAR, ocupa)
        return nuevas

    def destruir(self, personas: Iterable[UUID]) -> None:
        """Overwrite the keys of those people with zeros, in place. Without effect on who has none."""
        with self._almacen.escribiendo() as conexion:
            for bloque in en_bloques(personas):
                conexion.execute(
                    update(llaves).where(llaves.c.persona_id.in_(bloque)).values(envuelta=_DESTRUIDA)
                )

    def borrar_rastros(self) -> None:
        """Take destroyed keys out of the files too."""
        self._almacen.borrar_rastros(llaves.name)

    def reenvolver(self, cuantas: int) -> int:
        """Wrap under the master in force up to `cuantas` keys that are under an older one; how many were."""
        vigente = self._maestra.vigente
        viejas = select(llaves).where(_VIVA, llaves.c.maestra != vigente.huella).limit(cuantas)
        with self._almacen.escribiendo() as conexion:
            cambios = [
                {
                    "de": fila.persona_id,
                    "con": vigente.huella,
                    "queda": vigente.envolver(
                        self._maestra.de_huella(fila.maestra).desenvolver(fila.envuelta)
                    ),
                }
                for fila in conexion.execute(viejas)
            ]
            if cambios:
                conexion.execute(_CAMBIAR, cambios)
        return len(cambios)

    def maestras_en_uso(self) -> set[str]:
        """Fingerprints of the masters that wrap some live key."""
        with self._almacen.leyendo() as conexion:
            return set(conexion.scalars(select(llaves.c.maestra).where(_VIVA).distinct()))

    def registradas(self) -> set[UUID]:
        """Everybody who has, or had, a key."""
        with self._almacen.leyendo() as conexion:
            return set(conexion.scalars(select(llaves.c.persona_id)))

    def copiar_en(self, otro: "Llavero") -> int:
        """Carry every key to an empty store; how many."""
        return mudanza.copiar(self._almacen, otro._almacen, llaves)

    def cerrar(self) -> None:
        """Close the store."""
        self._almacen.cerrar()


def tiene_llaves(almacen: Almacen) -> bool:
    """Whether a store of keys holds any."""
    with almacen.leyendo() as conexion:
        return conexion.execute(select(llaves.c.serie).limit(1)).first() is not None
