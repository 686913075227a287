"""The people of a case: how to reach each of them, their data for the papers, and who else takes part."""

from typing import NamedTuple, TypeVar
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, request, url_for

from casos.asiento import Historia
from casos.boveda.persona import Persona, TipoIdentificacion
from casos.decision import COORDINADOR, RESPONSABLE, Rechazo, declarada, exigir
from casos.identidad import revisar_rfc
from casos.mediacion.apertura import (
    DatosDePersona,
    DeudorCorrecto,
    NuevaPersona,
    actualizar_contacto,
    corregir_deudor,
    vincular_persona,
)
from casos.mediacion.contacto import Calificacion, calificar_numero
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.vocabulario import CalidadNumero, RolParte
from web import personas
from web.actual import instancia
from web.avisos import Aviso
from web.campos import Linea, Parrafo
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de, contexto
from web.fichas import Ficha, lo_que_cambia, lo_que_tiene, persona_de, valores_de
from web.formato import con_mayuscula, telefono
from web.formularios import Campos, Formulario, FormularioInvalido, leer
from web.frases.palabras import dicho
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("personas", __name__, url_prefix="/casos/<uuid:caso_id>/personas")

IDENTIFICACIONES = (
    (TipoIdentificacion.INE_CLAVE.value, "INE, clave de elector"), (TipoIdentificacion.INE_CIC.value, "INE, CIC"),
    (TipoIdentificacion.INE_OCR.value, "INE, OCR"), (TipoIdentificacion.PASAPORTE.value, "Pasaporte"),
    (TipoIdentificacion.CEDULA.value, "Cédula profesional"), (TipoIdentificacion.OTRA.value, "Otra"),
)  # fmt: skip
PAPELES = (
    (RolParte.AVAL.value, "Aval o deudor solidario"), (RolParte.ESTUDIANTE.value, "Estudiante"),
    (RolParte.REPRESENTANTE.value, "Representante del acreditado"),
    (RolParte.ACREDITADO.value, "Acreditado: el caso se abrió a nombre de otra persona"),
)  # fmt: skip


F = TypeVar("F", bound=Ficha)


class FichaNueva(Ficha):
    """Somebody who is not in the case yet; who takes the debtor's place says how that is known."""

    rol: RolParte
    motivo: Parrafo = ""


class CalidadForm(Campos):
    """What is known of a number."""

    referencia: Linea
    calidad: CalidadNumero


class Parte(NamedTuple):
    """A party as the page shows it; `numeros` are (legible, what is known of it, address of its form)."""

    titulo: str
    rol: str
    datos: list[tuple[str, str]]
    numeros: list[tuple[str, str, str]]
    editar: str


class _Aparte(NamedTuple):
    """A second act of one form, with a request id of its own."""

    pedido: UUID
    visto: int | None = None


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """Everybody who takes part, with their telephones and what is known of each."""
    historia = _del_caso(caso_id)
    caso: Caso = historia.caso
    conocidas = personas.personas(parte.persona_id for parte in caso.partes)
    return pagina(
        "personas/ver.html",
        caso_id=caso_id,
        nombre=personas.nombre_de(conocidas, caso.apertura.persona_id),
        partes=[_parte(caso_id, caso, p.persona_id, p.rol, conocidas.get(p.persona_id)) for p in caso.partes],
        motivo=declarada("actualizar_contacto").si(caso, contexto(historia)),
    )


def _parte(caso_id: UUID, caso: Caso, persona_id: UUID, rol: RolParte, persona: object) -> Parte:
    if not isinstance(persona, Persona):
        return Parte(getattr(persona, "nombre", ""), con_mayuscula(dicho(rol)), [], [], "")
    domicilio = persona.domicilio.en_un_renglon if persona.domicilio else ""
    datos = [("Domicilio", domicilio), ("Correo", ", ".join(persona.correos)), ("CURP", persona.curp)]
    numeros = [
        (
            telefono(n.numero),
            dicho(n.calidad) if n.calidad else "sin probar",
            url_for("personas.numero", caso_id=caso_id, persona_id=persona_id, referencia=n.referencia),
        )
        for n in personas.numeros_de(persona, caso.contacto.numeros)
    ]
    editar = url_for("personas.datos", caso_id=caso_id, persona_id=persona_id)
    escritos = [(rotulo, valor or "falta") for rotulo, valor in datos]
    return Parte(persona.nombre, con_mayuscula(dicho(rol)), escritos, numeros, editar)


