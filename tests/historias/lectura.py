"""A story file (TOML) as steps, with days and names turned into what decisions take. Its format: README.md."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from casos.tiempo import ZONA, a_las

CARPETA = Path(__file__).parent
DIEZ_MINUTOS = timedelta(minutes=10)
NUEVE = time(9)

AUTORES = {
    "responsable": "ana", "coordinador": "rosa", "contabilidad": "carmen", "archivo": "raul", "judicial": "jorge",
    "sistemas": "sara", "administrador": "adela",
}  # fmt: skip
CLAVES = frozenset(
    {
        "dia", "hora", "que", "quien", "autor", "hace", "reloj", "datos", "ocurrio", "rechazo", "nada", "hechos",
        "queda", "nuevos", "quitados", "debe", "a_favor", "fechas",
    }
)  # fmt: skip
DE_LA_HISTORIA = frozenset({"titulo", "derecho", "sigue_a", "primero", "paso"})


class Paso(NamedTuple):
    """A step: who decides what and when, or the clock, and what must be so afterwards."""

    de: str
    ahora: datetime
    ocurrio: datetime | None
    que: str
    rol: str
    autor: str
    decision: str | None
    datos: Any
    rechazo: str | None
    hechos: tuple[str, ...] | None
    queda: dict[str, str]
    nuevos: tuple[str, ...]
    quitados: tuple[str, ...]
    dinero: dict[str, Any]
    fechas: dict[str, date]


class Cuento(NamedTuple):
    """A story: its title, the law and policy that it rests on, and its steps."""

    titulo: str
    derecho: str
    pasos: tuple[Paso, ...]


def leer(ruta: Path) -> Cuento:
    """A story: what came `primero`, the beginning that it goes on from, and its own steps."""
    crudo = tomllib.loads(ruta.read_text())
    if sobran := set(crudo) - DE_LA_HISTORIA:
        raise ValueError(f"{ruta.name}: no se conoce {sorted(sobran)}")
    antes = leer(CARPETA / f"{crudo['sigue_a']}.toml").pasos if "sigue_a" in crudo else ()
    primero = enumerate(crudo.get("primero", ()), 1)
    pasos = [_paso(f"{ruta.stem}, antes {n}", paso, None) for n, paso in primero]
    pasos += antes
    for numero, paso in enumerate(crudo.get("paso", ()), 1):
        previo = pasos[-1].ahora if pasos else None
        pasos.append(_paso(f"{ruta.stem}, paso {numero}", paso, previo))
    return Cuento(crudo["titulo"], crudo.get("derecho", ""), tuple(pasos))


def _paso(de: str, crudo: dict[str, Any], previo: datetime | None) -> Paso:
    if sobran := set(crudo) - CLAVES:
        raise ValueError(f"{de}: no se conoce {sorted(sobran)}")
    rol = "reloj" if crudo.get("reloj") else crudo.get("quien", "responsable")
    hechos = () if crudo.get("nada") else crudo.get("hechos", () if crudo.get("reloj") else None)
    return Paso(
        de=de,
        ahora=_ahora(crudo, previo),
        ocurrio=_instante(crudo["ocurrio"]) if "ocurrio" in crudo else None,
        que=crudo.get("que", ""),
        rol=rol,
        autor=crudo.get("autor", AUTORES.get(rol, rol)),
        decision=crudo.get("hace"),
        datos=_datos(crudo.get("datos")),
        rechazo=crudo.get("rechazo"),
        hechos=None if hechos is None else tuple(hechos),
        queda=crudo.get("queda", {}),
        nuevos=tuple(crudo.get("nuevos", ())),
        quitados=tuple(crudo.get("quitados", ())),
        dinero={que: crudo[que] for que in ("debe", "a_favor") if que in crudo},
        fechas=crudo.get("fechas", {}),
    )


def _ahora(crudo: dict[str, Any], previo: datetime | None) -> datetime:
    """At its hour; without one, at nine, or ten minutes after the step before if that is later."""
    if "hora" in crudo:
        return a_las(crudo["dia"], crudo["hora"])
    temprano = a_las(crudo["dia"], NUEVE)
    return temprano if previo is None or previo < temprano else previo + DIEZ_MINUTOS


def _instante(cuando: date | datetime) -> datetime:
    """A moment as written, in Sonora; of a bare day, noon."""
    if isinstance(cuando, datetime):
        return cuando.replace(tzinfo=ZONA)
    return a_las(cuando, time(12))


def persona(nombre: str) -> UUID:
    """The same made-up identity for the same name."""
    return uuid5(NAMESPACE_OID, nombre)


def _datos(crudo: Any, campo: str = "") -> Any:
    """Moments get their zone, and names where a person is meant their identity."""
    if isinstance(crudo, dict):
        return {clave: _datos(valor, clave) for clave, valor in crudo.items()}
    if isinstance(crudo, list):
        return [_datos(valor, campo) for valor in crudo]
    if isinstance(crudo, datetime):
        return crudo.replace(tzinfo=ZONA).isoformat()
    if isinstance(crudo, date | time):
        return crudo.isoformat()
    return str(persona(crudo)) if campo.endswith("_id") and isinstance(crudo, str) else crudo
