"""Next actions of the papers in hand: originals to file, lent ones to get back."""

from collections.abc import Iterator

from casos.decision import ARCHIVO, RESPONSABLE
from casos.mediacion.cotejo import NOMBRES
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Etapa, TipoDocumento
from casos.versiones import Versiones
from flujos.mediacion.convenios import CON_CONVENIO
from flujos.mediacion.generadores import NATURALES, fila, genera
from flujos.pendiente import Pendiente


@genera()
def archivar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Each original in hand is filed; in a closed case that is the archive's. An addendum has its own row."""
    rol = ARCHIVO if caso.etapa is Etapa.CERRADO else RESPONSABLE
    con_fila = {TipoDocumento.ADENDA} if caso.etapa in CON_CONVENIO else set()
    for documento in caso.documentos.values():
        if documento.lugar == "mano" and documento.tipo not in con_fila:
            yield fila(
                caso, v, documento.marca, "documentos.archivar_dias_habiles", tipo="archivar_documento",
                clave=f"documento-{documento.numero}", titulo=f"Archivar: {NOMBRES[documento.tipo]}",
                acciones=("archivar_documento",), rol=rol,
                quita="Se quita cuando se registra en qué caja o legajo quedó.",
            )  # fmt: skip


@genera()
def recuperar_prestado(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Each lent original must come back by its day."""
    for documento in caso.documentos.values():
        if documento.lugar == "prestado":
            p = fila(
                caso, v, documento.prestado, "documentos.prestamo_dias_habiles", tipo="devolver_documento",
                clave=f"documento-{documento.numero}", rol=ARCHIVO,
                titulo=f"Recuperar el documento prestado: {NOMBRES[documento.tipo]}",
                detalle=f"Lo tiene: {documento.prestado_a}.", acciones=("devolver_documento",),
                quita="Se quita cuando se registra que volvió al archivo.",
            )  # fmt: skip
            hasta = documento.prestado_hasta
            if hasta is not None and hasta != p.vence:
                p = p._replace(vence=hasta, desde=hasta, dias=0, calendario=NATURALES, regla="")
            yield p
