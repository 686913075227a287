"""Figures as people read them: numbers in words, goals, what they were before, and the series that charts draw."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from casos.politica.oficina import Metas
from casos.tiempo import fin_del_dia
from casos.versiones import Versiones
from proyecciones.consultas import medidas
from proyecciones.consultas.medidas import MEDIDAS, Alcance, Conexion, Forma, Medida, Valor, mes_de
from proyecciones.pronostico import Pronostico, mes_anterior, pronosticar
from web.actual import instancia
from web.formato import cantidad, pesos, porcentaje

CON_META = {"recuperado": "recuperacion", "gestiones": "gestiones", "convenios": "convenios"}
"""The measures that have a goal, with its name in the policy."""
MENOS_ES_MEJOR = frozenset({"incumplidos", "sin_papel", "dias_al_papel", "dias_al_registro"})
SERIE = 12


def dicho_de(medida: Medida, valor: Valor) -> str:
    """The number as it is read: $412,380.00, 641, 62 %, 4.6; a dash where there is nothing to be of."""
    numero = valor.en(medida.forma)
    if numero is None:
        return "—"
    match medida.forma:
        case Forma.PESOS:
            return pesos(numero)
        case Forma.PORCIENTO:
            return porcentaje(numero)
        case Forma.PROMEDIO:
            return f"{numero:.2f}" if medida.clave == "opciones" else f"{numero:.1f}"
        case Forma.HORAS:
            return f"{numero:,.1f} h"
    return cantidad(int(numero))


def de_cuantos(medida: Medida, valor: Valor) -> str:
    """Of how many a share or an average is; nothing for a count."""
    if medida.forma in {Forma.CANTIDAD, Forma.PESOS, Forma.HORAS} or not valor.base:
        return ""
    if medida.forma is Forma.PROMEDIO and medida.clave != "opciones":
        return f"de {cantidad(valor.base)}"
    return f"{cantidad(int(valor.suma))} de {cantidad(valor.base)}"


def metas_al(dia: date) -> Metas | None:
    """The goals that the policy in force on a day gives; None before the office published one: nobody set those of
    the policy that comes with the program."""
    return metas_de(instancia().casos.versiones(), dia)


def metas_de(versiones: Versiones, dia: date) -> Metas | None:
    """The same, of a bundle of policies."""
    numero, politica = versiones.politica_en(fin_del_dia(dia))
    return politica.metas if numero != versiones.politicas[0].numero else None


def meta_de(clave: str, quienes: Iterable[str], alcance: Alcance, hoy: date) -> Decimal | None:
    """The goal of some officers for a measure in a period: each month's, as the policy gave it; None without one."""
    return meta_en(instancia().casos.versiones(), clave, quienes, alcance, hoy)


def meta_en(
    versiones: Versiones, clave: str, quienes: Iterable[str], alcance: Alcance, hoy: date
) -> Decimal | None:
    """The same, by a bundle of policies; of a year only the months that had a goal."""
    if clave not in CON_META:
        return None
    total, mes, personas = None, alcance.desde.replace(day=1), tuple(quienes)
    while mes <= min(alcance.hasta, hoy):
        dia = min(mes_de(mes).hasta, hoy)
        if (metas := metas_de(versiones, dia)) is not None:
            suyas = sum((Decimal(getattr(metas.de(q, dia), CON_META[clave])) for q in personas), Decimal())
            total = suyas + (total or Decimal())
        mes = mes_de(mes).hasta + timedelta(days=1)
    return total


def porciento(parte: Decimal, de: Decimal | None) -> int:
    """What share of a goal was reached; 0 without a goal."""
    return int(max(parte, Decimal()) * 100 / de) if de and de > 0 else 0


def cambio(medida: Medida, ahora: Valor, antes: Valor) -> tuple[str, str]:
    """How a measure moved since the period before, in words, and whether that is good."""
    uno, otro = ahora.en(medida.forma), antes.en(medida.forma)
    if uno is None or otro is None:
        return "", ""
    resta = uno - otro
    if medida.forma is Forma.PORCIENTO:
        dicho = f"{resta:+.1f} puntos"
    elif medida.forma is Forma.PROMEDIO:
        dicho = f"{resta:+.2f}"
    elif not otro:
        return "", ""
    else:
        dicho = f"{resta * 100 / otro:+.0f} %"
    if not resta or dicho.strip("+-0. %puntos") == "":
        return "igual", ""
    return dicho.replace("-", "−"), "bien" if (resta > 0) != (medida.clave in MENOS_ES_MEJOR) else "mal"


class PorMes(NamedTuple):
    """A month of a series."""

    mes: date
    valor: Valor


def serie(conexion: Conexion, medida: Medida, alcance: Alcance, hoy: date) -> list[PorMes]:
    """The last months of a measure, oldest first, up to that of the period."""
    mes, meses = min(alcance.hasta, hoy).replace(day=1), []
    for _ in range(SERIE):
        meses.append(mes)
        mes = mes_anterior(mes)
    return [
        PorMes(
            m,
            medidas.valor(conexion, medida, alcance._replace(desde=m, hasta=mes_de(m).hasta)),
        )
        for m in reversed(meses)
    ]


def prever(conexion: Conexion, alcance: Alcance, hoy: date) -> Pronostico | None:
    """This month's expected recovery for an office or an officer; None without enough history."""
    desde = date(hoy.year - 2, hoy.month, 1)
    dias = medidas.dias_de(conexion, MEDIDAS["recuperado"], alcance._replace(desde=desde, hasta=hoy))
    return pronosticar({dia: valor.suma for dia, valor in dias.items()}, hoy)


def notas_de_satisfaccion(conexion: Conexion, alcance: Alcance) -> Mapping[int, int]:
    """How many answered each mark from 1 to 5."""
    dadas = medidas.por(conexion, MEDIDAS["satisfaccion"], alcance, medidas.A.c.satisfaccion)
    return {nota: dadas[nota].base if nota in dadas else 0 for nota in range(1, 6)}


def canales(conexion: Conexion, alcance: Alcance) -> list[tuple[str, int]]:
    """Attentions by channel, the most used first."""
    por: dict[Any, Valor] = medidas.por(conexion, MEDIDAS["atenciones"], alcance, medidas.A.c.medio)
    return sorted(((str(canal), int(v.suma)) for canal, v in por.items()), key=lambda par: -par[1])
