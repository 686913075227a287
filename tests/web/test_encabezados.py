"""What every answer tells the browser (T29), and forms that come from elsewhere (T26)."""

import pytest

from tests.web.conftest import HTMX, preparar, solo_el_armazon
from web.recursos import CARPETA, integridad


@pytest.mark.parametrize(
    "url", ["/entrar", "/salud", "/nada", "/galeria/caso", "/galeria/falla", "/static/app.css", "/marca/logo"]
)
def test_toda_respuesta_lleva_sus_encabezados(responsable, url):
    encabezados = responsable.ver(url).headers
    csp = encabezados["Content-Security-Policy"]
    assert "unsafe" not in csp
    assert {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        csp.split("; ")
    )
    assert encabezados["X-Content-Type-Options"] == "nosniff"
    assert encabezados["Referrer-Policy"] == "same-origin"
    assert encabezados["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in encabezados
    assert encabezados["Content-Type"].endswith("charset=utf-8")
    assert {"HX-Request", "Cookie"} <= set(encabezados["Vary"].split(", "))


def test_con_https_se_exige_https_un_anio(tmp_path):
    app = solo_el_armazon(preparar(tmp_path / "https", https=True))
    respuesta = app.test_client().get("/entrar", base_url="https://localhost")
    assert respuesta.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_un_archivo_con_su_huella_se_guarda_un_anio(responsable):
    for url in ("/static/app.css?v=abc", "/marca/colores.css?v=abc"):
        assert responsable.ver(url).headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_los_archivos_ajenos_son_los_publicados():
    renglones = (CARPETA / "vendor" / "VERSIONES.txt").read_text("utf-8").splitlines()[1:]
    anotados = {}
    for renglon in renglones:
        _nombre, _version, _licencia, archivo, _origen, suma = renglon.split(" | ")
        anotados[archivo] = suma
    presentes = {archivo.name for archivo in (CARPETA / "vendor").iterdir()} - {"VERSIONES.txt"}
    assert presentes == anotados.keys()
    for archivo, suma in anotados.items():
        assert integridad(f"vendor/{archivo}") == f"sha384-{suma}"


def test_los_colores_son_un_ajuste(tmp_path):
    app = solo_el_armazon(preparar(tmp_path / "otra", color_principal="#123456"))
    assert "--guinda:#123456;" in app.test_client().get("/marca/colores.css").text


def test_el_nombre_del_instituto_no_puede_salirse_de_su_cadena(tmp_path):
    app = solo_el_armazon(preparar(tmp_path / "otra", nombre_instituto='Instituto "A"; } body { color: red'))
    hoja = app.test_client().get("/marca/colores.css").text
    assert 'content:"Instituto \\000022A\\000022\\00003b \\00007d body \\00007b color\\00003a red"' in hoja


@pytest.mark.parametrize("token", [None, "", "inventado", "de otra sesión"])
@pytest.mark.parametrize("por_htmx", [False, True])
def test_un_formulario_sin_su_token_no_hace_nada(app, responsable, token, por_htmx):
    from tests.web.conftest import Visitante

    if token == "de otra sesión":
        otro = Visitante(app)
        otro.entrar("auditor")
        token = otro.token()
    datos = {"atajos": "no"} | ({} if token is None else {"csrf_token": token})
    respuesta = responsable.cliente.post("/cuenta/atajos", data=datos, headers=HTMX if por_htmx else {})
    assert respuesta.status_code == 400
    assert "data-atajos" in responsable.ver("/cuenta/").text


def test_el_token_tambien_se_acepta_en_el_encabezado(responsable):
    encabezados = {"X-CSRFToken": responsable.token()}
    respuesta = responsable.cliente.post("/cuenta/atajos", data={"atajos": "no"}, headers=encabezados)
    assert respuesta.status_code == 303
    assert "data-atajos" not in responsable.ver("/cuenta/").text


def test_con_un_nombre_de_servidor_ajeno_no_se_contesta(tmp_path):
    app = solo_el_armazon(preparar(tmp_path / "otra", nombres_servidor=("mediacion.local",)))
    assert app.test_client().get("/entrar", base_url="http://evil.example").status_code == 400
    assert app.test_client().get("/entrar", base_url="http://mediacion.local").status_code == 200
