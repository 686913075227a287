"""Killing the writer at any moment loses nothing that was answered, tears no act, and breaks no chain."""

import random
import subprocess
import sys
import time
from uuid import UUID

from casos.registro.bitacora import Bitacora
from casos.registro.verificacion import verificar_registro
from tests.casos.registro import juguete  # noqa: F401 - declares the facts that the other process stores
from tests.casos.registro.conftest import CLAVE

MUERTES = 4


def test_lo_que_se_contesto_esta_aunque_maten_al_proceso(motor_url: str) -> None:
    lugar = motor_url.removeprefix("sqlite:///")
    bitacora = Bitacora(lugar)
    bitacora.registro.crear()
    azar = random.Random(7)
    contestadas: dict[UUID, int] = {}
    for numero in range(MUERTES):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.casos.registro.escritor", lugar, str(numero * 100_000)],
            stdout=subprocess.PIPE,
            text=True,
        ) as proceso:
            assert proceso.stdout is not None
            primera = proceso.stdout.readline()
            time.sleep(azar.uniform(0.05, 0.4))
            proceso.kill()
            for linea in [primera, *proceso.stdout.read().splitlines()]:
                partes = linea.split()
                if len(partes) == 2:
                    contestadas[UUID(int=int(partes[0]))] = int(partes[1])
    assert len(contestadas) >= MUERTES
    for caso_id, version in contestadas.items():
        assert [f.version for f in bitacora.registro.leer(caso_id)][:version] == list(range(1, version + 1))
    assert verificar_registro(bitacora.registro, CLAVE).correcto
    bitacora.close()
