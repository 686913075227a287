"""Absences and commissions on their screens: who covers acts in the name of who is away, and then all is as before."""

import re
from uuid import UUID

import pytest

from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.oficina.test_captura import con_sesion
from tests.web.oficina.test_expediente import Entra, campo
from web import cuentas
from web.almacen import abrir
from web.pantallas.captura import campo_de


@pytest.fixture(autouse=True)
def karla(prueba: Prueba) -> None:
    """A second officer of the same office."""
    cuentas.crear(
        abrir(prueba.ajustes), "karla", "Karla Denisse Osuna", "responsable", "HMO", clave=CLAVE_DE_KARLA
    )


CLAVE_DE_KARLA = "cuatro perros verdes 7"
AUSENCIA = {"clase": "INCAPACIDAD", "desde": "5/10/2026", "hasta": "9/10/2026", "cubre": "karla"}
COMISION = {
    "evento": "Feria de becas", "programa": "BECAS", "lugar": "Etchojoa", "desde": "5/10/2026", "inicio": "9:00",
    "fin": "15:00", "ordena": "Subdirección", "cubre": "karla",
}  # fmt: skip


def como_karla(entra: Entra) -> Visitante:
    """Log in as her: `entra` knows the shared password only."""
    visitante = entra("responsable")
    visitante.enviar("/salir")
    assert visitante.entrar("karla", CLAVE_DE_KARLA).status_code == 303
    return visitante


def ausentar(quien: Visitante, **cambios: str) -> str:
    respuesta = quien.enviar("/ausencias/nueva", AUSENCIA | cambios)
    assert respuesta.status_code == 303, respuesta.text
    return respuesta.headers["Location"]


def con_caso(prueba: Prueba) -> UUID:
    caso = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable="responsable")
    prueba.pasar(hours=1)
    return caso


def en_nombre_de(prueba: Prueba, caso: UUID) -> list[tuple[str, str | None]]:
    return [(a.autor, a.en_nombre_de) for a in prueba.abierta.casos.asientos(caso)]


def anota(quien: Visitante, caso: UUID) -> None:
    formulario = quien.ver(f"/casos/{caso}/hacer/agregar_nota").text
    datos = {
        "texto": "Vino su hermana",
        "pedido": campo(formulario, "pedido"),
        "visto": campo(formulario, "visto"),
    }
    assert quien.enviar(f"/casos/{caso}/hacer/agregar_nota", datos).status_code == 303


def test_quien_cubre_ve_los_pendientes_y_actua_en_nombre_del_ausente(prueba: Prueba, entra: Entra) -> None:
    caso, karla = con_caso(prueba), como_karla(entra)
    prueba.pasar(days=3)
    assert "Daniela" not in karla.ver("/pendientes/").text
    suya = ausentar(entra("coordinador"), usuario="responsable")
    bandeja = karla.ver("/pendientes/").text
    assert "Daniela" in bandeja
    assert "por ausencia de Persona de Responsable" in bandeja
    assert "1 fuera" in bandeja
    anota(karla, caso)
    assert en_nombre_de(prueba, caso)[-1] == ("karla", "responsable")
    assert "Karla Denisse Osuna (en nombre de Persona de Responsable)" in karla.ver(f"/casos/{caso}/").text
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    assert historia.caso.apertura.responsable == "responsable"
    assert entra("coordinador").enviar(f"{suya}/cancelar", {}).status_code == 303
    assert "Daniela" not in karla.ver("/pendientes/").text
    anota(karla, caso)
    assert en_nombre_de(prueba, caso)[-1] == ("karla", None)


def test_lo_capturado_de_varias_a_la_vez_tambien_dice_en_nombre_de_quien(
    prueba: Prueba, entra: Entra
) -> None:
    casos = [con_sesion(prueba) for _ in range(2)]
    prueba.pasar(days=1, hours=2)
    karla = como_karla(entra)
    ausentar(entra("coordinador"), usuario="responsable", desde="6/10/2026")
    resultados = {campo_de(caso, 1): "sin_acuerdo" for caso in casos}
    assert karla.enviar("/agenda/resultados", resultados).status_code == 303
    assert [en_nombre_de(prueba, caso)[-1] for caso in casos] == [("karla", "responsable")] * 2


