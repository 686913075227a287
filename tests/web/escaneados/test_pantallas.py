"""Handing scans in: with the act that needs them, on a case, in a pile; kept when the form comes back."""

import hashlib
import io
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from casos.boveda.archivero import Estado
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.firma import Suscripcion, firmar_convenio
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.oferta import Propuesta
from casos.mediacion.vocabulario import Producto, RolParte, TipoDocumento, Via
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.escaneados.hojas import en, ensuciar, escaneo, girar, imprimir
from web.papeles.codigo import Codigo

Entra = Callable[[str], Visitante]
PROGRAMA = b"MZ\x90\0" + b"\0" * 200
HOJA = {"tipo": "IDENTIFICACION", "convenio": "", "titular": "", "descripcion": "", "caso": ""}


def mio(prueba: Prueba, nombre: str = "Daniela Ñíguez Zazueta") -> UUID:
    return prueba.abrir_caso(nombre, responsable="responsable")


def con_convenio(prueba: Prueba, nombre: str = "Daniela Ñíguez Zazueta") -> UUID:
    """A case whose agreement was signed at the window and whose original nobody has collected."""
    caso, hoy = mio(prueba, nombre), date(2026, 10, 5)
    propuesta = Propuesta(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_CORTO, parcialidades=6, pago_inicial=Decimal("2400.00"),
        inicial_vence=hoy, primera=date(2026, 11, 5),
    )  # fmt: skip
    prueba.decidir(caso, elaborar_convenio, propuesta)
    firmas = (Firma(rol=RolParte.ACREDITADO), Firma(rol=RolParte.AVAL))
    firmado = Suscripcion(convenio=1, revision=1, fecha=hoy, folio=f"IN-{str(caso)[:6]}/2026", firmas=firmas)
    prueba.decidir(caso, firmar_convenio, firmado)
    return caso


def campo(html: str, nombre: str) -> str:
    hallado = re.search(rf'name="{nombre}" value="([^"]*)"', html)
    assert hallado is not None, nombre
    return hallado[1]


