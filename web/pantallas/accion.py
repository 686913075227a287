"""One act on one case: the form of any decision that a person may take, with a page of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for
from pydantic import ValidationError

from casos.asiento import Historia
from casos.decision import COORDINADOR, Decision, declarada
from casos.mediacion.cotejo import cotejo
from casos.mediacion.estado import Caso
from casos.mediacion.permiso_de_llamar import NO_SE_MARCA, SE_LLAMA_A
from casos.mediacion.vocabulario import TipoDocumento
from casos.tiempo import a_las
from flujos import pendientes as pendientes_de
from web import documentos, personas
from web.acciones.campos import CampoDeAccion, campos_de, datos_de, formulario_de
from web.actual import cuenta, hoy, instancia
from web.carpeta import se_mueven
from web.decidir import decidir
from web.enlaces import pagina_propia
from web.escaneos import mesa
from web.expediente import abrir_expediente, aviso_de, contexto
from web.formato import telefono
from web.formularios import Formulario, FormularioInvalido, leer
from web.frases.palabras import dicho
from web.mensajes import por_campo
from web.para_decidir import saber
from web.permisos import permiso
from web.respuestas import destino_seguro, pagina, volver

LO_USUAL = (
    TipoDocumento.CONSTANCIA_ASISTENCIA,
    TipoDocumento.CONVENIO,
    TipoDocumento.CONSTANCIA_NO_ACUERDO,
)
"""Of several kinds of paper that will do, the one that is usually signed."""

bp = Blueprint("accion", __name__, url_prefix="/casos/<uuid:caso_id>/hacer")
DEL_PENDIENTE = {"tipo_pendiente": "tipo", "clave_pendiente": "clave"}
"""The fields that tell which row brought the person here, and how the address names them: a draft has none."""


def _decision(nombre: str) -> Decision:
    try:
        decision = declarada(nombre)
    except KeyError:
        abort(404)
    if cuenta().rol not in decision.quien:
        abort(403)
    return decision


def _campos(decision: Decision, historia: Historia) -> tuple[CampoDeAccion, ...]:
    partes = getattr(historia.caso, "partes", ())
    conocidas = personas.personas(p.persona_id for p in partes)
    telefonos = tuple(
        (n.referencia, f"{telefono(n.numero)} ({dicho(p.rol)})")
        for p in partes
        if p.rol in SE_LLAMA_A
        for n in personas.numeros_de(conocidas.get(p.persona_id), historia.caso.contacto.numeros)
        if n.calidad not in NO_SE_MARCA
    )
    originales = se_mueven(historia.caso, decision.nombre) if isinstance(historia.caso, Caso) else ()
    return campos_de(
        decision.datos, historia.caso, lambda p: personas.nombre_de(conocidas, p), telefonos, originales
    )  # fmt: skip


@bp.get("/<decision>")
@permiso()
def formulario(caso_id: UUID, decision: str) -> Response:
    """The form; fields may be filled by the address (`?motivo=BIENVENIDA`)."""
    declarado = _decision(decision)
    historia = abrir_expediente(caso_id)
    if propia := pagina_propia(historia):
        return volver(propia)
    campos = _campos(declarado, historia)
    dados = {c.nombre: request.args.get(c.nombre) or c.valor for c in campos}
    dados |= _sugerido(historia, campos, request.args.get("clave", ""))
    modelo = formulario_de(declarado.nombre, campos)
    form: Formulario[Any] = Formulario(
        modelo, dados, visto=historia.version, borrador=f"{caso_id}/{declarado.nombre}"
    )
    form.valores |= {n: request.args.get(a, "") for n, a in DEL_PENDIENTE.items()}
    return _pagina(historia, declarado, campos, form)


@bp.post("/<decision>")
@permiso()
def tomar(caso_id: UUID, decision: str) -> Response:
    """Take it; refused or incomplete, the form again with what was typed."""
    declarado = _decision(decision)
    historia = abrir_expediente(caso_id)
    if propia := pagina_propia(historia):
        return volver(propia)
    campos = _campos(declarado, historia)
    form = leer(formulario_de(declarado.nombre, campos))
    hecho: Response | None = None
    mesa.avisar_de_otro_caso(form, caso_id)
    with form.intentar():
        datos, ocurrido = _lo_capturado(declarado, form)
        documentos.asentar(instancia(), historia, datos)
        resultado = decidir(caso_id, declarado.funcion, datos, form, ocurrido_en=ocurrido)
        hecho = volver(_destino(caso_id), aviso=aviso_de(caso_id, resultado, declarado.titulo))
    return hecho or _pagina(historia, declarado, campos, form, 422)


def _sugerido(historia: Historia, campos: tuple[CampoDeAccion, ...], clave: str) -> dict[str, Any]:
    """For an act on a paper of the file: which paper, told by the row that brought the person here."""
    nombres = {c.nombre for c in campos}
    if not isinstance(historia.caso, Caso) or not clave:
        return {}
    if "documento" in nombres and clave.startswith("documento-"):
        return {"documento": clave.removeprefix("documento-")}
    if "escaneo" not in nombres:
        return {}
    falta = next((r for r in cotejo(historia.caso) if r.falta and r.clave == clave), None)
    if falta is None:
        return {}
    sabido = {"sesion": falta.sesion, "convenio": falta.convenio, "credito": falta.credito}
    tipo = next((t for t in LO_USUAL if t in falta.tipos), min(falta.tipos))
    return {"tipo": tipo} | {nombre: valor for nombre, valor in sabido.items() if valor is not None}


def _lo_capturado(declarado: Decision, form: Formulario[Any]) -> tuple[Any, datetime | None]:
    """The decision's data and when it happened; raises FormularioInvalido with the errors noted in the form."""
    valores = form.datos.model_dump()
    dia, hora = valores.pop("cuando_fecha"), valores.pop("cuando_hora")
    if hora and not dia:
        dia = hoy()
    if dia and not hora:
        form.rechazar("Escriba también a qué hora ocurrió.", "cuando_hora")
        raise FormularioInvalido
    try:
        return datos_de(declarado.datos, valores), a_las(dia, hora) if dia and hora else None
    except ValidationError as invalido:
        for campo, mensaje in por_campo(invalido.errors(include_url=False)).items():
            form.rechazar(mensaje, campo)
        raise FormularioInvalido from invalido


