"""Rules for after the signature: instalments, calls, breach, closing, the courts and limitation."""

from typing import Self

from pydantic import model_validator

from casos.politica.reglas import (
    SEMANA,
    Anios,
    Dia,
    Dias,
    DiasHabiles,
    Hora,
    ListaDeDias,
    ListaDePlazos,
    Meses,
    Parcialidades,
    Seccion,
    SiNo,
    Umbral,
    Veces,
    dato,
    plazo,
)

CCF = "Código Civil Federal"
CNPCF = "Código Nacional de Procedimientos Civiles y Familiares"
LGTOC = "Ley General de Títulos y Operaciones de Crédito"
LRSIC = "Ley para Regular las Sociedades de Información Crediticia"
CLAUSULA = "política (cláusula de vencimiento anticipado del convenio)"
CONDUSEF = "política (se adoptan las Disposiciones de la CONDUSEF, DOF 7-10-2014)"


class Seguimiento(Seccion):
    """Instalments of a plan in force."""

    recordatorio_antes_dias_habiles: DiasHabiles = plazo(
        "Días antes de cada parcialidad en que se recuerda el pago.", calendario="GESTION_COBRANZA"
    )
    verificar_dias_habiles: DiasHabiles = plazo(
        "Días después del vencimiento en que se verifica si la parcialidad se pagó."
    )
    gracia_dias_habiles: DiasHabiles = plazo(
        "Días de gracia después del vencimiento; si terminan sin pago, la parcialidad queda vencida.",
        calendario="BANCOS",
    )
    llamar_vencida_dias_habiles: DiasHabiles = plazo(
        "Plazo para llamar cuando una parcialidad queda vencida.", calendario="GESTION_COBRANZA"
    )
    aval_dias: Dias = dato("Días naturales de atraso desde los que se contacta también al aval.")
    visita_dias: Dias = dato("Días naturales de atraso desde los que se envía carta o se hace una visita.")
    promesa_maxima_dias: Dias = dato(
        "Días naturales a los que puede fijarse, como máximo, una promesa de pago."
    )
    verificar_promesa_dias_habiles: DiasHabiles = plazo(
        "Días después de la fecha prometida en que se verifica si se cumplió."
    )
    llamar_promesa_incumplida_dias_habiles: DiasHabiles = plazo(
        "Plazo para llamar a quien no cumplió una promesa de pago.", calendario="GESTION_COBRANZA"
    )

    @model_validator(mode="after")
    def _escalera_en_orden(self) -> Self:
        if self.aval_dias > self.visita_dias:
            raise ValueError("«aval_dias» no puede ser mayor que «visita_dias»")
        return self


class Incumplimiento(Seccion):
    """When a plan is broken, who says so and what follows."""

    consecutivas: Parcialidades = dato("Parcialidades vencidas seguidas que rompen el convenio.", CLAUSULA)
    acumuladas: Parcialidades = dato("Parcialidades vencidas en total que rompen el convenio.", CLAUSULA)
    intentos_minimos: Veces = dato("Intentos de contacto documentados antes de declarar el incumplimiento.")
    automatico: SiNo = dato(
        "Si el sistema declara por sí mismo el incumplimiento; si no, lo decide el coordinador."
    )
    subsanacion_automatica: SiNo = dato(
        "Si pagar el atraso subsana por sí mismo el incumplimiento; si no, lo decide el coordinador."
    )
    decidir_declaracion_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para decidir si declara el incumplimiento."
    )
    notificar_dias_habiles: DiasHabiles = plazo(
        "Plazo para notificar el incumplimiento al acreditado y al aval."
    )
    decidir_via_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para decidir qué vía sigue tras el incumplimiento."
    )
    avisar_deshecho_dias_habiles: DiasHabiles = plazo(
        "Plazo para avisar que un pago hecho a tiempo dejó sin efecto el incumplimiento."
    )

    @model_validator(mode="after")
    def _umbrales_en_orden(self) -> Self:
        if self.consecutivas > self.acumuladas:
            raise ValueError("«consecutivas» no puede ser mayor que «acumuladas»")
        return self


