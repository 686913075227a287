"""A sealed office with everything that makes sealing hard: hostile names, documents, annulments, new rules, somebody
forgotten; and the command line on it."""

import io
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from uuid import UUID

import pytest

from casos.anulacion import Anulacion, anular
from casos.asiento import Acto
from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.vocabulario import TipoDocumento
from casos.reglas import REGLAS_ID, publicar_calendario, publicar_politica
from tests.instancias import Prueba
from tests.proyecciones.vidas import calendario_al_azar
from tests.web.escaneados.hojas import escaneo
from web import almacen, cli, documentos, sellos
from web.ajustes import Ajustes

Orden = Callable[..., tuple[int, str]]
NOMBRES = (
    "Daniela Ñíguez Zazueta",
    '<script>alert(1)</script> "Peñúñuri"',
    '=HYPERLINK("http://malo";"O\'Campo")',
    "\u202eoñaP etneciV\u202c ../../etc/passwd",
    "; DROP TABLE stored_events; -- Ibarra",
    "Γιώργος 王小明 🙂 " + "X" * 100,
)


class OficinaSellada(Prueba):
    """Six cases and the rules, sealed twice, some entries after the last checkpoint."""

    def __init__(self, carpeta: Path, base_datos: str = "") -> None:
        super().__init__(carpeta, base_datos)
        servicio = almacen.abrir(self.ajustes)
        servicio.crear()
        servicio.cerrar()
        self.deudores = [self.abrir_caso(nombre) for nombre in NOMBRES]
        self.pasar(days=1)
        self._llenar()
        self.olvidado = self.deudores[-1]
        sellos.sellar(self.abierta)
        self.pasar(days=1)
        self._seguir()
        self.sello = sellos.sellar(self.abierta).sello
        for caso in self.deudores[:2]:
            self.decidir(caso, agregar_nota, Nota(texto="Después del sello."))

    def _llenar(self) -> None:
        for n, caso in enumerate(self.deudores):
            self.decidir(caso, agregar_nota, Nota(texto=f"Vendrá su hermana Clotilde {n}."))
        for caso in self.deudores[::2] + self.deudores[-1:]:
            self.anexar(caso, f"identificación {caso}")
        reglas = self.abierta.casos
        reglas.decidir(
            REGLAS_ID, publicar_politica, "vigente_desde = 2026-10-06\nseguimiento.gracia_dias_habiles = 6\n",
            Acto("adela", "administrador"),
        )  # fmt: skip
        reglas.decidir(
            REGLAS_ID,
            publicar_calendario,
            calendario_al_azar(random.Random(1)),
            Acto("adela", "administrador"),
        )

    def _seguir(self) -> None:
        for caso in self.deudores:
            self.decidir(caso, agregar_nota, Nota(texto="Se equivocó de ventanilla."))
            ultimo = self.abierta.casos.asientos(caso)[-1].version
            self.decidir(caso, anular, Anulacion(versiones=(ultimo,), motivo="No era de este caso"))
            self.decidir(caso, agregar_nota, Nota(texto="Trajo su comprobante."))
        with self.corriendo() as orden:
            historia = self.abierta.casos.historia(self.olvidado)
            assert historia is not None
            codigo, salida = orden(
                "olvidar", historia.caso.apertura.persona_id, "--por-resolucion", "--confirmar"
            )
            assert codigo == 0, salida

    def anexar(self, caso: UUID, texto: str) -> None:
        """Attach a scan as the page does."""
        recibido = documentos.recibir(self.abierta, escaneo(texto), 20)[0]
        anexo = Anexo(escaneo=recibido, tipo=TipoDocumento.IDENTIFICACION)
        historia = self.abierta.casos.historia(caso)
        assert historia is not None
        documentos.asentar(self.abierta, historia, anexo)
        self.decidir(caso, anexar_documento, anexo)

    def corriendo(self) -> AbstractContextManager[Orden]:
        """`mediacion …` on this office."""
        return orden_en(self.ajustes)


@contextmanager
def orden_en(ajustes: Ajustes) -> Iterator[Orden]:
    """`mediacion …` on an instance: a function that gives (exit code, everything printed)."""
    puestos = {
        "MEDIACION_INSTANCIA": str(ajustes.instancia), "MEDIACION_BASE_DATOS": ajustes.base_datos,
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as ambiente:
        for clave, valor in puestos.items():
            ambiente.setenv(clave, valor)
        yield _orden


def _orden(*args: object) -> tuple[int, str]:
    salida, dicho = io.StringIO(), io.StringIO()
    with redirect_stdout(salida), redirect_stderr(dicho):
        try:
            cli.principal([str(a) for a in args])
        except SystemExit as fin:
            return int(fin.code or 0), salida.getvalue() + dicho.getvalue()
    raise AssertionError("unreachable")
