"""Scans on their way into a case and out of it: kept encrypted before the fact, opened for whoever may see it."""

from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Historia
from casos.boveda.errores import BovedaIlegible, PersonaDesconocida, PersonaYaOlvidada
from casos.decision import Rechazo
from casos.mediacion.datos import Datos
from casos.mediacion.documentos import Anexo, Original
from casos.mediacion.escaneos import Escaneo, concierne
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import TipoDocumento
from web.escaneos.examen import ArchivoNoAdmitido, Formato, examinar, formato_de
from web.instancia import Instancia
from web.papeles.codigo import Codigo


class Documento(NamedTuple):
    """A kept file, in clear."""

    contenido: bytes
    formato: Formato


def recibir(abierta: Instancia, contenido: bytes, megas: int) -> tuple[Escaneo, tuple[Codigo, ...]]:
    """Judge a file and keep it durably; it belongs to no case yet. Also the papers of ours that it shows.

    Raises ArchivoNoAdmitido.
    """
    visto = examinar(contenido, megas)
    huella = abierta.archivero.guardar(contenido, visto.miniatura, abierta.ahora())
    return Escaneo(huella=huella, formato=visto.formato, paginas=visto.paginas), visto.codigos


def asentar(abierta: Instancia, historia: Historia, datos: Any) -> None:
    """Before a decision whose data bring a scan: let the scan concern whom it will. Raises Rechazo."""
    escaneo, caso = _escaneo_de(datos), historia.caso
    if escaneo is None or not isinstance(caso, Caso):
        return
    if isinstance(datos, Anexo | Original):
        personas = concierne(caso, datos.tipo, datos.convenio, datos.titular_id)
    else:
        personas = concierne(caso, TipoDocumento.SOPORTE)
    try:
        abierta.archivero.asignar(escaneo.huella, personas, abierta.ahora())
    except FileNotFoundError:
        raise Rechazo("El archivo escaneado ya no está aquí; vuelva a subirlo.") from None
    except (PersonaYaOlvidada, PersonaDesconocida):
        raise Rechazo("Los datos de esta persona se suprimieron; ya no se anexan archivos suyos.") from None


def _escaneo_de(datos: Any) -> Escaneo | None:
    campos = datos if isinstance(datos, Datos) else ()
    return next((valor for _, valor in campos if isinstance(valor, Escaneo)), None)


def abrir(abierta: Instancia, huella: str) -> Documento | None:
    """A kept file by its SHA-256; None where it is not here, was forgotten or cannot be read."""
    try:
        contenido = abierta.archivero.leer(huella)
    except (FileNotFoundError, BovedaIlegible):
        return None
    formato = formato_de(contenido)
    return Documento(contenido, formato) if formato else None


def migrar(abierta: Instancia) -> int:
    """Encrypt the files that an earlier version left in clear; how many. May be cut short and repeated."""
    claros = {a.stem: a for a in abierta.archivero.en_claro()}
    if not claros:
        return 0
    from web.cotejo_documentos import nombrados

    for nombrado in nombrados(abierta.casos.registro):
        archivo = claros.get(nombrado.huella)
        if archivo is not None and archivo.exists():
            _cifrar(abierta, archivo.read_bytes(), nombrado.huella, nombrado.personas)
    hechos = [a for huella, a in claros.items() if (a.parent / f"{huella}.sobre").exists()]
    for archivo in hechos:
        archivo.unlink()
    return len(hechos)


def _cifrar(abierta: Instancia, contenido: bytes, huella: str, personas: tuple[UUID, ...]) -> None:
    miniatura = b""
    with suppress(ArchivoNoAdmitido):
        miniatura = examinar(contenido, len(contenido) // 2**20 + 1).miniatura
    if abierta.archivero.guardar(contenido, miniatura, abierta.ahora()) != huella:
        return
    with suppress(PersonaYaOlvidada, PersonaDesconocida):  # of nobody any more: it waits, and is swept
        abierta.archivero.asignar(huella, personas, abierta.ahora())
