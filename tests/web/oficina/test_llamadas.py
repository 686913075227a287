"""A call from the inbox: one button, the note, a promise, and why it may not be made now."""

from datetime import UTC, datetime

from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra, campo, mio


def test_una_llamada_con_un_boton(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    pagina = ana.ver("/pendientes/").text
    assert "No contestó" in pagina
    datos = {
        "resultado": "NO_CONTESTA", "tipo": campo(pagina, "tipo"), "clave": campo(pagina, "clave"),
        "visto": campo(pagina, "visto"), "nota": "sonó mucho",
    }  # fmt: skip
    assert ana.enviar(f"/casos/{caso}/llamada/", datos).status_code == 303
    pagina = ana.ver(f"/casos/{caso}/").text
    assert "llamó de primer contacto: no contestó" in pagina
    assert "sonó mucho" in pagina


def test_una_promesa_lleva_importe_y_fecha(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    datos = {"resultado": "PROMESA_PAGO", "tipo": "primer_contacto", "clave": "acreditado"}
    ana.enviar(f"/casos/{caso}/llamada/", datos)
    assert "Escriba el importe y la fecha" in ana.ver("/pendientes/").text
    ana.enviar(f"/casos/{caso}/llamada/", {**datos, "importe": "833.33", "fecha": "12 oct"})
    assert "promesa de pago de $833.33 para el 12 de octubre de 2026" in ana.ver(f"/casos/{caso}/").text


def test_fuera_de_hora_se_dice_por_que_no(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    prueba.ahora = datetime(2026, 10, 9, 5, 30, tzinfo=UTC)
    pagina = entra("responsable").ver("/pendientes/").text
    assert "nunca se llama" in pagina or "horario" in pagina
    assert 'value="NO_CONTESTA"' not in pagina
