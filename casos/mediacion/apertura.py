"""Decisions that open a case and say who and what it is about: people, contracts and their balances."""

from datetime import date
from uuid import UUID

from casos.decision import CONTABILIDAD, COORDINADOR, RESPONSABLE, Contexto, Rechazo, decision, exigir
from casos.dinero.pesos import PesosNoNegativos
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos, dia_en_palabras, escrito, exigir_sede
from casos.mediacion.estado import Caso, Saldo
from casos.mediacion.guardas import exigir_abierto
from casos.mediacion.hechos.apertura import (
    CasoAbierto,
    CreditoDesvinculado,
    CreditoVinculado,
    DatosDeContactoActualizados,
    PersonaDesvinculada,
    PersonaVinculada,
    SaldoRecibido,
)
from casos.mediacion.vocabulario import OrigenCaso, RolParte, Via
from casos.tiempo import dia_local

OFICINA = {RESPONSABLE, COORDINADOR}
"""Who works on a case's file."""


class NuevoSaldo(Datos):
    """A contract's balance at a cut-off date, by concept."""

    corte: date
    capital: PesosNoNegativos
    ordinario: PesosNoNegativos
    moratorio: PesosNoNegativos
    gastos: PesosNoNegativos


class NuevoCredito(Datos):
    """A contract, with its balance when it is known."""

    credito: Texto
    fecha_contrato: date | None = None
    estudiante_id: UUID | None = None
    saldo: NuevoSaldo | None = None


class NuevaPersona(Datos):
    """A person of the vault and the part played in the case."""

    persona_id: UUID
    rol: RolParte


class NuevoCaso(Datos):
    """A debtor's file: who owes, who owns it, which contracts, who else takes part, what is still missing."""

    origen: OrigenCaso
    via: Via = Via.STJ
    persona_id: UUID
    responsable: Texto
    sede: Texto
    primer_contacto: date | None = None
    faltan: tuple[Texto, ...] = ()
    creditos: tuple[NuevoCredito, ...] = ()
    personas: tuple[NuevaPersona, ...] = ()


def _sin_abrir(caso: Caso, ctx: Contexto) -> str | None:
    if caso.etapa is None:
        return None
    return "Este caso ya está abierto; si la persona es otra, corrija el deudor o abra un caso aparte."


@decision(quien=OFICINA, titulo="Abrir caso", si=_sin_abrir)
def abrir_caso(caso: Caso, nuevo: NuevoCaso, ctx: Contexto) -> list[Hecho]:
    """Open a debtor's file with its contracts, balances and people in one act.

    A case already opened for the same person yields []. That no other open case holds one of the contracts is
    seen by the log's reservations.
    """
    if caso.etapa is not None and caso.apertura.persona_id == nuevo.persona_id:
        return []
    exigir(_sin_abrir(caso, ctx))
    exigir_sede(nuevo.sede)
    if not nuevo.responsable.strip():
        raise Rechazo("Elija quién será responsable del caso.")
    numeros = [c.credito for c in nuevo.creditos]
    if len(set(numeros)) < len(numeros):
        raise Rechazo("Un número de crédito aparece dos veces; deje uno solo.")
    faltan = tuple(dict.fromkeys((*nuevo.faltan, *(() if numeros else ("credito",)))))
    abierto = CasoAbierto(
        origen=nuevo.origen, via=nuevo.via, persona_id=nuevo.persona_id, responsable=nuevo.responsable,
        sede=nuevo.sede, primer_contacto=nuevo.primer_contacto, faltan=faltan,
    )  # fmt: skip
    hechos: list[Hecho] = [abierto]
    for credito in nuevo.creditos:
        hechos += _credito_y_saldo(credito, ctx)
    for persona in dict.fromkeys(nuevo.personas):
        if persona != NuevaPersona(persona_id=nuevo.persona_id, rol=RolParte.ACREDITADO):
            hechos.append(_vinculada(persona, nuevo.persona_id))
    return hechos


def _vinculada(nueva: NuevaPersona, deudor: UUID) -> PersonaVinculada:
    if nueva.rol is RolParte.ACREDITADO:
        raise Rechazo("El caso solo puede tener un acreditado; si es otra persona, corrija el deudor.")
    if nueva.rol is RolParte.AVAL and nueva.persona_id == deudor:
        raise Rechazo("La persona acreditada no puede ser su propio aval; revise a quién eligió.")
    return PersonaVinculada(persona_id=nueva.persona_id, rol=nueva.rol)


