"""What commands and screens need to import: the office of this instance, its files, and who may import what."""

import logging
import threading
from typing import TYPE_CHECKING
from uuid import UUID

from casos.asiento import Acto, Origen
from casos.boveda.errores import BovedaNoDisponible
from casos.decision import ADMINISTRADOR, CONTABILIDAD, COORDINADOR, RESPONSABLE, Rechazo
from casos.importacion.directorio import Equipo, Oficina, Responsable
from casos.importacion.palabras import lista
from casos.importacion.servicio import Envio, confirmar, lote_de
from casos.importacion.vista_previa import Clase, VistaPrevia
from casos.lote import CONSOLA
from casos.registro.base import RegistroNoDisponible
from proyecciones.consultas.importacion import DirectorioDeVistas
from web.almacen import Almacen
from web.almacen import cuentas as filas
from web.envios import Envios, Guardado

if TYPE_CHECKING:
    from web.instancia import Instancia

registro = logging.getLogger("mediacion.importar")

QUIEN_IMPORTA: dict[Clase, tuple[str, ...]] = {
    Clase.AGENDA: (RESPONSABLE, COORDINADOR),
    Clase.CARTERA: (COORDINADOR, ADMINISTRADOR),
    Clase.PAGOS: (CONTABILIDAD,),
}
NOMBRES = {Clase.AGENDA: "la agenda", Clase.CARTERA: "la cartera", Clase.PAGOS: "los pagos"}


def oficina(instancia: "Instancia", cuentas: Almacen) -> Oficina:
    """The office of an instance, with its views brought to the end of the log."""
    instancia.proyector.ponerse_al_dia()
    activos = tuple(
        Responsable(c.usuario, c.nombre, c.sede)
        for c in filas.listar(cuentas)
        if c.activa and c.rol == RESPONSABLE
    )
    return Oficina(instancia.casos, instancia.boveda, DirectorioDeVistas(instancia.almacen), Equipo(activos))


def envios(instancia: "Instancia") -> Envios:
    """The files of an instance that are on their way in."""
    return Envios(instancia.ajustes.carpeta_documentos / "envios", instancia.clave)


def acto_de_consola(clase: Clase) -> Acto:
    """Who imports from the command line: the server's own hand, as the role that the file needs."""
    return Acto(CONSOLA, CONTABILIDAD if clase is Clase.PAGOS else COORDINADOR, "", Origen.IMPORTACION)


def envio_de(instancia: "Instancia", guardado: Guardado) -> Envio:
    """A kept file, to be read again today."""
    return Envio(guardado.clase, guardado.nombre, guardado.contenido, instancia.hoy(), guardado.pegado)


def soltar_si_ya(instancia: "Instancia", oficina_: Oficina, lote_id: UUID) -> None:
    """Drop the file of a batch once all of its rows are done and none is in doubt."""
    lote = lote_de(oficina_, lote_id)
    if lote.clase and not lote.por_resolver and not lote.faltan:
        envios(instancia).soltar(lote_id)


_EN_MARCHA: dict[UUID, threading.Thread] = {}


def llevar_aparte(instancia: "Instancia", oficina_: Oficina, envio: Envio, acto: Acto, lote_id: UUID) -> None:
    """Carry out a large file while people go on; if the process ends, it can be gone on with later."""

    def llevar() -> None:
        try:
            confirmar(oficina_, envio, acto)
            instancia.proyector.ponerse_al_dia()
            soltar_si_ya(instancia, oficina_, lote_id)
        except (RegistroNoDisponible, BovedaNoDisponible, Rechazo):
            registro.exception("la importación %s quedó a medias", lote_id)
        finally:
            _EN_MARCHA.pop(lote_id, None)

    if lote_id not in _EN_MARCHA:
        _EN_MARCHA[lote_id] = threading.Thread(target=llevar, name=f"importación {lote_id}", daemon=True)
        _EN_MARCHA[lote_id].start()


def en_marcha(lote_id: UUID) -> bool:
    """Whether this process is carrying it out now."""
    return lote_id in _EN_MARCHA


def en_una_linea(vista: VistaPrevia) -> str:
    """«34 renglones nuevos, 2 con cambios y 6 en duda»."""
    partes = [
        f"{vista.resumen[s]:,} {en[0] if vista.resumen[s] == 1 else en[1]}"
        for s, en in CUANTOS.items()
        if vista.resumen[s]
    ]
    return lista(partes, len(partes)) or "ningún renglón"


CUANTOS = {
    "nueva": ("nuevo", "nuevos"),
    "cambia": ("con cambios", "con cambios"),
    "cancelada": ("cancelado", "cancelados"),
    "ya_estaba": ("que ya estaba", "que ya estaban"),
    "desaparecida": ("sesión que ya no viene", "sesiones que ya no vienen"),
    "duda": ("en duda", "en duda"),
    "error": ("con error", "con error"),
}
