"""What-if: the whole real history under the rules in force and under a draft of them, and what differs."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.calendario.conjunto import Calendarios
from casos.calendario.explicacion import en_palabras
from casos.casos import Casos
from casos.dinero.pesos import en_cifras
from casos.mediacion.estado import Caso
from casos.mediacion.libro import pagado, veredicto
from casos.politica.modelo import Politica
from casos.registro.mapper import HechoIlegible, leer
from casos.tiempo import dia_local
from casos.tipo import hacer_historia
from casos.versiones import Versiones
from flujos import pendientes
from flujos.pendiente import Pendiente
from proyecciones.ensayo_de_metas import Cifras, Meta, metas
from proyecciones.ensayo_de_reglas import Vivida, vivir


class Cambio(NamedTuple):
    """Something that would be otherwise in a case.

    `clase` is etapa, cumplimiento, importe, pendiente, fecha, reloj (what the system does by itself) or acto (what
    a person did); `que` names it; `antes` and `despues` are what it is and would be, "" when it is not there.
    """

    caso: UUID
    clase: str
    que: str
    antes: str
    despues: str


class Simulacion(NamedTuple):
    """How many cases were lived again, everything that would be otherwise in them, and in the office's figures."""

    casos: int
    cambios: tuple[Cambio, ...]
    metas: tuple[Meta, ...] = ()

    @property
    def casos_que_cambian(self) -> tuple[UUID, ...]:
        """The cases with a change, in order."""
        return tuple(dict.fromkeys(c.caso for c in self.cambios))


def con_politica(versiones: Versiones, borrador: Politica) -> Versiones:
    """The rules as if the draft had always been the policy: each version that an entry names is the draft."""
    politicas = [
        p._replace(politica=borrador.model_copy(update={"vigente_desde": p.vigente_desde}))
        for p in versiones.politicas
    ]
    return Versiones(politicas, versiones.calendarios)


def con_calendarios(versiones: Versiones, borrador: Calendarios) -> Versiones:
    """The rules as if the draft had always been the calendars."""
    return Versiones(versiones.politicas, [c._replace(calendarios=borrador) for c in versiones.calendarios])


def simular(
    casos: Casos, borrador: Versiones, ahora: datetime, avance: Callable[[int, int], None] | None = None
) -> Simulacion:
    """Live every case again under the rules in force and under a draft; only reads. Pure in its arguments.

    Both sides are lived again, so that every difference comes from the rules and not from when the clock ran.
    """
    vigentes = casos.versiones()
    total = casos.registro.contar()[1]
    cambios: list[Cambio] = []
    cifras = (Cifras(vigentes, ahora), Cifras(borrador, ahora))
    cuantos = 0
    for vistos, (caso_id, filas) in enumerate(casos.registro.por_caso(), start=1):
        historia = _leida(caso_id, filas)
        if historia is not None and isinstance(historia.caso, Caso):
            cuantos += 1
            es, seria = (vivir(historia, reglas, ahora, vigentes) for reglas in (vigentes, borrador))
            cambios += comparar(historia, es, seria, vigentes, borrador, ahora)
            for cifra, vivida in zip(cifras, (es, seria), strict=True):
                cifra.sumar(vivida.historia.caso)
        if avance:
            avance(vistos, total)
    return Simulacion(cuantos, tuple(cambios), metas(*cifras))


def _leida(caso_id: UUID, filas: Sequence[tuple[int, str, bytes, bytes, bytes]]) -> Historia | None:
    """A case's history; None when it cannot be read and waits in quarantine."""
    try:
        return hacer_historia(caso_id, [leer(f[0], f[1], bytes(f[2])) for f in filas])
    except (HechoIlegible, LookupError):
        return None


def comparar(
    historia: Historia,
    antes: Vivida,
    despues: Vivida,
    vigentes: Versiones,
    borrador: Versiones,
    ahora: datetime,
) -> Iterator[Cambio]:
    """What would be otherwise in one case, lived under the rules in force and under the draft."""
    for clase, que, uno, otro in (
        *_estado(antes, despues, vigentes, borrador, ahora),
        *_pendientes(antes.historia, despues.historia, vigentes, borrador),
        *_reloj(antes, despues),
        *_actos(antes, despues, {a.version for a in historia.vigentes}),
    ):
        yield Cambio(historia.caso_id, clase, que, uno, otro)


Diferente = tuple[str, str, str, str]


