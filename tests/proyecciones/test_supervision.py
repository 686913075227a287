"""Figures, reviews and loads by their rows, on both engines."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from casos.anulacion import Anulacion, anular
from casos.asiento import Origen
from casos.decision import CONTABILIDAD, COORDINADOR
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.expediente import Nota, Reasignacion, Revision, agregar_nota, reasignar, revisar
from casos.mediacion.pagos import PagoBancario, Reversion, confirmar_pago, revertir_pago
from casos.mediacion.vocabulario import Medio
from proyecciones.consultas import medidas
from proyecciones.consultas import supervision as consulta
from proyecciones.consultas.medidas import MEDIDAS, Alcance, Valor
from proyecciones.consultas.supervision import Carga, Cuales
from tests.instancias import Prueba

OCTUBRE = Alcance(date(2026, 10, 1), date(2026, 10, 31))
NOVIEMBRE = Alcance(date(2026, 11, 1), date(2026, 11, 30))
RECUPERADO = MEDIDAS["recuperado"]


def pagar(prueba: Prueba, caso: UUID, credito: str, importe: str) -> None:
    pago = PagoBancario(importe=importe, fecha=date(2026, 10, 5), folio=f"banco/{importe}", credito=credito)
    prueba.decidir(caso, confirmar_pago, pago, autor="conta", rol=CONTABILIDAD)


@pytest.fixture
def dos(prueba: Prueba) -> tuple[UUID, UUID]:
    """A case of ana in Hermosillo and one of karla in Obregón, each with a payment."""
    de_ana = prueba.abrir_caso(credito="201")
    de_karla = prueba.abrir_caso(responsable="karla", sede="OBR", credito="202")
    pagar(prueba, de_ana, "201", "500.00")
    pagar(prueba, de_ana, "201", "300.25")
    pagar(prueba, de_karla, "202", "1000.00")
    return de_ana, de_karla


def test_lo_recuperado_es_la_suma_de_su_lista(prueba: Prueba, dos: tuple[UUID, UUID]) -> None:
    with prueba.abierta.almacen.leer() as conexion:
        assert medidas.valor(conexion, RECUPERADO, OCTUBRE) == Valor(Decimal("1800.25"), 3, 3)
        for alcance, importe in (
            (OCTUBRE._replace(sede="OBR"), "1000.00"),
            (OCTUBRE._replace(responsable="ana"), "800.25"),
            (OCTUBRE._replace(sede="OBR", responsable="ana"), "0"),
            (NOVIEMBRE, "0"),
        ):
            assert medidas.valor(conexion, RECUPERADO, alcance).suma == Decimal(importe)
            filas = medidas.renglones(conexion, RECUPERADO, alcance)
            assert sum((f.importe for f in filas), Decimal()) == Decimal(importe)
        assert len(medidas.renglones(conexion, RECUPERADO, OCTUBRE, limite=2, desde=2)) == 1


def test_lo_revertido_resta_en_el_mes_en_que_se_revirtio(prueba: Prueba, dos: tuple[UUID, UUID]) -> None:
    caso = dos[0]
    prueba.pasar(days=30)
    reversion = Reversion(folio="banco/500.00", motivo="Transferencia devuelta")
    prueba.decidir(caso, revertir_pago, reversion, autor="conta", rol=CONTABILIDAD)
    with prueba.abierta.almacen.leer() as conexion:
        assert medidas.valor(conexion, RECUPERADO, OCTUBRE).suma == Decimal("1800.25")
        assert medidas.valor(conexion, RECUPERADO, NOVIEMBRE) == Valor(Decimal("-500.00"), 1, 1)


def test_se_atiende_en_ventanilla_y_lo_anulado_no_cuenta(prueba: Prueba, dos: tuple[UUID, UUID]) -> None:
    atendida = AtencionDada(medio=Medio.PRESENCIAL, asunto="saldo")
    for caso in (*dos, dos[0]):
        hecha = prueba.decidir(caso, registrar_atencion, atendida)
    with prueba.abierta.almacen.leer() as conexion:
        assert medidas.valor(conexion, MEDIDAS["atendidas"], OCTUBRE) == Valor(Decimal(2), 3, 3)
    prueba.decidir(dos[0], anular, Anulacion(versiones=(hecha.version,), motivo="Dedazo"))
    with prueba.abierta.almacen.leer() as conexion:
        assert medidas.valor(conexion, MEDIDAS["atendidas"], OCTUBRE) == Valor(Decimal(2), 2, 2)


def test_lo_que_paso_cuenta_para_quien_llevaba_el_caso_aunque_despues_cambie_de_manos(
    prueba: Prueba, dos: tuple[UUID, UUID]
) -> None:
    prueba.pasar(days=1)
    cambio = Reasignacion(responsable="karla", sede="OBR", motivo="carga de trabajo")
    prueba.decidir(dos[0], reasignar, cambio, autor="jefa", rol=COORDINADOR)
    prueba.pasar(days=1)
    pago = PagoBancario(importe="70.00", fecha=date(2026, 10, 7), folio="banco/70", credito="201")
    prueba.decidir(dos[0], confirmar_pago, pago, autor="conta", rol=CONTABILIDAD)
    with prueba.abierta.almacen.leer() as conexion:
        por_persona = medidas.por_persona(conexion, RECUPERADO, OCTUBRE)
        por_sede = medidas.por_sede(conexion, RECUPERADO, OCTUBRE)
    assert {q: v.suma for q, v in por_persona.items()} == {
        "ana": Decimal("800.25"),
        "karla": Decimal("1070.00"),
    }
    assert {q: v.suma for q, v in por_sede.items()} == {"HMO": Decimal("800.25"), "OBR": Decimal("1070.00")}


def test_lo_revisado_sale_y_lo_del_reloj_no_entra(prueba: Prueba, dos: tuple[UUID, UUID]) -> None:
    caso = dos[0]
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    with prueba.abierta.almacen.leer() as conexion:
        antes = consulta.cuantos_sin_revisar(conexion, Cuales("HMO"))
        assert antes == historia.version
        assert len(consulta.sin_revisar(conexion, Cuales("HMO"), limite=2)) == 2
    prueba.decidir(caso, revisar, Revision(hasta=historia.version), autor="jefa", rol=COORDINADOR)
    prueba.decidir(caso, agregar_nota, Nota(texto="del reloj"), origen=Origen.RELOJ)
    with prueba.abierta.almacen.leer() as conexion:
        assert consulta.cuantos_sin_revisar(conexion, Cuales("HMO")) == 0
    prueba.decidir(caso, agregar_nota, Nota(texto="de ana"))
    with prueba.abierta.almacen.leer() as conexion:
        (fila,) = consulta.sin_revisar(conexion, Cuales("HMO"), limite=10)
        assert (fila.hecho, fila.autor) == ("NotaAgregada", "ana")
        assert consulta.cuantos_sin_revisar(conexion, Cuales()) > 1


def test_cada_responsable_con_lo_suyo(prueba: Prueba, dos: tuple[UUID, UUID]) -> None:
    hoy = date(2026, 10, 26)
    with prueba.abierta.almacen.leer() as conexion:
        ana, karla = consulta.cargas(conexion, hoy, OCTUBRE)
        (sola,) = consulta.cargas(conexion, hoy, OCTUBRE._replace(sede="OBR"))
        temprano = consulta.cargas(conexion, date(2026, 10, 5), OCTUBRE)
        suyos = consulta.casos_de(conexion, "ana", None, hoy, solo_atrasados=True, limite=10)
        ninguno = consulta.casos_de(conexion, "ana", "OBR", hoy, solo_atrasados=False, limite=10)
    assert (ana.responsable, ana.abiertos, ana.recuperado) == ("ana", 1, Decimal("800.25"))
    assert ana.atrasados >= 1
    assert ana.mas_antiguo is not None
    assert ana.mas_antiguo < hoy
    assert sola == karla
    assert temprano[0] == Carga("ana", 1, 0, None, Decimal("800.25"))
    assert [(f.caso_id, f.atrasados, f.desde) for f in suyos] == [(dos[0], ana.atrasados, ana.mas_antiguo)]
    assert ninguno == []
