"""The measures of the job: what each counts, as one query that gives the number and, without the sum, its facts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, func, literal, null, or_, select

from casos.decision import RESPONSABLE
from casos.tiempo import dia_local
from proyecciones.vistas.actos import Actos
from proyecciones.vistas.convenios import Convenios
from proyecciones.vistas.fichas import Fichas

Conexion = Connection
"""What a figure is read from, for modules that must not know the engine."""
A, C, F = Actos.tabla, Convenios.tabla, Fichas.tabla


class Alcance(NamedTuple):
    """Which acts a figure counts: of these days, and of one office or officer if said."""

    desde: date
    hasta: date
    sede: str | None = None
    responsable: str | None = None


def mes_de(dia: date) -> Alcance:
    """The days of a day's month."""
    primero = dia.replace(day=1)
    return Alcance(primero, (primero + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def anio_de(dia: date) -> Alcance:
    """The days of a day's year."""
    return Alcance(dia.replace(month=1, day=1), dia.replace(month=12, day=31))


class Forma(StrEnum):
    """How a measure is written: a count, pesos, a share of its base, an average over its base, minutes as hours."""

    CANTIDAD = "cantidad"
    PESOS = "pesos"
    PORCIENTO = "porciento"
    PROMEDIO = "promedio"
    HORAS = "horas"


class Valor(NamedTuple):
    """What a measure adds up to, over how many, and how many rows its list has."""

    suma: Decimal
    base: int
    renglones: int = 0

    def en(self, forma: Forma) -> Decimal | None:
        """The number as it is written; None where a share or an average has nothing to be of."""
        if forma in {Forma.CANTIDAD, Forma.PESOS}:
            return self.suma
        if forma is Forma.HORAS:
            return self.suma / 60
        if not self.base:
            return None
        return self.suma * (100 if forma is Forma.PORCIENTO else 1) / self.base


class Medida(NamedTuple):
    """A measure. `donde` are the rows of its list, `dia` the date by which they fall into a month, `quien` and `sede`
    whose they are; `suma` and `base` are aggregates over them; `cuenta` says of each row whether it adds (all do
    when None). `se_cuenta` explains it on its page."""

    clave: str
    titulo: str
    forma: Forma
    se_cuenta: str
    tabla: Table
    donde: ColumnElement[bool]
    dia: ColumnElement[date]
    quien: ColumnElement[str]
    sede: ColumnElement[str]
    suma: ColumnElement[Any]
    base: ColumnElement[int]
    cuenta: ColumnElement[bool] | None = None
    dato: ColumnElement[Any] | None = None


GESTIONES = ("LlamadaRealizada", "VisitaRealizada", "CartaEnviada", "IncumplimientoNotificado")
ATIENDEN = (
    "AtencionRegistrada", "AtencionSinCaso", "LlamadaRecibida", "LlamadaRealizada", "VisitaRealizada",
)  # fmt: skip
_INFORMADAS = A.c.hecho == "ComisionInformada"
_ATENDIDOS = and_(A.c.hecho.in_(ATIENDEN), A.c.atiende)


def _si(condicion: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condicion, 1), else_=0))


def _de_actos(
    clave: str, titulo: str, forma: Forma, donde: ColumnElement[bool], se_cuenta: str, *, suyo: bool = False,
    suma: ColumnElement[Any] | None = None, base: ColumnElement[int] | None = None,
    cuenta: ColumnElement[bool] | None = None, dato: ColumnElement[Any] | None = None,
) -> Medida:  # fmt: skip
    """A measure of acts: of whoever owned the case then, or (`suyo`) of whoever did them."""
    return Medida(
        clave, titulo, forma, se_cuenta, A, donde, A.c.dia, A.c.autor if suyo else A.c.responsable,
        A.c.de_sede, func.count() if suma is None else suma, func.count() if base is None else base, cuenta, dato,
    )  # fmt: skip


