from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError

from casos.boveda import BovedaIlegible, BovedaNoDisponible, Olvidada
from tests.casos.boveda.gente import COMPLETA, LUNES, MARTES, MIERCOLES, persona, telefonos


def test_se_lee_lo_que_se_guardo_completo(boveda):
    assert boveda.guardar(COMPLETA, LUNES) == 1
    assert boveda.leer(COMPLETA.persona_id) == COMPLETA


def test_guardar_lo_mismo_no_agrega_una_version(boveda):
    boveda.guardar(COMPLETA, LUNES)
    assert boveda.guardar(COMPLETA, MARTES) == 1
    assert [v.desde for v in boveda.versiones(COMPLETA.persona_id)] == [LUNES]


def test_el_telefono_se_lee_como_era_en_cada_dia(boveda):
    antes, despues = (
        persona(telefonos=telefonos("+526621111111")),
        persona(telefonos=telefonos("+526622222222")),
    )
    boveda.guardar(antes, LUNES)
    assert boveda.guardar(despues, MIERCOLES) == 2
    assert boveda.leer(antes.persona_id) == despues
    assert boveda.leer(antes.persona_id, MARTES) == antes
    assert boveda.leer(antes.persona_id, MIERCOLES) == despues
    assert boveda.leer(antes.persona_id, MIERCOLES - timedelta(microseconds=1)) == antes
    assert [(v.version, v.desde, v.persona) for v in boveda.versiones(antes.persona_id)] == [
        (1, LUNES, antes),
        (2, MIERCOLES, despues),
    ]


def test_antes_de_la_primera_version_se_lee_la_primera(boveda):
    boveda.guardar(COMPLETA, MARTES)
    assert boveda.leer(COMPLETA.persona_id, LUNES) == COMPLETA


def test_volver_a_un_dato_anterior_es_otra_version(boveda):
    uno, otro = persona(ocupacion="maestra"), persona(ocupacion="directora")
    assert [boveda.guardar(p, LUNES) for p in (uno, otro, uno)] == [1, 2, 3]
    assert boveda.leer(uno.persona_id) == uno


def test_se_leen_varias_y_de_quien_no_hay_datos_se_dice(boveda):
    boveda.guardar(COMPLETA, LUNES)
    nadie = uuid4()
    assert boveda.leer_varias([nadie, COMPLETA.persona_id, nadie]) == {
        nadie: Olvidada(nadie),
        COMPLETA.persona_id: COMPLETA,
    }
    assert boveda.leer_varias([]) == {}
    assert boveda.versiones(nadie) == []


def test_un_bloque_de_importacion_se_guarda_de_una_vez(boveda):
    gente = [persona(f"Deudora {n}") for n in range(1_200)]
    boveda.guardar(gente[7], LUNES)
    boveda.guardar(persona("Deudora 8", ocupacion="comerciante"), LUNES)
    versiones = boveda.guardar_varias(gente, MARTES)
    assert [versiones[p.persona_id] for p in gente[6:10]] == [1, 1, 2, 1]
    assert boveda.leer_varias(p.persona_id for p in gente) == {p.persona_id: p for p in gente}
    assert boveda.guardar_varias([], MARTES) == {}


def test_si_la_misma_persona_viene_dos_veces_en_un_bloque_vale_la_ultima(boveda):
    boveda.guardar_varias([persona(ocupacion="a"), persona(ocupacion="b")], LUNES)
    (version,) = boveda.versiones(persona().persona_id)
    assert version.persona.ocupacion == "b"


@pytest.mark.parametrize(
    "dato",
    [
        {"curp": " nipi-990114 msrxxn07 "},
        {"rfc": "nipi990114ab1"},
        {"telefono": "044 662 123 4567"},
        {"telefono": "765-4321"},
        {"correo": "Ingrid.Niguez@EJEMPLO.mx"},
        {"nombre": "PENUÑURI, NIGUEZ ingrid"},
        {"curp": COMPLETA.curp, "telefono": "6621234567", "nombre": COMPLETA.nombre},
    ],
)
def test_se_busca_por_un_dato_exacto_como_sea_que_se_escriba(boveda, dato):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    assert boveda.buscar_exacto(**dato) == [COMPLETA.persona_id]


@pytest.mark.parametrize(
    "dato",
    [
        {"curp": "NIPI990114MSRXXN0"},
        {"rfc": COMPLETA.curp},
        {"telefono": "6627654321"},
        {"nombre": "Ingrid Ñíguez"},
        {"curp": COMPLETA.curp, "nombre": "Daniela Figueroa Cota"},
        {"correo": ""},
        {},
    ],
)
def test_un_dato_parcial_o_de_otra_cosa_no_encuentra_a_nadie(boveda, dato):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    assert boveda.buscar_exacto(**dato) == []


def test_dos_personas_con_el_mismo_telefono_se_encuentran_las_dos(boveda):
    gente = [persona(n, telefonos=telefonos("+526621234567")) for n in ("Ana Ruiz", "Luz Ruiz")]
    boveda.guardar_varias(gente, LUNES)
    assert boveda.buscar_exacto(telefono="6621234567") == sorted(p.persona_id for p in gente)


