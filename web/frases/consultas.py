"""Sentences of reserved files and of reviews of who looked."""

from casos.consultas import (
    Conclusion,
    ConsultasRevisadas,
    ExpedienteReservado,
    MotivoDeReserva,
    ReservaLevantada,
    Senal,
)
from web.formato import fecha
from web.frases import Lector, frase

MOTIVOS = {
    MotivoDeReserva.FAMILIAR: "Es familiar o conocido de alguien del Instituto",
    MotivoDeReserva.SERVIDOR_PUBLICO: "Es una persona de interés público",
    MotivoDeReserva.SALUD: "Contiene datos de salud",
    MotivoDeReserva.RIESGO: "La persona corre algún riesgo",
    MotivoDeReserva.OTRO: "Otro motivo",
}
SENALES = {
    Senal.MUCHOS: "Consultó muchos expedientes en un día",
    Senal.AJENOS: "Consultó muchos expedientes de otros responsables",
    Senal.APELLIDO: "Consultó a alguien con su mismo apellido",
    Senal.FUERA_DE_HORARIO: "Consultó fuera de horario",
    Senal.EXPORTES: "Sacó muchos archivos con datos",
    Senal.SIN_ACTUAR: "Consultó muchos expedientes sin hacer nada en ellos",
}
CONCLUSIONES = {
    Conclusion.JUSTIFICADA: "Tiene explicación",
    Conclusion.SE_PIDIO_EXPLICACION: "Se pidió explicación por escrito",
    Conclusion.SE_DIO_VISTA: "Se dio vista al órgano interno de control",
}


@frase(ExpedienteReservado, relevante=True)
def _reservado(h: ExpedienteReservado, lector: Lector) -> str:
    return f"reservó el expediente: {MOTIVOS[h.motivo].lower()}"


@frase(ReservaLevantada, relevante=True)
def _levantada(h: ReservaLevantada, lector: Lector) -> str:
    return "levantó la reserva del expediente"


@frase(ConsultasRevisadas)
def _revisadas(h: ConsultasRevisadas, lector: Lector) -> str:
    quien = f"las consultas de {lector.cuenta(h.usuario)} del {fecha(h.dia)}"
    return f"revisó {quien} ({SENALES[h.senal].lower()}): {CONCLUSIONES[h.conclusion].lower()}"
