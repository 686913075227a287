"""Tables of the service data: what makes the screens work and is neither a fact nor a view of facts."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadatos = MetaData()


class Instante(TypeDecorator[datetime]):
    """An aware instant; SQLite, which has none, keeps its UTC clock face."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        leido: datetime | None = value
        if leido is None:
            return None
        return leido.replace(tzinfo=UTC) if leido.tzinfo is None else leido.astimezone(UTC)


def _usuario(**opciones: Any) -> Column[str]:
    return Column("usuario", ForeignKey("cuentas.usuario", ondelete="CASCADE"), nullable=False, **opciones)


cuentas = Table(
    "cuentas",
    metadatos,
    Column("usuario", String(40), primary_key=True),
    Column("nombre", String(120), nullable=False),
    Column("rol", String(20), nullable=False),
    Column("sede", String(3), nullable=False, default=""),  # empty: every office
    Column("clave_hash", String(200), nullable=False),
    Column("clave_temporal_hasta", Instante),  # set: must be changed, and before this instant
    Column("activa", Boolean, nullable=False, default=True),
    Column("totp_secreto", LargeBinary),  # encrypted; set: the second factor is asked for
    Column("totp_paso", BigInteger, nullable=False, default=0),  # last 30-second step used: a code works once
    Column("atajos", Boolean, nullable=False, default=True),  # one-key shortcuts (WCAG 2.1.4)
    Column("creada_en", Instante, nullable=False),
    Column("entrada_en", Instante),  # last login
)

codigos_recuperacion = Table(
    "codigos_recuperacion",
    metadatos,
    _usuario(primary_key=True),
    Column("huella", String(64), primary_key=True),
)

sesiones = Table(
    "sesiones",
    metadatos,
    Column("huella", String(64), primary_key=True),  # SHA-256 of the id in the cookie
    _usuario(index=True),
    Column("abierta_en", Instante, nullable=False),
    Column("vista_en", Instante, nullable=False),
    Column("direccion", String(45), nullable=False),
    Column("navegador", String(200), nullable=False),
    Column("aviso", JSON),  # the green bar for the next page
)

intentos = Table(
    "intentos",
    metadatos,
    Column("huella", String(64), primary_key=True),
    Column("fallos", Integer, nullable=False),
    Column("ultimo_en", Instante, nullable=False),
    Column("espera_hasta", Instante, nullable=False),
)

borradores = Table(
    "borradores",
    metadatos,
    _usuario(primary_key=True),
    Column("clave", String(200), primary_key=True),
    Column("datos", JSON, nullable=False),
    Column("guardado_en", Instante, nullable=False),
)

vistas_guardadas = Table(
    "vistas_guardadas",
    metadatos,
    _usuario(primary_key=True),
    Column("pantalla", String(60), primary_key=True),
    Column("nombre", String(60), primary_key=True),
    Column("parametros", JSON, nullable=False),
    Column("guardada_en", Instante, nullable=False),
)

suscripciones = Table(
    "suscripciones",
    metadatos,
    _usuario(primary_key=True),
    Column("huella", String(64), nullable=False, unique=True),  # SHA-256 of the secret in the address
    Column("creada_en", Instante, nullable=False),
    Column("leida_en", Instante),  # when a calendar last asked, to the hour
)

tomados = Table(
    "tomados",
    metadatos,
    Column("caso_id", String(36), primary_key=True),
    Column("tipo", String(60), primary_key=True),
    Column("clave", String(120), primary_key=True),
    _usuario(),
    Column(
        "dia", Date, nullable=False, index=True
    ),  # it holds for this day: nobody keeps a row by going away
    Column("tomado_en", Instante, nullable=False),
)

consultas = Table(
    "consultas",
    metadatos,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("en", Instante, nullable=False, index=True),
    Column("usuario", String(40), nullable=False, index=True),  # no key: it outlives the account
    Column("rol", String(20), nullable=False),
    Column("accion", String(40), nullable=False),
    Column("caso", String(80)),
    Column("proposito", Text, nullable=False, default=""),
    Column("ruta", String(200), nullable=False),
    Column("direccion", String(45), nullable=False),
    Index("consultas_por_caso", "caso", "en"),
)

visitas = Table(
    "visitas",
    metadatos,
    _usuario(primary_key=True),
    Column("lugar", String(60), primary_key=True),
    Column("en", Instante, nullable=False),
)

informes = Table(
    "informes",
    metadatos,
    Column("mes", Date, primary_key=True),
    Column("sede", String(3), primary_key=True),  # empty: every office
    Column("al", Instante, nullable=False),  # what was captured by then is in it
    Column("documento", Text, nullable=False),
    Column("listas", LargeBinary, nullable=False),  # compressed: the rows behind each figure
)
