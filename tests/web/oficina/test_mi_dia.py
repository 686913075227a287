"""The day's page: what is for today and late, in parts, without what is for later; and it says what did not fit."""

from datetime import datetime
from uuid import UUID

import pytest

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra, mio
from web.pantallas import mi_dia


def con_sesion(prueba: Prueba, caso: UUID, dia: int = 9) -> None:
    sesion = NuevaSesion(
        inicio=datetime(2026, 10, dia, 12, tzinfo=ZONA), folio=f"CJA/{caso.hex[:6]}/2026", sala="Sala 3"
    )
    prueba.decidir(caso, agendar_sesion, sesion)


def test_la_hoja_junta_sesiones_llamadas_y_recados(prueba: Prueba, entra: Entra) -> None:
    con_sesion(prueba, mio(prueba))
    prueba.abrir_caso("Óscar Tapia", responsable="responsable")
    prueba.pasar(days=4)
    entra("archivo").enviar(
        "/recados/nuevo", {"para": "responsable", "quien": "Irma", "urgente": "true", "motivo": "x"}
    )
    pagina = entra("responsable").ver("/mi-dia/").text
    for dicho in ("Sesiones de hoy", "12:00", "Sala 3", "$12,000.00", "Recados", "Irma", "Llamadas por hacer",
                  "Óscar Tapia", "662 214 56 78"):  # fmt: skip
        assert dicho in pagina, dicho


def test_lo_de_manana_y_lo_de_otros_no_esta(prueba: Prueba, entra: Entra) -> None:
    con_sesion(prueba, mio(prueba), dia=13)
    prueba.abrir_caso("De otra persona", responsable="otra")
    pagina = entra("responsable").ver("/mi-dia/").text
    assert "Sesiones de hoy" not in pagina
    assert "De otra persona" not in pagina


def test_un_dia_sin_nada_lo_dice(entra: Entra) -> None:
    assert "Nada para hoy" in entra("responsable").ver("/mi-dia/").text


def test_cada_parte_tiene_su_tope_y_dice_cuantos_faltan(
    prueba: Prueba, entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mi_dia, "LIMITES", {**mi_dia.LIMITES, mi_dia.LLAMADAS: 2})
    for n in range(5):
        prueba.abrir_caso(f"Persona {n}", responsable="responsable")
    prueba.pasar(days=4)
    pagina = entra("responsable").ver("/mi-dia/").text
    assert pagina.count("Hacer el primer contacto") == 2
    assert "Y 3 más en la pantalla." in pagina
    assert "desde ayer hábil" in pagina


def test_quien_no_tiene_bandeja_no_tiene_dia(entra: Entra) -> None:
    assert entra("auditor").ver("/mi-dia/").status_code == 403
