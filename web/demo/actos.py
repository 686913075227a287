"""Doing what was foreseen: through the same door as everyone, in blocks, and letting the world answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from casos.actividad import terminar_actividad
from casos.asiento import Acto
from casos.ausencia import cancelar_ausencia, declarar_ausencia
from casos.casos import Peticion
from casos.cobertura import fuera_en, suplente
from casos.comision import informar_comision, ordenar_comision
from casos.decision import COORDINADOR, RELOJ, RESPONSABLE, declarada
from casos.recado import entender_recado
from web.demo.expediente import Expediente, Ligero
from web.demo.hace import Hace, Previsto
from web.demo.mundo import Mundo
from web.demo.personal import POR_USUARIO, de_rol
from web.demo.reacciones import reaccionar
from web.despertador import acto_de

PROPIAS = (declarar_ausencia, cancelar_ausencia, ordenar_comision)
LE_ESPERAN = (entender_recado, terminar_actividad, informar_comision)
VUELTAS = 50
"""How often the clock looks again in a row: each time it takes the next thing of every case."""


def ejecutar(mundo: Mundo, previstos: Iterable[Previsto]) -> int:
    """Take them in the order of their instants; how many changed something. What is refused is counted."""
    orden = sorted(previstos, key=lambda p: p.momento)
    if not orden:
        return 0
    mundo.vaciar(orden[0].momento)
    mundo.reloj.prever(p.momento for p in orden)
    hechos = 0
    respuestas = mundo.instancia.casos.decidir_lote([_peticion(mundo, p) for p in orden])
    for previsto, respuesta in zip(orden, respuestas, strict=True):
        nombre = previsto.hace.decision.__name__
        if respuesta.resultado is None:
            mundo.rechazos[nombre, str(respuesta.rechazo)] += 1
            continue
        asientos = respuesta.resultado.asientos
        mundo.tomadas[nombre] += 1
        hechos += bool(asientos)
        if isinstance(previsto.exp, Expediente):
            previsto.exp.asentar(asientos, mundo.instancia.casos)
            for asiento in asientos:
                reaccionar(mundo, previsto.exp, asiento)
    return hechos


def _peticion(mundo: Mundo, p: Previsto) -> Peticion:
    if p.acto is not None:
        return Peticion(p.exp.id, p.hace.decision, p.hace.datos, p.acto)
    rol = p.hace.rol or RESPONSABLE
    toca = p.hace.autor or _quien(p.exp, rol)
    autor = _quien_lo_hace(mundo, toca, p)
    acto = Acto(
        autor=autor,
        rol=rol,
        sede=p.exp.sede,
        origen=p.hace.origen,
        pedido=mundo.pedido(),
        ocurrido_en=p.hace.ocurrio,
        en_nombre_de=toca if autor != toca and _sigue_lo_suyo(p) else None,
    )
    return Peticion(p.exp.id, p.hace.decision, p.hace.datos, acto)


def _quien(exp: Expediente | Ligero, rol: str) -> str:
    suyo = exp.caso.apertura.responsable if isinstance(exp, Expediente) else ""
    if rol == RESPONSABLE and suyo in POR_USUARIO:
        return suyo
    return de_rol(COORDINADOR if rol == RESPONSABLE else rol).usuario


def _quien_lo_hace(mundo: Mundo, toca: str, p: Previsto) -> str:
    """Whose turn it is or, when they are away, who covers them; of one's own absence each takes care oneself."""
    if p.hace.decision in PROPIAS:
        return toca
    cubre = suplente(toca, fuera_en(mundo.fuera, p.momento))
    return cubre if cubre and POR_USUARIO[cubre].rol == POR_USUARIO[toca].rol else toca


def _sigue_lo_suyo(p: Previsto) -> bool:
    """Whether it is done in something that is the absent one's: their cases, and what waits for them."""
    return isinstance(p.exp, Expediente) or p.hace.decision in LE_ESPERAN


def despertar(mundo: Mundo, hasta: datetime) -> None:
    """Take what the clock owes until an instant, each within a minute of falling due."""
    hasta = min(hasta, mundo.hasta)
    for _ in range(VUELTAS):
        debidos = [d for exp in mundo.abiertos() if (d := _debido(mundo, exp, hasta)) is not None]
        if not debidos:
            return
        debidos.sort(key=lambda d: (d.momento, d.exp.id))
        ejecutar(mundo, debidos)


def _debido(mundo: Mundo, exp: Expediente, hasta: datetime) -> Previsto | None:
    for d in exp.avisos(mundo.v):
        if d.instante > hasta:
            return None
        clave = (d.decision, d.clave, d.instante)
        if clave not in exp.despertado:
            exp.despertado.add(clave)
            momento = min(d.instante + timedelta(seconds=5 + exp.azar.randrange(50)), hasta)
            hace = Hace(declarada(d.decision).funcion, d.datos, RELOJ)
            return Previsto(exp, hace, momento, acto_de(exp.id, exp.caso, d))
    return None
