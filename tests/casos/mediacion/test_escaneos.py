"""A scan comes with the act that it proves, once, whatever the act."""

from datetime import date

import pytest

from casos.mediacion import cierre, contacto, documentos, invitaciones, registro_convenio
from casos.mediacion.escaneos import Escaneo
from casos.mediacion.hechos.documentos import DocumentoAnexado
from casos.mediacion.vocabulario import CausaCierre, Medio
from casos.mediacion.vocabulario import TipoDocumento as T
from tests.casos.mediacion.fabrica import LUNES, agendado, ctx, dado
from tests.casos.mediacion.fabrica_convenios import convenio_firmado

ESCANEO = Escaneo(huella="e" * 64, formato="pdf", paginas=2)
FIRMADO, DIA = convenio_firmado(), date(2026, 3, 26)
CON_ESCANEO = [
    (
        agendado(),
        LUNES,
        contacto.enviar_carta,
        contacto.CartaOMensaje(medio=Medio.DOMICILIO, plantilla="aviso"),
        T.CARTA,
    ),
    (
        agendado(),
        LUNES,
        invitaciones.notificar_invitacion,
        invitaciones.Notificacion(sesion=1, medio=Medio.DOMICILIO),
        T.INVITACION,
    ),
    (FIRMADO, DIA, documentos.entregar_copia, documentos.Copia(convenio=1), T.SOPORTE),
    (
        FIRMADO,
        DIA,
        registro_convenio.registrar_convenio,
        registro_convenio.Inscripcion(convenio=1, fecha=DIA, numero="SC-1"),
        T.SOPORTE,
    ),
    (
        FIRMADO,
        DIA,
        cierre.cerrar_por_causa,
        cierre.CierrePorCausa(causa=CausaCierre.DUPLICADO, motivo="repetido", soporte="oficio 4"),
        T.SOPORTE,
    ),
]


@pytest.mark.parametrize(
    ("pasos", "dia", "decision", "datos", "tipo"), CON_ESCANEO, ids=lambda v: getattr(v, "__name__", "")
)
def test_el_escaneo_va_con_su_acto_y_una_sola_vez(pasos, dia, decision, datos, tipo):
    campo = next(n for n in type(datos).model_fields if n in ("escaneo", "acuse_escaneado"))
    con = datos.model_copy(update={campo: ESCANEO})
    sin_el = decision(dado(*pasos), datos, ctx(dia))
    anexo, *resto = decision(dado(*pasos), con, ctx(dia))
    assert resto == sin_el
    assert (anexo.huella, anexo.tipo, anexo.personas) == (
        ESCANEO.huella,
        tipo,
        (dado(*pasos).apertura.persona_id,),
    )
    ya_esta = DocumentoAnexado(huella=ESCANEO.huella, tipo=tipo, formato="pdf")
    assert decision(dado(*pasos, (ya_esta, dia)), con, ctx(dia)) == sin_el
