"""Annulling and correcting through the only door, on a toy case type: a notebook with margins."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casos.anulacion import Anulacion, Correccion, anular, corregir
from casos.asiento import Acto, Asiento, Historia
from casos.casos import Casos
from casos.decision import COORDINADOR, RESPONSABLE, Contexto, Desfase, NoAutorizado, Rechazo, decision
from casos.hecho import Hecho, Texto
from casos.registro.bitacora import Bitacora
from casos.tipo import TipoCaso
from tests.casos.registro.juguete import prestar

MEDIODIA = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


class CuadernoAbierto(Hecho):
    duenio: Texto


class RenglonEscrito(Hecho):
    introduce = ("renglon",)
    renglon: int
    texto: Texto


class MargenAnotado(Hecho):
    renglon: int
    texto: Texto


class CuadernoSellado(Hecho):
    es_definitivo = True


class Cuaderno(NamedTuple):
    duenio: str | None = None
    renglones: tuple[tuple[int, str], ...] = ()
    margenes: tuple[tuple[int, str], ...] = ()


def evolve(caso: Cuaderno, asiento: Asiento) -> Cuaderno:
    match asiento.hecho:
        case CuadernoAbierto(duenio=duenio):
            return caso._replace(duenio=duenio)
        case RenglonEscrito(renglon=renglon, texto=texto):
            return caso._replace(renglones=(*caso.renglones, (renglon, texto)))
        case MargenAnotado(renglon=renglon, texto=texto):
            return caso._replace(margenes=(*caso.margenes, (renglon, texto)))
        case _:
            return caso


def reservas(caso: Cuaderno) -> frozenset[tuple[str, str]]:
    return frozenset({("dueño", caso.duenio)} if caso.duenio else ())


def persona(caso: Cuaderno) -> UUID | None:
    return UUID(int=5) if caso.duenio else None


TipoCaso("cuaderno", Cuaderno(), evolve, (CuadernoAbierto,), reservas, persona)


@decision(quien={RESPONSABLE, COORDINADOR})
def abrir_cuaderno(caso: Cuaderno, duenio: str, ctx: Contexto) -> list[Hecho]:
    return [] if caso.duenio else [CuadernoAbierto(duenio=duenio)]


@decision(quien=RESPONSABLE)
def escribir_renglon(caso: Cuaderno, texto: str, ctx: Contexto) -> list[Hecho]:
    if len(texto) > 9:
        raise Rechazo("Escriba menos.")
    numero = 1 + max((n for n, _ in caso.renglones), default=0)
    margen = [MargenAnotado(renglon=numero, texto=texto[1:])] if texto.startswith("*") else []
    return [RenglonEscrito(renglon=numero, texto=texto), *margen]


@decision(quien={RESPONSABLE, COORDINADOR})
def anotar_margen(caso: Cuaderno, renglon: int, ctx: Contexto) -> list[Hecho]:
    if renglon not in dict(caso.renglones):
        raise Rechazo("Ese renglón no existe.")
    return [MargenAnotado(renglon=renglon, texto="ojo")]


@decision(quien=COORDINADOR)
def sellar_cuaderno(caso: Cuaderno, nada: None, ctx: Contexto) -> list[Hecho]:
    return [CuadernoSellado()]


class Reloj:
    def __init__(self) -> None:
        self.ahora = MEDIODIA

    def __call__(self) -> datetime:
        return self.ahora


def cifrar(persona: UUID, texto: str, contexto: str) -> str:
    return f"cifrado:{persona.int}:{texto[::-1]}"


@pytest.fixture
def casos(motor_url: str) -> Iterator[Casos]:
    bitacora = Bitacora(motor_url.removeprefix("sqlite:///"))
    bitacora.registro.crear()
    yield Casos(bitacora.registro, Reloj(), clave=b"k" * 32, cifrar=cifrar)
    bitacora.close()


def ana(**cambios: object) -> Acto:
    return Acto(**{"autor": "ana", "rol": RESPONSABLE, **cambios})


ROSA = {"autor": "rosa", "rol": COORDINADOR}


def cuaderno(casos: Casos, *textos: str) -> UUID:
    caso = uuid4()
    casos.decidir(caso, abrir_cuaderno, str(caso), ana())
    for texto in textos:
        casos.decidir(caso, escribir_renglon, texto, ana())
    return caso


def historia(casos: Casos, caso: UUID) -> Historia:
    historia = casos.historia(caso)
    assert historia is not None
    return historia


def quitar(*versiones: int) -> Anulacion:
    return Anulacion(versiones=versiones, motivo="me equivoqué")


def test_el_autor_anula_lo_suyo_el_mismo_dia(casos):
    caso = cuaderno(casos, "uno", "dos")
    resultado = casos.decidir(caso, anular, quitar(3), ana(), visto=3)
    assert [a.hecho.nombre() for a in resultado.asientos] == ["Anulado"]
    despues = historia(casos, caso)
    assert despues.caso.renglones == ((1, "uno"),)
    assert [a.version for a in despues.asientos] == [1, 2, 3, 4]
    assert [a.version for a in despues.vigentes] == [1, 2, 4]


def test_lo_que_un_hecho_trajo_en_su_pedido_se_va_con_el(casos):
    caso = cuaderno(casos, "uno", "*dos")
    (asiento,) = casos.decidir(caso, anular, quitar(3), ana()).asientos
    assert asiento.hecho.versiones == (3, 4)
    assert historia(casos, caso).caso[1:] == (((1, "uno"),), ())


def test_el_autor_no_anula_lo_que_ya_uso_otro_y_el_coordinador_si(casos):
    caso = cuaderno(casos, "uno", "dos")
    casos.decidir(caso, anotar_margen, 2, ana(autor="karla"))
    with pytest.raises(Rechazo, match="asiento 4"):
        casos.decidir(caso, anular, quitar(3), ana())
    (asiento,) = casos.decidir(caso, anular, quitar(3), ana(**ROSA)).asientos
    assert asiento.hecho.versiones == (3, 4)
    assert historia(casos, caso).caso[1:] == (((1, "uno"),), ())


def test_otra_persona_y_otro_dia_son_cosa_del_coordinador(casos):
    caso = cuaderno(casos, "uno")
    with pytest.raises(Rechazo, match="otra persona"):
        casos.decidir(caso, anular, quitar(2), ana(autor="karla"))
    casos.ahora.ahora = MEDIODIA + timedelta(hours=12)  # midnight in Sonora is 07:00 UTC
    with pytest.raises(Rechazo, match="otro día"):
        casos.decidir(caso, anular, quitar(2), ana())
    assert casos.decidir(caso, anular, quitar(2), ana(**ROSA)).asientos


def test_el_dia_es_el_de_sonora(casos):
    casos.ahora.ahora = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # six in the evening of the 23rd
    caso = cuaderno(casos, "uno")
    casos.ahora.ahora = datetime(2026, 11, 24, 6, 59, tzinfo=UTC)
    assert casos.decidir(caso, anular, quitar(2), ana()).asientos


@pytest.mark.parametrize(
    ("versiones", "motivo"),
    [
        ((9,), "no tiene un asiento 9"),
        ((0,), "no tiene"),
        ((), "Elija"),
        ((1,), "abrió el caso"),
        ((4,), "definitivo"),
    ],
)
def test_lo_que_no_se_anula_dice_por_que(casos, versiones, motivo):
    caso = cuaderno(casos, "uno", "dos")
    casos.decidir(caso, sellar_cuaderno, None, ana(**ROSA))
    with pytest.raises(Rechazo, match=motivo):
        casos.decidir(caso, anular, quitar(*versiones), ana(**ROSA))
    assert historia(casos, caso).version == 4


def test_lo_ya_anulado_y_la_anulacion_misma_no_se_anulan(casos):
    caso = cuaderno(casos, "uno")
    casos.decidir(caso, anular, quitar(2), ana())
    with pytest.raises(Rechazo, match="ya estaba anulado"):
        casos.decidir(caso, anular, quitar(2), ana())
    with pytest.raises(Rechazo, match="definitivo"):
        casos.decidir(caso, anular, quitar(3), ana(**ROSA))


def test_sin_motivo_sin_caso_o_sin_permiso_no_se_anula(casos):
    caso = cuaderno(casos, "uno")
    with pytest.raises(Rechazo, match="por qué"):
        casos.decidir(caso, anular, Anulacion(versiones=(2,), motivo="  "), ana())
    with pytest.raises(Rechazo, match="no existe"):
        casos.decidir(uuid4(), anular, quitar(1), ana())
    with pytest.raises(NoAutorizado):
        casos.decidir(caso, anular, quitar(2), ana(rol="auditor"))


def test_un_caso_abierto_por_error_se_anula_entero_y_suelta_lo_que_tenia(casos):
    caso = cuaderno(casos)
    (asiento,) = casos.decidir(caso, anular, quitar(1), ana()).asientos
    assert asiento.hecho.motivo.esta_cifrado
    assert historia(casos, caso).caso == Cuaderno()
    assert casos.registro.reserva("dueño", str(caso)) is None


def test_una_misma_decision_sirve_a_los_casos_de_cualquier_tipo(casos):
    otro = uuid4()
    casos.decidir(otro, prestar, "Aura", ana())
    assert casos.decidir(otro, anular, quitar(1), ana()).asientos
    assert historia(casos, otro).caso.libro is None


def test_si_mientras_tanto_algo_mas_dependio_de_ello_se_muestra_antes_de_anular(casos):
    caso = cuaderno(casos, "uno")
    casos.decidir(caso, anotar_margen, 1, ana())
    with pytest.raises(Desfase) as desfase:
        casos.decidir(caso, anular, quitar(2), ana(**ROSA), visto=2)
    assert [h.versiones for h in desfase.value.antes + desfase.value.ahora] == [(2,), (2, 3)]


def test_corregir_anula_y_captura_de_nuevo_en_un_solo_acto(casos):
    caso = cuaderno(casos, "uno", "dso")
    pedido = uuid4()
    correccion = Correccion(anula=quitar(3), decision="escribir_renglon", datos="dos")
    resultado = casos.decidir(caso, corregir, correccion, ana(pedido=pedido), visto=3)
    assert [a.hecho.nombre() for a in resultado.asientos] == ["Anulado", "RenglonEscrito"]
    assert {a.pedido for a in resultado.asientos} == {str(pedido)}
    assert historia(casos, caso).caso.renglones == ((1, "uno"), (2, "dos"))
    assert casos.decidir(caso, corregir, correccion, ana(pedido=pedido)).repetido
    assert casos.decidir(caso, anular, quitar(5), ana()).asientos


def test_si_lo_nuevo_se_rechaza_lo_anterior_queda(casos):
    caso = cuaderno(casos, "uno")
    for datos, motivo in (("demasiado largo", "menos"), (None, "no puede")):
        nombre = "escribir_renglon" if datos else "sellar_cuaderno"
        with pytest.raises(Rechazo, match=motivo):
            casos.decidir(caso, corregir, Correccion(anula=quitar(2), decision=nombre, datos=datos), ana())
    with pytest.raises(Rechazo, match="tipo de caso"):
        casos.decidir(caso, corregir, Correccion(anula=quitar(2), decision="prestar", datos="Aura"), ana())
    assert historia(casos, caso).version == 2
    assert historia(casos, caso).caso.renglones == ((1, "uno"),)


PASOS = st.lists(
    st.one_of(
        st.tuples(st.just("escribir"), st.sampled_from(["a", "b", "*c"])),
        st.tuples(st.just("margen"), st.integers(1, 4)),
        st.tuples(st.just("anular"), st.integers(2, 14)),
        st.tuples(st.just("olvidar"), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(PASOS)
def test_lo_anulado_queda_como_si_nunca_se_hubiera_capturado(tmp_path_factory, pasos):
    bitacora = Bitacora(str(tmp_path_factory.mktemp("log") / "hechos.db"))
    bitacora.registro.crear()
    casos = Casos(bitacora.registro, Reloj(), clave=b"k" * 32, cifrar=cifrar)
    caso = cuaderno(casos)
    for que, valor in pasos:
        try:
            if que == "escribir":
                casos.decidir(caso, escribir_renglon, valor, ana())
            elif que == "margen":
                casos.decidir(caso, anotar_margen, valor, ana())
            elif que == "anular":
                casos.decidir(caso, anular, quitar(valor), ana(**ROSA))
            else:
                casos.olvidar_recientes()
        except Rechazo:
            continue
    completa = historia(casos, caso)
    nunca = Cuaderno()
    for asiento in completa.vigentes:
        nunca = evolve(nunca, asiento)
    assert completa.caso == nunca
    numeros = dict(nunca.renglones)
    assert all(renglon in numeros for renglon, _ in nunca.margenes)
    bitacora.close()
