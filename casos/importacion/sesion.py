"""A session that the file brings against the one that is known: what changes, and the decisions for it."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from casos.importacion.palabras import lugar, momento, mudanza, tiempos
from casos.importacion.vista_previa import Causa, Paso, Situacion
from casos.lectura.sesion import RenglonAgenda
from casos.mediacion.estado import Caso, EstadoSesion, Sesion
from casos.mediacion.invitaciones import (
    NoEntregada,
    Notificacion,
    convocados,
    invitacion_no_entregada,
    notificar_invitacion,
)
from casos.mediacion.sesiones import (
    Cancelacion,
    NuevaFecha,
    NuevaSesion,
    NuevoLugar,
    agendar_sesion,
    cambiar_lugar_de_sesion,
    cancelar_sesion,
    reagendar_sesion,
)
from casos.mediacion.vocabulario import CausaReagenda, Medio, Modalidad, RolParte
from casos.tiempo import a_las, dia_local

VIVAS = frozenset({EstadoSesion.PROGRAMADA, EstadoSesion.FALLA_TECNICA})
CANCELADA_POR_EL_TRIBUNAL = "Cancelada en la agenda del tribunal."
_SIN_ENTREGAR = "El tribunal informó en su agenda que no se entregó."
_COMO_QUEDO = {
    EstadoSesion.CELEBRADA: "ya se celebró",
    EstadoSesion.INASISTENCIA: "quedó con inasistencia",
    EstadoSesion.CANCELADA: "está cancelada",
}


class Cambio(NamedTuple):
    """What a row does to a case's sessions. `causa` is set when it must be asked instead."""

    situacion: Situacion
    mensaje: str
    hecho: str = ""
    sesion: int | None = None
    pasos: tuple[Paso, ...] = ()
    causa: Causa | None = None


class DelArchivo(NamedTuple):
    """A row in its file: `motivo` answers why a session is right on a day off."""

    sha256: str
    hoy: date
    motivo: str = ""

    def inicio(self, r: RenglonAgenda) -> datetime | None:
        """The instant of the row's session."""
        return a_las(r.fecha, r.hora) if r.fecha and r.hora else None

    def origen(self, r: RenglonAgenda) -> dict[str, Any]:
        """File and row, as facts keep them."""
        return {"archivo": self.sha256, "fila": r.fila}

    def inhabil(self) -> dict[str, Any]:
        """The answer to a day off."""
        return {"aceptar_inhabil": True, "motivo": self.motivo} if self.motivo else {}


def conocida(caso: Caso, r: RenglonAgenda) -> Sesion | None:
    """The session of the row's folio and number (without a folio, of its moment); the last one of them."""
    if r.folio is None:
        inicio = a_las(r.fecha, r.hora) if r.fecha and r.hora else None
        suyas = [s for s in caso.sesiones.values() if s.inicio == inicio]
    else:
        suyas = [s for s in caso.sesiones.values() if (s.folio, s.num_sesion) == (r.folio, r.num_sesion)]
    return max(suyas, key=lambda s: s.numero, default=None)


def comparar(r: RenglonAgenda, caso_id: UUID, caso: Caso, a: DelArchivo) -> Cambio:
    """What the row changes in the sessions of its case."""
    sesion = conocida(caso, r)
    if sesion is None:
        return _cancelada_de_antes(r) if r.cancelada else _nueva(r, caso_id, caso, a)
    if r.cancelada:
        return _cancelar(r, caso_id, sesion, a)
    if sesion.estado is EstadoSesion.CANCELADA:
        return _nueva(r, caso_id, caso, a, otra_vez=True)
    if sesion.estado not in VIVAS:
        return _con_resultado(r, sesion, a)
    return _mover(r, caso_id, caso, sesion, a)


def nombre(r: RenglonAgenda) -> str:
    """«la sesión 2 de CJA/1279/2026»."""
    return f"la sesión {r.num_sesion} de {r.folio}" if r.folio else f"la sesión {r.num_sesion}"


def _cancelada_de_antes(r: RenglonAgenda) -> Cambio:
    dicho = f"Viene cancelada y {nombre(r)} no estaba agendada: no hay nada que hacer."
    return Cambio(Situacion.CANCELADA, dicho, dicho)


