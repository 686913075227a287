"""What lies on the disk: nobody's data before, no usable key afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from casos.boveda import Lugar
from casos.boveda.tablas import llaves
from tests.casos.boveda.gente import COMPLETA, LUNES, MARTES, persona, telefonos

GENTE = [
    persona(
        f"Canaria{n:04} Peñúñuri{n:04}",
        curp=f"CANA{n:04}14MSRXXN07",
        telefonos=telefonos(f"+52662777{n:04}"),
        correos=(f"canaria{n:04}@ejemplo.mx",),
        ocupacion=f"oficio-{n:04}",
    )
    for n in range(700)
]
OLVIDADAS = GENTE[::17]


def datos_de(alguien) -> list[bytes]:
    """Five canaries of a person, as they would lie in clear."""
    return [
        alguien.nombre.encode(),
        alguien.curp.encode(),
        alguien.telefonos[0].numero[-10:].encode(),
        alguien.correos[0].encode(),
        alguien.ocupacion.encode(),
    ]


def archivos(lugar: Lugar, url: str | None = None) -> Iterator[bytes]:
    """The bytes of every file of a vault: on PostgreSQL, those of its database after a checkpoint."""
    carpetas = [lugar.maestra.parent.parent]
    if url is not None:
        motor = create_engine(url, isolation_level="AUTOCOMMIT")
        with motor.connect() as conexion:
            conexion.execute(text("CHECKPOINT"))
            raiz = conexion.scalar(text("SHOW data_directory"))
            base = conexion.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        motor.dispose()
        carpetas.append(Path(raiz, "base", str(base)))
    for carpeta in carpetas:
        for archivo in carpeta.rglob("*"):
            if archivo.is_file():
                yield archivo.read_bytes()


def llaves_guardadas(boveda) -> dict[object, bytes]:
    with boveda._llavero._almacen.leyendo() as conexion:
        return {f.persona_id: f.envuelta for f in conexion.execute(llaves.select())}


@pytest.fixture
def url(lugar: Lugar) -> str | None:
    return None if lugar.datos.startswith("sqlite") else lugar.datos


def test_los_archivos_nunca_llevan_datos_en_claro(lugar, url, boveda):
    boveda.guardar_varias(GENTE[:50], LUNES)
    boveda.guardar(COMPLETA, LUNES)
    boveda.cifrar_texto(COMPLETA.persona_id, "una nota privada", "caso")
    todo = b"".join(archivos(lugar, url))
    assert GENTE[0].persona_id.bytes in todo or GENTE[0].persona_id.hex.encode() in todo, "nothing was read"
    for alguien in (*GENTE[:50], COMPLETA):
        for canario in datos_de(alguien):
            assert canario not in todo


def test_despues_de_olvidar_ningun_archivo_guarda_la_clave(lugar, url, boveda):
    for n in range(0, len(GENTE), 350):
        boveda.guardar_varias(GENTE[n : n + 350], LUNES)
    boveda.rotar_maestra()
    antes = llaves_guardadas(boveda)
    vivas = [p for p in GENTE if p not in OLVIDADAS]
    for alguien in OLVIDADAS:
        boveda.olvidar(alguien.persona_id, MARTES)
    todo = b"".join(archivos(lugar, url))
    for alguien in vivas[:20]:
        assert antes[alguien.persona_id] in todo, "the search finds what is there"
    assert [p.nombre for p in OLVIDADAS if antes[p.persona_id] in todo] == []


def test_despues_de_barrer_ningun_archivo_guarda_la_clave(lugar, url, boveda):
    boveda.guardar_varias(GENTE[:300], LUNES)
    antes = llaves_guardadas(boveda)
    en_uso = {p.persona_id for p in GENTE[:300:2]}
    assert boveda.barrer_huerfanas(en_uso, MARTES, MARTES) == 150
    todo = b"".join(archivos(lugar, url))
    assert all(antes[p] in todo for p in en_uso)
    assert [p for p, llave in antes.items() if p not in en_uso and llave in todo] == []


def test_los_demas_se_leen_despues_de_olvidar_a_muchos(boveda):
    boveda.guardar_varias(GENTE[:300], LUNES)
    for alguien in GENTE[:300:10]:
        boveda.olvidar(alguien.persona_id, MARTES)
    quedan = [p for n, p in enumerate(GENTE[:300]) if n % 10]
    assert boveda.leer_varias(p.persona_id for p in quedan) == {p.persona_id: p for p in quedan}


def test_los_archivos_son_solo_de_su_duenio(lugar_sqlite, abrir):
    abrir(lugar_sqlite).guardar(COMPLETA, LUNES)
    carpeta = lugar_sqlite.maestra.parent.parent
    secretos = [a for a in carpeta.rglob("*") if a.is_file() and a.suffix != ".lock"]
    assert {a.name for a in secretos} >= {
        "boveda.sqlite",
        "claves.sqlite",
        "maestra.key",
        "claves.sqlite-wal",
    }
    assert [a.name for a in secretos if a.stat().st_mode & 0o077] == []
