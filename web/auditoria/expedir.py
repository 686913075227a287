"""Make the bundle of one case: files by name, the same bytes whenever log and last checkpoint are the same."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import jinja2

from casos.asiento import Historia
from casos.calendario.lectura import volcar as volcar_calendarios
from casos.casos import Casos
from casos.politica.lectura import volcar as volcar_politica
from casos.sello import salidas
from casos.sello.archivo import ArchivoDeSellos
from casos.sello.nota import Llave, Publica
from web import documentos, sellos
from web.almacen import Almacen, bitacora
from web.almacen import cuentas as filas_de_cuentas
from web.almacen.bitacora import Consulta
from web.auditoria.lectura import Renglon, portada, renglones
from web.auditoria.pruebas import Pruebas, SinSello, hasta_donde, pruebas_de
from web.auditoria.verificar import SELLOS_DE_TIEMPO, TITULO
from web.formato import momento
from web.instancia import Instancia
from web.plantillas import NOMBRES_DE_ROL

TODAS = 10**9
LEAME = """\
Expediente para auditoría

historia.html    La historia del caso, para leer en cualquier navegador.
asientos.json    Los asientos tal como están guardados en el registro, con su enlace y su prueba.
historia.json    La misma historia de historia.html, para procesarla.
consultas.json   Quién consultó el expediente antes del último sello.
reglas/          Las políticas y los calendarios con que se trabajó, según el número que lleva cada asiento.
documentos/      Los documentos digitalizados que el caso tiene; su nombre es su huella SHA-256.
documentos.json  Todas las huellas de documentos que el caso nombra, y si el archivo está aquí o se olvidó.
sello.txt        El último sello del registro completo (formato C2SP), que abarca todos estos asientos.
sellos.json      Los sellos anteriores, con la prueba de que este los continúa.
sellos_de_tiempo/ Lo que respondió quien sella el tiempo (RFC 3161), por el número de asientos que el sello abarca.
llave.txt        La llave pública con que se comprueban los sellos. Compárela con la que la oficina publicó.
manifiesto.txt   Cuántos asientos son y la huella de cada archivo, firmado con esa llave.
verificar.py     El comprobador: no usa la red ni necesita instalar más que Python 3.9 o posterior.

Para comprobarlo, abra una terminal en esta carpeta y escriba:

    python3 verificar.py

Si tiene un sello que haya salido antes de la oficina, el archivo que llegó por correo o el código que se imprimió:

    python3 verificar.py --sello ARCHIVO
    python3 verificar.py --codigo CÓDIGO

De un sello de tiempo se comprueba así que es de ese sello. Quién lo firmó se comprueba con el certificado de esa
autoridad y, por ejemplo, OpenSSL (el sello anterior está en sellos.json; guárdelo tal cual en un archivo):

    openssl ts -verify -data sello.txt -in sellos_de_tiempo/NÚMERO-1.tsr -CAfile CERTIFICADO

