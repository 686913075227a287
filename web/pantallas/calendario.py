"""«Calendarios»: the four calendars of an office and a year, what they lack, their versions, and publishing."""

from calendar import Calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for

from casos.calendario.aritmetica import Motivo
from casos.calendario.conjunto import Calendarios, avisos_de_calendario, diferencias
from casos.calendario.lectura import CalendarioInvalido, leer_calendarios, volcar
from casos.calendario.modelo import CALENDARIOS, NOMBRES_DE_SEDE, SEDES, TITULOS
from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, Rechazo
from casos.reglas import publicar_calendario
from casos.tiempo import dia_local
from web import publicaciones
from web.actual import cuenta, hoy, instancia
from web.avisos import Aviso
from web.formato import fecha, plural
from web.formularios import Formulario
from web.navegacion import Entrada
from web.permisos import permiso
from web.plantillas import direccion_con
from web.publicaciones import Documento
from web.respuestas import pagina, volver
from web.simulacion import ensayar

bp = Blueprint("calendario", __name__, url_prefix="/calendarios")
ENTRADA = Entrada("Calendarios", "calendario.ver", 81)
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
UN_DIA = timedelta(days=1)


class Descanso(NamedTuple):
    """A run of days off of the same name and source, weekends apart."""

    desde: date
    hasta: date
    motivo: Motivo


@bp.get("/")
@permiso(COORDINADOR, ADMINISTRADOR, AUDITOR)
def ver() -> Response:
    """One of the four calendars, as it holds in an office in a year: its months, and each day off with its source."""
    publicados = instancia().casos.versiones().calendarios
    calendarios = publicados[-1].calendarios
    sede, anio, nombre = _elegidos(calendarios)
    return pagina(
        "calendario/ver.html",
        sede=sede,
        anio=anio,
        nombre=nombre,
        titulo=TITULOS[nombre],
        avisos=[a.texto for a in avisos_de_calendario(calendarios, hoy())],
        meses=list(_meses(calendarios, nombre, sede, anio)),
        filas=_filas(calendarios, nombre, sede, anio),
        sedes=[(NOMBRES_DE_SEDE[s], _con(sede=s), s == sede) for s in SEDES],
        anios=[(str(a), _con(anio=a), a == anio) for a in _anios(calendarios)],
        nombres=[(TITULOS[n], _con(calendario=n), n == nombre) for n in CALENDARIOS],
        versiones=[
            [f"Versión {p.numero}", fecha(dia_local(p.publicada_en)) if p.numero > 1 else "con el programa"]
            for p in reversed(publicados)
        ],
        publica=publicaciones.puede_publicar(),
    )


def _elegidos(calendarios: Calendarios) -> tuple[str, int, str]:
    sede = request.args.get("sede", cuenta().sede or SEDES[0])
    anio = request.args.get("anio", hoy().year, type=int)
    nombre = request.args.get("calendario", CALENDARIOS[0])
    return (
        sede if sede in SEDES else SEDES[0],
        anio if anio in _anios(calendarios) else hoy().year,
        nombre if nombre in CALENDARIOS else CALENDARIOS[0],
    )


def _anios(calendarios: Calendarios) -> list[int]:
    """The years that somebody filled in some calendar, this one and the next."""
    llenos = {anio for nombre in CALENDARIOS for anio in calendarios.datos(nombre).anios}
    return sorted(llenos | {hoy().year, hoy().year + 1})


def _con(**cambios: Any) -> str:
    puestos = {k: v for k, v in request.args.items() if k in ("sede", "anio", "calendario")}
    return direccion_con("calendario.ver", puestos, **cambios)


def _meses(calendarios: Calendarios, nombre: str, sede: str, anio: int) -> Iterator[tuple[str, Any]]:
    """Each month as weeks of (number, kind, why); days of other months are None."""
    calendario = calendarios.calendario(nombre, sede)
    for mes in range(1, 13):
        semanas = Calendar().monthdatescalendar(anio, mes)
        yield (
            MESES[mes - 1],
            [[_celda(d, calendario.motivo(d)) if d.month == mes else None for d in s] for s in semanas],
        )


def _celda(dia: date, motivo: Motivo | None) -> tuple[int, str, str]:
    if motivo is None:
        return dia.day, "", ""
    if motivo.fuente == "Fin de semana":
        return dia.day, "fin", ""
    return dia.day, "inhabil" if motivo.confirmado else "inhabil supuesto", motivo.nombre


