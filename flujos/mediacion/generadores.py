"""Where each flow of the mediation case declares its rows (`@genera`) and its clock (`@despierta`).

`fila` builds a row from its cause and a key of the policy, so that a row and its "¿por qué?" never disagree.
"""

from datetime import date, time

from casos.decision import RESPONSABLE
from casos.mediacion.estado import Caso, Marca
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Generadores, Pendiente, escalar
from flujos.reloj import Despertadores

GENERADORES = Generadores()
genera = GENERADORES.genera

DESPERTADORES = Despertadores(Caso)
despierta = DESPERTADORES.despierta

NATURALES = ""
"""`Pendiente.calendario` of a row whose days are counted on the plain calendar."""


def fila(
    caso: Caso,
    v: Versiones,
    marca: Marca,
    regla: str,
    *,
    tipo: str,
    clave: str,
    titulo: str,
    acciones: tuple[str, ...],
    quita: str,
    desde: date | None = None,
    antes: bool = False,
    visible: date | None = None,
    rol: str = RESPONSABLE,
    causa: tuple[int, ...] = (),
    detalle: str = "",
    hora: time | None = None,
    prioridad: int = 50,
) -> Pendiente:
    """A row due so many working days after (or `antes`) a day, as the policy stamped on its cause says.

    `regla` is a dotted key with its calendar ("documentos.recabar_dias_habiles"); `desde` the day counted
    from, by default that of the cause. A row that counts backwards is never born late: it is due on the day
    of its cause at the earliest. `visible` is by default the day of the cause.
    """
    de_politica = v.politica(marca.politica).regla(regla)
    calendario = de_politica.calendario or "INSTITUTO"
    nacio = dia_local(marca.en)
    contado_desde = desde or nacio
    dias = -de_politica.valor if antes else de_politica.valor
    vence = v.vencimiento(contado_desde, dias, calendario, caso.apertura.sede).fecha
    if antes and vence < nacio:
        vence = nacio
    return Pendiente(
        tipo=tipo, clave=clave, titulo=titulo, rol=rol, usuario=None,
        visible=min(visible or nacio, vence), vence=vence, causa=causa or (marca.version,), regla=regla,
        desde=contado_desde, dias=dias, calendario=calendario, acciones=acciones, quita=quita,
        detalle=detalle, hora=hora, prioridad=prioridad,
    )  # fmt: skip


def escalada(caso: Caso, v: Versiones, base: Pendiente, marca: Marca, regla: str, titulo: str) -> Pendiente:
    """The coordinator's second row, seen from the day on which `regla` has run out, counted as `base` is."""
    de_politica = v.politica(marca.politica).regla(regla)
    calendario = de_politica.calendario or "INSTITUTO"
    dia = v.vencimiento(base.desde, de_politica.valor, calendario, caso.apertura.sede).fecha
    return escalar(base, dia, dia, titulo, regla)._replace(dias=de_politica.valor, calendario=calendario)