def _estado(
    antes: Vivida, despues: Vivida, vigentes: Versiones, borrador: Versiones, ahora: datetime
) -> Iterator[Diferente]:
    uno, otro = antes.historia.caso, despues.historia.caso
    if uno.etapa != otro.etapa:
        yield "etapa", "Etapa", str(uno.etapa), str(otro.etapa)
    v_uno, v_otro = _veredicto(uno, vigentes, ahora), _veredicto(otro, borrador, ahora)
    if v_uno[0] != v_otro[0]:
        yield "cumplimiento", "Cumplimiento del convenio", v_uno[0], v_otro[0]
    if v_uno[1] != v_otro[1]:
        yield "importe", "Atrasado del convenio", v_uno[1], v_otro[1]
    for numero in sorted(uno.convenios.keys() | otro.convenios.keys()):
        pagado_uno, pagado_otro = _pagado(uno, numero), _pagado(otro, numero)
        if pagado_uno != pagado_otro:
            yield "importe", f"Pagado del convenio {numero}", pagado_uno, pagado_otro


def _veredicto(caso: Caso, v: Versiones, ahora: datetime) -> tuple[str, str]:
    if caso.convenio is None:
        return "", ""
    dicho = veredicto(caso, caso.convenio, dia_local(ahora), v)
    return str(dicho.estado), en_cifras(dicho.faltante)


def _pagado(caso: Caso, numero: int) -> str:
    return en_cifras(pagado(caso, caso.convenios[numero])) if numero in caso.convenios else ""


def _pendientes(
    antes: Historia, despues: Historia, vigentes: Versiones, borrador: Versiones
) -> Iterator[Diferente]:
    for uno, otro in _parejas(pendientes(antes, vigentes), pendientes(despues, borrador)):
        if uno is None or otro is None:
            cual = uno or otro
            assert cual is not None  # noqa: S101 - one of the two is there
            yield "pendiente", cual.titulo, _fecha(uno), _fecha(otro)
        elif (uno.vence, uno.hora) != (otro.vence, otro.hora):
            yield "fecha", otro.titulo, _fecha(uno), _fecha(otro)
        elif (uno.visible, uno.rol, uno.usuario) != (otro.visible, otro.rol, otro.usuario):
            yield "pendiente", otro.titulo, _a_quien(uno), _a_quien(otro)


def _parejas(
    antes: Iterable[Pendiente], despues: Iterable[Pendiente]
) -> Iterator[tuple[Pendiente | None, Pendiente | None]]:
    """Each row with itself under the other rules: by its key or, as keys hold entry numbers that may differ there, the
    next of its kind that says the same."""
    unos, otros = {(p.tipo, p.clave): p for p in antes}, {(p.tipo, p.clave): p for p in despues}
    yield from ((unos.pop(clave), otros.pop(clave)) for clave in sorted(unos.keys() & otros.keys()))
    for uno in unos.values():
        igual = next((c for c, p in otros.items() if (p.tipo, p.titulo) == (uno.tipo, uno.titulo)), None)
        yield uno, otros.pop(igual) if igual else None
    yield from ((None, otro) for otro in otros.values())


def _fecha(p: Pendiente | None) -> str:
    return (
        "" if p is None else f"vence el {en_palabras(p.vence)}" + (f" a las {p.hora:%H:%M}" if p.hora else "")
    )


def _a_quien(p: Pendiente) -> str:
    return f"{p.usuario or p.rol}, desde el {en_palabras(p.visible)}"


def _reloj(antes: Vivida, despues: Vivida) -> Iterator[Diferente]:
    """What the system would have done, not done, or done at another instant."""
    unos, otros = _hechos(antes), _hechos(despues)
    for clave in sorted(unos.keys() | otros.keys()):
        uno, otro = unos.get(clave, ""), otros.get(clave, "")
        if uno != otro:
            yield "reloj", clave[0], uno, otro


def _hechos(vivida: Vivida) -> dict[tuple[str, str, int], str]:
    hechos: dict[tuple[str, str, int], str] = {}
    for a in vivida.del_reloj:
        datos = a.hecho.model_dump(mode="json", include={"convenio", "parcialidad", "sesion", "promesa"})
        n = sum(clave[:2] == (a.hecho.nombre(), str(datos)) for clave in hechos)
        hechos[a.hecho.nombre(), str(datos), n] = _cuando(a)
    return hechos


def _cuando(a: Asiento) -> str:
    return f"el {en_palabras(dia_local(a.ocurrido_en))}"


def _actos(antes: Vivida, despues: Vivida, vigentes: Container[int]) -> Iterator[Diferente]:
    """Acts of people (not annulled since) that would not have been needed, and those that only then would be."""
    unos, otros = ({a.version: a for a in v.sobran if a.version in vigentes} for v in (antes, despues))
    for version in sorted(unos.keys() ^ otros.keys()):
        asiento = unos.get(version) or otros[version]
        hecho = f"asiento {asiento.version}, {asiento.hecho.nombre()}"
        sobra = "ya no habría hecho falta"
        yield (
            "acto",
            hecho,
            sobra if version in unos else _cuando(asiento),
            (_cuando(asiento) if version in unos else sobra),
        )
