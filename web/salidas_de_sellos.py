"""The day's seal leaves the building: by mail to whom the settings name, and to a time-stamping authority (RFC 3161).

What cannot be carried now is tried again later; nothing is given up, since each checkpoint is written down with
where it has to go when it is made.
"""

import http.client
import smtplib
import ssl
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from casos.sello import salidas
from casos.sello.archivo import ArchivoDeSellos, SelloGuardado
from casos.sello.salidas import CORREO, TIEMPO, Salida
from casos.tiempo import ZONA
from web.ajustes import Ajustes
from web.formato import cantidad, fecha_completa, momento
from web.instancia import Instancia
from web.sellos import archivo_de, publica_de
from web.sellos_de_tiempo import SinSelloDeTiempo, comprobar, pedir
from web.sellos_de_tiempo import revisar as revisar_tiempo

ESPERA_S = 20.0
ASUNTO = "Sello del registro de mediación, {fecha}: {cuantos} asientos"
CUERPO = """\
Sello del registro de mediación de {instituto}.

Hecho el {momento}. Abarca {cuantos} asientos.

Guarde este mensaje. Con el archivo adjunto se demuestra después que nada de lo que abarca se cambió, se quitó ni se
agregó:

    mediacion verificar --sello ARCHIVO

o, en el expediente de un caso: python3 verificar.py --sello ARCHIVO

{nota}
Llave pública: {llave}
"""


def destinos(ajustes: Ajustes) -> Iterator[tuple[str, str]]:
    """Where each seal has to go, by the settings."""
    if ajustes.correo_servidor:
        yield from ((CORREO, direccion) for direccion in ajustes.sello_para)
    if ajustes.tsa_url:
        yield TIEMPO, ajustes.tsa_url


def encargar(instancia: Instancia, tamano: int) -> None:
    """Write down where a seal has to go; harmless when it is written down."""
    archivo = archivo_de(instancia)
    escritos = {(s.medio, s.destino) for s in salidas.todas(archivo) if s.tamano == tamano}
    salidas.encargar(archivo, tamano, [d for d in destinos(instancia.ajustes) if d not in escritos])


def llevar(instancia: Instancia, *, sin_esperar: bool = False) -> int:
    """Carry what has not left yet and may be tried now; how many did. Called every minute while serving.

    `sin_esperar`: somebody asks for it now, however recently it was tried.

    A way that the settings no longer name waits until they do. One that fails is left for this time, so that a
    server that is down holds nobody up once for each seal that waits.
    """
    archivo, ahora = archivo_de(instancia), instancia.ahora()
    sellos = {s.sello.tamano: s for s in archivo.sellos()}
    vivas = set(destinos(instancia.ajustes))
    llevadas = 0
    for salida in reversed(salidas.todas(archivo)):
        if (
            salida.tamano in sellos
            and (salida.medio, salida.destino) in vivas
            and (salida.toca(ahora) or (sin_esperar and salida.hecha is None))
        ):
            hecha = _intentar(instancia, salida, sellos[salida.tamano], ahora)
            salidas.anotar(archivo, hecha)
            llevadas += hecha.hecha is not None
            if hecha.hecha is None:
                vivas.discard((salida.medio, salida.destino))
    return llevadas


def _intentar(instancia: Instancia, salida: Salida, sello: SelloGuardado, ahora: datetime) -> Salida:
    intentada = salida._replace(intentos=salida.intentos + 1, ultimo=ahora)
    try:
        if salida.medio == CORREO:
            _enviar(instancia.ajustes, _mensaje(instancia, sello, salida.destino))
            return intentada._replace(hecha=ahora, error="")
        prueba = pedir(instancia.ajustes, sello.sello.nota.encode(), _por_http)
        return intentada._replace(hecha=ahora, error="", prueba=prueba)
    except (OSError, ValueError, http.client.HTTPException, SinSelloDeTiempo) as error:
        return intentada._replace(error=str(error)[:300] or type(error).__name__)


