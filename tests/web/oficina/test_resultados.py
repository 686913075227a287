"""«Reportes»: the measures of the job as the coordinator and each officer see them."""

from datetime import date
from decimal import Decimal

import pytest

from casos.asiento import Acto
from casos.decision import CONTABILIDAD
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.mediacion.vocabulario import Medio
from casos.politica.lectura import volcar
from casos.reglas import REGLAS_ID, publicar_politica
from casos.tiempo import dia_local
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra


@pytest.fixture
def con_actos(prueba: Prueba) -> Prueba:
    """A case of each of two people, attended and paid this month."""
    for n, (dueno, sede) in enumerate((("responsable", "HMO"), ("karla", "OBR"))):
        caso = prueba.abrir_caso(f"Persona {n}", responsable=dueno, sede=sede, credito=str(700 + n))
        pago = PagoBancario(
            importe=f"{n + 1}00.00", fecha=dia_local(prueba.ahora), folio=f"b/{n}", credito=str(700 + n)
        )
        prueba.decidir(caso, confirmar_pago, pago, autor="contabilidad", rol=CONTABILIDAD)
        atendida = AtencionDada(medio=Medio.PRESENCIAL, asunto="saldo", satisfaccion=4 + n)
        prueba.decidir(caso, registrar_atencion, atendida, autor=dueno, sede=sede)
    return prueba


def test_la_pagina_da_las_medidas_del_puesto_y_lleva_a_sus_hechos(con_actos: Prueba, entra: Entra) -> None:
    jefa = entra("coordinador")
    pagina = jefa.ver("/reportes/").text
    for dicho in ("$300.00", "Personas atendidas", "4.5", "Recuperación por mes", "Satisfacción"):
        assert dicho in pagina
    assert "No hay historia suficiente" in pagina
    assert "$200.00" in jefa.ver("/reportes/?sede=OBR").text
    assert "$300.00" in jefa.ver("/reportes/?periodo=2026").text
    lista = jefa.ver("/reportes/medida/satisfaccion?periodo=2026-10&sede=todas").text
    assert "Persona 0" in lista
    assert "Persona 1" in lista


def test_una_responsable_ve_lo_suyo_y_no_lo_de_otra(con_actos: Prueba, entra: Entra) -> None:
    ella = entra("responsable")
    for ruta in ("/reportes/", "/reportes/?responsable=karla&sede=OBR"):
        pagina = ella.ver(ruta).text
        assert "$100.00" in pagina
        assert "$200.00" not in pagina
    lista = ella.ver("/reportes/medida/recuperado?responsable=karla").text
    assert "Persona 0" in lista
    assert "Persona 1" not in lista


def test_sin_politica_publicada_no_hay_meta_y_con_ella_si(con_actos: Prueba, entra: Entra) -> None:
    jefa = entra("coordinador")
    for ruta in ("/reportes/", "/supervision/?sede=todas"):
        pagina = jefa.ver(ruta).text
        assert "sin meta" in pagina
        assert "900,000" not in pagina
    politica = con_actos.abierta.casos.versiones().politicas[-1].politica
    metas = politica.metas.model_copy(update={"recuperacion_mensual": Decimal(1000)})
    documento = volcar(
        politica.model_copy(update={"metas": metas, "vigente_desde": dia_local(con_actos.ahora)})
    )
    con_actos.abierta.casos.decidir(REGLAS_ID, publicar_politica, documento, Acto("adela", "administrador"))
    assert "10 % de $3,000.00" in jefa.ver("/reportes/").text
    assert "15 % de la meta de $2,000.00" in jefa.ver("/supervision/?sede=todas").text


def test_quien_incumple_otra_vez_se_cuenta_aparte(con_actos: Prueba, entra: Entra) -> None:
    lista = entra("coordinador").ver("/reportes/medida/reincidentes?periodo=2026")
    assert lista.status_code == 200
    assert "ya había incumplido otro convenio" in lista.text


def test_quien_no_mide_resultados_no_los_ve(con_actos: Prueba, entra: Entra) -> None:
    for rol in ("contabilidad", "archivo"):
        assert entra(rol).ver("/reportes/").status_code == 403


@pytest.mark.parametrize("periodo", ["", "2026-13", "hoy", "0000", "2026-1", "x" * 500])
def test_un_periodo_que_no_lo_es_da_el_mes_en_curso(prueba: Prueba, entra: Entra, periodo: str) -> None:
    respuesta = entra("coordinador").ver(f"/reportes/?periodo={periodo}")
    assert respuesta.status_code == 200
    assert "octubre de 2026" in respuesta.text


def test_con_meses_de_historia_se_pronostica_y_se_dice_como(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso(responsable="responsable", credito="900")
    principio = prueba.ahora
    for mes in range(6):
        prueba.ahora = principio.replace(year=2026 + (mes + 9) // 12, month=(mes + 9) % 12 + 1, day=20)
        pago = PagoBancario(importe="500.00", fecha=dia_local(prueba.ahora), folio=f"m/{mes}", credito="900")
        prueba.decidir(caso, confirmar_pago, pago, autor="contabilidad", rol=CONTABILIDAD)
    prueba.ahora = prueba.ahora.replace(day=25)
    assert dia_local(prueba.ahora) == date(2027, 3, 25)
    pagina = entra("coordinador").ver("/reportes/").text
    assert "Este mes va para $500.00" in pagina
    assert "la mediana" in pagina
