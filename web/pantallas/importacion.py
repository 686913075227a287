"""One imported file: what it did, what it left in doubt, what vanished from it, and the way back."""

from typing import Any, Literal, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, url_for

from casos.importacion.deshacer import deshacer
from casos.importacion.dudas import responder
from casos.importacion.vista_previa import Causa, Clase
from casos.lote import Lote
from casos.mediacion.estado import Caso, EstadoSesion
from casos.mediacion.vocabulario import RolParte
from web import importaciones, personas
from web.actual import almacen, instancia
from web.avisos import Aviso
from web.formato import momento, plural
from web.formularios import Campos, leer
from web.lotes import dudas_de, guardado_de, lote_o_404
from web.pantallas.importar import QUIENES, TITULOS, acto, exigir_clase
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("importacion", __name__, url_prefix="/importar/<uuid:caso_id>")
CASOS_A_LA_VISTA = 60
SEGUNDOS_ENTRE_VISTAS = 3
SIN_ARCHIVO = "El archivo ya no se conserva. Impórtelo otra vez para resolver sus dudas."
EXPLICA = {
    Causa.HOMONIMO: "El nombre solo no basta",
    Causa.SIN_CREDITO: "No se sabe de quién es",
    Causa.PERSONA_DISTINTA: "El nombre no es el del caso",
    Causa.CREDITO_DE_OTRO: "El crédito es de otra persona",
    Causa.VARIOS_CASOS: "Puede ser de varios casos",
    Causa.FOLIO_DE_OTRO: "El folio es de otro caso",
    Causa.CASO_CERRADO: "El caso está cerrado",
    Causa.INHABIL: "El día es inhábil",
    Causa.REVISAR: "Algo del renglón parece equivocado",
    Causa.NO_PROCEDE: "El caso no lo admite ahora",
    Causa.CONVENIO_EN_VIGOR: "El saldo no es el del convenio",
    Causa.REPETIDO: "Parece repetido",
    Causa.OLVIDADA: "Los datos de la persona se suprimieron",
}


class Perdida(NamedTuple):
    """A vanished session as the page shows it."""

    caso_id: UUID
    sesion: int
    texto: str
    quien: str


@bp.get("/")
@permiso(*QUIENES)
def ver(caso_id: UUID) -> Response:
    """The page of the import; while it goes on, how far it is."""
    if importaciones.en_marcha(caso_id):
        return _en_marcha(caso_id)
    lote = lote_o_404(caso_id)
    guardado = guardado_de(caso_id) if lote.por_resolver else None
    dudas = dudas_de(guardado) if guardado else []
    casos = lote.tocados
    return pagina(
        "importar/importacion.html",
        caso_id=caso_id,
        lote=lote,
        titulo=TITULOS[Clase(lote.clase)],
        dudas=[
            (r, EXPLICA.get(r.causa, "") if r.causa else "Ya se puede llevar a cabo")
            for _, r in dudas
            if r.fila
        ],
        sin_archivo="" if guardado or not lote.por_resolver else SIN_ARCHIVO,
        perdidas=_perdidas(lote),
        casos=_casos(casos[:CASOS_A_LA_VISTA]),
        mas_casos=max(len(casos) - CASOS_A_LA_VISTA, 0),
        cuantos_casos=len(casos),
    )


def _en_marcha(caso_id: UUID) -> Response:
    historia = instancia().casos.historia(caso_id)
    lote = historia.caso if historia and isinstance(historia.caso, Lote) else Lote()
    if lote.clase:
        exigir_clase(lote.clase)
    respuesta = pagina(
        "importar/en_marcha.html", lote=lote, hechos=lote.renglones - lote.errores - lote.faltan
    )
    respuesta.headers["Refresh"] = str(SEGUNDOS_ENTRE_VISTAS)
    return respuesta


@bp.post("/continuar")
@permiso(*QUIENES)
def continuar(caso_id: UUID) -> Response:
    """Go on with an import that was cut short: what is done stays done."""
    lote = lote_o_404(caso_id)
    guardado = guardado_de(caso_id)
    if guardado is None or not lote.faltan:
        return volver("importacion.ver", caso_id=caso_id, aviso=Aviso("Impórtelo otra vez.", tono="cuidado"))
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    importaciones.llevar_aparte(abierta, oficina, importaciones.envio_de(abierta, guardado), acto(), caso_id)
    return volver("importacion.ver", caso_id=caso_id)


