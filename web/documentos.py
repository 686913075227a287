"""Scans on their way into a case and out of it: kept encrypted before the fact, opened for whoever may see it."""

from contextlib import suppress
from typing import Any, Literal, NamedTuple
from uuid import UUID

from casos.asiento import Historia
from casos.boveda.errores import BovedaIlegible, PersonaDesconocida, PersonaYaOlvidada
from casos.decision import Rechazo
from casos.mediacion.documentos import Anexo, Escaneo, Original, concierne
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import TipoDocumento
from web.instancia import Instancia

Formato = Literal["pdf", "jpg", "png"]
FIRMAS: dict[Formato, bytes] = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
"""How each format begins; the name of a file says nothing."""
FINALES: dict[Formato, bytes] = {"pdf": b"%%EOF", "jpg": b"\xff\xd9", "png": b"IEND"}
"""What its last kilobyte holds if it is whole."""


class ArchivoNoAdmitido(ValueError):
    """It is none of the formats, or was cut off; the text is for the person."""


class Documento(NamedTuple):
    """A kept file, in clear."""

    contenido: bytes
    formato: Formato


def reconocer(contenido: bytes) -> Formato:
    """The format, by the bytes. Raises ArchivoNoAdmitido."""
    if not contenido:
        raise ArchivoNoAdmitido("El archivo está vacío; elija otro.")
    formato = _formato(contenido)
    if formato is None:
        raise ArchivoNoAdmitido("No es un PDF ni una imagen JPG o PNG; escanéelo en uno de esos formatos.")
    if FINALES[formato] not in contenido[-1024:]:
        raise ArchivoNoAdmitido("El archivo está incompleto; vuelva a escanearlo o a copiarlo.")
    return formato


def _formato(contenido: bytes) -> Formato | None:
    return next((f for f, firma in FIRMAS.items() if contenido.startswith(firma)), None)


def recibir(abierta: Instancia, contenido: bytes) -> Escaneo:
    """Keep a file durably; it belongs to no case yet. Raises ArchivoNoAdmitido."""
    formato = reconocer(contenido)
    return Escaneo(huella=abierta.archivero.guardar(contenido, b"", abierta.ahora()), formato=formato)


def asentar(abierta: Instancia, historia: Historia, datos: Any) -> None:
    """Before a decision whose data bring a scan: let the scan concern whom it will. Raises Rechazo."""
    escaneo, caso = _escaneo_de(datos), historia.caso
    if escaneo is None or not isinstance(caso, Caso):
        return
    tipo = datos.tipo if isinstance(datos, Anexo | Original) else TipoDocumento.SOPORTE
    personas = concierne(caso, tipo, getattr(datos, "convenio", None), getattr(datos, "titular_id", None))
    try:
        abierta.archivero.asignar(escaneo.huella, personas, abierta.ahora())
    except FileNotFoundError:
        raise Rechazo("El archivo escaneado ya no está aquí; vuelva a subirlo.") from None
    except (PersonaYaOlvidada, PersonaDesconocida):
        raise Rechazo("Los datos de esta persona se suprimieron; ya no se anexan archivos suyos.") from None


def _escaneo_de(datos: Any) -> Escaneo | None:
    return next((valor for _, valor in datos if isinstance(valor, Escaneo)), None)


def abrir(abierta: Instancia, huella: str) -> Documento | None:
    """A kept file by its SHA-256; None where it is not here, was forgotten or cannot be read."""
    try:
        contenido = abierta.archivero.leer(huella)
    except (FileNotFoundError, BovedaIlegible):
        return None
    formato = _formato(contenido)
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
    if abierta.archivero.guardar(contenido, b"", abierta.ahora()) != huella:
        return
    with suppress(PersonaYaOlvidada, PersonaDesconocida):  # of nobody any more: it waits, and is swept
        abierta.archivero.asignar(huella, personas, abierta.ahora())
