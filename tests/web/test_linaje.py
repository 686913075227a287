"""The lineage of a debt: every agreement with its money, and nothing lost from one to the next."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from casos.mediacion.convenios import Respuesta, autorizar_descuento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.firma import regenerar_adeudo
from casos.mediacion.hechos.pagos import IncumplimientoDeclarado
from casos.mediacion.vocabulario import Etapa, Producto, RolParte, Via
from tests.casos.mediacion.fabrica import Paso, dado
from tests.casos.mediacion.fabrica_convenios import (
    ACREDITADO_FIRMA,
    AVAL_FIRMA,
    con_quita,
    en_seguimiento,
    pagado,
    propuesta,
    suscripcion,
    tras,
)
from web.linaje import linaje

DIA = date(2026, 8, 3)


def test_sin_convenio_firmado_no_hay_linaje() -> None:
    assert linaje(dado(*con_quita()), DIA) == []


def test_un_convenio_dice_que_entro_que_se_pago_y_que_queda() -> None:
    (nodo,) = linaje(dado(*en_seguimiento()), date(2026, 4, 15))
    assert (nodo.entra, nodo.pagado, nodo.devengado, nodo.queda) == (20000, 4000, 0, 16000)
    assert nodo.cuadra
    assert nodo.siguiente is None
    assert nodo.cuenta == "entraron $20,000.00, menos $4,000.00 pagados: quedan $16,000.00."


def regenerado() -> tuple[Paso, ...]:
    """A broken agreement whose debt was regenerated on `DIA`, the coordinator authorising it."""
    roto = IncumplimientoDeclarado(convenio=1, vencidas=(1, 2), exigible=Decimal(3200))
    pasos: tuple[Paso, ...] = (*en_seguimiento(), (roto, date(2026, 7, 1)))
    assert dado(*pasos).etapa is Etapa.INCUMPLIDO
    nueva = propuesta(
        via=Via.INSTITUCIONAL, producto=Producto.REGENERACION, primera=date(2026, 9, 30), parcialidades=24,
        pago_inicial=Decimal(0), inicial_vence=None,
    )  # fmt: skip
    pasos = tras(pasos, DIA, elaborar_convenio, nueva)
    pasos = tras(pasos, DIA, autorizar_descuento, Respuesta(convenio=2, revision=1, motivo="Procede"))
    firmas = (ACREDITADO_FIRMA, AVAL_FIRMA)
    firmada = suscripcion(convenio=2, fecha=DIA, folio="IN-2/2026", firmas=firmas, sustituye=True)
    return tras(pasos, DIA, regenerar_adeudo, firmada)


def test_la_regeneracion_recibe_lo_que_el_anterior_dejo() -> None:
    viejo, nuevo = linaje(dado(*regenerado()), DIA)
    assert (viejo.siguiente, nuevo.siguiente) == (2, None)
    assert viejo.queda == nuevo.entra == nuevo.queda
    assert viejo.entra == viejo.pagado + viejo.condonado + viejo.queda - viejo.devengado
    assert viejo.cuadra
    assert nuevo.cuadra
    assert RolParte.AVAL in nuevo.convenio.elaborado.firman


@settings(max_examples=25)
@given(pagos=st.lists(st.integers(1, 600_000), max_size=5))
def test_ningun_centavo_se_pierde(pagos: list[int]) -> None:
    pasos = en_seguimiento()
    for i, centavos in enumerate(pagos):
        if dado(*pasos).etapa is Etapa.LIQUIDADO:
            break
        pasos = pagado(pasos, f"p{i}", Decimal(centavos) / 100, date(2026, 4, 15 + i))
    (nodo,) = linaje(dado(*pasos), date(2026, 5, 20))
    assert nodo.cuadra
    assert nodo.entra + nodo.devengado == nodo.condonado + nodo.pagado + nodo.queda
