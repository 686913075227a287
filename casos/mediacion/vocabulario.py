"""The closed lists of the field: stages, routes, parties, causes, results."""

from enum import StrEnum


class Etapa(StrEnum):
    """The main state of a case (dominio: máquina de estados)."""

    REGISTRADO = "registrado"
    AGENDADO = "agendado"
    NO_COMPARECIO = "no_comparecio"
    MEDIADO = "mediado"
    SIN_ACUERDO = "sin_acuerdo"
    CONVENIO_FIRMADO = "convenio_firmado"
    EN_SEGUIMIENTO = "en_seguimiento"
    INCUMPLIDO = "incumplido"
    TURNADO_JUDICIAL = "turnado_judicial"
    LIQUIDADO = "liquidado"
    CERRADO = "cerrado"


class Via(StrEnum):
    """Through the court's centre, or agreed at the Institute's window."""

    STJ = "STJ"
    INSTITUCIONAL = "INSTITUCIONAL"


class OrigenCaso(StrEnum):
    """Where a case came from."""

    AGENDA = "agenda"
    CARTERA = "cartera"
    VENTANILLA = "ventanilla"


class RolParte(StrEnum):
    """The part a person plays in a case; the Institute's representative is a field of each session."""

    ACREDITADO = "acreditado"
    ESTUDIANTE = "estudiante"
    AVAL = "aval"
    REPRESENTANTE = "representante"


class Modalidad(StrEnum):
    """How a session is held."""

    PRESENCIAL = "PRESENCIAL"
    VIRTUAL = "VIRTUAL"
    HIBRIDA = "HIBRIDA"


class CausaReagenda(StrEnum):
    """Why a session moves. Only FUERZA_MAYOR and ACUERDO count as a deferral (LGMASC 76); never FALLA_TECNICA."""

    FUERZA_MAYOR = "FUERZA_MAYOR"
    ACUERDO = "ACUERDO"
    TRIBUNAL = "TRIBUNAL"
    FALLA_TECNICA = "FALLA_TECNICA"
    INVITACION_NO_ENTREGADA = "INVITACION_NO_ENTREGADA"


CAUSAS_QUE_DIFIEREN = frozenset({CausaReagenda.FUERZA_MAYOR, CausaReagenda.ACUERDO})


class FaltaDelInstituto(StrEnum):
    """Why the Institute could not take part in a session that it had asked for (LGMASC 74, 94.II)."""

    NO_ASISTIO = "NO_ASISTIO"
    SIN_PODER = "SIN_PODER"


class ResultadoSesion(StrEnum):
    """How a held session ended; never what was said in it (LGMASC 37)."""

    ACUERDO = "acuerdo"
    SIN_ACUERDO = "sin_acuerdo"
    CONTINUA = "continua"


class CausaConclusion(StrEnum):
    """Early ends of the mechanism (LGMASC 78)."""

    DOS_INASISTENCIAS = "DOS_INASISTENCIAS"
    VOLUNTAD_DE_PARTE = "VOLUNTAD_DE_PARTE"
    REVELACION = "REVELACION"
    INSOSTENIBLE = "INSOSTENIBLE"
    FALTA_DE_RESPETO = "FALTA_DE_RESPETO"
    FALLECIMIENTO = "FALLECIMIENTO"
    PLAZO_VENCIDO = "PLAZO_VENCIDO"


class Producto(StrEnum):
    """What is agreed (dominio: productos)."""

    CONVENIO_CORTO = "CONVENIO_CORTO"
    CONVENIO_LARGO = "CONVENIO_LARGO"
    PAGO_UNICO = "PAGO_UNICO"
    REGENERACION = "REGENERACION"


class Alcance(StrEnum):
    """Whether an agreement ends all of the conflict or part of it."""

    TOTAL = "TOTAL"
    PARCIAL = "PARCIAL"


class FormaFirma(StrEnum):
    """How somebody signs."""

    AUTOGRAFA = "AUTOGRAFA"
    E_FIRMA = "E_FIRMA"
    HUELLA_Y_RUEGO = "HUELLA_Y_RUEGO"


class Canal(StrEnum):
    """Where a payment was made; a missing bank counts as its channel in the duplicate key."""

    SPEI = "SPEI"
    VENTANILLA = "VENTANILLA"
    OXXO = "OXXO"
    CAJA = "CAJA"
    NOMINA = "NOMINA"
    OTRO = "OTRO"


class Medio(StrEnum):
    """How somebody is reached or told."""

    TELEFONO = "TELEFONO"
    CORREO = "CORREO"
    WHATSAPP = "WHATSAPP"
    PRESENCIAL = "PRESENCIAL"
    DOMICILIO = "DOMICILIO"
    ESTRADOS = "ESTRADOS"


class Contesto(StrEnum):
    """Who answered a call."""

    TITULAR = "TITULAR"
    AVAL = "AVAL"
    TERCERO = "TERCERO"
    NADIE = "NADIE"


class ResultadoLlamada(StrEnum):
    """The coded result of a call (dominio: otras tareas)."""

    CONTACTO_TITULAR = "CONTACTO_TITULAR"
    CONTACTO_AVAL = "CONTACTO_AVAL"
    CONTACTO_TERCERO = "CONTACTO_TERCERO"
    NO_CONTESTA = "NO_CONTESTA"
    OCUPADO = "OCUPADO"
    BUZON = "BUZON"
    NUMERO_EQUIVOCADO = "NUMERO_EQUIVOCADO"
    NUMERO_INEXISTENTE = "NUMERO_INEXISTENTE"
    COLGO = "COLGO"
    PROMESA_PAGO = "PROMESA_PAGO"
    YA_PAGO = "YA_PAGO"
    NO_PUEDE_PAGAR = "NO_PUEDE_PAGAR"
    SE_NIEGA = "SE_NIEGA"
    SOLICITA_ACLARACION = "SOLICITA_ACLARACION"
    SOLICITA_CONVENIO = "SOLICITA_CONVENIO"
    FALLECIDO = "FALLECIDO"
    CAMBIO_DOMICILIO = "CAMBIO_DOMICILIO"


