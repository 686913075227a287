"""Sealing a log and finding whatever was changed in it afterwards."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from casos.asiento import Acto
from casos.casos import Casos
from casos.registro.base import INICIO
from casos.registro.bitacora import Bitacora
from casos.sello.arbol import Arbol, es_principio
from casos.sello.sellador import SelladoDetenido, hoja_de
from casos.sello.verificacion import verificar_todo
from tests.casos.registro.conftest import CLAVE
from tests.casos.registro.juguete import renovar
from tests.casos.sello.conftest import LLAVE, Sellada
from tests.casos.sello.memoria import Copia, alterar, copiar, primeras_distintas


def test_se_sella_todo_en_el_orden_del_registro(sellada: Sellada) -> None:
    sellada.llenar(3, 2)
    sello, nuevas = sellada.sellar()
    assert (sello.tamano, nuevas) == (9, 9)
    esperadas = [
        hoja_de(a.caso_id, a.version, a.tema, a.estado, a.mac) for a in sellada.registro.en_orden(INICIO)
    ]
    assert list(sellada.archivo.hashes(9)) == esperadas
    assert sello.raiz == Arbol(esperadas).raiz()
    assert sellada.diferencias(sello.nota) == []


def test_sin_nada_nuevo_es_el_mismo_sello_y_lo_nuevo_lo_continua(sellada: Sellada) -> None:
    (caso, *_) = sellada.llenar(2, 1)
    primero = sellada.sellar()
    assert sellada.sellar() == (primero.sello, 0)
    sellada.casos.decidir(caso, renovar, "", Acto("ana", "responsable"))
    segundo = sellada.sellar()
    assert (segundo.nuevas, segundo.sello.tamano) == (1, 5)
    arbol = Arbol(sellada.archivo.hashes(5))
    assert es_principio(4, primero.sello.raiz, 5, segundo.sello.raiz, arbol.consistencia(4))
    assert [s.sello for s in sellada.archivo.sellos()] == [primero.sello, segundo.sello]
    assert sellada.diferencias(primero.sello.nota, segundo.sello.nota) == []


def test_un_registro_vacio_tambien_se_sella(sellada: Sellada) -> None:
    assert sellada.sellar().sello.tamano == 0
    sellada.llenar(1, 1)
    assert sellada.sellar().nuevas == 2
    assert sellada.diferencias() == []


def test_lo_que_se_escribe_tras_el_sello_no_da_alarma(sellada: Sellada) -> None:
    casos = sellada.llenar()
    sellada.sellar()
    sellada.llenar(2, 1, desde=10)
    for caso in casos:
        sellada.casos.decidir(caso, renovar, "", Acto("ana", "responsable"))
    assert sellada.diferencias() == []


@pytest.mark.postgres
def test_una_transaccion_abierta_no_se_rebasa(postgres_url: str, tmp_path: Path) -> None:
    """Only PostgreSQL lets transactions cross."""
    sellada = Sellada(postgres_url, tmp_path)
    sellada.llenar(2, 1)
    otra = Bitacora(postgres_url)
    with otra.registro.escribir() as tx:
        tx._cursor.execute("SELECT pg_current_xact_id()")  # type: ignore[attr-defined]
        sellada.llenar(1, 1, desde=10)
        assert sellada.sellar().sello.tamano == 4
    otra.close()
    assert sellada.sellar().sello.tamano == 6
    assert sellada.diferencias() == []
    sellada.bitacora.close()


def test_un_registro_mudado_se_sigue_sellando(en_archivo: Sellada, tmp_path: Path) -> None:
    """Another engine, or a restored dump, numbers the positions otherwise."""
    (caso, *_) = en_archivo.llenar(4, 2)
    en_archivo.sellar()
    en_archivo.casos.decidir(caso, renovar, "", Acto("ana", "responsable"))
    en_archivo.bitacora.close()
    with closing(sqlite3.connect(tmp_path / "hechos.sqlite")) as conexion, conexion:
        conexion.execute("CREATE TEMP TABLE t AS SELECT * FROM stored_events ORDER BY originator_id DESC")
        conexion.execute("DELETE FROM stored_events")
        conexion.execute("INSERT INTO stored_events SELECT * FROM t")
    mudada = Sellada(tmp_path / "hechos.sqlite", tmp_path)
    assert mudada.diferencias() == []
    assert mudada.sellar()[1] == 1
    assert mudada.diferencias() == []
    mudada.bitacora.close()


def test_lo_que_el_sistema_no_escribio_no_se_sella(sellada: Sellada) -> None:
    (caso, *_) = sellada.llenar(2, 1)
    antes = sellada.sellar().sello
    intruso = Casos(sellada.registro, sellada.reloj, clave=b"otra clave, sin la del sistema..")
    intruso.decidir(caso, renovar, "", Acto("ana", "responsable"))
    with pytest.raises(SelladoDetenido, match=f"asiento 3 del caso {caso}"):
        sellada.sellar()
    assert [s.sello for s in sellada.archivo.sellos()] == [antes]


def test_mil_alteraciones_y_todas_se_nombran(en_archivo: Sellada) -> None:
    en_archivo.llenar(6, 8)
    en_archivo.sellar()
    antes = copiar(en_archivo.registro)
    reservas = list(en_archivo.registro.reservas())
    azar = random.Random(20261123)
    hechas = 0
    while hechas < 1000:
        despues = alterar(azar, antes)
        esperado = primeras_distintas(antes, despues)
        if not esperado:
            continue
        hechas += 1
        copia: Any = Copia(despues, reservas)
        resultado = verificar_todo(copia, CLAVE, en_archivo.archivo, LLAVE.publica)
        nombradas = {(d.caso, d.version) for d in resultado.diferencias}
        assert nombradas >= set(esperado.items()), (hechas, esperado, resultado.diferencias)
        assert {caso for caso, _ in nombradas} == set(esperado)
        assert all(v is None or v >= esperado[c] for c, v in nombradas if c)
    sana: Any = Copia(antes, reservas)
    assert verificar_todo(sana, CLAVE, en_archivo.archivo, LLAVE.publica).correcto


CAMBIOS_DE_SELLOS = {
    "una hoja": ("UPDATE hojas SET hoja=zeroblob(32) WHERE numero=4", "hojas 1 a 12"),
    "una hoja de menos": ("DELETE FROM hojas WHERE numero=6", "abarca 12"),
    "dos hojas cambiadas": (
        "UPDATE hojas SET hoja=(SELECT hoja FROM hojas h WHERE h.numero=7-hojas.numero) WHERE numero IN (3,4)",
        "hojas 1 a 12",
    ),
    "la raíz": ("UPDATE sellos SET raiz=zeroblob(32)", "no es el que se firmó"),
    "la nota": ("UPDATE sellos SET nota=replace(nota, '12', '11')", "firma"),
}


@pytest.mark.parametrize("cual", CAMBIOS_DE_SELLOS)
def test_cambiar_los_sellos_se_nota_y_no_se_sella_encima(en_archivo: Sellada, cual: str) -> None:
    orden, dicho = CAMBIOS_DE_SELLOS[cual]
    en_archivo.llenar(3, 3)
    en_archivo.sellar()
    with closing(sqlite3.connect(en_archivo.archivo.archivo)) as conexion, conexion:
        conexion.execute(orden)
    assert dicho in en_archivo.diferencias()[0].que
    en_archivo.llenar(1, 1, desde=9)
    if cual != "la raíz":
        with pytest.raises(SelladoDetenido):
            en_archivo.sellar()


def test_el_sello_que_salio_descubre_a_quien_rehizo_todo(en_archivo: Sellada, tmp_path: Path) -> None:
    """Somebody with every file and key cuts log and seals back to an older checkpoint."""
    en_archivo.llenar(2, 2)
    en_archivo.sellar()
    en_archivo.llenar(1, 2, desde=5)
    fuera = en_archivo.sellar().sello
    en_archivo.bitacora.close()
    with closing(sqlite3.connect(en_archivo.archivo.archivo)) as conexion, conexion:
        conexion.execute("DELETE FROM hojas WHERE numero>=6")
        conexion.execute("DELETE FROM sellos WHERE tamano>6")
    with closing(sqlite3.connect(tmp_path / "hechos.sqlite")) as conexion, conexion:
        conexion.execute("DELETE FROM stored_events WHERE rowid>6")
    rehecha = Sellada(tmp_path / "hechos.sqlite", tmp_path)
    assert rehecha.diferencias() == []
    assert "faltan del 7 en adelante" in rehecha.diferencias(fuera.nota)[0].que
    rehecha.llenar(1, 2, desde=7)
    rehecha.sellar()
    assert "se cambió lo que abarca" in rehecha.diferencias(fuera.nota)[0].que
    rehecha.bitacora.close()


def test_falta_la_llave_o_el_archivo(en_archivo: Sellada) -> None:
    en_archivo.llenar(1, 1)
    registro, archivo = en_archivo.registro, en_archivo.archivo
    assert verificar_todo(registro, CLAVE, archivo, None).correcto
    en_archivo.sellar()
    (sin_llave,) = verificar_todo(registro, CLAVE, archivo, None).diferencias
    assert "llave de los sellos" in sin_llave.que
    archivo.archivo.unlink()
    (sin_archivo,) = verificar_todo(registro, CLAVE, archivo, LLAVE.publica).diferencias
    assert "archivo de sellos" in sin_archivo.que
