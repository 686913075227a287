"""Accounting's payments: to an agreement, to a contract, or waiting to be identified."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from casos.asiento import Acto
from casos.decision import RELOJ
from casos.importacion.referencia import Referencia, lecturas, parecidos
from casos.importacion.servicio import Envio, confirmar
from casos.importacion.vista_previa import Causa, Clase, Eleccion, Situacion
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.firma import Suscripcion, firmar_convenio
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.oferta import Propuesta
from casos.mediacion.pagos import PagoDelDeudor, Reversion, reportar_pago, revertir_pago
from casos.mediacion.vencimientos import Propio, omitir_pago_inicial
from casos.mediacion.vocabulario import Canal, Etapa, Producto, RolParte, Via
from casos.pago_por_identificar import (
    Devolucion,
    Identificacion,
    devolver_pago,
    id_de_pago,
    identificar_pago,
)
from flujos.pago_por_identificar import pendientes
from tests.casos.importacion.archivos import PAGOS, cartera, credito, hoja, pago, pagos
from tests.casos.importacion.conftest import HOY, Importadora

P = Clase.PAGOS


@pytest.fixture
def con_cartera(imp: Importadora) -> Importadora:
    imp.importar(
        Clase.CARTERA,
        cartera(
            credito("10101", corte="10/11/2026"),
            credito(
                "10201",
                "Ruiz Lara Beto",
                curp="RULB900101HSRZRT03",
                telefono="6620000001",
                corte="10/11/2026",
            ),
        ),
    )
    return imp


def firmar(imp: Importadora) -> None:
    """Ana Luz signs at the window: 300 at the start and twelve instalments of 100."""
    caso_id, _ = imp.con_credito("10101")
    propuesta = Propuesta(
        via=Via.INSTITUCIONAL,
        producto=Producto.CONVENIO_CORTO,
        primera=date(2026, 12, 23),
        parcialidades=12,
        pago_inicial=Decimal(300),
        inicial_vence=date(2026, 11, 30),
    )
    imp.decidir(caso_id, elaborar_convenio, propuesta)
    suscripcion = Suscripcion(
        convenio=1, revision=1, fecha=HOY, folio="INST-1/2026", firmas=(Firma(rol=RolParte.ACREDITADO),)
    )
    imp.decidir(caso_id, firmar_convenio, suscripcion)


def test_por_convenio_se_aplica_a_sus_parcialidades(con_cartera):
    firmar(con_cartera)
    vista = con_cartera.importar(P, pagos(pago("300.00", fecha="23/11/2026")))
    assert vista.renglones[0].mensaje == (
        "Se confirmó el pago de $300.00 del lunes 23 de noviembre (SPEI, OP1) al convenio 1 de Cota Díaz Ana Luz."
    )
    _, caso = con_cartera.con_credito("10101")
    (hecho,) = caso.pagos.values()
    assert (hecho.convenio, hecho.canal, hecho.a_parcialidades[0].numero) == (1, Canal.SPEI, 0)


def test_la_referencia_de_un_convenio_sustituido_dice_a_cual_va_el_pago(con_cartera):
    firmar(con_cartera)
    caso_id, _ = con_cartera.con_credito("10101")
    con_cartera.reloj.ahora += timedelta(days=30)
    hoy = HOY + timedelta(days=30)
    con_cartera.decidir(caso_id, omitir_pago_inicial, Propio(convenio=1), rol=RELOJ)
    propuesta = Propuesta(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_CORTO, primera=date(2027, 1, 25), parcialidades=6,
        pago_inicial=Decimal(300), inicial_vence=hoy,
    )  # fmt: skip
    con_cartera.decidir(caso_id, elaborar_convenio, propuesta)
    suscripcion = Suscripcion(
        convenio=2, revision=1, fecha=hoy, folio="INST-2/2026", firmas=(Firma(rol=RolParte.ACREDITADO),),
        sustituye=True,
    )  # fmt: skip
    con_cartera.decidir(caso_id, firmar_convenio, suscripcion)
    (linea,) = con_cartera.ver(P, pagos(pago("300.00", fecha="23/12/2026"))).renglones
    assert "al convenio 2 (la referencia es del 1, que ya no está en vigor)" in linea.mensaje


def test_sin_convenio_se_aplica_al_credito_en_orden_legal(con_cartera):
    con_cartera.importar(P, pagos(pago("450.00")))
    _, caso = con_cartera.con_credito("10101")
    (hecho,) = caso.pagos.values()
    (parte,) = hecho.a_creditos
    assert (parte.credito, parte.moratorio, parte.ordinario, parte.capital) == (
        "10101",
        Decimal("300.00"),
        Decimal("150.00"),
        Decimal("0.00"),
    )


def test_el_pago_vale_desde_el_dia_en_que_se_hizo(con_cartera):
    con_cartera.importar(P, pagos(pago(fecha="15/11/2026")))
    caso_id, _ = con_cartera.con_credito("10101")
    historia = con_cartera.casos.historia(caso_id)
    assert historia.asientos[-1].ocurrido_en.date() == date(2026, 11, 15)


def test_el_mismo_archivo_y_otro_con_los_mismos_pagos_no_cambian_nada(con_cartera):
    archivo = pagos(pago(), pago("20.00", referencia="SIN REF", folio="OP2"))
    con_cartera.importar(P, archivo)
    antes = con_cartera.hechos()
    assert con_cartera.importar(P, archivo).resumen["ya_estaba"] == 2
    assert con_cartera.hechos() == antes
    otro = con_cartera.importar(P, pagos(pago("20.00", referencia="SIN REF", folio="OP2"), pago()))
    assert [r.mensaje.split(":")[0] for r in otro.renglones] == [
        "Ya está entre los pagos por identificar",
        "Ya estaba confirmado",
    ]
    assert len(con_cartera.con_credito("10101")[1].pagos) == 1


def test_el_mismo_archivo_con_otro_nombre_no_cambia_nada(con_cartera):
    archivo = pagos(pago())
    con_cartera.importar(P, archivo)
    antes = con_cartera.hechos()
    renombrado = Envio(P, "otro_nombre.csv", archivo, HOY)
    assert confirmar(con_cartera.oficina, renombrado, con_cartera.acto(P)).resumen["ya_estaba"] == 1
    assert con_cartera.hechos() == antes


def test_al_dia_siguiente_el_mismo_archivo_lleva_lo_que_ayer_todavia_no_llegaba(con_cartera):
    manana = HOY + timedelta(days=1)
    archivo = pagos(pago(), pago("20.00", folio="OP2", fecha=f"{manana:%d/%m/%Y}"))
    assert con_cartera.importar(P, archivo).resumen["error"] == 1
    con_cartera.reloj.ahora += timedelta(days=1)
    despues = con_cartera.importar(P, archivo).resumen
    assert (despues["ya_estaba"], despues["nueva"], despues["error"]) == (1, 1, 0)
    assert len(con_cartera.con_credito("10101")[1].pagos) == 2


def test_el_duplicado_por_banco_dia_folio_e_importe_se_cuenta_una_vez(con_cartera):
    vista = con_cartera.importar(P, pagos(pago(), pago(), pago(folio="OP2"), pago(canal="OXXO")))
    assert [r.situacion for r in vista.renglones] == [
        Situacion.NUEVA,
        Situacion.YA_ESTABA,
        Situacion.NUEVA,
        Situacion.NUEVA,
    ]
    assert len(con_cartera.con_credito("10101")[1].pagos) == 3


def test_dos_iguales_sin_folio_se_preguntan(con_cartera):
    archivo = pagos(pago(folio=""), pago(folio=""))
    vista = con_cartera.importar(P, archivo)
    assert vista.renglones[1].causa is Causa.REPETIDO
    con_cartera.resolver(P, archivo, 3, Eleccion(aceptar=True))
    assert len(con_cartera.con_credito("10101")[1].pagos) == 2


def test_un_pago_mayor_que_el_adeudo_dice_cuanto_queda_a_favor(con_cartera):
    _, caso = con_cartera.con_credito("10101")
    debe = sum(c.saldo.total for c in caso.creditos.values())
    archivo = pagos(pago(str(debe + Decimal("250.25")), fecha="20/11/2026"))
    (linea,) = con_cartera.ver(P, archivo).renglones
    assert linea.situacion is Situacion.NUEVA
    assert "Es más de lo que se debe: $250.25 quedan como saldo a favor." in linea.mensaje
    assert "$250.25" in linea.hecho


def test_cierra_el_pago_que_se_habia_reportado(con_cartera):
    caso_id, _ = con_cartera.con_credito("10101")
    con_cartera.decidir(caso_id, reportar_pago, PagoDelDeudor(importe=Decimal(500), fecha=date(2026, 11, 20)))
    archivo = pagos(pago("500.00", fecha="20/11/2026"))
    assert "Cierra el pago que se había reportado" in con_cartera.ver(P, archivo).renglones[0].mensaje
    con_cartera.importar(P, archivo)
    _, caso = con_cartera.con_credito("10101")
    assert [r.estado for r in caso.reportes.values()] == ["confirmado"]


def test_lo_que_no_se_sabe_de_quien_es_espera_a_contabilidad(con_cartera):
    archivo = pagos(pago("20.00", referencia="PAGO DE JUAN", folio="OP9", ordenante="Juan Pérez Soto"))
    vista = con_cartera.importar(P, archivo)
    (linea,) = vista.renglones
    assert (linea.situacion, linea.causa) == (Situacion.DUDA, Causa.POR_IDENTIFICAR)
    historia = con_cartera.casos.historia(linea.caso_id)
    suelto = historia.caso
    assert (suelto.importe, suelto.canal, suelto.referencia) == (Decimal("20.00"), Canal.SPEI, None)
    assert con_cartera.boveda.leer(suelto.ordenante_id).nombre == "Juan Pérez Soto"
    (fila,) = pendientes(suelto, con_cartera.casos.versiones())
    assert (fila.titulo, fila.rol) == ("Identificar el pago de $20.00 del 20 de noviembre", "contabilidad")
    crudo = b"".join(f.estado for f in con_cartera.casos.registro.leer(linea.caso_id))
    assert "Juan" not in crudo.decode()
    assert "JUAN" not in crudo.decode()
    assert con_cartera.lote(vista).por_resolver == {}


def test_un_desliz_en_la_referencia_propone_candidatos(con_cartera):
    (linea,) = con_cartera.ver(P, pagos(pago(referencia="0001011001"))).renglones
    assert "Puede ser de Cota Díaz Ana Luz" in linea.mensaje


def test_la_referencia_de_uno_y_el_credito_de_otro_no_se_aplican(con_cartera):
    archivo = hoja((*PAGOS, "Crédito"), [(*pago(), "10201")])
    (linea,) = con_cartera.ver(P, archivo).renglones
    assert linea.causa is Causa.POR_IDENTIFICAR
    assert len(linea.candidatos) == 2
    (linea,) = con_cartera.ver(P, hoja((*PAGOS, "Crédito"), [(*pago(referencia="x"), "10201")])).renglones
    assert linea.situacion is Situacion.NUEVA


def test_si_ya_no_debe_nada_queda_por_identificar(con_cartera):
    vista = con_cartera.importar(P, pagos(pago("1500.00"), pago("1.00", folio="OP2")))
    assert [r.situacion for r in vista.renglones] == [Situacion.NUEVA, Situacion.DUDA]
    assert con_cartera.con_credito("10101")[1].etapa is Etapa.LIQUIDADO
    assert "ya está liquidado" in vista.renglones[1].mensaje


def test_un_pago_revertido_no_vuelve_con_otro_archivo(con_cartera):
    con_cartera.importar(P, pagos(pago()))
    caso_id, caso = con_cartera.con_credito("10101")
    (folio,) = caso.pagos
    con_cartera.decidir(caso_id, revertir_pago, Reversion(folio=folio, motivo="Devuelto"), rol="contabilidad")
    (linea, _) = con_cartera.ver(P, pagos(pago(), pago(folio="OP7"))).renglones
    assert (linea.situacion, "se revirtió" in linea.mensaje) == (Situacion.YA_ESTABA, True)


def test_los_renglones_malos_se_listan(con_cartera):
    vista = con_cartera.importar(P, pagos(pago("-5"), pago("0"), pago("mil"), pago()))
    assert vista.resumen["error"] == 3
    assert vista.resumen["nueva"] == 1


def test_solo_contabilidad_confirma(con_cartera):
    (linea,) = con_cartera.ver(P, pagos(pago()), rol="responsable").renglones
    assert "no puede: confirmar pago" in linea.mensaje


def test_un_pago_suelto_se_identifica_o_se_devuelve_una_vez(con_cartera):
    vista = con_cartera.importar(P, pagos(pago(referencia="x", folio="A"), pago(referencia="x", folio="B")))
    uno, dos = (r.caso_id for r in vista.renglones)
    caso_id, _ = con_cartera.con_credito("10101")
    contadora = Acto(autor="carmen", rol="contabilidad")
    for _ in range(2):
        con_cartera.casos.decidir(
            uno, identificar_pago, Identificacion(caso=caso_id), Acto("carmen", "contabilidad")
        )
    con_cartera.casos.decidir(dos, devolver_pago, Devolucion(motivo="Es de otra dependencia"), contadora)
    estados = [con_cartera.casos.historia(i).caso.estado for i in (uno, dos)]
    assert estados == ["identificado", "devuelto"]
    assert len(con_cartera.casos.historia(uno).asientos) == 2
    assert list(pendientes(con_cartera.casos.historia(dos).caso, con_cartera.casos.versiones())) == []
    assert id_de_pago(con_cartera.casos.historia(uno).caso.folio) == uno


# ------------------------------------------------------------------------------------------------ references


@pytest.mark.parametrize(
    "texto", ["0010368901", "10368901", "00103689017", "103689017", "REF 0010368901", "0010-3689-01"]
)
def test_la_referencia_se_lee_con_o_sin_ceros_y_digito(texto):
    assert Referencia("103689", 1) in lecturas(texto)


def test_un_numero_de_credito_solo_tambien_se_lee():
    assert Referencia("103689", None) in lecturas("103689")


@pytest.mark.parametrize("texto", [None, "", "PAGO ICEES", "SIN REF", "12", "123456789012345678"])
def test_lo_que_no_es_referencia_no_se_lee(texto):
    assert lecturas(texto) == []


def test_los_parecidos_son_de_un_solo_desliz():
    assert {"103698", "103688", "130689"} <= parecidos("103689")
    assert not {"103689", "104788"} & parecidos("103689")
