"""The names that banks and accounting give to the columns of payments and statements. Data only."""

from casos.lectura.esquema import Esquema, nombres

PAGOS = Esquema(
    que="los pagos",
    columnas=nombres("""
    fecha: fecha, fecha pago, fecha operacion, fecha movimiento, fecha deposito, fecha abono, fecha
        transaccion, fecha aplicacion, dia, fecha oper, fecha mov, fecha liquidacion, fecha valor, fecha
        contable, fecha registro, date, transaction date, posting date, value date
    referencia: referencia, referencia pago, referencia bancaria, num referencia, ref, linea captura,
        referencia numerica, referencia alfanumerica, referencia cliente, referencia deposito,
        referencia interbancaria, reference, reference number
    folio_operacion: folio operacion, num operacion, folio, clave rastreo, num autorizacion,
        autorizacion, num movimiento, num transaccion, transaccion, folio pago, folio movimiento,
        rastreo, operacion, movimiento, id operacion, id transaccion, num folio, recibo, num recibo,
        folio unico
    importe: importe, monto, importe pago, monto pago, cantidad, pago, importe pagado, monto pagado,
        importe operacion, monto operacion, importe mxn, importe total, total pagado, total, amount
    abono: abono, deposito, importe abono, haber, ingreso, monto abono, importe deposito, credit, credits, deposits
    cargo: cargo, retiro, debe, egreso, importe cargo, debito, monto cargo, importe retiro, debit, debits, withdrawals
    tipo: tipo movimiento, cargo abono, tipo operacion, naturaleza, tipo, signo, abono cargo
    canal: canal, forma pago, medio pago, via pago, medio, punto pago, origen pago, canal pago, lugar
        pago
    banco: banco, banco emisor, institucion bancaria, banco origen, banco ordenante, institucion
    concepto: concepto, descripcion, descripcion movimiento, concepto pago, descripcion operacion,
        detalle, leyenda, observacion, concepto movimiento, concepto descripcion, description, details
    num_credito: num credito, credito, contrato, num contrato, num cuenta credito
    ordenante: ordenante, nombre ordenante, depositante, nombre, acreditado, nombre acreditado, cliente,
        nombre cliente, deudor, nombre depositante, pagador
    otra: saldo, num, consecutivo, hora, hora operacion, cuenta, num cuenta, clabe, sucursal, moneda,
        balance, saldo final, saldo inicial, iva, comision, cuenta ordenante, cuenta beneficiario, saldo capital,
        caja, fecha vencimiento, fecha corte, rfc
    """),
    exige=(
        frozenset({"fecha"}),
        frozenset({"abono", "importe"}),
    ),
    anclas=frozenset({"abono", "cargo", "fecha", "folio_operacion", "importe"}),
    pide="al menos la fecha y el importe (o el abono) de cada pago",
)
