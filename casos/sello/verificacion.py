"""Whether the log is what was sealed: every leaf against its entry, every checkpoint against the leaves."""

import re
from collections.abc import Callable, Iterator, Sequence
from hmac import compare_digest
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from casos.registro.base import Registro, es_legible
from casos.registro.verificacion import DeCadaCaso, Diferencia, Verificacion, verificar_registro
from casos.sello.arbol import Arbol
from casos.sello.archivo import ArchivoDeSellos, Hoja, SelloGuardado
from casos.sello.nota import NotaInvalida, Publica, Sello
from casos.sello.sellador import hoja_de

OTRA_LLAVE = (
    "Ningún sello está firmado con la llave de los sellos que hay aquí: se cambió la llave o se cambiaron ellos. "
    "Restáurelos de su respaldo."
)
CODIGO = re.compile("(0|[1-9][0-9]{0,17})(-[A-Z2-7]{4}){4}")
"""A checkpoint as it is printed."""
_FALTAN = "El {} presentado abarca {} asientos y aquí solo hay {} sellados: faltan del {} en adelante."
_OTROS = "Los primeros {1} asientos no son los del {0} presentado: se cambió lo que abarca."
Renglones = Sequence[tuple[int, str, bytes, bytes, bytes]]


def verificar_todo(
    registro: Registro,
    clave: bytes,
    archivo: ArchivoDeSellos,
    publica: Publica | None,
    presentados: Sequence[str] = (),
    avance: Callable[[int, int], None] | None = None,
    de_cada_caso: DeCadaCaso = lambda _: iter(()),
) -> Verificacion:
    """Chain, MAC and reservations of every case, and the seals; what both find is named once.

    `publica` is None where there is no sealing key: right for a log that was never sealed, and only for it.
    """
    resultado = verificar_registro(registro, clave, avance, de_cada_caso)
    nombrados = {(d.caso, d.version) for d in resultado.diferencias}
    if publica is not None and archivo.existe():
        selladas = verificar_sellos(registro, archivo, publica, presentados)
    elif publica is None and not archivo.existe() and not presentados:
        selladas = iter(())
    else:
        que = "la llave de los sellos" if publica is None else "el archivo de sellos"
        selladas = iter([Diferencia(None, None, f"Falta {que}; restáurelo de su respaldo.")])
    nuevas = tuple(d for d in selladas if d.caso is None or (d.caso, d.version) not in nombrados)
    return resultado._replace(diferencias=resultado.diferencias + nuevas)


def verificar_sellos(
    registro: Registro, archivo: ArchivoDeSellos, publica: Publica, presentados: Sequence[str] = ()
) -> Iterator[Diferencia]:
    """What is not as it was sealed: the first altered, missing or exchanged entry of each case, and bad checkpoints.

    `presentados` are checkpoints that left the building (notes sent by mail, codes printed on paper): with one of
    them even a change made by someone who holds every file here is found.
    """
    sellos = archivo.sellos()
    tamano = sellos[-1].sello.tamano if sellos else 0
    arbol = Arbol(archivo.hashes(tamano)) if tamano else Arbol()
    yield from _sellos(sellos, arbol, publica)
    if (hojas := archivo.cuantas_hojas()) > tamano:
        yield Diferencia(None, None, f"Se quitó un sello: hay {hojas} hojas y el último abarca {tamano}.")
    for presentado in presentados:
        yield from (
            _de_codigo(presentado, arbol)
            if CODIGO.fullmatch(presentado)
            else _presentado(presentado, arbol, publica)
        )
    if tamano:
        yield from _asientos(registro, archivo, tamano)


