"""A process that puts scans in a case and says each step aloud, to be killed.

`python -m tests.web.escaneados.muerto CARPETA BASE CASO NOMBRE`
"""

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from casos.asiento import Acto
from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.escaneos import Escaneo
from casos.mediacion.vocabulario import TipoDocumento
from web import documentos
from web import instancia as instancias
from web.ajustes import Ajustes


def principal(carpeta: str, base: str, caso: str, nombre: str) -> None:
    """Hand in and attach one scan after another, as the pages do: the file, whom it concerns, the fact."""
    abierta = instancias.abrir(Ajustes(instancia=Path(carpeta), base_datos=base))
    caso_id, acto = UUID(caso), Acto("ana", "responsable", sede="HMO")
    for n in itertools.count():
        contenido = f"%PDF-1.7 escaneo {nombre} {n} ".encode() * 2000 + b"%%EOF"
        huella = abierta.archivero.guardar(contenido, b"", datetime.now(UTC))
        print("recibido", huella, flush=True)
        anexo = Anexo(escaneo=Escaneo(huella=huella, formato="pdf"), tipo=TipoDocumento.SOPORTE)
        historia = abierta.casos.historia(caso_id)
        assert historia is not None
        documentos.asentar(abierta, historia, anexo)
        abierta.casos.decidir(caso_id, anexar_documento, anexo, acto)
        print("anexado", huella, flush=True)


if __name__ == "__main__":
    principal(*sys.argv[1:])
