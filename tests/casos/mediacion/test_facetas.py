"""The facets beside the stage: papers, registry, force, rest."""

import pytest

from casos.mediacion.cotejo import de_sesiones
from casos.mediacion.estado import Convenio, Registral
from casos.mediacion.facetas import (
    Documental,
    FuerzaJuridica,
    documental,
    fuerza_juridica,
    suspension,
)
from casos.mediacion.hechos.cierre import CasoSuspendido
from casos.mediacion.hechos.documentos import DocumentoArchivado, DocumentoRecabado
from casos.mediacion.hechos.sesiones import InasistenciaRegistrada
from casos.mediacion.vocabulario import CausaSuspension, ResultadoSesion, RolParte, TipoDocumento
from tests.casos.mediacion.fabrica import DIA_DE_SESION, LUNES, agendado, dado, mediado


def recabado(tipo: TipoDocumento, **cambios: object) -> DocumentoRecabado:
    return DocumentoRecabado.model_validate({"documento": 1, "tipo": tipo, "paginas": 2} | cambios)


def test_el_papel_de_la_sesion_va_de_pendiente_a_archivado():
    pasos = mediado(ResultadoSesion.SIN_ACUERDO)
    assert documental(dado(*agendado())) is Documental.SIN_DOCUMENTO
    assert documental(dado(*pasos)) is Documental.PENDIENTE_RECABAR
    constancia = recabado(TipoDocumento.CONSTANCIA_NO_ACUERDO, sesion=1)
    assert documental(dado(*pasos, constancia)) is Documental.RECABADO
    archivada = DocumentoArchivado(documento=1, ubicacion="Caja 3")
    assert documental(dado(*pasos, constancia, archivada)) is Documental.ARCHIVADO


@pytest.mark.parametrize(
    ("tipo", "cambios", "sirve"),
    [
        (TipoDocumento.CONSTANCIA_INASISTENCIA, {"sesion": 1}, True),
        (TipoDocumento.CONSTANCIA_INASISTENCIA, {}, True),
        (TipoDocumento.CONSTANCIA_INASISTENCIA, {"sesion": 2}, False),
        (TipoDocumento.CONVENIO, {"sesion": 1}, False),
    ],
)
def test_de_una_inasistencia_solo_sirve_su_constancia(tipo, cambios, sirve):
    falta = InasistenciaRegistrada(sesion=1, ausentes=(RolParte.ACREDITADO,))
    [papel] = de_sesiones(dado(*agendado(), (falta, DIA_DE_SESION), recabado(tipo, **cambios)))
    assert (papel.documento is not None) is sirve


def test_un_papel_recabado_antes_no_es_el_de_la_sesion():
    antes = (recabado(TipoDocumento.CONSTANCIA_NO_ACUERDO), LUNES)
    caso = dado(*agendado(), antes, mediado(ResultadoSesion.SIN_ACUERDO)[-1])
    assert documental(caso) is Documental.PENDIENTE_RECABAR


@pytest.mark.parametrize(
    ("estado", "fuerza"),
    [
        ("por_remitir", FuerzaJuridica.CONTRATO),
        ("no_inscrito", FuerzaJuridica.CONTRATO),
        ("inscrito", FuerzaJuridica.COSA_JUZGADA),
        ("tenido_por_inscrito", FuerzaJuridica.COSA_JUZGADA),
    ],
)
def test_la_cosa_juzgada_empieza_con_el_registro(estado, fuerza):
    firmado = dado(*agendado()).apertura.marca
    convenio = Convenio(1, None, firmado, None, firmado=firmado, registral=Registral(estado))
    assert fuerza_juridica(convenio) is fuerza
    assert fuerza_juridica(None) is FuerzaJuridica.NINGUNA


def test_la_suspension_dice_su_causa():
    suspendido = CasoSuspendido(causa=CausaSuspension.ARCO, revisar=DIA_DE_SESION, motivo="x")
    assert suspension(dado(*agendado())) is None
    assert suspension(dado(*agendado(), suspendido)) is CausaSuspension.ARCO
