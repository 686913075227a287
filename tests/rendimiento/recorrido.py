"""Stepping through a case of three hundred facts: the whole request, from the session's cookie to the last byte.

Its baseline is the plainest page of the same application, the account's own.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from uuid import UUID

from casos.asiento import Acto
from casos.decision import RELOJ
from casos.hecho import TextoPrivado
from casos.mediacion.hechos.apertura import NotaAgregada
from tests.instancias import Prueba
from tests.rendimiento.datos import cargar, cincuenta
from tests.rendimiento.medir import Medida, por_rondas, segundos
from tests.web.conftest import CLAVE, Visitante
from web import actual, almacen, cuentas
from web.app import crear_app

FACTS, PETICIONES, RONDAS = 300, 12, 5
PASO = timedelta(hours=30)


def preparar(carpeta: Path) -> tuple[Prueba, UUID, Visitante]:
    """An office with the case, and somebody who is logged in."""
    prueba = Prueba(carpeta)
    servicio = almacen.abrir(prueba.ajustes)
    servicio.crear()
    cuentas.crear(servicio, "ana", "Ana Lourdes Bernal", "responsable", "HMO", clave=CLAVE)
    caso = prueba.abrir_caso()
    _llenar(prueba, caso)
    app = crear_app(prueba.ajustes)
    app.extensions[actual.EXTENSION] = app.extensions[actual.EXTENSION]._replace(
        presente=lambda: prueba.ahora, abierta=lambda: prueba.abierta
    )
    ana = Visitante(app)
    ana.entrar("ana")
    return prueba, caso, ana


def _llenar(prueba: Prueba, caso: UUID) -> None:
    """Month after month: what fifty facts of an office hold, and notes under the debtor's key."""
    hechos = [
        h for h in cincuenta(1) if h.nombre() not in ("CasoAbierto", "CreditoVinculado", "PersonaVinculada")
    ]
    siguientes = cycle(hechos)
    while (falta := FACTS - len(prueba.abierta.casos.asientos(caso))) > 0:
        prueba.ahora += PASO
        nota = NotaAgregada(texto=TextoPrivado("Se habló con la señora, que pide esperar a la quincena."))
        lote = (next(siguientes), nota)[:falta] if hechos else (nota,)
        prueba.abierta.casos.decidir(caso, cargar, lote, Acto("ana", RELOJ, ocurrido_en=prueba.ahora))
    prueba.abierta.al_dia(caso)


def sqlite(carpeta: Path) -> Iterator[Medida]:
    """The step in the middle, and the last one."""
    prueba, caso, ana = preparar(carpeta / "recorrido")
    for que, hecho in (("a la mitad", FACTS // 2), ("al final", FACTS - 1)):

        def paso(hecho: int = hecho) -> int:
            for _ in range(PETICIONES):
                assert ana.ver(f"/casos/{caso}/?hecho={hecho}").status_code == 200
            return PETICIONES

        def base() -> int:
            for _ in range(PETICIONES):
                assert ana.ver("/cuenta/").status_code == 200
            return PETICIONES

        paso()
        base()
        tarda = min(segundos(paso) for _ in range(3)) / PETICIONES * 1000
        nombre = f"Recorrido de {FACTS} hechos, {que} ({tarda:.1f} ms cada paso)"
        yield por_rondas(nombre, "≤ 50 ms", paso, base, RONDAS)
    prueba.cerrar()