def test_el_dato_que_se_cambio_ya_no_se_encuentra(boveda):
    boveda.guardar(persona(curp="ABCD990114MSRXXN01"), LUNES)
    boveda.guardar(persona(curp="ABCD990114MSRXXN02"), MARTES)
    assert boveda.buscar_exacto(curp="ABCD990114MSRXXN01") == []
    assert boveda.buscar_exacto(curp="ABCD990114MSRXXN02") == [persona().persona_id]


def test_una_lista_de_curps_se_busca_de_una_vez(boveda):
    boveda.guardar(COMPLETA, LUNES)
    assert boveda.buscar_varios("curp", [COMPLETA.curp, "OTRA", ""]) == {
        COMPLETA.curp: [COMPLETA.persona_id],
        "OTRA": [],
        "": [],
    }


def test_lo_que_guarda_un_proceso_lo_leen_los_otros(lugar, abrir):
    uno, otro = abrir(lugar), abrir(lugar)
    uno.guardar(COMPLETA, LUNES)
    assert otro.leer(COMPLETA.persona_id) == COMPLETA
    otro.guardar(persona(), LUNES)
    assert uno.buscar_exacto(nombre=persona().nombre) == [persona().persona_id]


def test_muchos_hilos_escriben_sin_perder_ninguna_version(lugar, abrir):
    puertas = [abrir(lugar), abrir(lugar)]

    def escribir(n: int) -> int:
        return puertas[n % 2].guardar(persona(ocupacion=f"oficio {n}"), LUNES + timedelta(seconds=n))

    with ThreadPoolExecutor(8) as hilos:
        numeros = sorted(hilos.map(escribir, range(24)))
    assert numeros == list(range(1, 25))
    assert len({v.persona.ocupacion for v in puertas[0].versiones(persona().persona_id)}) == 24


def test_se_lee_mientras_otro_escribe(boveda):
    boveda.guardar(COMPLETA, LUNES)
    with boveda._datos.escribiendo():
        assert boveda.leer(COMPLETA.persona_id) == COMPLETA


def test_los_cambios_se_leen_una_vez_y_en_orden(boveda):
    boveda.guardar_varias([persona("Ana"), persona("Luz")], LUNES)
    boveda.guardar(persona("Ana", ocupacion="maestra"), MARTES)
    cambios = list(boveda.cambios(0))
    assert [c.persona for c in cambios] == [persona("Luz"), persona("Ana", ocupacion="maestra")]
    assert list(boveda.cambios(cambios[-1].secuencia)) == []
    assert [c.persona for c in boveda.cambios(cambios[0].secuencia)] == [cambios[1].persona]


def test_una_ficha_movida_a_otra_persona_no_abre(boveda):
    gente = [persona("Ana"), persona("Luz")]
    boveda.guardar_varias(gente, LUNES)
    with boveda._datos.escribiendo() as conexion:
        conexion.exec_driver_sql(f"UPDATE {prefijo(boveda)}versiones SET version = 7 WHERE secuencia = 1")
    with pytest.raises(BovedaIlegible, match="alterada o movida"):
        boveda.leer(gente[0].persona_id)


def prefijo(boveda) -> str:
    return "" if boveda._datos.es_sqlite else "boveda."


def test_si_otro_proceso_no_suelta_la_boveda_se_dice_y_no_cambia_nada(lugar, abrir, monkeypatch):
    monkeypatch.setattr("casos.boveda.motores.ESPERA_S", 0.2)
    uno, otro = abrir(lugar), abrir(lugar)
    with uno._datos.escribiendo(), pytest.raises(BovedaNoDisponible, match="espere unos segundos"):
        otro.guardar(COMPLETA, LUNES)
    assert otro.guardar(COMPLETA, MARTES) == 1
    assert [v.desde for v in uno.versiones(COMPLETA.persona_id)] == [MARTES]


@pytest.mark.parametrize("almacen", ["_datos", "_llavero"])
def test_el_error_del_motor_no_lleva_datos(lugar, abrir, almacen):
    boveda = abrir(lugar)
    boveda.guardar(COMPLETA, LUNES)
    de = boveda._datos if almacen == "_datos" else boveda._llavero._almacen
    tabla = "versiones" if almacen == "_datos" else "llaves"
    with de.escribiendo() as conexion:
        conexion.exec_driver_sql(
            f"ALTER TABLE {'' if de.es_sqlite else de._esquema + '.'}{tabla} RENAME TO otra"
        )
    with pytest.raises((BovedaNoDisponible, DBAPIError)) as error:
        boveda.leer(COMPLETA.persona_id)
    assert COMPLETA.persona_id.hex not in str(error.value).replace("-", "")


def test_preparar_dos_veces_no_cambia_nada(lugar, abrir):
    abrir(lugar).guardar(COMPLETA, LUNES)
    assert abrir(lugar).leer(COMPLETA.persona_id) == COMPLETA
