"""The command line: codes of exit, Spanish on stderr, and accounts from the console."""

import json
import subprocess
import sys
from types import ModuleType

import click
import pytest

from web import cli
from web.almacen import abrir
from web.almacen import cuentas as filas


@pytest.fixture
def orden(ajustes, monkeypatch, capsys):
    """Run `mediacion …`: (exit code, stdout, stderr)."""
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(ajustes.instancia))

    def correr(*args: str):
        with pytest.raises(SystemExit) as salida:
            cli.principal(args)
        return (salida.value.code, *capsys.readouterr())

    return correr


def test_se_crea_una_cuenta_con_clave_temporal(orden, ajustes):
    codigo, salida, _ = orden("usuarios", "crear", "Rita", "--nombre", "Rita Pérez", "--rol", "archivo")
    assert codigo == 0
    assert "Contraseña temporal: " in salida
    cuenta = filas.buscar(abrir(ajustes), "rita")
    assert (cuenta.rol, cuenta.debe_cambiar) == ("archivo", True)


def test_la_clave_puede_venir_por_la_entrada(orden, ajustes, monkeypatch):
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("otra ronda de gatos\n"))
    datos = ("usuarios", "crear", "rita", "--nombre", "Rita Pérez", "--rol", "archivo", "--clave-por-entrada")
    codigo, salida, _ = orden(*datos)
    assert (codigo, "Contraseña" in salida) == (0, False)
    assert not filas.buscar(abrir(ajustes), "rita").debe_cambiar


def test_listar_en_json_es_un_documento(orden):
    codigo, salida, _ = orden("usuarios", "listar", "--json")
    documento = json.loads(salida)
    assert codigo == 0
    assert {cuenta["usuario"]: cuenta["sede"] for cuenta in documento}["responsable"] == "HMO"


def test_desactivar_y_reactivar(orden, ajustes):
    assert orden("usuarios", "desactivar", "auditor")[0] == 0
    assert not filas.buscar(abrir(ajustes), "auditor").activa
    assert orden("usuarios", "reactivar", "AUDITOR")[0] == 0
    assert filas.buscar(abrir(ajustes), "auditor").activa


@pytest.mark.parametrize(
    ("args", "dice"),
    [
        (("nada",), "No existe la orden 'nada'."),
        (("usuarios", "crear"), "Falta el argumento 'USUARIO'."),
        (("usuarios", "listar", "--xml"), "No existe la opción --xml."),
        (("usuarios", "listar", "de", "mas"), "Sobra esto: de mas."),
        (("usuarios", "crear", "x", "--nombre"), "La opción --nombre necesita un valor"),
        (
            ("usuarios", "crear", "rita", "--nombre", "R P", "--rol", "rey"),
            "use uno de estos valores: responsable",
        ),
        (("usuarios", "desactivar", "nadie"), "No hay ninguna cuenta «nadie»."),
        (("usuarios", "segundo-factor", "nadie", "--quitar"), "No hay ninguna cuenta «nadie»."),
        (("usuarios", "crear", "auditor", "--nombre", "Otro Más", "--rol", "archivo"), "Ya hay una cuenta"),
    ],
)
def test_una_llamada_mala_sale_con_2_y_lo_dice_en_espanol(orden, args, dice):
    codigo, salida, error = orden(*args)
    assert (codigo, salida) == (2, "")
    assert dice in error
    assert "Traceback" not in error


def test_un_ajuste_malo_sale_con_2(orden, monkeypatch):
    monkeypatch.setenv("MEDIACION_PUERTO", "ocho")
    codigo, _, error = orden("usuarios", "listar")
    assert codigo == 2
    assert "MEDIACION_PUERTO: Escriba un número entero" in error


def test_sin_instancia_se_dice_como_crearla(orden, monkeypatch, tmp_path):
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(tmp_path / "no-hay"))
    codigo, _, error = orden("usuarios", "listar")
    assert codigo == 2
    assert "mediacion iniciar" in error
    assert not (tmp_path / "no-hay").exists()


def test_la_ayuda_esta_en_espanol(orden):
    codigo, salida, _ = orden("usuarios", "crear", "--help")
    assert codigo == 0
    for ingles in ("Usage", "Options", "Show this", "required", "TEXT "):
        assert ingles not in salida
    assert "Uso: mediacion usuarios crear [OPCIONES] USUARIO" in salida


@click.command("revisar-algo")
def revisar_algo() -> None:
    raise cli.HayDiferencias


@click.command()
def fallar() -> None:
    raise cli.ErrorDeUso("El archivo no es una agenda.")


@pytest.fixture
def con_ordenes_de_prueba(monkeypatch):
    modulo = ModuleType("web.ordenes.revisar_algo")
    modulo.revisar_algo, modulo.fallar = revisar_algo, fallar
    monkeypatch.setitem(sys.modules, modulo.__name__, modulo)
    monkeypatch.setattr(cli, "find_spec", lambda nombre: nombre == modulo.__name__)


def test_una_revision_con_diferencias_sale_con_1(orden, con_ordenes_de_prueba):
    assert orden("revisar-algo") == (1, "", "")


def test_el_error_de_uso_va_a_stderr_con_2(orden, monkeypatch):
    monkeypatch.setattr(cli, "_ordenes_de", lambda modulo: {"fallar": fallar})
    assert orden("fallar") == (2, "", "El archivo no es una agenda.\n")


def test_arranca_sin_cargar_lo_que_no_usa():
    programa = (
        "import sys; from web.cli import principal\n"
        "try: principal(['usuarios', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'typst', 'holidays', 'web.app'} & sys.modules.keys()), file=sys.stderr)"
    )
    corrida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True)
    assert corrida.stderr.strip() == "[]"
