"""Next actions about instalments: reminded, verified, and the ladder of those overdue; and their clock.

Of all the instalments only two give rows: the oldest overdue one, and the next to fall due.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from casos.calendario.explicacion import en_palabras
from casos.decision import RESPONSABLE
from casos.dinero.pesos import CERO, en_cifras
from casos.mediacion.estado import Caso, Convenio, Marca
from casos.mediacion.libro import PorCubrir, pagado, por_cubrir
from casos.mediacion.permiso_de_llamar import quien_hablo
from casos.mediacion.vencimientos import Propio, Vencida, inicial_por_omitir, parcialidad_por_vencer
from casos.mediacion.vocabulario import RECORDATORIOS, Envio, Etapa, MotivoLlamada, RolParte
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.convenios import clave
from flujos.mediacion.generadores import NATURALES, despierta, fila, genera
from flujos.mediacion.gestiones import CON_QUIEN_DEBE, contacto, llamadas, por_otro_medio
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar

RECORDATORIO = Envio.RECORDATORIO_PAGO
"""A message that reminds of an instalment; it does as well as a call."""

EL_MISMO_DIA = date.max
"""For `visible`: only from the day on which the row is due."""


def nombre(numero: int) -> str:
    """How an instalment is called in a title."""
    return f"parcialidad {numero}" if numero else "pago inicial"


@genera(Etapa.CONVENIO_FIRMADO)
def pago_inicial(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The initial payment, before and after its due date."""
    suyo = caso.convenio
    if suyo is None or not suyo.requiere_pago_inicial:
        return
    falta = next(por_cubrir(suyo.plan, pagado(caso, suyo)), None)
    if falta is not None and falta.numero == 0:
        yield from _por_vencer(caso, suyo, falta, suyo.firmado, v)


