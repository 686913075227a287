"""Invitations and letters: kind, clear, and never with the air of a court's order."""

from collections.abc import Callable
from typing import Any, NamedTuple

from casos.dinero.letras import cifra_y_letra, fecha_larga
from casos.dinero.pesos import CERO, en_cifras
from casos.mediacion.estado import Convenio, Sesion
from casos.mediacion.libro import libro_de, siguiente_parcialidad
from casos.mediacion.saldos import adeudo
from casos.mediacion.vocabulario import Etapa, Modalidad, RolParte
from casos.tiempo import dia_local, inicio_del_dia
from web.papeles.datos.comun import (
    Material,
    NoHayPapel,
    Papel,
    apoderado_de,
    creditos_dichos,
    facilitador_de,
    firma,
    instituto_de,
    lugar_y_fecha,
    momento,
    nombre,
    persona,
    referencia_de,
)
from web.papeles.texto import o_raya

_DESPEDIDA = "Si ya hizo su pago, muchas gracias: por favor no tome en cuenta esta carta."
_SIN_EFECTIVO = (
    "Pague solo en la cuenta del Instituto y con su referencia. Ningún servidor público está autorizado a recibir "
    "dinero en efectivo."
)


class Cuerpo(NamedTuple):
    """What a letter says."""

    asunto: str
    parrafos: list[str]
    despues: list[str]
    cuadro: dict[str, Any] | None = None


def _saludo(m: Material, a: RolParte, quien: str) -> str:
    if a is RolParte.AVAL:
        deudor = nombre(m.gente(None), m.caso.apertura.persona_id)
        return f"Apreciable {quien}: le escribimos por ser aval y obligado solidario de {deudor}."
    return f"Apreciable {quien}:"


def _en_vigor(m: Material) -> Convenio:
    if m.caso.convenio is None:
        raise NoHayPapel("Esa carta habla de un convenio y el caso no tiene uno en vigor.")
    return m.caso.convenio


def _recordatorio(m: Material) -> Cuerpo:
    c = _en_vigor(m)
    sigue = siguiente_parcialidad(m.caso, c)
    if sigue is None:
        raise NoHayPapel("Todo el plan está cubierto; no hay pago que recordar.")
    cual = (
        "su pago inicial"
        if sigue.numero == 0
        else f"su parcialidad {sigue.numero} de {len(c.plan.parcialidades)}"
    )
    return Cuerpo(
        "Recordatorio de pago",
        [f"Le recordamos que {cual} del convenio {c.folio or c.numero}, por {cifra_y_letra(sigue.falta)}, vence el "
         f"{fecha_larga(sigue.vence)}. Su referencia de pago es {referencia_de(c)}."],
        [_SIN_EFECTIVO, _DESPEDIDA],
    )  # fmt: skip


def _atraso(m: Material) -> Cuerpo:
    c = _en_vigor(m)
    libro = libro_de(m.caso, c, m.hoy)
    filas = [
        [
            "Pago inicial" if f.numero == 0 else f"Parcialidad {f.numero}",
            fecha_larga(f.vence),
            en_cifras(f.falta),
        ]
        for f in libro.filas
        if f.falta and f.vence < m.hoy
    ]
    if not filas:
        raise NoHayPapel("No hay pagos vencidos; esa carta no procede.")
    debe = sum((f.falta for f in libro.filas if f.falta and f.vence < m.hoy), CERO)
    return Cuerpo(
        "Pagos vencidos de su convenio",
        [f"Nuestros registros muestran que en su convenio {c.folio or c.numero} están vencidos estos pagos:"],
        [f"Suman {cifra_y_letra(debe)}. Su referencia de pago es {referencia_de(c)}.",
         "Si tiene dificultad para pagar, acérquese: buscaremos con usted una solución por escrito. Ningún acuerdo "
         "verbal cambia las fechas del convenio.", _SIN_EFECTIVO, _DESPEDIDA],
        {"encabezado": ["Pago", "Venció", "Falta"], "filas": filas, "numeros": [2], "pie": ["Total", "", en_cifras(debe)]},
    )  # fmt: skip


def _incumplimiento(m: Material) -> Cuerpo:
    c = _en_vigor(m)
    if m.caso.etapa is not Etapa.INCUMPLIDO:
        raise NoHayPapel("El incumplimiento no se ha declarado; esa carta no procede.")
    libro = libro_de(m.caso, c, m.hoy)
    return Cuerpo(
        "Aviso de incumplimiento de convenio",
        [f"Le informamos que el {fecha_larga(dia_local(c.incumplido.en))} se declaró el incumplimiento del convenio "
         f"{c.folio or c.numero}, conforme a su cláusula de vencimiento anticipado.",
         f"A la fecha faltan por pagar {cifra_y_letra(libro.falta)} del plan."],
        ["Todavía puede acercarse a pagar lo vencido o a pedir que se revise su caso. El Instituto conserva su derecho "
         "de exigir el cumplimiento en la vía que corresponda.", _SIN_EFECTIVO, _DESPEDIDA],
    )  # fmt: skip


def _opciones(m: Material) -> Cuerpo:
    debe = adeudo(m.caso, m.hoy).total
    return Cuerpo(
        "Opciones para ponerse al corriente",
        [f"Su saldo por {creditos_dichos(tuple(m.caso.creditos))} es de {cifra_y_letra(debe)}.",
         "Queremos ayudarle a resolverlo. Tenemos opciones de pago a corto y largo plazo, y en ocasiones campañas con "
         "condonación de intereses. Venga o llámenos y veremos con usted cuál le conviene."],
        [_SIN_EFECTIVO, _DESPEDIDA],
    )  # fmt: skip


