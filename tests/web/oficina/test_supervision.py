"""The supervisor's page: figures that lead to their acts, what to review, and giving an officer's cases to another."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.asiento import Origen
from casos.calendario.lectura import calendarios_base
from casos.decision import CONTABILIDAD
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.mediacion.vocabulario import Medio
from casos.tiempo import ZONA, dia_local
from tests.historias.jugador import Jugador
from tests.historias.lectura import CARPETA, leer
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.oficina.test_expediente import Entra, campo
from web import cola, cuentas
from web.almacen import abrir
from web.para_decidir import atraso
from web.plazos import hace_horas


@pytest.fixture
def karla(prueba: Prueba) -> str:
    """A second officer, in Obregón."""
    cuentas.crear(abrir(prueba.ajustes), "karla", "Karla Denisse Osuna", "responsable", "OBR")
    return "karla"


def con_pago(prueba: Prueba) -> UUID:
    caso = prueba.abrir_caso(responsable="responsable", credito="4041")
    pago = PagoBancario(importe="1250.50", fecha=dia_local(prueba.ahora), folio="banco/1", credito="4041")
    prueba.decidir(caso, confirmar_pago, pago, autor="contabilidad", rol=CONTABILIDAD)
    return caso


def caso_de(prueba: Prueba, caso: UUID) -> Caso:
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    return historia.caso


def marcas(html: str) -> list[str]:
    return re.findall(r'name="revisar" value="([^"]+)"', html)


def revisiones(prueba: Prueba, caso: UUID) -> int:
    return [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)].count("CasoRevisado")


def test_cada_cifra_lleva_a_los_actos_que_la_forman(prueba: Prueba, entra: Entra) -> None:
    con_pago(prueba)
    jefa = entra("coordinador")
    pagina = jefa.ver("/supervision/").text
    assert "$1,250.50" in pagina
    lista = jefa.ver("/reportes/medida/recuperado?periodo=2026-10&sede=todas").text
    assert "Recuperado confirmado: $1,250.50" in lista
    assert "Daniela Ñíguez Zazueta" in lista
    assert "Persona de Responsable" in lista
    assert "Ningún hecho" in jefa.ver("/reportes/medida/recuperado?periodo=2026-09").text
    assert "$1,250.50" in jefa.ver("/reportes/medida/recuperado?periodo=2026").text
    assert "Ningún hecho" in jefa.ver("/reportes/medida/recuperado?periodo=2026-10&sede=OBR").text
    assert "Ningún hecho" in jefa.ver("/reportes/medida/recuperado?periodo=2026-10&responsable=otra").text
    assert jefa.ver("/reportes/medida/inventada").status_code == 404


def test_quien_supervisa_la_ve_y_los_demas_no(prueba: Prueba, entra: Entra) -> None:
    prueba.abrir_caso()
    for rol in ("auditor", "administrador"):
        visitante = entra(rol)
        pagina = visitante.ver("/supervision/").text
        assert "Marcar revisados" not in pagina
        assert not marcas(pagina)
        assert visitante.enviar("/supervision/revisar", {}).status_code == 403
        assert visitante.enviar("/supervision/responsable/ana/reparto", {}).status_code == 403
    ana = entra("responsable")
    assert ana.ver("/supervision/").status_code == 403
    assert "/supervision/" not in ana.ver("/pendientes/").text


def test_lo_marcado_queda_revisado_una_sola_vez(prueba: Prueba, entra: Entra) -> None:
    caso, jefa = prueba.abrir_caso("Óscar Tapia", responsable="responsable"), entra("coordinador")
    pagina = jefa.ver("/supervision/").text
    assert "Óscar Tapia" in pagina
    datos = {"revisar": marcas(pagina), "pedido": campo(pagina.split("Por revisar")[0], "pedido")}
    for _ in range(2):
        assert jefa.enviar("/supervision/revisar", datos).status_code == 303
    assert revisiones(prueba, caso) == 1
    assert "Todo está revisado" in jefa.ver("/supervision/").text
    prueba.decidir(caso, agregar_nota, Nota(texto="algo muy privado"))
    pagina = jefa.ver("/supervision/").text
    assert len(marcas(pagina)) == 1
    assert "algo muy privado" not in pagina


def test_lo_capturado_despues_de_mirar_no_queda_revisado(prueba: Prueba, entra: Entra) -> None:
    caso, jefa = prueba.abrir_caso(responsable="responsable"), entra("coordinador")
    vistas = marcas(jefa.ver("/supervision/").text)
    prueba.decidir(caso, agregar_nota, Nota(texto="llegó después"))
    jefa.enviar("/supervision/revisar", {"revisar": vistas})
    assert len(marcas(jefa.ver("/supervision/").text)) == 1


def test_muchos_actos_de_una_hora_son_un_renglon_y_el_reloj_no_cuenta(prueba: Prueba, entra: Entra) -> None:
    casos = [prueba.abrir_caso() for _ in range(2)]
    jefa = entra("coordinador")
    jefa.enviar("/supervision/revisar", {"revisar": marcas(jefa.ver("/supervision/").text)})
    for caso in casos * 3:
        prueba.decidir(caso, agregar_nota, Nota(texto="x"))
    atendida = AtencionDada(medio=Medio.PRESENCIAL, asunto="saldo")
    prueba.decidir(casos[0], registrar_atencion, atendida, origen=Origen.RELOJ)
    (unica,) = marcas(jefa.ver("/supervision/").text)
    assert {parte.split(":")[0] for parte in unica.split(",")} == {str(c) for c in casos}
    assert "6 actos en 2 casos: nota agregada (6)" in jefa.ver("/supervision/").text


def test_la_cola_se_recorre_toda_por_paginas(
    prueba: Prueba, entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cola, "POR_PAGINA", 3)
    casos = {str(prueba.abrir_caso(f"Persona {n}", responsable=f"r{n}", autor=f"r{n}")) for n in range(4)}
    jefa = entra("coordinador")
    primera = jefa.ver("/supervision/").text
    vistos: set[str] = set()
    for n in range(1, 12):
        vistos |= {m.split(":")[0] for m in marcas(jefa.ver(f"/supervision/?p={n}").text)}
    assert vistos == casos
    assert "p=2" in primera
    assert marcas(jefa.ver("/supervision/?p=999").text)


def test_lo_que_paso_de_sus_horas_y_lo_nuevo_se_ven_aparte(prueba: Prueba, entra: Entra) -> None:
    viejo, jefa = prueba.abrir_caso("Persona Vieja"), entra("coordinador")
    assert "Pasaron 8 horas (0)" in jefa.ver("/supervision/").text
    prueba.pasar(hours=9)
    nuevo = prueba.abrir_caso("Persona Nueva")
    pagina = jefa.ver("/supervision/?ver=tarde").text
    assert {m.split(":")[0] for m in marcas(pagina)} == {str(viejo)}
    visita = re.search(r"visita=([^&\"]+)", pagina)
    assert visita is not None
    nuevos = jefa.ver(f"/supervision/?ver=nuevos&visita={visita[1]}").text
    assert {m.split(":")[0] for m in marcas(nuevos)} == {str(nuevo)}
    assert "desde su última visita, hoy 9:00" in nuevos
    prueba.pasar(minutes=1)
    assert "· 0 actos" in jefa.ver("/supervision/").text


@pytest.mark.parametrize("mal", ["ver=nada", "p=x", "p=-4", "visita=ayer", "visita=2026-01-01T00:00:00"])
def test_una_direccion_rara_de_la_cola_da_la_cola(prueba: Prueba, entra: Entra, mal: str) -> None:
    prueba.abrir_caso("Persona A")
    assert marcas(entra("coordinador").ver(f"/supervision/?{mal}").text)


@given(horas=st.integers(0, 100), minutos=st.integers(0, 300 * 24 * 60))
def test_las_horas_de_dias_inhabiles_no_cuentan(horas: int, minutos: int) -> None:
    desde = datetime(2026, 2, 1, tzinfo=ZONA) + timedelta(minutes=minutos)
    dias = calendarios_base().calendario("INSTITUTO", "HMO")
    antes = hace_horas(desde, horas, dias)
    contadas, hora = 0, antes
    while hora + timedelta(hours=1) <= desde:
        contadas += dias.es_habil(dia_local(hora))
        hora += timedelta(hours=1)
    assert antes <= desde
    assert abs(contadas - horas) <= 1 + (desde - antes).days  # whole hours of a day count where they begin


@pytest.mark.parametrize("datos", [{}, {"revisar": "cualquier cosa"}, {"revisar": f"{UUID(int=1)}:x"}])
def test_sin_marcar_o_con_lo_que_no_es_se_dice_que_hacer(
    prueba: Prueba, entra: Entra, datos: dict[str, str]
) -> None:
    prueba.abrir_caso()
    respuesta = entra("coordinador").enviar("/supervision/revisar", datos)
    assert respuesta.status_code == 422
    assert "Falta corregir algo" in respuesta.text


def repartir(jefa: Visitante, casos: list[UUID], **otros: object) -> str:
    datos = {"casos": casos, "para": "karla", "motivo": "carga de trabajo", "paso": "marcados", **otros}
    previa = jefa.enviar("/supervision/responsable/responsable/reparto", datos)
    assert previa.status_code == 200, previa.text
    return previa.text


def confirmar(jefa: Visitante, previa: str) -> None:
    datos = {n: campo(previa, n) for n in ("para", "motivo")} | {
        "casos": re.findall(r'name="casos" value="([^"]+)"', previa),
        "pedido": re.findall(r'name="pedido" value="([^"]+)"', previa)[-1],
        "paso": "confirmar",
    }
    for _ in range(2):
        assert jefa.enviar("/supervision/responsable/responsable/reparto", datos).status_code == 303


def test_repartir_se_ve_antes_se_hace_una_vez_y_se_deshace(prueba: Prueba, entra: Entra, karla: str) -> None:
    tres = [prueba.abrir_caso(f"Persona {n}", responsable="responsable") for n in "ABC"]
    jefa = entra("coordinador")
    previa = repartir(jefa, tres[:2])
    assert "2 casos pasarán a Karla Denisse Osuna" in previa
    assert "conservan su sede" in previa
    assert caso_de(prueba, tres[0]).apertura.responsable == "responsable"
    confirmar(jefa, previa)
    assert [caso_de(prueba, c).apertura.responsable for c in tres] == ["karla", "karla", "responsable"]
    hechos = [a.hecho.nombre() for a in prueba.abierta.casos.asientos(tres[0])]
    assert hechos.count("CasoReasignado") == 1
    despues = jefa.ver("/supervision/responsable/responsable").text
    assert "2 casos pasaron a Karla Denisse Osuna." in despues
    vuelta = {"casos": campo(despues, "casos"), "a": "karla"}
    assert jefa.enviar("/supervision/responsable/responsable/deshacer", vuelta).status_code == 303
    assert {caso_de(prueba, c).apertura.responsable for c in tres} == {"responsable"}


def test_todos_los_atrasados_van_sin_marcarlos(prueba: Prueba, entra: Entra, karla: str) -> None:
    atrasado = prueba.abrir_caso("Atrasada Cota", responsable="responsable")
    prueba.pasar(days=20)
    jefa = entra("coordinador")
    assert "1 caso atrasado" in jefa.ver("/supervision/responsable/responsable").text
    confirmar(jefa, repartir(jefa, [], paso="atrasados"))
    assert caso_de(prueba, atrasado).apertura.responsable == "karla"


def test_lo_que_otro_ya_lleva_se_queda_y_se_dice(prueba: Prueba, entra: Entra, karla: str) -> None:
    mio = prueba.abrir_caso("Persona A", responsable="responsable")
    ajeno = prueba.abrir_caso("Persona B", responsable="otra")
    jefa = entra("coordinador")
    previa = repartir(jefa, [mio])
    confirmar(jefa, previa.replace(f'value="{mio}">', f'value="{mio}"><input name="casos" value="{ajeno}">'))
    assert caso_de(prueba, ajeno).apertura.responsable == "otra"
    despues = jefa.ver("/supervision/responsable/responsable").text
    assert "1 caso pasó a Karla" in despues
    assert "Persona B: Ya lo lleva otra persona." in despues


@pytest.mark.parametrize("mal", [{"casos": []}, {"para": ""}, {"para": "nadie"}, {"motivo": " "}])
def test_lo_que_falta_para_repartir_se_pide(
    prueba: Prueba, entra: Entra, karla: str, mal: dict[str, object]
) -> None:
    caso = prueba.abrir_caso(responsable="responsable")
    datos = {"casos": [caso], "para": "karla", "motivo": "vacaciones", "paso": "marcados"} | mal
    respuesta = entra("coordinador").enviar("/supervision/responsable/responsable/reparto", datos)
    assert respuesta.status_code == 422
    assert "Falta corregir algo" in respuesta.text
    assert caso_de(prueba, caso).apertura.responsable == "responsable"


def test_deshacer_con_lo_que_no_son_casos_no_hace_nada(prueba: Prueba, entra: Entra) -> None:
    datos = {"casos": "uno,dos", "a": "karla"}
    assert entra("coordinador").enviar("/supervision/responsable/ana/deshacer", datos).status_code == 400


def test_quien_coordina_decide_con_el_dinero_y_lo_que_paso_a_la_vista(prueba: Prueba, entra: Entra) -> None:
    caso = con_pago(prueba)
    pagina = entra("coordinador").ver(f"/casos/{caso}/hacer/suspender").text
    for dicho in ("Adeudo", "$10,749.50", "Lo último", "Persona de Contabilidad confirmó"):
        assert dicho in pagina
    assert "Lo último" not in entra("responsable").ver(f"/casos/{caso}/hacer/agregar_nota").text


def test_un_atraso_dice_desde_cuando_y_cuantas_veces_se_busco(tmp_path: Path) -> None:
    jugador = Jugador(tmp_path / "hechos.sqlite")
    try:
        for paso in leer(CARPETA / "08_incumplimiento_declarado.toml").pasos:
            if paso.decision == "declarar_incumplimiento" and not paso.rechazo:
                break
            if not paso.rechazo:
                jugador.dar(paso)
        (seccion,) = atraso(jugador.caso, dia_local(paso.ahora), jugador.versiones)
    finally:
        jugador.cerrar()
    dichas = {linea.texto: linea.valor for linea in seccion.lineas}
    assert dichas["Vencidas sin cubrir"].endswith("parcialidades")
    assert int(dichas["Se le ha buscado"].split()[0]) >= 3
