"""Published versions: which policy holds when, and due dates that never move once past."""

import pickle
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.calendario.conjunto import Calendarios
from casos.calendario.lectura import calendarios_base, leer_calendarios
from casos.calendario.modelo import DatosDeCalendario, Inhabil
from casos.politica.lectura import leer_politica
from casos.tiempo import a_las, dia_local, inicio_del_dia
from casos.versiones import BASE, CalendariosPublicados, PoliticaPublicada, Versiones

PRINCIPIO = datetime(2000, 1, 1, tzinfo=UTC)
PRIMER_DIA = date(2026, 11, 1)
dias = st.integers(0, 60).map(lambda n: PRIMER_DIA + timedelta(days=n))
plazos = st.integers(-10, 15)
instantes = st.builds(lambda dia, hora: inicio_del_dia(dia) + timedelta(hours=hora), dias, st.integers(0, 23))


def conjunto(inhabiles):
    declarados = tuple(
        Inhabil(desde=dia, hasta=dia, nombre="Cierre", fuente="Acuerdo") for dia in sorted(inhabiles)
    )
    datos = DatosDeCalendario(anios=(2026, 2027), inhabiles=declarados)
    return Calendarios(INSTITUTO=datos, STJ=datos, BANCOS=datos, GESTION_COBRANZA=datos)


conjuntos = st.sets(dias, max_size=15).map(conjunto)


@st.composite
def bultos(draw):
    """Versions of the calendars published one after another."""
    publicados = sorted(draw(st.lists(instantes, max_size=3)))
    publicadas = [
        CalendariosPublicados(n, instante, draw(conjuntos))
        for n, instante in enumerate([PRINCIPIO, *publicados], start=1)
    ]
    return Versiones(BASE.politicas, publicadas)


def vence(versiones, desde, n):
    return versiones.vencimiento(desde, n, "INSTITUTO", "HMO").fecha


@given(bultos(), conjuntos, instantes, dias, plazos)
def test_publicar_un_calendario_nunca_mueve_una_fecha_que_ya_paso(versiones, nuevos, publicado, desde, n):
    antes = vence(versiones, desde, n)
    despues = vence(versiones.con_calendarios(nuevos, publicado), desde, n)
    hoy = dia_local(publicado)
    if antes < hoy:
        assert despues == antes
    if despues != antes:
        assert despues >= hoy


@given(bultos(), conjuntos, instantes, dias, plazos)
def test_una_fecha_por_venir_sigue_al_calendario_nuevo(versiones, nuevos, publicado, desde, n):
    antes = vence(versiones, desde, n)
    nueva = nuevos.calendario("INSTITUTO", "HMO").sumar(desde, n)
    if min(antes, nueva) >= dia_local(publicado):
        assert vence(versiones.con_calendarios(nuevos, publicado), desde, n) == nueva


@given(bultos(), instantes, dias, plazos)
def test_lo_que_vencio_antes_de_la_siguiente_publicacion_ya_se_sabia(versiones, instante, desde, n):
    conocidas = versiones.conocidas_al(instante)
    assert all(publicada.publicada_en <= instante for publicada in conocidas.calendarios[1:])
    entonces = vence(conocidas, desde, n)
    if entonces <= dia_local(instante) - timedelta(days=1):
        assert vence(versiones, desde, n) == entonces


def test_un_dia_declarado_inhabil_empuja_lo_que_vencia_ese_dia():
    versiones = Versiones(BASE.politicas, [CalendariosPublicados(1, PRINCIPIO, conjunto(set()))])
    huracan = conjunto({date(2026, 11, 24)})
    nuevas = versiones.con_calendarios(huracan, a_las(date(2026, 11, 24), time(7)))
    vencimiento = nuevas.vencimiento(date(2026, 11, 23), 1, "INSTITUTO", "HMO")
    assert (vencimiento.fecha, vencimiento.calendario_version) == (date(2026, 11, 25), 2)
    cuenta, fecha = vencimiento.explicacion.split(" = ")
    assert cuenta.startswith("1 día hábil desde el 23 de noviembre de 2026")
    assert cuenta.endswith("(el 24 de noviembre es inhábil: Cierre)")
    assert fecha == "25 de noviembre"


def test_un_dia_declarado_inhabil_cuando_ya_paso_no_revive_el_plazo():
    versiones = Versiones(BASE.politicas, [CalendariosPublicados(1, PRINCIPIO, conjunto(set()))])
    tardio = conjunto({date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)})
    nuevas = versiones.con_calendarios(tardio, inicio_del_dia(date(2026, 11, 25)))
    vencimiento = nuevas.vencimiento(date(2026, 11, 23), 1, "INSTITUTO", "HMO")
    assert (vencimiento.fecha, vencimiento.calendario_version) == (date(2026, 11, 24), 1)


def test_quitar_un_inhabil_no_vence_algo_hacia_atras():
    versiones = Versiones(
        BASE.politicas, [CalendariosPublicados(1, PRINCIPIO, conjunto({date(2026, 11, 24)}))]
    )
    nuevas = versiones.con_calendarios(conjunto(set()), inicio_del_dia(date(2026, 11, 25)))
    assert vence(nuevas, date(2026, 11, 23), 1) == date(2026, 11, 25)


