#!/usr/bin/env python3
"""Comprueba, sin red y sin instalar nada, que este expediente es el que el sistema selló y que nadie lo cambió.

Uso: python3 verificar.py [CARPETA] [--llave TEXTO] [--sello ARCHIVO] [--codigo CÓDIGO]

CARPETA es la del expediente (si no se dice, la de este archivo). Con --llave se compara la llave pública con una que
usted tenga por otro medio; con --sello o --codigo, el expediente con un sello que haya salido antes de la oficina
(el archivo que llegó por correo, o el código impreso en el reporte del día). Termina con 0 si todo es correcto, 1 si
algo no coincide y 2 si la llamada o la carpeta no sirven.

Only the standard library is used. Formats: RFC 9162 (Merkle tree), RFC 8032 (Ed25519), c2sp.org/tlog-checkpoint,
c2sp.org/signed-note and RFC 3161 (time stamps: what they cover; who signed them is for `openssl ts -verify`).
The comments of the code are in English, what it prints is Spanish.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

Punto = tuple[int, int, int, int]
Hallazgo = tuple[str, str]
NECESARIOS = ("llave.txt", "manifiesto.txt", "sello.txt", "sellos.json", "asientos.json")
TITULO = "mediacion expediente para auditoría"
SELLOS_DE_TIEMPO = "sellos_de_tiempo"
SHA256 = bytes.fromhex("608648016503040201")


class NoSirve(Exception):
    """The folder is no bundle, or the call is wrong: exit 2."""


class Malo(ValueError):
    """A signature, proof or text that does not hold."""


# Ed25519 (RFC 8032, section 5.1), verification only

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
RAIZ_DE_MENOS_UNO = pow(2, (P - 1) // 4, P)
IDENTIDAD = (0, 1, 1, 0)


def suma(a: Punto, b: Punto) -> Punto:
    """Add two points in extended coordinates."""
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def veces(n: int, punto: Punto) -> Punto:
    """The point added to itself n times."""
    total = IDENTIDAD
    while n:
        if n & 1:
            total = suma(total, punto)
        punto = suma(punto, punto)
        n >>= 1
    return total


def punto_de(crudo: bytes) -> Punto:
    """The point that 32 bytes encode; Malo when they encode none."""
    y = int.from_bytes(crudo, "little")
    signo, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        raise Malo("La llave o la firma no es un punto de la curva.")
    cuadrado = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(cuadrado, (P + 3) // 8, P)
    if (x * x - cuadrado) % P:
        x = x * RAIZ_DE_MENOS_UNO % P
    if (x * x - cuadrado) % P or (x == 0 and signo):
        raise Malo("La llave o la firma no es un punto de la curva.")
    if x & 1 != signo:
        x = P - x
    return x, y, 1, x * y % P


def bytes_de(punto: Punto) -> bytes:
    """The 32 bytes of a point."""
    inverso = pow(punto[2], P - 2, P)
    x, y = punto[0] * inverso % P, punto[1] * inverso % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = punto_de((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def firma_valida(llave: bytes, mensaje: bytes, firma: bytes) -> bool:
    """Whether an Ed25519 signature of 64 bytes holds; Malo when the key is no point of the curve."""
    if len(llave) != 32 or len(firma) != 64:
        return False
    s, publica = int.from_bytes(firma[32:], "little"), punto_de(llave)
    if s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(firma[:32] + llave + mensaje).digest(), "little") % L
    negada = (P - publica[0], publica[1], publica[2], P - publica[3])
    return bytes_de(suma(veces(s, BASE), veces(h, negada))) == firma[:32]


# signed notes and checkpoints (C2SP)


def de_base64(texto: str) -> bytes:
    """Strict base64: only the canonical spelling."""
    try:
        crudo = base64.b64decode(texto.encode("ascii"), validate=True)
    except ValueError:
        crudo = b""
    if base64.b64encode(crudo).decode() != texto:
        raise Malo("Hay un texto base64 que no se puede leer.")
    return crudo


class Llave:
    """The log's public key, in the form name+id+key."""

    def __init__(self, texto: str) -> None:
        partes = re.fullmatch(r"([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)", texto)
        self.origen, marca, codificada = partes.groups() if partes else ("", "", "")
        cruda = de_base64(codificada)
        self.marca, self.cruda = hashlib.sha256(self.origen.encode() + b"\n" + cruda).digest()[:4], cruda[1:]
        if cruda[:1] != b"\x01" or len(cruda) != 33 or self.marca.hex() != marca:
            raise Malo("La llave pública fue alterada.")

    def texto_de(self, nota: str) -> str:
        """The text of a note that this key signed."""
        texto, separa, firmas = nota.rpartition("\n\n")
        mensaje = texto + "\n"
        propia = "\u2014 " + self.origen + " "
        for renglon in firmas.removesuffix("\n").split("\n") if separa else ():
            if renglon.startswith(propia):
                firma = de_base64(renglon[len(propia) :])
                if firma[:4] == self.marca:
                    if firma_valida(self.cruda, mensaje.encode(), firma[4:]):
                        return mensaje
                    raise Malo("La firma no es válida.")
        raise Malo("No está firmado con la llave de este registro.")

    def sello(self, nota: str) -> tuple[int, bytes]:
        """Size and root of a checkpoint."""
        lineas = self.texto_de(nota).split("\n")
        if len(lineas) != 4 or lineas[0] != self.origen or not re.fullmatch("0|[1-9][0-9]*", lineas[1]):
            raise Malo("No es un sello de este registro.")
        return int(lineas[1]), de_base64(lineas[2])


