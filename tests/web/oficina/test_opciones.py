"""The simulator and the agreement: options for what one can pay, the plan that was shown, who authorises it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from casos.mediacion.apertura import (
    NuevoCredito,
    NuevoSaldo,
    PersonaEquivocada,
    SaldoDeCredito,
    desvincular_persona,
    recibir_saldo,
    vincular_credito,
)
from casos.mediacion.vocabulario import RolParte
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.oficina.test_expediente import campo

Entra = Callable[[str], Visitante]
PIDE = {"mensual": "1,100", "inicial": "2,400.00", "primera": "30/11/2026"}


def caso_de(prueba: Prueba) -> UUID:
    return prueba.abrir_caso(responsable="responsable")


def usar(quien: Visitante, caso: UUID, producto: str, **pide: Any) -> Any:
    pagina = quien.ver(f"/casos/{caso}/opciones/", query_string=pide).text
    datos = {**pide, "producto": producto, "pedido": campo(pagina, "pedido"), "visto": campo(pagina, "visto")}
    return quien.enviar(f"/casos/{caso}/opciones/", datos)


def estado(prueba: Prueba, caso: UUID) -> Any:
    return prueba.abierta.casos.historia(caso).caso  # type: ignore[union-attr]


def test_las_opciones_salen_lado_a_lado_sin_guiones(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string=PIDE).text
    assert "Adeudo al 5 de octubre de 2026" in pagina
    assert "$12,000.00" in pagina
    assert "9 × $1,066.67" in pagina  # (12,000 - 2,400) / 9, the shortest that 1,100 a month pays
    assert "le sobran $33.33 al mes" in pagina
    assert "Pago único antes del" in pagina
    assert "Regeneración" in pagina
    assert "PESOS 00/100 M.N.)" in pagina


def test_lo_que_no_se_entiende_se_dice_en_su_campo(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string={**PIDE, "mensual": "mil"})
    assert pagina.status_code == 200
    assert "No se entiende el importe “mil”" in pagina.text
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string={**PIDE, "primera": "1/10/2026"})
    assert "debe ser después de hoy" in pagina.text


def test_usar_un_plan_elabora_exactamente_ese_y_registra_que_se_presentaron(
    prueba: Prueba, entra: Entra
) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    respuesta = usar(ana, caso, "CONVENIO_CORTO", **PIDE)
    assert respuesta.status_code == 303, respuesta.text
    borrador = estado(prueba, caso).borrador
    assert [p.importe for p in borrador.plan.parcialidades] == [Decimal("1066.67")] * 8 + [Decimal("1066.64")]
    assert borrador.plan.pago_inicial == Decimal(2400)
    assert borrador.elaborado.excede == ()
    nombres = [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)]
    assert nombres[-2:] == ["ConvenioElaborado", "OpcionesPresentadas"]
    pagina = ana.ver(respuesta.location).text
    assert "Convenio a corto plazo" in pagina
    assert "Firmar convenio" in pagina
    assert "Se imprimirá una raya" in pagina


def test_el_mismo_clic_dos_veces_elabora_una_vez(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string=PIDE).text
    datos = {
        **PIDE,
        "producto": "CONVENIO_CORTO",
        "pedido": campo(pagina, "pedido"),
        "visto": campo(pagina, "visto"),
    }
    for _ in range(2):
        assert ana.enviar(f"/casos/{caso}/opciones/", datos).status_code == 303
    nombres = [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)]
    assert nombres.count("ConvenioElaborado") == nombres.count("OpcionesPresentadas") == 1


def test_registrar_que_se_presentaron(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    respuesta = usar(ana, caso, "", **PIDE)
    assert respuesta.status_code == 303
    assert "mensual=1" in respuesta.location
    hecho = prueba.abierta.casos.asientos(caso)[-1].hecho
    assert hecho.nombre() == "OpcionesPresentadas"
    assert hecho.puede_pagar == Decimal(1100)  # type: ignore[attr-defined]


def test_lo_que_sale_de_la_politica_lo_autoriza_otra_persona(prueba: Prueba, entra: Entra) -> None:
    caso, ana, coordinadora = caso_de(prueba), entra("responsable"), entra("coordinador")
    pide = {**PIDE, "moratorios": "50"}
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string=pide).text
    assert "Pide 50 % de condonación de intereses moratorios; la política da 0 %." in pagina
    assert "Pedir autorización" in pagina
    assert usar(ana, caso, "CONVENIO_CORTO", **pide).status_code == 303
    assert "Decide la coordinación" in ana.ver(f"/casos/{caso}/convenio/").text
    pagina = coordinadora.ver(f"/casos/{caso}/convenio/").text
    assert "Autorizar</button>" in pagina
    datos = {n: campo(pagina, n) for n in ("pedido", "visto", "convenio", "revision")}
    datos |= {"motivo": "Primera vez que se acerca", "respuesta": "si"}
    assert ana.enviar(f"/casos/{caso}/convenio/", datos).status_code == 403
    sin_motivo = coordinadora.enviar(f"/casos/{caso}/convenio/", {**datos, "motivo": ""})
    assert sin_motivo.status_code == 422
    assert coordinadora.enviar(f"/casos/{caso}/convenio/", datos).status_code == 303
    assert estado(prueba, caso).borrador.autorizado == 1
    assert "Autorizó" in ana.ver(f"/casos/{caso}/convenio/").text


def test_un_saldo_viejo_no_se_conviene_y_se_dice(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    prueba.pasar(days=30)
    assert "El saldo es del 30 de septiembre de 2026" in ana.ver(f"/casos/{caso}/opciones/").text
    respuesta = usar(ana, caso, "CONVENIO_CORTO", **PIDE)
    assert respuesta.status_code == 422
    assert "no debe tener más de" in respuesta.text


def test_lo_que_impide_convenir_lleva_a_donde_se_arregla(prueba: Prueba, entra: Entra) -> None:
    """Instead of a button that would be refused: an aval that is missing, a balance that is too old."""
    caso, ana = caso_de(prueba), entra("responsable")
    aval = estado(prueba, caso).persona(RolParte.AVAL)
    ajena = PersonaEquivocada(persona_id=aval, rol=RolParte.AVAL, motivo="Era de otro crédito.")
    prueba.decidir(caso, desvincular_persona, ajena)
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string=PIDE).text
    assert f"/casos/{caso}/personas/nueva?rol=aval" in pagina
    assert pagina.count("Usar este plan</button>") == 2  # short term and single payment need no aval
    prueba.pasar(days=30)
    pagina = ana.ver(f"/casos/{caso}/opciones/").text
    assert f"/casos/{caso}/hacer/recibir_saldo" in pagina
    assert "Usar este plan</button>" not in pagina


def test_lo_que_no_se_entiende_se_dice_tambien_junto_a_las_opciones(prueba: Prueba, entra: Entra) -> None:
    """While one types only that part of the page changes."""
    caso, ana = caso_de(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string={**PIDE, "mensual": "mil"}).text
    resultado = pagina[pagina.index('id="resultado"') :]
    assert "Puede pagar al mes:" in resultado
    assert "No se entiende el importe “mil”" in resultado


def test_un_acuerdo_parcial_deja_fuera_los_creditos_que_no_se_eligen(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    suyo, otro = next(iter(estado(prueba, caso).creditos)), "555001"
    saldo = NuevoSaldo(corte=date(2026, 9, 30), capital=Decimal(3000), ordinario=Decimal(0), moratorio=Decimal(0),
                       gastos=Decimal(0))  # fmt: skip
    prueba.decidir(caso, vincular_credito, NuevoCredito(credito=otro, saldo=saldo))
    pagina = ana.ver(f"/casos/{caso}/opciones/").text
    assert "$15,000.00" in pagina
    assert f"{otro}: $3,000.00" in pagina
    pide = {"mensual": "500", "inicial": "600", "creditos": [otro]}
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string=pide).text
    assert "1 × $3,000.00" in pagina
    assert "Acuerdo parcial sobre el crédito 555001: $3,000.00." in pagina
    assert usar(ana, caso, "CONVENIO_CORTO", **pide).status_code == 303
    elaborado = estado(prueba, caso).borrador.elaborado
    assert (elaborado.creditos, elaborado.alcance.value) == ((otro,), "PARCIAL")
    assert elaborado.reconocido.total == 3000
    ajeno = ana.ver(f"/casos/{caso}/opciones/", query_string={"creditos": "1"}).text
    assert "El crédito 1 no es de este caso" in ajeno
    assert suyo


def test_la_gracia_y_la_firma_del_aval_solo_se_autorizan(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    pide = {**PIDE, "gracia": "6", "firman": "aval", "via": "INSTITUCIONAL"}
    pagina = ana.ver(f"/casos/{caso}/opciones/", query_string=pide).text
    assert (
        "Da 6 meses de gracia: la primera parcialidad vence hasta el 31 de mayo de 2027. Es una espera."
        in pagina
    )
    assert "Firma solo el aval" in pagina
    assert "Usar este plan</button>" not in pagina
    assert usar(ana, caso, "CONVENIO_CORTO", **pide).status_code == 303
    borrador = estado(prueba, caso).borrador
    assert borrador.por_autorizar
    assert borrador.elaborado.firman == (RolParte.AVAL,)
    assert borrador.plan.parcialidades[0].vence == date(2027, 5, 31)
    assert any("espera" in motivo for motivo in borrador.elaborado.excede)
    assert "entre 0 y 120" in ana.ver(f"/casos/{caso}/opciones/", query_string={**PIDE, "gracia": "999"}).text


def test_sin_saldo_no_hay_que_ofrecer(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    credito = next(iter(estado(prueba, caso).creditos))
    cero = Decimal(0)
    prueba.decidir(
        caso,
        recibir_saldo,
        SaldoDeCredito(
            credito=credito,
            corte=date(2026, 10, 1),
            capital=cero,
            ordinario=cero,
            moratorio=cero,
            gastos=cero,
        ),
    )
    pagina = ana.ver(f"/casos/{caso}/opciones/").text
    assert "No hay adeudo que convenir" in pagina


def test_el_estado_de_cuenta_se_explica_renglon_por_renglon(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/estado-de-cuenta/").text
    assert "Saldo de capital al 30 de septiembre de 2026" in pagina
    assert "capital $8,000.00 × 6.00 % × 5 / 365" in pagina
    assert "Un convenio elaborado hoy reconoce $12,000.00" in pagina
    assert "todavía no llega" in ana.ver(f"/casos/{caso}/estado-de-cuenta/?al=1/1/2030").text


def test_los_pendientes_de_dinero_abren_su_pantalla(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/").text
    assert re.search(rf'href="/casos/{caso}/opciones/"', pagina)
    assert f"/casos/{caso}/papeles/" in pagina
    assert f"/casos/{caso}/estado-de-cuenta/" in pagina
