"""How codes of the closed lists are said to people."""

from collections.abc import Iterable
from enum import StrEnum

from casos.mediacion.vocabulario import (
    CalidadNumero,
    Canal,
    CausaCierre,
    CausaConclusion,
    CausaReagenda,
    CausaSuspension,
    Contesto,
    Envio,
    Etapa,
    FaltaDelInstituto,
    FormaFirma,
    Medio,
    Modalidad,
    MotivoLlamada,
    Producto,
    ResultadoLlamada,
    ResultadoSesion,
    ResultadoVisita,
    RolParte,
    TipoDocumento,
    TipoVisita,
)

_PALABRAS: tuple[tuple[StrEnum, str], ...] = (
    (Etapa.REGISTRADO, "Registrado"), (Etapa.AGENDADO, "Agendado"), (Etapa.NO_COMPARECIO, "No compareció"),
    (Etapa.MEDIADO, "Mediado"), (Etapa.SIN_ACUERDO, "Sin acuerdo"), (Etapa.CONVENIO_FIRMADO, "Convenio firmado"),
    (Etapa.EN_SEGUIMIENTO, "En seguimiento"), (Etapa.INCUMPLIDO, "Incumplido"),
    (Etapa.TURNADO_JUDICIAL, "Turnado a judicial"), (Etapa.LIQUIDADO, "Liquidado"), (Etapa.CERRADO, "Cerrado"),
    (FaltaDelInstituto.NO_ASISTIO, "nadie asistió por él"),
    (FaltaDelInstituto.SIN_PODER, "no acreditó su representación"),
    (RolParte.ACREDITADO, "acreditado"), (RolParte.ESTUDIANTE, "estudiante"), (RolParte.AVAL, "aval"),
    (RolParte.REPRESENTANTE, "representante"),
    (Modalidad.PRESENCIAL, "presencial"), (Modalidad.VIRTUAL, "en línea"), (Modalidad.HIBRIDA, "híbrida"),
    (CausaReagenda.FUERZA_MAYOR, "fuerza mayor"), (CausaReagenda.ACUERDO, "acuerdo de las partes"),
    (CausaReagenda.TRIBUNAL, "cambio del tribunal"), (CausaReagenda.FALLA_TECNICA, "falla técnica"),
    (CausaReagenda.INVITACION_NO_ENTREGADA, "la invitación no se entregó"),
    (ResultadoSesion.ACUERDO, "hubo acuerdo"), (ResultadoSesion.SIN_ACUERDO, "no hubo acuerdo"),
    (ResultadoSesion.CONTINUA, "continúa en otra sesión"),
    (CausaConclusion.DOS_INASISTENCIAS, "dos inasistencias seguidas"),
    (CausaConclusion.VOLUNTAD_DE_PARTE, "voluntad de una de las partes"),
    (CausaConclusion.REVELACION, "se reveló información confidencial"),
    (CausaConclusion.INSOSTENIBLE, "argumentos insostenibles"), (CausaConclusion.FALTA_DE_RESPETO, "falta de respeto"),
    (CausaConclusion.FALLECIMIENTO, "fallecimiento"), (CausaConclusion.PLAZO_VENCIDO, "venció el plazo de tres meses"),
    (Producto.CONVENIO_CORTO, "convenio a corto plazo"), (Producto.CONVENIO_LARGO, "convenio a largo plazo"),
    (Producto.PAGO_UNICO, "pago único"), (Producto.REGENERACION, "regeneración de adeudo"),
    (Canal.SPEI, "SPEI"), (Canal.VENTANILLA, "ventanilla"), (Canal.OXXO, "OXXO"), (Canal.CAJA, "caja"),
    (Canal.NOMINA, "nómina"), (Canal.OTRO, "otro medio"),
    (Medio.TELEFONO, "por teléfono"), (Medio.CORREO, "por correo"), (Medio.WHATSAPP, "por WhatsApp"),
    (Medio.PRESENCIAL, "en persona"), (Medio.DOMICILIO, "en su domicilio"), (Medio.ESTRADOS, "por estrados"),
    (Contesto.TITULAR, "contestó el titular"), (Contesto.AVAL, "contestó el aval"),
    (Contesto.TERCERO, "contestó otra persona"), (Contesto.NADIE, "nadie contestó"),
    (ResultadoLlamada.CONTACTO_TITULAR, "se habló con el titular"),
    (ResultadoLlamada.CONTACTO_AVAL, "se habló con el aval"),
    (ResultadoLlamada.CONTACTO_TERCERO, "se habló con otra persona"),
    (ResultadoLlamada.NO_CONTESTA, "no contestó"), (ResultadoLlamada.OCUPADO, "estaba ocupado"),
    (ResultadoLlamada.BUZON, "entró el buzón"), (ResultadoLlamada.NUMERO_EQUIVOCADO, "número equivocado"),
    (ResultadoLlamada.NUMERO_INEXISTENTE, "el número no existe"), (ResultadoLlamada.COLGO, "colgó"),
    (ResultadoLlamada.PROMESA_PAGO, "prometió pagar"), (ResultadoLlamada.YA_PAGO, "dice que ya pagó"),
    (ResultadoLlamada.NO_PUEDE_PAGAR, "dice que no puede pagar"), (ResultadoLlamada.SE_NIEGA, "se niega a pagar"),
    (ResultadoLlamada.SOLICITA_ACLARACION, "pide una aclaración"),
    (ResultadoLlamada.SOLICITA_CONVENIO, "pide un convenio"),
    (ResultadoLlamada.FALLECIDO, "informan que falleció"),
    (ResultadoLlamada.CAMBIO_DOMICILIO, "cambió de domicilio"),
    (MotivoLlamada.PRIMER_CONTACTO, "de primer contacto"), (MotivoLlamada.RECORDAR_SESION, "para recordar la sesión"),
    (MotivoLlamada.INASISTENCIA, "por la inasistencia"), (MotivoLlamada.BIENVENIDA, "de bienvenida"),
    (MotivoLlamada.RECORDAR_PAGO, "para recordar el pago"), (MotivoLlamada.PAGO_VENCIDO, "por el pago vencido"),
    (MotivoLlamada.PAGO_INICIAL, "por el pago inicial"), (MotivoLlamada.SEGUIMIENTO, "de seguimiento"),
    (Envio.RECORDATORIO_SESION, "recordatorio de la sesión"), (Envio.RECORDATORIO_PAGO, "recordatorio de pago"),
    (Envio.BIENVENIDA, "bienvenida al plan de pagos"), (Envio.INVITACION_A_PAGAR, "invitación a pagar o convenir"),
    (Envio.AVISO_DE_ATRASO, "aviso de atraso"), (Envio.REQUERIMIENTO, "requerimiento de pago"),
    (Envio.AVISO_SIN_EFECTO, "aviso de que el incumplimiento quedó sin efecto"), (Envio.OTRO, "otro escrito"),
    (CalidadNumero.CONFIRMADO, "confirmado"), (CalidadNumero.DUDOSO, "dudoso"),
    (CalidadNumero.EQUIVOCADO, "equivocado"), (CalidadNumero.INEXISTENTE, "inexistente"),
    (CalidadNumero.NO_LLAMAR, "no llamar"),
    (TipoVisita.RECIBIDA, "visita recibida"), (TipoVisita.DOMICILIARIA, "visita domiciliaria"),
    (TipoVisita.INSTITUCIONAL, "visita institucional"),
    (ResultadoVisita.TITULAR, "se encontró al titular"), (ResultadoVisita.AVAL, "se encontró al aval"),
    (ResultadoVisita.TERCERO, "atendió otra persona"), (ResultadoVisita.NO_LOCALIZADO, "no se localizó a nadie"),
    (ResultadoVisita.DOMICILIO_NO_EXISTE, "el domicilio no existe"), (ResultadoVisita.SE_NEGO, "se negó a atender"),
    (TipoDocumento.CONVENIO, "convenio firmado"), (TipoDocumento.ADENDA, "adenda"),
    (TipoDocumento.CONSTANCIA_INASISTENCIA, "constancia de inasistencia"),
    (TipoDocumento.CONSTANCIA_NO_ACUERDO, "constancia de no acuerdo"),
    (TipoDocumento.CONSTANCIA_ASISTENCIA, "constancia de asistencia"),
    (TipoDocumento.CONSTANCIA_CONCLUSION, "constancia de conclusión anticipada"),
    (TipoDocumento.INVITACION, "invitación"), (TipoDocumento.IDENTIFICACION, "identificación"),
    (TipoDocumento.COMPROBANTE_DOMICILIO, "comprobante de domicilio"),
    (TipoDocumento.COMPROBANTE_PAGO, "comprobante de pago"), (TipoDocumento.PAGARE, "pagaré"),
    (TipoDocumento.ESTADO_DE_CUENTA, "estado de cuenta"), (TipoDocumento.CARTA, "carta"),
    (TipoDocumento.CARTA_NO_ADEUDO, "carta de no adeudo"),
    (TipoDocumento.EVIDENCIA_VISITA, "evidencia de visita"), (TipoDocumento.SOPORTE, "soporte"),
    (FormaFirma.AUTOGRAFA, "autógrafa"), (FormaFirma.E_FIRMA, "e.firma avanzada"),
    (FormaFirma.HUELLA_Y_RUEGO, "huella y firma a ruego"),
    (CausaCierre.PAGADO, "pagado"), (CausaCierre.INCOBRABLE, "incobrable"),
    (CausaCierre.FALLECIMIENTO, "fallecimiento"),
    (CausaCierre.DUPLICADO, "duplicado"), (CausaCierre.PRESCRIPCION, "prescripción dictaminada"),
    (CausaCierre.ERROR_DE_CAPTURA, "error de captura"),
    (CausaSuspension.FALLECIMIENTO, "fallecimiento"), (CausaSuspension.ACLARACION, "aclaración"),
    (CausaSuspension.ARCO, "solicitud ARCO"), (CausaSuspension.QUEJA, "queja"),
    (CausaSuspension.ORDEN_JUDICIAL, "orden judicial"), (CausaSuspension.DESASTRE, "desastre"),
)  # fmt: skip

