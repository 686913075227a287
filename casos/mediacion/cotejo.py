"""The checklist of the file: what should be there by now, what is missing, where each paper is."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from casos.mediacion.estado import Caso, Convenio, Documento, EstadoConvenio, EstadoSesion, Marca, Sesion
from casos.mediacion.vocabulario import Etapa, ResultadoSesion, TipoDocumento

T = TipoDocumento
NOMBRES: dict[TipoDocumento, str] = {
    T.CONVENIO: "original del convenio",
    T.ADENDA: "adenda del convenio",
    T.CONSTANCIA_INASISTENCIA: "constancia de inasistencia",
    T.CONSTANCIA_NO_ACUERDO: "constancia de no acuerdo",
    T.CONSTANCIA_ASISTENCIA: "constancia de asistencia",
    T.CONSTANCIA_CONCLUSION: "constancia de conclusión anticipada",
    T.INVITACION: "invitación",
    T.IDENTIFICACION: "identificación",
    T.COMPROBANTE_DOMICILIO: "comprobante de domicilio",
    T.COMPROBANTE_PAGO: "comprobante de pago",
    T.PAGARE: "pagaré",
    T.ESTADO_DE_CUENTA: "estado de cuenta",
    T.CARTA: "carta",
    T.CARTA_NO_ADEUDO: "carta de no adeudo",
    T.EVIDENCIA_VISITA: "evidencia de visita",
    T.SOPORTE: "soporte",
}
"""Each paper as people say it."""

CONSTANCIA_DE = {
    ResultadoSesion.ACUERDO: frozenset({T.CONVENIO, T.CONSTANCIA_NO_ACUERDO}),
    ResultadoSesion.SIN_ACUERDO: frozenset({T.CONSTANCIA_NO_ACUERDO, T.CONSTANCIA_CONCLUSION}),
    ResultadoSesion.CONTINUA: frozenset({T.CONSTANCIA_ASISTENCIA, T.CONSTANCIA_NO_ACUERDO, T.CONVENIO}),
}
"""The paper that a session leaves, by how it ended."""
CON_JUDICIAL = (Etapa.INCUMPLIDO, Etapa.TURNADO_JUDICIAL)


class Tramo(StrEnum):
    """The part of a case's life that asks for a paper."""

    MEDIACION = "mediación"
    CONVENIO = "convenio"
    JUDICIAL = "vía judicial"
    OTROS = "otros originales"


class Renglon(NamedTuple):
    """A paper that the file should hold: what made it necessary, and its original or whether a scan is there.

    `tipos` are the kinds that will do. `es_original`: a signed original is needed, a scan is not enough.
    """

    tipos: frozenset[TipoDocumento]
    desde: Marca
    por_que: str
    tramo: Tramo
    es_original: bool = True
    sesion: int | None = None
    convenio: int | None = None
    credito: str | None = None
    documento: Documento | None = None
    escaneado: bool = False
    vez: int = 1

    @property
    def titulo(self) -> str:
        """«constancia de no acuerdo o original del convenio»."""
        return " o ".join(sorted(NOMBRES[tipo] for tipo in self.tipos))

    @property
    def falta(self) -> bool:
        """Whether it still has to be obtained."""
        return self.documento is None and (self.es_original or not self.escaneado)

    @property
    def clave(self) -> str:
        """What tells it from the other papers of the case."""
        if self.convenio is not None:
            adenda = "/adenda" if T.ADENDA in self.tipos else ""
            return f"convenio-{self.convenio}{adenda}"
        if self.sesion is not None:
            return f"sesion-{self.sesion}"
        clave = f"credito-{self.credito}" if self.credito else min(self.tipos).lower()
        return clave if self.vez == 1 else f"{clave}-{self.vez}"


def cotejo(caso: Caso) -> tuple[Renglon, ...]:
    """Every paper that the file should hold in the stage in which the case is."""
    return (
        *de_sesiones(caso), *de_convenios(caso), *_adendas(caso), *_para_firmar(caso), *_para_judicial(caso)
    )  # fmt: skip


def sueltos(caso: Caso) -> tuple[Renglon, ...]:
    """The originals that nothing asked for and that are there all the same."""
    pedidos = {r.documento.numero for r in cotejo(caso) if r.documento}
    return tuple(
        Renglon(
            frozenset({d.tipo}), d.marca, "", Tramo.OTROS, sesion=d.sesion, convenio=d.convenio,
            credito=d.credito, documento=d,
        )
        for d in caso.documentos.values()
        if d.numero not in pedidos
    )  # fmt: skip


def por_archivar(caso: Caso) -> tuple[Documento, ...]:
    """Originals that are not in the archive nor back with the debtor."""
    return tuple(d for d in caso.documentos.values() if d.lugar in ("mano", "prestado"))


# --- what each part of a case's life asks for ---


