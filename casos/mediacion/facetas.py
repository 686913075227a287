"""The facets of a case beside its stage: papers, registry, legal force, rest. Computed, never stored."""

from enum import StrEnum

from casos.mediacion.cotejo import de_convenios, de_sesiones
from casos.mediacion.estado import Caso, Convenio
from casos.mediacion.vocabulario import CausaSuspension


class Documental(StrEnum):
    """How far the papers that the case should hold have come."""

    SIN_DOCUMENTO = "sin_documento"
    PENDIENTE_RECABAR = "pendiente_recabar"
    RECABADO = "recabado"
    ARCHIVADO = "archivado"


class FuerzaJuridica(StrEnum):
    """What an agreement is worth before a judge (LGMASC 98; CNPCF 974, 975)."""

    NINGUNA = "ninguna"
    CONTRATO = "contrato"
    COSA_JUZGADA = "cosa_juzgada"


def documental(caso: Caso) -> Documental:
    """The paper that is furthest behind says how the file stands."""
    hallados = [papel.documento for papel in (*de_sesiones(caso), *de_convenios(caso))]
    if not hallados:
        return Documental.SIN_DOCUMENTO
    if None in hallados:
        return Documental.PENDIENTE_RECABAR
    archivados = all(documento and documento.lugar == "archivo" for documento in hallados)
    return Documental.ARCHIVADO if archivados else Documental.RECABADO


def convenio_de_referencia(caso: Caso) -> Convenio | None:
    """The agreement in force, else the last one that was signed."""
    firmados = [c for c in caso.convenios.values() if c.firmado.version]
    return caso.convenio or max(firmados, key=lambda c: c.firmado.version, default=None)


def registral(caso: Caso) -> str:
    """How the registry of the case's agreement stands (LGMASC 98, 103-106)."""
    convenio = convenio_de_referencia(caso)
    return convenio.registral.estado if convenio else "no_aplica"


def fuerza_juridica(convenio: Convenio | None) -> FuerzaJuridica:
    """A contract when it is signed; cosa juzgada once inscribed or deemed so (LGMASC 98, 106)."""
    if convenio is None or not convenio.firmado.version:
        return FuerzaJuridica.NINGUNA
    if convenio.registral.estado in ("inscrito", "tenido_por_inscrito"):
        return FuerzaJuridica.COSA_JUZGADA
    return FuerzaJuridica.CONTRATO


def suspension(caso: Caso) -> CausaSuspension | None:
    """Why the case rests; None while it does not."""
    return caso.suspension.causa if caso.suspension else None
