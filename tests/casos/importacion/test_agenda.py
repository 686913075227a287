"""The court's agenda, row by row: what is new, what changed, and what must be asked."""

from datetime import UTC, datetime, time, timedelta

import pytest

from casos.importacion.vista_previa import Causa, Clase, Eleccion, Situacion
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.resultados import Inasistencia, registrar_inasistencia
from casos.mediacion.vocabulario import Etapa, OrigenCaso
from casos.tiempo import a_las, dia_local
from tests.casos.importacion.archivos import AGENDA, agenda, cartera, credito, hoja, sesion
from tests.casos.importacion.conftest import HOY, Importadora

A, C = Clase.AGENDA, Clase.CARTERA


@pytest.fixture
def con_cartera(imp: Importadora) -> Importadora:
    """Ana Luz (10101, 10102), Beto (10201), and two people called Carla Paz."""
    imp.importar(
        C,
        cartera(
            credito("10101"),
            credito("10102"),
            credito("10201", "Ruiz Lara Beto", curp="RULB900101HSRZRT03", telefono="6620000001"),
            credito("10301", "Paz Soto Carla", curp="PASC900101MSRZTR01", telefono="6620000002"),
            credito("10302", "Paz Soto Carla", curp="PASC910202MSRZTR08", telefono="6620000003"),
        ),
    )
    return imp


def linea(imp: Importadora, *filas, n: int = 0):
    return imp.ver(A, agenda(*filas)).renglones[n]


# ------------------------------------------------------------------------------------------- sound rows


def test_una_sesion_nueva_se_agenda_en_el_caso_de_su_credito(con_cartera):
    archivo = agenda(sesion(num=2))
    (vista,) = con_cartera.ver(A, archivo).renglones
    assert vista.situacion is Situacion.NUEVA
    assert vista.mensaje == (
        "Se agendará la sesión 2 de CJA/100/2026 el martes 24 de noviembre a las 9:00 en Sala 2."
    )
    hecho = con_cartera.importar(A, archivo)
    assert hecho.renglones[0].mensaje.startswith("Se agendó la sesión 2 de CJA/100/2026")
    _, caso = con_cartera.con_credito("10101")
    assert caso.etapa is Etapa.AGENDADO
    assert (caso.sesion.folio, caso.sesion.num_sesion, caso.sesion.sala) == ("CJA/100/2026", 2, "Sala 2")
    assert caso.sesion.inicio == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def test_la_vista_previa_no_escribe_nada(con_cartera):
    antes = con_cartera.hechos()
    con_cartera.ver(A, agenda(sesion(), sesion("CJA/9/2026", invitado="Nadie Nunca", credito="10999")))
    assert con_cartera.hechos() == antes


def test_el_mismo_archivo_otra_vez_no_cambia_nada(con_cartera):
    archivo = agenda(
        sesion(), sesion("CJA/2/2026", credito="10201", invitado="Beto Ruiz Lara", estatus="cancelada")
    )
    con_cartera.importar(A, archivo)
    antes = con_cartera.hechos()
    otra = con_cartera.importar(A, archivo)
    assert otra.resumen["ya_estaba"] == 2
    assert con_cartera.hechos() == antes


def test_el_mismo_archivo_no_deshace_lo_que_se_movio_despues(con_cartera):
    viejo = agenda(sesion())
    con_cartera.importar(A, viejo)
    con_cartera.importar(A, agenda(sesion(fecha="26/11/2026")))
    assert con_cartera.importar(A, viejo).resumen["ya_estaba"] == 1
    _, caso = con_cartera.con_credito("10101")
    assert caso.sesion.inicio == a_las(HOY + timedelta(days=3), time(9))


