"""One row of the court's agenda: from cells by field to a typed row with its doubts, or a bad row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from casos.lectura.celdas import Celda, sin_dato
from casos.lectura.fechas import buscar_fecha, leer_momento
from casos.lectura.horas import leer_duracion, leer_hora, leer_horario, minutos_entre
from casos.lectura.renglones import LETRAS_DE_NOMBRE, LETRAS_DE_NOTA, Campos, RenglonMalo, motivo
from casos.lectura.sedes import leer_sede
from casos.lectura.tabla import Renglon
from casos.lectura.valores import (
    Invitacion,
    Modalidad,
    leer_creditos,
    leer_estatus,
    leer_folio,
    leer_invitacion,
    leer_num_sesion,
    leer_partes,
    leer_sala,
)

ATRASO_CREIBLE = timedelta(days=180)
ADELANTO_CREIBLE = timedelta(days=366)
ABRE, CIERRA = time(7), time(19)
"""Court hours (Código Nacional de Procedimientos Civiles y Familiares, art. 149)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonAgenda:
    fila: int
    folio: str | None
    num_sesion: int
    fecha: date | None
    """None only if the session is cancelled."""
    hora: time | None
    duracion_min: int | None
    sede: str | None
    """HMO, OBR or NOG."""
    sala: str | None
    url: str | None
    modalidad: Modalidad | None
    facilitador: str | None
    num_certificacion: str | None
    materia: str | None
    mecanismo: str | None
    solicitante: str | None
    invitado: str | None
    curp: str | None
    creditos: tuple[str, ...]
    origen: str | None
    juzgado: str | None
    estatus: str | None
    cancelada: bool
    reagendada: bool
    invitacion: Invitacion | None
    observaciones: str | None
    repite: int | None = None
    """The earlier row of the file that says exactly the same."""
    dudas: tuple[str, ...] = ()
    """What a person must look at before this row is carried out."""
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contexto:
    """What one row cannot know by itself."""

    hoy: date
    mes_primero: bool = False
    sede: str | None = None
    """The only office that the titles name, for files without that column."""
    con_fecha: bool = True
    """False if the table has no date column: then a title above the row says the day."""


def leer_sesion(renglon: Renglon, contexto: Contexto) -> RenglonAgenda | RenglonMalo:
    campos = Campos(renglon.celdas)
    folio, sesion_del_folio = campos.leer("folio", leer_folio) or (None, None)
    num_sesion = campos.leer("num_sesion", leer_num_sesion) or sesion_del_folio or 1
    cancelada, reagendada, dudas = _estatus(campos)
    fecha, hora, duracion = _cuando(campos, renglon, contexto, cancelada)
    sala, url, modalidad = leer_sala(
        campos.texto("sala"), campos.texto("url", 500), campos.texto("modalidad")
    )
    solicitante, invitado = leer_partes(campos.nombre("invitado") or "")
    sede = leer_sede(campos.texto("sede") or "") or contexto.sede
    sesion = RenglonAgenda(
        fila=renglon.fila,
        folio=folio,
        num_sesion=num_sesion,
        fecha=fecha,
        hora=hora,
        duracion_min=duracion,
        sede=sede,
        sala=sala,
        url=url,
        modalidad=modalidad,
        facilitador=campos.texto("facilitador", LETRAS_DE_NOMBRE),
        num_certificacion=campos.texto("num_certificacion"),
        materia=campos.texto("materia"),
        mecanismo=campos.texto("mecanismo"),
        solicitante=campos.texto("solicitante") or solicitante,
        invitado=invitado or None,
        curp=_curp(campos),
        creditos=campos.leer("creditos", leer_creditos) or (),
        origen=campos.texto("origen"),
        juzgado=campos.texto("juzgado"),
        estatus=campos.texto("estatus"),
        cancelada=cancelada,
        reagendada=reagendada,
        invitacion=leer_invitacion(campos.texto("invitacion"), campos.texto("observaciones", LETRAS_DE_NOTA)),
        observaciones=campos.texto("observaciones", LETRAS_DE_NOTA),
        dudas=tuple(dudas),
        avisos=tuple(_avisos(campos, sede, contexto)),
    )
    if campos.problemas:
        return RenglonMalo(renglon.fila, motivo(campos.problemas), renglon.texto)
    return con_dudas(sesion, contexto.hoy)


