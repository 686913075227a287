"""Scans under `verificar`, `doctor`, `migrar`, `olvidar` and the bundle: whole, named when not, forgotten in peace."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from casos.boveda.archivero import Estado
from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.escaneos import Escaneo
from casos.mediacion.hechos.documentos import DocumentoAnexado
from casos.mediacion.vocabulario import TipoDocumento as T
from tests.web.escaneados.hojas import escaneo
from tests.web.evidencia.conftest import Oficina
from web import documentos
from web.auditoria import verificar as comprobador

Orden = Callable[..., tuple[int, str, str]]


def anexar(oficina: Oficina, caso: UUID, contenido: bytes, tipo: T = T.IDENTIFICACION) -> str:
    """Attach a scan as the page does; its hash."""
    recibido = documentos.recibir(oficina.abierta, contenido, 20)[0]
    anexo = Anexo(escaneo=recibido, tipo=tipo)
    historia = oficina.abierta.casos.historia(caso)
    assert historia is not None
    documentos.asentar(oficina.abierta, historia, anexo)
    oficina.decidir(caso, anexar_documento, anexo)
    return recibido.huella


def en_claro(oficina: Oficina, caso: UUID, contenido: bytes) -> Path:
    """Attach a scan as an earlier version did: in clear, the fact without saying whom it concerns."""
    huella = hashlib.sha256(contenido).hexdigest()
    archivo = oficina.ajustes.carpeta_documentos / f"{huella}.pdf"
    archivo.write_bytes(contenido)
    oficina.decidir(
        caso, anexar_documento, Anexo(escaneo=Escaneo(huella=huella, formato="pdf"), tipo=T.CONVENIO)
    )
    return archivo


def personas(oficina: Oficina, caso: UUID) -> tuple[UUID, UUID]:
    """(debtor, guarantor)."""
    historia = oficina.abierta.casos.historia(caso)
    assert historia is not None
    deudor = historia.caso.apertura.persona_id
    return deudor, next(p.persona_id for p in historia.caso.partes if p.persona_id != deudor)


def sobre(oficina: Oficina, huella: str) -> Path:
    return oficina.ajustes.carpeta_documentos / f"{huella}.sobre"


def diferencias(orden: Orden) -> list[dict[str, object]]:
    codigo, salida, _ = orden("verificar", "--json")
    hecho = json.loads(salida)
    assert codigo == (0 if hecho["correcto"] else 1)
    return hecho["diferencias"]


def test_un_documento_que_falta_o_se_altero_se_nombra(orden: Orden, oficina_sola: Oficina) -> None:
    falta, altera = (anexar(oficina_sola, oficina_sola.uno, escaneo(t)) for t in ("falta", "altera"))
    assert diferencias(orden) == []
    sobre(oficina_sola, falta).unlink()
    crudo = sobre(oficina_sola, altera).read_bytes()
    sobre(oficina_sola, altera).write_bytes(crudo[:-5] + bytes([crudo[-5] ^ 4]) + crudo[-4:])
    halladas = diferencias(orden)
    assert {(d["caso"], str(d["que"]).split()[0]) for d in halladas} == {
        (str(oficina_sola.uno), "Falta"), (str(oficina_sola.uno), "El")
    }  # fmt: skip
    assert all(d["version"] for d in halladas)
    assert any(falta[:12] in str(d["que"]) for d in halladas)
    assert f"Falta el archivo del documento {falta[:12]}" in orden("doctor")[1]


def test_lo_que_estaba_en_claro_se_sigue_leyendo_y_migrar_lo_cifra(
    orden: Orden, oficina_sola: Oficina
) -> None:
    archivo = en_claro(oficina_sola, oficina_sola.uno, escaneo("pagaré de Daniela"))
    huella = archivo.stem
    assert oficina_sola.abierta.archivero.leer(huella) == archivo.read_bytes()
    assert diferencias(orden) == []
    assert "sin cifrar" in orden("doctor")[1]
    codigo, salida, _ = orden("migrar")
    assert (codigo, "Se cifraron 1 documentos" in salida) == (0, True)
    assert not archivo.exists()
    assert b"Daniela" not in sobre(oficina_sola, huella).read_bytes()
    assert oficina_sola.abierta.archivero.leer(huella) == escaneo("pagaré de Daniela")
    assert diferencias(orden) == []
    assert "Se cifraron" not in orden("migrar")[1]


def test_un_hecho_de_antes_se_lee_sin_decir_de_quien_es() -> None:
    assert DocumentoAnexado.actualiza[1]({"huella": "a"}) == {"huella": "a"}


@pytest.mark.parametrize("antes", [True, False], ids=["en claro", "cifrado"])
def test_olvidar_borra_sus_escaneos_y_nada_se_alarma(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path, antes: bool
) -> None:
    uno, deudora = oficina_sola.uno, personas(oficina_sola, oficina_sola.uno)[0]
    ine = escaneo("credencial de elector")
    huella = en_claro(oficina_sola, uno, ine).stem if antes else anexar(oficina_sola, uno, ine)
    ajeno = anexar(oficina_sola, oficina_sola.otro, escaneo("de otra persona"))
    assert orden("sellar")[0] == 0
    assert antes or "se borrarían: 1" in orden("olvidar", deudora, "--por-resolucion")[1]
    assert oficina_sola.abierta.archivero.leer(huella) == ine
    codigo, salida, _ = orden("olvidar", deudora, "--por-resolucion", "--confirmar")
    assert (codigo, "se borraron: 1" in salida) == (0, True)
    assert [a.stem for a in oficina_sola.ajustes.carpeta_documentos.iterdir() if a.is_file()] == [ajeno]
    assert documentos.abrir(oficina_sola.abierta, huella) is None
    assert orden("verificar", "--vistas")[0] == 0
    assert "olvid" not in orden("doctor")[1]
    assert orden("expediente", uno, "-o", tmp_path / "expediente")[0] == 0
    (nombrado,) = json.loads((tmp_path / "expediente" / "documentos.json").read_bytes())
    assert (nombrado["archivo"], nombrado["olvidado"]) == (None, True)
    assert comprobador.revisar(tmp_path / "expediente").hallazgos == []


def test_lo_que_tambien_es_del_aval_se_conserva_hasta_olvidar_a_los_dos(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path
) -> None:
    uno, (deudora, aval) = oficina_sola.uno, personas(oficina_sola, oficina_sola.uno)
    huella = anexar(oficina_sola, uno, escaneo("pagaré de las dos"), T.PAGARE)
    salida = orden("olvidar", deudora, "--por-resolucion", "--confirmar")[1]
    assert "se conservan porque también son de otra persona: 1" in salida
    assert oficina_sola.abierta.archivero.revisar(huella) is Estado.SANO
    assert diferencias(orden) == []
    orden("olvidar", aval, "--por-resolucion", "--confirmar")
    assert not sobre(oficina_sola, huella).exists()
    assert diferencias(orden) == []


def test_un_olvido_a_medias_se_nombra_y_se_termina(orden: Orden, oficina_sola: Oficina, monkeypatch) -> None:
    deudora = personas(oficina_sola, oficina_sola.uno)[0]
    anexar(oficina_sola, oficina_sola.uno, escaneo("credencial"))
    with monkeypatch.context() as corte:
        corte.setattr("casos.boveda.boveda.Boveda.olvidar", lambda *_: 1 / 0)
        orden_cortada = pytest.raises(ZeroDivisionError)
        with orden_cortada:
            from web.ordenes.olvidar import olvidar

            olvidar.main([str(deudora), "--por-resolucion", "--confirmar"], standalone_mode=False)
    (hallada,) = diferencias(orden)
    assert "repita «mediacion olvidar»" in str(hallada["que"])
    assert orden("olvidar", deudora, "--por-resolucion", "--confirmar")[0] == 0
    assert diferencias(orden) == []


def test_el_expediente_lleva_el_documento_en_claro(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path
) -> None:
    contenido = escaneo("constancia")
    huella = anexar(oficina_sola, oficina_sola.uno, contenido)
    assert orden("expediente", oficina_sola.uno, "-o", tmp_path / "expediente")[0] == 0
    assert (tmp_path / "expediente" / "documentos" / f"{huella}.pdf").read_bytes() == contenido
    assert comprobador.revisar(tmp_path / "expediente").hallazgos == []


def test_doctor_borra_a_pedido_lo_que_ningun_caso_nombra(orden: Orden, oficina_sola: Oficina) -> None:
    huella = anexar(oficina_sola, oficina_sola.uno, escaneo("INE"))
    (oficina_sola.ajustes.carpeta_documentos / f"{'a' * 64}.sobre").write_bytes(b"sin clave de nadie")
    assert "ningún caso nombraba: 1." in orden("doctor", "--limpiar")[1]
    assert [a.stem for a in oficina_sola.ajustes.carpeta_documentos.iterdir()] == [huella]
    assert "ningún caso nombraba" not in orden("doctor")[1]