def _sellos(sellos: Sequence[SelloGuardado], arbol: Arbol, publica: Publica) -> Iterator[Diferencia]:
    if sellos and not any(_es_suyo(s, publica) for s in sellos):
        yield Diferencia(None, None, OTRA_LLAVE)
        return
    anterior = 0
    for guardado in sellos:
        cuando = f"{guardado.en:%Y-%m-%d %H:%M} UTC"
        try:
            firmado = publica.leer(guardado.sello.nota)
        except NotaInvalida as error:
            yield Diferencia(None, None, f"El sello guardado el {cuando} no sirve. {error}")
            return
        if firmado[:2] != guardado.sello[:2]:
            yield Diferencia(None, None, f"El sello guardado el {cuando} no es el que se firmó.")
            return
        if firmado.tamano > len(arbol):
            yield Diferencia(
                None, None,
                f"Faltan hojas selladas: el sello del {cuando} abarca {firmado.tamano} y hay {len(arbol)} seguidas.",
            )  # fmt: skip
            return
        if not compare_digest(arbol.raiz(firmado.tamano), firmado.raiz):
            yield Diferencia(
                None, None,
                f"Alguna de las hojas {anterior + 1} a {firmado.tamano} no es la que se selló el {cuando}.",
            )  # fmt: skip
            return
        anterior = firmado.tamano


def _es_suyo(guardado: SelloGuardado, publica: Publica) -> bool:
    try:
        publica.leer(guardado.sello.nota)
    except NotaInvalida:
        return False
    return True


def _presentado(nota: str, arbol: Arbol, publica: Publica) -> Iterator[Diferencia]:
    try:
        firmado = publica.leer(nota)
    except NotaInvalida as error:
        yield Diferencia(None, None, f"El sello presentado no sirve. {error}")
        return
    if firmado.tamano > len(arbol):
        yield Diferencia(None, None, _FALTAN.format("sello", firmado.tamano, len(arbol), len(arbol) + 1))
    elif not compare_digest(arbol.raiz(firmado.tamano), firmado.raiz):
        yield Diferencia(None, None, _OTROS.format("sello", firmado.tamano))


def _asientos(registro: Registro, archivo: ArchivoDeSellos, tamano: int) -> Iterator[Diferencia]:
    sellados = groupby(archivo.hojas(tamano), attrgetter("caso"))
    sellado = next(sellados, None)
    for caso_id, renglones in registro.por_caso():
        while sellado is not None and sellado[0] < caso_id:
            yield _falta(sellado[0], next(sellado[1]))
            sellado = next(sellados, None)
        if sellado is not None and sellado[0] == caso_id:
            yield from _caso(caso_id, list(sellado[1]), renglones)
            sellado = next(sellados, None)
    while sellado is not None:
        yield _falta(sellado[0], next(sellado[1]))
        sellado = next(sellados, None)


def _caso(caso_id: UUID, hojas: Sequence[Hoja], renglones: Renglones) -> Iterator[Diferencia]:
    """The first entry of a case that is not as it was sealed."""
    por_version = {r[0]: r for r in renglones}
    for hoja in hojas:
        renglon = por_version.get(hoja.version)
        if renglon is None:
            yield _falta(caso_id, hoja)
            return
        _, tema, estado, _, mac = renglon
        if not es_legible(tema, estado, mac) or not compare_digest(
            hoja_de(caso_id, hoja.version, tema, bytes(estado), bytes(mac)), hoja.hoja
        ):
            yield Diferencia(
                caso_id, hoja.version, f"El asiento no es el que se selló (hoja {hoja.numero + 1})."
            )
            return
    inesperadas = set(por_version) & set(range(1, hojas[-1].version)) - {h.version for h in hojas}
    if inesperadas:
        yield Diferencia(
            caso_id, min(inesperadas), "El asiento no estaba cuando se selló; alguien lo insertó."
        )


def _de_codigo(codigo: str, arbol: Arbol) -> Iterator[Diferencia]:
    tamano = int(codigo.partition("-")[0])
    if tamano > len(arbol):
        yield Diferencia(None, None, _FALTAN.format("código", tamano, len(arbol), len(arbol) + 1))
    elif Sello(tamano, arbol.raiz(tamano), "").codigo != codigo:
        yield Diferencia(None, None, _OTROS.format("código", tamano))


def _falta(caso_id: UUID, hoja: Hoja) -> Diferencia:
    return Diferencia(
        caso_id,
        hoja.version,
        f"Falta el asiento {hoja.version}, que estaba sellado (hoja {hoja.numero + 1}).",
    )
