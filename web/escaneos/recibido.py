"""A scan that was handed in and is not in a case yet: kept encrypted, and carried by the form as a signed token.

So a form that is refused brings it back with its name; the name lives in the page only, never in a fact.
"""

import re
from typing import Annotated, Any, NamedTuple

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import BeforeValidator
from werkzeug.datastructures import FileStorage

from casos.mediacion.escaneos import Escaneo
from web import documentos
from web.actual import ajustes, cuenta, instancia
from web.papeles.codigo import Codigo, leer_codigo

LARGO_DE_NOMBRE = 80
PERDIDO = "El archivo que subió ya no está; elíjalo de nuevo."
_RAROS = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What a name could use to look like another one."""


class Recibido(NamedTuple):
    """A scan in waiting: what the fact will say of it, what it was called, and which papers of ours it shows."""

    escaneo: Escaneo
    nombre: str
    codigos: tuple[Codigo, ...] = ()

    @property
    def resumen(self) -> str:
        """«convenio.pdf, 3 hojas»."""
        hojas = self.escaneo.paginas or 1
        return f"{self.nombre}, {hojas} {'hoja' if hojas == 1 else 'hojas'}"

    def sellar(self) -> str:
        """As a form carries it, for the account that handed it in."""
        partes = [self.escaneo.model_dump(), self.nombre, [str(c) for c in self.codigos], cuenta().usuario]
        return _sellador().dumps(partes)


def _sellador() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or b"", salt="escaneo recibido")


def recibir(archivo: FileStorage) -> Recibido:
    """Look at an uploaded file and keep it. Raises ArchivoNoAdmitido. No more of it is read than is accepted."""
    megas = ajustes().megas_por_envio
    contenido = archivo.stream.read((megas << 20) + 1)
    escaneo, codigos = documentos.recibir(instancia(), contenido, megas)
    return Recibido(escaneo, nombre_de(archivo), codigos)


def nombre_de(archivo: FileStorage) -> str:
    """What the person called a file, without its folder."""
    ultimo = re.split(r"[\\/]", archivo.filename or "")[-1]
    limpio = _RAROS.sub(" ", ultimo).strip() or "escaneo"
    return limpio if len(limpio) <= LARGO_DE_NOMBRE else f"{limpio[: LARGO_DE_NOMBRE - 9]}…{limpio[-8:]}"


def leer_sellado(texto: str) -> Recibido | None:
    """What a form brought back; None if it is not what this account handed in."""
    try:
        escaneo, nombre, codigos, usuario = _sellador().loads(texto)
    except BadSignature:
        return None
    if usuario != cuenta().usuario:
        return None
    leidos = tuple(c for codigo in codigos if (c := leer_codigo(codigo)) is not None)
    return Recibido(Escaneo.model_validate(escaneo), nombre, leidos)


def _escaneo_de(valor: Any) -> Any:
    if not isinstance(valor, str):
        return valor
    recibido = leer_sellado(valor)
    if recibido is None or not instancia().archivero.esta(recibido.escaneo.huella):
        raise ValueError(PERDIDO)
    return recibido.escaneo


EscaneoRecibido = Annotated[Escaneo, BeforeValidator(_escaneo_de)]
"""The type of a form's field that is filled by a file."""


def es_escaneo(anotacion: Any) -> bool:
    """Whether a field of a form is filled by a file: `EscaneoRecibido`, perhaps optional."""
    return anotacion is Escaneo or any(es_escaneo(a) for a in getattr(anotacion, "__args__", ()))