Las pruebas no contienen nada de otros casos: solo huellas de las que no se puede obtener lo que resumen.
"""


def expedir(instancia: Instancia, almacen: Almacen, caso_id: UUID) -> dict[str, bytes]:
    """The files of the bundle, signed: the same bytes until the case, the seals or their time stamps change.

    Seals first if the last checkpoint does not cover the whole case.

    Raises SelladoDetenido, SinSello, RegistroNoDisponible, or LookupError when there is no such case.
    """
    archivo = sellos.archivo_de(instancia)
    filas = instancia.casos.registro.leer(caso_id, hasta_donde(archivo, caso_id))
    if filas:
        sellos.sellar(instancia)
    historia = instancia.casos.historia(caso_id)
    if historia is None:
        raise LookupError(caso_id)
    pruebas = pruebas_de(instancia.casos.registro, archivo, caso_id)
    if len(pruebas.asientos["asientos"]) != historia.version:
        raise SinSello("Se registró algo en el caso mientras se preparaba el expediente; repita la orden.")
    llave = Llave.abrir(instancia.ajustes.archivo_llave_sellos)
    archivos = {
        **_legible(instancia, almacen, historia, pruebas),
        **_reglas(instancia.casos, historia),
        **_documentos(instancia, historia, pruebas),
        **_comprobable(pruebas, llave.publica),
        **_sellos_de_tiempo(archivo, pruebas.sello.tamano),
    }
    resumen = f"caso {caso_id}, {historia.version} asientos"
    return archivos | {"manifiesto.txt": llave.firmar(_manifiesto(resumen, archivos)).encode()}


def escribir(archivos: Mapping[str, bytes], carpeta: Path) -> None:
    """Write the bundle into a folder that does not exist or is empty; OSError when it cannot be."""
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, contenido in archivos.items():
        lugar = carpeta / nombre
        lugar.parent.mkdir(exist_ok=True)
        lugar.write_bytes(contenido)


def _comprobable(pruebas: Pruebas, publica: Publica) -> dict[str, bytes]:
    return {
        "LEAME.txt": LEAME.encode(),
        "asientos.json": _json(pruebas.asientos),
        "sello.txt": pruebas.sello.nota.encode(),
        "sellos.json": _json(pruebas.anteriores),
        "llave.txt": f"{publica.texto}\n".encode(),
        "verificar.py": Path(__file__).with_name("verificar.py").read_bytes(),
    }


def _legible(
    instancia: Instancia, almacen: Almacen, historia: Historia, pruebas: Pruebas
) -> dict[str, bytes]:
    nombres = {c.usuario: c.nombre for c in filas_de_cuentas.listar(almacen)}
    lineas = renglones(historia, instancia.boveda, nombres)
    cabeza = portada(historia, instancia.boveda)
    consultas = _consultas(instancia, almacen, historia.caso_id, nombres)
    html = _plantilla().render(
        caso=str(historia.caso_id), portada=cabeza, renglones=lineas, consultas=consultas, roles=NOMBRES_DE_ROL,
        instituto=instancia.ajustes.nombre_instituto, sello=pruebas.sello, asientos=pruebas.asientos["asientos"],
    )  # fmt: skip
    return {
        "historia.html": html.encode(),
        "historia.json": _json(_historia_json(historia, cabeza._asdict(), lineas)),
        "consultas.json": _json(consultas),
    }


def _historia_json(historia: Historia, cabeza: dict[str, Any], lineas: Sequence[Renglon]) -> dict[str, Any]:
    return {"caso": str(historia.caso_id), **cabeza, "asientos": [linea._asdict() for linea in lineas]}


def _consultas(
    instancia: Instancia, almacen: Almacen, caso_id: UUID, nombres: Mapping[str, str]
) -> list[dict[str, str]]:
    """Who looked at the case before the last checkpoint: so that making the bundle again gives the same."""
    hecho = sellos.ultimo(instancia)
    lineas = bitacora.leer(almacen, caso=str(caso_id), limite=TODAS)
    return [
        {
            "en": momento(c.en), "quien": nombres.get(c.usuario, c.usuario), "rol": c.rol, "accion": c.accion,
            "proposito": c.proposito,
        }
        for c in reversed(lineas)
        if hecho is not None and c.en < hecho[1]
    ]  # fmt: skip


def anotar(instancia: Instancia, almacen: Almacen, caso_id: UUID) -> None:
    """Making a bundle is a reading, and is logged as one."""
    quien = Consulta(
        en=instancia.ahora(), usuario="consola", rol="", accion="expediente para auditoría", caso=str(caso_id),
        proposito="", ruta="", direccion="",
    )  # fmt: skip
    bitacora.anotar(almacen, quien)


def _reglas(casos: Casos, historia: Historia) -> dict[str, bytes]:
    versiones = casos.versiones()
    politicas = {a.politica for a in historia.asientos}
    calendarios = {a.calendario for a in historia.asientos}
    return {
        **{
            f"reglas/politica-{p.numero}.toml": volcar_politica(p.politica).encode()
            for p in versiones.politicas
            if p.numero in politicas
        },
        **{
            f"reglas/calendario-{c.numero}.toml": volcar_calendarios(c.calendarios).encode()
            for c in versiones.calendarios
            if c.numero in calendarios
        },
    }


def _sellos_de_tiempo(archivo: ArchivoDeSellos, hasta: int) -> dict[str, bytes]:
    """What time-stamping authorities answered about the checkpoints in the bundle."""
    suyas: Counter[int] = Counter()
    hallados: dict[str, bytes] = {}
    for salida in salidas.todas(archivo):
        if salida.prueba is not None and salida.tamano <= hasta:
            suyas[salida.tamano] += 1
            hallados[f"{SELLOS_DE_TIEMPO}/{salida.tamano}-{suyas[salida.tamano]}.tsr"] = salida.prueba
    return hallados


def _documentos(instancia: Instancia, historia: Historia, pruebas: Pruebas) -> dict[str, bytes]:
    """The scans that the case's facts name by their SHA-256, in clear, and the list of those names."""
    lista: list[dict[str, Any]] = []
    archivos: dict[str, bytes] = {}
    for asiento in pruebas.asientos["asientos"]:
        hecho = json.loads(asiento["estado"])["hecho"]
        huella = hecho.get("huella")
        if not huella:
            continue
        documento = documentos.abrir(instancia, huella)
        nombre = f"documentos/{huella}.{documento.formato}" if documento else None
        if documento and nombre:
            archivos[nombre] = documento.contenido
        lista.append({"asiento": asiento["version"], "huella": huella, "archivo": nombre})
        if not documento and _se_olvido(historia, hecho):
            lista[-1]["olvidado"] = True
    return {**archivos, "documentos.json": _json(lista)}


def _se_olvido(historia: Historia, hecho: Mapping[str, Any]) -> bool:
    """Whether everybody whom a scan concerns was forgotten: it was deleted then."""
    olvidadas = {str(p) for p in getattr(historia.caso, "olvidadas", ())}
    personas = hecho.get("personas") or [str(historia.caso.apertura.persona_id)]
    return bool(olvidadas) and set(personas) <= olvidadas


def _manifiesto(resumen: str, archivos: Mapping[str, bytes]) -> str:
    renglones = [
        f"{hashlib.sha256(crudo).hexdigest()}  {nombre}" for nombre, crudo in sorted(archivos.items())
    ]
    return "\n".join([TITULO, resumen, *renglones, ""])


def _json(documento: Any) -> bytes:
    return (json.dumps(documento, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@cache
def _plantilla() -> jinja2.Template:
    entorno = jinja2.Environment(
        loader=jinja2.PackageLoader("web"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return entorno.get_template("auditoria/historia.html")
