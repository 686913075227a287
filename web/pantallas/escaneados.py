"""«Archivar escaneados»: a pile of files goes to its cases, each with what the program read on it."""

import re
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request, url_for
from itsdangerous import Signer
from pydantic import ValidationError, create_model

from casos.asiento import Historia
from casos.casos import Resultado
from casos.decision import NoAutorizado, Rechazo
from casos.mediacion.archivo import CON_PAPELES
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import TipoDocumento
from proyecciones.consultas.expedientes import con_clave
from web.actual import cuenta, instancia
from web.avisos import Aviso
from web.campos import Linea
from web.escaneos import mesa
from web.escaneos.examen import ArchivoNoAdmitido
from web.escaneos.mesa import Hoja, Propuesta
from web.escaneos.recibido import EscaneoRecibido, Recibido, leer_sellado, nombre_de, recibir
from web.expediente import abrir_expediente, aviso_de
from web.formato import plural
from web.formularios import Campos, Formulario, leer
from web.mensajes import por_campo
from web.permisos import permiso
from web.respuestas import destino_seguro, pagina, volver

bp = Blueprint("escaneados", __name__, url_prefix="/escaneados")

MAXIMO = 40
"""Files that are taken at once."""
_CAMPO = re.compile(r"recibido_(\d{1,4})")


class Tarjeta(NamedTuple):
    """A file as the page shows it: a number that tells its fields apart, the file, and what is proposed."""

    indice: int
    recibido: Recibido
    propuesta: Propuesta
    miniatura: str
    quien: str
    url: str
    tipos: list[mesa.Opcion]
    convenios: list[mesa.Opcion]
    titulares: list[mesa.Opcion]
    recabable: bool


class Rehusado(NamedTuple):
    """A file that was not taken, and why."""

    nombre: str
    motivo: str


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver() -> Response:
    """Where a pile is dropped; what was handed in and nobody put anywhere is swept when it has waited too long."""
    instancia().archivero.limpiar(instancia().ahora())
    return _mesa(None, Formulario(_modelo([])), [])


@bp.post("/recibir")
@permiso(*CON_BANDEJA)
def subir() -> Response:
    """Look at each file and say what it seems to be. Asked by the page itself, only the cards come back."""
    caso_id = request.form.get("caso", "")
    historia = _abierto(caso_id)
    tarjetas, rehusados = _recibir(historia, request.form.get("indice", 0, type=int))
    form = Formulario(_modelo([t.indice for t in tarjetas]), _propuesto(tarjetas))
    if request.headers.get("X-Parte") == "tarjetas":
        cuerpo = render_template(
            "escaneados/_parte.html", form=form, tarjetas=tarjetas, rehusados=rehusados,
            con_caso=historia is None,
        )  # fmt: skip
        respuesta = make_response(cuerpo, 200 if tarjetas else 422)
        respuesta.headers["X-Parte"] = "tarjetas"
        return respuesta
    return _mesa(historia, form, tarjetas, rehusados, 200 if tarjetas else 422)


def _abierto(caso_id: str) -> Historia | None:
    """The case on whose page the files were dropped."""
    if not caso_id:
        return None
    try:
        historia = abrir_expediente(UUID(caso_id))
    except ValueError:
        abort(404)
    if not isinstance(historia.caso, Caso):
        abort(404)
    return historia


def _recibir(historia: Historia | None, desde: int) -> tuple[list[Tarjeta], list[Rehusado]]:
    recibidos: list[Recibido] = []
    rehusados: list[Rehusado] = []
    subidos = [a for a in request.files.getlist("archivos") if a.filename]
    if not subidos:
        rehusados.append(Rehusado("", "Elija o arrastre uno o varios archivos."))
    for archivo in subidos[:MAXIMO]:
        try:
            recibidos.append(recibir(archivo))
        except ArchivoNoAdmitido as rehusado:
            rehusados.append(Rehusado(nombre_de(archivo), str(rehusado)))
    if len(subidos) > MAXIMO:
        rehusados.append(Rehusado("", f"Se reciben {MAXIMO} archivos a la vez; suba después los demás."))
    unicos = mesa.sin_repetir(recibidos)
    return [_tarjeta(desde + n, r, historia) for n, r in enumerate(unicos)], rehusados