# Merkle tree (RFC 9162)


def nodo(izquierdo: bytes, derecho: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + izquierdo + derecho).digest()


def subir(fn: int, sn: int, desde: bytes, prueba: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the older and of the newer tree, from a node and the proof above it; None if it does not fit."""
    vieja = nueva = desde
    for hermana in prueba:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            vieja, nueva = nodo(hermana, vieja), nodo(hermana, nueva)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            nueva = nodo(nueva, hermana)
        fn, sn = fn >> 1, sn >> 1
    return (vieja, nueva) if sn == 0 else None


def esta_incluida(hoja: bytes, indice: int, tamano: int, prueba: Sequence[bytes], raiz: bytes) -> bool:
    """Section 2.1.3.2."""
    raices = subir(indice, tamano - 1, hoja, prueba) if 0 <= indice < tamano else None
    return raices is not None and raices[1] == raiz


def es_principio(antes: int, raiz_antes: bytes, tamano: int, raiz: bytes, prueba: Sequence[bytes]) -> bool:
    """Section 2.1.4.2."""
    if antes == tamano:
        return not prueba and raiz_antes == raiz
    camino = list(prueba) if antes & (antes - 1) else [raiz_antes, *prueba]
    if not 0 < antes < tamano or not camino:
        return False
    fn, sn = antes - 1, tamano - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return subir(fn, sn, camino[0], camino[1:]) == (raiz_antes, raiz)


def sellados(caso: str, version: int, tema: str, estado: str) -> bytes:
    """What link and leaf cover: each field after its length in four bytes."""
    partes = (bytes.fromhex(caso.replace("-", "")), str(version).encode(), tema.encode(), estado.encode())
    return b"".join(len(p).to_bytes(4, "big") + p for p in partes)


def codigo_de(tamano: int, raiz: bytes) -> str:
    """A checkpoint as it is printed: its size and the first 80 bits of its root."""
    letras = base64.b32encode(raiz[:10]).decode()
    return "-".join([str(tamano), *(letras[n : n + 4] for n in range(0, 16, 4))])


# time stamps (RFC 3161, in DER)


def partes(der: bytes) -> list[bytes]:
    """The contents of the elements that a DER value is made of; Malo when it is cut short."""
    lista: list[bytes] = []
    while der:
        largo, desde = der[1] if len(der) > 1 else 0, 2
        if largo & 0x80:
            desde = 2 + (largo & 0x7F)
            largo = int.from_bytes(der[2:desde], "big")
        if len(der) < desde + largo:
            raise Malo("El sello de tiempo está cortado.")
        lista.append(der[desde : desde + largo])
        der = der[desde + largo :]
    return lista


def dentro(der: bytes, *camino: int) -> bytes:
    """The element at a place inside others; Malo when there is none."""
    for lugar in camino:
        suyas = partes(der)
        if lugar >= len(suyas):
            raise Malo("El sello de tiempo no tiene la forma esperada.")
        der = suyas[lugar]
    return der


def sello_de_tiempo(respuesta: bytes, nota: str) -> str:
    """When an authority says to have seen a note; Malo when its answer is about something else."""
    dicho = dentro(respuesta, 0, 1, 1, 0, 2, 1, 0, 0)
    if dentro(dicho, 2, 0, 0) != SHA256 or dentro(dicho, 2, 1) != hashlib.sha256(nota.encode()).digest():
        raise Malo("no es de este sello.")
    cuando = re.fullmatch(rb"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z", dentro(dicho, 4))
    if not cuando:
        raise Malo("El sello de tiempo no dice cuándo se hizo.")
    return "{2}/{1}/{0} {3}:{4} UTC".format(*(parte.decode() for parte in cuando.groups()[:5]))


# the bundle


class Expediente:
    """A folder, the key that signed it and its checkpoint; raises NoSirve when it is no bundle."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.hallazgos: list[Hallazgo] = []
        self.probados = 0
        self.tiempos: list[str] = []
        self.huellas: set[str] = set()
        faltan = [n for n in NECESARIOS if not (carpeta / n).is_file()]
        if len(faltan) == len(NECESARIOS):
            raise NoSirve(f"En {carpeta} no hay un expediente para auditoría.")
        self.hallazgos += [(n, "falta este archivo.") for n in faltan]

    def texto(self, nombre: str) -> str:
        """A file's text; ValueError when it is not UTF-8."""
        return (self.carpeta / nombre).read_bytes().decode()

    def revisar(self, esperada: str | None, presentado: str | None, codigo: str | None) -> None:
        """Everything; what does not hold is left in `hallazgos`, how many entries were proved in `probados`."""
        if self.hallazgos:
            return
        try:
            texto = self.texto("llave.txt").removesuffix("\n")
            llave = Llave(texto)
        except ValueError as error:
            self.hallazgos.append(("llave.txt", str(error)))
            return
        if esperada is not None and esperada.strip() != texto:
            self.hallazgos.append(("llave.txt", "no es la llave pública que usted dio."))
        cuantos = self.archivos(llave)
        try:
            sello = llave.sello(self.texto("sello.txt"))
        except ValueError as error:
            self.hallazgos.append(("sello.txt", str(error)))
            return
        self.sellos(llave, sello, presentado, codigo)
        self.asientos(sello, cuantos)
        self.documentos()

    def archivos(self, llave: Llave) -> tuple[str, int] | None:
        """Every file against the signed list; the case and how many entries it says that there are."""
        try:
            titulo, resumen, *renglones = llave.texto_de(self.texto("manifiesto.txt")).splitlines()
            dicho = re.fullmatch("caso ([0-9a-f-]{36}), ([0-9]+) asientos", resumen)
        except ValueError as error:
            self.hallazgos.append(("manifiesto.txt", str(error)))
            return None
        if titulo != TITULO or not dicho:
            self.hallazgos.append(("manifiesto.txt", "no es la lista de un expediente."))
            return None
        lista = {nombre: huella for huella, _, nombre in (r.partition("  ") for r in renglones)}
        hay = {p.relative_to(self.carpeta).as_posix(): p for p in self.carpeta.rglob("*") if p.is_file()}
        for nombre, huella in lista.items():
            if nombre not in hay:
                self.hallazgos.append((nombre, "falta este archivo."))
            elif hashlib.sha256(hay[nombre].read_bytes()).hexdigest() != huella:
                self.hallazgos.append((nombre, "fue alterado: no es el que se entregó."))
        for nombre in sorted(hay.keys() - lista.keys() - {"manifiesto.txt"}):
            if "__pycache__" not in nombre:
                self.hallazgos.append((nombre, "no estaba en lo que se entregó."))
        return dicho[1], int(dicho[2])

    def sellos(
        self, llave: Llave, sello: tuple[int, bytes], presentado: str | None, codigo: str | None
    ) -> None:
        """Older checkpoints are beginnings of this one; so is the one that the person brought; time stamps."""
        conocidos, notas = {sello}, {sello[0]: self.texto("sello.txt")}
        try:
            for n, guardado in enumerate(json.loads(self.texto("sellos.json")), start=1):
                viejo = llave.sello(guardado["nota"])
                prueba = [bytes.fromhex(h) for h in guardado["prueba"]]
                if viejo[0] and not es_principio(*viejo, *sello, prueba):
                    self.hallazgos.append(("sellos.json", f"el sello {n} no es el principio del último."))
                else:
                    conocidos.add(viejo)
                    notas[viejo[0]] = guardado["nota"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.hallazgos.append(("sellos.json", f"no se puede comprobar ({error})."))
        try:
            if presentado is not None and llave.sello(presentado) not in conocidos:
                self.hallazgos.append(("su sello", "no es de la misma serie que el de este expediente."))
        except ValueError as error:
            self.hallazgos.append(("su sello", str(error)))
        if codigo is not None and codigo.strip().upper() not in {codigo_de(*c) for c in conocidos}:
            self.hallazgos.append(("su código", "no es de ninguno de los sellos de este expediente."))
        self.sellos_de_tiempo(notas)

    def sellos_de_tiempo(self, notas: dict[int, str]) -> None:
        """Each answer of an authority is about the checkpoint whose size its name says."""
        for archivo in sorted((self.carpeta / SELLOS_DE_TIEMPO).glob("*")):
            tamano = re.match("[0-9]+", archivo.name)
            try:
                if not tamano or int(tamano[0]) not in notas:
                    raise Malo("no es de ningún sello de este expediente.")
                cuando = sello_de_tiempo(archivo.read_bytes(), notas[int(tamano[0])])
                self.tiempos.append(f"{archivo.name}: el sello ya existía el {cuando}.")
            except ValueError as error:
                self.hallazgos.append((f"{SELLOS_DE_TIEMPO}/{archivo.name}", str(error)))

    def asientos(self, sello: tuple[int, bytes], cuantos: tuple[str, int] | None) -> None:
        """Every entry: its number, its link to the one before, its proof; and that none is missing at the end."""
        try:
            contenido = json.loads(self.texto("asientos.json"))
            caso, asientos = contenido["caso"], contenido["asientos"]
            if cuantos and caso != cuantos[0]:
                for nombre in ("manifiesto.txt", "asientos.json"):
                    self.hallazgos.append((nombre, "manifiesto y asientos no son del mismo caso."))
            enlace = bytes(32)
            for esperada, a in enumerate(asientos, start=1):
                enlace = self.asiento(caso, esperada, a, enlace, sello)
                if not enlace:
                    return
            if cuantos and len(asientos) < cuantos[1]:
                donde = f"asiento {len(asientos) + 1}"
                self.hallazgos.append((donde, f"falta: se entregaron {cuantos[1]} asientos."))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.hallazgos.append(("asientos.json", f"no se puede comprobar ({error})."))

    def asiento(self, caso: str, esperada: int, a: dict, enlace: bytes, sello: tuple[int, bytes]) -> bytes:  # type: ignore[type-arg]
        """One entry; the link that the next one follows, empty when the chain is broken here."""
        mac, prueba = bytes.fromhex(a["mac"]), [bytes.fromhex(h) for h in a["prueba"]]
        cubierto = sellados(caso, a["version"], a["tema"], a["estado"])
        enlace = hashlib.sha256(enlace + cubierto).digest()
        hoja = hashlib.sha256(b"\x00" + cubierto + len(mac).to_bytes(4, "big") + mac).digest()
        if a["version"] != esperada or enlace.hex() != a["enlace"]:
            self.hallazgos.append((f"asiento {esperada}", "fue alterado, falta o no es el que sigue."))
            return b""
        if esta_incluida(hoja, a["hoja"], sello[0], prueba, sello[1]):
            self.huellas.update(re.findall(r'"([0-9a-f]{64})"', a["estado"]))
            self.probados += 1
        else:
            self.hallazgos.append((f"asiento {esperada}", "no es el que se selló, o su prueba fue alterada."))
        return enlace

    def documentos(self) -> None:
        """Every document is one that an entry names by its hash."""
        for documento in sorted((self.carpeta / "documentos").glob("*")):
            huella = hashlib.sha256(documento.read_bytes()).hexdigest()
            if huella != documento.name.split(".")[0] or huella not in self.huellas:
                self.hallazgos.append(
                    (f"documentos/{documento.name}", "no es el documento que se anexó al caso.")
                )


def revisar(
    carpeta: Path, esperada: str | None = None, presentado: str | None = None, codigo: str | None = None
) -> Expediente:
    """A bundle, looked at. Raises NoSirve."""
    expediente = Expediente(carpeta)
    expediente.revisar(esperada, presentado, codigo)
    return expediente


def opciones_de(argumentos: Sequence[str]) -> tuple[dict[str, str], Path]:
    """The options of a call and its folder; raises NoSirve."""
    opciones: dict[str, str] = {}
    carpetas: list[Path] = []
    restan = list(argumentos)
    while restan:
        uno = restan.pop(0)
        if uno in ("--llave", "--sello", "--codigo") and restan:
            opciones[uno] = restan.pop(0)
        elif uno in ("-h", "--ayuda"):
            opciones["--ayuda"] = ""
        elif uno.startswith("-") or carpetas:
            raise NoSirve(f"No se entiende «{uno}». Vea: python3 verificar.py --ayuda")
        else:
            carpetas.append(Path(uno))
    return opciones, carpetas[0] if carpetas else Path(__file__).parent


def principal(argumentos: Sequence[str]) -> int:
    """Print the verdict; the exit code."""
    try:
        opciones, carpeta = opciones_de(argumentos)
        if "--ayuda" in opciones:
            sys.stdout.write(__doc__ or "")
            return 0
        presentado = Path(opciones["--sello"]).read_text("utf-8") if "--sello" in opciones else None
        visto = revisar(carpeta, opciones.get("--llave"), presentado, opciones.get("--codigo"))
    except (NoSirve, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for donde, que in visto.hallazgos:
        sys.stdout.write(f"  {donde}: {que}\n")
    if visto.hallazgos:
        sys.stdout.write("NO COINCIDE: este expediente no es el que se entregó.\n")
        return 1
    if "--llave" not in opciones:
        llave = visto.texto("llave.txt").strip()
        sys.stdout.write(f"Compare esta llave con la que la oficina publicó: {llave}\n")
    for linea in visto.tiempos:
        sys.stdout.write(f"Sello de tiempo {linea}\n")
    sys.stdout.write(f"CORRECTO: {visto.probados} asientos sellados; ningún archivo fue alterado.\n")
    return 0


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
