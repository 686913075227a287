"""A process that decides and says each answer aloud, to be killed: `python -m tests.casos.registro.escritor URL N`."""

import sys
from datetime import UTC, datetime
from uuid import UUID

from casos.asiento import Acto
from casos.casos import Casos
from casos.registro.bitacora import Bitacora
from tests.casos.registro.conftest import CLAVE
from tests.casos.registro.juguete import prestar, renovar


def principal(lugar: str, numero: int) -> None:
    """Renew a loan for ever; a line per answer: case and version."""
    bitacora = Bitacora(lugar)
    casos = Casos(bitacora.registro, lambda: datetime.now(UTC), clave=CLAVE)
    caso_id = UUID(int=1000 + numero)
    casos.decidir(caso_id, prestar, f"libro {numero}", Acto("ana", "responsable"))
    for vuelta in range(1_000_000):
        otro = UUID(int=1000 + numero + vuelta // 90)
        if otro != caso_id:
            caso_id = otro
            casos.decidir(caso_id, prestar, f"libro {numero}-{vuelta}", Acto("ana", "responsable"))
        resultado = casos.decidir(caso_id, renovar, "", Acto("ana", "responsable"))
        print(caso_id.int, resultado.version, flush=True)


if __name__ == "__main__":
    principal(sys.argv[1], int(sys.argv[2]))
