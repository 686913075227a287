"""Visits of the three kinds (received, at home, to an institution): planned, made or called off."""

from datetime import date

from casos.decision import Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, escrito, privado
from casos.mediacion.escaneos import Escaneo, con_escaneo
from casos.mediacion.estado import Caso, Visita
from casos.mediacion.guardas import exigir_abierto, sin_suspension, todas
from casos.mediacion.hechos.contacto import VisitaCancelada, VisitaProgramada, VisitaRealizada
from casos.mediacion.vocabulario import ResultadoVisita, TipoDocumento, TipoVisita
from casos.tiempo import dia_local

_para_visitar = todas(exigir_abierto, sin_suspension("programar visitas"))

EN_DOMICILIO = frozenset({ResultadoVisita.NO_LOCALIZADO, ResultadoVisita.DOMICILIO_NO_EXISTE})
"""Results that only a visit at home can have."""


def pendiente(visita: Visita) -> bool:
    """Planned, and neither made nor called off."""
    return not visita.hecha.version and not visita.cancelada


class NuevaVisita(Datos):
    """A visit to plan; `oficio` is the written order of a visit outside the office."""

    tipo: TipoVisita
    dia: date
    oficio: Texto | None = None


@decision(quien=OFICINA, titulo="Programar visita", si=_para_visitar)
def programar_visita(caso: Caso, nueva: NuevaVisita, ctx: Contexto) -> list[Hecho]:
    """Plan a visit; one of that kind already planned for that day yields []."""
    planeadas = [v for v in caso.contacto.visitas.values() if pendiente(v)]
    if any((v.tipo, v.dia) == (nueva.tipo, nueva.dia) for v in planeadas):
        return []
    exigir(_para_visitar(caso, ctx))
    if nueva.dia < dia_local(ctx.ocurrido_en):
        raise Rechazo("Ese día ya pasó; si la visita ya se hizo, regístrela con su resultado.")
    return [VisitaProgramada(visita=_siguiente(caso), tipo=nueva.tipo, dia=nueva.dia, oficio=nueva.oficio)]


class VisitaHecha(Datos):
    """A visit made: the number of the planned one, or None; `evidencia` is a photograph or scan of it."""

    visita: int | None = None
    tipo: TipoVisita
    resultado: ResultadoVisita
    evidencia: Escaneo | None = None
    nota: str | None = None


@decision(quien=OFICINA, titulo="Registrar visita", si=exigir_abierto)
def registrar_visita(caso: Caso, hecha: VisitaHecha, ctx: Contexto) -> list[Hecho]:
    """A visit took place, planned or not; the same result of a planned one again yields []."""
    planeada = caso.contacto.visitas.get(hecha.visita or 0)
    if planeada and planeada.hecha.version and planeada.resultado is hecha.resultado:
        return []
    exigir(exigir_abierto(caso, ctx))
    if hecha.visita is not None:
        planeada = _por_hacer(caso, hecha.visita)
        if planeada.tipo is not hecha.tipo:
            raise Rechazo("La visita programada era de otro tipo; cancélela o corrija el tipo.")
    if hecha.resultado in EN_DOMICILIO and hecha.tipo is TipoVisita.RECIBIDA:
        raise Rechazo("Ese resultado es de una visita fuera de la oficina; revise el tipo de visita.")
    realizada = VisitaRealizada(
        visita=hecha.visita or _siguiente(caso), tipo=hecha.tipo, resultado=hecha.resultado,
        evidencia=hecha.evidencia.huella if hecha.evidencia else None, nota=privado(hecha.nota),
    )  # fmt: skip
    return con_escaneo(caso, hecha.evidencia, TipoDocumento.EVIDENCIA_VISITA, realizada)


class Cancelacion(Datos):
    """Which planned visit will not be made, and why."""

    visita: int
    motivo: str


@decision(quien=OFICINA, titulo="Cancelar visita", si=exigir_abierto)
def cancelar_visita(caso: Caso, cancelada: Cancelacion, ctx: Contexto) -> list[Hecho]:
    """Call off a planned visit; called off already, []."""
    visita = caso.contacto.visitas.get(cancelada.visita)
    if visita and visita.cancelada:
        return []
    exigir(exigir_abierto(caso, ctx))
    _por_hacer(caso, cancelada.visita)
    motivo = escrito(cancelada.motivo, "Escriba por qué no se hará la visita.")
    return [VisitaCancelada(visita=cancelada.visita, motivo=motivo)]


def _por_hacer(caso: Caso, numero: int) -> Visita:
    visita = caso.contacto.visitas.get(numero)
    if visita is None:
        raise Rechazo(f"El caso no tiene una visita {numero}; elíjala de la lista.")
    if not pendiente(visita):
        raise Rechazo("Esa visita ya se hizo o se canceló; si fue un error, corrija ese registro.")
    return visita


def _siguiente(caso: Caso) -> int:
    return 1 + max(caso.contacto.visitas, default=0)