def con_dudas(sesion: RenglonAgenda, hoy: date) -> RenglonAgenda:
    """The row with the questions that its own data raise."""
    nuevas = tuple(texto for hay, texto in _preguntas(sesion, hoy) if hay)
    return replace(sesion, dudas=sesion.dudas + nuevas) if nuevas else sesion


def _preguntas(sesion: RenglonAgenda, hoy: date) -> list[tuple[bool, str]]:
    fecha, hora = sesion.fecha, sesion.hora
    return [
        (sesion.folio is None, "Falta el folio del expediente."),
        (
            not (sesion.invitado or sesion.creditos or sesion.curp or sesion.cancelada),
            "No dice a quién se invita: faltan el nombre, el crédito y la CURP.",
        ),
        (hora is None and not sesion.cancelada, "Falta la hora."),
        (
            hora is not None and not ABRE <= hora <= CIERRA,
            f"A las {hora:%H:%M} no hay audiencias; revise si es de la mañana o de la tarde." if hora else "",
        ),
        (
            fecha is not None and fecha < hoy - ATRASO_CREIBLE,
            f"La fecha {fecha:%d/%m/%Y} pasó hace mucho; revise el día y el año." if fecha else "",
        ),
        (
            fecha is not None and fecha > hoy + ADELANTO_CREIBLE,
            f"Falta más de un año para el {fecha:%d/%m/%Y}; revise el año." if fecha else "",
        ),
    ]


def _cuando(
    campos: Campos, renglon: Renglon, contexto: Contexto, cancelada: bool
) -> tuple[date | None, time | None, int | None]:
    """Day, time and minutes. The day may share its cell with the time, or stand in the title above."""

    def momento(celda: Celda) -> tuple[date, time | None]:
        return leer_momento(celda, mes_primero=contexto.mes_primero)

    en_celda = campos.leer("fecha_hora", momento) or campos.leer("fecha", momento)
    fecha, hora = en_celda or (None, None)
    if not contexto.con_fecha:
        fecha = next(filter(None, map(buscar_fecha, reversed(renglon.titulos))), None)
    desde, hasta = campos.leer("hora", leer_horario) or (hora, None)
    hasta = campos.leer("hora_fin", leer_hora) or hasta
    if fecha is None and not cancelada and not campos.problemas:
        campos.problemas.append("falta la fecha")
    duracion = campos.leer("duracion", leer_duracion)
    if duracion is None and desde and hasta:
        duracion = minutos_entre(desde, hasta)
    return fecha, desde, duracion


def _estatus(campos: Campos) -> tuple[bool, bool, list[str]]:
    """Cancelled, rescheduled, doubts. The remarks speak where the status does not, or against it."""
    dicho, notas = campos.texto("estatus"), campos.texto("observaciones", LETRAS_DE_NOTA)
    cancelada, reagendada, programada = leer_estatus(dicho)
    nota_cancelada, nota_reagendada, _ = leer_estatus(notas)
    dudas: list[str] = []
    if not (cancelada or reagendada):
        cancelada, reagendada = nota_cancelada, nota_reagendada
        if programada and (cancelada or reagendada):
            dudas.append(f"El estatus dice «{dicho}» y las observaciones «{(notas or '')[:60]}».")
    if cancelada and reagendada:
        dudas.append("Dice cancelada y también reagendada: confirme cuál de las dos con el centro.")
    return cancelada, reagendada, dudas


def _curp(campos: Campos) -> str | None:
    curp = campos.texto("curp")
    return "".join(curp.split()).upper() if curp else None


def _avisos(campos: Campos, sede: str | None, contexto: Contexto) -> Iterator[str]:
    dicha = campos.celdas.get("sede")
    if sede is None and not sin_dato(dicha):
        yield f"La sede «{str(dicha)[:40]}» no es de las oficinas del Instituto."
    if not contexto.con_fecha:
        yield "La fecha se tomó del título que está arriba del renglón."
