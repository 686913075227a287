"""What the officer sees and does: the inbox, the case, an act by its form, undo, and two tabs at once."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from casos.boveda.persona import Persona
from casos.mediacion.apertura import DeudorCorrecto, corregir_deudor
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from web.actual import almacen
from web.almacen import bitacora

Entra = Callable[[str], Visitante]


def campo(html: str, nombre: str) -> str:
    hallado = re.search(rf'name="{nombre}" value="([^"]*)"', html)
    assert hallado is not None, nombre
    return hallado[1]


def mio(prueba: Prueba) -> UUID:
    return prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable="responsable")


def enviar_nota(quien: Visitante, caso: UUID, texto: str, **otros: object) -> int:
    formulario = quien.ver(f"/casos/{caso}/hacer/agregar_nota").text
    datos = {
        "texto": texto,
        "pedido": campo(formulario, "pedido"),
        "visto": campo(formulario, "visto"),
        **otros,
    }
    return quien.enviar(f"/casos/{caso}/hacer/agregar_nota", datos).status_code


def test_la_bandeja_dice_que_hacer_y_con_quien(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    prueba.pasar(days=3)
    pagina = entra("responsable").ver("/pendientes/").text
    assert "Daniela Ñíguez Zazueta" in pagina
    assert "Hacer el primer contacto" in pagina
    assert "662 214 56 78" in pagina


def test_la_bandeja_de_otro_no_es_la_mia(prueba: Prueba, entra: Entra) -> None:
    prueba.abrir_caso("Óscar Tapia", responsable="otra", sede="OBR")
    assert "Óscar Tapia" not in entra("responsable").ver("/pendientes/").text


def test_un_acto_por_su_formulario_queda_en_la_historia(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    assert enviar_nota(ana, caso, "Llegó a ventanilla con su hermana") == 303
    pagina = ana.ver(f"/casos/{caso}/").text
    assert "anotó: «Llegó a ventanilla con su hermana»" in pagina
    assert "Persona de Responsable" in pagina


def test_un_segundo_clic_no_hace_nada_dos_veces(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    formulario = ana.ver(f"/casos/{caso}/hacer/agregar_nota").text
    datos = {"texto": "una vez", "pedido": campo(formulario, "pedido"), "visto": campo(formulario, "visto")}
    for _ in range(2):
        assert ana.enviar(f"/casos/{caso}/hacer/agregar_nota", datos).status_code == 303
    assert [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)].count("NotaAgregada") == 1


def test_dos_pestanas_no_se_pisan(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    formulario = ana.ver(f"/casos/{caso}/hacer/agendar_sesion").text
    datos = {
        "pedido": campo(formulario, "pedido"), "visto": campo(formulario, "visto"), "inicio_fecha": "20/10/2026",
        "inicio_hora": "10:00", "num_sesion": "1", "modalidad": "PRESENCIAL",
    }  # fmt: skip
    otra = NuevaSesion(inicio=datetime(2026, 10, 21, 10, tzinfo=ZONA), folio="CJA/1/2026")
    prueba.decidir(caso, agendar_sesion, otra)
    respuesta = ana.enviar(f"/casos/{caso}/hacer/agendar_sesion", datos)
    assert respuesta.status_code == 422
    assert "Alguien más registró algo mientras usted escribía" in respuesta.text
    assert "agendó" in respuesta.text
    assert "Lo que usted había escrito" in respuesta.text
    assert "20/10/2026" in respuesta.text
    assert len(prueba.abierta.casos.historia(caso).caso.sesiones) == 1  # type: ignore[union-attr]


def test_lo_que_otro_hizo_entretanto_se_cuenta(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    formulario = ana.ver(f"/casos/{caso}/hacer/agregar_nota").text
    prueba.decidir(caso, agregar_nota, Nota(texto="de karla"), autor="karla")
    datos = {"texto": "mía", "pedido": campo(formulario, "pedido"), "visto": campo(formulario, "visto")}
    assert ana.enviar(f"/casos/{caso}/hacer/agregar_nota", datos).status_code == 303
    assert "Entretanto karla anotó" in ana.ver(f"/casos/{caso}/").text


def test_deshacer_se_ve_tachado_y_no_borra(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    enviar_nota(ana, caso, "con dedazo")
    pagina = ana.ver(f"/casos/{caso}/").text
    datos = {"versiones": campo(pagina, "versiones"), "pedido": campo(pagina, "pedido")}
    assert ana.enviar(f"/casos/{caso}/deshacer", datos).status_code == 303
    pagina = ana.ver(f"/casos/{caso}/").text
    assert "<s><strong>Persona de Responsable</strong> anotó: «con dedazo».</s>" in pagina.replace("\n", "")
    assert "anuló el registro" in pagina


def test_como_estaba_es_de_solo_lectura(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=2)
    enviar_nota(ana, caso, "dos días después")
    ana.ver(f"/casos/{caso}/")  # takes the notice away
    antes = ana.ver(f"/casos/{caso}/?al=2026-10-05").text
    assert "Así estaba el 5 de octubre de 2026" in antes
    assert "dos días después" not in antes
    assert "/hacer/" not in antes
    assert "dos días después" in ana.ver(f"/casos/{caso}/").text


def test_por_que_esta_aqui_da_hechos_regla_y_cuenta(prueba: Prueba, entra: Entra) -> None:
    caso = mio(prueba)
    pagina = entra("responsable").ver(f"/casos/{caso}/por-que/primer_contacto/acreditado").text
    assert "abrió el caso" in pagina
    assert "Qué lo quita" in pagina


def test_lo_que_falta_se_dice_junto_al_campo(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    respuesta = ana.enviar(f"/casos/{caso}/hacer/agendar_sesion", {"inicio_fecha": "31/02/2026"})
    assert respuesta.status_code == 422
    assert "Falta corregir algo" in respuesta.text
    assert "31/02/2026" in respuesta.text


def test_quien_no_puede_no_ve_ni_hace(prueba: Prueba, entra: Entra) -> None:
    caso, auditor = mio(prueba), entra("auditor")
    assert auditor.ver(f"/casos/{caso}/hacer/agendar_sesion").status_code == 403
    assert auditor.enviar(f"/casos/{caso}/hacer/agendar_sesion", {}).status_code == 403
    assert auditor.ver(f"/casos/{caso}/").status_code == 200


def test_un_caso_que_no_existe_no_se_encuentra(entra: Entra) -> None:
    assert entra("responsable").ver(f"/casos/{UUID(int=5)}/").status_code == 404


def test_se_encuentra_sin_acentos_por_credito_folio_y_telefono(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.decidir(
        caso,
        agendar_sesion,
        NuevaSesion(inicio=datetime(2026, 10, 21, 10, tzinfo=ZONA), folio="CJA/1412/2026"),
    )
    credito = next(iter(prueba.abierta.casos.historia(caso).caso.creditos))  # type: ignore[union-attr]
    for texto in ("niguez dan", credito, "CJA/1412", "1412", "2145678", "penunuri"):
        assert f"/casos/{caso}/" in ana.ver(f"/buscar/?q={texto}").text, texto


def test_el_buscador_vacio_ofrece_los_ultimos_que_abrio_quien_pregunta(prueba: Prueba, entra: Entra) -> None:
    ana, vistos = (
        entra("responsable"),
        [prueba.abrir_caso(nombre) for nombre in ("Ana Uno", "Eva Dos", "Iris")],
    )
    for caso in (vistos[0], vistos[1], vistos[0]):
        ana.ver(f"/casos/{caso}/")
    entra("auditor").ver(f"/casos/{vistos[2]}/")
    al_escribir = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#sugerencias"}
    for ofrecidos in (ana.ver("/buscar/").text, ana.ver("/buscar/?q=", headers=al_escribir).text):
        assert 0 < ofrecidos.index("Ana Uno") < ofrecidos.index("Eva Dos")
        assert "Iris" not in ofrecidos
    escribe = ana.ver("/buscar/?q=eva", headers=al_escribir).text
    assert "Eva Dos" in escribe
    assert 'id="menu"' not in escribe
    assert "hx-partial" not in escribe
    assert "últimos que abrió" not in escribe


def test_quien_miro_queda_anotado(prueba: Prueba, entra: Entra, oficina: object) -> None:
    caso = mio(prueba)
    entra("auditor").ver(f"/casos/{caso}/")
    with oficina.app_context():  # type: ignore[attr-defined]
        (consulta, *_) = bitacora.leer(almacen(), caso=str(caso))
    assert (consulta.usuario, consulta.accion) == ("auditor", "ver expediente")


def test_la_agenda_del_dia_y_de_la_semana(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    inicio = datetime(2026, 10, 21, 10, tzinfo=ZONA)
    prueba.decidir(caso, agendar_sesion, NuevaSesion(inicio=inicio, folio="CJA/7/2026", sala="Sala 3"))
    for url in ("/agenda/?dia=21/10/2026", "/agenda/?dia=19/10/2026&semana=1"):
        pagina = ana.ver(url).text
        assert "10:00 · Daniela Ñíguez Zazueta" in pagina, url
        assert "Sala 3" in pagina
    assert "Sin sesiones" in ana.ver("/agenda/?dia=22/10/2026").text


def test_lo_anotado_antes_de_corregir_al_deudor_se_sigue_leyendo(prueba: Prueba, entra: Entra) -> None:
    """Each text lies under the key of whom the case was about when it was written."""
    caso = mio(prueba)
    prueba.decidir(caso, agregar_nota, Nota(texto="Nota de antes."))
    otra = Persona(persona_id=uuid4(), nombre="Rosario Ibarra Peñúñuri")
    prueba.abierta.boveda.guardar_varias([otra], prueba.ahora)
    corregido = DeudorCorrecto(persona_id=otra.persona_id, motivo="Era de otra persona")
    prueba.decidir(caso, corregir_deudor, corregido, rol="coordinador")
    prueba.decidir(caso, agregar_nota, Nota(texto="Nota de después."))
    pagina = entra("responsable").ver(f"/casos/{caso}/").text
    for texto in ("Nota de antes.", "Nota de después.", "Rosario Ibarra Peñúñuri"):
        assert texto in pagina
    duenas = prueba.abierta.casos.asientos(caso)[0].hecho.persona_id
    prueba.abierta.boveda.olvidar(duenas, prueba.ahora)
    pagina = entra("responsable").ver(f"/casos/{caso}/").text
    assert "Nota de antes." not in pagina
    assert "Nota de después." in pagina
