"""Next actions of a file that begins: first contact, missing data, a new owner, what was put away."""

from datetime import date, timedelta

import pytest

from casos.mediacion.hechos.apertura import (
    CasoReasignado,
    CreditoDesvinculado,
    NotaAgregada,
    PendienteDescartado,
    PendientePospuesto,
    PersonaDesvinculada,
    PersonaVinculada,
)
from casos.mediacion.hechos.cierre import CasoDevueltoDeJudicial, CasoSuspendido
from casos.mediacion.hechos.contacto import LlamadaRealizada, LlamadaRecibida
from casos.mediacion.vocabulario import (
    CausaSuspension,
    Contesto,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
)
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.pendiente import Pendiente
from tests.casos.mediacion.fabrica import (
    ACREDITADO,
    CREDITO,
    ESTUDIANTE,
    LUNES,
    OFICIAL,
    Paso,
    dado,
    mediado,
    registrado,
)

MIERCOLES = date(2026, 3, 4)


def bandeja(*pasos: Paso) -> dict[str, Pendiente]:
    return {p.tipo: p for p in pendientes(dado(*pasos), BASE)}


def llamada(contesto: Contesto, dia: date = MIERCOLES) -> tuple[LlamadaRealizada, date]:
    resultado = (
        ResultadoLlamada.NO_CONTESTA if contesto is Contesto.NADIE else ResultadoLlamada.CONTACTO_TITULAR
    )
    hecho = LlamadaRealizada(motivo=MotivoLlamada.PRIMER_CONTACTO, contesto=contesto, resultado=resultado)
    return hecho, dia


def test_el_primer_contacto_vence_el_dia_que_le_toco_y_es_del_responsable():
    p = bandeja(*registrado())["primer_contacto"]
    assert (p.visible, p.vence, p.rol, p.usuario) == (MIERCOLES, MIERCOLES, "responsable", OFICIAL)


def test_si_su_dia_resulta_inhabil_pasa_al_siguiente():
    p = bandeja(*registrado(primer_contacto=date(2026, 3, 16)))["primer_contacto"]
    assert p.vence == date(2026, 3, 17)


@pytest.mark.parametrize("quien", [Contesto.TITULAR, Contesto.AVAL])
def test_hablar_con_quien_debe_lo_quita_y_pide_el_siguiente_paso(quien):
    filas = bandeja(*registrado(), llamada(quien))
    assert "primer_contacto" not in filas
    assert filas["siguiente_paso"].vence == date(2026, 3, 11)


def test_que_llame_el_deudor_tambien_es_contacto():
    assert "primer_contacto" not in bandeja(*registrado(), LlamadaRecibida(asunto="saldo"))


def test_quien_fue_a_su_sesion_ya_no_espera_el_primer_contacto():
    assert "primer_contacto" not in bandeja(*mediado(), CasoDevueltoDeJudicial(motivo="x"))


@pytest.mark.parametrize(("intentos", "sigue"), [(1, True), (2, True), (3, False)])
def test_tras_tres_intentos_sin_respuesta_toca_otra_cosa(intentos, sigue):
    pasos = [llamada(Contesto.NADIE, MIERCOLES + timedelta(days=n)) for n in range(intentos)]
    assert ("primer_contacto" in bandeja(*registrado(), *pasos)) is sigue


def test_corregir_al_deudor_vuelve_a_pedir_el_primer_contacto():
    correccion = (
        (PersonaDesvinculada(persona_id=ACREDITADO, rol=RolParte.ACREDITADO, motivo="x"), date(2026, 3, 6)),
        PersonaVinculada(persona_id=ESTUDIANTE, rol=RolParte.ACREDITADO),
    )
    p = bandeja(*registrado(), llamada(Contesto.TITULAR), *correccion)["primer_contacto"]
    assert p.vence == date(2026, 3, 6)


def test_lo_que_falta_se_pide_a_dos_dias_habiles_de_que_falto():
    quitado = (CreditoDesvinculado(credito=CREDITO, motivo="x"), date(2026, 3, 13))
    p = bandeja(*registrado(), quitado)["completar_datos"]
    assert (p.detalle, p.vence) == ("Falta: número de crédito.", date(2026, 3, 18))
    assert "completar_datos" not in bandeja(*registrado())


def test_el_nuevo_responsable_lo_revisa_y_cualquier_registro_suyo_lo_quita():
    reasignado = (CasoReasignado(responsable="luis", antes=OFICIAL, sede="HMO", motivo="x"), MIERCOLES)
    filas = bandeja(*registrado(), reasignado)
    assert (filas["recibir_caso"].usuario, filas["recibir_caso"].vence) == ("luis", date(2026, 3, 5))
    assert {p.usuario for p in filas.values()} == {"luis"}
    de_otra = NotaAgregada(texto="Hola")
    assert "recibir_caso" in bandeja(*registrado(), reasignado, de_otra)


def apartar(hasta: date | None = None, clave: str = "acreditado") -> Paso:
    if hasta:
        return PendientePospuesto(tipo="primer_contacto", clave=clave, hasta=hasta, motivo="x"), LUNES
    return PendienteDescartado(tipo="primer_contacto", clave=clave, motivo="x"), LUNES


def test_un_pendiente_pospuesto_vuelve_solo_y_no_cambia_su_fecha():
    p = bandeja(*registrado(), apartar(date(2026, 3, 20)))["primer_contacto"]
    assert (p.visible, p.vence) == (date(2026, 3, 20), MIERCOLES)


def test_el_descartado_desaparece_y_el_caso_pide_otro_paso():
    filas = bandeja(*registrado(), apartar())
    assert list(filas) == ["siguiente_paso"]
    assert filas["siguiente_paso"].vence == date(2026, 3, 9)


def test_el_descartado_vuelve_si_algo_nuevo_lo_causa():
    correccion = PersonaVinculada(persona_id=ESTUDIANTE, rol=RolParte.ACREDITADO)
    assert "primer_contacto" in bandeja(*registrado(), apartar(), correccion)


def test_mientras_el_caso_esta_suspendido_a_nadie_se_le_llama():
    suspendido = CasoSuspendido(causa=CausaSuspension.QUEJA, revisar=date(2026, 4, 6), motivo="x")
    assert not {"primer_contacto", "siguiente_paso"} & set(bandeja(*registrado(), suspendido))
