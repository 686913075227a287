"""Support to scholarships, stipends and credits, in or out of the office: who is sent, where, when, and its report.

While it lasts whoever is sent is away and somebody covers (`casos.cobertura`). What was achieved is private text
under the key of a record that has no name.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.ausencia import MAS_LEJOS
from casos.cobertura import Fuera, exigir_cobertura, suya_o_del_coordinador
from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.expediente import CON_BANDEJA
from casos.tiempo import a_las, dia_local
from casos.tipo import TipoCaso

MAS_PERSONAS, MAS_MINUTOS = 100_000, 60 * 24 * 60


class Programa(StrEnum):
    """Which programme is supported."""

    BECAS = "BECAS"
    ESTIMULOS = "ESTIMULOS"
    CREDITOS = "CREDITOS"
    OTRO = "OTRO"


class ComisionOrdenada(Hecho):
    """An account is sent to an event, each day from `desde` to `hasta` between two hours; `ordena` says who sends it.

    `persona_id` only keeps the key of the report's text.
    """

    usuario: Texto
    rol: Texto
    sede: Texto = ""
    persona_id: UUID
    evento: Texto
    programa: Programa
    lugar: Texto
    en_oficina: bool = False
    desde: date
    hasta: date
    inicio: time
    fin: time
    ordena: Texto
    oficio: Texto | None = None
    cubre: Texto | None = None


class ComisionCambiada(Hecho):
    """It has other days, hours, place, letter or cover; what it says replaces what was said."""

    lugar: Texto
    desde: date
    hasta: date
    inicio: time
    fin: time
    oficio: Texto | None = None
    cubre: Texto | None = None


class ComisionCancelada(Hecho):
    """It does not take place."""


class ComisionConfirmada(Hecho):
    """The coordinator knows of it and agrees with who covers."""


class ComisionInformada(Hecho):
    """Its report: how long it took, how many people were attended, with what result."""

    personas: int
    minutos: int
    resultado: TextoPrivado


class Comision(NamedTuple):
    """The state; of the report only that it was given."""

    usuario: str = ""
    rol: str = ""
    sede: str = ""
    persona_id: UUID | None = None
    evento: str = ""
    programa: Programa = Programa.OTRO
    lugar: str = ""
    en_oficina: bool = False
    desde: date = date.min
    hasta: date = date.min
    inicio: time = time.min
    fin: time = time.min
    ordena: str = ""
    oficio: str | None = None
    cubre: str | None = None
    cancelada: bool = False
    confirmada: bool = False
    informada: bool = False
    ordenada_en: datetime | None = None
    version: int = 0
    politica: int = 1

    @property
    def fuera(self) -> Fuera | None:
        """From when to when they are away, nights between its days included, unless it was cancelled."""
        if self.cancelada or self.ordenada_en is None:
            return None
        return Fuera(
            self.usuario, self.rol, self.sede, a_las(self.desde, self.inicio), a_las(self.hasta, self.fin), self.cubre,
            self.ordenada_en,
        )  # fmt: skip

    @property
    def minutos(self) -> int:
        """What it should take: its hours on each of its days."""
        en_un_dia = (self.fin.hour - self.inicio.hour) * 60 + self.fin.minute - self.inicio.minute
        return en_un_dia * ((self.hasta - self.desde).days + 1)


def evolve(k: Comision, asiento: Asiento) -> Comision:
    """Fold a fact."""
    del_coordinador = asiento.rol == COORDINADOR
    match asiento.hecho:
        case ComisionOrdenada() as h:
            return Comision(
                h.usuario, h.rol, h.sede, h.persona_id, h.evento, h.programa, h.lugar, h.en_oficina, h.desde, h.hasta,
                h.inicio, h.fin, h.ordena, h.oficio, h.cubre, confirmada=del_coordinador,
                ordenada_en=asiento.registrado_en, version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case ComisionCambiada() as h:
            return k._replace(
                lugar=h.lugar, desde=h.desde, hasta=h.hasta, inicio=h.inicio, fin=h.fin, oficio=h.oficio,
                cubre=h.cubre, confirmada=del_coordinador, version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case ComisionCancelada():
            return k._replace(cancelada=True)
        case ComisionConfirmada():
            return k._replace(confirmada=True)
        case ComisionInformada():
            return k._replace(informada=True)
        case _:
            return k


def persona(k: Comision) -> UUID | None:
    """Under whose key the report is."""
    return k.persona_id


def sede(k: Comision) -> str:
    """The office of whoever is sent; the main one for who works for all of them."""
    return k.sede or "HMO"


TIPO = TipoCaso("comision", Comision(), evolve, (ComisionOrdenada,), persona=persona, sede=sede)


def puede_leer(k: Comision, usuario: str, rol: str) -> bool:
    """Who is sent, who covers, and the coordinator."""
    return rol == COORDINADOR or usuario in {k.usuario, k.cubre}


class NuevaComision(Datos):
    """A commission; see `ComisionOrdenada`. `cubre_rol` only to check that whoever covers can."""

    usuario: Texto
    rol: Texto
    sede: Texto = ""
    persona_id: UUID
    evento: Texto
    programa: Programa
    lugar: Texto
    en_oficina: bool = False
    desde: date
    hasta: date
    inicio: time
    fin: time
    ordena: Texto
    oficio: Texto | None = None
    cubre: Texto | None = None
    cubre_rol: Texto = ""


def _exigir_horario(desde: date, hasta: date, inicio: time, fin: time, ctx: Contexto) -> None:
    if hasta < desde:
        raise Rechazo("El último día es anterior al primero; corrija las fechas.")
    if fin <= inicio:
        raise Rechazo("La hora en que termina debe ser posterior a la hora en que empieza.")
    hoy = dia_local(ctx.ahora)
    if abs(desde - hoy) > MAS_LEJOS or hasta - desde > timedelta(days=60):
        raise Rechazo("Las fechas están muy lejos de hoy, o entre ellas hay más de 60 días; revíselas.")


@decision(quien=CON_BANDEJA, titulo="Registrar comisión")
def ordenar_comision(k: Comision, nueva: NuevaComision, ctx: Contexto) -> list[Hecho]:
    """Record one's own commission or, as coordinator, send somebody; the same light case again yields []."""
    if k.usuario:
        return []
    exigir(suya_o_del_coordinador(nueva.usuario, ctx, "La comisión"))
    _exigir_horario(nueva.desde, nueva.hasta, nueva.inicio, nueva.fin, ctx)
    for valor, falta in ((nueva.evento, "qué evento o apoyo es"), (nueva.lugar, "el lugar"),
                         (nueva.ordena, "quién ordena la comisión")):  # fmt: skip
        if not valor.strip():
            raise Rechazo(f"Escriba {falta}.")
    exigir_cobertura(nueva.usuario, nueva.rol, nueva.cubre, nueva.cubre_rol)
    return [ComisionOrdenada(**nueva.model_dump(exclude={"cubre_rol"}))]


