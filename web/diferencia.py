"""What differs between two moments of a case, in words: stage, money, sessions, documents and next actions."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from casos.asiento import Historia
from casos.calendario.explicacion import en_palabras
from casos.dinero.pesos import CERO
from casos.mediacion.estado import Caso, Sesion
from casos.mediacion.libro import pagado, veredicto
from casos.mediacion.saldos import adeudo
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos import pendientes
from flujos.pendiente import Pendiente
from web.formato import momento, pesos, plural
from web.frases.palabras import dicho


class Momento(NamedTuple):
    """A case as it stood at an instant, with the rules published by then."""

    historia: Historia
    instante: datetime
    versiones: Versiones


def diferencia(antes: Momento, despues: Momento) -> list[str]:
    """One sentence for each thing that is otherwise; nothing when all is the same."""
    return [*_caso(antes, despues), *_pendientes(antes, despues)]


def _caso(antes: Momento, despues: Momento) -> Iterator[str]:
    uno, otro = antes.historia.caso, despues.historia.caso
    if not isinstance(uno, Caso) or not isinstance(otro, Caso):
        return
    if uno.etapa is None and otro.etapa is not None:
        yield f"El caso se abrió; quedó en «{dicho(otro.etapa)}»."
        return
    if uno.etapa != otro.etapa:
        yield f"Pasó de «{dicho(uno.etapa)}» a «{dicho(otro.etapa)}»."
    if uno.apertura.responsable != otro.apertura.responsable:
        yield f"Cambió de responsable: de {uno.apertura.responsable} a {otro.apertura.responsable}."
    cumple = [_cumplimiento(uno, antes), _cumplimiento(otro, despues)]
    if cumple[0] != cumple[1] and all(cumple):
        yield f"El convenio pasó de {cumple[0]} a {cumple[1]}."
    debe = [adeudo(c, dia_local(m.instante)).total for c, m in ((uno, antes), (otro, despues))]
    if debe[0] != debe[1]:
        yield f"El adeudo pasó de {pesos(debe[0])} a {pesos(debe[1])}."
    yield from _pagado(uno, otro)
    yield from _sesion(uno.sesion, otro.sesion)
    yield from _documentos(uno, otro)


def _pagado(uno: Caso, otro: Caso) -> Iterator[str]:
    for numero, convenio in otro.convenios.items():
        ya = pagado(uno, uno.convenios[numero]) if numero in uno.convenios else CERO
        ahora = pagado(otro, convenio)
        if ya != ahora:
            yield f"Lo pagado del convenio {numero} pasó de {pesos(ya)} a {pesos(ahora)}."


def _sesion(una: Sesion | None, otra: Sesion | None) -> Iterator[str]:
    if una is None and otra is not None:
        yield f"Quedó una sesión para el {momento(otra.inicio)}."
    elif una is not None and otra is None:
        yield f"Ya no hay sesión por celebrarse (era la del {momento(una.inicio)})."
    elif una is not None and otra is not None and una.inicio != otra.inicio:
        yield f"La sesión pasó del {momento(una.inicio)} al {momento(otra.inicio)}."


LUGARES = {
    "mano": "en manos del responsable",
    "archivo": "en el archivo",
    "prestado": "prestado",
    "devuelto": "devuelto",
}


def _documentos(uno: Caso, otro: Caso) -> Iterator[str]:
    """Originals that came in or moved, and scans that were attached."""
    for numero, documento in otro.documentos.items():
        viejo = uno.documentos.get(numero)
        nombre = f"{dicho(documento.tipo)} (documento {numero})"
        if viejo is None:
            yield f"Entró al expediente: {nombre}."
        if viejo is None and documento.lugar == "mano":
            continue
        if viejo is None or (viejo.lugar, viejo.ubicacion) != (documento.lugar, documento.ubicacion):
            donde = LUGARES[documento.lugar] + (f", {documento.ubicacion}" if documento.ubicacion else "")
            yield f"El documento {numero}, {dicho(documento.tipo)}, quedó {donde}."
    for numero in uno.documentos.keys() - otro.documentos.keys():
        yield f"Salió del expediente: {dicho(uno.documentos[numero].tipo)} (documento {numero})."
    nuevos = otro.anexos.keys() - uno.anexos.keys()
    if nuevos:
        archivos = plural(len(nuevos), "archivo digitalizado", "archivos digitalizados")
        yield f"Se {'anexó' if len(nuevos) == 1 else 'anexaron'} {archivos}."


def _cumplimiento(caso: Caso, momento: Momento) -> str:
    convenio = caso.convenio
    if convenio is None:
        return ""
    return dicho(veredicto(caso, convenio, dia_local(momento.instante), momento.versiones).estado)


def _pendientes(antes: Momento, despues: Momento) -> Iterator[str]:
    unos, otros = _por_clave(antes), _por_clave(despues)
    for clave in sorted(unos.keys() - otros.keys()):
        yield f"Ya no está pendiente: {_menor(unos[clave])}."
    for clave in sorted(otros.keys() - unos.keys()):
        yield f"Quedó pendiente: {_menor(otros[clave])}, para el {en_palabras(otros[clave].vence)}."
    for clave in sorted(unos.keys() & otros.keys()):
        if unos[clave].vence != otros[clave].vence:
            de, a = en_palabras(unos[clave].vence), en_palabras(otros[clave].vence)
            yield f"Cambió de fecha: {_menor(otros[clave])}, del {de} al {a}."


def _por_clave(momento: Momento) -> dict[tuple[str, str], Pendiente]:
    if not momento.historia.asientos:
        return {}
    return {(p.tipo, p.clave): p for p in pendientes(momento.historia, momento.versiones)}


def _menor(p: Pendiente) -> str:
    return f"{p.titulo[:1].lower()}{p.titulo[1:]}"