CARTAS: dict[str, tuple[str, Callable[[Material], Cuerpo]]] = {
    "opciones": ("Carta: opciones de pago", _opciones),
    "recordatorio": ("Carta: recordatorio de pago", _recordatorio),
    "atraso": ("Carta: pagos vencidos", _atraso),
    "incumplimiento": ("Carta: aviso de incumplimiento", _incumplimiento),
}


def carta(m: Material, tipo: str = "opciones", a: RolParte = RolParte.ACREDITADO) -> Papel:
    """A letter of a kind to a party, dated at the beginning of today so that it can be repeated during the day."""
    if tipo not in CARTAS:
        raise NoHayPapel("No hay una carta de ese tipo; elíjala de la lista.")
    cuerpo = CARTAS[tipo][1](m)
    return _como_carta(m, "carta", cuerpo, a)


def _como_carta(
    m: Material, clase: str, cuerpo: Cuerpo, a: RolParte, firmas: list[Any] | None = None
) -> Papel:
    gente = m.gente(None)
    persona_id = m.caso.persona(a) or (m.caso.apertura.persona_id if a is RolParte.ACREDITADO else None)
    quien = persona(gente, persona_id, m.hoy)
    if quien is None:
        raise NoHayPapel("El caso no tiene a esa persona; vincúlela primero.")
    datos: dict[str, Any] = {
        "lugar": instituto_de(m)["ciudad"],
        "fecha": fecha_larga(m.hoy),
        "asunto": cuerpo.asunto,
        "destinatario": quien["nombre"],
        "domicilio": quien["domicilio"],
        "parrafos": [_saludo(m, a, quien["nombre"]), *cuerpo.parrafos],
        "cuadro": cuerpo.cuadro,
        "despues": cuerpo.despues,
        "firmas": firmas or [firma(apoderado_de(m), "Por el Instituto")],
    }
    return Papel(clase, "carta", cuerpo.asunto.upper(), datos, inicio_del_dia(m.hoy))


def invitacion(m: Material, sesion: int | None = None, a: RolParte = RolParte.ACREDITADO) -> Papel:
    """The invitation to a session, which says day, place and that it is voluntary (LGMASC 6, 69, 72)."""
    cual = m.caso.sesiones.get(sesion) if sesion else m.caso.sesion
    if cual is None:
        raise NoHayPapel("El caso no tiene una sesión programada; agéndela primero.")
    quien = facilitador_de(m, cual)
    cuerpo = Cuerpo(
        "Invitación a una sesión de mediación",
        [f"El {m.nombre_instituto} solicitó un mecanismo alternativo de solución de controversias sobre "
         f"{creditos_dichos(tuple(m.caso.creditos))}. Le invitamos a la sesión que se celebrará el "
         f"{momento(cual.inicio)}, {_lugar(cual)}.",
         "En la mediación una persona facilitadora, imparcial, ayuda a las partes a buscar una solución entre ellas. Es "
         "gratuita, voluntaria y confidencial: asistir no le obliga a llegar a un acuerdo."],
        ["Acuda con una identificación. Puede asistir en persona o por medio de representante. Si no puede ese día, "
         "avísenos para pedir otra fecha."],
    )  # fmt: skip
    firmas = [
        firma(
            quien["nombre"], "Persona facilitadora", detalle=f"Certificación {o_raya(quien['certificacion'])}"
        )
    ]
    papel = _como_carta(m, "invitacion", cuerpo, a, firmas)
    return papel._replace(titulo="INVITACIÓN A MEDIACIÓN")


def _lugar(sesion: Sesion) -> str:
    if sesion.modalidad is Modalidad.VIRTUAL:
        return f"por videoconferencia (hora de Sonora){f', en {sesion.url}' if sesion.url else ''}"
    sala = f", sala {sesion.sala}" if sesion.sala else ""
    return f"en el Centro de Justicia Alternativa{sala}"


def carta_no_adeudo(m: Material) -> Papel:
    """The *carta de no adeudo*: everything is paid (CCF 2089); dated when it was paid off."""
    marca = m.caso.cierre.liquidado
    if not marca.version or m.caso.etapa not in (Etapa.LIQUIDADO, Etapa.CERRADO):
        raise NoHayPapel("El adeudo no está liquidado; la carta de no adeudo no procede.")
    dia = dia_local(marca.registrado_en)
    gente = m.gente(marca.registrado_en)
    cumplido = next((c for c in reversed([*m.caso.convenios.values()]) if c.estado == "cumplido"), None)
    condonado = cumplido.elaborado.condonado.total if cumplido and not cumplido.revocado else None
    datos: dict[str, Any] = {
        **lugar_y_fecha(m, dia),
        "acreditado": persona(gente, m.caso.apertura.persona_id, dia),
        "aval": persona(gente, m.caso.persona(RolParte.AVAL), dia),
        "creditos": creditos_dichos(tuple(m.caso.creditos)),
        "liquidado": f"el {fecha_larga(dia_local(marca.en))}",
        "convenio": (cumplido.folio or "") if cumplido else "",
        "condonado": cifra_y_letra(condonado) if condonado else "",
        "firmas": [firma(apoderado_de(m), "Por el Instituto")],
    }
    titulo = "CARTA DE NO ADEUDO"
    return Papel("carta_no_adeudo", "carta_no_adeudo", titulo, datos, marca.registrado_en)
