"""What goes wrong, in Chromium: every error page, form errors and an empty instance, as accessible as the rest."""

import pytest

from casos.registro.base import FilaNueva
from tests.web.paginas.medir import barreras, defectos
from tests.web.paginas.recorrido import recorrer
from web import actual
from web.almacen import AlmacenNoDisponible

pytestmark = pytest.mark.navegador
NADIE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def dentro(direccion, entra, pagina, faltas):
    """A browser with the session of a role; the console may say which error page it got, and nothing else."""

    def como(rol: str = "responsable"):
        galleta = entra(rol).galleta
        pagina.context.add_cookies([{"name": "mediacion", "value": galleta, "url": direccion}])
        return pagina

    yield como
    assert all("Failed to load resource" in falta for falta in faltas), faltas
    faltas.clear()


def revisar(pagina, dice: str) -> None:
    assert dice in " ".join(pagina.locator("main, #avisos").all_inner_texts())
    faltas = [*defectos(pagina), *barreras(pagina)]
    assert not faltas, "\n".join(faltas)


def falla(app, endpoint: str, error: Exception) -> None:
    """Make a page fail."""

    def vista(**_: object) -> None:
        raise error

    vista.permiso = app.view_functions[endpoint].permiso  # type: ignore[attr-defined]
    app.view_functions[endpoint] = vista


@pytest.mark.parametrize(
    ("direccion_pedida", "dice"),
    [
        ("/no-existe", "No se encontró lo que busca"),
        (f"/casos/{NADIE}/", "No se encontró lo que busca"),
        ("/reglas/", "Su cuenta no tiene acceso a esta parte"),
        ("/salir", "Eso no se puede hacer desde aquí"),
        ("/casos/", "No se encontró lo que busca"),
    ],
)
def test_una_direccion_equivocada(dentro, direccion, direccion_pedida: str, dice: str) -> None:
    pagina = dentro()
    pagina.goto(direccion + direccion_pedida)
    revisar(pagina, dice)


@pytest.mark.parametrize(
    ("error", "dice"),
    [
        (RuntimeError("secreto"), "Algo falló de nuestro lado"),
        (AlmacenNoDisponible("select", None, OSError("sin disco")), "El sistema no responde en este momento"),
    ],
)
def test_una_falla_nuestra(oficina, dentro, direccion, error: Exception, dice: str) -> None:
    falla(oficina, "mi_dia.ver", error)
    pagina = dentro()
    pagina.goto(f"{direccion}/mi-dia/")
    revisar(pagina, dice)


def test_un_envio_sin_su_token(dentro, direccion) -> None:
    pagina = dentro()
    pagina.goto(f"{direccion}/recados/nuevo")
    pagina.locator(".formulario").evaluate("f => f.elements.csrf_token.value = 'x'")
    pagina.get_by_role("button", name="Entregar recado").click()
    revisar(pagina, "No se pudo leer lo enviado")


def test_el_mismo_pedido_con_otros_datos(prueba, dentro, direccion) -> None:
    caso = prueba.abrir_caso(responsable="responsable")
    pagina = dentro()
    for nota in ("una", "otra"):
        pagina.goto(f"{direccion}/casos/{caso}/hacer/agregar_nota")
        pagina.locator(".formulario").evaluate(f"f => f.elements.pedido.value = '{NADIE}'")
        pagina.locator("textarea").fill(nota)
        pagina.get_by_role("button", name="Agregar nota").click()
        pagina.wait_for_load_state()
    revisar(pagina, "Alguien más registró algo mientras tanto")


def test_demasiado_grande(oficina, dentro, direccion, tmp_path) -> None:
    oficina.config["MAX_CONTENT_LENGTH"] = 20_000
    archivo = tmp_path / "enorme.csv"
    archivo.write_bytes(b"a;b\n" * 10_000)
    pagina = dentro()
    pagina.goto(f"{direccion}/importar/")
    pagina.locator("input[type=file]").set_input_files(archivo)
    pagina.get_by_role("button", name="Ver qué haría").click()
    revisar(pagina, "El archivo es demasiado grande")


def test_demasiados_intentos(dentro, direccion, pagina) -> None:
    pagina.goto(f"{direccion}/entrar")
    for _ in range(12):
        pagina.fill("#f-usuario", "responsable")
        pagina.fill("#f-clave", "no es esta")
        pagina.get_by_role("button", name="Entrar").click()
        if "vuelva a intentarlo" in pagina.locator("main").inner_text():
            break
    revisar(pagina, "vuelva a intentarlo")


def test_la_sesion_que_termino(oficina, dentro, direccion) -> None:
    pagina = dentro()
    pagina.goto(f"{direccion}/recados/nuevo")
    pagina.fill("#f-quien", "Juana Ñúñez")
    servicio = oficina.extensions[actual.EXTENSION]
    cortos = servicio.ajustes.model_copy(update={"minutos_sin_uso": -1})
    oficina.extensions[actual.EXTENSION] = servicio._replace(ajustes=cortos)
    pagina.get_by_role("button", name="Entregar recado").click()
    revisar(pagina, "Su sesión terminó")


def test_un_expediente_en_revision_tecnica_no_detiene_a_los_demas(prueba, dentro, direccion) -> None:
    malo, _ = (prueba.abrir_caso(responsable="responsable") for _ in range(2))
    with prueba.abierta.casos.registro.escribir() as tx:
        version = len(prueba.abierta.casos.asientos(malo)) + 1
        tx.agregar(malo, [FilaNueva(version, "HechoDelFuturo", b"{}", bytes(32), bytes(32))])
    prueba.abierta.al_dia(malo)
    prueba.pasar(days=5)
    pagina = dentro()
    pagina.goto(f"{direccion}/pendientes/?sel={malo}/primer_contacto/acreditado")
    revisar(pagina, "está en revisión técnica")
    assert pagina.locator(".renglon").count() >= 2
    pagina.goto(f"{direccion}/casos/{malo}/")
    revisar(pagina, "Referencia:")


@pytest.mark.parametrize("rol", ["responsable", "coordinador", "contabilidad", "auditor", "administrador"])
def test_una_instancia_vacia(oficina, dentro, direccion, rol: str) -> None:
    pagina = dentro(rol)
    vistas: set[str] = set()
    for p in recorrer(oficina, rol, usuario=rol):
        if p.es_html and p.contenido not in vistas:
            vistas.add(p.contenido)
            pagina.goto(direccion + p.url)
            faltas = [*defectos(pagina), *barreras(pagina)]
            assert not faltas, "\n".join([p.url, *faltas])