def _destino(caso_id: UUID) -> str:
    return destino_seguro(request.args.get("de")) or url_for("caso.ver", caso_id=caso_id)


def _escrito(campos: tuple[CampoDeAccion, ...], form: Formulario[Any]) -> list[tuple[str, str]]:
    """What was written in a form that can no longer be sent, so that it can be used elsewhere."""
    if not (form.errores or form.recuperado):
        return []
    dichos = {c.nombre: {str(o[0]): str(o[1]) for o in c.opciones} for c in campos}
    return [
        (c.etiqueta, ", ".join(dichos[c.nombre].get(v, v) for v in form.marcados(c.nombre)))
        for c in campos
        if form.valor(c.nombre) and c.clase not in {"oculto", "casilla", "archivo"}
    ]


def _pagina(
    historia: Historia,
    declarado: Decision,
    campos: tuple[CampoDeAccion, ...],
    form: Formulario[Any],
    estado: int = 200,
) -> Response:
    motivo = declarado.si(historia.caso, contexto(historia))
    conocidas = personas.personas([getattr(getattr(historia.caso, "apertura", None), "persona_id", None)])
    tipo, clave = form.valor("tipo_pendiente"), form.valor("clave_pendiente")
    suyo = next(
        (
            p
            for p in pendientes_de(historia, instancia().casos.versiones())
            if (p.tipo, p.clave) == (tipo, clave)
        ),
        None,
    )
    return pagina(
        "accion/formulario.html",
        estado,
        caso_id=historia.caso_id,
        historia=historia,
        decision=declarado,
        campos=campos,
        form=form,
        impide=motivo,
        escrito=_escrito(campos, form) if motivo else [],
        pendiente=suyo,
        saber=saber(historia, suyo, declarado.nombre) if cuenta().rol == COORDINADOR else None,
        nombre=next((p.nombre for p in conocidas.values()), ""),
        folio=getattr(historia.caso, "folio", None),
    )
