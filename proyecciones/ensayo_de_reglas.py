"""One case lived again under other rules: people ask what they asked, and clock and rules answer anew.

Clock facts are left out and decided again at each instant. What people asked is read back from its facts and asked
again (`ensayo_de_actos`), annulments included; an act that is no longer admitted, or that no longer fits, is set
aside as one that would not have been needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from casos.anulacion import Anulacion, anular
from casos.asiento import Asiento, Historia, Origen, que_cuentan
from casos.decision import RELOJ, Contexto, Rechazo, declarada
from casos.dependencias import dependientes
from casos.hecho import Anulado, Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import CasoRevisado
from casos.mediacion.prever import con_hechos
from casos.tipo import TipoCaso, tipo_de
from casos.versiones import Versiones
from flujos.reloj import Despertar, despertares
from proyecciones.ensayo_de_actos import Pedido, cabe, repetido

ENTRE_DOS = 10_000
"""Room for the clock's entries between two of people: an entry n of theirs is numbered n × ENTRE_DOS here."""


class Vivida(NamedTuple):
    """A case as it would stand: its history (entries renumbered) and the acts set aside (as they were)."""

    historia: Historia
    sobran: tuple[Asiento, ...]

    @property
    def del_reloj(self) -> list[Asiento]:
        """What the clock would have done, and counts."""
        return [a for a in self.historia.vigentes if a.origen == Origen.RELOJ.value]


def vivir(historia: Historia, versiones: Versiones, ahora: datetime, reales: Versiones) -> Vivida:
    """Live a case again under a bundle of rules until an instant; `reales` are those under which it was lived. Pure."""
    otra_vez = _OtraVez(historia, versiones, reales)
    humanos = [a for a in historia.asientos if a.origen != Origen.RELOJ.value]
    for _, iguales in groupby(humanos, key=lambda a: a.pedido or a.version):
        pedido = list(iguales)
        otra_vez.reloj(pedido[0].registrado_en)
        otra_vez.pedido(pedido)
    otra_vez.reloj(ahora)
    return otra_vez.vivida()


