"""Which passwords are refused, and how they are kept."""

import pytest

from web import claves


@pytest.mark.parametrize(
    "clave",
    [
        "corta",
        "once letras",
        "aaaaaaaaaaaa",
        "121212121212",
        "123456789012",
        "1234567890qwerty",
        "qwertyuiop123",
        "1q2w3e4r5t6y7u",
        "sonora2026!!",
        "Mediación2026",
        "ibecas.sonora.2026",
        "instituto-educativo-1",
        "Hermosillo2026#",
        "ana.borquez.2026",
        "BórquezLucía99",
        "contraseña123",
        "convenio-credito-7",
        "x" * 129,
    ],
)
def test_se_rechaza_la_clave_facil_de_adivinar(clave):
    with pytest.raises(claves.ClaveDebil):
        claves.revisar(clave, "ana.borquez", "Ana Lucía Bórquez")


@pytest.mark.parametrize(
    "clave",
    [
        "tres gatos pardos 9",
        "caballo correcto pila grapa",
        "mañana será otro día",
        "Zx7#kq!Lm2$w",
        " con espacios al borde ",
        "ñandú-ñoño-añejo",
        "🙂🙃 dos caritas y diez palabras",
        "sonora es tierra de sahuaros altos",
        "x7" * 4 + "abcdefgh",
        "k" + "qwzv81" * 21,
    ],
)
def test_se_acepta_la_clave_larga_y_propia(clave):
    claves.revisar(clave, "ana.borquez", "Ana Lucía Bórquez")


def test_la_clave_temporal_siempre_pasa_la_revision():
    for _ in range(50):
        claves.revisar(claves.temporal(), "ana", "Ana Lucía Bórquez")


def test_se_guarda_con_argon2id_y_se_compara_exacta():
    guardada = claves.cifrar("mañana será otro día")
    assert guardada.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert claves.coincide(guardada, "mañana será otro día")
    assert claves.coincide(
        guardada, "man\u0303ana sera\u0301 otro di\u0301a"
    )  # the same letters, composed otherwise
    assert not claves.coincide(guardada, "Mañana será otro día")
    assert not claves.coincide(guardada, "mañana será otro día ")
    assert not claves.debe_renovarse(guardada)


def test_sin_cuenta_ninguna_clave_coincide():
    assert not claves.coincide(None, "")
    assert not claves.coincide(None, "tres gatos pardos 9")
