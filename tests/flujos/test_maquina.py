"""A case lived at random through the only door: what must hold after anything that anybody does."""

import random
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casos.anulacion import Anulacion, Correccion, anular, corregir
from casos.asiento import Acto, Asiento, Historia, Origen
from casos.casos import Casos
from casos.decision import COORDINADOR, RELOJ, Desfase, Rechazo
from casos.hecho import Anulado
from casos.mediacion.estado import Caso
from casos.mediacion.tipo import MEDIACION
from casos.peticion import Resultado
from casos.registro.bitacora import Bitacora
from casos.tipo import hacer_historia, historia_hasta
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.por_que import por_que
from flujos.reloj import Despertar, despertares
from flujos.transiciones import de_la_tabla
from tests.flujos.explorador import AUTORES, DECISIONES, Dada, Punto, intentar, posibles
from tests.flujos.rutas import RUTAS, recorrer

CASO = UUID(int=1)
TOMADAS: Counter[str] = Counter()
"""How often each decision was taken, besides those along the ways."""
TERMINAN = frozenset({"cerrar_por_causa", "suspender", "olvidar_persona"})
DE_PASO = frozenset(
    {
        "actualizar_contacto", "agregar_nota", "anexar_documento", "descartar_pendiente", "emitir_estado_de_cuenta",
        "emitir_papel", "posponer_pendiente", "reasignar", "registrar_atencion", "registrar_llamada_recibida",
        "revisar",
    }
)  # fmt: skip
PARTIDAS = [[punto for punto, _ in recorrer(ruta)] for ruta in RUTAS]
"""The cases from which a random life starts: any point of any way."""


