"""Rules about the office's other duties: complaints, messages, commissions, ARCO requests, goals."""

from datetime import date
from typing import NamedTuple, Self

from pydantic import model_validator

from casos.politica.reglas import (
    Cantidad,
    Dia,
    Dias,
    DiasHabiles,
    Hora,
    Horas,
    Importe,
    Palabras,
    Renglon,
    Seccion,
    Umbral,
    dato,
    plazo,
)

LGPD = "Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados"
MEDIDAS = (
    "política (medidas de seguridad de la ley de datos personales; umbral por confirmar con el Instituto)"
)
LGRA = "Ley General de Responsabilidades Administrativas"
_META = "política (meta por confirmar con el Instituto)"


class Quejas(Seccion):
    """Complaints, suggestions and recognitions; reports of misconduct are only handed over."""

    acuse_dias_habiles: DiasHabiles = plazo(
        "Plazo para acusar recibo de una queja, sugerencia o reconocimiento."
    )
    respuesta_interna_dias_habiles: DiasHabiles = plazo(
        "Plazo interno para tener lista la respuesta a una queja."
    )
    respuesta_dias_habiles: DiasHabiles = plazo(
        "Plazo para responder una queja.", "Estándar de servicio del Gobierno de Sonora"
    )
    turnar_denuncia_dias_habiles: DiasHabiles = plazo(
        "Plazo para turnar una denuncia al órgano interno de control.", f"política ({LGRA}, arts. 91 a 93)"
    )

    @model_validator(mode="after")
    def _interno_antes(self) -> Self:
        if self.respuesta_interna_dias_habiles > self.respuesta_dias_habiles:
            raise ValueError(
                "«respuesta_interna_dias_habiles» no puede ser mayor que «respuesta_dias_habiles»"
            )
        return self


class Recados(Seccion):
    """Messages for an absent colleague."""

    entregar_horas: Horas = dato("Horas en que un recado debe llegar a su destinatario.")
    acuse_dias_habiles: DiasHabiles = plazo(
        "Días en que el destinatario debe darse por enterado; después el recado pasa al coordinador."
    )


class Solicitudes(Seccion):
    """Information asked of Dirección, Sistemas or Contabilidad."""

    respuesta_dias_habiles: DiasHabiles = plazo(
        "Plazo de otra área para responder una solicitud de información."
    )


class Comisiones(Seccion):
    """Support to scholarship and credit programmes outside one's desk."""

    informe_dias_habiles: DiasHabiles = plazo("Plazo para entregar el informe de una comisión.")
    oficio_dias_habiles: DiasHabiles = plazo(
        "Plazo, desde el primer día de una comisión, para tener su oficio."
    )


class Ausencias(Seccion):
    """Vacations, leave and illness of whoever works here."""

    enterarse_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para enterarse de una ausencia o comisión que otra persona registró."
    )


class Actividades(Seccion):
    """What the area asks of its people beside the cases."""

    mostrar_dias_habiles: DiasHabiles = plazo(
        "Días antes de su fecha en que se muestra una actividad que se repite."
    )
    escalar_dias_habiles: DiasHabiles = plazo(
        "Días después de su fecha en que una actividad sin hacer se muestra al coordinador."
    )


class Supervision(Seccion):
    """The coordinator's look at what the team captures."""

    revisar_horas: Horas = dato(
        "Horas en que se revisa lo que el equipo captura; los días inhábiles no cuentan.",
        "política (descripción del puesto: se revisa dentro de la jornada o en intervalos de pocas horas)",
    )


class Consultas(Seccion):
    """Who looks at whose file, and from when on somebody should look at that."""

    dias_a_la_vista: Dias = dato("Días hacia atrás en que se buscan consultas fuera de lo común.", MEDIDAS)
    expedientes_por_dia: Umbral = dato(
        "Expedientes distintos que una persona consulta en un día antes de que se señale.",
        "política (8 a 12 sesiones, 40 a 60 llamadas y 30 a 50 atenciones al día)",
    )
    ajenos_por_dia: Umbral = dato(
        "Expedientes de otros responsables que uno consulta en un día sin hacer nada, antes de que se señale.",
        MEDIDAS,
    )
    sin_actuar: Umbral = dato(
        "Expedientes que una persona consulta en un día sin hacer nada en ellos, antes de que se señale.",
        MEDIDAS,
    )
    exportes_por_dia: Umbral = dato(
        "Archivos con datos personales que una persona saca en un día antes de que se señale.", MEDIDAS
    )
    hora_desde: Hora = dato("Hora antes de la cual una consulta está fuera de horario.", MEDIDAS)
    hora_hasta: Hora = dato("Hora después de la cual una consulta está fuera de horario.", MEDIDAS)


