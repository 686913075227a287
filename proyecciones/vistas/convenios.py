"""Signed agreements: one row each, with the days that say whether it works and whether its paper is in order."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Boolean, Column, Date, Integer, String

from casos.asiento import Asiento
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.hechos.cierre import CasoCerrado
from casos.mediacion.hechos.convenios import ConvenioModificado, ConvenioSustituido, PagoInicialNoRecibido
from casos.mediacion.hechos.documentos import (
    ConvenioRegistrado,
    ConvenioTenidoPorInscrito,
    DocumentoArchivado,
    DocumentoRecabado,
)
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    ConvenioCumplido,
    IncumplimientoDeclarado,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
)
from casos.mediacion.libro import pagos_de, por_fechas, total_de
from casos.mediacion.vocabulario import TipoDocumento
from casos.tiempo import dia_local
from casos.versiones import Versiones
from proyecciones.vista import Centavos, Fila, Foto, Vista
from proyecciones.vistas.actos import Duenos


class Papeles(NamedTuple):
    """When an agreement's original was collected, when it was filed, and since when the registry holds it."""

    recabado: date | None = None
    archivado: date | None = None
    inscrito: date | None = None


class Quiebra(NamedTuple):
    """When an agreement was broken (last) and when that was cured; a breach that never was leaves no trace."""

    dia: date | None = None
    curado: date | None = None


def quiebras(vigentes: Iterable[Asiento]) -> dict[int, Quiebra]:
    """The breach of each agreement that had one."""
    halladas: dict[int, Quiebra] = {}
    for a in vigentes:
        match a.hecho:
            case IncumplimientoDeclarado() | PagoInicialNoRecibido() as h:
                halladas[h.convenio] = Quiebra(dia_local(a.ocurrido_en))
            case IncumplimientoRevertido() as h:
                halladas.pop(h.convenio, None)
            case IncumplimientoSubsanado() | ConvenioModificado() as h if h.convenio in halladas:
                halladas[h.convenio] = halladas[h.convenio]._replace(curado=dia_local(a.ocurrido_en))
    return halladas


TERMINADOS = frozenset({EstadoConvenio.CUMPLIDO, EstadoConvenio.SUSTITUIDO})


def terminos(caso: Caso, vigentes: Iterable[Asiento]) -> dict[int, date]:
    """When each agreement that can no longer be broken ended: paid, given way to another, its case closed."""
    hallados: dict[int, date] = {}
    cerrado: date | None = None
    for a in vigentes:
        match a.hecho:
            case ConvenioCumplido(convenio=int(n)) | AdeudoLiquidado(convenio=int(n)):
                hallados[n] = dia_local(a.ocurrido_en)
            case ConvenioSustituido(convenio=n):
                hallados[n] = dia_local(a.ocurrido_en)
            case CasoCerrado():
                cerrado = dia_local(a.ocurrido_en)
    terminados = {n: dia for n, dia in hallados.items() if caso.convenios[n].estado in TERMINADOS}
    if caso.abierto or cerrado is None:
        return terminados
    return dict.fromkeys(caso.convenios, cerrado) | terminados


def papeles(vigentes: Iterable[Asiento]) -> dict[int, Papeles]:
    """The papers of each agreement."""
    hallados: dict[int, Papeles] = {}
    de_cual: dict[int, int] = {}
    for a in vigentes:
        dia = dia_local(a.ocurrido_en)
        match a.hecho:
            case DocumentoRecabado(tipo=TipoDocumento.CONVENIO, convenio=int(numero)) as h:
                de_cual[h.documento] = numero
                hallados[numero] = hallados.get(numero, Papeles())._replace(recabado=dia)
            case DocumentoArchivado() as h if (n := de_cual.get(h.documento)) is not None:
                if hallados[n].archivado is None:
                    hallados[n] = hallados[n]._replace(archivado=dia)
            case ConvenioRegistrado() | ConvenioTenidoPorInscrito() as h:
                dia = getattr(h, "fecha", dia)
                hallados[h.convenio] = hallados.get(h.convenio, Papeles())._replace(inscrito=dia)
    return hallados


def logro(caso: Caso, convenio: Convenio, v: Versiones) -> tuple[date, date | None]:
    """When the payment with which an agreement counts as working (or its last) is due, and when it was covered."""
    cuantos = v.politica(convenio.firmado.politica).metas.pagos_de_convenio_logrado
    vence, cubierto = dia_local(convenio.firmado.en), None
    for n, (parcialidad, dia) in enumerate(por_fechas(convenio.plan, pagos_de(caso, convenio)), start=1):
        vence, cubierto = parcialidad.vence, dia
        if n >= cuantos:
            break
    return vence, cubierto


