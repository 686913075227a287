"""Fifteen things that an officer does every day, each in the browser from where the day starts, with its cost counted.

Each names its number, what it is, and how many clicks it may take at most. See the table at the end of the run.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from tests.instancias import PRINCIPIO, Prueba
from tests.web.oficina.mano import Mano
from tests.web.oficina.test_dinero_en_navegador import con_convenio
from web import despertador

pytestmark = pytest.mark.navegador
Tarea = Callable[[int, str, int], Mano]
YO = "responsable"


@pytest.fixture
def mano(entra, direccion, pagina) -> Mano:
    """A hand, logged in at «Mis pendientes»."""
    galleta = entra(YO).galleta
    pagina.context.add_cookies([{"name": "mediacion", "value": galleta, "url": direccion}])
    return Mano(pagina)


@pytest.fixture
def inicio(mano: Mano, direccion: str) -> Callable[[], None]:
    """Go where the day starts."""

    def ir() -> None:
        mano.pagina.goto(f"{direccion}/pendientes/")
        mano.empieza()

    return ir


@pytest.fixture
def tarea(mano: Mano, record_property, inicio) -> Callable[..., object]:
    """What a task costs, against what it may cost."""

    @contextmanager
    def contar(numero: int, que: str, tope: int) -> Iterator[Mano]:
        inicio()
        yield mano
        mano.pagina.wait_for_load_state()
        record_property("tarea", (numero, que, mano.clics, tope, mano.teclas, mano.paginas))
        assert mano.clics <= tope

    return contar


def con_sesion(prueba: Prueba, *nombres: str) -> list[UUID]:
    """Cases with a session this morning, one after another, that is over."""
    casos = [prueba.abrir_caso(nombre, responsable=YO) for nombre in nombres]
    manana = PRINCIPIO + timedelta(days=1)
    for n, caso in enumerate(casos):
        sesion = NuevaSesion(inicio=manana + timedelta(minutes=30 * n), folio=f"CJA/{n}/2026", sala="Sala 3")
        prueba.decidir(caso, agendar_sesion, sesion)
    prueba.ahora = manana + timedelta(hours=3)
    despertador.correr(prueba.abierta)
    return casos


def etapa(prueba: Prueba, caso: UUID) -> str:
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    return historia.caso.etapa.value


def menu(mano: Mano, texto: str) -> None:
    mano.clic(mano.pagina.get_by_role("navigation", name="Principal").get_by_role("link", name=texto))


def texto_de(pdf: bytes) -> str:
    return "\n".join(hoja.extract_text() for hoja in PdfReader(io.BytesIO(pdf)).pages)


def test_01_mi_dia(prueba, tarea) -> None:
    con_sesion(prueba, "Daniela Ñíguez")
    prueba.ahora = PRINCIPIO + timedelta(days=1)
    with tarea(1, "Ver su día en una hoja: sesiones, llamadas, papeles, atrasos", 1) as mano:
        menu(mano, "Mi día")
        expect(mano.pagina.locator("main")).to_contain_text("Sala 3")
        expect(mano.pagina.get_by_role("button", name="Imprimir")).to_be_visible()


@pytest.mark.parametrize("dato", ["niguez zaz", "NIZD900101", "105010", "CJA/0/2026", "6622145678"])
def test_02_encontrar_a_una_persona(prueba, tarea, dato: str) -> None:
    con_sesion(prueba, "Daniela Ñíguez Zazueta")
    with tarea(2, f"Encontrar a una persona por «{dato}»", 0) as mano:
        mano.pulsa("/")
        expect(mano.pagina.locator("#buscar")).to_be_focused()
        mano.teclea(dato)
        mano.pagina.locator("#sugerencias a").first.wait_for()
        mano.pulsa("ArrowDown")
        mano.pulsa("Enter")
        expect(mano.pagina.get_by_role("heading", level=1)).to_contain_text("Daniela Ñíguez")


def test_03_importar_la_agenda_pegandola(prueba, tarea, inicio, mano) -> None:
    caso = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable=YO, credito="105010")
    pegado = (
        "Exp.\tNúm. sesión\tFecha y hora\tSala\tInvitado\tCrédito\n"
        "CJA/31/2026\t1a\t13/10/2026 9:00\tSala 1\tÑÍGUEZ ZAZUETA, DANIELA\t105010\n"
    )

    def pegar() -> None:
        menu(mano, "Importar")
        mano.clic(mano.pagina.get_by_text("O pegar desde una hoja"))
        mano.pega(mano.pagina.get_by_label("Renglones copiados"), pegado)
        mano.clic(mano.pagina.get_by_role("button", name="Ver qué haría"))

    with tarea(3, "Importar la agenda pegada de Excel, con vista previa", 5):
        pegar()
        mano.clic(mano.pagina.get_by_role("button", name="Llevar a cabo lo que está bien (1)"))
        expect(mano.pagina.get_by_text("Se llevó a cabo 1 renglón.")).to_be_visible()
    inicio()
    pegar()
    expect(mano.pagina.locator("main")).to_contain_text("Ya estaba")
    assert len(prueba.abierta.casos.historia(caso).caso.sesiones) == 1


def test_04_el_resultado_de_una_sesion(prueba, tarea) -> None:
    (caso,) = con_sesion(prueba, "Daniela Ñíguez")
    with tarea(4, "Capturar el resultado de una sesión", 3) as mano:
        menu(mano, "Agenda")
        mano.clic(mano.pagina.get_by_text("Hubo acuerdo"))
        mano.clic(mano.pagina.get_by_role("button", name="Registrar el resultado"))
        expect(mano.pagina.locator("#avisos")).to_contain_text("Resultado registrado")
    assert etapa(prueba, caso) == "mediado"


def test_04_varias_inasistencias_de_una_vez(prueba, tarea) -> None:
    casos = con_sesion(prueba, "Daniela Ñíguez", "Óscar Tapia", "Nohemí Buitimea", "Saúl Yocupicio")
    with tarea(4, "Capturar cuatro resultados, tres de ellos inasistencias", 6) as mano:
        menu(mano, "Agenda")
        for n in range(3):
            mano.clic(mano.pagina.get_by_text("No vino nadie").nth(n))
        mano.clic(mano.pagina.get_by_text("Sin acuerdo").nth(3))
        mano.clic(mano.pagina.get_by_role("button", name="Registrar los resultados elegidos"))
        expect(mano.pagina.locator("#avisos")).to_contain_text("4 resultados registrados.")
    assert [etapa(prueba, c) for c in casos] == ["no_comparecio"] * 3 + ["mediado"]


def test_05_una_llamada(prueba, tarea) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    prueba.pasar(days=3)
    with tarea(5, "Registrar el resultado de una llamada y ver la siguiente fecha", 0) as mano:
        expect(mano.pagina.locator(".numero-grande")).to_contain_text("662 214 56 78")
        with mano.pagina.expect_response(lambda r: r.request.method == "POST" and "/llamada/" in r.url):
            mano.pulsa("2")
        expect(mano.pagina.locator("#avisos")).to_contain_text("Siguiente")
    assert prueba.abierta.casos.asientos(caso)[-1].hecho.nombre() == "LlamadaRealizada"


def test_06_opciones_lado_a_lado(prueba, tarea, inicio, mano, direccion) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    with tarea(6, "Simular opciones de pago e imprimirlas, desde el expediente", 3):
        mano.pagina.goto(f"{direccion}/casos/{caso}/")
        mano.empieza()
        mano.clic(mano.pagina.get_by_role("link", name="Opciones de pago"))
        mano.escribe(mano.pagina.get_by_label("Puede pagar al mes"), "1100")
        mano.pagina.locator(".tarjeta").nth(2).wait_for()
        mano.clic(mano.pagina.get_by_role("button", name="Imprimir las opciones"))


def test_07_el_convenio_listo_para_firmar(prueba, tarea, mano, direccion) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    with tarea(7, "Del plan elegido al convenio en PDF y en Word", 4):
        mano.pagina.goto(f"{direccion}/casos/{caso}/opciones/?mensual=1100&inicial=2400")
        mano.empieza()
        mano.clic(mano.pagina.locator(".tarjeta").first.get_by_role("button", name="Usar este plan"))
        mano.pagina.wait_for_url("**/convenio/")
        with mano.pagina.expect_download() as bajado:
            mano.clic(mano.pagina.get_by_role("link", name="Word"))
        assert bajado.value.suggested_filename.endswith(".docx")
        mano.clic(mano.pagina.get_by_role("button", name="Imprimir convenio"))
    pdf = next(a for a in prueba.abierta.casos.asientos(caso) if a.hecho.nombre() == "ConvenioElaborado")
    assert pdf is not None


def test_08_el_saldo_de_hoy_explicado(prueba, tarea, mano, direccion) -> None:
    caso = con_convenio(prueba)
    with tarea(8, "Explicar el saldo de hoy por concepto, desde el expediente", 1):
        mano.pagina.goto(f"{direccion}/casos/{caso}/")
        mano.empieza()
        mano.clic(mano.pagina.get_by_role("link", name="Estado de cuenta"))
        expect(mano.pagina.locator("main")).to_contain_text("$9,600.00")
        expect(mano.pagina.locator("main")).to_contain_text("Capital")


def test_09_el_estado_de_cuenta_para_mandarlo(prueba, entra, tarea, mano, direccion) -> None:
    caso = con_convenio(prueba)
    with tarea(9, "Estado de cuenta con su referencia, para imprimir o mandar", 2):
        mano.pagina.goto(f"{direccion}/casos/{caso}/")
        mano.empieza()
        mano.clic(mano.pagina.get_by_role("link", name="Estado de cuenta"))
        with mano.pagina.expect_response("**/papeles/estado_de_cuenta.pdf*"):
            mano.clic(mano.pagina.get_by_role("button", name="Imprimir y registrar"))
    assert prueba.abierta.casos.asientos(caso)[-1].hecho.nombre() == "EstadoDeCuentaEmitido"
    papel = entra(YO).ver(f"/casos/{caso}/papeles/estado_de_cuenta.pdf")
    assert "eferencia" in texto_de(papel.data)


def test_10_una_atencion_anonima(tarea) -> None:
    with tarea(10, "Registrar una atención en ventanilla, anónima y sin caso", 3) as mano:
        mano.clic(mano.pagina.get_by_role("link", name="Registrar atención"))
        mano.clic(mano.pagina.get_by_text("Saldo", exact=True))
        mano.clic(mano.pagina.get_by_role("button", name="Registrar", exact=True))
        expect(mano.pagina.locator("#avisos")).to_contain_text("Atención registrada.")


def test_11_un_recado_llega_y_se_entiende(entra, tarea) -> None:
    recado = {"para": YO, "quien": "Señora Félix", "telefono": "6622145678", "motivo": "Que le llame."}
    archivo = entra("archivo")
    assert archivo.enviar("/recados/nuevo", recado).status_code == 303
    with tarea(11, "Leer un recado y decir «entendido»", 3) as mano:
        menu(mano, "Recados")
        mano.clic(mano.pagina.get_by_role("link", name="Favor de llamar"))
        mano.clic(mano.pagina.get_by_role("button", name="Entendido"))
        expect(mano.pagina.locator("#avisos")).to_contain_text("ecado")
    assert "entendido" in archivo.ver("/recados/").text


def test_12_corregir_un_error_el_mismo_dia(prueba, tarea, mano, direccion) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    with tarea(12, "Deshacer lo que se acaba de registrar, con rastro", 1):
        mano.pagina.goto(f"{direccion}/casos/{caso}/hacer/agregar_nota")
        mano.pagina.locator("textarea").fill("Nota equivocada")
        mano.pagina.get_by_role("button", name="Agregar nota").click()
        mano.empieza()
        mano.clic(mano.pagina.get_by_role("button", name="Deshacer"))
        expect(mano.pagina.locator("#avisos")).to_contain_text("Deshecho")
    assert [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)][-2:] == ["NotaAgregada", "Anulado"]


def test_13_que_falta_en_el_expediente(prueba, tarea) -> None:
    caso = con_convenio(prueba)
    with tarea(13, "Saber qué falta en el expediente y dónde está el papel", 1) as mano:
        mano.clic(mano.pagina.get_by_role("link", name="Abrir expediente"))
        papeles = mano.pagina.locator(".seccion").filter(has_text="Papeles").last
        expect(papeles).to_contain_text("por archivar")
    assert str(caso) in mano.pagina.url


def test_14_en_un_dia_inhabil_nada_vence(prueba, tarea) -> None:
    con_convenio(prueba, primera=date(2026, 11, 30))  # a holiday of the Institute
    prueba.ahora = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    despertador.correr(prueba.abierta)
    with tarea(14, "No ver como vencido el 30 de noviembre lo que se paga al otro día", 0) as mano:
        expect(mano.pagina.locator("main")).not_to_contain_text("vencida")


def test_14_dejar_quien_cubra_al_salir_a_una_brigada(prueba, entra, tarea) -> None:
    prueba.abrir_caso(responsable=YO)
    prueba.pasar(days=3)
    with tarea(14, "Dejar su trabajo a la vista de otro mientras no está", 6) as mano:
        menu(mano, "Mi equipo")
        mano.clic(mano.pagina.get_by_role("link", name="Registrar ausencia"))
        mano.escribe(mano.pagina.get_by_label("Primer día"), "hoy")
        mano.escribe(mano.pagina.get_by_label("Último día"), "9/10/2026")
        mano.clic(mano.pagina.get_by_role("button", name="Registrar ausencia"))
        expect(mano.pagina.locator("#avisos")).to_contain_text("Ausencia registrada")
    assert "por ausencia de" in entra("coordinador").ver("/pendientes/").text


def test_15_el_reporte_del_mes_solo(prueba, tarea) -> None:
    con_convenio(prueba)
    prueba.abierta.proyector.ponerse_al_dia()
    with tarea(15, "El reporte del mes, con la lista detrás de un número", 2) as mano:
        menu(mano, "Reportes")
        expect(mano.pagina.locator("main")).to_contain_text("$2,400.00")
        mano.clic(mano.pagina.get_by_role("link", name="$2,400.00").first)
        expect(mano.pagina.locator("main")).to_contain_text("Daniela Ñíguez")


def test_15_un_borrador_sobrevive_a_un_apagon(prueba, contexto, tarea, mano, direccion) -> None:
    caso = prueba.abrir_caso(responsable=YO)
    with tarea(15, "Recuperar lo que se escribía cuando se fue la luz", 0):
        mano.pagina.goto(f"{direccion}/casos/{caso}/hacer/agregar_nota")
        with mano.pagina.expect_response("**/borradores/"):
            mano.pagina.locator("textarea").fill("Quedó de venir el viernes")
        mano.pagina.close()
        mano.pagina = contexto.new_page()
        mano.clics = mano.teclas = 0
        mano.pagina.goto(f"{direccion}/casos/{caso}/hacer/agregar_nota")
        expect(mano.pagina.locator("textarea")).to_have_value("Quedó de venir el viernes")
