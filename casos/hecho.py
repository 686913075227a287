"""Facts: what happened. A fact is a frozen pydantic model; its stored name is independent of its module."""

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

PREFIJO_CIFRADO = "cifrado:"


def sin_control(texto: str) -> str:
    """Refuse C0 control characters (tab and new line are welcome): PostgreSQL cannot keep them in text."""
    if _CONTROL.search(texto):
        raise ValueError("El texto trae caracteres que no se pueden guardar; escríbalo de nuevo.")
    return texto


Texto = Annotated[str, AfterValidator(sin_control)]
"""Free text that never speaks of a person: codes, places, names of offices and of public servants."""


class TextoPrivado(str):
    """Free text that may speak of a person.

    In a decision it is clear text. The writer stores it encrypted under the key of the case's debtor, as
    `cifrado:…`; whoever reads the log keeps that token and only a page asks the vault to open it.
    """

    __slots__ = ()

    @property
    def esta_cifrado(self) -> bool:
        """Whether this is a token of the vault and not yet (or no longer) clear text."""
        return self.startswith(PREFIJO_CIFRADO)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda texto: cls(sin_control(texto)), core_schema.str_schema(max_length=40_000)
        )


class Hecho(BaseModel):
    """Something that happened in a case. Frozen; without id, clock or personal data.

    `introduce` names the fields whose value this fact brings into the case or settles (a session number, an
    agreement, a payment's folio): a later fact with the same field and value depends on it, and so hinders its
    annulment. `nombra` pairs a field with the one whose value it names under another word (`por` an agreement,
    `evidencia` a hash). What `es_definitivo` is never annulled.
    `version` is the number of its stored form; `actualiza` turns the JSON of version n into that of n + 1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64")

    version: ClassVar[int] = 1
    introduce: ClassVar[tuple[str, ...]] = ()
    nombra: ClassVar[tuple[tuple[str, str], ...]] = ()
    es_definitivo: ClassVar[bool] = False
    actualiza: ClassVar[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
    es_tecnico: ClassVar[bool] = False
    """Shown only under "todo": it tells nothing that a person did or must know."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        otro = HECHOS.get(cls.__name__)
        if otro is not None and (otro.__module__, otro.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"Two facts are called {cls.__name__}: {otro.__module__} and {cls.__module__}")
        HECHOS[cls.__name__] = cls

    @classmethod
    def nombre(cls) -> str:
        """The stored name, without version."""
        return cls.__name__

    @classmethod
    def tema(cls) -> str:
        """What the log's `topic` column holds: the name, and `@n` from the second stored form on."""
        return cls.__name__ if cls.version == 1 else f"{cls.__name__}@{cls.version}"


HECHOS: dict[str, type[Hecho]] = {}
"""Every fact by its stored name: the allow-list of the mapper."""


def campos_privados(clase: type[Hecho]) -> tuple[str, ...]:
    """The names of the fields of `clase` that hold a `TextoPrivado`."""
    return tuple(
        nombre
        for nombre, campo in clase.model_fields.items()
        if campo.annotation is TextoPrivado or TextoPrivado in get_args(campo.annotation)
    )


class Anulado(Hecho):
    """Earlier entries of the case do not count: they were captured by mistake.

    The fold skips them, the history shows both. It can itself never be annulled; what was taken away is
    captured again.
    """

    es_definitivo = True
    versiones: tuple[int, ...]
    motivo: TextoPrivado
