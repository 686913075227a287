"""Importing on the screen: hand in, see, carry out, settle doubts, answer for what vanished, undo."""

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pytest

from casos.boveda import Boveda, BovedaNoDisponible
from casos.importacion import obra
from casos.lote import Lote
from casos.mediacion.estado import Caso
from casos.pago_por_identificar import PagoPorIdentificar
from proyecciones.consultas.importacion import DirectorioDeVistas
from tests.casos.importacion.archivos import agenda, cartera, credito, pago, pagos, sesion
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from web import importaciones
from web.envios import Envios
from web.pantallas import importar as importar_pantalla

Entra = Callable[[str], Visitante]
AHORA = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
CARTERA = cartera(
    credito("10101"), credito("10102"), credito("10301", "Paz Soto Carla", curp="PASC900101MSRZTR01"),
    credito("10302", "Paz Soto Carla", curp="PASC910202MSRZTR08"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _hoy(prueba: Prueba) -> None:
    prueba.ahora = AHORA


def subir(quien: Visitante, clase: str, contenido: bytes, nombre: str = "archivo.csv"):
    datos = {"clase": clase, "archivo": (BytesIO(contenido), nombre)}
    return quien.enviar("/importar/", datos, content_type="multipart/form-data")


def llevar(quien: Visitante, url: str):
    sello = re.search(r'name="sello" value="([0-9a-f]+)"', quien.ver(url).text)
    assert sello is not None
    return quien.enviar(url, {"sello": sello[1]})


def importar(quien: Visitante, clase: str, contenido: bytes) -> str:
    """Carry a file all the way; the address of its page."""
    vista = subir(quien, clase, contenido)
    assert vista.status_code == 303, vista.text
    hecha = llevar(quien, vista.location)
    assert hecha.status_code == 303
    return hecha.location


def caso_de(prueba: Prueba, numero: str) -> tuple[UUID, Caso]:
    (caso_id,) = DirectorioDeVistas(prueba.abierta.almacen).de_creditos([numero])[numero]
    historia = prueba.abierta.casos.historia(caso_id)
    assert historia is not None
    return caso_id, historia.caso


def lote_de(prueba: Prueba, url: str) -> Lote:
    historia = prueba.abierta.casos.historia(UUID(url.strip("/").split("/")[-1]))
    assert historia is not None
    return historia.caso


def guardados(prueba: Prueba) -> list[str]:
    return [a.name for a in (prueba.ajustes.carpeta_documentos / "envios").glob("*")]


# ------------------------------------------------------------------------------------------ seeing and doing


def test_se_ve_antes_de_hacer_y_se_hace_lo_que_se_vio(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    ana = entra("responsable")
    vista = subir(ana, "agenda", agenda(sesion(), sesion("CJA/9/2026", fecha="31/02/2026")))
    pagina = ana.ver(vista.location).text
    assert "Se agendará la sesión 1 de CJA/100/2026 el martes 24 de noviembre a las 9:00 en Sala 2." in pagina
    assert "31/02/2026 no existe" in pagina
    assert "Llevar a cabo lo que está bien (1)" in pagina
    assert caso_de(prueba, "10101")[1].sesiones == {}
    hecha = llevar(ana, vista.location)
    resumen = ana.ver(hecha.location).text
    assert "Se llevó a cabo 1 renglón." in resumen
    assert "Cota Díaz Ana Luz" in resumen
    assert len(caso_de(prueba, "10101")[1].sesiones) == 1
    assert guardados(prueba) == []


def test_el_archivo_a_medio_importar_no_deja_nombres_en_claro(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    subir(ana, "agenda", agenda(sesion(invitado="Nombre Que No Debe Verse")))
    (archivo,) = (prueba.ajustes.carpeta_documentos / "envios").glob("*")
    assert b"Verse" not in archivo.read_bytes()
    envios = Envios(archivo.parent, prueba.abierta.clave)
    guardado = envios.leer(UUID(archivo.stem))
    assert guardado is not None
    assert b"Verse" in guardado.contenido
    assert Envios(archivo.parent, b"otra" * 8).leer(UUID(archivo.stem)) is None
    assert envios.barrer(datetime.now(UTC)) == 0


def test_se_puede_pegar_desde_una_hoja(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    ana = entra("responsable")
    texto = "\tFecha\tHora\tFolio\tCrédito\r\n\t24/11/2026\t9:00\tCJA/5/2026\t10101\r\n"
    vista = ana.enviar("/importar/", {"clase": "agenda", "texto": texto})
    assert vista.status_code == 303, vista.text
    assert llevar(ana, vista.location).status_code == 303
    assert caso_de(prueba, "10101")[1].sesion is not None


def test_lo_que_no_se_puede_leer_se_dice_junto_al_campo(entra: Entra) -> None:
    ana = entra("responsable")
    malo = subir(ana, "agenda", b"%PDF-1.7 ...", "agenda.pdf")
    assert (malo.status_code, "es un PDF, no una hoja de cálculo" in malo.text) == (422, True)
    nada = ana.enviar("/importar/", {"clase": "agenda"})
    assert (nada.status_code, "Elija un archivo, o pegue los renglones" in nada.text) == (422, True)
    vacio = subir(ana, "agenda", b"", "vacia.csv")
    assert (vacio.status_code, "está vacío" in vacio.text) == (422, True)


def test_datos_feos_se_muestran_sin_hacer_dano(entra: Entra) -> None:
    ana = entra("responsable")
    feo = "<script>alert(1)</script> " + "Á" * 100
    vista = subir(
        ana, "agenda", agenda(sesion(invitado=feo), sesion("<b>x</b>", credito="10109")), "<i>a</i>.csv"
    )
    pagina = ana.ver(vista.location).text
    assert "<script>alert" not in pagina
    assert "&lt;script&gt;alert" in pagina
    assert "<i>a</i>" not in pagina


def test_muchos_renglones_se_ven_por_paginas_y_por_situacion(entra: Entra) -> None:
    ana = entra("responsable")
    filas = [
        sesion(
            f"CJA/{n}/2026",
            invitado=f"Persona {chr(97 + n % 26)}{chr(97 + n // 26)} Soto",
            credito=str(20000 + n),
        )
        for n in range(230)
    ]
    vista = subir(ana, "agenda", agenda(*filas, sesion("CJA/999/2026", fecha="x")))
    primera = ana.ver(vista.location).text
    assert primera.count('data-columna="Situación"') == 100
    assert "Página 1 de 3" in primera
    assert ana.ver(f"{vista.location}?p=3").text.count('data-columna="Situación"') == 31
    assert ana.ver(f"{vista.location}?s=error").text.count('data-columna="Situación"') == 1


def test_si_algo_cambia_mientras_se_mira_se_muestra_otra_vez(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    ana = entra("responsable")
    vista = subir(ana, "agenda", agenda(sesion()))
    sello = re.search(r'name="sello" value="([0-9a-f]+)"', ana.ver(vista.location).text)
    importar(entra("coordinador"), "agenda", agenda(sesion(hora="11:00")))
    respuesta = ana.enviar(vista.location, {"sello": sello[1]})
    assert respuesta.status_code == 409
    assert "algo cambió" in respuesta.text
    assert "de las 11:00 a las 9:00" in respuesta.text
    assert caso_de(prueba, "10101")[1].sesion.movida == 0


def test_dos_veces_el_mismo_boton_no_hace_nada_dos_veces(prueba: Prueba, entra: Entra) -> None:
    ana = entra("coordinador")
    vista = subir(ana, "cartera", CARTERA)
    sello = re.search(r'name="sello" value="([0-9a-f]+)"', ana.ver(vista.location).text)
    ana.enviar(vista.location, {"sello": sello[1]})
    antes = prueba.abierta.bitacora.registro.contar()
    segunda = ana.enviar(vista.location, {"sello": sello[1]})
    assert segunda.status_code in {404, 409}
    assert prueba.abierta.bitacora.registro.contar() == antes


@pytest.mark.parametrize(
    ("rol", "clases"),
    [
        ("responsable", {"agenda"}), ("coordinador", {"agenda", "cartera"}), ("contabilidad", {"pagos"}),
        ("administrador", {"cartera"}),
    ],
)  # fmt: skip
def test_cada_rol_importa_lo_suyo(entra: Entra, rol: str, clases: set[str]) -> None:
    quien = entra(rol)
    for clase, contenido in {"agenda": agenda(sesion()), "cartera": CARTERA, "pagos": pagos(pago())}.items():
        esperado = 303 if clase in clases else 403
        assert subir(quien, clase, contenido).status_code == esperado
    assert ">Importar<" in quien.ver("/importar/").text


@pytest.mark.parametrize("rol", ["archivo", "judicial", "auditor"])
def test_los_demas_no_importan(entra: Entra, rol: str) -> None:
    assert entra(rol).ver("/importar/").status_code == 403


def test_quien_administra_importa_la_cartera_de_parte_de_la_coordinacion(
    prueba: Prueba, entra: Entra
) -> None:
    importar(entra("administrador"), "cartera", CARTERA)
    caso_id, _ = caso_de(prueba, "10101")
    primero = prueba.abierta.casos.asientos(caso_id)[0]
    assert (primero.autor, primero.rol, primero.en_nombre_de) == (
        "administrador",
        "coordinador",
        "coordinación",
    )


# --------------------------------------------------------------------------------------------------- doubts


def test_las_dudas_se_resuelven_una_por_una(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    ana = entra("responsable")
    lote = importar(
        ana,
        "agenda",
        agenda(
            sesion(invitado="CARLA PAZ SOTO", credito=""),
            sesion("CJA/2/2026", fecha="25/12/2026", invitado="Ana Luz Cota Díaz"),
            sesion("CJA/3/2026", invitado="Nadie Conocido Aquí", credito=""),
        ),
    )
    pagina = ana.ver(lote).text
    assert "Hay 2 personas con ese nombre" in pagina
    assert "El día es inhábil" in pagina
    assert "Resolver 3 dudas" in ana.ver("/pendientes/").text
    duda = ana.ver(f"{lote}dudas/2").text
    assert "CARLA PAZ SOTO" in duda
    caso_id, _ = caso_de(prueba, "10302")
    siguiente = ana.enviar(f"{lote}dudas/2", {"que": f"caso:{caso_id}"})
    assert siguiente.location.endswith("/dudas/3")
    assert "Se agendó la sesión 1" in ana.ver(siguiente.location).text
    assert len(caso_de(prueba, "10302")[1].sesiones) == 1
    sin_motivo = ana.enviar(f"{lote}dudas/3", {"que": "aceptar"})
    assert sin_motivo.status_code == 422
    ana.enviar(f"{lote}dudas/3", {"que": "aceptar", "motivo": "Guardia del centro"})
    assert caso_de(prueba, "10101")[1].sesion is not None
    fin = ana.enviar(f"{lote}dudas/4", {"que": "nuevo"})
    assert fin.location == lote
    assert "Ya no quedan dudas" in ana.ver(lote).text
    assert "Resolver" not in ana.ver("/pendientes/").text
    assert guardados(prueba) == []


def test_una_duda_puede_ser_de_otro_caso_o_descartarse(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    ana = entra("responsable")
    lote = importar(
        ana,
        "agenda",
        agenda(sesion(invitado="Anita C. D.", credito=""), sesion("CJA/3/2026", invitado="X Y", credito="")),
    )
    equivocado = ana.enviar(f"{lote}dudas/2", {"que": "otro", "otro": "99999"})
    assert (
        equivocado.status_code,
        "No hay un caso abierto con el crédito o folio «99999»" in equivocado.text,
    ) == (422, True)
    assert ana.enviar(f"{lote}dudas/2", {"que": ""}).status_code == 422
    ana.enviar(f"{lote}dudas/2", {"que": "otro", "otro": "0010101"})
    assert caso_de(prueba, "10101")[1].sesion is not None
    ana.enviar(f"{lote}dudas/3", {"que": "descartar"})
    assert lote_de(prueba, lote).resueltas[3].como == "descartada"
    otra_vez = ana.ver(f"{lote}dudas/3")
    assert otra_vez.status_code == 303


def test_desde_la_bandeja_se_llega_a_la_importacion(entra: Entra) -> None:
    ana = entra("responsable")
    lote = importar(ana, "agenda", agenda(sesion(invitado="Nadie", credito="")))
    lote_id = lote.strip("/").split("/")[-1]
    assert ana.ver(f"/casos/{lote_id}/").location == lote
    assert ana.ver(f"/casos/{lote_id}/hacer/resolver_duda").location == lote
    assert (
        ana.enviar(f"/casos/{lote_id}/hacer/resolver_duda", {"fila": "2", "como": "descartada"}).location
        == lote
    )
    assert ana.ver(f"/casos/{lote_id}/por-que?tipo=resolver_dudas&clave=lote").status_code in {200, 404}


# --------------------------------------------------------------------------------------- vanished and undone


def test_lo_que_ya_no_viene_se_contesta(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    ana = entra("responsable")
    otra = sesion("CJA/2/2026", invitado="Carla Paz Soto", credito="10301")
    tercera = sesion("CJA/3/2026", invitado="Carla Paz Soto", credito="10302")
    importar(ana, "agenda", agenda(sesion(), otra, tercera))
    lote = importar(ana, "agenda", agenda(sesion()))
    pagina = ana.ver(lote).text
    assert pagina.count("Sigue en pie") == 2
    uno, _ = caso_de(prueba, "10301")
    dos, _ = caso_de(prueba, "10302")
    ana.enviar(f"{lote}desaparecidas", {"caso": str(uno), "sesion": "1", "como": "cancelada"})
    ana.enviar(f"{lote}desaparecidas", {"caso": str(dos), "sesion": "1", "como": "sigue"})
    assert caso_de(prueba, "10301")[1].sesion is None
    assert caso_de(prueba, "10302")[1].sesion is not None
    assert "Sigue en pie" not in ana.ver(lote).text


def test_la_importacion_se_deshace_y_dice_donde_no_se_pudo(prueba: Prueba, entra: Entra) -> None:
    coordina = entra("coordinador")
    de_cartera = importar(coordina, "cartera", CARTERA)
    lote = importar(entra("responsable"), "agenda", agenda(sesion()))
    respuesta = coordina.enviar(f"{de_cartera}deshacer", {})
    pagina = coordina.ver(respuesta.location).text
    assert "Importación deshecha en 2 casos." in pagina
    assert "En 1 caso no se pudo" in pagina
    assert "Esta importación se deshizo" in pagina
    assert caso_de(prueba, "10101")[1].sesion is not None
    ajena = entra("responsable").enviar(f"{de_cartera}deshacer", {})
    assert ajena.status_code == 403
    entra("responsable").enviar(f"{lote}deshacer", {})
    assert caso_de(prueba, "10101")[1].sesion is None


# ------------------------------------------------------------------------------------------------- payments


def test_un_pago_suelto_se_da_a_su_caso(prueba: Prueba, entra: Entra) -> None:
    importar(entra("coordinador"), "cartera", CARTERA)
    conta = entra("contabilidad")
    lote = importar(
        conta,
        "pagos",
        pagos(
            pago(), pago("77.00", referencia="SIN REF", folio="OP2", ordenante="Carla Paz Soto"),
            pago("88.00", referencia="SIN REF", folio="OP3"), pago("99.00", referencia="SIN REF", folio="OP4"),
        ),
    )  # fmt: skip
    assert "3 pagos quedaron por identificar" in conta.ver(lote).text
    lista = conta.ver("/pagos-por-identificar/").text
    assert lista.count("SIN REF") == 0
    urls = re.findall(r'href="(/pagos-por-identificar/[0-9a-f-]{36})"', lista)
    assert len(urls) == 3
    con_nombre = next(u for u in urls if "Carla Paz Soto" in conta.ver(u).text)
    pagina = conta.ver(con_nombre).text
    assert "Referencia: SIN REF" in pagina or "SIN REF" in pagina
    caso_id, _ = caso_de(prueba, "10302")
    assert str(caso_id) in pagina
    assert conta.enviar(con_nombre, {"que": f"caso:{caso_id}"}).status_code == 303
    (folio,) = caso_de(prueba, "10302")[1].pagos
    assert "77.00" in folio
    uno, dos = (u for u in urls if u != con_nombre)
    assert conta.enviar(uno, {"que": "otro", "otro": "10102"}).status_code == 303
    assert conta.enviar(dos, {"que": "devolver"}).status_code == 422
    assert conta.enviar(dos, {"que": "devolver", "motivo": "Es de otra dependencia"}).status_code == 303
    assert len(caso_de(prueba, "10102")[1].pagos) == 2
    estados = {prueba.abierta.casos.historia(UUID(u.rsplit("/", 1)[1])).caso.estado for u in urls}
    assert estados == {"identificado", "devuelto"}
    assert "No hay pagos por identificar" in conta.ver("/pagos-por-identificar/").text


def test_solo_contabilidad_identifica(prueba: Prueba, entra: Entra) -> None:
    conta = entra("contabilidad")
    importar(conta, "pagos", pagos(pago("5.00", referencia="x")))
    (url,) = re.findall(
        r'href="(/pagos-por-identificar/[0-9a-f-]{36})"', conta.ver("/pagos-por-identificar/").text
    )
    coordina = entra("coordinador")
    assert coordina.ver(url).status_code == 200
    assert coordina.enviar(url, {"que": "devolver", "motivo": "x"}).status_code == 403
    assert entra("responsable").ver(url).status_code == 403
    historia = prueba.abierta.casos.historia(UUID(url.rsplit("/", 1)[1]))
    assert isinstance(historia.caso, PagoPorIdentificar)


def test_un_archivo_grande_entra_aparte_y_lo_que_quedo_a_medias_se_continua(
    prueba: Prueba, entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importar_pantalla, "RENGLONES_DE_UNA_VEZ", 2)
    monkeypatch.setattr(obra, "RENGLONES_POR_VUELTA", 1)
    original = Boveda.guardar_varias
    vueltas = iter(range(100))

    def se_cae(self: Boveda, *datos: object) -> object:
        if next(vueltas) == 1:
            raise BovedaNoDisponible("ocupada")
        return original(self, *datos)

    monkeypatch.setattr(Boveda, "guardar_varias", se_cae)
    coordina = entra("coordinador")
    vista = subir(coordina, "cartera", CARTERA)
    lote = llevar(coordina, vista.location).location
    esperar()
    a_medias = coordina.ver(lote).text
    assert "Esta importación quedó a medias" in a_medias
    assert len(guardados(prueba)) == 1
    assert coordina.enviar(f"{lote}continuar", {}).location == lote
    esperar()
    assert lote_de(prueba, lote).faltan == 0
    assert "quedó a medias" not in coordina.ver(lote).text
    assert [len(caso_de(prueba, n)[1].creditos) for n in ("10101", "10301", "10302")] == [2, 1, 1]
    assert guardados(prueba) == []


def test_mientras_entra_se_dice_cuanto_lleva(entra: Entra, monkeypatch: pytest.MonkeyPatch) -> None:
    coordina = entra("coordinador")
    lote = importar(coordina, "cartera", CARTERA)
    monkeypatch.setitem(
        importaciones._EN_MARCHA, UUID(lote.strip("/").split("/")[-1]), threading.current_thread()
    )
    pagina = coordina.ver(lote)
    assert "Van 4 de 4 renglones." in pagina.text
    assert pagina.headers["Refresh"] == "3"


def esperar() -> None:
    for hilo in list(importaciones._EN_MARCHA.values()):
        hilo.join(timeout=30)