PALABRAS: dict[tuple[type[str], str], str] = {(type(c), str(c)): texto for c, texto in _PALABRAS}
"""By class and value: the same value means other things in other lists."""

ROTULOS = {
    "via": "vía", "INSTITUCIONAL": "institucional", "STJ": "STJ", "invitacion": "invitación",
    "carta_no_adeudo": "carta de no adeudo", "constancia_inasistencia": "constancia de inasistencia",
    "constancia_no_acuerdo": "constancia de no acuerdo", "constancia_asistencia": "constancia de asistencia",
    "constancia_conclusion": "constancia de conclusión anticipada",
    "constancia_entrega": "constancia de entrega de copia",
    "constancia_cumplimiento": "constancia de convenio cumplido",
}  # fmt: skip


def dicho(codigo: StrEnum | str | None) -> str:
    """A code in words."""
    if codigo is None:
        return ""
    return PALABRAS.get((type(codigo), str(codigo))) or ROTULOS.get(
        str(codigo), str(codigo).replace("_", " ").lower()
    )


def y(partes: Iterable[str]) -> str:
    """«acreditado, aval y representante»."""
    lista = list(partes)
    return lista[0] if len(lista) == 1 else f"{', '.join(lista[:-1])} y {lista[-1]}" if lista else ""
