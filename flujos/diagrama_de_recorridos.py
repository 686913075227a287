"""What cases did, drawn on the map of the stages: an arrow for each move, as thick as it is frequent, with its time."""

from collections.abc import Mapping, Sequence
from html import escape
from math import hypot, log1p
from typing import NamedTuple

from casos.mediacion.guardas import NOMBRES
from casos.mediacion.vocabulario import Etapa
from flujos.diagrama import LUGARES, Lugar, en_la_curva

ANCHO, ALTO, COLUMNA, RENGLON, MARGEN, LETRA = 168, 56, 290, 165, 24, 8.6
ALTO_DE_ROTULO = 24
A_LO_LARGO = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where along an arrow its words may stand, the best first."""
APARTE = (0, 16, -16, 30, -30)
"""How far above or below the arrow they go where it has no room left."""


class Movimiento(NamedTuple):
    """A move between stages: how often, what its arrow says, and the same in a sentence."""

    de: Etapa
    a: Etapa
    veces: int
    rotulo: str
    frase: str
    lento: bool = False


def dibujar(movimientos: Sequence[Movimiento], cuantos: Mapping[Etapa, int]) -> str:
    """The picture as SVG; stages say how many cases are in them now, the slow moves stand out."""
    ancho = MARGEN * 2 + COLUMNA * max(x for x, _ in LUGARES.values()) + ANCHO
    alto = MARGEN * 2 + RENGLON * max(y for _, y in LUGARES.values()) + ALTO + 40
    mayor = max((m.veces for m in movimientos), default=1)
    frases = " ".join(m.frase for m in movimientos)
    cabeza = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ancho:.0f} {alto:.0f}" role="img" '
        'aria-labelledby="recorridos-titulo recorridos-descripcion" class="diagrama recorridos">'
        '<title id="recorridos-titulo">Por dónde pasan los casos y cuánto tardan</title>'
        f'<desc id="recorridos-descripcion">{escape(frases) or "Ningún cambio de etapa."}</desc>'
        '<defs><marker id="punta-de-paso" viewBox="0 0 10 10" refX="8" refY="5" markerUnits="userSpaceOnUse" '
        'markerWidth="12" markerHeight="12" orient="auto"><path d="M0 0L10 5L0 10z" fill="context-stroke"/>'
        "</marker></defs>"
    )
    curvas = [_flecha(m, mayor) for m in movimientos]
    lugares = _lugares(movimientos)
    rotulos = [_rotulo(m, donde) for m, donde in zip(movimientos, lugares, strict=True)]
    cajas = [_etapa(e, cuantos.get(e, 0)) for e in Etapa]
    return "\n".join([cabeza, *curvas, *cajas, *rotulos, "</svg>"])


def _centro(etapa: Etapa) -> Lugar:
    columna, renglon = LUGARES[etapa]
    return MARGEN + COLUMNA * columna + ANCHO / 2, MARGEN + 30 + RENGLON * renglon + ALTO / 2


def _etapa(etapa: Etapa, cuantos: int) -> str:
    x, y = _centro(etapa)
    nombre = NOMBRES[etapa][0].upper() + NOMBRES[etapa][1:]
    return (
        f'<g class="etapa"><rect x="{x - ANCHO / 2:.0f}" y="{y - ALTO / 2:.0f}" width="{ANCHO}" height="{ALTO}" '
        f'rx="8"/><text x="{x:.0f}" y="{y - 4:.0f}" class="nombre">{escape(nombre)}</text>'
        f'<text x="{x:.0f}" y="{y + 17:.0f}">{cuantos:,} ahora</text></g>'
    )


def _curva(m: Movimiento) -> tuple[Lugar, Lugar, Lugar]:
    """Where the arrow leaves, the point that bends it (to its left: the way back lies apart), and where it arrives."""
    (x1, y1), (x2, y2) = _centro(m.de), _centro(m.a)
    largo = hypot(x2 - x1, y2 - y1)
    comba = 0.16 * largo + 12
    medio = (x1 + x2) / 2 + (y2 - y1) / largo * comba, (y1 + y2) / 2 - (x2 - x1) / largo * comba
    return _borde((x1, y1), medio), medio, _borde((x2, y2), medio)


def _flecha(m: Movimiento, mayor: int) -> str:
    a, b, c = _curva(m)
    grueso = 1 + 4 * log1p(m.veces) / log1p(mayor)
    clase = "flecha lenta" if m.lento else "flecha"
    return (
        f'<path class="{clase}" d="M{a[0]:.1f} {a[1]:.1f}Q{b[0]:.1f} {b[1]:.1f} {c[0]:.1f} {c[1]:.1f}" '
        f'stroke-width="{grueso:.1f}" marker-end="url(#punta-de-paso)"/>'
    )


def _lugares(movimientos: Sequence[Movimiento]) -> list[Lugar]:
    """Where each arrow's words go: along it, as near its middle as they lie on no box and on no others' words."""
    ocupado: list[tuple[float, float, float, float]] = [(*_centro(e), ANCHO, ALTO) for e in Etapa]
    lugares = []
    for m in movimientos:
        curva, ancho = _curva(m), _ancho(m.rotulo)
        posibles = [
            (x, y + aparte) for aparte in APARTE for x, y in (en_la_curva(*curva, t) for t in A_LO_LARGO)
        ]
        libres = (p for p in posibles if not any(_se_tocan(p, ancho, o) for o in ocupado))
        donde = next(libres, posibles[0])
        ocupado.append((*donde, ancho, ALTO_DE_ROTULO))
        lugares.append(donde)
    return lugares


def _se_tocan(lugar: Lugar, ancho: float, otro: tuple[float, float, float, float]) -> bool:
    x, y, suyo, alto = otro
    return abs(lugar[0] - x) < (ancho + suyo) / 2 and abs(lugar[1] - y) < (ALTO_DE_ROTULO + alto) / 2


def _ancho(rotulo: str) -> float:
    return len(rotulo) * LETRA + 10


def _rotulo(m: Movimiento, donde: Lugar) -> str:
    (x, y), ancho = donde, _ancho(m.rotulo)
    return (
        f'<g class="rotulo{" lento" if m.lento else ""}"><title>{escape(m.frase)}</title>'
        f'<rect x="{x - ancho / 2:.1f}" y="{y - ALTO_DE_ROTULO / 2:.1f}" width="{ancho:.0f}" '
        f'height="{ALTO_DE_ROTULO}" rx="4"/><text x="{x:.1f}" y="{y + 5.5:.1f}">{escape(m.rotulo)}</text></g>'
    )


def _borde(centro: Lugar, hacia: Lugar) -> Lugar:
    """Where a line from the middle of a box leaves it."""
    dx, dy = hacia[0] - centro[0], hacia[1] - centro[1]
    veces = min(
        (ANCHO / 2 + 3) / abs(dx) if dx else float("inf"), (ALTO / 2 + 3) / abs(dy) if dy else float("inf")
    )
    return centro[0] + dx * veces, centro[1] + dy * veces
