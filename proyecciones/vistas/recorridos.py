"""How a case goes: its steps with the time between them, and its whole way in one row, to be counted with others."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Text

from casos.tiempo import dia_local
from flujos.pasos import Paso, pasos
from proyecciones.vista import Fila, Foto, Instante, Vista

SEPARA = " > "
LARGO_MAXIMO = 1500
"""A way longer than this is cut: it is nobody else's way anyhow."""


def _segundos(desde: datetime, hasta: datetime) -> int:
    return int((hasta - desde).total_seconds())


class Pasos(Vista):
    """The steps of a mediation case in order, and apart from them any fact that the declared flow does not admit.

    `n` numbers the steps (0: a fact outside the flow that is no step); `anterior` is the fact of the step before and
    `espera` the seconds since; `en_etapa` the seconds that the case had been in `de` when this moved it away.
    """

    nombre = "pasos"
    columnas = (
        Column("n", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("hecho", String(60), nullable=False),
        Column("de", String(30), nullable=False),
        Column("a", String(30), nullable=False),
        Column("mueve", Boolean, nullable=False),
        Column("cabe", Boolean, nullable=False),
        Column("en", Instante, nullable=False),
        Column("dia", Date, nullable=False),
        Column("anterior", String(60), nullable=False),
        Column("espera", BigInteger, nullable=True),
        Column("en_etapa", BigInteger, nullable=True),
        Column("rol", String(20), nullable=False),
    )
    indices = (("mueve", "de", "a"),)

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per step."""
        anterior: Paso | None = None
        entro: datetime | None = None
        numeros = {p.asiento.version: n for n, p in enumerate(pasos(foto.recorrido), start=1)}
        for p in foto.recorrido:
            n = numeros.get(p.asiento.version, 0)
            if n or not p.cabe:
                yield {
                    "n": n, "version": p.asiento.version, "hecho": p.asiento.hecho.nombre(), "de": p.de or "",
                    "a": p.a or "", "mueve": p.mueve, "cabe": p.cabe, "en": p.en, "dia": dia_local(p.en),
                    "anterior": anterior.asiento.hecho.nombre() if n and anterior else "",
                    "espera": _segundos(anterior.en, p.en) if n and anterior else None,
                    "en_etapa": _segundos(entro, p.en) if entro and p.mueve else None,
                    "rol": p.asiento.rol,
                }  # fmt: skip
            if n:
                anterior = p
            if p.mueve:
                entro = p.en


class Recorridos(Vista):
    """The way of a mediation case: `etapas` the stages it went through, `camino` its steps by their facts' names,
    `fuera` how many facts the declared flow does not admit."""

    nombre = "recorridos"
    columnas = (
        Column("etapas", Text, nullable=False),
        Column("camino", Text, nullable=False),
        Column("pasos", Integer, nullable=False),
        Column("fuera", Integer, nullable=False),
        Column("empezo", Date, nullable=False),
        Column("ultimo", Date, nullable=False),
        Column("segundos", BigInteger, nullable=False),
    )
    indices = (("empezo",),)

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per mediation case that was opened."""
        suyos = pasos(foto.recorrido)
        if not suyos:
            return
        yield {
            "etapas": SEPARA.join(p.a for p in suyos if p.mueve and p.a)[:LARGO_MAXIMO],
            "camino": SEPARA.join(p.asiento.hecho.nombre() for p in suyos)[:LARGO_MAXIMO],
            "pasos": len(suyos),
            "fuera": sum(not p.cabe for p in foto.recorrido),
            "empezo": dia_local(suyos[0].en),
            "ultimo": dia_local(suyos[-1].en),
            "segundos": _segundos(suyos[0].en, suyos[-1].en),
        }