def _de_convenios(
    clave: str, titulo: str, forma: Forma, dia: ColumnElement[date], se_cuenta: str, *,
    donde: ColumnElement[bool] | None = None, cuenta: ColumnElement[bool] | None = None,
    dato: ColumnElement[int] | None = None,
) -> Medida:  # fmt: skip
    """A measure of signed agreements: how many, the share for which `cuenta`, or the average of `dato`."""
    suma = func.sum(dato) if dato is not None else func.count() if cuenta is None else _si(cuenta)
    return Medida(
        clave, titulo, forma, se_cuenta, C, dia.is_not(None) if donde is None else donde, dia,
        C.c.responsable, C.c.sede, suma, func.count(), cuenta, dato,
    )  # fmt: skip


_LOGRO = C.c.logrado.is_not(None)
_PAPEL = C.c.recabado.is_(None)

_LISTA = (
    _de_actos(
        "atendidas", "Personas atendidas", Forma.CANTIDAD, _ATENDIDOS,
        "Casos distintos con al menos una atención: en ventanilla, por escrito, visita recibida, llamada recibida, o "
        "llamada en la que contestó el titular o el aval. Quien no tiene caso cuenta cada vez que se le atiende. "
        "Cuenta para quien atendió.",
        suyo=True, suma=func.count(A.c.caso_id.distinct()),
    ),
    _de_actos(
        "atenciones", "Atenciones", Forma.CANTIDAD, _ATENDIDOS,
        "Cada vez que se atendió a alguien. Cuenta para quien atendió.", suyo=True,
    ),
    _de_actos(
        "satisfaccion", "Satisfacción (1 a 5)", Forma.PROMEDIO,
        and_(A.c.hecho.in_(ATIENDEN), A.c.satisfaccion.is_not(None)),
        "Promedio de lo que contestaron quienes quisieron calificar la atención, de 1 a 5.",
        suyo=True, suma=func.sum(A.c.satisfaccion), dato=A.c.satisfaccion,
    ),
    _de_actos(
        "resueltas", "Resueltas al primer contacto", Forma.PORCIENTO,
        and_(A.c.hecho.in_(ATIENDEN), A.c.resuelto.is_not(None)),
        "De las atenciones en que se anotó, las que quedaron resueltas sin canalizar a otra área.",
        suyo=True, suma=_si(A.c.resuelto), cuenta=A.c.resuelto,
    ),
    _de_actos(
        "horas_fuera", "Horas fuera, en comisión", Forma.HORAS, _INFORMADAS,
        "Horas que dice el informe de cada comisión, por el día en que se informó. Cuenta para quien la hizo.",
        suyo=True, suma=func.sum(A.c.minutos), dato=A.c.minutos,
    ),
    _de_actos(
        "apoyadas", "Personas apoyadas en comisión", Forma.CANTIDAD, _INFORMADAS,
        "Personas atendidas que dice el informe de cada comisión (becas, estímulos, créditos), por el día en que se "
        "informó. No se suman a las atendidas del área.", suyo=True, suma=func.sum(A.c.personas), dato=A.c.personas,
    ),
    _de_actos(
        "opciones", "Opciones presentadas por contacto", Forma.PROMEDIO,
        or_(A.c.hecho == "OpcionesPresentadas", _ATENDIDOS),
        "Veces que se presentaron opciones de pago, entre los contactos con el deudor o su aval.",
        suyo=True, suma=_si(A.c.hecho == "OpcionesPresentadas"), base=_si(_ATENDIDOS),
        cuenta=A.c.hecho == "OpcionesPresentadas",
    ),
    _de_actos(
        "sesiones", "Sesiones celebradas", Forma.CANTIDAD, A.c.hecho == "SesionCelebrada",
        "Sesiones del tribunal a las que acudieron las partes. Cuenta para quien llevaba el caso ese día.",
    ),
    _de_convenios(
        "convenios", "Convenios firmados", Forma.CANTIDAD, C.c.firmado,
        "Convenios por el día de su firma. Los anulados no cuentan. Cuenta para quien llevaba el caso ese día.",
    ),
    _de_convenios(
        "en_politica", "Negociaciones dentro de la política", Forma.PORCIENTO, C.c.firmado,
        "De los convenios firmados, los que no pidieron más de lo que la política permite.", cuenta=~C.c.excede,
    ),
    _de_convenios(
        "logrados", "Convenios que llegan al tercer pago", Forma.PORCIENTO, C.c.logro_vence,
        "De los convenios cuyo tercer pago (o el último, si son menos) vencía en estos días, los que ya lo cubrieron. "
        "Cuántos pagos son lo dice la política.", cuenta=_LOGRO,
    ),
    _de_actos(
        "recuperado", "Recuperado confirmado", Forma.PESOS, A.c.hecho.in_(("PagoConfirmado", "PagoRevertido")),
        "Pagos que contabilidad confirmó, por el día en que se pagaron, menos los que se revirtieron en esos días. "
        "Los anulados no cuentan. Cuenta para quien llevaba el caso ese día.", suma=func.sum(A.c.importe),
    ),
    _de_actos(
        "gestiones", "Gestiones", Forma.CANTIDAD, A.c.hecho.in_(GESTIONES),
        "Llamadas hechas, visitas realizadas, cartas y mensajes enviados, y avisos de incumplimiento. Cuenta para "
        "quien las hizo.", suyo=True,
    ),
    _de_actos(
        "promesas", "Promesas cumplidas", Forma.PORCIENTO, A.c.hecho.in_(("PromesaCumplida", "PromesaIncumplida")),
        "De las promesas de pago que se resolvieron en estos días, las que se cumplieron.",
        suma=_si(A.c.hecho == "PromesaCumplida"), cuenta=A.c.hecho == "PromesaCumplida",
    ),
    _de_convenios(
        "incumplidos", "Convenios incumplidos", Forma.CANTIDAD, C.c.incumplido,
        "Convenios cuyo incumplimiento se declaró (o no recibieron el pago inicial) en estos días, salvo los que un "
        "pago hecho a tiempo revirtió.",
    ),
    _de_convenios(
        "reincidentes", "Incumplidos por quien ya había incumplido", Forma.PORCIENTO, C.c.incumplido,
        "De los convenios incumplidos en estos días, los de quien antes ya había incumplido otro convenio.",
        cuenta=C.c.reincide,
    ),
    _de_convenios(
        "curados", "Incumplimientos subsanados", Forma.PORCIENTO, C.c.incumplido,
        "De los convenios incumplidos en estos días, los que después se pusieron al corriente o firmaron adenda.",
        cuenta=C.c.curado.is_not(None),
    ),
    _de_convenios(
        "sin_papel", "Convenios sin documento", Forma.PORCIENTO, C.c.firmado,
        "De los convenios firmados en estos días, aquellos cuyo original todavía no se recaba.", cuenta=_PAPEL,
    ),
    _de_convenios(
        "dias_al_papel", "Días de la sesión al documento", Forma.PROMEDIO, C.c.recabado,
        "Días naturales desde la sesión (o la firma, si no hubo) hasta que se recabó el original, de los convenios "
        "recabados en estos días.", dato=C.c.dias_al_papel,
    ),
    _de_convenios(
        "dias_al_registro", "Días del documento al registro", Forma.PROMEDIO, C.c.inscrito,
        "Días naturales desde que se recabó el original hasta su inscripción, de los convenios inscritos en estos "
        "días.", donde=C.c.dias_al_registro.is_not(None), dato=C.c.dias_al_registro,
    ),
)  # fmt: skip

