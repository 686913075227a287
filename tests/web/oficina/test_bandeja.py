"""The inbox as a tool: groups and their limits, filters that stay, saved views, the role's queue, what is new."""

import html
import re
from datetime import date

from sqlalchemy import select

from casos.mediacion.contacto import Calificacion, LlamadaHecha, calificar_numero, registrar_llamada
from casos.mediacion.vocabulario import CalidadNumero, Contesto, MotivoLlamada, ResultadoLlamada
from proyecciones.consultas.bandeja import Urgencia
from proyecciones.vistas.bandeja import Bandeja
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.oficina.test_expediente import Entra, campo, mio
from tests.web.oficina.test_pagos_reportados import reportado
from web import cuentas
from web.actual import servicio
from web.bandeja.lista import A_LA_VISTA, AL_MENOS, repartir

FILA = {"tipo": "primer_contacto", "clave": "acreditado"}


def recado(entra: Entra) -> None:
    datos = {"para": "responsable", "quien": "Irma", "motivo": "Su carta"}
    assert entra("archivo").enviar("/recados/nuevo", datos).status_code == 303


def abierta(pagina: str) -> str:
    """The row whose pane is open."""
    hallado = re.search(r'class="renglon actual">.*?sel=([^"#]*)', pagina, re.DOTALL)
    assert hallado is not None
    return html.unescape(hallado[1])


def test_el_cupo_de_cada_grupo_deja_ver_todos_y_favorece_lo_urgente() -> None:
    muchas = {Urgencia.MUY_ATRASADO: 9000, Urgencia.HOY: 3, Urgencia.SEMANA: 900}
    cupos = repartir(muchas)
    assert cupos[Urgencia.HOY] == 3
    assert cupos[Urgencia.SEMANA] == AL_MENOS
    assert sum(cupos.values()) == A_LA_VISTA
    assert repartir({Urgencia.HOY: 2}) == {Urgencia.HOY: 2}


def test_un_grupo_grande_se_abre_entero_y_por_paginas(prueba: Prueba, entra: Entra) -> None:
    for n in range(A_LA_VISTA + 5):
        prueba.abrir_caso(f"Persona {n:02}", responsable="responsable")
    prueba.pasar(days=3)
    ana = entra("responsable")
    pagina = ana.ver("/pendientes/").text
    assert f"Ver los {A_LA_VISTA + 5} de «Vence hoy»" in pagina
    assert len(re.findall(r'<li class="renglon', pagina)) == A_LA_VISTA
    del_grupo = ana.ver("/pendientes/?todo=1&u=HOY").text
    segunda = ana.ver("/pendientes/?todo=1&u=HOY&p=2").text
    nombres = set(re.findall(r"Persona \d\d", del_grupo)) | set(re.findall(r"Persona \d\d", segunda))
    assert len(nombres) == A_LA_VISTA + 5
    assert "Página 2 de 2" in segunda


