"""A walk through a mediation case by its decisions, without log: what anyone may do, and where it leads."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.decision import RELOJ, Contexto, Decision, Rechazo, declaradas
from casos.hecho import Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import a_las
from casos.tipo import descubrir, hacer_historia
from casos.versiones import BASE, Versiones
from flujos.mediacion import pendientes
from flujos.reloj import despertares
from tests.casos.mediacion.fabrica import LUNES
from tests.flujos.candidatos import PARA

descubrir("casos.mediacion")

CASO = UUID(int=1)
PRINCIPIO = a_las(LUNES, time(9))
DECISIONES = {d.nombre: d for d in declaradas(Caso)}
AUTORES = {"responsable": "maria", "coordinador": "rosa"}
UN_MINUTO = timedelta(minutes=1)


class Paso(NamedTuple):
    """A fact as it happened: in which stage, by whom, to which stage."""

    hecho: type[Hecho]
    de: Etapa | None
    a: Etapa
    rol: str


class Dada(NamedTuple):
    """A decision as it was taken: by whom, when, on which data."""

    decision: str
    datos: Any
    rol: str
    ahora: datetime
    clave: str = ""


class Punto(NamedTuple):
    """A case at a moment: its entries, the state that they fold to, and the time."""

    asientos: tuple[Asiento, ...] = ()
    caso: Caso = Caso()
    ahora: datetime = PRINCIPIO
    v: Versiones = BASE
    dadas: tuple[Dada, ...] = ()

    @property
    def historia(self) -> Historia:
        """The whole history."""
        if not self.asientos:
            return Historia(CASO, (), (), Caso())
        return hacer_historia(CASO, self.asientos)

    def contexto(self, rol: str, ocurrido: datetime | None = None) -> Contexto:
        """The context of a decision that somebody takes now."""
        en = ocurrido or self.ahora
        _, politica = self.v.politica_en(en)
        autor = AUTORES.get(rol, rol)
        return Contexto(self.ahora, en, autor, rol, "HMO", politica, self.v, lambda: self.historia)

    def con(self, hechos: Sequence[Hecho], ctx: Contexto) -> tuple["Punto", list[Paso]]:
        """This case after some facts, captured now; and each step that it took."""
        asientos, caso, pasos = list(self.asientos), self.caso, []
        numero, _ = self.v.politica_en(ctx.ocurrido_en)
        for hecho in hechos:
            asiento = Asiento(
                len(asientos) + 1,
                hecho,
                ctx.ocurrido_en,
                ctx.ahora,
                ctx.autor,
                ctx.rol,
                "HMO",
                politica=numero,
            )
            asientos.append(asiento)
            antes, caso = caso.etapa, MEDIACION.evolve(caso, asiento)
            pasos.append(Paso(type(hecho), antes, caso.etapa, ctx.rol))
        return self._replace(asientos=tuple(asientos), caso=caso, ahora=self.ahora + UN_MINUTO), pasos

    def a_las(self, instante: datetime) -> "Punto":
        """The same case later."""
        return self._replace(ahora=max(self.ahora, instante))


def intentar(decision: Decision, caso: Caso, datos: Any, ctx: Contexto) -> list[Hecho] | Rechazo:
    """What a decision gives, or its refusal; nothing else may come out of it."""
    try:
        return decision.funcion(caso, datos, ctx)
    except Rechazo as rechazo:
        return rechazo


def posibles(punto: Punto, *, todos: bool = True) -> Iterator[tuple[Decision, str, Any]]:
    """Every decision that may be tried, with each candidate of data, by all roles that may take it or by one."""
    for decision in DECISIONES.values():
        roles = sorted(decision.quien, key=lambda rol: (rol != "responsable", rol))
        for rol in roles if todos else roles[:1]:
            for datos in PARA[decision.nombre](punto.caso, punto.contexto(rol)):
                yield decision, rol, datos


def reloj(punto: Punto, hasta: datetime) -> tuple[Punto, list[Paso]]:
    """The clock does what falls due by an instant, each thing at its own."""
    pasos: list[Paso] = []
    hechas: set[tuple[str, str]] = set()
    while True:
        debidas = [d for d in despertares(punto.caso, punto.v) if d.instante <= hasta]
        nuevas = [d for d in debidas if (d.decision, d.clave) not in hechas]
        if not nuevas:
            return punto.a_las(hasta), pasos
        d = nuevas[0]
        hechas.add((d.decision, d.clave))
        punto = punto.a_las(d.instante)
        ctx = punto.contexto(RELOJ, min(d.instante, punto.ahora))
        dada = Dada(d.decision, d.datos, RELOJ, punto.ahora, d.clave)
        hechos = DECISIONES[d.decision].funcion(punto.caso, d.datos, ctx)
        punto, dados = punto._replace(dadas=(*punto.dadas, dada)).con(hechos, ctx)
        pasos += dados


def siguientes_momentos(punto: Punto) -> list[datetime]:
    """Moments worth waiting for: a little after a session, and when a row is due."""
    caso = punto.caso
    momentos = [caso.sesion.inicio + timedelta(minutes=70)] if caso.sesion else []
    if caso.etapa:
        momentos += [a_las(p.vence, time(10)) for p in pendientes(caso, punto.v)]
        momentos += [d.instante for d in despertares(caso, punto.v)]
    return sorted({m.astimezone(UTC) for m in momentos if m > punto.ahora})
