"""The list of cases: one row per mediation case, with what lists sort, filter and count by."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Boolean, Column, Date, Integer, String, Uuid

from casos.dinero.pesos import CERO
from casos.mediacion.estado import Caso
from casos.mediacion.libro import pagado, total_de
from casos.mediacion.saldos import rigen
from casos.tiempo import dia_local
from proyecciones.vista import Centavos, Fila, Foto, Instante, Vista


def por_pagar(caso: Caso) -> Decimal:
    """All that is still to be paid: what agreements ask less what was paid on them, and the last balance of the other
    contracts less the payments dated after its cut-off. Without interest to come: a list has no clock."""
    convenios = rigen(caso)
    total = sum(
        (
            max(total_de(c) - pagado(caso, c), CERO)
            for c in {c.numero: c for c in convenios.values()}.values()
        ),
        CERO,
    )
    for credito in caso.creditos.values():
        if credito.saldo is None or credito.numero in convenios:
            continue
        corte = credito.saldo.corte
        abonado = sum(
            (
                a.gastos + a.moratorio + a.ordinario + a.capital
                for p in caso.pagos_firmes
                if p.fecha > corte
                for a in p.a_creditos
                if a.credito == credito.numero
            ),
            CERO,
        )
        total += max(credito.saldo.total - abonado, CERO)
    return total


class Fichas(Vista):
    """`saldo` is what is owed by the last balance and the payments since; `vence` the nearest due date of its next
    actions (of one put off, the day on which it comes back); `sin_papel` since when an original is missing;
    `sin_accion` a broken invariant."""

    nombre = "fichas"
    version = 2
    columnas = (
        Column("persona_id", Uuid, nullable=False),
        Column("folio", String(60), nullable=True),
        Column("creditos", Integer, nullable=False),
        Column("etapa", String(30), nullable=False),
        Column("etapa_desde", Date, nullable=False),
        Column("abierto", Boolean, nullable=False),
        Column("via", String(16), nullable=False),
        Column("responsable", String(60), nullable=False),
        Column("sede", String(8), nullable=False),
        Column("saldo", Centavos, nullable=False),
        Column("producto", String(20), nullable=True),
        Column("vencidas", Integer, nullable=False),
        Column("suspendido", String(20), nullable=True),
        Column("sin_papel", Date, nullable=True),
        Column("sin_accion", Boolean, nullable=False),
        Column("pendientes", Integer, nullable=False),
        Column("visible", Date, nullable=True),
        Column("vence", Date, nullable=True),
        Column("abierto_en", Date, nullable=False),
        Column("ultimo", Instante, nullable=False),
        Column("version", Integer, nullable=False),
        Column("revisado_hasta", Integer, nullable=False),
    )
    indices = (("responsable", "etapa"), ("etapa",), ("persona_id",))

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per case that was opened."""
        caso = foto.historia.caso
        if not isinstance(caso, Caso) or caso.etapa is None:
            return
        suyos = foto.pendientes
        convenio = caso.convenio
        papel = min((p.desde for p in suyos if p.tipo.startswith("recabar")), default=None)
        yield {
            "persona_id": caso.apertura.persona_id,
            "folio": caso.folio,
            "creditos": len(caso.creditos),
            "etapa": caso.etapa,
            "etapa_desde": dia_local(caso.etapa_desde.en),
            "abierto": caso.abierto,
            "via": caso.apertura.via,
            "responsable": caso.apertura.responsable,
            "sede": caso.apertura.sede,
            "saldo": por_pagar(caso),
            "producto": convenio.elaborado.producto if convenio else None,
            "vencidas": len(convenio.vencidas) if convenio else 0,
            "suspendido": caso.suspension.causa if caso.suspension else None,
            "sin_papel": papel,
            "sin_accion": caso.abierto and not (suyos and caso.apertura.responsable),
            "pendientes": len(suyos),
            "visible": min((p.visible for p in suyos), default=None),
            "vence": min((max(p.vence, p.visible) for p in suyos), default=None),
            "abierto_en": dia_local(caso.apertura.marca.en),
            "ultimo": foto.historia.asientos[-1].registrado_en,
            "version": foto.historia.version,
            "revisado_hasta": caso.revisado_hasta,
        }
