"""The Merkle tree of RFC 9162 (SHA-256): root, inclusion and consistency proofs, and how they are checked."""

import hashlib
from collections.abc import Iterable, Sequence
from hmac import compare_digest

VACIA = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


def hoja(datos: bytes) -> bytes:
    """The hash of a leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + datos).digest()


def nodo(izquierdo: bytes, derecho: bytes) -> bytes:
    """The hash of an inner node (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + izquierdo + derecho).digest()


class Arbol:
    """A growing tree over leaf hashes, kept by levels: level k holds every complete subtree of 2^k leaves."""

    def __init__(self, hojas: Iterable[bytes] = ()) -> None:
        self._niveles: list[list[bytes]] = [[]]
        for una in hojas:
            self.agregar(una)

    def __len__(self) -> int:
        return len(self._niveles[0])

    def agregar(self, una: bytes) -> None:
        """Add one leaf hash at the right."""
        nivel = 0
        while True:
            if nivel == len(self._niveles):
                self._niveles.append([])
            fila = self._niveles[nivel]
            fila.append(una)
            if len(fila) % 2:
                return
            una = nodo(fila[-2], fila[-1])
            nivel += 1

    def raiz(self, tamano: int | None = None) -> bytes:
        """The root of the first `tamano` leaves (all of them without it); IndexError when there are fewer."""
        return self._rango(0, self._hasta(tamano))

    def inclusion(self, indice: int, tamano: int | None = None) -> list[bytes]:
        """The proof that leaf `indice` is in the tree of `tamano` leaves, from the leaf up (RFC 9162, 2.1.3.1)."""
        tamano = self._hasta(tamano)
        if not 0 <= indice < tamano:
            raise IndexError(indice)
        return self._camino(indice, 0, tamano)

    def consistencia(self, antes: int, tamano: int | None = None) -> list[bytes]:
        """The proof that the tree of `antes` leaves is the beginning of that of `tamano` (RFC 9162, 2.1.4.1)."""
        tamano = self._hasta(tamano)
        if not 0 < antes <= tamano:
            raise IndexError(antes)
        return [] if antes == tamano else self._prefijo(antes, 0, tamano, entero=True)

    def _hasta(self, tamano: int | None) -> int:
        if tamano is None:
            return len(self)
        if not 0 <= tamano <= len(self):
            raise IndexError(tamano)
        return tamano

    def _rango(self, desde: int, hasta: int) -> bytes:
        """The hash of the leaves [desde, hasta), where `desde` is the beginning of a subtree of the tree."""
        cuantas = hasta - desde
        if cuantas == 0:
            return VACIA
        if cuantas & (cuantas - 1) == 0:
            return self._niveles[cuantas.bit_length() - 1][desde // cuantas]
        corte = desde + _corte(cuantas)
        return nodo(self._rango(desde, corte), self._rango(corte, hasta))

    def _camino(self, indice: int, desde: int, hasta: int) -> list[bytes]:
        if hasta - desde == 1:
            return []
        corte = desde + _corte(hasta - desde)
        if indice < corte:
            return [*self._camino(indice, desde, corte), self._rango(corte, hasta)]
        return [*self._camino(indice, corte, hasta), self._rango(desde, corte)]

    def _prefijo(self, antes: int, desde: int, hasta: int, *, entero: bool) -> list[bytes]:
        if antes == hasta - desde:
            return [] if entero else [self._rango(desde, hasta)]
        ancho = _corte(hasta - desde)
        if antes <= ancho:
            return [
                *self._prefijo(antes, desde, desde + ancho, entero=entero),
                self._rango(desde + ancho, hasta),
            ]
        return [
            *self._prefijo(antes - ancho, desde + ancho, hasta, entero=False),
            self._rango(desde, desde + ancho),
        ]


def _corte(cuantas: int) -> int:
    """The largest power of two smaller than `cuantas`."""
    return 1 << ((cuantas - 1).bit_length() - 1)


def esta_incluida(una: bytes, indice: int, tamano: int, prueba: Sequence[bytes], raiz: bytes) -> bool:
    """Whether the proof shows the leaf hash at its place under the root (RFC 9162, 2.1.3.2)."""
    raices = _subir(indice, tamano - 1, una, prueba) if 0 <= indice < tamano else None
    return raices is not None and compare_digest(raices[1], raiz)


def es_principio(antes: int, raiz_antes: bytes, tamano: int, raiz: bytes, prueba: Sequence[bytes]) -> bool:
    """Whether the proof shows that the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2)."""
    if antes == tamano:
        return antes > 0 and not prueba and compare_digest(raiz_antes, raiz)
    camino = list(prueba) if antes & (antes - 1) else [raiz_antes, *prueba]
    if not 0 < antes < tamano or not camino:
        return False
    fn, sn = antes - 1, tamano - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return _subir(fn, sn, camino[0], camino[1:]) == (raiz_antes, raiz)


def _subir(fn: int, sn: int, desde: bytes, prueba: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the older and of the newer tree, from a node and the proof above it; None if it does not fit."""
    vieja = nueva = desde
    for hermana in prueba:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            vieja, nueva = nodo(hermana, vieja), nodo(hermana, nueva)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            nueva = nodo(nueva, hermana)
        fn, sn = fn >> 1, sn >> 1
    return (vieja, nueva) if sn == 0 else None
