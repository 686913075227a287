"""An officer's open cases, and giving many of them to somebody else: chosen, seen before, done, undone."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, request, url_for
from pydantic import BeforeValidator

from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.mediacion.expediente import Reasignacion, reasignar
from casos.mediacion.vocabulario import Etapa
from casos.peticion import Peticion, Respuesta
from proyecciones.consultas import expedientes
from proyecciones.consultas import supervision as consulta
from proyecciones.consultas.medidas import Alcance
from web import personas
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas
from web.avisos import Aviso, Deshacer
from web.campos import Linea
from web.cuentas import SEDES
from web.decidir import acto
from web.formato import fecha, plural
from web.formularios import Campos, Formulario, FormularioInvalido, leer
from web.frases.palabras import dicho
from web.ligeros import nombres_de_cuentas
from web.pantallas.supervision import SUPERVISAN
from web.periodo import sede_pedida
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("reparto", __name__, url_prefix="/supervision/responsable")

POR_VEZ, RECHAZOS_A_LA_VISTA = 200, 3
"""How many cases go at once, and how many refusals the notice tells."""


class RepartoForm(Campos):
    """Which cases (those checked, or all that are late), to whom and why; `paso` is the button."""

    casos: tuple[UUID, ...] = ()
    para: Linea
    motivo: Linea
    paso: Literal["marcados", "atrasados", "confirmar"]


def _separados(valores: list[str]) -> list[str]:
    """A notice's hidden field holds all of them, separated by commas."""
    return [uno for valor in valores for uno in valor.split(",")]


class VueltaForm(Campos):
    """The cases that `de` gave to `a`, to be taken back."""

    casos: Annotated[tuple[UUID, ...], BeforeValidator(_separados)]
    a: Linea


@bp.get("/<usuario>")
@permiso(*SUPERVISAN)
def ver(usuario: str) -> Response:
    """The list."""
    instancia().proyector.ponerse_al_dia(vueltas=1)
    return _lista(usuario, Formulario(RepartoForm))


def _casos(usuario: str, *, solo_atrasados: bool) -> Sequence[Any]:
    with instancia().almacen.leer() as conexion:
        return consulta.casos_de(
            conexion, usuario, sede_pedida(), hoy(), solo_atrasados=solo_atrasados, limite=POR_VEZ
        )


def _lista(usuario: str, form: Formulario[RepartoForm]) -> Response:
    solo = request.args.get("atrasados") == "1"
    filas = _casos(usuario, solo_atrasados=solo)
    conocidas, nombres, sede = (
        personas.personas(f.persona_id for f in filas),
        nombres_de_cuentas(),
        sede_pedida(),
    )
    return pagina(
        "supervision/reparto.html",
        422 if form.errores else 200,
        usuario=usuario,
        nombre=nombres.get(usuario, usuario),
        sede=sede or "todas",
        en=SEDES.get(sede or "", "todas las sedes"),
        filas=[_renglon(f, personas.nombre_de(conocidas, f.persona_id), form) for f in filas],
        atrasados=sum(f.atrasados > 0 for f in filas),
        solo=solo,
        por_vez=POR_VEZ,
        form=form,
        quienes=[
            (c.usuario, f"{c.nombre}{f' · {SEDES[c.sede]}' if c.sede else ''}") for c in _quienes(usuario)
        ],
        puede=cuenta().rol == COORDINADOR,
    )


def _quienes(usuario: str) -> list[cuentas.Cuenta]:
    """Who may take the cases: the other officers, by name."""
    todas = (
        c for c in cuentas.listar(almacen()) if c.activa and c.rol == RESPONSABLE and c.usuario != usuario
    )
    return sorted(todas, key=lambda c: c.nombre)


def _renglon(f: Any, nombre: str, form: Formulario[RepartoForm]) -> dict[str, Any]:
    return {
        "caso_id": str(f.caso_id),
        "marcado": str(f.caso_id) in form.marcados("casos"),
        "nombre": nombre or "Sin nombre",
        "folio": f.folio or "",
        "etapa": dicho(Etapa(f.etapa)),
        "atraso": f"{plural(f.atrasados, 'pendiente atrasado', 'pendientes atrasados')} desde {fecha(f.desde)}"
        if f.atrasados
        else "",
    }


@bp.post("/<usuario>/reparto")
@permiso(COORDINADOR)
def repartir(usuario: str) -> Response:
    """Show what would be done; with `paso=confirmar`, do it."""
    form = leer(RepartoForm)
    hecho: Response | None = None
    with form.intentar():
        elegidos, para, motivo = _elegidos(usuario, form), _para(usuario, form), form.datos.motivo
        if form.datos.paso == "confirmar":
            hecho = _hacer(usuario, para, motivo, elegidos, form)
        else:
            hecho = _previa(usuario, para, motivo, elegidos, form)
    return hecho or _lista(usuario, form)


def _elegidos(usuario: str, form: Formulario[RepartoForm]) -> list[UUID]:
    if form.datos.paso == "atrasados":
        elegidos = [f.caso_id for f in _casos(usuario, solo_atrasados=True)]
    else:
        elegidos = list(dict.fromkeys(form.datos.casos))
    if not elegidos:
        raise Rechazo("Marque al menos un caso.")
    if len(elegidos) > POR_VEZ:
        raise Rechazo(f"Reparta hasta {POR_VEZ} casos a la vez.")
    return elegidos


def _para(usuario: str, form: Formulario[RepartoForm]) -> cuentas.Cuenta:
    para = next((c for c in _quienes(usuario) if c.usuario == form.datos.para), None)
    if para is None:
        form.rechazar("Elija quién se hará cargo de los casos.", "para")
        raise FormularioInvalido
    return para


