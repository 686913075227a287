"""What the pages of absences and commissions share: who may be chosen, what somebody leaves behind, who sees it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from casos.asiento import Historia
from casos.ausencia import Ausencia, Clase
from casos.cobertura import Fuera, fuera_en, suplente
from casos.comision import Comision
from casos.decision import COORDINADOR
from casos.tiempo import dia_local, inicio_del_dia
from flujos.ausencia import NOMBRES
from proyecciones.consultas import agenda
from proyecciones.consultas import ausencias as consulta
from web import frases
from web.actual import cuenta, instancia
from web.almacen.cuentas import Cuenta
from web.avisos import Aviso
from web.expediente import lector, sujeto
from web.formato import fecha, hora, plural
from web.formularios import Formulario
from web.ligeros import con_nombres, elegida, nombres_de_cuentas, para_elegir, personal

EL_COORDINADOR = "el coordinador"
UN_INSTANTE = timedelta(microseconds=1)


class Suceso(NamedTuple):
    """An entry of a light case as its page tells it."""

    instante: datetime
    texto: str


def sucesos(historia: Historia) -> list[Suceso]:
    """A light case told in sentences, with who did it and in whose name."""
    nombres, lee = nombres_de_cuentas(), lector(historia, historia.asientos)
    return [
        Suceso(a.registrado_en, f"{sujeto(a, nombres)} {frases.contar(a.hecho, lee)}")
        for a in historia.asientos
    ]


def de_quien_es(form: Formulario[Any], falta: str) -> Cuenta:
    """Whose time away a form tells of: for the coordinator the chosen account, for others their own."""
    return elegida(form, "usuario", falta) if cuenta().rol == COORDINADOR else cuenta()


def quien_cubre(form: Formulario[Any]) -> tuple[str | None, str]:
    """The account that covers and its role; nobody chosen means the coordinator."""
    if not form.valor("cubre"):
        return None, ""
    elegido = elegida(form, "cubre", "Elija quién cubre, o nadie.")
    return elegido.usuario, elegido.rol


def para_cubrir(ausente: str = "") -> list[tuple[str, str]]:
    """Who may cover somebody: of the same role, or coordinators. Without knowing whom, everybody."""
    rol = next((c.rol for c in personal() if c.usuario == ausente), "")
    pueden = [c for c in personal() if c.usuario != ausente and (not rol or c.rol in {rol, COORDINADOR})]
    return para_elegir(pueden)


def que_es(fila: Any) -> str:
    """What a row of the view says of an absence to whoever asks: its kind only to those whom it concerns."""
    if fila.caso_tipo == "comision":
        return f"Comisión: {fila.que}"
    if cuenta().rol == COORDINADOR or cuenta().usuario in {fila.usuario, fila.cubre}:
        return NOMBRES[Clase(fila.que)]
    return "Ausente"


def del_al(desde: datetime, hasta: datetime) -> str:
    """«del 1 al 5 de dic.», of whole days that end with the instant before `hasta`."""
    primero, ultimo = dia_local(desde), dia_local(hasta - UN_INSTANTE)
    return fecha(primero) if primero == ultimo else f"del {fecha(primero)} al {fecha(ultimo)}"


def cuando_no_esta(f: Any) -> str:
    """«del 1 al 5 de dic.», or the hours of a commission of one day."""
    primero, ultimo = dia_local(f.desde), dia_local(f.hasta - UN_INSTANTE)
    if f.caso_tipo == "comision" and primero == ultimo:
        return f"{hora(f.desde)} a {hora(f.hasta)}"
    return del_al(f.desde, f.hasta)


def aviso(tiempo: Ausencia | Comision, hecho: str) -> Aviso:
    """What was done with a time away and what to know of it."""
    f = tiempo.fuera
    sigue = avisos(f.usuario, f.desde, f.hasta) if f else ""
    return Aviso(hecho, sigue, tono="cuidado" if sigue else "bien")


def avisos(usuario: str, desde: datetime, hasta: datetime) -> str:
    """What to know of a time away: others that overlap it, and who sees the work when the cover is away too."""
    with instancia().almacen.leer() as conexion:
        filas = consulta.entre(conexion, desde, hasta)
    nombres, partes = nombres_de_cuentas(), []
    suyas = [f for f in filas if f.usuario == usuario]
    if len(suyas) > 1:
        partes.append("Ya tenía otra ausencia esos días: rige la que empezó al último.")
    for dia in _dias(desde, hasta):
        fuera = fuera_en((_fuera(f) for f in filas), dia)
        cubre = fuera[usuario].cubre if usuario in fuera else None
        if cubre and cubre in fuera:
            ve = suplente(usuario, fuera)
            partes.append(
                f"El {fecha(dia_local(dia))} tampoco está {nombres.get(cubre, cubre)}: "
                f"lo ve {nombres.get(ve, ve) if ve else EL_COORDINADOR}."
            )
            break
    return " ".join([*partes, *_sin_coordinador(usuario, filas, _dias(desde, hasta))])


def _sin_coordinador(usuario: str, filas: Sequence[Any], dias: Sequence[datetime]) -> list[str]:
    """That on some day no coordinator is there, of whom everything waits that nobody covers."""
    coordinan = {c.usuario for c in personal() if c.rol == COORDINADOR}
    if usuario not in coordinan:
        return []
    solo = next((d for d in dias if coordinan <= fuera_en((_fuera(f) for f in filas), d).keys()), None)
    if solo is None:
        return []
    aviso = (
        f"El {fecha(dia_local(solo))} no queda nadie en la coordinación y nadie vería lo que espera de ella: pida a "
        "quien administra el sistema que dé ese puesto a otra cuenta esos días."
    )
    return [aviso]


def _fuera(f: Any) -> Fuera:
    return Fuera(f.usuario, f.rol, f.sede, f.desde, f.hasta, f.cubre, f.declarada_en)


def _dias(desde: datetime, hasta: datetime) -> Sequence[datetime]:
    """One instant of each day between two: its first one, or `desde`."""
    n = (dia_local(hasta - UN_INSTANTE) - dia_local(desde)).days
    return [desde, *(inicio_del_dia(dia_local(desde) + timedelta(days=k)) for k in range(1, n + 1))]


class Deja(NamedTuple):
    """What somebody leaves behind while away: sessions, pending actions that fall due by then, and the first ones."""

    sesiones: int
    pendientes: int
    filas: Sequence[tuple[str, date, tuple[str | None, str]]]

    @property
    def en_palabras(self) -> str:
        """«6 sesiones y 42 pendientes»."""
        return f"{plural(self.sesiones, 'sesión', 'sesiones')} y {plural(self.pendientes, 'pendiente', 'pendientes')}"


def lo_que_deja(usuario: str, rol: str, desde: date, hasta: date, limite: int = 8) -> Deja:
    """What the cover will see, worked out before it happens."""
    with instancia().almacen.leer() as conexion:
        citas = agenda.sesiones(conexion, desde, hasta, responsables=[usuario])
        n, filas = consulta.que_vence(conexion, usuario, rol, hasta, limite)
    suyas = [(con_nombres(f.titulo), f.vence, (f.folio, f.detalle)) for f in filas]
    return Deja(sum(s.estado == "programada" for s in citas), n, suyas)
