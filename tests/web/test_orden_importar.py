"""`mediacion importar`: what scripts rely on."""

import json
from pathlib import Path

import pytest

from tests.casos.importacion.archivos import agenda, cartera, credito, pago, pagos, sesion
from web import cli
from web import instancia as instancias

SITUACIONES = {"nueva", "cambia", "ya_estaba", "cancelada", "desaparecida", "duda", "error"}


@pytest.fixture
def orden(ajustes, monkeypatch, capsys):
    """Run `mediacion importar …` on an instance that is ready: (exit code, stdout, stderr)."""
    instancias.iniciar(ajustes)
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(ajustes.instancia))

    def correr(*args: object):
        with pytest.raises(SystemExit) as salida:
            cli.principal(["importar", *map(str, args)])
        return (salida.value.code, *capsys.readouterr())

    return correr


def escribir(carpeta: Path, nombre: str, contenido: bytes) -> Path:
    archivo = carpeta / nombre
    archivo.write_bytes(contenido)
    return archivo


def contar(ajustes) -> tuple[int, int]:
    abierta = instancias.abrir(ajustes)
    cuantos = abierta.bitacora.registro.contar()
    abierta.cerrar()
    return cuantos


def test_la_vista_previa_en_json_trae_las_claves_fijas_y_no_cambia_nada(orden, ajustes, tmp_path):
    archivo = escribir(tmp_path, "cartera.csv", cartera(credito("10101"), credito("10102"), credito("x")))
    codigo, salida, _ = orden("cartera", archivo, "--json")
    documento = json.loads(salida)
    assert codigo == 0
    assert (documento["archivo"], documento["confirmado"]) == ("cartera.csv", False)
    assert set(documento["resumen"]) == SITUACIONES
    assert documento["resumen"] == dict.fromkeys(SITUACIONES, 0) | {"nueva": 2, "error": 1}
    assert [r["fila"] for r in documento["renglones"]] == [2, 3, 4]
    assert all({"fila", "situacion", "mensaje"} <= r.keys() for r in documento["renglones"])
    assert contar(ajustes) == (0, 0)


def test_confirmar_lleva_a_cabo_y_otra_vez_no_cambia_nada(orden, ajustes, tmp_path):
    archivos = [
        ("cartera", escribir(tmp_path, "c.csv", cartera(credito("10101")))),
        ("agenda", escribir(tmp_path, "a.csv", agenda(sesion(fecha="24/11/2099", hora="10:00")))),
        ("pagos", escribir(tmp_path, "p.csv", pagos(pago(fecha="01/01/2026"), pago("x")))),
    ]
    for clase, archivo in archivos:
        codigo, salida, _ = orden(clase, archivo, "--confirmar", "--json")
        assert (codigo, json.loads(salida)["confirmado"]) == (0, True)
    antes = contar(ajustes)
    for clase, archivo in archivos:
        documento = json.loads(orden(clase, archivo, "--confirmar", "--json")[1])
        assert documento["resumen"]["nueva"] == 0
    assert contar(ajustes) == antes


def test_la_tabla_agrupa_por_situacion_y_dice_que_sigue(orden, tmp_path):
    archivo = escribir(tmp_path, "c.csv", cartera(credito("10101"), credito("x")))
    _, salida, _ = orden("cartera", archivo)
    assert "Con error: no se pueden leer (1)" in salida
    assert "Nuevos (1)" in salida
    assert "1 nuevo y 1 con error." in salida
    assert "--confirmar" in salida
    _, salida, _ = orden("cartera", archivo, "--confirmar")
    assert "Se llevó a cabo lo que está bien." in salida


@pytest.mark.parametrize(
    ("nombre", "contenido", "dice"),
    [
        ("a.pdf", b"%PDF-1.4", "es un PDF"),
        ("vacio.xlsx", b"", "está vacío"),
        ("otra.csv", b"uno,dos\n1,2\n", "no se encontró el renglón de encabezados"),
    ],
)
def test_lo_que_no_se_puede_leer_sale_con_2_y_no_cambia_nada(
    orden, ajustes, tmp_path, nombre, contenido, dice
):
    codigo, salida, error = orden("agenda", escribir(tmp_path, nombre, contenido), "--confirmar")
    assert (codigo, salida) == (2, "")
    assert dice in error
    assert contar(ajustes) == (0, 0)


def test_un_archivo_que_no_existe_o_una_clase_que_no_hay_salen_con_2(orden, tmp_path):
    codigo, _, error = orden("agenda", tmp_path / "nada.xlsx")
    assert (codigo, "No existe el archivo" in error) == (2, True)
    codigo, _, error = orden("agenda", tmp_path)
    assert (codigo, "No se puede leer" in error) == (2, True)
    codigo, _, error = orden("otra", tmp_path / "nada.xlsx")
    assert (codigo, "cartera, agenda, pagos" in error) == (2, True)


def test_sin_instancia_sale_con_2_y_dice_que_hacer(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(tmp_path / "nada"))
    archivo = escribir(tmp_path, "c.csv", cartera(credito("10101")))
    with pytest.raises(SystemExit) as salida:
        cli.principal(["importar", "cartera", str(archivo)])
    assert salida.value.code == 2
    assert "mediacion iniciar" in capsys.readouterr().err


def test_las_dudas_quedan_para_la_pantalla(orden, ajustes, tmp_path):
    archivo = escribir(tmp_path, "a.csv", agenda(sesion(fecha="24/11/2099", hora="10:00", credito="")))
    documento = json.loads(orden("agenda", archivo, "--confirmar", "--json")[1])
    assert documento["resumen"]["duda"] == 1
    guardado = ajustes.carpeta_documentos / "envios" / f"{documento['importacion']}.envio"
    assert guardado.exists()
    assert b"COTA" not in guardado.read_bytes()


def test_un_pago_sin_dueno_se_ofrece_guardar_por_identificar(orden, tmp_path):
    archivo = escribir(tmp_path, "p.csv", pagos(pago("1", fecha="01/01/2026")))
    assert "Para llevarlo a cabo agregue --confirmar." in " ".join(orden("pagos", archivo)[1].split())
    assert "Quedó por identificar" in " ".join(orden("pagos", archivo, "--confirmar")[1].split())
    assert "No hay nada que llevar a cabo." in orden("pagos", archivo)[1]
