"""Templates that an institute puts in its instance: taken up, tried on start, and refused saying where."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.casos.mediacion import fabrica_convenios
from tests.web.papeles.muestra import material
from tests.web.papeles.test_papeles import DE_TODO, leido, pdf
from web.papeles.clases import hacer
from web.papeles.juego import NUESTRAS, Juego, PlantillaInvalida
from web.papeles.revision import MUESTRAS, muestras_de, revisar
from web.papeles.taller import Taller, hoja, taller_de


def propia(instancia: Path, nombre: str, texto: str) -> Path:
    carpeta = instancia / "plantillas"
    carpeta.mkdir(exist_ok=True)
    (carpeta / nombre).write_text(texto, encoding="utf-8")
    return carpeta


NUESTRO_RECIBO = (NUESTRAS / "recibo.typ").read_text(encoding="utf-8")


def test_sin_plantillas_propias_no_se_revisa_nada(tmp_path: Path) -> None:
    assert revisar(tmp_path) == ()


def test_la_plantilla_del_instituto_sustituye_a_la_nuestra(tmp_path: Path) -> None:
    carpeta = propia(tmp_path, "recibo.typ", NUESTRO_RECIBO + "\nGracias por su pago puntual.\n")
    assert revisar(tmp_path) == ("recibo.typ",)
    m = material(*fabrica_convenios.en_seguimiento())
    taller = Taller(carpeta)
    suyo = taller.archivo(hoja(m, hacer(m, "recibo", folio="inicial")), "pdf")
    assert "Gracias por su pago puntual." in leido(suyo)
    assert "Gracias por su pago puntual." not in leido(pdf(m, "recibo", folio="inicial"))
    assert taller.juego.version != Juego().version


@pytest.mark.parametrize(
    ("nombre", "texto", "dice"),
    [
        ("recibo.typ", '#import "base.typ": *\n#show: hoja\n#datos.no_existe\n', "recibo.typ"),
        ("recibo.typ", "#let sin cerrar = (", "recibo.typ"),
        ("recibo.typ", '#import "@preview/tabla:1.0.0": *\n', "recibo.typ"),
        ("recibo.typ", '#read("/etc/passwd")\n', "recibo.typ"),
        ("base.typ", "#let hoja(cuerpo) = cuerpo\n", "no se puede imprimir"),
        ("instituto.toml", "banco = \n", "instituto.toml"),
        ("instituto.toml", "banca = 'x'\n", "banca"),
        ("otro.toml", "a = 1\n", "otro.toml"),
        (
            "instituto.toml",
            'clabe = "032180000118359718"\n',
            "la CLABE que los convenios imprimen no es correcta",
        ),
        ("instituto.toml", 'clabe = "12"\n', "CLABE"),
        ("recibo.typ", '#include "../../../etc/passwd"\n', "recibo.typ"),
        ("recibo.typ", '#eval("read(\\"/etc/passwd\\")")\n', "recibo.typ"),
        ("recibo.typ", "#while true {}\n", "recibo.typ"),
        ("recibo.typ", NUESTRO_RECIBO.replace("#d.importe_letra", "#d.importe_en_letra"), "renglón 12"),
        ("Recibo.TYP", NUESTRO_RECIBO, "debe llamarse «recibo.typ»"),
    ],
)
def test_la_que_no_sirve_se_rechaza_diciendo_cual(tmp_path: Path, nombre: str, texto: str, dice: str) -> None:
    propia(tmp_path, nombre, texto)
    with pytest.raises(PlantillaInvalida, match=dice):
        revisar(tmp_path)


@pytest.mark.parametrize("nombre", ["recibo.typ", "instituto.toml"])
def test_la_que_se_guardo_en_otra_codificacion_lo_dice(tmp_path: Path, nombre: str) -> None:
    propia(tmp_path, nombre, "").joinpath(nombre).write_bytes("// Dirección\n".encode("latin-1"))
    with pytest.raises(PlantillaInvalida, match="UTF-8"):
        revisar(tmp_path)


def test_quien_cambia_lo_que_todas_comparten_las_prueba_todas(tmp_path: Path) -> None:
    """Every sample is printed with its template: with our own base in the instance's folder nothing may fail."""
    propia(tmp_path, "base.typ", (NUESTRAS / "base.typ").read_text(encoding="utf-8"))
    assert revisar(tmp_path) == ("base.typ",)


def test_los_datos_del_instituto_salen_en_sus_papeles(tmp_path: Path) -> None:
    carpeta = propia(tmp_path, "instituto.toml", 'banco = "Banco del Desierto"\n')
    revisar(tmp_path)
    juego = Juego(carpeta)
    assert juego.instituto["banco"] == "Banco del Desierto"
    assert juego.instituto["sedes"].keys() == {"HMO", "OBR", "NOG"}


def forma(datos: Any) -> Any:
    """The keys of some data, all the way down; lists and values do not matter."""
    if isinstance(datos, Mapping):
        return {clave: forma(valor) for clave, valor in datos.items() if not isinstance(valor, type(None))}
    return None


@pytest.mark.parametrize("cual", range(len(DE_TODO)))
def test_las_muestras_tienen_la_forma_de_los_datos(cual: int) -> None:
    clase, historia, args, _ = DE_TODO[cual]
    m = material(*historia())
    papel = hacer(m, clase, **args)
    assert forma(hoja(m, papel).datos) in [forma(muestra) for muestra in muestras_de(papel.plantilla)]


def test_cada_plantilla_tiene_sus_muestras() -> None:
    plantillas = {archivo.stem for archivo in NUESTRAS.glob("*.typ")} - {"base"}
    assert {archivo.stem for archivo in MUESTRAS.glob("*.json")} == plantillas


def test_si_se_vacia_la_carpeta_temporal_se_vuelve_a_hacer(tmp_path: Path) -> None:
    primero = taller_de(tmp_path)
    assert taller_de(tmp_path) is primero
    (primero.juego.carpeta / "base.typ").unlink()
    m = material(*fabrica_convenios.en_seguimiento())
    assert taller_de(tmp_path).archivo(hoja(m, hacer(m, "convenio")), "pdf").startswith(b"%PDF")
