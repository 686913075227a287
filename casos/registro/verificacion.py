"""Whether the log is whole and unaltered: chain, MAC, numbering, readability and reservations, case by case."""

from collections.abc import Callable, Iterator
from hmac import compare_digest
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Historia
from casos.registro.base import PRIMER_ENLACE, Registro, autenticar, enlazar, es_legible
from casos.registro.mapper import HechoIlegible, leer
from casos.tipo import hacer_historia, tipo_de


class Diferencia(NamedTuple):
    """Something wrong: in which case (None: the log as a whole), at which entry (None: the case as a whole), what."""

    caso: UUID | None
    version: int | None
    que: str


class Verificacion(NamedTuple):
    """The result: how much was read and what was found, the first finding of each case first."""

    hechos: int
    casos: int
    diferencias: tuple[Diferencia, ...]

    @property
    def correcto(self) -> bool:
        """Nothing was found."""
        return not self.diferencias


Renglon = tuple[int, str, bytes, bytes, bytes]
DeCadaCaso = Callable[[Historia], Iterator[Diferencia]]
"""What else is looked for in the history of each sound case."""

AJENO = "El asiento no lo escribió este sistema: su autenticación no coincide."
OTRA_CLAVE = "Ningún asiento se autentica: la clave del registro no es con la que se escribió; restáurela."


def verificar_caso(caso_id: UUID, renglones: list[Renglon], clave: bytes) -> Iterator[Diferencia]:
    """What is wrong with the stored entries of a case; stops at the first broken link, since all later ones follow."""
    enlace, registrado = PRIMER_ENLACE, None
    for esperada, (version, tema, estado, guardado, mac) in enumerate(renglones, start=1):
        if version != esperada:
            yield Diferencia(caso_id, esperada, f"Falta el asiento {esperada} (sigue el {version}).")
            return
        if not es_legible(tema, estado, guardado, mac):
            yield Diferencia(
                caso_id, version, "El asiento fue alterado: no está guardado como lo escribe el sistema."
            )
            return
        enlace = enlazar(enlace, caso_id, version, tema, bytes(estado))
        if not compare_digest(enlace, bytes(guardado)):
            yield Diferencia(caso_id, version, "El asiento o su enlace fueron alterados.")
            return
        if not compare_digest(autenticar(clave, enlace), bytes(mac)):
            yield Diferencia(caso_id, version, AJENO)
            return
        try:
            asiento = leer(version, tema, bytes(estado))
        except HechoIlegible as error:
            yield Diferencia(caso_id, version, str(error))
            return
        if registrado is not None and asiento.registrado_en < registrado:
            yield Diferencia(caso_id, version, "La hora de captura retrocede.")
        registrado = asiento.registrado_en


def verificar_registro(
    registro: Registro,
    clave: bytes,
    avance: Callable[[int, int], None] | None = None,
    de_cada_caso: DeCadaCaso = lambda _: iter(()),
) -> Verificacion:
    """Read the whole log and say what is wrong with it. `avance(cases, entries)` is told every 1,000 cases."""
    diferencias: list[Diferencia] = []
    derivadas: dict[tuple[str, str], UUID] = {}
    casos = hechos = 0
    for caso_id, filas in registro.por_caso():
        casos += 1
        hechos += len(filas)
        halladas = list(verificar_caso(caso_id, list(filas), clave))
        diferencias += halladas
        if not halladas:
            try:
                historia = hacer_historia(caso_id, [leer(f[0], f[1], bytes(f[2])) for f in filas])
            except LookupError:
                diferencias.append(
                    Diferencia(caso_id, 1, "El caso empieza con un hecho que no abre ningún caso.")
                )
                continue
            for par in tipo_de(historia.asientos).reservas(historia.caso):
                derivadas[par] = caso_id
            diferencias += de_cada_caso(historia)
        if avance and casos % 1000 == 0:
            avance(casos, hechos)
    if casos and [(d.version, d.que) for d in diferencias] == [(1, AJENO)] * casos:
        diferencias.insert(0, Diferencia(None, None, OTRA_CLAVE))
    diferencias += _reservas(registro, derivadas, {d.caso for d in diferencias})
    return Verificacion(hechos, casos, tuple(diferencias))


def _reservas(
    registro: Registro, derivadas: dict[tuple[str, str], UUID], danados: set[UUID | None]
) -> Iterator[Diferencia]:
    guardadas = {(clave, valor): caso for clave, valor, caso in registro.reservas()}
    for par, caso in sorted(derivadas.items()):
        if guardadas.get(par) != caso:
            yield Diferencia(caso, None, f"Falta la reserva de {par[0]} {par[1]}.")
    for par, caso in sorted(guardadas.items()):
        if par not in derivadas and caso not in danados:
            yield Diferencia(caso, None, f"Sobra la reserva de {par[0]} {par[1]}.")
