"""The names that courts give to the columns of their agendas. Data only."""

from casos.lectura.esquema import Esquema, nombres

AGENDA = Esquema(
    que="la agenda",
    columnas=nombres("""
    folio: folio stj, folio cja, folio ceja, expediente cja, expediente ceja, expediente mediacion,
        expediente, exp, num expediente, num exp, clave expediente, folio expediente, expediente folio,
        folio, num folio, carpeta, num carpeta, num control, num asunto, num caso, folio solicitud,
        num solicitud, asunto, caso
    num_sesion: num sesion, sesion, sesion num, num de la sesion, ses, num ses, num cita, num audiencia,
        num reunion, numero de cita
    fecha: fecha, fecha sesion, fecha cita, fecha audiencia, fecha programada, fecha mediacion, fecha
        agenda, fecha reunion, fecha evento, dia, dia sesion, dia cita, cuando
    hora: hora, hora inicio, hora sesion, hora cita, hora audiencia, hora programada, horario, hr, hrs,
        h, inicio, hora entrada
    fecha_hora: fecha y hora, fecha hora, fecha hora sesion, fecha hora cita, fecha hora audiencia,
        fecha horario, dia hora, dia y horario, cita, programacion, fecha hora inicio, sesion fecha
        hora, inicio sesion
    hora_fin: hora fin, hora termino, termino, fin, hora salida, hora final, hora conclusion
    duracion: duracion, duracion min, duracion minutos, duracion sesion, tiempo, minutos, min, tiempo
        estimado, duracion estimada
    sede: sede, centro, oficina, ciudad, modulo, plaza, distrito, sede centro, unidad, centro justicia
        alternativa, sede ceja, sede cja, centro masc, municipio
    sala: sala, sala liga, sala o liga, sala enlace, sala link, sala modalidad, lugar, ubicacion, mesa,
        cubiculo, lugar sesion, sala sesion, sala mediacion, sala audiencia, espacio
    url: liga, link, enlace, url, liga videoconferencia, liga acceso, liga sesion, liga zoom, enlace
        videoconferencia, videoconferencia, liga virtual, liga teams, liga meet, link videollamada, sala
        virtual
    modalidad: modalidad, modalidad sesion, tipo modalidad, forma, medio, tipo sesion, tipo
    facilitador: facilitador, especialista, mediador, persona facilitadora, facilita, conciliador,
        nombre facilitador, facilitador asignado, persona mediadora, persona especialista, facilitador
        judicial, mediador asignado, especialista asignado, atiende, lic, licenciado
    num_certificacion: num certificacion, certificacion, num cert, certificado, num certificado,
        certificacion facilitador, num certificacion facilitador, registro facilitador, cedula
        certificacion, cedula, num registro facilitador
    materia: materia, materia asunto
    mecanismo: mecanismo, mecanismo alternativo, procedimiento, servicio, metodo, masc
    solicitante: solicitante, parte solicitante, persona solicitante, promovente, actor, parte actora,
        acreedor, nombre solicitante, usuario solicitante, institucion, peticionario
    invitado: invitado, nombre invitado, parte invitada, persona invitada, acreditado, nombre
        acreditado, deudor, nombre deudor, nombre persona invitada, nombre completo, nombre, requerido,
        parte requerida, citado, convocado, parte complementaria, complementario, demandado, parte
        convocada, persona, usuario, participante, nombre parte, nombre usuario, invitado acreditado,
        acreditado deudor, contraparte, parte, interviniente
    paterno: apellido paterno, paterno, primer apellido, ap paterno, a paterno
    materno: apellido materno, materno, segundo apellido, ap materno, a materno
    curp: curp, curp invitado, curp acreditado, curp deudor, clave unica registro poblacion
    creditos: credito, num credito, contrato, num contrato, credito contrato, clave credito, num cuenta,
        cuenta, folio credito, pagare, num pagare, referencia, num credito contrato, id credito,
        prestamo, num prestamo, contrato pagare
    origen: origen, procedencia, origen asunto, via
    juzgado: juzgado, juzgado expediente, juzgado origen, expediente juzgado, expediente judicial, num
        expediente judicial, expediente origen, juicio, num juicio, tribunal
    estatus: estatus, estatus sesion, estado, status, situacion, estado sesion, estatus cita, estado
        cita, situacion sesion, estatus audiencia, resultado, resultado sesion
    invitacion: invitacion, estatus invitacion, estado invitacion, invitacion entregada, notificacion,
        notificado, resultado invitacion, citatorio, entrega invitacion, estatus notificacion, resultado
        notificacion, acuse, invitacion notificada
    observaciones: observacion, obs, nota, comentario, observacion general, incidencia, detalle, aviso
    otra: num, num progresivo, consecutivo, num consecutivo, progresivo, fecha nacimiento, fecha
        emision, fecha invitacion, fecha notificacion, fecha solicitud, fecha ingreso, fecha captura,
        fecha registro, fecha convenio, fecha recepcion, fecha elaboracion, telefono, tel, celular,
        correo, correo electronico, email, domicilio, direccion, edad, sexo, adeudo, monto, saldo,
        firma, aval, nombre aval, curp aval, colonia, dia semana
    """),
    exige=(
        frozenset({"fecha", "fecha_hora", "hora"}),
        frozenset({"creditos", "folio", "invitado"}),
    ),
    anclas=frozenset({"creditos", "fecha", "fecha_hora", "folio", "hora"}),
    pide="al menos la fecha y hora de la sesión, y el folio, el nombre del invitado o su crédito",
    varias=frozenset({"creditos", "observaciones"}),
)
