"""What an import asks of the views is what the log says, on both engines."""

from datetime import UTC, date, datetime

import pytest

from casos.asiento import Acto, Origen
from casos.importacion.directorio import Equipo, Oficina, Responsable
from casos.importacion.servicio import Envio, confirmar
from casos.importacion.vista_previa import Clase
from casos.mediacion.cierre import CierrePorCausa, cerrar_por_causa
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import CausaCierre
from proyecciones.consultas.importacion import DirectorioDeVistas, por_identificar, recientes
from tests.casos.importacion.archivos import agenda, cartera, credito, pago, pagos, sesion
from tests.casos.importacion.directorio import DirectorioDelRegistro
from tests.instancias import Prueba

HOY = date(2026, 11, 23)
EQUIPO = Equipo((Responsable("maria", "María Ruiz Soto", "HMO"), Responsable("pedro", "Pedro Lara", "HMO")))


@pytest.fixture
def llena(prueba: Prueba) -> Prueba:
    """A portfolio, an agenda and payments; one case is closed."""
    prueba.ahora = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    oficina = Oficina(
        prueba.abierta.casos, prueba.abierta.boveda, DirectorioDeVistas(prueba.abierta.almacen), EQUIPO
    )
    quien = credito(
        "10201", "Ruiz Lara Beto", curp="RULB900101HSRZRT03", aval="Cota Ana", telefono="6620000001"
    )
    for clase, rol, archivo in (
        (Clase.CARTERA, "coordinador", cartera(credito("10101"), credito("10102"), quien)),
        (
            Clase.AGENDA,
            "responsable",
            agenda(sesion(), sesion("CJA/2/2026", credito="77777", invitado="Eva Sol")),
        ),
        (Clase.PAGOS, "contabilidad", pagos(pago(), pago("5.00", referencia="x", folio="B"))),
    ):
        acto = Acto("ana", rol, "HMO", Origen.IMPORTACION)
        confirmar(oficina, Envio(clase, f"{clase}.csv", archivo, HOY), acto)
        prueba.abierta.proyector.ponerse_al_dia()
    (cerrado,) = DirectorioDelRegistro(prueba.abierta.casos).de_creditos(["10201"])["10201"]
    causa = CierrePorCausa(causa=CausaCierre.INCOBRABLE, motivo="Dictamen", soporte="Oficio 5")
    prueba.decidir(cerrado, cerrar_por_causa, causa, rol="coordinador")
    return prueba


def llano(mapa):
    return {clave: sorted(valores) for clave, valores in mapa.items()}


def test_las_vistas_dicen_lo_mismo_que_el_registro(llena: Prueba) -> None:
    vistas = DirectorioDeVistas(llena.abierta.almacen)
    registro = DirectorioDelRegistro(llena.abierta.casos)
    creditos = ["10101", "10102", "10201", "77777", "99999"]
    assert llano(vistas.de_creditos(creditos)) == llano(registro.de_creditos(creditos))
    folios = ["CJA/100/2026", "CJA/2/2026", "CJA/9/2026"]
    assert llano(vistas.de_folios(folios)) == llano(registro.de_folios(folios))
    gente = {p.persona_id for _, caso in registro.todos() for p in caso.partes}
    assert llano(vistas.de_personas(gente)) == llano(registro.de_personas(gente))
    dias = date(2026, 11, 24), date(2026, 11, 24)
    assert sorted(vistas.sesiones_previstas(*dias)) == sorted(registro.sesiones_previstas(*dias))
    assert len(vistas.sesiones_previstas(*dias)) == 2
    assert vistas.sesiones_previstas(date(2026, 11, 25), date(2026, 12, 24)) == []
    assert sorted(vistas.lotes_recientes()) == sorted(registro.lotes_recientes())
    assert vistas.primeros_contactos(HOY) == registro.primeros_contactos(HOY)


def test_las_importaciones_y_los_pagos_sueltos_se_listan(llena: Prueba) -> None:
    with llena.abierta.almacen.leer() as conexion:
        ultimas = recientes(conexion, 10)
        sueltos = por_identificar(conexion, 10)
        assert len(recientes(conexion, 2)) == 2
    clases = [llena.abierta.casos.historia(i.lote_id).caso.clase for i in ultimas]
    assert sorted(clases) == ["agenda", "cartera", "pagos"]
    assert {i.autor for i in ultimas} == {"ana"}
    assert len(sueltos) == 1


def test_una_consulta_larga_se_hace_por_partes(llena: Prueba) -> None:
    vistas = DirectorioDeVistas(llena.abierta.almacen)
    muchos = [str(n) for n in range(20_000, 23_000)] + ["10101"]
    (hallado,) = vistas.de_creditos(muchos).values()
    assert isinstance(llena.abierta.casos.historia(hallado[0]).caso, Caso)
    assert vistas.de_creditos([]) == {}
