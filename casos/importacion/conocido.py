"""Whose each contract, folio, CURP and name is: by the log and the vault, and by the file's earlier rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from casos.boveda.persona import Olvidada, Persona
from casos.importacion.directorio import Oficina, Papel
from casos.importacion.mesa import Mesa
from casos.importacion.nombres_parecidos import es_la_misma
from casos.importacion.vista_previa import Candidato
from casos.lectura.nombres import clave_busqueda, clave_persona
from casos.mediacion.vocabulario import RolParte

K = TypeVar("K")
V = TypeVar("V")
_A_LA_VISTA = 10


class Conocido:
    """Looked up once for a whole file; what its rows will open is added as they are planned."""

    def __init__(
        self,
        oficina: Oficina,
        mesa: Mesa,
        *,
        creditos: Collection[str] = (),
        folios: Collection[str] = (),
        curps: Collection[str] = (),
        nombres: Collection[str] = (),
    ) -> None:
        self.mesa = mesa
        self._oficina = oficina
        self._creditos = _listas(oficina.directorio.de_creditos(creditos))
        self._folios = _listas(oficina.directorio.de_folios(folios))
        self._por_curp = _listas(oficina.boveda.buscar_varios("curp", curps))
        self._por_nombre = self._buscar_nombres(nombres)
        gente = {p for ids in (*self._por_curp.values(), *self._por_nombre.values()) for p in ids}
        self._papeles = _listas(oficina.directorio.de_personas(gente))
        self._personas: dict[UUID, Persona | Olvidada] = {}

    def _buscar_nombres(self, nombres: Collection[str]) -> dict[str, list[UUID]]:
        """By the same words in any order, with and without abbreviations and titles."""
        formas = {nombre: (nombre, clave_busqueda(nombre)) for nombre in nombres}
        hallados = self._oficina.boveda.buscar_varios("nombre", {f for par in formas.values() for f in par})
        juntos: dict[str, list[UUID]] = {}
        for nombre, par in formas.items():
            ids = dict.fromkeys(p for forma in par for p in hallados.get(forma, ()))
            juntos.setdefault(clave_persona(nombre), []).extend(ids)
        return {clave: list(dict.fromkeys(ids)) for clave, ids in juntos.items()}

    # --- asking ---

    def de_credito(self, numero: str) -> tuple[list[UUID], list[UUID]]:
        """The open and the closed cases that have a contract."""
        abiertos: list[UUID] = []
        cerrados: list[UUID] = []
        for caso_id in self._creditos.get(numero, ()):
            caso = self.mesa.caso(caso_id)
            if numero in caso.creditos:
                (abiertos if caso.abierto else cerrados).append(caso_id)
        return abiertos, cerrados

    def de_folio(self, folio: str | None) -> UUID | None:
        """The case of a court folio."""
        if folio is None:
            return None
        for caso_id in self._folios.get(folio, ()):
            if any(s.folio == folio for s in self.mesa.caso(caso_id).sesiones.values()):
                return caso_id
        return None

    def con_curp(self, curp: str | None) -> list[UUID]:
        """People of the vault, or of earlier rows, with a CURP."""
        return self._por_curp.get(curp, []) if curp else []

    def con_nombre(self, nombre: str | None) -> list[UUID]:
        """People with a name, in any order of its words."""
        return self._por_nombre.get(clave_persona(nombre), []) if nombre else []

    def casos_de(self, personas: Iterable[UUID], *roles: RolParte) -> tuple[list[UUID], list[UUID]]:
        """The open and closed cases in which somebody of these takes one of these parts (any, if none is given)."""
        abiertos: dict[UUID, None] = {}
        cerrados: dict[UUID, None] = {}
        for persona in personas:
            for papel in self._papeles.get(persona, ()):
                if not roles or papel.rol in roles:
                    (abiertos if self.mesa.caso(papel.caso_id).abierto else cerrados)[papel.caso_id] = None
        return list(abiertos), list(cerrados)

    def es_parte(self, caso_id: UUID, nombre: str) -> bool:
        """Whether a name may be that of somebody of the case."""
        return any(
            es_la_misma(self.persona(parte.persona_id).nombre, nombre)
            for parte in self.mesa.caso(caso_id).partes
        )

    def persona(self, persona_id: UUID) -> Persona | Olvidada:
        """The record of somebody."""
        if persona_id not in self._personas:
            self.traer([persona_id])
        return self._personas[persona_id]

    def traer(self, personas: Iterable[UUID]) -> None:
        """Read many records at once."""
        faltan = [p for p in dict.fromkeys(personas) if p not in self._personas]
        self._personas |= self._oficina.boveda.leer_varias(faltan)

    def acreditado(self, caso_id: UUID) -> str:
        """The debtor's name."""
        return self.persona(self.mesa.caso(caso_id).apertura.persona_id).nombre

    def candidato(self, caso_id: UUID) -> Candidato:
        """A case as a person is asked about it."""
        return Candidato(caso_id, self.acreditado(caso_id), tuple(self.mesa.caso(caso_id).creditos))

    def candidatos(self, casos: Iterable[UUID]) -> tuple[Candidato, ...]:
        """Several, not too many to look at."""
        return tuple(self.candidato(c) for c in list(dict.fromkeys(casos))[:_A_LA_VISTA])

    # --- what the file itself brings ---

    def anotar_caso(
        self, caso_id: UUID, persona: Persona, creditos: Iterable[str], folio: str | None
    ) -> None:
        """A row opens a case: later rows will find it."""
        self.anotar_persona(persona)
        self._papeles.setdefault(persona.persona_id, []).append(Papel(caso_id, RolParte.ACREDITADO, True))
        self._por_nombre.setdefault(clave_persona(persona.nombre), []).append(persona.persona_id)
        for numero in creditos:
            self._creditos.setdefault(numero, []).append(caso_id)
        self.anotar_folio(caso_id, folio)

    def anotar_persona(self, persona: Persona) -> None:
        """A row brings somebody new, or newer data of somebody."""
        self._personas[persona.persona_id] = persona
        if persona.curp and persona.persona_id not in self._por_curp.setdefault(persona.curp, []):
            self._por_curp[persona.curp].append(persona.persona_id)

    def anotar_credito(self, caso_id: UUID, numero: str) -> None:
        """A row ties a contract to a case."""
        self._creditos.setdefault(numero, []).append(caso_id)

    def anotar_folio(self, caso_id: UUID, folio: str | None) -> None:
        """A row brings a folio to a case."""
        if folio:
            self._folios.setdefault(folio, []).append(caso_id)


def _listas(mapa: Mapping[K, Sequence[V]]) -> dict[K, list[V]]:
    return {clave: list(valores) for clave, valores in mapa.items()}
