"""The directory of an import without views: every mediation case folded again for each question."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from casos.casos import Casos
from casos.importacion.directorio import Papel, SesionPrevista
from casos.lote import Lote
from casos.mediacion.estado import Caso, EstadoSesion
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local


class DirectorioDelRegistro:
    """As `DirectorioDeVistas`, from the log itself."""

    def __init__(self, casos: Casos) -> None:
        self.casos = casos

    def todos(self) -> Iterator[tuple[UUID, Caso]]:
        for caso_id, _ in self.casos.registro.por_caso():
            historia = self.casos.historia(caso_id)
            if historia and isinstance(historia.caso, Caso) and historia.caso.etapa:
                yield caso_id, historia.caso

    def de_creditos(self, numeros: Collection[str]) -> Mapping[str, Sequence[UUID]]:
        pares = [(n, caso_id) for caso_id, caso in self.todos() for n in caso.creditos if n in numeros]
        return _juntar(pares)

    def de_folios(self, folios: Collection[str]) -> Mapping[str, Sequence[UUID]]:
        suyos = [
            (folio, caso_id)
            for caso_id, caso in self.todos()
            for folio in {s.folio for s in caso.sesiones.values() if s.folio in folios}
        ]
        return _juntar(suyos)

    def de_personas(self, personas: Collection[UUID]) -> Mapping[UUID, Sequence[Papel]]:
        return _juntar(
            (parte.persona_id, Papel(caso_id, parte.rol, caso.abierto))
            for caso_id, caso in self.todos()
            for parte in caso.partes
            if parte.persona_id in personas
        )

    def sesiones_previstas(self, desde: date, hasta: date) -> Sequence[SesionPrevista]:
        return [
            SesionPrevista(caso_id, s.numero)
            for caso_id, caso in self.todos()
            for s in caso.sesiones.values()
            if s.estado is EstadoSesion.PROGRAMADA and desde <= dia_local(s.inicio) <= hasta
        ]

    def lotes_recientes(self) -> Sequence[UUID]:
        historias = ((i, self.casos.historia(i)) for i, _ in self.casos.registro.por_caso())
        return [i for i, historia in historias if historia and isinstance(historia.caso, Lote)]

    def primeros_contactos(self, desde: date) -> Mapping[tuple[str, date], int]:
        return Counter(
            (caso.apertura.responsable, caso.apertura.primer_contacto)
            for _, caso in self.todos()
            if caso.etapa is Etapa.REGISTRADO
            and caso.apertura.primer_contacto
            and caso.apertura.primer_contacto >= desde
        )


def _juntar(pares):
    juntos = {}
    for clave, valor in pares:
        juntos.setdefault(clave, []).append(valor)
    return juntos
