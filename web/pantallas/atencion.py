"""«Registrar atención»: somebody at the window, on the telephone or by mail, in a few clicks and also anonymous."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, get_args
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for
from pydantic import Field

from casos.atencion import Atencion, AtencionDadaSinCaso, AtencionSinCaso, atender_sin_caso
from casos.casos import Resultado
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import Medio
from casos.tiempo import ZONA, a_las
from proyecciones.consultas import ligeros as consulta
from web import personas
from web.actual import cuenta, hoy, instancia, presente
from web.avisos import Aviso
from web.campos import Hora, Linea, Parrafo
from web.decidir import decidir
from web.equipo import sucesos
from web.expediente import abrir_expediente, deshacer, deshacer_de, lector
from web.formato import momento, plural, telefono
from web.formularios import Campos, Formulario, FormularioInvalido, leer
from web.ligeros import ANONIMO, MEDIOS, caso_de, guardar_a_quien_sea
from web.navegacion import Boton
from web.pantallas.buscar import Hallado, buscar
from web.permisos import permiso
from web.respuestas import fragmento, pagina, volver

bp = Blueprint("atencion", __name__, url_prefix="/atencion")
BOTON = Boton("Registrar atención", "atencion.ver")

Asunto = Literal[
    "Saldo", "Convenio", "Referencia o comprobante de pago", "Sesión de mediación", "Aclaración", "Becas",
    "Otro trámite",
]  # fmt: skip
"""Closed, so that nothing personal is written where it is not protected, and so that they can be counted."""
Area = Literal[
    "Dirección de Becas y Crédito", "Contabilidad", "Sistemas", "Judicial", "Archivo", "Transparencia",
    "Centro de Justicia Alternativa", "Otra oficina del Gobierno",
]  # fmt: skip
"""Whither somebody is sent on; closed for the same reasons."""
SATISFACCION = (("1", "1 · Mala"), ("2", "2"), ("3", "3 · Regular"), ("4", "4"), ("5", "5 · Muy buena"))
MENOS_LETRAS, A_LA_VISTA = 3, 5
DIGITOS_DE_TELEFONO = 7
ULTIMAS = 5
UN_MINUTO = timedelta(minutes=1)
SE_OLVIDO = 90
"""Minutes after which nobody supposes any more that it lasted until now."""


class AtencionForm(Campos):
    """An attention; `quien` is a name or the number that rings, `boton` what was pressed."""

    medio: Medio
    asunto: Asunto
    quien: Linea = ""
    caso: UUID | None = None
    resuelto: Literal["si", "no"] = "si"
    canalizado_a: Area | None = None
    empezo: Hora | None = None
    minutos: Annotated[int, Field(ge=0, le=600)] | None = None
    satisfaccion: Annotated[int, Field(ge=1, le=5)] | None = None
    nota: Parrafo = ""
    boton: Literal["registrar", "otra", "buscar"] = "registrar"


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver() -> Response:
    """The form; the address may bring the means, the subject and the number that rings (`?quien=6622145678`)."""
    dados = {n: request.args.get(n) for n in ("medio", "asunto", "quien", "caso")}
    medio = dados["medio"] or Medio.PRESENCIAL.value
    ahora = presente().astimezone(ZONA).time()
    return _pagina(Formulario(AtencionForm, {**dados, "medio": medio, "resuelto": "si", "empezo": ahora}))


@bp.get("/casos")
@permiso(*CON_BANDEJA)
def casos() -> Response:
    """The cases of whoever is being written; the only one of a telephone comes chosen."""
    form = Formulario(AtencionForm, {"quien": request.args.get("quien", "")})
    return fragmento("atencion/_casos.html", form=form, opciones=_opciones(form))


@bp.post("/")
@permiso(*CON_BANDEJA)
def registrar() -> Response:
    """Record it in its case, or as one without a case."""
    form = leer(AtencionForm)
    if form.valor("boton") == "buscar":
        form.errores.clear()
        return _pagina(form)
    hecha: Response | None = None
    with form.intentar():
        hecha = _registrada(form)
    return hecha or _pagina(form)


def _registrada(form: Formulario[AtencionForm]) -> Response:
    d = form.datos
    empezo, minutos = _duracion(form)
    dada = AtencionDada(
        medio=d.medio, asunto=d.asunto, resuelto=d.resuelto == "si", canalizado_a=d.canalizado_a,
        minutos=minutos, satisfaccion=d.satisfaccion, nota=d.nota or None,
    )  # fmt: skip
    if d.caso:
        resultado = decidir(d.caso, registrar_atencion, dada, form, ocurrido_en=empezo)
    else:
        quien = guardar_a_quien_sea(form.pedido, d.quien) if d.quien or d.nota else None
        suya = AtencionDadaSinCaso(**dada.model_dump(), persona_id=quien)
        resultado = decidir(
            caso_de(form.pedido, "atencion"), atender_sin_caso, suya, form, ocurrido_en=empezo
        )
    aviso = _aviso(resultado, d.asunto, con_caso=d.caso is not None, en_persona=d.medio is Medio.PRESENCIAL)
    if d.boton == "otra":
        return volver(url_for("atencion.ver", medio=d.medio.value, asunto=d.asunto), aviso=aviso)
    return volver("inicio.ir", aviso=aviso)


def _duracion(form: Formulario[AtencionForm]) -> tuple[datetime | None, int | None]:
    """When it began, and how long it took: as written, else from then until now."""
    ahora = presente()
    if form.datos.empezo is None:
        return None, form.datos.minutos
    empezo = a_las(hoy(), form.datos.empezo)
    if empezo > ahora:
        form.rechazar("Esa hora todavía no llega; corríjala o déjela en blanco.", "empezo")
        raise FormularioInvalido
    pasaron = int((ahora - empezo) / UN_MINUTO)
    return empezo, form.datos.minutos if form.datos.minutos is not None or pasaron > SE_OLVIDO else pasaron


def _aviso(resultado: Resultado, asunto: str, *, con_caso: bool, en_persona: bool) -> Aviso:
    """What was recorded, with the way back, to its page and, at the window, to what the person thinks of it."""
    caso_id, version = resultado.caso_id, resultado.version
    enlaces = [
        ("Ver el caso", url_for("caso.ver", caso_id=caso_id))
        if con_caso
        else ("Verla", url_for("atencion.una", caso_id=caso_id))
    ]
    if en_persona and resultado.asientos:
        enlaces.append(
            ("Que la persona califique", url_for("calificacion.ver", caso_id=caso_id, version=version))
        )
    vuelta = None if resultado.repetido else deshacer(caso_id, resultado)
    return Aviso("Atención registrada.", f"{asunto}.", deshacer=vuelta, enlaces=tuple(enlaces))


@bp.get("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def una(caso_id: UUID) -> Response:
    """An attention without a case: what was noted, and what the person said of it."""
    historia = abrir_expediente(caso_id, "ver atención")
    if not isinstance(historia.caso, Atencion):
        abort(404)
    primera = historia.asientos[0]
    hecho, lee = primera.hecho, lector(historia, historia.asientos)
    if not isinstance(hecho, AtencionSinCaso):
        abort(404)
    anulada = primera not in historia.vigentes
    conocidas = personas.personas([hecho.persona_id] if hecho.persona_id else [])
    datos = [
        ("Quién", personas.nombre_de(conocidas, hecho.persona_id) if hecho.persona_id else ANONIMO),
        ("Teléfono", telefono(t) if (t := personas.telefono_de(conocidas, hecho.persona_id)) else ""),
        ("Cómo", dict(MEDIOS).get(hecho.medio.value, "")),
        ("Cuándo", momento(primera.ocurrido_en)),
        ("Duró", plural(hecho.minutos, "minuto", "minutos") if hecho.minutos is not None else ""),
        ("Se resolvió", "Sí" if hecho.resuelto else "No"),
        ("Se canalizó a", hecho.canalizado_a or ""),
        ("Calificación que dijo", str(hecho.satisfaccion or "")),
    ]
    return pagina(
        "atencion/una.html",
        titulo=hecho.asunto,
        anulada=anulada,
        datos=[(n, v) for n, v in datos if v],
        nota=lee.privado(hecho, "nota") if not anulada else "",
        sucesos=sucesos(historia),
        url_calificar=""
        if anulada or len(historia.asientos) > 1
        else url_for("calificacion.ver", caso_id=caso_id, version=primera.version),
        deshacer=None if anulada else deshacer_de(historia),
    )


def _pagina(form: Formulario[AtencionForm]) -> Response:
    form.visto = None
    return pagina(
        "atencion/ver.html",
        422 if form.errores else 200,
        form=form,
        medios=MEDIOS,
        asuntos=[(a, a) for a in get_args(Asunto)],
        satisfaccion=SATISFACCION,
        areas=[(a, a) for a in get_args(Area)],
        opciones=_opciones(form),
        ultimas=_ultimas(),
    )


def _ultimas() -> list[tuple[str, str, str]]:
    """The last ones without a case that the account that asks recorded: subject, address, when."""
    abierta = instancia()
    with abierta.almacen.leer() as conexion:
        ids = consulta.abiertos_por(conexion, ["AtencionSinCaso"], ULTIMAS, autor=cuenta().usuario)
    primeras = [(h.caso_id, h.asientos[0]) for i in ids if (h := abierta.casos.historia(i))]
    return [
        (a.hecho.asunto, url_for("atencion.una", caso_id=caso_id), momento(a.ocurrido_en))
        for caso_id, a in primeras
        if isinstance(a.hecho, AtencionSinCaso)
    ]


def _opciones(form: Formulario[AtencionForm]) -> list[tuple[str, str, str]]:
    """Nobody's case, and those that what was written finds; sets which one is chosen."""
    texto, elegido = form.valor("quien").strip(), form.valor("caso")
    hallados = buscar(texto, A_LA_VISTA) if len(texto) >= MENOS_LETRAS else []
    if elegido and not any(str(h.caso_id) == elegido for h in hallados):
        hallados = [*_de_su_caso(elegido), *hallados]
    digitos = sum(letra.isdigit() for letra in texto)
    if not elegido and len(hallados) == 1 and digitos >= DIGITOS_DE_TELEFONO:
        form.valores["caso"] = str(hallados[0].caso_id)
    ninguno = ("", "Ninguno", "Quien viene no tiene caso o prefiere no decir quién es.")
    return [ninguno, *((str(h.caso_id), h.nombre, " · ".join(h.detalles)) for h in hallados)]


def _de_su_caso(elegido: str) -> list[Hallado]:
    try:
        historia = instancia().casos.historia(UUID(elegido))
    except ValueError:
        return []
    apertura = getattr(historia.caso, "apertura", None) if historia else None
    if historia is None or apertura is None:
        return []
    persona = instancia().boveda.leer(apertura.persona_id)
    detalles = (historia.caso.folio,) if historia.caso.folio else ()
    return [
        Hallado(persona.nombre, url_for("caso.ver", caso_id=historia.caso_id), detalles, historia.caso_id)
    ]
