"""A random life of a debt, taken by the real decisions, beside a shadow of it kept in whole centavos.

Balances, payments (in part, over, early, late, captured late, twice, reversed), an agreement of any product with
or without a campaign, what the clock does, the breach, the discount revoked, an addendum, a new agreement or a
regeneration. After each step the ledger must be what the shadow is.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from casos.asiento import Asiento
from casos.decision import CONTABILIDAD, COORDINADOR, RELOJ, RESPONSABLE, Contexto, Rechazo, declarada
from casos.dinero.condonacion import Porcentajes
from casos.dinero.pesos import CERO, de_centavos
from casos.dinero.veredicto import Cumplimiento
from casos.hecho import Hecho
from casos.mediacion.adenda import Adenda, modificar_convenio
from casos.mediacion.convenios import Respuesta, activacion_si_procede, autorizar_descuento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.evolucion import evolve
from casos.mediacion.firma import Suscripcion, firmar_convenio, regenerar_adeudo
from casos.mediacion.hechos.apertura import CasoAbierto, CreditoVinculado, PersonaVinculada, SaldoRecibido
from casos.mediacion.hechos.convenios import AdeudoRegenerado, ConvenioElaborado, Firma
from casos.mediacion.hechos.documentos import DocumentoRecabado
from casos.mediacion.hechos.pagos import PagoConfirmado
from casos.mediacion.incumplimiento import revocar_condonacion
from casos.mediacion.libro import libro_de, limite, pagos_de, veredicto
from casos.mediacion.oferta import Propuesta
from casos.mediacion.pagos import PagoBancario, Reversion, confirmar_pago, revertir_pago
from casos.mediacion.saldos import adeudo, rigen
from casos.mediacion.vencimientos import Propio
from casos.mediacion.vocabulario import Etapa, OrigenCaso, Producto, RolParte, TipoDocumento, Via
from casos.politica.lectura import leer_politica
from casos.tiempo import inicio_del_dia
from casos.versiones import BASE, PoliticaPublicada, Versiones
from flujos.reloj import despertares
from tests.casos.dinero.azar.ingenuo import Exigible, a_centavos
from tests.casos.dinero.azar.ingenuo import veredicto as veredicto_ingenuo
from tests.casos.mediacion.fabrica import ACREDITADO, AVAL, LUNES, OFICIAL
from tests.casos.mediacion.fabrica_convenios import contexto
from web.linaje import linaje

_REGLAS = """
vigente_desde = 2000-01-01
[incumplimiento]
automatico = true
intentos_minimos = 0
[tasas]
moratoria_anual_pct = 18
[[campanas]]
clave = "borron"
fuente = "prueba"
nombre = "Borrón"
desde = 2020-01-01
hasta = 2040-12-31
fecha_limite_pago = 2040-12-31
productos = ["CONVENIO_CORTO", "CONVENIO_LARGO", "PAGO_UNICO", "REGENERACION"]
gastos_pct = 100
moratorios_pct = 100
ordinarios_pct = 50
capital_pct = 0
condiciones = "Pagar a tiempo."
"""
REGLAS = Versiones(
    [PoliticaPublicada(1, BASE.politicas[0].publicada_en, leer_politica(_REGLAS))], BASE.calendarios
)
_FIRMAS = (Firma(rol=RolParte.ACREDITADO), Firma(rol=RolParte.AVAL))
_CONCEPTOS = ("gastos", "moratorio", "ordinario", "capital")


class Vida:
    """A case that lives day by day, and what is owed of it by the plain arithmetic."""

    def __init__(self, azar: Random) -> None:
        self.azar, self.caso, self.version = azar, Caso(), 0
        self.dia = LUNES
        self.pagos: dict[str, tuple[date, int]] = {}
        self.folios = 0

    # ------------------------------------------------------------------------------------------- its doing

    def anotar(self, hechos: list[Hecho], cuando: Any = None) -> None:
        """Fold facts as the log would."""
        for hecho in hechos:
            self.version += 1
            en = cuando or inicio_del_dia(self.dia) + timedelta(hours=12)
            ahora = max(en, inicio_del_dia(self.dia) + timedelta(hours=12))
            self.caso = evolve(
                self.caso, Asiento(self.version, hecho, en, ahora, OFICIAL, RESPONSABLE, "HMO")
            )

    def ctx(self, rol: str, ocurrido: Any = None) -> Contexto:
        """The context of a decision of today."""
        return contexto(self.dia, rol, v=REGLAS, ocurrido=ocurrido)

    def decidir(
        self, decision: Callable[..., list[Hecho]], datos: Any, rol: str, ocurrido: Any = None
    ) -> list[Hecho]:
        """Take a decision and fold what it gives."""
        contexto = self.ctx(rol, ocurrido)
        hechos = decision(self.caso, datos, contexto)
        self.anotar(hechos, contexto.ocurrido_en)
        return hechos

    def reloj(self) -> None:
        """All that the clock finds due by the end of yesterday."""
        fin, hechas = inicio_del_dia(self.dia), set()
        while True:
            debidos = [
                d for d in despertares(self.caso, REGLAS) if d.instante < fin and d.clave not in hechas
            ]
            if not debidos:
                return
            toca = debidos[0]
            hechas.add(toca.clave)
            contexto_ = contexto(fin, RELOJ, v=REGLAS, ocurrido=toca.instante)
            self.anotar(declarada(toca.decision).funcion(self.caso, toca.datos, contexto_), toca.instante)

    def abrir(self) -> None:
        """One to three contracts with their balances, a debtor and an aval."""
        azar = self.azar
        self.anotar([
            CasoAbierto(origen=OrigenCaso.CARTERA, via=Via.INSTITUCIONAL, persona_id=ACREDITADO,
                        responsable=OFICIAL, sede="HMO"),
            PersonaVinculada(persona_id=AVAL, rol=RolParte.AVAL),
        ])  # fmt: skip
        self.dia += timedelta(days=azar.randrange(400))
        for n in range(azar.randint(1, 3)):
            importes = {c: de_centavos(azar.choice([0, azar.randint(1, 3_000_000)])) for c in _CONCEPTOS[:3]}
            importes["capital"] = de_centavos(azar.randint(100_000, 6_000_000))
            credito = str(10000001 + n)
            self.anotar([
                CreditoVinculado(credito=credito, fecha_contrato=date(2012 + azar.randrange(3), 8, 1)),
                SaldoRecibido(credito=credito, corte=self.dia, **importes),
            ])  # fmt: skip

    def convenir(self) -> bool:
        """A new agreement on all that is owed; False when what was asked cannot be made."""
        azar, antes = self.azar, a_centavos(adeudo(self.caso, self.dia).total)
        producto = azar.choice([*Producto, Producto.CONVENIO_CORTO])
        campana = azar.random() < 0.5
        propuesta = Propuesta(
            via=Via.INSTITUCIONAL, producto=producto, primera=self.dia + timedelta(days=azar.randint(0, 40)),
            parcialidades=azar.choice([1, 3, 6, 12, azar.randint(1, 60)]),
            pago_inicial=CERO if azar.random() < 0.4 else de_centavos(antes * azar.randint(1, 40) // 100),
            inicial_vence=self.dia + timedelta(days=azar.randint(0, 15)),
            gracia_meses=azar.choice([0, 0, 0, 1, 6]),
            campana="borron" if campana else None,
            condonacion=Porcentajes(
                moratorio=azar.choice([Decimal(0), Decimal(50), Decimal(100)]),
                gastos=azar.choice([Decimal(0), Decimal("33.33")]),
                ordinario=azar.choice([Decimal(0), Decimal("12.5")]),
                capital=azar.choice([Decimal(0), Decimal(0), Decimal(10)]),
            ),
        )  # fmt: skip
        try:
            (elaborado,) = self.decidir(elaborar_convenio, propuesta, RESPONSABLE)
        except Rechazo:
            return False
        assert isinstance(elaborado, ConvenioElaborado)
        _se_reconoce_lo_que_se_debe(elaborado, antes)
        numero, revision = elaborado.convenio, elaborado.revision
        if self.caso.convenios[numero].por_autorizar:
            respuesta = Respuesta(convenio=numero, revision=revision, motivo="Procede.")
            self.decidir(autorizar_descuento, respuesta, COORDINADOR)
        firmado = Suscripcion(
            convenio=numero,
            revision=revision,
            fecha=self.dia,
            folio=f"C-{numero}",
            firmas=_FIRMAS,
            sustituye=True,
        )
        firmar = regenerar_adeudo if producto is Producto.REGENERACION else firmar_convenio
        for hecho in self.decidir(firmar, firmado, RESPONSABLE):
            if isinstance(hecho, AdeudoRegenerado):
                assert hecho.entra.total == hecho.base + hecho.condonado.total
        original = DocumentoRecabado(
            documento=numero, tipo=TipoDocumento.CONVENIO, paginas=6, convenio=numero
        )
        self.anotar([original])
        if not elaborado.plan.pago_inicial:
            self.anotar(list(activacion_si_procede(self.caso)))
        self.pagos = {}
        return True

    def pagar(self, convenio: Convenio) -> None:
        """A payment of some day up to today, confirmed now; and again, which does nothing."""
        azar = self.azar
        self.folios += 1
        exacto = [p.importe for p in convenio.plan.exigibles]
        importe = azar.choice([
            azar.choice(exacto), azar.choice(exacto), de_centavos(azar.randint(1, a_centavos(convenio.plan.total))),
            max(CERO, convenio.plan.total - sum((Decimal(c).scaleb(-2) for _, c in self.pagos.values()), CERO)),
        ]) or Decimal(1)  # fmt: skip
        firma = convenio.fecha or self.dia
        fecha = self.dia - timedelta(
            days=azar.choice([0, 0, 0, min(azar.randrange(60), (self.dia - firma).days)])
        )
        pago = PagoBancario(folio=f"P{self.folios}", importe=importe, fecha=fecha, convenio=convenio.numero)
        hechos = self.decidir(confirmar_pago, pago, CONTABILIDAD, fecha)
        confirmado = hechos[0]
        assert isinstance(confirmado, PagoConfirmado)
        _todo_tiene_lugar(confirmado)
        assert confirmar_pago(self.caso, pago, self.ctx(CONTABILIDAD)) == []
        self.pagos[pago.folio] = (fecha, a_centavos(importe))

    def revertir(self) -> None:
        """One of the payments comes back."""
        folio = self.azar.choice(sorted(self.pagos))
        self.decidir(revertir_pago, Reversion(folio=folio, motivo="Devuelto."), CONTABILIDAD)
        del self.pagos[folio]

    def adenda(self, convenio: Convenio) -> None:
        """What is left to pay gets new dates."""
        azar = self.azar
        datos = Adenda(
            convenio=convenio.numero, fecha=self.dia, primera=self.dia + timedelta(days=azar.randint(5, 40)),
            parcialidades=azar.randint(1, 24), firmas=_FIRMAS, motivo="Perdió su empleo.",
        )  # fmt: skip
        try:
            self.decidir(modificar_convenio, datos, COORDINADOR)
        except Rechazo:
            return

    # -------------------------------------------------------------------------------------- what must hold

    def comprobar(self, convenio: Convenio) -> None:
        """The ledger, the debt and the verdict are those of the shadow."""
        pagado = sum(c for f, c in self.pagos.values())
        libro = libro_de(self.caso, convenio)
        assert libro.total + libro.a_favor == libro.pagado + libro.falta
        assert a_centavos(libro.pagado) == pagado
        assert sum((p.importe for p in pagos_de(self.caso, convenio)), CERO) == libro.pagado
        assert all(CERO <= f.pagado <= f.importe for f in libro.filas)
        assert all(nodo.cuadra for nodo in linaje(self.caso, self.dia)), linaje(self.caso, self.dia)
        self._se_debe_lo_de_la_sombra(convenio)
        self._el_veredicto_es_el_ingenuo(convenio)

    def _se_debe_lo_de_la_sombra(self, convenio: Convenio) -> None:
        """capital + interest due or paid + discount revoked − paid; never less than nothing."""
        plan = convenio.plan
        pagado = sum(c for fecha, c in self.pagos.values() if fecha <= self.dia)
        debido, cubierto, queda = 0, 0, pagado
        for p in plan.exigibles:
            interes, capital = a_centavos(p.interes), a_centavos(p.capital)
            debido += interes if p.vence <= self.dia else 0
            cubierto += min(interes, queda)
            queda -= min(interes, queda)
            queda -= min(capital, queda)
        revocado = a_centavos(convenio.revocado.total) if convenio.revocado else 0
        debe = max(0, a_centavos(plan.capital) + max(debido, cubierto) + revocado - pagado)
        suyo = adeudo(self.caso, self.dia)
        assert a_centavos(suyo.total) == debe, (suyo, debe)
        assert all(min(getattr(s.importes, c) for c in _CONCEPTOS) >= 0 for s in suyo.creditos)

    def _el_veredicto_es_el_ingenuo(self, convenio: Convenio) -> None:
        dicho = veredicto(self.caso, convenio, self.dia, REGLAS)
        exigibles = [
            Exigible(p.numero, a_centavos(p.importe), p.vence,
                     max(p.vence, limite(self.caso, convenio, p.numero, p.vence, REGLAS)))
            for p in convenio.plan.exigibles
        ]  # fmt: skip
        roto, atrasadas, falta = veredicto_ingenuo(exigibles, [*self.pagos.values()], self.dia, 2, 3)
        assert (dicho.estado is Cumplimiento.INCUMPLIDO) == roto
        assert dicho.atrasadas == atrasadas
        assert a_centavos(dicho.faltante) == falta


def probar(azar: Random) -> int:
    """One life; gives how many steps it had. Raises AssertionError when something fails."""
    vida, pasos = Vida(azar), 0
    vida.abrir()
    for _ in range(3):
        vida.dia += timedelta(days=azar.randrange(5))
        if vida.caso.etapa in (Etapa.LIQUIDADO, Etapa.CERRADO) or not vida.convenir():
            break
        for _ in range(azar.randint(1, 14)):
            pasos += 1
            if not _paso(vida):
                break
        vivo = vida.caso.convenio
        if vivo is None or vivo.estado is not EstadoConvenio.INCUMPLIDO:
            break
    return pasos


def _paso(vida: Vida) -> bool:
    """Some days go by and one thing happens; False once there is no agreement to follow."""
    azar = vida.azar
    vida.dia += timedelta(days=azar.choice([0, 1, 9, 31, 45]))
    vida.reloj()
    convenio = vida.caso.convenio
    if convenio is None:
        return False
    vida.comprobar(convenio)
    que = azar.random()
    if convenio.estado is EstadoConvenio.INCUMPLIDO and que < 0.25:
        if convenio.elaborado.condonado.total and not convenio.revocado:
            vida.decidir(revocar_condonacion, Propio(convenio=convenio.numero), COORDINADOR)
    elif que < 0.1 and convenio.estado is EstadoConvenio.ACTIVO:
        vida.adenda(convenio)
    elif que < 0.2 and vida.pagos:
        vida.revertir()
    elif que < 0.75 and vida.caso.etapa is not Etapa.LIQUIDADO:
        _pagar_y_a_veces_revertir(vida, convenio)
    vivo = vida.caso.convenios[convenio.numero]
    if rigen(vida.caso):
        vida.comprobar(vivo)
    return vida.caso.convenio is not None


def _pagar_y_a_veces_revertir(vida: Vida, convenio: Convenio) -> None:
    antes = _dinero(vida.caso, convenio, vida.dia)
    vida.pagar(convenio)
    vida.comprobar(vida.caso.convenios[convenio.numero])
    if vida.azar.random() < 0.15:
        folio = f"P{vida.folios}"
        vida.decidir(revertir_pago, Reversion(folio=folio, motivo="Devuelto."), CONTABILIDAD)
        del vida.pagos[folio]
        _como_antes(vida, convenio, antes)


def _como_antes(vida: Vida, antes: Convenio, dinero: Any) -> None:
    """The money is as before; a breach that the payment had undone is declared again, if it is still one."""
    ahora = vida.caso.convenios[antes.numero]
    if ahora.estado is antes.estado or antes.estado is not EstadoConvenio.INCUMPLIDO:
        assert _dinero(vida.caso, ahora, vida.dia) == dinero
        return
    dicho = veredicto(vida.caso, ahora, vida.dia, REGLAS)
    assert dicho == dinero[2]
    vida.dia += timedelta(days=1)
    vida.reloj()
    despues = vida.caso.convenios[antes.numero].estado
    assert (despues is EstadoConvenio.INCUMPLIDO) or dicho.estado is not Cumplimiento.INCUMPLIDO


def _dinero(caso: Caso, convenio: Convenio, dia: date) -> Any:
    """All that a reversal must give back exactly."""
    return adeudo(caso, dia), libro_de(caso, convenio), veredicto(caso, convenio, dia, REGLAS)


def _se_reconoce_lo_que_se_debe(elaborado: ConvenioElaborado, debia: int) -> None:
    assert a_centavos(elaborado.reconocido.total) == debia
    assert sum((uno.reconocido.total for uno in elaborado.desglose), CERO) == elaborado.reconocido.total
    assert sum((uno.condonado.total for uno in elaborado.desglose), CERO) == elaborado.condonado.total
    assert elaborado.plan.capital == elaborado.reconocido.total - elaborado.condonado.total


def _todo_tiene_lugar(pago: PagoConfirmado) -> None:
    a_credito = sum((a.gastos + a.moratorio + a.ordinario + a.capital for a in pago.a_creditos), CERO)
    a_plan = sum((a.interes + a.capital for a in pago.a_parcialidades), CERO)
    assert a_plan + a_credito + pago.a_favor + pago.incluido == pago.importe
