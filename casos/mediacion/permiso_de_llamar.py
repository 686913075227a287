"""Whether somebody may be called: hours, working days, attempts, and numbers that are not to be called.

The office adopts CONDUSEF's rules (DOF 7-10-2014) as policy: only the debtor, the aval and whoever represents
the debtor are called, never a third party. Days and hours are those of Sonora, when the call took place.
"""

from uuid import UUID

from casos.decision import Contexto
from casos.mediacion.datos import SEMANA
from casos.mediacion.estado import Caso, Llamada
from casos.mediacion.fallecimiento import FALLECIO
from casos.mediacion.guardas import exigir_abierto, sin_suspension
from casos.mediacion.vocabulario import SIN_RESPUESTA, CalidadNumero, Contesto, RolParte
from casos.tiempo import ZONA, dia_local

SE_LLAMA_A = (RolParte.ACREDITADO, RolParte.AVAL, RolParte.REPRESENTANTE)
"""Who may be called, the debtor first."""

NO_SE_MARCA = frozenset({CalidadNumero.NO_LLAMAR, CalidadNumero.EQUIVOCADO, CalidadNumero.INEXISTENTE})
"""What is known of a number that nobody dials."""

_suspendido = sin_suspension("llamar")


def quien_hablo(llamada: Llamada) -> RolParte | None:
    """The party with whom one really spoke; None when nobody answered, a third party did, or they hung up."""
    if llamada.resultado in SIN_RESPUESTA:
        return None
    if llamada.contesto is Contesto.AVAL:
        return RolParte.AVAL
    if llamada.contesto is Contesto.TITULAR:
        return RolParte.ACREDITADO if llamada.a is RolParte.AVAL else llamada.a
    return None


def por_que_no_llamar(caso: Caso, ctx: Contexto, a: RolParte, telefono: str | None = None) -> str | None:
    """Why a party may not be called at `ctx.ocurrido_en` (on that number of theirs); None when they may.

    The coordinator's authorisation for that day lifts hours and attempts, but neither the hours beyond which
    nobody is ever called nor a number that is not to be called.
    """
    persona = caso.persona(a)
    if a not in SE_LLAMA_A:
        return "Solo se llama al acreditado, al aval o a quien represente al acreditado."
    if persona is None:
        return f"El caso no tiene {a.value}; vincule primero a esa persona."
    if persona in caso.fallecidas:
        return FALLECIO
    return (
        _por_ser_ajeno(persona, telefono)
        or _por_el_numero(caso, telefono)
        or _por_la_hora(caso, ctx)
        or _por_los_intentos(caso, ctx, persona)
    )


def se_puede_llamar(caso: Caso, ctx: Contexto) -> str | None:
    """The guard of calling at all: open, not suspended, and somebody may be called now."""
    motivo = exigir_abierto(caso, ctx) or _suspendido(caso, ctx)
    if motivo:
        return motivo
    motivos = [por_que_no_llamar(caso, ctx, rol) for rol in SE_LLAMA_A if caso.persona(rol)]
    return motivos[0] if motivos and None not in motivos else None


def contactos_del_dia(caso: Caso, ctx: Contexto, persona: UUID) -> int:
    """How often one really spoke with a person on the day of the call."""
    return len([ll for ll in _del_dia(caso, ctx) if _es(caso, quien_hablo(ll), persona)])


def _por_ser_ajeno(persona: UUID, telefono: str | None) -> str | None:
    """The vault's references begin with whose number it is."""
    de_quien, separa, _ = (telefono or "").partition("/")
    if separa and de_quien != str(persona):
        return "Ese número no es de la persona a quien se llamó; corrija uno de los dos datos."
    return None


def _por_el_numero(caso: Caso, telefono: str | None) -> str | None:
    match caso.contacto.numeros.get(telefono or ""):
        case CalidadNumero.NO_LLAMAR:
            return "La persona pidió que no se le llame a ese número; use otro medio."
        case CalidadNumero.EQUIVOCADO:
            return "Ese número es de otra persona; use otro, o corrija su calificación si ya es el bueno."
        case CalidadNumero.INEXISTENTE:
            return "Ese número no existe; use otro, o corrija su calificación si ya es el bueno."
        case _:
            return None


def _por_la_hora(caso: Caso, ctx: Contexto) -> str | None:
    regla, local = ctx.politica.llamadas, ctx.ocurrido_en.astimezone(ZONA)
    dia, hora = local.date(), local.time()
    if not regla.limite_legal_desde <= hora <= regla.limite_legal_hasta:
        return (
            f"A las {hora:%H:%M} nunca se llama: solo entre las {regla.limite_legal_desde:%H:%M} y las "
            f"{regla.limite_legal_hasta:%H:%M}, hora de Sonora."
        )
    if dia in caso.contacto.autorizados:
        return None
    _, calendarios = ctx.versiones.calendarios_en(ctx.ocurrido_en)
    inhabil = calendarios.calendario("GESTION_COBRANZA", caso.apertura.sede).motivo(dia)
    if SEMANA[dia.weekday()] not in regla.dias or inhabil is not None:
        que = inhabil.nombre if inhabil else SEMANA[dia.weekday()]
        return (
            f"Ese día no se llama ({que}); hágalo el siguiente día hábil o pida al coordinador que "
            "autorice el intento."
        )
    if not regla.desde <= hora <= regla.hasta:
        return (
            f"A las {hora:%H:%M} no se llama: el horario es de {regla.desde:%H:%M} a {regla.hasta:%H:%M}, "
            "hora de Sonora. Espere o pida al coordinador que autorice el intento."
        )
    return None


def _por_los_intentos(caso: Caso, ctx: Contexto, persona: UUID) -> str | None:
    if dia_local(ctx.ocurrido_en) in caso.contacto.autorizados:
        return None
    regla = ctx.politica.llamadas
    antes = [ll for ll in _del_dia(caso, ctx) if ll.marca.en <= ctx.ocurrido_en]
    hablados = len([ll for ll in antes if _es(caso, quien_hablo(ll), persona)])
    if hablados >= regla.contactos_efectivos_por_dia:
        return "Ya se habló hoy con esta persona; llámele otro día o pida al coordinador que lo autorice."
    if len([ll for ll in _del_dia(caso, ctx) if _es(caso, ll.a, persona)]) >= regla.intentos_maximos_por_dia:
        return (
            f"Ya se hicieron {regla.intentos_maximos_por_dia} intentos hoy con esta persona; llámele otro "
            "día o pida al coordinador que autorice el intento."
        )
    return None


def _del_dia(caso: Caso, ctx: Contexto) -> list[Llamada]:
    dia = dia_local(ctx.ocurrido_en)
    return [ll for ll in caso.contacto.llamadas if dia_local(ll.marca.en) == dia]


def _es(caso: Caso, rol: RolParte | None, persona: UUID) -> bool:
    return rol is not None and caso.persona(rol) == persona