SIN_RESPUESTA = frozenset(
    {
        ResultadoLlamada.NO_CONTESTA,
        ResultadoLlamada.OCUPADO,
        ResultadoLlamada.BUZON,
        ResultadoLlamada.NUMERO_EQUIVOCADO,
        ResultadoLlamada.NUMERO_INEXISTENTE,
        ResultadoLlamada.COLGO,
    }
)
NUMERO_MALO = frozenset({ResultadoLlamada.NUMERO_EQUIVOCADO, ResultadoLlamada.NUMERO_INEXISTENTE})


class MotivoLlamada(StrEnum):
    """What a call is for."""

    PRIMER_CONTACTO = "PRIMER_CONTACTO"
    RECORDAR_SESION = "RECORDAR_SESION"
    INASISTENCIA = "INASISTENCIA"
    BIENVENIDA = "BIENVENIDA"
    RECORDAR_PAGO = "RECORDAR_PAGO"
    PAGO_VENCIDO = "PAGO_VENCIDO"
    PAGO_INICIAL = "PAGO_INICIAL"
    SEGUIMIENTO = "SEGUIMIENTO"


class Envio(StrEnum):
    """What a letter or message was; what is none of these is said in other words."""

    RECORDATORIO_SESION = "recordatorio_sesion"
    RECORDATORIO_PAGO = "recordatorio_pago"
    BIENVENIDA = "bienvenida"
    INVITACION_A_PAGAR = "invitacion_a_pagar"
    AVISO_DE_ATRASO = "aviso_de_atraso"
    REQUERIMIENTO = "requerimiento_amable"
    AVISO_SIN_EFECTO = "incumplimiento_sin_efecto"
    OTRO = "otro"


RECORDATORIOS = frozenset({Envio.RECORDATORIO_SESION, Envio.RECORDATORIO_PAGO})
"""Messages about what is still to come: they do not claim what is due already."""


class CalidadNumero(StrEnum):
    """What is known of a phone number."""

    CONFIRMADO = "CONFIRMADO"
    DUDOSO = "DUDOSO"
    EQUIVOCADO = "EQUIVOCADO"
    INEXISTENTE = "INEXISTENTE"
    NO_LLAMAR = "NO_LLAMAR"


class TipoVisita(StrEnum):
    """The three kinds of visit."""

    RECIBIDA = "RECIBIDA"
    DOMICILIARIA = "DOMICILIARIA"
    INSTITUCIONAL = "INSTITUCIONAL"


class ResultadoVisita(StrEnum):
    """How a visit ended."""

    TITULAR = "TITULAR"
    AVAL = "AVAL"
    TERCERO = "TERCERO"
    NO_LOCALIZADO = "NO_LOCALIZADO"
    DOMICILIO_NO_EXISTE = "DOMICILIO_NO_EXISTE"
    SE_NEGO = "SE_NEGO"


class TipoDocumento(StrEnum):
    """A paper of the file."""

    CONVENIO = "CONVENIO"
    ADENDA = "ADENDA"
    CONSTANCIA_INASISTENCIA = "CONSTANCIA_INASISTENCIA"
    CONSTANCIA_NO_ACUERDO = "CONSTANCIA_NO_ACUERDO"
    CONSTANCIA_ASISTENCIA = "CONSTANCIA_ASISTENCIA"
    CONSTANCIA_CONCLUSION = "CONSTANCIA_CONCLUSION"
    INVITACION = "INVITACION"
    IDENTIFICACION = "IDENTIFICACION"
    COMPROBANTE_DOMICILIO = "COMPROBANTE_DOMICILIO"
    COMPROBANTE_PAGO = "COMPROBANTE_PAGO"
    PAGARE = "PAGARE"
    ESTADO_DE_CUENTA = "ESTADO_DE_CUENTA"
    CARTA = "CARTA"
    CARTA_NO_ADEUDO = "CARTA_NO_ADEUDO"
    EVIDENCIA_VISITA = "EVIDENCIA_VISITA"
    SOPORTE = "SOPORTE"


class CausaCierre(StrEnum):
    """Why a case is closed; PAGADO only from liquidado, the others by the coordinator with support."""

    PAGADO = "PAGADO"
    INCOBRABLE = "INCOBRABLE"
    FALLECIMIENTO = "FALLECIMIENTO"
    DUPLICADO = "DUPLICADO"
    PRESCRIPCION = "PRESCRIPCION"
    ERROR_DE_CAPTURA = "ERROR_DE_CAPTURA"


SIGUE_EN_OTRO = frozenset({CausaCierre.DUPLICADO, CausaCierre.ERROR_DE_CAPTURA})
"""Causes by which only the file ends: what it held, a session too, goes on in another case or never was."""


class CausaSuspension(StrEnum):
    """Why a case rests."""

    FALLECIMIENTO = "FALLECIMIENTO"
    ACLARACION = "ACLARACION"
    ARCO = "ARCO"
    QUEJA = "QUEJA"
    ORDEN_JUDICIAL = "ORDEN_JUDICIAL"
    DESASTRE = "DESASTRE"
