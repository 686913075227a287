"""Credits of one debtor put together: by CURP, and without one by name and telephone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casos.lectura.cartera import RenglonCartera
from casos.lectura.nombres import clave_persona

_CURP = re.compile(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d")
_CIFRAS_COMUNES = 7
"""Files write a telephone with and without LADA, 01, 044 or +521: its last seven digits are always there."""

Contacto = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DeudorLeido:
    """One person's credits, in the order of the file."""

    renglones: tuple[RenglonCartera, ...]
    dudas: tuple[str, ...] = ()

    @property
    def acreditado(self) -> str:
        return self.renglones[0].acreditado

    @property
    def curp(self) -> str | None:
        return next((r.curp for r in self.renglones if r.curp), None)

    @property
    def creditos(self) -> tuple[str, ...]:
        return tuple(r.num_credito for r in self.renglones)


def por_deudor(renglones: Iterable[RenglonCartera]) -> tuple[DeudorLeido, ...]:
    """The debtors, in the order in which the file first names them; rows that repeat another are left out.

    A row without a CURP joins the one debtor of the same name and telephone. With neither CURP nor a way to
    reach the person it stays alone: a name by itself proves nothing (homónimos).
    """
    unicos = [r for r in renglones if r.repite is None]
    con_curp: dict[Contacto, set[str]] = {}
    for renglon in unicos:
        if (curp := _curp(renglon)) and (contacto := _contacto(renglon)):
            con_curp.setdefault(contacto, set()).add(curp)
    grupos: dict[object, list[RenglonCartera]] = {}
    for renglon in unicos:
        grupos.setdefault(_de_quien(renglon, con_curp), []).append(renglon)
    return tuple(DeudorLeido(tuple(grupo), tuple(_dudas(grupo))) for grupo in grupos.values())


def _de_quien(renglon: RenglonCartera, con_curp: dict[Contacto, set[str]]) -> object:
    contacto = _contacto(renglon)
    if (curp := _curp(renglon)) is not None:
        return curp
    if contacto is None:
        return renglon.fila
    curps = con_curp.get(contacto, set())
    return next(iter(curps)) if len(curps) == 1 else contacto


def _curp(renglon: RenglonCartera) -> str | None:
    return renglon.curp if renglon.curp and _CURP.fullmatch(renglon.curp) else None


def _contacto(renglon: RenglonCartera) -> Contacto | None:
    cifras = re.sub(r"[^0-9]", "", renglon.telefono or "")[-_CIFRAS_COMUNES:]
    via = cifras if len(cifras) == _CIFRAS_COMUNES else (renglon.correo or "").casefold()
    return (clave_persona(renglon.acreditado), via) if via else None


def _dudas(grupo: Sequence[RenglonCartera]) -> Iterator[str]:
    nombres = {clave_persona(r.acreditado): r.acreditado for r in grupo}
    if len(nombres) > 1:
        yield f"La CURP {grupo[0].curp} está con nombres distintos: {'; '.join(nombres.values())}."
    sedes = {r.sede for r in grupo if r.sede}
    if len(sedes) > 1:
        yield f"Sus créditos están en oficinas distintas: {', '.join(sorted(sedes))}."
    if len(grupo) == 1 and _curp(grupo[0]) is None and _contacto(grupo[0]) is None:
        yield "No trae CURP, teléfono ni correo: no se sabe si sus otros créditos son de la misma persona."
