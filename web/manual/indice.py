"""What the manual is made of: its sections, the hard words, and which section helps on which screen."""

SECCIONES = {
    "empezar": "Antes de empezar",
    "mi-dia": "Al llegar: su día en una hoja",
    "pendientes": "Lo que hay que hacer: los pendientes",
    "buscar": "Encontrar a una persona",
    "agenda": "La agenda del tribunal y las sesiones",
    "llamadas": "Llamar por teléfono",
    "expediente": "El expediente: qué sigue, qué falta, cómo estaba",
    "opciones": "Ofrecer opciones de pago y hacer el convenio",
    "saldo": "Explicar el saldo y dar el estado de cuenta",
    "atencion": "Registrar una atención",
    "recados": "Recados, quejas y solicitudes",
    "corregir": "Corregir una equivocación",
    "ausencias": "Días inhábiles, ausencias y comisiones",
    "reporte": "El reporte del mes",
    "si-algo-sale-mal": "Si algo sale mal",
    "palabras": "Qué quieren decir las palabras",
}
"""In the order of a day's work."""

PALABRAS = (
    ("acreditado", "Acreditado", "La persona que firmó el crédito y lo debe."),
    ("aval", "Aval", "Quien firmó junto con el acreditado y responde por toda la deuda. También se le puede llamar."),
    ("capital", "Capital", "Lo que se prestó y todavía no se paga."),
    ("ordinarios", "Intereses ordinarios", "Lo que cuesta el préstamo con el paso del tiempo, según el contrato."),
    ("moratorios", "Intereses moratorios", "Lo que se agrega por pagar tarde."),
    ("condonacion", "Condonación", "Parte de la deuda que se perdona. Casi siempre con una condición: pagar a tiempo."),
    ("parcialidad", "Parcialidad", "Cada uno de los pagos en que se divide la deuda."),
    ("convenio", "Convenio", "El acuerdo firmado de cómo se va a pagar."),
    ("constancia", "Constancia", "El papel que hace constar que algo pasó: que no vino, que no hubo acuerdo."),
    (
        "regeneracion",
        "Regeneración de adeudo",
        "Juntar varios créditos en una sola deuda nueva, con otra tabla de pagos y las firmas de quienes responden.",
    ),
    ("recabar", "Recabar", "Conseguir el papel original ya firmado."),
    ("cumplimiento", "Cumplimiento", "Si lo pagado alcanza para lo que ya venció: al corriente, atrasado, incumplido."),
    ("incumplimiento", "Incumplimiento", "Se debe tanto que el convenio se puede dar por roto. Decide el coordinador."),
    ("registro", "Registro del convenio", "Su inscripción por el tribunal. Con ella vale como una sentencia."),
    ("turnar", "Turnar", "Pasar el asunto a otra área, por ejemplo a la judicial."),
    ("promesa", "Promesa de pago", "Lo que alguien dijo que pagaría y qué día. El programa vigila si se cumplió."),
    ("habil", "Día hábil", "Día en que se trabaja. Los plazos se cuentan en estos días."),
    ("liquidado", "Liquidado", "Ya no se debe nada."),
    ("anular", "Anular", "Dejar sin efecto algo que se registró por error. No se borra: se ve tachado."),
)  # fmt: skip
"""Each with a key for the links that lead to it."""

AYUDA_DE = {
    "acceso": "empezar", "accion": "expediente", "agenda": "agenda", "actividades": "ausencias", "anexos": "expediente",
    "apartar": "pendientes", "atencion": "atencion", "ausencias": "ausencias", "buscar": "buscar", "caso": "expediente",
    "comisiones": "ausencias", "convenio": "opciones", "cuenta": "empezar", "dudas": "agenda", "equipo": "ausencias",
    "estado_de_cuenta": "saldo", "expedientes": "buscar", "importacion": "agenda", "importar": "agenda",
    "llamada": "llamadas", "manifestaciones": "recados", "mi_dia": "mi-dia", "opciones": "opciones",
    "papeles": "expediente", "pendientes": "pendientes", "personas": "expediente", "recados": "recados",
    "recorrido": "expediente", "resultados": "reporte", "solicitudes": "recados", "supervision": "reporte",
    "suscripcion": "agenda",
}  # fmt: skip
"""The section that helps with the screens of each blueprint; the rest start at the beginning."""
