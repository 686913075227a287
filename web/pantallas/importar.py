"""«Importar»: hand in a file or paste from a sheet, see what each row would do, and carry out what is sound."""

from collections import OrderedDict
from typing import Annotated, Any, Literal
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for
from pydantic import StringConstraints

from casos.asiento import Acto, Origen
from casos.decision import ADMINISTRADOR, CONTABILIDAD, COORDINADOR, RESPONSABLE
from casos.importacion.servicio import OtraCosa, confirmar, lote_de, previsualizar
from casos.importacion.vista_previa import HACEN_ALGO, Clase, Renglon, Situacion, VistaPrevia, id_de_lote
from casos.lectura.hoja import bytes_de_pegado
from casos.lectura.ilegible import ArchivoIlegible
from casos.lectura.renglones import huella
from proyecciones.consultas.importacion import recientes
from web import importaciones
from web.actual import almacen, cuenta, hoy, instancia, presente
from web.avisos import Aviso
from web.envios import Guardado
from web.expediente import historia_legible
from web.formato import plural
from web.formularios import Campos, Formulario, leer
from web.importaciones import QUIEN_IMPORTA
from web.navegacion import Entrada
from web.permisos import permiso
from web.plantillas import direccion_con
from web.respuestas import pagina, volver

bp = Blueprint("importar", __name__, url_prefix="/importar")
QUIENES = (RESPONSABLE, COORDINADOR, CONTABILIDAD, ADMINISTRADOR)
ENTRADA = Entrada("Importar", "importar.ver", 60, partes=("importar.", "importacion.", "dudas."))

POR_PAGINA = 100
RECIENTES = 15
RENGLONES_DE_UNA_VEZ = 2_000
"""Beyond so many an import goes on by itself and its page tells how far it is."""
VISTAS_EN_MEMORIA = 8
TITULOS = {
    Clase.AGENDA: "Agenda del tribunal",
    Clase.CARTERA: "Cartera",
    Clase.PAGOS: "Pagos de Contabilidad",
}
AYUDAS = {
    Clase.AGENDA: "Excel, CSV o calendario (.ics), como la manda el centro.",
    Clase.CARTERA: "Un renglón por crédito, con su saldo.",
    Clase.PAGOS: "La lista de pagos o el estado de cuenta del banco.",
}
SITUACIONES = {
    "error": ("Con error", "mal"),
    "duda": ("En duda", "hoy"),
    "desaparecida": ("Ya no vienen", "hoy"),
    "cancelada": ("Cancelados", ""),
    "cambia": ("Con cambios", "bien"),
    "nueva": ("Nuevos", "bien"),
    "ya_estaba": ("Ya estaban", "tenue"),
}
UNA = {
    "error": "Error", "duda": "Duda", "desaparecida": "Ya no viene", "cancelada": "Cancelado",
    "cambia": "Cambia", "nueva": "Nuevo", "ya_estaba": "Ya estaba",
}  # fmt: skip

_vistas: OrderedDict[tuple[UUID, str, str], VistaPrevia] = OrderedDict()
"""The latest previews of this process, so that looking through one does not compute it again."""


class EnvioForm(Campos):
    """Which kind of file; and the text, if it was pasted instead."""

    clase: Literal["agenda", "cartera", "pagos"]
    texto: Annotated[str, StringConstraints(strip_whitespace=False, max_length=900_000)] = ""


def clases_de_la_cuenta() -> list[Clase]:
    """What the account that asks may import."""
    return [clase for clase, roles in QUIEN_IMPORTA.items() if cuenta().rol in roles]


def exigir_clase(clase: Clase | str) -> None:
    """403 for a kind of file that the account may not import."""
    if cuenta().rol not in QUIEN_IMPORTA[Clase(clase)]:
        abort(403)


def acto() -> Acto:
    """The act of the account that imports. An administrator does it for the coordinator, who decides on cases."""
    quien = cuenta()
    rol, de_parte = (COORDINADOR, "coordinación") if quien.rol == ADMINISTRADOR else (quien.rol, None)
    return Acto(quien.usuario, rol, quien.sede, Origen.IMPORTACION, en_nombre_de=de_parte)


