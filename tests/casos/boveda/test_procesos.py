"""Several processes write one vault on SQLite, and one of them is killed at any moment."""

import subprocess
import sys
from pathlib import Path

from casos.boveda import Boveda, Persona
from tests.casos.boveda.gente import MARTES, persona

RAIZ = Path(__file__).parents[3]
ESCRIBIR = """
import itertools, sys
from pathlib import Path
from casos.boveda import Boveda, Lugar
from tests.casos.boveda.gente import LUNES, persona

boveda = Boveda(Lugar.en(Path(sys.argv[1])))
for n in itertools.count():
    alguien = persona(f"{sys.argv[2]} {n}", curp=f"CURP{sys.argv[2]}{n}")
    boveda.guardar(alguien, LUNES)
    print(n, flush=True)
"""


def test_lo_que_se_confirmo_antes_de_matar_a_un_proceso_se_lee(lugar_sqlite, tmp_path):
    Boveda.iniciar(lugar_sqlite)
    orden = [sys.executable, "-c", ESCRIBIR, str(tmp_path)]
    procesos = {
        nombre: subprocess.Popen([*orden, nombre], cwd=RAIZ, stdout=subprocess.PIPE, text=True)
        for nombre in ("Uno", "Dos", "Tres")
    }
    confirmadas: list[Persona] = []
    for nombre, proceso in procesos.items():
        assert proceso.stdout is not None
        primeros = [proceso.stdout.readline() for _ in range(15)]
        proceso.kill()
        confirmadas += [persona(f"{nombre} {n.strip()}") for n in (*primeros, *proceso.stdout)]
        proceso.wait()
        proceso.stdout.close()

    with Boveda(lugar_sqlite) as boveda:
        leidas = boveda.leer_varias(p.persona_id for p in confirmadas)
        assert [leidas[p.persona_id].nombre for p in confirmadas] == [p.nombre for p in confirmadas]
        assert boveda.buscar_exacto(curp="CURPTres14") == [persona("Tres 14").persona_id]
        assert boveda.guardar(persona("Cuatro"), MARTES) == 1
        assert boveda.completar_olvidos(MARTES) == 0