@genera(Etapa.EN_SEGUIMIENTO)
def parcialidades(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The next instalment to fall due, and the rungs of the ladder for those overdue."""
    suyo = caso.convenio
    if suyo is None:
        return
    vencidas: list[PorCubrir] = []
    for falta in por_cubrir(suyo.plan, pagado(caso, suyo)):
        if falta.numero in suyo.vencidas:
            vencidas.append(falta)
            continue
        yield from _por_vencer(caso, suyo, falta, suyo.corre_desde, v)
        break
    if vencidas:
        yield from _escalera(_Atraso(caso, suyo, tuple(vencidas), v))


def _por_vencer(
    caso: Caso, suyo: Convenio, falta: PorCubrir, marca: Marca, v: Versiones
) -> Iterator[Pendiente]:
    detalle = f"Vence el {en_palabras(falta.vence)}: {en_cifras(falta.falta)}."
    recordar = fila(
        caso, v, marca, "seguimiento.recordatorio_antes_dias_habiles", tipo="recordar_pago",
        clave=f"{clave(suyo)}/{falta.numero}", titulo=f"Recordar: {nombre(falta.numero)}",
        desde=falta.vence, antes=True, visible=EL_MISMO_DIA,
        acciones=("registrar_llamada", "enviar_carta"), detalle=detalle,
        quita="Se quita cuando se recuerda el pago por llamada o mensaje, o cuando se cubre.",
    )  # fmt: skip
    if not _recordado(caso, marca, falta, recordar.vence):
        yield recordar
    if not _verificado(caso, falta):
        yield fila(
            caso, v, marca, "seguimiento.verificar_dias_habiles", tipo="verificar_pago",
            clave=f"{clave(suyo)}/{falta.numero}", titulo=f"Verificar el pago: {nombre(falta.numero)}",
            desde=falta.vence, visible=EL_MISMO_DIA,
            acciones=("reportar_pago", "registrar_llamada", "enviar_carta"), detalle=detalle,
            quita="Se quita cuando el pago se confirma o se reporta, o cuando se pregunta por él por llamada o por "
            "escrito.",
        )  # fmt: skip


def _recordado(caso: Caso, marca: Marca, falta: PorCubrir, dia: date) -> bool:
    """Reminded by a message or a call of that instalment, or spoken to from the day of the reminder on."""
    for llamada in llamadas(caso, marca):
        suya = llamada.motivo is MotivoLlamada.RECORDAR_PAGO and llamada.parcialidad == falta.numero
        hablado = llamada.contesto in CON_QUIEN_DEBE and dia_local(llamada.marca.en) >= dia
        if suya or hablado:
            return True
    return any(c.plantilla == RECORDATORIO and dia_local(c.marca.en) >= dia for c in caso.contacto.cartas)


def _verificado(caso: Caso, falta: PorCubrir) -> bool:
    """Somebody asked about it once it was due, or a payment was reported that accounting has not answered."""
    if any(r.estado == "pendiente" for r in caso.reportes.values()):
        return True
    marcas = [*(ll.marca for ll in caso.contacto.llamadas), *(c.marca for c in caso.contacto.cartas)]
    return any(dia_local(marca.en) > falta.vence for marca in marcas)


class _Atraso(NamedTuple):
    """What is overdue, oldest first, each with the entry that found it so."""

    caso: Caso
    convenio: Convenio
    vencidas: tuple[PorCubrir, ...]
    v: Versiones

    def marca(self, falta: PorCubrir) -> Marca:
        """The entry of the clock for an instalment."""
        return self.convenio.vencidas[falta.numero]

    @property
    def debe(self) -> str:
        """«Debe $3,200.00 de 2 pagos vencidos.»"""
        total = en_cifras(sum((f.falta for f in self.vencidas), CERO))
        cuantos = len(self.vencidas)
        return f"Debe {total}." if cuantos == 1 else f"Debe {total} de {cuantos} pagos vencidos."


def _escalera(atraso: _Atraso) -> Iterator[Pendiente]:
    """One row per rung, for the oldest overdue instalment on which it has not been done.

    Call the debtor, then the aval, then write or visit; what is done serves for all that was overdue by then.
    """
    caso = atraso.caso
    sin_llamar = (f for f in atraso.vencidas if not _llamado(caso, atraso.marca(f)))
    yield from (_llamar(atraso, f) for f in islice(sin_llamar, 1))
    if caso.tiene_aval:
        sin_aval = (f for f in atraso.vencidas if not _al_aval(caso, atraso.marca(f)))
        yield from (_al_dia(atraso, f, "seguimiento.aval_dias") for f in islice(sin_aval, 1))
    sin_visita = (f for f in atraso.vencidas if not _escrito_o_visitado(caso, atraso.marca(f)))
    yield from (_al_dia(atraso, f, "seguimiento.visita_dias") for f in islice(sin_visita, 1))


def _llamar(atraso: _Atraso, falta: PorCubrir) -> Pendiente:
    return fila(
        atraso.caso, atraso.v, atraso.marca(falta), "seguimiento.llamar_vencida_dias_habiles",
        tipo="llamar_vencida", clave=f"{clave(atraso.convenio)}/{falta.numero}",
        titulo=f"Llamar: {_vencido(falta)}", acciones=("registrar_llamada", "enviar_carta", "reportar_pago"),
        detalle=atraso.debe, prioridad=40,
        quita="Se quita cuando se cubre o con la llamada (si nadie contesta, sigue otra); si no se le puede llamar, "
        "cuando se le escribe o se le visita.",
    )  # fmt: skip


def _llamado(caso: Caso, desde: Marca) -> bool:
    return bool(llamadas(caso, desde)) or contacto(caso, desde) is not None or por_otro_medio(caso, desde)


def _vencido(falta: PorCubrir) -> str:
    return f"parcialidad {falta.numero} vencida" if falta.numero else "pago inicial vencido"


_PELDANOS = {
    "seguimiento.aval_dias": (
        "contactar_aval",
        "Contactar al aval",
        ("registrar_llamada", "enviar_carta", "registrar_visita"),
        "Se quita cuando se cubre o cuando se llama, se escribe o se visita al aval.",
    ),
    "seguimiento.visita_dias": (
        "carta_por_atraso",
        "Enviar carta o visitar",
        ("enviar_carta", "programar_visita"),
        "Se quita cuando se cubre, se envía la carta o se hace o programa la visita.",
    ),
}


def _al_dia(atraso: _Atraso, falta: PorCubrir, regla: str) -> Pendiente:
    """A rung that is reached so many calendar days after the due date; done on a day for collection calls."""
    tipo, titulo, acciones, quita = _PELDANOS[regla]
    marca = atraso.marca(falta)
    dias: int = atraso.v.politica(marca.politica).regla(regla).valor
    llega = max(falta.vence + timedelta(days=dias), dia_local(marca.en))
    sede = atraso.caso.apertura.sede
    dia = atraso.v.vencimiento(llega, 0, "GESTION_COBRANZA", sede).fecha
    return Pendiente(
        tipo=tipo, clave=f"{clave(atraso.convenio)}/{falta.numero}", titulo=f"{titulo}: {_vencido(falta)}",
        rol=RESPONSABLE, usuario=None, visible=dia, vence=dia, causa=(marca.version,), regla=regla,
        desde=falta.vence, dias=dias, calendario=NATURALES, acciones=acciones, quita=quita,
        detalle=atraso.debe, prioridad=45,
    )  # fmt: skip


def _al_aval(caso: Caso, desde: Marca) -> bool:
    de_el = (ll for ll in llamadas(caso, desde) if RolParte.AVAL in (ll.a, quien_hablo(ll)))
    return any(de_el) or por_otro_medio(caso, desde, RolParte.AVAL)


def _escrito_o_visitado(caso: Caso, desde: Marca) -> bool:
    marcas = [carta.marca for carta in caso.contacto.cartas if carta.plantilla not in RECORDATORIOS]
    for visita in caso.contacto.visitas.values():
        marcas += [visita.marca, visita.hecha]
    return any(marca.version > desde.version for marca in marcas)


@despierta(Etapa.CONVENIO_FIRMADO)
def sin_pago_inicial(caso: Caso, v: Versiones) -> Iterator[Despertar]:
    """The day after the initial payment's grace."""
    omitido = inicial_por_omitir(caso, v)
    if omitido and caso.convenio:
        suyo, (cuando, _) = caso.convenio, omitido
        marca = f"{clave(suyo)}/inicial/{max(suyo.firmado.version, suyo.corre_desde.version)}"
        yield Despertar(cuando, "omitir_pago_inicial", Propio(convenio=suyo.numero), marca)


@despierta(Etapa.EN_SEGUIMIENTO)
def parcialidad_vencida(caso: Caso, v: Versiones) -> Iterator[Despertar]:
    """The day after the grace of the next instalment that is not covered."""
    por_vencer = parcialidad_por_vencer(caso, v)
    if por_vencer and caso.convenio:
        suyo, (cuando, falta) = caso.convenio, por_vencer
        vencida = Vencida(convenio=suyo.numero, parcialidad=falta.numero)
        marca = f"{clave(suyo)}/{falta.numero}/{suyo.corre_desde.version}"
        yield Despertar(cuando, "vencer_parcialidad", vencida, marca)
