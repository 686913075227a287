"""Rules about the case, the portfolio, the court's sessions, the papers and the registry of agreements."""

from typing import Self

from pydantic import model_validator

from casos.politica.reglas import (
    Anios,
    Cantidad,
    Dias,
    DiasHabiles,
    Hora,
    Horas,
    ListaDePersonas,
    Meses,
    Minutos,
    Seccion,
    Umbral,
    Veces,
    dato,
    plazo,
)

LGMASC = "Ley General de Mecanismos Alternativos de Solución de Controversias"
CNPCF = "Código Nacional de Procedimientos Civiles y Familiares"
_AGENDA = "política (la agenda la fija el Supremo Tribunal de Justicia)"


class ReglasDelCaso(Seccion):
    """Rules about any case."""

    completar_datos_dias_habiles: DiasHabiles = plazo(
        "Plazo para completar los datos de un caso recién abierto."
    )
    captura_tardia_dias_habiles: DiasHabiles = plazo(
        "Días que pueden pasar entre que algo ocurre y se captura sin que se marque como captura tardía."
    )
    avisar_reasignacion_dias_habiles: DiasHabiles = plazo(
        "Plazo para que el nuevo responsable revise un caso que le reasignaron."
    )
    revisar_suspension_dias: Dias = dato(
        "Días en que se revisa un caso suspendido cuando no se fijó otra fecha."
    )
    revisar_reapertura_dias_habiles: DiasHabiles = plazo("Plazo para revisar un caso que se reabrió.")
    revisar_anulacion_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para revisar lo que otra persona anuló o corrigió."
    )
    siguiente_paso_dias_habiles: DiasHabiles = plazo(
        "Plazo para dar el siguiente paso en un caso que no tiene otro pendiente."
    )
    resolver_importacion_dias_habiles: DiasHabiles = plazo(
        "Plazo para resolver las dudas que dejó un archivo importado."
    )


class Cartera(Seccion):
    """How a portfolio is started."""

    primeros_contactos_por_dia: Cantidad = dato(
        "Primeros contactos que se programan por responsable y día hábil al recibir una cartera."
    )


class Reparto(Seccion):
    """To whom new cases go when the file does not say: by turns among the officers listed for the office."""

    HMO: ListaDePersonas = dato(
        "Responsables de Hermosillo que reciben casos nuevos por turno; vacío: todos los de la sede."
    )
    OBR: ListaDePersonas = dato(
        "Responsables de Ciudad Obregón que reciben casos nuevos por turno; vacío: todos los de la sede."
    )
    NOG: ListaDePersonas = dato(
        "Responsables de Nogales que reciben casos nuevos por turno; vacío: todos los de la sede."
    )


