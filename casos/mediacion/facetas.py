"""The facets of a case beside its stage: papers, registry, legal force, rest. Computed, never stored."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from casos.mediacion.estado import Caso, Convenio, Documento, EstadoSesion, Marca, Sesion
from casos.mediacion.vocabulario import CausaSuspension, ResultadoSesion, TipoDocumento


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


class Papel(NamedTuple):
    """A signed original that something made necessary: which kinds will do, of what, and if it is in."""

    tipos: frozenset[TipoDocumento]
    marca: Marca
    sesion: int | None = None
    convenio: int | None = None
    documento: Documento | None = None


CONSTANCIA_DE = {
    ResultadoSesion.ACUERDO: frozenset({TipoDocumento.CONVENIO, TipoDocumento.CONSTANCIA_NO_ACUERDO}),
    ResultadoSesion.SIN_ACUERDO: frozenset(
        {TipoDocumento.CONSTANCIA_NO_ACUERDO, TipoDocumento.CONSTANCIA_CONCLUSION}
    ),
    ResultadoSesion.CONTINUA: frozenset(
        {TipoDocumento.CONSTANCIA_ASISTENCIA, TipoDocumento.CONSTANCIA_NO_ACUERDO, TipoDocumento.CONVENIO}
    ),
}
"""The paper that a session leaves, by how it ended."""


def papeles_de_sesiones(caso: Caso) -> Iterator[Papel]:
    """The paper of each session that took place or to which somebody did not come, and of an early end.

    A session whose agreement was signed is left out: that paper is the agreement's.
    """
    for sesion in caso.sesiones.values():
        if sesion.estado is EstadoSesion.INASISTENCIA:
            yield _de_sesion(caso, sesion, frozenset({TipoDocumento.CONSTANCIA_INASISTENCIA}))
        elif sesion.estado is EstadoSesion.CELEBRADA and not _convenida(caso, sesion):
            yield _de_sesion(caso, sesion, CONSTANCIA_DE[_como_quedo(sesion)])
    if caso.mecanismo.concluido is not None:
        tipos = frozenset({TipoDocumento.CONSTANCIA_CONCLUSION})
        yield Papel(tipos, caso.mecanismo.fin, documento=_hallado(caso, tipos, None, caso.mecanismo.fin))


def _como_quedo(sesion: Sesion) -> ResultadoSesion:
    """How it ended; what was agreed in it ended without agreement once that was certified."""
    if sesion.sin_acuerdo.version:
        return ResultadoSesion.SIN_ACUERDO
    return sesion.resultado or ResultadoSesion.CONTINUA


def _convenida(caso: Caso, sesion: Sesion) -> bool:
    """Whether an agreement was signed in this session, or after it ended in agreement."""
    despues = sesion.resultado is ResultadoSesion.ACUERDO
    return any(
        c.sesion == sesion.numero or (despues and c.firmado.version > sesion.resuelta.version)
        for c in caso.convenios.values()
        if c.firmado.version
    )


def _de_sesion(caso: Caso, sesion: Sesion, tipos: frozenset[TipoDocumento]) -> Papel:
    hallado = _hallado(caso, tipos, sesion.numero, sesion.resuelta)
    return Papel(tipos, sesion.resuelta, sesion.numero, documento=hallado)


def _hallado(
    caso: Caso, tipos: frozenset[TipoDocumento], sesion: int | None, marca: Marca
) -> Documento | None:
    """The original of one of the kinds: of that session, or of none in particular but collected later."""
    suyos = [d for d in caso.documentos.values() if d.tipo in tipos]
    de_ella = [d for d in suyos if sesion is not None and d.sesion == sesion]
    sueltos = [d for d in suyos if d.sesion is None and d.marca.version > marca.version]
    return next(iter(de_ella or sueltos), None)


def papeles(caso: Caso) -> Iterator[Papel]:
    """Every signed original that the case should hold: those of its sessions and of its signed agreements."""
    yield from papeles_de_sesiones(caso)
    for convenio in caso.convenios.values():
        if convenio.firmado.version:
            original = caso.documentos.get(convenio.original) if convenio.original is not None else None
            tipos = frozenset({TipoDocumento.CONVENIO})
            yield Papel(tipos, convenio.firmado, convenio.sesion, convenio.numero, original)


def documental(caso: Caso) -> Documental:
    """The paper that is furthest behind says how the file stands."""
    hallados = [papel.documento for papel in papeles(caso)]
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
