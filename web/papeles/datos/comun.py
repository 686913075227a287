"""What every paper starts from (`Material`), what it ends in (`Papel`), and the parts that many share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Historia
from casos.boveda.persona import Olvidada, Persona, TipoIdentificacion
from casos.dinero.concepto import Concepto, PorConcepto
from casos.dinero.letras import cifra_y_letra, entero_en_letras, fecha_en_letras, fecha_larga
from casos.dinero.pesos import en_cifras
from casos.dinero.plan import PlanPagos
from casos.mediacion.estado import Caso, Convenio, Sesion
from casos.mediacion.hechos.pagos import PagoConfirmado
from casos.mediacion.hechos.sesiones import LugarDeSesionCambiado, SesionAgendada, SesionCelebrada
from casos.mediacion.vocabulario import FormaFirma, Modalidad, RolParte
from casos.tiempo import ZONA, dia_local
from casos.versiones import Versiones
from web.papeles.texto import RAYA, o_raya

Gente = Mapping[UUID, Persona | Olvidada]
Fila = list[str]
DE_SESION = (SesionAgendada, LugarDeSesionCambiado, SesionCelebrada)
COLUMNAS = (Concepto.CAPITAL, Concepto.ORDINARIO, Concepto.MORATORIO, Concepto.GASTOS)
IDENTIFICACIONES = {
    TipoIdentificacion.INE_CLAVE: "credencial para votar, clave de elector terminación",
    TipoIdentificacion.INE_CIC: "credencial para votar, CIC terminación",
    TipoIdentificacion.INE_OCR: "credencial para votar, OCR terminación",
    TipoIdentificacion.PASAPORTE: "pasaporte terminación",
    TipoIdentificacion.CEDULA: "cédula profesional terminación",
    TipoIdentificacion.OTRA: "identificación terminación",
}


class Material(NamedTuple):
    """A case with everything its papers are made from. `gente(al)` are its parties' data, also as they were.

    `instituto` are the data of `instituto.toml`; `hoy` matters only to papers about a day that nobody fixed.
    """

    caso_id: UUID
    historia: Historia
    versiones: Versiones
    gente: Callable[[datetime | None], Gente]
    instituto: dict[str, Any]
    nombre_instituto: str
    ahora: datetime

    @property
    def caso(self) -> Caso:
        """Its state."""
        caso: Caso = self.historia.caso
        return caso

    @property
    def hoy(self) -> date:
        """Today in Sonora."""
        return dia_local(self.ahora)


class Papel(NamedTuple):
    """A paper ready to be printed: its kind, template, title and data, and the instant that it is dated with."""

    clase: str
    plantilla: str
    titulo: str
    datos: dict[str, Any]
    creado: datetime
    convenio: int | None = None


class NoHayPapel(LookupError):
    """That paper cannot be made of this case; the text says why."""


def instituto_de(m: Material) -> dict[str, str]:
    """The institute as a paper of this case's office names it."""
    return instituto_en(m.instituto, m.nombre_instituto, m.caso.apertura.sede)


def instituto_en(datos: dict[str, Any], nombre_instituto: str, sede: str) -> dict[str, str]:
    """The institute as the papers of an office name it; a line for what nobody filled in."""
    suya = datos["sedes"].get(sede) or next(iter(datos["sedes"].values()))
    con_raya = ("instrumento", "banco", "cuenta", "clabe")
    llano = {k: v for k, v in datos.items() if isinstance(v, str)}
    return llano | {k: o_raya(llano[k]) for k in con_raya} | {"nombre": nombre_instituto, **suya}


def lugar_y_fecha(m: Material, dia: date) -> dict[str, str]:
    """Where and when a paper is issued, in words."""
    return {"lugar": instituto_de(m)["ciudad"], "fecha_letra": fecha_en_letras(dia)}