@bp.get("/")
@permiso(*QUIENES)
def ver() -> Response:
    """The form, and what was imported lately."""
    clases = clases_de_la_cuenta()
    return _pagina(Formulario(EnvioForm, {"clase": clases[0].value}))


def _pagina(form: Formulario[EnvioForm], estado: int = 200) -> Response:
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        ultimas = recientes(conexion, RECIENTES)
    lotes = [(i, historia.caso) for i in ultimas if (historia := historia_legible(i.lote_id))]
    clases = clases_de_la_cuenta()
    return pagina(
        "importar/ver.html",
        estado,
        form=form,
        clases=[(c.value, TITULOS[c], AYUDAS[c]) for c in clases],
        lotes=[(i, lote, TITULOS[Clase(lote.clase)]) for i, lote in lotes if lote.clase in clases],
    )


@bp.post("/")
@permiso(*QUIENES)
def recibir() -> Response:
    """Keep what was handed in and show what it would do; nothing is imported yet."""
    form = leer(EnvioForm)
    with form.intentar():
        guardado = _entregado(form)
        if not form.errores:
            try:
                lote_id = _guardar(guardado)
            except ArchivoIlegible as ilegible:
                form.rechazar(str(ilegible), "texto" if guardado.pegado else "archivo")
            else:
                return volver("importar.vista", lote_id=lote_id)
    return _pagina(form, 422)


def _entregado(form: Formulario[EnvioForm]) -> Guardado:
    clase = Clase(form.datos.clase)
    exigir_clase(clase)
    archivo = request.files.get("archivo")
    if archivo is not None and archivo.filename:
        return Guardado(
            clase, archivo.filename.replace("\\", "/").split("/")[-1][:150], archivo.read(), pegado=False
        )
    texto = form.datos.texto
    if not texto.strip():
        form.rechazar("Elija un archivo, o pegue los renglones copiados de su hoja.", "archivo")
    return Guardado(clase, "lo que se pegó", texto.encode(errors="surrogatepass"), pegado=True)


def _guardar(guardado: Guardado) -> UUID:
    """Read it (refusing what cannot be), keep it and its preview; the id of its batch."""
    if guardado.pegado:
        guardado = guardado._replace(
            contenido=bytes_de_pegado(guardado.contenido.decode(errors="surrogatepass"))
        )
    lote_id = id_de_lote(guardado.clase, huella(guardado.contenido))
    _recordar(lote_id, _calcular(guardado))
    envios = importaciones.envios(instancia())
    envios.barrer(presente())
    envios.guardar(huella(guardado.contenido), guardado)
    return lote_id


def _calcular(guardado: Guardado) -> VistaPrevia:
    oficina = importaciones.oficina(instancia(), almacen())
    return previsualizar(oficina, importaciones.envio_de(instancia(), guardado), acto())


def _recordar(lote_id: UUID, vista: VistaPrevia) -> VistaPrevia:
    _vistas[lote_id, cuenta().usuario, hoy().isoformat()] = vista
    while len(_vistas) > VISTAS_EN_MEMORIA:
        _vistas.popitem(last=False)
    return vista


def guardado_o_404(lote_id: UUID) -> Guardado:
    """A kept file that the account may import."""
    guardado = importaciones.envios(instancia()).leer(lote_id)
    if guardado is None:
        abort(404)
    exigir_clase(guardado.clase)
    return guardado


@bp.get("/vista/<uuid:lote_id>")
@permiso(*QUIENES)
def vista(lote_id: UUID) -> Response:
    """The preview: one line per row, with filters by situation."""
    guardado = guardado_o_404(lote_id)
    clave = lote_id, cuenta().usuario, hoy().isoformat()
    return _mostrar(_vistas.get(clave) or _recordar(lote_id, _calcular(guardado)))


