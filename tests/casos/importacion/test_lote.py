"""The batch: written once however often resumed, annulled as a unit, and the same whichever way rows are split."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casos.casos import Casos
from casos.decision import Rechazo
from casos.importacion import obra
from casos.importacion.servicio import OtraCosa, confirmar
from casos.importacion.vista_previa import Clase, Situacion
from casos.lote import DudasPendientes, LoteRecibido, RenglonesLlevados
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.resultados import Inasistencia, registrar_inasistencia
from casos.mediacion.vocabulario import Etapa, RolParte
from flujos.lote import pendientes
from tests.casos.importacion.archivos import agenda, cartera, credito, pago, pagos, sesion
from tests.casos.importacion.conftest import Importadora, _importadora

A, C, P = Clase.AGENDA, Clase.CARTERA, Clase.PAGOS
BETO = {"nombre": "Ruiz Lara Beto", "curp": "RULB900101HSRZRT03", "telefono": "6620000001"}


class Corte(Exception):
    """The process was killed here."""


def cortar_en(monkeypatch: pytest.MonkeyPatch, donde: int) -> None:
    """Kill the process at the n-th write of an import, before it is durable."""
    cuenta = iter(range(1_000))

    def cuida(original):
        def escribe(self, *args, **kwargs):
            if next(cuenta) == donde:
                raise Corte
            return original(self, *args, **kwargs)

        return escribe

    monkeypatch.setattr(Casos, "decidir", cuida(Casos.decidir))
    monkeypatch.setattr(Casos, "decidir_lote", cuida(Casos.decidir_lote))


def retrato(imp: Importadora) -> set[tuple[object, ...]]:
    """What the cases are, whatever their ids."""
    return {
        (
            tuple(sorted((n, c.saldo) for n, c in caso.creditos.items())),
            tuple(sorted((p.rol, imp.boveda.leer(p.persona_id).nombre) for p in caso.partes)),
            tuple(sorted(t.numero for t in imp.boveda.leer(caso.apertura.persona_id).telefonos)),
            tuple((s.folio, s.num_sesion, s.inicio) for s in caso.sesiones.values()),
            tuple(sorted(caso.pagos)),
        )
        for caso in imp.abiertos().values()
    }


CARTERA = [
    credito("10101"),
    credito("10102", telefono="1234567"),
    credito("10201", **BETO, aval="Cota Díaz Ana Luz", curp_aval="COTD900101MSRTZN08"),
    credito("10103", capital="77"),
    credito("10301", "Lara Solo Eva", curp="", telefono="6440000009", sede="Cd. Obregón"),
    credito("10302", "Lara Solo Eva", curp="", telefono="0000009", sede="Cd. Obregón"),
]


@pytest.mark.parametrize("donde", range(6))
def test_muerto_a_la_mitad_y_repetido_es_como_una_vez(imp, tmp_path_factory, monkeypatch, donde):
    monkeypatch.setattr(obra, "RENGLONES_POR_VUELTA", 2)
    archivo = cartera(*CARTERA)
    with monkeypatch.context() as vida:
        cortar_en(vida, donde)
        with pytest.raises(Corte):
            imp.importar(C, archivo)
    imp.casos.olvidar_recientes()
    imp.importar(C, archivo)
    carpeta = tmp_path_factory.mktemp("entera")
    for entera in _importadora(f"sqlite:///{carpeta / 'h.sqlite'}", carpeta):
        vista = entera.importar(C, archivo)
        assert retrato(imp) == retrato(entera)
        assert set(imp.lote(vista).llevados) == set(range(2, 8))
        for lote in (imp.lote(vista), entera.lote(vista)):
            assert lote.por_resolver == {}
        recibidos = [a for a in imp.casos.asientos(vista.lote_id) if isinstance(a.hecho, LoteRecibido)]
        assert len(recibidos) == 1
    antes = imp.hechos()
    assert imp.importar(C, archivo).resumen["ya_estaba"] == 6
    assert imp.hechos() == antes


@pytest.mark.parametrize("donde", range(5))
def test_la_agenda_y_los_pagos_muertos_a_la_mitad_tambien(imp, monkeypatch, donde):
    monkeypatch.setattr(obra, "RENGLONES_POR_VUELTA", 1)
    imp.importar(C, cartera(*CARTERA))
    archivos = [
        (A, agenda(sesion(), sesion("CJA/7/2026", invitado="Nueva Paz Sol", credito="77777"))),
        (P, pagos(pago(fecha="20/11/2026"), pago("9.00", folio="OP2", referencia="x"))),
    ]
    for clase, archivo in archivos:
        with monkeypatch.context() as vida:
            cortar_en(vida, donde)
            try:
                imp.importar(clase, archivo)
            except Corte:
                imp.casos.olvidar_recientes()
        vista = imp.importar(clase, archivo)
        assert vista.resumen["error"] == 0
    _, ana = imp.con_credito("10101")
    assert (len(ana.sesiones), len(ana.pagos)) == (1, 1)
    assert len(imp.con_credito("77777")[1].sesiones) == 1


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cortes=st.sets(st.integers(1, 5)))
def test_los_mismos_renglones_partidos_en_varios_archivos_dan_los_mismos_casos(tmp_path_factory, cortes):
    def casos_de(partes: list[list[tuple[object, ...]]]) -> set[tuple[object, ...]]:
        carpeta = tmp_path_factory.mktemp("particion")
        for imp in _importadora(f"sqlite:///{carpeta / 'h.sqlite'}", carpeta):
            for parte in partes:
                vista = imp.importar(C, cartera(*parte))
                assert vista.resumen["duda"] == 0, [r.mensaje for r in vista.renglones]
            return retrato(imp)
        raise AssertionError

    limites = [0, *sorted(cortes), len(CARTERA)]
    partes = [CARTERA[a:b] for a, b in itertools.pairwise(limites)]
    assert casos_de(partes) == casos_de([CARTERA])


def test_en_cada_motor_entra_todo_y_otra_vez_no_cambia_nada(imp_en_cada_motor):
    imp = imp_en_cada_motor
    archivos = [
        (C, cartera(*CARTERA)),
        (A, agenda(sesion(), sesion("CJA/9/2026", invitado="Nadie Sabe", credito=""))),
        (P, pagos(pago(), pago(folio="OP2", referencia="x"))),
    ]
    for clase, archivo in archivos:
        imp.importar(clase, archivo)
    antes = imp.hechos(), retrato(imp)
    for clase, archivo in archivos:
        assert imp.importar(clase, archivo).resumen["nueva"] == 0
    assert (imp.hechos(), retrato(imp)) == antes
    vista = imp.importar(P, archivos[2][1])
    assert imp.deshacer(vista).asientos == 2


# ------------------------------------------------------------------------------------------ notes and doubts


def test_el_lote_guarda_renglones_y_dudas_sin_nombres(imp):
    imp.importar(C, cartera(*CARTERA))
    vista = imp.importar(A, agenda(sesion(), sesion("CJA/9/2026", credito="", invitado="Eva Lara Solo")))
    asientos = imp.casos.asientos(vista.lote_id)
    assert [type(a.hecho) for a in asientos] == [LoteRecibido, RenglonesLlevados, DudasPendientes]
    (duda,) = asientos[2].hecho.dudas
    assert (duda.fila, duda.causa, len(duda.candidatos)) == (3, "homonimo", 1)
    crudo = b"".join(f.estado for f in imp.casos.registro.leer(vista.lote_id)).decode()
    assert "Lara" not in crudo
    assert "Cota" not in crudo
    (fila,) = pendientes(imp.lote(vista), imp.casos.versiones())
    assert (fila.titulo, fila.usuario) == ("Resolver 1 duda de la agenda del 24 de noviembre", "ana")


def test_lo_importado_por_consola_lo_resuelve_el_coordinador(imp):
    vista = imp.importar(
        A, agenda(sesion(credito="", invitado="Nadie Sabe")), autor="consola", rol="coordinador"
    )
    (fila,) = pendientes(imp.lote(vista), imp.casos.versiones())
    assert (fila.usuario, fila.rol) == (None, "coordinador")


def test_una_duda_que_deja_de_serlo_se_lleva_a_cabo_con_el_mismo_archivo(imp):
    archivo = agenda(sesion(credito="", curp="COTD900101MSRTZN08", invitado=""))
    vista = imp.importar(A, archivo)
    assert imp.lote(vista).por_resolver.keys() == {2}
    imp.importar(C, cartera(credito("10101")))
    assert imp.importar(A, archivo).resumen["nueva"] == 1
    assert imp.lote(vista).por_resolver == {}


def test_si_algo_cambio_mientras_se_revisaba_se_pide_verlo_otra_vez(imp):
    imp.importar(C, cartera(credito("10101")))
    archivo = agenda(sesion())
    sello = imp.ver(A, archivo).sello
    imp.importar(A, agenda(sesion(hora="10:00")))
    with pytest.raises(OtraCosa, match="algo cambió"):
        confirmar(imp.oficina, imp.envio(A, archivo), imp.acto(A), sello=sello)
    sello = imp.ver(A, archivo).sello
    assert confirmar(imp.oficina, imp.envio(A, archivo), imp.acto(A), sello=sello).resumen["cambia"] == 1


# ---------------------------------------------------------------------------------------------------- undoing


def test_se_deshace_lo_importado_y_el_archivo_puede_volver_a_entrar(imp):
    imp.importar(C, cartera(*CARTERA))
    archivo = agenda(sesion(), sesion("CJA/7/2026", invitado="Nueva Paz Sol", credito="77777"))
    vista = imp.importar(A, archivo)
    hecho = imp.deshacer(vista)
    assert (hecho.casos, hecho.quedan) == (2, ())
    _, ana = imp.con_credito("10101")
    assert (ana.etapa, ana.sesiones) == (Etapa.REGISTRADO, {})
    assert not any("77777" in c.creditos for c in imp.abiertos().values())
    assert imp.lote(vista).anulado
    assert imp.deshacer(vista).asientos == 0
    otra = imp.importar(A, archivo)
    assert otra.resumen["nueva"] == 2
    assert len(imp.con_credito("10101")[1].sesiones) == 1
    assert imp.con_credito("77777")[1].etapa is Etapa.AGENDADO


def test_lo_que_ya_tuvo_consecuencias_se_queda_y_se_dice(imp):
    imp.importar(C, cartera(*CARTERA))
    vista = imp.importar(A, agenda(sesion(), sesion("CJA/2/2026", invitado="Beto Ruiz", credito="10201")))
    caso_id, _ = imp.con_credito("10101")
    imp.reloj.ahora += timedelta(days=2)
    ausente = Inasistencia(sesion=1, ausentes=(RolParte.ACREDITADO,))
    imp.decidir(caso_id, registrar_inasistencia, ausente)
    hecho = imp.deshacer(vista, autor="rosa", rol="coordinador")
    assert [q.caso_id for q in hecho.quedan] == [caso_id]
    assert hecho.quedan[0].razon == "1 captura posterior depende de lo importado; corríjalo en el caso."
    assert imp.con_credito("10101")[1].etapa is Etapa.NO_COMPARECIO
    assert imp.con_credito("10201")[1].sesiones == {}


def test_un_caso_con_otras_capturas_no_se_borra(imp):
    vista = imp.importar(C, cartera(credito("10101"), credito("10201", **BETO)))
    caso_id, _ = imp.con_credito("10101")
    imp.decidir(caso_id, agregar_nota, Nota(texto="Llamó para preguntar."))
    hecho = imp.deshacer(vista)
    assert [q.caso_id for q in hecho.quedan] == [caso_id]
    assert list(imp.abiertos()) == [caso_id]


def test_deshace_quien_importo_el_mismo_dia_y_despues_solo_el_coordinador(imp):
    vista = imp.importar(A, agenda(sesion()))
    with pytest.raises(Rechazo, match="solo el coordinador"):
        imp.deshacer(vista, autor="otra")
    imp.reloj.ahora += timedelta(days=1)
    with pytest.raises(Rechazo, match="solo el coordinador"):
        imp.deshacer(vista)
    assert imp.deshacer(vista, autor="rosa", rol="coordinador").casos == 1


def test_una_persona_olvidada_no_vuelve_a_guardarse(imp):
    archivo = cartera(credito("10101"), credito("10201", **BETO))
    vista = imp.importar(C, archivo)
    _, caso = imp.con_credito("10101")
    persona = caso.apertura.persona_id
    imp.deshacer(vista)
    imp.boveda.olvidar(persona, imp.reloj())
    otra = imp.importar(C, archivo)
    assert [r.situacion for r in otra.renglones] == [Situacion.DUDA, Situacion.NUEVA]
    assert "se suprimieron" in otra.renglones[0].mensaje
