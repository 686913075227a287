"""How the world answers what happens: invitations that do not arrive, debtors who pay, keep or break their word."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from casos.asiento import Asiento
from casos.decision import RELOJ
from casos.hecho import Hecho
from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.hechos.apertura import CasoRevisado
from casos.mediacion.hechos.cierre import CasoCerrado, CasoTurnadoAJudicial
from casos.mediacion.hechos.contacto import PromesaDePagoRegistrada
from casos.mediacion.hechos.convenios import ConvenioFirmado, ConvenioModificado, PagoInicialNoRecibido
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    IncumplimientoDeclarado,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
    PagoConfirmado,
    PagoRevertido,
)
from casos.mediacion.hechos.sesiones import SesionAgendada, SesionReagendada
from casos.tiempo import dia_local
from web.demo import banco
from web.demo.expediente import Expediente
from web.demo.mundo import Mundo

Reaccion = Callable[[Mundo, Expediente, Any, date], None]
SIN_ENTREGAR, CUMPLE_PROMESA, SE_REVIERTE, VUELVE_A_PAGAR = 0.15, 0.55, 0.012, 0.6


def reaccionar(mundo: Mundo, exp: Expediente, asiento: Asiento) -> None:
    """Let the world answer one entry of a case."""
    hecho: Hecho = asiento.hecho
    if asiento.rol != RELOJ and type(hecho) is not CasoRevisado:
        exp.por_revisar = True
    reaccion = REACCIONES.get(type(hecho))
    if reaccion is not None:
        reaccion(mundo, exp, hecho, dia_local(asiento.registrado_en))


def _con_fecha(mundo: Mundo, exp: Expediente, h: SesionAgendada | SesionReagendada, hoy: date) -> None:
    exp.pide_sesion = None
    exp.sin_entregar.discard(h.sesion)
    if exp.azar.random() < SIN_ENTREGAR:
        exp.sin_entregar.add(h.sesion)


def _paga(mundo: Mundo, exp: Expediente, h: Hecho, hoy: date) -> None:
    banco.planear(mundo, exp, hoy)


def _deja_de_pagar(mundo: Mundo, exp: Expediente, h: Hecho, hoy: date) -> None:
    banco.curar(mundo, exp, hoy)


def _nada_mas(mundo: Mundo, exp: Expediente, h: Hecho, hoy: date) -> None:
    exp.abonos = []


def _promete(mundo: Mundo, exp: Expediente, h: PromesaDePagoRegistrada, hoy: date) -> None:
    convenio = exp.caso.convenio
    incumplido = convenio is not None and convenio.estado is EstadoConvenio.INCUMPLIDO
    ya_pagara = any(a.dia <= h.fecha for a in exp.abonos)
    if exp.azar.random() < CUMPLE_PROMESA and not ya_pagara and not incumplido:
        exp.abonos.append(banco.abono(mundo, exp, max(hoy, h.fecha - timedelta(days=1)), h.importe))


def _acaso_se_revierte(mundo: Mundo, exp: Expediente, h: PagoConfirmado, hoy: date) -> None:
    if exp.azar.random() < SE_REVIERTE:
        exp.por_revertir.append((mundo.habil(hoy, exp.azar.randrange(2, 6)), h.folio))


def _vuelve_a_pagar(mundo: Mundo, exp: Expediente, h: PagoRevertido, hoy: date) -> None:
    if exp.azar.random() < VUELVE_A_PAGAR:
        importe = exp.caso.pagos[h.folio].importe
        dia = hoy + timedelta(days=exp.azar.randrange(2, 9))
        exp.abonos.append(banco.abono(mundo, exp, dia, importe))


REACCIONES: dict[type[Hecho], Reaccion] = {
    SesionAgendada: _con_fecha,
    SesionReagendada: _con_fecha,
    ConvenioFirmado: _paga,
    ConvenioModificado: _paga,
    IncumplimientoSubsanado: _paga,
    IncumplimientoRevertido: _paga,
    IncumplimientoDeclarado: _deja_de_pagar,
    PagoInicialNoRecibido: _deja_de_pagar,
    PromesaDePagoRegistrada: _promete,
    PagoConfirmado: _acaso_se_revierte,
    PagoRevertido: _vuelve_a_pagar,
    AdeudoLiquidado: _nada_mas,
    CasoTurnadoAJudicial: _nada_mas,
    CasoCerrado: _nada_mas,
}
