"""What the file lacks, what changed, and small errands: data, addresses, telephones, clarifications."""

from collections.abc import Iterator

from casos.mediacion.apertura import DatosDePersona, NuevoCredito, actualizar_contacto, vincular_credito
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.vocabulario import Medio, RolParte
from web.demo import gente
from web.demo.destino import pesado
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende

ENCUENTRA = 0.75
"""How often a new telephone or address turns out to be good."""


@atiende("completar_datos")
def completar(e: Encargo) -> Iterator[Hace]:
    """The missing data come in, from the debtor or from the archive."""
    faltan = e.caso.apertura.faltan
    if "credito" in faltan:
        yield Hace(vincular_credito, NuevoCredito(credito=f"{90_000_000 + e.mundo.folio('credito'):08d}"))
    otros = tuple(sorted(faltan - {"credito"}))
    if otros:
        yield _cambiar(e, RolParte.ACREDITADO, otros, otros)


@atiende("actualizar_domicilio")
def otro_domicilio(e: Encargo) -> Iterator[Hace]:
    """A new address; the invitation will usually arrive there."""
    if e.p.clave.startswith("sesion-") and e.azar.random() < ENCUENTRA:
        e.exp.sin_entregar.discard(e.numero)
    yield _cambiar(e, RolParte.ACREDITADO, ("domicilio",))


@atiende("buscar_telefono", pronto=0.4)
def otro_telefono(e: Encargo) -> Iterator[Hace]:
    """A new number for whoever could not be reached; it may be no good either."""
    rol = RolParte.AVAL if e.segundo == RolParte.AVAL.value else RolParte.ACREDITADO
    vez = len([t for t in e.exp.telefonos if t.startswith(rol.value)])
    if vez == 0:
        e.exp.telefonos[f"{rol.value}/1"] = False
        vez = 1
    e.exp.telefonos[f"{rol.value}/{vez + 1}"] = e.azar.random() < ENCUENTRA
    yield _cambiar(e, rol, ("telefono",))


def _cambiar(e: Encargo, rol: RolParte, campos: tuple[str, ...], completos: tuple[str, ...] = ()) -> Hace:
    """Write the person in the vault first, then the fact that says what changed."""
    persona_id = e.caso.persona(rol) or e.caso.apertura.persona_id
    antes = e.mundo.ficha(persona_id)
    if antes is not None:
        nuevos: dict[str, object] = {}
        if "telefono" in campos:
            nuevos["telefonos"] = (gente.telefono(e.azar, e.exp.sede), *antes.telefonos)
        if "curp" in campos:
            nuevos["curp"] = e.exp.destino.deudor.curp
        if "domicilio" in campos:
            nuevos["domicilio"] = gente.domicilio(e.azar, e.exp.sede)
        if "correo" in campos:
            nuevos["correos"] = (f"{e.azar.choice('mnpr')}{e.azar.randrange(10_000)}@example.mx",)
        e.mundo.guardar(antes.model_copy(update=nuevos))
    return Hace(
        actualizar_contacto, DatosDePersona(persona_id=persona_id, campos=campos, completos=completos)
    )


@atiende("recibir_caso", "revisar_reapertura")
def enterarse(e: Encargo) -> Iterator[Hace]:
    """A file that came from somebody else, or came back, is read and noted."""
    yield Hace(
        agregar_nota, Nota(texto="Revisé el expediente completo; continúo con el siguiente pendiente.")
    )


@atiende("atender_aclaracion")
def aclarar(e: Encargo) -> Iterator[Hace]:
    """A clarification that somebody asked for is given."""
    medio = pesado(e.azar, ((Medio.PRESENCIAL, 50), (Medio.TELEFONO, 35), (Medio.CORREO, 15)))
    yield Hace(
        registrar_atencion,
        AtencionDada(
            medio=medio,
            asunto="Aclaración",
            resuelto=e.azar.random() < 0.85,
            minutos=e.azar.randrange(4, 25),
            satisfaccion=e.azar.choice((3, 4, 4, 5, 5, 5)),
        ),
    )
