"""The desk where scans are put in their cases: what the program proposes for each, and the act that files it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from flask import url_for

from casos.asiento import Historia
from casos.casos import Resultado
from casos.mediacion.archivo import CON_PAPELES
from casos.mediacion.cotejo import Renglon, cotejo
from casos.mediacion.documentos import Anexo, Original, anexar_documento, recabar_documento
from casos.mediacion.escaneos import Escaneo
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import TipoDocumento
from web import bitacora, documentos, personas
from web.actual import cuenta, instancia
from web.decidir import decidir
from web.escaneos.recibido import Recibido, leer_sellado
from web.formato import con_mayuscula
from web.formularios import Formulario
from web.frases.palabras import dicho
from web.papeles.caso import material_de
from web.papeles.clases import hacer
from web.papeles.codigo import Codigo, huella_de
from web.papeles.datos.comun import NoHayPapel
from web.papeles.taller import hoja

DE_CLASE = {"recibo": TipoDocumento.COMPROBANTE_PAGO} | {
    t.value.lower(): t for t in TipoDocumento if t is not TipoDocumento.SOPORTE
}
"""What the scan of each kind of paper of ours is filed as."""
Opcion = tuple[str, str]


class Propuesta(NamedTuple):
    """What the program makes of a scan: its case, what paper it is, of which agreement or session, and what to mind.

    `original`: the file still lacks the signed original of such a paper, so that this is likely it.
    """

    historia: Historia | None
    tipo: TipoDocumento | None = None
    convenio: int | None = None
    sesion: int | None = None
    original: bool = False
    reconocido: str = ""
    aviso: str = ""

    @property
    def caso(self) -> Caso | None:
        """The case's state."""
        return self.historia.caso if self.historia else None


class Envio(NamedTuple):
    """The request of one scan out of several that were sent together."""

    pedido: UUID
    visto: int | None = None


def proponer(recibido: Recibido, abierto: Historia | None) -> Propuesta:
    """What a scan seems to be. `abierto` is the case on screen: the scan of another one is warned of, not moved."""
    suyos = {c.caso_id: c for c in recibido.codigos}
    codigo = next(iter(suyos.values()), None)
    historia = abierto or (_historia(codigo.caso_id) if codigo else None)
    aviso = _aviso(recibido, abierto)
    if codigo is None or historia is None or historia.caso_id not in suyos:
        return Propuesta(historia, aviso=_ya_esta(historia, recibido) or aviso)
    codigo = suyos[historia.caso_id]
    tipo = DE_CLASE.get(codigo.clase)
    convenio, sesion = _cual(historia, codigo, tipo)
    falta = _renglon(historia.caso, tipo, convenio, sesion)
    if falta is not None:
        convenio, sesion = convenio or falta.convenio, sesion or falta.sesion
    return Propuesta(
        historia, tipo, convenio, sesion, bool(falta and falta.falta and falta.es_original),
        f"{con_mayuscula(dicho(tipo))} impreso aquí", _ya_esta(historia, recibido) or aviso,
    )  # fmt: skip


def _historia(caso_id: UUID) -> Historia | None:
    """A mediation case that a code names; that it was looked at is noted."""
    historia = instancia().casos.historia(caso_id)
    if historia is None or not isinstance(historia.caso, Caso):
        return None
    bitacora.anotar("reconocer escaneo", caso_id)
    return historia


def _ya_esta(historia: Historia | None, recibido: Recibido) -> str:
    esta = historia is not None and recibido.escaneo.huella in historia.caso.anexos
    return "Este archivo ya está en el expediente; no hace falta subirlo otra vez." if esta else ""


def _aviso(recibido: Recibido, abierto: Historia | None) -> str:
    casos = {c.caso_id for c in recibido.codigos}
    if len(casos) > 1:
        return "Trae hojas de varios expedientes; escanéelas por separado y súbalas de nuevo."
    return de_otro_caso(recibido, abierto.caso_id) if abierto else ""


def de_otro_caso(recibido: Recibido, caso_id: UUID) -> str:
    """The warning that a scan shows the code of a case that is not the one that is open; empty when it does not."""
    ajenos = [c.caso_id for c in recibido.codigos if c.caso_id != caso_id]
    if not ajenos or any(c.caso_id == caso_id for c in recibido.codigos):
        return ""
    historia = _historia(ajenos[0])
    if historia is None:
        return "El código de este documento es de un expediente que no está en este sistema."
    return f"El código de este documento es de otro expediente: {nombre_de(historia)}."


def avisar_de_otro_caso(form: Formulario[Any], caso_id: UUID) -> None:
    """Send a form back once when a scan that just came with it is of another case; sent again, it is accepted."""
    for campo in form.recien_subidos:
        recibido = leer_sellado(form.valor(campo))
        if recibido and (aviso := de_otro_caso(recibido, caso_id)):
            form.rechazar(f"{aviso} Si aun así va aquí, vuelva a enviarlo; si no, elija otro.", campo)


