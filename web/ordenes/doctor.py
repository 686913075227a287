"""`mediacion doctor`: what is wrong with this installation, or soon will be, and what to do about it."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from web.ajustes import Ajustes, leer_ajustes
from web.cli import HayDiferencias
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json

if TYPE_CHECKING:
    from web.instancia import Instancia

SQLITE_SIN_FALLA = (3, 51, 3)
"""From here on SQLite has no WAL-reset bug; before it we depend on our lock file."""
MEGA = 2**20
DISCO_MINIMO, DISCO_JUSTO = 200 * MEGA, 2048 * MEGA
DESFASE = timedelta(minutes=2)
DE_OTROS = 0o077
RETRASO_MAXIMO_S = 10
POR_CONFIRMAR = ("por confirmar", "falta el reglamento")
FUNCIONES_DE_POSTGRES = "POSTGRES_ENABLE_DB_FUNCTIONS"


class Aviso(NamedTuple):
    """Something to know; `grave`: it is wrong now and must be mended."""

    que: str
    texto: str
    grave: bool = True


@click.command()
@click.option(
    "--limpiar", is_flag=True, help="Borra además los escaneos que ningún caso nombra desde hace días."
)
@EN_JSON
def doctor(limpiar: bool, en_json: bool) -> None:
    """Revisa la instalación: motores, reloj, calendarios, claves, disco, personas, sellos, documentos y vistas."""
    ajustes = leer_ajustes()
    if limpiar:
        from web import cotejo_documentos

        with con_instancia() as instancia:
            borrados = cotejo_documentos.limpiar(instancia)
        if not en_json:
            click.echo(f"Escaneos borrados que ningún caso nombraba: {borrados}.")
    avisos = list(revisar(ajustes))
    correcto = not any(a.grave for a in avisos)
    if en_json:
        imprimir_json({"correcto": correcto, "avisos": [a._asdict() for a in avisos]})
    else:
        for a in avisos:
            click.echo(f"{'MAL ' if a.grave else 'Nota'}  {a.que}: {a.texto}")
        click.echo("Todo en orden." if correcto else "Hay cosas que corregir.")
    if not correcto:
        raise HayDiferencias


def revisar(ajustes: Ajustes) -> Iterator[Aviso]:
    """Everything to know about an installation. Raises InstanciaInexistente when there is none."""
    from web import salidas_de_sellos
    from web.instancia import InstanciaInexistente, abrir

    if not ajustes.archivo_clave_registro.exists():
        raise InstanciaInexistente(ajustes.instancia)
    yield from _disco(ajustes)
    yield from _plantillas(ajustes)
    yield from _claves(ajustes)
    if os.environ.get(FUNCIONES_DE_POSTGRES):
        texto = f"{FUNCIONES_DE_POSTGRES} pierde hechos para las vistas; quítela del ambiente."
        yield Aviso("registro", texto)
        return
    instancia = abrir(ajustes)
    try:
        yield from _motores(instancia)
        yield from _reloj(instancia)
        yield from _calendarios(instancia)
        yield from _reglas(instancia)
        yield from (Aviso("personas", texto) for texto in instancia.boveda.revisar())
        yield from (Aviso("sellos", texto) for texto in salidas_de_sellos.revisar(instancia))
        yield from _documentos(instancia)
        yield from _vistas(instancia)
        yield from _cuentas(ajustes)
    finally:
        instancia.cerrar()


def _reglas(instancia: "Instancia") -> Iterator[Aviso]:
    """Rules in force whose source says that the institute has still to confirm them."""
    _, politica = instancia.casos.versiones().politica_en(instancia.ahora())
    supuestas = [
        f"{regla.descripcion.split(';')[0].rstrip('.')} ({regla.en_palabras})"
        for regla in politica.reglas.values()
        if any(falta in regla.fuente for falta in POR_CONFIRMAR)
    ]
    if supuestas:
        texto = (
            f"Se trabaja con valores supuestos, por confirmar con el Instituto: {'; '.join(supuestas)}. Publíquelos "
            'con su fuente: clave = { valor = …, fuente = "…" }.'
        )
        yield Aviso("reglas", texto, grave=False)


def _plantillas(ajustes: Ajustes) -> Iterator[Aviso]:
    """The papers' templates that this instance replaced."""
    from web.papeles import revision

    try:
        revision.revisar(ajustes.instancia)
    except revision.PlantillaInvalida as error:
        yield Aviso("plantillas", str(error))


def _disco(ajustes: Ajustes) -> Iterator[Aviso]:
    libre = shutil.disk_usage(ajustes.instancia).free
    if libre < DISCO_JUSTO:
        texto = f"Quedan {libre // MEGA} MB libres en el disco de {ajustes.instancia}; libere espacio."
        yield Aviso("disco", texto, grave=libre < DISCO_MINIMO)


def _claves(ajustes: Ajustes) -> Iterator[Aviso]:
    """Keys that are missing or that others can read."""
    for archivo in (ajustes.archivo_clave_sesiones, ajustes.archivo_clave_registro):
        if not archivo.exists():
            yield Aviso("claves", f"Falta {archivo}; restáurela de su respaldo.")
        elif _lo_leen_otros(archivo):
            yield Aviso(
                "claves", f"Otros usuarios del equipo pueden leer {archivo}: ejecute chmod 600 sobre él."
            )
    if _lo_leen_otros(ajustes.carpeta_claves):
        yield Aviso(
            "claves", f"Otros pueden entrar a {ajustes.carpeta_claves}: ejecute chmod 700 sobre ella."
        )


