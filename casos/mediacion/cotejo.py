"""The checklist of the file: what should be there by now, what is missing, where each paper is."""

from collections.abc import Iterator
from typing import NamedTuple

from casos.mediacion.datos import dia_en_palabras
from casos.mediacion.estado import Caso, Convenio, Documento, EstadoConvenio, Marca
from casos.mediacion.facetas import Papel, papeles
from casos.mediacion.vocabulario import Etapa, TipoDocumento
from casos.tiempo import dia_local

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


class Renglon(NamedTuple):
    """A paper that the file should hold: what made it necessary, and its original or whether a scan is there.

    `tipos` are the kinds that will do. `es_original`: a signed original is needed, a scan is not enough.
    """

    tipos: frozenset[TipoDocumento]
    desde: Marca
    por_que: str
    es_original: bool = True
    sesion: int | None = None
    convenio: int | None = None
    credito: str | None = None
    documento: Documento | None = None
    escaneado: bool = False

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
        return f"credito-{self.credito}" if self.credito else min(self.tipos).lower()


class Falta(NamedTuple):
    """A paper that is missing: its kinds, the entry that made it necessary, and why it is needed."""

    tipo: frozenset[TipoDocumento]
    desde: Marca
    por_que: str


def cotejo(caso: Caso) -> tuple[Renglon, ...]:
    """Every paper that the file should hold in the stage in which the case is."""
    return (*_originales(caso), *_para_firmar(caso), *_para_judicial(caso))


def que_falta(caso: Caso) -> tuple[Falta, ...]:
    """What the file lacks, the oldest first."""
    faltan = [Falta(r.tipos, r.desde, r.por_que) for r in cotejo(caso) if r.falta]
    return tuple(sorted(faltan, key=lambda falta: falta.desde.version))


def por_archivar(caso: Caso) -> tuple[Documento, ...]:
    """Originals that are not in the archive nor back with the debtor."""
    return tuple(d for d in caso.documentos.values() if d.lugar in ("mano", "prestado"))


def donde_esta(documento: Documento) -> str:
    """Where an original lies, in words."""
    match documento.lugar:
        case "archivo":
            return f"Archivo: {documento.ubicacion}"
        case "prestado":
            hasta = (
                f" hasta el {dia_en_palabras(documento.prestado_hasta)}" if documento.prestado_hasta else ""
            )
            return f"Prestado a {documento.prestado_a}{hasta}"
        case "devuelto":
            return "Devuelto al acreditado"
        case _:
            return f"En manos del responsable desde el {dia_en_palabras(dia_local(documento.marca.en))}"


def _originales(caso: Caso) -> Iterator[Renglon]:
    for papel in papeles(caso):
        yield Renglon(
            papel.tipos, papel.marca, _por_que(caso, papel), sesion=papel.sesion, convenio=papel.convenio,
            documento=papel.documento,
        )  # fmt: skip
    for convenio in caso.convenios.values():
        if convenio.adendas:
            por_que = f"El convenio {convenio.numero} se modificó por escrito."
            yield Renglon(
                frozenset({T.ADENDA}), convenio.adenda, por_que, convenio=convenio.numero,
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


def _por_que(caso: Caso, papel: Papel) -> str:
    if papel.convenio is not None:
        return f"El convenio {papel.convenio} se firmó."
    if papel.sesion is None:
        return "La mediación se concluyó antes de tiempo."
    inasistencia = T.CONSTANCIA_INASISTENCIA in papel.tipos
    return f"{'Alguien no asistió a' if inasistencia else 'Se celebró'} la sesión {papel.sesion}."


def _para_firmar(caso: Caso) -> Iterator[Renglon]:
    """Identification of who signed: the agreement names it (LGMASC 94.II)."""
    firmados = [c for c in caso.convenios.values() if c.firmado.version]
    if firmados:
        yield _simple(caso, T.IDENTIFICACION, firmados[0].firmado, "Hay un convenio firmado.")


def _para_judicial(caso: Caso) -> Iterator[Renglon]:
    """What judicial needs besides, from the breach or the certificate on (see `paquete`)."""
    if caso.etapa not in (Etapa.INCUMPLIDO, Etapa.TURNADO_JUDICIAL) and not caso.judicial.estado:
        return
    por_que = "Hace falta para la vía judicial."
    originales = {d.credito: d for d in caso.documentos.values() if d.tipo is T.PAGARE}
    for numero in caso.creditos:
        yield Renglon(
            frozenset({T.PAGARE}), caso.etapa_desde, por_que, es_original=False, credito=numero,
            documento=originales.get(numero), escaneado=T.PAGARE in caso.anexos.values(),
        )  # fmt: skip
    yield _simple(caso, T.COMPROBANTE_DOMICILIO, caso.etapa_desde, por_que)
    convenio = next((c for c in caso.convenios.values() if c.estado is not EstadoConvenio.BORRADOR), None)
    if convenio is None:
        yield _simple(caso, T.IDENTIFICACION, caso.etapa_desde, por_que)


def _simple(caso: Caso, tipo: TipoDocumento, desde: Marca, por_que: str) -> Renglon:
    documento = next((d for d in caso.documentos.values() if d.tipo is tipo), None)
    return Renglon(
        frozenset({tipo}), desde, por_que, es_original=False, documento=documento,
        escaneado=tipo in caso.anexos.values(),
    )  # fmt: skip