def _nueva(r: RenglonAgenda, caso_id: UUID, caso: Caso, a: DelArchivo, *, otra_vez: bool = False) -> Cambio:
    inicio = a.inicio(r)
    if inicio is None:
        return Cambio(Situacion.DUDA, f"Falta el día o la hora de {nombre(r)}.", causa=Causa.REVISAR)
    if caso.sesion is not None:
        return _con_otra_pendiente(caso.sesion, a)
    modalidad = Modalidad(r.modalidad) if r.modalidad else Modalidad.PRESENCIAL
    datos = NuevaSesion(
        inicio=inicio, duracion_min=r.duracion_min, folio=r.folio, num_sesion=r.num_sesion, sede=r.sede,
        sala=r.sala, url=r.url, modalidad=modalidad, facilitador=r.facilitador,
        certificacion=r.num_certificacion, juzgado=r.juzgado, **a.origen(r), **a.inhabil(),
    )  # fmt: skip
    numero = max(caso.sesiones, default=0) + 1
    cuando = f"el {momento(inicio, a.hoy)}{lugar(r.sala, r.url, modalidad)}"
    pasos = [Paso("agendar", caso_id, agendar_sesion, datos), *_invitacion(r, caso_id, caso, None, numero)]
    if otra_vez:
        antes, despues = tiempos(
            "%s estaba cancelada: se {agendará|agendó} de nuevo para %s.", _mayuscula(nombre(r)), cuando
        )
        return Cambio(Situacion.CAMBIA, antes, despues, numero, tuple(pasos))
    sin_entregar = " La invitación no se ha entregado." if r.invitacion == "no_entregada" else ""
    antes, despues = tiempos("Se {agendará|agendó} %s %s.%s", nombre(r), cuando, sin_entregar)
    return Cambio(Situacion.NUEVA, antes, despues, numero, tuple(pasos))


def _con_otra_pendiente(otra: Sesion, a: DelArchivo) -> Cambio:
    """The case waits for another session: it was not captured how it ended, or the two contradict each other."""
    cual = f"la sesión {otra.num_sesion} de {otra.folio}" if otra.folio else "otra sesión"
    cuando = momento(otra.inicio, a.hoy)
    if dia_local(otra.inicio) < a.hoy:
        dicho = (
            f"Falta capturar cómo terminó {cual}, del {cuando}. Captúrelo en el caso y vuelva a intentarlo."
        )
    else:
        dicho = (
            f"Ya tiene {cual}, el {cuando}. Confirme con el centro cuál vale; si es esta, cancele la otra."
        )
    return Cambio(Situacion.DUDA, dicho, sesion=None, causa=Causa.NO_PROCEDE)


def _cancelar(r: RenglonAgenda, caso_id: UUID, sesion: Sesion, a: DelArchivo) -> Cambio:
    if sesion.estado is EstadoSesion.CANCELADA:
        return Cambio(Situacion.YA_ESTABA, f"Ya estaba cancelada {nombre(r)}.", sesion=sesion.numero)
    if sesion.estado not in VIVAS:
        return Cambio(
            Situacion.DUDA,
            f"El archivo trae cancelada {nombre(r)}, pero aquí {_COMO_QUEDO[sesion.estado]}. Si el resultado se "
            "capturó por error, corríjalo en el caso; si no, descarte el renglón.",
            sesion=sesion.numero,
            causa=Causa.NO_PROCEDE,
        )
    datos = Cancelacion(sesion=sesion.numero, causa=CANCELADA_POR_EL_TRIBUNAL, **a.origen(r))
    antes, despues = tiempos(
        "Se {cancelará|canceló} %s, que estaba para el %s.", nombre(r), momento(sesion.inicio, a.hoy)
    )
    paso = Paso("cancelar", caso_id, cancelar_sesion, datos)
    return Cambio(Situacion.CANCELADA, antes, despues, sesion.numero, (paso,))


def _con_resultado(r: RenglonAgenda, sesion: Sesion, a: DelArchivo) -> Cambio:
    if a.inicio(r) in (None, sesion.inicio):
        quedo = _COMO_QUEDO[sesion.estado]
        return Cambio(Situacion.YA_ESTABA, f"{_mayuscula(nombre(r))} {quedo}.", sesion=sesion.numero)
    return Cambio(
        Situacion.DUDA,
        f"{_mayuscula(nombre(r))} {_COMO_QUEDO[sesion.estado]} el {momento(sesion.inicio, a.hoy)}. Si el archivo "
        "trae otra sesión, debe llevar otro número; confírmelo con el centro.",
        sesion=sesion.numero,
        causa=Causa.NO_PROCEDE,
    )


