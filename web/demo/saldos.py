"""What accounting says is owed on a day, and the agreement that is drawn up from it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from casos.decision import CONTABILIDAD
from casos.dinero.adeudo import SaldoCredito
from casos.dinero.condonacion import Porcentajes
from casos.dinero.pesos import CERO, redondear
from casos.mediacion.apertura import SaldoDeCredito, recibir_saldo
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import Caso
from casos.mediacion.oferta import Propuesta
from casos.mediacion.saldos import adeudo, rigen
from casos.mediacion.vocabulario import Etapa, Producto, Via
from web.demo.hace import Hace
from web.demo.oficina import Encargo

__all__ = ["al_corte", "elaborar", "propuesta", "recibir_saldo", "total"]

ORDINARIA = Decimal("0.06")
PIDE_QUITA = 0.12
PIDEN_MAS = 3
"""In the last working days every draft asks for more than the campaign gives, so that something is left to decide."""


def al_corte(caso: Caso, corte: date, viejo_de: int) -> list[SaldoDeCredito]:
    """New balances of the contracts outside any agreement whose cut-off is older than some days."""
    suyos = {s.credito: s for s in adeudo(caso, corte).creditos}
    bajo = rigen(caso)
    nuevos = []
    for numero, credito in caso.creditos.items():
        saldo = credito.saldo
        if numero in bajo or (saldo is not None and (corte - saldo.corte).days < viejo_de):
            continue
        if saldo is None:
            nuevos.append(_primero(numero, corte))
        else:
            nuevos.append(_crecido(suyos[numero], saldo.corte, corte))
    return nuevos


def _primero(numero: str, corte: date) -> SaldoDeCredito:
    return SaldoDeCredito(
        credito=numero, corte=corte, capital=Decimal("4800.00"), ordinario=Decimal("520.00"),
        moratorio=Decimal("960.00"), gastos=CERO,
    )  # fmt: skip


def _crecido(debe: SaldoCredito, desde: date, corte: date) -> SaldoDeCredito:
    """What is owed with the ordinary interest of the days since."""
    dias = max((corte - desde).days, 0)
    return SaldoDeCredito(
        credito=debe.credito,
        corte=max(corte, desde),
        capital=debe.importes.capital,
        ordinario=debe.importes.ordinario + redondear(debe.importes.capital * ORDINARIA * dias / 365),
        moratorio=debe.importes.moratorio,
        gastos=debe.importes.gastos,
    )


def total(caso: Caso, nuevos: list[SaldoDeCredito], dia: date) -> Decimal:
    """What is owed in all, once these balances are in."""
    frescos = {s.credito: s.capital + s.ordinario + s.moratorio + s.gastos for s in nuevos}
    demas = (s.total for s in adeudo(caso, dia).creditos if s.credito not in frescos)
    return sum(demas, sum(frescos.values(), CERO))


def elaborar(e: Encargo, producto: Producto | None = None, *, sin_quita: bool = False) -> Iterator[Hace]:
    """Fresh balances first, then the draft; nothing when nothing is owed."""
    nuevos = al_corte(e.caso, e.dia - timedelta(days=1), viejo_de=12)
    debe = total(e.caso, nuevos, e.dia)
    if debe < 600:
        return
    yield from (Hace(recibir_saldo, s, CONTABILIDAD) for s in nuevos)
    yield Hace(elaborar_convenio, propuesta(e, debe, producto, sin_quita=sin_quita))


def propuesta(e: Encargo, debe: Decimal, producto: Producto | None, *, sin_quita: bool) -> Propuesta:
    """The product that the debtor's lot wants, if the case admits it."""
    cual = producto or e.exp.destino.producto
    if cual in (Producto.CONVENIO_LARGO, Producto.REGENERACION) and (not e.caso.tiene_aval or debe < 8000):
        cual = Producto.CONVENIO_CORTO
    tribunal = e.caso.etapa in (Etapa.MEDIADO, Etapa.TURNADO_JUDICIAL)
    campana = next((c for c in e.mundo.politica(e.momento).campanas_en(e.dia) if cual in c.productos), None)
    con_campana = campana is not None and not sin_quita and e.azar.random() < 0.6
    datos: dict[str, object] = {
        "via": Via.STJ if tribunal else Via.INSTITUCIONAL,
        "producto": cual,
        "primera": e.dia + timedelta(days=e.azar.randrange(27, 38)),
        "condonacion": _quita(e, cual, sin_quita=sin_quita, con_campana=con_campana),
        "campana": campana.clave if con_campana and campana else None,
    }
    if cual is Producto.PAGO_UNICO:
        dias = e.azar.randrange(8, 28)
        limite = campana.fecha_limite_pago if con_campana and campana else e.dia + timedelta(days=dias)
        datos["primera"] = max(e.dia, min(e.dia + timedelta(days=dias), limite))
    else:
        minimo, plazos = _plazo(cual)
        inicial = redondear(debe * Decimal(minimo + e.azar.randrange(0, 6)) / 100)
        datos |= {
            "parcialidades": e.azar.choice(plazos),
            "pago_inicial": inicial,
            "inicial_vence": e.habil(e.azar.randrange(2, 8)) if inicial else None,
        }
    return Propuesta.model_validate(datos)


def _plazo(producto: Producto) -> tuple[int, tuple[int, ...]]:
    """The least initial payment (percent) and usual numbers of instalments of a product."""
    if producto is Producto.CONVENIO_CORTO:
        return 20, (3, 4, 5, 6, 6, 8, 10, 12)
    if producto is Producto.CONVENIO_LARGO:
        return 10, (18, 24, 24, 36, 48)
    return 0, (12, 18, 24, 36, 48)


def _quita(e: Encargo, cual: Producto, *, sin_quita: bool, con_campana: bool) -> Porcentajes:
    if sin_quita:
        return Porcentajes()
    if e.mundo.restan(e.dia) <= PIDEN_MAS:
        return Porcentajes(moratorio=Decimal(100), ordinario=Decimal(e.azar.choice((50, 80))))
    if con_campana:
        return Porcentajes(
            moratorio=Decimal(e.azar.choice((60, 80, 100))), ordinario=Decimal(e.azar.choice((0, 30)))
        )
    if cual is Producto.PAGO_UNICO or e.azar.random() < PIDE_QUITA:
        return Porcentajes(moratorio=Decimal(e.azar.choice((20, 30, 50))))
    return Porcentajes()
