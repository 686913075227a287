"""The verifier's own Ed25519, against the vectors of RFC 8032 and against cryptography's."""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from web.auditoria.verificar import L, Malo, firma_valida

VECTORES = [  # RFC 8032, 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        ("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORES)
def test_los_ejemplos_de_la_norma(vector: tuple[str, str, str]) -> None:
    llave, mensaje, firma = (bytes.fromhex(parte) for parte in vector)
    assert firma_valida(llave, mensaje, firma)
    assert not firma_valida(llave, mensaje + b"x", firma)


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_acepta_lo_que_firma_otro_programa(semilla: bytes, mensaje: bytes) -> None:
    privada = Ed25519PrivateKey.from_private_bytes(semilla)
    publica, firma = privada.public_key().public_bytes_raw(), privada.sign(mensaje)
    assert firma_valida(publica, mensaje, firma)
    azar = random.Random(mensaje)
    tocada = bytearray(firma)
    tocada[azar.randrange(64)] ^= 1 << azar.randrange(8)
    assert not _acepta(publica, mensaje, bytes(tocada))
    otra = bytearray(publica)
    otra[azar.randrange(32)] ^= 1 << azar.randrange(8)
    assert not _acepta(bytes(otra), mensaje, firma)


def test_no_acepta_la_misma_firma_escrita_de_otro_modo() -> None:
    """s + L would verify too if it were not refused: a second valid signature of the same text."""
    privada = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    publica, firma = privada.public_key().public_bytes_raw(), privada.sign(b"texto")
    mayor = (int.from_bytes(firma[32:], "little") + L).to_bytes(32, "little")
    assert firma_valida(publica, b"texto", firma)
    assert not firma_valida(publica, b"texto", firma[:32] + mayor)
    assert not firma_valida(publica[:31], b"texto", firma)
    assert not firma_valida(publica, b"texto", firma[:63])


def _acepta(llave: bytes, mensaje: bytes, firma: bytes) -> bool:
    try:
        return firma_valida(llave, mensaje, firma)
    except Malo:
        return False