def _perdidas(lote: Lote) -> list[Perdida]:
    abierta = instancia()
    halladas = []
    for caso_id, numero in lote.por_preguntar:
        historia = abierta.casos.historia(caso_id)
        sesion = historia.caso.sesiones.get(numero) if historia else None
        if historia and sesion:
            vive = sesion.estado is EstadoSesion.PROGRAMADA
            texto = f"Sesión {sesion.num_sesion} de {sesion.folio or 'folio sin anotar'}, {momento(sesion.inicio)}"
            halladas.append(
                Perdida(
                    caso_id,
                    numero,
                    texto if vive else f"{texto} (ya no está por celebrarse)",
                    _nombre(historia.caso),
                )
            )
    return halladas


def _nombre(caso: Any) -> str:
    persona_id = caso.apertura.persona_id if isinstance(caso, Caso) else None
    return personas.nombre_de(personas.personas([persona_id]), persona_id)


def _casos(ids: list[UUID]) -> list[tuple[str, str, str]]:
    """(name, address, credits) of cases; light cases of payments say what they are."""
    historias = {i: historia for i in ids if (historia := instancia().casos.historia(i))}
    abiertos = {i: h.caso for i, h in historias.items() if isinstance(h.caso, Caso) and h.caso.etapa}
    conocidas = personas.personas(c.persona(RolParte.ACREDITADO) for c in abiertos.values())
    hechos = []
    for i, historia in historias.items():
        caso = abiertos.get(i)
        if caso is not None:
            nombre = personas.nombre_de(conocidas, caso.apertura.persona_id)
            hechos.append((nombre, url_for("caso.ver", caso_id=i), ", ".join(list(caso.creditos)[:4])))
        elif not isinstance(historia.caso, Caso):
            hechos.append(("Pago por identificar", url_for("por_identificar.ver", caso_id=i), ""))
    return hechos


# ----------------------------------------------------------------------------------------- vanished, undoing


class DesaparecidaForm(Campos):
    """What became of a session."""

    caso: UUID
    sesion: int
    como: Literal["cancelada", "sigue"]


@bp.post("/desaparecidas")
@permiso(*QUIENES)
def desaparecida(caso_id: UUID) -> Response:
    """Cancel a session that vanished, or note that it stands."""
    lote_o_404(caso_id)
    form = leer(DesaparecidaForm)
    datos = form.datos
    abierta = instancia()
    responder(
        importaciones.oficina(abierta, almacen()), caso_id, acto(), datos.caso, datos.sesion, datos.como
    )
    abierta.al_dia(caso_id, datos.caso)
    hecho = "Sesión cancelada." if datos.como == "cancelada" else "Se anotó que la sesión sigue en pie."
    return volver("importacion.ver", caso_id=caso_id, aviso=hecho)


@bp.post("/deshacer")
@permiso(*QUIENES)
def deshacer_todo(caso_id: UUID) -> Response:
    """Undo the whole import as far as nothing else hangs on it."""
    lote = lote_o_404(caso_id)
    abierta = instancia()
    hecho = deshacer(importaciones.oficina(abierta, almacen()), caso_id, acto())
    abierta.al_dia(caso_id, *lote.casos)
    importaciones.envios(abierta).soltar(caso_id)
    quedan = [(nombre, url) for nombre, url, _ in _casos([q.caso_id for q in hecho.quedan[:10]])]
    sigue = (
        f"En {plural(len(hecho.quedan), 'caso', 'casos')} no se pudo, porque ya hay capturas posteriores; revise:"
        if hecho.quedan
        else ""
    )
    return volver(
        "importacion.ver",
        caso_id=caso_id,
        aviso=Aviso(
            f"Importación deshecha en {plural(hecho.casos, 'caso', 'casos')}.",
            sigue,
            enlaces=tuple(quedan),
            tono="cuidado" if quedan else "bien",
        ),
    )
