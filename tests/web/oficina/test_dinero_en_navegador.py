"""The simulator and the agreement in a real browser: options that change as one types, also on a telephone."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from casos.decision import CONTABILIDAD
from casos.mediacion.documentos import Original, recabar_documento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.firma import Suscripcion, firmar_convenio
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.oferta import Propuesta
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.mediacion.vocabulario import Producto, RolParte, TipoDocumento, Via
from casos.tiempo import dia_local
from tests.instancias import Prueba
from tests.web.conftest import CLAVE
from tests.web.test_navegador import sin_barreras, sin_desbordes


@pytest.fixture
def adentro(direccion: str, pagina: Any) -> Any:
    pagina.goto(f"{direccion}/entrar")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/pendientes/")
    return pagina


def con_convenio(prueba: Prueba, primera: date | None = None) -> UUID:
    """A signed agreement of four instalments of 2,400, the first next month, the initial payment of 2,400 made."""
    caso = prueba.abrir_caso(responsable="responsable")
    hoy = dia_local(prueba.ahora)
    propuesta = Propuesta(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_CORTO, primera=primera or hoy.replace(month=11),
        parcialidades=4, pago_inicial="2400", inicial_vence=hoy,
    )  # fmt: skip
    prueba.decidir(caso, elaborar_convenio, propuesta)
    firmado = Suscripcion(
        convenio=1, revision=1, fecha=hoy, folio="IN-1/2026", firmas=(Firma(rol=RolParte.ACREDITADO),)
    )
    prueba.decidir(caso, firmar_convenio, firmado)
    prueba.decidir(caso, recabar_documento, Original(tipo=TipoDocumento.CONVENIO, paginas=5))
    pago = PagoBancario(folio="SPEI/1", importe="2400", fecha=hoy)
    prueba.decidir(caso, confirmar_pago, pago, autor="conta", rol=CONTABILIDAD)
    return caso


def test_las_opciones_cambian_al_escribir(prueba: Prueba, adentro: Any, direccion: str) -> None:
    caso = prueba.abrir_caso(responsable="responsable")
    adentro.goto(f"{direccion}/casos/{caso}/opciones/?inicial=2400")
    adentro.get_by_label("Puede pagar al mes").press_sequentially("1100")
    adentro.get_by_text("dentro de política · alcanza").first.wait_for()
    assert "8 × " not in adentro.locator("#resultado").inner_text()
    assert "9 × $1,066.67" in adentro.locator("#resultado").inner_text()
    assert adentro.get_by_label("Puede pagar al mes").input_value() == "1100"
    sin_desbordes(adentro)
    sin_barreras(adentro)
    adentro.locator(".tarjeta.elegida").get_by_role("button", name="Usar este plan").click()
    adentro.wait_for_url("**/convenio/")
    assert "borrador" in adentro.inner_text("main")


@pytest.mark.parametrize("ancho", [1366, 390])
def test_el_convenio_se_ve_con_su_plan_y_su_linaje(
    prueba: Prueba, adentro: Any, direccion: str, ancho: int
) -> None:
    caso = con_convenio(prueba)
    adentro.set_viewport_size({"width": ancho, "height": 768})
    adentro.goto(f"{direccion}/casos/{caso}/convenio/")
    texto = adentro.inner_text("main")
    assert "al corriente" in texto
    assert "entraron $12,000.00, menos $2,400.00 pagados: quedan $9,600.00." in texto
    sin_desbordes(adentro)
    sin_barreras(adentro)
    adentro.goto(f"{direccion}/casos/{caso}/estado-de-cuenta/")
    assert "$9,600.00" in adentro.inner_text("main")
    sin_desbordes(adentro)
    sin_barreras(adentro)
    adentro.goto(f"{direccion}/casos/{caso}/papeles/")
    assert "Recibo del pago del 5 oct" in adentro.inner_text("main")
    sin_desbordes(adentro)
    sin_barreras(adentro)
