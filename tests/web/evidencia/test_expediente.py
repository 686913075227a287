"""The auditor's bundle: readable, provable without us, the same when made again, silent about other cases."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.expediente import Nota, agregar_nota
from tests.web.evidencia.conftest import Oficina
from web.auditoria import verificar

Orden = Callable[..., tuple[int, str, str]]


def contenido(carpeta: Path) -> dict[str, bytes]:
    return {p.relative_to(carpeta).as_posix(): p.read_bytes() for p in carpeta.rglob("*") if p.is_file()}


def comprobar(carpeta: Path, *args: str) -> tuple[int, str]:
    """The bundle's own verifier, without our packages nor anybody else's."""
    hecho = subprocess.run(
        [sys.executable, "-I", "-S", str(carpeta / "verificar.py"), *args], capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    return hecho.returncode, hecho.stdout + hecho.stderr


@pytest.fixture
def carpeta(orden: Orden, oficina_sola: Oficina, tmp_path: Path) -> Path:
    escaneo = b"%PDF-1.7 un pagare"
    huella = hashlib.sha256(escaneo).hexdigest()
    oficina_sola.ajustes.carpeta_documentos.mkdir(exist_ok=True)
    (oficina_sola.ajustes.carpeta_documentos / f"{huella}.pdf").write_bytes(escaneo)
    anexo = Anexo.model_validate(
        {"escaneo": {"huella": huella, "formato": "pdf", "paginas": 1}, "tipo": "SOPORTE"}
    )
    oficina_sola.decidir(oficina_sola.uno, anexar_documento, anexo)
    orden("sellar", "-o", tmp_path / "sello-anterior.txt")
    oficina_sola.decidir(oficina_sola.uno, agregar_nota, Nota(texto="Volverá en «enero» <b>con</b> su aval."))
    codigo, salida, _ = orden("expediente", oficina_sola.uno, "-o", tmp_path / "expediente")
    assert (codigo, "historia.html" in salida) == (0, True)
    return tmp_path / "expediente"


def test_se_comprueba_sin_el_programa(carpeta: Path, tmp_path: Path) -> None:
    codigo, salida = comprobar(carpeta)
    assert (codigo, "CORRECTO: 7 asientos" in salida) == (0, True), salida
    llave = (carpeta / "llave.txt").read_text("utf-8").strip()
    assert llave in salida
    assert comprobar(carpeta, "--llave", llave, "--sello", str(tmp_path / "sello-anterior.txt"))[0] == 0
    codigo, salida = comprobar(carpeta, "--llave", llave.replace("mediacion", "medlacion"))
    assert (codigo, "no es la llave pública" in salida) == (1, True)


def test_la_historia_se_lee(carpeta: Path) -> None:
    html = (carpeta / "historia.html").read_text("utf-8")
    for texto in (
        "Daniela Ñíguez Zazueta",
        "Rosa Elena Peñúñuri",
        "Vendrá su hermana Clotilde.",
        "Registrado",
    ):
        assert texto in html
    assert "&lt;b&gt;con&lt;/b&gt;" in html
    documento = json.loads((carpeta / "historia.json").read_bytes())
    assert [a["version"] for a in documento["asientos"]] == list(range(1, len(documento["asientos"]) + 1))
    guardado = json.loads((carpeta / "asientos.json").read_bytes())["asientos"]
    assert all(json.loads(a["estado"])["hecho"] is not None for a in guardado)
    (anexo,) = json.loads((carpeta / "documentos.json").read_bytes())
    assert (carpeta / anexo["archivo"]).read_bytes() == b"%PDF-1.7 un pagare"
    assert (carpeta / "reglas" / "politica-1.toml").is_file()
    assert (carpeta / "reglas" / "calendario-1.toml").is_file()


def test_otra_vez_es_igual_byte_por_byte(
    orden: Orden, carpeta: Path, oficina_sola: Oficina, tmp_path: Path
) -> None:
    oficina_sola.pasar(days=40)
    assert orden("expediente", oficina_sola.uno, "-o", tmp_path / "otra")[0] == 0
    assert contenido(tmp_path / "otra") == contenido(carpeta)


def test_no_revela_otros_casos(carpeta: Path, oficina_sola: Oficina) -> None:
    todo = b"".join(contenido(carpeta).values())
    for ajeno in ("Ramiro", "Quijada", str(oficina_sola.otro), oficina_sola.otro.hex):
        assert ajeno.encode() not in todo
    asientos = oficina_sola.abierta.casos.asientos(oficina_sola.otro)
    assert all(a.pedido.encode() not in todo for a in asientos)


def test_cada_archivo_cambiado_se_nombra(carpeta: Path) -> None:
    sano = verificar.revisar(carpeta)
    assert (sano.hallazgos, sano.probados) == ([], 7)
    for nombre, crudo in contenido(carpeta).items():
        for lugar in (0, len(crudo) // 2, len(crudo) - 2):
            cambiado = bytearray(crudo)
            cambiado[lugar] ^= 1
            (carpeta / nombre).write_bytes(cambiado)
            hallazgos = verificar.revisar(carpeta).hallazgos
            assert nombre in [donde for donde, _ in hallazgos], (nombre, lugar, hallazgos)
        (carpeta / nombre).unlink()
        hallazgos = verificar.revisar(carpeta).hallazgos
        assert nombre in [donde for donde, _ in hallazgos], nombre
        (carpeta / nombre).write_bytes(crudo)
    (carpeta / "documentos" / "ajeno.pdf").write_bytes(b"otro")
    assert ("documentos/ajeno.pdf", "no estaba en lo que se entregó.") in verificar.revisar(carpeta).hallazgos
    assert comprobar(carpeta)[0] == 1


def test_ningun_byte_de_una_prueba_se_puede_cambiar(carpeta: Path) -> None:
    """Proofs and entries are refused by themselves, whatever the list of files says."""
    original = json.loads((carpeta / "asientos.json").read_bytes())
    for n, asiento in enumerate(original["asientos"]):
        for clave in ("estado", "mac", "enlace", "tema"):
            _con(carpeta, original, n, clave, asiento[clave][:-3] + "0" + asiento[clave][-2:])
            _con(carpeta, original, n, clave, asiento[clave] + "00")
        _con(carpeta, original, n, "hoja", asiento["hoja"] + 1)
        _con(carpeta, original, n, "prueba", asiento["prueba"][:-1])
        for nivel, hash_ in enumerate(asiento["prueba"]):
            for byte in range(0, 64, 2):
                tocado = hash_[:byte] + f"{int(hash_[byte : byte + 2], 16) ^ 1:02x}" + hash_[byte + 2 :]
                prueba = [*asiento["prueba"][:nivel], tocado, *asiento["prueba"][nivel + 1 :]]
                _con(carpeta, original, n, "prueba", prueba)


def _con(carpeta: Path, original: dict[str, object], n: int, clave: str, valor: object) -> None:
    cambiado = json.loads(json.dumps(original))
    if cambiado["asientos"][n][clave] == valor:
        return
    cambiado["asientos"][n][clave] = valor
    (carpeta / "asientos.json").write_text(json.dumps(cambiado), "utf-8")
    hallazgos = solo_asientos(carpeta)
    assert f"asiento {n + 1}" in [donde for donde, _ in hallazgos], (clave, hallazgos)


def solo_asientos(carpeta: Path) -> list[tuple[str, str]]:
    """What is found in the entries alone, as if nobody had signed the list of files."""
    visto = verificar.Expediente(carpeta)
    visto.asientos(verificar.Llave(visto.texto("llave.txt").strip()).sello(visto.texto("sello.txt")), None)
    return visto.hallazgos


def test_un_asiento_de_menos_o_cambiado_de_lugar_se_nombra(carpeta: Path) -> None:
    original = json.loads((carpeta / "asientos.json").read_bytes())
    asientos = original["asientos"]
    for cambiados, nombrado in (
        ([*asientos[:2], *asientos[3:]], "asiento 3"),
        ([asientos[1], asientos[0], *asientos[2:]], "asiento 1"),
        ([*asientos, asientos[-1]], "asiento 8"),
    ):
        (carpeta / "asientos.json").write_text(json.dumps({**original, "asientos": cambiados}), "utf-8")
        assert nombrado in [donde for donde, _ in solo_asientos(carpeta)]
    (carpeta / "asientos.json").write_text(json.dumps({**original, "asientos": asientos[:-2]}), "utf-8")
    assert ("asiento 6", "falta: se entregaron 7 asientos.") in verificar.revisar(carpeta).hallazgos


def test_ningun_byte_de_un_sello_ni_de_su_prueba_se_puede_cambiar(carpeta: Path) -> None:
    """Checkpoints and consistency proofs are refused wholly, whatever the list of files says."""
    llave = verificar.Llave((carpeta / "llave.txt").read_text("utf-8").strip())
    nota = (carpeta / "sello.txt").read_text("utf-8")
    ultimo = llave.sello(nota)
    for n in range(len(nota) - 1):
        with pytest.raises(verificar.Malo):
            llave.sello(nota[:n] + ("A" if nota[n] != "A" else "B") + nota[n + 1 :])
    (viejo,) = json.loads((carpeta / "sellos.json").read_bytes())
    antes, prueba = llave.sello(viejo["nota"]), [bytes.fromhex(h) for h in viejo["prueba"]]
    assert verificar.es_principio(*antes, *ultimo, prueba)
    for n, hash_ in enumerate(prueba):
        for byte in range(32):
            tocado = hash_[:byte] + bytes([hash_[byte] ^ 1]) + hash_[byte + 1 :]
            assert not verificar.es_principio(*antes, *ultimo, [*prueba[:n], tocado, *prueba[n + 1 :]])
        assert not verificar.es_principio(*antes, *ultimo, prueba[:n] + prueba[n + 1 :])
    assert not verificar.es_principio(antes[0] + 1, antes[1], *ultimo, prueba)


def test_el_codigo_impreso_es_de_la_misma_serie(carpeta: Path, orden: Orden) -> None:
    (viejo,) = json.loads((carpeta / "sellos.json").read_bytes())
    llave = verificar.Llave((carpeta / "llave.txt").read_text("utf-8").strip())
    codigo = verificar.codigo_de(*llave.sello(viejo["nota"]))
    assert comprobar(carpeta, "--codigo", codigo.lower())[0] == 0
    otro = codigo[:-1] + ("A" if codigo[-1] != "A" else "B")
    assert "no es de ninguno de los sellos" in comprobar(carpeta, "--codigo", otro)[1]
    assert orden("verificar", "--codigo", codigo)[0] == 0
    assert "se cambió lo que abarca" in orden("verificar", "--codigo", otro)[1]
    assert "faltan del" in orden("verificar", "--codigo", f"9{codigo}")[1]
    codigo, _, dicho = orden("verificar", "--codigo", "no es")
    assert (codigo, "no es el código de un sello" in dicho) == (2, True)


def test_un_sello_de_otra_serie_se_nombra(carpeta: Path, tmp_path: Path) -> None:
    (tmp_path / "otro.txt").write_text("no es un sello\n", "utf-8")
    codigo, salida = comprobar(carpeta, "--sello", str(tmp_path / "otro.txt"))
    assert (codigo, "su sello" in salida) == (1, True)
    sellos = json.loads((carpeta / "sellos.json").read_bytes())
    assert sellos[0]["prueba"]
    sellos[0]["prueba"][0] = "00" * 32
    (carpeta / "sellos.json").write_text(json.dumps(sellos), "utf-8")
    codigo, salida = comprobar(carpeta, "--sello", str(tmp_path / "sello-anterior.txt"))
    assert codigo == 1
    assert "no es el principio del último" in salida
    assert "no es de la misma serie" in salida


def test_lo_que_no_es_un_expediente_termina_en_dos(carpeta: Path, tmp_path: Path) -> None:
    (tmp_path / "vacia").mkdir()
    assert comprobar(carpeta, str(tmp_path / "vacia"))[0] == 2
    assert comprobar(carpeta, "--no-existe")[0] == 2
    assert comprobar(carpeta, "--sello", str(tmp_path / "no-hay"))[0] == 2
    codigo, salida = comprobar(carpeta, "--ayuda")
    assert (codigo, "Uso: python3 verificar.py" in salida) == (0, True)


def test_el_comprobador_solo_usa_la_biblioteca_normal(carpeta: Path) -> None:
    arbol = ast.parse((carpeta / "verificar.py").read_text("utf-8"))
    ast.parse((carpeta / "verificar.py").read_text("utf-8"), feature_version=(3, 9))
    usa = {
        alias.name.split(".")[0] for n in ast.walk(arbol) if isinstance(n, ast.Import) for alias in n.names
    } | {(n.module or "").split(".")[0] for n in ast.walk(arbol) if isinstance(n, ast.ImportFrom)}
    assert usa <= sys.stdlib_module_names


def test_olvidar_a_una_persona_no_rompe_nada(
    orden: Orden, carpeta: Path, oficina_sola: Oficina, tmp_path: Path
) -> None:
    historia = oficina_sola.abierta.casos.historia(oficina_sola.uno)
    assert historia is not None
    oficina_sola.abierta.boveda.olvidar(historia.caso.apertura.persona_id, oficina_sola.ahora)
    assert orden("verificar")[0] == 0
    assert orden("expediente", oficina_sola.uno, "-o", tmp_path / "despues")[0] == 0
    assert comprobar(tmp_path / "despues")[0] == 0
    assert comprobar(carpeta)[0] == 0
    todo = b"".join(contenido(tmp_path / "despues").values())
    assert "Ñíguez".encode() not in todo
    assert b"Clotilde" not in todo
    assert b"Persona olvidada" in todo
    antes, despues = contenido(carpeta), contenido(tmp_path / "despues")
    assert antes["asientos.json"] == despues["asientos.json"]


def test_se_halla_por_credito_y_se_anota_quien_lo_hizo(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path
) -> None:
    assert orden("expediente", "105010", "-o", tmp_path / "uno")[0] == 0
    oficina_sola.pasar(hours=1)
    oficina_sola.decidir(oficina_sola.uno, agregar_nota, Nota(texto="Otra."))
    oficina_sola.pasar(hours=1)
    assert orden("expediente", "105010", "-o", tmp_path / "dos")[0] == 0
    assert "expediente para auditoría" in (tmp_path / "dos" / "consultas.json").read_text("utf-8")


def test_una_carpeta_que_no_sirve_no_cambia_nada(orden: Orden, oficina_sola: Oficina, tmp_path: Path) -> None:
    (tmp_path / "ocupada").mkdir()
    (tmp_path / "ocupada" / "algo.txt").write_text("mío")
    for carpeta in (tmp_path / "ocupada", tmp_path / "ocupada" / "algo.txt"):
        codigo, _, dicho = orden("expediente", oficina_sola.uno, "-o", carpeta)
        assert (codigo, "no está vacía" in dicho) == (2, True)
    assert contenido(tmp_path / "ocupada") == {"algo.txt": b"m\xc3\xado"}
    assert orden("expediente", "no-hay-tal-caso", "-o", tmp_path / "nueva")[0] == 2
    assert not (tmp_path / "nueva").exists()
    shutil.rmtree(tmp_path / "ocupada")
