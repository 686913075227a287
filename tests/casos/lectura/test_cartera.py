"""The portfolio: a row per credit, put together by debtor."""

from datetime import date
from decimal import Decimal

import pytest

from casos.lectura.cartera import CarteraLeida, leer_cartera, leer_cartera_pegada
from casos.lectura.deudores import por_deudor
from tests.casos.lectura.archivos import HOY, xlsx

CABEZA = "NUM_CREDITO,ACREDITADO,CURP,TELEFONO,SEDE,CAPITAL,INT_ORDINARIO,INT_MORATORIO,GASTOS,FECHA_CORTE\n"
CURP = "FICD990114MSRGTN93"


def leer(texto: str) -> CarteraLeida:
    return leer_cartera("cartera.csv", texto.encode(), HOY)


def renglon(
    credito="100702", nombre="Figueroa Cota Daniela", curp=CURP, tel="6620830166", capital="1456.16", **mas
):
    sede, corte = mas.get("sede", "Hermosillo"), mas.get("corte", "31/10/2026")
    return f'{credito},{nombre},{curp},{tel},{sede},"{capital}",390.04,754.08,0,{corte}\n'


def test_un_credito_con_sus_importes_exactos():
    filas = [
        CABEZA.strip().split(","),
        [
            100702,
            "Figueroa Cota Daniela",
            CURP,
            "+52 1 6620830166",
            "Cd. Obregón",
            1456.16,
            390.04,
            754.08,
            0,
            date(2026, 10, 31),
        ],
    ]
    (credito,) = leer_cartera("cartera.xlsx", xlsx(filas, nombre="Cartera"), HOY).buenos
    assert (credito.fila, credito.num_credito, credito.sede) == (2, "100702", "OBR")
    assert (credito.telefono, credito.fecha_corte) == ("+52 1 6620830166", date(2026, 10, 31))
    assert (credito.capital, credito.gastos) == (Decimal("1456.16"), Decimal("0.00"))
    assert credito.total == Decimal("2600.28")


def test_otros_nombres_de_columna_apellidos_aparte_y_corte_en_el_titulo():
    leida = leer(
        "Saldos al 31 de octubre de 2026\n"
        "Núm. Crédito,Apellido Paterno,Apellido Materno,Nombre(s),Municipio,Saldo capital,"
        "Deudor solidario,Asignado a\n"
        '00100702,Figueroa,Cota,Daniela,Cajeme,"$1,456.16",Luis Soto,Lic. Ana\n'
    )
    (credito,) = leida.buenos
    assert (credito.num_credito, credito.acreditado, credito.aval) == (
        "100702",
        "Figueroa Cota Daniela",
        "Luis Soto",
    )
    assert (credito.sede, credito.responsable, credito.fecha_corte) == ("OBR", "Lic. Ana", date(2026, 10, 31))
    assert (credito.ordinario, credito.moratorio, credito.gastos) == (0, 0, 0)


def test_la_fecha_de_corte_puede_estar_en_el_nombre_de_la_columna():
    leida = leer("No. crédito,Nombre,Capital al 31/10/2026,Interés ordinario\n1001,Ana,5,1\n")
    assert [(r.capital, r.fecha_corte) for r in leida.buenos] == [(5, date(2026, 10, 31))]


@pytest.mark.parametrize(
    ("malo", "motivo"),
    [
        (renglon(credito=""), "Falta el número de crédito"),
        (renglon(credito="100702 y 100703"), "un solo número de crédito"),
        (renglon(nombre=""), "Falta el nombre"),
        (renglon(capital=""), "Falta el capital"),
        (renglon(capital="mil"), "no se entiende como importe"),
        (renglon(capital="(5.00)"), "no puede ser negativo"),
        (renglon(corte="31/12/2026"), "todavía no llega"),
        (renglon(nombre="A" * 500), "500 letras"),
    ],
)
def test_un_renglon_malo_dice_por_que_y_no_detiene_a_los_demas(malo, motivo):
    leida = leer(CABEZA + malo + renglon("100800"))
    assert [m.fila for m in leida.malos] == [2]
    assert motivo in leida.malos[0].motivo
    assert [r.num_credito for r in leida.buenos] == ["100800"]


def test_un_guion_es_cero_y_una_sede_ajena_se_avisa():
    (credito,) = leer(CABEZA + renglon(capital="$ -", sede="Navojoa")).buenos
    assert credito.capital == 0
    assert "Navojoa" in credito.avisos[0]


def test_el_mismo_credito_dos_veces():
    igual, distinto = leer(CABEZA + renglon() * 2), leer(CABEZA + renglon() + renglon(capital="9"))
    assert [r.repite for r in igual.buenos] == [None, 2]
    assert len(por_deudor(igual.buenos)[0].renglones) == 1
    assert distinto.buenos == ()
    assert ["fila 3" in distinto.malos[0].motivo, "fila 2" in distinto.malos[1].motivo] == [True, True]


def grupos(*renglones: str) -> list[tuple[str, ...]]:
    return [d.creditos for d in por_deudor(leer(CABEZA + "".join(renglones)).buenos)]


def test_los_creditos_de_un_deudor_se_juntan_por_curp():
    otra = "QUZM890202HSLJZN75"
    assert grupos(renglon("1001"), renglon("1002", curp=otra), renglon("1003")) == [
        ("1001", "1003"),
        ("1002",),
    ]


def test_sin_curp_se_juntan_por_nombre_y_telefono_como_quiera_que_vengan():
    con, sin = (
        renglon("1001"),
        renglon("1002", nombre='"Daniela FIGUEROA COTA"', curp="", tel="044 (662) 083-01-66"),
    )
    assert grupos(con, sin) == [("1001", "1002")]
    assert grupos(sin, renglon("1003", curp="", tel="0830166")) == [("1002", "1003")]


def test_el_nombre_solo_no_prueba_nada():
    solo = [renglon(n, curp="", tel="") for n in ("1001", "1002")]
    assert grupos(*solo, renglon("1003", curp="", tel="6441112233")) == [("1001",), ("1002",), ("1003",)]
    homonimas = [renglon("1001"), renglon("1002", curp="FICD880101MSRGTN05"), renglon("1003", curp="")]
    assert grupos(*homonimas) == [("1001",), ("1002",), ("1003",)]


def test_lo_que_no_cuadra_de_un_deudor_se_pregunta():
    (deudor,) = por_deudor(
        leer(CABEZA + renglon("1001") + renglon("1002", nombre="Otra Persona", sede="Nogales")).buenos
    )
    assert (deudor.acreditado, deudor.curp) == ("Figueroa Cota Daniela", CURP)
    assert "nombres distintos" in deudor.dudas[0]
    assert "HMO, NOG" in deudor.dudas[1]


def test_la_cartera_pegada_dice_lo_mismo():
    texto = (CABEZA + renglon().replace('"', "")).replace(",", "\t")
    assert leer_cartera_pegada(texto, HOY).renglones == leer(CABEZA + renglon()).renglones
