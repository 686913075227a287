"""Who is away and who sees their work meanwhile. Nothing changes hands: it is worked out anew at every look.

Absences and commissions say from when to when somebody is away (`Fuera`) and who covers. At an instant that gives,
for each account, whose rows it sees besides its own; when the period ends, is shortened or annulled, nothing is left.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from casos.decision import COORDINADOR, Contexto, Rechazo


class Fuera(NamedTuple):
    """Somebody is away in [desde, hasta). `cubre` None: the coordinator sees their work.

    `declarada_en` only orders what overlaps.
    """

    usuario: str
    rol: str
    sede: str
    desde: datetime
    hasta: datetime
    cubre: str | None
    declarada_en: datetime


def fuera_en(todas: Iterable[Fuera], instante: datetime) -> dict[str, Fuera]:
    """Who is away at an instant, by account; of several that overlap, the one that began last rules."""
    vigentes = [f for f in todas if f.desde <= instante < f.hasta]
    return {f.usuario: f for f in sorted(vigentes, key=lambda f: (f.desde, f.declarada_en))}


def suplente(usuario: str, fuera: Mapping[str, Fuera]) -> str | None:
    """Who sees somebody's work: they themselves, the first present one along the covers, or None (the coordinator)."""
    vistos: set[str] = set()
    while usuario in fuera:
        vistos.add(usuario)
        siguiente = fuera[usuario].cubre
        if siguiente is None or siguiente in vistos:
            return None
        usuario = siguiente
    return usuario


def cubiertos_por(usuario: str, rol: str, sede: str, fuera: Mapping[str, Fuera]) -> list[Fuera]:
    """Those whose work an account sees by cover; a coordinator also those of their office whom nobody covers."""
    return [
        f
        for ausente, f in sorted(fuera.items())
        if ausente != usuario
        and (
            (toca := suplente(ausente, fuera)) == usuario
            or (toca is None and rol == COORDINADOR and (not sede or sede == f.sede))
        )
    ]


def exigir_cobertura(usuario: str, rol: str, cubre: str | None, cubre_rol: str) -> None:
    """Refuse somebody who could not do the work: it takes the same role, or the coordinator's."""
    if cubre is None:
        return
    if cubre == usuario:
        raise Rechazo("Nadie se cubre a sí mismo; elija a otra persona o deje que lo vea el coordinador.")
    if cubre_rol not in {rol, COORDINADOR}:
        raise Rechazo(
            "Quien cubre necesita el mismo puesto o el de coordinador; de otro modo vería pendientes que no puede "
            "atender."
        )


def suya_o_del_coordinador(usuario: str, ctx: Contexto, que: str) -> str | None:
    """Why somebody may not touch the time away of an account: only they themselves and the coordinator may."""
    if ctx.rol == COORDINADOR or ctx.autor == usuario:
        return None
    return f"{que} es de otra persona; solo ella o el coordinador pueden cambiarla."
