"""People's records out of the rows of a portfolio, and what a newer file adds to the record that is kept."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from casos.boveda.persona import Calidad, Domicilio, Persona, Telefono
from casos.identidad import (
    nacimiento_de_curp,
    normalizar_correo,
    revisar_correo,
    revisar_curp,
    revisar_telefono,
    solo_digitos,
)
from casos.lectura.cartera import RenglonCartera

LETRAS = 300
_SIN_LADA = 7


class Ficha(NamedTuple):
    """What a file says of a person."""

    nombre: str
    curp: str = ""
    telefonos: tuple[Telefono, ...] = ()
    correos: tuple[str, ...] = ()
    domicilio: Domicilio | None = None

    def persona(self, persona_id: UUID) -> Persona:
        """The record of somebody new."""
        return Persona(
            persona_id=persona_id,
            nombre=self.nombre,
            curp=self.curp,
            telefonos=self.telefonos,
            correos=self.correos,
            domicilio=self.domicilio,
            nacimiento=nacimiento_de_curp(self.curp) if self.curp else None,
        )


def del_acreditado(renglones: Sequence[RenglonCartera]) -> Ficha:
    """The debtor, from all of their rows."""
    sede = next((r.sede for r in renglones if r.sede), None) or ""
    domicilios = (_domicilio(r.domicilio, r.municipio) for r in renglones)
    return Ficha(
        nombre=renglones[0].acreditado,
        curp=next((r.curp for r in renglones if r.curp), ""),
        telefonos=_telefonos((r.telefono for r in renglones), sede),
        correos=tuple(_correos(r.correo for r in renglones)),
        domicilio=next(filter(None, domicilios), None),
    )


def del_aval(renglones: Sequence[RenglonCartera]) -> Ficha | None:
    """The guarantor whom the rows name first, with all that they say of them."""
    primero = next((r for r in renglones if r.aval), None)
    if primero is None or primero.aval is None:
        return None
    suyos = [r for r in renglones if (r.aval, r.curp_aval) == (primero.aval, primero.curp_aval)]
    return Ficha(
        nombre=primero.aval,
        curp=primero.curp_aval or "",
        telefonos=_telefonos((r.telefono_aval for r in suyos), primero.sede or ""),
    )


@lru_cache(maxsize=65_536)
def con_curp(curp: str | None) -> str | None:
    """A CURP that can identify somebody: only a well-formed one."""
    return curp if curp and revisar_curp(curp).valido else None


def _telefonos(textos: Iterable[str | None], sede: str) -> tuple[Telefono, ...]:
    """Each number once; an incomplete one only if no complete one ends with it."""
    completos: dict[str, Telefono] = {}
    cortos: dict[str, Telefono] = {}
    for texto in textos:
        revision = revisar_telefono(texto, sede) if texto else None
        if revision is None or not revision.valor_normalizado:
            continue
        numero = revision.valor_normalizado
        if revision.valido:
            completos[numero] = Telefono(numero=numero)
        else:
            cortos[numero] = Telefono(numero=numero, calidad=Calidad.INCOMPLETO)
    sueltos = [t for n, t in cortos.items() if not any(_acaba_en(c, n) for c in completos)]
    return (*completos.values(), *sueltos)


def _acaba_en(completo: str, corto: str) -> bool:
    digitos = solo_digitos(corto)
    return len(digitos) >= _SIN_LADA and solo_digitos(completo).endswith(digitos)


def _correos(textos: Iterable[str | None]) -> Iterator[str]:
    vistos = set()
    for texto in textos:
        correo = normalizar_correo(texto) if texto else ""
        if correo and correo not in vistos and revisar_correo(correo).valido:
            vistos.add(correo)
            yield correo


def _domicilio(calle: str | None, municipio: str | None) -> Domicilio | None:
    if not calle:
        return None
    return Domicilio(calle=calle[:LETRAS], municipio=(municipio or "")[:LETRAS])


class Puesta(NamedTuple):
    """A record brought up to date: the new version, and the names of the data that changed."""

    persona: Persona
    campos: tuple[str, ...]


def poner_al_dia(actual: Persona, ficha: Ficha, anteriores: Iterable[Domicilio | None]) -> Puesta:
    """Add what the file brings. Nothing is erased; an address that was replaced before does not come back."""
    cambios: dict[str, object] = {}
    if ficha.curp and not actual.curp:
        cambios["curp"] = ficha.curp
        cambios["nacimiento"] = actual.nacimiento or nacimiento_de_curp(ficha.curp)
    nuevos = [t for t in ficha.telefonos if not _se_tiene(t, actual.telefonos)]
    if nuevos:
        quedan = [t for t in actual.telefonos if not any(_completa(n, t) for n in nuevos)]
        cambios["telefonos"] = (*quedan, *nuevos)
    correos = [c for c in ficha.correos if c not in map(normalizar_correo, actual.correos)]
    if correos:
        cambios["correos"] = (*actual.correos, *correos)
    if ficha.domicilio and ficha.domicilio != actual.domicilio and ficha.domicilio not in anteriores:
        cambios["domicilio"] = ficha.domicilio
    campos = {"telefonos": "telefono", "correos": "correo", "domicilio": "domicilio", "curp": "curp"}
    return Puesta(
        actual.model_copy(update=cambios), tuple(dicho for campo, dicho in campos.items() if campo in cambios)
    )


def _completa(nuevo: Telefono, conocido: Telefono) -> bool:
    """Whether a number is the one that was known incomplete."""
    return conocido.calidad is Calidad.INCOMPLETO and _acaba_en(nuevo.numero, conocido.numero)


def _se_tiene(telefono: Telefono, conocidos: Iterable[Telefono]) -> bool:
    digitos = solo_digitos(telefono.numero)[-10:]
    return any(solo_digitos(c.numero)[-10:] == digitos or _acaba_en(c.numero, digitos) for c in conocidos)
