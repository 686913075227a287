"""People's names as files write them, made comparable. The name itself is kept as it came."""

import re

from casos.identidad.nombres import normalizar

_TRATOS = frozenset(
    ("c", "cc", "lic", "licda", "licenciado", "licenciada", "mtro", "mtra", "maestro", "maestra", "ing", "dr",
     "dra", "doctor", "doctora", "profr", "profra", "profe", "sr", "sra", "srita", "don", "dona", "psic")
)  # fmt: skip
_ABREVIATURAS = {
    "ma": "maria", "fco": "francisco", "fca": "francisca", "gpe": "guadalupe", "hdez": "hernandez",
    "hndz": "hernandez", "fdez": "fernandez", "glez": "gonzalez", "gzlz": "gonzalez", "rdz": "rodriguez",
    "rguez": "rodriguez", "mtz": "martinez", "mtnez": "martinez", "gtz": "gutierrez", "vzqz": "vazquez",
}  # fmt: skip


def clave_busqueda(nombre: str) -> str:
    """Lower case, no accents, Ñ as N, no titles, abbreviations in full: `C. Ma. Peña` is `maria pena`."""
    planas = normalizar(re.sub(r"['’´`]", "", nombre)).split()
    while len(planas) > 1 and planas[0] in _TRATOS:
        planas.pop(0)
    return " ".join(_ABREVIATURAS.get(palabra, palabra) for palabra in planas)


def clave_persona(nombre: str) -> str:
    """The same whichever the order: `HERNÁNDEZ PEÑA, CECILIA` and `Cecilia Hernández Peña`.

    Equal keys are a reason to ask, never proof that two people are one (homónimos).
    """
    return " ".join(sorted(clave_busqueda(nombre).split()))
