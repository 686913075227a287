"""Results of several sessions from the agenda, without JavaScript: each by itself, and nobody else's."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from casos.mediacion.resultados import Celebracion, celebrar_sesion
from casos.mediacion.sesiones import Cancelacion, NuevaSesion, agendar_sesion, cancelar_sesion
from casos.mediacion.vocabulario import Modalidad, ResultadoSesion, RolParte
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


def test_lo_que_alguien_mas_ya_registro_se_dice_y_no_se_cambia(prueba: Prueba, ana: Visitante) -> None:
    mia, de_otro, cancelada = (con_sesion(prueba) for _ in range(3))
    prueba.pasar(days=1, hours=2)
    vino = Celebracion(sesion=1, presentes=(RolParte.ACREDITADO,), resultado=ResultadoSesion.SIN_ACUERDO)
    prueba.decidir(de_otro, celebrar_sesion, vino)
    prueba.decidir(cancelada, cancelar_sesion, Cancelacion(sesion=1, causa="El tribunal"), rol="coordinador")
    elegido = {campo_de(caso, 1): "acuerdo" for caso in (mia, de_otro, cancelada)}
    pagina = enviar(ana, **elegido)
    assert "1 resultado registrado" in pagina
    faltas = re.findall(r"<li>([^<]+)</li>", pagina[pagina.index('class="faltas"') :])[:2]
    assert "alguien más ya registró que se celebró" in faltas[0]
    assert "la sesión se canceló mientras tanto" in faltas[1]
    assert ultimo(prueba, de_otro) == "SesionCelebrada"
    assert prueba.abierta.casos.historia(de_otro).caso.sesiones[1].resultado == "sin_acuerdo"  # type: ignore[union-attr]


def test_varios_se_deshacen_juntos_salvo_los_que_ya_siguieron(prueba: Prueba, ana: Visitante) -> None:
    uno, otro = con_sesion(prueba), con_sesion(prueba)
    prueba.pasar(days=1, hours=2)
    pagina = enviar(ana, **{campo_de(uno, 1): "nadie", campo_de(otro, 1): "sin_acuerdo"})
    (url,) = re.findall(r'action="(/agenda/resultados/deshacer[^"]*)"', pagina)
    (actos,) = re.findall(r'name="actos" value="([^"]+)"', pagina)
    assert (
        ana.enviar(url.replace("&amp;", "&"), {"actos": f"{actos} basura:1 {actos[:36]}:999"}).status_code
        == 303
    )
    pagina = ana.ver("/agenda/").text
    assert "2 resultados deshechos" in pagina
    assert [ultimo(prueba, caso) for caso in (uno, otro)] == ["Anulado", "Anulado"]
    assert pagina.count('class="captura"') == 2  # they wait for their result again
