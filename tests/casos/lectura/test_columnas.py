"""The header is found wherever it is and however its columns are called."""

import pytest

from casos.lectura.columnas import campo_de, encabezado
from casos.lectura.columnas_agenda import AGENDA
from casos.lectura.columnas_cartera import CARTERA
from casos.lectura.columnas_pagos import PAGOS
from casos.lectura.esquema import OTRA, Esquema
from casos.lectura.hoja import Fila, Hoja
from casos.lectura.ilegible import ArchivoIlegible
from casos.lectura.palabras import palabras
from casos.lectura.tabla import Tabla, encontrar_tabla


def hoja(*filas: str, nombre: str = "Agenda", visible: bool = True) -> Hoja:
    """Rows written `a | b | c`; a blank row is left out and counted, as readers do."""
    celdas = [[c.strip() or None for c in fila.split("|")] for fila in filas]
    llenas = ((n, c) for n, c in enumerate(celdas, 1) if any(c))
    return Hoja(nombre, tuple(Fila(n, tuple(c)) for n, c in llenas), visible)


def tabla(*filas: str, esquema: Esquema = AGENDA) -> Tabla:
    return encontrar_tabla("archivo", [hoja(*filas)], esquema)


@pytest.mark.parametrize(
    "escrito",
    ["CRÉDITO (S)", "Créditos", "credito", "CREDITO(S)", "  Crédito: ", "crédito/s", "Los créditos"],
)
def test_un_nombre_de_columna_se_reduce_a_sus_palabras(escrito):
    assert set(palabras(escrito)) - {"s"} == {"credito"}


@pytest.mark.parametrize(
    "escrito", ["No. de crédito", "NUM_CREDITO", "Núm. Crédito", "numCredito", "# crédito", "N° Crédito"]
)
def test_numero_se_abrevia_de_muchas_formas(escrito):
    assert palabras(escrito) == ("num", "credito")


@pytest.mark.parametrize(
    ("uno", "otro"),
    [("Parte", "PARTES"), ("Sesión", "Sesiones"), ("Nombre", "nombres"), ("Invitada", "los invitados")],
)
def test_singular_plural_y_femenino_son_la_misma_palabra(uno, otro):
    assert palabras(uno) == palabras(otro)


@pytest.mark.parametrize(
    ("escrito", "campo"),
    [
        ("EXP. ", "folio"), ("Expediente", "folio"), ("Folio STJ", "folio"), ("No. de expediente CJA",
        "folio"),
        ("NUM. SESION", "num_sesion"), ("Sesión", "num_sesion"), ("Fecha de la sesión", "fecha"), ("DÍA",
        "fecha"),
        ("FECHA Y HORA", "fecha_hora"), ("Fecha/Hora", "fecha_hora"), ("Horario", "hora"), ("Hora de inicio",
        "hora"),
        ("Hora de término", "hora_fin"), ("Duración (min)", "duracion"), ("SALA / LIGA", "sala"),
        ("Liga de Zoom", "url"),
        ("Modalidad de la sesión", "modalidad"), ("Facilitador(a)", "facilitador"), ("ESPECIALISTA",
        "facilitador"),
        ("Persona facilitadora", "facilitador"), ("Mediador asignado", "facilitador"),
        ("Núm. de certificación", "num_certificacion"), ("Parte solicitante", "solicitante"),
        ("NOMBRE DEL INVITADO", "invitado"), ("Persona invitada", "invitado"), ("Acreditada", "invitado"),
        ("Nombre completo del invitado", "invitado"), ("CURP del invitado", "curp"), ("CRÉDITO (S)",
        "creditos"),
        ("No. de contrato", "creditos"), ("Crédito 2", "creditos"), ("Juzgado de origen", "juzgado"),
        ("Estatus", "estatus"), ("Estatus de la invitación", "invitacion"), ("Notas", "observaciones"),
        ("Sede", "sede"), ("Partes", "invitado"), ("Centro", "sede"),
        ("Teléfono del invitado", None), ("Fecha de nacimiento", None), ("Fecha de emisión", None), ("No.",
        None),
        ("Domicilio del invitado", None), ("Consecutivo", None), ("Sala 2", None), ("Luis Pérez", None), ("",
        None),
        ("Fecha límite para que el juzgado remita la resolución correspondiente", None),
    ],
)  # fmt: skip
def test_cada_columna_de_agenda_se_reconoce_por_sus_nombres(escrito, campo):
    assert campo_de(escrito, AGENDA) == campo


@pytest.mark.parametrize("esquema", [AGENDA, CARTERA, PAGOS])
def test_cada_nombre_de_la_lista_gana_para_su_campo(esquema):
    vistos: dict[frozenset[str], str] = {}
    for campo, nombres in esquema.columnas.items():
        for nombre in nombres:
            clave = frozenset(palabras(nombre))
            assert vistos.setdefault(clave, campo) == campo, nombre
            assert (campo_de(nombre, esquema) or OTRA) == campo