def _lo_leen_otros(ruta: Path) -> bool:
    return bool(ruta.stat().st_mode & DE_OTROS)


def _motores(instancia: "Instancia") -> Iterator[Aviso]:
    """The engine's version, and that it writes durably: the log refuses to write without synchronous=FULL."""
    from casos.registro.base import RegistroNoDisponible

    version = _version_de_sqlite(instancia.ajustes)
    if version and version < SQLITE_SIN_FALLA:
        texto = (
            f"SQLite {'.'.join(map(str, version))} tiene una falla con dos escritores a la vez, que aquí evita el "
            "candado del registro. Desde 3.51.3 está corregida."
        )
        yield Aviso("motor", texto, grave=False)
    registro = instancia.casos.registro
    if (retraso := registro.retraso()) > RETRASO_MAXIMO_S:
        texto = (
            f"Una transacción del servidor lleva {retraso:.0f} segundos abierta: lo que se registra después no llega a "
            "las vistas. Termínela (pg_stat_activity, backend_xid)."
        )
        yield Aviso("motor", texto)
    if instancia.ajustes.base_datos and not instancia.ajustes.base_claves:
        texto = (
            "Las llaves de las personas están en la misma base que sus datos; dé otra en MEDIACION_BASE_CLAVES para "
            "que una copia de los datos no las abra."
        )
        yield Aviso("claves", texto, grave=False)
    try:
        with registro.escribir():
            pass
    except RegistroNoDisponible as error:
        yield Aviso("registro", f"No se puede escribir: {error}")


def _version_de_sqlite(ajustes: Ajustes) -> tuple[int, ...]:
    """The engine's version; empty on PostgreSQL."""
    from web import almacen

    motor = almacen.abrir(ajustes).motor
    return tuple(getattr(motor.dialect.dbapi, "sqlite_version_info", ()))


def _reloj(instancia: "Instancia") -> Iterator[Aviso]:
    """The zone, and that the present is not before what was captured last."""
    from casos.tiempo import ZONA

    ahora = instancia.ahora()
    if ahora.astimezone(ZONA).utcoffset() != timedelta(hours=-7):
        yield Aviso("reloj", "La zona America/Hermosillo no está a siete horas de UTC; actualice tzdata.")
    if instancia.ensayo.adelanto:
        dias = instancia.ensayo.adelanto.days
        yield Aviso("reloj", f"Es una instancia de ensayo con el reloj adelantado {dias} días.", grave=False)
    registro = instancia.casos.registro
    transaccion, numero = registro.posicion()
    _, ultimos = registro.novedades((transaccion, max(numero - 1, 0)), 1)
    for caso_id in ultimos:
        ultimo = instancia.casos.asientos(caso_id)[-1].registrado_en
        if ultimo > ahora + DESFASE:
            cuando = f"{ultimo.astimezone(ZONA):%d/%m/%Y %H:%M}"
            yield Aviso("reloj", f"El reloj del equipo está atrasado: lo último se capturó el {cuando}.")


def _calendarios(instancia: "Instancia") -> Iterator[Aviso]:
    """Days off that nobody has filled: wrong for this year, a warning for the next."""
    from casos.calendario.conjunto import avisos_de_calendario

    calendarios = instancia.casos.versiones().calendarios[-1].calendarios
    for aviso in avisos_de_calendario(calendarios, instancia.hoy()):
        grave = aviso.clase == "vacio" and aviso.anio == instancia.hoy().year
        yield Aviso("calendario", aviso.texto, grave=grave)


def _documentos(instancia: "Instancia") -> Iterator[Aviso]:
    """Scans in clear, and those that a fact names and are not here; `verificar` reads their bytes too."""
    from web import cotejo_documentos

    if claros := instancia.archivero.en_claro():
        texto = (
            f"{len(claros)} documentos están sin cifrar en {claros[0].parent}: ejecute «mediacion migrar»."
        )
        yield Aviso("documentos", texto)
    for hallado in cotejo_documentos.revisar(instancia, a_fondo=False):
        yield Aviso("documentos", f"Caso {hallado.caso_id}, asiento {hallado.version}: {hallado.que}")

    if sueltos := cotejo_documentos.sin_caso(instancia):
        texto = (
            f"Escaneos que no quedaron en ningún caso: {len(sueltos)}. Su registro se rehusó o se interrumpió; "
            "bórrelos con «mediacion doctor --limpiar»."
        )
        yield Aviso("documentos", texto, grave=False)


def _vistas(instancia: "Instancia") -> Iterator[Aviso]:
    """Cases whose rows are behind the log, and cases that could not be read."""
    almacen = instancia.almacen
    with almacen.leer() as conexion:
        estado = almacen.estado(conexion)
    _, atrasados = instancia.casos.registro.novedades((estado.transaccion, estado.numero), 1000)
    if atrasados:
        texto = f"Las vistas van atrás del registro en {len(atrasados)} casos; se ponen al día al servir las páginas."
        yield Aviso("vistas", texto, grave=False)
    for apartado in instancia.proyector.cuarentena():
        yield Aviso("vistas", f"El caso {apartado.caso_id} está en revisión técnica: {apartado.motivo}")


def _cuentas(ajustes: Ajustes) -> Iterator[Aviso]:
    from web import almacen
    from web.almacen import cuentas

    servicio = almacen.abrir(ajustes)
    try:
        if not any(c.activa and c.rol == "administrador" for c in cuentas.listar(servicio)):
            texto = "Nadie puede administrar el sistema: cree una cuenta con rol administrador."
            yield Aviso("cuentas", texto, grave=False)
    finally:
        servicio.motor.dispose()
