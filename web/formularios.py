"""A form is a pydantic model: read it, say in Spanish what is wrong, show it again with what was typed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.datastructures import MultiDict

from casos.decision import Desfase, Rechazo
from web.actual import almacen, cuenta, cuenta_o_nadie
from web.almacen import borradores
from web.escaneos import recibido
from web.escaneos.examen import ArchivoNoAdmitido
from web.formato import fecha_de_captura
from web.mensajes import por_campo

OCULTOS = frozenset({"csrf_token", "pedido", "visto", "borrador"})
"""What every form carries besides its own fields (macro `c.formulario`)."""


class Campos(BaseModel):
    """Base of every form model: unknown fields are refused, so nothing can be slipped in (ASVS 15.3.3)."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    con_borrador: ClassVar[bool] = True
    """Whether what is being written is kept; never of passwords and codes."""


M = TypeVar("M", bound=Campos)


class FormularioInvalido(Exception):
    """`datos` was asked of a form that has errors; `intentar` takes it."""


class Formulario(Generic[M]):
    """What a template needs of a form: values as typed, and `errores` by field (the empty name: of it all).

    `pedido` is its request id, `visto` the version of the case on screen, `borrador` the name under which
    what is being written is kept (empty: it is not kept; if not given, the page's address and the model's name).
    `recuperado` is when what it shows was written, if it was kept and not sent.
    """

    def __init__(
        self,
        modelo: type[M],
        valores: Mapping[str, Any] | None = None,
        *,
        visto: int | None = None,
        borrador: str | None = None,
        prefijo: str = "f",
    ) -> None:
        """A form to be filled in; a second one on a page needs its own `prefijo`."""
        self.modelo, self.visto, self.prefijo = modelo, visto, prefijo
        self.borrador = _borrador_de(modelo) if borrador is None else borrador
        self.valores: dict[str, Any] = {
            nombre: _como_texto(valor) for nombre, valor in (valores or {}).items()
        }
        self.errores: dict[str, str] = {}
        self.pedido: UUID = uuid4()
        self.recuperado: datetime | None = None
        self.desfasado = False
        self.recien_subidos: set[str] = set()
        self._etiquetas: dict[str, str] = {}
        self._datos: M | None = None
        guardado = borradores.leer(almacen(), cuenta().usuario, self.borrador) if self.borrador else None
        if guardado:
            self.valores.update(guardado.datos)
            self.recuperado = guardado.guardado_en

    @property
    def datos(self) -> M:
        """The model, if it could be read. Raises FormularioInvalido."""
        if self._datos is None or self.errores:
            raise FormularioInvalido
        return self._datos

    def rechazar(self, motivo: str, campo: str = "") -> None:
        """Add an error that reading could not see, to one field or to all of it."""
        self.errores.setdefault(campo, motivo)

    @contextmanager
    def intentar(self) -> Iterator[None]:
        """Do something with `datos`; what is invalid or refused (Rechazo) stays in `errores` to be shown.

        `with form.intentar(): … return volver(…)` and after it the page again with 422.
        When the case moved on meanwhile, that is said too, and the form is sent again knowing of it. A
        PedidoRepetido goes on up.
        """
        try:
            yield
        except FormularioInvalido:
            pass
        except Desfase as desfase:
            self.rechazar(str(desfase))
            self.visto, self.desfasado = desfase.actual, True
        except Rechazo as rechazo:
            if type(rechazo) is not Rechazo:
                raise
            self.rechazar(str(rechazo))
        else:
            if self.borrador:
                borradores.borrar(almacen(), cuenta().usuario, self.borrador)

    def _leer(self, enviados: MultiDict[str, str]) -> None:
        self.valores = {
            nombre: enviados.getlist(nombre) if self._es_lista(nombre) else enviados[nombre]
            for nombre in enviados
        }
        self.pedido = self._identificador(self.valores.pop("pedido", ""))
        visto = str(self.valores.pop("visto", ""))
        self.visto = int(visto) if visto.isascii() and visto.isdigit() and len(visto) < 10 else None
        self.borrador = str(self.valores.pop("borrador", ""))[:200]
        self.valores.pop("csrf_token", None)
        try:
            self._datos = self.modelo.model_validate(_sin_vacios(self.valores))
        except ValidationError as invalido:
            self.errores = por_campo(invalido.errors(include_url=False))

    def _es_lista(self, nombre: str) -> bool:
        campo = self.modelo.model_fields.get(nombre)
        return campo is not None and getattr(campo.annotation, "__origin__", None) in (
            list,
            tuple,
            set,
            frozenset,
        )

    def _identificador(self, texto: object) -> UUID:
        try:
            return UUID(str(texto))
        except ValueError:
            return uuid4()

    def id(self, nombre: str) -> str:
        """The element's id of a field."""
        return f"{self.prefijo}-{nombre}"

    def valor(self, nombre: str) -> str:
        """What the field shows."""
        valor = self.valores.get(nombre, "")
        return valor[0] if isinstance(valor, list) and valor else str(valor or "")

    def marcados(self, nombre: str) -> list[str]:
        """The checked values of a field of several."""
        valor = self.valores.get(nombre, [])
        return valor if isinstance(valor, list) else [valor]

    def tiene(self, nombre: str) -> bool:
        """Whether the page shows such a field."""
        return nombre in self._etiquetas

    def es_opcional(self, nombre: str) -> bool:
        """Whether it may be left blank."""
        campo = self.modelo.model_fields.get(nombre)
        return campo is not None and not campo.is_required()

    def rotular(self, nombre: str, etiqueta: str) -> str:
        """Note what the page calls a field, and give it back."""
        self._etiquetas[nombre] = etiqueta
        return etiqueta

    def etiqueta(self, nombre: str) -> str:
        """What the summary of errors calls a field."""
        return self._etiquetas[nombre]


