"""Building the demo's instance: months of work simulated day by day, beside, and put in place when it is whole."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from casos.asiento import Acto
from casos.decision import COORDINADOR
from casos.mediacion.vocabulario import OrigenCaso
from casos.politica.convenios import Campana
from casos.politica.lectura import volcar
from casos.reglas import REGLAS_ID, publicar_politica
from casos.tiempo import dia_local
from proyecciones.reconstruir import reconstruir
from web import almacen
from web import instancia as instancias
from web.ajustes import Ajustes
from web.demo.archivos import importar_lo_de_hoy
from web.demo.entradas import repartir
from web.demo.equipo import Equipo
from web.demo.expediente import Expediente
from web.demo.jornada import Jornada
from web.demo.mundo import Mundo
from web.demo.oficina import aprender
from web.demo.personal import crear_cuentas, de_rol
from web.demo.reloj import RelojSimulado
from web.demo.tribunal import Tribunal
from web.demo.ventanilla import Ventanilla

DIAS = 275
"""About nine months."""
PRODUCTOS_DE_CAMPANA = ("CONVENIO_CORTO", "CONVENIO_LARGO", "PAGO_UNICO")
METAS = {"recuperacion_mensual": Decimal(120_000), "gestiones_mensuales": 150, "convenios_mensuales": 8}
"""Monthly goals of an officer who has a hundred cases, not the thousands of a real portfolio."""
Avance = Callable[[int, int], None]


class CarpetaOcupada(ValueError):
    """The folder holds something that is not an instance."""

    def __init__(self, lugar: Path) -> None:
        super().__init__(
            f"La carpeta {lugar} no está vacía y no es una instancia; elija otra con --instancia."
        )


@dataclass(frozen=True)
class Construida:
    """What was built: cases, facts, what was refused on the way."""

    casos: int
    hechos: int
    tomadas: dict[str, int]
    rechazos: dict[tuple[str, str], int]


def construir(
    ajustes: Ajustes,
    *,
    casos: int,
    semilla: int,
    hasta: datetime,
    dias: int = DIAS,
    avance: Avance = lambda hechos, total: None,
) -> Construida:
    """Build the instance beside its place and move it there whole: a build cut short leaves nothing behind.

    `hasta` is the present, in which the simulated `dias` end. Raises CarpetaOcupada.
    """
    lugar = ajustes.instancia
    if lugar.exists() and any(lugar.iterdir()):
        raise CarpetaOcupada(lugar)
    provisional = lugar.with_name(f".{lugar.name}-{os.getpid()}")
    shutil.rmtree(provisional, ignore_errors=True)
    provisional.parent.mkdir(parents=True, exist_ok=True)
    try:
        construida = _llenar(
            ajustes.model_copy(update={"instancia": provisional}), casos, semilla, hasta, dias, avance
        )
        if lugar.exists():
            lugar.rmdir()
        provisional.rename(lugar)
    finally:
        shutil.rmtree(provisional, ignore_errors=True)
    return construida


def _llenar(
    ajustes: Ajustes, casos: int, semilla: int, hasta: datetime, dias: int, avance: Avance
) -> Construida:
    instancias.iniciar(ajustes)
    servicio = almacen.abrir(ajustes)
    servicio.crear()
    crear_cuentas(servicio, ajustes.instancia)
    instancias.Ensayo(ajustes.instancia).permitir()
    reloj = RelojSimulado(hasta - timedelta(days=dias + 1))
    abierta = instancias.abrir(ajustes, reloj)
    try:
        mundo = Mundo(abierta, reloj, Random(semilla), hasta, abierta.casos.versiones())
        tribunal = vivir(mundo, casos, dias, avance)
        reconstruir(abierta.casos, abierta.almacen)
        importar_lo_de_hoy(mundo, tribunal, servicio)
        hechos, _ = abierta.casos.registro.contar()
        return Construida(len(mundo.expedientes), hechos, dict(mundo.tomadas), dict(mundo.rechazos))
    finally:
        abierta.cerrar()
        servicio.motor.dispose()


def vivir(mundo: Mundo, casos: int, dias: int, avance: Avance) -> Tribunal:
    """Simulate the days up to the present; the court, as it is then."""
    aprender()
    hoy = dia_local(mundo.hasta)
    todos = [hoy - timedelta(days=n) for n in range(dias, -1, -1)]
    calendario = mundo.calendario("INSTITUTO", "HMO")
    habiles = [d for d in todos if calendario.es_habil(d) and d < hoy]
    tribunal, ventanilla, equipo = Tribunal(mundo), Ventanilla(mundo), Equipo(mundo)
    por_dia: dict[date, list[Expediente]] = {}
    for destino in repartir(mundo.azar, habiles, casos):
        dia = destino.abre
        if destino.origen is OrigenCaso.AGENDA and (jueves := tribunal.proxima_agenda(dia)) < hoy:
            dia = jueves
        por_dia.setdefault(dia, []).append(Expediente(destino))
    publicacion = habiles[len(habiles) // 3]
    for n, dia in enumerate(todos, start=1):
        if dia == publicacion:
            _publicar_reglas(mundo, dia, hoy)
        Jornada(mundo, tribunal, ventanilla, equipo, dia, por_dia.get(dia, [])).vivir()
        avance(n, len(todos))
    return tribunal


def _publicar_reglas(mundo: Mundo, dia: date, hoy: date) -> None:
    """The coordinator publishes the year's campaigns (one that ended, one that is on today) and goals."""
    actual = mundo.v.politicas[-1].politica
    nuevas = (
        _campana("regreso_a_clases", "Regreso a clases sin adeudos", dia + timedelta(days=7), 30),
        _campana("cierre_de_anio", "Cierre de año al corriente", hoy - timedelta(days=12), 30),
    )
    metas = actual.metas.model_copy(update=METAS)
    politica = actual.model_copy(
        update={"vigente_desde": dia, "campanas": (*actual.campanas, *nuevas), "metas": metas}
    )
    quien = de_rol(COORDINADOR)
    acto = Acto(autor=quien.usuario, rol=quien.rol, pedido=mundo.pedido())
    mundo.instancia.casos.decidir(REGLAS_ID, publicar_politica, volcar(politica), acto)
    mundo.v = mundo.instancia.casos.versiones()


def _campana(clave: str, nombre: str, desde: date, duracion: int) -> Campana:
    hasta = desde + timedelta(days=duracion)
    return Campana.model_validate(
        {
            "clave": clave,
            "fuente": "Acuerdo de la Dirección General (demostración)",
            "nombre": nombre,
            "desde": desde,
            "hasta": hasta,
            "fecha_limite_pago": hasta + timedelta(days=20),
            "productos": PRODUCTOS_DE_CAMPANA,
            "gastos_pct": 0,
            "moratorios_pct": 100,
            "ordinarios_pct": 30,
            "capital_pct": 0,
            "condiciones": "Condonación condicionada al pago puntual del convenio.",
        }
    )


def hay_instancia(lugar: Path) -> bool:
    """Whether there is an instance in a folder."""
    return Ajustes(instancia=lugar).archivo_clave_registro.exists()
