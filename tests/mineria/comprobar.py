"""Whether pm4py reads what `mediacion exportar` wrote, and whether every case fits the declared flow.

Run by `make mineria` in an environment of its own: pm4py is no dependency of the project, and nothing of the project is
imported here. It stops with 1 at the first thing that is not as it must be.
"""

import sys
from pathlib import Path
from typing import Any

import pm4py

MUESTRA = 60
"""How many variants are aligned, which is exact but slow; token replay takes every case."""
OCEL = ("casos.json", "casos.xml", "casos.sqlite")


def exigir(cierto: bool, que: str) -> None:
    """Say what was found; stop when it is wrong."""
    print(("bien  " if cierto else "MAL   ") + que)
    if not cierto:
        sys.exit(1)


def flujo(carpeta: Path) -> None:
    """Every trace of the XES log is a run of the declared net."""
    registro: Any = pm4py.read_xes(str(carpeta / "casos.xes"))
    red = pm4py.read_pnml(str(carpeta / "flujo.pnml"))
    casos = registro["case:concept:name"].nunique()
    exigir(casos > 0, f"{casos} casos con {len(registro)} sucesos en el XES")
    conocidas = {t.label for t in red[0].transitions if t.label}
    ajenas = set(registro["concept:name"]) - conocidas
    exigir(not ajenas, f"toda actividad está en la tabla de transiciones {sorted(ajenas) or ''}")
    por_fichas = pm4py.conformance_diagnostics_token_based_replay(registro, *red)
    caben = sum(bool(d["trace_is_fit"]) for d in por_fichas)
    exigir(
        caben == len(por_fichas) == casos, f"{caben} de {casos} casos caben enteros (reproducción de fichas)"
    )
    aptitud = pm4py.fitness_token_based_replay(registro, *red)
    exigir(aptitud["log_fitness"] == 1.0, f"aptitud por fichas: {aptitud['log_fitness']}")
    variantes = list(pm4py.get_variants(registro))
    elegidos = registro.drop_duplicates("case:concept:name")["case:concept:name"].tolist()[:MUESTRA]
    parte = registro[registro["case:concept:name"].isin(elegidos)]
    alineados = pm4py.conformance_diagnostics_alignments(parte, *red)
    exigir(
        all(a["fitness"] == 1.0 for a in alineados),
        f"{len(alineados)} casos alineados sin desvío (de {len(variantes)} variantes)",
    )


def un_caso_alterado_se_nota(carpeta: Path) -> None:
    """The check can fail: with one event taken from its place, a case no longer fits."""
    registro: Any = pm4py.read_xes(str(carpeta / "casos.xes"))
    red = pm4py.read_pnml(str(carpeta / "flujo.pnml"))
    firmas = registro.index[registro["concept:name"] == "Convenio firmado"]
    sin_una = registro.drop(firmas[0])
    aptitud = pm4py.fitness_token_based_replay(sin_una, *red)
    exigir(aptitud["log_fitness"] < 1.0, "sin una firma el caso ya no cabe")


def objetos(carpeta: Path) -> None:
    """The three forms of OCEL 2.0 are read and hold the same."""
    leidos = {nombre: pm4py.read_ocel2(str(carpeta / nombre)) for nombre in OCEL}
    cuentas = {
        nombre: (len(o.events), len(o.objects), len(o.relations), len(o.o2o)) for nombre, o in leidos.items()
    }
    exigir(len(set(cuentas.values())) == 1, f"los tres OCEL dicen lo mismo: {cuentas}")
    exigir(min(cuentas[OCEL[0]]) > 0, "hay sucesos, objetos y relaciones")
    uno = leidos[OCEL[0]]
    tipos = set(pm4py.ocel_get_object_types(uno))
    exigir({"caso", "acreditado", "convenio", "sesion", "pago"} <= tipos, f"tipos de objeto: {sorted(tipos)}")
    aplanado: Any = pm4py.ocel_flattening(uno, "convenio")
    exigir(len(aplanado) > 0, f"aplanado por convenio: {aplanado['case:concept:name'].nunique()} convenios")
    for nombre, o in leidos.items():
        sueltos = set(o.relations["ocel:oid"]) - set(o.objects["ocel:oid"])
        exigir(not sueltos, f"{nombre}: ninguna relación nombra un objeto que no está")
        exigir(o.objects["ocel:oid"].is_unique, f"{nombre}: cada objeto está una sola vez")


if __name__ == "__main__":
    DONDE = Path(sys.argv[1])
    flujo(DONDE)
    un_caso_alterado_se_nota(DONDE)
    objetos(DONDE)
