"""Accounting's queue of reported payments: confirmed as found, or answered that they were not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from casos.mediacion.pagos import PagoDelDeudor, reportar_pago
from casos.mediacion.vocabulario import Canal
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.oficina.test_expediente import campo

Entra = Callable[[str], Visitante]


def reportado(prueba: Prueba) -> tuple[UUID, str]:
    caso = prueba.abrir_caso(responsable="responsable")
    pago = PagoDelDeudor(importe="500", fecha=date(2026, 10, 2), canal=Canal.OXXO, referencia="REF 1")
    resultado = prueba.decidir(caso, reportar_pago, pago)
    return caso, f"/pagos-reportados/{caso}/{resultado.version}"


def estado(prueba: Prueba, caso: UUID) -> Any:
    return prueba.abierta.casos.historia(caso).caso  # type: ignore[union-attr]


def test_la_cola_dice_de_quien_y_cuanto(prueba: Prueba, entra: Entra) -> None:
    _, url = reportado(prueba)
    pagina = entra("contabilidad").ver("/pagos-reportados/").text
    assert "$500.00 del 2 de octubre de 2026" in pagina
    assert "Daniela Ñíguez Zazueta" in pagina
    assert url in pagina


def test_confirmado_cuenta_el_dia_en_que_se_hizo_y_ofrece_el_recibo(prueba: Prueba, entra: Entra) -> None:
    caso, url = reportado(prueba)
    conta = entra("contabilidad")
    pagina = conta.ver(url).text
    datos = {"importe": "500", "fecha": "2/10/2026", "canal": "OXXO", "operacion": "77"}
    datos |= {nombre: campo(pagina, nombre) for nombre in ("pedido", "visto")}
    assert conta.enviar(f"{url}/confirmar", datos).status_code == 303
    caso_ahora = estado(prueba, caso)
    (pago,) = caso_ahora.pagos.values()
    assert (pago.importe, pago.fecha, pago.folio) == (
        Decimal(500),
        date(2026, 10, 2),
        "OXXO/2026-10-02/77/500.00",
    )
    assert next(iter(caso_ahora.reportes.values())).estado == "confirmado"
    lista = conta.ver("/pagos-reportados/").text
    assert f"/casos/{caso}/papeles/" in lista
    assert "No hay pagos reportados sin respuesta" in lista


def test_el_recibo_se_emite_una_vez_y_se_reimprime_igual(prueba: Prueba, entra: Entra) -> None:
    caso, url = reportado(prueba)
    conta = entra("contabilidad")
    pagina = conta.ver(url).text
    datos = {"importe": "500", "fecha": "2/10/2026", "canal": "OXXO", "pedido": campo(pagina, "pedido")}
    conta.enviar(f"{url}/confirmar", datos)
    ana = entra("responsable")
    folio = next(iter(estado(prueba, caso).pagos))
    antes = ana.enviar(f"/casos/{caso}/papeles/recibo", {}, query_string={"folio": folio})
    assert antes.status_code == 303
    primero = ana.ver(antes.location).data
    prueba.pasar(days=3)
    assert ana.ver(antes.location).data == primero
    assert estado(prueba, caso).pagos[folio].recibo.version > 0


def test_no_hallado_pide_un_motivo(prueba: Prueba, entra: Entra) -> None:
    caso, url = reportado(prueba)
    conta = entra("contabilidad")
    assert conta.enviar(f"{url}/no-hallado", {"motivo": " "}).status_code == 422
    assert conta.enviar(f"{url}/no-hallado", {"motivo": "No aparece en el banco"}).status_code == 303
    assert next(iter(estado(prueba, caso).reportes.values())).estado == "rechazado"


def test_quien_no_es_contabilidad_no_responde(prueba: Prueba, entra: Entra) -> None:
    _, url = reportado(prueba)
    assert entra("responsable").ver("/pagos-reportados/").status_code == 403
    auditora = entra("auditor")
    assert "Confirmar pago" not in auditora.ver(url).text
    assert auditora.enviar(f"{url}/confirmar", {}).status_code == 403