def _credito_y_saldo(nuevo: NuevoCredito, ctx: Contexto) -> list[Hecho]:
    if not nuevo.credito.strip():
        raise Rechazo("Escriba el número de crédito.")
    if nuevo.fecha_contrato and nuevo.fecha_contrato > dia_local(ctx.ahora):
        raise Rechazo(f"La fecha del contrato {nuevo.credito} está en el futuro; corríjala.")
    vinculado = CreditoVinculado(
        credito=nuevo.credito, fecha_contrato=nuevo.fecha_contrato, estudiante_id=nuevo.estudiante_id
    )
    return [vinculado, _saldo(nuevo.credito, nuevo.saldo, ctx)] if nuevo.saldo else [vinculado]


def _saldo(credito: str, saldo: NuevoSaldo, ctx: Contexto) -> SaldoRecibido:
    if saldo.corte > dia_local(ctx.ahora):
        raise Rechazo(f"La fecha de corte del crédito {credito} está en el futuro; corríjala.")
    return SaldoRecibido(
        credito=credito, corte=saldo.corte, capital=saldo.capital, ordinario=saldo.ordinario,
        moratorio=saldo.moratorio, gastos=saldo.gastos,
    )  # fmt: skip


@decision(quien=OFICINA, titulo="Agregar crédito", si=exigir_abierto)
def vincular_credito(caso: Caso, nuevo: NuevoCredito, ctx: Contexto) -> list[Hecho]:
    """Add a contract of the same debtor; one that the case already has yields []."""
    if nuevo.credito in caso.creditos:
        return []
    exigir(exigir_abierto(caso, ctx))
    return _credito_y_saldo(nuevo, ctx)


class CreditoEquivocado(Datos):
    """A contract that does not belong to the case, and why."""

    credito: Texto
    motivo: str


@decision(quien=OFICINA, titulo="Quitar crédito", si=exigir_abierto)
def desvincular_credito(caso: Caso, equivocado: CreditoEquivocado, ctx: Contexto) -> list[Hecho]:
    """Take out a contract that was tied to the wrong case; one that the case does not have yields []."""
    if equivocado.credito not in caso.creditos:
        return []
    exigir(exigir_abierto(caso, ctx))
    for convenio in caso.convenios.values():
        if (convenio is caso.borrador or convenio.en_vigor) and (
            equivocado.credito in convenio.elaborado.creditos
        ):
            raise Rechazo(
                f"El crédito {equivocado.credito} está en el convenio {convenio.numero}; primero descarte o "
                "sustituya ese convenio."
            )
    if any(a.credito == equivocado.credito for pago in caso.pagos_firmes for a in pago.a_creditos):
        raise Rechazo(
            f"Ya hay pagos aplicados al crédito {equivocado.credito}; pida a Contabilidad revertirlos."
        )
    motivo = escrito(equivocado.motivo, "Escriba por qué el crédito no es de este caso.")
    return [CreditoDesvinculado(credito=equivocado.credito, motivo=motivo)]


class SaldoDeCredito(NuevoSaldo):
    """The balance of one of the case's contracts."""

    credito: Texto


@decision(quien={*OFICINA, CONTABILIDAD}, titulo="Registrar saldo", si=exigir_abierto)
def recibir_saldo(caso: Caso, nuevo: SaldoDeCredito, ctx: Contexto) -> list[Hecho]:
    """Take the balance that the Institute's accounts give; the same one again yields [].

    Raises Rechazo for a contract of another case, a future cut-off date, or one older than what is known.
    """
    credito = caso.creditos.get(nuevo.credito)
    saldo = Saldo(nuevo.corte, nuevo.capital, nuevo.ordinario, nuevo.moratorio, nuevo.gastos)
    if credito and credito.saldo == saldo:
        return []
    exigir(exigir_abierto(caso, ctx))
    if credito is None:
        raise Rechazo(f"El crédito {nuevo.credito} no es de este caso; agréguelo primero.")
    if credito.saldo and nuevo.corte < credito.saldo.corte:
        raise Rechazo(
            f"Del crédito {nuevo.credito} ya se tiene un saldo más reciente, con corte al "
            f"{dia_en_palabras(credito.saldo.corte)}; use ese o registre uno posterior."
        )
    return [_saldo(nuevo.credito, nuevo, ctx)]


