"""Around a session: invitation, statement, outcome, changes; and what the coordinator decides after absences."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from casos.decision import CONTABILIDAD, COORDINADOR, RESPONSABLE
from casos.mediacion.estado import Sesion
from casos.mediacion.invitaciones import (
    AvisoALasPartes,
    EstadoDeCuenta,
    NoEntregada,
    Notificacion,
    avisar_partes,
    emitir_estado_de_cuenta,
    invitacion_no_entregada,
    notificar_invitacion,
)
from casos.mediacion.judicial import ConMotivo, solicitar_turno
from casos.mediacion.mecanismo import (
    AvisoAlJuez,
    Conclusion,
    Prorroga,
    avisar_juez,
    concluir_mecanismo,
    limite,
    prorrogar_mecanismo,
)
from casos.mediacion.resultados import (
    Celebracion,
    DeSesion,
    Inasistencia,
    NoAcuerdo,
    celebrar_sesion,
    constatar_no_acuerdo,
    registrar_falla_tecnica,
    registrar_inasistencia,
)
from casos.mediacion.sesiones import NuevaFecha, reagendar_sesion
from casos.mediacion.vocabulario import (
    CausaConclusion,
    CausaReagenda,
    Medio,
    Modalidad,
    ResultadoSesion,
    RolParte,
    Via,
)
from casos.tiempo import ZONA, a_las
from flujos.mediacion.resultados import ultima_celebrada
from flujos.pendiente import Pendiente
from web.demo import saldos
from web.demo.destino import pesado
from web.demo.expediente import Expediente
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende
from web.demo.personal import APODERADOS

FALTA_1, FALTA_2, FALTA_SIN_INVITACION, ACUERDAN = 0.40, 0.55, 0.75, 0.70


@atiende("confirmar_invitacion", pronto=0.7)
def confirmar_invitacion(e: Encargo) -> Iterator[Hace]:
    """The court's actuary says whether the invitation arrived."""
    if e.numero in e.exp.sin_entregar:
        causa = "El actuario informó que nadie abrió y un vecino dijo no conocer a la persona."
        yield Hace(invitacion_no_entregada, NoEntregada(sesion=e.numero, causa=causa))
    else:
        yield Hace(notificar_invitacion, Notificacion(sesion=e.numero, medio=Medio.PRESENCIAL, fecha=e.dia))


@atiende("avisar_partes", pronto=0.75)
def avisar(e: Encargo) -> Iterator[Hace]:
    """The parties learn of the change."""
    medio = pesado(e.azar, ((Medio.TELEFONO, 60), (Medio.WHATSAPP, 40)))
    yield Hace(avisar_partes, AvisoALasPartes(sesion=e.numero, medio=medio))


@atiende("preparar_estado_de_cuenta", pronto=0.5)
def estado_de_cuenta(e: Encargo) -> Iterator[Hace]:
    """Accounting gives the balances of the day and the statement is printed."""
    if not e.caso.creditos:
        return
    nuevos = saldos.al_corte(e.caso, e.dia - timedelta(days=1), viejo_de=50)
    yield from (Hace(saldos.recibir_saldo, s, CONTABILIDAD) for s in nuevos)
    yield Hace(
        emitir_estado_de_cuenta, EstadoDeCuenta(corte=e.dia, total=saldos.total(e.caso, nuevos, e.dia))
    )


def termino(exp: Expediente, p: Pendiente) -> datetime:
    """When the session of a row is over."""
    sesion = exp.caso.sesiones[int(p.clave.removeprefix("sesion-"))]
    return sesion.inicio + timedelta(minutes=sesion.duracion_min)


@atiende("capturar_resultado", pronto=0.88, espera=termino)
def capturar(e: Encargo) -> Iterator[Hace]:
    """How the session ended, captured some hours after it happened."""
    sesion = e.caso.sesiones[e.numero]
    virtual = sesion.modalidad is not Modalidad.PRESENCIAL
    if virtual and e.azar.random() < 0.08:
        yield Hace(
            registrar_falla_tecnica, DeSesion(sesion=e.numero), ocurrio=sesion.inicio + timedelta(minutes=20)
        )
    elif e.azar.random() < _falta(e, sesion):
        yield _inasistencia(e, sesion)
    else:
        yield _celebrada(e, termino(e.exp, e.p))


def _falta(e: Encargo, sesion: Sesion) -> float:
    if sesion.invitacion == "no_entregada":
        return FALTA_SIN_INVITACION
    return FALTA_1 if e.caso.mecanismo.inasistencias_consecutivas == 0 else FALTA_2


def _inasistencia(e: Encargo, sesion: Sesion) -> Hace:
    aval_vino = e.caso.tiene_aval and e.azar.random() < 0.15
    falta = Inasistencia(
        sesion=e.numero,
        ausentes=(RolParte.ACREDITADO,),
        presentes=(RolParte.AVAL,) if aval_vino else (),
        justificada=e.azar.random() < 0.08,
    )
    return Hace(registrar_inasistencia, falta, ocurrio=sesion.inicio + timedelta(minutes=15))


