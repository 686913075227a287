"""`mediacion olvidar`: nobody is forgotten by mistake, and what was collected stays in the case."""

from uuid import UUID, uuid4

import pytest

from casos.boveda import Olvidada
from proyecciones.consultas.expedientes import con_clave, de_personas
from tests.casos.importacion.archivos import cartera, credito
from web import cli
from web import instancia as instancias


@pytest.fixture
def orden(ajustes, monkeypatch, capsys, tmp_path):
    """Run `mediacion …` on an instance with one case: (exit code, stdout, stderr)."""
    instancias.iniciar(ajustes)
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(ajustes.instancia))

    def correr(*args: object):
        with pytest.raises(SystemExit) as salida:
            cli.principal([*map(str, args)])
        return (salida.value.code, *capsys.readouterr())

    archivo = tmp_path / "cartera.csv"
    archivo.write_bytes(cartera(credito("10101")))
    assert correr("importar", "cartera", archivo, "--confirmar")[0] == 0
    return correr


def la_persona(ajustes) -> tuple[UUID, UUID]:
    """(person, case) of the only case."""
    abierta = instancias.abrir(ajustes)
    abierta.proyector.ponerse_al_dia()
    with abierta.almacen.leer() as conexion:
        (caso_id,) = con_clave(conexion, "10101")
    persona = abierta.casos.historia(caso_id).caso.apertura.persona_id
    abierta.cerrar()
    return persona, caso_id


def como_esta(ajustes, persona: UUID, caso_id: UUID) -> tuple[bool, list[str]]:
    """(forgotten?, the facts of the case)."""
    abierta = instancias.abrir(ajustes)
    olvidada = isinstance(abierta.boveda.leer(persona), Olvidada)
    hechos = [type(asiento.hecho).__name__ for asiento in abierta.casos.asientos(caso_id)]
    with abierta.almacen.leer() as conexion:
        assert de_personas(conexion, [persona])
    abierta.cerrar()
    return olvidada, hechos


def test_sin_confirmar_solo_dice_que_haria(orden, ajustes):
    persona, caso_id = la_persona(ajustes)
    antes = como_esta(ajustes, persona, caso_id)
    codigo, salida, _ = orden("olvidar", persona, "--por-resolucion")
    assert codigo == 0
    assert "participa en 1 caso. No se cambió nada" in salida
    assert como_esta(ajustes, persona, caso_id) == antes


def test_con_un_caso_abierto_no_procede_y_nada_cambia(orden, ajustes):
    persona, caso_id = la_persona(ajustes)
    antes = como_esta(ajustes, persona, caso_id)
    codigo, _, error = orden("olvidar", persona, "--confirmar")
    assert codigo == 2
    assert "art. 49" in error
    assert como_esta(ajustes, persona, caso_id) == antes


def test_por_resolucion_se_olvida_una_sola_vez_y_el_caso_queda(orden, ajustes):
    persona, caso_id = la_persona(ajustes)
    _, antes = como_esta(ajustes, persona, caso_id)
    codigo, salida, _ = orden("olvidar", persona, "--por-resolucion", "--confirmar")
    assert (codigo, "Persona olvidada" in salida) == (0, True)
    assert como_esta(ajustes, persona, caso_id) == (True, [*antes, "PersonaOlvidada"])
    codigo, salida, _ = orden("olvidar", persona, "--por-resolucion", "--confirmar")
    assert (codigo, "ya estaba olvidada" in salida) == (0, True)
    assert como_esta(ajustes, persona, caso_id) == (True, [*antes, "PersonaOlvidada"])
    assert orden("verificar", "--vistas")[0] == 0


@pytest.mark.parametrize("persona", [uuid4(), "10101"])
def test_a_quien_no_existe_no_se_le_olvida(orden, persona):
    codigo, salida, error = orden("olvidar", persona, "--confirmar")
    assert (codigo, salida) == (2, "")
    assert error.strip()
