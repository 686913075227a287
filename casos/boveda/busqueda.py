"""Finding people by whatever is at hand: part of a name, CURP or RFC, a telephone, an e-mail.

An index in memory, built from the vault and kept current: names lie in clear in no file. Each process has
its own.
"""

import sqlite3
import threading
from typing import NamedTuple
from uuid import UUID

from casos.boveda.boveda import Boveda
from casos.boveda.persona import Persona
from casos.identidad import (
    clave_orden,
    normalizar,
    normalizar_correo,
    normalizar_curp,
    normalizar_rfc,
    solo_digitos,
    ultimos_diez,
)

__all__ = ["Buscador", "Hallazgo", "clave_orden"]

# Beginnings of up to ten letters have an index each: only with them does FTS5 stop at the first few hits, where
# for others it gathers all hits first (7 ms for two common surnames among 100,000 people).
_TABLAS = """
CREATE TABLE personas (
    id INTEGER PRIMARY KEY AUTOINCREMENT, persona BLOB UNIQUE, nombre TEXT, orden TEXT, curp TEXT, rfc TEXT,
    palabras TEXT, telefonos TEXT, correos TEXT
);
CREATE INDEX por_curp ON personas (curp);
CREATE INDEX por_rfc ON personas (rfc);
CREATE VIRTUAL TABLE nombres USING fts5 (palabras, tokenize='ascii', prefix='1 2 3 4 5 6 7 8 9 10', detail=none);
CREATE VIRTUAL TABLE contactos USING fts5 (telefonos, correos, tokenize='trigram');
"""
_COLUMNAS = "persona, nombre, orden, curp, rfc, palabras, telefonos, correos"
_PONER = f"INSERT INTO personas ({_COLUMNAS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_INDIZAR = (
    "INSERT INTO nombres (rowid, palabras) SELECT id, palabras FROM personas WHERE id > ?",
    """INSERT INTO contactos (rowid, telefonos, correos)
       SELECT id, telefonos, correos FROM personas WHERE id > ?""",
)
_QUITAR = (
    "DELETE FROM personas WHERE id = ?",
    "DELETE FROM nombres WHERE rowid = ?",
    "DELETE FROM contactos WHERE rowid = ?",
)
_ORDENAR = (
    f"CREATE TEMP TABLE ordenadas AS SELECT {_COLUMNAS} FROM personas ORDER BY orden, persona",  # noqa: S608
    "DELETE FROM personas",
    "DELETE FROM nombres",
    "DELETE FROM contactos",
    f"INSERT INTO personas (id, {_COLUMNAS}) SELECT rowid, {_COLUMNAS} FROM ordenadas",  # noqa: S608
    "DROP TABLE ordenadas",
)
_SIN_ORDEN_A_LO_MAS = 1000
_ULTIMA = "SELECT coalesce(max(id), 0) FROM personas"
_POSTERIORES = "SELECT count(*) FROM personas WHERE id > ?"


def _por_texto(tabla: str) -> tuple[str, str]:
    """The query among people in alphabetical order, and among those who came later."""
    hallar = (
        f"SELECT orden, persona, nombre FROM {tabla} CROSS JOIN personas ON id = {tabla}.rowid "  # noqa: S608
        f"WHERE {tabla} MATCH ?1 AND {tabla}.rowid"
    )
    return (
        f"{hallar} <= ?2 ORDER BY {tabla}.rowid LIMIT ?3",
        f"{hallar} > ?2 ORDER BY orden, persona LIMIT ?3",
    )


_NOMBRE = _por_texto("nombres")
_CONTACTO = _por_texto("contactos")
_CLAVE = (
    """SELECT orden, persona, nombre FROM personas
       WHERE curp BETWEEN ?1 AND ?1 || '~' OR rfc BETWEEN ?1 AND ?1 || '~'
       ORDER BY orden, persona LIMIT ?3""",
)
_MENOS_DIGITOS = 4
_MENOS_LETRAS = 3
_DIEZ = 10
_SIN_LADA = 7
_MARCA = "="


class Hallazgo(NamedTuple):
    """A person found, and by what: `nombre`, `clave` (CURP or RFC), `telefono` or `correo`."""

    persona_id: UUID
    nombre: str
    por: str