def _tarjeta(indice: int, recibido: Recibido, abierto: Historia | None) -> Tarjeta:
    propuesta = mesa.proponer(recibido, abierto)
    historia, caso = propuesta.historia, propuesta.caso
    return Tarjeta(
        indice, recibido, propuesta,
        url_for("escaneados.miniatura", huella=recibido.escaneo.huella, firma=_firma(recibido.escaneo.huella)),
        mesa.nombre_de(historia) if historia and abierto is None else "",
        mesa.url_de(historia) if historia else "",
        mesa.tipos(),
        mesa.convenios(caso) if caso else [],
        mesa.titulares(caso) if caso and abierto else [],
        cuenta().rol in CON_PAPELES and (caso is None or mesa.falta_un_original(caso)),
    )  # fmt: skip


def _propuesto(tarjetas: list[Tarjeta]) -> dict[str, Any]:
    valores: dict[str, Any] = {}
    for t in tarjetas:
        p, n = t.propuesta, t.indice
        caso = p.caso
        clave = (
            (caso.folio or next(iter(caso.creditos), str(p.historia.caso_id))) if caso and p.historia else ""
        )
        unico = t.convenios[0][0] if len(t.convenios) == 1 else None
        valores |= {
            f"recibido_{n}": t.recibido.sellar(), f"caso_{n}": clave, f"tipo_{n}": p.tipo,
            f"convenio_{n}": p.convenio or unico, f"original_{n}": p.original,
            f"omitir_{n}": bool(p.aviso),
        }  # fmt: skip
    return valores


class HojaForm(Campos):
    """What is said of one file; on the page each name ends with the file's number."""

    recibido: EscaneoRecibido
    caso: Linea = ""
    tipo: TipoDocumento
    convenio: int | None = None
    titular: UUID | None = None
    descripcion: Linea = ""
    original: bool = False
    omitir: bool = False


NECESARIOS = frozenset({"recibido", "caso", "tipo"})


def _modelo(indices: list[int]) -> type[Campos]:
    """The form of so many files, for the page; each file is judged by itself (`_leer_hoja`)."""
    campos: dict[str, Any] = {"caso": (Linea, ""), "de": (Linea, "")}
    campos |= {
        f"{nombre}_{n}": (str, ... if nombre in NECESARIOS else "")
        for n in indices
        for nombre in HojaForm.model_fields
    }
    return create_model("EscaneadosForm", __base__=Campos, **campos)


def _leer_hoja(form: Formulario[Any], n: int) -> HojaForm | None:
    """One file of the form; None when something is wrong with it, which is noted in the form."""
    escritos = {c: v for c in HojaForm.model_fields if (v := form.valor(f"{c}_{n}").strip())}
    try:
        return HojaForm.model_validate(escritos)
    except ValidationError as invalida:
        for campo, mensaje in por_campo(invalida.errors(include_url=False)).items():
            falta = "Diga qué documento es." if campo == "tipo" and campo not in escritos else mensaje
            form.rechazar(falta, f"{campo}_{n}")
        return None


@bp.post("/archivar")
@permiso(*CON_BANDEJA)
def archivar() -> Response:
    """File each one; those that cannot be stay on the page with the reason, and nothing of them is lost."""
    indices = sorted({int(m[1]) for campo in request.form if (m := _CAMPO.fullmatch(campo))})[:MAXIMO]
    form = leer(_modelo(indices))
    form.errores.clear()
    abierto = _abierto(request.form.get("caso", ""))
    hechos: list[tuple[UUID, Resultado]] = []
    for n in indices:
        try:
            if (hecho := _archivar_una(form, n, abierto)) is not None:
                hechos.append(hecho)
        except Rechazo as rechazo:
            if isinstance(rechazo, NoAutorizado):
                raise
            form.rechazar(str(rechazo), f"tipo_{n}")
    quedan = [n for n in indices if any(campo.endswith(f"_{n}") for campo in form.errores)]
    if quedan or (not hechos and not indices):
        return _las_que_quedan(form, quedan, abierto, len(hechos))
    return volver(_destino(abierto), aviso=_aviso(hechos))