@bp.get("/<uuid:persona_id>")
@permiso(RESPONSABLE, COORDINADOR)
def datos(caso_id: UUID, persona_id: UUID) -> Response:
    """The form with somebody's data."""
    historia, antes = _suyo(caso_id, persona_id)
    return _ficha(historia, antes, Formulario(Ficha, valores_de(antes), visto=historia.version))


@bp.post("/<uuid:persona_id>")
@permiso(RESPONSABLE, COORDINADOR)
def guardar(caso_id: UUID, persona_id: UUID) -> Response:
    """Write what changed in the vault, then the fact that names which data changed."""
    historia, antes = _suyo(caso_id, persona_id)
    form, hecho = leer(Ficha), None
    with form.intentar():
        despues = _leida(form, persona_id, antes)
        exigir(declarada("actualizar_contacto").si(historia.caso, contexto(historia)))
        campos = lo_que_cambia(antes, despues)
        if not campos:
            return volver("personas.ver", caso_id=caso_id, aviso=Aviso("No cambió ningún dato."))
        instancia().boveda.guardar(despues, instancia().ahora())
        nuevos = DatosDePersona(
            persona_id=persona_id, campos=campos, completos=_completos(historia.caso, despues)
        )
        resultado = decidir(caso_id, actualizar_contacto, nuevos, form)
        _anotar(caso_id, form)
        aviso = aviso_de(caso_id, resultado, "Datos guardados")._replace(deshacer=None)
        hecho = volver("personas.ver", caso_id=caso_id, aviso=_con_duda(aviso, despues, antes))
    return hecho or _ficha(historia, antes, form, 422)


def _con_duda(aviso: Aviso, despues: Persona, antes: Persona | None = None) -> Aviso:
    """The notice, saying what of a new RFC looks odd: that never stops anybody, since the SAT issued some such."""
    if not despues.rfc or (antes and antes.rfc == despues.rfc):
        return aviso
    dudas = " ".join(revisar_rfc(despues.rfc).avisos)
    return aviso._replace(sigue=f"RFC: {dudas}", tono="cuidado") if dudas else aviso


def _completos(caso: Caso, persona: Persona) -> tuple[str, ...]:
    """What the case lacked and its debtor now has."""
    if persona.persona_id != caso.apertura.persona_id:
        return ()
    return tuple(sorted(caso.apertura.faltan & lo_que_tiene(persona)))


def _leida(form: Formulario[F], persona_id: UUID, antes: Persona | None) -> Persona:
    """The record that the form asks for; raises FormularioInvalido with what is doubtful noted in it."""
    leida = persona_de(form, persona_id, antes)
    if form.datos.asi_es and not form.datos.por_que:
        form.rechazar("Escriba por qué se guarda así.", "por_que")
    if form.errores:
        raise FormularioInvalido
    return leida


def _anotar(caso_id: UUID, form: Formulario[F]) -> None:
    """Why a datum that looks wrong was kept."""
    if form.datos.asi_es:
        texto = f"Datos que se guardaron como vienen: {form.datos.por_que}"
        decidir(caso_id, agregar_nota, Nota(texto=texto), _Aparte(uuid5(form.pedido, "nota")))


@bp.get("/nueva")
@permiso(RESPONSABLE, COORDINADOR)
def nueva(caso_id: UUID) -> Response:
    """The form of somebody who is not in the case yet."""
    historia = _del_caso(caso_id)
    valores = {"rol": request.args.get("rol") or RolParte.AVAL}
    return _ficha(historia, None, Formulario(FichaNueva, valores, visto=historia.version))