class _OtraVez:
    """The state while a case is lived again."""

    def __init__(self, real: Historia, versiones: Versiones, reales: Versiones) -> None:
        self._real, self._versiones, self._reales = real, versiones, reales
        self._tipo: TipoCaso = tipo_de(real.asientos)
        self._caso: Any = self._tipo.inicial
        self._asientos: list[Asiento] = []
        self._sobran: list[Asiento] = []
        self._hechas: set[tuple[str, str, datetime]] = set()
        self._numeros: dict[int, int] = {}
        self._antes: list[Asiento] = []
        self._caso_antes: Any = self._tipo.inicial

    def vivida(self) -> Vivida:
        """How it ended."""
        return Vivida(self._historia(), tuple(self._sobran))

    def _historia(self) -> Historia:
        return Historia(
            self._real.caso_id, tuple(self._asientos), tuple(que_cuentan(self._asientos)), self._caso
        )

    # --- the clock ---

    def reloj(self, hasta: datetime) -> None:
        """Take what falls due by an instant, each thing once and at its own instant."""
        negadas: set[tuple[str, str, datetime]] = set()
        while (siguiente := self._debida(hasta, negadas)) is not None:
            clave = (siguiente.decision, siguiente.clave, siguiente.instante)
            ahora = max([siguiente.instante, *(a.registrado_en for a in self._asientos[-1:])])
            ctx = self._contexto(ahora, siguiente.instante, RELOJ, RELOJ, self._tipo.sede(self._caso))
            try:
                hechos = declarada(siguiente.decision).funcion(self._caso, siguiente.datos, ctx)
            except Rechazo:
                negadas.add(clave)
                continue
            self._hechas.add(clave)
            self._agregar(hechos, ctx, siguiente)

    def _debida(self, hasta: datetime, negadas: set[tuple[str, str, datetime]]) -> Despertar | None:
        todas = despertares(self._caso, self._versiones.conocidas_al(hasta))
        for d in todas:
            if d.instante > hasta:
                return None
            clave = (d.decision, d.clave, d.instante)
            if clave not in self._hechas and clave not in negadas:
                return d
        return None

    def _agregar(self, hechos: Iterable[Hecho], ctx: Contexto, d: Despertar) -> None:
        politica, _ = ctx.versiones.politica_en(ctx.ocurrido_en)
        pedido = str(pedido_del_reloj(self._real.caso_id, d))
        for hecho in hechos:
            numero = self._asientos[-1].version + 1 if self._asientos else 1
            self._plegar(
                Asiento(
                    numero, hecho, ctx.ocurrido_en, ctx.ahora, ctx.autor, ctx.rol, ctx.sede, Origen.RELOJ.value,
                    pedido, politica, ctx.versiones.sello()[1], causa=d.causa,
                )
            )  # fmt: skip

    def _plegar(self, asiento: Asiento) -> None:
        self._asientos.append(asiento)
        if isinstance(asiento.hecho, Anulado):
            self._caso = self._tipo.plegar(que_cuentan(self._asientos))
        else:
            self._caso = self._tipo.evolve(self._caso, asiento)

    # --- people ---

    def pedido(self, asientos: Sequence[Asiento]) -> None:
        """What one request brought: all of it as it was, but what followed from the rules."""
        antes, caso = len(self._asientos), self._caso
        try:
            for grupo in _por_partes(asientos):
                self._una_parte(grupo)
        except Rechazo:  # a correction is an annulment and a new fact, or nothing
            del self._asientos[antes:]
            self._caso = caso
            self._sobran.extend(asientos)

    def _una_parte(self, asientos: Sequence[Asiento]) -> None:
        primero = asientos[0]
        ctx = self._contexto(
            primero.registrado_en, primero.ocurrido_en, primero.autor, primero.rol, primero.sede
        )
        if isinstance(primero.hecho, Anulado):
            hechos: list[Hecho] = anular(self._caso, self._anulacion(primero.version, primero.hecho), ctx)
        elif isinstance(self._caso, Caso):
            hechos = list(self._de_nuevo(asientos, ctx))
        else:
            hechos = [a.hecho for a in asientos]
        if not hechos:
            raise Rechazo("Ya no habría hecho falta.")
        sello = primero._replace(causa=tuple(self._numero(v) for v in primero.causa))
        numero = max(primero.version * ENTRE_DOS, self._asientos[-1].version + 1 if self._asientos else 1)
        self._numeros |= {a.version: numero + n for n, a in enumerate(asientos)}
        for n, hecho in enumerate(hechos):
            self._plegar(sello._replace(version=numero + n, hecho=hecho))

    def _anulacion(self, version: int, anulado: Anulado) -> Anulacion:
        """The same annulment here: of the entries that it was about, without those that only hung on them."""
        antes = [a for a in self._real.asientos if a.version < version]
        historia = self._real._replace(asientos=antes, vigentes=que_cuentan(antes))
        pedidas: set[int] = set()
        caen: set[int] = set()
        for v in sorted(anulado.versiones):
            if v not in caen:
                pedidas.add(v)
                caen = pedidas | {a.version for a in dependientes(historia, pedidas)}
        numeros = {self._aqui(a) for a in antes if a.version in pedidas} - {None}
        return Anulacion(versiones=tuple(sorted(n for n in numeros if n)), motivo=anulado.motivo)

    def _aqui(self, real: Asiento) -> int | None:
        """The number here of an entry of the real history; None for one that is not here."""
        if real.origen != Origen.RELOJ.value:
            return self._numeros.get(real.version)
        mismos = [a.version for a in self._asientos if a.pedido == real.pedido and a.hecho == real.hecho]
        return mismos[0] if mismos else None

    def _de_nuevo(self, asientos: Sequence[Asiento], ctx: Contexto) -> list[Hecho]:
        """The facts of a request on the case as it stands now; nothing when they no longer fit."""
        pedidos = self._repetidos(asientos, ctx)
        if pedidos is not None:
            return pedidos
        caben: list[Hecho] = []
        caso: Caso = self._caso
        for asiento in asientos:
            if cabe(caso, asiento.hecho):
                caben.append(self._renumerado(asiento.hecho))
                caso = con_hechos(caso, caben[-1:], ctx)
            elif not caben:
                return []
        return caben

    def _repetidos(self, asientos: Sequence[Asiento], ctx: Contexto) -> list[Hecho] | None:
        primero = asientos[0]
        conocidas = self._reales.conocidas_al(ctx.ahora)
        entonces = self._entonces(primero.version)
        antes = ctx._replace(
            politica=self._reales.politica(primero.politica), versiones=conocidas, historia=lambda: entonces
        )
        return repetido(Pedido([a.hecho for a in asientos], entonces.caso, antes), self._caso, ctx)

    def _entonces(self, version: int) -> Historia:
        """The real history before an entry; asked for in order, each entry is folded once."""
        while len(self._antes) < version - 1:
            asiento = self._real.asientos[len(self._antes)]
            self._antes.append(asiento)
            if isinstance(asiento.hecho, Anulado):
                self._caso_antes = self._tipo.plegar(que_cuentan(self._antes))
            else:
                self._caso_antes = self._tipo.evolve(self._caso_antes, asiento)
        antes = tuple(self._antes)
        return Historia(self._real.caso_id, antes, que_cuentan(antes), self._caso_antes)

    def _renumerado(self, hecho: Hecho) -> Hecho:
        return (
            hecho.model_copy(update={"hasta": self._numero(hecho.hasta)})
            if isinstance(hecho, CasoRevisado)
            else hecho
        )

    def _numero(self, version: int) -> int:
        """The number here of an entry of the real history; for one of the clock, the last before the next act."""
        if version in self._numeros:
            return self._numeros[version]
        despues = [numero for suya, numero in self._numeros.items() if suya > version]
        return min(despues) - 1 if despues else self._asientos[-1].version

    def _contexto(self, ahora: datetime, ocurrido: datetime, autor: str, rol: str, sede: str) -> Contexto:
        versiones = self._versiones.conocidas_al(ahora)
        _, politica = versiones.politica_en(ocurrido)
        return Contexto(
            ahora, ocurrido, autor, rol, sede, politica, versiones, lambda: self.vivida().historia
        )


def pedido_del_reloj(caso_id: UUID, d: Despertar) -> UUID:
    """The request of the clock for something due: the same whenever it is taken."""
    return uuid5(caso_id, f"{d.decision}/{d.clave}/{d.instante.isoformat()}")


def _por_partes(asientos: Sequence[Asiento]) -> Iterator[Sequence[Asiento]]:
    """A correction's annulment apart from what was captured with it."""
    if isinstance(asientos[0].hecho, Anulado) and len(asientos) > 1:
        yield asientos[:1]
        yield asientos[1:]
    else:
        yield asientos
