"""One case lived again under other rules: what people did stays, what the clock and the rules did is decided anew.

Clock facts, what a payment brought with it and declarations of breach are left out and decided again at each
instant; a person's act that no longer fits is set aside as one that would not have been needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Asiento, Historia, Origen
from casos.decision import RELOJ, Contexto, Rechazo, declarada
from casos.hecho import Hecho
from casos.mediacion.aplicacion import aplicar_pago
from casos.mediacion.consecuencias import de_confirmar, de_revertir
from casos.mediacion.convenios import activacion_si_procede
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import CasoRevisado
from casos.mediacion.hechos.contacto import PromesaCumplida, PromesaIncumplida
from casos.mediacion.hechos.convenios import CondonacionRevocada, ConvenioElaborado, PlanDePagosActivado
from casos.mediacion.hechos.documentos import DocumentoRecabado
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    ConvenioCumplido,
    IncumplimientoDeclarado,
    IncumplimientoDesestimado,
    IncumplimientoNotificado,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
    LiquidacionRevertida,
    PagoConfirmado,
    PagoRevertido,
)
from casos.mediacion.incumplimiento import declarar_incumplimiento, subsanar_incumplimiento
from casos.mediacion.prever import con_hechos
from casos.mediacion.vencimientos import Propio
from casos.tipo import TipoCaso, tipo_de
from casos.versiones import Versiones
from flujos.reloj import Despertar, despertares
from flujos.transiciones import TABLA, Desde

ENTRE_DOS = 10_000
"""Room for the clock's entries between two of people: an entry n of theirs is numbered n × ENTRE_DOS here."""

CONSECUENCIAS = (
    PromesaCumplida, PromesaIncumplida, IncumplimientoRevertido, IncumplimientoSubsanado, PlanDePagosActivado,
    AdeudoLiquidado, ConvenioCumplido, LiquidacionRevertida,
)  # fmt: skip
GUARDADOS: dict[type[Hecho], str] = {
    IncumplimientoDesestimado: "desestimar_incumplimiento",
    IncumplimientoNotificado: "notificar_incumplimiento",
    CondonacionRevocada: "revocar_condonacion",
}
"""Facts that answer a breach, with the decision whose guard says whether there is one to answer."""

_ETAPAS: dict[type[Hecho], frozenset[Desde]] = {}
for _fila in TABLA:
    _ETAPAS[_fila.hecho] = _ETAPAS.get(_fila.hecho, frozenset()) | _fila.de


class Vivida(NamedTuple):
    """A case as it would stand: its history (entries renumbered) and the acts set aside (as they were)."""

    historia: Historia
    sobran: tuple[Asiento, ...]

    @property
    def del_reloj(self) -> list[Asiento]:
        """What the clock would have done."""
        return [a for a in self.historia.asientos if a.origen == Origen.RELOJ.value]


def vivir(historia: Historia, versiones: Versiones, ahora: datetime) -> Vivida:
    """Live a case again under a bundle of rules until an instant. Pure; what was annulled counts as never done."""
    otra_vez = _OtraVez(historia.caso_id, tipo_de(historia.asientos), versiones)
    humanos = [a for a in historia.vigentes if a.origen != Origen.RELOJ.value]
    for _, iguales in groupby(humanos, key=lambda a: a.pedido or a.version):
        pedido = list(iguales)
        otra_vez.reloj(pedido[0].registrado_en)
        otra_vez.pedido(pedido)
    otra_vez.reloj(ahora)
    return otra_vez.vivida()