class Buscador:
    """A search over everybody in a vault. Loads when first used; threads may share it.

    People's numbers up to `_ordenadas` follow the alphabet, so that a search for many stops at its limit; who
    came later lies behind, and all are put in order again when these are a thousand.
    """

    def __init__(self, boveda: Boveda) -> None:
        self._boveda = boveda
        self._turno = threading.Lock()
        self._secuencia = 0
        self._ordenadas = 0
        self._indice = sqlite3.connect(":memory:", check_same_thread=False)
        self._indice.executescript(_TABLAS)

    def cerrar(self) -> None:
        """Drop the index."""
        self._indice.close()

    def ponerse_al_dia(self) -> int:
        """Read from the vault whoever changed since the last time; how many."""
        with self._turno, self._indice:
            cambios, secuencia, ordenadas = 0, self._secuencia, self._ordenadas
            (antes,) = self._indice.execute(_ULTIMA).fetchone()
            for cambio in self._boveda.cambios(secuencia):
                self._quitar(cambio.persona_id)
                if cambio.persona is not None:
                    self._indice.execute(_PONER, _ficha(cambio.persona))
                secuencia = cambio.secuencia
                cambios += 1
            (sin_orden,) = self._indice.execute(_POSTERIORES, (ordenadas,)).fetchone()
            if sin_orden > _SIN_ORDEN_A_LO_MAS:
                antes, ordenadas = 0, self._ordenar()
            for orden in _INDIZAR:
                self._indice.execute(orden, (antes,))
        self._secuencia, self._ordenadas = secuencia, ordenadas
        return cambios

    def buscar(self, texto: str, limite: int = 20) -> list[Hallazgo]:
        """At most `limite` people in alphabetical order, as they are at this moment.

        Without letters it is part of a telephone (four digits at least); with @, of an e-mail; else
        beginnings of words of the name, in any order and without accents, or the beginning of a CURP or RFC.
        Ten digits also find who is stored with the last seven only.
        """
        self.ponerse_al_dia()
        hallados: dict[bytes, tuple[str, Hallazgo]] = {}
        with self._turno:
            for por, consultas, valor in _consultas(texto):
                for consulta in consultas:
                    for orden, persona, nombre in self._indice.execute(
                        consulta, (valor, self._ordenadas, limite)
                    ):
                        hallados.setdefault(persona, (orden, Hallazgo(UUID(bytes=persona), nombre, por)))
        return [h for _, h in sorted(hallados.values())][:limite]

    def _quitar(self, persona_id: UUID) -> None:
        lugar = self._indice.execute(
            "SELECT id FROM personas WHERE persona = ?", (persona_id.bytes,)
        ).fetchone()
        if lugar is not None:
            for orden in _QUITAR:
                self._indice.execute(orden, lugar)

    def _ordenar(self) -> int:
        for orden in _ORDENAR:
            self._indice.execute(orden)
        return int(self._indice.execute(_ULTIMA).fetchone()[0])


def _ficha(persona: Persona) -> tuple[bytes | str, ...]:
    return (
        persona.persona_id.bytes,
        persona.nombre,
        persona.orden,
        normalizar_curp(persona.curp),
        normalizar_rfc(persona.rfc),
        _palabras(persona),
        " ".join(_completo_o_marcado(t.numero) for t in persona.telefonos),
        " ".join(normalizar_correo(c) for c in persona.correos),
    )


def _palabras(persona: Persona) -> str:
    partes = (persona.nombre, persona.nombres, persona.apellido_paterno, persona.apellido_materno)
    return " ".join(dict.fromkeys(normalizar(" ".join(partes)).split()))


def _completo_o_marcado(numero: str) -> str:
    digitos = solo_digitos(numero)
    return digitos if len(digitos) >= _DIEZ else _MARCA + digitos


def _consultas(texto: str) -> list[tuple[str, tuple[str, ...], str]]:
    """By what, with which queries and which value a text is looked for."""
    if "@" in texto:
        correo = normalizar_correo(texto)
        return [("correo", _CONTACTO, _parte("correos", correo))] if len(correo) >= _MENOS_LETRAS else []
    if not any(c.isalpha() for c in texto):
        return [("telefono", _CONTACTO, _parte("telefonos", d)) for d in _telefonos(ultimos_diez(texto))]
    palabras = normalizar(texto).split()
    consultas: list[tuple[str, tuple[str, ...], str]] = (
        [("nombre", _NOMBRE, " ".join(f'"{p}"*' for p in palabras))] if palabras else []
    )
    clave = normalizar_curp(texto)
    if len(clave) >= _MENOS_DIGITOS and len(palabras) == 1:
        consultas.append(("clave", _CLAVE, clave))
    return consultas


def _telefonos(digitos: str) -> list[str]:
    if len(digitos) < _MENOS_DIGITOS:
        return []
    return [digitos, _MARCA + digitos[-_SIN_LADA:]] if len(digitos) == _DIEZ else [digitos]


def _parte(columna: str, valor: str) -> str:
    entre_comillas = valor.replace('"', '""')
    return f'{columna} : "{entre_comillas}"'
