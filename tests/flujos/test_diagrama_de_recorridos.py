"""The picture of what cases did: every move is there, in words too, and no label lies on a box or on another label."""

import re
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from casos.mediacion.vocabulario import Etapa
from flujos.diagrama_de_recorridos import ALTO, ALTO_DE_ROTULO, ANCHO, Movimiento, _centro, dibujar

DE_SIEMPRE = [
    (Etapa.REGISTRADO, Etapa.AGENDADO), (Etapa.CONVENIO_FIRMADO, Etapa.EN_SEGUIMIENTO),
    (Etapa.AGENDADO, Etapa.MEDIADO), (Etapa.AGENDADO, Etapa.NO_COMPARECIO),
    (Etapa.MEDIADO, Etapa.CONVENIO_FIRMADO), (Etapa.NO_COMPARECIO, Etapa.AGENDADO),
    (Etapa.SIN_ACUERDO, Etapa.CONVENIO_FIRMADO), (Etapa.CONVENIO_FIRMADO, Etapa.INCUMPLIDO),
    (Etapa.LIQUIDADO, Etapa.CERRADO), (Etapa.EN_SEGUIMIENTO, Etapa.LIQUIDADO),
    (Etapa.EN_SEGUIMIENTO, Etapa.INCUMPLIDO), (Etapa.NO_COMPARECIO, Etapa.SIN_ACUERDO),
    (Etapa.REGISTRADO, Etapa.CONVENIO_FIRMADO), (Etapa.INCUMPLIDO, Etapa.CONVENIO_FIRMADO),
    (Etapa.MEDIADO, Etapa.SIN_ACUERDO), (Etapa.INCUMPLIDO, Etapa.TURNADO_JUDICIAL),
    (Etapa.SIN_ACUERDO, Etapa.AGENDADO), (Etapa.AGENDADO, Etapa.SIN_ACUERDO),
    (Etapa.INCUMPLIDO, Etapa.EN_SEGUIMIENTO), (Etapa.AGENDADO, Etapa.REGISTRADO),
    (Etapa.INCUMPLIDO, Etapa.LIQUIDADO), (Etapa.MEDIADO, Etapa.AGENDADO),
]  # fmt: skip
"""The moves that an office makes, the most frequent first, as the picture gets them."""


def movimiento(de: Etapa, a: Etapa, veces: int = 10) -> Movimiento:
    return Movimiento(de, a, veces, f"{veces:,} · 12 d", f"De {de} a {a}: <{veces}> veces.")


def rotulos(dibujo: str) -> list[tuple[float, float, float]]:
    patron = r'class="rotulo.*?<rect x="([-\d.]+)" y="([-\d.]+)" width="(\d+)"'
    return [(float(x), float(y), float(w)) for x, y, w in re.findall(patron, dibujo)]


def test_los_rotulos_de_lo_mas_usado_no_se_enciman() -> None:
    dados = rotulos(dibujar([movimiento(*par, veces=12) for par in DE_SIEMPRE], {}))
    assert len(dados) == len(DE_SIEMPRE)
    for (x1, y1, w1), (x2, y2, w2) in combinations(dados, 2):
        assert x1 + w1 <= x2 or x2 + w2 <= x1 or abs(y1 - y2) >= ALTO_DE_ROTULO
    for x, y, w in dados:
        for etapa in Etapa:
            ex, ey = _centro(etapa)
            lejos = abs(x + w / 2 - ex) >= (w + ANCHO) / 2 - 1
            assert lejos or abs(y + ALTO_DE_ROTULO / 2 - ey) >= (ALTO_DE_ROTULO + ALTO) / 2 - 1


@given(st.lists(st.sampled_from([*permutations(Etapa, 2)]), max_size=30, unique=True))
def test_todo_movimiento_esta_en_el_dibujo_y_en_palabras(pares: list[tuple[Etapa, Etapa]]) -> None:
    movimientos = [movimiento(*par, veces=n + 1) for n, par in enumerate(pares)]
    dibujo = dibujar(movimientos, {Etapa.AGENDADO: 12_345})
    assert dibujo.count('marker-end="url') == len(pares) == len(rotulos(dibujo))
    assert "12,345 ahora" in dibujo
    assert "<desc" in dibujo
    for m in movimientos:
        assert f"De {m.de} a {m.a}: &lt;{m.veces}&gt; veces." in dibujo
