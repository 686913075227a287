"""The service data on both engines: the same code, the same answers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy

from casos.tiempo import ZONA
from web import cuentas
from web.ajustes import Ajustes
from web.almacen import Almacen, abrir, bitacora, borradores, freno, sesiones, vistas
from web.almacen import cuentas as filas
from web.almacen.bitacora import Consulta
from web.almacen.freno import Medida

AHORA = datetime(2026, 11, 23, 10, 30, 15, 123456, tzinfo=ZONA)

HUERFANA = "INSERT INTO visitas (usuario, lugar, en) VALUES ('nadie', 'x', '2026-01-01')"


@pytest.fixture
def almacen(motor_url: str, tmp_path: Path):
    base_datos = motor_url if motor_url.startswith("postgresql://") else ""
    abierto = abrir(Ajustes(instancia=tmp_path, base_datos=base_datos))
    abierto.crear()
    abierto.crear()  # again changes nothing
    cuentas.crear(abierto, "ana", "Ana Lucía Bórquez", "responsable", "HMO", clave="tres gatos pardos 9")
    yield abierto
    abierto.motor.dispose()


def sesion(almacen: Almacen, huella: str, usuario: str = "ana", en: datetime = AHORA) -> None:
    sesiones.abrir(almacen, huella, usuario, en, "10.0.0.1", "Firefox")


def test_los_instantes_vuelven_exactos_y_en_utc(almacen):
    sesion(almacen, "h1")
    abierta = sesiones.leer(almacen, "h1")
    assert abierta.abierta_en == AHORA
    assert abierta.abierta_en.tzinfo is UTC
    assert abierta.cuenta.entrada_en == AHORA


def test_dos_cuentas_no_se_llaman_igual(almacen):
    with pytest.raises(cuentas.CuentaInvalida, match="Ya hay una cuenta «ana»"):
        cuentas.crear(almacen, " ANA ", "Otra Ana", "archivo", clave="tres gatos pardos 9")


@pytest.mark.parametrize(
    ("usuario", "nombre", "rol", "sede", "dice"),
    [
        ("an", "Ana Lucía", "archivo", "", "3 a 40"),
        ("josé", "José Luis", "archivo", "", "sin acento"),
        ("'; drop table", "José Luis", "archivo", "", "3 a 40"),
        ("luis", " L ", "archivo", "", "nombre completo"),
        ("luis", "Luis Pérez", "mediador", "", "No existe el rol"),
        ("luis", "Luis Pérez", "archivo", "GDL", "No existe la sede"),
    ],
)
def test_una_cuenta_mal_dicha_no_se_crea(almacen, usuario, nombre, rol, sede, dice):
    with pytest.raises(cuentas.CuentaInvalida, match=dice):
        cuentas.crear(almacen, usuario, nombre, rol, sede)
    assert len(filas.listar(almacen)) == 1


def test_lo_que_se_pide_de_quien_no_existe_se_dice(almacen):
    for orden in (cuentas.desactivar, cuentas.reactivar, cuentas.restablecer_clave):
        with pytest.raises(cuentas.CuentaInvalida, match="No hay ninguna cuenta «nadie»"):
            orden(almacen, "nadie")


def test_cambiar_la_clave_cierra_las_sesiones_de_esa_cuenta_y_de_ninguna_otra(almacen):
    cuentas.crear(almacen, "luis", "Luis Pérez", "archivo", clave="tres gatos pardos 9")
    sesion(almacen, "h1")
    sesion(almacen, "h2", "luis")
    cuentas.cambiar_clave(almacen, filas.buscar(almacen, "ana"), "otra ronda de gatos")
    assert sesiones.leer(almacen, "h1") is None
    assert sesiones.leer(almacen, "h2") is not None


def test_las_sesiones_viejas_se_barren(almacen):
    sesion(almacen, "vieja", en=AHORA - timedelta(hours=13))
    sesion(almacen, "nueva")
    assert sesiones.barrer(almacen, AHORA - timedelta(hours=12)) == 1
    assert [una.huella for una in sesiones.listar(almacen, "ana")] == ["nueva"]


def test_un_borrador_se_reemplaza_se_lee_y_caduca(almacen):
    borradores.guardar(almacen, "ana", "pago:1", {"nota": "una"}, AHORA)
    borradores.guardar(almacen, "ana", "pago:1", {"nota": "dos, ñandú 🙂"}, AHORA)
    assert borradores.leer(almacen, "ana", "pago:1") == ({"nota": "dos, ñandú 🙂"}, AHORA)
    assert borradores.leer(almacen, "ana", "pago:2") is None
    assert borradores.barrer(almacen, AHORA + timedelta(seconds=1)) == 1
    assert borradores.leer(almacen, "ana", "pago:1") is None


def test_un_borrador_en_blanco_se_borra(almacen):
    borradores.guardar(almacen, "ana", "pago:1", {"nota": "una"}, AHORA)
    borradores.guardar(almacen, "ana", "pago:1", {"nota": "  "}, AHORA)
    assert borradores.leer(almacen, "ana", "pago:1") is None


def test_las_vistas_guardadas_son_de_cada_quien_y_de_cada_pantalla(almacen):
    vistas.guardar(almacen, "ana", "pendientes", "De Obregón", {"sede": "OBR"}, AHORA)
    vistas.guardar(almacen, "ana", "pendientes", "De Obregón", {"sede": "OBR", "orden": "vence"}, AHORA)
    vistas.guardar(almacen, "ana", "agenda", "Hoy", {}, AHORA)
    assert vistas.listar(almacen, "ana", "pendientes") == [("De Obregón", {"sede": "OBR", "orden": "vence"})]
    vistas.borrar(almacen, "ana", "pendientes", "De Obregón")
    assert vistas.listar(almacen, "ana", "pendientes") == []
    assert len(vistas.listar(almacen, "ana", "agenda")) == 1


def test_la_bitacora_dice_quien_vio_que_cuando_y_para_que(almacen):
    for n, caso in enumerate(("c1", "c2", "c1")):
        linea = Consulta(
            AHORA + timedelta(seconds=n), "ana", "responsable", "ver", caso, "llamada", "/casos", "10.0.0.1"
        )
        bitacora.anotar(almacen, linea)
    assert [linea.en for linea in bitacora.leer(almacen, caso="c1")] == [AHORA + timedelta(seconds=2), AHORA]
    assert len(bitacora.leer(almacen, usuario="ana", limite=2)) == 2
    assert bitacora.leer(almacen, usuario="luis") == []


def test_la_ultima_visita_es_la_anterior(almacen):
    assert bitacora.ultima_visita(almacen, "ana", "supervision") is None
    bitacora.marcar_visita(almacen, "ana", "supervision", AHORA)
    bitacora.marcar_visita(almacen, "ana", "supervision", AHORA + timedelta(hours=1))
    assert bitacora.ultima_visita(almacen, "ana", "supervision") == AHORA + timedelta(hours=1)


def test_el_freno_crece_se_olvida_y_no_se_enreda_si_el_reloj_retrocede(almacen):
    medidas = {"h": Medida(2, timedelta(seconds=30))}
    esperas, momento = [], AHORA
    for _ in range(13):
        espera = freno.apuntar(almacen, medidas, momento)  # counted, or told to wait and waits
        esperas.append(espera.total_seconds())
        momento += espera
    assert esperas == [0, 0, 2, 0, 4, 0, 8, 0, 16, 0, 30, 0, 30]
    assert freno.apuntar(almacen, medidas, momento - timedelta(days=2)) == timedelta(0)
    assert freno.barrer(almacen, momento + timedelta(days=1)) == 1


def test_un_paso_del_codigo_se_gasta_una_vez(almacen):
    assert [filas.gastar_paso(almacen, "ana", paso) for paso in (10, 10, 9, 11)] == [True, False, False, True]


def test_una_transaccion_que_falla_no_deja_nada(almacen):
    def borrar_y_fallar() -> None:
        with almacen.escribir() as conexion:
            conexion.execute(sqlalchemy.text("DELETE FROM cuentas"))
            conexion.execute(sqlalchemy.text(HUERFANA))

    with pytest.raises(sqlalchemy.exc.IntegrityError):
        borrar_y_fallar()
    assert len(filas.listar(almacen)) == 1


def test_en_sqlite_se_espera_a_quien_escribe_en_vez_de_fallar(tmp_path):
    import threading

    almacen = abrir(Ajustes(instancia=tmp_path))
    almacen.crear()
    fallas: list[Exception] = []

    def leer_y_escribir(n: int) -> None:
        try:
            for _ in range(10):
                with almacen.escribir() as conexion:
                    conexion.execute(sqlalchemy.text("SELECT count(*) FROM intentos"))
                    freno_de = {"h": f"{n}", "f": 0, "e": AHORA.isoformat()}
                    orden = "INSERT OR REPLACE INTO intentos VALUES (:h, :f, :e, :e)"
                    conexion.execute(sqlalchemy.text(orden), freno_de)
        except sqlalchemy.exc.OperationalError as falla:
            fallas.append(falla)

    hilos = [threading.Thread(target=leer_y_escribir, args=(n,)) for n in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    almacen.motor.dispose()
    assert fallas == []
