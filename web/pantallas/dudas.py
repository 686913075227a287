"""Rows of an imported file in doubt: one a page, with what it says and what may be answered."""

from uuid import UUID

from flask import Blueprint, Response, abort

from casos.decision import Rechazo
from casos.importacion.dudas import descartar, juntas, resolver
from casos.importacion.vista_previa import ACEPTABLES, DE_QUIEN, Causa, Clase, Eleccion, Renglon, Situacion
from casos.lote import Lote
from web import importaciones
from web.actual import almacen, instancia
from web.avisos import Aviso
from web.campos import Linea
from web.formato import plural
from web.formularios import Campos, Formulario, leer
from web.lotes import caso_por_clave, dudas_de, guardado_de, lote_o_404
from web.pantallas.importacion import SIN_ARCHIVO
from web.pantallas.importar import QUIENES, TITULOS, acto
from web.permisos import permiso
from web.renglones_leidos import datos_de
from web.respuestas import pagina, volver

bp = Blueprint("dudas", __name__, url_prefix="/importar/<uuid:caso_id>/dudas")


class RespuestaForm(Campos):
    """The answer to a row in doubt: `que` is caso:<id>, otro, nuevo, aceptar or descartar."""

    que: Linea
    otro: Linea = ""
    motivo: Linea = ""


@bp.get("/<int:fila>")
@permiso(*QUIENES)
def ver(caso_id: UUID, fila: int) -> Response:
    """A row in doubt, with what it says and what may be answered."""
    return _pagina_de_duda(caso_id, fila, Formulario(RespuestaForm))


def _pagina_de_duda(
    caso_id: UUID, fila: int, form: Formulario[RespuestaForm], linea: Renglon | None = None
) -> Response:
    lote = lote_o_404(caso_id)
    guardado = guardado_de(caso_id)
    if guardado is None or fila not in lote.por_resolver:
        return volver(
            "importacion.ver", caso_id=caso_id, aviso=Aviso("Esa duda ya no está pendiente.", tono="cuidado")
        )
    leido, actual = next((x for x in dudas_de(guardado) if x[1].fila == fila), (None, None))
    actual = linea or actual
    if actual is None:
        abort(404)
    opciones = _opciones(actual, lote)
    if not form.valores.get("que") and opciones:
        form.valores["que"] = opciones[0][0] if len(opciones) <= 2 else ""
    filas = juntas(importaciones.envio_de(instancia(), guardado), fila, lote)
    return pagina(
        "importar/duda.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        lote=lote,
        titulo=TITULOS[Clase(lote.clase)],
        fila=fila,
        linea=actual,
        datos=datos_de(leido),
        form=form,
        opciones=opciones,
        con_otro=any(valor == "otro" for valor, *_ in opciones),
        pide_motivo=actual.causa is Causa.INHABIL,
        juntas=[f for f in filas if f != fila],
    )


def _opciones(r: Renglon, lote: Lote) -> list[tuple[str, str, str]]:
    """What may be answered: (value, words, help)."""
    opciones: list[tuple[str, str, str]] = []
    if r.situacion is not Situacion.DUDA:
        opciones.append(("aceptar", "Llevarlo a cabo", r.mensaje))
    if r.causa in DE_QUIEN:
        opciones += [
            (f"caso:{c.caso_id}", f"Es de {c.nombre}", f"Créditos: {', '.join(c.creditos[:6]) or 'ninguno'}")
            for c in r.candidatos
        ]
        opciones.append(
            ("otro", "Es de otro caso", "Escriba abajo un número de crédito o un folio de ese caso.")
        )
        if lote.clase != Clase.PAGOS and r.quien:
            opciones.append(("nuevo", "Es alguien nuevo: abrir un caso", f"A nombre de {r.quien}."))
    elif r.causa in ACEPTABLES:
        opciones.append(("aceptar", "Está bien así", "Se lleva a cabo como viene."))
    elif r.causa is not None:
        opciones.append(("aceptar", "Intentar de nuevo", "Si ya corrigió en el caso lo que lo impedía."))
    opciones.append(("descartar", "Descartarlo", "No es nuestro, viene mal o no procede: no se hace nada."))
    return opciones


@bp.post("/<int:fila>")
@permiso(*QUIENES)
def contestar(caso_id: UUID, fila: int) -> Response:
    """Do what was answered, and on to the next doubt."""
    lote = lote_o_404(caso_id)
    guardado = guardado_de(caso_id)
    if guardado is None:
        return volver("importacion.ver", caso_id=caso_id, aviso=Aviso(SIN_ARCHIVO, tono="cuidado"))
    form = leer(RespuestaForm)
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    envio = importaciones.envio_de(abierta, guardado)
    lineas: list[Renglon] = []
    with form.intentar():
        respuesta = form.datos
        if respuesta.que == "descartar":
            descartar(oficina, caso_id, acto(), juntas(envio, fila, lote))
            return _siguiente(caso_id, f"Fila {fila} descartada.")
        eleccion = _eleccion(respuesta, lote, fila)
        lineas = resolver(oficina, envio, acto(), fila, eleccion)
        en_falta = [r for r in lineas if r.situacion is Situacion.DUDA]
        if not en_falta:
            abierta.al_dia(caso_id, *{r.caso_id for r in lineas if r.caso_id})
            return _siguiente(caso_id, lineas[0].mensaje)
        form.rechazar(en_falta[0].mensaje, "motivo" if en_falta[0].causa is Causa.INHABIL else "que")
    return _pagina_de_duda(caso_id, fila, form, next((r for r in lineas if r.fila == fila), None))


def _eleccion(r: RespuestaForm, lote: Lote, fila: int) -> Eleccion:
    candidatos = lote.por_resolver[fila].candidatos if fila in lote.por_resolver else ()
    if r.que.startswith("caso:"):
        return Eleccion(_uuid(r.que.removeprefix("caso:")), aceptar=bool(r.motivo), motivo=r.motivo)
    if r.que == "otro":
        return Eleccion(caso_por_clave(r.otro), aceptar=bool(r.motivo), motivo=r.motivo)
    if r.que == "nuevo":
        return Eleccion(nuevo=True, aceptar=bool(r.motivo), motivo=r.motivo)
    if r.que == "aceptar":
        return Eleccion(candidatos[0] if len(candidatos) == 1 else None, aceptar=True, motivo=r.motivo)
    raise Rechazo("Elija qué hacer con este renglón.")


def _uuid(texto: str) -> UUID:
    try:
        return UUID(texto)
    except ValueError:
        raise Rechazo("Elija uno de los casos de la lista.") from None


def _siguiente(caso_id: UUID, hecho: str) -> Response:
    abierta = instancia()
    abierta.al_dia(caso_id)
    lote = lote_o_404(caso_id)
    importaciones.soltar_si_ya(abierta, importaciones.oficina(abierta, almacen()), caso_id)
    if not lote.por_resolver:
        return volver("importacion.ver", caso_id=caso_id, aviso=Aviso(hecho, "Ya no quedan dudas."))
    quedan = plural(len(lote.por_resolver), "duda", "dudas")
    return volver(
        "dudas.ver",
        caso_id=caso_id,
        fila=min(lote.por_resolver),
        aviso=Aviso(hecho, f"Quedan {quedan}."),
    )
