"""Each paper read back: its clauses and amounts, the same bytes twice, and names that try to do harm."""

import io
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from casos.dinero.condonacion import Porcentajes
from casos.mediacion.adenda import Adenda, modificar_convenio
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import CreditoVinculado, SaldoRecibido
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.hechos.sesiones import InasistenciaRegistrada, MecanismoConcluido, SesionCelebrada
from casos.mediacion.vocabulario import CausaConclusion, FormaFirma, Producto, ResultadoSesion, RolParte, Via
from casos.politica.lectura import leer_politica
from casos.versiones import BASE, PoliticaPublicada, Versiones
from tests.casos.mediacion import fabrica, fabrica_convenios
from tests.casos.mediacion.fabrica import DIA_DE_SESION, Paso
from tests.casos.mediacion.fabrica_convenios import DIA_DE_FIRMA, suscripcion, tras
from tests.web.papeles.muestra import gente, material
from web.papeles.clases import CLASES, disponibles, hacer
from web.papeles.codigo import Codigo, leer_codigo
from web.papeles.datos.comun import Material, NoHayPapel
from web.papeles.taller import Taller, hoja
from web.papeles.texto import imprimible

Pasos = tuple[Paso, ...]


@cache
def taller() -> Taller:
    return Taller()


def pdf(m: Material, clase: str, **args: Any) -> bytes:
    return taller().archivo(hoja(m, hacer(m, clase, **args)), "pdf")


def leido(contenido: bytes) -> str:
    """The text of a PDF in one line, hyphenation undone."""
    texto = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(contenido)).pages)
    return " ".join(texto.replace("-\n", "").replace("\u00ad", "").split())


def en_word(m: Material, clase: str, **args: Any) -> str:
    documento = docx.Document(io.BytesIO(taller().archivo(hoja(m, hacer(m, clase, **args)), "docx")))
    partes = [p.text for p in documento.paragraphs]
    partes += [p.text for t in documento.tables for c in t._cells for p in c.paragraphs]
    return " ".join(" ".join(partes).split())


def inasistencia() -> Pasos:
    falta = InasistenciaRegistrada(sesion=1, ausentes=(RolParte.ACREDITADO,), presentes=(RolParte.AVAL,))
    return *fabrica.agendado(), (falta, DIA_DE_SESION)


def concluido() -> Pasos:
    return *inasistencia(), (MecanismoConcluido(causa=CausaConclusion.DOS_INASISTENCIAS), DIA_DE_SESION)


def con_facilitador() -> Pasos:
    celebrada = SesionCelebrada(
        sesion=1, presentes=(RolParte.ACREDITADO,), resultado=ResultadoSesion.SIN_ACUERDO,
        facilitador="Lic. Inés Facilita", certificacion="CERT-9",
    )  # fmt: skip
    return *fabrica.agendado(), (celebrada, DIA_DE_SESION)


def regeneracion() -> Pasos:
    return fabrica_convenios.con_borrador(
        via=Via.INSTITUCIONAL, producto=Producto.REGENERACION, parcialidades=24, pago_inicial=Decimal(0),
        inicial_vence=None,
    )  # fmt: skip


def con_adenda() -> Pasos:
    adenda = Adenda(
        convenio=1, fecha=date(2026, 5, 4), primera=date(2026, 6, 30), parcialidades=12,
        firmas=(Firma(rol=RolParte.ACREDITADO),), motivo="Perdió su empleo",
    )  # fmt: skip
    return tras(fabrica_convenios.en_seguimiento(), date(2026, 5, 4), modificar_convenio, adenda)


def liquidado() -> Pasos:
    return fabrica_convenios.pagado(fabrica_convenios.en_seguimiento(), "todo", 16000, date(2026, 4, 15))


