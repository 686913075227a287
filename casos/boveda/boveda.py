"""The people vault: names, CURP, telephones and addresses, encrypted person by person.

The person is written here first and the fact that names them second; an orphan is harmless and swept.
Forgetting destroys the person's key: their record and the private texts in the log become noise.
"""

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self
from uuid import UUID

from casos.boveda import cifrado, escritura, fichas, mudanza, olvido, rotacion, salud
from casos.boveda.archivero import Archivero
from casos.boveda.errores import BovedaIlegible, PersonaDesconocida, PersonaYaOlvidada
from casos.boveda.fichas import de_micros, en_micros
from casos.boveda.indice import Campo, huella
from casos.boveda.lectura import abrir_ficha, abrir_fichas
from casos.boveda.llavero import Llavero, tiene_llaves
from casos.boveda.maestra import Maestra
from casos.boveda.motores import Almacen, Candado, Lugar
from casos.boveda.persona import Olvidada, Persona, Version
from casos.boveda.tablas import CLAVES as TABLAS_CLAVES
from casos.boveda.tablas import DATOS as TABLAS_DATOS
from casos.boveda.tablas import envolturas, indices, versiones
from casos.identidad import ultimos_diez

_ESQUEMA_DATOS, _ESQUEMA_CLAVES = "boveda", "claves"
_CAMBIOS_POR_LECTURA = 1000
LARGO_DE_REFERENCIA = 10


class Cambio(NamedTuple):
    """Somebody whose record changed; `persona` None when there is none any more."""

    secuencia: int
    persona_id: UUID
    persona: Persona | None


