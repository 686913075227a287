"""What-if over random lives: what it gives is what a fresh instance gives that always had those rules, with the same
acts of the same people; and what it reports is the difference between the two instances, no more and no less."""

import random
from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from casos.asiento import Historia
from casos.calendario.lectura import leer_calendarios
from casos.mediacion.libro import pagado, veredicto
from casos.politica.lectura import leer_politica
from casos.tiempo import dia_local
from casos.versiones import BASE, Versiones
from flujos import pendientes
from proyecciones.ensayo_de_reglas import vivir
from proyecciones.simulacion import Cambio, con_calendarios, con_politica, simular
from tests.proyecciones.conftest import vaciar
from tests.proyecciones.vidas import CASO, Vida, calendario_al_azar, de_nuevo, politica_al_azar, vivir_al_azar

DE_QUIEN_DECIDE = (
    "incumplimiento.consecutivas = 3\nincumplimiento.acumuladas = 4\n",
    "incumplimiento.consecutivas = 1\nincumplimiento.acumuladas = 1\n",
    "incumplimiento.automatico = true\nincumplimiento.intentos_minimos = 0\n",
    "incumplimiento.automatico = true\nincumplimiento.intentos_minimos = 1\n",
    "incumplimiento.subsanacion_automatica = true\n",
    "seguimiento.gracia_dias_habiles = 12\n",
    "seguimiento.gracia_dias_habiles = 0\nconvenio.pago_inicial_gracia_dias_habiles = 0\n",
    "sesiones.inasistencias_consecutivas_maximas = 1\nsesiones.proceso_maximo_meses = 6\n",
    "llamadas.intentos_maximos_por_dia = 1\nseguimiento.promesa_maxima_dias = 1\n",
    "registro.remitir_dias_habiles = 3\nregistro.inscribir_dias_habiles = 5\n",
)
"""Rules that change what happens and not only dates."""


def borrador_al_azar(azar: random.Random) -> str:
    suerte = azar.random()
    if suerte < 0.3:
        return f"vigente_desde = 2000-01-01\n{azar.choice(DE_QUIEN_DECIDE)}"
    if suerte < 0.8:
        return politica_al_azar(azar, azar.choice((2, 6, 20)))
    return calendario_al_azar(azar)


def con(versiones: Versiones, documento: str) -> Versiones:
    """The rules with a draft of the policy or of the calendars."""
    if "vigente_desde" in documento:
        return con_politica(versiones, leer_politica(documento))
    return con_calendarios(versiones, leer_calendarios(documento, sobre=BASE.calendarios[-1].calendarios))


class Aspecto(NamedTuple):
    """How a case stands: everything that a what-if speaks of. Rows without their keys, which hold entry numbers."""

    etapa: str
    veredicto: tuple[str, Any]
    convenios: dict[int, tuple[str, Any]]
    filas: Counter[tuple[str, ...]]
    reloj: Counter[tuple[str, str, datetime]]


def aspecto(historia: Historia, v: Versiones, ahora: datetime) -> Aspecto:
    caso = historia.caso
    dicho = veredicto(caso, caso.convenio, dia_local(ahora), v) if caso.convenio else None
    filas = (
        (p.tipo, p.titulo, p.rol, str(p.usuario), str(p.visible), str(p.vence), str(p.hora))
        for p in pendientes(historia, v)
    )
    reloj = (
        (a.hecho.nombre(), a.hecho.model_dump_json(), a.ocurrido_en)
        for a in historia.vigentes
        if a.origen == "reloj"
    )
    return Aspecto(
        str(caso.etapa),
        (str(dicho.estado), dicho.faltante) if dicho else ("", None),
        {n: (str(c.estado), pagado(caso, c)) for n, c in caso.convenios.items()},
        Counter(filas),
        Counter(reloj),
    )


class Ensayada(NamedTuple):
    """A life, the same acts on a fresh instance with a draft, and the requests that the fresh one refused."""

    vida: Vida
    fresca: Vida
    negados: set[str]
    documento: str


Lugares = tuple[str, str]


def ensayar(lugares: Lugares, semilla: int) -> Ensayada:
    vaciar(*lugares)
    azar = random.Random(semilla)
    vida = vivir_al_azar(lugares[0], azar)
    documento = borrador_al_azar(azar)
    fresca, negados = de_nuevo(lugares[1], vida, documento)
    return Ensayada(vida, fresca, {str(h.pedido) for h in negados}, documento)


@given(semilla=st.integers(0, 2**32))
def test_es_lo_que_da_una_instancia_nueva(dos_lugares: Lugares, semilla: int) -> None:
    una = ensayar(dos_lugares, semilla)
    try:
        ahora, borrador = una.vida.ahora, con(una.vida.versiones, una.documento)
        vivida = vivir(una.vida.historia, borrador, ahora, una.vida.versiones)
        assert aspecto(vivida.historia, borrador, ahora) == aspecto(
            una.fresca.historia, una.fresca.versiones, ahora
        )
        assert {a.pedido for a in vivida.sobran} == una.negados
        _lo_que_dice_es_la_diferencia(una, list(simular(una.vida.casos, borrador, ahora).cambios))
    finally:
        una.vida.cerrar()
        una.fresca.cerrar()


def _lo_que_dice_es_la_diferencia(una: Ensayada, cambios: list[Cambio]) -> None:
    antes = aspecto(una.vida.historia, una.vida.versiones, una.vida.ahora)
    despues = aspecto(una.fresca.historia, una.fresca.versiones, una.vida.ahora)
    clases = {c.clase for c in cambios}
    assert {c.caso for c in cambios} <= {CASO}
    assert ("etapa" in clases) == (antes.etapa != despues.etapa)
    assert ("cumplimiento" in clases) == (antes.veredicto[0] != despues.veredicto[0])
    assert (antes.filas == despues.filas) == (not clases & {"pendiente", "fecha"})
    assert (antes.reloj == despues.reloj) <= (clases.isdisjoint({"reloj"}))
    ya_no = {c.que for c in cambios if c.clase == "acto"}
    assert bool(ya_no) == bool(una.negados - _anulados(una.vida.historia))


def _anulados(historia: Historia) -> set[str]:
    vigentes = {a.version for a in historia.vigentes}
    return {a.pedido for a in historia.asientos if a.version not in vigentes}


@given(semilla=st.integers(0, 2**32))
def test_con_las_mismas_reglas_nada_cambia(dos_lugares: Lugares, semilla: int) -> None:
    vaciar(*dos_lugares)
    vida = vivir_al_azar(dos_lugares[0], random.Random(semilla), actos=6)
    try:
        iguales = con(vida.versiones, "vigente_desde = 2000-01-01\n")
        assert simular(vida.casos, iguales, vida.ahora).cambios == ()
        vivida = vivir(vida.historia, iguales, vida.ahora, vida.versiones)
        assert aspecto(vivida.historia, iguales, vida.ahora) == aspecto(
            vida.historia, vida.versiones, vida.ahora
        )
    finally:
        vida.cerrar()
