"""A scan in a decision's data, whom it concerns, and the fact that it is in the file."""

from typing import Literal
from uuid import UUID

from casos.decision import Rechazo
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos, privado
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.documentos import DocumentoAnexado
from casos.mediacion.vocabulario import RolParte, TipoDocumento

T = TipoDocumento
DE_LOS_QUE_FIRMAN = frozenset({T.CONVENIO, T.ADENDA})
DE_TODAS_LAS_PARTES = frozenset(
    {
        T.CONSTANCIA_INASISTENCIA,
        T.CONSTANCIA_NO_ACUERDO,
        T.CONSTANCIA_ASISTENCIA,
        T.CONSTANCIA_CONCLUSION,
        T.PAGARE,
    }
)
"""Papers that name, and bind, more people than the debtor."""


class Escaneo(Datos):
    """A scan: the SHA-256 of the file, its format and its pages."""

    huella: Texto
    formato: Literal["pdf", "jpg", "png"]
    paginas: int | None = None


def concierne(
    caso: Caso, tipo: TipoDocumento, convenio: int | None = None, titular_id: UUID | None = None
) -> tuple[UUID, ...]:
    """Whom a paper concerns: its scan is kept until the last of them is forgotten.

    An agreement concerns those who signed it, a certificate or pagaré every party, all else the debtor; or the one
    person who is named, who must take part in the case.
    """
    partes = {parte.persona_id: parte.rol for parte in caso.partes}
    if titular_id is not None:
        if titular_id not in partes:
            raise Rechazo("Esa persona no participa en el caso; vincúlela primero.")
        return (titular_id,)
    roles: set[RolParte] = set(RolParte) if tipo in DE_TODAS_LAS_PARTES else set()
    if tipo in DE_LOS_QUE_FIRMAN:
        suyo = caso.convenios.get(convenio or 0) or caso.convenio
        roles = {firma.rol for firma in suyo.firmas} if suyo else set()
    deudor = caso.apertura.persona_id
    return tuple(dict.fromkeys([deudor, *(p for p, rol in partes.items() if rol in roles)]))


def con_escaneo(caso: Caso, escaneo: Escaneo | None, tipo: TipoDocumento, *hechos: Hecho) -> list[Hecho]:
    """The facts of an act, after that of the scan that came with it, unless the file has that one already."""
    if escaneo is None or escaneo.huella in caso.anexos:
        return list(hechos)
    return [anexado(escaneo, tipo, concierne(caso, tipo)), *hechos]


def anexado(
    escaneo: Escaneo,
    tipo: TipoDocumento,
    personas: tuple[UUID, ...],
    documento: int | None = None,
    descripcion: str | None = None,
) -> DocumentoAnexado:
    """The fact that a scan is in the file."""
    return DocumentoAnexado(
        huella=escaneo.huella, tipo=tipo, formato=escaneo.formato, paginas=escaneo.paginas,
        documento=documento, descripcion=privado(descripcion), personas=personas,
    )  # fmt: skip
