"""Rows of signed agreements, from a story that lawyers can read."""

from datetime import date
from pathlib import Path

from proyecciones.vista import fotografiar
from proyecciones.vistas.convenios import Convenios
from tests.historias.jugador import CASO, Jugador
from tests.historias.lectura import CARPETA, leer


def test_el_convenio_que_sigue_a_uno_incumplido_reincide_y_el_sustituido_ya_no_corre(tmp_path: Path) -> None:
    jugador = Jugador(tmp_path / "hechos.sqlite")
    try:
        for paso in leer(CARPETA / "17_regeneracion.toml").pasos:
            if not paso.rechazo:
                jugador.dar(paso)
        historia = jugador.casos.historia(CASO)
        assert historia is not None
        primero, segundo = Convenios().filas(fotografiar(historia, jugador.versiones))
    finally:
        jugador.cerrar()
    assert (primero["reincide"], primero["terminado"]) == (False, date(2026, 6, 12))
    assert primero["incumplido"] is not None
    assert (segundo["reincide"], segundo["terminado"], segundo["incumplido"]) == (True, None, None)