class _OtraVez:
    """The state while a case is lived again."""

    def __init__(self, caso_id: UUID, tipo: TipoCaso, versiones: Versiones) -> None:
        self._caso_id, self._tipo, self._versiones = caso_id, tipo, versiones
        self._caso: Any = tipo.inicial
        self._asientos: list[Asiento] = []
        self._sobran: list[Asiento] = []
        self._hechas: set[tuple[str, str, datetime]] = set()
        self._numeros: dict[int, int] = {}

    def vivida(self) -> Vivida:
        """How it ended."""
        historia = Historia(self._caso_id, tuple(self._asientos), tuple(self._asientos), self._caso)
        return Vivida(historia, tuple(self._sobran))

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
            self._agregar(hechos, ctx, siguiente.causa)

    def _debida(self, hasta: datetime, negadas: set[tuple[str, str, datetime]]) -> Despertar | None:
        todas = despertares(self._caso, self._versiones.conocidas_al(hasta))
        for d in todas:
            if d.instante > hasta:
                return None
            clave = (d.decision, d.clave, d.instante)
            if clave not in self._hechas and clave not in negadas:
                return d
        return None

    def _agregar(self, hechos: Iterable[Hecho], ctx: Contexto, causa: tuple[int, ...]) -> None:
        politica, _ = ctx.versiones.politica_en(ctx.ocurrido_en)
        for hecho in hechos:
            numero = self._asientos[-1].version + 1 if self._asientos else 1
            self._plegar(
                Asiento(
                    numero, hecho, ctx.ocurrido_en, ctx.ahora, ctx.autor, ctx.rol, ctx.sede, Origen.RELOJ.value,
                    politica=politica, calendario=ctx.versiones.sello()[1], causa=causa,
                )
            )  # fmt: skip

    def _plegar(self, asiento: Asiento) -> None:
        self._asientos.append(asiento)
        self._caso = self._tipo.evolve(self._caso, asiento)

    # --- people ---

    def pedido(self, asientos: Sequence[Asiento]) -> None:
        """What one request brought: all of it as it was, but what followed from the rules."""
        primero = asientos[0]
        ctx = self._contexto(
            primero.registrado_en, primero.ocurrido_en, primero.autor, primero.rol, primero.sede
        )
        try:
            hechos = list(self._de_nuevo(asientos, ctx)) if isinstance(self._caso, Caso) else None
        except Rechazo:
            hechos = []
        if hechos == []:
            self._sobran.extend(asientos)
            return
        sello = primero._replace(causa=tuple(self._numero(v) for v in primero.causa))
        numero = max(primero.version * ENTRE_DOS, self._asientos[-1].version + 1 if self._asientos else 1)
        self._numeros |= {a.version: numero + n for n, a in enumerate(asientos)}
        for n, hecho in enumerate([a.hecho for a in asientos] if hechos is None else hechos):
            self._plegar(sello._replace(version=numero + n, hecho=hecho))

    def _de_nuevo(self, asientos: Sequence[Asiento], ctx: Contexto) -> Iterator[Hecho]:
        """The facts of a request on the case as it stands now; nothing when they no longer fit."""
        encabeza = asientos[0].hecho
        por_pago = any(isinstance(a.hecho, PagoConfirmado | PagoRevertido) for a in asientos)
        caso: Caso = self._caso
        for asiento in asientos:
            hecho = asiento.hecho
            if (por_pago and isinstance(hecho, CONSECUENCIAS)) or (
                hecho is not encabeza and isinstance(hecho, PlanDePagosActivado)
            ):
                continue
            nuevos = _hechos_de(caso, hecho, ctx) if _cabe(caso, hecho, ctx) else []
            if not nuevos and hecho is encabeza:
                return
            if not nuevos:
                self._sobran.append(asiento)
            yield from (self._renumerado(h) for h in nuevos)
            caso = con_hechos(caso, nuevos, ctx)

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


def _cabe(caso: Caso, hecho: Hecho, ctx: Contexto) -> bool:
    """Whether a fact that happened still makes sense on the case as it stands now."""
    etapas = _ETAPAS.get(type(hecho))
    if etapas is not None and caso.etapa not in etapas:
        return False
    convenio = getattr(hecho, "convenio", None)
    nombra = isinstance(convenio, int) and not isinstance(hecho, ConvenioElaborado | PagoConfirmado)
    if nombra and convenio not in caso.convenios:
        return False
    guarda = GUARDADOS.get(type(hecho))
    return guarda is None or declarada(guarda).si(caso, ctx) is None


def _hechos_de(caso: Caso, hecho: Hecho, ctx: Contexto) -> list[Hecho]:
    """The fact, or what the rules make of it on the case as it stands now."""
    match hecho:
        case PagoConfirmado(convenio=convenio):
            suyo = convenio if convenio in caso.convenios else None
            va_a = aplicar_pago(
                caso, hecho.importe, hecho.fecha, ctx.politica, credito=hecho.credito, convenio=suyo
            )
            otra_vez = hecho.model_copy(update=va_a._asdict())
            return [otra_vez, *de_confirmar(caso, otra_vez, ctx)]
        case PagoRevertido(folio=folio):
            return [hecho, *de_revertir(caso, hecho, ctx)] if folio in caso.pagos else []
        case IncumplimientoDeclarado(convenio=convenio):
            return declarar_incumplimiento(caso, Propio(convenio=convenio), ctx)
        case IncumplimientoSubsanado(convenio=convenio):
            return subsanar_incumplimiento(caso, Propio(convenio=convenio), ctx)
        case PlanDePagosActivado():
            return list(activacion_si_procede(caso))
        case DocumentoRecabado():
            return [hecho, *activacion_si_procede(con_hechos(caso, [hecho], ctx))]
        case _:
            return [hecho]
