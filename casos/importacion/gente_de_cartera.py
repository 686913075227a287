"""The people of a debtor's rows: who is in the vault already, who is new, what is newly known of them."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from casos.boveda.boveda import Boveda
from casos.boveda.persona import Olvidada, Persona
from casos.importacion.conocido import Conocido
from casos.importacion.fichas import Ficha, Puesta, con_curp, del_acreditado, del_aval, poner_al_dia
from casos.importacion.nombres_parecidos import es_la_misma
from casos.lectura.cartera import RenglonCartera
from casos.lectura.nombres import clave_persona
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import RolParte


class Gente(NamedTuple):
    """What a debtor's rows say of everybody in them. `estudiantes` are by row."""

    acreditado: Ficha
    aval: Ficha | None
    estudiantes: dict[int, str]


def gente_de(renglones: Sequence[RenglonCartera]) -> Gente:
    """The people of a debtor's rows. Who studied with their own credit is not named twice."""
    acreditado = del_acreditado(renglones)
    aval = del_aval(renglones)
    if aval and con_curp(aval.curp) and aval.curp == acreditado.curp:
        aval = None
    suyo = clave_persona(acreditado.nombre)
    estudiantes = {
        r.fila: r.estudiante for r in renglones if r.estudiante and clave_persona(r.estudiante) != suyo
    }
    return Gente(acreditado, aval, estudiantes)


class Archivero:
    """Turns what a file says of people into records of the vault, each person once."""

    def __init__(self, boveda: Boveda, conocido: Conocido, lote_id: UUID) -> None:
        self._boveda, self._conocido, self._lote_id = boveda, conocido, lote_id

    def nueva(self, ficha: Ficha, papel: str, fila: int) -> Persona:
        """Somebody for a new part: whom the vault has with that CURP, brought up to date, or a new record."""
        for persona_id in self._conocido.con_curp(con_curp(ficha.curp)):
            actual = self._conocido.persona(persona_id)
            if isinstance(actual, Persona):
                return self.puesta(actual, ficha).persona
        return ficha.persona(uuid5(self._lote_id, f"{papel}/{fila}"))

    def puesta(self, actual: Persona, ficha: Ficha) -> Puesta:
        """A record with what the file adds to it."""
        anteriores = []
        if ficha.domicilio and actual.domicilio and ficha.domicilio != actual.domicilio:
            anteriores = [v.persona.domicilio for v in self._boveda.versiones(actual.persona_id)]
        return poner_al_dia(actual, ficha, anteriores)

    def estudiante(self, nombre: str, fila: int, caso: Caso, otros: Sequence[Persona]) -> Persona:
        """The student of a contract: who studied with another of the same debtor, or somebody new."""
        del_caso = (self._conocido.persona(p.persona_id) for p in caso.partes if p.rol is RolParte.ESTUDIANTE)
        for persona in (*otros, *del_caso):
            if isinstance(persona, Persona) and clave_persona(persona.nombre) == clave_persona(nombre):
                return persona
        return Ficha(nombre).persona(uuid5(self._lote_id, f"estudiante/{fila}"))

    def conocida(self, persona_id: UUID | None) -> Persona | Olvidada | None:
        """The record of somebody of a case."""
        return self._conocido.persona(persona_id) if persona_id else None


def es_el_mismo_aval(actual: Persona, ficha: Ficha) -> bool:
    """Whether a file's guarantor is the one of the case."""
    una, otra = con_curp(actual.curp), con_curp(ficha.curp)
    return una == otra if una and otra else es_la_misma(actual.nombre, ficha.nombre)
