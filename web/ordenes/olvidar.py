"""`mediacion olvidar PERSONA`: forget a person for ever; their cases keep amounts, dates and states."""

from typing import TYPE_CHECKING
from uuid import UUID

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia

if TYPE_CHECKING:
    from web.instancia import Instancia


@click.command()
@click.argument("persona", metavar="PERSONA", type=click.UUID)
@click.option(
    "--por-resolucion", is_flag=True,
    help="Una resolución ordena olvidar a la persona aunque tenga un caso abierto.",
)  # fmt: skip
@click.option("--confirmar", is_flag=True, help="Olvida de verdad; sin esto solo dice qué haría.")
def olvidar(persona: UUID, por_resolucion: bool, confirmar: bool) -> None:
    """Olvida a una persona para siempre: destruye la llave de sus datos.

    PERSONA es el identificador que muestra el historial de su caso. Los importes, las fechas y los estados de sus casos
    se conservan, y cada caso registra el olvido. Los documentos escaneados que solo son suyos se borran; los que
    también son de otra persona (un convenio que firmó su aval) se conservan hasta que se olvide a la última. No se
    puede deshacer.
    """
    from web import documentos

    with con_instancia() as instancia:
        casos = _casos_de(instancia, persona)
        if confirmar:
            documentos.migrar(instancia)
        suyos, compartidos = map(len, instancia.archivero.de_persona(persona))
        if not confirmar:
            click.echo(
                f"Se olvidaría a esta persona; {_participa(casos)}. {_escaneos(suyos, compartidos, 'se borrarían')}"
                "No se cambió nada. Para hacerlo, repita la orden con --confirmar: no se puede deshacer."
            )
            return
        _registrar(instancia, persona, casos, por_resolucion)
        tenia_datos = instancia.boveda.olvidar(persona, instancia.ahora())
        instancia.archivero.limpiar(instancia.ahora())
    if not tenia_datos:
        click.echo("Esta persona ya estaba olvidada; no se cambió nada.")
        return
    click.echo(
        f"Persona olvidada; {_participa(casos)}. {_escaneos(suyos, compartidos, 'se borraron')}"
        "Los respaldos anteriores todavía tienen su llave."
    )


def _escaneos(suyos: int, compartidos: int, se_borran: str) -> str:
    """What becomes of the scans, as sentences; nothing when there are none."""
    dicho = f"Documentos escaneados que {se_borran}: {suyos}. " if suyos else ""
    if compartidos:
        dicho += f"Documentos que se conservan porque también son de otra persona: {compartidos}. "
    return dicho


def _participa(casos: list[UUID]) -> str:
    return "participa en 1 caso" if len(casos) == 1 else f"participa en {len(casos)} casos"


def _casos_de(instancia: "Instancia", persona: UUID) -> list[UUID]:
    """Every case of the person, open ones first. Raises ErrorDeUso if nobody has that id."""
    from casos.boveda import Olvidada
    from proyecciones.consultas.expedientes import de_personas

    instancia.proyector.ponerse_al_dia()
    with instancia.almacen.leer() as conexion:
        casos = [caso for caso, _ in de_personas(conexion, [persona]).get(persona, [])]
    if not casos and isinstance(instancia.boveda.leer(persona), Olvidada):
        raise ErrorDeUso(f"No hay ninguna persona con el identificador {persona}; no se cambió nada.")
    return list(dict.fromkeys(casos))


def _registrar(instancia: "Instancia", persona: UUID, casos: list[UUID], por_resolucion: bool) -> None:
    """Record it in every case. An open case comes first, so that its refusal leaves the others as they were."""
    from casos.asiento import Acto, Origen
    from casos.decision import ADMINISTRADOR
    from casos.mediacion.expediente import Olvido, olvidar_persona

    acto = Acto(autor="consola", rol=ADMINISTRADOR, origen=Origen.CONSOLA)
    olvido = Olvido(persona_id=persona, por_resolucion=por_resolucion)
    for caso in casos:
        instancia.casos.decidir(caso, olvidar_persona, olvido, acto)
    instancia.al_dia(*casos)
