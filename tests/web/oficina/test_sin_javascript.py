"""The office without JavaScript: each role's main work, and every form of every page, by ordinary forms and links."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.oferta import Propuesta
from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.mediacion.vocabulario import Producto, Via
from tests.instancias import PRINCIPIO, Prueba
from tests.web.conftest import CLAVE
from tests.web.oficina.test_dinero_en_navegador import con_convenio

pytestmark = pytest.mark.navegador
YO = "responsable"


@pytest.fixture
def pagina(navegador: Any) -> Iterator[Any]:
    """A browser that runs no script, on a telephone."""
    contexto = navegador.new_context(
        java_script_enabled=False, locale="es-MX", viewport={"width": 390, "height": 844}
    )
    contexto.set_default_timeout(15_000)
    yield contexto.new_page()
    contexto.close()


@pytest.fixture
def como(direccion: str, pagina: Any) -> Any:
    """Enter by the door as a role, on the way to some page."""

    def entrar(rol: str, url: str = "/pendientes/") -> Any:
        pagina.context.clear_cookies()
        pagina.goto(direccion + url)
        pagina.get_by_label("Usuario").fill(rol)
        pagina.get_by_label("Contraseña").fill(CLAVE)
        pagina.get_by_role("button", name="Entrar").click()
        return pagina

    return entrar


def hechos(prueba: Prueba, caso: UUID) -> list[str]:
    return [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)]


def dice(pagina: Any, texto: str) -> None:
    expect(pagina.locator("#avisos")).to_contain_text(texto)


def menu(pagina: Any, texto: str) -> None:
    pagina.get_by_role("navigation", name="Principal").get_by_role("link", name=texto).click()


def test_de_la_bandeja_a_una_llamada_y_su_deshacer(prueba: Prueba, como: Any) -> None:
    caso = prueba.abrir_caso("Daniela Ñíguez", responsable=YO)
    prueba.pasar(days=3)
    pagina = como(YO)
    pagina.get_by_role("link", name="Hacer el primer contacto").click()
    pagina.get_by_role("button", name="No contestó").click()
    dice(pagina, "Siguiente")
    pagina.get_by_role("button", name="Deshacer").click()
    assert hechos(prueba, caso)[-2:] == ["LlamadaRealizada", "Anulado"]


def test_buscar_ver_por_que_y_como_estaba(prueba: Prueba, como: Any) -> None:
    prueba.abrir_caso("Daniela Ñíguez", responsable=YO)
    prueba.pasar(days=3)
    pagina = como(YO)
    pagina.get_by_label("Buscar un expediente").fill("niguez")
    pagina.keyboard.press("Enter")
    pagina.get_by_role("link", name="Daniela Ñíguez").click()
    pagina.get_by_role("link", name="¿por qué?").click()
    expect(pagina.locator("main")).to_contain_text("La regla")
    pagina.get_by_role("link", name="← Daniela").click()
    pagina.get_by_label("Ver cómo estaba el").fill("5 oct")
    pagina.get_by_role("button", name="Ver", exact=True).click()
    expect(pagina.locator("main")).to_contain_text("Así estaba el 5 de octubre de 2026")
    pagina.get_by_role("link", name="Volver a hoy").click()
    expect(pagina.locator("main")).not_to_contain_text("Así estaba")


def test_el_resultado_de_una_sesion(prueba: Prueba, como: Any) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    prueba.decidir(
        caso, agendar_sesion, NuevaSesion(inicio=PRINCIPIO + timedelta(days=1), folio="CJA/1/2026")
    )
    prueba.pasar(days=1, hours=3)
    pagina = como(YO)
    menu(pagina, "Agenda")
    pagina.get_by_label("No vino nadie").check()
    pagina.get_by_role("button", name="Registrar el resultado").click()
    dice(pagina, "Resultado registrado")
    assert "InasistenciaRegistrada" in hechos(prueba, caso)


def test_del_simulador_al_convenio_y_su_estado_de_cuenta(prueba: Prueba, como: Any) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    pagina = como(YO, f"/casos/{caso}/opciones/")
    pagina.get_by_label("Puede pagar al mes").fill("1100")
    pagina.get_by_label("Pago inicial").first.fill("2400")
    pagina.get_by_role("button", name="Calcular").click()
    expect(pagina.locator("#resultado")).to_contain_text("9 × $1,066.67")
    pagina.get_by_role("button", name="Usar este plan").first.click()
    assert pagina.url.endswith("/convenio/")
    assert "ConvenioElaborado" in hechos(prueba, caso)
    pagina.goto(pagina.url.replace("convenio", "estado-de-cuenta"))
    expect(pagina.locator("main")).to_contain_text("$12,000.00")


def test_un_pago_lo_reporta_una_y_lo_confirma_contabilidad(prueba: Prueba, como: Any) -> None:
    caso = con_convenio(prueba)
    pagina = como(YO, f"/casos/{caso}/hacer/reportar_pago")
    pagina.get_by_label("Importe").fill("1,000")
    pagina.get_by_label("Fecha").first.fill("hoy")
    pagina.get_by_role("button", name="Registrar pago reportado").click()
    dice(pagina, "pago")
    pagina.get_by_role("button", name="Salir").click()
    pagina = como("contabilidad", "/pagos-reportados/")
    pagina.locator(".renglon a").first.click()
    pagina.get_by_role("button", name="Confirmar").first.click()
    assert "PagoConfirmado" in hechos(prueba, caso), pagina.locator("main").inner_text()


def test_importar_pegando(prueba: Prueba, como: Any) -> None:
    caso = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable=YO, credito="105010")
    pagina = como(YO, "/importar/")
    pagina.get_by_text("O pegar desde una hoja").click()
    pagina.get_by_label("Renglones copiados").fill(
        "Exp.\tNúm. sesión\tFecha y hora\tSala\tInvitado\tCrédito\n"
        "CJA/31/2026\t1a\t13/10/2026 9:00\tSala 1\tÑÍGUEZ ZAZUETA, DANIELA\t105010\n"
    )
    pagina.get_by_role("button", name="Ver qué haría").click()
    pagina.get_by_role("button", name="Llevar a cabo lo que está bien (1)").click()
    assert "SesionAgendada" in hechos(prueba, caso)


def test_una_atencion_y_un_recado_que_se_entiende(prueba: Prueba, como: Any) -> None:
    pagina = como(YO)
    pagina.get_by_role("link", name="Registrar atención").click()
    pagina.get_by_label("Saldo", exact=True).check()
    pagina.get_by_role("button", name="Registrar", exact=True).click()
    dice(pagina, "Atención registrada.")
    menu(pagina, "Recados")
    pagina.get_by_role("link", name="Tomar recado").click()
    pagina.get_by_label("Para").select_option("coordinador")
    pagina.get_by_label("Quién llama").fill("Señora Félix")
    pagina.get_by_label("Recado", exact=True).fill("Que le llame")
    pagina.get_by_role("button", name="Entregar recado").click()
    pagina = como("coordinador", "/recados/")
    pagina.get_by_role("link", name="Favor de llamar").click()
    pagina.get_by_role("button", name="Entendido").click()
    expect(pagina.locator("main")).to_contain_text("No tiene recados por atender")


def test_la_coordinacion_revisa_y_autoriza(prueba: Prueba, como: Any) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    propuesta = Propuesta(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_CORTO, primera=date(2026, 11, 5),
        parcialidades=4, pago_inicial="100", inicial_vence=PRINCIPIO.date(),
    )  # fmt: skip
    prueba.decidir(caso, elaborar_convenio, propuesta)
    pagina = como("coordinador", "/supervision/")
    pagina.get_by_label("Revisado", exact=False).first.check()
    pagina.get_by_role("button", name="Marcar revisados").click()
    assert "CasoRevisado" in hechos(prueba, caso)
    pagina.goto(f"{pagina.url.partition('/supervision')[0]}/casos/{caso}/convenio/")
    pagina.get_by_label("¿Por qué?").fill("Su situación lo amerita")
    pagina.get_by_role("button", name="Autorizar", exact=True).click()
    assert "DescuentoAutorizado" in hechos(prueba, caso), pagina.locator("main").inner_text()
