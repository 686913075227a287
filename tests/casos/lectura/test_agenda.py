"""The court's agenda: what each row says, what it leaves in doubt, and what cannot be read."""

from datetime import date, time

import pytest

from casos.lectura.agenda import AgendaLeida, leer_agenda, leer_agenda_pegada
from casos.lectura.renglones import RenglonMalo
from tests.casos.lectura.archivos import HOY, MUESTRAS, xlsx

CABEZA = "Folio,Sesión,Fecha,Hora,Sala,Facilitador,Invitado,CURP,Crédito,Estatus,Observaciones\n"
BUENO = "CJA/1/2026,1a,24/11/2026,9:00,Sala 1,Lic. Soto,Ana Peña,,101196,,\n"


def leer(texto: str) -> AgendaLeida:
    return leer_agenda("agenda.csv", texto.encode(), HOY)


def uno(renglon: str):
    (leido,) = leer(CABEZA + renglon).renglones
    return leido


def test_un_renglon_completo():
    sesion = uno(
        'CJA/1279/2026,2a,24/11/2026,1:30 p. m.,Sala 2,Lic. Nuria,"PEÑÚÑURI, CECILIA",,"101196, 101199",,\n'
    )
    assert (sesion.fila, sesion.folio, sesion.num_sesion) == (2, "CJA/1279/2026", 2)
    assert (sesion.fecha, sesion.hora, sesion.sala) == (date(2026, 11, 24), time(13, 30), "Sala 2")
    assert (sesion.modalidad, sesion.facilitador) == ("PRESENCIAL", "Lic. Nuria")
    assert (sesion.invitado, sesion.creditos) == ("PEÑÚÑURI, CECILIA", ("101196", "101199"))
    assert (sesion.cancelada, sesion.reagendada, sesion.dudas, sesion.avisos) == (False, False, (), ())


def test_un_renglon_malo_no_detiene_a_los_demas():
    leida = leer(
        CABEZA + BUENO + BUENO.replace("24/11", "31/02").replace("/1/", "/2/") + BUENO.replace("/1/", "/3/")
    )
    assert [s.fila for s in leida.buenos] == [2, 4]
    (malo,) = leida.malos
    assert (malo.fila, malo.motivo) == (3, "31/02/2026 no existe: ese mes no tiene día 31.")
    assert "Ana Peña" in malo.texto


@pytest.mark.parametrize(
    ("cambio", "por", "motivo"),
    [
        ("24/11/2026", "", "Falta la fecha."),
        ("9:00", "25:99", "La hora «25:99» no existe."),
        ("1a", "quizá", "número de sesión"),
        ("101196", "ninguno que sepamos", "número de crédito"),
        ("Ana Peña", "A" * 3000, "3,000 letras y el máximo es 150"),
        ("24/11/2026", "24 de noviembre", "falta el año"),
    ],
)
def test_cada_renglon_malo_dice_por_que(cambio, por, motivo):
    malo = uno(BUENO.replace(cambio, por))
    assert isinstance(malo, RenglonMalo)
    assert motivo in malo.motivo
    assert malo.fila == 2


def test_todas_las_razones_de_un_renglon_se_dicen_juntas():
    malo = uno(BUENO.replace("24/11/2026", "31/02/2026").replace("9:00", "25:99"))
    assert malo.motivo.count(".") == 2


@pytest.mark.parametrize(
    ("cambio", "por", "duda"),
    [
        ("CJA/1/2026", "", "Falta el folio"),
        ("9:00", "", "Falta la hora"),
        ("9:00", "1:30", "de la mañana o de la tarde"),
        ("24/11/2026", "24/11/2019", "pasó hace mucho"),
        ("24/11/2026", "24/11/2028", "más de un año"),
    ],
)
def test_lo_dudoso_se_lee_y_se_pregunta(cambio, por, duda):
    (texto,) = uno(BUENO.replace(cambio, por)).dudas
    assert duda in texto


def test_sin_nombre_ni_credito_ni_curp_no_se_sabe_a_quien_se_invita():
    (duda,) = uno("CJA/1/2026,1,24/11/2026,9:00,Sala 1,,,,,,\n").dudas
    assert "No dice a quién" in duda
    assert uno("CJA/1/2026,1,24/11/2026,9:00,Sala 1,,,AAPA800101MSRXXN09,,,\n").dudas == ()


@pytest.mark.parametrize(
    ("estatus", "notas", "cancelada", "reagendada", "con_duda"),
    [
        ("CANCELADA", "", True, False, False),
        ("", "cancelada por el juzgado", True, False, False),
        ("", "reagenda", False, True, False),
        ("programada", "", False, False, False),
        ("programada", "CANCELADA", True, False, True),
        ("", "se cancela y se reagenda", True, True, True),
    ],
)
def test_canceladas_y_reagendadas(estatus, notas, cancelada, reagendada, con_duda):
    sesion = uno(f"CJA/1/2026,1,24/11/2026,9:00,Sala 1,,Ana,,101196,{estatus},{notas}\n")
    assert (sesion.cancelada, sesion.reagendada, bool(sesion.dudas)) == (cancelada, reagendada, con_duda)


def test_una_cancelada_puede_venir_sin_fecha():
    sesion = uno("CJA/1/2026,1,,,,,Ana,,101196,CANCELADA,\n")
    assert (sesion.fecha, sesion.cancelada, sesion.dudas) == (None, True, ())


