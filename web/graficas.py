"""Small charts as SVG, drawn by the server, with their numbers in words; a table beside always has the same."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

ANCHO, ALTO, IZQUIERDA, ABAJO, ARRIBA = 640, 220, 8, 26, 22


class Punto(NamedTuple):
    """A bar: what it is of, how much (None: nothing known), the same in words, its goal."""

    nombre: str
    valor: Decimal | int | None
    dicho: str
    meta: Decimal | None = None


def barras(titulo: str, puntos: Sequence[Punto], *, tope: Decimal | int | None = None) -> Markup:
    """Bars side by side, each with its number above, and a line where its goal is."""
    valores = [Decimal(p.valor) for p in puntos if p.valor is not None]
    metas = [p.meta for p in puntos if p.meta is not None]
    maximo = max([*valores, *metas, Decimal(tope or 0), Decimal(1) if not tope else Decimal(tope)])
    paso = (ANCHO - 2 * IZQUIERDA) / max(len(puntos), 1)
    cuerpo = Markup("").join(_barra(p, n, paso, maximo, len(puntos)) for n, p in enumerate(puntos))
    dicho = "; ".join(f"{p.nombre}: {p.dicho or 'sin datos'}" for p in puntos)
    return Markup(
        '<svg class="grafica" role="img" viewBox="0 0 {ancho} {alto}" aria-label="{titulo}. {dicho}">{cuerpo}'
        '<path class="eje" d="M0 {base}H{ancho}"/></svg>'
    ).format(ancho=ANCHO, alto=ALTO, titulo=titulo, dicho=dicho, cuerpo=cuerpo, base=ALTO - ABAJO)


def _barra(p: Punto, n: int, paso: float, maximo: Decimal, cuantas: int) -> Markup:
    base, alto = ALTO - ABAJO, ALTO - ABAJO - ARRIBA
    x, ancho = IZQUIERDA + n * paso, min(paso * 0.62, 72)
    centro = x + paso / 2
    mide = float(max(Decimal(p.valor or 0), Decimal()) / maximo) * alto
    partes = [
        Markup('<g><title>{}: {}</title>').format(p.nombre, p.dicho or "sin datos"),
        Markup('<rect class="lleno" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>').format(
            centro - ancho / 2, base - mide, ancho, mide
        ),
    ]  # fmt: skip
    if p.meta is not None:
        y = base - float(p.meta / maximo) * alto
        partes.append(
            Markup('<path class="meta" d="M{:.1f} {:.1f}h{:.1f}"/>').format(x + paso * 0.08, y, paso * 0.84)
        )
    if p.dicho and cuantas <= 13:
        partes.append(
            Markup('<text class="valor" x="{:.1f}" y="{:.1f}">{}</text>').format(
                centro, base - mide - 5, p.dicho
            )
        )
    partes.append(Markup('<text x="{:.1f}" y="{}">{}</text></g>').format(centro, ALTO - 8, p.nombre))
    return Markup("").join(partes)


def corto(importe: Decimal) -> str:
    """An amount that fits over a bar: $1.2 M, $412 k, $980."""
    if abs(importe) >= 1_000_000:
        return f"${importe / 1_000_000:.1f} M"
    return f"${importe / 1000:.0f} k" if abs(importe) >= 1000 else f"${importe:.0f}"
