"""Settings of one installation: `MEDIACION_*` in the environment, and where its files are."""

import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from web.mensajes import por_campo

_NECESITA = {
    "correo_usuario": ("correo_clave_archivo", "el archivo con la contraseña de esa cuenta"),
    "sello_para": ("correo_servidor", "el servidor que envía el correo"),
    "tsa_url": ("tsa_certificado", "el archivo con el certificado de esa autoridad"),
}


def _direccion(valor: str) -> str:
    if not re.fullmatch(r"[!-?A-~]+@[A-Za-z0-9.-]+", valor):
        raise ValueError(f"«{valor}» no es una dirección de correo; escríbala como nombre@dominio.")
    return valor


Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Seguridad = Literal["starttls", "tls", "ninguna"]
Direccion = Annotated[str, AfterValidator(_direccion)]
Texto = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]

LARGO_MINIMO_CLAVE = 32
"""Bytes of the key that signs cookies; a shorter one is refused (ASVS 13.3.1)."""


class AjustesInvalidos(ValueError):
    """A setting or a key cannot be used; the text says which one and what to do."""


class Ajustes(BaseSettings):
    """Every setting, with the value that a small office needs. `leer_ajustes` reads them."""

    model_config = SettingsConfigDict(env_prefix="MEDIACION_", frozen=True, extra="ignore")

    instancia: Path = Path("instancia")
    base_datos: str = ""
    base_claves: str = ""
    """Another PostgreSQL database for people's keys, so that a dump of the data opens nothing; empty: the same."""
    host: str = "127.0.0.1"
    puerto: int = Field(default=8000, ge=1, le=65535)

    https: bool = False
    """Whether people reach us by https: Secure `__Host-` cookies and HSTS."""
    proxies: int = Field(default=0, ge=0, le=5)
    """How many reverse proxies of ours stand in front; 0 ignores every X-Forwarded-* header."""
    nombres_servidor: Annotated[tuple[str, ...], NoDecode] = ()
    """Host names that are answered, separated by commas; none given answers to any."""

    minutos_sin_uso: int = Field(default=30, ge=5, le=120)
    horas_de_sesion: int = Field(default=12, ge=1, le=24)
    dias_de_borrador: int = Field(default=7, ge=1, le=60)
    megas_por_envio: int = Field(default=20, ge=1, le=200)

    correo_servidor: str = ""
    """The SMTP server; empty: no mail is sent."""
    correo_puerto: int = Field(default=587, ge=1, le=65535)
    correo_seguridad: Seguridad = "starttls"
    correo_clave_archivo: Path | None = None
    """A file that holds the mail account's password."""
    correo_usuario: str = ""
    correo_de: Direccion = "mediacion@localhost"
    sello_para: Annotated[tuple[Direccion, ...], NoDecode] = ()
    """To whom the day's seal is mailed, separated by commas: people outside the office who keep it."""
    tsa_certificado: Path | None = None
    """PEM file with the certificates against which time stamps are held (the root, and any in between)."""
    tsa_url: str = ""
    """A time-stamping authority (RFC 3161) for the day's seal; empty: none."""

    nombre_sistema: Texto = "Mediación"
    nombre_instituto: Texto = "Instituto de Becas y Crédito Educativo del Estado de Sonora"
    logo: Path | None = None
    color_principal: Color = "#611232"
    color_alerta: Color = "#9b2247"
    color_hecho: Color = "#1e5b4f"
    color_hoy: Color = "#7a5c12"

    @field_validator("base_datos", "base_claves")
    @classmethod
    def _solo_postgresql(cls, valor: str) -> str:
        if valor and not valor.startswith("postgresql://"):
            raise ValueError("Déjelo vacío para usar SQLite, o escriba una dirección postgresql://…")
        return valor

    @field_validator("correo_seguridad", mode="before")
    @classmethod
    def _una_de_tres(cls, valor: object) -> object:
        if valor not in get_args(Seguridad):
            raise ValueError("Elija starttls, tls o ninguna.")
        return valor

    @field_validator("tsa_url")
    @classmethod
    def _solo_http(cls, valor: str) -> str:
        if valor and not valor.startswith(("http://", "https://")):
            raise ValueError("Escriba una dirección http:// o https://")
        return valor

    @field_validator("correo_usuario", "sello_para", "tsa_url")
    @classmethod
    def _con_lo_que_necesita(cls, valor: object, info: ValidationInfo) -> object:
        """None of these is of use alone: each with the setting before it that it needs."""
        necesita, que_es = _NECESITA[str(info.field_name)]
        if valor and not info.data.get(necesita, True):
            raise ValueError(f"Dé también MEDIACION_{necesita.upper()}: {que_es}.")
        return valor

    @field_validator("nombres_servidor", "sello_para", mode="before")
    @classmethod
    def _por_comas(cls, valor: object) -> object:
        return (
            tuple(parte.strip() for parte in valor.split(",") if parte.strip())
            if isinstance(valor, str)
            else valor
        )

    def leer_clave_de_correo(self) -> str:
        """The mail account's password. Raises OSError."""
        if self.correo_clave_archivo is None:
            raise OSError("Falta MEDIACION_CORREO_CLAVE_ARCHIVO: el archivo con la contraseña del correo.")
        try:
            return self.correo_clave_archivo.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise OSError(
                f"No se puede leer {self.correo_clave_archivo}: revise MEDIACION_CORREO_CLAVE_ARCHIVO."
            ) from error

    @property
    def archivo_hechos(self) -> Path:
        """The log."""
        return self.instancia / "hechos.sqlite"

    @property
    def archivo_vistas(self) -> Path:
        """The views; deleting it loses nothing."""
        return self.instancia / "vistas.sqlite"

    @property
    def archivo_boveda(self) -> Path:
        """People's data, encrypted one by one."""
        return self.instancia / "boveda.sqlite"

    @property
    def archivo_llavero(self) -> Path:
        """People's keys, each wrapped by the master key."""
        return self.instancia / "claves.sqlite"

    @property
    def archivo_servicio(self) -> Path:
        """Accounts, sessions, drafts: what makes the screens work and is no fact."""
        return self.instancia / "servicio.sqlite"

    @property
    def carpeta_documentos(self) -> Path:
        """Scans and other files that people handed in."""
        return self.instancia / "documentos"

    @property
    def carpeta_claves(self) -> Path:
        """Keys, apart from the data they open."""
        return self.instancia / "claves"

    @property
    def archivo_clave_sesiones(self) -> Path:
        """The key that signs cookies and forms and covers the second factor's secrets."""
        return self.carpeta_claves / "sesiones.key"

    @property
    def archivo_clave_registro(self) -> Path:
        """The key that authenticates the log's entries; the database never holds it."""
        return self.carpeta_claves / "registro.key"

    @property
    def archivo_sellos(self) -> Path:
        """Leaves and checkpoints of the log's seals, apart from the log."""
        return self.instancia / "sellos.sqlite"

    @property
    def archivo_llave_sellos(self) -> Path:
        """The key that signs the checkpoints."""
        return self.carpeta_claves / "sello.key"


