"""Handing over to judicial, and what is known of the case there."""

from collections.abc import Iterator

from casos.decision import COORDINADOR, JUDICIAL, RESPONSABLE
from casos.mediacion.judicial import (
    ConMotivo,
    ConvenioJudicial,
    Recepcion,
    Seguimiento,
    devolver_de_judicial,
    rechazar_turno,
    recibir_expediente,
    registrar_convenio_en_juicio,
    registrar_seguimiento_judicial,
    solicitar_turno,
    turnar_a_judicial,
)
from web.demo.destino import pesado
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende

ESTADOS = ("Demanda en elaboración", "Demanda presentada", "En emplazamiento", "En audiencia de cumplimiento")


@atiende("decidir_turno")
def decidir(e: Encargo) -> Iterator[Hace]:
    """The coordinator hands the case over, or not yet."""
    if e.azar.random() < 0.85:
        yield Hace(turnar_a_judicial, None, COORDINADOR)
    else:
        motivo = "Falta intentar una visita; vuelva a pedirlo después."
        yield Hace(rechazar_turno, ConMotivo(motivo=motivo), COORDINADOR)


@atiende("recibir_expediente")
def recibir(e: Encargo) -> Iterator[Hace]:
    """Judicial has the packet."""
    yield Hace(recibir_expediente, Recepcion(numero=f"JUD-{e.mundo.folio('judicial'):04d}"), JUDICIAL)


@atiende("seguimiento_judicial", pronto=0.3)
def seguir(e: Encargo) -> Iterator[Hace]:
    """Once a quarter: how it goes, an agreement before the judge, or the case comes back."""
    que = pesado(e.azar, (("sigue", 70), ("convenio", 18), ("vuelve", 12)))
    if que == "convenio":
        datos = ConvenioJudicial(
            juzgado="Juzgado Primero Mercantil de Hermosillo",
            expediente=f"{e.mundo.folio('expediente') + 400}/{e.dia.year}",
        )
        yield Hace(registrar_convenio_en_juicio, datos, JUDICIAL)
    elif que == "vuelve":
        motivo = "No se localizaron bienes; se intenta de nuevo por convenio."
        yield Hace(devolver_de_judicial, ConMotivo(motivo=motivo), JUDICIAL)
    else:
        yield Hace(registrar_seguimiento_judicial, Seguimiento(estado=e.azar.choice(ESTADOS)), RESPONSABLE)


@atiende("limite_ejecucion")
def ejecutar(e: Encargo) -> Iterator[Hace]:
    """The time to enforce runs out: judicial is asked to take the case."""
    motivo = "Se acerca el límite para pedir la ejecución."
    yield Hace(solicitar_turno, ConMotivo(motivo=motivo), RESPONSABLE)
