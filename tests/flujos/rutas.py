"""Ways through a mediation case, written as decisions, from which the rest is explored.

A word is a decision with its data of `candidatos`: `nombre`, `nombre:2` (its third candidate),
`nombre@rol` (taken by that role). `sesion` waits until the session is over; `+12` waits that many days; in both
the clock does what falls due. `llamar` waits a day on which one may call and nobody answers.
"""

from collections.abc import Iterator
from datetime import time, timedelta

from casos.decision import Rechazo
from casos.tiempo import a_las, dia_local
from casos.versiones import BASE, Versiones
from tests.flujos.candidatos import PARA, habil
from tests.flujos.explorador import DECISIONES, Dada, Paso, Punto, intentar, reloj

HASTA_LA_FIRMA = """
    abrir_caso vincular_persona agendar_sesion notificar_invitacion emitir_estado_de_cuenta sesion
    celebrar_sesion:0 elaborar_convenio:0
"""
EN_SEGUIMIENTO = f"""
    {HASTA_LA_FIRMA} firmar_convenio programar_visita remitir_a_registro recabar_documento:0
    archivar_documento confirmar_pago:0 prometer_pago
"""
INCUMPLIDO = f"{EN_SEGUIMIENTO} +70 llamar llamar llamar declarar_incumplimiento"
CON_QUITA = """
    abrir_caso emitir_estado_de_cuenta elaborar_convenio:1 autorizar_descuento firmar_convenio recabar_documento:0
    +90 llamar llamar llamar declarar_incumplimiento revocar_condonacion
"""
EN_MEDIACION = "abrir_caso agendar_sesion:1 sesion"
SIN_AVISAR = "abrir_caso agendar_sesion cancelar_sesion"
SIN_REMITIR = f"{HASTA_LA_FIRMA} firmar_convenio recabar_documento:0 confirmar_pago:0"
INICIAL_OMITIDO = f"{HASTA_LA_FIRMA} firmar_convenio +30"
FIRMADO_SIN_TRIBUNAL = "emitir_estado_de_cuenta elaborar_convenio:2 firmar_convenio"

CON_OTRO_CREDITO = "abrir_caso vincular_credito vincular_persona recibir_saldo:1"
DE_UN_CREDITO = f"""
    {CON_OTRO_CREDITO} emitir_estado_de_cuenta elaborar_convenio:2 firmar_convenio recabar_documento:0
    confirmar_pago:0
"""
DEVUELTO = (
    "llamar llamar llamar declarar_incumplimiento solicitar_turno turnar_a_judicial devolver_de_judicial"
)
POR_LAS_ETAPAS = """
    agendar_sesion sesion registrar_inasistencia agendar_sesion sesion celebrar_sesion:1 constatar_no_acuerdo
"""
CONVENIDO_SIN_TRIBUNAL = """
    emitir_estado_de_cuenta elaborar_convenio:2 firmar_convenio recabar_documento:0 confirmar_pago:0
"""

