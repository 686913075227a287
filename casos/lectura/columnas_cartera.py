"""The names that Sistemas and accounting give to the columns of a portfolio. Data only."""

from casos.lectura.esquema import Esquema, nombres

CARTERA = Esquema(
    que="la cartera",
    columnas=nombres("""
    num_credito: num credito, credito, contrato, num contrato, folio credito, id credito, clave credito,
        num prestamo, prestamo, pagare, num pagare, num cuenta, cuenta, folio, num folio, expediente,
        num expediente, credito contrato
    acreditado: acreditado, nombre acreditado, deudor, nombre deudor, nombre completo, titular,
        acreditado titular, nombre titular, cliente, nombre cliente, nombre, nombre del credito
    paterno: apellido paterno, paterno, primer apellido, ap paterno, a paterno
    materno: apellido materno, materno, segundo apellido, ap materno, a materno
    curp: curp, curp acreditado, curp deudor, curp titular, clave unica registro poblacion
    telefono: telefono, tel, celular, cel, telefono celular, movil, telefono acreditado, tel acreditado,
        num telefono, telefono 1, telefono casa, telefono contacto, celular 1
    correo: correo, correo electronico, email, e mail, mail, correo acreditado
    sede: sede, oficina, plaza, sucursal, modulo, ciudad, region, zona, delegacion
    municipio: municipio, localidad, poblacion, municipio residencia
    domicilio: domicilio, direccion, domicilio particular, calle, calle num, domicilio acreditado
    estudiante: estudiante, nombre estudiante, alumno, nombre alumno, becario, beneficiario
    aval: aval, nombre aval, aval nombre, avalista, nombre avalista, deudor solidario, obligado
        solidario, avalista deudor solidario, aval deudor solidario, fiador, nombre deudor solidario,
        nombre obligado solidario
    curp_aval: curp aval, aval curp, curp avalista, curp deudor solidario, curp obligado solidario
    telefono_aval: tel aval, telefono aval, aval telefono, aval tel, celular aval, cel aval, telefono
        avalista, tel avalista, telefono obligado solidario, telefono deudor solidario
    fecha_contrato: fecha contrato, fecha credito, fecha otorgamiento, fecha firma, fecha apertura,
        fecha disposicion, fecha pagare, fecha alta, fecha del contrato pagare
    capital: capital, saldo capital, capital vencido, adeudo capital, capital insoluto, principal,
        suerte principal, saldo insoluto, capital adeudado, capital pendiente, importe capital
    ordinario: interes ordinario, int ordinario, ordinario, int ord, interes normal, interes, intereses,
        saldo interes ordinario, saldo ordinario
    moratorio: interes moratorio, int moratorio, moratorio, int mor, mora, recargo, int morat, saldo
        interes moratorio, saldo moratorio
    gastos: gasto, gasto cobranza, gasto administracion, gasto judicial, accesorio, comision, otro
        cargo, otro adeudo, gasto juicio
    fecha_corte: fecha corte, corte, fecha saldo, fecha corte saldo
    responsable: responsable, oficial, gestor, ejecutivo, responsable mediacion, responsable cartera,
        asesor, asignado a, asignado, encargado, usuario responsable, gestor asignado
    otra: num, num progresivo, consecutivo, fecha nacimiento, fecha vencimiento, fecha ultimo pago,
        fecha proximo pago, correo aval, domicilio aval, direccion aval, total, saldo total, adeudo
        total, total adeudo, saldo, estatus, edad, sexo, rfc, escuela, institucion, carrera, dia mora,
        dia atraso, mes vencido, num pago, monto credito, monto otorgado, tasa, tasa interes, tasa
        interes ordinario, tasa interes moratorio, telefono 2, telefono oficina, telefono trabajo,
        telefono referencia
    """),
    exige=(
        frozenset({"num_credito"}),
        frozenset({"acreditado", "paterno"}),
        frozenset({"capital"}),
    ),
    anclas=frozenset({"capital", "curp", "num_credito"}),
    pide="al menos el número de crédito, el nombre del acreditado y el capital",
)