def _borrador_de(modelo: type[Campos]) -> str:
    if not modelo.con_borrador or cuenta_o_nadie() is None:
        return ""
    return f"{uuid5(NAMESPACE_URL, request.full_path)}/{modelo.__name__}"


def _como_texto(valor: Any) -> Any:
    """A first value as a person would type it."""
    match valor:
        case None:
            return ""
        case bool():
            return "true" if valor else ""
        case Decimal():
            return f"{valor:,.2f}"
        case date():
            return fecha_de_captura(valor)
        case time():
            return f"{valor.hour}:{valor.minute:02}"
        case list() | tuple():
            return [str(parte) for parte in valor]
    return str(valor)


def _sin_vacios(valores: Mapping[str, Any]) -> dict[str, Any]:
    """Blank fields were not filled in: dropped, so that pydantic says *missing* or takes the default."""
    return {
        nombre: valor
        for nombre, valor in valores.items()
        if (any(parte.strip() for parte in valor) if isinstance(valor, list) else valor.strip())
    }


def leer(modelo: type[M], *, prefijo: str = "f") -> Formulario[M]:
    """The form that was sent. Keeps its `pedido`, so that sending it twice is recognised.

    A file that comes with it is kept at once, whatever becomes of the rest; `recien_subidos` says of which fields.
    """
    form = Formulario(modelo, borrador="", prefijo=prefijo)
    enviados, rehusados = MultiDict(request.form), {}
    for nombre in _de_archivo(modelo):
        archivo = request.files.get(nombre)
        if archivo is None or not archivo.filename:
            continue
        try:
            enviados[nombre] = recibido.recibir(archivo).sellar()
            form.recien_subidos.add(nombre)
        except ArchivoNoAdmitido as rehusado:
            rehusados[nombre] = str(rehusado)
    form._leer(enviados)
    form.errores |= rehusados
    return form


def _de_archivo(modelo: type[Campos]) -> list[str]:
    """The fields that a file fills: what a form carries of them is the token of a file kept before."""
    return [nombre for nombre, campo in modelo.model_fields.items() if recibido.es_escaneo(campo.annotation)]
