"""Histories of mediation cases written as facts with their days, and the context of a decision.

A history is a sequence of facts, or of (fact, day) or (fact, instant). A day means that day at 9:00 in
Sonora, one minute later for each further fact; a fact without a day happens a minute after the one before.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.decision import RESPONSABLE, Contexto
from casos.hecho import Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import CasoAbierto, CreditoVinculado, PersonaVinculada, SaldoRecibido
from casos.mediacion.hechos.sesiones import SesionAgendada, SesionCelebrada
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vocabulario import OrigenCaso, ResultadoSesion, RolParte, Via
from casos.tiempo import a_las, dia_local
from casos.tipo import hacer_historia
from casos.versiones import BASE, Versiones

CASO = UUID(int=1)
ACREDITADO, AVAL, ESTUDIANTE, REPRESENTANTE = (UUID(int=n) for n in (11, 12, 13, 14))
OFICIAL, COORDINADORA = "maria", "rosa"
CREDITO = "10000001"

LUNES = date(2026, 3, 2)
"""A working Monday on every calendar; the case is opened on it."""
DIA_DE_SESION = date(2026, 3, 23)

UN_MINUTO = timedelta(minutes=1)

Paso = Hecho | tuple[Hecho, date | datetime]


def instante(cuando: date | datetime, hora: time = time(9)) -> datetime:
    """A day at an hour in Sonora, or an instant as it is; UTC."""
    return cuando if isinstance(cuando, datetime) else a_las(cuando, hora)


def asientos(*pasos: Paso, autor: str = OFICIAL, rol: str = RESPONSABLE) -> list[Asiento]:
    """The entries of a history; captured when they happened, never earlier than the one before."""
    hechos: list[Asiento] = []
    ocurrido = capturado = instante(LUNES) - UN_MINUTO
    for version, paso in enumerate(pasos, 1):
        hecho, cuando = paso if isinstance(paso, tuple) else (paso, None)
        siguiente = ocurrido + UN_MINUTO
        if cuando is None or (not isinstance(cuando, datetime) and dia_local(siguiente) == cuando):
            ocurrido = siguiente
        else:
            ocurrido = instante(cuando)
        capturado = max(capturado, ocurrido)
        hechos.append(Asiento(version, hecho, ocurrido, capturado, autor, rol, "HMO"))
    return hechos


def dado(*pasos: Paso) -> Caso:
    """The state that a history folds to."""
    caso: Caso = MEDIACION.plegar(asientos(*pasos))
    return caso


def historia(*pasos: Paso) -> Historia:
    """A history with its entries and its state."""
    return hacer_historia(CASO, asientos(*pasos))


def ctx(
    dia: date | datetime = LUNES,
    hora: time = time(12),
    *,
    ocurrido: date | datetime | None = None,
    autor: str = OFICIAL,
    rol: str = RESPONSABLE,
    sede: str = "HMO",
    versiones: Versiones = BASE,
    pasos: Sequence[Paso] = (),
) -> Contexto:
    """The context of a decision taken on a day at an hour in Sonora; `ocurrido` when it happened earlier."""
    ahora = instante(dia, hora)
    en = ahora if ocurrido is None else instante(ocurrido, hora)
    _, politica = versiones.politica_en(en)
    return Contexto(ahora, en, autor, rol, sede, politica, versiones, lambda: historia(*pasos))


# ------------------------------------------------------------------------------------ ready-made histories


def registrado(via: Via = Via.STJ, primer_contacto: date | None = date(2026, 3, 4)) -> tuple[Paso, ...]:
    """Opened on `LUNES` with one credit of 20,000 pesos, its balance and an aval."""
    abierto = CasoAbierto(
        origen=OrigenCaso.CARTERA, via=via, persona_id=ACREDITADO, responsable=OFICIAL, sede="HMO",
        primer_contacto=primer_contacto,
    )  # fmt: skip
    saldo = SaldoRecibido(
        credito=CREDITO, corte=LUNES, capital=Decimal(14000), ordinario=Decimal(2000),
        moratorio=Decimal(4000), gastos=Decimal(0),
    )  # fmt: skip
    return (
        (abierto, LUNES),
        CreditoVinculado(credito=CREDITO, fecha_contrato=date(2015, 8, 10)),
        saldo,
        PersonaVinculada(persona_id=AVAL, rol=RolParte.AVAL),
    )


def agendado(dia: date = DIA_DE_SESION, hora: time = time(10)) -> tuple[Paso, ...]:
    """And with a session of one hour on `dia` at `hora`, scheduled the day after the opening."""
    sesion = SesionAgendada(sesion=1, inicio=a_las(dia, hora), duracion_min=60, folio="CEJA-1/2026", sala="2")
    return *registrado(), (sesion, LUNES + timedelta(days=1))


def mediado(resultado: ResultadoSesion = ResultadoSesion.ACUERDO) -> tuple[Paso, ...]:
    """And that session held on its day, the debtor and the aval present."""
    celebrada = SesionCelebrada(
        sesion=1,
        presentes=(RolParte.ACREDITADO, RolParte.AVAL),
        resultado=resultado,
        apoderado="Lic. Apoderada",
    )
    return *agendado(), (celebrada, a_las(DIA_DE_SESION, time(11)))