def archivo(contenido: bytes, nombre: str = "escaneo.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(contenido), nombre


def hechos(prueba: Prueba, caso: UUID) -> list[str]:
    return [a.hecho.nombre() for a in prueba.abierta.casos.asientos(caso)]


def ultimo(prueba: Prueba, caso: UUID, nombre: str):
    return next(a.hecho for a in reversed(prueba.abierta.casos.asientos(caso)) if a.hecho.nombre() == nombre)


def guardados(prueba: Prueba) -> list[str]:
    return sorted(a.stem for a in prueba.ajustes.carpeta_documentos.iterdir() if a.is_file())


def huella(contenido: bytes) -> str:
    return hashlib.sha256(contenido).hexdigest()


# --- in the form of the act ---


def formulario(quien: Visitante, url: str, **otros: object) -> dict[str, object]:
    html = quien.ver(url).text
    return {"pedido": campo(html, "pedido"), "visto": campo(html, "visto"), **otros}


def test_recabar_el_convenio_con_su_escaneo_es_un_solo_acto(prueba: Prueba, entra: Entra) -> None:
    caso, ana = con_convenio(prueba), entra("responsable")
    url = f"/casos/{caso}/hacer/recabar_documento"
    pagina = ana.ver(f"{url}?clave=convenio-1").text
    assert '<option value="CONVENIO" selected>' in pagina, "the row says which paper it is"
    datos = formulario(
        ana, url, tipo="CONVENIO", convenio="1", escaneo=archivo(escaneo("Convenio"), "C:\\x\\foto.exe")
    )
    assert ana.enviar(url, datos).status_code == 303
    recabado, anexado = (ultimo(prueba, caso, n) for n in ("DocumentoRecabado", "DocumentoAnexado"))
    assert recabado.huella == anexado.huella == huella(escaneo("Convenio"))
    assert (recabado.paginas, anexado.formato, len(anexado.personas)) == (1, "pdf", 2)
    assert prueba.abierta.archivero.revisar(anexado.huella) is Estado.SANO
    crudo = json.dumps([bytes(f.estado).decode() for f in prueba.abierta.casos.registro.leer(caso)])
    assert "foto" not in crudo, "the name of the file is in no fact"


def test_lo_subido_no_se_pierde_cuando_el_resto_se_rechaza(prueba: Prueba, entra: Entra) -> None:
    caso, ana = con_convenio(prueba), entra("responsable")
    url, antes = f"/casos/{caso}/hacer/recabar_documento", hechos(prueba, caso)
    datos = formulario(ana, url, tipo="", escaneo=archivo(escaneo("Convenio"), "convenio <b>firmado.pdf"))
    vuelve = ana.enviar(url, datos)
    assert vuelve.status_code == 422
    assert "convenio &lt;b&gt;firmado.pdf, 1 hoja" in vuelve.text
    assert hechos(prueba, caso) == antes
    token = campo(vuelve.text, "escaneo")
    listo = {**formulario(ana, url), "tipo": "CONVENIO", "convenio": "1", "escaneo": token}
    otra = entra("coordinador")
    assert otra.enviar(url, {**listo, "pedido": str(uuid4())}).status_code == 422, "it is of who handed it in"
    assert ana.enviar(url, {**listo, "escaneo": token[:-2] + "xx"}).status_code == 422
    assert ana.enviar(url, listo).status_code == 303
    assert ultimo(prueba, caso, "DocumentoRecabado").huella == huella(escaneo("Convenio"))


def test_lo_que_no_es_escaneo_se_dice_en_su_campo_y_nada_cambia(prueba: Prueba, entra: Entra) -> None:
    caso, ana = con_convenio(prueba), entra("responsable")
    url, antes = f"/casos/{caso}/hacer/recabar_documento", hechos(prueba, caso)
    datos = formulario(ana, url, tipo="CONVENIO", convenio="1", escaneo=archivo(PROGRAMA, "convenio.pdf"))
    vuelve = ana.enviar(url, datos)
    assert vuelve.status_code == 422
    assert "Es un programa (.exe); suba PDF, JPG o PNG." in vuelve.text
    assert (hechos(prueba, caso), guardados(prueba)) == (antes, [])


def test_un_archivo_mas_grande_de_lo_que_cabe_se_dice_en_su_campo(prueba: Prueba, entra: Entra) -> None:
    caso, ana = con_convenio(prueba), entra("responsable")
    url = f"/casos/{caso}/hacer/recabar_documento"
    grande = b"%PDF-1.7" + b"0" * (21 << 20) + b"%%EOF"
    vuelve = ana.enviar(url, formulario(ana, url, tipo="CONVENIO", convenio="1", escaneo=archivo(grande)))
    assert vuelve.status_code == 422
    assert "pesa más de 20 MB" in vuelve.text


def test_la_evidencia_de_una_visita_va_con_su_registro(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    url = f"/casos/{caso}/hacer/registrar_visita"
    foto = escaneo("Fachada", "JPEG")
    datos = formulario(
        ana, url, tipo="DOMICILIARIA", resultado="NO_LOCALIZADO", evidencia=archivo(foto, "IMG_2033.jpg")
    )
    assert ana.enviar(url, datos).status_code == 303
    assert ultimo(prueba, caso, "VisitaRealizada").evidencia == huella(foto)
    assert ultimo(prueba, caso, "DocumentoAnexado").tipo is TipoDocumento.EVIDENCIA_VISITA
    assert prueba.abierta.archivero.leer(huella(foto)) == foto


def test_el_comprobante_va_con_el_pago_reportado(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    url = f"/casos/{caso}/hacer/reportar_pago"
    datos = formulario(
        ana, url, importe="500", fecha="2/10/2026", canal="SPEI", comprobante=archivo(escaneo("Ficha"))
    )
    assert ana.enviar(url, datos).status_code == 303
    assert ultimo(prueba, caso, "PagoReportado").comprobante == huella(escaneo("Ficha"))


def test_el_escaneo_de_otro_caso_se_avisa_una_vez(prueba: Prueba, entra: Entra) -> None:
    caso, ajeno, ana = con_convenio(prueba), mio(prueba, "Ramiro Quijada Othón"), entra("responsable")
    url = f"/casos/{caso}/hacer/recabar_documento"
    suyo = escaneo("De Ramiro", codigo=str(Codigo(ajeno, "convenio", "0" * 16)))
    vuelve = ana.enviar(url, formulario(ana, url, tipo="CONVENIO", convenio="1", escaneo=archivo(suyo)))
    assert vuelve.status_code == 422
    assert "es de otro expediente: Ramiro Quijada Othón" in vuelve.text
    datos = {
        **formulario(ana, url),
        "tipo": "CONVENIO",
        "convenio": "1",
        "escaneo": campo(vuelve.text, "escaneo"),
    }
    assert ana.enviar(url, datos).status_code == 303


# --- on the case, several at once ---


def subir(quien: Visitante, *contenidos: bytes, caso: UUID | str = "", **otros: object):
    archivos = [archivo(c, f"hoja-{n}.pdf") for n, c in enumerate(contenidos)]
    return quien.enviar("/escaneados/recibir", {"caso": str(caso), "archivos": archivos, **otros})


def confirmar(quien: Visitante, html: str, **cambios: object):
    """Send the table as it came, changed here and there."""
    nombres = sorted(set(re.findall(r'name="([a-z]+_\d+)"', html)))
    datos: dict[str, object] = {
        "pedido": str(uuid4()),
        "caso": campo(html, "caso") if 'name="caso"' in html else "",
    }
    for nombre in nombres:
        oculto = re.search(rf'name="{nombre}"[^>]* value="([^"]*)"', html)
        elegido = re.search(rf'<select[^>]* name="{nombre}"[^>]*>.*?</select>', html, re.DOTALL)
        marcado = re.search(rf'type="checkbox"[^>]*name="{nombre}"[^>]*>', html)
        if marcado:
            if " checked" in marcado[0]:
                datos[nombre] = "true"
        elif elegido:
            opcion = re.search(r'value="([^"]*)" selected', elegido[0])
            datos[nombre] = opcion[1] if opcion else ""
        elif oculto:
            datos[nombre] = oculto[1]
    return quien.enviar("/escaneados/archivar", {**datos, **cambios})


def test_varios_archivos_se_anexan_a_la_vez(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    pagina = subir(ana, escaneo("Uno"), escaneo("Dos"), PROGRAMA, escaneo("Uno"), caso=caso)
    assert pagina.status_code == 200
    assert pagina.text.count("data-tarjeta>") == 2, "the same file twice is one"
    assert "Es un programa (.exe)" in pagina.text
    sin_decir = confirmar(ana, pagina.text)
    assert sin_decir.status_code == 422
    assert "Diga qué documento es." in sin_decir.text
    assert "DocumentoAnexado" not in hechos(prueba, caso)
    listo = confirmar(ana, sin_decir.text, tipo_0="IDENTIFICACION", tipo_1="COMPROBANTE_DOMICILIO")
    assert listo.status_code == 303
    assert hechos(prueba, caso).count("DocumentoAnexado") == 2
    vistos = ana.ver(f"/casos/{caso}/anexos/").text
    for contenido in (escaneo("Uno"), escaneo("Dos")):
        assert huella(contenido)[:12] in vistos
        visto = ana.ver(f"/casos/{caso}/anexos/{huella(contenido)}")
        assert (visto.status_code, visto.data) == (200, contenido)
        imagen = ana.ver(f"/casos/{caso}/anexos/{huella(contenido)}/miniatura")
        assert (imagen.status_code, imagen.mimetype) == (200, "image/jpeg")


def test_el_mismo_archivo_otra_vez_se_dice_y_no_cambia_nada(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    confirmar(ana, subir(ana, escaneo("Uno"), caso=caso).text, tipo_0="IDENTIFICACION")
    otra = subir(ana, escaneo("Uno"), caso=caso)
    assert "ya está en el expediente" in otra.text
    assert confirmar(ana, otra.text, tipo_0="IDENTIFICACION").status_code == 303
    assert hechos(prueba, caso).count("DocumentoAnexado") == 1


def test_la_identificacion_del_aval_concierne_al_aval(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    partes = prueba.abierta.casos.historia(caso).caso.partes
    aval = next(p.persona_id for p in partes if p.rol is RolParte.AVAL)
    pagina = subir(ana, escaneo("INE"), caso=caso).text
    assert "Solo de Rosa Elena Peñúñuri (aval)" in pagina
    assert confirmar(ana, pagina, tipo_0="IDENTIFICACION", titular_0=str(aval)).status_code == 303
    assert ultimo(prueba, caso, "DocumentoAnexado").personas == (aval,)


def test_un_archivo_se_ve_solo_desde_su_caso(prueba: Prueba, entra: Entra) -> None:
    caso, otro, ana = mio(prueba), mio(prueba), entra("responsable")
    confirmar(ana, subir(ana, escaneo("Uno"), caso=caso).text, tipo_0="IDENTIFICACION")
    for lugar in (otro, uuid4()):
        assert ana.ver(f"/casos/{lugar}/anexos/{huella(escaneo('Uno'))}").status_code == 404
        assert ana.ver(f"/casos/{lugar}/anexos/{huella(escaneo('Uno'))}/miniatura").status_code == 404
    assert ana.ver(f"/escaneados/miniatura/{huella(escaneo('Uno'))}?firma=x").status_code == 404


def test_quien_no_anexa_no_ve_donde_soltar(prueba: Prueba, entra: Entra) -> None:
    caso, auditor = mio(prueba), entra("auditor")
    for pagina in (f"/casos/{caso}/anexos/", f"/casos/{caso}/"):
        assert 'type="file"' not in auditor.ver(pagina).text
    assert auditor.ver("/escaneados/").status_code == 403
    assert subir(auditor, escaneo("Uno"), caso=caso).status_code == 403


def test_de_quien_se_olvido_no_se_anexa_nada(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    for parte in prueba.abierta.casos.historia(caso).caso.partes:
        prueba.abierta.boveda.olvidar(parte.persona_id, prueba.ahora)
    vuelve = confirmar(ana, subir(ana, escaneo("Uno"), caso=caso).text, tipo_0="IDENTIFICACION")
    assert vuelve.status_code == 422
    assert "se suprimieron" in vuelve.text
    assert "DocumentoAnexado" not in hechos(prueba, caso)


# --- a pile, told apart by the code ---


def impreso(quien: Visitante, caso: UUID, clase: str, **args: object) -> bytes:
    """The PDF of a paper, printed, signed and scanned: crooked and with specks."""
    consulta = "&".join(f"{k}={v}" for k, v in args.items())
    pdf = quien.ver(f"/casos/{caso}/papeles/{clase}.pdf?{consulta}").data
    return en("PDF", *[ensuciar(girar(hoja, 1.7)) for hoja in imprimir(pdf, 200, 2)])


def test_una_pila_va_a_sus_expedientes_por_el_codigo_impreso(prueba: Prueba, entra: Entra) -> None:
    uno, otro, ana = con_convenio(prueba), con_convenio(prueba, "Ramiro Quijada Othón"), entra("responsable")
    pila = [
        impreso(ana, uno, "convenio", numero=1),
        impreso(ana, otro, "convenio", numero=1),
        escaneo("Sin código"),
    ]
    pagina = subir(ana, *pila)
    assert "Convenio firmado impreso aquí</strong> de" in pagina.text
    assert "Daniela Ñíguez Zazueta" in pagina.text
    assert "Ramiro Quijada Othón" in pagina.text
    assert "No se encontró un código nuestro" in pagina.text
    vuelve = confirmar(ana, pagina.text)
    assert vuelve.status_code == 422, "what has no code waits for the officer"
    assert "2 escaneos archivados." in vuelve.text
    for caso, contenido in ((uno, pila[0]), (otro, pila[1])):
        assert ultimo(prueba, caso, "DocumentoRecabado").huella == huella(contenido)
        assert ultimo(prueba, caso, "DocumentoRecabado").convenio == 1
    credito = next(iter(prueba.abierta.casos.historia(uno).caso.creditos))
    assert "Ningún caso tiene ese folio" in confirmar(ana, vuelve.text, caso_2="999", tipo_2="SOPORTE").text
    listo = confirmar(ana, vuelve.text, caso_2=credito, tipo_2="SOPORTE")
    assert listo.status_code == 303
    assert ultimo(prueba, uno, "DocumentoAnexado").huella == huella(pila[2])


def test_el_segundo_escaneo_del_mismo_convenio_solo_se_anexa(prueba: Prueba, entra: Entra) -> None:
    caso, ana = con_convenio(prueba), entra("responsable")
    primero = impreso(ana, caso, "convenio", numero=1)
    assert confirmar(ana, subir(ana, primero).text).status_code == 303
    assert confirmar(ana, subir(ana, primero + b"\n%%EOF\n").text).status_code == 303
    assert hechos(prueba, caso).count("DocumentoRecabado") == 1
    assert ultimo(prueba, caso, "DocumentoAnexado").documento == 1


def test_soltar_en_un_caso_el_papel_de_otro_se_avisa(prueba: Prueba, entra: Entra) -> None:
    uno, otro, ana = mio(prueba), con_convenio(prueba, "Ramiro Quijada Othón"), entra("responsable")
    pagina = subir(ana, impreso(ana, otro, "convenio", numero=1), caso=uno)
    assert "es de otro expediente: Ramiro Quijada Othón" in pagina.text
    assert "Se reconoció" not in pagina.text
    assert confirmar(ana, pagina.text, tipo_0="CONVENIO").status_code == 303
    assert "DocumentoAnexado" not in hechos(prueba, uno), "left out, unless the officer says otherwise"


@pytest.mark.parametrize("vacio", [{}, {"archivos": ""}])
def test_sin_archivos_se_dice(prueba: Prueba, entra: Entra, vacio) -> None:
    respuesta = entra("responsable").enviar("/escaneados/recibir", vacio)
    assert respuesta.status_code == 422
    assert "Elija o arrastre" in respuesta.text
