"""«Recados»: messages for whoever is not there; they reach their inbox and are answered with «entendido»."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from flask import Blueprint, Response, url_for

from casos.asiento import Historia
from casos.decision import COORDINADOR
from casos.mediacion.expediente import CON_BANDEJA
from casos.recado import (
    NuevoRecado,
    OtroDestino,
    Pide,
    Recado,
    RecadoTomado,
    entender_recado,
    entregar_recado,
    pasar_recado,
    puede_leer,
    tomar_recado,
)
from flujos.recado import TITULOS
from proyecciones.consultas import ligeros as consulta
from web import personas
from web.actual import cuenta, hoy, instancia, presente
from web.almacen.cuentas import Cuenta
from web.ausencias import de_quien, en_nombre_de, nombre_de_cuenta, quien_ve_lo_de
from web.avisos import Aviso
from web.campos import Linea, Parrafo, Telefono
from web.decidir import decidir
from web.equipo import EL_COORDINADOR
from web.expediente import abrir_ligero, historia_legible, lector
from web.formato import hace, momento
from web.formularios import Campos, Formulario, FormularioInvalido, leer
from web.ligeros import (
    caso_de,
    companeros,
    guardar_persona,
    hasta_cuando,
    nombres_de_cuentas,
    para_elegir,
)
from web.navegacion import Entrada
from web.pantallas.buscar import Hallado, buscar
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("recados", __name__, url_prefix="/recados")
TOMADOS_A_LA_VISTA, CASOS_A_LA_VISTA = 30, 3


def _cuantos(quien: Cuenta) -> int | None:
    with instancia().almacen.leer() as conexion:
        return consulta.cuantos_mios(conexion, "recado", hoy(), de_quien(quien)) or None


ENTRADA = Entrada("Recados", "recados.lista", 40, _cuantos)


class RecadoForm(Campos):
    """A message: for which account, who called, and what about."""

    para: Linea
    quien: Linea
    telefono: Telefono | None = None
    pide: Pide = Pide.LLAMAR
    urgente: bool = False
    motivo: Parrafo


class DestinoForm(Campos):
    """To which account a message goes instead."""

    para: Linea


class Renglon(NamedTuple):
    """A message as the lists write it."""

    titulo: str
    url: str
    cuando: str
    tono: str
    quien: str
    detalles: tuple[str, ...]


@bp.get("/")
@permiso(*CON_BANDEJA)
def lista() -> Response:
    """Those for me (and, for the coordinator, those that nobody answers), and those that I took."""
    abierta, yo = instancia(), cuenta()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        mios = consulta.que_esperan(conexion, "recado", hoy(), de_quien(yo))
        tomados = consulta.abiertos_por(conexion, ["RecadoTomado"], TOMADOS_A_LA_VISTA, autor=yo.usuario)
        _, politica = abierta.casos.versiones().politica_en(presente())
        hace_rato = presente() - timedelta(hours=politica.recados.entregar_horas)
        sin_ver = consulta.sin_entregar(conexion, hace_rato, yo.sede) if yo.rol == COORDINADOR else []
    nombres = nombres_de_cuentas()
    return pagina(
        "recados/lista.html",
        mios=_renglones(mios, nombres),
        sin_ver=_renglones([i for i in sin_ver if i not in mios], nombres),
        tomados=_renglones([i for i in tomados if i not in mios], nombres),
    )


def _renglones(ids: list[UUID], nombres: dict[str, str]) -> list[Renglon]:
    recados = [(i, h.caso) for i in ids if (h := historia_legible(i))]
    conocidas = personas.personas(r.persona_id for _, r in recados)
    return [
        Renglon(
            f"{'Urgente: ' if r.urgente else ''}{TITULOS[r.pide]}".capitalize(),
            url_for("recados.ver", caso_id=i),
            *_como_va(r),
            personas.nombre_de(conocidas, r.persona_id),
            (f"para {nombres.get(r.para, r.para)}", momento(r.desde) if r.desde else ""),
        )
        for i, r in recados
    ]


def _como_va(r: Recado) -> tuple[str, str]:
    """Whether it was understood, opened, or not even seen, and then whether it should have been."""
    if r.entendido or r.desde is None:
        return "entendido", "bien"
    if r.entregado:
        return "visto, sin atender", ""
    limite = timedelta(hours=instancia().casos.versiones().politica(r.politica).recados.entregar_horas)
    return f"sin ver, tomado {hace(r.desde)}", "mal" if presente() - r.desde > limite else ""


@bp.get("/nuevo")
@permiso(*CON_BANDEJA)
def nuevo() -> Response:
    """The form of a message."""
    return _formulario(Formulario(RecadoForm, {"pide": Pide.LLAMAR}))


def _formulario(form: Formulario[RecadoForm]) -> Response:
    return pagina(
        "recados/nuevo.html",
        422 if form.errores else 200,
        form=form,
        cuentas=_para_elegir(),
        pide=[(p.value, texto.capitalize()) for p, texto in TITULOS.items()],
    )


def _para_elegir() -> list[tuple[str, str]]:
    return para_elegir(companeros())


def _destino(form: Formulario[RecadoForm] | Formulario[DestinoForm]) -> Cuenta:
    elegida = next((c for c in companeros() if c.usuario == form.datos.para), None)
    if elegida is None:
        form.rechazar("Elija para quién es el recado.", "para")
        raise FormularioInvalido
    return elegida


@bp.post("/nuevo")
@permiso(*CON_BANDEJA)
def tomar() -> Response:
    """Take it: it is in the colleague's inbox at once."""
    form = leer(RecadoForm)
    hecho: Response | None = None
    with form.intentar():
        d, para = form.datos, _destino(form)
        recado = NuevoRecado(
            para=para.usuario, rol=para.rol, sede=para.sede, pide=d.pide, urgente=d.urgente, motivo=d.motivo,
            persona_id=guardar_persona(form.pedido, d.quien, d.telefono or ""),
        )  # fmt: skip
        decidir(caso_de(form.pedido, "recado"), tomar_recado, recado, form)
        hecho = volver("recados.lista", aviso=_entregado(f"Recado para {para.nombre}.", para))
    return hecho or _formulario(form)


