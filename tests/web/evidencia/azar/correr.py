"""Alter a sealed office at random, ask `mediacion verificar` each time, and say what it missed or named wrongly."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from casos.sello.archivo import ArchivoDeSellos
from tests.web.evidencia.azar.alteraciones import Esperado, alteraciones
from tests.web.evidencia.azar.oficina import OficinaSellada

SANA_CADA = 50


class Corrida(NamedTuple):
    """How many alterations of each kind were tried, and what went wrong with which."""

    hechas: Counter[str]
    fallas: list[str]


def correr(
    oficina: OficinaSellada, cuantas: int, semilla: int, avance: Callable[[int], None] = lambda _: None
) -> Corrida:
    """Every `SANA_CADA` alterations the office is verified as it is: no false alarm."""
    (oficina.ajustes.instancia / "fuera.txt").write_text(oficina.sello.nota, "utf-8")
    hechas: Counter[str] = Counter()
    fallas: list[str] = []
    with oficina.corriendo() as orden:

        def verificar() -> tuple[int, str]:
            fuera = oficina.ajustes.instancia / "fuera.txt"
            dicho: tuple[int, str] = orden("verificar", "--json", "--sello", fuera)
            return dicho

        for clase, alterada in alteraciones(oficina, random.Random(semilla)):
            n = hechas.total()
            if n % SANA_CADA == 0 and verificar()[0] != 0:
                fallas.append(f"{n}: sin alterar nada dice {verificar()[1]}")
            if n == cuantas:
                return Corrida(hechas, fallas)
            with alterada as esperado:
                if not _toca_lo_sellado(oficina, esperado):
                    continue
                codigo, salida = verificar()
                hechas[clase] += 1
                if mal := _mal(esperado, codigo, salida):
                    fallas.append(f"{n} ({clase}): {mal}; se esperaba {esperado}; dijo {salida[:2000]}")
            avance(hechas.total())
    raise AssertionError("unreachable")


def _toca_lo_sellado(oficina: OficinaSellada, esperado: Esperado) -> bool:
    """What was written after the last checkpoint can be cut off unseen: only the next one would cover it."""
    if esperado.palabra:
        return True
    archivo = ArchivoDeSellos(oficina.ajustes.archivo_sellos)
    selladas = {c: len(archivo.del_caso(c, oficina.sello.tamano)) for c in esperado.asientos}
    return bool(esperado.asientos) and all(v <= selladas[c] for c, v in esperado.asientos.items())


def _mal(esperado: Esperado, codigo: int, salida: str) -> str:
    """What is wrong with an answer; empty when it names what it should and nothing else."""
    if codigo == 2 and ".key" in esperado.palabra:
        return "" if re.search(esperado.palabra, salida) else "no nombra la clave"
    if codigo != 1:
        return f"terminó con {codigo}"
    dicho: dict[str, Any] = json.loads(salida)
    nombradas = {(d["caso"], d["version"]) for d in dicho["diferencias"]}
    if esperado.palabra and not any(re.search(esperado.palabra, d["que"]) for d in dicho["diferencias"]):
        return f"no nombra «{esperado.palabra}»"
    if esperado.palabra and not esperado.asientos:
        return ""
    primeras = {(str(c), v) for c, v in esperado.asientos.items()}
    if not nombradas >= primeras:
        return "no nombra el primer asiento"
    de_mas = {n for n in nombradas if n[0] not in {c for c, _ in primeras}}
    del_registro = {(d["caso"], d["version"]) for d in dicho["diferencias"] if "documento" not in d["que"]}
    antes = {n for n in del_registro if n[1] is not None and n[1] < dict(primeras).get(n[0], 0)}
    return f"nombra de más {de_mas | antes}" if de_mas | antes else ""