@bp.post("/nueva")
@permiso(RESPONSABLE, COORDINADOR)
def agregar(caso_id: UUID) -> Response:
    """Tie them to the case; who is in the system by their CURP is that person, whose data stay as they are."""
    historia, form = _del_caso(caso_id), leer(FichaNueva)
    hecho: Response | None = None
    with form.intentar():
        leida = _leida(form, uuid5(form.pedido, "persona"), None)
        exigir(declarada("vincular_persona").si(historia.caso, contexto(historia)))
        quien = _en_el_sistema(leida) or _escrita(leida)
        if form.datos.rol is RolParte.ACREDITADO:
            deudor = DeudorCorrecto(persona_id=quien, motivo=form.datos.motivo)
            resultado = decidir(caso_id, corregir_deudor, deudor, form)
        else:
            parte = NuevaPersona(persona_id=quien, rol=form.datos.rol)
            resultado = decidir(caso_id, vincular_persona, parte, form)
        _anotar(caso_id, form)
        aviso = aviso_de(caso_id, resultado, "Persona agregada")
        if quien != leida.persona_id:
            aviso = aviso._replace(sigue="Ya estaba en el sistema por su CURP; sus datos no se cambiaron.")
        else:
            aviso = _con_duda(aviso, leida)
        hecho = volver("personas.ver", caso_id=caso_id, aviso=aviso)
    return hecho or _ficha(historia, None, form, 422)


def _en_el_sistema(persona: Persona) -> UUID | None:
    """Whoever has that CURP already."""
    return next(iter(instancia().boveda.buscar_exacto(curp=persona.curp)), None) if persona.curp else None


def _escrita(persona: Persona) -> UUID:
    instancia().boveda.guardar(persona, instancia().ahora())
    return persona.persona_id


@bp.get("/<uuid:persona_id>/numero")
@permiso(RESPONSABLE, COORDINADOR)
def numero(caso_id: UUID, persona_id: UUID) -> Response:
    """The form that says what is known of a number."""
    historia, persona = _suyo(caso_id, persona_id)
    form = Formulario(CalidadForm, {"referencia": request.args.get("referencia", "")}, visto=historia.version)
    return _calidad(historia, persona, form)


@bp.post("/<uuid:persona_id>/numero")
@permiso(RESPONSABLE, COORDINADOR)
def calificar(caso_id: UUID, persona_id: UUID) -> Response:
    """Note what is known of it."""
    historia, persona = _suyo(caso_id, persona_id)
    form, hecho = leer(CalidadForm), None
    with form.intentar():
        d = form.datos
        if d.referencia not in {n.referencia for n in personas.numeros_de(persona, {})}:
            raise Rechazo("Ese número ya no está en su expediente; elíjalo de la lista.")
        calificado = Calificacion(persona_id=persona_id, telefono=d.referencia, calidad=d.calidad)
        resultado = decidir(caso_id, calificar_numero, calificado, form)
        aviso = aviso_de(caso_id, resultado, "Número calificado")
        hecho = volver("personas.ver", caso_id=caso_id, aviso=aviso)
    return hecho or _calidad(historia, persona, form, 422)


def _calidad(
    historia: Historia, persona: Persona, form: Formulario[CalidadForm], estado: int = 200
) -> Response:
    numeros = personas.numeros_de(persona, historia.caso.contacto.numeros)
    elegido = next((n for n in numeros if n.referencia == form.valor("referencia")), None)
    if elegido is None:
        abort(404)
    if elegido.calidad and not form.valor("calidad"):
        form.valores["calidad"] = elegido.calidad.value
    return pagina(
        "personas/numero.html",
        estado,
        caso_id=historia.caso_id,
        persona=persona,
        numero=telefono(elegido.numero),
        form=form,
        calidades=[(calidad.value, con_mayuscula(dicho(calidad))) for calidad in CalidadNumero],
    )


def _del_caso(caso_id: UUID) -> Historia:
    """The history of a mediation case; 404 for anything else."""
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    return historia


def _suyo(caso_id: UUID, persona_id: UUID) -> tuple[Historia, Persona]:
    """A party of the case that can be read."""
    historia = _del_caso(caso_id)
    persona = instancia().boveda.leer(persona_id)
    if persona_id not in {p.persona_id for p in historia.caso.partes} or not isinstance(persona, Persona):
        abort(404)
    return historia, persona


def _ficha(historia: Historia, persona: Persona | None, form: Formulario[F], estado: int = 200) -> Response:
    caso_id = historia.caso_id
    return pagina(
        "personas/datos.html",
        estado,
        caso_id=caso_id,
        persona=persona,
        form=form,
        url=url_for("personas.guardar", caso_id=caso_id, persona_id=persona.persona_id)
        if persona
        else url_for("personas.agregar", caso_id=caso_id),
        papeles=PAPELES,
        identificaciones=IDENTIFICACIONES,
        dudoso=any(campo not in {"por_que", "motivo"} for campo in form.errores),
        motivo=declarada("actualizar_contacto").si(historia.caso, contexto(historia)),
    )
