"""The diagram of the stages, drawn from the transition table: as SVG for screens, as text for documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from math import hypot
from typing import NamedTuple

from casos.mediacion.guardas import NOMBRES
from casos.mediacion.vocabulario import Etapa
from flujos.transiciones import ABIERTAS, TABLA, TODAS, Desde

ANCHO, ALTO = 170, 44
COLUMNA, RENGLON, MARGEN = 240, 130, 30
_E = Etapa
Lugar = tuple[float, float]

LUGARES: dict[Etapa, Lugar] = {
    _E.REGISTRADO: (0, 1),
    _E.AGENDADO: (1, 1),
    _E.NO_COMPARECIO: (1, 3),
    _E.MEDIADO: (2, 1),
    _E.SIN_ACUERDO: (2, 2.1),
    _E.CONVENIO_FIRMADO: (3, 0.3),
    _E.TURNADO_JUDICIAL: (3, 3),
    _E.EN_SEGUIMIENTO: (4, 0.3),
    _E.INCUMPLIDO: (4, 1.7),
    _E.LIQUIDADO: (5, 0.3),
    _E.CERRADO: (5, 1.7),
}
"""Column and row of each stage: the usual way runs from left to right, what goes wrong lies below."""

DE_ORDINARIO: dict[str, frozenset[tuple[Etapa, Etapa]]] = {
    "AdeudoLiquidado": frozenset({(_E.EN_SEGUIMIENTO, _E.LIQUIDADO)}),
    "CasoCerrado": frozenset({(_E.LIQUIDADO, _E.CERRADO)}),
    "CasoDevueltoDeJudicial": frozenset({(_E.TURNADO_JUDICIAL, _E.REGISTRADO)}),
    "CasoReabierto": frozenset(),
    "ConvenioCumplido": frozenset(),
    "ConvenioFirmado": frozenset(
        (de, _E.CONVENIO_FIRMADO) for de in (_E.REGISTRADO, _E.MEDIADO, _E.SIN_ACUERDO, _E.INCUMPLIDO)
    ),
    "IncumplimientoRevertido": frozenset({(_E.INCUMPLIDO, _E.EN_SEGUIMIENTO)}),
    "IncumplimientoSubsanado": frozenset({(_E.INCUMPLIDO, _E.EN_SEGUIMIENTO)}),
    "LiquidacionRevertida": frozenset(),
}
"""Of the facts with many ways, those that are drawn; the rest is told in words, or it would hide them."""

EN_PALABRAS = {
    "CasoAbierto": "se abre el caso",
    "SesionAgendada": "se agenda una sesión",
    "SesionCancelada": "se cancela la sesión",
    "InasistenciaRegistrada": "alguien no asiste",
    "SesionCelebrada": "se celebra la sesión",
    "NoAcuerdoConstatado": "consta que no hubo acuerdo",
    "MecanismoConcluido": "la mediación concluye antes de tiempo",
    "ConvenioFirmado": "se firma un convenio",
    "PlanDePagosActivado": "empieza el plan de pagos",
    "PagoInicialNoRecibido": "no llega el pago inicial",
    "ConvenioModificado": "se firma una adenda",
    "IncumplimientoDeclarado": "se declara el incumplimiento",
    "IncumplimientoSubsanado": "el atraso se cubre",
    "IncumplimientoRevertido": "un pago hecho a tiempo revierte el incumplimiento",
    "ConvenioCumplido": "el convenio se cumple y queda otro adeudo",
    "AdeudoLiquidado": "el adeudo se liquida",
    "LiquidacionRevertida": "se revierte el pago que saldaba",
    "CasoTurnadoAJudicial": "el coordinador lo turna a judicial",
    "CasoDevueltoDeJudicial": "judicial lo devuelve",
    "CasoCerrado": "se cierra el caso",
    "CasoReabierto": "el coordinador lo reabre",
}
"""The facts that change the stage, as people say them."""


class Flecha(NamedTuple):
    """From one stage to another, with what leads there, in words."""

    de: Etapa
    a: Etapa
    motivos: tuple[str, ...]

    @property
    def frase(self) -> str:
        """«De agendado a mediado: se celebra la sesión.»"""
        return f"De {NOMBRES[self.de]} a {NOMBRES[self.a]}: {'; '.join(self.motivos)}."


def flechas() -> list[Flecha]:
    """The changes of stage that are drawn, in the order of the stages."""
    pares: dict[tuple[Etapa, Etapa], list[str]] = defaultdict(list)
    for t in TABLA:
        nombre = t.hecho.nombre()
        ordinarias = DE_ORDINARIO.get(nombre)
        for de in t.de - {None}:
            for a in t.a - {de}:
                if de is not None and (ordinarias is None or (de, a) in ordinarias):
                    pares[de, a].append(EN_PALABRAS[nombre])
    orden = list(Etapa)
    ordenados = sorted(pares.items(), key=lambda par: (orden.index(par[0][0]), orden.index(par[0][1])))
    return [Flecha(de, a, tuple(dict.fromkeys(motivos))) for (de, a), motivos in ordenados]


def sin_dibujar() -> list[str]:
    """The changes of stage for which there is no arrow, in sentences."""
    frases = []
    for t in TABLA:
        dibujadas = DE_ORDINARIO.get(t.hecho.nombre())
        if dibujadas is None or not t.a or {(de, a) for de in t.de for a in t.a} <= dibujadas:
            continue
        frases.append(f"{_mayuscula(EN_PALABRAS[t.hecho.nombre()])}: de {_lista(t.de)} a {_lista(t.a)}.")
    return frases


def _mayuscula(frase: str) -> str:
    return frase[0].upper() + frase[1:]


def _lista(etapas: Iterable[Desde]) -> str:
    presentes = frozenset(etapas)
    if presentes == TODAS:
        return "cualquier etapa"
    if presentes >= ABIERTAS - {Etapa.LIQUIDADO} and Etapa.CERRADO not in presentes:
        return "cualquier etapa abierta" + ("" if Etapa.LIQUIDADO in presentes else " con adeudo")
    return " o ".join(NOMBRES[e] if e else "nada" for e in (None, *Etapa) if e in presentes)


# ------------------------------------------------------------------------------------------------ drawing


def svg(cuantos: Mapping[Etapa, int] | None = None) -> str:
    """The diagram as an SVG image: numbered arrows, each told in words in its title and in the description.

    `cuantos` writes beside each stage how many cases are in it.
    """
    dibujadas = flechas()
    ancho = MARGEN * 2 + COLUMNA * max(x for x, _ in LUGARES.values()) + ANCHO
    alto = MARGEN * 2 + RENGLON * max(y for _, y in LUGARES.values()) + ALTO
    descripcion = " ".join([*(f.frase for f in dibujadas), *sin_dibujar()])
    cabeza = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ancho:.0f} {alto:.0f}" role="img" '
        'aria-labelledby="etapas-titulo etapas-descripcion" class="diagrama">'
        '<title id="etapas-titulo">Etapas de un caso de mediación</title>'
        f'<desc id="etapas-descripcion">{escape(descripcion)}</desc>'
        '<defs><marker id="punta" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="currentColor"/></marker></defs>'
    )
    curvas = [_flecha(flecha, numero) for numero, flecha in enumerate(dibujadas, 1)]
    return "\n".join(
        [cabeza, *curvas, *(_etapa(etapa, (cuantos or {}).get(etapa)) for etapa in Etapa), "</svg>"]
    )


def _centro(etapa: Etapa) -> Lugar:
    columna, renglon = LUGARES[etapa]
    return MARGEN + COLUMNA * columna + ANCHO / 2, MARGEN + RENGLON * renglon + ALTO / 2


def _etapa(etapa: Etapa, cuantos: int | None) -> str:
    x, y = _centro(etapa)
    nombre = _mayuscula(NOMBRES[etapa]) + ("" if cuantos is None else f" ({cuantos:,})")
    return (
        f'<g class="etapa etapa-{etapa.value}"><rect x="{x - ANCHO / 2:.0f}" y="{y - ALTO / 2:.0f}" '
        f'width="{ANCHO}" height="{ALTO}" rx="8" fill="Canvas" stroke="currentColor"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" fill="CanvasText">'
        f"{escape(nombre)}</text></g>"
    )


def _flecha(flecha: Flecha, numero: int) -> str:
    """A curve that bends to its left, so that the way there and the way back lie apart."""
    (x1, y1), (x2, y2) = _centro(flecha.de), _centro(flecha.a)
    largo = hypot(x2 - x1, y2 - y1)
    comba = 0.12 * largo + 14
    mx, my = (x1 + x2) / 2 + (y2 - y1) / largo * comba, (y1 + y2) / 2 - (x2 - x1) / largo * comba
    desde, hasta = _borde((x1, y1), (mx, my)), _borde((x2, y2), (mx, my))
    medio = en_la_curva(desde, (mx, my), hasta, 0.67)
    return (
        f'<g class="flecha"><title>{escape(flecha.frase)}</title>'
        f'<path d="M{desde[0]:.1f} {desde[1]:.1f}Q{mx:.1f} {my:.1f} {hasta[0]:.1f} {hasta[1]:.1f}" fill="none" '
        'stroke="currentColor" marker-end="url(#punta)"/>'
        f'<circle cx="{medio[0]:.1f}" cy="{medio[1]:.1f}" r="10" fill="Canvas" stroke="currentColor"/>'
        f'<text x="{medio[0]:.1f}" y="{medio[1] + 4:.1f}" text-anchor="middle" font-size="11" '
        f'fill="CanvasText">{numero}</text></g>'
    )


def en_la_curva(a: Lugar, b: Lugar, c: Lugar, t: float) -> Lugar:
    """A point of the quadratic curve; past its middle, so that crossing arrows keep their numbers apart."""
    pesos = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
    return (
        sum(peso * x for peso, (x, _) in zip(pesos, (a, b, c), strict=True)),
        sum(peso * y for peso, (_, y) in zip(pesos, (a, b, c), strict=True)),
    )


def _borde(centro: Lugar, hacia: Lugar) -> Lugar:
    """Where a line from the middle of a box leaves it."""
    dx, dy = hacia[0] - centro[0], hacia[1] - centro[1]
    veces = min(
        ANCHO / 2 / abs(dx) if dx else float("inf"),
        ALTO / 2 / abs(dy) if dy else float("inf"),
    )
    return centro[0] + dx * veces, centro[1] + dy * veces


# ------------------------------------------------------------------------------------------------ in words


def leyenda() -> list[str]:
    """What each numbered arrow means, in the order of the numbers."""
    return [flecha.frase for flecha in flechas()]


def texto() -> str:
    """The whole table for a document, in Markdown: every fact, where it may happen, where it leads, who, when."""
    renglones = ["| Desde | Hecho | Pasa a | Quién | Condición |", "|---|---|---|---|---|"]
    return "\n".join([*renglones, *_renglones()])


def _renglones() -> Iterator[str]:
    for t in TABLA:
        quien = ", ".join(sorted(t.quien))
        destino = _lista(t.a) if t.a else "la misma"
        yield f"| {_lista(t.de)} | `{t.hecho.nombre()}` | {destino} | {quien} | {t.condicion} |"
