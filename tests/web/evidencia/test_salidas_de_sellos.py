"""The day's seal leaves the building: by mail to a real SMTP server, stamped by a real authority; nothing is lost."""

import hashlib
import socketserver
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from casos.sello import salidas
from casos.sello.archivo import ArchivoDeSellos
from casos.sello.salidas import CORREO, TIEMPO
from tests.web.evidencia.autoridad import Autoridad
from tests.web.evidencia.conftest import Oficina
from web import salidas_de_sellos, sellos, sellos_de_tiempo
from web.auditoria import verificar as comprobador

Orden = Callable[..., tuple[int, str, str]]


class Buzon(socketserver.ThreadingTCPServer):
    """An SMTP server that keeps what it is given; while `cerrado` it refuses."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Sesion)
        self.mensajes: list[tuple[list[str], bytes]] = []
        self.cuentas: list[bytes] = []
        self.cerrado = False

    @property
    def puerto(self) -> int:
        return self.server_address[1]


class Sesion(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Buzon)
        self.wfile.write(b"220 prueba\r\n")
        para: list[str] = []
        while linea := self.rfile.readline():
            orden = linea[:4].upper()
            if orden in (b"EHLO", b"HELO"):
                self.wfile.write(b"250-prueba\r\n250 AUTH PLAIN\r\n")
            elif orden == b"AUTH":
                self.server.cuentas.append(b64decode(linea.split()[2]))
                self.wfile.write(b"235 bien\r\n")
            elif orden == b"RCPT":
                para.append(linea.split(b"<")[1].split(b">")[0].decode())
                self.wfile.write(b"450 ocupado\r\n" if self.server.cerrado else b"250 bien\r\n")
            elif orden == b"DATA":
                self.wfile.write(b"354 adelante\r\n")
                self.server.mensajes.append((para, self._cuerpo()))
                self.wfile.write(b"250 bien\r\n")
            elif orden == b"QUIT":
                self.wfile.write(b"221 adios\r\n")
                return
            else:
                self.wfile.write(b"250 bien\r\n")

    def _cuerpo(self) -> bytes:
        lineas = []
        while (linea := self.rfile.readline()) not in (b".\r\n", b""):
            lineas.append(linea.removeprefix(b".") if linea.startswith(b"..") else linea)
        return b"".join(lineas)


@pytest.fixture
def buzon() -> Iterator[Buzon]:
    with Buzon() as servidor, _sirviendo(servidor):
        yield servidor


@contextmanager
def _sirviendo(servidor: socketserver.BaseServer) -> Iterator[None]:
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    hilo.start()
    yield
    servidor.shutdown()
    hilo.join()


@pytest.fixture(scope="module")
def autoridad() -> Autoridad:
    return Autoridad()


@pytest.fixture
def tsa(autoridad: Autoridad) -> Iterator[str]:
    """The authority on a port of this machine; its address."""

    class Ventanilla(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            respuesta = autoridad.responder(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response_only(200)
            self.end_headers()
            self.wfile.write(respuesta)

    autoridad.cambia = ""
    with HTTPServer(("127.0.0.1", 0), Ventanilla) as servidor, _sirviendo(servidor):
        yield f"http://127.0.0.1:{servidor.server_port}/tsr"


def con_ajustes(oficina: Oficina, **otros: object) -> None:
    oficina.abierta.ajustes = oficina.ajustes = oficina.ajustes.model_copy(update=otros)


def con_correo(oficina: Oficina, buzon: Buzon, *para: str) -> None:
    con_ajustes(
        oficina, correo_servidor="127.0.0.1", correo_puerto=buzon.puerto, correo_seguridad="ninguna",
        correo_de="mediacion@example.gob.mx", sello_para=para,
    )  # fmt: skip


def _adjunto(crudo: bytes) -> str:
    (adjunto,) = message_from_bytes(crudo, policy=policy.default).iter_attachments()
    texto: str = adjunto.get_content().replace("\r\n", "\n")
    return texto


def test_el_sello_del_dia_sale_por_correo_una_vez_a_cada_quien(
    oficina_sola: Oficina, buzon: Buzon, orden: Orden, tmp_path: Path
) -> None:
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx", "notaria@example.com")
    sellos.sellar_si_toca(oficina_sola.abierta)
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 2
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 0
    assert sellos.sellar_si_toca(oficina_sola.abierta) is None
    assert sorted(para for para, _ in buzon.mensajes) == [
        ["auditoria@example.gob.mx"],
        ["notaria@example.com"],
    ]
    mensaje = message_from_bytes(buzon.mensajes[0][1], policy=policy.default)
    assert mensaje["Subject"] == "Sello del registro de mediación, 6 de octubre de 2026: 10 asientos"
    (tmp_path / "sello.txt").write_text(_adjunto(buzon.mensajes[0][1]), "utf-8")
    assert orden("verificar", "--sello", tmp_path / "sello.txt")[0] == 0
    assert "Daniela" not in buzon.mensajes[0][1].decode()


def test_lo_que_no_pudo_salir_se_intenta_otra_vez_y_nada_se_pierde(
    oficina_sola: Oficina, buzon: Buzon
) -> None:
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx")
    buzon.cerrado = True
    for _ in range(3):
        sellos.sellar_si_toca(oficina_sola.abierta)
        assert salidas_de_sellos.llevar(oficina_sola.abierta) == 0
        oficina_sola.pasar(days=1)
        oficina_sola.abrir_caso()
    esperan = salidas_de_sellos.pendientes(sellos.archivo_de(oficina_sola.abierta))
    assert len(esperan) == 3
    assert all("450" in s.error or "ocupado" in s.error for s in esperan if s.intentos)
    buzon.cerrado = False
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 3
    notas = [s.sello.nota for s in sellos.archivo_de(oficina_sola.abierta).sellos()]
    assert len(notas) == 3
    assert [_adjunto(m) for _, m in buzon.mensajes] == notas
    assert salidas_de_sellos.pendientes(sellos.archivo_de(oficina_sola.abierta)) == []


def test_entre_un_intento_y_otro_se_espera_cada_vez_mas(oficina_sola: Oficina, buzon: Buzon) -> None:
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx")
    buzon.cerrado = True
    sellos.sellar_si_toca(oficina_sola.abierta)
    intentos = []
    for _ in range(240):
        salidas_de_sellos.llevar(oficina_sola.abierta)
        (salida,) = salidas.todas(sellos.archivo_de(oficina_sola.abierta))
        intentos.append(salida.intentos)
        oficina_sola.pasar(minutes=1)
    assert intentos[0] == 1
    assert 8 <= intentos[-1] <= 12


def test_un_servidor_que_no_esta_no_detiene_nada(oficina_sola: Oficina, buzon: Buzon) -> None:
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx")
    con_ajustes(
        oficina_sola, correo_puerto=1, tsa_url="http://127.0.0.1:1/", tsa_certificado=Path("no-existe.pem")
    )
    sellos.sellar_si_toca(oficina_sola.abierta)
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 0
    errores = {s.medio: s.error for s in salidas.todas(sellos.archivo_de(oficina_sola.abierta))}
    assert "no-existe.pem" in errores[TIEMPO]
    assert errores[CORREO]


def test_sin_nada_configurado_no_sale_nada(oficina_sola: Oficina) -> None:
    sellos.sellar_si_toca(oficina_sola.abierta)
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 0
    assert salidas.todas(sellos.archivo_de(oficina_sola.abierta)) == []


def con_tsa(oficina: Oficina, tsa: str, pem: bytes, carpeta: Path) -> None:
    (carpeta / "tsa.pem").write_bytes(pem)
    con_ajustes(oficina, tsa_url=tsa, tsa_certificado=carpeta / "tsa.pem")


def test_una_autoridad_le_pone_la_hora(
    oficina_sola: Oficina, autoridad: Autoridad, tsa: str, tmp_path: Path
) -> None:
    con_tsa(oficina_sola, tsa, autoridad.pem, tmp_path)
    sellado = sellos.sellar_si_toca(oficina_sola.abierta)
    assert sellado is not None
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 1
    (salida,) = salidas.todas(sellos.archivo_de(oficina_sola.abierta))
    assert salida.prueba is not None
    nota = sellado.sello.nota.encode()
    cuando = sellos_de_tiempo.comprobar(oficina_sola.ajustes, salida.prueba, nota)
    assert f"{cuando:%Y-%m-%d %H:%M}" == "2026-11-05 12:00"
    for cambiada in (nota + b"x", b"otro"):
        with pytest.raises(sellos_de_tiempo.SinSelloDeTiempo):
            sellos_de_tiempo.comprobar(oficina_sola.ajustes, salida.prueba, cambiada)


def test_el_expediente_lleva_el_sello_de_tiempo_y_el_comprobador_ve_de_que_es(
    oficina_sola: Oficina, autoridad: Autoridad, tsa: str, tmp_path: Path, orden: Orden
) -> None:
    con_tsa(oficina_sola, tsa, autoridad.pem, tmp_path)
    sellado = sellos.sellar_si_toca(oficina_sola.abierta)
    assert sellado is not None
    salidas_de_sellos.llevar(oficina_sola.abierta)
    assert orden("expediente", oficina_sola.uno, "-o", tmp_path / "uno")[0] == 0
    archivo = tmp_path / "uno" / "sellos_de_tiempo" / f"{sellado.sello.tamano}-1.tsr"
    visto = comprobador.revisar(tmp_path / "uno")
    assert visto.hallazgos == []
    assert visto.tiempos == [f"{archivo.name}: el sello ya existía el 05/11/2026 12:00 UTC."]
    sana, nota = archivo.read_bytes(), (tmp_path / "uno" / "sello.txt").read_text("utf-8")
    huella = sana.index(hashlib.sha256(nota.encode()).digest())
    for n in range(huella, huella + 32):
        with pytest.raises(comprobador.Malo, match="no es de este sello"):
            comprobador.sello_de_tiempo(sana[:n] + bytes([sana[n] ^ 1]) + sana[n + 1 :], nota)
    for n in range(len(sana)):
        with suppress(
            comprobador.Malo
        ):  # outside the imprint a byte may be the signature's: openssl's concern
            comprobador.sello_de_tiempo(sana[:n], nota)
            pytest.fail(f"cortado en {n} se acepta")
    archivo.rename(archivo.with_name("3-1.tsr"))
    assert ("sellos_de_tiempo/3-1.tsr", "no es de ningún sello de este expediente.") in comprobador.revisar(
        tmp_path / "uno"
    ).hallazgos


def test_verificar_revisa_los_sellos_de_tiempo(
    oficina_sola: Oficina,
    autoridad: Autoridad,
    tsa: str,
    tmp_path: Path,
    orden: Orden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    con_tsa(oficina_sola, tsa, autoridad.pem, tmp_path)
    monkeypatch.setenv("MEDIACION_TSA_CERTIFICADO", str(tmp_path / "tsa.pem"))
    monkeypatch.setenv("MEDIACION_TSA_URL", tsa)
    sellos.sellar_si_toca(oficina_sola.abierta)
    salidas_de_sellos.llevar(oficina_sola.abierta)
    assert orden("verificar")[0] == 0
    archivo = sellos.archivo_de(oficina_sola.abierta)
    (salida,) = salidas.todas(archivo)
    assert salida.prueba is not None
    salidas.anotar(archivo, salida._replace(prueba=salida.prueba[:-1] + bytes([salida.prueba[-1] ^ 1])))
    codigo, dicho, _ = orden("verificar")
    assert codigo == 1
    assert "sello de tiempo" in dicho


def test_doctor_dice_que_sellos_no_han_salido_y_por_que(
    oficina_sola: Oficina, buzon: Buzon, orden: Orden, monkeypatch: pytest.MonkeyPatch
) -> None:
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx")
    monkeypatch.setenv("MEDIACION_CORREO_SERVIDOR", "127.0.0.1")
    monkeypatch.setenv("MEDIACION_SELLO_PARA", "auditoria@example.gob.mx")
    buzon.cerrado = True
    sellos.sellar_si_toca(oficina_sola.abierta)
    assert "no ha salido" not in orden("doctor")[1]
    salidas_de_sellos.llevar(oficina_sola.abierta)
    assert "Un sello no ha salido a auditoria@example.gob.mx" in orden("doctor")[1]
    assert "ocupado" in orden("doctor")[1]
    monkeypatch.delenv("MEDIACION_SELLO_PARA")
    assert "ya no nombran" in orden("doctor")[1]


def test_la_contrasena_del_correo_se_lee_de_su_archivo_y_si_falta_doctor_lo_dice(
    oficina_sola: Oficina, buzon: Buzon, orden: Orden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = tmp_path / "correo.clave"
    monkeypatch.setenv("MEDIACION_CORREO_USUARIO", "mediacion")
    monkeypatch.setenv("MEDIACION_CORREO_CLAVE_ARCHIVO", str(archivo))
    assert f"No se puede leer {archivo}" in orden("doctor")[1]
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx")
    con_ajustes(oficina_sola, correo_usuario="mediacion", correo_clave_archivo=archivo)
    sellos.sellar_si_toca(oficina_sola.abierta)
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 0
    archivo.write_text("secreta\n", "utf-8")
    oficina_sola.pasar(minutes=5)
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 1
    assert buzon.cuentas == [b"\0mediacion\0secreta"]


def test_lo_que_falta_por_salir_va_en_el_respaldo(
    oficina_sola: Oficina, buzon: Buzon, orden: Orden, tmp_path: Path
) -> None:
    con_correo(oficina_sola, buzon, "auditoria@example.gob.mx")
    sellos.sellar_si_toca(oficina_sola.abierta)
    archivo = sellos.archivo_de(oficina_sola.abierta)
    assert orden("respaldar", tmp_path / "respaldo")[0] == 0
    (copia,) = (tmp_path / "respaldo").rglob("sellos.sqlite")
    assert salidas.todas(ArchivoDeSellos(copia)) == salidas.todas(archivo) != []


@pytest.mark.parametrize("cambia", ["impronta", "nonce", "firma", "otra autoridad"])
def test_una_respuesta_que_no_corresponde_no_se_acepta(
    oficina_sola: Oficina, autoridad: Autoridad, tsa: str, tmp_path: Path, cambia: str
) -> None:
    con_tsa(oficina_sola, tsa, autoridad.pem if cambia != "otra autoridad" else Autoridad().pem, tmp_path)
    autoridad.cambia = cambia
    sellos.sellar_si_toca(oficina_sola.abierta)
    assert salidas_de_sellos.llevar(oficina_sola.abierta) == 0
    (salida,) = salidas.todas(sellos.archivo_de(oficina_sola.abierta))
    assert (salida.hecha, salida.prueba) == (None, None)
    assert "no sirve" in salida.error
