"""Random lives of a case: people's acts over months, taken through the only door, and the same acts on a fresh
instance that had other rules from the first day."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from casos.anulacion import Anulacion, anular
from casos.asiento import Acto, Asiento, Historia, Origen
from casos.calendario.lectura import leer_calendarios, volcar
from casos.casos import Casos
from casos.decision import COORDINADOR, RELOJ, Rechazo, declarada
from casos.hecho import Anulado
from casos.mediacion.estado import Caso
from casos.politica.lectura import leer_politica
from casos.registro.bitacora import Bitacora
from casos.reglas import REGLAS_ID, publicar_calendario, publicar_politica, versiones_publicadas
from casos.versiones import BASE, Versiones
from flujos import despertares
from tests.flujos.explorador import AUTORES, DECISIONES, Punto, intentar, posibles, siguientes_momentos
from tests.flujos.rutas import RUTAS, recorrer
from web.despertador import acto_de

CASO = UUID(int=1)
ANTES_DE_TODO = datetime(2025, 1, 1, tzinfo=UTC)
PARTIDAS = [list(recorrer(ruta))[-1][0].dadas for ruta in RUTAS]


class Humano(NamedTuple):
    """What somebody did: when, which decision on what data, when it happened. `anula`: requests to annul."""

    ahora: datetime
    decision: str
    datos: Any
    rol: str
    pedido: UUID
    ocurrido: datetime | None = None
    anula: tuple[tuple[str, int], ...] = ()


class Vida:
    """A case in a log of its own, and a clock that stands where its acts are."""

    def __init__(self, lugar: str | Path) -> None:
        self.bitacora = Bitacora(lugar)
        self.bitacora.registro.crear()
        self.ahora = ANTES_DE_TODO
        registro = self.bitacora.registro
        self.casos = Casos(
            registro, lambda: self.ahora, clave=b"k" * 32, versiones=versiones_publicadas(registro)
        )
        self.hechos: list[Humano] = []
        """What was done and changed something."""

    def cerrar(self) -> None:
        self.bitacora.close()

    def publicar(self, documento: str) -> None:
        """Rules in force from before the first act."""
        decision = publicar_politica if "vigente_desde" in documento else publicar_calendario
        self.casos.decidir(REGLAS_ID, decision, documento, Acto("adela", "administrador"))

    @property
    def versiones(self) -> Versiones:
        return self.casos.versiones()

    @property
    def historia(self) -> Historia:
        return self.casos.historia(CASO) or Historia(CASO, (), (), Caso())

    def reloj(self, hasta: datetime) -> None:
        """What `web.despertador` does with one case."""
        self.ahora = max(self.ahora, hasta)
        vistas: set[tuple[str, str, datetime]] = set()
        while self.historia.asientos:
            historia = self.historia
            debidas = [d for d in despertares(historia, self.versiones) if d.instante <= self.ahora]
            d = next((d for d in debidas if (d.decision, d.clave, d.instante) not in vistas), None)
            if d is None:
                return
            vistas.add((d.decision, d.clave, d.instante))
            try:
                self.casos.decidir(
                    CASO, declarada(d.decision).funcion, d.datos, acto_de(CASO, historia.caso, d)
                )
            except Rechazo:
                continue

    def hacer(self, h: Humano) -> bool:
        """An act of a person, the clock having run until then; whether it changed something."""
        self.reloj(h.ahora)
        datos = self._datos(h)
        acto = Acto(
            AUTORES.get(h.rol, h.rol), h.rol, pedido=h.pedido, ocurrido_en=h.ocurrido, origen=Origen.PANTALLA
        )
        try:
            resultado = self.casos.decidir(CASO, declarada(h.decision).funcion, datos, acto)
        except Rechazo:
            return False
        if resultado.asientos:
            self.hechos.append(h)
        return bool(resultado.asientos)

    def _datos(self, h: Humano) -> Any:
        if not h.anula:
            return h.datos
        versiones = tuple(v for v in map(self._version, h.anula) if v)
        return Anulacion(versiones=versiones, motivo=h.datos)

    def _version(self, cual: tuple[str, int]) -> int | None:
        pedido, n = cual
        suyos = [a for a in self.historia.asientos if a.pedido == pedido]
        return suyos[n].version if n < len(suyos) else None


def vivir_al_azar(lugar: str | Path, azar: random.Random, *, actos: int = 12, anula: bool = True) -> Vida:
    """A case that follows one of the ways, then goes on at random over months."""
    vida = Vida(lugar)
    dadas = azar.choice(PARTIDAS)
    for n, dada in enumerate(dadas[: azar.randint(1, len(dadas))]):
        if dada.rol != RELOJ:
            vida.hacer(Humano(dada.ahora, dada.decision, dada.datos, dada.rol, uuid5(CASO, f"ruta {n}")))
    for n in range(actos):
        _esperar(vida, azar)
        if anula and azar.random() < 0.12:
            _anular(vida, azar, n)
        else:
            _algo(vida, azar, n)
    vida.reloj(vida.ahora + timedelta(days=azar.randint(0, 60)))
    return vida


def _punto(vida: Vida) -> Punto:
    historia = vida.historia
    return Punto(tuple(historia.asientos), historia.caso, vida.ahora, vida.versiones)


def _esperar(vida: Vida, azar: random.Random) -> None:
    momentos = siguientes_momentos(_punto(vida))[:6]
    pronto = vida.ahora + timedelta(hours=azar.randint(1, 9), days=azar.choice((0, 0, 1, 3, 9, 30)))
    vida.reloj(azar.choice(momentos) if momentos and azar.random() < 0.5 else pronto)


def _algo(vida: Vida, azar: random.Random, n: int) -> None:
    """Some decision that gives facts now, of any role, perhaps captured days later."""
    punto = _punto(vida)
    todas = list(posibles(punto, todos=False))
    azar.shuffle(todas)
    for decision, rol, datos in todas[:60]:
        ocurrido = vida.ahora - timedelta(days=azar.randint(1, 6)) if azar.random() < 0.15 else None
        hechos = intentar(DECISIONES[decision.nombre], punto.caso, datos, punto.contexto(rol, ocurrido))
        if isinstance(hechos, Rechazo) or not hechos:
            continue
        pedido = uuid5(CASO, f"azar {n}")
        if vida.hacer(Humano(vida.ahora, decision.nombre, datos, rol, pedido, ocurrido)):
            return


def _anular(vida: Vida, azar: random.Random, n: int) -> None:
    """The coordinator takes back something that a person captured."""
    historia = vida.historia
    humanos = [
        a for a in historia.vigentes if a.origen != Origen.RELOJ.value and not isinstance(a.hecho, Anulado)
    ]
    if len(humanos) < 2:
        return
    asiento: Asiento = azar.choice(humanos[1:])
    suyos = [a for a in historia.asientos if a.pedido == asiento.pedido]
    h = Humano(
        vida.ahora, anular.__name__, "Se capturó por error", COORDINADOR, uuid5(CASO, f"anula {n}"),
        anula=((asiento.pedido, suyos.index(asiento)),),
    )  # fmt: skip
    vida.hacer(h)


def de_nuevo(lugar: str | Path, vida: Vida, documento: str) -> tuple[Vida, list[Humano]]:
    """A fresh instance that had these rules from the first day, with the same acts; and those it refused."""
    fresca = Vida(lugar)
    fresca.publicar(documento)
    negados = [h for h in vida.hechos if not fresca.hacer(h)]
    fresca.reloj(vida.ahora)
    return fresca, negados


INTACTAS = (
    "vigente_desde",
    "metas.",
    "reparto.",
    "campanas.",
    "quejas.",
    "recados.",
    "consultas.",
    "arco.",
    "comisiones.",
)
"""Rules that say nothing about a case of mediation by itself."""


def politica_al_azar(azar: random.Random, cuantas: int = 6) -> str:
    """A document that changes some rules of the policy, and is a policy."""
    while True:
        reglas = [r for r in BASE.politicas[0].politica.reglas.values() if not r.clave.startswith(INTACTAS)]
        elegidas = azar.sample([r for r in reglas if isinstance(r.valor, int)], cuantas)
        lineas = [f"{r.clave} = {_otro_valor(azar, r.valor)}" for r in elegidas]
        documento = "\n".join(["vigente_desde = 2000-01-01", *lineas, ""])
        try:
            leer_politica(documento)
        except ValueError:
            continue
        return documento


def _otro_valor(azar: random.Random, valor: int) -> str:
    if isinstance(valor, bool):
        return str(not valor).lower()
    return str(max(0, valor + azar.choice((-valor, -3, -2, -1, 1, 2, 5, 10))))


def calendario_al_azar(azar: random.Random) -> str:
    """The four calendars with some more days off on each."""
    texto = volcar(BASE.calendarios[-1].calendarios)
    for nombre in ("INSTITUTO", "STJ", "BANCOS", "GESTION_COBRANZA"):
        dias = sorted(
            {date(2026, 3, 2) + timedelta(days=azar.randint(0, 300)) for _ in range(azar.randint(0, 9))}
        )
        nuevos = "".join(
            f'  {{ dia = {d}, nombre = "Suspensión", fuente = "Acuerdo 1/2026" }},\n' for d in dias
        )
        antes, marca, despues = texto.partition(f"[{nombre}]")
        texto = antes + marca + despues.replace("inhabiles = [\n", f"inhabiles = [\n{nuevos}", 1)
    leer_calendarios(texto)
    return texto
