"""Results of several sessions from the agenda, without JavaScript: each by itself, and nobody else's."""

from datetime import timedelta
from uuid import UUID

import pytest

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.mediacion.vocabulario import Modalidad
from tests.instancias import PRINCIPIO, Prueba
from tests.web.conftest import Visitante
from web.pantallas.captura import campo_de


def con_sesion(prueba: Prueba, modalidad: Modalidad = Modalidad.PRESENCIAL) -> UUID:
    """A case with a session that has begun."""
    caso = prueba.abrir_caso(responsable="responsable")
    nueva = NuevaSesion(
        inicio=PRINCIPIO + timedelta(days=1), folio=f"CJA/{caso.hex[:4]}/2026", modalidad=modalidad
    )
    prueba.decidir(caso, agendar_sesion, nueva)
    return caso


@pytest.fixture
def ana(entra, prueba) -> Visitante:
    return entra("responsable")


def enviar(quien: Visitante, **elegido: str) -> str:
    respuesta = quien.enviar("/agenda/resultados", elegido)
    assert respuesta.status_code == 303, respuesta.text
    return quien.ver("/agenda/").text


def ultimo(prueba: Prueba, caso: UUID) -> str:
    return prueba.abierta.casos.asientos(caso)[-1].hecho.nombre()


@pytest.mark.parametrize(
    ("eleccion", "hecho"),
    [
        ("acuerdo", "SesionCelebrada"),
        ("sin_acuerdo", "SesionCelebrada"),
        ("continua", "SesionCelebrada"),
        ("nadie", "InasistenciaRegistrada"),
        ("falla", "FallaTecnicaRegistrada"),
    ],
)
def test_cada_resultado_es_su_hecho(prueba: Prueba, ana: Visitante, eleccion: str, hecho: str) -> None:
    caso = con_sesion(prueba, Modalidad.VIRTUAL)
    prueba.pasar(days=1, hours=2)
    pagina = enviar(ana, **{campo_de(caso, 1): eleccion})
    assert ultimo(prueba, caso) == hecho
    assert "Resultado registrado" in pagina
    assert "Deshacer" in pagina


@pytest.mark.parametrize(
    ("eleccion", "tipo"),
    [
        ("acuerdo", "CONVENIO"),
        ("sin_acuerdo", "CONSTANCIA_NO_ACUERDO"),
        ("continua", "CONSTANCIA_ASISTENCIA"),
        ("nadie", "CONSTANCIA_INASISTENCIA"),
    ],
)
def test_al_recabar_su_papel_ya_viene_elegido_el_que_se_espera(
    prueba: Prueba, ana: Visitante, eleccion: str, tipo: str
) -> None:
    caso = con_sesion(prueba)
    prueba.pasar(days=1, hours=2)
    enviar(ana, **{campo_de(caso, 1): eleccion})
    pagina = ana.ver(f"/casos/{caso}/hacer/recabar_documento?tipo=recabar_documento&clave=sesion-1").text
    assert f'<option value="{tipo}" selected>' in pagina


def test_uno_que_no_procede_no_detiene_a_los_demas(prueba: Prueba, ana: Visitante) -> None:
    bueno, presencial = con_sesion(prueba), con_sesion(prueba)
    prueba.pasar(days=1, hours=2)
    pagina = enviar(ana, **{campo_de(bueno, 1): "nadie", campo_de(presencial, 1): "falla"})
    assert "1 resultado registrado" in pagina
    assert "La sesión era presencial" in pagina
    assert ultimo(prueba, bueno) == "InasistenciaRegistrada"
    assert ultimo(prueba, presencial) == "SesionAgendada"


def test_sin_elegir_nada_se_dice(prueba: Prueba, ana: Visitante) -> None:
    assert "Elija un resultado" in enviar(ana)


@pytest.mark.parametrize("campo", ["sesion_x_1", "sesion_00000000000040008000000000000000_1"])
def test_lo_inventado_no_hace_nada(prueba: Prueba, ana: Visitante, campo: str) -> None:
    respuesta = ana.enviar("/agenda/resultados", {campo: "acuerdo"})
    assert respuesta.status_code in {303, 404}


def test_antes_de_hora_no_se_ofrece_y_otros_roles_tampoco(prueba: Prueba, entra, ana: Visitante) -> None:
    con_sesion(prueba)
    dia = "/agenda/?dia=6/10/2026"
    assert 'type="radio"' not in ana.ver(dia).text
    prueba.pasar(days=1, hours=2)
    assert 'type="radio"' in ana.ver(dia).text
    assert 'type="radio"' not in entra("auditor").ver(dia).text
