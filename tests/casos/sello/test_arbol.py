"""The Merkle tree against the known vectors of RFC 6962/9162 and, for every small size, against its definition."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casos.sello.arbol import VACIA, Arbol, es_principio, esta_incluida, hoja, nodo

VECTORES = [bytes.fromhex(t) for t in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
RAIZ_DE_OCHO = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
"""Of the eight leaves above: the test vector of the Certificate Transparency implementations."""


def por_definicion(hojas: list[bytes]) -> bytes:
    if not hojas:
        return hashlib.sha256(b"").digest()
    if len(hojas) == 1:
        return hojas[0]
    corte = 1
    while corte * 2 < len(hojas):
        corte *= 2
    return nodo(por_definicion(hojas[:corte]), por_definicion(hojas[corte:]))


def hojas(n: int) -> list[bytes]:
    return [hoja(str(i).encode()) for i in range(n)]


def test_la_raiz_es_la_publicada() -> None:
    assert Arbol(hoja(v) for v in VECTORES).raiz().hex() == RAIZ_DE_OCHO


def test_cada_raiz_es_la_de_su_definicion() -> None:
    arbol = Arbol(hojas(70))
    assert arbol.raiz(0) == VACIA
    for n in range(71):
        assert arbol.raiz(n) == por_definicion(hojas(70)[:n])


def test_toda_hoja_se_prueba_y_ninguna_otra_pasa() -> None:
    todas = hojas(21)
    arbol = Arbol(todas)
    for tamano in range(1, 22):
        raiz = arbol.raiz(tamano)
        for indice in range(tamano):
            prueba = arbol.inclusion(indice, tamano)
            for otra in range(21):
                assert esta_incluida(todas[otra], indice, tamano, prueba, raiz) == (otra == indice)
            assert not esta_incluida(todas[indice], indice, tamano, [*prueba, bytes(32)], raiz)
            assert not prueba or not esta_incluida(todas[indice], indice, tamano, prueba[:-1], raiz)
            assert not esta_incluida(todas[indice], tamano, tamano, prueba, raiz)


def test_todo_principio_se_prueba() -> None:
    arbol = Arbol(hojas(33))
    otro = Arbol([hoja(b"otra"), *hojas(33)[1:]])
    for tamano in range(1, 34):
        for antes in range(1, tamano + 1):
            prueba = arbol.consistencia(antes, tamano)
            assert es_principio(antes, arbol.raiz(antes), tamano, arbol.raiz(tamano), prueba)
            assert not es_principio(antes, otro.raiz(antes), tamano, arbol.raiz(tamano), prueba)
            assert not es_principio(antes, arbol.raiz(antes), tamano, otro.raiz(tamano), prueba)
    assert not es_principio(0, VACIA, 5, arbol.raiz(5), [])
    assert not es_principio(3, arbol.raiz(3), 5, arbol.raiz(5), [])


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 200), st.data())
def test_un_byte_cambiado_de_una_prueba_se_rechaza(tamano: int, data: st.DataObject) -> None:
    todas = hojas(tamano)
    arbol = Arbol(todas)
    indice = data.draw(st.integers(0, tamano - 1))
    antes = data.draw(st.integers(1, tamano - 1))
    bit = data.draw(st.integers(0, 255))
    de_una, de_todas = arbol.inclusion(indice), arbol.consistencia(antes)
    for n in range(len(de_una)):
        assert not esta_incluida(todas[indice], indice, tamano, _tocada(de_una, n, bit), arbol.raiz())
    for n in range(len(de_todas)):
        tocada = _tocada(de_todas, n, bit)
        assert not es_principio(antes, arbol.raiz(antes), tamano, arbol.raiz(), tocada)


def _tocada(prueba: list[bytes], n: int, bit: int) -> list[bytes]:
    cambiado = bytearray(prueba[n])
    cambiado[bit // 8] ^= 1 << bit % 8
    return [*prueba[:n], bytes(cambiado), *prueba[n + 1 :]]


def test_no_hay_prueba_de_lo_que_no_esta() -> None:
    arbol = Arbol(hojas(4))
    for pide in (lambda: arbol.inclusion(4), lambda: arbol.consistencia(5), lambda: arbol.raiz(5)):
        with pytest.raises(IndexError):
            pide()
