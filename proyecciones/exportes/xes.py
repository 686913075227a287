"""The mediation cases as an XES log (IEEE 1849-2016): a trace for each case, an event for each entry that counts."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from casos.mediacion.estado import Caso
from flujos.pasos import nombre_de
from proyecciones.exportes.historias import CasoContado, Suceso

CABEZA = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
 <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
 <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
 <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
 <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
 <global scope="trace">
  <string key="concept:name" value=""/>
 </global>
 <global scope="event">
  <string key="concept:name" value=""/>
  <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  <string key="lifecycle:transition" value="complete"/>
 </global>
 <classifier name="Actividad" keys="concept:name"/>
 <classifier name="Hecho y etapa" keys="hecho etapa"/>
"""


def _atributo(clave: str, valor: Any) -> str:
    match valor:
        case bool():
            return f'<boolean key="{clave}" value="{str(valor).lower()}"/>'
        case int():
            return f'<int key="{clave}" value="{valor}"/>'
        case Decimal():
            return f'<float key="{clave}" value="{valor}"/>'
        case datetime():
            return f'<date key="{clave}" value="{valor.isoformat(timespec="milliseconds")}"/>'
    return f'<string key="{clave}" value={quoteattr(str(valor))}/>'


def _atributos(pares: Iterable[tuple[str, Any]], sangria: str) -> Iterator[str]:
    for clave, valor in pares:
        if valor is not None and valor != "":
            yield f"{sangria}{_atributo(clave, valor)}\n"


def _del_caso(contado: CasoContado) -> Iterator[tuple[str, Any]]:
    caso: Caso = contado.historia.caso
    yield "concept:name", contado.historia.caso_id
    yield "sede", caso.apertura.sede
    yield "responsable", caso.apertura.responsable
    yield "via", caso.apertura.via
    yield "etapa", nombre_de(caso.etapa)
    yield "abierto", caso.abierto


def _del_suceso(s: Suceso) -> Iterator[tuple[str, Any]]:
    a = s.asiento
    yield "concept:name", s.actividad
    yield "time:timestamp", s.en
    yield "lifecycle:transition", "complete"
    yield "org:resource", a.autor
    yield "org:role", a.rol
    yield "hecho", a.hecho.nombre()
    yield "etapa_antes", s.antes
    yield "etapa", s.despues
    yield "version", a.version
    yield "ocurrido_en", a.ocurrido_en
    yield "registrado_en", a.registrado_en
    yield "origen", a.origen
    yield "sede", a.sede
    yield "importe", s.importe


def escribir(salida: TextIO, contados: Iterable[CasoContado], nombre: str, marca: str) -> int:
    """Write the log; returns how many traces it has."""
    salida.write(CABEZA)
    salida.writelines(_atributos([("concept:name", nombre), ("sacado", marca)], " "))
    trazas = 0
    for contado in contados:
        if not isinstance(contado.historia.caso, Caso):
            continue
        trazas += 1
        salida.write(" <trace>\n")
        salida.writelines(_atributos(_del_caso(contado), "  "))
        for s in contado.sucesos:
            salida.write("  <event>\n")
            salida.writelines(_atributos(_del_suceso(s), "   "))
            salida.write("  </event>\n")
        salida.write(" </trace>\n")
    salida.write("</log>\n")
    return trazas
