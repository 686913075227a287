"""Agreements of each product and route: their clauses and amounts in PDF and Word, and how they fall on pages."""

import io
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from casos.dinero.condonacion import Porcentajes
from casos.mediacion.hechos.apertura import CreditoVinculado, SaldoRecibido
from casos.mediacion.vocabulario import Producto, RolParte, Via
from tests.casos.mediacion import fabrica_convenios
from tests.casos.mediacion.fabrica import DIA_DE_SESION
from tests.web.papeles.muestra import material
from tests.web.papeles.test_papeles import FIRMADO, en_word, leido, pdf, regeneracion, taller
from web.papeles.clases import hacer
from web.papeles.taller import Taller, hoja

CLAUSULAS = (
    "Objeto", "Reconocimiento de adeudo", "Importe y calendario de pagos", "Forma y lugar de pago",
    "Aplicación de los pagos", "Interés", "Mora", "Pagos anticipados", "Vencimiento anticipado",
    "Subsistencia de garantías", "Incumplimiento y ejecución", "Avisos y domicilios",
    "Confidencialidad y datos personales", "Modificaciones", "Información crediticia",
)  # fmt: skip
IMPORTE = re.compile(r"\$[\d,]+\.\d\d")


@pytest.mark.parametrize("via", [*Via])
@pytest.mark.parametrize("producto", [*Producto])
@pytest.mark.parametrize("quita", [False, True])
def test_cada_producto_y_via_lleva_sus_clausulas_y_sus_importes_en_pdf_y_en_word(
    producto: Producto, via: Via, quita: bool
) -> None:
    unico, con_aval = producto is Producto.PAGO_UNICO, producto in {
        Producto.CONVENIO_LARGO, Producto.REGENERACION,
    }  # fmt: skip
    pasos = fabrica_convenios.con_borrador(
        via=via, producto=producto, parcialidades=None if unico else 13 if con_aval else 10,
        pago_inicial=Decimal(0) if unico else Decimal(4000),
        condonacion=Porcentajes(moratorio=Decimal(50)) if quita else Porcentajes(),
        primera=date(2026, 4, 20) if unico else date(2026, 4, 30),
    )  # fmt: skip
    m = material(*pasos)
    texto, word = leido(pdf(m, "convenio")), en_word(m, "convenio")
    suyas = [
        *CLAUSULAS,
        *(["Condonación condicionada"] if quita else []),
        *(["Obligación solidaria"] if con_aval else []),
        *(["Registro"] if via is Via.STJ else []),
    ]
    for leida in (texto, word):
        titulos = [t for t in suyas if f". {t}. " not in leida]
        assert titulos == [], titulos
        assert ("PAGARÉ" in leida) == (via is Via.INSTITUCIONAL or producto is Producto.REGENERACION)
        assert ("Persona facilitadora" in leida) == (via is Via.STJ)
        assert ("Cédula profesional" in leida) == (via is Via.STJ)
        assert ("Testigo" in leida) == (via is Via.INSTITUCIONAL)
        assert leida.count("PRIMERA. Objeto") == 1
    assert Counter(IMPORTE.findall(texto)) == Counter(IMPORTE.findall(word))
    assert pdf(m, "convenio") == Taller().archivo(hoja(m, hacer(m, "convenio")), "pdf")


def test_las_cantidades_enormes_no_se_enciman() -> None:
    """Contracts of long numbers and hundreds of millions: each amount is read back whole from its own cell."""
    de = fabrica_convenios.con_saldo()
    for n in range(4):
        credito = f"CONTRATO-2015-{n:06d}-BIS"
        saldo = SaldoRecibido(
            credito=credito, corte=DIA_DE_SESION, capital=Decimal("9999999999.99"), ordinario=Decimal("123456789.01"),
            moratorio=Decimal("0.01"), gastos=Decimal("88888888.88"),
        )  # fmt: skip
        vinculado = CreditoVinculado(credito=credito, fecha_contrato=date(2015, 8, 10))
        de = (*de, (vinculado, DIA_DE_SESION), (saldo, DIA_DE_SESION))
    m = material(*fabrica_convenios.con_borrador(de, producto=Producto.CONVENIO_LARGO, parcialidades=13))
    texto = leido(pdf(m, "convenio"))
    assert texto.count("$9,999,999,999.99 $123,456,789.01 $0.01 $88,888,888.88") == 4
    assert "$9,999,999,999.99 $123,456,789.01" not in leido(pdf(material(*FIRMADO), "convenio"))


@pytest.mark.parametrize("cuantas", [18, 24, 30, 36, 42, 48, 60])
def test_nadie_firma_una_hoja_que_no_diga_que_firma(cuantas: int) -> None:
    """However long the schedule is, the last clause and the closing words stand where the signatures begin."""
    pasos = fabrica_convenios.con_borrador(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_LARGO, parcialidades=cuantas
    )
    hojas = [
        " ".join(p.extract_text().split())
        for p in PdfReader(io.BytesIO(pdf(material(*pasos), "convenio", huella=[RolParte.AVAL]))).pages
    ]
    cierra = next(h for h in hojas if "Leído el presente convenio" in h)
    assert cierra.count("Testigo") == 2
    assert "Información crediticia" in cierra
    assert "firma a su ruego" in cierra
    con_calendario = [h for h in hojas if "Saldo de capital" in h]
    assert all("Fecha límite" in h for h in con_calendario)
    assert f"Página {len(hojas)} de {len(hojas)}" in hojas[-1]


def test_los_mismos_datos_dan_los_mismos_bytes_en_otra_prensa_y_en_otro_hilo() -> None:
    m = material(*fabrica_convenios.convenio_firmado())
    lista = hoja(m, hacer(m, "convenio"))
    antes = taller().archivo(lista, "pdf")
    otra = Taller()
    otra.archivo(hoja(material(*regeneracion()), hacer(material(*regeneracion()), "convenio")), "pdf")
    with ThreadPoolExecutor(2) as hilos:
        assert {*hilos.map(lambda t: t.archivo(lista, "pdf"), [otra, taller(), otra])} == {antes}