class Llamadas(Seccion):
    """When and how often people may be called."""

    desde: Hora = dato("Hora desde la que se puede llamar.")
    hasta: Hora = dato("Hora hasta la que se puede llamar.")
    limite_legal_desde: Hora = dato("Hora antes de la cual nunca se puede llamar.", CONDUSEF)
    limite_legal_hasta: Hora = dato("Hora después de la cual nunca se puede llamar.", CONDUSEF)
    dias: ListaDeDias = dato("Días de la semana en que se puede llamar, si además son hábiles.", CONDUSEF)
    intentos_maximos_por_dia: Umbral = dato("Intentos de llamada que pueden hacerse a una persona en un día.")
    contactos_efectivos_por_dia: Umbral = dato(
        "Veces en un día que puede hablarse con una misma persona; después ya no se le llama."
    )
    reintentar_dias_habiles: DiasHabiles = plazo(
        "Días para volver a llamar cuando nadie contestó.", calendario="GESTION_COBRANZA"
    )
    seguimiento_dias_habiles: DiasHabiles = plazo(
        "Días para la siguiente llamada cuando se habló con la persona y no quedó otra fecha.",
        calendario="GESTION_COBRANZA",
    )
    atender_resultado_dias_habiles: DiasHabiles = plazo(
        "Plazo para atender lo que resultó de una llamada: un pago por verificar, un dato que cambió, una "
        "aclaración o un convenio que se pidió."
    )
    sin_respuesta_para_carta: Umbral = dato(
        "Llamadas seguidas sin respuesta con las que se propone enviar una carta o hacer una visita."
    )
    carta_dias_habiles: DiasHabiles = plazo(
        "Plazo para enviar la carta o programar la visita a quien no contesta."
    )
    fallecimiento_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para decidir qué sigue cuando se informa que la persona falleció."
    )

    @model_validator(mode="after")
    def _dentro_de_lo_legal(self) -> Self:
        if self.desde >= self.hasta:
            raise ValueError("«desde» debe ser anterior a «hasta»")
        if self.desde < self.limite_legal_desde or self.hasta > self.limite_legal_hasta:
            raise ValueError(
                f"el horario debe quedar entre las {self.limite_legal_desde:%H:%M} "
                f"y las {self.limite_legal_hasta:%H:%M}"
            )
        if not self.dias or list(self.dias) != [dia for dia in SEMANA if dia in self.dias]:
            raise ValueError("«dias» debe tener al menos un día, en orden y sin repetir")
        return self


class Cierre(Seccion):
    """What is owed to a debtor who has paid, and to the archive."""

    carta_no_adeudo_dias_habiles: DiasHabiles = plazo(
        "Plazo para entregar la carta de no adeudo cuando el adeudo se liquida."
    )
    devolver_pagares_dias_habiles: DiasHabiles = plazo(
        "Plazo para devolver los pagarés del adeudo liquidado."
    )
    cerrar_dias_habiles: DiasHabiles = plazo(
        "Plazo para cerrar un caso liquidado al que ya no le falta nada."
    )
    transferir_concentracion_dias_habiles: DiasHabiles = plazo(
        "Plazo para transferir el expediente cerrado al archivo de concentración."
    )


class Buro(Seccion):
    """The credit bureau."""

    informar_dias_habiles: DiasHabiles = plazo(
        "Plazo para informar al Buró de Crédito un pago, una quita o una reestructura.",
        f"{LRSIC}, art. 20",
        "BANCOS",
    )
    historial_meses: Meses = dato(
        "Meses que el dato permanece en el Buró de Crédito; se dice por escrito antes de firmar.",
        f"{LRSIC}, art. 23",
    )


class Judicial(Seccion):
    """Cases handed to the judicial area and the time to enforce an agreement."""

    decidir_turno_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para decidir si un caso se turna a la vía judicial."
    )
    recibir_dias_habiles: DiasHabiles = plazo("Plazo del área judicial para recibir un expediente turnado.")
    seguimiento_meses: Meses = dato("Meses entre un seguimiento y otro de un caso turnado.")
    convenio_en_juicio_dias_habiles: DiasHabiles = plazo(
        "Plazo para capturar y firmar el convenio al que se llegó en juicio."
    )
    audiencia_dias: Dias = dato(
        "Días en que debe celebrarse la audiencia de cumplimiento en la vía de apremio.",
        f"{CNPCF}, arts. 982 a 993",
    )
    ejecucion_anios: Anios = dato(
        "Años para pedir la ejecución, desde que venció el convenio o su última parcialidad exigible.",
        f"{CNPCF}, arts. 1020, fracción I, y 1021",
    )
    avisos_ejecucion_dias: ListaDePlazos = dato(
        "Días de anticipación con que se avisa que se acerca la fecha límite de ejecución."
    )
    cnpcf_vigente_desde: Dia = dato(
        "Día desde el que rige en Sonora el Código Nacional; es la fecha límite, falta ver la declaratoria.",
        f"{CNPCF}, transitorios",
    )

    @model_validator(mode="after")
    def _avisos_en_orden(self) -> Self:
        if list(self.avisos_ejecucion_dias) != sorted(set(self.avisos_ejecucion_dias), reverse=True):
            raise ValueError("«avisos_ejecucion_dias» debe ir de mayor a menor y sin repetir")
        return self


class Prescripcion(Seccion):
    """Limitation periods: shown with their dates, never decided by the program."""

    cambiaria_anios: Anios = dato(
        "Años en que prescribe la acción cambiaria del pagaré, desde su vencimiento.",
        f"{LGTOC}, arts. 165 y 174",
    )
    ordinaria_anios: Anios = dato(
        "Años en que prescribe la acción ordinaria.", f"{CCF}, art. 1159; Código de Comercio, art. 1047"
    )
    periodicas_anios: Anios = dato("Años en que prescriben los pagos periódicos.", f"{CCF}, art. 1162")