def test_si_nadie_queda_en_la_coordinacion_se_avisa(prueba: Prueba, entra: Entra) -> None:
    jefa = entra("coordinador")
    assert (
        "no queda nadie en la coordinación" in jefa.ver(ausentar(jefa, usuario="coordinador", cubre="")).text
    )
    cuentas.crear(abrir(prueba.ajustes), "otra", "Otra Coordinadora", "coordinador", "", clave=CLAVE_DE_KARLA)
    suya = ausentar(jefa, usuario="coordinador", desde="12/10/2026", hasta="13/10/2026", cubre="otra")
    assert "no queda nadie" not in jefa.ver(suya).text


def test_el_propio_ausente_y_quien_no_cubre_actuan_como_siempre(prueba: Prueba, entra: Entra) -> None:
    caso = con_caso(prueba)
    ausentar(entra("coordinador"), usuario="responsable")
    anota(entra("responsable"), caso)
    anota(entra("coordinador"), caso)
    assert [nombre for _, nombre in en_nombre_de(prueba, caso)] == [None] * len(en_nombre_de(prueba, caso))


def test_cada_quien_registra_la_suya_y_el_coordinador_se_entera(prueba: Prueba, entra: Entra) -> None:
    pagina = entra("responsable").ver("/ausencias/nueva").text
    assert "Quién se ausenta" not in pagina
    suya = ausentar(entra("responsable"))
    jefa = entra("coordinador")
    assert "Enterarse de la ausencia de Persona de Responsable" in jefa.ver("/pendientes/").text
    assert "Incapacidad" in jefa.ver("/equipo/").text
    assert jefa.enviar(f"{suya}/enterado", {}).status_code == 303
    assert "Enterarse de la ausencia" not in jefa.ver("/pendientes/").text
    assert entra("responsable").enviar(f"{suya}/enterado", {}).status_code == 403


def test_los_demas_ven_que_no_esta_pero_no_por_que(prueba: Prueba, entra: Entra) -> None:
    suya = ausentar(entra("responsable"), cubre="")
    archivo = entra("archivo")
    pagina = archivo.ver("/equipo/").text
    assert "Persona de Responsable" in pagina
    assert "Ausente" in pagina
    assert "Incapacidad" not in pagina
    assert suya not in pagina
    assert archivo.ver(suya).status_code == 403
    assert archivo.enviar(f"{suya}/cancelar", {}).status_code == 403


def test_regresar_antes_devuelve_todo(prueba: Prueba, entra: Entra) -> None:
    con_caso(prueba)
    suya, karla = ausentar(entra("responsable")), como_karla(entra)
    prueba.pasar(days=3)
    assert "Daniela" in karla.ver("/pendientes/").text
    assert "Ya regresó" in entra("responsable").ver(suya).text
    assert entra("responsable").enviar(f"{suya}/regreso", {"dia": "8/10/2026"}).status_code == 303
    assert "Daniela" not in karla.ver("/pendientes/").text
    assert "del 5 oct al 7 oct" in entra("responsable").ver(suya).text


def test_la_pagina_dice_que_deja_y_si_quien_cubre_tampoco_esta(prueba: Prueba, entra: Entra) -> None:
    con_caso(prueba)
    jefa = entra("coordinador")
    ausentar(jefa, usuario="karla", cubre="")
    pagina = jefa.ver(ausentar(jefa, usuario="responsable")).text
    assert "1 pendiente" in pagina
    assert "tampoco está Karla Denisse Osuna: lo ve el coordinador" in pagina
    assert "Daniela" in jefa.ver("/pendientes/").text or "Hacer el primer contacto" in pagina


