"""The demo as people get it: everything that an office lives through happens in it at least once."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from casos.mediacion.estado import EN_VIGOR, EstadoConvenio
from casos.mediacion.hechos import apertura, cierre, contacto, convenios, documentos, pagos, sesiones
from casos.mediacion.libro import libro_de
from casos.mediacion.vocabulario import CausaCierre, Etapa, OrigenCaso, Producto, Via
from casos.registro.verificacion import verificar_registro
from casos.tiempo import dia_local
from flujos import pendientes
from proyecciones.reconstruir import reconstruir
from tests.web.demo.conftest import VIERNES, historias
from web.demo.oficina import ATIENDEN, aprender

pytestmark = pytest.mark.lento
HOY = dia_local(VIERNES)


@pytest.fixture(scope="module")
def casos(instancia_grande):
    return historias(instancia_grande)


@pytest.fixture(scope="module")
def hechos(casos):
    return Counter(type(a.hecho) for h in casos for a in h.asientos)


@pytest.fixture(scope="module")
def filas(instancia_grande, casos):
    v = instancia_grande.casos.versiones()
    return [p for h in casos for p in pendientes(h, v)]


def test_el_registro_y_las_vistas_estan_bien(instancia_grande):
    assert verificar_registro(instancia_grande.casos.registro, instancia_grande.clave).diferencias == ()
    assert reconstruir(instancia_grande.casos, instancia_grande.almacen, solo_comparar=True).diferencias == 0


def test_hay_casos_en_todas_las_etapas_por_todas_las_vias_y_en_todas_las_sedes(casos):
    assert {h.caso.etapa for h in casos} == set(Etapa)
    assert {h.caso.apertura.origen for h in casos} == set(OrigenCaso)
    assert {c.elaborado.via for h in casos for c in h.caso.convenios.values()} == set(Via)
    assert {h.caso.apertura.sede for h in casos} == {"HMO", "OBR", "NOG"}
    firmados = {c.elaborado.producto for h in casos for c in h.caso.convenios.values() if c.firmado.version}
    assert firmados == set(Producto)


def test_sucede_de_todo(hechos):
    raros = (
        apertura.CasoReasignado, apertura.CasoRevisado, apertura.PendientePospuesto, cierre.CasoSuspendido,
        cierre.CasoReanudado, cierre.CasoTurnadoAJudicial, cierre.TurnoRechazado, cierre.TransferidoAConcentracion,
        contacto.PromesaCumplida, contacto.PromesaIncumplida, contacto.VisitaRealizada, convenios.AdeudoRegenerado,
        convenios.ConvenioModificado, convenios.ConvenioSustituido, convenios.DescuentoAutorizado,
        convenios.DescuentoRechazado, convenios.CondonacionRevocada, convenios.PagoInicialNoRecibido,
        documentos.ConvenioPrevenido, documentos.ConvenioRegistrado, documentos.ConvenioTenidoPorInscrito,
        documentos.DocumentoPrestado, pagos.AdeudoLiquidado, pagos.IncumplimientoDeclarado,
        pagos.IncumplimientoRevertido, pagos.IncumplimientoSubsanado, pagos.PagoRechazado, pagos.PagoRevertido,
        pagos.ParcialidadVencida, sesiones.InvitacionNoEntregada, sesiones.MecanismoConcluido,
        sesiones.ResultadoDeSesionOmitido, sesiones.SesionCancelada, sesiones.SesionReagendada,
    )  # fmt: skip
    assert [clase.__name__ for clase in raros if not hechos[clase]] == []
    assert sum(1 for clase in hechos if clase.__name__ == "Anulado") == 1


def test_hay_fallecimientos_campanas_y_pagos_de_mas(casos):
    cierres = {h.caso.cierre.causa for h in casos}
    convenidos = [c for h in casos for c in h.caso.convenios.values()]
    assert CausaCierre.FALLECIMIENTO in cierres
    assert any(c.elaborado.campana and c.firmado.version for c in convenidos)
    assert any(c.elaborado.excede for c in convenidos)
    assert any(p.a_favor for h in casos for p in h.caso.pagos.values())


def test_el_dinero_se_conserva(casos):
    for historia in casos:
        for pago in historia.caso.pagos.values():
            partes = [a.interes + a.capital for a in pago.a_parcialidades]
            partes += [a.gastos + a.moratorio + a.ordinario + a.capital for a in pago.a_creditos]
            assert pago.importe == sum(partes, pago.a_favor + pago.incluido)
        for convenio in historia.caso.convenios.values():
            if convenio.firmado.version:
                elaborado, libro = convenio.elaborado, libro_de(historia.caso, convenio)
                assert elaborado.reconocido.total - elaborado.condonado.total == elaborado.plan.capital
                assert libro.total + libro.a_favor == libro.pagado + libro.falta
        vigentes = [c for c in historia.caso.convenios.values() if c.estado in EN_VIGOR]
        assert len(vigentes) <= 1


def test_lo_liquidado_no_debe_nada(casos):
    cumplidos = [
        libro_de(h.caso, c)
        for h in casos
        for c in h.caso.convenios.values()
        if c.estado is EstadoConvenio.CUMPLIDO
    ]
    assert len(cumplidos) > 10
    assert {libro.falta for libro in cumplidos} == {Decimal(0)}


def test_los_tipos_de_pendiente_se_saben_atender(filas):
    aprender()
    assert {p.tipo for p in filas} - set(ATIENDEN) == set()


def test_hoy_hay_trabajo_de_todas_las_urgencias_y_para_todos(filas):
    vistas = [p for p in filas if p.visible <= HOY and p.rol == "responsable"]
    semana = timedelta(days=7)
    assert [p for p in vistas if p.vence < HOY - semana]
    assert [p for p in vistas if HOY - semana <= p.vence < HOY]
    assert [p for p in vistas if p.vence == HOY]
    assert [p for p in vistas if p.vence > HOY]
    assert {p.rol for p in filas if p.visible <= HOY} >= {"responsable", "coordinador", "sistemas", "archivo"}


def test_queda_algo_por_decidir_y_por_revisar(filas, casos):
    por_hacer = Counter(p.tipo for p in filas if p.visible <= HOY)
    for tipo in ("decidir_incumplimiento", "autorizar_descuento", "recabar_documento"):
        assert por_hacer[tipo], tipo
    assert any(p.estado == "vigente" for h in casos for p in h.caso.contacto.promesas.values())
    assert any(h.caso.revisado_hasta < h.version for h in casos)


def test_hay_sesiones_los_proximos_dias(casos):
    dias = [dia_local(s.inicio) for h in casos if (s := h.caso.sesion)]
    assert len([d for d in dias if HOY < d <= HOY + timedelta(days=7)]) >= 5
    assert len([d for d in dias if HOY + timedelta(days=7) < d <= HOY + timedelta(days=14)]) >= 3


def test_hay_recados_quejas_solicitudes_y_atenciones_sin_caso(instancia_grande):
    tipos = Counter()
    for caso_id, _ in instancia_grande.casos.registro.por_caso():
        historia = instancia_grande.casos.historia(caso_id)
        tipos[type(historia.caso).__name__] += 1
    assert min(tipos[t] for t in ("Recado", "Manifestacion", "Solicitud", "Atencion", "Lote")) > 5
    assert min(tipos[t] for t in ("Ausencia", "Comision", "Actividad")) >= 5


def test_algo_quedo_por_decidir_en_lo_importado(instancia_grande):
    tipos = Counter()
    for caso_id, _ in instancia_grande.casos.registro.por_caso():
        historia = instancia_grande.casos.historia(caso_id)
        tipos.update(p.tipo for p in pendientes(historia, instancia_grande.casos.versiones()))
    assert tipos["identificar_pago"] >= 2
    assert tipos["resolver_dudas"] >= 1