def de_sesiones(caso: Caso) -> Iterator[Renglon]:
    """The paper of each session that took place or to which somebody did not come, and of an early end.

    A session whose agreement was signed is left out: that paper is the agreement's.
    """
    for sesion in caso.sesiones.values():
        if sesion.estado is EstadoSesion.INASISTENCIA:
            tipos = frozenset({T.CONSTANCIA_INASISTENCIA})
            yield _de_sesion(caso, sesion, tipos, f"Alguien no asistió a la sesión {sesion.numero}.")
        elif sesion.estado is EstadoSesion.CELEBRADA and not _convenida(caso, sesion):
            tipos = CONSTANCIA_DE[_como_quedo(sesion)]
            yield _de_sesion(caso, sesion, tipos, f"Se celebró la sesión {sesion.numero}.")
    yield from _de_conclusiones(caso)


def _de_conclusiones(caso: Caso) -> Iterator[Renglon]:
    """One certificate for each mediation of the case that ended early, in the order in which they come in."""
    tipo = T.CONSTANCIA_CONCLUSION
    suyas = (d for d in caso.documentos.values() if d.tipo is tipo and d.sesion is None)
    for vez, fin in enumerate(caso.mecanismo.conclusiones, 1):
        yield Renglon(
            frozenset({tipo}), fin, "La mediación se concluyó antes de tiempo.", Tramo.MEDIACION,
            documento=next(suyas, None), vez=vez,
        )  # fmt: skip


def de_convenios(caso: Caso) -> Iterator[Renglon]:
    """The original of each signed agreement."""
    for convenio in caso.convenios.values():
        if convenio.firmado.version:
            original = caso.documentos.get(convenio.original) if convenio.original is not None else None
            yield Renglon(
                frozenset({T.CONVENIO}), convenio.firmado, f"El convenio {convenio.numero} se firmó.",
                Tramo.CONVENIO, sesion=convenio.sesion, convenio=convenio.numero, documento=original,
            )  # fmt: skip


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


def _de_sesion(caso: Caso, sesion: Sesion, tipos: frozenset[TipoDocumento], por_que: str) -> Renglon:
    hallado = _hallado(caso, tipos, sesion.numero, sesion.resuelta)
    return Renglon(
        tipos, sesion.resuelta, por_que, Tramo.MEDIACION, sesion=sesion.numero, documento=hallado
    )  # fmt: skip


def _hallado(
    caso: Caso, tipos: frozenset[TipoDocumento], sesion: int | None, marca: Marca
) -> Documento | None:
    """The original of one of the kinds: of that session, or of none in particular but collected later."""
    suyos = [d for d in caso.documentos.values() if d.tipo in tipos]
    de_ella = [d for d in suyos if sesion is not None and d.sesion == sesion]
    de_ninguna = [d for d in suyos if d.sesion is None and d.marca.version > marca.version]
    return next(iter(de_ella or de_ninguna), None)


def _adendas(caso: Caso) -> Iterator[Renglon]:
    for convenio in caso.convenios.values():
        if convenio.adendas:
            por_que = f"El convenio {convenio.numero} se modificó por escrito."
            yield Renglon(
                frozenset({T.ADENDA}), convenio.adenda, por_que, Tramo.CONVENIO, convenio=convenio.numero,
                documento=_adenda(caso, convenio),
            )  # fmt: skip


def _adenda(caso: Caso, convenio: Convenio) -> Documento | None:
    """The original of the last addendum: collected after it was made."""
    return next(
        (
            d
            for d in caso.documentos.values()
            if d.tipo is T.ADENDA
            and d.convenio == convenio.numero
            and d.marca.version > convenio.adenda.version
        ),
        None,
    )


def _para_firmar(caso: Caso) -> Iterator[Renglon]:
    """Identification of who signed: the agreement names it (LGMASC 94.II)."""
    firmados = [c for c in caso.convenios.values() if c.firmado.version]
    if firmados:
        yield _simple(caso, T.IDENTIFICACION, firmados[0].firmado, "Hay un convenio firmado.", Tramo.CONVENIO)


def _para_judicial(caso: Caso) -> Iterator[Renglon]:
    """What judicial needs besides, from the breach or the certificate on (see `paquete`)."""
    if caso.etapa not in CON_JUDICIAL and not caso.judicial.estado:
        return
    por_que = "Hace falta para la vía judicial."
    originales = {d.credito: d for d in caso.documentos.values() if d.tipo is T.PAGARE}
    for numero in caso.creditos:
        yield Renglon(
            frozenset({T.PAGARE}), caso.etapa_desde, por_que, Tramo.JUDICIAL, es_original=False, credito=numero,
            documento=originales.get(numero), escaneado=T.PAGARE in caso.anexos.values(),
        )  # fmt: skip
    yield _simple(caso, T.COMPROBANTE_DOMICILIO, caso.etapa_desde, por_que, Tramo.JUDICIAL)
    convenio = next((c for c in caso.convenios.values() if c.estado is not EstadoConvenio.BORRADOR), None)
    if convenio is None:
        yield _simple(caso, T.IDENTIFICACION, caso.etapa_desde, por_que, Tramo.JUDICIAL)


def _simple(caso: Caso, tipo: TipoDocumento, desde: Marca, por_que: str, tramo: Tramo) -> Renglon:
    documento = next((d for d in caso.documentos.values() if d.tipo is tipo), None)
    return Renglon(
        frozenset({tipo}), desde, por_que, tramo, es_original=False, documento=documento,
        escaneado=tipo in caso.anexos.values(),
    )  # fmt: skip
