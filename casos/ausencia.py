"""Somebody will not be there for some days: vacations, leave, illness. A light case that moves nobody's cases.

Who covers sees the work (`casos.cobertura`) while it lasts. No reason is kept: of an illness only that it is one.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from casos.asiento import Asiento
from casos.cobertura import Fuera, exigir_cobertura, suya_o_del_coordinador
from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos
from casos.mediacion.expediente import CON_BANDEJA
from casos.tiempo import dia_local, inicio_del_dia
from casos.tipo import TipoCaso

MAS_LEJOS = timedelta(days=400)
"""Farther away than this a date is a slip."""


class Clase(StrEnum):
    """Why somebody is away."""

    VACACIONES = "VACACIONES"
    PERMISO = "PERMISO"
    INCAPACIDAD = "INCAPACIDAD"
    OTRA = "OTRA"


class AusenciaDeclarada(Hecho):
    """An account is away from `desde` to `hasta`, both included; `cubre` sees its work (None: the coordinator)."""

    usuario: Texto
    rol: Texto
    sede: Texto = ""
    clase: Clase
    desde: date
    hasta: date
    cubre: Texto | None = None


class AusenciaCambiada(Hecho):
    """It has other days or another cover; what it says replaces what was said."""

    desde: date
    hasta: date
    cubre: Texto | None = None


class AusenciaCancelada(Hecho):
    """They will not be away, or never were."""


class AusenciaConfirmada(Hecho):
    """The coordinator knows of it and agrees with who covers."""


class Ausencia(NamedTuple):
    """The state. `confirmada`: the coordinator declared it, changed it, or agreed."""

    usuario: str = ""
    rol: str = ""
    sede: str = ""
    clase: Clase = Clase.OTRA
    desde: date = date.min
    hasta: date = date.min
    cubre: str | None = None
    cancelada: bool = False
    confirmada: bool = False
    declarada_en: datetime | None = None
    version: int = 0
    politica: int = 1

    @property
    def fuera(self) -> Fuera | None:
        """From when to when they are away, unless it was cancelled."""
        if self.cancelada or self.declarada_en is None:
            return None
        return Fuera(
            self.usuario, self.rol, self.sede, inicio_del_dia(self.desde),
            inicio_del_dia(self.hasta + timedelta(days=1)), self.cubre, self.declarada_en,
        )  # fmt: skip


def evolve(a: Ausencia, asiento: Asiento) -> Ausencia:
    """Fold a fact."""
    del_coordinador = asiento.rol == COORDINADOR
    match asiento.hecho:
        case AusenciaDeclarada() as h:
            return Ausencia(
                h.usuario, h.rol, h.sede, h.clase, h.desde, h.hasta, h.cubre, confirmada=del_coordinador,
                declarada_en=asiento.registrado_en, version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case AusenciaCambiada() as h:
            return a._replace(
                desde=h.desde, hasta=h.hasta, cubre=h.cubre, confirmada=del_coordinador, version=asiento.version,
                politica=asiento.politica,
            )  # fmt: skip
        case AusenciaCancelada():
            return a._replace(cancelada=True)
        case AusenciaConfirmada():
            return a._replace(confirmada=True)
        case _:
            return a


def sede(a: Ausencia) -> str:
    """The office of who is away; the main one for who works for all of them."""
    return a.sede or "HMO"


TIPO = TipoCaso("ausencia", Ausencia(), evolve, (AusenciaDeclarada,), sede=sede)


def puede_leer(a: Ausencia, usuario: str, rol: str) -> bool:
    """Who is away, who covers, and the coordinator; the others only learn that somebody is away."""
    return rol == COORDINADOR or usuario in {a.usuario, a.cubre}


class NuevaAusencia(Datos):
    """Who is away, from when to when, who covers; `cubre_rol` only to check that they can."""

    usuario: Texto
    rol: Texto
    sede: Texto = ""
    clase: Clase
    desde: date
    hasta: date
    cubre: Texto | None = None
    cubre_rol: Texto = ""


def _exigir_fechas(desde: date, hasta: date, ctx: Contexto) -> None:
    if hasta < desde:
        raise Rechazo("El último día es anterior al primero; corrija las fechas.")
    hoy = dia_local(ctx.ahora)
    if abs(desde - hoy) > MAS_LEJOS or abs(hasta - hoy) > MAS_LEJOS:
        raise Rechazo("Está a más de un año de hoy; revise el año de las fechas.")


@decision(quien=CON_BANDEJA, titulo="Registrar ausencia")
def declarar_ausencia(a: Ausencia, nueva: NuevaAusencia, ctx: Contexto) -> list[Hecho]:
    """Declare one's own absence or, as coordinator, anybody's, also afterwards; the same light case again yields []."""
    if a.usuario:
        return []
    exigir(suya_o_del_coordinador(nueva.usuario, ctx, "La ausencia"))
    _exigir_fechas(nueva.desde, nueva.hasta, ctx)
    exigir_cobertura(nueva.usuario, nueva.rol, nueva.cubre, nueva.cubre_rol)
    return [AusenciaDeclarada(**nueva.model_dump(exclude={"cubre_rol"}))]


def _vigente(a: Ausencia, ctx: Contexto) -> str | None:
    if not a.usuario:
        return "Esa ausencia no existe; revise la dirección de la página."
    if a.cancelada:
        return "Esa ausencia se canceló; registre otra."
    return suya_o_del_coordinador(a.usuario, ctx, "La ausencia")


class OtrasFechas(Datos):
    """The days and the cover as they should be."""

    desde: date
    hasta: date
    cubre: Texto | None = None
    cubre_rol: Texto = ""


@decision(quien=CON_BANDEJA, titulo="Cambiar ausencia", si=_vigente)
def cambiar_ausencia(a: Ausencia, otras: OtrasFechas, ctx: Contexto) -> list[Hecho]:
    """Other days or another cover; as it is already, []."""
    exigir(_vigente(a, ctx))
    if (otras.desde, otras.hasta, otras.cubre) == (a.desde, a.hasta, a.cubre):
        return []
    _exigir_fechas(otras.desde, otras.hasta, ctx)
    exigir_cobertura(a.usuario, a.rol, otras.cubre, otras.cubre_rol)
    return [AusenciaCambiada(desde=otras.desde, hasta=otras.hasta, cubre=otras.cubre)]


class Regreso(Datos):
    """The first day back at work."""

    dia: date


@decision(quien=CON_BANDEJA, titulo="Ya regresó", si=_vigente)
def regresar(a: Ausencia, regreso: Regreso, ctx: Contexto) -> list[Hecho]:
    """Back earlier: the absence ends the day before, or is cancelled when it had not begun; after its end, []."""
    exigir(_vigente(a, ctx))
    if regreso.dia > a.hasta:
        return []
    if regreso.dia <= a.desde:
        return [AusenciaCancelada()]
    return [AusenciaCambiada(desde=a.desde, hasta=regreso.dia - timedelta(days=1), cubre=a.cubre)]


@decision(quien=CON_BANDEJA, titulo="Cancelar ausencia", si=_vigente)
def cancelar_ausencia(a: Ausencia, nada: None, ctx: Contexto) -> list[Hecho]:
    """It will not be, or never was; told twice, []."""
    if a.cancelada:
        return []
    exigir(_vigente(a, ctx))
    return [AusenciaCancelada()]


@decision(quien=COORDINADOR, titulo="Enterado de la ausencia", si=_vigente)
def confirmar_ausencia(a: Ausencia, nada: None, ctx: Contexto) -> list[Hecho]:
    """The coordinator agrees with the days and the cover; told twice, []."""
    if a.confirmada and not a.cancelada:
        return []
    exigir(_vigente(a, ctx))
    return [AusenciaConfirmada()]
