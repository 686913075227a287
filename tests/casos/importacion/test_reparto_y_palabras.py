"""Turns and quotas under the policy, names that may be one, and how the lines are worded."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.importacion.directorio import Equipo, Responsable
from casos.importacion.nombres_parecidos import es_la_misma
from casos.importacion.palabras import creditos, lista, lugar, momento, mudanza, tiempos
from casos.importacion.reparto import Cuota, Reparto
from casos.mediacion.vocabulario import Modalidad
from casos.politica.lectura import leer_politica
from casos.tiempo import a_las
from casos.versiones import BASE

HOY = date(2026, 11, 23)
POLITICA = BASE.politica(1)
CALENDARIOS = BASE.calendarios[0].calendarios
EQUIPO = Equipo(
    (
        Responsable("ana", "Ana Ríos", "HMO"),
        Responsable("beto", "Beto Paz", "HMO"),
        Responsable("eva", "Eva Sol", ""),
    )
)


def test_la_lista_de_la_politica_manda_y_quien_se_fue_no_recibe():
    politica = leer_politica(
        'vigente_desde = 2026-01-01\n[reparto]\nHMO = ["beto", "carla"]\n', sobre=POLITICA
    )
    reparto = Reparto(EQUIPO, politica, "0" * 64, "quien-importa")
    assert {reparto.responsable("HMO", n).usuario for n in range(5)} == {"beto"}


def test_una_oficina_sin_gente_usa_a_quien_es_de_todas():
    reparto = Reparto(EQUIPO, POLITICA, "0" * 64, "quien-importa")
    assert reparto.responsable("NOG", 0).usuario == "eva"


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(1, 60))
def test_nadie_recibe_dos_casos_mas_que_otro(sha256, cuantos):
    reparto = Reparto(EQUIPO, POLITICA, sha256, "x")
    tocan = [reparto.responsable("HMO", n).usuario for n in range(cuantos)]
    assert abs(tocan.count("ana") - tocan.count("beto")) <= 1
    assert tocan == [
        Reparto(EQUIPO, POLITICA, sha256, "x").responsable("HMO", n).usuario for n in range(cuantos)
    ]


@given(st.lists(st.sampled_from(["ana", "beto"]), max_size=80), st.integers(0, 20))
def test_la_cuota_no_se_rebasa_y_solo_hay_dias_habiles(a_quien, ya_tenia):
    manana = date(2026, 11, 24)
    cuota = Cuota(POLITICA, CALENDARIOS, HOY, {("ana", manana): ya_tenia})
    dias = [(u, cuota.dia(u, "HMO")) for u in a_quien]
    calendario = CALENDARIOS.calendario("GESTION_COBRANZA", "HMO")
    for par in set(dias):
        previos = ya_tenia if par == ("ana", manana) else 0
        assert dias.count(par) + previos <= max(POLITICA.cartera.primeros_contactos_por_dia, previos)
        assert calendario.es_habil(par[1])
        assert par[1] > HOY


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("COTA DÍAZ, ANA LUZ", "Ana Luz Cota Dias"),
        ("Ma. Gpe. Hdez", "María Guadalupe Hernández"),
        ("Ana Cota", "Cota Díaz Ana Luz"),
        ("Yesenia Vázquez", "Llesenia Básquez"),
        ("Lic. Irma Ochoa", "OCHOA IRMA"),
    ],
)
def test_puede_ser_la_misma_persona(uno, otro):
    assert es_la_misma(uno, otro)
    assert es_la_misma(otro, uno)


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("María López Paz", "Mario López Paz"),
        ("Cota Díaz Ana Luz", "Cota Díaz Ana Paz"),
        ("Ana", "Ana Luz Cota"),
        ("", ""),
        ("", "Ana Luz"),
    ],
)
def test_no_es_la_misma_persona(uno, otro):
    assert not es_la_misma(uno, otro)


def test_los_renglones_se_dicen_antes_y_despues():
    assert tiempos("Se {agendará|agendó} %s.", "la sesión {1|2}") == (
        "Se agendará la sesión {1|2}.",
        "Se agendó la sesión {1|2}.",
    )


def test_los_momentos_y_las_mudanzas_se_dicen_completos():
    de, a = a_las(HOY, time(9)), a_las(HOY + timedelta(days=2), time(9))
    assert momento(de, HOY) == "lunes 23 de noviembre a las 9:00"
    assert momento(a_las(date(2027, 1, 4), time(9)), HOY) == "lunes 4 de enero de 2027 a las 9:00"
    assert mudanza(de, a, HOY) == "del 23 al 25 de noviembre"
    assert (
        mudanza(de, a_las(HOY + timedelta(days=2), time(12)), HOY) == "del 23 al 25 de noviembre a las 12:00"
    )
    assert mudanza(de, a_las(HOY, time(10)), HOY) == "de las 9:00 a las 10:00 del lunes 23 de noviembre"
    assert mudanza(de, a_las(date(2027, 1, 4), time(9)), HOY) == "del 23 de noviembre al 4 de enero de 2027"


def test_los_lugares_las_listas_y_los_creditos():
    assert lugar("2", None, Modalidad.PRESENCIAL) == " en Sala 2"
    assert lugar(None, "https://x", None) == " por videoconferencia"
    assert lugar("Sala 1", "https://x", Modalidad.HIBRIDA) == " en Sala 1 y por videoconferencia"
    assert lugar(None, None, None) == ""
    assert lista(["a", "b", "c"]) == "a, b y c"
    assert lista([str(n) for n in range(8)]) == "0, 1, 2, 3, 4 y 3 más"
    assert (creditos(()), creditos(("1",)), creditos(("1", "2"))) == (
        "sin créditos",
        "crédito 1",
        "créditos 1 y 2",
    )
