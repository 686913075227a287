"""The declared flow as a Petri net (PNML, ISO/IEC 15909-2): the transition table, for those who replay the log on it.

One token goes through the stages. A fact that may happen in a stage is a transition from it, labelled as its event in
the XES log; from every stage the case may be left as it is, by a silent one.
"""

from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape

from casos.mediacion.vocabulario import Etapa
from flujos.pasos import actividad, nombre_de
from flujos.transiciones import TABLA, Desde

INICIO, FIN = "inicio", "fin"


def transiciones() -> list[tuple[str, Desde, Etapa]]:
    """Each way of the table once: its label, from which stage, to which."""
    vias: dict[tuple[str, Desde, Etapa], None] = {}
    for t in TABLA:
        for de in sorted(t.de, key=str):
            for a in sorted(t.a or {e for e in [de] if e is not None}):
                vias[actividad(t.hecho, a), de, a] = None
    return list(vias)


def _lugar(etapa: Desde) -> str:
    return f"e_{etapa.value}" if etapa else INICIO


def _nombre(texto: str) -> str:
    return f"<name><text>{escape(texto)}</text></name>"


def _lugares() -> Iterator[str]:
    yield f'<place id="{INICIO}">{_nombre("inicio")}<initialMarking><text>1</text></initialMarking></place>\n'
    for etapa in Etapa:
        yield f'<place id="{_lugar(etapa)}">{_nombre(nombre_de(etapa))}</place>\n'
    yield f'<place id="{FIN}">{_nombre("fin")}</place>\n'


def _transicion(numero: int, etiqueta: str | None, de: str, a: str) -> Iterator[str]:
    muda = '<toolspecific tool="ProM" version="6.4" activity="$invisible$" localNodeID="{n}"/>'
    dicha = _nombre(etiqueta) if etiqueta else _nombre(f"queda {numero}") + muda.format(n=numero)
    yield f'<transition id="t{numero}">{dicha}</transition>\n'
    yield f'<arc id="t{numero}de" source="{de}" target="t{numero}"/>\n'
    yield f'<arc id="t{numero}a" source="t{numero}" target="{a}"/>\n'


def escribir(salida: TextIO) -> int:
    """Write the net; returns how many labelled transitions it has."""
    salida.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<pnml>\n'
        '<net id="flujo" type="http://www.pnml.org/version-2009/grammar/pnmlcoremodel">\n'
        f"{_nombre('Flujo declarado de un caso de mediación')}\n"
        '<page id="p">\n'
    )
    salida.writelines(_lugares())
    vias = transiciones()
    for numero, (etiqueta, de, a) in enumerate(vias):
        salida.writelines(_transicion(numero, etiqueta, _lugar(de), _lugar(a)))
    for numero, etapa in enumerate(Etapa, start=len(vias)):
        salida.writelines(_transicion(numero, None, _lugar(etapa), FIN))
    salida.write(
        "</page>\n<finalmarkings><marking>"
        f'<place idref="{FIN}"><text>1</text></place></marking></finalmarkings>\n</net>\n</pnml>\n'
    )
    return len(vias)