def _previa(
    usuario: str, para: cuentas.Cuenta, motivo: str, elegidos: list[UUID], form: Formulario[RepartoForm]
) -> Response:
    with instancia().almacen.leer() as conexion:
        fichas = expedientes.fichas(conexion, elegidos)
        cargas = {c.responsable: c.abiertos for c in consulta.cargas(conexion, hoy(), _de_hoy())}
    conocidas = personas.personas(f.persona_id for f in fichas.values())
    suyos = [fichas[i] for i in elegidos if i in fichas and fichas[i].responsable == usuario]
    if not suyos:
        raise Rechazo("Esos casos ya no los lleva esta persona; recargue la página.")
    antes, despues = cargas.get(usuario, 0), cargas.get(para.usuario, 0)
    return pagina(
        "supervision/previa.html",
        form=form,
        usuario=usuario,
        sede=sede_pedida() or "todas",
        nombre=nombres_de_cuentas().get(usuario, usuario),
        para=para,
        motivo=motivo,
        casos=[str(f.caso_id) for f in suyos],
        filas=[
            [
                personas.nombre_de(conocidas, f.persona_id) or "Sin nombre",
                f.folio or "",
                dicho(Etapa(f.etapa)),
                SEDES.get(f.sede, f.sede),
                fecha(f.vence) if f.vence else "",
            ]
            for f in suyos
        ],
        cambios=[(antes, antes - len(suyos)), (despues, despues + len(suyos))],
        otra_sede=bool(para.sede) and any(f.sede != para.sede for f in suyos),
    )


def _de_hoy() -> Alcance:
    return Alcance(hoy(), hoy())


def _hacer(
    usuario: str, para: cuentas.Cuenta, motivo: str, elegidos: list[UUID], form: Formulario[RepartoForm]
) -> Response:
    respuestas = _reasignar(elegidos, usuario, para.usuario, motivo, form)
    hechos = [r.peticion.caso_id for r in respuestas if r.que == "hecho"]
    vuelta = Deshacer(
        url_for("reparto.deshacer", usuario=usuario), {"casos": ",".join(map(str, hechos)), "a": para.usuario}
    )
    aviso = Aviso(
        f"{plural(len(hechos), 'caso pasó', 'casos pasaron')} a {para.nombre}.",
        _rechazos(respuestas),
        vuelta if hechos else None,
        tono="bien" if len(hechos) == len(respuestas) else "cuidado",
    )
    return _de_vuelta(usuario, aviso)


def _reasignar(
    ids: Collection[UUID], de: str, para: str, motivo: str, form: Formulario[Any]
) -> list[Respuesta]:
    """Give the cases that `de` owns to `para`; those that somebody else took meanwhile stay where they are."""
    quien, nueva = acto(form), Reasignacion(responsable=para, motivo=motivo)
    with instancia().almacen.leer() as conexion:
        fichas = expedientes.fichas(conexion, ids)
    peticiones = [
        Peticion(
            i,
            reasignar,
            nueva,
            replace(quien, pedido=uuid5(form.pedido, f"reasignar {i}")),
            fichas[i].version,
        )
        for i in ids
        if i in fichas
    ]
    ajenas = [p for p in peticiones if fichas[p.caso_id].responsable not in {de, para}]
    respuestas = list(instancia().casos.decidir_lote(p for p in peticiones if p not in ajenas))
    instancia().al_dia(*(p.caso_id for p in peticiones))
    return respuestas + [Respuesta(p, rechazo=Rechazo("Ya lo lleva otra persona.")) for p in ajenas]


def _rechazos(respuestas: Collection[Respuesta]) -> str:
    """What the notice tells of those that were not done: who and why, the first few by name."""
    rechazadas = [r for r in respuestas if r.rechazo]
    if not rechazadas:
        return ""
    with instancia().almacen.leer() as conexion:
        fichas = expedientes.fichas(conexion, [r.peticion.caso_id for r in rechazadas])
    conocidas = personas.personas(f.persona_id for f in fichas.values())
    dichas = [
        f"{personas.nombre_de(conocidas, fichas[r.peticion.caso_id].persona_id) or 'Sin nombre'}: {r.rechazo}"
        for r in rechazadas[:RECHAZOS_A_LA_VISTA]
    ]
    otros = len(rechazadas) - len(dichas)
    return (
        f"{plural(len(rechazadas), 'caso se quedó', 'casos se quedaron')} donde estaba: {' '.join(dichas)}"
        + (f" Y {otros} más." if otros else "")
    )


@bp.post("/<usuario>/deshacer")
@permiso(COORDINADOR)
def deshacer(usuario: str) -> Response:
    """Give back to their officer the cases that somebody else got, if that person still has them."""
    form = leer(VueltaForm)
    hecho: Response | None = None
    with form.intentar():
        respuestas = _reasignar(form.datos.casos, form.datos.a, usuario, "Se deshizo el reparto.", form)
        hechos = sum(r.que == "hecho" for r in respuestas)
        nombre = nombres_de_cuentas().get(usuario, usuario)
        aviso = Aviso(
            f"{plural(hechos, 'caso volvió', 'casos volvieron')} a {nombre}.", _rechazos(respuestas)
        )
        hecho = _de_vuelta(usuario, aviso)
    return hecho or abort(400)


def _de_vuelta(usuario: str, aviso: Aviso) -> Response:
    return volver("reparto.ver", usuario=usuario, sede=sede_pedida() or "todas", aviso=aviso)
