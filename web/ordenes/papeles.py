"""`mediacion papeles CLASE -o CARPETA [CASO…]`: the papers of many cases at once, one file each."""

import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia, hallar_caso, progreso

if TYPE_CHECKING:
    from web.instancia import Instancia
    from web.papeles.taller import Formato, Hoja


@click.command()
@click.argument("clase", metavar="CLASE")
@click.argument("casos", metavar="[CASO]...", nargs=-1)
@click.option(
    "-o", "carpeta", metavar="CARPETA", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Carpeta donde se escriben; se crea si no existe.",
)  # fmt: skip
@click.option("--sede", help="Solo los casos de una oficina: HMO, OBR o NOG.")
@click.option("--word", is_flag=True, help="Escribe Word en vez de PDF.")
@click.option("--seguir", is_flag=True, help="Deja como están los que ya se escribieron en la carpeta.")
def papeles(
    clase: str, casos: tuple[str, ...], carpeta: Path, sede: str | None, word: bool, seguir: bool
) -> None:
    """Imprime un papel de cada caso: convenio, estado_de_cuenta, invitacion, carta_no_adeudo…

    CASO es un identificador, un folio del tribunal o un número de crédito; sin ninguno, todos los casos abiertos que
    tengan ese papel. No queda registrado como emitido: son copias. Contienen datos personales.
    Si se interrumpe, lo escrito está completo; con --seguir continúa donde se quedó.
    """
    from web.papeles.clases import CLASES

    de_un_caso = [nombre for nombre in CLASES if nombre != "recibo"]  # a receipt is of one payment
    if clase not in de_un_caso:
        raise ErrorDeUso(f"No hay un papel «{clase}». Elija uno de estos: {', '.join(de_un_caso)}.")
    with con_instancia() as instancia:
        ids = [hallar_caso(instancia, caso) for caso in casos] or _todos(instancia, sede)
        tirada = _Tirada(clase, carpeta, "docx" if word else "pdf", seguir)
        try:
            carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
            _imprimir(instancia, tirada, ids)
        except OSError as error:
            raise ErrorDeUso(f"No se puede escribir en {carpeta}: {error.strerror}.") from error
        except KeyboardInterrupt:
            click.echo(f"Interrumpido. {tirada.resumen} Con --seguir continúa donde se quedó.", err=True)
            raise
    click.echo(tirada.resumen)


def _todos(instancia: "Instancia", sede: str | None) -> list[UUID]:
    from proyecciones.consultas.por_imprimir import casos_abiertos

    instancia.proyector.ponerse_al_dia()
    with instancia.almacen.leer() as conexion:
        return casos_abiertos(conexion, sede)


class _Tirada:
    """One run of the press: what it prints, where, and how far it got."""

    def __init__(self, clase: str, carpeta: Path, formato: "Formato", seguir: bool) -> None:
        self.clase, self.carpeta, self.formato, self.seguir = clase, carpeta, formato, seguir
        self.escritos = self.ya_estaban = self.sin_papel = 0
        self._desde = time.process_time()

    @property
    def resumen(self) -> str:
        """What was done, and what each paper cost on one processor."""
        dicho = f"{self.escritos} archivos en {self.carpeta}; {self.sin_papel} casos no tienen ese papel."
        if self.ya_estaban:
            dicho += f" {self.ya_estaban} ya estaban."
        if self.escritos:
            cada_uno = 1000 * (time.process_time() - self._desde) / self.escritos
            dicho += f" Cada uno tomó {cada_uno:.0f} ms de procesador."
        return dicho

    def archivo(self, caso_id: UUID) -> Path:
        """Where the paper of a case goes."""
        return self.carpeta / f"{self.clase}-{caso_id}.{self.formato}"

    def escribir(self, caso_id: UUID, contenido: bytes) -> None:
        """Write the paper of a case: whole or not at all, however it ends."""
        archivo = self.archivo(caso_id)
        a_medias = archivo.with_name(f".{archivo.name}.parte")
        try:
            a_medias.write_bytes(contenido)
            a_medias.replace(archivo)
        finally:
            a_medias.unlink(missing_ok=True)
        self.escritos += 1


def _imprimir(instancia: "Instancia", tirada: _Tirada, ids: Sequence[UUID]) -> None:
    """Write each paper, one being laid out on each processor while the next is read."""
    from web.papeles.imprenta import PRENSAS
    from web.papeles.taller import taller_de

    taller, en_prensa = taller_de(instancia.ajustes.instancia), deque[tuple[UUID, Future[bytes]]]()
    with progreso("Imprimiendo") as avance, ThreadPoolExecutor(PRENSAS) as prensas:
        try:
            for vistos, caso_id in enumerate(ids, start=1):
                if lista := _hoja(instancia, tirada, caso_id):
                    en_prensa.append((caso_id, prensas.submit(taller.archivo, lista, tirada.formato)))
                while en_prensa and (len(en_prensa) > 2 * PRENSAS or vistos == len(ids)):
                    de_quien, hecho = en_prensa.popleft()
                    tirada.escribir(de_quien, hecho.result())
                    avance(vistos - len(en_prensa), len(ids))
        except BaseException:
            prensas.shutdown(cancel_futures=True)
            raise


def _hoja(instancia: "Instancia", tirada: _Tirada, caso_id: UUID) -> "Hoja | None":
    """What a case's paper says; None when it has none, or it is written already."""
    from casos.mediacion.estado import Caso
    from web.papeles.caso import material_de
    from web.papeles.clases import hacer
    from web.papeles.datos.comun import NoHayPapel
    from web.papeles.taller import hoja

    if tirada.seguir and tirada.archivo(caso_id).exists():
        tirada.ya_estaban += 1
        return None
    historia = instancia.casos.historia(caso_id)
    if historia is not None and isinstance(historia.caso, Caso):
        m = material_de(instancia, historia)
        with suppress(NoHayPapel):
            return hoja(m, hacer(m, tirada.clase))
    tirada.sin_papel += 1
    return None