def dias(desde: date | None, hasta: date | None) -> int | None:
    """Days from one date to another, none below zero; None while one of them is missing."""
    return max((hasta - desde).days, 0) if desde and hasta else None


def meses(desde: date, hasta: date) -> int:
    """Whole months from one date to another, none below zero."""
    enteros = (hasta.year - desde.year) * 12 + hasta.month - desde.month - (hasta.day < desde.day)
    return max(enteros, 0)


class Convenios(Vista):
    """`responsable` owned the case when it was signed. `excede`: it went over policy, with authorisation. `sesion` is
    the day of its session; `logro_vence` and `logrado`: when its third payment is due and was covered (how many
    payments, the policy says); `inscrito` is the registry's date. `terminado`: since when it can no longer be broken
    (paid, replaced, its case closed); `reincide`: its debtor had broken an earlier one. `dias_al_papel`: from the
    session (or the signature, without one) to the collected original; `dias_al_registro`: from there to the
    registry."""

    nombre = "convenios"
    version = 2
    columnas = (
        Column("convenio", Integer, nullable=False),
        Column("producto", String(20), nullable=False),
        Column("via", String(16), nullable=False),
        Column("responsable", String(60), nullable=False),
        Column("sede", String(8), nullable=False),
        Column("firmado", Date, nullable=False),
        Column("version", Integer, nullable=False),
        Column("excede", Boolean, nullable=False),
        Column("total", Centavos, nullable=False),
        Column("estado", String(20), nullable=False),
        Column("sesion", Date, nullable=True),
        Column("recabado", Date, nullable=True),
        Column("archivado", Date, nullable=True),
        Column("inscrito", Date, nullable=True),
        Column("logro_vence", Date, nullable=False),
        Column("logrado", Date, nullable=True),
        Column("incumplido", Date, nullable=True),
        Column("curado", Date, nullable=True),
        Column("terminado", Date, nullable=True),
        Column("reincide", Boolean, nullable=False),
        Column("dias_al_papel", Integer, nullable=True),
        Column("dias_al_registro", Integer, nullable=True),
        Column("meses_al_incumplir", Integer, nullable=True),
        Column("meses_al_terminar", Integer, nullable=True),
    )
    indices = (("firmado",), ("logro_vence",), ("incumplido",))

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per signed agreement."""
        caso = foto.historia.caso
        if not isinstance(caso, Caso):
            return
        firmados = [c for c in caso.convenios.values() if c.firmado.version]
        if not firmados:
            return
        rotos, con_papel = quiebras(foto.historia.vigentes), papeles(foto.historia.vigentes)
        duenos, fines = Duenos(foto.historia.vigentes), terminos(caso, foto.historia.vigentes)
        for c in firmados:
            dueno, quiebra = duenos.al(c.firmado.en), rotos.get(c.numero, Quiebra())
            papel, sesion = con_papel.get(c.numero, Papeles()), caso.sesiones.get(c.sesion or 0)
            celebrada, firmado = dia_local(sesion.inicio) if sesion else None, dia_local(c.firmado.en)
            vence, logrado = logro(caso, c, foto.versiones)
            terminado = fines.get(c.numero)
            yield {
                "convenio": c.numero, "producto": c.elaborado.producto, "via": c.elaborado.via,
                "responsable": dueno.responsable, "sede": dueno.sede, "firmado": firmado,
                "version": c.firmado.version, "excede": bool(c.elaborado.excede), "total": total_de(c),
                "estado": c.estado, "sesion": celebrada,
                "recabado": papel.recabado, "archivado": papel.archivado, "inscrito": papel.inscrito,
                "logro_vence": vence, "logrado": logrado, "incumplido": quiebra.dia, "curado": quiebra.curado,
                "terminado": terminado,
                "reincide": any(n < c.numero for n in rotos),
                "dias_al_papel": dias(celebrada or firmado, papel.recabado),
                "dias_al_registro": dias(papel.recabado, papel.inscrito),
                "meses_al_incumplir": meses(firmado, quiebra.dia) if quiebra.dia else None,
                "meses_al_terminar": meses(firmado, terminado) if terminado else None,
            }  # fmt: skip
