"""Publishing rules from a page: the document as it came, what it would change, and the views afterwards.

Nothing is published that its author was not shown the effect of: the page that shows a finished what-if carries a
mark, signed for that account, document and version of the rules, without which publishing only shows it again.
"""

import hashlib
import hmac
import threading
from typing import Annotated, Literal

from flask import request
from pydantic import StringConstraints

from casos.casos import Funcion
from casos.decision import ADMINISTRADOR, COORDINADOR, Rechazo
from casos.reglas import REGLAS_ID
from proyecciones.reconstruir import reconstruir
from web.actual import cuenta, instancia, servicio
from web.decidir import decidir
from web.formularios import Campos, Formulario, leer
from web.instancia import Instancia
from web.simulacion import Ensayo, en_palabras

PUBLICAN = frozenset({COORDINADOR, ADMINISTRADOR})
LIMITE = 400_000


class Documento(Campos):
    """A TOML document; `paso` says whether to show what changes or to publish, `visto_de` what was shown."""

    documento: Annotated[str, StringConstraints(strip_whitespace=False, max_length=LIMITE)] = ""
    paso: Literal["ver", "publicar"] = "ver"
    visto_de: Annotated[str, StringConstraints(max_length=120)] = ""


def puede_publicar() -> bool:
    """Whether the account that asks may publish rules."""
    return cuenta().rol in PUBLICAN


def recibir() -> Formulario[Documento]:
    """The form with the text that was pasted, or that of the file that was sent, which comes first."""
    form = leer(Documento)
    archivo = request.files.get("archivo")
    if archivo and archivo.filename:
        try:
            form.valores["documento"] = archivo.read(LIMITE).decode("utf-8-sig")
        except UnicodeDecodeError:
            form.rechazar(
                "No es un archivo de texto en UTF-8; guárdelo como TOML e inténtelo de nuevo.", "archivo"
            )
    if not texto(form).strip():
        form.rechazar("Elija un archivo o pegue el texto de las reglas que cambian.", "documento")
    return form


def texto(form: Formulario[Documento]) -> str:
    """The document of a form, with the line ends of a file."""
    return form.valor("documento").replace("\r\n", "\n")


def marca_de_lo_visto(form: Formulario[Documento], ensayo: Ensayo) -> str:
    """What the page carries once a what-if is finished and shown: its result, signed."""
    return f"{ensayo.casos}.{ensayo.cambian}.{_firma(form, ensayo.casos, ensayo.cambian)}"


def _firma(form: Formulario[Documento], casos: int, cambian: int) -> str:
    huella = hashlib.sha256(texto(form).encode()).hexdigest()
    partes = (cuenta().usuario, request.path, huella, instancia().casos.versiones().sello(), casos, cambian)
    return hmac.digest(servicio().llave, repr(partes).encode(), "sha256").hex()


def lo_visto(form: Formulario[Documento]) -> str | None:
    """If the person asks to publish what was shown to them: what they saw, for the record."""
    datos = form.datos
    casos, _, resto = datos.visto_de.partition(".")
    cambian, _, firma = resto.partition(".")
    if datos.paso != "publicar" or not (casos.isdecimal() and cambian.isdecimal()):
        return None
    if not hmac.compare_digest(firma.encode(), _firma(form, int(casos), int(cambian)).encode()):
        return None
    return en_palabras(int(casos), int(cambian))


def publicar(decision: Funcion, form: Formulario[Documento], visto: str) -> bool:
    """Publish it as a fact, with what was seen of it as its reason, and compute all deadlines anew.

    False when it says what was already in force.

    Raises Rechazo naming each key that is wrong.
    """
    if not puede_publicar():
        raise Rechazo("Solo la coordinación o el administrador publican reglas.")
    resultado = decidir(REGLAS_ID, decision, texto(form), form, motivo=visto)
    if resultado.asientos and not resultado.repetido:
        recalcular(instancia())
    return bool(resultado.asientos)


_candado = threading.Lock()
_hilos: list[threading.Thread] = []


def recalcular(abierta: Instancia) -> None:
    """Rebuild the views beside the requests: with many cases it takes minutes, and nobody should wait for a page."""
    with _candado:
        _hilos[:] = [hilo for hilo in _hilos if hilo.is_alive()]
        hilo = threading.Thread(target=reconstruir, args=(abierta.casos, abierta.almacen), name="recalculo")
        _hilos.append(hilo)
        hilo.start()


def esperar() -> None:
    """Wait until no rebuild of this process is under way."""
    for hilo in _hilos:
        hilo.join()


def al_corriente() -> bool:
    """Whether the views show what the rules in force say."""
    return instancia().proyector.al_corriente()
