"""A log read from a list of rows, which a test alters at will, and the ways in which somebody might."""

import random
from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from casos.registro.base import PRIMER_ENLACE, Registro, autenticar, enlazar
from tests.casos.registro.conftest import CLAVE

Renglon = tuple[UUID, int, str, bytes, bytes, bytes]


class Copia:
    """What `verificar` asks of a log, from rows in memory."""

    def __init__(self, renglones: Sequence[Renglon], reservas: Sequence[tuple[str, str, UUID]]) -> None:
        self.renglones, self._reservas = sorted(renglones, key=lambda r: (r[0], r[1])), reservas

    def por_caso(self) -> Iterator[tuple[UUID, list[tuple[int, str, bytes, bytes, bytes]]]]:
        for caso, filas in groupby(self.renglones, lambda r: r[0]):
            yield caso, [f[1:] for f in filas]

    def reservas(self) -> Iterator[tuple[str, str, UUID]]:
        yield from self._reservas


def copiar(registro: Registro) -> list[Renglon]:
    return [(caso, *fila) for caso, filas in registro.por_caso() for fila in filas]  # type: ignore[misc]


def _con(r: Renglon, **campos: object) -> Renglon:
    nombres = ("caso", "version", "tema", "estado", "enlace", "mac")
    return tuple(campos.get(n, v) for n, v in zip(nombres, r, strict=True))  # type: ignore[return-value]


def _bit(azar: random.Random, crudo: bytes) -> bytes:
    cambiado = bytearray(crudo)
    cambiado[azar.randrange(len(cambiado))] ^= 1 << azar.randrange(8)
    return bytes(cambiado)


def _rehecho(renglones: list[Renglon], caso: UUID, clave: bytes) -> list[Renglon]:
    """An insider who holds the key of the MAC makes a case's chain right again."""
    enlace, hechos = PRIMER_ENLACE, []
    for r in sorted((r for r in renglones if r[0] == caso), key=lambda r: r[1]):
        enlace = enlazar(enlace, *r[:4])
        hechos.append(_con(r, enlace=enlace, mac=autenticar(clave, enlace)))
    return [*(r for r in renglones if r[0] != caso), *hechos]


def alterar(azar: random.Random, renglones: list[Renglon], clave: bytes = CLAVE) -> list[Renglon]:
    """One random alteration of the log."""
    n = azar.randrange(len(renglones))
    este = renglones[n]
    resto = [r for i, r in enumerate(renglones) if i != n]
    hermanos = sorted(r for r in renglones if r[0] == este[0])
    ultimo = hermanos[-1]
    ajeno = azar.choice([r for r in renglones if r[0] != este[0]])
    match azar.randrange(13):
        case 0 | 1:
            return [*resto, _con(este, estado=_bit(azar, este[3]))]
        case 2:
            return [*resto, _con(este, enlace=_bit(azar, este[4]))]
        case 3:
            return [*resto, _con(este, mac=_bit(azar, este[5]))]
        case 4:
            return [*resto, _con(este, tema="PrestamoCerrado")]
        case 5:
            return resto
        case 6:
            corte = azar.randrange(1, len(hermanos) + 1)
            return [r for r in renglones if r[0] != este[0] or r[1] < corte]
        case 7:
            otro = azar.choice([r for r in hermanos if r != este])
            sin = [r for r in resto if r != otro]
            return [*sin, _con(este, version=otro[1]), _con(otro, version=este[1])]
        case 8:
            sin = [r for r in resto if r != ajeno]
            return [
                *sin, _con(este, tema=ajeno[2], estado=ajeno[3], enlace=ajeno[4], mac=ajeno[5]),
                _con(ajeno, tema=este[2], estado=este[3], enlace=este[4], mac=este[5]),
            ]  # fmt: skip
        case 9:
            return [*renglones, _con(este, version=ultimo[1] + 1)]
        case 10:
            desde = azar.randrange(1, ultimo[1] + 1)
            corridos = [_con(r, version=r[1] + (r[0] == este[0] and r[1] >= desde)) for r in renglones]
            return [*corridos, _con(ajeno, caso=este[0], version=desde)]
        case 11:
            return _rehecho([*resto, _con(este, estado=este[3].replace(b'"ana"', b'"eva"'))], este[0], clave)
        case _:
            return _rehecho([r for r in renglones if r[0] != este[0] or r[1] < este[1]], este[0], clave)


def primeras_distintas(antes: list[Renglon], despues: list[Renglon]) -> dict[UUID, int]:
    """The first version of each case that is not as it was: what must be named."""
    distintas = {(r[0], r[1]) for r in set(antes) ^ set(despues)}
    return {caso: min(v for c, v in distintas if c == caso) for caso, _ in distintas}
