"""Rows are put aside from the pane: they rest until their day, or go away; both with a reason and a way back."""

from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra, campo, mio

FILA = {"tipo": "primer_contacto", "clave": "acreditado"}


def test_lo_pospuesto_descansa_y_vuelve_solo_su_dia(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    pagina = ana.ver("/pendientes/").text
    assert 'name="hasta" autocomplete="off" value="09/10/2026"' in pagina
    datos = {
        **FILA,
        "que": "posponer",
        "hasta": "14 oct",
        "motivo": "Está de viaje",
        "visto": campo(pagina, "visto"),
    }
    respuesta = ana.enviar(f"/pendientes/apartar/{caso}/?de=/pendientes/?equipo%3D1", datos)
    assert respuesta.headers["Location"] == "/pendientes/?equipo=1"
    pagina = ana.ver("/pendientes/").text
    assert "Hacer el primer contacto" not in pagina
    assert "Deshacer" in pagina
    prueba.pasar(days=6)
    assert "Hacer el primer contacto" in ana.ver("/pendientes/").text


def test_lo_descartado_se_va_con_su_motivo_en_la_historia(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    datos = {**FILA, "que": "descartar", "hasta": "09/10/2026", "motivo": "Ya vino a la oficina"}
    assert ana.enviar(f"/pendientes/apartar/{caso}/", datos).status_code == 303
    assert "Hacer el primer contacto" not in ana.ver("/pendientes/").text
    assert "Ya vino a la oficina" in ana.ver(f"/casos/{caso}/").text


def test_sin_motivo_o_sin_dia_se_pide_y_nada_cambia(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    url = f"/pendientes/apartar/{caso}/"
    antes = len(prueba.abierta.casos.asientos(caso))
    for datos, dice in (
        ({**FILA, "que": "descartar"}, "por qué ya no hace falta"),
        ({**FILA, "que": "posponer", "motivo": "viaje"}, "hasta qué día"),
        ({**FILA, "que": "posponer", "motivo": "viaje", "hasta": "ayer"}, "posterior a hoy"),
        ({**FILA, "clave": "otra", "que": "descartar", "motivo": "x"}, "ya no está en la lista"),
    ):
        respuesta = ana.enviar(url, datos)
        assert respuesta.status_code == 422
        assert dice in respuesta.text
    assert len(prueba.abierta.casos.asientos(caso)) == antes
    assert "Hacer el primer contacto" in ana.ver(f"{url}?tipo=primer_contacto&clave=acreditado").text


def test_quien_solo_mira_no_aparta(prueba: Prueba, entra: Entra) -> None:
    assert entra("auditor").enviar(f"/pendientes/apartar/{mio(prueba)}/", FILA).status_code == 403


def test_los_renglones_de_casos_ligeros_se_atienden_y_no_se_apartan(entra: Entra) -> None:
    recado = {"para": "responsable", "quien": "Irma", "motivo": "Su carta"}
    assert entra("archivo").enviar("/recados/nuevo", recado).status_code == 303
    pagina = entra("responsable").ver("/pendientes/").text
    assert "Recado: favor de llamar" in pagina
    assert "Ya no hace falta" not in pagina
