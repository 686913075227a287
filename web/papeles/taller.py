"""Where a paper is finished: its data made printable, its code, its foot, and the file in PDF or Word."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from web.papeles import codigo
from web.papeles.datos.comun import Material, Papel, instituto_de
from web.papeles.imprenta import Imprenta
from web.papeles.juego import CARPETA, Juego
from web.papeles.texto import limpios

Formato = Literal["pdf", "docx"]


class Hoja(NamedTuple):
    """A paper as it goes to the press, its data complete and printable."""

    papel: Papel
    datos: dict[str, Any]


def hoja(m: Material, papel: Papel) -> Hoja:
    """Complete a paper of a case: the institute, the foot and the code that brings its scan back."""
    datos = _limpio(papel, instituto_de(m))
    suyo = codigo.Codigo(m.caso_id, papel.clase, codigo.huella_de(datos)[:16])
    return Hoja(papel, datos | {
        "qr": codigo.en_svg(suyo),
        "codigo": str(suyo),
        "pie": f"{papel.titulo.capitalize()} · expediente {str(m.caso_id)[:8]} · datos {suyo.huella}",
    })  # fmt: skip


def hoja_suelta(papel: Papel, instituto: dict[str, str]) -> Hoja:
    """Complete a paper that is of no single case, such as the list of a day's sessions: it carries no code."""
    return Hoja(papel, _limpio(papel, instituto) | {"qr": "", "codigo": "", "pie": papel.titulo.capitalize()})


def _limpio(papel: Papel, instituto: dict[str, str]) -> dict[str, Any]:
    datos: dict[str, Any] = limpios(
        {"titulo": papel.titulo, "marca": "", "instituto": instituto, **papel.datos}
    )
    return datos


class Taller:
    """Makes files of papers with the templates of one instance."""

    def __init__(self, propias: Path | None = None) -> None:
        self.juego = Juego(propias)
        self.imprenta = Imprenta(self.juego)

    def archivo(self, lista: Hoja, formato: Formato) -> bytes:
        """The paper in a format. Raises PlantillaInvalida."""
        papel = lista.papel
        if formato == "pdf":
            return self.imprenta.pdf(papel.plantilla, lista.datos, papel.creado)
        from web.papeles.word import en_word

        return en_word(self.imprenta.arbol(papel.plantilla, lista.datos), lista.datos, papel.creado)


def taller_de(instancia: Path) -> Taller:
    """The workshop of an instance, made once per process: replaced templates are taken up when it starts.

    It is made again if something emptied the temporary folder, as systems do with what is old there.
    """
    if not _hecho(instancia).juego.completo:
        _hecho.cache_clear()
    return _hecho(instancia)


@lru_cache(maxsize=8)
def _hecho(instancia: Path) -> Taller:
    return Taller(instancia / CARPETA)
