"""What version 1 wrote must be read for ever: these samples are frozen and never written anew."""

from base64 import b64decode
from datetime import date
from uuid import UUID

from casos.boveda import Calidad, TipoIdentificacion
from casos.boveda.cifrado import descifrar_texto
from casos.boveda.fichas import Ficha
from casos.boveda.lectura import abrir_ficha
from casos.boveda.maestra import Maestra

MAESTRA = "6bf4f7a5 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
ENVUELTA = bytes.fromhex("d6e895bac5b7fade31799284fcff38fe8e9e13eb250a50813775483ebed5578d6161f1b565807a75")
LLAVE = bytes(range(100, 132))
QUIEN = UUID("2c947794-fbb2-52da-80c7-239d47e33f8a")
FICHA = (
    "rgmNA8KZcv7jHfISYsKwt5pzZH7yhHgr9Tk/I5zEGlW/nFCBu5p+oyYa6LdEzxdFodPEjT1ctTUb9DffiAZGaTYaG2gEDJy6"
    "wfjNzGqGoHtZzgTbfzzu/PRyAhG3xkwW/QH/RdLNjE3DG8I10X6o5nYrcJr/ewRPwuaR3IgwvGExhNACqxLgXgZramALJ2rg"
    "LswuQ3sdtuwNmdWBXBkhBUEnHWvxwhkN6vDA0nT7OAgQCCZEkmIOG9LvSMAwGmMOoD8uffYjeI54q3xwGoO3KOZiJa6ja6ve"
    "K4jiK3sXpu2q9MbRBud01ZcNSEjPzAldcISLEA19eqrXyQF9s4BbkWqCW7UCFT56r6KClsBPeIzR++8Ohnzq40FOjLjCk34U"
    "22k8jup2XP8iGXkKzy8weSFrCFVhKHGLfXYUeLq8qtheWWF/hhAGKZ5uANSx2qVMQBVmvyQTdrmRNYLYOkyRWiZPPZ0H+Y/w"
    "nBVmIPbw8hxM4MGxTQuTQRSty3ZNDr84fSArXgnqFMrrEHq8GMaF9UMRjxuG9Euyc6Uglta8Mdlptl4J3f3joRjHln27lV1i"
    "IZ8DDVh5RtYGD/4cRD+FHlIie5zglrl/SvPWtSEC5TOihKaTGs26MoTpjDdSgkfez621SDurellk56/TGZ6h7WpJeR2+4Hv7"
    "+m3s8JqR3AaJe4FCHbnHeTXcGxcie781CEKlgkaVAUhHdqnCeVNAnK7364R3kik4Tb1QcH7kU4aisxjcHaj7/9RBaB8tPIf3"
    "1U69DgQoC0eZ1e12eo70Q9cdeH5ENu3yCwZY8a3LxleBh6KBpLKlVVdywQzOJduhVNMfVSADxYrvX6nPEtkLKsnsV4qVTFHS"
    "guCeiCv+EGQm/lkruwRGWbNW0hi6sK2Ku9vmeiB6GwxYoRx9qNNs+2a54FEZcOxe4RWfDMJb+GIUsdHFI9EJGwtdnSrRAZ65"
    "RoM8lwJCv6ttbhNzoKBLmGfRgiJZGeOytiyn879zLk6XMHTBQSB/rnFckphNFQ=="
)
TEXTO = "cifrado:820Ibx632jkeAdbmFOOHkHR7F3iFQ2w3oS2oVYI-Rk4ussNN_tKhNEY="


def test_la_maestra_guardada_abre_la_clave_y_encuentra_la_curp(tmp_path):
    (tmp_path / "maestra.key").write_text(MAESTRA)
    vigente = Maestra(tmp_path / "maestra.key").vigente
    assert vigente.desenvolver(ENVUELTA) == LLAVE
    assert vigente.indicar("curp", "NIPI990114MSRXXN07").hex() == "5c644aafe4890d5fb998c531747db4be"


def test_la_ficha_guardada_se_lee():
    persona = abrir_ficha(LLAVE, Ficha(1, QUIEN, 3, 1772469015123456, "datos", b64decode(FICHA)))
    assert (persona.persona_id, persona.nombre, persona.orden) == (
        QUIEN,
        "Íngrid Ñíguez Peñúñuri",
        "n~iguez pen~un~uri ingrid",
    )
    assert (persona.curp, persona.rfc) == ("NIPI990114MSRXXN07", "NIPI990114AB1")
    assert [(t.numero, t.etiqueta, t.calidad) for t in persona.telefonos] == [
        ("+526621234567", "celular", Calidad.CONFIRMADO),
        ("7654321", "casa", Calidad.INCOMPLETO),
    ]
    assert persona.correos == ("ingrid.niguez@ejemplo.mx",)
    assert persona.domicilio.en_un_renglon == (
        "Domingo Olivares 128 int. 4, col. Valle Grande, C.P. 83205, Hermosillo, Sonora"
    )
    assert (persona.nacimiento, persona.nacionalidad) == (date(1999, 1, 14), "mexicana")
    assert (persona.estado_civil, persona.ocupacion) == ("soltera", "enfermera")
    assert tuple(dict(persona.identificacion).values()) == (TipoIdentificacion.INE_CLAVE, "M100", 2030)


def test_el_texto_guardado_se_lee():
    assert descifrar_texto(LLAVE, QUIEN, TEXTO, "caso-1/NotaAgregada.texto") == "Dice que paga el viernes."