@decision(quien=OFICINA, titulo="Vincular persona", si=exigir_abierto)
def vincular_persona(caso: Caso, nueva: NuevaPersona, ctx: Contexto) -> list[Hecho]:
    """Somebody takes part in the case (aval, student, representative); who already does yields []."""
    if (nueva.persona_id, nueva.rol) in caso.partes:
        return []
    exigir(exigir_abierto(caso, ctx))
    return [_vinculada(nueva, caso.apertura.persona_id)]


class PersonaEquivocada(NuevaPersona):
    """Somebody who does not take part in the case, and why."""

    motivo: str


@decision(quien=OFICINA, titulo="Quitar persona", si=exigir_abierto)
def desvincular_persona(caso: Caso, equivocada: PersonaEquivocada, ctx: Contexto) -> list[Hecho]:
    """Take out somebody who was tied by mistake or no longer takes part; a stranger to the case yields []."""
    if (equivocada.persona_id, equivocada.rol) not in caso.partes:
        return []
    exigir(exigir_abierto(caso, ctx))
    if equivocada.rol is RolParte.ACREDITADO:
        raise Rechazo("El caso no puede quedarse sin acreditado; use «Corregir deudor».")
    if caso.convenio and any(firma.rol is equivocada.rol for firma in caso.convenio.firmas):
        raise Rechazo("Esta persona firmó el convenio en vigor; no puede quitarse del caso.")
    motivo = escrito(equivocada.motivo, "Escriba por qué la persona ya no participa en el caso.")
    return [PersonaDesvinculada(persona_id=equivocada.persona_id, rol=equivocada.rol, motivo=motivo)]


class DeudorCorrecto(Datos):
    """Who really is the debtor, and how that is known."""

    persona_id: UUID
    motivo: str


@decision(quien=OFICINA, titulo="Corregir deudor", si=exigir_abierto)
def corregir_deudor(caso: Caso, correcto: DeudorCorrecto, ctx: Contexto) -> list[Hecho]:
    """The case was opened for the wrong person (a namesake): another is the debtor; the same one yields [].

    Raises Rechazo while an agreement binds the person who signed it.
    """
    antes = caso.apertura.persona_id
    if caso.etapa is not None and antes == correcto.persona_id:
        return []
    exigir(exigir_abierto(caso, ctx))
    if caso.convenio:
        raise Rechazo(
            "Hay un convenio en vigor a nombre de esa persona. Si no es la deudora, pida al coordinador que "
            "anule la firma antes de corregir el caso."
        )
    motivo = escrito(correcto.motivo, "Escriba cómo se supo que el deudor era otra persona.")
    return [
        PersonaDesvinculada(persona_id=antes, rol=RolParte.ACREDITADO, motivo=motivo),
        PersonaVinculada(persona_id=correcto.persona_id, rol=RolParte.ACREDITADO),
    ]


class DatosDePersona(Datos):
    """Which data of a person changed in the vault, and which missing ones are now complete."""

    persona_id: UUID
    campos: tuple[Texto, ...]
    completos: tuple[Texto, ...] = ()


@decision(quien=OFICINA, titulo="Actualizar datos de contacto", si=exigir_abierto)
def actualizar_contacto(caso: Caso, nuevos: DatosDePersona, ctx: Contexto) -> list[Hecho]:
    """Data of a person of the case changed in the vault; without any change, [].

    The data themselves never enter a fact: only the names of what changed.
    """
    if not nuevos.campos and not set(nuevos.completos) & caso.apertura.faltan:
        return []
    exigir(exigir_abierto(caso, ctx))
    if not any(parte.persona_id == nuevos.persona_id for parte in caso.partes):
        raise Rechazo("Esta persona no participa en el caso; vincúlela primero.")
    return [
        DatosDeContactoActualizados(
            persona_id=nuevos.persona_id, campos=nuevos.campos, completos=nuevos.completos
        )
    ]
