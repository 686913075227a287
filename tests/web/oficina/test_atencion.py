"""Attention: anonymous in two choices, in the case of the number that rings, and counted like every act."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from casos.asiento import Asiento
from casos.atencion import AtencionSinCaso
from proyecciones.vistas.actos import Actos
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra, campo, mio

T = Actos.tabla


def contadas(prueba: Prueba) -> list[tuple[str, str]]:
    """(fact, type of case) of what was attended, as reports count it."""
    prueba.abierta.proyector.ponerse_al_dia()
    with prueba.abierta.almacen.leer() as conexion:
        filas = conexion.execute(select(T.c.hecho, T.c.caso_tipo).where(T.c.hecho.like("Atencion%"))).all()
    return sorted((f.hecho, f.caso_tipo) for f in filas)


def hecho_sin_caso(prueba: Prueba) -> AtencionSinCaso:
    with prueba.abierta.almacen.leer() as conexion:
        caso_id = conexion.execute(select(T.c.caso_id).where(T.c.hecho == "AtencionSinCaso")).scalar_one()
    hecho = prueba.abierta.casos.asientos(caso_id)[0].hecho
    assert isinstance(hecho, AtencionSinCaso)
    return hecho


def test_la_anonima_se_registra_con_medio_y_asunto(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    assert "Registrar atención" in ana.ver("/pendientes/").text
    datos = {
        "medio": "TELEFONO",
        "asunto": "Becas",
        "satisfaccion": "5",
        "pedido": campo(ana.ver("/atencion/").text, "pedido"),
    }
    for _ in range(2):
        assert ana.enviar("/atencion/", datos).status_code == 303
    assert contadas(prueba) == [("AtencionSinCaso", "atencion")]
    hecho = hecho_sin_caso(prueba)
    assert (hecho.persona_id, hecho.satisfaccion, hecho.nota) == (None, 5, None)


def test_el_numero_que_llama_trae_su_caso_elegido(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    pagina = ana.ver("/atencion/casos?quien=6622145678").text
    assert "Daniela Ñíguez Zazueta" in pagina
    assert f'value="{caso}"' in pagina.split("checked")[0].rpartition("<input")[2]
    datos = {
        "medio": "TELEFONO",
        "asunto": "Saldo",
        "quien": "6622145678",
        "caso": str(caso),
        "nota": "preguntó",
    }
    assert ana.enviar("/atencion/", datos).status_code == 303
    assert contadas(prueba) == [("AtencionRegistrada", "mediacion")]
    assert "preguntó" in ana.ver(f"/casos/{caso}/").text


def test_un_nombre_parecido_no_viene_elegido(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    pagina = ana.ver("/atencion/casos?quien=daniela").text
    assert str(caso) in pagina
    assert f'value="{caso}"' not in pagina.split("checked")[0].rpartition("<input")[2]


def test_el_nombre_y_la_nota_no_quedan_a_la_vista_en_el_registro(prueba: Prueba, entra: Entra) -> None:
    datos = {
        "medio": "PRESENCIAL",
        "asunto": "Otro trámite",
        "quien": "Beto Yocupicio",
        "nota": "viene por su hija",
    }
    assert entra("responsable").enviar("/atencion/", datos).status_code == 303
    hecho = hecho_sin_caso(prueba)
    assert hecho.persona_id is not None
    assert prueba.abierta.boveda.leer(hecho.persona_id).nombre == "Beto Yocupicio"
    assert hecho.nota is not None
    assert hecho.nota.esta_cifrado
    assert "Beto" not in hecho.model_dump_json()


def test_otra_igual_trae_el_mismo_medio_y_asunto(entra: Entra) -> None:
    ana = entra("responsable")
    respuesta = ana.enviar("/atencion/", {"medio": "CORREO", "asunto": "Convenio", "boton": "otra"})
    assert respuesta.headers["Location"] == "/atencion/?medio=CORREO&asunto=Convenio"


def test_sin_javascript_se_busca_el_caso_con_un_boton(prueba: Prueba, entra: Entra) -> None:
    caso = mio(prueba)
    respuesta = entra("responsable").enviar(
        "/atencion/", {"medio": "CORREO", "quien": "niguez", "boton": "buscar"}
    )
    assert respuesta.status_code == 200
    assert str(caso) in respuesta.text
    assert contadas(prueba) == []


def test_lo_que_falta_se_pide_y_quien_no_atiende_no_entra(entra: Entra) -> None:
    respuesta = entra("responsable").enviar("/atencion/", {"medio": "CORREO", "satisfaccion": "9"})
    assert respuesta.status_code == 422
    assert "Falta corregir algo" in respuesta.text
    assert entra("auditor").ver("/atencion/").status_code == 403


def ultima(prueba: Prueba) -> Asiento:
    prueba.abierta.proyector.ponerse_al_dia()
    with prueba.abierta.almacen.leer() as conexion:
        caso_id = conexion.execute(select(T.c.caso_id).order_by(T.c.registrado_en.desc())).scalars().first()
    return prueba.abierta.casos.asientos(caso_id)[-1]


def test_la_duracion_va_de_que_se_abrio_la_pagina_a_que_se_registra(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    empezo = campo_de_texto(ana.ver("/atencion/").text, "empezo")
    assert empezo == "9:00"
    prueba.pasar(minutes=7)
    datos = {"medio": "TELEFONO", "asunto": "Saldo", "empezo": empezo}
    assert ana.enviar("/atencion/", datos).status_code == 303
    asiento = ultima(prueba)
    assert asiento.hecho.minutos == 7
    assert asiento.ocurrido_en == prueba.ahora - timedelta(minutes=7)


def campo_de_texto(html: str, nombre: str) -> str:
    hallado = re.search(rf'<input[^>]*name="{nombre}"[^>]*value="([^"]*)"', html)
    assert hallado is not None
    return hallado[1]


@pytest.mark.parametrize(
    ("empezo", "minutos", "espera"),
    [("9:00", "", None), ("11:00", "", 60), ("9:00", "20", 20), ("", "", None)],
)
def test_lo_que_se_dejo_abierto_no_se_cuenta_como_atencion(
    prueba: Prueba, entra: Entra, empezo: str, minutos: str, espera: int | None
) -> None:
    ana = entra("responsable")
    prueba.pasar(hours=3)
    datos = {"medio": "CORREO", "asunto": "Saldo", "empezo": empezo, "minutos": minutos}
    assert ana.enviar("/atencion/", datos).status_code == 303
    assert ultima(prueba).hecho.minutos == espera


def test_una_hora_que_no_llega_se_pide_de_nuevo(entra: Entra) -> None:
    respuesta = entra("responsable").enviar(
        "/atencion/", {"medio": "CORREO", "asunto": "Saldo", "empezo": "23:00"}
    )
    assert respuesta.status_code == 422
    assert "todavía no llega" in respuesta.text


def test_lo_canalizado_es_de_una_lista_y_queda_en_su_pagina(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    datos = {"medio": "PRESENCIAL", "asunto": "Becas", "resuelto": "no"}
    assert ana.enviar("/atencion/", datos | {"canalizado_a": "con mi comadre"}).status_code == 422
    assert ana.enviar("/atencion/", datos | {"canalizado_a": "Contabilidad"}).status_code == 303
    suya = enlace(ana.ver("/pendientes/").text)
    pagina = ana.ver(suya).text
    assert "Contabilidad" in pagina
    assert "Anónimo" in pagina
    with prueba.abierta.almacen.leer() as conexion:
        assert conexion.execute(select(T.c.resuelto)).scalar_one() is False


def enlace(html: str, final: str = "") -> str:
    hallado = re.search(rf"/atencion/[0-9a-f-]{{36}}{final}", html)
    assert hallado is not None
    return hallado[0]


def test_la_mal_capturada_se_deshace_y_deja_de_contar(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    ana.enviar("/atencion/", {"medio": "PRESENCIAL", "asunto": "Saldo"})
    pagina = ana.ver("/pendientes/").text
    versiones, suya = campo(pagina, "versiones"), enlace(pagina)
    caso_id = suya.rpartition("/")[2]
    assert ana.enviar(f"/casos/{caso_id}/deshacer", {"versiones": versiones}).status_code == 303
    assert "anulada" in ana.ver(suya).text
    assert contadas(prueba) == []


def test_la_persona_califica_en_la_pantalla_una_vez_y_eso_es_lo_que_cuenta(
    prueba: Prueba, entra: Entra
) -> None:
    ana = entra("responsable")
    ana.enviar("/atencion/", {"medio": "PRESENCIAL", "asunto": "Saldo", "satisfaccion": "5"})
    url = enlace(ana.ver("/pendientes/").text, "/1/calificar/")
    pagina = ana.ver(url).text
    assert "¿Cómo le atendimos?" in pagina
    assert "Mis pendientes" not in pagina
    assert ana.enviar(url, {"cortesia": "4"}).status_code == 422
    dada = {"cortesia": "2", "respeto": "3", "eficiencia": "2"}
    assert ana.enviar(url, dada).status_code == 303
    assert "Gracias por su opinión" in ana.ver(url).text
    assert ana.enviar(url, {"cortesia": "5", "respeto": "5", "eficiencia": "5"}).status_code == 303
    prueba.abierta.proyector.ponerse_al_dia()
    with prueba.abierta.almacen.leer() as conexion:
        filas = conexion.execute(select(T.c.hecho, T.c.satisfaccion, T.c.atiende).order_by(T.c.version)).all()
    assert [tuple(f) for f in filas] == [("AtencionSinCaso", 2, True), ("AtencionCalificada", None, False)]
    assert ana.ver(url.replace("/1/", "/9/")).status_code == 404


def test_se_califica_tambien_la_de_un_caso_y_cae_con_ella(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    ana.enviar("/atencion/", {"medio": "PRESENCIAL", "asunto": "Saldo", "caso": str(caso)})
    aviso = ana.ver("/pendientes/").text
    version = campo(aviso, "versiones")
    url = f"/atencion/{caso}/{version}/calificar/"
    assert url in aviso
    dada = {"cortesia": "5", "respeto": "4", "eficiencia": "5"}
    assert ana.enviar(url, dada).status_code == 303
    assert "cortesía 5, respeto 4, eficiencia 5" in ana.ver(f"/casos/{caso}/").text
    assert ana.enviar(f"/casos/{caso}/deshacer", {"versiones": version}).status_code == 303
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    assert not any(a.hecho.nombre().startswith("Atencion") for a in historia.vigentes)
    assert ana.ver(url).status_code == 404
