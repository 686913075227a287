"""Which entries hang on which: by cause, by request, and by what they name."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casos.asiento import Asiento, Historia, Origen
from casos.dependencias import dependientes, nombrados, propios, sin
from casos.mediacion.hechos.apertura import NotaAgregada, PersonaOlvidada
from casos.mediacion.hechos.contacto import LlamadaRealizada, PromesaDePagoRegistrada, PromesaIncumplida
from casos.mediacion.hechos.convenios import ConvenioSustituido
from casos.mediacion.hechos.pagos import AplicadoACredito, PagoConfirmado, PagoRevertido
from casos.mediacion.hechos.sesiones import InvitacionNotificada, ResultadoDeSesionOmitido, SesionReagendada
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vocabulario import CausaReagenda, Contesto, Medio, MotivoLlamada, ResultadoLlamada
from casos.tipo import hacer_historia
from tests.casos.mediacion.fabrica import (
    AVAL,
    CASO,
    CREDITO,
    DIA_DE_SESION,
    agendado,
    asientos,
    instante,
    registrado,
)

LLAMADA = LlamadaRealizada(
    motivo=MotivoLlamada.SEGUIMIENTO, contesto=Contesto.TITULAR, resultado=ResultadoLlamada.PROMESA_PAGO
)
PROMESA = PromesaDePagoRegistrada(promesa=1, importe=Decimal(500), fecha=date(2026, 3, 10))
NOTA = NotaAgregada(texto="trajo su comprobante de domicilio")


def de(pasos, **sellos) -> Historia:
    """A history; `sellos` replaces fields of the entries of some versions: v3={"pedido": "a"}."""
    lista = asientos(*pasos)
    lista = [a._replace(**sellos.get(f"v{a.version}", {})) for a in lista]
    return hacer_historia(CASO, lista)


def versiones(lista: list[Asiento]) -> list[int]:
    return [a.version for a in lista]


def test_depende_lo_que_nombra_lo_que_otro_introdujo():
    historia = de([*agendado(), InvitacionNotificada(sesion=1, medio=Medio.CORREO), NOTA])
    assert versiones(dependientes(historia, {5})) == [6]
    assert versiones(propios(historia, {5})) == []


def test_lo_anterior_nunca_depende_de_lo_posterior():
    reagendada = SesionReagendada(
        sesion=1, inicio=instante(date(2026, 4, 8)), antes=instante(DIA_DE_SESION), difiere=True,
        causa=CausaReagenda.ACUERDO,
    )  # fmt: skip
    historia = de([*agendado(), InvitacionNotificada(sesion=1, medio=Medio.CORREO), reagendada, NOTA])
    assert versiones(dependientes(historia, {7})) == []
    assert versiones(dependientes(historia, {6})) == []


def test_se_nombra_tambien_en_listas_en_renglones_y_con_otra_palabra():
    aplicado = AplicadoACredito(credito=CREDITO, gastos=0, moratorio=0, ordinario=0, capital=Decimal(100))
    pago = PagoConfirmado(folio="F1", importe=Decimal(100), fecha=date(2026, 3, 4), a_creditos=(aplicado,))
    assert ("credito", CREDITO) in nombrados(pago)
    assert {("convenio", 1), ("convenio", 2)} <= nombrados(ConvenioSustituido(convenio=1, por=2))
    historia = de([*registrado(), pago, PagoRevertido(folio="F1", motivo="se devolvió"), NOTA])
    assert versiones(dependientes(historia, {2})) == [3, 5, 6]
    assert versiones(dependientes(historia, {5})) == [6]


def test_la_cadena_de_causas_se_sigue_hasta_el_fin():
    historia = de([*registrado(), NOTA, NOTA, NOTA, NOTA], v6={"causa": (5,)}, v7={"causa": (6,)})
    assert versiones(dependientes(historia, {5})) == versiones(propios(historia, {5})) == [6, 7]


def test_el_primer_hecho_de_un_pedido_arrastra_a_los_demas_y_no_al_reves():
    juntos = {"pedido": "p"}
    historia = de([*registrado(), LLAMADA, PROMESA, NOTA], v5=juntos, v6=juntos)
    assert versiones(propios(historia, {5})) == versiones(dependientes(historia, {5})) == [6]
    assert versiones(dependientes(historia, {6})) == []


def test_lo_que_hizo_el_reloj_por_algo_anulado_se_va_con_ello():
    reloj = {"origen": Origen.RELOJ.value, "autor": "reloj"}
    historia = de(
        [*agendado(), LLAMADA, PROMESA, ResultadoDeSesionOmitido(sesion=1), PromesaIncumplida(promesa=1)],
        v8=reloj, v9=reloj,
    )  # fmt: skip
    assert versiones(propios(historia, {5})) == [8]
    assert versiones(propios(historia, {7})) == [9]


def test_lo_definitivo_se_queda():
    historia = de([*registrado(), PersonaOlvidada(persona_id=AVAL)], v5={"causa": (4,)})
    assert dependientes(historia, {4}) == []


CUALQUIERA = st.sampled_from(
    [
        NOTA, LLAMADA, PROMESA, PromesaIncumplida(promesa=1),
        InvitacionNotificada(sesion=1, medio=Medio.CORREO), ResultadoDeSesionOmitido(sesion=1),
        PagoRevertido(folio="F1", motivo="x"),
        PagoConfirmado(folio="F1", importe=Decimal(1), fecha=date(2026, 3, 4)),
    ]
)  # fmt: skip


@given(
    st.lists(st.tuples(CUALQUIERA, st.sampled_from(["", "a", "b"]), st.integers(0, 12)), max_size=12),
    st.data(),
)
def test_sin_lo_anulado_el_caso_queda_como_si_nunca_se_hubiera_capturado(sueltos, data):
    lista = asientos(*agendado(), *(hecho for hecho, _, _ in sueltos))
    sellados = [
        a._replace(pedido=pedido, causa=(causa,) if 0 < causa < a.version else ())
        for a, (_, pedido, causa) in zip(lista[5:], sueltos, strict=True)
    ]
    historia = hacer_historia(CASO, [*lista[:5], *sellados])
    elegidas = data.draw(st.sets(st.integers(5, len(lista)), min_size=1, max_size=3))
    caen = elegidas | {a.version for a in dependientes(historia, elegidas)}
    nunca = [a for a in historia.asientos if a.version not in caen]
    assert sin(historia, caen).caso == MEDIACION.plegar(nunca)
    assert sin(historia, caen).vigentes == nunca
    assert {a.version for a in propios(historia, elegidas)} <= caen - elegidas
    assert not {a.version for a in dependientes(historia, caen)}
