"""Next actions of a case that rests, is paid off, was closed or opened again."""

from datetime import date

from casos.decision import ARCHIVO, COORDINADOR, SISTEMAS
from casos.mediacion.hechos.cierre import (
    BuroActualizado,
    CartaDeNoAdeudoEntregada,
    CasoCerrado,
    CasoReabierto,
    CasoReanudado,
    CasoSuspendido,
    PagareDevuelto,
    TransferidoAConcentracion,
)
from casos.mediacion.hechos.contacto import CartaEnviada
from casos.mediacion.vocabulario import CausaCierre, CausaSuspension, Medio
from casos.versiones import BASE
from flujos.mediacion.cierre import revisar_reapertura
from tests.casos.mediacion.fabrica import CREDITO, dado, registrado
from tests.casos.mediacion.fabrica_seguimiento import (
    DIA_LIQUIDADO,
    MARTES,
    bandeja,
    liquidado,
    listo_para_cerrar,
)

REVISAR = date(2026, 4, 6)
SUSPENDIDO = (CasoSuspendido(causa=CausaSuspension.ORDEN_JUDICIAL, revisar=REVISAR, motivo="oficio"), MARTES)
CERRADO = (CasoCerrado(causa=CausaCierre.PAGADO), date(2026, 4, 13))
REABIERTO = (CasoReabierto(motivo="error"), date(2026, 4, 15))


def test_suspendido_solo_queda_revisarlo_en_su_dia():
    filas = bandeja(*registrado(), SUSPENDIDO)
    assert list(filas) == ["revisar_suspension"]
    fila = filas["revisar_suspension"]
    assert (fila.rol, fila.visible, fila.vence) == (COORDINADOR, REVISAR, REVISAR)
    assert fila.detalle == "Causa: orden judicial."
    reanudado = bandeja(*registrado(), SUSPENDIDO, (CasoReanudado(motivo="se levantó"), REVISAR))
    assert "primer_contacto" in reanudado
    assert "revisar_suspension" not in reanudado


def test_liquidado_cada_quien_tiene_lo_suyo_con_su_plazo():
    filas = bandeja(*liquidado())
    assert (filas["carta_no_adeudo"].vence, filas["devolver_pagares"].vence) == (
        date(2026, 4, 15), date(2026, 4, 22),
    )  # fmt: skip
    buro = filas["actualizar_buro"]
    assert (buro.rol, buro.vence) == (SISTEMAS, date(2026, 4, 15))
    assert filas["devolver_pagares"].detalle == f"Falta el de: {CREDITO}."
    assert "cerrar_caso" not in filas


def test_cada_tramite_quita_su_fila_y_al_final_se_cierra():
    pasos = liquidado()
    for hecho, tipo in (
        (CartaDeNoAdeudoEntregada(), "carta_no_adeudo"),
        (BuroActualizado(), "actualizar_buro"),
        (PagareDevuelto(credito=CREDITO), "devolver_pagares"),
    ):
        pasos = (*pasos, (hecho, DIA_LIQUIDADO))
        assert tipo not in bandeja(*pasos)
    filas = bandeja(*pasos)
    assert "cerrar_caso" not in filas
    assert set(filas) >= {"archivar_documento", "emitir_recibo", "entregar_copia", "remitir_a_registro"}
    assert bandeja(*listo_para_cerrar())["cerrar_caso"].acciones == ("cerrar_caso",)


def test_cerrado_solo_queda_transferirlo():
    filas = bandeja(*listo_para_cerrar(), CERRADO)
    assert [(tipo, fila.rol, fila.vence) for tipo, fila in filas.items()] == [
        ("transferir_a_concentracion", ARCHIVO, date(2026, 5, 13))
    ]
    assert bandeja(*listo_para_cerrar(), CERRADO, TransferidoAConcentracion(ubicacion="Bodega 2")) == {}


def test_reabierto_se_revisa_hasta_que_se_hace_algo():
    pasos = (*registrado(), (CasoCerrado(causa=CausaCierre.DUPLICADO), MARTES), REABIERTO)
    fila = bandeja(*pasos)["revisar_reapertura"]
    assert fila.vence == date(2026, 4, 17)
    carta = CartaEnviada(medio=Medio.CORREO, plantilla="aviso")
    assert "revisar_reapertura" not in bandeja(*pasos, (carta, date(2026, 4, 16)))


def test_un_caso_que_nunca_se_cerro_no_pide_revisar_su_reapertura():
    assert list(revisar_reapertura(dado(*registrado()), BASE)) == []