def _vigente(k: Comision, ctx: Contexto) -> str | None:
    if not k.usuario:
        return "Esa comisión no existe; revise la dirección de la página."
    if k.cancelada:
        return "Esa comisión se canceló; registre otra."
    return suya_o_del_coordinador(k.usuario, ctx, "La comisión")


def _sin_informe(k: Comision, ctx: Contexto) -> str | None:
    if k.informada and not k.cancelada:
        return "Esa comisión ya tiene su informe."
    return _vigente(k, ctx)


class OtrosDatos(Datos):
    """Days, hours, place, letter and cover as they should be."""

    lugar: Texto
    desde: date
    hasta: date
    inicio: time
    fin: time
    oficio: Texto | None = None
    cubre: Texto | None = None
    cubre_rol: Texto = ""


@decision(quien=CON_BANDEJA, titulo="Cambiar comisión", si=_sin_informe)
def cambiar_comision(k: Comision, otros: OtrosDatos, ctx: Contexto) -> list[Hecho]:
    """Other days, hours, place, letter or cover; as it is already, []."""
    exigir(_sin_informe(k, ctx))
    nuevos = otros.model_dump(exclude={"cubre_rol"})
    if all(getattr(k, campo) == valor for campo, valor in nuevos.items()):
        return []
    if not otros.lugar.strip():
        raise Rechazo("Escriba el lugar.")
    _exigir_horario(otros.desde, otros.hasta, otros.inicio, otros.fin, ctx)
    exigir_cobertura(k.usuario, k.rol, otros.cubre, otros.cubre_rol)
    return [ComisionCambiada(**nuevos)]


@decision(quien=CON_BANDEJA, titulo="Cancelar comisión", si=_sin_informe)
def cancelar_comision(k: Comision, nada: None, ctx: Contexto) -> list[Hecho]:
    """It does not take place; told twice, []."""
    if k.cancelada:
        return []
    exigir(_sin_informe(k, ctx))
    return [ComisionCancelada()]


@decision(quien=COORDINADOR, titulo="Enterado de la comisión", si=_vigente)
def confirmar_comision(k: Comision, nada: None, ctx: Contexto) -> list[Hecho]:
    """The coordinator agrees with the days and the cover; told twice, []."""
    if k.confirmada and not k.cancelada:
        return []
    exigir(_vigente(k, ctx))
    return [ComisionConfirmada()]


class Informe(Datos):
    """The report of a commission."""

    personas: int
    minutos: int
    resultado: str


def _por_informar(k: Comision, ctx: Contexto) -> str | None:
    """Who covers may give the report too, in the name of who was sent."""
    return None if ctx.actua_por(k.usuario) and not (k.cancelada or k.informada) else _sin_informe(k, ctx)


@decision(quien=CON_BANDEJA, titulo="Entregar informe de comisión", si=_por_informar)
def informar_comision(k: Comision, informe: Informe, ctx: Contexto) -> list[Hecho]:
    """Report what was done, once it has begun; that ends it."""
    exigir(_por_informar(k, ctx))
    if ctx.ocurrido_en < a_las(k.desde, k.inicio):
        raise Rechazo("La comisión todavía no empieza; el informe se entrega después.")
    if not 0 <= informe.personas <= MAS_PERSONAS:
        raise Rechazo("Escriba cuántas personas se atendieron, por ejemplo 40; si fue nadie, 0.")
    if not 0 < informe.minutos <= MAS_MINUTOS:
        raise Rechazo("Escriba cuánto tiempo duró la comisión, por ejemplo 6 horas.")
    resultado = escrito(informe.resultado, "Escriba qué se hizo y con qué resultado.")
    return [ComisionInformada(personas=informe.personas, minutos=informe.minutos, resultado=resultado)]
