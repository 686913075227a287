"""One random alteration of an auditor's bundle, what the offline verifier must name, and how to undo it."""

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.web.evidencia.azar.oficina import OficinaSellada
from web.auditoria import verificar

Contenido = dict[str, bytes]


def expedir(oficina: OficinaSellada, carpeta: Path) -> list[Path]:
    """The bundle of every debtor's case."""
    carpetas = [carpeta / str(n) for n in range(len(oficina.deudores))]
    with oficina.corriendo() as orden:
        for caso, destino in zip(oficina.deudores, carpetas, strict=True):
            codigo, dicho = orden("expediente", caso, "-o", destino)
            assert codigo == 0, dicho
    return carpetas


def leer(carpeta: Path) -> Contenido:
    return {p.relative_to(carpeta).as_posix(): p.read_bytes() for p in carpeta.rglob("*") if p.is_file()}


def escribir(carpeta: Path, contenido: Contenido) -> None:
    shutil.rmtree(carpeta)
    for nombre, crudo in contenido.items():
        (carpeta / nombre).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / nombre).write_bytes(crudo)


def alterar(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    """One random alteration, and where it must be found."""
    return azar.choice([*DE_ARCHIVOS, *DE_ASIENTOS * 2, de_los_sellos])(azar, dict(este), ajeno)


def byte(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    nombre = azar.choice(sorted(este))
    crudo = bytearray(este[nombre])
    crudo[azar.randrange(len(crudo))] ^= 1 << azar.randrange(8)
    return este | {nombre: bytes(crudo)}, {nombre}


def falta(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    nombre = azar.choice(sorted(este))
    return {n: c for n, c in este.items() if n != nombre}, {nombre}


def cortado(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    nombre = azar.choice(sorted(este))
    return este | {nombre: este[nombre][: azar.randrange(len(este[nombre]))]}, {nombre}


def de_mas(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    nombre = azar.choice(("documentos/ajeno.pdf", "nota.txt", "reglas/politica-99.toml"))
    return este | {nombre: azar.randbytes(20)}, {nombre}


def cambiados(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    uno, otro = azar.sample(sorted(este), 2)
    if este[uno] == este[otro]:
        return este, set()
    return este | {uno: este[otro], otro: este[uno]}, {uno, otro}


def de_otro_caso(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    nombre = azar.choice(sorted(n for n in este if este[n] != ajeno.get(n, este[n])))
    return este | {nombre: ajeno[nombre]}, {nombre}


DE_ARCHIVOS = (byte, byte, falta, cortado, de_mas, cambiados, de_otro_caso)


def _asientos(este: Contenido) -> list[dict[str, Any]]:
    asientos: list[dict[str, Any]] = json.loads(este["asientos.json"])["asientos"]
    return asientos


def _con(este: Contenido, asientos: Sequence[dict[str, Any]], donde: int) -> tuple[Contenido, set[str]]:
    documento = json.loads(este["asientos.json"]) | {"asientos": list(asientos)}
    return este | {"asientos.json": json.dumps(documento, ensure_ascii=False).encode()}, {f"asiento {donde}"}


def _tocado(azar: random.Random, texto: str) -> str:
    n = azar.randrange(len(texto))
    return texto[:n] + azar.choice([c for c in "0123456789abcdef" if c != texto[n].lower()]) + texto[n + 1 :]


def campo(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    asientos = _asientos(este)
    n, cual = (
        azar.randrange(len(asientos)),
        azar.choice(("estado", "tema", "enlace", "mac", "version", "hoja")),
    )
    valor = asientos[n][cual]
    asientos[n][cual] = valor + azar.choice((-1, 1, 7)) if isinstance(valor, int) else _tocado(azar, valor)
    return _con(este, asientos, n + 1)


def prueba(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    asientos = _asientos(este)
    n = azar.randrange(len(asientos))
    suya = asientos[n]["prueba"]
    nivel = azar.randrange(len(suya))
    match azar.randrange(4):
        case 0:
            suya[nivel] = _tocado(azar, suya[nivel])
        case 1:
            del suya[nivel]
        case 2:
            suya.insert(nivel, azar.randbytes(32).hex())
        case _ if len(suya) > 1:
            otro = (nivel + 1) % len(suya)
            suya[nivel], suya[otro] = suya[otro], suya[nivel]
        case _:
            suya[nivel] = _tocado(azar, suya[nivel])
    return _con(este, asientos, n + 1)


def quitado(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    asientos = _asientos(este)
    n = azar.randrange(len(asientos))
    return _con(este, asientos[:n] + asientos[n + 1 :], n + 1)


def cola(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    asientos = _asientos(este)
    n = azar.randrange(len(asientos))
    return _con(este, asientos[:n], n + 1)


def par(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    asientos = _asientos(este)
    n, otro = sorted(azar.sample(range(len(asientos)), 2))
    asientos[n], asientos[otro] = asientos[otro], asientos[n]
    if azar.random() < 0.5:
        asientos[n]["version"], asientos[otro]["version"] = n + 1, otro + 1
    return _con(este, asientos, n + 1)


def agregado(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    asientos = _asientos(este)
    n = azar.randrange(len(asientos) + 1)
    nuevo = dict(azar.choice(_asientos(ajeno)))
    return _con(este, [*asientos[:n], nuevo | {"version": n + 1}, *asientos[n:]], n + 1)


DE_ASIENTOS: tuple[Callable[..., tuple[Contenido, set[str]]], ...] = (
    campo,
    prueba,
    quitado,
    cola,
    par,
    agregado,
)


def de_los_sellos(azar: random.Random, este: Contenido, ajeno: Contenido) -> tuple[Contenido, set[str]]:
    sellos = json.loads(este["sellos.json"])
    n = azar.randrange(len(sellos))
    nota, suya = sellos[n]["nota"], sellos[n]["prueba"]
    lugar = azar.randrange(len(nota) - 1)
    if azar.random() < 0.5 and suya:
        suya[azar.randrange(len(suya))] = azar.randbytes(32).hex()
    else:
        sellos[n]["nota"] = nota[:lugar] + ("7" if nota[lugar] != "7" else "8") + nota[lugar + 1 :]
    return este | {"sellos.json": json.dumps(sellos).encode()}, {"sellos.json"}


def correr(
    carpetas: Sequence[Path], cuantas: int, semilla: int, avance: Callable[[int], None] = lambda _: None
) -> tuple[Counter[str], list[str]]:
    """Alter the bundles and let the verifier look; how many of which kind, and what went wrong."""
    azar, hechas, fallas = random.Random(semilla), Counter[str](), []
    sanos = [leer(carpeta) for carpeta in carpetas]
    while hechas.total() < cuantas:
        n, otro = azar.sample(range(len(carpetas)), 2)
        despues, donde = alterar(azar, sanos[n], sanos[otro])
        if despues == sanos[n]:
            continue
        clase = "asientos" if any(d.startswith("asiento ") for d in donde) else "archivos"
        escribir(carpetas[n], despues)
        fallas += [f"{hechas.total()} ({clase}): {mal}" for mal in _mal(carpetas[n], donde)]
        escribir(carpetas[n], sanos[n])
        if hechas.total() % 50 == 0 and (visto := verificar.revisar(carpetas[n]).hallazgos):
            fallas.append(f"{hechas.total()}: sin alterar nada dice {visto}")
        hechas[clase] += 1
        avance(hechas.total())
    return hechas, fallas


def _mal(carpeta: Path, donde: set[str]) -> list[str]:
    hallazgos = verificar.revisar(carpeta).hallazgos
    nombrados = {d for d, _ in hallazgos}
    ilegibles = {"llave.txt", "manifiesto.txt", "sello.txt", "asientos.json", "sellos.json"} & nombrados
    if donde <= nombrados or (ilegibles & donde):
        return []
    return [f"{donde} no está entre {hallazgos}"]