def test_los_filtros_se_quedan_puestos_hasta_que_se_quitan(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    recado(entra)
    prueba.pasar(days=3)
    ana = entra("responsable")
    assert "Recado:" in ana.ver("/pendientes/").text
    assert "Recado:" not in ana.ver("/pendientes/?tipo=primer_contacto").text
    vuelta = ana.ver("/pendientes/").text
    assert "Recado:" not in vuelta
    assert "Quitar filtro: </span>Primer contacto" in vuelta
    sin = html.unescape(
        re.search(r'class="ficha" href="([^"]*)"><span class="solo-lector">Quitar', vuelta)[1]
    )
    assert "Recado:" in ana.ver(sin).text
    assert "Recado:" in ana.ver("/pendientes/").text


def test_una_vista_guardada_vuelve_con_un_clic_y_se_quita(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    ana = entra("responsable")
    url = "/pendientes/vistas?tipo=primer_contacto&etapa=REGISTRADO"
    assert ana.enviar(url, {"nombre": "Sin tocar"}).status_code == 303
    pagina = ana.ver("/pendientes/?todo=1").text
    enlace = html.unescape(re.search(r'class="ficha" href="([^"]*)">Sin tocar', pagina)[1])
    puesta = ana.ver(enlace).text
    assert "Quitar filtro: </span>Primer contacto" in puesta
    assert 'aria-current="true">Sin tocar' in puesta
    assert "Sin tocar" not in entra("coordinador").ver("/pendientes/").text
    ana.enviar("/pendientes/vistas/quitar", {"nombre": "Sin tocar"})
    assert ">Sin tocar<" not in ana.ver("/pendientes/?todo=1").text


def test_una_vista_sin_nombre_no_se_guarda(entra: Entra) -> None:
    ana = entra("responsable")
    ana.enviar("/pendientes/vistas?tipo=primer_contacto", {"nombre": " "})
    assert "No se guardó la vista" in ana.ver("/pendientes/?todo=1").text
    ana.enviar("/pendientes/vistas?tipo=primer_contacto", {"nombre": "x" * 61})
    assert "hasta 60 letras" in ana.ver("/pendientes/?todo=1").text


def test_lo_de_la_cola_lo_toma_uno_y_los_demas_lo_ven(prueba: Prueba, entra: Entra) -> None:
    otro = _otra_cuenta(entra, "conta2")
    fila = _de_la_cola(prueba)
    una = entra("contabilidad")
    assert "Tomar" in una.ver("/pendientes/").text
    assert una.enviar("/pendientes/tomar", fila).status_code == 303
    mia = una.ver("/pendientes/").text
    assert "Usted lo tomó por hoy" in mia
    assert "Usted lo tomó" not in otro.ver("/pendientes/").text
    assert fila["caso"] not in otro.ver("/pendientes/").text
    una.enviar("/pendientes/soltar", fila)
    assert fila["caso"] in otro.ver("/pendientes/").text


def test_lo_tomado_se_puede_tomar_de_otro_y_vuelve_solo_al_dia_siguiente(
    prueba: Prueba, entra: Entra
) -> None:
    otro = _otra_cuenta(entra, "conta2")
    fila = _de_la_cola(prueba)
    entra("contabilidad").enviar("/pendientes/tomar", fila)
    otro.enviar("/pendientes/tomar", fila)
    assert "Usted lo tomó por hoy" in otro.ver("/pendientes/").text
    assert fila["caso"] not in entra("contabilidad").ver("/pendientes/").text
    prueba.pasar(days=1)
    pagina = entra("contabilidad").ver("/pendientes/").text
    assert fila["caso"] in pagina
    assert "tomó" not in pagina


def test_no_se_toma_lo_que_es_de_otra_persona_o_ya_no_esta(prueba: Prueba, entra: Entra) -> None:
    caso = mio(prueba)
    prueba.pasar(days=3)
    for quien, tipo in (
        ("archivo", "primer_contacto"),
        ("responsable", "primer_contacto"),
        ("archivo", "no_hay"),
    ):
        visita = entra(quien)
        visita.enviar("/pendientes/tomar", {"caso": str(caso), "tipo": tipo, "clave": "acreditado"})
        assert "ya no está en la lista" in visita.ver("/pendientes/").text
    assert entra("auditor").enviar("/pendientes/tomar", {**FILA, "caso": str(caso)}).status_code == 403


def _otra_cuenta(entra: Entra, usuario: str) -> Visitante:
    app = entra("contabilidad").cliente.application
    with app.app_context():
        cuentas.crear(
            servicio().almacen, usuario, "Otra Persona", "contabilidad", clave="cuatro perros bayos 7"
        )
    otro = Visitante(app)
    assert otro.entrar(usuario, "cuatro perros bayos 7").status_code == 303
    return otro


def _de_la_cola(prueba: Prueba) -> dict[str, str]:
    """A row of accounting's queue."""
    caso, _ = reportado(prueba)
    t = Bandeja.tabla.c
    with prueba.abierta.almacen.leer() as conexion:
        buscada = select(t.tipo, t.clave).where(t.caso_id == caso, t.rol == "contabilidad")
        fila = conexion.execute(buscada).one()
    return {"caso": str(caso), "tipo": fila.tipo, "clave": fila.clave}


# --- after an act ---------------------------------------------------------------------------------


def test_despues_de_una_llamada_se_abre_el_siguiente_y_no_el_primero(prueba: Prueba, entra: Entra) -> None:
    casos = [mio(prueba) for _ in range(3)]
    prueba.pasar(days=3)
    ana = entra("responsable")
    llaves = re.findall(r"renglon-titulo.*?sel=([^\"#]*)#panel", ana.ver("/pendientes/").text)
    assert len(llaves) == len(casos)
    pagina = ana.ver(f"/pendientes/?sel={llaves[1]}").text
    assert abierta(pagina) == llaves[1]
    respuesta = ana.enviar(_destino(pagina), _llamada(pagina, "NO_CONTESTA"))
    assert abierta(ana.ver(respuesta.headers["Location"]).text) == llaves[2]


def test_deshacer_regresa_a_la_lista_con_ese_pendiente_abierto(prueba: Prueba, entra: Entra) -> None:
    for _ in range(3):
        mio(prueba)
    prueba.pasar(days=3)
    ana = entra("responsable")
    pagina = ana.ver("/pendientes/").text
    primera = abierta(pagina)
    lista = ana.ver(ana.enviar(_destino(pagina), _llamada(pagina, "NO_CONTESTA")).headers["Location"]).text
    barra = lista.partition('<div id="avisos"')[2].partition("</form>")[0]
    datos = {n: html.unescape(campo(barra, n)) for n in ("versiones", "visto", "de", "pedido")}
    url = re.search(r'action="([^"]*/deshacer)"', barra)[1]
    vuelta = ana.enviar(url, datos).headers["Location"]
    assert vuelta.startswith("/pendientes/")
    assert abierta(ana.ver(vuelta).text) == primera


def test_una_llamada_rechazada_se_queda_en_su_renglon_con_lo_escrito(prueba: Prueba, entra: Entra) -> None:
    for _ in range(2):
        mio(prueba)
    prueba.pasar(days=3)
    ana = entra("responsable")
    llaves = re.findall(r"renglon-titulo.*?sel=([^\"#]*)#panel", ana.ver("/pendientes/").text)
    pagina = ana.ver(f"/pendientes/?sel={llaves[1]}").text
    datos = {
        **_llamada(pagina, "PROMESA_PAGO"),
        "nota": "quedó de venir",
        "borrador": campo(pagina, "borrador"),
    }
    otra = ana.ver(ana.enviar(_destino(pagina), datos).headers["Location"]).text
    assert "Escriba el importe y la fecha" in otra
    assert abierta(otra) == llaves[1]
    assert "quedó de venir</textarea>" in otra


def _destino(pagina: str) -> str:
    hallado = re.search(r'action="(/casos/[^"]*/llamada/[^"]*)"', pagina)
    assert hallado is not None
    return html.unescape(hallado[1])


def _llamada(pagina: str, resultado: str) -> dict[str, object]:
    panel = pagina.partition('class="panel"')[2]
    return {
        "resultado": resultado,
        **{n: campo(panel, n) for n in ("tipo", "clave", "visto", "pedido", "telefono")},
    }


# --- the call run ---------------------------------------------------------------------------------


def test_la_ronda_de_llamadas_solo_tiene_llamadas(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    recado(entra)
    prueba.pasar(days=3)
    ana = entra("responsable")
    assert "hacer=llamadas" in ana.ver("/pendientes/").text
    ronda = ana.ver("/pendientes/?hacer=llamadas").text
    assert "Hacer el primer contacto" in ronda
    assert "Recado:" not in ronda


def test_antes_de_marcar_se_ve_lo_que_se_sabe(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    pagina = ana.ver("/pendientes/").text
    assert "No se le ha llamado" in pagina
    assert "$12,000.00" in pagina
    assert "Si no contesta, el " in pagina
    ana.enviar(_destino(pagina), {**_llamada(pagina, "CONTACTO_TERCERO"), "nota": "su mamá toma recados"})
    pagina = ana.ver("/pendientes/").text
    assert "Contestó 0 de 1 vez" in pagina
    assert "«su mamá toma recados»" in pagina
    hecha = prueba.abierta.casos.historia(caso).caso
    persona = hecha.apertura.persona_id
    numero = prueba.abierta.boveda.leer(persona).telefonos[0].numero
    assert hecha.contacto.llamadas[-1].telefono == prueba.abierta.boveda.referencia_de_telefono(
        persona, numero
    )


def test_la_fecha_acordada_manda_sobre_la_que_se_propone(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    pagina = ana.ver("/pendientes/").text
    ana.enviar(_destino(pagina), {**_llamada(pagina, "CONTACTO_TITULAR"), "siguiente": "20 oct"})
    assert prueba.abierta.casos.historia(caso).caso.contacto.llamadas[-1].siguiente == date(2026, 10, 20)


def test_al_aval_tambien_se_le_registra_que_contesto(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    datos = {"resultado": "CONTACTO_TITULAR", "tipo": "contactar_aval", "clave": "convenio-1/4"}
    ana.enviar(f"/casos/{caso}/llamada/", datos)
    llamada = prueba.abierta.casos.historia(caso).caso.contacto.llamadas[-1]
    assert (llamada.resultado, llamada.contesto) == (ResultadoLlamada.CONTACTO_AVAL, Contesto.AVAL)


def test_a_quien_pidio_que_no_se_le_llame_no_se_le_llama(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    persona = prueba.abierta.casos.historia(caso).caso.apertura.persona_id
    numero = prueba.abierta.boveda.leer(persona).telefonos[0].numero
    referencia = prueba.abierta.boveda.referencia_de_telefono(persona, numero)
    calificado = Calificacion(persona_id=persona, telefono=referencia, calidad=CalidadNumero.NO_LLAMAR)
    prueba.decidir(caso, calificar_numero, calificado)
    prueba.pasar(days=3)
    pagina = ana.ver("/pendientes/").text
    assert "pidió que no se le llame a ese número" in pagina
    assert "Número no llamar" not in pagina, "said once, in words"
    assert 'value="NO_CONTESTA"' not in pagina


def test_al_tercer_intento_del_dia_se_dice_por_que_no(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    prueba.pasar(days=3)
    sin_respuesta = LlamadaHecha(
        motivo=MotivoLlamada.PRIMER_CONTACTO, contesto=Contesto.NADIE, resultado=ResultadoLlamada.OCUPADO
    )
    for _ in range(2):
        prueba.decidir(caso, registrar_llamada, sin_respuesta)
    assert 'value="NO_CONTESTA"' in ana.ver("/pendientes/").text
    prueba.decidir(caso, registrar_llamada, sin_respuesta)
    pagina = ana.ver("/pendientes/").text
    assert "Ya se hicieron 3 intentos hoy" in pagina or "primer contacto" not in pagina.lower()
    assert 'value="NO_CONTESTA"' not in pagina


# --- what is new ----------------------------------------------------------------------------------


def test_lo_nuevo_se_cuenta_desde_que_se_abrio_la_lista(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    prueba.pasar(days=3)
    ana = entra("responsable")
    url = html.unescape(re.search(r'hx-get="(/pendientes/novedades[^"]*)"', ana.ver("/pendientes/").text)[1])
    assert ana.ver(url).status_code == 204
    prueba.pasar(minutes=5)
    recado(entra)
    dicho = ana.ver(url).text
    assert "1 pendiente nuevo" in dicho
    assert 'href="/pendientes/' in dicho


def test_lo_que_se_hace_visible_con_el_dia_tambien_es_nuevo(prueba: Prueba, entra: Entra) -> None:
    mio(prueba)
    ana = entra("responsable")
    url = html.unescape(re.search(r'hx-get="(/pendientes/novedades[^"]*)"', ana.ver("/pendientes/").text)[1])
    prueba.pasar(days=3)
    assert "1 pendiente nuevo" in ana.ver(url).text


def test_preguntar_por_lo_nuevo_nunca_pide_la_contrasena_ni_dice_nada_a_extranos(entra: Entra) -> None:
    app = entra("responsable").cliente.application
    extrano = Visitante(app)
    assert extrano.ver("/pendientes/novedades?desde=2026-10-05T16:00:00%2B00:00").status_code == 204
    for malo in ("", "ayer", "2026-10-05"):
        assert entra("responsable").ver(f"/pendientes/novedades?desde={malo}").status_code == 204
