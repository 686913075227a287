"""Each paper read back: its clauses and amounts, the same bytes twice, and names that try to do harm."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from casos.mediacion.adenda import Adenda, modificar_convenio
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.hechos.sesiones import InasistenciaRegistrada, MecanismoConcluido, SesionCelebrada
from casos.mediacion.vocabulario import CausaConclusion, FormaFirma, Producto, ResultadoSesion, RolParte, Via
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
    return " ".join(" ".join([*_textos(documento), *_textos(documento.sections[0].header)]).split())


def _textos(en: Any) -> list[str]:
    """What a document, a header or a cell says, its tables after its paragraphs."""
    return [p.text for p in en.paragraphs] + [x for t in en.tables for c in t._cells for x in _textos(c)]


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
    ("constancia_no_acuerdo", con_facilitador, {}, [
        "no llegaron a un acuerdo", "Inés Facilita", "CERT-9", "Centro de Justicia Alternativa, sala 2",
    ]),
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


@pytest.mark.parametrize(("clase", "historia", "args", "dice"), DE_TODO, ids=IDS)
def test_el_word_dice_lo_mismo(
    clase: str, historia: Callable[[], Pasos], args: dict[str, Any], dice: list[str]
) -> None:
    m = material(*historia())
    texto = en_word(m, clase, **args)
    assert [esto for esto in dice if esto not in texto] == []
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
    lista = hoja(material(*FIRMADO), hacer(material(*FIRMADO), "recibo", folio="inicial"))
    lista.datos["acreditado"]["nombre"] = imprimible(nombre)
    assert taller().archivo(lista, "pdf").startswith(b"%PDF")


FIRMADO = fabrica_convenios.en_seguimiento()


def test_todas_las_letras_admitidas_tienen_forma() -> None:
    letras = "".join(c for c in map(chr, range(0x20, 0x2FFF)) if imprimible(c) == c)
    lista = hoja(material(*FIRMADO), hacer(material(*FIRMADO), "recibo", folio="inicial"))
    lista.datos["acreditado"]["nombre"] = letras
    assert taller().archivo(lista, "pdf").startswith(b"%PDF")


def test_el_codigo_devuelve_el_escaneo_a_su_caso() -> None:
    m = material(*FIRMADO)
    lista = hoja(m, hacer(m, "convenio"))
    leido_de_vuelta = leer_codigo(lista.datos["codigo"])
    assert leido_de_vuelta is not None
    assert leido_de_vuelta[:2] == (m.caso_id, "convenio")
    assert leer_codigo(f" {Codigo(m.caso_id, 'recibo', 'a' * 16)}\n") == Codigo(m.caso_id, "recibo", "a" * 16)
    assert leer_codigo("https://example.org/") is None
    otro = hoja(m, hacer(material(*FIRMADO, personas=gente("Otra Persona")), "convenio"))
    assert otro.datos["codigo"] != lista.datos["codigo"]


def test_el_pago_se_nombra_por_su_banco_y_su_operacion_y_no_por_su_clave() -> None:
    pasos = fabrica_convenios.pagado(
        fabrica_convenios.en_seguimiento(), "BANORTE/2026-04-15/000857/1600", 1600, date(2026, 4, 15),
        banco="BANORTE", operacion="000857",
    )  # fmt: skip
    m = material(*pasos)
    recibo = leido(pdf(m, "recibo", folio="BANORTE/2026-04-15/000857/1600"))
    cuenta = leido(pdf(m, "estado_de_cuenta"))
    assert "Operación BANORTE, 000857" in recibo
    assert "Pago del 15 de abril de 2026 (BANORTE, 000857), $1,600.00: Parcialidad 1" in cuenta
    assert "2026-04-15" not in recibo + cuenta
    assert "Operación" not in leido(pdf(m, "recibo", folio="inicial"))


def test_el_recibo_de_antes_no_cambia_con_pagos_posteriores() -> None:
    antes = pdf(material(*FIRMADO), "recibo", folio="inicial")
    despues = fabrica_convenios.pagado(FIRMADO, "otro", 1600, date(2026, 4, 30))
    assert pdf(material(*despues), "recibo", folio="inicial") == antes
    assert isinstance(material(*despues).caso, Caso)
