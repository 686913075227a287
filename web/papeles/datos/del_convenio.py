"""Certificates about a signed agreement: that its copy was handed over (LGMASC 96), and that it was kept."""

from datetime import datetime
from typing import Any

from casos.asiento import Asiento
from casos.dinero.letras import cifra_y_letra, fecha_larga
from casos.mediacion.estado import Convenio, EstadoConvenio
from casos.mediacion.hechos.documentos import CopiaEntregada
from casos.mediacion.hechos.pagos import AdeudoLiquidado, ConvenioCumplido
from casos.mediacion.libro import libro_de
from casos.mediacion.vocabulario import RolParte, Via
from casos.tiempo import dia_local, inicio_del_dia
from web.frases.palabras import dicho
from web.papeles.datos.comun import (
    Material,
    NoHayPapel,
    Papel,
    apoderado_de,
    creditos_dichos,
    firma,
    lugar_y_fecha,
    nombre,
)

TITULOS = {
    "constancia_entrega": "CONSTANCIA DE ENTREGA DE COPIA",
    "constancia_cumplimiento": "CONSTANCIA DE CONVENIO CUMPLIDO",
}


def constancia_entrega(m: Material, numero: int | None = None, a: RolParte = RolParte.ACREDITADO) -> Papel:
    """The receipt of a copy of the agreement, dated when it was handed over, or today to be signed then."""
    c = _firmado(m, numero)
    if a not in {f.rol for f in c.firmas}:
        raise NoHayPapel("La copia se entrega a quien firmó el convenio.")
    cuando = next(
        (x.registrado_en for x in m.historia.vigentes
         if isinstance(x.hecho, CopiaEntregada) and (x.hecho.convenio, x.hecho.a) == (c.numero, a)),
        inicio_del_dia(m.hoy),
    )  # fmt: skip
    gente = m.gente(cuando)
    quien = nombre(gente, m.caso.persona(a) or m.caso.apertura.persona_id)
    datos = {
        **_comunes(m, c, cuando),
        "clase": "constancia_entrega",
        "persona": quien,
        "calidad": dicho(a),
        "certificada": c.elaborado.via is Via.STJ,
        "cumplido": "",
        "importe_letra": "",
        "condonado_letra": "",
        "creditos": creditos_dichos(c.elaborado.creditos),
        "firmas": [
            firma(quien, f"Recibí la copia ({dicho(a)})"),
            firma(apoderado_de(m, c.elaborado.apoderado), "Por el Instituto"),
        ],
    }
    return _papel("constancia_entrega", datos, cuando, c)


def constancia_cumplimiento(m: Material, numero: int | None = None) -> Papel:
    """That all that an agreement asked was paid; what its case may still owe outside it is not said to be paid."""
    c = _firmado(m, numero)
    if c.estado is not EstadoConvenio.CUMPLIDO:
        raise NoHayPapel("El convenio no está cumplido; la constancia se expide cuando se paga por completo.")
    marca = _cumplido(m, c)
    gente = m.gente(marca.registrado_en)
    libro = libro_de(m.caso, c)
    condonado = c.elaborado.condonado.total if not c.revocado else None
    datos = {
        **_comunes(m, c, marca.registrado_en),
        "clase": "constancia_cumplimiento",
        "persona": nombre(gente, m.caso.apertura.persona_id),
        "calidad": dicho(RolParte.ACREDITADO),
        "certificada": False,
        "cumplido": fecha_larga(dia_local(marca.ocurrido_en)),
        "importe_letra": cifra_y_letra(libro.total),
        "condonado_letra": cifra_y_letra(condonado) if condonado else "",
        "creditos": creditos_dichos(c.elaborado.creditos),
        "firmas": [firma(apoderado_de(m), "Por el Instituto")],
    }
    return _papel("constancia_cumplimiento", datos, marca.registrado_en, c)


def entregas(m: Material) -> list[tuple[Convenio, RolParte]]:
    """Each agreement in force, and who may be given its copy."""
    c = m.caso.convenio
    return [(c, f.rol) for f in c.firmas] if c is not None and c.firmado.version else []


def _firmado(m: Material, numero: int | None) -> Convenio:
    firmados = [c for c in m.caso.convenios.values() if c.firmado.version]
    elegido = next((c for c in reversed(firmados) if numero in (None, c.numero)), None)
    if elegido is None:
        raise NoHayPapel("Ese convenio no se ha firmado; no hay de qué dar constancia.")
    return elegido


def _cumplido(m: Material, c: Convenio) -> Asiento:
    de_ese = (
        a for a in reversed(m.historia.vigentes)
        if isinstance(a.hecho, ConvenioCumplido | AdeudoLiquidado) and a.hecho.convenio == c.numero
    )  # fmt: skip
    return next(de_ese)


def _comunes(m: Material, c: Convenio, cuando: datetime) -> dict[str, Any]:
    return {
        **lugar_y_fecha(m, dia_local(cuando)),
        "folio": c.folio or str(c.numero),
        "fecha_convenio": fecha_larga(c.fecha or dia_local(c.firmado.en)),
    }


def _papel(clase: str, datos: dict[str, Any], creado: datetime, c: Convenio) -> Papel:
    return Papel(clase, "constancia_convenio", TITULOS[clase], datos, creado, c.numero)
