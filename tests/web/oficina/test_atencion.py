"""Attention: anonymous in two choices, in the case of the number that rings, and counted like every act."""

from sqlalchemy import select

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
