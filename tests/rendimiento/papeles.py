"""Agreements per second of one processor, each of another person and schedule, against the same one again and again.

The baseline is what a paper costs when the press has everything at hand: the difference is what a new one
brings. The goal is 25 ms of processor for each, so 40 a second.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count, islice
from time import process_time
from uuid import UUID

from casos.boveda.persona import Domicilio, Persona
from casos.mediacion.vocabulario import Producto, Via
from tests.casos.mediacion.fabrica import ACREDITADO
from tests.casos.mediacion.fabrica_convenios import con_borrador, convenio_firmado
from tests.rendimiento.medir import Medida, por_rondas
from tests.web.papeles.muestra import gente, material
from web.papeles.clases import hacer
from web.papeles.datos.comun import Material
from web.papeles.taller import Taller, hoja

POR_RONDA, RONDAS = 40, 5
PLAZOS = (1, 6, 6, 10, 12, 12, 12, 18, 24, 36)


def _distintos() -> Iterator[Material]:
    """Drafts of many terms, amounts and people."""
    for n in count():
        plazo = PLAZOS[n % len(PLAZOS)]
        largo = plazo > 12
        pasos = con_borrador(
            via=Via.INSTITUCIONAL if n % 3 else Via.STJ,
            producto=Producto.CONVENIO_LARGO if largo else Producto.CONVENIO_CORTO,
            parcialidades=plazo,
            pago_inicial=Decimal(4000) + n,
            primera=date(2026, 4, 1 + n % 28),
        )
        yield material(*pasos, personas=_personas(n))


def _personas(n: int) -> dict[UUID, Persona]:
    """Debtor and guarantor with particulars of their own, so that no paragraph about them serves twice."""
    conocidas = gente(f"Persona Número {n} de la Muestra", f"Aval Número {n}")
    modelo = conocidas[ACREDITADO]
    for lugar, (quien, persona) in enumerate(list(conocidas.items())):
        cambios = {
            "persona_id": quien, "nombre": persona.nombre, "curp": f"NIZD900101MSRXX{n:03d}",
            "domicilio": Domicilio(calle=f"Calle {n}", exterior=str(lugar), municipio="Nogales"),
            "correos": (f"correo{n}.{lugar}@correo.mx",), "nacimiento": date(1960 + n % 40, 1, 1 + lugar),
        }  # fmt: skip
        conocidas[quien] = modelo.model_copy(update=cambios)
    return conocidas


def convenios() -> Iterator[Medida]:
    """From the folded case to the bytes of its PDF/A, with its square code."""
    taller = Taller()
    uno = material(*convenio_firmado())
    siguientes = list(islice(_distintos(), POR_RONDA * (RONDAS + 1)))

    def imprimir(cual: Material) -> None:
        taller.archivo(hoja(cual, hacer(cual, "convenio")), "pdf")

    def trabajo() -> int:
        for _ in range(POR_RONDA):
            imprimir(siguientes.pop())
        return POR_RONDA

    def base() -> int:
        for _ in range(POR_RONDA):
            imprimir(uno)
        return POR_RONDA

    trabajo()
    nombre = "convenios distintos en PDF/A por s de CPU (base: el mismo)"
    yield por_rondas(nombre, "40/s", trabajo, base, RONDAS, process_time)