def test_cada_sede_sigue_su_calendario():
    sobre = calendarios_base()
    dia = '{ dia = 2026-11-24, nombre = "Huracán", fuente = "Acuerdo", sedes = ["OBR"] }'
    nuevos = leer_calendarios(f"[INSTITUTO]\nanios = [2026]\ninhabiles = [{dia}]", sobre=sobre)
    versiones = BASE.con_calendarios(nuevos, inicio_del_dia(date(2026, 11, 20)))
    vencen = {
        s: versiones.vencimiento(date(2026, 11, 23), 1, "INSTITUTO", s).fecha.day for s in ("HMO", "OBR")
    }
    assert vencen == {"HMO": 24, "OBR": 25}


def politica(vigente_desde, dias_para_archivar):
    return leer_politica(
        f"vigente_desde = {vigente_desde}\ndocumentos.archivar_dias_habiles = {dias_para_archivar}"
    )


@given(st.lists(st.tuples(instantes, dias), max_size=4), instantes)
def test_rige_la_ultima_politica_publicada_cuyo_dia_ya_llego(publicaciones, instante):
    versiones = BASE
    for numero, (publicada_en, vigente_desde) in enumerate(publicaciones, start=2):
        versiones = versiones.con_politica(politica(vigente_desde, numero), publicada_en)
    esperada = max(
        [1]
        + [
            numero
            for numero, (publicada_en, vigente_desde) in enumerate(publicaciones, start=2)
            if publicada_en <= instante and vigente_desde <= dia_local(instante)
        ]
    )
    numero, en_vigor = versiones.politica_en(instante)
    assert numero == esperada
    assert en_vigor is versiones.politica(numero)
    assert en_vigor.documentos.archivar_dias_habiles == (3 if numero == 1 else numero)


def test_antes_de_la_primera_version_rige_la_primera():
    siglo_pasado = datetime(1996, 8, 1, tzinfo=UTC)
    assert BASE.politica_en(siglo_pasado)[0] == 1
    assert BASE.calendarios_en(siglo_pasado)[0] == 1
    assert BASE.conocidas_al(siglo_pasado).sello() == (1, 1)


def test_conocidas_al_deja_fuera_lo_publicado_despues():
    noviembre, diciembre = (datetime(2026, mes, 1, tzinfo=UTC) for mes in (11, 12))
    versiones = (
        BASE.con_politica(politica(date(2026, 11, 1), 4), noviembre)
        .con_calendarios(conjunto(set()), noviembre)
        .con_calendarios(conjunto({PRIMER_DIA}), diciembre)
    )
    assert versiones.sello() == (2, 3)
    assert versiones.conocidas_al(noviembre).sello() == (2, 2)
    assert versiones.conocidas_al(noviembre - timedelta(microseconds=1)).sello() == (1, 1)
    assert versiones.conocidas_al(diciembre) is versiones
    assert versiones.conocidas_al(noviembre) is versiones.conocidas_al(noviembre + timedelta(days=1))
    assert versiones.calendarios_en(diciembre)[0] == 3
    assert versiones.calendarios_en(diciembre - timedelta(seconds=1))[0] == 2
    with pytest.raises(KeyError):
        versiones.conocidas_al(noviembre - timedelta(days=1)).politica(2)


def test_un_borrador_no_cambia_el_bulto_del_que_salio():
    con_borrador = BASE.con_politica(politica(date(2026, 11, 1), 9), PRINCIPIO)
    assert con_borrador.sello() == (2, 1)
    assert BASE.sello() == (1, 1)
    assert con_borrador.politicas[:1] == BASE.politicas


def test_el_mismo_vencimiento_se_calcula_una_sola_vez():
    uno = BASE.vencimiento(date(2026, 11, 23), 3, "STJ", "NOG")
    assert BASE.vencimiento(date(2026, 11, 23), 3, "STJ", "NOG") is uno


def test_un_bulto_viaja_entre_procesos():
    versiones = BASE.con_politica(politica(date(2026, 11, 1), 9), PRINCIPIO)
    vence(versiones, date(2026, 11, 23), 3)
    copia = pickle.loads(pickle.dumps(versiones))
    assert (copia.politicas, copia.calendarios) == (versiones.politicas, versiones.calendarios)
    assert vence(copia, date(2026, 11, 23), 3) == vence(versiones, date(2026, 11, 23), 3)


@pytest.mark.parametrize(("calendario", "sede"), [("STJJ", "HMO"), ("STJ", "MEX")])
def test_un_calendario_o_sede_desconocidos_se_dicen(calendario, sede):
    with pytest.raises(ValueError, match="No hay un"):
        BASE.vencimiento(date(2026, 11, 23), 3, calendario, sede)


@pytest.mark.parametrize("numeros", [[], [1, 1], [2, 1]])
def test_los_numeros_de_version_van_en_aumento(numeros):
    politicas = [PoliticaPublicada(n, PRINCIPIO, BASE.politica(1)) for n in numeros]
    with pytest.raises(ValueError, match="deben ir en aumento"):
        Versiones(politicas, BASE.calendarios)
