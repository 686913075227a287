"""What a complaint, suggestion, praise or denuncia asks: to acknowledge it, to answer or share it, to turn it over."""

from collections.abc import Iterator
from datetime import date

from casos.calendario.explicacion import en_palabras
from casos.decision import AUDITOR, COORDINADOR
from casos.manifestacion import Clase, Manifestacion, sede
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente

NOMBRES = {
    Clase.QUEJA: "la queja", Clase.SUGERENCIA: "la sugerencia", Clase.RECONOCIMIENTO: "el reconocimiento",
    Clase.DENUNCIA: "la denuncia",
}  # fmt: skip


def pendientes(m: Manifestacion, v: Versiones) -> Iterator[Pendiente]:
    """Until it ends: the acknowledgement; of a complaint or a suggestion the answer, of praise that whom it is about
    be told; of a denuncia only that it be turned over."""
    if m.cerrada or m.recibida_en is None:
        return
    plazos = v.politica(m.politica).quejas
    if m.clase is Clase.DENUNCIA:
        yield _fila(
            m, v, "turnar_denuncia", f"Turnar a la Contraloría la denuncia {m.folio}", "turnar_denuncia_dias_habiles",
            plazos.turnar_denuncia_dias_habiles, "Se quita cuando se registra el oficio con que se turnó.",
        )._replace(rol=AUDITOR, usuario=m.encargado)  # its role only keeps it out of the team's list  # fmt: skip
        return
    nombre = NOMBRES[m.clase]
    if not m.acusada:
        yield _fila(
            m, v, "acusar_recibo", f"Acusar recibo de {nombre} {m.folio}", "acuse_dias_habiles",
            plazos.acuse_dias_habiles, "Se quita cuando se registra que se acusó recibo.",
        )  # fmt: skip
    if m.clase is Clase.RECONOCIMIENTO:
        yield _fila(
            m, v, "compartir_reconocimiento", f"Dar a conocer el reconocimiento {m.folio}",
            "respuesta_interna_dias_habiles", plazos.respuesta_interna_dias_habiles,
            "Se quita cuando se registra que se dio a conocer.",
        )._replace(detalle="A quien nombra o, si no nombra a nadie, al equipo.")  # fmt: skip
        return
    limite = limite_de_respuesta(m, v)
    yield _fila(
        m, v, "responder_queja", f"Responder {nombre} {m.folio}", "respuesta_interna_dias_habiles",
        plazos.respuesta_interna_dias_habiles, "Se quita cuando se registra la respuesta.",
    )._replace(detalle=f"Límite: {en_palabras(limite)}.")  # fmt: skip


def limite_de_respuesta(m: Manifestacion, v: Versiones) -> date:
    """The last day for the answer to a complaint or a suggestion; its row is due some days before."""
    return _vence(m, v, v.politica(m.politica).quejas.respuesta_dias_habiles)


def _fila(
    m: Manifestacion, v: Versiones, decision: str, titulo: str, regla: str, dias: int, quita: str
) -> Pendiente:  # fmt: skip
    desde = dia_local(m.recibida_en) if m.recibida_en else date.min
    return Pendiente(
        tipo=decision, clave="manifestacion", titulo=titulo, rol=COORDINADOR, usuario=None, visible=desde,
        vence=_vence(m, v, dias), causa=(m.version,), regla=f"quejas.{regla}", desde=desde, dias=dias,
        calendario="INSTITUTO", acciones=(decision,), quita=quita,
    )  # fmt: skip


def _vence(m: Manifestacion, v: Versiones, dias: int) -> date:
    desde = dia_local(m.recibida_en) if m.recibida_en else date.min
    return v.vencimiento(desde, dias, "INSTITUTO", sede(m)).fecha
