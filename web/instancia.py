"""One installation opened: its log, vault, views and clock, wired together once per process."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from casos.boveda.archivero import Archivero
from casos.boveda.boveda import Boveda
from casos.boveda.busqueda import Buscador
from casos.boveda.motores import Lugar
from casos.casos import Casos
from casos.registro.bitacora import Bitacora
from casos.registro.mapper import HechoIlegible
from casos.reglas import versiones_publicadas
from casos.tiempo import dia_local
from casos.tipo import descubrir
from proyecciones.almacen import Almacen
from proyecciones.proyector import Proyector
from proyecciones.reconstruir import reconstruir
from web import reloj
from web.ajustes import Ajustes, AjustesInvalidos, crear_clave, leer_clave


class InstanciaInexistente(AjustesInvalidos):
    """There is no instance there yet."""

    def __init__(self, instancia: Path) -> None:
        super().__init__(f"En {instancia} no hay una instancia. Créela con «mediacion iniciar».")


@dataclass
class Instancia:
    """What screens and commands work with. Open it after any fork; threads share it."""

    ajustes: Ajustes
    bitacora: Bitacora
    casos: Casos
    boveda: Boveda
    buscador: Buscador
    almacen: Almacen
    proyector: Proyector
    clave: bytes
    ensayo: "Ensayo"
    archivero: Archivero

    def ahora(self) -> datetime:
        """This instant; on a rehearsal instance, moved forward as far as its clock was."""
        return self.ensayo.ahora()

    def hoy(self) -> date:
        """Today in Sonora."""
        return dia_local(self.ahora())

    def al_dia(self, *ids: UUID) -> None:
        """Project these cases at once: what a person did, they see."""
        self.proyector.proyectar(ids)

    def cerrar(self) -> None:
        """Close everything."""
        self.buscador.cerrar()
        self.almacen.close()
        self.boveda.cerrar()
        self.bitacora.close()


class Ensayo:
    """The clock of a rehearsal or demo instance: real time plus what it was moved forward; elsewhere real time."""

    ARCHIVO = "ensayo"

    def __init__(self, instancia: Path) -> None:
        self._archivo = instancia / self.ARCHIVO

    @property
    def permitido(self) -> bool:
        """Whether this instance may be moved in time."""
        return self._archivo.exists()

    @property
    def adelanto(self) -> timedelta:
        """How far the clock was moved forward."""
        try:
            return timedelta(seconds=float(self._archivo.read_text(encoding="ascii") or 0))
        except (FileNotFoundError, ValueError):
            return timedelta()

    def ahora(self) -> datetime:
        """The instance's present."""
        return reloj.ahora() + self.adelanto

    def permitir(self) -> None:
        """Mark the instance as one for rehearsal."""
        if not self.permitido:
            self._archivo.write_text("0", encoding="ascii")

    def adelantar_hasta(self, instante: datetime) -> None:
        """Move the clock forward to an instant; never back."""
        segundos = max((instante - reloj.ahora()).total_seconds(), self.adelanto.total_seconds())
        provisional = self._archivo.with_suffix(".nuevo")
        provisional.write_text(str(segundos), encoding="ascii")
        provisional.replace(self._archivo)


def lugar_de_boveda(ajustes: Ajustes) -> Lugar:
    """Where people's data and keys are: files of the instance, or schemas of the database."""
    if ajustes.base_datos:
        return Lugar.en_postgresql(
            ajustes.base_datos, ajustes.base_claves or ajustes.base_datos, ajustes.instancia
        )
    return Lugar.en(ajustes.instancia)


def iniciar(ajustes: Ajustes) -> None:
    """Create everything that an instance needs, but accounts; harmless when it is there."""
    descubrir()
    ajustes.instancia.mkdir(parents=True, exist_ok=True, mode=0o700)
    ajustes.carpeta_documentos.mkdir(exist_ok=True, mode=0o700)
    for archivo in (ajustes.archivo_clave_sesiones, ajustes.archivo_clave_registro):
        if not archivo.exists():
            crear_clave(archivo)
    Boveda.iniciar(lugar_de_boveda(ajustes))
    bitacora = Bitacora(ajustes.base_datos or ajustes.archivo_hechos)
    try:
        bitacora.registro.crear()
        almacen = Almacen(ajustes.base_datos or ajustes.archivo_vistas)
        almacen.crear()
        almacen.close()
    finally:
        bitacora.close()


class ReglasIlegibles(AjustesInvalidos):
    """The published rules cannot be read: nothing may be decided or shown until they are restored."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"Las reglas publicadas no se pueden leer. {error} Corra «mediacion verificar» y restaure un respaldo."
        )


def abrir(
    ajustes: Ajustes, ahora: Callable[[], datetime] | None = None, *, solo_revisar: bool = False
) -> Instancia:
    """Open an instance; raises InstanciaInexistente, ReglasIlegibles.

    Views that are missing or outdated are rebuilt here, unless one only wants to check what is stored.
    """
    if not ajustes.archivo_clave_registro.exists():
        raise InstanciaInexistente(ajustes.instancia)
    descubrir()
    ensayo = Ensayo(ajustes.instancia)
    clave = leer_clave(ajustes.archivo_clave_registro)
    bitacora = Bitacora(ajustes.base_datos or ajustes.archivo_hechos)
    boveda = Boveda(lugar_de_boveda(ajustes))
    registro = bitacora.registro
    casos = Casos(registro, ahora or ensayo.ahora, clave, boveda.cifrar_texto, versiones_publicadas(registro))
    almacen = Almacen(ajustes.base_datos or ajustes.archivo_vistas)
    almacen.crear()
    proyector = Proyector(casos, almacen)
    if not solo_revisar:
        _con_vistas(proyector)
    archivero = boveda.archivero(ajustes.carpeta_documentos)
    return Instancia(
        ajustes, bitacora, casos, boveda, Buscador(boveda), almacen, proyector, clave, ensayo, archivero
    )


def _con_vistas(proyector: Proyector) -> None:
    try:
        al_corriente = proyector.al_corriente()
    except (HechoIlegible, ValueError) as error:
        raise ReglasIlegibles(error) from error
    if not al_corriente:
        reconstruir(proyector.casos, proyector.almacen)


class Abierta:
    """The instance of this process, opened once, when first asked for, under a lock (never before a fork)."""

    def __init__(self, ajustes: Ajustes) -> None:
        self._ajustes = ajustes
        self._candado = threading.Lock()
        self._instancia: Instancia | None = None

    def __call__(self) -> Instancia:
        """The open instance."""
        if self._instancia is None:
            with self._candado:
                if self._instancia is None:
                    self._instancia = abrir(self._ajustes)
        return self._instancia
