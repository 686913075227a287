"""Backups and moves: what was accepted is there again, and what was altered is named."""

import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from casos.asiento import Acto
from casos.boveda import Olvidada
from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.vocabulario import TipoDocumento
from casos.registro.copia import huella
from casos.sello.verificacion import verificar_todo
from tests.instancias import Prueba
from tests.web.escaneados.hojas import escaneo as hoja
from web import almacen, cli, documentos, mudanza, respaldos, sellos
from web import instancia as instancias
from web.ajustes import Ajustes

ARCHIVO = Acto(autor="ana", rol="responsable", sede="HMO")
DOCUMENTO = b"%PDF-1.7\nhola\n%%EOF"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def origen(request, tmp_path):
    """An instance on each engine with three cases, a seal, an account and a scan."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    prueba = Prueba(tmp_path / "origen", url)
    for nombre in ("Daniela Ñíguez", "Óscar Peñúñuri", "José <b>Ibarra</b>"):
        prueba.abrir_caso(nombre)
    crear_servicio(prueba.ajustes)
    sellos.sellar(prueba.abierta)
    (prueba.ajustes.carpeta_documentos / "a.pdf").write_bytes(DOCUMENTO)
    yield prueba
    prueba.abierta.cerrar()


@pytest.fixture
def vacia(request, tmp_path, origen):
    """Settings of an empty instance on the engine that the origin has not."""
    url = "" if origen.ajustes.base_datos else request.getfixturevalue("postgres_url")
    return Ajustes(instancia=tmp_path / "restaurada", base_datos=url)


def crear_servicio(ajustes: Ajustes) -> None:
    servicio = almacen.abrir(ajustes)
    servicio.crear()
    servicio.motor.dispose()


def abierta_como(ajustes: Ajustes, hacer):
    abierta = instancias.abrir(ajustes)
    try:
        return hacer(abierta)
    finally:
        abierta.cerrar()


def sin_faltas(instancia) -> bool:
    return verificar_todo(
        instancia.casos.registro, instancia.clave, sellos.archivo_de(instancia), sellos.publica_de(instancia)
    ).correcto


def test_lo_respaldado_se_comprueba_y_se_restaura_igual_en_el_mismo_motor_y_en_el_otro(
    origen, vacia, tmp_path
):
    lista = respaldos.respaldar(origen.abierta, tmp_path / "r")
    antes = huella(origen.abierta.casos.registro)
    assert (lista.hechos, lista.casos, lista.huella) == antes

    assert respaldos.verificar(tmp_path / "r").diferencias == []

    for ajustes in (Ajustes(instancia=tmp_path / "misma"), vacia):
        respaldos.restaurar(tmp_path / "r", ajustes)
        assert abierta_como(ajustes, lambda i: huella(i.casos.registro)) == antes
        assert abierta_como(ajustes, sin_faltas)
        personas = abierta_como(ajustes, lambda i: {h.nombre for h in i.buscador.buscar("ñíguez")})
        assert personas == {"Daniela Ñíguez"}
        assert (ajustes.carpeta_documentos / "a.pdf").read_bytes() == DOCUMENTO


def test_un_escaneo_va_con_su_clave_y_el_respaldo_lo_comprueba(origen, vacia, tmp_path):
    caso_id = origen.abrir_caso("Última Persona")
    escaneo, _ = documentos.recibir(origen.abierta, hoja(), 20)
    anexo = Anexo(escaneo=escaneo, tipo=TipoDocumento.PAGARE)
    documentos.asentar(origen.abierta, origen.abierta.casos.historia(caso_id), anexo)
    origen.decidir(caso_id, anexar_documento, anexo)
    respaldos.respaldar(origen.abierta, tmp_path / "r")
    assert respaldos.verificar(tmp_path / "r").diferencias == []
    respaldos.restaurar(tmp_path / "r", vacia)
    assert abierta_como(vacia, lambda i: i.archivero.leer(escaneo.huella)) == hoja()

    (origen.ajustes.carpeta_documentos / f"{escaneo.huella}.sobre").unlink()
    respaldos.respaldar(origen.abierta, tmp_path / "sin")
    (falta,) = respaldos.verificar(tmp_path / "sin").diferencias
    assert f"Falta el archivo del documento {escaneo.huella[:12]}" in falta


def test_despues_de_restaurar_se_sigue_trabajando_y_sellando(origen, vacia, tmp_path):
    caso_id = origen.abrir_caso("Última Persona")
    respaldos.respaldar(origen.abierta, tmp_path / "r")
    respaldos.restaurar(tmp_path / "r", vacia)

    abierta = instancias.abrir(vacia, lambda: origen.ahora)
    abierta.ahora = lambda: origen.ahora
    resultado = abierta.casos.decidir(caso_id, agregar_nota, Nota(texto="Sigue aquí"), ARCHIVO)
    assert resultado.asientos
    assert sellos.sellar(abierta).nuevas > 0
    assert sin_faltas(abierta)
    abierta.cerrar()


def test_un_pedido_ya_contestado_no_se_repite_despues_de_restaurar(origen, vacia, tmp_path):
    caso_id = origen.abrir_caso("Persona Repetida")
    pedido = uuid4()
    acto = Acto(autor="ana", rol="responsable", sede="HMO", pedido=pedido)
    nota = Nota(texto="Una sola vez")
    origen.abierta.casos.decidir(caso_id, agregar_nota, nota, acto)
    respaldos.respaldar(origen.abierta, tmp_path / "r")
    respaldos.restaurar(tmp_path / "r", vacia)

    def repetir(abierta):
        antes = abierta.casos.registro.contar()
        abierta.casos.decidir(caso_id, agregar_nota, nota, acto)
        return antes == abierta.casos.registro.contar()

    assert abierta_como(vacia, repetir)


def test_un_respaldo_tocado_no_sirve_y_se_dice_en_que(origen, tmp_path):
    carpeta = tmp_path / "r"
    respaldos.respaldar(origen.abierta, carpeta)
    with (carpeta / "datos" / "documentos" / "a.pdf").open("ab") as archivo:
        archivo.write(b"!")
    (carpeta / "datos" / "de_mas").write_text("x")
    (carpeta / "claves" / "registro.key").unlink()

    assert respaldos.verificar(carpeta).diferencias == [
        "Falta claves/registro.key.",
        "datos/documentos/a.pdf no es el que se respaldó.",
        "Sobra datos/de_mas, que no estaba en el respaldo.",
    ]
    with pytest.raises(respaldos.RespaldoInvalido, match="dañado"):
        respaldos.restaurar(carpeta, Ajustes(instancia=tmp_path / "nueva"))
    assert not (tmp_path / "nueva").exists()


def test_un_asiento_cambiado_con_su_lista_arreglada_lo_nombra_la_repeticion(origen, tmp_path):
    carpeta = tmp_path / "r"
    respaldos.respaldar(origen.abierta, carpeta)
    hechos = carpeta / "datos" / "hechos.sqlite"
    alterado = hechos.read_bytes().replace(b'"HMO"', b'"OBR"', 1)
    assert alterado != hechos.read_bytes()
    hechos.write_bytes(alterado)
    lista = respaldos.leer_lista(carpeta)
    lista.archivos["datos/hechos.sqlite"] = respaldos._suma(hechos)
    (carpeta / respaldos.LISTA).write_text(lista.model_dump_json())

    diferencias = respaldos.verificar(carpeta).diferencias

    assert diferencias[0] == "El registro no es el que se respaldó."
    assert any("fueron alterados" in d for d in diferencias)


def test_las_claves_guardadas_aparte_se_piden_y_se_aceptan(origen, tmp_path):
    carpeta = tmp_path / "r"
    respaldos.respaldar(origen.abierta, carpeta)
    shutil.move(carpeta / "claves", tmp_path / "aparte")

    with pytest.raises(respaldos.RespaldoInvalido, match="--claves"):
        respaldos.verificar(carpeta)
    assert respaldos.verificar(carpeta, tmp_path / "aparte").diferencias == []


def test_quien_fue_olvidado_sigue_olvidado_con_claves_de_un_respaldo_anterior(origen, tmp_path):
    caso_id = origen.abrir_caso("Quien Pide Olvido")
    persona = origen.abierta.casos.historia(caso_id).caso.apertura.persona_id
    respaldos.respaldar(origen.abierta, tmp_path / "antes")
    origen.abierta.boveda.olvidar(persona, origen.ahora)
    despues = tmp_path / "despues"
    respaldos.respaldar(origen.abierta, despues)
    lista = respaldos.leer_lista(despues)
    viejas = tmp_path / "antes" / "claves"
    lista.archivos["claves/claves.sqlite"] = respaldos._suma(viejas / "claves.sqlite")
    (despues / respaldos.LISTA).write_text(lista.model_dump_json())
    destino = Ajustes(instancia=tmp_path / "nueva")

    respaldos.restaurar(despues, destino, viejas)

    assert isinstance(abierta_como(destino, lambda i: i.boveda.leer(persona)), Olvidada)


def test_la_mudanza_deja_origen_y_destino_iguales_y_no_pisa_nada(origen, vacia):
    otro = "" if origen.ajustes.base_datos else vacia.base_datos
    antes = huella(origen.abierta.casos.registro)

    assert mudanza.mudar(origen.abierta, otro) == antes

    llegada = origen.ajustes.model_copy(update={"base_datos": otro})
    assert abierta_como(llegada, sin_faltas)
    with pytest.raises(mudanza.MudanzaImposible, match="ya tiene datos"):
        mudanza.mudar(origen.abierta, otro)


def test_las_ordenes_respaldan_comprueban_restauran_y_dicen_que_esta_mal(tmp_path, monkeypatch, capsys):
    prueba = Prueba(tmp_path / "origen")
    prueba.abrir_caso()
    prueba.abierta.cerrar()
    crear_servicio(prueba.ajustes)
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(tmp_path / "origen"))

    def correr(*args: object):
        with pytest.raises(SystemExit) as salida:
            cli.principal([*map(str, args)])
        return (salida.value.code, *capsys.readouterr())

    respaldo = tmp_path / "respaldo"
    assert correr("respaldar", respaldo)[0] == 0
    assert correr("respaldar", respaldo)[0] == 2
    assert correr("respaldar", tmp_path / "no" / "hay")[0] == 2
    assert correr("respaldo-verificar", respaldo)[:2][0] == 0
    assert correr("respaldo-verificar", tmp_path)[0] == 2
    assert correr("mudar", "mysql://x")[0] == 2
    assert correr("mudar", "sqlite")[0] == 2
    assert correr("restaurar", respaldo)[0] == 2
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(tmp_path / "nueva"))
    assert correr("restaurar", respaldo)[0] == 0
    assert correr("verificar", "--vistas")[0] == 0
    (respaldo / respaldos.LISTA).write_text("{")
    codigo, _, error = correr("respaldo-verificar", respaldo)
    assert codigo == 2
    assert "No se puede leer" in error
    assert not [a for a in Path(tmp_path).iterdir() if a.name.startswith(".")]
