"""Tables of the vault: one definition for both engines. Nothing in them is legible without the keys."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

DATOS = MetaData()
CLAVES = MetaData()

_SERIE = BigInteger().with_variant(Integer(), "sqlite")

versiones = Table(
    "versiones",
    DATOS,
    Column("secuencia", _SERIE, primary_key=True, autoincrement=True),
    Column("persona_id", Uuid(), nullable=False),
    Column("version", Integer, nullable=False),
    Column("desde", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("clase", String(8), nullable=False),
    Column("cifrado", LargeBinary),  # only of class `datos`
    UniqueConstraint("persona_id", "version"),
    sqlite_autoincrement=True,
)
"""Every version of every person; the last one is in force. `olvido` and `retiro` mean that there is none."""

indices = Table(
    "indices",
    DATOS,
    Column("huella", LargeBinary, nullable=False),  # HMAC of field and value
    Column("persona_id", Uuid(), nullable=False),
    Column("maestra", String(8), nullable=False),
    PrimaryKeyConstraint("huella", "persona_id"),
    Index("indices_persona", "persona_id"),
    sqlite_with_rowid=False,
)
"""Blind index of the version in force."""

envolturas = Table(
    "envolturas",
    DATOS,
    Column("huella", String(64), nullable=False),  # SHA-256 of the clear file
    Column("persona_id", Uuid(), nullable=False),
    Column("desde", BigInteger, nullable=False),
    Column("envuelta", LargeBinary, nullable=False),
    PrimaryKeyConstraint("huella", "persona_id"),
    Index("envolturas_persona", "persona_id"),
    sqlite_with_rowid=False,
)
"""The key of each scan, wrapped for everyone whom it concerns."""

llaves = Table(
    "llaves",
    CLAVES,
    Column("serie", _SERIE, primary_key=True, autoincrement=True),
    Column("persona_id", Uuid(), nullable=False, unique=True),
    Column("maestra", String(8), nullable=False),
    Column("envuelta", LargeBinary, nullable=False),
)
"""Wrapped keys; destroyed is forty zeros, which also says that there was a key. Rows are only appended and
overwritten with as many bytes, so that SQLite never moves one and leaves a stale copy in its page."""
