"""Why a row is in somebody's inbox: the facts, the rule with its source, the arithmetic, what removes it."""

from datetime import date, timedelta
from typing import NamedTuple

from casos.asiento import Asiento, Historia
from casos.calendario.explicacion import en_palabras
from casos.calendario.modelo import DE_QUIEN
from casos.mediacion.hechos.apertura import PendientePospuesto
from casos.politica.reglas import Regla
from casos.tipo import tipo_de
from casos.versiones import Versiones
from flujos.pendiente import Pendiente


class PorQue(NamedTuple):
    """Everything that explains a row.

    `hechos` are the entries that caused it; `regla` is the rule of the policy stamped on them, None when no
    rule but an agreement fixed the day; `aritmetica` how the date was counted, in words; `escala` whether it
    is a second row for the coordinator; `pospuesto` the entry that made it rest, if it did.
    """

    hechos: tuple[Asiento, ...]
    regla: Regla | None
    aritmetica: str
    que_lo_quita: str
    escala: bool = False
    pospuesto: Asiento | None = None


def por_que(p: Pendiente, historia: Historia, versiones: Versiones) -> PorQue:
    """The explanation of one of the rows that `pendientes` gives for this history."""
    causas = set(p.causa)
    hechos = tuple(a for a in historia.vigentes if a.version in causas)
    regla = _regla(p, hechos, versiones)
    sede = tipo_de(historia.asientos).sede(historia.caso)
    return PorQue(
        hechos, regla, _aritmetica(p, regla, sede, versiones), p.quita, p.escala, _pospuesto(p, historia)
    )


def _regla(p: Pendiente, hechos: tuple[Asiento, ...], v: Versiones) -> Regla | None:
    """The rule as the newest cause is stamped with it; of several, the one that gave these days."""
    halladas = [
        regla
        for asiento in reversed(hechos)
        if (regla := v.politica(asiento.politica).reglas.get(p.regla)) is not None
    ]
    return next((regla for regla in halladas if regla.valor == abs(p.dias)), next(iter(halladas), None))


def _aritmetica(p: Pendiente, regla: Regla | None, sede: str, v: Versiones) -> str:
    if p.calendario:
        return _en_dias_habiles(p, sede, v)
    if p.dias:
        return _en_dias_naturales(p)
    if regla and regla.unidad == "horas" and p.hora:
        return f"{en_palabras(p.vence)} a las {p.hora:%H:%M}: {regla.en_palabras} después de que termina"
    return f"el mismo día, {en_palabras(p.vence)}"


def _en_dias_habiles(p: Pendiente, sede: str, v: Versiones) -> str:
    vencimiento = v.vencimiento(p.desde, p.dias, p.calendario, sede)
    texto = f"{vencimiento.explicacion}, con el calendario {DE_QUIEN[p.calendario]}"
    if p.dias < 0 and vencimiento.fecha < p.vence:
        return f"{texto}; ese día ya había pasado cuando se supo, así que vence el {en_palabras(p.vence)}"
    return texto


def _en_dias_naturales(p: Pendiente) -> str:
    dias = "1 día natural" if abs(p.dias) == 1 else f"{abs(p.dias)} días naturales"
    resultado: date = p.desde + timedelta(days=p.dias)
    sentido = "desde el" if p.dias > 0 else "antes del"
    texto = f"{dias} {sentido} {en_palabras(p.desde)} = {en_palabras(resultado)}"
    return texto if resultado == p.vence else f"{texto}; vence el {en_palabras(p.vence)}"


def _pospuesto(p: Pendiente, historia: Historia) -> Asiento | None:
    """The entry that makes the row rest, unless something newer brought it back."""
    for asiento in reversed(historia.vigentes):
        hecho = asiento.hecho
        if isinstance(hecho, PendientePospuesto) and (hecho.tipo, hecho.clave) == (p.tipo, p.clave):
            return asiento if asiento.version >= max(p.causa) else None
    return None