MEDIDAS: dict[str, Medida] = {m.clave: m for m in _LISTA}
"""Every measure by its name in addresses."""

GRUPOS: dict[str, tuple[str, ...]] = {
    "Atención a usuarios": ("atendidas", "atenciones", "satisfaccion", "resueltas", "horas_fuera", "apoyadas"),
    "Opciones de pago y negociación": ("opciones", "sesiones", "convenios", "en_politica", "logrados"),
    "Gestión y recuperación": (
        "recuperado", "gestiones", "promesas", "incumplidos", "reincidentes", "curados", "sin_papel",
        "dias_al_papel", "dias_al_registro",
    ),
}  # fmt: skip
"""The three measures of the job description, each with what shows it."""


def _de(medida: Medida, alcance: Alcance, *columnas: Any, con_ficha: bool = False) -> Select[Any]:
    """The one query behind a figure and its list."""
    partes = [medida.donde, medida.dia.between(alcance.desde, alcance.hasta)]
    if alcance.sede:
        partes.append(medida.sede == alcance.sede)
    if alcance.responsable:
        partes.append(medida.quien == alcance.responsable)
    consulta = select(*columnas).where(and_(*partes))
    tabla = medida.tabla
    return consulta.select_from(tabla.outerjoin(F, F.c.caso_id == tabla.c.caso_id) if con_ficha else tabla)


