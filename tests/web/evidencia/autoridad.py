"""A time-stamping authority for tests: answers by RFC 3161 with DER written here, signed with a key of its own."""

import hashlib
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SHA256 = bytes.fromhex("608648016503040201")
RSA = bytes.fromhex("2a864886f70d010101")
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
TST_INFO = bytes.fromhex("2a864886f70d0109100104")
CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("2a864886f70d010910022f")
POLITICA = bytes.fromhex("2a0304")


def der(etiqueta: int, *partes: bytes) -> bytes:
    cuerpo = b"".join(partes)
    if len(cuerpo) < 128:
        return bytes([etiqueta, len(cuerpo)]) + cuerpo
    largo = len(cuerpo).to_bytes((len(cuerpo).bit_length() + 7) // 8, "big")
    return bytes([etiqueta, 0x80 | len(largo)]) + largo + cuerpo


def secuencia(*partes: bytes) -> bytes:
    return der(0x30, *partes)


def conjunto(*partes: bytes) -> bytes:
    return der(0x31, *sorted(partes))


def entero(n: int) -> bytes:
    return der(0x02, n.to_bytes(n.bit_length() // 8 + 1, "big"))


def oid(crudo: bytes) -> bytes:
    return der(0x06, crudo)


def octetos(crudo: bytes) -> bytes:
    return der(0x04, crudo)


def algoritmo(crudo: bytes) -> bytes:
    return secuencia(oid(crudo), der(0x05))


def leer(crudo: bytes) -> tuple[int, bytes, bytes]:
    """Tag, content and rest of the first DER element."""
    largo, inicio = crudo[1], 2
    if largo & 0x80:
        inicio = 2 + (largo & 0x7F)
        largo = int.from_bytes(crudo[2:inicio], "big")
    return crudo[0], crudo[inicio : inicio + largo], crudo[inicio + largo :]


def _certificado(
    nombre: str, llave: rsa.RSAPrivateKey, firma: rsa.RSAPrivateKey, emisor: str, *, raiz: bool
) -> x509.Certificate:
    sujeto, de = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in (nombre, emisor))
    ahora = datetime.now(UTC)
    hecho = (
        x509.CertificateBuilder()
        .subject_name(sujeto)
        .issuer_name(de)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ahora - timedelta(days=3650))
        .not_valid_after(ahora + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(raiz, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(llave.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(firma.public_key()), critical=False)
    )
    if not raiz:
        usos = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        hecho = hecho.add_extension(usos, critical=True)
    return hecho.sign(firma, hashes.SHA256())


class Autoridad:
    """A root and a signer under it. `cambia` spoils the next answers: imprint, nonce, signature, or nothing."""

    def __init__(self) -> None:
        self._raiz, self._llave = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.raiz = _certificado("Raíz de prueba", self._raiz, self._raiz, "Raíz de prueba", raiz=True)
        self.suyo = _certificado("Sello de prueba", self._llave, self._raiz, "Raíz de prueba", raiz=False)
        self.cambia = ""

    @property
    def pem(self) -> bytes:
        return self.raiz.public_bytes(serialization.Encoding.PEM)

    def responder(self, pedido: bytes) -> bytes:
        """The answer to a request: granted, over its imprint and nonce."""
        _, cuerpo, _ = leer(pedido)
        _, _, resto = leer(cuerpo)
        _, impronta, resto = leer(resto)
        nonce = next(v for t, v in _elementos(resto) if t == 0x02)
        impronta = secuencia(impronta)
        if self.cambia == "impronta":
            impronta = secuencia(algoritmo(SHA256), octetos(hashlib.sha256(b"otra cosa").digest()))
        numero = int.from_bytes(nonce, "big") + (self.cambia == "nonce")
        hora = der(0x18, b"20261105120000Z")
        info = secuencia(entero(1), oid(POLITICA), impronta, entero(7), hora, entero(numero))
        return secuencia(secuencia(entero(0)), self._firmado(info))

    def _firmado(self, info: bytes) -> bytes:
        propio = self.suyo.public_bytes(serialization.Encoding.DER)
        atributos = [
            secuencia(oid(CONTENT_TYPE), conjunto(oid(TST_INFO))),
            secuencia(oid(MESSAGE_DIGEST), conjunto(octetos(hashlib.sha256(info).digest()))),
            secuencia(
                oid(SIGNING_CERTIFICATE_V2),
                conjunto(secuencia(secuencia(secuencia(octetos(hashlib.sha256(propio).digest()))))),
            ),
        ]
        firma = self._llave.sign(conjunto(*atributos), padding.PKCS1v15(), hashes.SHA256())
        if self.cambia == "firma":
            firma = firma[:-1] + bytes([firma[-1] ^ 1])
        firmante = secuencia(
            entero(1),
            secuencia(self.suyo.issuer.public_bytes(), entero(self.suyo.serial_number)),
            algoritmo(SHA256),
            der(0xA0, *sorted(atributos)),
            algoritmo(RSA),
            octetos(firma),
        )
        datos = secuencia(
            entero(3),
            conjunto(algoritmo(SHA256)),
            secuencia(oid(TST_INFO), der(0xA0, octetos(info))),
            der(0xA0, propio),
            conjunto(firmante),
        )
        return secuencia(oid(SIGNED_DATA), der(0xA0, datos))


def _elementos(crudo: bytes) -> list[tuple[int, bytes]]:
    hallados = []
    while crudo:
        etiqueta, cuerpo, crudo = leer(crudo)
        hallados.append((etiqueta, cuerpo))
    return hallados
