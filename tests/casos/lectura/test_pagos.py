"""Payments from accounting's file or a bank's statement."""

from datetime import date
from decimal import Decimal

import pytest

from casos.lectura.pagos import PagosLeidos, leer_pagos, leer_pagos_pegados
from tests.casos.lectura.archivos import HOY, xlsx

CABEZA = "FECHA,REFERENCIA,FOLIO_OPERACION,IMPORTE,CANAL,CONCEPTO\n"


def leer(texto: str) -> PagosLeidos:
    return leer_pagos("pagos.csv", texto.encode(), HOY)


def test_un_pago():
    (pago,) = leer(CABEZA + '01/11/2026,0010368901,OP8555071,"$3,448.10",SPEI,abono\n').buenos
    assert (pago.fila, pago.fecha, pago.importe) == (2, date(2026, 11, 1), Decimal("3448.10"))
    assert (pago.referencia, pago.folio_operacion, pago.canal) == ("0010368901", "OP8555071", "SPEI")
    assert (pago.concepto, pago.banco, pago.repite) == ("abono", None, None)


@pytest.mark.parametrize(
    ("fecha", "importe", "motivo"),
    [
        ("01/11/2026", "-150.00", "es negativo (-150.00)"),
        ("01/11/2026", "0.00", "es cero"),
        ("01/11/2026", "mil", "no se entiende como importe"),
        ("01/11/2026", "", "Falta el importe"),
        ("31/11/2026", "10", "no tiene día 31"),
        ("24/11/2026", "10", "todavía no llega"),
        ("", "10", "Falta la fecha"),
    ],
)
def test_un_pago_malo_dice_por_que_y_no_detiene_a_los_demas(fecha, importe, motivo):
    leidos = leer(f"{CABEZA}{fecha},1,OP1,{importe},SPEI,x\n02/11/2026,2,OP2,5,SPEI,x\n")
    assert [m.fila for m in leidos.malos] == [2]
    assert motivo in leidos.malos[0].motivo
    assert [p.folio_operacion for p in leidos.buenos] == ["OP2"]


def test_la_coma_decimal_de_algunos_bancos():
    (pago,) = leer(CABEZA + '08/11/2026,1,OP1,"3076,91",OXXO,x\n').buenos
    assert pago.importe == Decimal("3076.91")


def test_el_mismo_pago_dos_veces_apunta_al_primero():
    fila = "18/11/2026,0010267301,OP7203964,3292.46,VENTANILLA,abono\n"
    otro_canal, sin_folio = fila.replace("VENTANILLA", "SPEI"), fila.replace("OP7203964", "")
    leidos = leer(CABEZA + fila + fila.replace("3292.46", '"$3,292.46"') + otro_canal + sin_folio * 2)
    assert [p.repite for p in leidos.buenos] == [None, 2, None, None, 5]


def test_un_estado_de_cuenta_de_banco():
    leidos = leer(
        "BANCO X,,,,,\nMovimientos del 01/11/2026 al 20/11/2026,,,,,\n\n"
        "Fecha,,Descripción,Movimientos,,Saldo\nOperación,Valor,,Cargos,Abonos,\n"
        '01/11/2026,02/11/2026,SPEI RECIBIDO,,"1,250.50","10,000.00"\n'
        "02/11/2026,02/11/2026,COMISION,35.00,,9965\n"
        "03/11/2026,03/11/2026,DEVOLUCION,,$ 500.00-,9465\n"
        "TOTALES,,,35.00,1250.50,\n"
    )
    (pago,) = leidos.buenos
    assert (pago.fila, pago.fecha, pago.importe) == (6, date(2026, 11, 1), Decimal("1250.50"))
    assert [m.fila for m in leidos.malos] == [8]
    assert "cargos (salidas de dinero): 1" in leidos.avisos[0]


def test_el_tipo_de_movimiento_aparta_los_cargos():
    leidos = leer("Fecha,Tipo,Importe,Folio\n01112026,ABONO,10.00,A1\n20261102,CARGO,20.00,A2\n")
    assert [(p.fecha, p.importe) for p in leidos.buenos] == [(date(2026, 11, 1), Decimal(10))]


