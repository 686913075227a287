"""Next actions of originals: filed by the officer or, once the case is closed, by the archive; lent and back."""

from datetime import date

from casos.decision import ARCHIVO, RESPONSABLE
from casos.mediacion.hechos.cierre import CasoCerrado, CasoSuspendido
from casos.mediacion.hechos.documentos import (
    DocumentoArchivado,
    DocumentoDevuelto,
    DocumentoPrestado,
    DocumentoRecabado,
)
from casos.mediacion.vocabulario import CausaCierre, CausaSuspension, TipoDocumento
from flujos.mediacion.generadores import NATURALES
from tests.casos.mediacion.fabrica import DIA_DE_SESION
from tests.casos.mediacion.fabrica_convenios import DIA_DE_FIRMA, ORIGINAL, convenio_firmado
from tests.casos.mediacion.fabrica_seguimiento import bandeja, no_comparecio

RECABADO = (*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA))
ARCHIVADO = (*RECABADO, (DocumentoArchivado(documento=1, ubicacion="Caja 7"), date(2026, 3, 26)))


def test_el_original_se_archiva_en_tres_dias_habiles():
    fila = bandeja(*RECABADO)["archivar_documento"]
    assert (fila.vence, fila.rol, fila.titulo) == (
        date(2026, 3, 27), RESPONSABLE, "Archivar: original del convenio"
    )  # fmt: skip
    assert "archivar_documento" not in bandeja(*ARCHIVADO)


def test_en_un_caso_cerrado_lo_archiva_el_archivo():
    cerrado = (*RECABADO, CasoCerrado(causa=CausaCierre.DUPLICADO))
    assert bandeja(*cerrado)["archivar_documento"].rol == ARCHIVO


def test_archivar_no_espera_a_que_el_caso_se_reanude():
    suspendido = CasoSuspendido(causa=CausaSuspension.QUEJA, revisar=date(2026, 5, 4), motivo="queja")
    assert "archivar_documento" in bandeja(*RECABADO, suspendido)


def test_lo_prestado_debe_volver_en_su_dia():
    prestado = (*ARCHIVADO, (DocumentoPrestado(documento=1, a="Jurídico"), date(2026, 3, 30)))
    fila = bandeja(*prestado)["devolver_documento"]
    assert (fila.rol, fila.vence, fila.detalle) == (ARCHIVO, date(2026, 4, 15), "Lo tiene: Jurídico.")
    con_fecha = DocumentoPrestado(documento=1, a="Jurídico", hasta=date(2026, 4, 6))
    fila = bandeja(*ARCHIVADO, (con_fecha, date(2026, 3, 30)))["devolver_documento"]
    assert (fila.vence, fila.calendario) == (date(2026, 4, 6), NATURALES)
    devuelto = DocumentoDevuelto(documento=1, ubicacion="Caja 7")
    assert "devolver_documento" not in bandeja(*prestado, devuelto)


def test_recabar_la_constancia_cambia_su_fila_por_la_de_archivarla():
    assert "recabar_documento" in bandeja(*no_comparecio())
    constancia = DocumentoRecabado(
        documento=1, tipo=TipoDocumento.CONSTANCIA_INASISTENCIA, paginas=1, sesion=1
    )
    filas = bandeja(*no_comparecio(), (constancia, DIA_DE_SESION))
    assert "recabar_documento" not in filas
    assert filas["archivar_documento"].vence == date(2026, 3, 26)