def test_el_encabezado_se_halla_bajo_titulos_y_renglones_vacios():
    leida = tabla(
        "SUPREMO TRIBUNAL DE JUSTICIA", "Semana: | 24/11/2026", "", "Folio | Fecha | Hora | Invitado",
        "A/1/2026 | 24/11/2026 | 9:00 | Ana",
    )  # fmt: skip
    assert leida.titulos[:2] == ("SUPREMO TRIBUNAL DE JUSTICIA", "Semana: | 24/11/2026")
    assert [(r.fila, r.celdas["folio"]) for r in leida.renglones] == [(5, "A/1/2026")]


def test_el_encabezado_repetido_los_totales_y_las_firmas_no_son_datos():
    leida = tabla(
        "Folio | Fecha | Hora | Invitado", "A/1/2026 | 24/11/2026 | 9:00 | Ana",
        "Folio | Fecha | Hora | Invitado",
        "A/2/2026 | 24/11/2026 | 9:00 | Eva", "Subtotal | 2", "", "TOTAL DE SESIONES | | 2",
        "Elaboró: Lic. Soto",
        "Página 1 de 2",
    )  # fmt: skip
    assert [r.fila for r in leida.renglones] == [2, 4]
    assert "«Elaboró: Lic. Soto»" in leida.avisos[0]


def test_otro_encabezado_mas_abajo_cambia_el_orden_de_las_columnas():
    leida = tabla(
        "Folio | Fecha | Hora | Invitado", "A/1/2026 | 24/11/2026 | 9:00 | Ana",
        "Hora | Invitado | Folio | Fecha",
        "10:00 | Eva | A/2/2026 | 25/11/2026",
    )  # fmt: skip
    assert [r.celdas["hora"] for r in leida.renglones] == ["9:00", "10:00"]


def test_un_renglon_que_dice_poco_sigue_siendo_un_renglon():
    leida = tabla("Folio | Fecha | Hora | Invitado", "CJA/9002/2026", "A/1/2026 | | | ", " | | | Ana Soto")
    assert [r.fila for r in leida.renglones] == [2, 3]
    assert "Ana Soto" in leida.avisos[0]


def test_un_encabezado_de_dos_renglones_como_el_de_los_bancos():
    leida = tabla(
        "Estado de cuenta", "Fecha | | Descripción | Movimientos | | Saldo",
        "Operación | Valor | | Cargos | Abonos | ",
        "01/11/2026 | 01/11/2026 | SPEI | | 10.00 | 5",
        esquema=PAGOS,
    )  # fmt: skip
    assert leida.campos >= {"fecha", "concepto", "cargo", "abono"}
    assert [(r.fila, r.celdas["abono"]) for r in leida.renglones] == [(4, "10.00")]


def test_varias_columnas_de_credito_se_juntan():
    leida = tabla(
        "Folio | Fecha | Hora | Crédito 1 | Crédito 2", "A/1/2026 | 24/11/2026 | 9:00 | 101196 | 101199"
    )
    assert leida.renglones[0].celdas["creditos"] == "101196\n101199"


def test_se_lee_la_hoja_que_tiene_la_tabla_y_las_otras_se_dicen():
    datos = ("Folio | Fecha | Hora", "A/1/2026 | 24/11/2026 | 9:00")
    notas, oculta = hoja("Notas", nombre="Notas"), hoja(*datos, nombre="Vieja", visible=False)
    buena, otra = hoja(*datos, nombre="Buena"), hoja(*datos, nombre="Otra")
    leida = encontrar_tabla("a", [oculta, notas, hoja(datos[0], nombre="Sin datos"), buena, otra], AGENDA)
    assert leida.hoja == "Buena"
    assert "«Otra» también parece tener datos" in leida.avisos[0]
    assert "Vieja, Notas, Sin datos" in leida.avisos[1]


def test_sin_encabezado_se_dice_que_hace_falta_y_que_se_ve():
    with pytest.raises(ArchivoIlegible, match=r"la fecha y hora de la sesión.*«uno \| dos»"):
        tabla("uno | dos", "1 | 2")
    with pytest.raises(ArchivoIlegible, match="número de crédito"):
        tabla("Folio | Fecha | Hora", "1 | 2 | 3", esquema=CARTERA)


def test_la_primera_columna_de_datos_no_pasa_por_encabezado():
    datos = Fila(1, ("CJA/1/2026", "24/11/2026", "9:00", "Sala 2", "Ana"))
    assert encabezado([datos], AGENDA) is None