class Boveda:
    """A vault that `iniciar` prepared. Threads share one; each process opens its own, after any fork.

    Raises BovedaIlegible when a file or key is missing, BovedaNoDisponible when the engine cannot be reached.
    """

    def __init__(self, lugar: Lugar) -> None:
        candado = Candado(lugar.candado)
        self._maestra = Maestra(lugar.maestra)
        self._datos = Almacen(lugar.datos, _ESQUEMA_DATOS, candado)
        self._llavero = Llavero(Almacen(lugar.claves, _ESQUEMA_CLAVES, candado), self._maestra)

    @staticmethod
    def iniciar(lugar: Lugar) -> None:
        """Create tables and master key; harmless when they are there.

        Raises BovedaIlegible when there are keys and their master is missing: a new one would open none.
        """
        candado = Candado(lugar.candado)
        Almacen.crear(lugar.claves, _ESQUEMA_CLAVES, TABLAS_CLAVES, candado)
        Almacen.crear(lugar.datos, _ESQUEMA_DATOS, TABLAS_DATOS, candado)
        with candado.tomado():
            if lugar.maestra.exists():
                return
            claves = Almacen(lugar.claves, _ESQUEMA_CLAVES, candado)
            try:
                if tiene_llaves(claves):
                    raise BovedaIlegible(
                        f"Hay personas guardadas y falta {lugar.maestra}: restáurelo de su copia."
                    )
                Maestra.crear(lugar.maestra)
            finally:
                claves.cerrar()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cerrar()

    def cerrar(self) -> None:
        """Close every connection."""
        self._llavero.cerrar()
        self._datos.cerrar()

    # --- writing ---

    def guardar(self, persona: Persona, ahora: datetime) -> int:
        """Write a new version of a person, in force from `ahora`; its number. What is equal is not written.

        Raises PersonaYaOlvidada.
        """
        escritas = self.guardar_varias([persona], ahora)
        if not escritas:
            raise PersonaYaOlvidada
        return escritas[persona.persona_id]

    def guardar_varias(self, personas: Iterable[Persona], ahora: datetime) -> dict[UUID, int]:
        """Write many people in one transaction (a block of an import); the version of each.

        Who was forgotten is left out of the answer and nothing is written about them.
        """
        nuevas = {p.persona_id: p for p in personas}
        with self._datos.escribiendo() as conexion:
            return escritura.guardar(conexion, self._llavero, self._maestra.vigente, nuevas, en_micros(ahora))

    # --- reading ---

    def leer(self, persona_id: UUID, al: datetime | None = None) -> Persona | Olvidada:
        """A person now, or as they were at an instant."""
        return self.leer_varias([persona_id], al)[persona_id]

    def leer_varias(
        self, personas: Iterable[UUID], al: datetime | None = None
    ) -> dict[UUID, Persona | Olvidada]:
        """Many people at once; nobody is missing from the answer. Before the first version, the first one."""
        pedidas = dict.fromkeys(personas)
        with self._datos.leyendo() as conexion:
            filas = list(fichas.vigentes(conexion, pedidas, None if al is None else en_micros(al)))
        leidas = abrir_fichas(self._llavero, filas)
        return {p: leidas.get(p) or Olvidada(p) for p in pedidas}

    def versiones(self, persona_id: UUID) -> list[Version]:
        """Every version of a person, oldest first; none if they were forgotten."""
        with self._datos.leyendo() as conexion:
            filas = fichas.historial(conexion, persona_id)
        llave = self._llavero.abrir([persona_id]).get(persona_id)
        leidas = ((f, abrir_ficha(llave, f)) for f in filas)
        return [Version(f.version, de_micros(f.desde), p) for f, p in leidas if isinstance(p, Persona)]

    def cambios(self, secuencia: int) -> Iterator[Cambio]:
        """Who changed after a sequence number, each once, as they are now."""
        while True:
            with self._datos.leyendo() as conexion:
                filas = fichas.posteriores(conexion, secuencia, _CAMBIOS_POR_LECTURA)
            leidas = abrir_fichas(self._llavero, filas)
            for fila in filas:
                persona = leidas[fila.persona_id]
                yield Cambio(
                    fila.secuencia, fila.persona_id, persona if isinstance(persona, Persona) else None
                )
            if len(filas) < _CAMBIOS_POR_LECTURA:
                return
            secuencia = filas[-1].secuencia

    # --- exact look-up ---

    def buscar_exacto(
        self,
        *,
        curp: str | None = None,
        rfc: str | None = None,
        telefono: str | None = None,
        correo: str | None = None,
        nombre: str | None = None,
    ) -> list[UUID]:
        """Who has all of these data in the version in force (telephones by their last ten digits)."""
        pedidos: list[tuple[Campo, str | None]] = [
            ("curp", curp), ("rfc", rfc), ("telefono", telefono), ("correo", correo), ("nombre", nombre),
        ]  # fmt: skip
        hallados = [set(self.buscar_varios(c, [v])[v]) for c, v in pedidos if v is not None]
        return sorted(set.intersection(*hallados)) if hallados else []

    def buscar_varios(self, campo: Campo, valores: Iterable[str]) -> dict[str, list[UUID]]:
        """For each value, who has it in the version in force."""
        pedidos = {
            valor: {h for g in self._maestra.todas if (h := huella(g, campo, valor)) is not None}
            for valor in valores
        }
        duenos: dict[bytes, set[UUID]] = {}
        with self._datos.leyendo() as conexion:
            for h, persona_id in fichas.con_huella(conexion, set().union(*pedidos.values())):
                duenos.setdefault(h, set()).add(persona_id)
        return {v: sorted(set().union(*(duenos.get(h, set()) for h in hs))) for v, hs in pedidos.items()}

    # --- private texts of the log ---

    def cifrar_texto(self, persona_id: UUID, texto: str, contexto: str) -> str:
        """A token for the log, always the same for the same text, person and context.

        Raises PersonaYaOlvidada or PersonaDesconocida.
        """
        llaves, destruidas = self._llavero.leer([persona_id])
        if persona_id not in llaves:
            raise PersonaYaOlvidada if destruidas else PersonaDesconocida
        return cifrado.cifrar_texto(llaves[persona_id], persona_id, texto, contexto)

    def referencia_de_telefono(self, persona_id: UUID, numero: str) -> str:
        """How facts name a number of somebody without holding it: the same for the same digits wherever they stand in
        the record, and nothing any more once the person's key is gone."""
        token = self.cifrar_texto(persona_id, ultimos_diez(numero) or numero, "telefono")
        return f"{persona_id}/{hashlib.sha256(token.encode()).hexdigest()[:LARGO_DE_REFERENCIA]}"

    def descifrar_texto(self, persona_id: UUID, token: str, contexto: str) -> str | None:
        """The text of a token; None if the person was forgotten. Raises BovedaIlegible in another context."""
        return self.descifrar_textos([(persona_id, token, contexto)])[0]

    def descifrar_textos(self, textos: Sequence[tuple[UUID, str, str]]) -> list[str | None]:
        """The texts of many tokens (person, token, context), in their order."""
        llaves = self._llavero.abrir({t[0] for t in textos})
        return [
            cifrado.descifrar_texto(llaves[persona_id], persona_id, token, contexto)
            if persona_id in llaves
            else None
            for persona_id, token, contexto in textos
        ]

    # --- scans ---

    def archivero(self, carpeta: Path) -> Archivero:
        """The encrypted scans of a folder, their keys wrapped for people of this vault."""
        return Archivero(carpeta, self._datos, self._llavero)

    # --- forgetting and keys ---

    def olvidar(self, persona_id: UUID, ahora: datetime) -> bool:
        """Forget a person for ever: key, record and index. False if they already were.

        May be repeated; raises PersonaDesconocida, or BovedaNoDisponible if traces are left because readers
        kept the files busy (repeat it then).
        """
        with self._datos.leyendo() as conexion:
            sin_ficha = not list(fichas.vigentes(conexion, [persona_id]))
        if sin_ficha and not any(self._llavero.leer([persona_id])):
            raise PersonaDesconocida
        return olvido.olvidar(self._datos, self._llavero, [persona_id], ahora) > 0

    def completar_olvidos(self, ahora: datetime) -> int:
        """Finish what a crash cut short, and forget again who came back with an old copy of the keys."""
        pendientes = olvido.pendientes(self._datos, self._llavero)
        if pendientes:
            olvido.olvidar(self._datos, self._llavero, pendientes, ahora)
        return len(pendientes)

    def barrer_huerfanas(self, ids_en_uso: Container[UUID], antes_de: datetime, ahora: datetime) -> int:
        """Take out whom no fact names and who was last written before an instant; how many.

        `antes_de` must lie well before `ids_en_uso` was read (a day, say): people are written before their
        fact. Whoever was swept may be written again.
        """
        return olvido.barrer(self._datos, self._llavero, ids_en_uso, antes_de, ahora)

    def rotar_maestra(self) -> int:
        """Put a new master key in force and bring everything under it; how many keys. May be repeated."""
        return rotacion.rotar(self._datos, self._llavero, self._maestra)

    def retirar_maestras_viejas(self) -> None:
        """Drop master keys that nothing needs; backups of the keys made under them can then not be read."""
        rotacion.retirar_viejas(self._datos, self._llavero, self._maestra)

    def copiar_en(self, otra: "Boveda") -> int:
        """Carry everybody to an empty vault, of either engine, while nobody writes; how many people.

        Raises BovedaIlegible if the other has people already or lacks the master key.
        """
        mudanza.exigir_misma_maestra(self._maestra, otra._maestra)
        with self._datos.escribiendo():
            personas = self._llavero.copiar_en(otra._llavero)
            mudanza.copiar(self._datos, otra._datos, versiones)
            mudanza.copiar(self._datos, otra._datos, indices)
            mudanza.copiar(self._datos, otra._datos, envolturas)
        return personas

    def revisar(self) -> list[str]:
        """What is wrong with keys and files, in Spanish; nothing when all is well."""
        return salud.revisar(self._datos, self._llavero, self._maestra)
