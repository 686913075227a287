"""Time stamps of RFC 3161: asked of an authority, and held against the certificate that the settings name.

`rfc3161-client` does it (the extra «firma»); without it, or without a certificate, none is asked for.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cryptography import x509

from web.ajustes import Ajustes

Llevar = Callable[[str, bytes], bytes]


class SinSelloDeTiempo(Exception):
    """There is no time stamp, or it proves nothing; the text says why."""


def _programa() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise SinSelloDeTiempo(
            "Falta el programa de sellos de tiempo: instale «mediacion[firma]»."
        ) from error
    return rfc3161_client


def pedir(ajustes: Ajustes, mensaje: bytes, llevar: Llevar) -> bytes:
    """Ask for the time stamp of a text and verify the answer (imprint, nonce, signature); its bytes.

    Raises SinSelloDeTiempo, or OSError when the authority cannot be reached.
    """
    r = _programa()
    pedido = (
        r.TimestampRequestBuilder().data(mensaje).hash_algorithm(r.HashAlgorithm.SHA256)
        .nonce(nonce=True).cert_request(cert_request=True).build()
    )  # fmt: skip
    certificado = _certificado(ajustes)
    respuesta = llevar(ajustes.tsa_url, pedido.as_bytes())
    _comprobar(respuesta, mensaje, certificado, pedido.nonce)
    return respuesta


def comprobar(ajustes: Ajustes, respuesta: bytes, mensaje: bytes) -> datetime:
    """When an authority saw a text, by a stored answer. Raises SinSelloDeTiempo."""
    return _comprobar(respuesta, mensaje, _certificado(ajustes), None)


def revisar(ajustes: Ajustes) -> None:
    """Raises SinSelloDeTiempo when program or certificate is missing."""
    _programa()
    _certificado(ajustes)


def _certificado(ajustes: Ajustes) -> list[x509.Certificate]:
    if ajustes.tsa_certificado is None:
        raise SinSelloDeTiempo("Falta MEDIACION_TSA_CERTIFICADO: el certificado de quien sella el tiempo.")
    try:
        return x509.load_pem_x509_certificates(ajustes.tsa_certificado.read_bytes())
    except (OSError, ValueError) as error:
        raise SinSelloDeTiempo(
            f"No se puede leer el certificado {ajustes.tsa_certificado}: {error}"
        ) from error


def _comprobar(
    respuesta: bytes, mensaje: bytes, certificados: list[x509.Certificate], nonce: int | None
) -> datetime:
    r = _programa()
    try:
        leida = r.decode_timestamp_response(respuesta)
        verifica = r.VerifierBuilder()
        for certificado in certificados:
            raiz = certificado.issuer == certificado.subject
            verifica = (verifica.add_root_certificate if raiz else verifica.add_intermediate_certificate)(
                certificado
            )
        if nonce is not None:
            verifica = verifica.nonce(nonce)
        verifica.build().verify_message(leida, mensaje)
        cuando: datetime = leida.tst_info.gen_time
    except (r.VerificationError, ValueError) as error:
        raise SinSelloDeTiempo(f"El sello de tiempo no sirve: {error}") from error
    return cuando
