"""Settings of the environment and the key that signs."""

import stat
from pathlib import Path

import pytest

from web.ajustes import Ajustes, AjustesInvalidos, crear_clave, leer_ajustes, leer_clave


def test_sin_nada_dicho_todo_esta_en_la_carpeta_instancia(monkeypatch):
    monkeypatch.delenv("MEDIACION_INSTANCIA", raising=False)
    ajustes = leer_ajustes()
    assert ajustes.archivo_hechos == Path("instancia/hechos.sqlite")
    assert ajustes.archivo_servicio == Path("instancia/servicio.sqlite")
    assert ajustes.base_datos == ""


def test_los_ajustes_vienen_del_ambiente(monkeypatch):
    monkeypatch.setenv("MEDIACION_PUERTO", "8123")
    monkeypatch.setenv("MEDIACION_NOMBRES_SERVIDOR", "mediacion.local, otra.local")
    ajustes = leer_ajustes()
    assert (ajustes.puerto, ajustes.nombres_servidor) == (8123, ("mediacion.local", "otra.local"))


@pytest.mark.parametrize(
    ("nombre", "valor", "dice"),
    [
        ("PUERTO", "hola", "número entero"),
        ("PUERTO", "70000", "65,535"),
        ("BASE_DATOS", "mysql://x", "postgresql://"),
        ("COLOR_PRINCIPAL", "guinda", "no tiene la forma"),
        ("CORREO_SEGURIDAD", "mucha", "starttls"),
        ("CORREO_USUARIO", "mediacion", "MEDIACION_CORREO_CLAVE_ARCHIVO"),
        ("CORREO_DE", "mediacion", "nombre@dominio"),
        ("SELLO_PARA", "auditoria@example.com", "MEDIACION_CORREO_SERVIDOR"),
        ("SELLO_PARA", "auditoria@example.com, x", "nombre@dominio"),
        ("TSA_URL", "ftp://example.com", "http://"),
        ("TSA_URL", "https://example.com", "MEDIACION_TSA_CERTIFICADO"),
    ],
)
def test_un_ajuste_que_no_sirve_se_nombra_en_espanol(monkeypatch, nombre, valor, dice):
    monkeypatch.setenv(f"MEDIACION_{nombre}", valor)
    with pytest.raises(AjustesInvalidos, match=f"(?i)MEDIACION_{nombre}.*{dice}"):
        leer_ajustes()


def test_la_clave_solo_la_lee_su_duenio_y_no_se_reemplaza(tmp_path):
    archivo = Ajustes(instancia=tmp_path).archivo_clave_sesiones
    crear_clave(archivo)
    assert stat.S_IMODE(archivo.stat().st_mode) == 0o600
    assert len(leer_clave(archivo)) == 32
    with pytest.raises(FileExistsError):
        crear_clave(archivo)


@pytest.mark.parametrize(
    ("contenido", "dice"), [(None, "Falta"), ("abcd", "corta"), ("no hexadecimal", "leer")]
)
def test_no_se_arranca_con_una_clave_que_no_sirve(tmp_path, contenido, dice):
    archivo = tmp_path / "sesiones.key"
    if contenido is not None:
        archivo.write_text(contenido)
    with pytest.raises(AjustesInvalidos, match=dice):
        leer_clave(archivo)
