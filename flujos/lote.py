"""What an imported file still asks of whoever imported it: rows in doubt, and sessions that vanished from it."""

from collections.abc import Iterator
from datetime import date

from casos.calendario.explicacion import en_palabras
from casos.decision import COORDINADOR
from casos.lote import CONSOLA, Lote, sede
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente

REGLA = "caso.resolver_importacion_dias_habiles"


def pendientes(lote: Lote, v: Versiones) -> Iterator[Pendiente]:
    """At most one row for the doubts and one for what vanished; they go to the account that imported."""
    if dudas := len(lote.por_resolver):
        cuantas = "1 duda" if dudas == 1 else f"{dudas:,} dudas"
        yield _fila(
            lote, v, "resolver_dudas", f"Resolver {cuantas} de {_de_que(lote)}", lote.en_duda, "resolver_duda",
            "Se quita cuando se resuelve o descarta cada renglón en duda.",
        )  # fmt: skip
    if faltan := len(lote.por_preguntar):
        cuantas = "1 sesión que ya no viene" if faltan == 1 else f"{faltan:,} sesiones que ya no vienen"
        yield _fila(
            lote, v, "preguntar_desaparecidas", f"Preguntar por {cuantas} en {_de_que(lote)}", lote.preguntado,
            "responder_desaparecida", "Se quita cuando se dice de cada sesión si se canceló o sigue en pie.",
        )  # fmt: skip


def _fila(
    lote: Lote, v: Versiones, tipo: str, titulo: str, causa: int, accion: str, quita: str
) -> Pendiente:  # fmt: skip
    desde = dia_local(lote.recibido_en) if lote.recibido_en else date.min
    dias = v.politica(lote.politica).caso.resolver_importacion_dias_habiles
    de_consola = lote.autor == CONSOLA
    return Pendiente(
        tipo=tipo, clave="lote", titulo=titulo, rol=COORDINADOR if de_consola else lote.rol,
        usuario=None if de_consola else lote.autor, visible=desde,
        vence=v.vencimiento(desde, dias, "INSTITUTO", sede(lote)).fecha, causa=(lote.version, causa), regla=REGLA,
        desde=desde, dias=dias, calendario="INSTITUTO", acciones=(accion,), quita=quita, detalle=lote.archivo,
    )  # fmt: skip


def _de_que(lote: Lote) -> str:
    if lote.clase == "agenda":
        return f"la agenda{_del_al(lote.desde, lote.hasta)}"
    return "la cartera" if lote.clase == "cartera" else "los pagos"


def _del_al(desde: date | None, hasta: date | None) -> str:
    if desde is None or hasta is None:
        return ""
    if desde == hasta:
        return f" del {en_palabras(desde, con_anio=False)}"
    if (desde.year, desde.month) == (hasta.year, hasta.month):
        return f" del {desde.day} al {en_palabras(hasta, con_anio=False)}"
    return f" del {en_palabras(desde, con_anio=False)} al {en_palabras(hasta, con_anio=False)}"
