"""Certificates of a session: who came or did not, how it ended, and nothing of what was said in it (LGMASC 37)."""

from typing import Any

from casos.dinero.letras import fecha_larga
from casos.mediacion.estado import EstadoSesion, Sesion
from casos.mediacion.hechos.sesiones import InasistenciaRegistrada, SesionCelebrada
from casos.mediacion.vocabulario import CausaConclusion, FaltaDelInstituto, ResultadoSesion, RolParte
from casos.tiempo import dia_local
from web.formato import con_mayuscula
from web.frases.palabras import dicho, y
from web.papeles.datos.comun import (
    Gente,
    Material,
    NoHayPapel,
    Papel,
    apoderado_de,
    facilitador_de,
    firma,
    firmas_de_partes,
    lugar_de,
    lugar_y_fecha,
    momento,
    nombre,
)
from web.papeles.texto import o_raya

TITULOS = {
    "constancia_inasistencia": "CONSTANCIA DE INASISTENCIA",
    "constancia_no_acuerdo": "CONSTANCIA DE NO ACUERDO",
    "constancia_asistencia": "CONSTANCIA DE ASISTENCIA",
    "constancia_conclusion": "CONSTANCIA DE CONCLUSIÓN ANTICIPADA",
}
CAUSAS = {
    CausaConclusion.DOS_INASISTENCIAS: "dos inasistencias consecutivas sin causa justificada",
    CausaConclusion.VOLUNTAD_DE_PARTE: "la voluntad de una de las partes",
    CausaConclusion.REVELACION: "la revelación de información confidencial",
    CausaConclusion.INSOSTENIBLE: "haberse advertido argumentos insostenibles",
    CausaConclusion.FALTA_DE_RESPETO: "la falta de respeto o la dilación de una de las partes",
    CausaConclusion.FALLECIMIENTO: "el fallecimiento de una de las partes",
    CausaConclusion.PLAZO_VENCIDO: "haber vencido el plazo del mecanismo",
}
"""Causes of LGMASC 78, as a certificate says them."""


def constancia(m: Material, clase: str, sesion: int | None = None) -> Papel:
    """One of the four certificates; of the last session that ended so when not said."""
    cual = _sesion(m, clase, sesion)
    marca = m.caso.mecanismo.fin if clase == "constancia_conclusion" else cual.resuelta
    dia = dia_local(marca.en)
    gente = m.gente(marca.registrado_en)
    quien = facilitador_de(m, cual)
    apoderado = apoderado_de(m, sesion=cual)
    presentes = _presentes(m, cual)
    datos: dict[str, Any] = {
        **lugar_y_fecha(m, dia),
        "folio_stj": o_raya(cual.folio),
        "sesion": f"Sesión {cual.num_sesion}, {momento(cual.inicio)}",
        "sala": con_mayuscula(lugar_de(cual)),
        "facilitador": {k: o_raya(v) for k, v in quien.items()},
        "apoderado": apoderado,
        "invitados": _dichos(m, gente, (RolParte.ACREDITADO, RolParte.AVAL)) or o_raya(""),
        "clase": clase,
        "cuando": momento(cual.inicio),
        "asistieron": _dichos(m, gente, presentes),
        "ausentes": _ausentes(m, gente, cual),
        "justificada": cual.justificada,
        "invitada": _invitada(cual),
        "causa": CAUSAS.get(m.caso.mecanismo.concluido) if m.caso.mecanismo.concluido else "",
        "concluido": fecha_larga(dia_local(m.caso.mecanismo.fin.en)),
        "firmas": [
            firma(apoderado, "Por el Instituto"),
            *firmas_de_partes(m, gente, presentes),
            firma(
                quien["nombre"],
                "Persona facilitadora",
                detalle=f"Certificación {o_raya(quien['certificacion'])}",
            ),
        ],
    }
    return Papel(clase, "constancia", TITULOS[clase], datos, marca.registrado_en)


def _ausentes(m: Material, gente: Gente, sesion: Sesion) -> str:
    de_ellos = _dichos(m, gente, sesion.ausentes)
    if sesion.instituto is None:
        return de_ellos or "la persona invitada"
    sin_poder = sesion.instituto is FaltaDelInstituto.SIN_PODER
    suya = "el Instituto" + (", cuyo representante no acreditó su personalidad" if sin_poder else "")
    return f"{de_ellos} y {suya}" if de_ellos else suya


def _sesion(m: Material, clase: str, numero: int | None) -> Sesion:
    sirven = [s for s in m.caso.sesiones.values() if sirve(m, clase, s)]
    elegida = (
        next((s for s in sirven if s.numero == numero), None) if numero else (sirven[-1] if sirven else None)
    )
    if elegida is None:
        raise NoHayPapel("Esa constancia no va con lo registrado; capture primero el resultado de la sesión.")
    return elegida


def sirve(m: Material, clase: str, sesion: Sesion) -> bool:
    """Whether a certificate goes with how a session ended."""
    if clase == "constancia_conclusion":
        return m.caso.mecanismo.concluido is not None and sesion is [*m.caso.sesiones.values()][-1]
    if clase == "constancia_inasistencia":
        return sesion.estado is EstadoSesion.INASISTENCIA
    if clase == "constancia_no_acuerdo":
        return sesion.estado is EstadoSesion.CELEBRADA and sesion.resultado is not ResultadoSesion.ACUERDO
    return sesion.estado is EstadoSesion.CELEBRADA


def _presentes(m: Material, sesion: Sesion) -> list[RolParte]:
    for asiento in reversed(m.historia.vigentes):
        hecho = asiento.hecho
        if isinstance(hecho, SesionCelebrada | InasistenciaRegistrada) and hecho.sesion == sesion.numero:
            return list(hecho.presentes)
    return []


def _dichos(m: Material, gente: Gente, roles: Any) -> str:
    """«Ana Soto (acreditado) y Luis Soto (aval)»."""
    partes = ((rol, nombre(gente, m.caso.persona(rol) or _deudor(m, rol))) for rol in roles)
    return y([f"{de} ({dicho(rol)})" for rol, de in partes if de])


def _deudor(m: Material, rol: RolParte) -> Any:
    return m.caso.apertura.persona_id if rol is RolParte.ACREDITADO else None


def _invitada(sesion: Sesion) -> str:
    """When the invitation reached them, if it did."""
    llego = sesion.invitacion == "notificada" and sesion.invitada.version
    return fecha_larga(dia_local(sesion.invitada.en)) if llego else ""
