"""Ready-made histories of contact, papers, judicial and closing, taken by the decisions themselves."""

from datetime import date, datetime, time
from typing import Any

from casos.mediacion.cierre import (
    CartaEntregada,
    DevolucionDePagare,
    devolver_pagare,
    entregar_carta_de_no_adeudo,
)
from casos.mediacion.contacto import LlamadaHecha, registrar_llamada
from casos.mediacion.documentos import Original
from casos.mediacion.escaneos import Escaneo
from casos.mediacion.hechos.cierre import BuroActualizado
from casos.mediacion.hechos.documentos import ConvenioRegistrado, CopiaEntregada, DocumentoArchivado
from casos.mediacion.hechos.pagos import ReciboEmitido
from casos.mediacion.hechos.sesiones import InasistenciaRegistrada
from casos.mediacion.judicial import ConMotivo, solicitar_turno, turnar_a_judicial
from casos.mediacion.vocabulario import Contesto, MotivoLlamada, ResultadoLlamada, RolParte
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.pendiente import Pendiente
from tests.casos.mediacion.fabrica import CREDITO, DIA_DE_SESION, Paso, agendado, dado, instante
from tests.casos.mediacion.fabrica_convenios import en_seguimiento, pagado, tras

MARTES = date(2026, 3, 3)
"""The working day after the opening."""
DIA_LIQUIDADO = date(2026, 4, 8)
TURNO = date(2026, 3, 27)

R = ResultadoLlamada
QUIEN_CONTESTA = {
    R.NO_CONTESTA: Contesto.NADIE,
    R.OCUPADO: Contesto.NADIE,
    R.BUZON: Contesto.NADIE,
    R.NUMERO_INEXISTENTE: Contesto.NADIE,
    R.CONTACTO_TERCERO: Contesto.TERCERO,
    R.NUMERO_EQUIVOCADO: Contesto.TERCERO,
    R.COLGO: Contesto.TERCERO,
    R.FALLECIDO: Contesto.TERCERO,
    R.CONTACTO_AVAL: Contesto.AVAL,
}


def hecha(resultado: ResultadoLlamada = R.CONTACTO_TITULAR, **cambios: Any) -> LlamadaHecha:
    """A follow-up call to the debtor, answered by whom the result implies."""
    datos: dict[str, Any] = {
        "motivo": MotivoLlamada.SEGUIMIENTO,
        "contesto": QUIEN_CONTESTA.get(resultado, Contesto.TITULAR),
        "resultado": resultado,
    }
    return LlamadaHecha.model_validate(datos | cambios)


def a_las_(dia: date, hora: int, minuto: int = 0) -> datetime:
    """A day at an hour in Sonora."""
    return instante(dia, time(hora, minuto))


def llamando(
    pasos: tuple[Paso, ...], cuando: date | datetime, resultado: ResultadoLlamada, **cambios: Any
) -> tuple[Paso, ...]:
    """And with a call; on a bare day it is made at 9:00."""
    return tras(pasos, instante(cuando), registrar_llamada, hecha(resultado, **cambios))


def bandeja(*pasos: Paso) -> dict[str, Pendiente]:
    """The rows by kind; those of the coordinator's escalations as `kind/escala`."""
    filas = pendientes(dado(*pasos), BASE)
    return {f"{p.tipo}/escala" if p.escala else p.tipo: p for p in filas}


def no_comparecio(ausente: RolParte = RolParte.ACREDITADO) -> tuple[Paso, ...]:
    """Nobody came to the session."""
    falta = InasistenciaRegistrada(sesion=1, ausentes=(ausente,))
    return *agendado(), (falta, instante(DIA_DE_SESION, time(11)))


def solicitado() -> tuple[Paso, ...]:
    """And the officer asked that judicial take the case."""
    peticion = ConMotivo(motivo="No contesta ni acude.")
    return tras(no_comparecio(), date(2026, 3, 25), solicitar_turno, peticion)


def turnado() -> tuple[Paso, ...]:
    """And the coordinator handed it over."""
    return tras(solicitado(), TURNO, turnar_a_judicial, None)


def liquidado() -> tuple[Paso, ...]:
    """An agreement whose balance was paid in one go."""
    return pagado(en_seguimiento(), "resto", 16000, DIA_LIQUIDADO)


def listo_para_cerrar() -> tuple[Paso, ...]:
    """And with letter, bureau, pagaré, archive, receipts, copy and registry done."""
    dia = date(2026, 4, 10)
    pasos = tras(liquidado(), dia, entregar_carta_de_no_adeudo, CartaEntregada())
    pasos = (*pasos, (BuroActualizado(), dia))
    pasos = tras(pasos, dia, devolver_pagare, DevolucionDePagare(credito=CREDITO))
    recibos = [ReciboEmitido(folio=folio) for folio in dado(*pasos).pagos]
    copia = CopiaEntregada(convenio=1, a=RolParte.ACREDITADO)
    inscrito = ConvenioRegistrado(convenio=1, fecha=dia, numero="SC-1")
    archivado = DocumentoArchivado(documento=1, ubicacion="Caja 7")
    return *pasos, *((hecho, dia) for hecho in (*recibos, copia, inscrito, archivado))


def escaneo(letra: str = "a") -> Escaneo:
    """A scan with a hash of one letter."""
    return Escaneo(huella=letra * 64, formato="pdf", paginas=6)


def original(tipo: Any, **cambios: Any) -> Original:
    """An original of six pages."""
    return Original.model_validate({"tipo": tipo, "paginas": 6} | cambios)