def persona(gente: Gente, persona_id: UUID | None, al: date) -> dict[str, str] | None:
    """The particulars that an agreement must give of a party (LGMASC 94.II); a line where one is missing."""
    if persona_id is None:
        return None
    suya = gente.get(persona_id)
    if not isinstance(suya, Persona):
        return dict.fromkeys(GENERALES, RAYA) | {"nombre": suya.nombre if suya else RAYA}
    edad = suya.edad(al)
    return {
        "nombre": suya.nombre,
        "edad": f"de {edad} años de edad" if edad is not None else f"de {RAYA[:5]} años de edad",
        "nacionalidad": o_raya(suya.nacionalidad.lower()),
        "estado_civil": o_raya(suya.estado_civil.lower()),
        "ocupacion": o_raya(suya.ocupacion.lower()),
        "domicilio": o_raya(suya.domicilio.en_un_renglon if suya.domicilio else ""),
        "identificacion": _identificacion(suya),
        "curp": o_raya(suya.curp),
        "rfc": o_raya(suya.rfc),
        "telefono": o_raya(suya.telefonos[0].numero.removeprefix("+52") if suya.telefonos else ""),
        "correo": o_raya(suya.correos[0] if suya.correos else ""),
    }


GENERALES = {
    "nombre": "nombre", "edad": "fecha de nacimiento", "nacionalidad": "nacionalidad",
    "estado_civil": "estado civil", "ocupacion": "ocupación", "domicilio": "domicilio",
    "identificacion": "identificación", "curp": "CURP", "rfc": "RFC", "telefono": "teléfono",
    "correo": "correo electrónico",
}  # fmt: skip
"""The particulars, and what a screen calls each when it is missing."""


def que_falta_de(generales: Mapping[str, str] | None) -> list[str]:
    """Which particulars would be printed as a line to be filled in by hand."""
    return [GENERALES[k] for k, v in (generales or {}).items() if RAYA[:5] in v]


def _identificacion(suya: Persona) -> str:
    if suya.identificacion is None:
        return RAYA
    vigencia = f", vigente hasta {suya.identificacion.vigencia}" if suya.identificacion.vigencia else ""
    return f"{IDENTIFICACIONES[suya.identificacion.tipo]} {suya.identificacion.ultimos_4}{vigencia}"


def nombre(gente: Gente, persona_id: UUID | None) -> str:
    """Somebody's name, or nothing."""
    suya = gente.get(persona_id) if persona_id else None
    return suya.nombre if suya else ""


def por_concepto(importes: PorConcepto) -> Fila:
    """Capital, ordinary, moratory, costs and total, in figures."""
    return [*(en_cifras(importes.de(c)) for c in COLUMNAS), en_cifras(importes.total)]


def plan_de(plan: PlanPagos) -> dict[str, Any]:
    """A schedule as a table, with its total in figures and words."""
    filas = [
        ["Inicial" if p.numero == 0 else str(p.numero), fecha_larga(p.vence), *map(en_cifras, _importes(p))]
        for p in plan.exigibles
    ]
    n = len(plan.parcialidades)
    cuantas = "una parcialidad" if n == 1 else f"{con_letra(n)} parcialidades"
    total = ["Total", "", en_cifras(plan.capital), en_cifras(plan.interes), en_cifras(plan.total), ""]
    return {"filas": filas, "total": total, "cuantas": cuantas, "total_letra": cifra_y_letra(plan.total)}


def _importes(p: Any) -> tuple[Decimal, ...]:
    return p.capital, p.interes, p.importe, p.saldo


def con_letra(n: int) -> str:
    """`dos (2)`."""
    return f"{entero_en_letras(n, 'una')} ({n})"


def firma(de: str, calidad: str, *, detalle: str = "", huella: bool = False) -> dict[str, Any]:
    """A block for a signature; `huella`: with a fingerprint and somebody who signs at their request."""
    return {"nombre": de or "Nombre y firma", "calidad": calidad, "detalle": detalle, "huella": huella}


