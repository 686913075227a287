"""«Informes mensuales» as the coordinator and an officer see them, and from the console."""

from datetime import date, time
from pathlib import Path

import pytest

from casos.decision import CONTABILIDAD
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.tiempo import a_las
from tests.instancias import Prueba
from tests.web.oficina.conftest import entra, oficina, prueba
from tests.web.oficina.test_expediente import Entra
from web import cli
from web.informe.hacer import hacer_los_que_faltan

__all__ = ["entra", "oficina", "prueba"]


@pytest.fixture
def cerrado(prueba: Prueba) -> Prueba:
    """October closed with two payments, its reports made, and one more captured afterwards."""
    for n, (dueno, sede) in enumerate((("responsable", "HMO"), ("karla", "OBR"))):
        caso = prueba.abrir_caso(f"Persona {n}", responsable=dueno, sede=sede, credito=str(700 + n))
        pago = PagoBancario(
            importe=f"{n + 1}00.00", fecha=date(2026, 10, 5), folio=f"b/{n}", credito=str(700 + n)
        )
        prueba.decidir(caso, confirmar_pago, pago, autor="contabilidad", rol=CONTABILIDAD)
    prueba.ahora = prueba.ahora.replace(month=11, day=3)
    assert hacer_los_que_faltan(prueba.abierta) == 4
    prueba.pasar(days=1)
    tarde = PagoBancario(importe="50.00", fecha=date(2026, 10, 31), folio="b/9", credito="701")
    ese_dia = a_las(tarde.fecha, time(12, 0))
    prueba.decidir(caso, confirmar_pago, tarde, autor="contabilidad", rol=CONTABILIDAD, ocurrido_en=ese_dia)
    return prueba


def test_la_coordinadora_abre_baja_y_ve_lo_que_cambio(cerrado: Prueba, entra: Entra) -> None:
    jefa = entra("coordinador")
    lista = jefa.ver("/reportes/mensuales/").text
    for dicho in ("Octubre de 2026", "Noviembre de 2026", "provisional", "$300.00", "3 de noviembre de 2026"):
        assert dicho in lista
    pagina = jefa.ver("/reportes/mensuales/2026-10").text
    assert "Lo que hoy se sabe de otra manera" in pagina
    assert "$350.00" in pagina
    assert "Provisional" in jefa.ver("/reportes/mensuales/2026-11").text
    assert "$100.00" in jefa.ver("/reportes/mensuales/2026-10?sede=HMO").text
    pdf = jefa.ver("/reportes/mensuales/2026-10.pdf?sede=todas")
    assert pdf.data.startswith(b"%PDF")
    assert pdf.data == jefa.ver("/reportes/mensuales/2026-10.pdf?sede=todas").data
    libro = jefa.ver("/reportes/mensuales/2026-10.xlsx")
    assert libro.data.startswith(b"PK")
    assert 'filename="informe-2026-10.xlsx"' in libro.headers["Content-Disposition"]


def test_una_responsable_solo_ve_su_parte(cerrado: Prueba, entra: Entra) -> None:
    ella = entra("responsable")
    for ruta in ("", "2026-10", "2026-10?responsable=karla&sede=OBR"):
        pagina = ella.ver(f"/reportes/mensuales/{ruta}").text
        assert "$100.00" in pagina
        for ajeno in ("$200.00", "$300.00", "$350.00"):
            assert ajeno not in pagina
    assert ella.ver("/reportes/mensuales/2026-10.xlsx?responsable=karla").data.startswith(b"PK")


def test_lo_que_no_es_un_mes_o_no_empieza_no_existe(cerrado: Prueba, entra: Entra) -> None:
    jefa = entra("coordinador")
    for mes in ("2026-13", "2026", "hoy", "2027-01", "2026-1"):
        assert jefa.ver(f"/reportes/mensuales/{mes}").status_code == 404
    assert jefa.ver("/reportes/mensuales/2026-10?responsable=nadie").status_code == 404
    for rol in ("contabilidad", "archivo"):
        assert entra(rol).ver("/reportes/mensuales/2026-10.pdf").status_code == 403


def test_quien_lo_baja_queda_anotado(cerrado: Prueba, entra: Entra) -> None:
    from web import almacen
    from web.almacen.bitacora import leer

    entra("coordinador").ver("/reportes/mensuales/2026-10.xlsx")
    servicio = almacen.abrir(cerrado.ajustes)
    assert [c.proposito for c in leer(servicio, usuario="coordinador") if c.accion == "exportar"] == [
        "informe mensual 2026-10"
    ]
    servicio.motor.dispose()


def test_la_supervision_avisa_del_informe_hasta_que_se_abre(cerrado: Prueba, entra: Entra) -> None:
    jefa = entra("coordinador")
    assert "informe de octubre de 2026 ya está" in jefa.ver("/supervision/").text
    jefa.ver("/reportes/mensuales/2026-10")
    assert "ya está" not in jefa.ver("/supervision/").text


def test_la_orden_escribe_los_dos_archivos(
    cerrado: Prueba, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(cerrado.ajustes.instancia))

    def correr(*args: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as salida:
            cli.principal(["informe", *args])
        leido = capsys.readouterr()
        return salida.value.code, leido.out + leido.err

    carpeta = tmp_path / "salida"
    codigo, dicho = correr("2026-10", "-o", str(carpeta))
    assert (codigo, "provisional" in dicho) == (0, False)
    antes = {a.name: a.read_bytes() for a in carpeta.iterdir()}
    assert set(antes) == {"informe-2026-10.pdf", "informe-2026-10.xlsx"}
    correr("2026-10", "-o", str(carpeta))
    assert antes == {a.name: a.read_bytes() for a in carpeta.iterdir()}
    assert correr("2026-10", "--sede", "OBR", "-o", str(carpeta))[0] == 0
    for malo, dice in (("octubre", "2026-10"), ("2199-01", "todavía no empieza")):
        codigo, dicho = correr(malo)
        assert codigo == 2
        assert dice in dicho
    codigo, dicho = correr("2026-10", "--sede", "XXX")
    assert (codigo, "HMO" in dicho) == (2, True)
