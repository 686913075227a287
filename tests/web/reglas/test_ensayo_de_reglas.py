"""Before publishing one must have seen what the draft would have changed in the cases."""

from collections.abc import Callable, Iterator

import pytest

from casos.mediacion.expediente import Reasignacion, reasignar
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from web import publicaciones, simulacion
from web.simulacion import Ensayo

Entra = Callable[[str], Visitante]
BORRADOR = "vigente_desde = 2026-10-05\n[caso]\navisar_reasignacion_dias_habiles = 9\n"


@pytest.fixture(autouse=True)
def sin_recalculos_a_medias(prueba: Prueba) -> Iterator[None]:
    yield
    publicaciones.esperar()


def test_se_ve_que_casos_cambiarian(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso()
    prueba.abrir_caso()
    cambio = Reasignacion(responsable="karla", motivo="Cambio de cartera")
    prueba.decidir(caso, reasignar, cambio, rol="coordinador")
    vista = entra("coordinador").enviar("/reglas/publicar", {"documento": BORRADOR, "paso": "ver"}).text
    vista = " ".join(vista.split())
    assert "<strong>1 caso sería distinto de 2</strong>" in vista
    assert "Fechas de pendientes: 1 cambio" in vista
    assert ">Daniela Ñíguez Zazueta</a>" in vista
    assert f"/casos/{caso}/" in vista
    assert 'value="publicar"' in vista


def test_mientras_se_calcula_no_se_puede_publicar(entra: Entra, monkeypatch: pytest.MonkeyPatch) -> None:
    for modulo in ("reglas", "calendario"):
        monkeypatch.setattr(f"web.pantallas.{modulo}.ensayar", lambda *_: Ensayo(False, 3, 31_000))
    vista = entra("coordinador").enviar("/reglas/publicar", {"documento": BORRADOR, "paso": "ver"}).text
    assert "(3 de 31,000)" in vista
    assert 'value="publicar"' not in vista
    assert 'name="visto_de"' not in vista


def test_lo_calculado_se_recuerda(prueba: Prueba, entra: Entra, monkeypatch: pytest.MonkeyPatch) -> None:
    prueba.abrir_caso()
    veces: list[int] = []
    real = simulacion._simular
    monkeypatch.setattr(simulacion, "_simular", lambda *args: (veces.append(1), real(*args))[1])
    coordinadora = entra("coordinador")
    for _ in range(2):
        coordinadora.enviar("/reglas/publicar", {"documento": BORRADOR, "paso": "ver"})
    assert len(veces) == 1
