"""The calendars shipped with the program, and the warnings about what they still lack."""

from datetime import date, timedelta
from importlib.resources import files

import pytest

from casos.calendario.conjunto import avisos_de_calendario
from casos.calendario.lectura import calendarios_base, leer_calendarios, volcar
from casos.calendario.modelo import CALENDARIOS, SEDES, DatosDeCalendario

BASE = calendarios_base()


def motivo(nombre, dia, sede="HMO"):
    razon = BASE.calendario(nombre, sede).motivo(dia)
    return razon and razon.nombre


@pytest.mark.parametrize(
    "jueves",
    [date(2024, 3, 28), date(2025, 4, 17), date(2026, 4, 2), date(2027, 3, 25), date(2028, 4, 13)],
)
@pytest.mark.parametrize("nombre", CALENDARIOS)
def test_los_dias_santos_son_inhabiles_en_todos(nombre, jueves):
    assert motivo(nombre, jueves) == "Jueves Santo"
    assert motivo(nombre, jueves + timedelta(days=1)) == "Viernes Santo"


@pytest.mark.parametrize(
    ("dia", "nombre"),
    [
        (date(2024, 7, 17), "Aniversario luctuoso de Álvaro Obregón"),
        (date(2026, 9, 15), "Víspera de la Independencia"),
        (date(2026, 9, 16), "Día de la Independencia"),
        (date(2026, 10, 12), "Día de la Raza"),
        (date(2026, 11, 2), "Día de Muertos"),
        (date(2026, 11, 30), "Día del Servidor Público"),
        (date(2024, 7, 22), "Vacaciones de verano"),
        (date(2024, 8, 2), "Vacaciones de verano"),
        (date(2025, 7, 21), "Vacaciones de verano"),
        (date(2025, 8, 1), "Vacaciones de verano"),
        (date(2024, 12, 19), "Vacaciones de invierno"),
        (date(2025, 1, 3), "Vacaciones de invierno"),
        (date(2026, 12, 25), "Navidad"),
        (date(2027, 1, 1), "Año Nuevo"),
    ],
)
def test_dias_inhabiles_del_gobierno_de_sonora(dia, nombre):
    assert motivo("INSTITUTO", dia) == nombre
    assert motivo("GESTION_COBRANZA", dia) == nombre


@pytest.mark.parametrize(
    "dia", [date(2024, 7, 19), date(2024, 8, 5), date(2025, 8, 4), date(2024, 12, 18), date(2026, 12, 10)]
)
def test_dias_en_que_el_instituto_si_trabaja(dia):
    assert motivo("INSTITUTO", dia) is None


def test_los_bancos_no_cierran_en_vacaciones_pero_si_el_12_de_diciembre():
    assert motivo("BANCOS", date(2026, 12, 22)) is None
    assert motivo("BANCOS", date(2025, 12, 12)) == "Día del Empleado Bancario"
    assert motivo("INSTITUTO", date(2025, 12, 12)) is None
    assert motivo("GESTION_COBRANZA", date(2025, 12, 12)) == "Día del Empleado Bancario"


def test_del_tribunal_nada_se_da_por_confirmado():
    assert not any(inhabil.confirmado for inhabil in BASE.STJ.inhabiles)


def test_el_archivo_esta_escrito_como_lo_escribe_el_programa():
    assert files("casos.calendario").joinpath("base.toml").read_text("utf-8") == volcar(BASE)


def test_desde_noviembre_se_avisa_que_el_anio_siguiente_esta_vacio():
    def vacios(dia):
        return {
            (aviso.calendario, aviso.anio)
            for aviso in avisos_de_calendario(BASE, dia)
            if aviso.clase == "vacio"
        }

    assert vacios(date(2028, 10, 31)) == set()
    assert vacios(date(2028, 11, 1)) == {(nombre, 2029) for nombre in CALENDARIOS}
    assert vacios(date(2029, 3, 1)) == {(nombre, 2029) for nombre in CALENDARIOS}


def test_se_avisa_de_los_dias_que_solo_se_suponen():
    avisos = [a for a in avisos_de_calendario(BASE, date(2026, 6, 1)) if a.calendario == "INSTITUTO"]
    assert [(a.clase, a.anio) for a in avisos] == [("supuesto", 2026)]
    assert "Jueves Santo" in avisos[0].texto
    assert "Día de Muertos" not in avisos[0].texto


def test_un_anio_que_nadie_lleno_solo_sabe_los_descansos_de_ley():
    calendario = BASE.calendario("INSTITUTO", "HMO")
    assert calendario.anio_vacio(2031)
    assert not calendario.anio_vacio(2028)
    assert calendario.es_habil(date(2031, 7, 17))
    assert not calendario.es_habil(date(2031, 5, 1))


def test_una_copia_con_otros_datos_cuenta_con_ellos():
    assert not BASE.calendario("STJ", "HMO").es_habil(date(2026, 11, 2))
    copia = BASE.model_copy(update={"STJ": DatosDeCalendario(anios=(2026,))})
    assert copia.calendario("STJ", "HMO").es_habil(date(2026, 11, 2))


def test_un_cierre_de_una_sede_no_toca_a_las_demas():
    texto = volcar(BASE).replace(
        "[INSTITUTO]  # Instituto\nanios = [2024, 2025, 2026, 2027, 2028]\ninhabiles = [\n",
        "[INSTITUTO]\nanios = [2024, 2025, 2026, 2027, 2028]\ninhabiles = [\n"
        '  { dia = 2026-11-24, nombre = "Huracán", fuente = "Acuerdo 9/2026", sedes = ["OBR"] },\n',
    )
    nuevos = leer_calendarios(texto)
    trabajan = {sede: nuevos.calendario("INSTITUTO", sede).es_habil(date(2026, 11, 24)) for sede in SEDES}
    assert trabajan == {"HMO": True, "OBR": False, "NOG": True}
    assert not nuevos.calendario("GESTION_COBRANZA", "OBR").es_habil(date(2026, 11, 24))
    assert nuevos.calendario("INSTITUTO", "HMO") is nuevos.calendario("INSTITUTO", "NOG")


@pytest.mark.parametrize(
    ("nombre", "sede"), [("INSTITUTOS", "HMO"), ("INSTITUTO", "CDMX"), ("INSTITUTO", "")]
)
def test_un_calendario_o_una_sede_que_no_existe_se_dice(nombre, sede):
    with pytest.raises(ValueError, match="No hay un"):
        BASE.calendario(nombre, sede)
