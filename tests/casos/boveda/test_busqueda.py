from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.boveda import BovedaNoDisponible, Cambio
from casos.boveda.busqueda import Buscador, Hallazgo, _consultas, clave_orden
from casos.identidad import normalizar
from tests.casos.boveda.gente import COMPLETA, LUNES, MARTES, persona, telefonos

GENTE = [
    COMPLETA,
    persona("Núñez Ruiz Ana Luz", telefonos=telefonos("+526441112233")),
    persona("Noriega Cota Luis", correos=("lnoriega@ejemplo.mx",)),
    persona("Ana Peñúñuri Ñíguez", curp="PENA850505MSRXXN01", rfc="PENA850505AB1"),
    persona("José Ángel D'Acosta", telefonos=telefonos("+526621234999")),
]


class DeLista:
    """A vault that only says who is in it."""

    def __init__(self, *gente):
        self.bitacora = [Cambio(n, p.persona_id, p) for n, p in enumerate(gente, 1)]

    def cambios(self, secuencia):
        return (c for c in self.bitacora if c.secuencia > secuencia)


@pytest.fixture
def de_todos():
    buscador = Buscador(DeLista(*GENTE))
    yield buscador
    buscador.cerrar()


@pytest.fixture
def buscador(boveda):
    boveda.guardar_varias(GENTE, LUNES)
    buscador = Buscador(boveda)
    yield buscador
    buscador.cerrar()


def nombres(hallazgos: list[Hallazgo]) -> list[str]:
    return [h.nombre for h in hallazgos]


@pytest.mark.parametrize(
    ("texto", "quienes"),
    [
        ("niguez", ["Ana Peñúñuri Ñíguez", "Íngrid Ñíguez Peñúñuri"]),
        ("PENU ing", ["Íngrid Ñíguez Peñúñuri"]),
        ("Peñúñ Ana", ["Ana Peñúñuri Ñíguez"]),
        ("ana", ["Ana Peñúñuri Ñíguez", "Núñez Ruiz Ana Luz"]),
        ("  jose   acos ", ["José Ángel D'Acosta"]),
        ("n", ["Ana Peñúñuri Ñíguez", "Noriega Cota Luis", "Núñez Ruiz Ana Luz", "Íngrid Ñíguez Peñúñuri"]),
        ("guez", []),
        ("ana luis", []),
    ],
)
def test_se_encuentra_por_partes_del_nombre_en_cualquier_orden(de_todos, texto, quienes):
    assert nombres(de_todos.buscar(texto)) == quienes
    assert {h.por for h in de_todos.buscar(texto)} <= {"nombre"}


@pytest.mark.parametrize(
    ("texto", "quienes", "por"),
    [
        ("NIPI99", ["Íngrid Ñíguez Peñúñuri"], "clave"),
        (COMPLETA.curp.lower(), ["Íngrid Ñíguez Peñúñuri"], "clave"),
        ("PENA850505AB1", ["Ana Peñúñuri Ñíguez"], "clave"),
        ("2233", ["Núñez Ruiz Ana Luz"], "telefono"),
        ("662 123", ["José Ángel D'Acosta", "Íngrid Ñíguez Peñúñuri"], "telefono"),
        ("044 662-123-4567", ["Íngrid Ñíguez Peñúñuri"], "telefono"),
        ("+52 1 662 123 4567", ["Íngrid Ñíguez Peñúñuri"], "telefono"),
        ("54321", ["Íngrid Ñíguez Peñúñuri"], "telefono"),
        ("noriega@", ["Noriega Cota Luis"], "correo"),
        ("LNORIEGA@ejemplo.mx", ["Noriega Cota Luis"], "correo"),
        ("@ejemplo", ["Noriega Cota Luis", "Íngrid Ñíguez Peñúñuri"], "correo"),
    ],
)
def test_se_encuentra_por_curp_rfc_telefono_o_correo(de_todos, texto, quienes, por):
    hallazgos = de_todos.buscar(texto)
    assert nombres(hallazgos) == quienes
    assert {h.por for h in hallazgos} == {por}


def test_el_telefono_que_suena_encuentra_al_que_se_guardo_sin_lada(de_todos):
    assert nombres(de_todos.buscar("662 765 4321")) == ["Íngrid Ñíguez Peñúñuri"]
    assert nombres(de_todos.buscar("662 123 4999")) == ["José Ángel D'Acosta"]


@pytest.mark.parametrize(
    "texto", ["", "   ", "662", "@x", "990114", '"', "*", "ana OR luis", "NEAR(ana", "\0", 'a*"b', "²³"]
)
def test_un_texto_raro_o_muy_corto_no_encuentra_ni_falla(de_todos, texto):
    assert de_todos.buscar(texto) == []


def test_el_limite_se_respeta_y_vienen_los_primeros_por_apellido():
    buscador = Buscador(DeLista(*(persona(f"{a} Ana") for a in ("Ochoa", "Ñíguez", "Núñez", "Álvarez"))))
    assert nombres(buscador.buscar("ana", 3)) == ["Álvarez Ana", "Núñez Ana", "Ñíguez Ana"]


