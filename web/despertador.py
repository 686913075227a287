"""The clock at work: takes the decisions that fell due, each once, dated when it was due."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from casos.asiento import Acto, Origen
from casos.decision import RELOJ, Rechazo, declarada
from casos.tiempo import a_las, dia_local
from flujos import despertares
from flujos.reloj import Despertar
from proyecciones.consultas.despertar import debidos
from web.instancia import Instancia

Avance = Callable[[int, int], None]
DECISIONES_POR_CASO = 500


class Turno(NamedTuple):
    """What one run did: cases woken, decisions that changed something."""

    casos: int = 0
    decisiones: int = 0

    def mas(self, otro: "Turno") -> "Turno":
        """Both together."""
        return Turno(self.casos + otro.casos, self.decisiones + otro.decisiones)


def correr(instancia: Instancia, avance: Avance | None = None) -> Turno:
    """Take everything due until the instance's present. Running it again at once does nothing."""
    instancia.proyector.ponerse_al_dia()
    ahora = instancia.ahora()
    with instancia.almacen.leer() as conexion:
        ids = debidos(conexion, ahora)
    hechas = 0
    for n, caso_id in enumerate(ids, start=1):
        hechas += _despertar(instancia, caso_id, ahora)
        if avance:
            avance(n, len(ids))
    instancia.proyector.ponerse_al_dia()
    return Turno(len(ids), hechas)


def _despertar(instancia: Instancia, caso_id: UUID, ahora: datetime) -> int:
    hechas, vistas = 0, set[tuple[str, str, datetime]]()
    while len(vistas) < DECISIONES_POR_CASO:
        historia = instancia.casos.historia(caso_id)
        if historia is None:
            return hechas
        debidas = (d for d in despertares(historia, instancia.casos.versiones()) if d.instante <= ahora)
        siguiente = next((d for d in debidas if _clave(d) not in vistas), None)
        if siguiente is None:
            return hechas
        vistas.add(_clave(siguiente))
        acto = acto_de(caso_id, historia.caso, siguiente)
        try:
            resultado = instancia.casos.decidir(
                caso_id, declarada(siguiente.decision).funcion, siguiente.datos, acto
            )
        except Rechazo:
            continue  # not (or no longer) due: it is asked again at the next turn
        hechas += bool(resultado.asientos and not resultado.repetido)
    return hechas


def acto_de(caso_id: UUID, caso: Any, d: Despertar) -> Acto:
    """The act of the clock for something due, the same whenever it is taken: dated when it fell due."""
    return Acto(
        autor=RELOJ,
        rol=RELOJ,
        sede=getattr(getattr(caso, "apertura", None), "sede", ""),
        origen=Origen.RELOJ,
        pedido=uuid5(caso_id, f"{d.decision}/{d.clave}/{d.instante.isoformat()}"),
        ocurrido_en=d.instante,
        causa=d.causa,
    )


def _clave(d: Despertar) -> tuple[str, str, datetime]:
    return d.decision, d.clave, d.instante


def ensayar_hasta(instancia: Instancia, hasta: datetime, avance: Avance | None = None) -> Turno:
    """Move a rehearsal instance's clock forward, evening by evening, running it at each. Refused elsewhere."""
    if not instancia.ensayo.permitido:
        raise Rechazo(
            "Solo una instancia de demostración o ensayo puede adelantar su reloj. "
            "Quite --hasta para correr lo que ya venció."
        )
    ahora = instancia.ahora()
    if hasta <= ahora:
        raise Rechazo(f"El reloj de esta instancia ya pasó de esa fecha (va en {ahora:%d/%m/%Y %H:%M} UTC).")
    total = Turno()
    paradas = list(_tardes(ahora, hasta))
    for n, parada in enumerate(paradas, start=1):
        instancia.ensayo.adelantar_hasta(parada)
        total = total.mas(correr(instancia))
        if avance:
            avance(n, len(paradas))
    return total


def _tardes(desde: datetime, hasta: datetime) -> Iterator[datetime]:
    dia = dia_local(desde)
    while (tarde := a_las(dia, time(20, 0))) < hasta:
        if tarde > desde:
            yield tarde
        dia += timedelta(days=1)
    yield hasta
