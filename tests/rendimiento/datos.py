"""Cases of fifty facts like those of an office, and the decision that loads them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from casos.asiento import Acto
from casos.casos import Casos, Peticion
from casos.decision import RELOJ, Contexto, decision
from casos.dinero.amortizacion import elaborar_plan
from casos.dinero.concepto import PorConcepto
from casos.hecho import Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import CasoAbierto, CreditoVinculado, PersonaVinculada, SaldoRecibido
from casos.mediacion.hechos.contacto import LlamadaRealizada, PromesaDePagoRegistrada
from casos.mediacion.hechos.convenios import ConvenioElaborado, ConvenioFirmado, Firma, PlanDePagosActivado
from casos.mediacion.hechos.documentos import DocumentoRecabado
from casos.mediacion.hechos.pagos import PagoConfirmado
from casos.mediacion.hechos.sesiones import InvitacionNotificada, SesionAgendada, SesionCelebrada
from casos.mediacion.vocabulario import (
    Alcance,
    Canal,
    Contesto,
    Medio,
    MotivoLlamada,
    OrigenCaso,
    Producto,
    ResultadoLlamada,
    ResultadoSesion,
    RolParte,
    TipoDocumento,
    Via,
)

FACTS = 50
ABIERTO = datetime(2026, 1, 5, 16, tzinfo=UTC)


@decision(quien=RELOJ)
def cargar(caso: Caso, hechos: tuple[Hecho, ...], ctx: Contexto) -> list[Hecho]:
    """Load facts as they are: only for measurements."""
    return list(hechos)


def cincuenta(n: int) -> list[Hecho]:
    """The facts of a case whose agreement of 24 instalments is being followed up."""
    creditos = [str(10_000_000 + n * 10 + k) for k in range(3)]
    debe = PorConcepto(
        capital=Decimal(9000), ordinario=Decimal(2000), moratorio=Decimal(1000), gastos=Decimal(0)
    )
    plan = elaborar_plan(Decimal(12000), inicio=date(2026, 2, 2), primera=date(2026, 3, 2), parcialidades=24)
    hechos: list[Hecho] = [
        CasoAbierto(
            origen=OrigenCaso.CARTERA, via=Via.STJ, persona_id=uuid4(), responsable=f"oficial{n % 8}", sede="HMO",
            primer_contacto=date(2026, 1, 8),
        ),
        *(CreditoVinculado(credito=c, fecha_contrato=date(2015, 1, 5)) for c in creditos),
        *(
            SaldoRecibido(
                credito=c, corte=date(2025, 12, 31), capital=Decimal(3000), ordinario=Decimal(600),
                moratorio=Decimal(400), gastos=Decimal(0),
            )
            for c in creditos
        ),
        PersonaVinculada(persona_id=uuid4(), rol=RolParte.AVAL),
        SesionAgendada(
            sesion=1, inicio=datetime(2026, 2, 2, 17, tzinfo=UTC), folio=f"CJA/{n}/2026", sala="Sala 3",
            facilitador="Mtra. Irma Ochoa",
        ),
        InvitacionNotificada(sesion=1, medio=Medio.DOMICILIO, recibio=RolParte.ACREDITADO),
        SesionCelebrada(
            sesion=1, presentes=(RolParte.ACREDITADO, RolParte.AVAL), resultado=ResultadoSesion.ACUERDO
        ),
        ConvenioElaborado(
            convenio=1, revision=1, via=Via.STJ, producto=Producto.CONVENIO_LARGO, alcance=Alcance.TOTAL,
            creditos=tuple(creditos), corte=date(2025, 12, 31), reconocido=debe, condonado=PorConcepto(), plan=plan,
        ),
        ConvenioFirmado(
            convenio=1, revision=1, fecha=date(2026, 2, 2), folio_convenio=f"C-{n}", sesion=1,
            firmas=(Firma(rol=RolParte.ACREDITADO), Firma(rol=RolParte.AVAL)),
        ),
        DocumentoRecabado(documento=1, tipo=TipoDocumento.CONVENIO, paginas=4, convenio=1, sesion=1),
        PlanDePagosActivado(convenio=1),
    ]  # fmt: skip
    for k in range((FACTS - len(hechos) - 5) // 2 + 1):
        hechos.append(
            LlamadaRealizada(
                motivo=MotivoLlamada.SEGUIMIENTO, contesto=Contesto.TITULAR,
                resultado=ResultadoLlamada.PROMESA_PAGO if k % 2 else ResultadoLlamada.CONTACTO_TITULAR,
                siguiente=date(2026, 4, 6), duracion_s=90,
            )
        )  # fmt: skip
        hechos.append(
            PromesaDePagoRegistrada(promesa=k + 1, importe=Decimal("500.00"), fecha=date(2026, 4, 6))
        )
    while len(hechos) < FACTS:
        k = FACTS - len(hechos)
        hechos.append(
            PagoConfirmado(
                folio=f"SPEI/2026-03-{k:02}/OP{n}-{k}/500.00", importe=Decimal("500.00"), fecha=date(2026, 3, k),
                canal=Canal.SPEI, convenio=1,
            )
        )  # fmt: skip
    return hechos[:FACTS]


def llenar(casos: Casos, cuantos: int) -> list[UUID]:
    """Store so many cases of fifty facts; their ids."""
    ids = [uuid4() for _ in range(cuantos)]

    def peticiones() -> Iterator[Peticion]:
        for n, caso_id in enumerate(ids):
            acto = Acto("carga", RELOJ, ocurrido_en=ABIERTO + timedelta(days=n % 200))
            yield Peticion(caso_id, cargar, tuple(cincuenta(n)), acto)

    rechazadas = [r.rechazo for r in casos.decidir_lote(peticiones()) if r.rechazo]
    if rechazadas:
        raise rechazadas[0]
    return ids
