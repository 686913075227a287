"""The seals of one installation: its key, its file, and the seal of the day."""

from datetime import datetime
from pathlib import Path

from casos.registro.base import RegistroNoDisponible
from casos.sello.archivo import ArchivoDeSellos
from casos.sello.nota import Llave, Publica, Sello
from casos.sello.sellador import Sellado
from casos.sello.sellador import sellar as sellar_registro
from casos.tiempo import dia_local
from web.instancia import Instancia


def archivo_de(instancia: Instancia) -> ArchivoDeSellos:
    """Where leaves and checkpoints are."""
    return ArchivoDeSellos(instancia.ajustes.archivo_sellos)


def publica_de(instancia: Instancia) -> Publica | None:
    """The public half of the sealing key; None where nothing was sealed yet."""
    llave: Path = instancia.ajustes.archivo_llave_sellos
    return Llave.abrir(llave).publica if llave.exists() else None


def ultimo(instancia: Instancia) -> tuple[Sello, datetime] | None:
    """The newest checkpoint and when it was made."""
    sellos = archivo_de(instancia).sellos()
    return (sellos[-1].sello, sellos[-1].en) if sellos else None


def impreso(instancia: Instancia) -> dict[str, object] | None:
    """What a printed page says of the newest checkpoint (template `sellos/_impreso.html`)."""
    from web.dibujo_qr import dibujar

    hecho = ultimo(instancia)
    if hecho is None:
        return None
    sello, en = hecho
    return {
        "qr": dibujar(sello.nota, sin_medida=True),
        "en": en,
        "tamano": sello.tamano,
        "codigo": sello.codigo,
    }


def sellar(instancia: Instancia) -> Sellado:
    """Seal the whole log now; the first time this makes the sealing key.

    Raises SelladoDetenido when something must be looked at first, RegistroNoDisponible while another seals.
    """
    from web import salidas_de_sellos

    archivo, llave = archivo_de(instancia), instancia.ajustes.archivo_llave_sellos
    if not llave.exists():
        if archivo.existe():
            raise RegistroNoDisponible(f"Falta la llave {llave}; restáurela de su respaldo antes de sellar.")
        Llave.crear(llave)
    sellado = sellar_registro(
        instancia.casos.registro, archivo, Llave.abrir(llave), instancia.clave, instancia.ahora()
    )
    salidas_de_sellos.encargar(instancia, sellado.sello.tamano)
    return sellado


def sellar_si_toca(instancia: Instancia) -> Sellado | None:
    """The daily seal: None when today's is made. For a loop that calls it every few minutes."""
    hecho = ultimo(instancia)
    if hecho is not None and dia_local(hecho[1]) >= instancia.hoy():
        from web import salidas_de_sellos

        salidas_de_sellos.encargar(instancia, hecho[0].tamano)  # the settings may name a new way since
        return None
    return sellar(instancia)
