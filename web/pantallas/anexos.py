"""The scans of a case: what it has, one more, and each to be looked at."""

from typing import NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.asiento import Historia
from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import TipoDocumento
from web import documentos, personas
from web.actual import instancia
from web.campos import Linea
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de
from web.formato import con_mayuscula
from web.formularios import Campos, Formulario, leer
from web.frases.palabras import dicho
from web.pantallas.papeles import como_archivo
from web.permisos import permiso, puede_abrir
from web.respuestas import pagina, volver

bp = Blueprint("anexos", __name__, url_prefix="/casos/<uuid:caso_id>/anexos")


class Renglon(NamedTuple):
    """A scan as the list writes it; `ver` is empty where the file is not on this machine."""

    titulo: str
    huella: str
    ver: str


class AnexoForm(Campos):
    """What the scan is, and a few words; the file comes beside it."""

    tipo: TipoDocumento
    descripcion: Linea = ""


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """The scans of the case and, for who may, the form."""
    return _pagina(_del_caso(caso_id), Formulario(AnexoForm))


@bp.post("/")
@permiso(*CON_BANDEJA)
def anexar(caso_id: UUID) -> Response:
    """Keep the file, then the fact that names it; the same file again changes nothing."""
    historia, form = _del_caso(caso_id), leer(AnexoForm)
    hecho: Response | None = None
    with form.intentar():
        datos, archivo = form.datos, request.files.get("archivo")
        if archivo is None or not archivo.filename:
            form.rechazar("Elija el archivo escaneado.", "archivo")
            return _pagina(historia, form, 422)
        try:
            escaneo = documentos.recibir(instancia(), archivo.read())
        except documentos.ArchivoNoAdmitido as error:
            form.rechazar(str(error), "archivo")
            return _pagina(historia, form, 422)
        anexo = Anexo(escaneo=escaneo, tipo=datos.tipo, descripcion=datos.descripcion or None)
        documentos.asentar(instancia(), historia, anexo)
        resultado = decidir(caso_id, anexar_documento, anexo, form)
        aviso = aviso_de(caso_id, resultado, "Archivo anexado")
        hecho = volver(url_for("anexos.ver", caso_id=caso_id), aviso=aviso)
    return hecho or _pagina(historia, form, 422)


@bp.get("/<huella>")
@permiso()
def archivo(caso_id: UUID, huella: str) -> Response:
    """One scan of this case, to look at."""
    if huella not in _del_caso(caso_id).caso.anexos:
        abort(404)
    documento = documentos.abrir(instancia(), huella)
    if documento is None:
        abort(404)
    return como_archivo(documento.contenido, huella[:12], documento.formato)


def _del_caso(caso_id: UUID) -> Historia:
    """The history of a mediation case, opened once per request; 404 for anything else."""
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    return historia


def _pagina(historia: Historia, form: Formulario[AnexoForm], estado: int = 200) -> Response:
    caso, caso_id = historia.caso, historia.caso_id
    persona_id = caso.apertura.persona_id
    renglones = [
        Renglon(
            con_mayuscula(dicho(tipo)),
            huella[:12],
            url_for("anexos.archivo", caso_id=caso_id, huella=huella)
            if instancia().archivero.esta(huella)
            else "",
        )
        for huella, tipo in caso.anexos.items()
    ]
    return pagina(
        "anexos/ver.html",
        estado,
        caso_id=caso_id,
        version=historia.version,
        nombre=personas.nombre_de(personas.personas([persona_id]), persona_id),
        form=form,
        renglones=renglones,
        tipos=sorted(((t.value, con_mayuscula(dicho(t))) for t in TipoDocumento), key=lambda par: par[1]),
        puede=puede_abrir("anexos.anexar"),
    )