def _mover(r: RenglonAgenda, caso_id: UUID, caso: Caso, sesion: Sesion, a: DelArchivo) -> Cambio:
    """Another moment, another place, news of the invitation: whatever the row says that is not so."""
    inicio, donde = a.inicio(r), _otro_lugar(r, sesion, a)
    pasos: list[Paso] = []
    dichos: list[tuple[str, str]] = []
    if inicio and (inicio != sesion.inicio or sesion.estado is EstadoSesion.FALLA_TECNICA):
        datos = NuevaFecha(
            sesion=sesion.numero, inicio=inicio, causa=CausaReagenda.TRIBUNAL, **a.origen(r), **a.inhabil()
        )
        pasos.append(Paso("reagendar", caso_id, reagendar_sesion, datos))
        dichos.append(
            tiempos("%s {pasa|pasó} %s.", _mayuscula(nombre(r)), mudanza(sesion.inicio, inicio, a.hoy))
        )
    if donde:
        pasos.append(Paso("lugar", caso_id, cambiar_lugar_de_sesion, donde))
        dichos.append(_dicho_del_lugar(r, sesion, donde))
    se_mueve = any(paso.nombre == "reagendar" for paso in pasos)
    invitacion = _invitacion(r, caso_id, caso, None if se_mueve else sesion, sesion.numero)
    pasos += invitacion
    if invitacion:
        dichos.append(_dicho_de_invitacion(r))
    if not pasos:
        dicho = f"{_mayuscula(nombre(r))} ya estaba agendada el {momento(sesion.inicio, a.hoy)}, sin cambios."
        return Cambio(Situacion.YA_ESTABA, dicho, sesion=sesion.numero)
    antes, despues = (" ".join(frases) for frases in zip(*dichos, strict=True))
    return Cambio(Situacion.CAMBIA, antes, despues, sesion.numero, tuple(pasos))


def _otro_lugar(r: RenglonAgenda, sesion: Sesion, a: DelArchivo) -> NuevoLugar | None:
    """The row's place and facilitator if they are other ones; what the row leaves blank stays as it was."""
    dice_lugar = bool(r.sala or r.url or r.modalidad)
    modalidad = Modalidad(r.modalidad) if r.modalidad else sesion.modalidad
    presencial, virtual = modalidad is Modalidad.PRESENCIAL, modalidad is Modalidad.VIRTUAL
    sala = r.sala or (None if virtual else sesion.sala) if dice_lugar else sesion.sala
    url = r.url or (None if presencial else sesion.url) if dice_lugar else sesion.url
    facilitador = r.facilitador or sesion.facilitador
    if (sala, url, modalidad, facilitador) == (sesion.sala, sesion.url, sesion.modalidad, sesion.facilitador):
        return None
    return NuevoLugar(
        sesion=sesion.numero, sala=sala, url=url, modalidad=modalidad, facilitador=facilitador, **a.origen(r)
    )


def _dicho_del_lugar(r: RenglonAgenda, sesion: Sesion, donde: NuevoLugar) -> tuple[str, str]:
    if (donde.sala, donde.url, donde.modalidad) != (sesion.sala, sesion.url, sesion.modalidad):
        nuevo = lugar(donde.sala, donde.url, donde.modalidad).strip() or "sin sala asignada"
        return tiempos("%s {será|quedó} %s.", _mayuscula(nombre(r)), nuevo)
    return tiempos("En %s la persona facilitadora {será|es ahora} %s.", nombre(r), donde.facilitador or "")


def _invitacion(
    r: RenglonAgenda, caso_id: UUID, caso: Caso, sesion: Sesion | None, numero: int
) -> list[Paso]:
    """What the court says of the invitation, unless it is known."""
    if r.invitacion is None:
        return []
    if r.invitacion == "entregada":
        if sesion and convocados(caso) <= sesion.notificados:
            return []
        datos = Notificacion(sesion=numero, medio=Medio.PRESENCIAL)
        return [Paso("invitacion", caso_id, notificar_invitacion, datos)]
    if sesion and sesion.invitacion == "no_entregada":
        return []
    causa = r.observaciones or _SIN_ENTREGAR
    falla = NoEntregada(sesion=numero, a=RolParte.ACREDITADO, causa=causa)
    return [Paso("invitacion", caso_id, invitacion_no_entregada, falla)]


def _dicho_de_invitacion(r: RenglonAgenda) -> tuple[str, str]:
    como = "entregada" if r.invitacion == "entregada" else "no entregada"
    return tiempos("La invitación {quedará|quedó} como %s.", como)


def _mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]