def _entregado(hecho: str, para: Cuenta) -> Aviso:
    """That it is in their inbox or, when they are away, who sees it."""
    ausente = quien_ve_lo_de(para.usuario)
    if ausente is None:
        return Aviso(hecho, "Ya está en sus pendientes.")
    suya, ve = ausente
    quien = nombre_de_cuenta(ve) if ve else EL_COORDINADOR
    return Aviso(hecho, f"No está {hasta_cuando(suya.hasta)}: lo verá {quien}.", tono="cuidado")


def _abrir(caso_id: UUID) -> tuple[Historia, Recado]:
    return abrir_ligero(caso_id, Recado, "ver recado", puede_leer)


@bp.get("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID) -> Response:
    """One message, with the number to dial and the cases of whoever called; whom it is for has it from now on."""
    _, recado = _abrir(caso_id)
    if not recado.entregado and recado.para in {cuenta().usuario, en_nombre_de(caso_id)}:
        decidir(caso_id, entregar_recado, None, Formulario(Campos))
    return _recado(caso_id, Formulario(DestinoForm))


def _recado(caso_id: UUID, form: Formulario[DestinoForm]) -> Response:
    historia, recado = _abrir(caso_id)
    tomado = next(a for a in historia.asientos if isinstance(a.hecho, RecadoTomado))
    conocidas, nombres, yo = personas.personas([recado.persona_id]), nombres_de_cuentas(), cuenta()
    telefono = personas.telefono_de(conocidas, recado.persona_id)
    return pagina(
        "recados/ver.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        recado=recado,
        version=historia.version,
        titulo=TITULOS[recado.pide].capitalize(),
        de_quien=personas.nombre_de(conocidas, recado.persona_id),
        telefono=telefono,
        motivo=lector(historia, historia.asientos).privado(tomado.hecho, "motivo"),
        datos=[
            ("Para", nombres.get(recado.para, recado.para)),
            ("Lo tomó", nombres.get(recado.de, recado.de)),
            ("Cuándo", momento(tomado.registrado_en)),
        ],
        casos=_casos_de(telefono),
        puede=not recado.entendido
        and (yo.rol == COORDINADOR or recado.para in {yo.usuario, en_nombre_de(caso_id)}),
        form=form,
        cuentas=_para_elegir(),
    )


def _casos_de(telefono: str) -> list[Hallado]:
    return buscar(telefono, CASOS_A_LA_VISTA) if telefono else []


@bp.post("/<uuid:caso_id>/entendido")
@permiso(*CON_BANDEJA)
def entender(caso_id: UUID) -> Response:
    """Take note of it."""
    _abrir(caso_id)
    form = leer(Campos)
    decidir(caso_id, entender_recado, None, form)
    return volver("recados.lista", aviso="Recado atendido.")


@bp.post("/<uuid:caso_id>/pasar")
@permiso(*CON_BANDEJA)
def pasar(caso_id: UUID) -> Response:
    """Give it to somebody else."""
    _abrir(caso_id)
    form = leer(DestinoForm)
    hecho: Response | None = None
    with form.intentar():
        para = _destino(form)
        decidir(caso_id, pasar_recado, OtroDestino(para=para.usuario, rol=para.rol, sede=para.sede), form)
        hecho = volver("recados.lista", aviso=_entregado(f"El recado pasó a {para.nombre}.", para))
    return hecho or _recado(caso_id, form)