DE_TODO: list[tuple[str, Callable[[], Pasos], dict[str, Any], list[str]]] = [
    ("convenio", fabrica_convenios.convenio_firmado, {}, [
        "CONVENIO DE PAGO A CORTO PLAZO", "CJA-1/2026", "CEJA-1/2026", "a los 24 días del mes de marzo de 2026",
        "Daniela Ñíguez Zazueta", "de 36 años de edad", "NIZD900101MSRXXN09", "comparecen voluntariamente",
        "interrumpe la prescripción", "$20,000.00 (VEINTE MIL PESOS 00/100 M.N.)", "$4,000.00 (CUATRO MIL PESOS",
        "diez (10) parcialidades", "2 de febrero de 2027", "032180000118359719", "referencia 1000000101",
        "Ningún servidor público está autorizado a recibir dinero en efectivo", "dos (2) parcialidades consecutivas",
        "no constituye novación", "vía de apremio", "cosa juzgada", "Sistema de Convenios", "es confidencial",
        "sociedad de información crediticia", "hasta setenta y dos (72) meses", "Persona facilitadora",
        "Lic. Apoderada",
    ]),
    ("convenio", fabrica_convenios.con_quita, {"huella": [RolParte.ACREDITADO]}, [
        "Condonación condicionada", "autorización de la coordinación del 24 de marzo de 2026", "100 %",
        "$16,000.00 (DIECISÉIS MIL PESOS 00/100 M.N.)", "Huella digital", "firma a su ruego",
        "con pérdida del beneficio",
    ]),
    ("convenio", regeneracion, {}, [
        "CONVENIO DE REGENERACIÓN DE ADEUDO", "SIN AUTORIZAR", "capitalizar (Código de Comercio, artículo 363)",
        "$6,000.00 (SEIS MIL PESOS 00/100 M.N.)", "Obligación solidaria", "Rosa Elena Peñúñuri", "PAGARÉ", "Testigo",
        "interés ordinario del 6 % anual",
    ]),
    ("adenda", con_adenda, {}, ["ADENDA AL CONVENIO", "CJA-1/2026", "no constituye novación", "30 de junio de 2026"]),
    ("recibo", fabrica_convenios.en_seguimiento, {"folio": "inicial"}, [
        "RECIBO DE PAGO", "$4,000.00", "CUATRO MIL PESOS", "Pago inicial",
        "$16,000.00 (DIECISÉIS MIL PESOS 00/100 M.N.)", "Sigue la parcialidad 1: $1,600.00",
        "no prueba el pago de parcialidades",
    ]),
    ("estado_de_cuenta", fabrica_convenios.con_saldo, {}, [
        "Saldo al 6 de mayo de 2026", "Saldo de capital al 23 de marzo de 2026",
        "capital $14,000.00 × 6.00 % × 44 / 365 = $101.26", "$20,101.26",
    ]),
    ("estado_de_cuenta", fabrica_convenios.en_seguimiento, {}, ["CJA-1/2026", "pagada el 31/03/2026"]),
    ("constancia_inasistencia", inasistencia, {}, ["no asistió: Daniela Ñíguez Zazueta (acreditado)", "Sí asistió"]),
    ("constancia_no_acuerdo", con_facilitador, {}, ["no llegaron a un acuerdo", "Inés Facilita", "CERT-9"]),
    ("constancia_asistencia", fabrica.mediado, {}, ["Daniela Ñíguez Zazueta (acreditado) y Rosa Elena"]),
    ("constancia_conclusion", concluido, {}, ["dos inasistencias consecutivas", "artículo 78"]),
    ("invitacion", fabrica.agendado, {"a": RolParte.AVAL}, ["voluntaria", "23 de marzo de 2026 a las 10", "Peñúñuri"]),
    ("carta", fabrica.registrado, {"tipo": "opciones"}, ["$20,000.00 (VEINTE MIL PESOS 00/100 M.N.)"]),
    ("carta", fabrica_convenios.en_seguimiento, {"tipo": "recordatorio"}, ["parcialidad 1 de 10", "1000000101"]),
    ("carta", fabrica_convenios.en_seguimiento, {"tipo": "atraso"}, ["Parcialidad 1", "$1,600.00"]),
    ("constancia_entrega", fabrica_convenios.convenio_firmado, {"a": RolParte.ACREDITADO}, [
        "CONSTANCIA DE ENTREGA DE COPIA", "copia certificada", "CJA-1/2026", "24 de marzo de 2026",
        "Daniela Ñíguez Zazueta", "artículo 96", "Recibí la copia",
    ]),
    ("constancia_cumplimiento", liquidado, {}, [
        "CONSTANCIA DE CONVENIO CUMPLIDO", "CJA-1/2026", "$20,000.00 (VEINTE MIL PESOS 00/100 M.N.)",
        "15 de abril de 2026", "solo al convenio citado",
    ]),
    ("carta_no_adeudo", liquidado, {}, ["no tiene adeudo alguno", "15 de abril de 2026", "CJA-1/2026"]),
]  # fmt: skip
IDS = [f"{clase}-{hecho.__name__}" for clase, hecho, _, _ in DE_TODO]