def _celebrada(e: Encargo, cuando: datetime) -> Hace:
    con_aval = e.caso.tiene_aval and e.azar.random() < 0.6
    resultado = pesado(
        e.azar,
        (
            (ResultadoSesion.ACUERDO, ACUERDAN), (ResultadoSesion.SIN_ACUERDO, 0.21),
            (ResultadoSesion.CONTINUA, 0.09),
        ),
    )  # fmt: skip
    celebrada = Celebracion(
        sesion=e.numero,
        presentes=(RolParte.ACREDITADO, RolParte.AVAL) if con_aval else (RolParte.ACREDITADO,),
        resultado=resultado,
        apoderado=e.azar.choice(APODERADOS),
    )
    return Hace(celebrar_sesion, celebrada, ocurrio=cuando)


@atiende("reagendar_sesion")
def tras_falla(e: Encargo) -> Iterator[Hace]:
    """The court gives another date to a session that failed technically."""
    sesion = e.caso.sesiones[e.numero]
    dia = e.mundo.calendario("STJ", e.exp.sede).sumar(e.dia, e.azar.randrange(4, 9))
    inicio = a_las(dia, sesion.inicio.astimezone(ZONA).time())
    hasta = limite(e.caso.mecanismo, e.v)
    if dia > hasta:
        yield _prorroga(dia + timedelta(days=30))
    yield Hace(
        reagendar_sesion, NuevaFecha(sesion=e.numero, inicio=inicio, causa=CausaReagenda.FALLA_TECNICA)
    )


@atiende("solicitar_nueva_fecha", "siguiente_paso", "acreditar_apoderado")
def pedir_fecha(e: Encargo) -> Iterator[Hace]:
    """The court is asked for a day: its next agenda brings it. Some cases go straight to an agreement."""
    if e.p.tipo == "siguiente_paso" and _por_ventanilla(e):
        yield from saldos.elaborar(e)
    elif e.exp.pide_sesion is None and e.caso.creditos:
        e.exp.pide_sesion = e.dia


def _por_ventanilla(e: Encargo) -> bool:
    """Whoever was spoken to at the window, or asked for it on the phone, agrees without the court."""
    return e.caso.apertura.via is Via.INSTITUCIONAL and bool(e.caso.creditos) and e.azar.random() < 0.35


@atiende("constatar_no_acuerdo", pronto=0.8)
def constatar(e: Encargo) -> Iterator[Hace]:
    """The certificate of no agreement."""
    yield no_acuerdo(e)


def no_acuerdo(e: Encargo) -> Hace:
    """The certificate of the last session that was held."""
    sesion = ultima_celebrada(e.caso)
    numero = sesion.numero if sesion else 1
    return Hace(constatar_no_acuerdo, NoAcuerdo(sesion=numero, constancia=f"CNA-{e.mundo.folio('cna'):04d}"))


@atiende("decidir_inasistencias")
def tras_las_inasistencias(e: Encargo) -> Iterator[Hace]:
    """Two absences in a row: mediation ends, judicial is asked for, or the court tries once more."""
    que = pesado(e.azar, (("concluir", 65), ("turno", 10), ("otra", 25)))
    if que == "concluir":
        constancia = f"CCA-{e.mundo.folio('cca'):04d}"
        datos = Conclusion(causa=CausaConclusion.DOS_INASISTENCIAS, constancia=constancia)
        yield Hace(concluir_mecanismo, datos, COORDINADOR)
    elif que == "turno":
        yield Hace(
            solicitar_turno, ConMotivo(motivo="Dos inasistencias seguidas sin justificar."), RESPONSABLE
        )
    elif e.exp.pide_sesion is None:
        e.exp.pide_sesion = e.dia


@atiende("limite_mediacion")
def cerca_del_limite(e: Encargo) -> Iterator[Hace]:
    """The three months are running out: the parties extend them, or it ends."""
    hasta = limite(e.caso.mecanismo, e.v)
    if e.dia <= hasta and e.azar.random() < 0.7:
        yield _prorroga(hasta + timedelta(days=60))
    elif e.dia > hasta:
        yield Hace(concluir_mecanismo, Conclusion(causa=CausaConclusion.PLAZO_VENCIDO))


def _prorroga(hasta: date) -> Hace:
    motivo = "Las partes firmaron ante el centro su acuerdo de ampliar la mediación."
    return Hace(prorrogar_mecanismo, Prorroga(hasta=hasta, motivo=motivo))


@atiende("avisar_juez", pronto=0.8)
def al_juez(e: Encargo) -> Iterator[Hace]:
    """The judge of the lawsuit is told."""
    de = "inicio" if e.p.clave.startswith("inicio") else "conclusion"
    oficio = f"OJ-{e.mundo.folio('oficio'):04d}"
    yield Hace(avisar_juez, AvisoAlJuez.model_validate({"de": de, "oficio": oficio}))
