"""Breach: decided by the coordinator, told, cured, or followed by an addendum, a regeneration or the courts."""

from collections.abc import Iterator
from datetime import timedelta

from casos.decision import COORDINADOR, RESPONSABLE
from casos.mediacion.adenda import Adenda, modificar_convenio
from casos.mediacion.expediente import Posposicion, posponer_pendiente
from casos.mediacion.incumplimiento import (
    Desestimacion,
    Notificacion,
    avisar_condonacion_revocada,
    declarar_incumplimiento,
    desestimar_incumplimiento,
    notificar_incumplimiento,
    revocar_condonacion,
    subsanar_incumplimiento,
)
from casos.mediacion.judicial import ConMotivo, solicitar_turno
from casos.mediacion.libro import siguiente_parcialidad, veredicto
from casos.mediacion.vencimientos import Propio, intentos_de_contacto
from casos.mediacion.vocabulario import Medio, Producto, RolParte
from web.demo import saldos
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende

SE_DEJA, REVOCA = 0.2, 0.5
TURNO, REGENERA, ADENDA = 0.25, 0.37, 0.50
"""Up to which luck a breach ends in court, in a regeneration, in an addendum; the rest wait for the debtor."""


@atiende("decidir_incumplimiento", pronto=0.25)
def decidir(e: Encargo) -> Iterator[Hace]:
    """The coordinator declares it once the debtor was looked for, or leaves it for another day."""
    convenio = e.caso.convenio
    falta = siguiente_parcialidad(e.caso, convenio) if convenio else None
    if convenio is None or falta is None:
        return
    minimos = e.v.politica(convenio.firmado.politica).incumplimiento.intentos_minimos
    buscado = len(intentos_de_contacto(e.caso, falta.vence)) >= minimos
    if not buscado or e.azar.random() < SE_DEJA:
        motivo = (
            "La persona se acercó a explicar y pidió unos días."
            if buscado
            else "Faltan intentos de contacto."
        )
        hasta = e.habil(e.azar.randrange(5, 11))
        datos = Desestimacion(convenio=convenio.numero, hasta=hasta, motivo=motivo)
        yield Hace(desestimar_incumplimiento, datos, COORDINADOR)
    else:
        yield Hace(declarar_incumplimiento, Propio(convenio=convenio.numero), COORDINADOR)


@atiende("notificar_incumplimiento")
def notificar(e: Encargo) -> Iterator[Hace]:
    """Debtor and aval are told."""
    medio = Medio.DOMICILIO if e.azar.random() < 0.5 else Medio.CORREO
    yield Hace(
        notificar_incumplimiento,
        Notificacion(convenio=e.numero, rol=RolParte(e.segundo), medio=medio),
        RESPONSABLE,
    )


@atiende("decidir_subsanacion")
def subsanar(e: Encargo) -> Iterator[Hace]:
    """The arrears were paid and nothing else fell due meanwhile: the plan goes on."""
    convenio = e.caso.convenio
    if convenio is None or veredicto(e.caso, convenio, e.dia, e.v).atrasadas:
        return
    yield Hace(subsanar_incumplimiento, Propio(convenio=e.numero), COORDINADOR)


@atiende("decidir_tras_incumplimiento", pronto=0.05)
def tras(e: Encargo) -> Iterator[Hace]:
    """What follows: judicial, a regeneration, an addendum; else one waits for the debtor to come back."""
    convenio = e.caso.convenio
    if convenio is None or e.caso.borrador is not None or e.caso.judicial.estado == "solicitado":
        return
    con_quita = convenio.elaborado.condonado.total > 0
    if con_quita and convenio.revocado is None and e.suerte(f"quita-{convenio.incumplido.version}") < REVOCA:
        yield Hace(revocar_condonacion, Propio(convenio=convenio.numero), COORDINADOR)
        return
    apartado = e.caso.apartados.get((e.p.tipo, e.p.clave))
    suerte = e.suerte(apartado.marca.version if apartado else convenio.incumplido.version)
    if suerte < TURNO:
        motivo = "Convenio incumplido; se agotaron las gestiones de cobro."
        yield Hace(solicitar_turno, ConMotivo(motivo=motivo), RESPONSABLE)
    elif suerte < REGENERA and e.caso.tiene_aval:
        yield from (h._replace(rol=h.rol or RESPONSABLE) for h in saldos.elaborar(e, Producto.REGENERACION))
    elif suerte < ADENDA and not convenio.revocado:
        yield Hace(modificar_convenio, _adenda(e, convenio.numero), COORDINADOR)
    else:
        hasta, motivo = e.habil(e.azar.randrange(10, 25)), "Ofreció ponerse al corriente; se le espera."
        datos = Posposicion(tipo=e.p.tipo, clave=e.p.clave, causa=max(e.p.causa), hasta=hasta, motivo=motivo)
        yield Hace(posponer_pendiente, datos, COORDINADOR)


def _adenda(e: Encargo, convenio: int) -> Adenda:
    vigente = e.caso.convenios[convenio]
    return Adenda(
        convenio=convenio,
        fecha=e.dia,
        primera=e.dia + timedelta(days=e.azar.randrange(20, 36)),
        parcialidades=max(3, len(vigente.plan.parcialidades)),
        firmas=vigente.firmas,
        motivo="Perdió el empleo y presenta contrato nuevo; se le da una espera por escrito.",
    )


@atiende("avisar_condonacion_revocada")
def avisar(e: Encargo) -> Iterator[Hace]:
    """Contabilidad and Sistemas learn of the amounts that came back."""
    yield Hace(avisar_condonacion_revocada, Propio(convenio=e.numero))