def leer_ajustes() -> Ajustes:
    """The settings of this environment. Raises AjustesInvalidos naming each variable that cannot be used."""
    try:
        return Ajustes()
    except ValidationError as invalidos:
        lista = [
            f"MEDIACION_{campo.upper()}: {mensaje}"
            for campo, mensaje in por_campo(invalidos.errors(include_url=False)).items()
        ]
        raise AjustesInvalidos("Revise estos ajustes:\n" + "\n".join(lista)) from None


def crear_clave(archivo: Path) -> None:
    """Write a new random key that only its owner can read. Raises FileExistsError rather than replace one."""
    archivo.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(archivo, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as salida:
        salida.write(secrets.token_hex(LARGO_MINIMO_CLAVE))


def leer_clave(archivo: Path) -> bytes:
    """The key written by `crear_clave`. Raises AjustesInvalidos if it is missing or too short."""
    try:
        clave = bytes.fromhex(archivo.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise AjustesInvalidos(
            f"Falta la clave {archivo}. Prepare la instancia con «mediacion iniciar»."
        ) from None
    except (OSError, ValueError):
        raise AjustesInvalidos(f"No se puede leer la clave {archivo}; debe ser texto hexadecimal.") from None
    if len(clave) < LARGO_MINIMO_CLAVE:
        raise AjustesInvalidos(
            f"La clave {archivo} es demasiado corta; debe tener {LARGO_MINIMO_CLAVE} bytes."
        )
    return clave
