"""The steps of a case: what counts as one, in which order, under which name, and whether the flow admits it."""

from datetime import timedelta
from itertools import pairwise

import pytest

from casos.mediacion.hechos.cierre import CasoReabierto
from casos.mediacion.hechos.contacto import LlamadaRealizada
from casos.mediacion.hechos.pagos import IncumplimientoSubsanado, PagoConfirmado
from casos.mediacion.hechos.sesiones import SesionAgendada, SesionCelebrada
from casos.mediacion.vocabulario import Etapa
from casos.tipo import hacer_historia
from flujos.pasos import PRINCIPALES, actividad, en_palabras, pasos, recorrer
from flujos.transiciones import TABLA
from tests.flujos.explorador import CASO, Punto
from tests.flujos.rutas import INCUMPLIDO, RUTAS
from tests.flujos.rutas import recorrer as por_la_ruta


def ultimo(ruta: str) -> Punto:
    return list(por_la_ruta(ruta))[-1][0]


@pytest.mark.parametrize("ruta", RUTAS)
def test_todo_lo_que_pasa_por_las_rutas_cabe_en_el_flujo_y_va_en_orden(ruta: str) -> None:
    historia = ultimo(ruta).historia
    todos = recorrer(historia)
    assert [p.asiento for p in todos] == list(historia.vigentes)
    assert all(p.cabe for p in todos)
    assert [p.en for p in todos] == sorted(p.en for p in todos)
    assert todos[0].de is None
    assert todos[-1].a is historia.caso.etapa
    assert [p.a for p in todos[:-1]] == [p.de for p in todos[1:]]


@pytest.mark.parametrize("ruta", RUTAS)
def test_los_pasos_son_los_cambios_de_etapa_y_los_hechos_principales(ruta: str) -> None:
    todos = recorrer(ultimo(ruta).historia)
    suyos = pasos(todos)
    assert [p for p in suyos if p.mueve] == [p for p in todos if p.mueve]
    assert {type(p.asiento.hecho) for p in suyos if not p.mueve} <= PRINCIPALES
    for uno, otro in pairwise(suyos):
        assert otro.mueve or type(uno.asiento.hecho) is not type(otro.asiento.hecho)


def test_varias_llamadas_seguidas_son_un_solo_paso() -> None:
    historia = ultimo(INCUMPLIDO).historia
    llamadas = [a for a in historia.vigentes if isinstance(a.hecho, LlamadaRealizada)]
    suyas = [p for p in pasos(recorrer(historia)) if isinstance(p.asiento.hecho, LlamadaRealizada)]
    assert len(llamadas) >= 3
    assert [p.asiento for p in suyas] == [llamadas[0]]


def test_lo_que_paso_antes_y_se_capturo_despues_no_va_antes_de_lo_que_ya_constaba() -> None:
    historia = ultimo(INCUMPLIDO).historia
    pago = next(a for a in historia.asientos if isinstance(a.hecho, PagoConfirmado))
    viejo = pago._replace(ocurrido_en=historia.asientos[0].ocurrido_en - timedelta(days=30))
    otra = hacer_historia(CASO, [viejo if a is pago else a for a in historia.asientos])
    (hallado,) = [p for p in recorrer(otra) if p.asiento is viejo]
    assert hallado.en >= historia.asientos[0].ocurrido_en


def test_un_hecho_fuera_del_flujo_se_nombra() -> None:
    historia = ultimo(INCUMPLIDO).historia
    celebrada = next(a for a in historia.asientos if isinstance(a.hecho, SesionCelebrada))
    ajena = celebrada._replace(version=historia.version + 1, rol="archivo")
    fuera = [p for p in recorrer(hacer_historia(CASO, [*historia.asientos, ajena])) if not p.cabe]
    assert [p.asiento for p in fuera] == [ajena]


def test_el_nombre_dice_a_donde_lleva_solo_cuando_hace_falta() -> None:
    assert actividad(SesionAgendada, Etapa.AGENDADO) == "Sesión agendada"
    assert actividad(CasoReabierto, Etapa.LIQUIDADO) == "Caso reabierto → liquidado"
    assert actividad(IncumplimientoSubsanado, Etapa.EN_SEGUIMIENTO).endswith("→ en seguimiento")
    assert en_palabras("CondonacionRevocadaAvisada") == "condonación revocada avisada"


def test_desde_una_etapa_cada_nombre_lleva_a_una_sola() -> None:
    destinos: dict[tuple[str, Etapa | None], set[Etapa | None]] = {}
    for t in TABLA:
        for de in t.de:
            for a in t.a or {de}:
                destinos.setdefault((actividad(t.hecho, a), de), set()).add(a)
    assert [clave for clave, hacia in destinos.items() if len(hacia) > 1] == []


def test_otro_tipo_de_caso_no_tiene_pasos() -> None:
    historia = ultimo(INCUMPLIDO).historia
    assert recorrer(historia._replace(caso=object())) == ()
