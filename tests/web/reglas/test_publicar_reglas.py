"""The rules on screen: sources, versions and differences; publishing them, and what that does to deadlines."""

import re
from collections.abc import Callable, Iterator

import pytest

from casos.reglas import REGLAS_ID
from casos.tiempo import dia_local
from flujos.mediacion import pendientes
from proyecciones.vistas.bandeja import Bandeja
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from web import publicaciones

Entra = Callable[[str], Visitante]
PRIMERO = "vigente_desde = 2026-10-05\n[caso]\ncompletar_datos_dias_habiles = 4\n"
CALENDARIO = """
[BANCOS]
anios = [2026]
inhabiles = [{ dia = 2026-10-09, nombre = "Cierre bancario", fuente = "Acuerdo 9/2026", confirmado = false }]
"""


@pytest.fixture(autouse=True)
def sin_recalculos_a_medias(prueba: Prueba) -> Iterator[None]:
    yield
    publicaciones.esperar()


def publicar(quien: Visitante, url: str, documento: str, **cambios: str) -> tuple[int, str]:
    """First what would change, then publish exactly that."""
    vista = quien.enviar(url, {"documento": documento, "paso": "ver"})
    assert vista.status_code == 200, vista.text
    visto_de = re.search(r'name="visto_de" value="([^"]+)"', vista.text)
    datos = {
        "documento": documento,
        "paso": "publicar",
        "visto_de": visto_de[1] if visto_de else "",
    } | cambios
    respuesta = quien.enviar(url, datos)
    publicaciones.esperar()
    return respuesta.status_code, vista.text


@pytest.mark.parametrize("rol", ["coordinador", "administrador", "auditor"])
def test_las_reglas_se_ven_con_su_valor_y_su_fuente(entra: Entra, rol: str) -> None:
    html = entra(rol).ver("/reglas/").text
    assert "Plazo de la persona facilitadora para remitir el convenio" in html
    assert "10 días hábiles (calendario del tribunal)" in html
    assert "art. 105" in html
    assert ("Publicar otra versión" in html) is (rol != "auditor")


@pytest.mark.parametrize("url", ["/reglas/", "/calendarios/", "/sin-siguiente-accion/"])
def test_a_quien_no_le_toca_no_las_ve_ni_en_el_menu(entra: Entra, url: str) -> None:
    responsable = entra("responsable")
    assert responsable.ver(url).status_code == 403
    assert f'href="{url}"' not in responsable.ver("/expedientes/").text
    assert f'href="{url}"' in entra("coordinador").ver("/expedientes/").text


def test_publicar_ensena_primero_lo_que_cambia_y_luego_queda_como_hecho(prueba: Prueba, entra: Entra) -> None:
    codigo, vista = publicar(entra("coordinador"), "/reglas/publicar", PRIMERO)
    assert "2 días hábiles" in vista
    assert "4 días hábiles" in vista
    assert codigo == 303
    hechos = prueba.abierta.casos.asientos(REGLAS_ID)
    assert [(a.hecho.nombre(), a.autor) for a in hechos] == [("PoliticaPublicada", "coordinador")]
    assert prueba.abierta.proyector.al_corriente()
    html = entra("auditor").ver("/reglas/?version=2&desde=1").text
    assert "Qué cambió de la versión 1 a la 2" in html
    assert "caso.completar_datos_dias_habiles" in html


def test_lo_que_no_se_vio_no_se_publica(prueba: Prueba, entra: Entra) -> None:
    coordinadora = entra("coordinador")
    otro = PRIMERO.replace("= 4", "= 6")
    respuesta = coordinadora.enviar(
        "/reglas/publicar", {"documento": otro, "paso": "publicar", "visto_de": "0" * 64}
    )
    assert respuesta.status_code == 200
    assert "6 días hábiles" in respuesta.text
    assert prueba.abierta.casos.asientos(REGLAS_ID) == []


