"""Making the reports of months that closed: by the clock, each once, on the first working day after; or catching up."""

from datetime import date
from typing import NamedTuple

from proyecciones.consultas import medidas
from proyecciones.consultas.medidas import mes_de
from proyecciones.pronostico import mes_anterior
from web import almacen as almacenes
from web.almacen import Almacen, informes
from web.almacen.bitacora import ultima_visita
from web.cuentas import SEDES
from web.informe.cifras import calendario_de, reunir
from web.informe.modelo import Informe, Listas, a_texto, de_texto, lista_a_json, lista_de_json, meses_hasta
from web.instancia import Instancia

MESES_ATRAS = 12
"""How far back reports are made that nobody made: when the office begins to use them, or after a long stop."""
TODAS = ("", *SEDES)


class InformeCompleto(NamedTuple):
    """A report and the rows behind it."""

    informe: Informe
    listas: Listas


def por_hacer(instancia: Instancia, almacen: Almacen) -> list[tuple[date, str]]:
    """The months and offices whose report is due and was not made, the oldest first."""
    hoy = instancia.hoy()
    with instancia.almacen.leer() as conexion:
        primero = medidas.primer_dia(conexion)
    if primero is None:
        return []
    hechos = set(informes.hechos(almacen))
    meses = [
        m
        for m in meses_hasta(primero, mes_anterior(hoy.replace(day=1)))[:MESES_ATRAS]
        if toca(instancia, m) <= hoy
    ]
    return [(mes, sede) for mes in reversed(meses) for sede in TODAS if (mes, sede) not in hechos]


def toca(instancia: Instancia, mes: date) -> date:
    """The day on which a month's report is made: the first working day after it."""
    return calendario_de(instancia, "").sumar(mes_de(mes).hasta, 1)


def hacer(instancia: Instancia, almacen: Almacen, mes: date, sede: str) -> bool:
    """Freeze a report; False when it was there already. Made twice at a time, the first one stays."""
    informe, listas = reunir(instancia, almacen, mes, sede)
    return informes.guardar(almacen, mes, sede, informe.al, a_texto(informe), lista_a_json(listas))


def hacer_los_que_faltan(instancia: Instancia) -> int:
    """Make every report that is due; how many were made. Called every minute while serving."""
    almacen = almacenes.abrir(instancia.ajustes)
    try:
        return sum(hacer(instancia, almacen, mes, sede) for mes, sede in por_hacer(instancia, almacen))
    finally:
        almacen.motor.dispose()


def guardado(almacen: Almacen, mes: date, sede: str) -> Informe | None:
    """A report as it was frozen; None when it was not made."""
    texto = informes.leer(almacen, mes, sede)
    return de_texto(texto) if texto else None


def completo(instancia: Instancia, almacen: Almacen, mes: date, sede: str) -> InformeCompleto:
    """A report with its lists: as it was frozen, or with what is known now, provisional, while it was not."""
    informe = guardado(almacen, mes, sede)
    if informe is None:
        de_hoy, listas = reunir(instancia, almacen, mes, sede)
        return InformeCompleto(de_hoy.model_copy(update={"provisional": True}), listas)
    return InformeCompleto(informe, lista_de_json(informes.leer_listas(almacen, mes, sede)))


def lugar_de(mes: date) -> str:
    """Under what a visit to a month's report is noted."""
    return f"informe {mes:%Y-%m}"


def sin_abrir(almacen: Almacen, usuario: str, hoy: date) -> date | None:
    """The month that closed last, while its report was made and somebody has not opened it."""
    mes = mes_anterior(hoy.replace(day=1))
    if (mes, "") not in informes.hechos(almacen, ""):
        return None
    return mes if ultima_visita(almacen, usuario, lugar_de(mes)) is None else None
