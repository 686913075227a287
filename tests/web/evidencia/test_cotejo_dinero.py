"""`verificar --vistas` adds up the money of each case, and names what does not."""

from datetime import date
from decimal import Decimal

import pytest

from casos.mediacion.hechos.convenios import ConvenioElaborado
from casos.mediacion.hechos.pagos import AplicadoAParcialidad, PagoConfirmado
from tests.casos.mediacion import fabrica_convenios
from tests.casos.mediacion.fabrica import Paso, dado
from tests.casos.mediacion.test_incumplimiento import con_quita_incumplida
from web.cotejo_dinero import descuadres

HOY = date(2026, 5, 6)
SANOS = (
    fabrica_convenios.con_saldo(), fabrica_convenios.con_quita(), fabrica_convenios.en_seguimiento(),
    con_quita_incumplida(), fabrica_convenios.pagado(fabrica_convenios.en_seguimiento(), "todo", 16000, HOY),
    fabrica_convenios.pagado(fabrica_convenios.en_seguimiento(), "de más", 99999, HOY),
)  # fmt: skip


@pytest.mark.parametrize("pasos", SANOS)
def test_lo_que_dan_las_decisiones_cuadra(pasos: tuple[Paso, ...]) -> None:
    assert list(descuadres(dado(*pasos), HOY)) == []


def test_un_pago_cuyas_partes_no_suman_se_nombra() -> None:
    malo = PagoConfirmado(
        folio="malo", importe=Decimal(100), fecha=HOY, convenio=1,
        a_parcialidades=(AplicadoAParcialidad(numero=1, interes=Decimal(0), capital=Decimal(99)),),
    )  # fmt: skip
    (dicho,) = descuadres(dado(*fabrica_convenios.en_seguimiento(), (malo, HOY)), HOY)
    assert "malo" in dicho
    assert "$99.00" in dicho


def test_un_convenio_que_pierde_un_centavo_se_nombra() -> None:
    pasos = [p if isinstance(p, tuple) else (p, None) for p in fabrica_convenios.convenio_firmado()]
    alterados = [
        (h.model_copy(update={"reconocido": h.reconocido.model_copy(update={"gastos": Decimal("0.01")})}), cuando)
        if isinstance(h, ConvenioElaborado) else (h, cuando)
        for h, cuando in pasos
    ]  # fmt: skip
    sueltos = [h if cuando is None else (h, cuando) for h, cuando in alterados]
    assert any("no paga exactamente" in dicho for dicho in descuadres(dado(*sueltos), HOY))
