"""Where the originals are: filed in a box, lent, back; the archive's part of the papers."""

from datetime import date

from casos.decision import ARCHIVO, COORDINADOR, RESPONSABLE, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.estado import Caso, Documento
from casos.mediacion.guardas import existe
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


class Archivo(Datos):
    """Where an original lies: box and bundle."""

    documento: int
    ubicacion: str


@decision(quien=CON_PAPELES, titulo="Archivar documento", si=existe)
def archivar_documento(caso: Caso, archivo: Archivo, ctx: Contexto) -> list[Hecho]:
    """File an original, or say its new place; already there, []."""
    documento = caso.documentos.get(archivo.documento)
    ubicacion = escrito(archivo.ubicacion, "Escriba en qué caja o legajo queda el documento.")
    if documento and (documento.lugar, documento.ubicacion) == ("archivo", ubicacion):
        return []
    exigir(existe(caso, ctx))
    documento = documento_de(caso, archivo.documento)
    if documento.lugar == "prestado":
        raise Rechazo(f"El documento está prestado a {documento.prestado_a}; registre su devolución.")
    if documento.lugar == "devuelto":
        raise Rechazo("El documento ya se devolvió al acreditado; no puede archivarse.")
    return [DocumentoArchivado(documento=archivo.documento, ubicacion=ubicacion)]


class Prestamo(Datos):
    """To whom an original is lent, and until when (None: the policy's days)."""

    documento: int
    a: str
    hasta: date | None = None


@decision(quien=CON_PAPELES, titulo="Prestar documento", si=existe)
def prestar_documento(caso: Caso, prestamo: Prestamo, ctx: Contexto) -> list[Hecho]:
    """Lend a filed original; lent to the same person already, []."""
    documento = caso.documentos.get(prestamo.documento)
    a = escrito(prestamo.a, "Escriba a quién se presta el documento.")
    if documento and (documento.lugar, documento.prestado_a) == ("prestado", a):
        return []
    exigir(existe(caso, ctx))
    documento = documento_de(caso, prestamo.documento)
    if documento.lugar != "archivo":
        raise Rechazo("Solo se presta un documento que está en el archivo; archívelo primero.")
    dia, dias = dia_local(ctx.ocurrido_en), ctx.politica.documentos.prestamo_dias_habiles
    hasta = prestamo.hasta or ctx.versiones.vencimiento(dia, dias, "INSTITUTO", caso.apertura.sede).fecha
    if hasta < dia:
        raise Rechazo("La devolución no puede ser antes del préstamo; corrija la fecha.")
    return [DocumentoPrestado(documento=prestamo.documento, a=a, hasta=hasta)]


@decision(quien=CON_PAPELES, titulo="Registrar devolución al archivo", si=existe)
def devolver_documento(caso: Caso, archivo: Archivo, ctx: Contexto) -> list[Hecho]:
    """A lent original came back to the archive; already there, []."""
    documento = caso.documentos.get(archivo.documento)
    if documento and documento.lugar == "archivo":
        return []
    exigir(existe(caso, ctx))
    ubicacion = escrito(archivo.ubicacion, "Escriba en qué caja o legajo queda el documento.")
    if documento_de(caso, archivo.documento).lugar != "prestado":
        raise Rechazo("Ese documento no está prestado; si lo tiene a la mano, archívelo.")
    return [DocumentoDevuelto(documento=archivo.documento, ubicacion=ubicacion)]