RUTAS = (
    f"""{INCUMPLIDO} solicitar_turno turnar_a_judicial recibir_expediente devolver_de_judicial recibir_saldo
    emitir_estado_de_cuenta elaborar_convenio:3 autorizar_descuento""",
    f"""{INCUMPLIDO} solicitar_turno turnar_a_judicial devolver_de_judicial agendar_sesion confirmar_pago:7 +40
    {DEVUELTO}""",
    f"{INCUMPLIDO} solicitar_turno turnar_a_judicial devolver_de_judicial prestar_documento {POR_LAS_ETAPAS}",
    f"{INCUMPLIDO} solicitar_turno turnar_a_judicial registrar_convenio_en_juicio recibir_saldo elaborar_convenio:3",
    f"{INCUMPLIDO} reportar_pago recibir_saldo emitir_estado_de_cuenta elaborar_convenio:3 confirmar_pago:3",
    f"""{CON_QUITA} solicitar_turno turnar_a_judicial devolver_de_judicial recibir_saldo elaborar_convenio:3
    {POR_LAS_ETAPAS}""",
    f"{CON_QUITA} recibir_saldo elaborar_convenio:1 autorizar_descuento firmar_convenio recabar_documento:0",
    f"{CON_QUITA} recibir_saldo elaborar_convenio:3 autorizar_descuento regenerar_adeudo",
    f"{INICIAL_OMITIDO} recibir_saldo emitir_estado_de_cuenta elaborar_convenio:1 confirmar_pago:0",
    f"{INICIAL_OMITIDO} recibir_saldo emitir_estado_de_cuenta elaborar_convenio:1 confirmar_pago:4",
    f"{INICIAL_OMITIDO} solicitar_turno turnar_a_judicial confirmar_pago:4",
    f"{INICIAL_OMITIDO} solicitar_turno turnar_a_judicial devolver_de_judicial {POR_LAS_ETAPAS}",
    f"{HASTA_LA_FIRMA} firmar_convenio remitir_a_registro confirmar_pago:0 +70",
    f"{SIN_REMITIR} +70 {DEVUELTO} {POR_LAS_ETAPAS}",
    f"""{EN_SEGUIMIENTO} confirmar_pago:1 entregar_carta_de_no_adeudo actualizar_buro devolver_pagare
    emitir_recibo emitir_recibo:1 avisar_juez avisar_juez:1 entregar_copia entregar_copia:1 registrar_convenio""",
    f"{DE_UN_CREDITO} confirmar_pago:1 {POR_LAS_ETAPAS}",
    f"{DE_UN_CREDITO} +90 {DEVUELTO} {POR_LAS_ETAPAS}",
    f"""{DE_UN_CREDITO} confirmar_pago:1 elaborar_convenio:1 autorizar_descuento firmar_convenio recabar_documento:0
    +90 llamar llamar llamar declarar_incumplimiento solicitar_turno turnar_a_judicial""",
    f"{CON_OTRO_CREDITO} {FIRMADO_SIN_TRIBUNAL} confirmar_pago:1 {POR_LAS_ETAPAS}",
    f"{EN_MEDIACION} registrar_inasistencia agendar_sesion:1 sesion registrar_inasistencia",
    f"{EN_MEDIACION} celebrar_sesion:2 emitir_estado_de_cuenta elaborar_convenio:1",
    f"{EN_MEDIACION} celebrar_sesion:1 constatar_no_acuerdo emitir_estado_de_cuenta elaborar_convenio:3",
    f"{EN_MEDIACION} registrar_inasistencia recibir_saldo emitir_estado_de_cuenta elaborar_convenio:1",
    f"{EN_MEDIACION} registrar_inasistencia recabar_documento:1 cerrar_por_causa",
    "abrir_caso agendar_sesion cerrar_por_causa reabrir_caso",
    "abrir_caso emitir_estado_de_cuenta elaborar_convenio:1 +1 reportar_pago confirmar_pago:1",
    f"""{SIN_AVISAR} {POR_LAS_ETAPAS} {CONVENIDO_SIN_TRIBUNAL} +70 llamar llamar llamar
    declarar_incumplimiento solicitar_turno turnar_a_judicial""",
)
AUTOMATICAS = (f"{SIN_REMITIR} +70 llamar llamar llamar +10",)
"""Where the policy lets the clock declare a breach by itself."""


def recorrer(ruta: str, v: Versiones = BASE) -> Iterator[tuple[Punto, list[Paso]]]:
    """The case after each word of a way, and the steps that the word took."""
    punto = Punto(v=v)
    yield punto, []
    for palabra in ruta.split():
        punto, pasos = _dar(punto, palabra)
        yield punto, pasos


def _dar(punto: Punto, palabra: str) -> tuple[Punto, list[Paso]]:
    if palabra == "sesion":
        assert punto.caso.sesion is not None, "no session to wait for"
        return reloj(punto, punto.caso.sesion.inicio + timedelta(minutes=70))
    if palabra.startswith("+"):
        return reloj(punto, a_las(dia_local(punto.ahora) + timedelta(days=int(palabra)), time(10)))
    if palabra == "llamar":
        dia = habil(dia_local(punto.ahora), 1, punto.contexto("responsable"), "GESTION_COBRANZA")
        punto, pasos = reloj(punto, a_las(dia, time(10)))
        punto, mas = _dar(punto, "registrar_llamada:0")
        return punto, [*pasos, *mas]
    nombre, _, resto = palabra.partition("@")
    nombre, _, cual = nombre.partition(":")
    decision = DECISIONES[nombre]
    roles = [resto] if resto else sorted(decision.quien, key=lambda rol: rol != "responsable")
    ctx = punto.contexto(roles[0])
    datos = PARA[nombre](punto.caso, ctx)[int(cual or 0)]
    hechos = intentar(decision, punto.caso, datos, ctx)
    assert not isinstance(hechos, Rechazo), f"{palabra} in {punto.caso.etapa}: {hechos}"
    assert hechos, f"{palabra} in {punto.caso.etapa}: nothing happened"
    dada = Dada(nombre, datos, roles[0], punto.ahora)
    return punto._replace(dadas=(*punto.dadas, dada)).con(hechos, ctx)