def nombre_de(historia: Historia) -> str:
    """The debtor of a case and its folio or credit, as people call it."""
    caso: Caso = historia.caso
    persona = caso.apertura.persona_id
    clave = caso.folio or next(iter(caso.creditos), "")
    return ", ".join(p for p in (personas.nombre_de(personas.personas([persona]), persona), clave) if p)


def _cual(historia: Historia, codigo: Codigo, tipo: TipoDocumento | None) -> tuple[int | None, int | None]:
    """Of which agreement or session the paper is: the one whose data give the code's hash, if they still do."""
    m = material_de(instancia(), historia)
    caso: Caso = historia.caso
    if tipo in (TipoDocumento.CONVENIO, TipoDocumento.ADENDA):
        cuales = {"numero": list(caso.convenios)}
    elif codigo.clase.startswith("constancia") or codigo.clase == "invitacion":
        cuales = {"sesion": list(caso.sesiones)}
    else:
        return None, None
    ((nombre, numeros),) = cuales.items()
    for numero in reversed(numeros):
        try:
            papel = hacer(m, codigo.clase, **{nombre: numero})
        except (NoHayPapel, LookupError, TypeError):
            continue
        datos = {k: v for k, v in hoja(m, papel).datos.items() if k not in ("qr", "codigo", "pie")}
        if huella_de(datos)[:16] == codigo.huella:
            return (numero, None) if nombre == "numero" else (None, numero)
    if nombre == "numero":
        suyo = caso.convenio or caso.borrador
        return (suyo.numero if suyo else None), None
    return None, None


def _renglon(
    caso: Caso, tipo: TipoDocumento | None, convenio: int | None, sesion: int | None
) -> Renglon | None:
    """The line of the checklist that such a paper would fill, one that lacks it first."""
    suyos = [
        r
        for r in cotejo(caso)
        if tipo in r.tipos
        and (convenio is None or r.convenio in (None, convenio))
        and (sesion is None or r.sesion in (None, sesion))
    ]
    return next(iter(sorted(suyos, key=lambda r: not r.falta)), None)


# --- filing ---


class Hoja(NamedTuple):
    """A scan with what the person said of it."""

    escaneo: Escaneo
    tipo: TipoDocumento
    convenio: int | None = None
    titular_id: UUID | None = None
    original: bool = False
    descripcion: str | None = None


def archivar(historia: Historia, h: Hoja, pedido: UUID) -> Resultado:
    """Put a scan in a case: with its original when that is in hand and was missing, else beside what is there.

    Raises Rechazo.
    """
    caso: Caso = historia.caso
    renglon = _renglon(caso, h.tipo, h.convenio, None)
    envio = Envio(uuid5(pedido, f"{historia.caso_id}/{h.escaneo.huella}"))
    decision, datos = (
        (recabar_documento, _original(h, renglon))
        if h.original and (renglon is None or renglon.documento is None) and cuenta().rol in CON_PAPELES
        else (anexar_documento, _anexo(h, renglon))
    )
    documentos.asentar(instancia(), historia, datos)
    return decidir(historia.caso_id, decision, datos, envio)


def _original(h: Hoja, renglon: Renglon | None) -> Original:
    return Original(
        tipo=h.tipo, escaneo=h.escaneo, titular_id=h.titular_id, convenio=h.convenio,
        sesion=renglon.sesion if renglon else None, credito=renglon.credito if renglon else None,
    )  # fmt: skip


def _anexo(h: Hoja, renglon: Renglon | None) -> Anexo:
    del_original = renglon.documento.numero if renglon and renglon.documento else None
    return Anexo(
        escaneo=h.escaneo, tipo=h.tipo, documento=del_original, convenio=h.convenio, titular_id=h.titular_id,
        descripcion=h.descripcion,
    )  # fmt: skip


# --- what can be chosen ---


def tipos() -> list[Opcion]:
    """Every kind of paper, by its name."""
    return sorted(((t.value, con_mayuscula(dicho(t))) for t in TipoDocumento), key=lambda par: par[1])


def convenios(caso: Caso) -> list[Opcion]:
    """The agreements of a case that were signed."""
    return [
        (str(c.numero), f"Convenio {c.folio or c.numero}")
        for c in caso.convenios.values()
        if c.firmado.version
    ]


def falta_un_original(caso: Caso) -> bool:
    """Whether some signed original is still to be collected."""
    return any(r.falta and r.es_original for r in cotejo(caso))


def titulares(caso: Caso) -> list[Opcion]:
    """The people of a case, for a paper that is of one of them only."""
    conocidas = personas.personas(p.persona_id for p in caso.partes)
    return [
        (str(p.persona_id), f"Solo de {personas.nombre_de(conocidas, p.persona_id)} ({dicho(p.rol)})")
        for p in caso.partes
    ]


def url_de(historia: Historia) -> str:
    """The page of a case."""
    return url_for("caso.ver", caso_id=historia.caso_id)


def sin_repetir(recibidos: Iterable[Recibido]) -> Iterator[Recibido]:
    """Each file once, however often it was dropped."""
    vistos: set[str] = set()
    for r in recibidos:
        if r.escaneo.huella not in vistos:
            vistos.add(r.escaneo.huella)
            yield r
