"""The folder of a case in a real browser: what is missing and since when, handing scans in, filing, lending, back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.instancias import Prueba
from tests.web.conftest import CLAVE, Visitante
from tests.web.escaneados.hojas import escaneo
from tests.web.escaneados.test_pantallas import con_convenio, hechos, huella, impreso, mio, ultimo
from tests.web.test_navegador import sin_barreras, sin_desbordes

pytestmark = pytest.mark.navegador
Entra = Callable[[str], Visitante]
SOLTAR = """(archivos) => {
  const suelto = new DataTransfer();
  for (const [nombre, tipo, datos] of archivos)
    suelto.items.add(new File([Uint8Array.from(atob(datos), (c) => c.charCodeAt(0))], nombre, { type: tipo }));
  for (const clase of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(clase, { bubbles: true, cancelable: true, dataTransfer: suelto }));
}"""
"""What the browser does when files are let go over the page."""


@pytest.fixture
def adentro(direccion: str, pagina: Any) -> Any:
    return _entrar(direccion, pagina)


@pytest.fixture
def sin_javascript(direccion: str, navegador: Any) -> Iterator[Any]:
    """Logged in, on a telephone that runs no script."""
    contexto = navegador.new_context(
        java_script_enabled=False, locale="es-MX", viewport={"width": 390, "height": 844}
    )
    contexto.set_default_timeout(15_000)
    yield _entrar(direccion, contexto.new_page())
    contexto.close()


def _entrar(direccion: str, pagina: Any) -> Any:
    pagina.goto(f"{direccion}/entrar")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/pendientes/")
    return pagina


def en_disco(carpeta: Path, nombre: str, contenido: bytes) -> str:
    (carpeta / nombre).write_bytes(contenido)
    return str(carpeta / nombre)


def soltar(pagina: Any, *archivos: tuple[str, bytes]) -> None:
    from base64 import b64encode

    tipo = "application/pdf"
    pagina.evaluate(SOLTAR, [[nombre, tipo, b64encode(datos).decode()] for nombre, datos in archivos])


def papeles(pagina: Any, direccion: str, caso: UUID) -> Any:
    """The papers at the side of the case."""
    pagina.goto(f"{direccion}/casos/{caso}/")
    return pagina.locator("section.seccion", has=pagina.get_by_role("heading", name="Papeles", exact=True))


def fila_de(pagina: Any, papel: str) -> Any:
    """The line of a paper in the checklist."""
    return pagina.locator("tr", has=pagina.locator("th", has_text=papel))


def registrar(pagina: Any, boton: str) -> None:
    pagina.locator("main").get_by_role("button", name=boton, exact=True).click()
    expect(pagina.locator("#avisos")).to_contain_text(re.compile("Siguiente|Deshacer"))


@pytest.mark.parametrize("ancho", [1366, 390])
def test_del_convenio_firmado_a_la_carpeta_prestada_y_de_vuelta(
    prueba: Prueba, adentro: Any, direccion: str, tmp_path: Path, ancho: int
) -> None:
    caso = con_convenio(prueba)
    adentro.set_viewport_size({"width": ancho, "height": 844})
    expect(papeles(adentro, direccion, caso)).to_contain_text("Convenio firmado", use_inner_text=True)
    expect(papeles(adentro, direccion, caso).locator(".hoy").first).to_contain_text("falta")
    prueba.pasar(days=3)  # a Thursday: three working days
    expect(papeles(adentro, direccion, caso).locator(".mal").first).to_contain_text("falta, 3 días")
    adentro.get_by_role("link", name="Documentos del expediente").click()
    fila = fila_de(adentro, "Convenio firmado")
    expect(fila).to_contain_text("El convenio 1 se firmó. Falta desde el 5 oct, hace 3 días hábiles.")
    sin_desbordes(adentro)
    sin_barreras(adentro)
    fila.get_by_role("link", name="Recabar").click()
    adentro.set_input_files("input[type=file]", en_disco(tmp_path, "firmado.pdf", escaneo("Convenio")))
    registrar(adentro, "Recabar documento")
    expect(fila).to_contain_text("por archivar")
    fila.get_by_role("link", name="Ver escaneo").wait_for()
    fila.get_by_role("link", name="Archivar").click()
    adentro.get_by_label("Ubicación").fill("Caja 7, legajo 2")
    registrar(adentro, "Archivar documento")
    expect(fila).to_contain_text("✓ Caja 7, legajo 2")
    expect(fila).to_contain_text("Se archivó el 8 oct, 3 días hábiles después.")
    adentro.get_by_role("link", name="Prestar documento").click()
    adentro.get_by_label("¿A quién?").fill("Jurídico, Lic. Arvizu")
    registrar(adentro, "Prestar documento")
    expect(adentro.locator("main")).to_contain_text("La carpeta: con Jurídico, Lic. Arvizu desde el 8 oct.")
    expect(papeles(adentro, direccion, caso)).to_contain_text("lo tiene Jurídico, Lic. Arvizu desde el 8 oct")
    prueba.pasar(days=30)
    expect(papeles(adentro, direccion, caso).locator(".mal").first).to_contain_text("lo tiene Jurídico")
    adentro.goto(f"{direccion}/casos/{caso}/anexos/")
    expect(fila).to_contain_text("debía volver el")
    sin_desbordes(adentro)
    fila.get_by_role("link", name="Registrar devolución").click()
    adentro.get_by_label("Ubicación").fill("Caja 7, legajo 2")
    registrar(adentro, "Registrar")
    assert hechos(prueba, caso)[-3:] == ["DocumentoArchivado", "DocumentoPrestado", "DocumentoDevuelto"]


def test_soltar_un_archivo_en_el_formulario_lo_pone_en_su_campo(
    prueba: Prueba, adentro: Any, direccion: str
) -> None:
    caso = con_convenio(prueba)
    adentro.goto(f"{direccion}/casos/{caso}/hacer/recabar_documento?clave=convenio-1")
    soltar(adentro, ("convenio firmado.pdf", escaneo("Convenio")))
    registrar(adentro, "Recabar documento")
    assert ultimo(prueba, caso, "DocumentoRecabado").huella == huella(escaneo("Convenio"))


def test_soltar_varios_en_el_expediente_los_anexa(prueba: Prueba, adentro: Any, direccion: str) -> None:
    caso = mio(prueba)
    adentro.goto(f"{direccion}/casos/{caso}/")
    soltar(adentro, ("ine.pdf", escaneo("INE")), ("luz.pdf", escaneo("Luz")), ("foto.pdf", b"MZ\x90" * 90))
    expect(adentro.locator("[data-tarjeta]")).to_have_count(2)
    expect(adentro.locator("[data-marcha]")).to_contain_text("Es un programa (.exe); suba PDF, JPG o PNG.")
    sin_barreras(adentro)
    for n, tipo in enumerate(("Identificación", "Comprobante de domicilio")):
        adentro.locator("[data-tarjeta]").nth(n).get_by_label("¿Qué documento es?").select_option(label=tipo)
    adentro.get_by_role("button", name="Archivar", exact=True).click()
    expect(adentro.locator("#avisos")).to_contain_text("2 escaneos archivados.")
    assert hechos(prueba, caso).count("DocumentoAnexado") == 2


@pytest.mark.parametrize("ancho", [1366, 390])
def test_una_pila_soltada_se_reparte_por_su_codigo(
    prueba: Prueba, adentro: Any, entra: Entra, direccion: str, ancho: int
) -> None:
    uno, otro, ana = con_convenio(prueba), con_convenio(prueba, "Ramiro Quijada Othón"), entra("responsable")
    adentro.set_viewport_size({"width": ancho, "height": 844})
    adentro.goto(f"{direccion}/escaneados/")
    pila = [
        (f"SCAN{n:04}.pdf", impreso(ana, caso, "convenio", numero=1)) for n, caso in enumerate((uno, otro))
    ]
    soltar(adentro, *pila)
    tarjetas = adentro.locator("[data-tarjeta]")
    expect(tarjetas).to_have_count(2, timeout=60_000)
    for n, quien in enumerate(("Daniela Ñíguez Zazueta", "Ramiro Quijada Othón")):
        expect(tarjetas.nth(n)).to_contain_text(
            "Convenio firmado impreso aquí de " + quien, use_inner_text=True
        )
    sin_desbordes(adentro)
    adentro.get_by_role("button", name="Archivar", exact=True).click()
    expect(adentro.locator("#avisos")).to_contain_text("2 escaneos archivados en 2 expedientes.")
    for caso, (_, contenido) in zip((uno, otro), pila, strict=True):
        assert ultimo(prueba, caso, "DocumentoRecabado").huella == huella(contenido)


def test_sin_javascript_se_recaba_con_escaneo_y_se_anexan_varios(
    prueba: Prueba, sin_javascript: Any, direccion: str, tmp_path: Path
) -> None:
    caso, pagina = con_convenio(prueba), sin_javascript
    pagina.goto(f"{direccion}/casos/{caso}/anexos/")
    fila_de(pagina, "Convenio firmado").get_by_role("link", name="Recabar").click()
    pagina.set_input_files("input[type=file]", en_disco(tmp_path, "vacío.pdf", b""))
    pagina.locator("main").get_by_role("button", name="Recabar documento").click()
    expect(pagina.locator("main")).to_contain_text("El archivo está vacío; elija otro.")
    pagina.set_input_files("input[type=file]", en_disco(tmp_path, "firmado.pdf", escaneo("Convenio")))
    registrar(pagina, "Recabar documento")
    pagina.set_input_files("#archivos", en_disco(tmp_path, "todo.zip", b"PK\x03\x04" + bytes(99)))
    pagina.get_by_role("button", name="Subir").click()
    expect(pagina.get_by_text("ábralo y suba los documentos que trae")).to_be_visible()
    dos = [en_disco(tmp_path, f"{n}.pdf", escaneo(n)) for n in ("INE", "Luz")]
    pagina.set_input_files("#archivos", dos)
    pagina.get_by_role("button", name="Subir").click()
    for n in range(2):
        pagina.locator(f"[name=tipo_{n}]").select_option("SOPORTE")
    pagina.get_by_role("button", name="Archivar", exact=True).click()
    expect(pagina.locator("#avisos")).to_contain_text("2 escaneos archivados.")
    assert len(prueba.abierta.casos.historia(caso).caso.anexos) == 3