class Vida(RuleBasedStateMachine):
    """One case in a log of its own; the time is what the machine says."""

    def __init__(self) -> None:
        super().__init__()
        self.carpeta = tempfile.TemporaryDirectory()
        self.bitacora = Bitacora(Path(self.carpeta.name) / "registro.db")
        self.bitacora.registro.crear()
        self.ahora = PARTIDAS[0][0].ahora
        self.casos = Casos(self.bitacora.registro, lambda: self.ahora, clave=b"k" * 32)
        self.historia = Historia(CASO, (), (), Caso())
        self.ultima: tuple[Any, Any, Acto] | None = None
        self.veces: Counter[str] = Counter()

    def teardown(self) -> None:
        """Nothing of a life is left behind."""
        self.bitacora.close()
        self.carpeta.cleanup()

    # ---------------------------------------------------------------------------------- the only door

    def decidir(self, funcion: Any, datos: Any, acto: Acto, visto: int | None = None) -> Resultado | None:
        """Take a decision as the web would; a refusal changes nothing."""
        antes = self.historia
        try:
            resultado = self.casos.decidir(CASO, funcion, datos, acto, visto)
        except Rechazo:
            assert len(self.casos.asientos(CASO)) == antes.version
            return None
        self.historia = self.casos.historia(CASO) or antes
        self._comprobar_pasos(antes, resultado.asientos if not resultado.repetido else ())
        self.ultima = (funcion, datos, acto)
        return resultado

    def acto(self, rol: str, **cambios: Any) -> Acto:
        """Somebody with a role, now."""
        return Acto(AUTORES.get(rol, rol), rol, pedido=cambios.pop("pedido", None) or uuid4(), **cambios)

    def _comprobar_pasos(self, antes: Historia, nuevos: Any) -> None:
        """Each new fact moved the case as the table says; an annulment folds it anew.

        Once something was annulled a fact may follow where the table has none (to tell of a revocation whose
        breach is gone), yet the stage still changes only as the table says.
        """
        caso, anulado = antes.caso, len(antes.asientos) != len(antes.vigentes)
        for asiento in nuevos:
            if isinstance(asiento.hecho, Anulado):
                return
            etapa, caso = caso.etapa, MEDIACION.evolve(caso, asiento)
            en_la_tabla = de_la_tabla(type(asiento.hecho), etapa, caso.etapa, asiento.rol)
            assert en_la_tabla or (anulado and etapa is caso.etapa), asiento

    # ------------------------------------------------------------------------------------- what happens

    @initialize(ruta=st.integers(0, len(PARTIDAS) - 1), parte=st.sampled_from((0.1, 0.4, 0.6, 0.8, 0.9, 1.0)))
    def nacer(self, ruta: int, parte: float) -> None:
        """The case begins somewhere along one of the ways, each of its decisions taken through the door."""
        puntos = PARTIDAS[ruta]
        punto = puntos[round(parte * (len(puntos) - 1))]
        for dada in punto.dadas:
            self._como(dada)
        self.ahora = max(self.ahora, punto.ahora)
        assert self.historia.caso.etapa == punto.caso.etapa

    def _como(self, dada: Dada) -> None:
        self.ahora = max(self.ahora, dada.ahora)
        self.decidir(DECISIONES[dada.decision].funcion, dada.datos, self.acto(dada.rol))

    def punto(self) -> Punto:
        """The case as the explorer sees it."""
        return Punto(tuple(self.historia.asientos), self.historia.caso, self.ahora)

    @rule(suerte=st.integers(0, 10**6), cuantas=st.integers(6, 16))
    def se_trabaja_un_rato(self, suerte: int, cuantas: int) -> None:
        """Some decisions in a row, each on the page as it is and when it happens."""
        for n in range(cuantas):
            self.ahora += timedelta(hours=n % 3)
            self.alguien_decide(suerte + n, None, 0)

    @rule(suerte=st.integers(0, 10**6), visto=st.integers(1, 6), atras=st.integers(0, 3))
    def alguien_decide_tarde(self, suerte: int, visto: int, atras: int) -> None:
        """A decision on an old page, perhaps about what happened days ago."""
        self.alguien_decide(suerte, visto, atras)

    def alguien_decide(self, suerte: int, visto: int | None, atras: int) -> None:
        """The first decision that gives facts, in an order that luck says, those of which this life had least first."""
        punto = self.punto()
        ocurrido = self.ahora - timedelta(days=atras) if atras else None
        todas = list(posibles(punto))
        random.Random(suerte).shuffle(todas)
        todas.sort(key=lambda posible: self._turno(posible[0].nombre))
        for decision, rol, datos in todas:
            ctx = punto.contexto(rol, ocurrido)
            hechos = intentar(decision, punto.caso, datos, ctx)
            if isinstance(hechos, Rechazo) or not hechos:
                continue
            assert decision.si(punto.caso, ctx) is None, decision.nombre
            vista = None if visto is None else max(1, self.historia.version - visto)
            resultado = self.decidir(decision.funcion, datos, self.acto(rol, ocurrido_en=ocurrido), vista)
            if resultado is not None:
                self.veces[decision.nombre] += 1
                TOMADAS[decision.nombre] += 1
                assert [a.hecho for a in resultado.asientos] == hechos
                self._comprobar_lo_visto(decision.funcion, datos, rol, ocurrido, vista, hechos)
            return

    def _turno(self, nombre: str) -> tuple[bool, bool, int]:
        """What ends or rests a life comes late in it; what only adds to the record, after what moves the case."""
        temprano = nombre in TERMINAN and self.veces.total() < 12
        return temprano, nombre in DE_PASO and self.veces[nombre] > 0, self.veces[nombre]

    def _comprobar_lo_visto(
        self, funcion: Any, datos: Any, rol: str, ocurrido: datetime | None, vista: int | None, hechos: Any
    ) -> None:
        """What was accepted on an old page is what that page would have given."""
        if vista is None:
            return
        sin_lo_nuevo = historia_hasta(self.historia, self.historia.version - len(hechos))
        vieja = historia_hasta(sin_lo_nuevo, vista)
        punto = Punto(tuple(vieja.asientos), vieja.caso, self.ahora)
        assert funcion(vieja.caso, datos, punto.contexto(rol, ocurrido)) == hechos

    @precondition(lambda self: self.ultima is not None)
    @rule()
    def segundo_clic(self) -> None:
        """The same request again gets the same answer and changes nothing."""
        antes = self.historia.version
        funcion, datos, acto = self.ultima or (None, None, self.acto(RELOJ))
        resultado = self.casos.decidir(CASO, funcion, datos, acto)
        assert resultado.repetido
        assert len(self.casos.asientos(CASO)) == antes

    @precondition(lambda self: self.historia.version > 1)
    @rule(cual=st.integers(0, 10_000), de_coordinacion=st.booleans())
    def alguien_anula(self, cual: int, de_coordinacion: bool) -> None:
        """Somebody takes back an entry, with what depends on it."""
        asientos = self.historia.asientos
        asiento: Asiento = asientos[cual % len(asientos)]
        rol = COORDINADOR if de_coordinacion or asiento.rol == RELOJ else asiento.rol
        datos = Anulacion(versiones=(asiento.version,), motivo="Se capturó por error")
        self.decidir(anular, datos, self.acto(rol))

    @precondition(lambda self: self.historia.version > 1)
    @rule(cual=st.integers(0, 10_000), desde=st.integers(0, 400))
    def alguien_corrige(self, cual: int, desde: int) -> None:
        """Somebody takes back an entry and captures something else in the same act: both, or neither."""
        asiento: Asiento = self.historia.asientos[cual % self.historia.version]
        antes, punto = self.historia, self.punto()
        posible = [(d, datos) for d, rol, datos in posibles(punto) if rol == COORDINADOR]
        decision, datos = posible[desde % len(posible)]
        anula = Anulacion(versiones=(asiento.version,), motivo="Se capturó por error")
        correccion = Correccion(anula=anula, decision=decision.nombre, datos=datos)
        resultado = self.decidir(corregir, correccion, self.acto(COORDINADOR))
        if resultado is not None:
            anulado, *nuevos = resultado.asientos
            assert isinstance(anulado.hecho, Anulado)
            assert not any(isinstance(a.hecho, Anulado) for a in nuevos)
            self._comprobar_pasos(hacer_historia(CASO, [*antes.asientos, anulado]), nuevos)

    @rule(dias=st.integers(0, 45), horas=st.integers(1, 9))
    def pasa_el_tiempo(self, dias: int, horas: int) -> None:
        """Days off, and then the clock catches up: each thing once, at its own instant."""
        self.ahora += timedelta(days=dias, hours=horas)
        self._reloj()
        version = self.historia.version
        self._reloj()
        assert self.historia.version == version

    def _reloj(self) -> None:
        hechas: set[str] = set()
        while True:
            debidas = [d for d in despertares(self.historia.caso, BASE) if d.instante <= self.ahora]
            nuevas = [d for d in debidas if d.decision + d.clave not in hechas]
            if not nuevas:
                return
            hechas.add(nuevas[0].decision + nuevas[0].clave)
            self._despertar(nuevas[0])
            assert len(hechas) < 200, "the clock floods"

    def _despertar(self, d: Despertar) -> None:
        TOMADAS[d.decision] += 1
        pedido = uuid5(CASO, d.decision + d.clave)
        acto = Acto(RELOJ, RELOJ, origen=Origen.RELOJ, ocurrido_en=d.instante, pedido=pedido, causa=d.causa)
        self.decidir(DECISIONES[d.decision].funcion, d.datos, acto)

    @rule()
    def se_olvida_lo_reciente(self) -> None:
        """The writer's memory is only for speed."""
        self.casos.olvidar_recientes()

    # ------------------------------------------------------------------------------- what always holds

    @invariant()
    def la_memoria_es_la_historia(self) -> None:
        """Replay equals live."""
        vivo = self.casos.recientes.get(CASO)
        assert vivo is None or vivo.caso == self.historia.caso

    @invariant()
    def todo_caso_abierto_tiene_duenio_y_siguiente_accion(self) -> None:
        """One owner, and something dated to do, with its reason."""
        caso = self.historia.caso
        filas = pendientes(caso, BASE)
        if not caso.abierto:
            return
        assert caso.apertura.responsable
        assert filas, caso.etapa
        claves = [(p.tipo, p.clave) for p in filas]
        assert len(set(claves)) == len(claves), claves
        for p in filas:
            explicada = por_que(p, self.historia, BASE)
            assert explicada.hechos, p
            assert explicada.regla, p
            assert explicada.aritmetica, p
            assert (p.usuario is not None) == (p.rol == "responsable"), p


@pytest.mark.lento
def test_pase_lo_que_pase_el_caso_sigue_en_orden() -> None:
    """And few decisions had no turn at all in these lives: what they never take, they do not prove."""
    TOMADAS.clear()
    run_state_machine_as_test(Vida)
    nunca = set(DECISIONES) - set(TOMADAS)
    assert len(nunca) <= len(DECISIONES) // 4, sorted(nunca)


def test_un_desfase_es_un_rechazo():
    """What `decidir` treats alike above."""
    assert issubclass(Desfase, Rechazo)
