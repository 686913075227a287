"""A session that the newer agenda no longer has is asked about, never deleted."""

from datetime import time

from casos.importacion.vista_previa import Clase, Situacion
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import a_las
from flujos.lote import pendientes
from tests.casos.importacion.archivos import AGENDA, agenda, cartera, credito, hoja, sesion
from tests.casos.importacion.conftest import HOY, Importadora

A = Clase.AGENDA
UNO, DOS, TRES = (
    sesion("CJA/1/2026", invitado="Uno Lara Paz", credito="11111"),
    sesion("CJA/2/2026", invitado="Dos Lara Paz", credito="22222", fecha="25/11/2026"),
    sesion("CJA/3/2026", invitado="Tres Lara Paz", credito="33333", fecha="26/11/2026"),
)


def faltan(imp: Importadora, *filas) -> list[str]:
    vista = imp.ver(A, agenda(*filas))
    return [r.mensaje.split(",")[0] for r in vista.renglones if r.situacion is Situacion.DESAPARECIDA]


def test_la_que_ya_no_viene_se_pregunta_y_sigue_agendada(imp):
    imp.importar(A, agenda(UNO, DOS, TRES))
    vista = imp.importar(A, agenda(UNO, TRES))
    perdida = vista.renglones[-1]
    assert (perdida.fila, perdida.situacion) == (None, Situacion.DESAPARECIDA)
    assert perdida.mensaje == (
        "Ya no viene la sesión 1 de CJA/2/2026, de Dos Lara Paz, que está para el miércoles 25 de noviembre a las "
        "9:00. Pregunte al centro si se canceló; mientras, sigue agendada."
    )
    assert imp.con_credito("22222")[1].sesion.estado is EstadoSesion.PROGRAMADA
    (fila,) = pendientes(imp.lote(vista), imp.casos.versiones())
    assert fila.titulo == "Preguntar por 1 sesión que ya no viene en la agenda del 24 al 26 de noviembre"
    assert fila.usuario == "ana"


def test_solo_dentro_de_los_dias_que_el_archivo_cubre(imp):
    imp.importar(A, agenda(UNO, DOS, TRES))
    assert faltan(imp, UNO) == []
    assert faltan(
        imp, UNO, sesion("CJA/9/2026", fecha="25/11/2026", invitado="Otra Más Soto", credito="99999")
    ) == ["Ya no viene la sesión 1 de CJA/2/2026"]


def test_solo_de_las_oficinas_que_el_archivo_cubre(imp):
    con_sede = (*AGENDA, "Sede")
    imp.importar(A, hoja(con_sede, [(*UNO, "Hermosillo"), (*DOS, "Nogales"), (*TRES, "Hermosillo")]))
    vista = imp.ver(A, hoja(con_sede, [(*UNO, "Hermosillo"), (*TRES, "Hermosillo")]))
    assert vista.resumen["desaparecida"] == 0
    vista = imp.ver(A, hoja(con_sede, [(*UNO, "Hermosillo"), (*TRES, "Nogales")]))
    assert vista.resumen["desaparecida"] == 1


def test_dos_listas_sin_nada_en_comun_no_se_preguntan_una_por_la_otra(imp):
    imp.importar(A, agenda(UNO, DOS))
    assert faltan(imp, TRES, sesion("CJA/8/2026", invitado="Ocho Lara Paz", credito="88888")) == []


def test_las_versiones_se_encadenan(imp):
    imp.importar(A, agenda(UNO, DOS))
    imp.importar(A, agenda(UNO, DOS, TRES))
    assert faltan(
        imp, UNO, DOS, sesion("CJA/8/2026", invitado="Ocho Paz", credito="88888", fecha="26/11/2026")
    ) == ["Ya no viene la sesión 1 de CJA/3/2026"]


def test_no_se_pregunta_por_lo_capturado_a_mano(imp):
    imp.importar(Clase.CARTERA, cartera(credito("44444", "Cuatro Lara Paz")))
    caso_id, _ = imp.con_credito("44444")
    imp.importar(A, agenda(UNO, TRES))
    imp.decidir(
        caso_id, agendar_sesion, NuevaSesion(inicio=a_las(HOY.replace(day=25), time(12)), folio="CJA/4/2026")
    )
    assert faltan(imp, UNO, TRES, sesion("CJA/8/2026", invitado="Ocho Paz", credito="88888")) == []


def test_no_se_pregunta_por_una_fila_en_duda_o_con_error(imp):
    imp.importar(A, agenda(UNO, DOS, TRES))
    mala = sesion("CJA/2/2026", invitado="Dos Lara Paz", credito="22222", fecha="31/02/2026")
    assert faltan(imp, UNO, TRES, mala) == []
    dudosa = sesion("CJA/2/2026", invitado="Otra Persona Soto", credito="22222", fecha="25/11/2026")
    assert faltan(imp, UNO, TRES, dudosa) == []


def test_cancelarla_o_decir_que_sigue_en_pie_quita_la_pregunta(imp):
    imp.importar(A, agenda(UNO, DOS, TRES, sesion("CJA/5/2026", invitado="Cinco Paz", credito="55555")))
    vista = imp.importar(A, agenda(UNO, TRES))
    dos, _ = imp.con_credito("22222")
    cinco, _ = imp.con_credito("55555")
    imp.responder(vista, dos, 1, "cancelada")
    imp.responder(vista, dos, 1, "cancelada")
    assert imp.con_credito("22222")[1].sesiones[1].estado is EstadoSesion.CANCELADA
    imp.responder(vista, cinco, 1, "sigue")
    assert imp.con_credito("55555")[1].sesion is not None
    assert imp.lote(vista).por_preguntar == []
    assert list(pendientes(imp.lote(vista), imp.casos.versiones())) == []
    assert faltan(imp, UNO, TRES) == []


def test_la_que_reaparece_ya_no_falta(imp):
    imp.importar(A, agenda(UNO, DOS, TRES))
    imp.importar(A, agenda(UNO, TRES))
    assert faltan(imp, UNO, DOS, TRES) == []
