"""«Registrar atención»: somebody at the window, on the telephone or by mail, in a few clicks and also anonymous."""

from typing import Annotated, Literal, get_args
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from pydantic import Field

from casos.atencion import AtencionDadaSinCaso, atender_sin_caso
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import Medio
from web.actual import instancia
from web.avisos import Aviso
from web.campos import Linea, Parrafo
from web.decidir import decidir
from web.formularios import Campos, Formulario, leer
from web.ligeros import MEDIOS, caso_de, guardar_a_quien_sea
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
SATISFACCION = (("1", "1 · Mala"), ("2", "2"), ("3", "3 · Regular"), ("4", "4"), ("5", "5 · Muy buena"))
MENOS_LETRAS, A_LA_VISTA = 3, 5
DIGITOS_DE_TELEFONO = 7


class AtencionForm(Campos):
    """An attention; `quien` is a name or the number that rings, `boton` what was pressed."""

    medio: Medio
    asunto: Asunto
    quien: Linea = ""
    caso: UUID | None = None
    resuelto: Literal["si", "no"] = "si"
    canalizado_a: Linea = ""
    minutos: Annotated[int, Field(ge=0, le=600)] | None = None
    satisfaccion: Annotated[int, Field(ge=1, le=5)] | None = None
    nota: Parrafo = ""
    boton: Literal["registrar", "otra", "buscar"] = "registrar"


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver() -> Response:
    """The form; the address may bring the means, the subject and the number that rings (`?quien=6622145678`)."""
    dados = {n: request.args.get(n) for n in ("medio", "asunto", "quien", "caso")}
    form = Formulario(
        AtencionForm, {**dados, "medio": dados["medio"] or Medio.PRESENCIAL.value, "resuelto": "si"}
    )
    return _pagina(form)


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
    dada = AtencionDada(
        medio=d.medio, asunto=d.asunto, resuelto=d.resuelto == "si", canalizado_a=d.canalizado_a or None,
        minutos=d.minutos, satisfaccion=d.satisfaccion, nota=d.nota or None,
    )  # fmt: skip
    enlaces: tuple[tuple[str, str], ...] = ()
    if d.caso:
        decidir(d.caso, registrar_atencion, dada, form)
        enlaces = (("Ver el caso", url_for("caso.ver", caso_id=d.caso)),)
    else:
        quien = guardar_a_quien_sea(form.pedido, d.quien) if d.quien or d.nota else None
        suya = AtencionDadaSinCaso(**dada.model_dump(), persona_id=quien)
        decidir(caso_de(form.pedido, "atencion"), atender_sin_caso, suya, form)
    aviso = Aviso("Atención registrada.", f"{d.asunto}.", enlaces=enlaces)
    if d.boton == "otra":
        return volver(url_for("atencion.ver", medio=d.medio.value, asunto=d.asunto), aviso=aviso)
    return volver("inicio.ir", aviso=aviso)


def _pagina(form: Formulario[AtencionForm]) -> Response:
    form.visto = None
    return pagina(
        "atencion/ver.html",
        422 if form.errores else 200,
        form=form,
        medios=MEDIOS,
        asuntos=[(a, a) for a in get_args(Asunto)],
        satisfaccion=SATISFACCION,
        opciones=_opciones(form),
    )


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