class Sesiones(Seccion):
    """Sessions at the court's centre."""

    invitacion_dias_habiles: DiasHabiles = plazo(
        "Plazo de la persona facilitadora para invitar a las partes desde que abre el expediente.",
        f"{LGMASC}, art. 69",
        "STJ",
    )
    confirmar_invitacion_antes_dias_habiles: DiasHabiles = plazo(
        "Días antes de la sesión en que se confirma que la invitación llegó."
    )
    recordatorio_antes_dias_habiles: DiasHabiles = plazo(
        "Días antes de la sesión en que se llama para recordarla.", calendario="GESTION_COBRANZA"
    )
    estado_de_cuenta_antes_dias_habiles: DiasHabiles = plazo(
        "Días antes de la sesión en que debe estar listo el estado de cuenta."
    )
    actualizar_domicilio_dias_habiles: DiasHabiles = plazo(
        "Plazo para buscar otro domicilio o teléfono cuando la invitación no se entregó."
    )
    avisar_cambio_dias_habiles: DiasHabiles = plazo("Plazo para avisar a las partes que la sesión cambió.")
    nueva_fecha_dias_habiles: DiasHabiles = plazo(
        "Plazo para pedir nueva fecha al tribunal cuando se cancela una sesión."
    )
    reagendar_falla_dias_habiles: DiasHabiles = plazo(
        "Plazo para pedir otra fecha cuando una sesión en línea tuvo una falla técnica.",
        f"política (debe reprogramarse: {LGMASC}, art. 92, fracción VI)",
    )
    duracion_minutos: Minutos = dato("Duración de una sesión cuando la agenda no la dice.", _AGENDA)
    horario_desde: Hora = dato(
        "Hora desde la que el tribunal puede sesionar; antes de ella la agenda se pone en duda.",
        f"{CNPCF}, art. 149",
    )
    horario_hasta: Hora = dato(
        "Hora hasta la que el tribunal puede sesionar; después de ella la agenda se pone en duda.",
        f"{CNPCF}, art. 149",
    )
    resultado_omitido_horas: Horas = dato(
        "Horas después de terminada la sesión en que se reclama el resultado si nadie lo capturó."
    )
    escalar_resultado_dias_habiles: DiasHabiles = plazo(
        "Días después de la sesión en que el resultado sin capturar pasa también al coordinador."
    )
    constancia_inasistencia_dias_habiles: DiasHabiles = plazo(
        "Plazo para recabar la constancia de inasistencia."
    )
    contactar_inasistente_dias_habiles: DiasHabiles = plazo(
        "Plazo para contactar a quien no asistió a la sesión.", calendario="GESTION_COBRANZA"
    )
    inasistencias_consecutivas_maximas: Umbral = dato(
        "Inasistencias seguidas sin causa justificada con las que puede concluirse la mediación.",
        f"{LGMASC}, art. 78, fracción II",
    )
    decidir_inasistencias_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para decidir qué sigue tras las inasistencias consecutivas."
    )
    diferimientos_maximos: Veces = dato(
        "Veces que puede diferirse una sesión; las fallas técnicas no cuentan.", f"{LGMASC}, art. 76"
    )
    proceso_maximo_meses: Meses = dato(
        "Duración máxima de la mediación desde que se abre, salvo que las partes acuerden ampliarla.",
        f"{LGMASC}, art. 64",
    )
    avisar_proceso_maximo_dias: Dias = dato(
        "Días de anticipación con que se avisa que se acerca la duración máxima de la mediación."
    )
    avisar_juez_inicio_dias_habiles: DiasHabiles = plazo(
        "Plazo para avisar al juez del inicio de la mediación, si el caso viene de un juicio.",
        f"{LGMASC}, art. 65",
        "STJ",
    )
    avisar_juez_conclusion_dias_habiles: DiasHabiles = plazo(
        "Plazo para avisar al juez que la mediación concluyó, si el caso viene de un juicio.",
        f"{LGMASC}, art. 67",
        "STJ",
    )
    siguiente_via_dias_habiles: DiasHabiles = plazo(
        "Plazo para proponer la siguiente vía cuando no hubo acuerdo."
    )

    @model_validator(mode="after")
    def _horario_en_orden(self) -> Self:
        if self.horario_desde >= self.horario_hasta:
            raise ValueError("«horario_desde» debe ser anterior a «horario_hasta»")
        return self


class Documentos(Seccion):
    """The signed papers and where they are."""

    recabar_dias_habiles: DiasHabiles = plazo(
        "Plazo para recabar el original firmado del convenio o la constancia."
    )
    escalar_recabar_dias_habiles: DiasHabiles = plazo(
        "Días desde la sesión en que un documento sin recabar pasa también al coordinador."
    )
    entregar_copia_dias_habiles: DiasHabiles = plazo(
        "Plazo para entregar al acreditado su copia del convenio.",
        f"política (derecho a la copia: {LGMASC}, art. 96)",
    )
    archivar_dias_habiles: DiasHabiles = plazo("Plazo para archivar un documento recabado.")
    prestamo_dias_habiles: DiasHabiles = plazo("Plazo para devolver al archivo un documento prestado.")
    conservar_anios: Anios = dato(
        "Años que se conserva el expediente después de cerrado; nunca se borra de manera automática.",
        "Código de Comercio, art. 49 (por analogía); Código Civil Federal, art. 1159",
    )


class Registro(Seccion):
    """The registry of agreements, which gives them the force of res judicata."""

    remitir_dias_habiles: DiasHabiles = plazo(
        "Plazo de la persona facilitadora para remitir el convenio al Sistema de Convenios.",
        f"{LGMASC}, art. 105",
        "STJ",
    )
    inscribir_dias_habiles: DiasHabiles = plazo(
        "Plazo para inscribir el convenio remitido; si vence sin respuesta se tiene por inscrito.",
        f"{LGMASC}, art. 106",
        "STJ",
    )
    obtener_numero_dias_habiles: DiasHabiles = plazo(
        "Días desde la firma en que debe tenerse el número de registro (remisión más inscripción).",
        f"política ({LGMASC}, arts. 105 y 106)",
        "STJ",
    )
    subsanar_dias_habiles: DiasHabiles = plazo(
        "Plazo para corregir lo que el registro previno; si vence, el convenio no se inscribe.",
        f"{LGMASC}, arts. 103 y 104",
        "STJ",
    )
