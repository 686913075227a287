"""Decisions about the papers of the file: originals collected, scans kept, copies handed over."""

from uuid import UUID

from casos.decision import Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.archivo import CON_PAPELES, documento_de
from casos.mediacion.convenios import activacion_si_procede
from casos.mediacion.datos import Datos
from casos.mediacion.escaneos import Escaneo, anexado, con_escaneo, concierne
from casos.mediacion.estado import Caso, EstadoSesion
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.guardas import exigir_abierto, existe
from casos.mediacion.hechos.documentos import (
    CopiaEntregada,
    DocumentoRecabado,
    PapelEmitido,
)
from casos.mediacion.prever import con_hechos
from casos.mediacion.vocabulario import RolParte, TipoDocumento

T = TipoDocumento
DE_SESION: dict[TipoDocumento, EstadoSesion] = {
    T.CONSTANCIA_INASISTENCIA: EstadoSesion.INASISTENCIA,
    T.CONSTANCIA_NO_ACUERDO: EstadoSesion.CELEBRADA,
    T.CONSTANCIA_ASISTENCIA: EstadoSesion.CELEBRADA,
}
"""The certificates that a session leaves, and how it must have ended."""


class Original(Datos):
    """A signed original, of which session, agreement or contract it is, and its scan when there is one.

    When it is not said, it is of the agreement in force or of the last session that ended so. `titular_id`: the only
    person whom it concerns, when that is not what the paper itself says (`concierne`). The pages of a scan need not be
    counted.
    """

    tipo: TipoDocumento
    paginas: int | None = None
    sesion: int | None = None
    convenio: int | None = None
    credito: Texto | None = None
    escaneo: Escaneo | None = None
    titular_id: UUID | None = None


@decision(quien=CON_PAPELES, titulo="Recabar documento", si=exigir_abierto)
def recabar_documento(caso: Caso, original: Original, ctx: Contexto) -> list[Hecho]:
    """A signed original is in hand; of an agreement, it starts the schedule if nothing else is missing.

    An original that the file already has yields [].
    """
    original = _con_referencia(caso, original)
    if _ya_recabado(caso, original):
        return []
    exigir(exigir_abierto(caso, ctx))
    paginas = original.paginas or (original.escaneo.paginas if original.escaneo else None) or 0
    if paginas < 1:
        raise Rechazo("Escriba cuántas páginas tiene el documento.")
    _exigir_referencia(caso, original)
    numero = 1 + max(caso.documentos, default=0)
    recabado = DocumentoRecabado(
        documento=numero, tipo=original.tipo, paginas=paginas, sesion=original.sesion,
        convenio=original.convenio, credito=original.credito,
        huella=original.escaneo.huella if original.escaneo else None,
    )  # fmt: skip
    hechos: list[Hecho] = [recabado]
    if original.escaneo and original.escaneo.huella not in caso.anexos:
        personas = concierne(caso, original.tipo, original.convenio, original.titular_id)
        hechos.append(anexado(original.escaneo, original.tipo, personas, documento=numero))
    if original.tipo is T.CONVENIO:
        hechos += activacion_si_procede(con_hechos(caso, hechos, ctx))
    return hechos


def _con_referencia(caso: Caso, original: Original) -> Original:
    """The original with the agreement or session that it must be of, when nobody said."""
    if original.tipo in (T.CONVENIO, T.ADENDA) and original.convenio is None and caso.convenio:
        return original.model_copy(update={"convenio": caso.convenio.numero})
    if original.tipo in DE_SESION and original.sesion is None:
        estado = DE_SESION[original.tipo]
        ultima = max((s.numero for s in caso.sesiones.values() if s.estado is estado), default=None)
        return original.model_copy(update={"sesion": ultima})
    return original


def _ya_recabado(caso: Caso, original: Original) -> bool:
    suyos = [d for d in caso.documentos.values() if d.tipo is original.tipo]
    convenio = caso.convenios.get(original.convenio or 0)
    match original.tipo:
        case T.CONVENIO:
            return convenio is not None and convenio.original is not None
        case T.ADENDA:
            return convenio is not None and any(
                d.convenio == convenio.numero and d.marca.version > convenio.adenda.version for d in suyos
            )
        case T.PAGARE:
            return any(d.credito == original.credito for d in suyos)
        case tipo if tipo in DE_SESION:
            return any(d.sesion == original.sesion for d in suyos)
        case _:
            return original.escaneo is not None and any(d.huella == original.escaneo.huella for d in suyos)


