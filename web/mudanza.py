"""One installation carried whole to an empty one, of the same engine or the other: log, people, service data.

The log goes first and the vault after it, since a person is written before the fact that names them: the copy
holds everybody whom its facts name. Views are not carried: they are computed again.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from casos.boveda import Boveda, BovedaIlegible
from casos.registro import copia
from casos.registro.base import RegistroConHechos
from casos.registro.bitacora import Bitacora
from casos.registro.copia import Huella, huella
from web import almacen, instancia
from web.ajustes import Ajustes
from web.almacen import Almacen
from web.almacen.copia import ServicioConDatos
from web.almacen.copia import copiar as copiar_servicio
from web.instancia import Instancia

Avance = Callable[[int, int], None]
ARCHIVOS_DE_SQLITE = ("hechos", "vistas", "boveda", "claves", "servicio")
"""The files of an installation that a database server replaces."""
APARTADO = "antes-de-mudar"


class MudanzaImposible(ValueError):
    """The installation cannot be carried there; the text says why and what to do. The origin stays as it was."""


def copiar(origen: Instancia, destino: Ajustes, avance: Avance | None = None) -> None:
    """Carry everything into `destino`, which has the keys of the origin and is empty. Raises MudanzaImposible."""
    total = origen.casos.registro.contar()[0]
    try:
        instancia.iniciar(destino)
        with (
            closing(Bitacora(destino.base_datos or destino.archivo_hechos)) as bitacora,
            Boveda(instancia.lugar_de_boveda(destino)) as boveda,
            _servicio(origen.ajustes) as de,
            _servicio(destino) as a,
        ):
            a.crear()
            copia.copiar(
                origen.casos.registro, bitacora.registro, avance and (lambda hechos: avance(hechos, total))
            )
            origen.boveda.copiar_en(boveda)
            copiar_servicio(de, a)
    except (RegistroConHechos, ServicioConDatos) as error:
        raise MudanzaImposible(
            "El destino ya tiene datos de Mediación; use una base de datos o una carpeta vacía."
        ) from error
    except BovedaIlegible as error:
        raise MudanzaImposible(str(error)) from error


@contextmanager
def _servicio(ajustes: Ajustes) -> Iterator[Almacen]:
    abierto = almacen.abrir(ajustes)
    try:
        yield abierto
    finally:
        abierto.motor.dispose()


def mudar(origen: Instancia, base_datos: str, avance: Avance | None = None) -> Huella:
    """Carry an installation to another engine in the same directory; what both logs now have in common.

    `base_datos` is the address of an empty PostgreSQL database, or empty for SQLite. Nobody may write meanwhile.
    Raises MudanzaImposible, also when somebody did.
    """
    destino = origen.ajustes.model_copy(update={"base_datos": base_datos})
    antes = huella(origen.casos.registro)
    copiar(origen, destino, avance)
    llegada = instancia.abrir(destino)
    try:
        igual = huella(llegada.casos.registro) == antes
    finally:
        llegada.cerrar()
    if not igual or huella(origen.casos.registro) != antes:
        raise MudanzaImposible(
            "Alguien escribió durante la mudanza. Detenga «mediacion servir», vacíe el destino y repita; "
            "se sigue trabajando donde estaba."
        )
    return antes


def apartar_sqlite(ajustes: Ajustes, cuando: str) -> str:
    """Put the SQLite files aside after a move, so that nobody goes on writing in them; the folder's name."""
    aparte = ajustes.instancia / f"{APARTADO}-{cuando}"
    aparte.mkdir(mode=0o700)
    for nombre in ARCHIVOS_DE_SQLITE:
        for archivo in ajustes.instancia.glob(f"{nombre}.sqlite*"):
            archivo.rename(aparte / archivo.name)
    return aparte.name
