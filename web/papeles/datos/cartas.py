"""Invitations and letters: kind, clear, and never with the air of a court's order."""

from collections.abc import Callable
from typing import Any, NamedTuple

from casos.dinero.letras import cifra_y_letra, fecha_larga
from casos.dinero.pesos import CERO, en_cifras
from casos.mediacion.estado import Convenio
from casos.mediacion.libro import libro_de, siguiente_parcialidad
from casos.mediacion.saldos import adeudo
from casos.mediacion.vocabulario import Etapa, RolParte
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
    lugar_de,
    lugar_y_fecha,
    momento,
    nombre,
    persona,
    referencia_de,
)
from web.papeles.texto import o_raya

Dato = dict[str, Any]


def _en_vigor(m: Material) -> Convenio:
    if m.caso.convenio is None:
        raise NoHayPapel("Esa carta habla de un convenio y el caso no tiene uno en vigor.")
    return m.caso.convenio


def _del_convenio(c: Convenio) -> Dato:
    return {"convenio": c.folio or str(c.numero), "referencia": referencia_de(c)}


def _recordatorio(m: Material) -> Dato:
    c = _en_vigor(m)
    sigue = siguiente_parcialidad(m.caso, c)
    if sigue is None:
        raise NoHayPapel("Todo el plan está cubierto; no hay pago que recordar.")
    de = len(c.plan.parcialidades)
    cual = "su pago inicial" if sigue.numero == 0 else f"su parcialidad {sigue.numero} de {de}"
    falta = {"cual": cual, "importe_letra": cifra_y_letra(sigue.falta), "fecha": fecha_larga(sigue.vence)}
    return {**_del_convenio(c), "sigue": falta}


def _atraso(m: Material) -> Dato:
    c = _en_vigor(m)
    vencidas = [f for f in libro_de(m.caso, c, m.hoy).filas if f.falta and f.vence < m.hoy]
    if not vencidas:
        raise NoHayPapel("No hay pagos vencidos; esa carta no procede.")
    debe = sum((f.falta for f in vencidas), CERO)
    filas = [
        [
            "Pago inicial" if f.numero == 0 else f"Parcialidad {f.numero}",
            fecha_larga(f.vence),
            en_cifras(f.falta),
        ]
        for f in vencidas
    ]
    total = ["Total", "", en_cifras(debe)]
    return {**_del_convenio(c), "vencidos": filas, "vencidos_total": total, "debe_letra": cifra_y_letra(debe)}


def _incumplimiento(m: Material) -> Dato:
    c = _en_vigor(m)
    if m.caso.etapa is not Etapa.INCUMPLIDO:
        raise NoHayPapel("El incumplimiento no se ha declarado; esa carta no procede.")
    falta = libro_de(m.caso, c, m.hoy).falta
    desde = fecha_larga(dia_local(c.incumplido.en))
    return {**_del_convenio(c), "incumplido": desde, "debe_letra": cifra_y_letra(falta)}


def _opciones(m: Material) -> Dato:
    debe = adeudo(m.caso, m.hoy).total
    if not debe:
        raise NoHayPapel("No hay un saldo que ofrecer pagar; esa carta no procede.")
    return {"creditos": creditos_dichos(tuple(m.caso.creditos)), "debe_letra": cifra_y_letra(debe)}


class Carta(NamedTuple):
    """A kind of letter: its subject and the data that it needs besides those of all letters."""

    asunto: str
    datos: Callable[[Material], Dato]


CARTAS: dict[str, Carta] = {
    "opciones": Carta("Opciones para ponerse al corriente", _opciones),
    "recordatorio": Carta("Recordatorio de pago", _recordatorio),
    "atraso": Carta("Pagos vencidos de su convenio", _atraso),
    "incumplimiento": Carta("Aviso de incumplimiento de convenio", _incumplimiento),
}


def carta(m: Material, tipo: str = "opciones", a: RolParte = RolParte.ACREDITADO) -> Papel:
    """A letter of a kind to a party, dated at the beginning of today so that it can be repeated during the day."""
    if tipo not in CARTAS:
        raise NoHayPapel("No hay una carta de ese tipo; elíjala de la lista.")
    asunto = CARTAS[tipo].asunto
    datos = {
        **_destinatario(m, a),
        **CARTAS[tipo].datos(m),
        "tipo": tipo,
        "asunto": asunto,
        "firmas": [firma(apoderado_de(m), "Por el Instituto")],
    }
    return Papel("carta", "carta", asunto.upper(), datos, inicio_del_dia(m.hoy))


def _destinatario(m: Material, a: RolParte) -> Dato:
    gente = m.gente(None)
    deudor = m.caso.apertura.persona_id
    quien = persona(gente, m.caso.persona(a) or (deudor if a is RolParte.ACREDITADO else None), m.hoy)
    if quien is None:
        raise NoHayPapel("El caso no tiene a esa persona; vincúlela primero.")
    return {
        "lugar": instituto_de(m)["ciudad"],
        "fecha": fecha_larga(m.hoy),
        "destinatario": quien["nombre"],
        "domicilio": quien["domicilio"],
        "deudor": nombre(gente, deudor) if a is RolParte.AVAL else "",
    }


def invitacion(m: Material, sesion: int | None = None, a: RolParte = RolParte.ACREDITADO) -> Papel:
    """The invitation to a session, which says day, place and that it is voluntary (LGMASC 6, 69, 72)."""
    cual = m.caso.sesiones.get(sesion) if sesion else m.caso.sesion
    if cual is None:
        raise NoHayPapel("El caso no tiene una sesión programada; agéndela primero.")
    quien = facilitador_de(m, cual)
    certificacion = f"Certificación {o_raya(quien['certificacion'])}"
    datos = {
        **_destinatario(m, a),
        "creditos": creditos_dichos(tuple(m.caso.creditos)),
        "folio_stj": cual.folio or "",
        "cuando": momento(cual.inicio),
        "donde": lugar_de(cual),
        "firmas": [firma(quien["nombre"], "Persona facilitadora", detalle=certificacion)],
    }
    return Papel("invitacion", "invitacion", "INVITACIÓN A MEDIACIÓN", datos, inicio_del_dia(m.hoy))


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