def test_otra_fecha_reagenda_y_dice_de_cuando_a_cuando(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    movida = agenda(sesion(fecha="26/11/2026"))
    (vista,) = con_cartera.ver(A, movida).renglones
    assert (vista.situacion, vista.mensaje) == (
        Situacion.CAMBIA,
        "La sesión 1 de CJA/100/2026 pasa del 24 al 26 de noviembre.",
    )
    con_cartera.importar(A, movida)
    _, caso = con_cartera.con_credito("10101")
    assert caso.mecanismo.diferimientos == 0  # the court's own change is no deferral
    assert caso.sesion.movida == 1


def test_otra_sala_cambia_el_lugar_y_un_dato_en_blanco_no_borra(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    assert linea(con_cartera, sesion(sala="", facilitador="")).situacion is Situacion.YA_ESTABA
    cambio = linea(con_cartera, sesion(sala="Sala 3"))
    assert (cambio.situacion, cambio.mensaje) == (
        Situacion.CAMBIA,
        "La sesión 1 de CJA/100/2026 será en Sala 3.",
    )
    con_cartera.importar(A, agenda(sesion(sala="https://video.example.mx/s/1")))
    _, caso = con_cartera.con_credito("10101")
    assert (caso.sesion.sala, caso.sesion.url) == (None, "https://video.example.mx/s/1")


def test_una_cancelada_se_cancela_y_la_que_no_estaba_no_hace_nada(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    archivo = agenda(
        sesion(estatus="CANCELADA"), sesion("CJA/2/2026", credito="10201", invitado="", estatus="cancelada")
    )
    vista = con_cartera.ver(A, archivo)
    assert [r.situacion for r in vista.renglones] == [Situacion.CANCELADA, Situacion.CANCELADA]
    assert "no hay nada que hacer" in vista.renglones[1].mensaje
    con_cartera.importar(A, archivo)
    _, caso = con_cartera.con_credito("10101")
    assert caso.etapa is Etapa.REGISTRADO
    assert con_cartera.con_credito("10201")[1].sesiones == {}


def test_una_cancelada_que_vuelve_se_agenda_de_nuevo(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    con_cartera.importar(A, agenda(sesion(estatus="cancelada")))
    con_cartera.importar(A, agenda(sesion(fecha="27/11/2026")))
    _, caso = con_cartera.con_credito("10101")
    assert caso.sesion.numero == 2
    assert [s.estado for s in caso.sesiones.values()] == [EstadoSesion.CANCELADA, EstadoSesion.PROGRAMADA]


def test_la_invitacion_no_entregada_se_anota_en_la_misma_fila(con_cartera):
    fila = (*sesion(), "no localizada")
    archivo = hoja((*AGENDA, "Invitación"), [fila])
    con_cartera.importar(A, archivo)
    _, caso = con_cartera.con_credito("10101")
    assert caso.sesion.invitacion == "no_entregada"
    assert con_cartera.importar(A, archivo).resumen["ya_estaba"] == 1


def test_varios_creditos_en_una_celda_son_de_un_solo_caso(con_cartera):
    assert linea(con_cartera, sesion(credito="10101, 10102")).situacion is Situacion.NUEVA
    duda = linea(con_cartera, sesion(credito="10101 y 10201"))
    assert (duda.situacion, duda.causa) == (Situacion.DUDA, Causa.VARIOS_CASOS)
    assert len(duda.candidatos) == 2


def test_un_credito_que_no_estaba_se_agrega_al_caso_de_los_otros(con_cartera):
    con_cartera.importar(A, agenda(sesion(credito="10101; 10109")))
    _, caso = con_cartera.con_credito("10109")
    assert set(caso.creditos) == {"10101", "10102", "10109"}


# ------------------------------------------------------------------------------------- whose session it is


def test_la_curp_identifica_sin_credito(con_cartera):
    vista = linea(con_cartera, sesion(credito="", curp="COTD900101MSRTZN08"))
    assert vista.situacion is Situacion.NUEVA


def test_el_nombre_solo_nunca_basta(con_cartera):
    duda = linea(con_cartera, sesion(credito="", curp=""))
    assert (duda.situacion, duda.causa) == (Situacion.DUDA, Causa.HOMONIMO)
    assert duda.mensaje.startswith("Hay un caso con ese nombre (créditos 10101 y 10102): confirme")
    assert [c.creditos for c in duda.candidatos] == [("10101", "10102")]


def test_de_los_homonimos_se_listan_sus_creditos(con_cartera):
    duda = linea(con_cartera, sesion(invitado="CARLA PAZ SOTO", credito=""))
    assert duda.causa is Causa.HOMONIMO
    assert duda.mensaje == (
        "Hay 2 personas con ese nombre (crédito 10301; crédito 10302): confirme cuál por crédito o CURP."
    )


def test_el_credito_de_otro_deudor_se_pregunta(con_cartera):
    con_curp = linea(
        con_cartera, sesion(invitado="Beto Ruiz Lara", credito="10101", curp="RULB900101HSRZRT03")
    )
    assert con_curp.causa is Causa.CREDITO_DE_OTRO
    sin_curp = linea(con_cartera, sesion(invitado="Otra Persona Aquí", credito="10101"))
    assert sin_curp.causa is Causa.PERSONA_DISTINTA
    assert "es de Cota Díaz Ana Luz y la agenda invita a Otra Persona Aquí" in sin_curp.mensaje


def test_un_nombre_incompleto_o_con_un_desliz_no_estorba_si_el_credito_coincide(con_cartera):
    assert linea(con_cartera, sesion(invitado="Ana Cota")).situacion is Situacion.NUEVA
    assert linea(con_cartera, sesion(invitado="ANA LUS COTA DIAS")).situacion is Situacion.NUEVA


def test_el_folio_de_otro_caso_se_pregunta(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    duda = linea(con_cartera, sesion(num=2, invitado="Beto Ruiz Lara", credito="10201"))
    assert duda.causa is Causa.FOLIO_DE_OTRO


def test_el_folio_y_el_nombre_bastan_para_la_segunda_sesion(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    con_cartera.importar(A, agenda(sesion(estatus="cancelada")))
    segunda = linea(con_cartera, sesion(num=2, credito="", fecha="27/11/2026"))
    assert segunda.situacion is Situacion.NUEVA


def test_un_deudor_desconocido_con_credito_abre_su_caso(con_cartera):
    archivo = agenda(sesion("CJA/7/2026", invitado="Nueva Persona Uno", credito="10777"))
    (vista,) = con_cartera.ver(A, archivo).renglones
    assert "Se abrirá un caso nuevo para Nueva Persona Uno con el crédito 10777" in vista.mensaje
    con_cartera.importar(A, archivo)
    _, caso = con_cartera.con_credito("10777")
    assert (caso.apertura.origen, caso.apertura.sede, caso.etapa) == (
        OrigenCaso.AGENDA,
        "HMO",
        Etapa.AGENDADO,
    )
    assert caso.apertura.responsable in {"maria", "pedro"}
    assert con_cartera.boveda.leer(caso.apertura.persona_id).nombre == "Nueva Persona Uno"


def test_dos_filas_del_mismo_desconocido_van_al_mismo_caso(con_cartera):
    archivo = agenda(
        sesion("CJA/7/2026", invitado="Nueva Persona Uno", credito="10777", estatus="programada"),
        sesion("CJA/8/2026", invitado="Nueva Persona Uno", credito="10777", fecha="27/11/2026"),
    )
    primera, segunda = con_cartera.ver(A, archivo).renglones
    assert primera.situacion is Situacion.NUEVA
    assert "Ya tiene la sesión 1 de CJA/7/2026" in segunda.mensaje
    con_cartera.importar(A, archivo)
    assert len(con_cartera.con_credito("10777")[1].sesiones) == 1


def test_sin_credito_ni_curp_un_desconocido_es_duda(con_cartera):
    duda = linea(con_cartera, sesion(invitado="Nadie Sabe Quién", credito=""))
    assert (duda.situacion, duda.causa, duda.candidatos) == (Situacion.DUDA, Causa.SIN_CREDITO, ())
    mala = linea(con_cartera, sesion(invitado="Nadie Sabe Quién", credito="", curp="COTD900101MSRTZN05"))
    assert mala.causa is Causa.SIN_CREDITO
    assert "está mal escrita" in mala.mensaje


def test_el_dia_inhabil_se_pregunta_y_se_acepta_con_su_motivo(con_cartera):
    archivo = agenda(
        sesion(), sesion("CJA/5/2026", credito="10201", invitado="Beto Ruiz", fecha="25/12/2026")
    )
    vista = con_cartera.importar(A, archivo)
    duda = vista.renglones[1]
    assert (duda.situacion, duda.causa) == (Situacion.DUDA, Causa.INHABIL)
    assert duda.mensaje.startswith("El viernes 25 de diciembre es inhábil para el tribunal")
    sin_motivo = con_cartera.resolver(A, archivo, 3, Eleccion(aceptar=True))
    assert sin_motivo[0].situacion is Situacion.DUDA
    con_cartera.resolver(A, archivo, 3, Eleccion(aceptar=True, motivo="Guardia del centro"))
    _, caso = con_cartera.con_credito("10201")
    assert caso.sesion.inicio == a_las(HOY.replace(month=12, day=25), time(9))
    assert con_cartera.ver(A, archivo).renglones[1].mensaje == "Estaba en duda y ya se resolvió."


def test_un_descanso_que_solo_se_supone_no_pone_en_duda_la_agenda_del_tribunal(con_cartera):
    """30 November is the state government's day; that the court rests is supposed, not published."""
    archivo = agenda(sesion(fecha="30/11/2026"))
    [renglon] = con_cartera.ver(A, archivo).renglones
    assert renglon.situacion is Situacion.NUEVA
    assert "Se supone que el lunes 30 de noviembre el tribunal descansa" in renglon.mensaje
    con_cartera.importar(A, archivo)
    _, caso = con_cartera.con_credito("10101")
    assert dia_local(caso.sesion.inicio).day == 30
    [otra_vez] = con_cartera.ver(A, archivo).renglones
    assert otra_vez.situacion is Situacion.YA_ESTABA


def test_lo_que_el_caso_no_admite_se_explica(con_cartera):
    con_cartera.importar(A, agenda(sesion()))
    caso_id, _ = con_cartera.con_credito("10101")
    con_cartera.reloj.ahora += timedelta(days=3)
    falta = linea(con_cartera, sesion(num=2, fecha="02/12/2026", hora="10:00"))
    assert falta.mensaje.startswith("Falta capturar cómo terminó la sesión 1 de CJA/100/2026")
    con_cartera.decidir(caso_id, registrar_inasistencia, Inasistencia(sesion=1, ausentes=("acreditado",)))
    assert linea(con_cartera, sesion(num=2, fecha="02/12/2026", hora="10:00")).situacion is Situacion.NUEVA
    assert linea(con_cartera, sesion()).situacion is Situacion.YA_ESTABA
    assert linea(con_cartera, sesion(fecha="01/12/2026")).causa is Causa.NO_PROCEDE


def test_los_renglones_malos_se_listan_y_no_detienen_a_los_demas(con_cartera):
    vista = con_cartera.importar(A, agenda(sesion(fecha="31/02/2026"), sesion("CJA/2/2026")))
    assert [r.situacion for r in vista.renglones] == [Situacion.ERROR, Situacion.NUEVA]
    assert vista.renglones[0].mensaje == "31/02/2026 no existe: ese mes no tiene día 31."
    assert len(con_cartera.con_credito("10101")[1].sesiones) == 1


def test_lo_que_se_lee_con_duda_espera_a_que_alguien_lo_acepte(con_cartera):
    archivo = agenda(sesion(hora="5:00"))
    vista = con_cartera.importar(A, archivo)
    assert vista.renglones[0].causa is Causa.REVISAR
    assert con_cartera.lote(vista).por_resolver.keys() == {2}
    (hecho,) = con_cartera.resolver(A, archivo, 2, Eleccion(aceptar=True))
    assert hecho.situacion is Situacion.NUEVA
    assert con_cartera.lote(vista).por_resolver == {}


def test_una_duda_se_resuelve_diciendo_de_quien_es(con_cartera):
    archivo = agenda(sesion(invitado="CARLA PAZ SOTO", credito=""))
    vista = con_cartera.importar(A, archivo)
    caso_id, _ = con_cartera.con_credito("10302")
    con_cartera.resolver(A, archivo, 2, Eleccion(caso_id=caso_id))
    assert len(con_cartera.con_credito("10302")[1].sesiones) == 1
    assert con_cartera.lote(vista).resueltas[2].como == "caso"
    antes = con_cartera.hechos()
    con_cartera.importar(A, archivo)
    assert con_cartera.hechos() == antes


def test_una_duda_se_resuelve_abriendo_un_caso_o_descartandola(con_cartera):
    archivo = agenda(
        sesion(invitado="CARLA PAZ SOTO", credito=""), sesion("CJA/6/2026", invitado="Nadie Más", credito="")
    )
    vista = con_cartera.importar(A, archivo)
    cuantos = len(con_cartera.abiertos())
    con_cartera.resolver(A, archivo, 2, Eleccion(nuevo=True))
    assert len(con_cartera.abiertos()) == cuantos + 1
    con_cartera.descartar(vista, 3)
    assert con_cartera.lote(vista).por_resolver == {}
    assert [r.situacion for r in con_cartera.ver(A, archivo).renglones] == [Situacion.YA_ESTABA] * 2
