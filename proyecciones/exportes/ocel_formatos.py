"""The three formats of OCEL 2.0: JSON, XML and SQLite. Objects wait in a spool where events must come after them."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from proyecciones.exportes.ocel import EVENTO, Escritor, Evento, Objeto, en_texto

FORMATOS = {
    ".json": "json", ".jsonocel": "json", ".xml": "xml", ".xmlocel": "xml", ".sqlite": "sqlite", ".db": "sqlite",
}  # fmt: skip
"""The format that each ending of a file asks for."""


def escritor_de(formato: str, archivo: Path) -> Escritor:
    """The writer of a format over a file that does not exist yet."""
    clases: dict[str, type[Any]] = {"json": EnJson, "xml": EnXml, "sqlite": EnSqlite}
    hecho: Escritor = clases[formato](archivo)
    return hecho


class _ConEspera:
    """Objects go to the file, events to a spool that is copied behind them at the end."""

    ENTRE = ""

    def __init__(self, archivo: Path) -> None:
        self.salida: IO[str] = archivo.open("w", encoding="utf-8")
        self.espera: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", dir=archivo.parent)  # noqa: SIM115 - closed at the end
        self._objetos = self._eventos = 0

    def _objeto(self, texto: str) -> None:
        self.salida.write((self.ENTRE if self._objetos else "") + texto)
        self._objetos += 1

    def _evento(self, texto: str) -> None:
        self.espera.write((self.ENTRE if self._eventos else "") + texto)
        self._eventos += 1

    def _cerrar(self, en_medio: str, al_final: str) -> None:
        self.salida.write(en_medio)
        self.espera.seek(0)
        shutil.copyfileobj(self.espera, self.salida)
        self.salida.write(al_final)
        self.espera.close()
        self.salida.close()


class EnJson(_ConEspera):
    """`.json`, `.jsonocel`."""

    ENTRE = ",\n"

    def empezar(self, objetos: dict[str, Any], eventos: Sequence[str]) -> None:
        """The types."""
        tipos = [
            {"name": t, "attributes": [{"name": n, "type": c} for n, c in a]} for t, a in objetos.items()
        ]
        atributos = [{"name": n, "type": c} for n, c in EVENTO]
        sucesos = [{"name": t, "attributes": atributos} for t in eventos]
        self.salida.write(
            f'{{"objectTypes": {_json(tipos)},\n"eventTypes": {_json(sucesos)},\n"objects": [\n'
        )

    def objeto(self, objeto: Objeto) -> None:
        """An object."""
        self._objeto(_json({
            "id": objeto.id, "type": objeto.tipo,
            "attributes": [{"name": n, "time": en_texto(en), "value": v} for n, en, v in objeto.atributos],
            "relationships": [{"objectId": i, "qualifier": q} for i, q in objeto.de],
        }))  # fmt: skip

    def evento(self, evento: Evento) -> None:
        """An event."""
        self._evento(_json({
            "id": evento.id, "type": evento.tipo, "time": en_texto(evento.en),
            "attributes": [{"name": n, "value": _en_json(v)} for n, v in evento.atributos],
            "relationships": [{"objectId": i, "qualifier": q} for i, q in evento.toca],
        }))  # fmt: skip

    def terminar(self) -> None:
        """Put the events behind the objects."""
        self._cerrar('\n],\n"events": [\n', "\n]}\n")


def _json(valor: Any) -> str:
    return json.dumps(valor, ensure_ascii=False, separators=(",", ":"))


def _en_json(valor: Any) -> Any:
    if isinstance(valor, Decimal):
        return float(valor)
    return valor if isinstance(valor, int) else en_texto(valor)


class EnXml(_ConEspera):
    """`.xml`, `.xmlocel`."""

    def empezar(self, objetos: dict[str, Any], eventos: Sequence[str]) -> None:
        """The types."""
        tipos = "".join(_tipo_xml("object-type", t, a) for t, a in objetos.items())
        sucesos = "".join(_tipo_xml("event-type", t, EVENTO) for t in eventos)
        self.salida.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<log>\n<object-types>\n{tipos}</object-types>\n'
            f"<event-types>\n{sucesos}</event-types>\n<objects>\n"
        )

    def objeto(self, objeto: Objeto) -> None:
        """An object."""
        atributos = "".join(
            f"<attribute name={quoteattr(n)} time={quoteattr(en_texto(en))}>{escape(v)}</attribute>"
            for n, en, v in objeto.atributos
        )
        self._objeto(
            f"<object id={quoteattr(objeto.id)} type={quoteattr(objeto.tipo)}>"
            f"<attributes>{atributos}</attributes><objects>{_relaciones(objeto.de)}</objects></object>\n"
        )

    def evento(self, evento: Evento) -> None:
        """An event."""
        atributos = "".join(
            f"<attribute name={quoteattr(n)}>{escape(en_texto(v))}</attribute>" for n, v in evento.atributos
        )
        self._evento(
            f"<event id={quoteattr(evento.id)} type={quoteattr(evento.tipo)} "
            f"time={quoteattr(en_texto(evento.en))}><attributes>{atributos}</attributes>"
            f"<objects>{_relaciones(evento.toca)}</objects></event>\n"
        )

    def terminar(self) -> None:
        """Put the events behind the objects."""
        self._cerrar("</objects>\n<events>\n", "</events>\n</log>\n")


def _relaciones(de: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<relationship object-id={quoteattr(i)} qualifier={quoteattr(q)}/>" for i, q in de)


def _tipo_xml(etiqueta: str, nombre: str, atributos: Sequence[tuple[str, str]]) -> str:
    dentro = "".join(f"<attribute name={quoteattr(n)} type={quoteattr(c)}/>" for n, c in atributos)
    return f"<{etiqueta} name={quoteattr(nombre)}><attributes>{dentro}</attributes></{etiqueta}>\n"


CLASES_SQL = {"string": "TEXT", "time": "TIMESTAMP", "integer": "INTEGER", "float": "REAL"}


class EnSqlite:
    """`.sqlite`, `.db`: the tables that the standard asks for, one for each type."""

    def __init__(self, archivo: Path) -> None:
        self.conexion = sqlite3.connect(archivo, isolation_level=None)
        self._atributos: dict[str, tuple[tuple[str, str], ...]] = {}

    def empezar(self, objetos: dict[str, Any], eventos: Sequence[str]) -> None:
        """Create the tables."""
        self._atributos = objetos
        ejecutar = self.conexion.execute
        ejecutar("PRAGMA synchronous=OFF")
        ejecutar("BEGIN")
        for tabla, columnas in (
            ("event", "ocel_id TEXT PRIMARY KEY, ocel_type TEXT"),
            ("object", "ocel_id TEXT PRIMARY KEY, ocel_type TEXT"),
            ("event_map_type", "ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT"),
            ("object_map_type", "ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT"),
            ("event_object", "ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT"),
            ("object_object", "ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT"),
        ):
            ejecutar(f"CREATE TABLE {tabla} ({columnas})")
        for tipo, atributos in objetos.items():
            columnas = ", ".join(f'"{n}" {CLASES_SQL[c]}' for n, c in atributos)
            self._tabla("object", tipo, f"ocel_changed_field TEXT{', ' if columnas else ''}{columnas}")
        de_evento = ", ".join(f'"{n}" {CLASES_SQL[c]}' for n, c in EVENTO)
        for tipo in eventos:
            self._tabla("event", tipo, de_evento)

    def _tabla(self, clase: str, tipo: str, columnas: str) -> None:
        self.conexion.execute(f"INSERT INTO {clase}_map_type VALUES (?, ?)", (tipo, _sin_espacios(tipo)))  # noqa: S608
        self.conexion.execute(
            f'CREATE TABLE "{clase}_{_sin_espacios(tipo)}" (ocel_id TEXT, ocel_time TIMESTAMP, {columnas})'
        )

    def objeto(self, objeto: Objeto) -> None:
        """An object, with a row for each change of an attribute."""
        poner = self.conexion.execute
        poner("INSERT INTO object VALUES (?, ?)", (objeto.id, objeto.tipo))
        tabla = f'"object_{_sin_espacios(objeto.tipo)}"'
        primeros = {n: v for n, _, v in reversed(objeto.atributos)}
        conocidos = [n for n, _ in self._atributos[objeto.tipo]]
        marcas = ", ".join("?" for _ in range(3 + len(conocidos)))
        poner(
            f"INSERT INTO {tabla} VALUES ({marcas})",  # noqa: S608 - our own names
            (objeto.id, "1970-01-01 00:00:00", None, *(primeros.get(n) for n in conocidos)),
        )
        for nombre, en, valor in objeto.atributos:
            fila = [valor if n == nombre else None for n in conocidos]
            poner(f"INSERT INTO {tabla} VALUES ({marcas})", (objeto.id, en_texto(en), nombre, *fila))  # noqa: S608
        self.conexion.executemany(
            "INSERT INTO object_object VALUES (?, ?, ?)", [(objeto.id, i, q) for i, q in objeto.de]
        )

    def evento(self, evento: Evento) -> None:
        """An event."""
        dados = dict(evento.atributos)
        valores = [_en_json(dados[n]) if n in dados else None for n, _ in EVENTO]
        marcas = ", ".join("?" for _ in range(2 + len(EVENTO)))
        self.conexion.execute("INSERT INTO event VALUES (?, ?)", (evento.id, evento.tipo))
        self.conexion.execute(
            f'INSERT INTO "event_{_sin_espacios(evento.tipo)}" VALUES ({marcas})',  # noqa: S608 - our own names
            (evento.id, en_texto(evento.en), *valores),
        )
        self.conexion.executemany(
            "INSERT INTO event_object VALUES (?, ?, ?)", [(evento.id, i, q) for i, q in evento.toca]
        )

    def terminar(self) -> None:
        """Commit and close."""
        self.conexion.execute("COMMIT")
        self.conexion.close()


def _sin_espacios(tipo: str) -> str:
    return "".join(parte.capitalize() for parte in tipo.replace("_", " ").split())