def _mostrar(previa: VistaPrevia, cambio: str = "", estado: int = 200) -> Response:
    elegida = request.args.get("s", "")
    suyos = [r for r in previa.renglones if not elegida or r.situacion == elegida]
    numero = max(request.args.get("p", 1, type=int), 1)
    direccion = "importar.vista"
    base: dict[str, Any] = {"lote_id": previa.lote_id}
    return pagina(
        "importar/vista.html",
        estado,
        vista=previa,
        titulo=TITULOS[previa.clase],
        cambio=cambio,
        filtros=[
            ("Todos", url_for(direccion, **base), not elegida),
            *(
                (f"{texto} {previa.resumen[s]:,}", url_for(direccion, **base, s=s), s == elegida)
                for s, (texto, _) in SITUACIONES.items()
                if previa.resumen[s]
            ),
        ],
        filas=[_fila(r) for r in suyos[(numero - 1) * POR_PAGINA : numero * POR_PAGINA]],
        resumen=importaciones.en_una_linea(previa),
        hay_que_guardar=bool(previa.resumen["duda"] or previa.resumen["desaparecida"])
        and not previa.recibido,
        numero=numero,
        paginas=-(-len(suyos) // POR_PAGINA),
        url_pagina=lambda n: direccion_con(direccion, {**base, "s": elegida}, p=n if n > 1 else None),
    )


def _fila(r: Renglon) -> list[Any]:
    ya_existe = r.situacion not in HACEN_ALGO or not any(p.nombre == "abrir" for p in r.pasos)
    es_caso = r.caso_id is not None and r.causa != "por_identificar" and ya_existe and not r.con_fila
    url = url_for("caso.ver", caso_id=r.caso_id) if es_caso else ""
    return [
        str(r.fila or "—"),
        {"texto": UNA[r.situacion], "url": "", "tono": SITUACIONES[r.situacion][1]},
        {"texto": r.quien[:80], "url": url, "tono": ""},
        r.mensaje,
    ]


class ConfirmarForm(Campos):
    """What was on screen."""

    sello: str


@bp.post("/vista/<uuid:lote_id>")
@permiso(*QUIENES)
def llevar_a_cabo(lote_id: UUID) -> Response:
    """Carry out what is sound, if it still is what was on screen; and on to the page of the import."""
    guardado = guardado_o_404(lote_id)
    form = leer(ConfirmarForm)
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    vista = _vistas.pop((lote_id, cuenta().usuario, hoy().isoformat()), None)
    envio = importaciones.envio_de(abierta, guardado)
    if vista is not None and vista.por_hacer > RENGLONES_DE_UNA_VEZ and vista.sello == form.datos.sello:
        importaciones.llevar_aparte(abierta, oficina, envio, acto(), lote_id)
        return volver("importacion.ver", caso_id=lote_id)
    try:
        hecha = confirmar(oficina, envio, acto(), sello=form.datos.sello)
    except OtraCosa as otra:
        return _mostrar(_recordar(lote_id, _calcular(guardado)), str(otra), 409)
    abierta.proyector.ponerse_al_dia()
    importaciones.soltar_si_ya(abierta, oficina, lote_id)
    hechos = sum(r.situacion in HACEN_ALGO for r in hecha.renglones)
    dudas = len(lote_de(oficina, lote_id).por_resolver)
    sueltos = sum(r.situacion is Situacion.DUDA and r.causa == "por_identificar" for r in hecha.renglones)
    sigue = [f"Quedan {plural(dudas, 'duda', 'dudas')} por resolver."] if dudas else []
    if sueltos:
        sigue.append(f"{plural(sueltos, 'pago quedó', 'pagos quedaron')} por identificar.")
    aviso = Aviso(
        f"Se {'llevó' if hechos == 1 else 'llevaron'} a cabo {plural(hechos, 'renglón', 'renglones')}.",
        " ".join(sigue),
    )
    return volver("importacion.ver", caso_id=lote_id, aviso=aviso)