def firmas_de_partes(
    m: Material, gente: Gente, roles: Iterable[RolParte], con_huella: Iterable[RolParte] = ()
) -> list[dict[str, Any]]:
    """The blocks of the parties who sign, in the order in which papers name them."""
    calidades = {RolParte.ACREDITADO: "La persona acreditada", RolParte.AVAL: "El aval y obligado solidario"}
    firman, huellas = set(roles), set(con_huella)
    return [
        firma(nombre(gente, m.caso.persona(rol)) or nombre(gente, m.caso.apertura.persona_id),
              calidad, huella=rol in huellas)
        for rol, calidad in calidades.items()
        if rol in firman
    ]  # fmt: skip


def huellas_de(convenio: Convenio, pedidas: Iterable[RolParte]) -> set[RolParte]:
    """Who signs with a fingerprint: what the signature says, or what is asked for while it is not signed."""
    suyas = {f.rol for f in convenio.firmas if f.forma is FormaFirma.HUELLA_Y_RUEGO}
    return suyas if convenio.firmas else set(pedidas)


def facilitador_de(m: Material, sesion: Sesion | None) -> dict[str, str]:
    """The facilitator of a session and their certification, as the facts of the session last say."""
    return {
        "nombre": _de_la_sesion(m, sesion, "facilitador"),
        "certificacion": _de_la_sesion(m, sesion, "certificacion"),
    }


def _de_la_sesion(m: Material, sesion: Sesion | None, campo: str) -> str:
    dichos = [
        getattr(a.hecho, campo, None)
        for a in m.historia.vigentes
        if sesion is not None and isinstance(a.hecho, DE_SESION) and a.hecho.sesion == sesion.numero
    ]
    return next((str(d) for d in reversed(dichos) if d), "")


def apoderado_de(m: Material, *candidatos: str | None, sesion: Sesion | None = None) -> str:
    """Who represents the institute: whom the fact or the session names, else its usual one, else a line."""
    de_sesion = _de_la_sesion(m, sesion, "apoderado")
    return o_raya(next((c for c in (*candidatos, de_sesion, m.instituto["apoderado"]) if c), ""))


def momento(instante: datetime) -> str:
    """`3 de noviembre de 2026 a las 10:40 horas`, in Sonora."""
    local = instante.astimezone(ZONA)
    return f"{fecha_larga(local.date())} a las {local.hour}:{local.minute:02} horas"


def lugar_de(sesion: Sesion) -> str:
    """Where a session is held, as a sentence about it goes on."""
    if sesion.modalidad is Modalidad.VIRTUAL:
        return f"por videoconferencia (hora de Sonora){f', en {sesion.url}' if sesion.url else ''}"
    sala = f", sala {sesion.sala}" if sesion.sala else ""
    return f"en el Centro de Justicia Alternativa{sala}"


def operacion_de(m: Material, folio: str) -> list[str]:
    """The bank and its operation number of a payment, as accounting gave them; what is unknown is left out."""
    hecho = next(
        (
            a.hecho
            for a in m.historia.vigentes
            if isinstance(a.hecho, PagoConfirmado) and a.hecho.folio == folio
        ),
        None,
    )
    return [dato for dato in (hecho.banco, hecho.operacion) if dato] if hecho else []


def creditos_dichos(numeros: Sequence[str]) -> str:
    """«el crédito 1001» or «los créditos 1001, 1002 y 1003»."""
    if len(numeros) == 1:
        return f"el crédito {numeros[0]}"
    return f"los créditos {', '.join(numeros[:-1])} y {numeros[-1]}" if numeros else "el crédito"


def referencia_de(convenio: Convenio) -> str:
    """The payment reference: contract (8 digits) and agreement (2) (política)."""
    credito = convenio.elaborado.creditos[0]
    if credito.isdigit() and len(credito) <= 8:
        return f"{credito.zfill(8)}{convenio.numero:02d}"
    return RAYA