class Visitas(Seccion):
    """Visits received, at home and to institutions."""

    registrar_dias_habiles: DiasHabiles = plazo("Plazo para registrar el resultado de una visita.")


class Arco(Seccion):
    """Requests of access, rectification, cancellation and opposition, for the Unidad de Transparencia."""

    canalizar_dias_habiles: DiasHabiles = plazo(
        "Plazo para canalizar una solicitud ARCO a la Unidad de Transparencia."
    )
    responder_dias_habiles: DiasHabiles = plazo(
        "Plazo para responder una solicitud ARCO.", f"{LGPD}, art. 45"
    )
    ampliacion_dias_habiles: DiasHabiles = plazo(
        "Días que puede ampliarse, una sola vez, el plazo para responder.", f"{LGPD}, art. 45"
    )
    hacer_efectivo_dias_habiles: DiasHabiles = plazo(
        "Plazo para hacer efectivo el derecho desde que se notificó que procede.", f"{LGPD}, art. 45"
    )
    prevenir_dias_habiles: DiasHabiles = plazo(
        "Plazo para prevenir al solicitante si a su solicitud le falta algo.", f"{LGPD}, art. 46"
    )
    subsanar_dias_habiles: DiasHabiles = plazo(
        "Plazo del solicitante para completar su solicitud.", f"{LGPD}, art. 46"
    )


class Meta(NamedTuple):
    """What is expected of an officer in a month."""

    recuperacion: Importe
    gestiones: Cantidad
    convenios: Cantidad


class MetaIndividual(Renglon):
    """The monthly goals of one officer between two dates, both included."""

    responsable: Palabras = dato("Nombre de usuario del responsable.")
    desde: Dia = dato("Primer día en que rige la meta.")
    hasta: Dia = dato("Último día en que rige la meta.")
    recuperacion_mensual: Importe = dato("Recuperación confirmada que se espera del responsable cada mes.")
    gestiones_mensuales: Cantidad = dato("Gestiones que se esperan del responsable cada mes.")
    convenios_mensuales: Cantidad = dato("Convenios que se esperan del responsable cada mes.")

    @model_validator(mode="after")
    def _en_orden(self) -> Self:
        if self.desde > self.hasta:
            raise ValueError("«desde» no puede ser posterior a «hasta»")
        return self


class Metas(Seccion):
    """Monthly goals of each officer, and what counts as an agreement that works."""

    recuperacion_mensual: Importe = dato(
        "Recuperación confirmada que se espera de cada responsable al mes.",
        "política (la meta anual de $108 millones de 2023, entre 12 meses y 10 responsables; por confirmar)",
    )
    gestiones_mensuales: Cantidad = dato("Gestiones que se esperan de cada responsable al mes.", _META)
    convenios_mensuales: Cantidad = dato("Convenios que se esperan de cada responsable al mes.", _META)
    pagos_de_convenio_logrado: Cantidad = dato(
        "Pagos con los que un convenio se cuenta como logrado.", "política (indicadores del puesto)"
    )
    individuales: tuple[MetaIndividual, ...] = dato("Metas de una persona que difieren de las generales.")

    def de(self, responsable: str, dia: date) -> Meta:
        """An officer's monthly goals on a day: the last individual line that holds, else the general ones."""
        for suya in reversed(self.individuales):
            if suya.responsable == responsable and suya.desde <= dia <= suya.hasta:
                return Meta(suya.recuperacion_mensual, suya.gestiones_mensuales, suya.convenios_mensuales)
        return Meta(self.recuperacion_mensual, self.gestiones_mensuales, self.convenios_mensuales)