def test_quien_cambia_se_encuentra_por_lo_nuevo_y_no_por_lo_viejo(boveda, buscador):
    assert nombres(buscador.buscar("noriega")) == ["Noriega Cota Luis"]
    casado = GENTE[2].model_copy(update={"nombre": "Luis Zazueta", "correos": ("luis@ejemplo.mx",)})
    boveda.guardar(casado, MARTES)
    assert nombres(buscador.buscar("zazueta")) == ["Luis Zazueta"]
    assert buscador.buscar("noriega") == buscador.buscar("lnoriega@") == []


def test_cada_cambio_se_lee_una_sola_vez(boveda, buscador):
    assert buscador.ponerse_al_dia() == len(GENTE)
    assert buscador.ponerse_al_dia() == 0
    boveda.guardar(persona("Recién Llegada"), MARTES)
    assert buscador.ponerse_al_dia() == 1


def test_lo_que_guarda_otro_proceso_se_encuentra(lugar, abrir, buscador):
    abrir(lugar).guardar(persona("Rosalinda Yescas"), MARTES)
    assert nombres(buscador.buscar("yescas")) == ["Rosalinda Yescas"]


def test_a_quien_se_olvida_ya_no_se_le_encuentra(lugar, abrir, buscador):
    assert buscador.buscar("ingrid")
    abrir(lugar).olvidar(COMPLETA.persona_id, MARTES)
    for texto in ("ingrid", COMPLETA.curp, "6621234567", "ingrid.niguez@ejemplo.mx"):
        assert buscador.buscar(texto) == []


def test_a_quien_se_barre_ya_no_se_le_encuentra(boveda, buscador):
    assert buscador.buscar("ingrid")
    boveda.barrer_huerfanas({p.persona_id for p in GENTE[1:]}, MARTES, MARTES)
    assert buscador.buscar("ingrid") == []
    assert len(buscador.buscar("n")) == 3


def test_se_carga_por_partes_cuando_son_muchas(boveda):
    boveda.guardar_varias([persona(f"Persona {n:05}") for n in range(2_500)], LUNES)
    buscador = Buscador(boveda)
    assert buscador.ponerse_al_dia() == 2_500
    assert nombres(buscador.buscar("persona", 2)) == ["Persona 00000", "Persona 00001"]
    assert nombres(buscador.buscar("persona 02499")) == ["Persona 02499"]


PALABRA = st.text("abcdeñáÑü", min_size=1, max_size=6)


@given(
    st.lists(st.lists(PALABRA, min_size=1, max_size=4), min_size=1, max_size=12),
    st.lists(PALABRA, min_size=1, max_size=2),
)
def test_encuentra_a_las_mismas_que_leer_la_lista_entera(gente, buscadas):
    personas = {p.persona_id: p for p in (persona(" ".join(palabras)) for palabras in gente)}
    partes = [normalizar(b) for b in buscadas]
    esperadas = [
        p.nombre
        for p in sorted(personas.values(), key=lambda p: (clave_orden(p.nombre), p.persona_id))
        if all(any(w.startswith(parte) for w in normalizar(p.nombre).split()) for parte in partes)
    ]
    buscador = Buscador(DeLista(*personas.values()))
    assert nombres(buscador.buscar(" ".join(buscadas), 50)) == esperadas
    buscador.cerrar()


@given(st.text(max_size=15))
def test_ningun_texto_hace_una_consulta_invalida(texto):
    buscador = Buscador(DeLista(COMPLETA))
    buscador.buscar(texto)
    buscador.cerrar()
    assert all(valor for _, _, valor in _consultas(texto))


NOMBRES = st.lists(PALABRA, min_size=1, max_size=3).map(" ".join)


@given(
    st.lists(st.tuples(st.integers(0, 5), NOMBRES | st.none()), min_size=1, max_size=25),
    st.integers(1, 4),
)
def test_tras_cualquier_serie_de_cambios_encuentra_a_quien_hay(cambios, cada_cuantos):
    boveda = DeLista()
    actuales = {}
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr("casos.boveda.busqueda._SIN_ORDEN_A_LO_MAS", 2)
        buscador = Buscador(boveda)
        for n, (quien, nombre) in enumerate(cambios, 1):
            alguien = None if nombre is None else persona(nombre, persona_id=UUID(int=quien))
            boveda.bitacora.append(Cambio(n, UUID(int=quien), alguien))
            actuales[quien] = alguien
            if n % cada_cuantos == 0 or n == len(cambios):
                hay = sorted((p for p in actuales.values() if p), key=lambda p: (p.orden, p.persona_id))
                for inicial in "abcden":
                    assert [h.persona_id for h in buscador.buscar(inicial)] == [
                        p.persona_id
                        for p in hay
                        if any(w.startswith(inicial) for w in normalizar(p.nombre).split())
                    ]
        buscador.cerrar()


def test_si_la_boveda_falla_a_medio_leer_se_vuelve_a_empezar():
    boveda = DeLista(*GENTE)
    buscador = Buscador(boveda)
    leer = boveda.cambios

    def fallar(secuencia):
        yield next(leer(secuencia))
        raise BovedaNoDisponible("espere")

    boveda.cambios = fallar
    with pytest.raises(BovedaNoDisponible):
        buscador.buscar("ana")
    boveda.cambios = leer
    assert nombres(buscador.buscar("ingrid")) == ["Íngrid Ñíguez Peñúñuri"]
    assert len(buscador.buscar("n")) == 4
    buscador.cerrar()
