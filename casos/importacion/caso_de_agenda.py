"""A new case for somebody whom the court invites and nobody here knows yet."""

from uuid import UUID, uuid5

from casos.boveda.persona import Persona
from casos.identidad import nacimiento_de_curp, revisar_curp
from casos.importacion.conocido import Conocido
from casos.importacion.palabras import creditos as con_creditos
from casos.importacion.palabras import tiempos
from casos.importacion.reparto import Reparto
from casos.importacion.vista_previa import Paso
from casos.lectura.sesion import RenglonAgenda
from casos.mediacion.apertura import NuevoCaso, NuevoCredito, abrir_caso
from casos.mediacion.vocabulario import OrigenCaso


class Apertura:
    """The opening that a row asks for: its case, its debtor, the step and how it is said."""

    def __init__(
        self, r: RenglonAgenda, nombre: str, creditos: tuple[str, ...], lote_id: UUID, sede: str,
        conocido: Conocido, reparto: Reparto,
    ) -> None:  # fmt: skip
        self.caso_id = uuid5(lote_id, f"caso/{r.fila}")
        self.persona = _persona(r, nombre, lote_id, conocido)
        self.creditos = creditos
        turno = reparto.responsable(sede, r.fila)
        nuevo = NuevoCaso(
            origen=OrigenCaso.AGENDA,
            persona_id=self.persona.persona_id,
            responsable=turno.usuario,
            sede=sede,
            faltan=_faltan(self.persona),
            creditos=tuple(NuevoCredito(credito=numero) for numero in creditos),
        )
        self.paso = Paso("abrir", self.caso_id, abrir_caso, nuevo)
        con_que = f" con {'los' if len(creditos) > 1 else 'el'} {con_creditos(creditos)}" if creditos else ""
        antes, despues = tiempos(
            "Se {abrirá|abrió} un caso nuevo para %s%s; lo {llevará|lleva} %s.",
            self.persona.nombre,
            con_que,
            reparto.nombre(turno.usuario),
        )
        aviso = f" {turno.aviso}" if turno.aviso else ""
        self.dicho = (antes + aviso, despues + aviso)


def _faltan(persona: Persona) -> tuple[str, ...]:
    return tuple(
        dato for dato, lo_hay in (("telefono", persona.telefonos), ("curp", persona.curp)) if not lo_hay
    )


def _persona(r: RenglonAgenda, nombre: str, lote_id: UUID, conocido: Conocido) -> Persona:
    """Whom the vault has with the row's CURP, or somebody new."""
    curp = r.curp if r.curp and revisar_curp(r.curp).valido else ""
    for persona_id in conocido.con_curp(curp):
        conocida = conocido.persona(persona_id)
        if isinstance(conocida, Persona):
            return conocida
    return Persona(
        persona_id=uuid5(lote_id, f"persona/{r.fila}"),
        nombre=nombre,
        curp=r.curp or "",
        nacimiento=nacimiento_de_curp(curp) if curp else None,
    )
