"""Data for every decision of a mediation case, chosen so that it may well be taken in the state at hand.

`PARA[name](caso, ctx)` gives a few candidates; some will be refused, and that too is worth seeing.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from casos.decision import Contexto
from casos.dinero.condonacion import Porcentajes
from casos.mediacion import (
    adenda,
    apertura,
    archivo,
    cierre,
    contacto,
    convenios,
    documentos,
    expediente,
    firma,
    incumplimiento,
    invitaciones,
    judicial,
    mecanismo,
    oferta,
    pagos,
    promesas,
    registro_convenio,
    resultados,
    sesiones,
    suspension,
    vencimientos,
    visitas,
)
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.convenios import Firma, OpcionVista
from casos.mediacion.libro import pagado, por_cubrir
from casos.mediacion.vocabulario import (
    CalidadNumero,
    CausaCierre,
    CausaConclusion,
    CausaReagenda,
    CausaSuspension,
    Contesto,
    Medio,
    Modalidad,
    MotivoLlamada,
    OrigenCaso,
    Producto,
    ResultadoLlamada,
    ResultadoSesion,
    ResultadoVisita,
    RolParte,
    TipoDocumento,
    TipoVisita,
    Via,
)
from casos.tiempo import a_las, dia_local
from tests.casos.mediacion.fabrica import ACREDITADO, AVAL, CREDITO, ESTUDIANTE, OFICIAL

Candidatos = Callable[[Caso, Contexto], list[Any]]
PARA: dict[str, Candidatos] = {}

OTRO = "10000002"
MOTIVO = "Consta en el expediente"
AMBOS = (Firma(rol=RolParte.ACREDITADO), Firma(rol=RolParte.AVAL))


def para(*nombres: str) -> Callable[[Candidatos], Candidatos]:
    def declara(funcion: Candidatos) -> Candidatos:
        PARA.update(dict.fromkeys(nombres, funcion))
        return funcion

    return declara


def habil(dia: date, mas: int, ctx: Contexto, calendario: str = "STJ") -> date:
    return ctx.versiones.vencimiento(dia, mas, calendario, "HMO").fecha


def hoy(ctx: Contexto) -> date:
    return dia_local(ctx.ocurrido_en)


def convenio_de(caso: Caso) -> int:
    """The agreement in force, else the last one, else none that exists."""
    return caso.convenio.numero if caso.convenio else max(caso.convenios, default=1)


def ultima(caso: Caso) -> int:
    return max(caso.sesiones, default=1)


def debe(caso: Caso) -> Decimal:
    """What is left to pay of the agreement in force, else of the balances as they came."""
    if caso.convenio:
        falta = sum(
            (p.falta for p in por_cubrir(caso.convenio.plan, pagado(caso, caso.convenio))), Decimal(0)
        )
        return falta or Decimal(1)
    return sum((c.saldo.total for c in caso.creditos.values() if c.saldo), Decimal(0)) or Decimal(1)


def atraso(caso: Caso, dia: date) -> Decimal:
    """What is overdue of the agreement in force."""
    if caso.convenio is None:
        return Decimal(1)
    falta = por_cubrir(caso.convenio.plan, pagado(caso, caso.convenio))
    return sum((p.falta for p in falta if p.vence <= dia), Decimal(0)) or Decimal(1)


# -------------------------------------------------------------------------------------------- the file


@para("abrir_caso")
def _(caso, ctx):
    saldo = apertura.NuevoSaldo(corte=hoy(ctx), capital=14000, ordinario=2000, moratorio=4000, gastos=0)
    credito = apertura.NuevoCredito(credito=CREDITO, saldo=saldo)
    aval = apertura.NuevaPersona(persona_id=AVAL, rol=RolParte.AVAL)
    datos = {"origen": OrigenCaso.CARTERA, "persona_id": ACREDITADO, "responsable": OFICIAL, "sede": "HMO"}
    primero = habil(hoy(ctx), 2, ctx, "GESTION_COBRANZA")
    return [apertura.NuevoCaso(**datos, creditos=(credito,), personas=(aval,), primer_contacto=primero)]


@para("vincular_credito")
def _(caso, ctx):
    return [apertura.NuevoCredito(credito=OTRO)]


@para("desvincular_credito")
def _(caso, ctx):
    return [apertura.CreditoEquivocado(credito=n, motivo=MOTIVO) for n in (OTRO, CREDITO)]


@para("recibir_saldo")
def _(caso, ctx):
    montos = {"capital": 14000, "ordinario": 2000, "moratorio": 4000, "gastos": 0}
    return [apertura.SaldoDeCredito(credito=n, corte=hoy(ctx), **montos) for n in sorted(caso.creditos)]


@para("vincular_persona")
def _(caso, ctx):
    return [apertura.NuevaPersona(persona_id=ESTUDIANTE, rol=RolParte.ESTUDIANTE)]


@para("desvincular_persona")
def _(caso, ctx):
    return [
        apertura.PersonaEquivocada(persona_id=ESTUDIANTE, rol=RolParte.ESTUDIANTE, motivo=MOTIVO),
        apertura.PersonaEquivocada(persona_id=AVAL, rol=RolParte.AVAL, motivo=MOTIVO),
    ]


@para("corregir_deudor")
def _(caso, ctx):
    return [apertura.DeudorCorrecto(persona_id=UUID(int=50 + len(caso.partes)), motivo=MOTIVO)]


@para("actualizar_contacto")
def _(caso, ctx):
    quien = caso.apertura.persona_id
    return [apertura.DatosDePersona(persona_id=quien, campos=("telefono",), completos=("telefono",))]


@para("reasignar")
def _(caso, ctx):
    otro = "luis" if caso.apertura.responsable == OFICIAL else OFICIAL
    return [expediente.Reasignacion(responsable=otro, motivo=MOTIVO)]


@para("agregar_nota")
def _(caso, ctx):
    return [expediente.Nota(texto="Trae su identificación la próxima vez")]


@para("revisar")
def _(caso, ctx):
    return [expediente.Revision(hasta=caso.revisado_hasta + 1)]


@para("descartar_pendiente")
def _(caso, ctx):
    return [expediente.Descarte(tipo="primer_contacto", clave="acreditado", causa=1, motivo=MOTIVO)]


@para("posponer_pendiente")
def _(caso, ctx):
    hasta = dia_local(ctx.ahora) + timedelta(days=3)
    datos = {"tipo": "primer_contacto", "clave": "acreditado", "causa": 1, "motivo": MOTIVO}
    return [expediente.Posposicion(**datos, hasta=hasta)]


@para("olvidar_persona")
def _(caso, ctx):
    return [expediente.Olvido(persona_id=caso.apertura.persona_id, por_resolucion=True)]


# ------------------------------------------------------------------------------------------ sessions


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
    return [resultados.Inasistencia(sesion=ultima(caso), ausentes=(RolParte.ACREDITADO,))]


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


# ---------------------------------------------------------------------------------------- agreements


@para("presentar_opciones")
def _(caso, ctx):
    vista = OpcionVista(
        producto=Producto.CONVENIO_CORTO,
        parcialidades=4,
        importe=4000,
        pago_inicial=4000,
        total=20000,
        condonado=0,
    )
    return [convenios.Opciones(opciones=(vista,))]


@para("elaborar_convenio")
def _(caso, ctx):
    primera = habil(hoy(ctx), 15, ctx, "BANCOS")
    base = {"via": Via.INSTITUCIONAL, "primera": primera, "firman": (RolParte.ACREDITADO, RolParte.AVAL)}
    inicial = {"pago_inicial": Decimal(4000), "inicial_vence": habil(hoy(ctx), 3, ctx, "BANCOS")}
    quita = Porcentajes(moratorio=Decimal(100))
    corto = {**base, "producto": Producto.CONVENIO_CORTO, "parcialidades": 3}
    return [
        oferta.Propuesta(**{**corto, **inicial, "via": Via.STJ}),
        oferta.Propuesta(**corto, condonacion=quita),
        oferta.Propuesta(**{**corto, **inicial, "creditos": (CREDITO,)}),
        oferta.Propuesta(**{**base, "producto": Producto.REGENERACION, "parcialidades": 3}),
    ]


@para("autorizar_descuento", "rechazar_descuento")
def _(caso, ctx):
    borrador = caso.borrador
    numero, revision = (borrador.numero, borrador.elaborado.revision) if borrador else (1, 1)
    return [convenios.Respuesta(convenio=numero, revision=revision, motivo=MOTIVO)]


@para("descartar_convenio")
def _(caso, ctx):
    return [convenios.Descarte(convenio=caso.borrador.numero if caso.borrador else 1, motivo=MOTIVO)]


@para("firmar_convenio", "regenerar_adeudo")
def _(caso, ctx):
    borrador = caso.borrador
    numero, revision = (borrador.numero, borrador.elaborado.revision) if borrador else (1, 1)
    datos = {"convenio": numero, "revision": revision, "fecha": hoy(ctx), "folio": f"C-{numero}/2026"}
    return [firma.Suscripcion(**datos, firmas=AMBOS, sustituye=True)]


@para("activar_plan", "tener_por_inscrito")
def _(caso, ctx):
    return [convenio_de(caso)]


@para("modificar_convenio")
def _(caso, ctx):
    primera = habil(hoy(ctx), 15, ctx, "BANCOS")
    datos = {"convenio": convenio_de(caso), "fecha": hoy(ctx), "primera": primera, "parcialidades": 4}
    return [adenda.Adenda(**datos, firmas=AMBOS, motivo=MOTIVO)]


@para("omitir_pago_inicial", "proponer_incumplimiento", "declarar_incumplimiento", "subsanar_incumplimiento",
      "revocar_condonacion", "avisar_condonacion_revocada")  # fmt: skip
def _(caso, ctx):
    return [vencimientos.Propio(convenio=convenio_de(caso))]


@para("vencer_parcialidad")
def _(caso, ctx):
    numeros = [p.numero for p in caso.convenio.plan.parcialidades][:3] if caso.convenio else [1]
    return [vencimientos.Vencida(convenio=convenio_de(caso), parcialidad=n) for n in numeros]


@para("desestimar_incumplimiento")
def _(caso, ctx):
    hasta = dia_local(ctx.ahora) + timedelta(days=10)
    return [incumplimiento.Desestimacion(convenio=convenio_de(caso), hasta=hasta, motivo=MOTIVO)]


@para("notificar_incumplimiento")
def _(caso, ctx):
    datos = {"convenio": convenio_de(caso), "medio": Medio.DOMICILIO}
    return [incumplimiento.Notificacion(rol=rol, **datos) for rol in (RolParte.ACREDITADO, RolParte.AVAL)]


# ------------------------------------------------------------------------------------------ payments


@para("reportar_pago")
def _(caso, ctx):
    return [pagos.PagoDelDeudor(importe=Decimal(500), fecha=hoy(ctx), pago=f"r{len(caso.reportes)}")]


@para("rechazar_pago")
def _(caso, ctx):
    pendientes = [r.pago for r in caso.reportes.values() if r.estado == "pendiente"] or ["r0"]
    return [pagos.PagoNoHallado(pago=pendientes[0], motivo=MOTIVO)]


@para("confirmar_pago")
def _(caso, ctx):
    """Four thousand, all that is owed, five hundred, the arrears: today; and as if paid when it was signed."""
    en_tiempo = caso.convenio.fecha if caso.convenio and caso.convenio.fecha else hoy(ctx)
    return [
        pagos.PagoBancario(folio=f"f{len(caso.pagos)}-{importe}-{dia}", importe=importe, fecha=dia)
        for dia in dict.fromkeys((hoy(ctx), min(en_tiempo, hoy(ctx))))
        for importe in (min(debe(caso), Decimal(4000)), debe(caso), Decimal(500), atraso(caso, hoy(ctx)))
    ]


@para("revertir_pago")
def _(caso, ctx):
    return [pagos.Reversion(folio=p.folio, motivo=MOTIVO) for p in caso.pagos_firmes[-1:]]


@para("emitir_recibo")
def _(caso, ctx):
    return [pagos.Recibo(folio=p.folio) for p in caso.pagos_firmes[-1:]]


@para("prometer_pago")
def _(caso, ctx):
    return [promesas.NuevaPromesa(importe=Decimal(500), fecha=hoy(ctx) + timedelta(days=2))]


@para("incumplir_promesa")
def _(caso, ctx):
    return sorted(caso.contacto.promesas)[-1:]


# ------------------------------------------------------------------------------------------- contact


@para("registrar_llamada")
def _(caso, ctx):
    nadie = {"contesto": Contesto.NADIE, "resultado": ResultadoLlamada.NO_CONTESTA}
    titular = {"contesto": Contesto.TITULAR, "resultado": ResultadoLlamada.CONTACTO_TITULAR}
    promesa = promesas.NuevaPromesa(importe=Decimal(500), fecha=hoy(ctx) + timedelta(days=2))
    return [
        contacto.LlamadaHecha(motivo=MotivoLlamada.SEGUIMIENTO, **nadie),
        contacto.LlamadaHecha(motivo=MotivoLlamada.SEGUIMIENTO, **titular),
        contacto.LlamadaHecha(
            motivo=MotivoLlamada.SEGUIMIENTO, contesto=Contesto.TITULAR, promesa=promesa,
            resultado=ResultadoLlamada.PROMESA_PAGO,
        ),
    ]  # fmt: skip


@para("registrar_llamada_recibida")
def _(caso, ctx):
    return [contacto.LlamadaDeLaParte(asunto="Pregunta su saldo")]


@para("autorizar_intento")
def _(caso, ctx):
    return [contacto.Autorizacion(dia=hoy(ctx), motivo=MOTIVO)]


@para("calificar_numero")
def _(caso, ctx):
    quien = caso.apertura.persona_id
    return [contacto.Calificacion(persona_id=quien, telefono="tel-1", calidad=CalidadNumero.DUDOSO)]


@para("enviar_carta")
def _(caso, ctx):
    return [contacto.CartaOMensaje(medio=Medio.CORREO, plantilla="invitacion_a_pagar")]


@para("registrar_atencion")
def _(caso, ctx):
    return [contacto.AtencionDada(medio=Medio.PRESENCIAL, asunto="Saldo")]


@para("programar_visita")
def _(caso, ctx):
    dia = habil(hoy(ctx), 2, ctx, "INSTITUTO")
    return [visitas.NuevaVisita(tipo=TipoVisita.DOMICILIARIA, dia=dia, oficio="OF-1")]


@para("registrar_visita")
def _(caso, ctx):
    abiertas = [v.numero for v in caso.contacto.visitas.values() if not v.hecha.version] or [None]
    tipo = TipoVisita.DOMICILIARIA if abiertas[0] else TipoVisita.RECIBIDA
    return [visitas.VisitaHecha(visita=abiertas[0], tipo=tipo, resultado=ResultadoVisita.TITULAR)]


@para("cancelar_visita")
def _(caso, ctx):
    return [visitas.Cancelacion(visita=n, motivo=MOTIVO) for n in sorted(caso.contacto.visitas)[-1:]]


# ------------------------------------------------------------------------------- papers and registry


@para("recabar_documento")
def _(caso, ctx):
    sesion, convenio = max(caso.sesiones, default=None), caso.convenio.numero if caso.convenio else None
    tipos = (TipoDocumento.CONSTANCIA_NO_ACUERDO, TipoDocumento.CONSTANCIA_INASISTENCIA)
    de_sesion = [documentos.Original(tipo=tipo, paginas=2, sesion=sesion) for tipo in tipos if sesion]
    del_convenio = [documentos.Original(tipo=TipoDocumento.CONVENIO, paginas=6, convenio=convenio)]
    return [*(del_convenio if convenio else []), *de_sesion, documentos.Original(tipo=tipos[0], paginas=1)]


@para("anexar_documento")
def _(caso, ctx):
    escaneo = documentos.Escaneo(huella=f"{len(caso.anexos):064x}", formato="pdf", paginas=1)
    return [documentos.Anexo(escaneo=escaneo, tipo=TipoDocumento.IDENTIFICACION)]


@para("entregar_copia")
def _(caso, ctx):
    return [documentos.Copia(convenio=convenio_de(caso))]


@para("emitir_papel")
def _(caso, ctx):
    return [documentos.Papel(clase="estado_de_cuenta", huella=f"{caso.revisado_hasta:064x}", plantilla="1")]


@para("archivar_documento", "devolver_documento")
def _(caso, ctx):
    return [archivo.Archivo(documento=n, ubicacion="Caja 1") for n in sorted(caso.documentos)[-2:]]


@para("prestar_documento")
def _(caso, ctx):
    return [archivo.Prestamo(documento=n, a="Judicial") for n in sorted(caso.documentos)[-2:]]


@para("remitir_a_registro")
def _(caso, ctx):
    return [registro_convenio.Remision(convenio=convenio_de(caso), fecha=hoy(ctx))]


@para("prevenir_convenio")
def _(caso, ctx):
    return [
        registro_convenio.Prevencion(convenio=convenio_de(caso), fecha=hoy(ctx), defectos="Falta un dato")
    ]


@para("subsanar_prevencion", "negar_inscripcion")
def _(caso, ctx):
    return [registro_convenio.ConFecha(convenio=convenio_de(caso), fecha=hoy(ctx))]


@para("registrar_convenio")
def _(caso, ctx):
    return [registro_convenio.Inscripcion(convenio=convenio_de(caso), fecha=hoy(ctx), numero="SC-1")]


# ------------------------------------------------------------------------- judicial, rest and closing


@para("solicitar_turno", "rechazar_turno", "devolver_de_judicial")
def _(caso, ctx):
    return [judicial.ConMotivo(motivo=MOTIVO)]


@para("turnar_a_judicial", "cerrar_caso")
def _(caso, ctx):
    return [None]


@para("recibir_expediente")
def _(caso, ctx):
    return [judicial.Recepcion(numero="J-1")]


@para("registrar_seguimiento_judicial")
def _(caso, ctx):
    return [judicial.Seguimiento(estado="Emplazado")]


@para("registrar_convenio_en_juicio")
def _(caso, ctx):
    return [judicial.ConvenioJudicial(juzgado="Juzgado 2.º", expediente="45/2026")]


@para("suspender")
def _(caso, ctx):
    return [suspension.NuevaSuspension(causa=CausaSuspension.ACLARACION, motivo=MOTIVO)]


@para("reanudar")
def _(caso, ctx):
    return [suspension.Reanudacion(motivo=MOTIVO)]


@para("entregar_carta_de_no_adeudo")
def _(caso, ctx):
    return [cierre.CartaEntregada()]


@para("actualizar_buro")
def _(caso, ctx):
    de_convenio = [cierre.AvisoAlBuro(convenio=convenio_de(caso))] if caso.convenios else []
    return [cierre.AvisoAlBuro(), *de_convenio]


@para("registrar_alta_de_plan")
def _(caso, ctx):
    return [cierre.AltaDePlan(convenio=convenio_de(caso))]


@para("devolver_pagare")
def _(caso, ctx):
    return [cierre.DevolucionDePagare(credito=n) for n in sorted(caso.creditos)]


@para("cerrar_por_causa")
def _(caso, ctx):
    return [cierre.CierrePorCausa(causa=CausaCierre.INCOBRABLE, motivo=MOTIVO, soporte="OF-9")]


@para("reabrir_caso")
def _(caso, ctx):
    return [cierre.Reapertura(motivo=MOTIVO)]


@para("transferir_a_concentracion")
def _(caso, ctx):
    return [cierre.Transferencia(ubicacion="Concentración 4")]
