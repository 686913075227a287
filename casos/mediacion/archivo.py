"""Where the originals are: filed in a box, lent, back; the archive's part of the papers."""

from datetime import date

from casos.decision import ARCHIVO, COORDINADOR, RESPONSABLE, Contexto, Guarda, Rechazo, decision, exigir
from casos.hecho import Hecho
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.estado import Caso, Documento
from casos.mediacion.guardas import existe, todas
from casos.mediacion.hechos.documentos import DocumentoArchivado, DocumentoDevuelto, DocumentoPrestado
from casos.tiempo import dia_local

CON_PAPELES = frozenset({RESPONSABLE, COORDINADOR, ARCHIVO})
"""Who handles the originals."""


def documento_de(caso: Caso, numero: int) -> Documento:
    """An original of the file; Rechazo when it has none of that number."""
    documento = caso.documentos.get(numero)
    if documento is None:
        raise Rechazo(f"El caso no tiene un documento {numero}; elíjalo de la lista.")
    return documento


def _hay_en(lugar: str, motivo: str) -> Guarda:
    return lambda caso, _: None if any(d.lugar == lugar for d in caso.documentos.values()) else motivo


def _originales(caso: Caso, numero: int | None, lugar: str) -> list[Documento]:
    """The original that was named, else all of the folder that are in a place."""
    if numero is not None:
        return [documento_de(caso, numero)]
    return [d for d in caso.documentos.values() if d.lugar == lugar]


def _sin_originales(caso: Caso, ctx: Contexto) -> str | None:
    return None if caso.documentos else "No se ha recabado ningún original."


_para_archivar = todas(existe, _sin_originales)
_para_prestar = todas(existe, _hay_en("archivo", "No hay originales de este caso en el archivo."))
_para_devolver = todas(existe, _hay_en("prestado", "No hay originales de este caso prestados."))


class Archivo(Datos):
    """Where an original lies, box and bundle; no number: all that are in hand, or out on loan."""

    documento: int | None = None
    ubicacion: str


@decision(quien=CON_PAPELES, titulo="Archivar documento", si=_para_archivar)
def archivar_documento(caso: Caso, archivo: Archivo, ctx: Contexto) -> list[Hecho]:
    """File an original, or all that are in hand, or say its new place; already there, []."""
    exigir(existe(caso, ctx))
    ubicacion = escrito(archivo.ubicacion, "Escriba en qué caja o legajo queda el documento.")
    hechos: list[Hecho] = []
    for documento in _originales(caso, archivo.documento, "mano"):
        if documento.lugar == "prestado":
            raise Rechazo(f"El documento está prestado a {documento.prestado_a}; registre su devolución.")
        if documento.lugar == "devuelto":
            raise Rechazo("El documento ya se devolvió al acreditado; no puede archivarse.")
        if (documento.lugar, documento.ubicacion) != ("archivo", ubicacion):
            hechos.append(DocumentoArchivado(documento=documento.numero, ubicacion=ubicacion))
    return hechos


class Prestamo(Datos):
    """To whom an original is lent, and until when (None: the policy's days); no number: all that are filed."""

    documento: int | None = None
    a: str
    hasta: date | None = None


@decision(quien=CON_PAPELES, titulo="Prestar documento", si=_para_prestar)
def prestar_documento(caso: Caso, prestamo: Prestamo, ctx: Contexto) -> list[Hecho]:
    """Lend a filed original, or the whole folder; lent to the same person already, []."""
    exigir(existe(caso, ctx))
    a = escrito(prestamo.a, "Escriba a quién se presta el documento.")
    originales = _originales(caso, prestamo.documento, "archivo")
    if not originales and all(d.prestado_a != a for d in caso.documentos.values()):
        raise Rechazo("No hay nada de este caso en el archivo; archívelo primero.")
    dia, dias = dia_local(ctx.ocurrido_en), ctx.politica.documentos.prestamo_dias_habiles
    hasta = prestamo.hasta or ctx.versiones.vencimiento(dia, dias, "INSTITUTO", caso.apertura.sede).fecha
    hechos: list[Hecho] = []
    for documento in originales:
        if (documento.lugar, documento.prestado_a) == ("prestado", a):
            continue
        if documento.lugar != "archivo":
            raise Rechazo("Solo se presta un documento que está en el archivo; archívelo primero.")
        if hasta < dia:
            raise Rechazo("La devolución no puede ser antes del préstamo; corrija la fecha.")
        hechos.append(DocumentoPrestado(documento=documento.numero, a=a, hasta=hasta))
    return hechos


@decision(quien=CON_PAPELES, titulo="Registrar devolución al archivo", si=_para_devolver)
def devolver_documento(caso: Caso, archivo: Archivo, ctx: Contexto) -> list[Hecho]:
    """A lent original, or all of them, came back to the archive; already there, []."""
    exigir(existe(caso, ctx))
    ubicacion = escrito(archivo.ubicacion, "Escriba en qué caja o legajo queda el documento.")
    hechos: list[Hecho] = []
    for documento in _originales(caso, archivo.documento, "prestado"):
        if documento.lugar == "archivo":
            continue
        if documento.lugar != "prestado":
            raise Rechazo("Ese documento no está prestado; si lo tiene a la mano, archívelo.")
        hechos.append(DocumentoDevuelto(documento=documento.numero, ubicacion=ubicacion))
    return hechos
