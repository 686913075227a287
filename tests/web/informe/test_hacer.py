"""Reports are made once, on the first working day after their month, and stay as they were; on both engines."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.decision import CONTABILIDAD
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.mediacion.vocabulario import Medio
from casos.tiempo import a_las
from proyecciones.consultas import medidas
from proyecciones.consultas.medidas import MEDIDAS
from proyecciones.pronostico import pronosticar, pronosticar_mes
from tests.instancias import Prueba
from web import almacen as almacenes
from web.almacen import Almacen, informes
from web.cuentas import SEDES
from web.informe.cifras import reunir
from web.informe.hacer import completo, guardado, hacer, hacer_los_que_faltan, por_hacer, toca
from web.informe.modelo import a_texto, de_persona, de_texto, listas_de_persona

OCTUBRE = date(2026, 10, 1)


@pytest.fixture
def prueba(motor_url: str, tmp_path: Path) -> Iterator[Prueba]:
    prueba = Prueba(tmp_path / "instancia", "" if motor_url.startswith("sqlite") else motor_url)
    yield prueba
    prueba.cerrar()


@pytest.fixture
def servicio(prueba: Prueba) -> Iterator[Almacen]:
    servicio = almacenes.abrir(prueba.ajustes)
    servicio.crear()
    yield servicio
    servicio.motor.dispose()


@pytest.fixture
def caso(prueba: Prueba) -> UUID:
    """A case of ana, attended and paid in October."""
    caso = prueba.abrir_caso(credito="300")
    pagar(prueba, caso, "100.00", date(2026, 10, 5))
    atendida = AtencionDada(medio=Medio.PRESENCIAL, asunto="saldo", satisfaccion=5)
    prueba.decidir(caso, registrar_atencion, atendida)
    return caso


def pagar(prueba: Prueba, caso: UUID, importe: str, dia: date) -> None:
    pago = PagoBancario(importe=importe, fecha=dia, folio=f"banco/{importe}/{dia}", credito="300")
    cuando = a_las(dia, time(9, 0))
    prueba.decidir(caso, confirmar_pago, pago, autor="conta", rol=CONTABILIDAD, ocurrido_en=cuando)


def test_se_hacen_el_primer_dia_habil_del_mes_siguiente_una_vez_por_sede_y_el_total(
    prueba: Prueba, servicio: Almacen, caso: UUID
) -> None:
    assert toca(prueba.abierta, OCTUBRE) == date(2026, 11, 3)  # the 1st a Sunday, the 2nd a day off
    for dia, cuantos in ((31, 0), (2, 0), (3, 4), (3, 0), (4, 0)):
        prueba.ahora = prueba.ahora.replace(month=10 if dia == 31 else 11, day=dia)
        assert hacer_los_que_faltan(prueba.abierta) == cuantos
    assert informes.hechos(servicio) == [(OCTUBRE, s) for s in sorted(("", *SEDES))]
    assert por_hacer(prueba.abierta, servicio) == []


def test_al_ponerse_al_dia_salen_todos_los_meses_cerrados_y_uno_sin_actividad_tambien(
    prueba: Prueba, servicio: Almacen, caso: UUID
) -> None:
    prueba.ahora = prueba.ahora.replace(year=2027, month=1, day=20)
    assert hacer_los_que_faltan(prueba.abierta) == 3 * (1 + len(SEDES))
    vacio = guardado(servicio, date(2026, 12, 1), "NOG")
    assert vacio is not None
    assert not vacio.provisional
    assert {c.mes.suma for c in vacio.total.values()} == {Decimal()}
    assert vacio.personas == {}


def test_sin_ningun_hecho_no_hay_que_informar(prueba: Prueba, servicio: Almacen) -> None:
    prueba.pasar(days=90)
    assert hacer_los_que_faltan(prueba.abierta) == 0


def test_lo_que_se_captura_despues_no_cambia_el_informe(
    prueba: Prueba, servicio: Almacen, caso: UUID
) -> None:
    prueba.ahora = prueba.ahora.replace(month=11, day=3)
    assert hacer(prueba.abierta, servicio, OCTUBRE, "")
    antes = completo(prueba.abierta, servicio, OCTUBRE, "")
    prueba.pasar(hours=2)
    pagar(prueba, caso, "70.50", date(2026, 10, 30))
    assert not hacer(prueba.abierta, servicio, OCTUBRE, "")
    assert completo(prueba.abierta, servicio, OCTUBRE, "") == antes
    assert antes.informe.total["recuperado"].mes.suma == Decimal("100.00")
    de_hoy, _ = reunir(prueba.abierta, servicio, OCTUBRE)
    assert de_hoy.total["recuperado"].mes.suma == Decimal("170.50")


def test_cada_cifra_es_la_de_la_pagina_y_su_lista_la_de_sus_renglones(
    prueba: Prueba, servicio: Almacen, caso: UUID
) -> None:
    informe, listas = reunir(prueba.abierta, servicio, OCTUBRE)
    with prueba.abierta.almacen.leer() as conexion:
        for clave, medida in MEDIDAS.items():
            assert informe.total[clave].mes == medidas.valor(conexion, medida, informe.alcance)
            assert len(listas[clave]) == informe.total[clave].mes.renglones
    assert informe.provisional
    assert de_texto(a_texto(informe)) == informe
    assert informe.notas == {5: 1}


def test_la_parte_de_una_persona_no_trae_nada_de_otra(prueba: Prueba, servicio: Almacen, caso: UUID) -> None:
    otro = prueba.abrir_caso(responsable="karla", sede="OBR", credito="301")
    atendida = AtencionDada(medio=Medio.PRESENCIAL, asunto="saldo")
    prueba.decidir(otro, registrar_atencion, atendida, autor="karla", sede="OBR")
    informe, listas = reunir(prueba.abierta, servicio, OCTUBRE)
    suyo, suyas = de_persona(informe, "karla"), listas_de_persona(listas, "karla")
    assert suyo.total == informe.personas["karla"]
    assert suyo.total["atendidas"].mes.suma == 1
    assert {r.quien for filas in suyas.values() for r in filas} == {"karla"}
    assert suyo.personas == suyo.sedes == {}
    assert set(suyo.abierto.cargas) == {"karla"}
    assert [m.atendidas for m in suyo.serie] == [1]


@given(
    st.dictionaries(
        st.dates(date(2025, 1, 1), date(2026, 9, 30)),
        st.decimals(1, 10_000, places=2),
        min_size=1,
        max_size=60,
    )
)
def test_el_pronostico_de_un_mes_no_mira_ese_mes(diario: dict[date, Decimal]) -> None:
    mes = date(2026, 9, 1)
    previsto = pronosticar_mes(diario, mes)
    assert previsto == pronosticar_mes({d: v for d, v in diario.items() if d < mes}, mes)
    if previsto is None:
        return
    assert previsto.hasta_hoy == 0
    assert previsto.minimo <= previsto.esperado <= previsto.maximo
    al_dia = pronosticar({d: v for d, v in diario.items() if d < mes}, mes)
    assert al_dia is not None
    assert al_dia.meses == previsto.meses
