"""The agreement, its addendum: each product and route, with every clause that the law and the products ask for."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from casos.dinero.concepto import NOMBRES
from casos.dinero.letras import cifra_y_letra, entero_en_letras, fecha_larga
from casos.dinero.pesos import CERO, en_cifras
from casos.dinero.tasas import en_porcentaje
from casos.mediacion.estado import Convenio, EstadoConvenio, Sesion
from casos.mediacion.saldos import desglose_de
from casos.mediacion.vocabulario import Alcance, Producto, ResultadoSesion, RolParte, Via
from casos.politica.modelo import Politica
from casos.tiempo import dia_local
from web.papeles.datos.comun import (
    COLUMNAS,
    Gente,
    Material,
    NoHayPapel,
    Papel,
    apoderado_de,
    con_letra,
    creditos_dichos,
    facilitador_de,
    firma,
    firmas_de_partes,
    huellas_de,
    lugar_y_fecha,
    momento,
    nombre,
    persona,
    plan_de,
    por_concepto,
    referencia_de,
)
from web.papeles.texto import o_raya

TITULOS = {
    Producto.CONVENIO_CORTO: "CONVENIO DE PAGO A CORTO PLAZO",
    Producto.CONVENIO_LARGO: "CONVENIO DE PAGO A LARGO PLAZO",
    Producto.PAGO_UNICO: "CONVENIO DE PAGO ÚNICO CON QUITA",
    Producto.REGENERACION: "CONVENIO DE REGENERACIÓN DE ADEUDO",
}


def convenio(m: Material, numero: int | None = None, huella: Iterable[RolParte] = ()) -> Papel:
    """The agreement (the draft or the one in force when not said). `huella`: who will sign with a fingerprint."""
    c = _el_pedido(m, numero)
    d = c.elaborado
    firmado = bool(c.firmado.version)
    marca = c.firmado if firmado else c.marca
    dia = c.fecha or dia_local(c.marca.en)
    gente = m.gente(marca.registrado_en if firmado else None)
    politica = m.versiones.politica(c.marca.politica)
    meses = politica.buro.historial_meses
    sesion = sesion_de(m, c)
    apoderado = apoderado_de(m, d.apoderado, sesion=sesion)
    roles = {f.rol for f in c.firmas} or set(d.firman)
    aval = RolParte.AVAL in roles or d.requiere_aval
    datos: dict[str, Any] = {
        **lugar_y_fecha(m, dia),
        "marca": "SIN AUTORIZAR" if c.por_autorizar else "",
        "folio": c.folio or "",
        "folio_stj": (sesion.folio or "") if sesion else "",
        "referencia_interna": f"{str(m.caso_id)[:8]}/{c.numero}-{d.revision}",
        "via": d.via.value,
        "producto": d.producto.value,
        "parcial": d.alcance is Alcance.PARCIAL,
        "creditos_dichos": creditos_dichos(d.creditos),
        "sesion": momento(sesion.inicio) if sesion else "",
        "facilitador": facilitador_de(m, sesion),
        "apoderado": apoderado,
        "acreditado": persona(gente, m.caso.apertura.persona_id, dia),
        "aval": persona(gente, m.caso.persona(RolParte.AVAL), dia) if aval else None,
        "estudiante": nombre(gente, m.caso.persona(RolParte.ESTUDIANTE)),
        "sustituye": _folio_del_anterior(m, c),
        **_adeudo(c),
        "condonacion": _condonacion(c, politica),
        "capitalizado": _capitalizado(c),
        "por_pagar_letra": cifra_y_letra(d.plan.capital),
        "inicial": {
            "importe_letra": cifra_y_letra(d.plan.pago_inicial),
            "fecha": fecha_larga(d.plan.inicial_vence),
        }
        if d.plan.pago_inicial and d.plan.inicial_vence
        else None,
        "plan": plan_de(d.plan),
        "referencia": referencia_de(c),
        "tasa": _tasa(d.plan.tasa_anual),
        "tasa_moratoria": _tasa(politica.tasas.moratoria_anual_pct),
        "incumplimiento": {
            "consecutivas": con_letra(politica.incumplimiento.consecutivas),
            "acumuladas": con_letra(politica.incumplimiento.acumuladas),
        },
        "buro_meses": f"{entero_en_letras(meses, 'un')} ({meses})",
        "es_novacion": d.producto is Producto.REGENERACION and politica.productos.regeneracion.es_novacion,
        "ejemplares": m.instituto["ejemplares"],
    }
    datos["firmas"] = _firmas(
        m, gente, c, apoderado, sesion, roles | ({RolParte.AVAL} if aval else set()), huella
    )
    datos["pagare"] = _pagare(m, gente, c, dia, aval, huella)
    titulo = TITULOS[d.producto]
    return Papel("convenio", "convenio", titulo, datos, marca.registrado_en, c.numero)


def adenda(m: Material, numero: int | None = None, huella: Iterable[RolParte] = ()) -> Papel:
    """The last addendum of an agreement."""
    c = _el_pedido(m, numero)
    if not c.adendas:
        raise NoHayPapel("Ese convenio no tiene adenda; registre primero la modificación.")
    dia = dia_local(c.adenda.en)
    gente = m.gente(c.adenda.registrado_en)
    roles = {f.rol for f in c.firmas}
    apoderado = apoderado_de(m, c.elaborado.apoderado)
    datos = {
        **lugar_y_fecha(m, dia),
        "folio": c.folio or "",
        "fecha_convenio": fecha_larga(c.fecha or dia),
        "numero": str(c.adendas),
        "apoderado": apoderado,
        "acreditado": persona(gente, m.caso.apertura.persona_id, dia),
        "aval": persona(gente, m.caso.persona(RolParte.AVAL), dia) if RolParte.AVAL in roles else None,
        "plan": plan_de(c.plan),
        "firmas": [
            firma(apoderado, "Por el Instituto"),
            *firmas_de_partes(m, gente, roles, huellas_de(c, huella)),
        ],
    }
    titulo = "ADENDA AL CONVENIO DE PAGO"
    return Papel("adenda", "adenda", titulo, datos, c.adenda.registrado_en, c.numero)


def _el_pedido(m: Material, numero: int | None) -> Convenio:
    caso = m.caso
    c = caso.convenios.get(numero) if numero is not None else caso.borrador or caso.convenio
    if c is None:
        raise NoHayPapel("El caso no tiene ese convenio; elabórelo primero.")
    if c.estado is EstadoConvenio.DESCARTADO:
        raise NoHayPapel("Ese borrador se descartó; ya no se imprime.")
    return c


def sesion_de(m: Material, c: Convenio) -> Sesion | None:
    """The session from which an agreement through the court comes."""
    if c.elaborado.via is not Via.STJ:
        return None
    sesiones = m.caso.sesiones
    con_acuerdo = [s for s in sesiones.values() if s.resultado is ResultadoSesion.ACUERDO]
    return sesiones.get(c.sesion or 0) or (con_acuerdo[-1] if con_acuerdo else None)


def _folio_del_anterior(m: Material, c: Convenio) -> str:
    anterior = m.caso.convenios.get(c.sustituye or 0) if c.firmado.version else m.caso.convenio
    return anterior.folio or "" if anterior and anterior is not c else ""


def _adeudo(c: Convenio) -> dict[str, Any]:
    d = c.elaborado
    return {
        "creditos": [
            [
                uno.credito,
                f"{uno.fecha_contrato:%d/%m/%Y}" if uno.fecha_contrato else "—",
                f"{uno.corte:%d/%m/%Y}",
                *por_concepto(uno.reconocido),
            ]
            for uno in desglose_de(c)
        ],
        "creditos_total": ["Total", "", "", *por_concepto(d.reconocido)],
        "reconocido_letra": cifra_y_letra(d.reconocido.total),
    }


def _condonacion(c: Convenio, politica: Politica) -> dict[str, Any] | None:
    d = c.elaborado
    if not d.condonado.total:
        return None
    filas = [
        [
            NOMBRES[concepto].capitalize(),
            en_cifras(d.reconocido.de(concepto)),
            en_porcentaje(
                (d.condonado.de(concepto) * 100 / d.reconocido.de(concepto)).quantize(Decimal("0.01"))
            ),
            en_cifras(d.condonado.de(concepto)),
        ]
        for concepto in COLUMNAS
        if d.condonado.de(concepto)
    ]
    return {
        "fundamento": _fundamento(c, politica),
        "filas": filas,
        "total_letra": cifra_y_letra(d.condonado.total),
    }


def _fundamento(c: Convenio, politica: Politica) -> str:
    campana = next((x for x in politica.campanas if x.clave == c.elaborado.campana), None)
    bases = [f"la campaña «{campana.nombre}»"] if campana else []
    if c.autorizado == c.elaborado.revision:
        bases.append(f"la autorización de la coordinación del {fecha_larga(dia_local(c.autorizacion.en))}")
    return " y ".join(bases) or "la política de condonación vigente"


def _capitalizado(c: Convenio) -> str:
    d = c.elaborado
    if not d.plan.tasa_anual:
        return ""
    importe = max(CERO, d.reconocido.accesorios - d.condonado.accesorios - d.plan.pago_inicial)
    return cifra_y_letra(importe) if importe else ""


def _tasa(tasa: Decimal) -> str:
    return en_porcentaje(tasa) if tasa else ""


def _firmas(
    m: Material, gente: Gente, c: Convenio, apoderado: str, sesion: Sesion | None, roles: set[RolParte],
    huella: Iterable[RolParte],
) -> list[dict[str, Any]]:  # fmt: skip
    bloques = [
        firma(apoderado, "Por el Instituto"),
        *firmas_de_partes(m, gente, roles, huellas_de(c, huella)),
    ]
    if c.elaborado.via is Via.STJ:
        quien = facilitador_de(m, sesion)
        certificado = f"Certificación {o_raya(quien['certificacion'])}"
        bloques.append(firma(quien["nombre"], "Persona facilitadora", detalle=certificado))
        bloques.append(firma("", "Licenciatura en Derecho que revisó", detalle="Cédula profesional ________"))
    else:
        bloques += [firma("", "Testigo"), firma("", "Testigo")]
    return bloques


def _pagare(
    m: Material, gente: Gente, c: Convenio, dia: Any, aval: bool, huella: Iterable[RolParte]
) -> dict[str, Any] | None:
    """The note that goes with an agreement at the window, or with a regeneration (LGTOC 170)."""
    d = c.elaborado
    if d.via is Via.STJ and d.producto is not Producto.REGENERACION:
        return None
    roles = [RolParte.ACREDITADO, *([RolParte.AVAL] if aval else [])]
    return {
        "importe": en_cifras(d.plan.total),
        "importe_letra": cifra_y_letra(d.plan.total),
        "fecha": fecha_larga(dia),
        "vence": fecha_larga(d.plan.termina or dia),
        "firmas": firmas_de_partes(m, gente, roles, huellas_de(c, huella)),
    }