def descansos(calendarios: Calendarios, nombre: str, sede: str, anio: int) -> list[Descanso]:
    """The days off of a year, runs of the same name and source together."""
    calendario = calendarios.calendario(nombre, sede)
    hallados: list[Descanso] = []
    dia = date(anio, 1, 1)
    while dia.year == anio:
        motivo = calendario.motivo(dia)
        if motivo and motivo.fuente != "Fin de semana":
            previo = hallados[-1] if hallados else None
            if previo and previo.hasta == dia - UN_DIA and previo.motivo == motivo:
                hallados[-1] = previo._replace(hasta=dia)
            else:
                hallados.append(Descanso(dia, dia, motivo))
        dia += UN_DIA
    return hallados


def _filas(calendarios: Calendarios, nombre: str, sede: str, anio: int) -> list[list[Any]]:
    return [
        [
            d.motivo.nombre,
            fecha(d.desde) if d.desde == d.hasta else f"{fecha(d.desde)} a {fecha(d.hasta)}",
            "confirmado" if d.motivo.confirmado else {"texto": "supuesto", "url": "", "tono": "hoy"},
            d.motivo.fuente,
        ]
        for d in descansos(calendarios, nombre, sede, anio)
    ]  # fmt: skip


@bp.get("/calendarios.toml")
@permiso(COORDINADOR, ADMINISTRADOR, AUDITOR)
def archivo() -> Response:
    """The whole document in force, to be edited and published again."""
    ultimo = instancia().casos.versiones().calendarios[-1]
    return Response(
        volcar(ultimo.calendarios),
        mimetype="application/toml",
        headers={"Content-Disposition": f'attachment; filename="calendarios-{ultimo.numero}.toml"'},
    )


@bp.get("/publicar")
@permiso(COORDINADOR, ADMINISTRADOR)
def nuevo() -> Response:
    """Hand in a document."""
    return _formulario(Formulario(Documento), None)


@bp.post("/publicar")
@permiso(COORDINADOR, ADMINISTRADOR)
def publicar() -> Response:
    """Show what it would change; then, once it was seen, publish it."""
    form, cambios = publicaciones.recibir(), None
    with form.intentar():
        cambios = _previstos(form)
        if (visto := publicaciones.lo_visto(form)) is not None:
            return _publicado(publicaciones.publicar(publicar_calendario, form, visto), len(cambios))
    return _formulario(form, cambios, 422 if form.errores else 200)


def _previstos(form: Formulario[Documento]) -> list[list[Any]]:
    actual = instancia().casos.versiones().calendarios[-1].calendarios
    documento = publicaciones.texto(form) if form.datos else ""
    try:
        nuevo = leer_calendarios(documento, sobre=actual)
    except CalendarioInvalido as error:
        raise Rechazo(str(error)) from error
    return [
        [
            fecha(c.dia) if c.dia else "Años capturados", TITULOS[c.calendario],
            "todas" if set(c.sedes) == set(SEDES) else ", ".join(NOMBRES_DE_SEDE[s] for s in c.sedes),
            c.antes, c.despues,
        ]
        for c in diferencias(actual, nuevo)
    ]  # fmt: skip


def _publicado(hubo: bool, cuantos: int) -> Response:
    if not hubo:
        return volver("calendario.ver", aviso=Aviso("Son iguales a los ya publicados.", "No se cambió nada."))
    sigue = "Los plazos que corren se recalculan; los que ya vencieron no se mueven."
    return volver(
        "calendario.ver",
        aviso=Aviso(f"Calendarios publicados: {plural(cuantos, 'cambio', 'cambios')}.", sigue),
    )


def _formulario(form: Formulario[Documento], cambios: list[list[Any]] | None, estado: int = 200) -> Response:
    ensayo = ensayar(instancia(), "calendario", publicaciones.texto(form)) if cambios else None
    datos: Mapping[str, Any] = {
        "form": form,
        "cambios": cambios,
        "ensayo": ensayo,
        "visto_de": publicaciones.marca_de_lo_visto(form, ensayo) if ensayo and ensayo.listo else "",
        "url_archivo": url_for("calendario.archivo"),
    }
    return pagina("calendario/publicar.html", estado, **datos)