@pytest.mark.parametrize(("clase", "historia", "args", "dice"), DE_TODO, ids=IDS)
def test_el_papel_dice_lo_que_debe(
    clase: str, historia: Callable[[], Pasos], args: dict[str, Any], dice: list[str]
) -> None:
    m = material(*historia())
    contenido = pdf(m, clase, **args)
    texto = leido(contenido)
    assert [esto for esto in dice if esto not in texto] == []
    assert contenido == pdf(m, clase, **args)
    assert b"<pdfaid:part>2</pdfaid:part>" in contenido


@pytest.mark.parametrize(("clase", "historia", "args", "dice"), DE_TODO, ids=IDS)
def test_el_word_dice_lo_mismo(
    clase: str, historia: Callable[[], Pasos], args: dict[str, Any], dice: list[str]
) -> None:
    m = material(*historia())
    texto = en_word(m, clase, **args)
    assert [esto for esto in dice if esto not in texto and esto != "SIN AUTORIZAR"] == []
    lista = hoja(m, hacer(m, clase, **args))
    assert taller().archivo(lista, "docx") == taller().archivo(lista, "docx")


def test_hay_una_muestra_de_cada_clase() -> None:
    assert {clase for clase, *_ in DE_TODO} == CLASES.keys()


@pytest.mark.parametrize("historia", [h for _, h, _, _ in DE_TODO], ids=IDS)
def test_todo_lo_que_se_ofrece_se_puede_imprimir(historia: Callable[[], Pasos]) -> None:
    m = material(*historia())
    for d in disponibles(m):
        assert hacer(m, d.clase, **d.args).clase == d.clase


def test_lo_que_no_procede_lo_dice() -> None:
    m = material(*fabrica.registrado())
    for clase in (
        "convenio", "adenda", "carta_no_adeudo", "constancia_asistencia", "invitacion", "constancia_entrega",
        "constancia_cumplimiento",
    ):  # fmt: skip
        with pytest.raises(NoHayPapel, match=r"\w"):
            hacer(m, clase)
    with pytest.raises(NoHayPapel):
        hacer(m, "recibo", folio="nadie")
    with pytest.raises(NoHayPapel):
        hacer(m, "otra")


def test_la_invitacion_nunca_amenaza() -> None:
    texto = leido(pdf(material(*fabrica.agendado()), "invitacion")).lower()
    assert not [
        mala for mala in ("apercib", "multa", "arresto", "rebeldía", "obligación de asistir") if mala in texto
    ]


def test_quien_firma_con_huella_lleva_su_recuadro() -> None:
    con_huella = suscripcion(firmas=(Firma(rol=RolParte.ACREDITADO, forma=FormaFirma.HUELLA_Y_RUEGO),))
    from casos.mediacion.firma import firmar_convenio

    pasos = tras(fabrica_convenios.con_borrador(), DIA_DE_FIRMA, firmar_convenio, con_huella)
    assert "firma a su ruego" in leido(pdf(material(*pasos), "convenio"))
    assert "firma a su ruego" not in leido(pdf(material(*fabrica_convenios.convenio_firmado()), "convenio"))


MALOS = [
    '#evil() "comillas" \\ <etiqueta> $x^2$ *negrita* _cursiva_ @cita `raw` // comentario',
    "#import \"@preview/tabla:1.0.0\": *",
    "María \u202eodaifat nóisrevni\u202c de la O",
    "张伟 😀 مرحبا बहुत 𝕏",
    "Ma\u0301ría D\u200bel Pilar\u00ad\x00\x07",
    "Wolfeschlegelsteinhausenbergerdorff" * 8,
    "]#]}{[)(",
]  # fmt: skip


@pytest.mark.parametrize("malo", MALOS)
@pytest.mark.parametrize("clase", ["convenio", "recibo", "estado_de_cuenta"])
def test_un_nombre_malicioso_se_imprime_tal_cual_y_no_hace_dano(malo: str, clase: str) -> None:
    limpio = malo.replace("\x00", "").replace("\x07", "")
    m = material(*fabrica_convenios.en_seguimiento(), personas=gente(limpio))
    args = {"folio": "inicial"} if clase == "recibo" else {}
    texto = "".join(leido(pdf(m, clase, **args)).split())
    esperado = "".join(imprimible(limpio).split())
    assert esperado[:20] in texto
    assert "\u202e" not in texto
    assert en_word(m, clase, **args)


