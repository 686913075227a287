"""The lineage of a debt: each signed agreement, what it took over, what became of it, and that no money is lost."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casos.dinero.pesos import CERO, en_cifras
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio, Pago
from casos.mediacion.libro import cuenta_para
from casos.mediacion.oferta import PRODUCTOS
from casos.mediacion.saldos import RIGEN, adeudo, desglose_de


class Nodo(NamedTuple):
    """An agreement in the lineage, in pesos: `entra` + `devengado` = `condonado` + `pagado` + `queda`.

    `queda` is what the next agreement took over, or what is owed now; `devengado` the plan's interest that
    was due. `cuadra` says whether that interest is one that the plan has.
    """

    convenio: Convenio
    entra: Decimal
    condonado: Decimal
    pagado: Decimal
    devengado: Decimal
    queda: Decimal
    siguiente: int | None

    @property
    def titulo(self) -> str:
        """«Convenio 1 · CJA-1/2026»."""
        folio = f" · {self.convenio.folio}" if self.convenio.folio else ""
        return f"Convenio {self.convenio.numero}{folio}"

    @property
    def producto(self) -> str:
        """What was agreed, as people say it."""
        return PRODUCTOS[self.convenio.elaborado.producto]

    @property
    def cuadra(self) -> bool:
        """Whether no centavo appeared or vanished."""
        return CERO <= self.devengado <= self.convenio.plan.interes

    @property
    def cuenta(self) -> str:
        """The sum, to be read aloud."""
        partes = [f"entraron {en_cifras(self.entra)}"]
        if self.devengado:
            partes.append(f"más {en_cifras(self.devengado)} de interés")
        if self.condonado:
            partes.append(f"menos {en_cifras(self.condonado)} condonados")
        if self.pagado:
            partes.append(f"menos {en_cifras(self.pagado)} pagados")
        return f"{', '.join(partes)}: quedan {en_cifras(self.queda)}."


def linaje(caso: Caso, al: date) -> list[Nodo]:
    """The signed agreements of a case in the order of their signatures, each with its money at the end of a day."""
    vivos = RIGEN | {EstadoConvenio.SUSTITUIDO}
    firmados = [c for c in caso.convenios.values() if c.firmado.version and c.estado in vivos]
    firmados.sort(key=lambda c: c.firmado.version)
    return [_nodo(caso, c, _siguiente(c, firmados), al) for c in firmados]


def _siguiente(c: Convenio, firmados: list[Convenio]) -> Convenio | None:
    return next((otro for otro in firmados if otro.sustituye == c.numero), None)


def _nodo(caso: Caso, c: Convenio, siguiente: Convenio | None, al: date) -> Nodo:
    creditos = set(c.elaborado.creditos)
    entra = c.elaborado.reconocido.total
    condonado = CERO if c.revocado else c.elaborado.condonado.total
    pagado = sum((cuenta_para(caso, c, p) for p in caso.pagos.values() if _es_suyo(p, siguiente)), CERO)
    if siguiente is not None:
        queda = sum((u.reconocido.total for u in desglose_de(siguiente) if u.credito in creditos), CERO)
    else:
        queda = sum((s.total for s in adeudo(caso, al).creditos if s.credito in creditos), CERO)
        a_favor = max(CERO, pagado - (entra - condonado + c.plan.interes))
        pagado -= a_favor
    return Nodo(
        c, entra, condonado, pagado, queda + condonado + pagado - entra, queda,
        siguiente.numero if siguiente else None,
    )  # fmt: skip


def _es_suyo(pago: Pago, siguiente: Convenio | None) -> bool:
    """A payment captured after the next agreement was drawn up counts for that one."""
    return siguiente is None or pago.marca.version < siguiente.marca.version
