"""What judicial needs to sue: the packet of a case, with what it has and what it lacks."""

from collections.abc import Iterator
from typing import NamedTuple

from casos.mediacion.estado import Caso
from casos.mediacion.facetas import FuerzaJuridica, convenio_de_referencia, fuerza_juridica
from casos.mediacion.vocabulario import TipoDocumento
from casos.politica.modelo import Politica

CONSTANCIAS = frozenset(
    {
        TipoDocumento.CONSTANCIA_INASISTENCIA,
        TipoDocumento.CONSTANCIA_NO_ACUERDO,
        TipoDocumento.CONSTANCIA_CONCLUSION,
    }
)


class Pieza(NamedTuple):
    """A part of the packet, and whether the case has it."""

    nombre: str
    esta: bool


def paquete(caso: Caso, politica: Politica) -> tuple[Pieza, ...]:
    """Agreement or certificate, pagarés, statement of account, identification, address, attempts made."""
    return tuple(_piezas(caso, politica))


def faltantes(caso: Caso, politica: Politica) -> tuple[str, ...]:
    """The names of what the packet lacks."""
    return tuple(pieza.nombre for pieza in paquete(caso, politica) if not pieza.esta)


def gestiones(caso: Caso) -> int:
    """Documented attempts to reach the debtor's side: calls, letters and visits made."""
    hechas = [v for v in caso.contacto.visitas.values() if v.hecha.version]
    return len(caso.contacto.llamadas) + len(caso.contacto.cartas) + len(hechas)


def _piezas(caso: Caso, politica: Politica) -> Iterator[Pieza]:
    convenio = convenio_de_referencia(caso)
    if convenio is None:
        yield Pieza("constancia del tribunal", any(_tiene(caso, tipo) for tipo in CONSTANCIAS))
    else:
        yield Pieza("original del convenio", convenio.original is not None)
        if convenio.registral.estado != "no_aplica":
            inscrito = fuerza_juridica(convenio) is FuerzaJuridica.COSA_JUZGADA
            yield Pieza("registro del convenio", inscrito)
    yield from _pagares(caso)
    emitido = caso.contacto.estado_de_cuenta.version > 0
    yield Pieza("estado de cuenta", emitido or _tiene(caso, TipoDocumento.ESTADO_DE_CUENTA))
    yield Pieza("identificación", _tiene(caso, TipoDocumento.IDENTIFICACION))
    yield Pieza("domicilio", "domicilio" not in caso.apertura.faltan)
    minimo = politica.incumplimiento.intentos_minimos
    yield Pieza(f"{minimo} gestiones documentadas", gestiones(caso) >= minimo)


def _pagares(caso: Caso) -> Iterator[Pieza]:
    originales = {d.credito for d in caso.documentos.values() if d.tipo is TipoDocumento.PAGARE}
    escaneado = TipoDocumento.PAGARE in caso.anexos.values()
    for numero in caso.creditos:
        yield Pieza(f"pagaré del crédito {numero}", numero in originales or escaneado)
    if not caso.creditos:
        yield Pieza("pagaré", False)


def _tiene(caso: Caso, tipo: TipoDocumento) -> bool:
    return tipo in caso.anexos.values() or any(d.tipo is tipo for d in caso.documentos.values())