def test_el_renglon_repetido_igual_apunta_al_primero():
    primera, segunda = leer(CABEZA + BUENO + BUENO).buenos
    assert (primera.repite, primera.dudas) == (None, ())
    assert (segunda.repite, segunda.dudas) == (2, ())


def test_dos_renglones_distintos_del_mismo_folio_y_sesion_se_ponen_en_duda_los_dos():
    primera, otra, segunda = leer(
        CABEZA + BUENO + BUENO.replace("1a", "2a") + BUENO.replace("Sala 1", "Sala 3")
    ).buenos
    assert "la fila 4, con otros datos (sala)" in primera.dudas[0]
    assert "la fila 2, con otros datos (sala)" in segunda.dudas[0]
    assert (otra.dudas, primera.repite, segunda.repite) == ((), None, None)


def test_la_fecha_puede_estar_en_el_titulo_de_cada_dia():
    leida = leer(
        "Centro de Justicia Alternativa de Nogales,,\nMARTES 24 DE NOVIEMBRE DE 2026,,\n"
        "Hora,Expediente,Invitado\n9:00,CJA/1/2026,Ana\n"
        "MIÉRCOLES 25 DE NOVIEMBRE DE 2026,,\n"
        "Hora,Expediente,Invitado\n9:00,CJA/2/2026,Eva\n"
    )
    assert [(s.fila, s.fecha, s.sede) for s in leida.buenos] == [
        (4, date(2026, 11, 24), "NOG"),
        (7, date(2026, 11, 25), "NOG"),
    ]
    assert "título" in leida.buenos[0].avisos[0]


def test_sin_fecha_en_columna_ni_en_titulo_cada_renglon_es_malo():
    leida = leer(
        "SEMANA DEL 24 AL 28 DE NOVIEMBRE DE 2026,,\nHora,Expediente,Invitado\n9:00,CJA/1/2026,Ana\n"
    )
    assert [m.motivo for m in leida.malos] == ["Falta la fecha."]


def test_las_fechas_con_el_mes_primero_se_leen_si_toda_la_columna_lo_dice():
    leida = leer("Folio,Fecha,Hora\nA/1/2026,11/24/2026,9:00\nA/2/2026,12/01/2026,9:00\n")
    assert [s.fecha for s in leida.buenos] == [date(2026, 11, 24), date(2026, 12, 1)]
    assert "primero el mes" in leida.avisos[0]
    mezcladas = leer("Folio,Fecha,Hora\nA/1/2026,11/24/2026,9:00\nA/2/2026,25/11/2026,9:00\n")
    assert [m.fila for m in mezcladas.malos] == [2]


def test_un_folio_que_excel_volvio_fecha_es_un_renglon_malo():
    filas = [["Folio", "Fecha", "Hora"], [date(2026, 12, 1), date(2026, 11, 24), time(9)]]
    (malo,) = leer_agenda("a.xlsx", xlsx(filas), HOY).malos
    assert "Excel convirtió el folio en fecha" in malo.motivo


def test_una_sede_ajena_se_avisa():
    leida = leer(
        "Folio,Fecha,Hora,Sede\nA/1/2026,24/11/2026,9:00,Navojoa\nA/2/2026,24/11/2026,9:00,Cd. Obregón\n"
    )
    assert [(s.sede, bool(s.avisos)) for s in leida.buenos] == [(None, True), ("OBR", False)]


def test_el_nombre_en_tres_columnas():
    leida = leer(
        "Folio,Fecha,Hora,Apellido paterno,Apellido materno,Nombre(s)\n"
        "A/1/2026,24/11/2026,9:00,Peña,Ruiz,Ana\n"
    )
    assert leida.buenos[0].invitado == "Peña Ruiz Ana"


@pytest.mark.parametrize("contra", ["vs", "VS.", "contra", "versus"])
def test_las_partes_en_una_columna(contra):
    leida = leer(f"Folio,Fecha,Hora,Partes\nA/1/2026,24/11/2026,9:00,Instituto de Becas {contra} Ana Soto\n")
    assert (leida.buenos[0].solicitante, leida.buenos[0].invitado) == ("Instituto de Becas", "Ana Soto")


def test_el_excel_viejo_de_la_muestra():
    leida = leer_agenda("agenda.xls", (MUESTRAS / "agenda.xls").read_bytes(), HOY)
    assert leida.malos == ()
    assert [(s.fila, s.fecha, s.hora, s.creditos) for s in leida.buenos] == [
        (4, date(2026, 11, 24), time(9, 30), ("101196",)),
        (5, date(2026, 11, 24), time(10, 30), ("101199", "101205")),
        (6, date(2026, 11, 25), time(13, 30), ("101210",)),
    ]


def test_la_misma_tabla_pegada_dice_lo_mismo_y_se_identifica_por_su_texto():
    pegada = leer_agenda_pegada((CABEZA + BUENO).replace(",", "\t"), HOY)
    assert pegada.renglones == leer(CABEZA + BUENO).renglones
    assert (pegada.archivo, len(pegada.sha256)) == ("pegado", 64)
    assert pegada == leer_agenda_pegada((CABEZA + BUENO).replace(",", "\t"), HOY)
