"""Who sees the work of whoever is away: chains, circles, overlaps, and that nothing is left afterwards."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casos.cobertura import Fuera, cubiertos_por, fuera_en, suplente
from casos.decision import COORDINADOR, RESPONSABLE

LUNES = datetime(2026, 3, 2, 16, tzinfo=UTC)
GENTE = ("ana", "bruno", "cira", "dora")


def fuera(usuario, cubre=None, *, dias=5, desde=LUNES, declarada=0, rol=RESPONSABLE, sede="HMO"):
    declarada_en = LUNES + timedelta(minutes=declarada)
    return Fuera(usuario, rol, sede, desde, desde + timedelta(days=dias), cubre, declarada_en)


def ven(usuario, *ausencias, rol=RESPONSABLE, sede="HMO", al=LUNES):
    return [f.usuario for f in cubiertos_por(usuario, rol, sede, fuera_en(ausencias, al))]


def test_quien_cubre_ve_lo_del_ausente_mientras_dura_y_nadie_mas():
    una = fuera("ana", "bruno", dias=2)
    assert ven("bruno", una) == ["ana"]
    assert ven("cira", una) == ven("ana", una) == []
    assert ven("jefa", una, rol=COORDINADOR, sede="") == []
    un_instante = timedelta(microseconds=1)
    assert ven("bruno", una, al=LUNES - un_instante) == []
    assert ven("bruno", una, al=LUNES + timedelta(days=2) - un_instante) == ["ana"]
    assert ven("bruno", una, al=LUNES + timedelta(days=2)) == []


def test_si_quien_cubre_tampoco_esta_pasa_a_quien_lo_cubre_a_el():
    ausencias = (fuera("ana", "bruno"), fuera("bruno", "cira"))
    assert ven("cira", *ausencias) == ["ana", "bruno"]
    assert ven("bruno", *ausencias) == []


def test_sin_quien_cubra_o_en_circulo_lo_ve_el_coordinador_de_la_sede():
    for ausencias in ([fuera("ana")], [fuera("ana", "bruno"), fuera("bruno", "ana")]):
        todos = [f.usuario for f in ausencias]
        assert ven("jefa", *ausencias, rol=COORDINADOR, sede="") == todos
        assert ven("jefa", *ausencias, rol=COORDINADOR, sede="HMO") == todos
        assert ven("otra", *ausencias, rol=COORDINADOR, sede="OBR") == []
        assert ven("cira", *ausencias) == []


def test_de_las_que_se_enciman_manda_la_que_empezo_al_ultimo_y_luego_vuelve_la_otra():
    vacaciones = fuera("ana", "bruno", dias=10)
    enfermedad = fuera("ana", "cira", dias=2, desde=LUNES + timedelta(days=3), declarada=9)
    quien_ve = [
        next(q for q in ("bruno", "cira") if ven(q, vacaciones, enfermedad, al=LUNES + timedelta(days=n)))
        for n in (0, 3, 4, 5, 9)
    ]
    assert quien_ve == ["bruno", "cira", "cira", "bruno", "bruno"]
    misma_hora = (fuera("ana", "bruno", declarada=1), fuera("ana", "cira", declarada=2))
    assert ven("cira", *misma_hora) == ven("cira", *reversed(misma_hora)) == ["ana"]


ausencias = st.lists(
    st.builds(
        fuera,
        st.sampled_from(GENTE),
        st.none() | st.sampled_from(GENTE),
        dias=st.integers(1, 8),
        desde=st.integers(-5, 5).map(lambda n: LUNES + timedelta(days=n)),
        declarada=st.integers(0, 20),
        rol=st.just(RESPONSABLE),
    ),
    max_size=8,
)


@given(ausencias, st.integers(-6, 14))
def test_lo_de_cada_ausente_lo_ve_alguien_que_si_esta_y_solo_uno(todas, dia):
    fuera_hoy = fuera_en(todas, LUNES + timedelta(days=dia))
    for ausente in fuera_hoy:
        ve = suplente(ausente, fuera_hoy)
        assert ve is None or ve not in fuera_hoy
        quienes = [
            q
            for q, rol in [*((q, RESPONSABLE) for q in GENTE), ("jefa", COORDINADOR)]
            if ausente in [f.usuario for f in cubiertos_por(q, rol, "HMO", fuera_hoy)]
        ]
        assert quienes == [ve or "jefa"]
    assert {
        u for q in GENTE for u in [f.usuario for f in cubiertos_por(q, RESPONSABLE, "HMO", fuera_hoy)]
    } <= set(fuera_hoy)