def _por_http(url: str, cuerpo: bytes) -> bytes:
    pedido = urllib.request.Request(  # noqa: S310 - the settings take http and https only
        url, cuerpo, {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    )
    with urllib.request.urlopen(pedido, timeout=ESPERA_S) as respuesta:  # noqa: S310
        leido: bytes = respuesta.read(1_000_000)
    return leido


def _mensaje(instancia: Instancia, sello: SelloGuardado, para: str) -> EmailMessage:
    ajustes, local = instancia.ajustes, sello.en.astimezone(ZONA)
    publica = publica_de(instancia)
    cuantos = cantidad(sello.sello.tamano)
    mensaje = EmailMessage()
    mensaje["Subject"] = ASUNTO.format(fecha=fecha_completa(local), cuantos=cuantos)
    mensaje["From"], mensaje["To"] = ajustes.correo_de, para
    mensaje["Date"] = format_datetime(instancia.ahora())
    mensaje["Message-ID"] = make_msgid(domain=ajustes.correo_de.rpartition("@")[2] or "localhost")
    mensaje.set_content(
        CUERPO.format(
            instituto=ajustes.nombre_instituto, momento=momento(sello.en), cuantos=cuantos,
            nota=sello.sello.nota, llave=publica.texto if publica else "",
        )
    )  # fmt: skip
    mensaje.add_attachment(
        sello.sello.nota.encode(),
        maintype="text",
        subtype="plain",
        filename=f"sello-{local:%Y-%m-%d-%H%M}.txt",
        params={"charset": "utf-8"},
    )
    return mensaje


def _enviar(ajustes: Ajustes, mensaje: EmailMessage) -> None:
    with _servidor(ajustes) as servidor:
        if ajustes.correo_seguridad == "starttls":
            servidor.starttls(context=ssl.create_default_context())
        if ajustes.correo_usuario:
            servidor.login(ajustes.correo_usuario, ajustes.leer_clave_de_correo())
        servidor.send_message(mensaje)


def _servidor(ajustes: Ajustes) -> smtplib.SMTP:
    servidor, puerto = ajustes.correo_servidor, ajustes.correo_puerto
    if ajustes.correo_seguridad == "tls":
        return smtplib.SMTP_SSL(servidor, puerto, timeout=ESPERA_S, context=ssl.create_default_context())
    return smtplib.SMTP(servidor, puerto, timeout=ESPERA_S)


def pendientes(archivo: ArchivoDeSellos) -> list[Salida]:
    """What has not left yet."""
    return [s for s in salidas.todas(archivo) if s.hecha is None]


def revisar(instancia: Instancia) -> Iterator[str]:
    """What keeps seals from leaving, for who looks after the installation."""
    ajustes, archivo = instancia.ajustes, archivo_de(instancia)
    try:
        if ajustes.correo_usuario:
            ajustes.leer_clave_de_correo()
        if ajustes.tsa_url:
            revisar_tiempo(ajustes)
    except (OSError, ValueError, SinSelloDeTiempo) as error:
        yield str(error)
    vivas, esperan = set(destinos(ajustes)), pendientes(archivo)
    for medio, destino in dict.fromkeys((s.medio, s.destino) for s in esperan):
        suyas = [s for s in esperan if (s.medio, s.destino) == (medio, destino)]
        fallas = [s for s in suyas if s.error]
        if (medio, destino) not in vivas:
            yield f"{_cuantos(suyas)} a {destino} ({medio}), que los ajustes ya no nombran."
        elif fallas:
            ultima = max(fallas, key=lambda s: s.ultimo or instancia.ahora())
            yield f"{_cuantos(suyas)} a {destino} ({medio}); se seguirá intentando. Último error: {ultima.error}"


def _cuantos(esperan: list[Salida]) -> str:
    return "Un sello no ha salido" if len(esperan) == 1 else f"{len(esperan)} sellos no han salido"


def sellos_de_tiempo_malos(instancia: Instancia) -> Iterator[str]:
    """Stored time stamps that do not prove their checkpoint; only where the settings name the certificate."""
    if instancia.ajustes.tsa_certificado is None:
        return
    archivo = archivo_de(instancia)
    notas = {s.sello.tamano: s.sello.nota for s in archivo.sellos()}
    for salida in salidas.todas(archivo):
        if salida.prueba is None:
            continue
        try:
            comprobar(instancia.ajustes, salida.prueba, notas.get(salida.tamano, "").encode())
        except SinSelloDeTiempo as error:
            yield f"El sello de tiempo del sello que abarca {salida.tamano} asientos no lo comprueba. {error}"