@settings(max_examples=25)
@given(nombre=st.text(min_size=1, max_size=60))
def test_cualquier_texto_se_puede_imprimir(nombre: str) -> None:
    lista = hoja(material(*_FIRMADO), hacer(material(*_FIRMADO), "recibo", folio="inicial"))
    lista.datos["acreditado"]["nombre"] = imprimible(nombre)
    assert taller().archivo(lista, "pdf").startswith(b"%PDF")


_FIRMADO = fabrica_convenios.en_seguimiento()


def test_todas_las_letras_admitidas_tienen_forma() -> None:
    letras = "".join(c for c in map(chr, range(0x20, 0x2FFF)) if imprimible(c) == c)
    lista = hoja(material(*_FIRMADO), hacer(material(*_FIRMADO), "recibo", folio="inicial"))
    lista.datos["acreditado"]["nombre"] = letras
    assert taller().archivo(lista, "pdf").startswith(b"%PDF")


def test_el_codigo_devuelve_el_escaneo_a_su_caso() -> None:
    m = material(*_FIRMADO)
    lista = hoja(m, hacer(m, "convenio"))
    leido_de_vuelta = leer_codigo(lista.datos["codigo"])
    assert leido_de_vuelta is not None
    assert leido_de_vuelta[:2] == (m.caso_id, "convenio")
    assert leer_codigo(f" {Codigo(m.caso_id, 'recibo', 'a' * 16)}\n") == Codigo(m.caso_id, "recibo", "a" * 16)
    assert leer_codigo("https://example.org/") is None
    otro = hoja(m, hacer(material(*_FIRMADO, personas=gente("Otra Persona")), "convenio"))
    assert otro.datos["codigo"] != lista.datos["codigo"]


def test_el_recibo_de_antes_no_cambia_con_pagos_posteriores() -> None:
    antes = pdf(material(*_FIRMADO), "recibo", folio="inicial")
    despues = fabrica_convenios.pagado(_FIRMADO, "otro", 1600, date(2026, 4, 30))
    assert pdf(material(*despues), "recibo", folio="inicial") == antes
    assert isinstance(material(*despues).caso, Caso)


@pytest.mark.parametrize("cuantas", [18, 24, 30, 36, 42, 48, 60])
def test_nadie_firma_una_hoja_que_no_diga_que_firma(cuantas: int) -> None:
    """However long the schedule is, the closing words stand on the page where the signatures begin."""
    pasos = fabrica_convenios.con_borrador(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_LARGO, parcialidades=cuantas
    )
    hojas = [
        " ".join(p.extract_text().split())
        for p in PdfReader(io.BytesIO(pdf(material(*pasos), "convenio", huella=[RolParte.AVAL]))).pages
    ]
    cierra = next(h for h in hojas if "Leído el presente convenio" in h)
    assert cierra.count("Testigo") == 2
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


def con_tasa_moratoria() -> Versiones:
    politica = leer_politica("vigente_desde = 2000-01-01\n[tasas]\nmoratoria_anual_pct = 18\n")
    return Versiones([PoliticaPublicada(1, BASE.politicas[0].publicada_en, politica)], BASE.calendarios)


def test_con_una_tasa_moratoria_publicada_cada_atraso_se_explica() -> None:
    """$1,600 of 30 April, still unpaid on 6 May: six days at 18 % on 365."""
    m = material(*fabrica_convenios.en_seguimiento())._replace(versiones=con_tasa_moratoria())
    texto = leido(pdf(m, "estado_de_cuenta"))
    assert "Mora de la parcialidad 1 del 30 de abril de 2026 al 6 de mayo de 2026" in texto
    assert "capital $1,600.00 × 18.00 % × 6 / 365 = $4.73" in texto
    assert "corrieron $4.73 de interés moratorio" in texto
    assert "18 % anual sobre el capital vencido" in leido(pdf(m, "convenio"))
    libre = material(*fabrica_convenios.con_saldo())._replace(versiones=con_tasa_moratoria())
    texto = leido(pdf(libre, "estado_de_cuenta"))
    assert "capital $14,000.00 × 18.00 % × 44 / 365 = $303.78" in texto


def test_sin_tasa_publicada_no_se_inventa_la_mora() -> None:
    assert "Mora de" not in leido(pdf(material(*fabrica_convenios.en_seguimiento()), "estado_de_cuenta"))
    convenio = leido(pdf(material(*fabrica_convenios.en_seguimiento()), "convenio"))
    assert "interés moratorio pactado en cada contrato" in convenio


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
    assert "$9,999,999,999.99 $123,456,789.01" not in leido(pdf(material(*_FIRMADO), "convenio"))