def test_el_credito_y_quien_paga_si_el_archivo_los_trae():
    leidos = leer(
        "Fecha de pago,Monto,No. de crédito,Nombre,Banco\n01/11/2026,10,00103689,Ana Soto,Banco X\n"
    )
    (pago,) = leidos.buenos
    assert (pago.num_credito, pago.ordenante, pago.banco) == ("103689", "Ana Soto", "Banco X")


def test_una_referencia_que_excel_redondeo_no_se_adivina():
    filas = [
        ["Fecha", "Referencia", "Importe"],
        [date(2026, 11, 1), 10368901, 5],
        [date(2026, 11, 2), 1.2345678901234567e19, 5],
    ]
    leidos = leer_pagos("pagos.xlsx", xlsx(filas), HOY)
    assert [p.referencia for p in leidos.buenos] == ["10368901"]
    assert "Excel redondeó" in leidos.malos[0].motivo


def test_los_pagos_pegados_dicen_lo_mismo():
    texto = CABEZA + "01/11/2026,0010368901,OP1,10.00,SPEI,abono\n"
    assert leer_pagos_pegados(texto.replace(",", "\t"), HOY).renglones == leer(texto).renglones


def test_en_dos_columnas_un_cero_es_lo_mismo_que_nada():
    leidos = leer(
        "Fecha;Cargos;Abonos;Referencia\n14/11/2026;0.00;50.00;1\n14/11/2026;25.00;0.00;2\n"
        "14/11/2026;0.00;0.00;3\n"
    )
    assert [p.importe for p in leidos.buenos] == [Decimal(50)]
    assert [(m.fila, m.motivo) for m in leidos.malos] == [(4, "El importe es cero.")]
    assert "cargos (salidas de dinero): 1" in leidos.avisos[0]


def test_un_importe_de_ancho_fijo_no_se_lee_cien_veces_mayor():
    leidos = leer("FECHA|REFERENCIA|IMPORTE\n14112026|1|00000123450\n14112026|1|0.50\n14112026|1|0050.50\n")
    assert [p.importe for p in leidos.buenos] == [Decimal("0.50"), Decimal("50.50")]
    assert "no se sabe si los dos últimos son centavos" in leidos.malos[0].motivo


def test_el_archivo_de_un_banco_en_ingles():
    (pago,) = leer("Date,Description,Amount,Reference\n11/13/2026,Wire,500.00,0010368901\n").buenos
    assert (pago.fecha, pago.importe, pago.referencia) == (date(2026, 11, 13), Decimal(500), "0010368901")


def test_punto_y_coma_latin1_ano_corto_y_renglon_de_totales():
    texto = (
        "Día;Descripción;Núm. de autorización;Depósito;Retiro;Referencia alfanumérica\r\n"
        '03/11/26;DEPÓSITO EN EFECTIVO;A001;"$1.234,50";;0010368901\r\n'
        "04-11-26;COMISIÓN;A002;;35,00;\r\n;;;;;\r\nTOTAL;;;1.234,50;35,00;\r\n"
    )
    leidos = leer_pagos("banco.csv", texto.encode("latin-1"), HOY)
    (pago,) = leidos.renglones
    assert (pago.fecha, pago.importe, pago.concepto) == (
        date(2026, 11, 3), Decimal("1234.50"), "DEPÓSITO EN EFECTIVO",
    )  # fmt: skip


def test_utf16_con_tabuladores_y_encabezado_en_el_quinto_renglon():
    texto = (
        "ESTADO DE CUENTA\tBanco\r\nCuenta\t0118359719\r\nPeriodo\t01/11/2026 al 20/11/2026\r\n\r\n"
        "Fecha Operación\tConcepto / Descripción\tReferencia\tImporte Abono\tImporte Cargo\r\n"
        "06-nov-2026\tPAGO\t0010368901\t1,500.00\t\r\n07-nov-2026\tDEV\t0010368901\t(100.00)\t\r\n"
    )
    leidos = leer_pagos("banco.txt", texto.encode("utf-16"), HOY)
    assert [(p.fila, p.fecha, p.importe) for p in leidos.buenos] == [(6, date(2026, 11, 6), Decimal(1500))]
    assert "es negativo (-100.00)" in leidos.malos[0].motivo