def test_lo_mal_escrito_se_dice_y_no_cambia_nada(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    for mal, mensaje in (
        ({"hasta": "1/10/2026"}, "anterior al primero"),
        ({"cubre": "archivo"}, "mismo puesto"),
        ({"cubre": "nadie"}, "Elija quién cubre"),
        ({"desde": "mañanita"}, "Escriba una fecha"),
    ):
        respuesta = ana.enviar("/ausencias/nueva", AUSENCIA | mal)
        assert respuesta.status_code == 422
        assert mensaje in respuesta.text
    assert entra("coordinador").enviar("/ausencias/nueva", AUSENCIA).status_code == 422
    assert "Ahora están todos" in ana.ver("/equipo/").text


def test_la_comision_pide_oficio_e_informe_y_cuenta_a_quienes_atendio(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    respuesta = ana.enviar("/comisiones/nueva", COMISION)
    suya = respuesta.headers["Location"]
    assert "Pedir el oficio de la comisión: Feria de becas" in ana.ver("/pendientes/").text
    datos = {k: v for k, v in COMISION.items() if k in {"lugar", "desde", "inicio", "fin", "cubre"}}
    assert ana.enviar(f"{suya}/cambiar", datos | {"oficio": "SC-12/2026"}).status_code == 303
    pagina = ana.ver(suya).text
    assert "SC-12/2026" in pagina
    assert "El informe vence el 7 oct" in pagina
    mal = ana.enviar(f"{suya}/informe", {"personas": "muchas", "horas": "6", "resultado": "Bien"})
    assert mal.status_code == 422
    informe = {"personas": "140", "horas": "6.5", "resultado": "Se entregaron 40 tarjetas"}
    assert ana.enviar(f"{suya}/informe", informe).status_code == 303
    pagina = ana.ver(suya).text
    assert "Se entregaron 40 tarjetas" in pagina
    assert "6.5 h" in pagina
    assert "Pedir el oficio" not in ana.ver("/pendientes/").text


def test_durante_la_comision_cubren_sus_pendientes_y_en_mi_dia_se_ve(prueba: Prueba, entra: Entra) -> None:
    con_caso(prueba)
    prueba.pasar(days=3)
    karla = como_karla(entra)
    entra("coordinador").enviar(
        "/comisiones/nueva", COMISION | {"usuario": "responsable", "desde": "8/10/2026"}
    )
    assert "por ausencia de Persona de Responsable" in karla.ver("/pendientes/").text
    dia = karla.ver("/mi-dia/").text
    assert "Comisión: Feria de becas" in dia
    assert "9:00 a 15:00" in dia
    prueba.pasar(hours=6)
    assert "por ausencia de" not in karla.ver("/pendientes/").text


def test_un_recado_para_quien_no_esta_lo_atiende_quien_lo_cubre(prueba: Prueba, entra: Entra) -> None:
    ausentar(entra("responsable"))
    archivo = entra("archivo")
    assert "no está hasta el 9 oct" in archivo.ver("/recados/nuevo").text
    recado = {"para": "responsable", "quien": "Irma Buitimea", "motivo": "Que le llame"}
    assert archivo.enviar("/recados/nuevo", recado).status_code == 303
    assert "lo verá Karla Denisse Osuna" in archivo.ver("/recados/").text
    karla = como_karla(entra)
    assert "Recado: favor de llamar" in karla.ver("/pendientes/").text
    url = re.search(r"/recados/[0-9a-f-]{36}", karla.ver("/recados/").text)
    assert url is not None
    assert "Que le llame" in karla.ver(url[0]).text
    assert karla.enviar(f"{url[0]}/entendido", {}).status_code == 303
    [*_, ultimo] = en_nombre_de(prueba, UUID(url[0].rpartition("/")[2]))
    assert ultimo == ("karla", "responsable")


def test_las_actividades_se_anotan_se_hacen_y_vuelven(prueba: Prueba, entra: Entra) -> None:
    jefa, ana = entra("coordinador"), entra("responsable")
    nueva = {
        "asunto": "Inventario de expedientes", "pide": "Dirección", "para": "responsable", "vence": "7/10/2026",
        "cada": "MES", "detalle": "Anaqueles 1 a 4",
    }  # fmt: skip
    assert jefa.enviar("/actividades/nueva", nueva).status_code == 303
    assert "Inventario de expedientes" in ana.ver("/pendientes/").text
    url = re.search(r"/actividades/[0-9a-f-]{36}", ana.ver("/actividades/").text)
    assert url is not None
    assert "Anaqueles 1 a 4" in ana.ver(url[0]).text
    assert entra("archivo").ver(url[0]).status_code == 403
    assert ana.enviar(f"{url[0]}/hecha", {"resultado": "Faltan dos"}).status_code == 303
    assert "Hecha: Inventario de expedientes" in ana.ver("/pendientes/").text
    assert "Inventario" not in ana.ver("/pendientes/").text
    pagina = ana.ver(url[0]).text
    assert "7 nov" in pagina
    assert "Faltan dos" in pagina
    assert ana.enviar(f"{url[0]}/cambiar", {"vence": "30/11/2026"}).status_code == 303
    assert ana.enviar(f"{url[0]}/retirar", {}).status_code == 303
    assert "Terminadas" in ana.ver("/actividades/").text


def test_supervision_dice_quien_no_esta(prueba: Prueba, entra: Entra) -> None:
    con_caso(prueba)
    ausentar(entra("responsable"))
    assert "Persona de Responsable, no está hasta el 9 oct" in entra("coordinador").ver("/supervision/").text
