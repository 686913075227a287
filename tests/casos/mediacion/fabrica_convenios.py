"""Ready-made histories with agreements and payments, taken by the decisions themselves, and their data.

Dates (all working days): drawn up and signed on 24 March 2026, a day after the session; initial payment due
on 31 March; ten equal instalments from 30 April on.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from casos.decision import CONTABILIDAD, COORDINADOR, RELOJ, RESPONSABLE, Contexto, declarada
from casos.dinero.condonacion import Porcentajes
from casos.hecho import Hecho
from casos.mediacion.convenios import Respuesta, autorizar_descuento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import Caso
from casos.mediacion.firma import Suscripcion, firmar_convenio
from casos.mediacion.hechos.apertura import SaldoRecibido
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.hechos.documentos import DocumentoRecabado
from casos.mediacion.oferta import Propuesta
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.mediacion.vocabulario import Producto, RolParte, TipoDocumento, Via
from casos.tiempo import inicio_del_dia
from casos.versiones import BASE, Versiones
from flujos.reloj import despertares
from tests.casos.mediacion.fabrica import (
    COORDINADORA,
    CREDITO,
    DIA_DE_SESION,
    OFICIAL,
    Paso,
    ctx,
    dado,
    instante,
    mediado,
)

DIA_DE_FIRMA = date(2026, 3, 24)
INICIAL_VENCE = date(2026, 3, 31)
PRIMERA = date(2026, 4, 30)
INICIAL = Decimal(4000)
PARCIALIDAD = Decimal(1600)

CONTADORA, RELOJERO = "carmen", "reloj"
QUIEN = {RESPONSABLE: OFICIAL, COORDINADOR: COORDINADORA, CONTABILIDAD: CONTADORA, RELOJ: RELOJERO}

ACREDITADO_FIRMA = Firma(rol=RolParte.ACREDITADO)
AVAL_FIRMA = Firma(rol=RolParte.AVAL)


def propuesta(**cambios: Any) -> Propuesta:
    """Short term through the court: 20,000 with 4,000 at the start and ten instalments of 1,600."""
    datos = {
        "via": Via.STJ,
        "producto": Producto.CONVENIO_CORTO,
        "primera": PRIMERA,
        "parcialidades": 10,
        "pago_inicial": INICIAL,
        "inicial_vence": INICIAL_VENCE,
    }
    return Propuesta.model_validate(datos | cambios)


def suscripcion(**cambios: Any) -> Suscripcion:
    """The first revision of agreement 1, signed by the debtor."""
    datos = {
        "convenio": 1,
        "revision": 1,
        "fecha": DIA_DE_FIRMA,
        "folio": "CJA-1/2026",
        "firmas": (ACREDITADO_FIRMA,),
    }
    return Suscripcion.model_validate(datos | cambios)


def contexto(
    dia: date | datetime, rol: str = RESPONSABLE, *, v: Versiones = BASE, **cambios: Any
) -> Contexto:
    """The context of a decision taken by whoever has a role on a day."""
    return ctx(dia, autor=cambios.pop("autor", QUIEN[rol]), rol=rol, versiones=v, **cambios)


def tras(
    pasos: tuple[Paso, ...],
    dia: date | datetime,
    decision: Any,
    datos: Any,
    rol: str | None = None,
    **cambios: Any,
) -> tuple[Paso, ...]:
    """A history and what a decision adds to it on a day, taken by somebody who may."""
    quien = rol or next(
        r for r in (RESPONSABLE, COORDINADOR, CONTABILIDAD, RELOJ) if r in declarada(decision).quien
    )
    hechos: list[Hecho] = decision(dado(*pasos), datos, contexto(dia, quien, **cambios))
    return *pasos, *((hecho, instante(dia)) for hecho in hechos)


SALDO = SaldoRecibido(
    credito=CREDITO,
    corte=DIA_DE_SESION,
    capital=Decimal(14000),
    ordinario=Decimal(2000),
    moratorio=Decimal(4000),
    gastos=Decimal(0),
)


def con_saldo() -> tuple[Paso, ...]:
    """A mediated case whose balance is of the day of the session."""
    return *mediado(), (SALDO, instante(DIA_DE_SESION, time(12)))


def con_borrador(de: tuple[Paso, ...] | None = None, **cambios: Any) -> tuple[Paso, ...]:
    """And with a draft (`cambios` to the proposal)."""
    return tras(con_saldo() if de is None else de, DIA_DE_FIRMA, elaborar_convenio, propuesta(**cambios))


def con_quita(**cambios: Any) -> tuple[Paso, ...]:
    """A draft that condones all moratory interest (4,000), authorised by the coordinator."""
    pasos = con_borrador(
        condonacion=Porcentajes(moratorio=Decimal(100)), pago_inicial=Decimal(4000), **cambios
    )
    autoriza = Respuesta(convenio=1, revision=1, motivo="Primera vez que se acerca a pagar.")
    return tras(pasos, DIA_DE_FIRMA, autorizar_descuento, autoriza)


def convenio_firmado(**cambios: Any) -> tuple[Paso, ...]:
    """Signed by the debtor the day after the session; the original is not in yet."""
    return tras(con_borrador(**cambios), DIA_DE_FIRMA, firmar_convenio, suscripcion())


ORIGINAL = DocumentoRecabado(documento=1, tipo=TipoDocumento.CONVENIO, paginas=6, convenio=1)


def pago(folio: str, importe: Decimal | int, fecha: date, **cambios: Any) -> PagoBancario:
    """A payment as accounting finds it."""
    return PagoBancario(folio=folio, importe=Decimal(importe), fecha=fecha, **cambios)


def pagado(
    pasos: tuple[Paso, ...],
    folio: str,
    importe: Decimal | int,
    fecha: date,
    capturado: date | None = None,
    v: Versiones = BASE,
    **cambios: Any,
) -> tuple[Paso, ...]:
    """And with a payment made on a day, confirmed then or captured later."""
    hechos = confirmar_pago(
        dado(*pasos),
        pago(folio, importe, fecha, **cambios),
        contexto(capturado or fecha, CONTABILIDAD, v=v, ocurrido=fecha),
    )
    return *pasos, *((hecho, instante(fecha)) for hecho in hechos)


def en_seguimiento(**cambios: Any) -> tuple[Paso, ...]:
    """Original collected at once and initial payment made on its day: the schedule runs."""
    pasos = (*convenio_firmado(**cambios), (ORIGINAL, DIA_DE_FIRMA))
    return pagado(pasos, "inicial", INICIAL, INICIAL_VENCE)


def correr(pasos: tuple[Paso, ...], hasta: date, v: Versiones = BASE) -> tuple[Paso, ...]:
    """The history after the clock has done, one by one, all that falls due by the end of a day."""
    fin = inicio_del_dia(hasta + timedelta(days=1))
    hechas: set[str] = set()
    while True:
        caso = dado(*pasos)
        debidos = [d for d in despertares(caso, v) if d.instante < fin and d.clave not in hechas]
        if not debidos:
            return pasos
        toca = debidos[0]
        hechas.add(toca.clave)
        ctx = contexto(fin, RELOJ, v=v, ocurrido=toca.instante)
        hechos = declarada(toca.decision).funcion(caso, toca.datos, ctx)
        assert hechos, f"{toca} was due and gave nothing"
        pasos = (*pasos, *((hecho, toca.instante) for hecho in hechos))


def caso_de(pasos: tuple[Paso, ...]) -> Caso:
    """The state of a history."""
    return dado(*pasos)
