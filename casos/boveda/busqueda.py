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

_TABLAS = """
CREATE TABLE personas (
    id INTEGER PRIMARY KEY, persona BLOB UNIQUE, nombre TEXT, orden TEXT, curp TEXT, rfc TEXT
);
CREATE INDEX por_curp ON personas (curp);
CREATE INDEX por_rfc ON personas (rfc);
CREATE VIRTUAL TABLE nombres USING fts5 (palabras, tokenize='ascii', prefix='2 3', detail=none);
CREATE VIRTUAL TABLE contactos USING fts5 (telefonos, correos, tokenize='trigram');
"""
_EN_ORDEN = "SELECT orden, persona, nombre FROM personas {donde} ORDER BY orden, persona LIMIT ?2"
_POR_NOMBRE = _EN_ORDEN.format(donde="JOIN nombres ON nombres.rowid = id WHERE nombres MATCH ?1")
_POR_CONTACTO = _EN_ORDEN.format(donde="JOIN contactos ON contactos.rowid = id WHERE contactos MATCH ?1")
_POR_CLAVE = _EN_ORDEN.format(donde="WHERE curp BETWEEN ?1 AND ?1 || '~' OR rfc BETWEEN ?1 AND ?1 || '~'")
_QUITAR = (
    "DELETE FROM personas WHERE id = ?",
    "DELETE FROM nombres WHERE rowid = ?",
    "DELETE FROM contactos WHERE rowid = ?",
)
_MENOS_DIGITOS = 4
_DIEZ = 10
_SIN_LADA = 7
_MARCA = "="
_MENOS_LETRAS = 3


class Hallazgo(NamedTuple):
    """A person found, and by what: `nombre`, `clave` (CURP or RFC), `telefono` or `correo`."""

    persona_id: UUID
    nombre: str
    por: str


class Buscador:
    """A search over everybody in a vault. Loads when first used; threads may share it."""

    def __init__(self, boveda: Boveda) -> None:
        self._boveda = boveda
        self._turno = threading.Lock()
        self._secuencia = 0
        self._indice = sqlite3.connect(":memory:", check_same_thread=False)
        self._indice.executescript(_TABLAS)

    def cerrar(self) -> None:
        """Drop the index."""
        self._indice.close()

    def ponerse_al_dia(self) -> int:
        """Read from the vault whoever changed since the last time; how many."""
        with self._turno, self._indice:
            cambios = 0
            secuencia = self._secuencia
            for cambio in self._boveda.cambios(secuencia):
                self._quitar(cambio.persona_id)
                if cambio.persona is not None:
                    self._poner(cambio.persona)
                secuencia = cambio.secuencia
                cambios += 1
            self._secuencia = secuencia
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
            for por, consulta, valor in _consultas(texto):
                for orden, persona, nombre in self._indice.execute(consulta, (valor, limite)):
                    hallados.setdefault(persona, (orden, Hallazgo(UUID(bytes=persona), nombre, por)))
        return [h for _, h in sorted(hallados.values())][:limite]

    def _quitar(self, persona_id: UUID) -> None:
        lugar = self._indice.execute(
            "SELECT id FROM personas WHERE persona = ?", (persona_id.bytes,)
        ).fetchone()
        if lugar is not None:
            for orden in _QUITAR:
                self._indice.execute(orden, lugar)

    def _poner(self, persona: Persona) -> None:
        ficha = (
            persona.persona_id.bytes,
            persona.nombre,
            persona.orden,
            normalizar_curp(persona.curp),
            normalizar_rfc(persona.rfc),
        )
        lugar = self._indice.execute(
            "INSERT INTO personas (persona, nombre, orden, curp, rfc) VALUES (?, ?, ?, ?, ?)", ficha
        ).lastrowid
        self._indice.execute(
            "INSERT INTO nombres (rowid, palabras) VALUES (?, ?)", (lugar, _palabras(persona))
        )
        telefonos = " ".join(_completo_o_marcado(t.numero) for t in persona.telefonos)
        correos = " ".join(normalizar_correo(c) for c in persona.correos)
        self._indice.execute(
            "INSERT INTO contactos (rowid, telefonos, correos) VALUES (?, ?, ?)", (lugar, telefonos, correos)
        )


def _palabras(persona: Persona) -> str:
    partes = (persona.nombre, persona.nombres, persona.apellido_paterno, persona.apellido_materno)
    return " ".join(dict.fromkeys(normalizar(" ".join(partes)).split()))


def _completo_o_marcado(numero: str) -> str:
    digitos = solo_digitos(numero)
    return digitos if len(digitos) >= _DIEZ else _MARCA + digitos


def _consultas(texto: str) -> list[tuple[str, str, str]]:
    """By what, with which query and which value a text is looked for."""
    if "@" in texto:
        correo = normalizar_correo(texto)
        return [("correo", _POR_CONTACTO, _parte("correos", correo))] if len(correo) >= _MENOS_LETRAS else []
    if not any(c.isalpha() for c in texto):
        return [("telefono", _POR_CONTACTO, _parte("telefonos", d)) for d in _telefonos(ultimos_diez(texto))]
    palabras = normalizar(texto).split()
    consultas = [("nombre", _POR_NOMBRE, " ".join(f'"{p}"*' for p in palabras))] if palabras else []
    clave = normalizar_curp(texto)
    if len(clave) >= _MENOS_DIGITOS and len(palabras) == 1:
        consultas.append(("clave", _POR_CLAVE, clave))
    return consultas


def _telefonos(digitos: str) -> list[str]:
    if len(digitos) < _MENOS_DIGITOS:
        return []
    return [digitos, _MARCA + digitos[-_SIN_LADA:]] if len(digitos) == _DIEZ else [digitos]


def _parte(columna: str, valor: str) -> str:
    entre_comillas = valor.replace('"', '""')
    return f'{columna} : "{entre_comillas}"'