def test_lo_que_otro_vio_o_lo_que_se_inventa_no_sirve_para_publicar(prueba: Prueba, entra: Entra) -> None:
    coordinadora, administrador = entra("coordinador"), entra("administrador")
    vista = coordinadora.enviar("/reglas/publicar", {"documento": PRIMERO, "paso": "ver"}).text
    encontrada = re.search(r'name="visto_de" value="([^"]+)"', vista)
    assert encontrada is not None
    suya = encontrada[1]
    otro = PRIMERO.replace("= 4", "= 6")
    casos, cambian, firma = suya.split(".")
    for quien, documento, marca in (
        (administrador, PRIMERO, suya),
        (coordinadora, otro, suya),
        (coordinadora, PRIMERO, f"{casos}.{int(cambian) + 1}.{firma}"),
        (coordinadora, PRIMERO, f"{casos}.{cambian}.{'0' * 64}"),
        (coordinadora, PRIMERO, "ñ.1"),
    ):
        datos = {"documento": documento, "paso": "publicar", "visto_de": marca}
        assert quien.enviar("/reglas/publicar", datos).status_code == 200
    assert prueba.abierta.casos.asientos(REGLAS_ID) == []
    datos = {"documento": PRIMERO, "paso": "publicar", "visto_de": suya}
    assert coordinadora.enviar("/reglas/publicar", datos).status_code == 303
    (publicada,) = prueba.abierta.casos.asientos(REGLAS_ID)
    assert publicada.motivo == "Se vio antes de publicar: 0 casos de 0 serían distintos."
    datos["documento"] = PRIMERO.replace("= 4", "= 5")
    assert coordinadora.enviar("/reglas/publicar", datos).status_code == 200


def test_un_archivo_sirve_igual_que_el_texto(entra: Entra) -> None:
    from io import BytesIO

    archivo = (BytesIO(("\ufeff" + PRIMERO).encode()), "politica.toml")
    respuesta = entra("coordinador").enviar(
        "/reglas/publicar", {"archivo": archivo, "paso": "ver"}, content_type="multipart/form-data"
    )
    assert "4 días hábiles" in respuesta.text


def test_un_documento_malo_dice_que_corregir(prueba: Prueba, entra: Entra) -> None:
    for documento, dice in (
        (PRIMERO.replace("= 4", "= -3"), "completar_datos"),
        ("", "pegue el texto"),
    ):
        respuesta = entra("coordinador").enviar("/reglas/publicar", {"documento": documento, "paso": "ver"})
        assert respuesta.status_code == 422
        assert dice in respuesta.text
    assert prueba.abierta.casos.asientos(REGLAS_ID) == []


def test_el_auditor_no_publica(prueba: Prueba, entra: Entra) -> None:
    for url in ("/reglas/publicar", "/calendarios/publicar"):
        assert entra("auditor").enviar(url, {"documento": PRIMERO, "paso": "publicar"}).status_code == 403
    assert prueba.abierta.casos.asientos(REGLAS_ID) == []


def test_la_version_se_descarga_entera(entra: Entra) -> None:
    respuesta = entra("auditor").ver("/reglas/1/politica.toml")
    assert "vigente_desde = 2000-01-01" in respuesta.text
    assert entra("auditor").ver("/reglas/7/politica.toml").status_code == 404


@pytest.mark.parametrize("sede", ["HMO", "OBR", "NOG"])
def test_el_calendario_se_ve_por_sede_y_anio_con_su_fuente(entra: Entra, sede: str) -> None:
    html = entra("auditor").ver(f"/calendarios/?sede={sede}&anio=2026&calendario=STJ").text
    assert "Vacaciones de verano" in html
    assert "supuesto" in html
    assert "Ley Federal del Trabajo" in html
    assert html.count('class="mes"') == 12


def test_desde_noviembre_se_pide_el_calendario_del_ano_que_viene(prueba: Prueba, entra: Entra) -> None:
    publicar(entra("coordinador"), "/calendarios/publicar", CALENDARIO)
    pide = "El calendario de los bancos de 2027 está vacío"
    assert pide not in entra("auditor").ver("/calendarios/").text
    prueba.pasar(days=28)
    assert dia_local(prueba.ahora).month == 11
    assert pide in entra("auditor").ver("/calendarios/").text


def test_publicar_un_inhabil_recorre_los_plazos_que_corren(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso()
    antes = vence_de(prueba, caso)
    codigo, vista = publicar(
        entra("coordinador"), "/calendarios/publicar", CALENDARIO.replace("2026-10-09", str(antes))
    )
    assert codigo == 303
    assert "Cierre bancario" in vista
    assert vence_de(prueba, caso) > antes
    historia = prueba.abierta.casos.historia(caso)
    esperadas = {p.vence for p in pendientes(historia.caso, prueba.abierta.casos.versiones())}
    with prueba.abierta.almacen.leer() as conexion:
        filas = conexion.execute(Bandeja.tabla.select()).all()
    assert {f.vence for f in filas if f.caso_id == caso} == esperadas


def vence_de(prueba: Prueba, caso):
    historia = prueba.abierta.casos.historia(caso)
    filas = pendientes(historia.caso, prueba.abierta.casos.versiones())
    return next(p.vence for p in filas if p.tipo == "primer_contacto")
