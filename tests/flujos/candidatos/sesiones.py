"""Candidates for the decisions about sessions."""

from datetime import time, timedelta
from decimal import Decimal

from casos.mediacion import (
    invitaciones,
    mecanismo,
    resultados,
    sesiones,
)
from casos.mediacion.vocabulario import (
    CausaConclusion,
    CausaReagenda,
    FaltaDelInstituto,
    Medio,
    Modalidad,
    ResultadoSesion,
    RolParte,
)
from casos.tiempo import a_las
from tests.flujos.candidatos.base import MOTIVO, habil, hoy, para, ultima


@para("agendar_sesion")
def _(caso, ctx):
    inicio = a_las(habil(hoy(ctx), 3, ctx), time(10))
    numero = max(caso.sesiones, default=0) + 1
    datos = {"inicio": inicio, "folio": "CJA-1/2026", "num_sesion": numero, "apoderado": "Lic. Apoderada"}
    en_linea = {"modalidad": Modalidad.VIRTUAL, "url": "https://sala"}
    return [
        sesiones.NuevaSesion(**datos, **en_linea, juzgado="Juzgado 2.º Civil"),
        sesiones.NuevaSesion(**datos),
    ]


@para("reagendar_sesion")
def _(caso, ctx):
    inicio = a_las(habil(hoy(ctx), 4, ctx), time(11))
    causas = (CausaReagenda.TRIBUNAL, CausaReagenda.ACUERDO, CausaReagenda.FALLA_TECNICA)
    return [
        sesiones.NuevaFecha(sesion=ultima(caso), inicio=inicio, causa=causa, motivo=MOTIVO)
        for causa in causas
    ]


@para("cambiar_lugar_de_sesion")
def _(caso, ctx):
    return [sesiones.NuevoLugar(sesion=ultima(caso), sala="9", modalidad=Modalidad.HIBRIDA)]


@para("cancelar_sesion")
def _(caso, ctx):
    return [sesiones.Cancelacion(sesion=ultima(caso), causa=MOTIVO, archivo="ab12", fila=4)]


@para("notificar_invitacion")
def _(caso, ctx):
    return [invitaciones.Notificacion(sesion=ultima(caso), medio=Medio.CORREO, recibio=RolParte.ACREDITADO)]


@para("invitacion_no_entregada")
def _(caso, ctx):
    return [invitaciones.NoEntregada(sesion=ultima(caso), causa=MOTIVO)]


@para("avisar_partes")
def _(caso, ctx):
    con = [n for n, s in caso.sesiones.items() if s.por_avisar] or [1]
    return [invitaciones.AvisoALasPartes(sesion=con[-1], medio=Medio.TELEFONO)]


@para("emitir_estado_de_cuenta")
def _(caso, ctx):
    return [invitaciones.EstadoDeCuenta(corte=hoy(ctx), total=Decimal(20000))]


@para("registrar_inasistencia")
def _(caso, ctx):
    return [
        resultados.Inasistencia(sesion=ultima(caso), ausentes=(RolParte.ACREDITADO,)),
        resultados.Inasistencia(sesion=ultima(caso), ausentes=(), instituto=FaltaDelInstituto.SIN_PODER),
    ]


@para("registrar_falla_tecnica", "omitir_resultado")
def _(caso, ctx):
    return [resultados.DeSesion(sesion=ultima(caso))]


@para("celebrar_sesion")
def _(caso, ctx):
    presentes = (RolParte.ACREDITADO,)
    return [
        resultados.Celebracion(sesion=ultima(caso), presentes=presentes, resultado=resultado)
        for resultado in ResultadoSesion
    ]


@para("constatar_no_acuerdo")
def _(caso, ctx):
    return [resultados.NoAcuerdo(sesion=ultima(caso))]


@para("prorrogar_mecanismo")
def _(caso, ctx):
    actual = mecanismo.limite(caso.mecanismo, ctx.versiones) if caso.mecanismo.corre else hoy(ctx)
    return [mecanismo.Prorroga(hasta=actual + timedelta(days=30), motivo=MOTIVO)]


@para("concluir_mecanismo")
def _(caso, ctx):
    causas = (CausaConclusion.VOLUNTAD_DE_PARTE, CausaConclusion.DOS_INASISTENCIAS)
    return [mecanismo.Conclusion(causa=causa) for causa in causas]


@para("avisar_juez")
def _(caso, ctx):
    return [mecanismo.AvisoAlJuez(de="inicio"), mecanismo.AvisoAlJuez(de="conclusion")]