def _archivar_una(form: Formulario[Any], n: int, abierto: Historia | None) -> tuple[UUID, Resultado] | None:
    """One file of the form; None when it was left out. What is wrong is noted in the form. Raises Rechazo."""
    if form.valor(f"omitir_{n}") == "true":
        return None
    leida, historia = _leer_hoja(form, n), abierto or _el_caso(form, n)
    if leida is None or historia is None:
        return None
    hoja = Hoja(
        leida.recibido, leida.tipo, leida.convenio, leida.titular, leida.original, leida.descripcion or None
    )
    return historia.caso_id, mesa.archivar(historia, hoja, form.pedido)


def _el_caso(form: Formulario[Any], n: int) -> Historia | None:
    clave = form.valor(f"caso_{n}").strip()
    if not clave:
        form.rechazar("Escriba el folio o el número de crédito.", f"caso_{n}")
        return None
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        hallados = con_clave(conexion, clave)
    if len(hallados) != 1:
        falta = "Hay varios casos con esa clave; escriba el número de crédito." if hallados else (
            "Ningún caso tiene ese folio o crédito; revíselo."
        )  # fmt: skip
        form.rechazar(falta, f"caso_{n}")
        return None
    historia = abierta.casos.historia(hallados[0])
    return historia if historia and isinstance(historia.caso, Caso) else None


def _las_que_quedan(
    form: Formulario[Any], quedan: list[int], abierto: Historia | None, hechos: int
) -> Response:
    tarjetas = [
        _tarjeta(n, recibido, abierto)
        for n in quedan
        if (recibido := leer_sellado(form.valor(f"recibido_{n}"))) is not None
    ]
    archivados = f"{plural(hechos, 'escaneo archivado', 'escaneos archivados')}." if hechos else ""
    return _mesa(abierto, form, tarjetas, [], 422, archivados)


def _aviso(hechos: list[tuple[UUID, Resultado]]) -> Aviso | str:
    if len(hechos) == 1:
        caso_id, resultado = hechos[0]
        return aviso_de(caso_id, resultado, "Escaneo archivado")
    if not hechos:
        return "No se archivó ninguno."
    casos = len({caso_id for caso_id, _ in hechos})
    en = "" if casos == 1 else f" en {casos} expedientes"
    return f"{plural(len(hechos), 'escaneo archivado', 'escaneos archivados')}{en}."


def _destino(abierto: Historia | None) -> str:
    if de := destino_seguro(request.form.get("de")):
        return de
    return url_for("anexos.ver", caso_id=abierto.caso_id) if abierto else url_for("escaneados.ver")


@bp.get("/miniatura/<huella>")
@permiso(renueva=False)
def miniatura(huella: str) -> Response:
    """The small picture of a file that this account just handed in."""
    if request.args.get("firma") != _firma(huella):
        abort(404)
    return como_miniatura(huella)


def como_miniatura(huella: str) -> Response:
    """The answer with a scan's small picture; 404 where there is none."""
    imagen = instancia().archivero.miniatura(huella)
    if not imagen:
        abort(404)
    respuesta = make_response(imagen)
    respuesta.headers["Content-Type"] = "image/jpeg"
    return respuesta


def _firma(huella: str) -> str:
    sellador = Signer(current_app.secret_key or b"", salt="miniatura")
    return sellador.get_signature(f"{huella}/{cuenta().usuario}").decode()


def _mesa(
    abierto: Historia | None,
    form: Formulario[Any],
    tarjetas: list[Tarjeta],
    rehusados: list[Rehusado] | tuple[()] = (),
    estado: int = 200,
    archivados: str = "",
) -> Response:
    return pagina(
        "escaneados/ver.html",
        estado,
        form=form,
        tarjetas=tarjetas,
        rehusados=rehusados,
        archivados=archivados,
        abierto=abierto,
        nombre=mesa.nombre_de(abierto) if abierto else "",
        de=request.form.get("de", ""),
        con_caso=abierto is None,
    )
