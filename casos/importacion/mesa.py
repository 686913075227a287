"""Cases as they are, and as the rows looked at so far would leave them."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Acto, Historia
from casos.casos import Casos
from casos.decision import Contexto, NoAutorizado, Rechazo, declarada
from casos.importacion.vista_previa import Paso
from casos.mediacion.estado import Caso
from casos.mediacion.prever import con_hechos

VACIO = Caso()
SIN_HISTORIA = Historia(UUID(int=0), (), (), VACIO)


class EnMesa(NamedTuple):
    """A case on the table: its state with what was tried, and the requests that wrote it so far."""

    caso: Caso
    pedidos: frozenset[str]


class Mesa:
    """Tries decisions on states in memory: a preview is the import without the writing."""

    def __init__(self, casos: Casos, acto: Acto) -> None:
        self._casos = casos
        self._acto = acto
        self._abiertos: dict[UUID, EnMesa] = {}
        ahora, versiones = casos.ahora(), casos.versiones()
        _, politica = versiones.politica_en(ahora)
        self.ctx = Contexto(
            ahora, ahora, acto.autor, acto.rol, acto.sede, politica, versiones, lambda: SIN_HISTORIA
        )  # fmt: skip

    def caso(self, caso_id: UUID) -> Caso:
        """The state of a mediation case; the empty one if it does not exist."""
        return self._traer(caso_id).caso

    def pedidos(self, caso_id: UUID) -> frozenset[str]:
        """The requests whose entries still count in a case."""
        return self._traer(caso_id).pedidos

    def _traer(self, caso_id: UUID) -> EnMesa:
        hallado = self._abiertos.get(caso_id)
        if hallado is None:
            historia = self._casos.historia(caso_id)
            caso: Any = historia.caso if historia else VACIO
            pedidos = frozenset(a.pedido for a in historia.vigentes) if historia else frozenset()
            hallado = self._abiertos[caso_id] = EnMesa(caso, pedidos)
        return hallado

    def ensayar(self, pasos: Iterable[Paso]) -> None:
        """Try some steps on the table, all or none; raises Rechazo with the words that taking them would give."""
        antes: dict[UUID, EnMesa] = {}
        try:
            for paso in pasos:
                antes.setdefault(paso.caso_id, self._traer(paso.caso_id))
                self._ensayar(paso)
        except Rechazo:
            self._abiertos |= antes
            raise

    def _ensayar(self, paso: Paso) -> None:
        declarado = declarada(paso.decision)
        if self._acto.rol not in declarado.quien:
            raise NoAutorizado(f"Su cuenta ({self._acto.rol}) no puede: {declarado.titulo.lower()}.")
        antes = self._traer(paso.caso_id)
        ctx = self._contexto(paso)
        hechos = paso.decision(antes.caso, paso.datos, ctx)
        self._abiertos[paso.caso_id] = antes._replace(caso=con_hechos(antes.caso, hechos, ctx))

    def _contexto(self, paso: Paso) -> Contexto:
        ocurrido = min(paso.ocurrido_en or self.ctx.ahora, self.ctx.ahora)
        _, politica = self.ctx.versiones.politica_en(ocurrido)

        def historia() -> Historia:
            return self._casos.historia(paso.caso_id) or SIN_HISTORIA._replace(caso_id=paso.caso_id)

        return self.ctx._replace(ocurrido_en=ocurrido, politica=politica, historia=historia)

    def soltar(self, caso_id: UUID) -> None:
        """Forget a case that no later row looks at."""
        self._abiertos.pop(caso_id, None)