def _exigir_referencia(caso: Caso, original: Original) -> None:
    """Refuse a paper of something that the case does not have."""
    convenio = caso.convenios.get(original.convenio or 0)
    if original.convenio is not None and convenio is None:
        raise Rechazo(f"El caso no tiene un convenio {original.convenio}; elíjalo de la lista.")
    if original.sesion is not None and original.sesion not in caso.sesiones:
        raise Rechazo(f"El caso no tiene una sesión {original.sesion}; elíjala de la lista.")
    if original.credito is not None and original.credito not in caso.creditos:
        raise Rechazo(f"El crédito {original.credito} no es de este caso; elíjalo de la lista.")
    match original.tipo:
        case T.CONVENIO if convenio is None or not convenio.firmado.version:
            raise Rechazo("Registre primero la firma del convenio; después recabe su original.")
        case T.ADENDA if convenio is None or not convenio.adendas:
            raise Rechazo("Ese convenio no tiene adenda; registre primero la modificación.")
        case T.PAGARE if original.credito is None:
            raise Rechazo("Diga de qué crédito es el pagaré.")
        case T.CONSTANCIA_CONCLUSION if not caso.mecanismo.conclusiones:
            raise Rechazo("La mediación no se ha concluido antes de tiempo; registre primero su conclusión.")
        case tipo if tipo in DE_SESION:
            sesion = caso.sesiones.get(original.sesion or 0)
            if sesion is None or sesion.estado is not DE_SESION[tipo]:
                raise Rechazo("Esa constancia no va con el resultado de la sesión; revise cuál es.")


class Anexo(Datos):
    """A scan to keep in the file, what it is, of which original or agreement (if of one), and whom it concerns."""

    escaneo: Escaneo
    tipo: TipoDocumento
    documento: int | None = None
    convenio: int | None = None
    titular_id: UUID | None = None
    descripcion: str | None = None


@decision(quien=CON_BANDEJA, titulo="Anexar archivo", si=existe)
def anexar_documento(caso: Caso, anexo: Anexo, ctx: Contexto) -> list[Hecho]:
    """Keep a scan once, by its SHA-256; the same file again yields []."""
    if anexo.escaneo.huella in caso.anexos:
        return []
    exigir(existe(caso, ctx))
    if anexo.documento is not None:
        documento_de(caso, anexo.documento)
    personas = concierne(caso, anexo.tipo, anexo.convenio, anexo.titular_id)
    return [anexado(anexo.escaneo, anexo.tipo, personas, anexo.documento, anexo.descripcion)]


class Copia(Datos):
    """A certified copy of an agreement for a party; `acuse`: they signed for it; and its scan."""

    convenio: int
    a: RolParte = RolParte.ACREDITADO
    acuse: bool = True
    acuse_escaneado: Escaneo | None = None


@decision(quien=CON_PAPELES, titulo="Entregar copia del convenio", si=exigir_abierto)
def entregar_copia(caso: Caso, copia: Copia, ctx: Contexto) -> list[Hecho]:
    """A party has the certified copy of a signed agreement (LGMASC 96); had it already, []."""
    convenio = caso.convenios.get(copia.convenio)
    if convenio and copia.a in convenio.copias:
        return []
    exigir(exigir_abierto(caso, ctx))
    if convenio is None or not convenio.firmado.version:
        raise Rechazo("Ese convenio no se ha firmado; no hay copia que entregar.")
    if copia.a not in {firma.rol for firma in convenio.firmas}:
        raise Rechazo("La copia se entrega a quien firmó el convenio.")
    entregada = CopiaEntregada(convenio=copia.convenio, a=copia.a, acuse=copia.acuse)
    return con_escaneo(caso, copia.acuse_escaneado, T.SOPORTE, entregada)


class Papel(Datos):
    """A paper that the program produced: its kind, its SHA-256, and the version of its template."""

    clase: Texto
    huella: Texto
    plantilla: Texto
    convenio: int | None = None


@decision(quien=CON_BANDEJA, titulo="Emitir documento", si=existe)
def emitir_papel(caso: Caso, papel: Papel, ctx: Contexto) -> list[Hecho]:
    """A paper was produced here; the same bytes again yield []."""
    if papel.huella in caso.papeles:
        return []
    exigir(existe(caso, ctx))
    if papel.convenio is not None and papel.convenio not in caso.convenios:
        raise Rechazo(f"El caso no tiene un convenio {papel.convenio}; elíjalo de la lista.")
    return [
        PapelEmitido(
            clase=papel.clase, huella=papel.huella, plantilla=papel.plantilla, convenio=papel.convenio
        )
    ]