def _valor(fila: Sequence[Any]) -> Valor:
    return Valor(Decimal(fila[0] or 0), int(fila[1] or 0), int(fila[2]))


def valor(conexion: Connection, medida: Medida, alcance: Alcance) -> Valor:
    """The figure."""
    return _valor(conexion.execute(_de(medida, alcance, medida.suma, medida.base, func.count())).one())


def por(
    conexion: Connection, medida: Medida, alcance: Alcance, columna: ColumnElement[Any]
) -> dict[Any, Valor]:
    """The figure for each value of a column (officer, office, channel, day)."""
    consulta = _de(medida, alcance, columna, medida.suma, medida.base, func.count()).group_by(columna)
    return {clave: _valor(resto) for clave, *resto in conexion.execute(consulta)}


def por_persona(conexion: Connection, medida: Medida, alcance: Alcance) -> dict[str, Valor]:
    """The figure of each officer."""
    return {quien: v for quien, v in por(conexion, medida, alcance, medida.quien).items() if quien}


def por_sede(conexion: Connection, medida: Medida, alcance: Alcance) -> dict[str, Valor]:
    """The figure of each office."""
    return por(conexion, medida, alcance, medida.sede)


def renglones(
    conexion: Connection, medida: Medida, alcance: Alcance, *, limite: int | None = None, desde: int = 0
) -> Sequence[Any]:
    """What the figure counts, the newest first: case, its person and folio, which entry, what, when, who, how much,
    and whether it adds to the figure or only to its base."""
    tabla = medida.tabla
    de_actos = tabla is A
    consulta = _de(
        medida, alcance, tabla.c.caso_id, tabla.c.version, F.c.persona_id, F.c.folio,
        (A.c.hecho if de_actos else C.c.producto).label("que"), medida.dia.label("dia"),
        medida.quien.label("quien"), (A.c.autor if de_actos else null()).label("autor"),
        medida.sede.label("sede"), (A.c.importe if de_actos else C.c.total).label("importe"),
        (literal(1) if medida.cuenta is None else case((medida.cuenta, 1), else_=0)).label("cuenta"),
        (null() if medida.dato is None else medida.dato).label("dato"), con_ficha=True,
    ).order_by(medida.dia.desc(), tabla.c.caso_id, tabla.c.version)  # fmt: skip
    return conexion.execute(consulta.limit(limite).offset(desde) if limite else consulta).all()


def dias_de(conexion: Connection, medida: Medida, alcance: Alcance) -> dict[date, Valor]:
    """The figure of each day."""
    return por(conexion, medida, alcance, medida.dia)


def quienes(conexion: Connection, alcance: Alcance) -> list[str]:
    """The officers who did something in these days."""
    partes = [A.c.rol == RESPONSABLE, A.c.dia.between(alcance.desde, alcance.hasta)]
    if alcance.sede:
        partes.append(A.c.de_sede == alcance.sede)
    if alcance.responsable:
        partes.append(A.c.autor == alcance.responsable)
    return sorted(conexion.execute(select(A.c.autor).where(*partes).distinct()).scalars())


def primer_dia(conexion: Connection) -> date | None:
    """The day on which the first act was captured; None before it."""
    primero: datetime | None = conexion.execute(select(func.min(A.c.registrado_en))).scalar_one()
    return dia_local(primero) if primero else None
