"""Reading a month's figures from the views, as they are known now."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casos.calendario.aritmetica import Calendario
from casos.decision import RESPONSABLE
from casos.tiempo import dia_local
from casos.versiones import Versiones
from proyecciones.consultas import expedientes, ligeros, medidas
from proyecciones.consultas import supervision as consulta
from proyecciones.consultas.expedientes import Filtro
from proyecciones.consultas.medidas import MEDIDAS, Alcance, Conexion, Valor, anio_de, mes_de
from proyecciones.pronostico import mes_anterior, pronosticar, pronosticar_mes
from web.almacen import Almacen, cuentas
from web.cuentas import SEDES
from web.informe.modelo import (
    Abierto,
    Carga,
    Cifra,
    Cifras,
    DelMes,
    Informe,
    Listas,
    Prevision,
    Renglon,
    mes_cerrado,
    meses_hasta,
)
from web.instancia import Instancia
from web.resultados import CON_META, SERIE, meta_en

ANTIGUEDADES = ("hasta 5", "de 6 a 10", "más de 10")
"""The ages, in working days, by which what is late or waits is told apart."""
_HASTA = (5, 10)
CERO = Valor(Decimal(), 0, 0)


def reunir(instancia: Instancia, almacen: Almacen, mes: date, sede: str = "") -> tuple[Informe, Listas]:
    """The report of a month and an office (none: the whole) with what is known now, and the rows behind it."""
    instancia.proyector.ponerse_al_dia()
    with instancia.almacen.leer() as conexion:
        quien_lee = _Lector(instancia, almacen, conexion, mes, sede)
        return quien_lee.informe(), quien_lee.listas()


def antiguedad(dias: Calendario, desde: date, hoy: date) -> int:
    """Into which age something falls that waits since a day."""
    llevan = dias.entre(desde, hoy)
    return next((n for n, hasta in enumerate(_HASTA) if llevan <= hasta), len(_HASTA))


class _Por(NamedTuple):
    """A measure in some days: of the whole, of each officer, of each office."""

    total: Valor
    personas: dict[str, Valor]
    sedes: dict[str, Valor]


def _de_persona(usuario: str) -> Callable[[_Por], Valor]:
    return lambda por: por.personas.get(usuario, CERO)


def _de_sede(sede: str) -> Callable[[_Por], Valor]:
    return lambda por: por.sedes.get(sede, CERO)


class _Leida(NamedTuple):
    """A measure in the month, in the one before, in the year."""

    mes: _Por
    antes: _Por
    anio: _Por


class _Lector:
    """Whoever reads one month of one office."""

    def __init__(
        self, instancia: Instancia, almacen: Almacen, conexion: Conexion, mes: date, sede: str
    ) -> None:
        self._instancia, self._conexion, self._mes, self._sede = instancia, conexion, mes, sede
        self._ahora = instancia.ahora()
        self._hoy = dia_local(self._ahora)
        self._versiones: Versiones = instancia.casos.versiones()
        self._dias = mes_de(mes)._replace(sede=sede or None)
        self._anio = self._dias._replace(desde=anio_de(mes).desde)
        todas = cuentas.listar(almacen)
        self._nombres = {c.usuario: c.nombre for c in todas}
        self._oficiales = {c.usuario for c in todas if c.rol == RESPONSABLE}

    def informe(self) -> Informe:
        """The document."""
        antes = mes_de(mes_anterior(self._mes))._replace(sede=self._dias.sede)
        leidas = {
            c: _Leida(self._por(c, self._dias), self._por(c, antes), self._por(c, self._anio))
            for c in MEDIDAS
        }
        quienes = self._quienes(leida.mes for leida in leidas.values())
        sedes = [s for s in SEDES if any(s in leida.anio.sedes for leida in leidas.values())]
        abierto = self._abierto()
        return Informe(
            mes=self._mes, sede=self._sede, al=self._ahora, asientos=self._instancia.casos.registro.contar()[0],
            provisional=not mes_cerrado(self._mes, self._hoy),
            nombres={q: self._nombres.get(q, q) for q in sorted({*quienes, *abierto.cargas})},
            total=self._cifras(leidas, lambda por: por.total, None),
            personas={q: self._cifras(leidas, _de_persona(q), q) for q in quienes},
            sedes={s: self._cifras(leidas, _de_sede(s), "") for s in sedes},
            series=self._series(quienes), prevision=self._prevision(), abierto=abierto,
            notas={n: v.base for n, v in sorted(self._notas().items())},
        )  # fmt: skip

    def listas(self) -> Listas:
        """The rows behind each figure of the month."""
        return {
            clave: [
                Renglon(
                    f.caso_id, f.folio, f.que, f.dia, f.quien, f.sede or "", f.importe, bool(f.cuenta),
                    None if f.dato is None else Decimal(f.dato),
                )
                for f in medidas.renglones(self._conexion, medida, self._dias)
            ]
            for clave, medida in MEDIDAS.items()
        }  # fmt: skip

    def _por(self, clave: str, dias: Alcance) -> _Por:
        medida = MEDIDAS[clave]
        return _Por(
            medidas.valor(self._conexion, medida, dias),
            medidas.por_persona(self._conexion, medida, dias),
            {} if self._sede else medidas.por_sede(self._conexion, medida, dias),
        )

    def _cifras(self, leidas: dict[str, _Leida], de: Callable[[_Por], Valor], quien: str | None) -> Cifras:
        """Every figure with its goals; of an officer, of all of them (None), or of nobody (empty)."""
        return {
            clave: Cifra(
                mes=de(leida.mes), antes=de(leida.antes), anio=de(leida.anio),
                meta=self._meta(clave, self._dias, quien), meta_anio=self._meta(clave, self._anio, quien),
            )
            for clave, leida in leidas.items()
        }  # fmt: skip

    def _meta(self, clave: str, dias: Alcance, quien: str | None) -> Decimal | None:
        if quien == "" or clave not in CON_META:
            return None
        quienes = [quien] if quien else medidas.quienes(self._conexion, dias)
        return meta_en(self._versiones, clave, quienes, dias, self._hoy)

    def _quienes(self, del_mes: Iterable[_Por]) -> list[str]:
        """The officers who did something in the month, or for whom something counts."""
        con_algo = {q for por in del_mes for q in por.personas}
        return sorted(set(medidas.quienes(self._conexion, self._dias)) | (con_algo & self._oficiales))

    def _series(self, quienes: Iterable[str]) -> dict[str, tuple[DelMes, ...]]:
        """The last months in which the office used this, of the whole and of each officer, the oldest first."""
        series: dict[str, list[DelMes]] = {"": [], **{q: [] for q in quienes}}
        primero = medidas.primer_dia(self._conexion) or self._mes
        desde = min(max(_menos(self._mes, SERIE - 1), primero), self._dias.hasta)
        for mes in reversed(meses_hasta(desde, self._mes)):
            dias = mes_de(mes)._replace(sede=self._dias.sede)
            por = {c: self._por(c, dias) for c in ("recuperado", "atendidas", "convenios")}
            for q, lista in series.items():
                suyas = {c: p.personas.get(q, CERO) if q else p.total for c, p in por.items()}
                lista.append(
                    DelMes(
                        mes=mes, recuperado=suyas["recuperado"].suma, atendidas=int(suyas["atendidas"].suma),
                        convenios=int(suyas["convenios"].suma), meta=self._meta("recuperado", dias, q or None),
                    )
                )  # fmt: skip
        return {q: tuple(lista) for q, lista in series.items()}

    def _prevision(self) -> Prevision | None:
        """What is expected: of this month while it runs, of the one after once it closed."""
        corre = not mes_cerrado(self._mes, self._hoy)
        mes = self._mes if corre else _menos(self._mes, -1)
        dias = self._dias._replace(desde=_menos(self._mes, 24))
        diario = {d: v.suma for d, v in medidas.dias_de(self._conexion, MEDIDAS["recuperado"], dias).items()}
        p = pronosticar(diario, self._hoy) if corre else pronosticar_mes(diario, mes)
        if p is None:
            return None
        quienes = medidas.quienes(self._conexion, self._dias)
        alcance = mes_de(mes)._replace(sede=self._dias.sede)
        return Prevision(
            mes=mes, hasta_hoy=p.hasta_hoy, esperado=p.esperado, minimo=p.minimo, maximo=p.maximo,
            meses=p.meses, error=p.error,
            meta=meta_en(self._versiones, "recuperado", quienes, alcance, max(self._hoy, mes)),
        )  # fmt: skip

    def _notas(self) -> dict[int, Valor]:
        return medidas.por(self._conexion, MEDIDAS["satisfaccion"], self._dias, medidas.A.c.satisfaccion)

    def _abierto(self) -> Abierto:
        """What waits now."""
        conexion, sede, hoy = self._conexion, self._sede or None, self._hoy
        filtro = Filtro(sede=sede)
        return Abierto(
            cargas=cargas(conexion, self._calendario(), hoy, self._dias),
            sin_accion=expedientes.cuantos(conexion, filtro._replace(sin_accion=True)),
            sin_papel=expedientes.cuantos(conexion, filtro._replace(sin_papel=True)),
            por_decidir=consulta.cuantos_por_decidir(conexion, hoy, sede),
            sin_revisar=consulta.cuantos_sin_revisar(conexion, consulta.Cuales(sede)),
            recados=len(ligeros.sin_entregar(conexion, self._ahora, self._sede)),
            manifestaciones=manifestaciones(conexion, self._calendario(), hoy, self._sede),
        )

    def _calendario(self) -> Calendario:
        return calendario_de(self._instancia, self._sede)


def calendario_de(instancia: Instancia, sede: str) -> Calendario:
    """The Institute's working days in an office."""
    _, calendarios = instancia.casos.versiones().calendarios_en(instancia.ahora())
    return calendarios.calendario("INSTITUTO", sede or "HMO")


def cargas(conexion: Conexion, dias: Calendario, hoy: date, alcance: Alcance) -> dict[str, Carga]:
    """What each officer has open, their late rows by age."""
    edades: dict[str, list[int]] = {}
    for quien, vence, n in consulta.atrasos(conexion, hoy, alcance.sede):
        edades.setdefault(quien, [0] * len(ANTIGUEDADES))[antiguedad(dias, vence, hoy)] += n
    sin_revisar = consulta.sin_revisar_por_persona(conexion, alcance.sede)
    return {
        c.responsable: Carga(
            abiertos=c.abiertos, atrasados=tuple(edades.get(c.responsable, [0] * len(ANTIGUEDADES))),
            mas_antiguo=dias.entre(c.mas_antiguo, hoy) if c.mas_antiguo else 0,
            sin_revisar=sin_revisar.get(c.responsable, 0),
        )
        for c in consulta.cargas(conexion, hoy, alcance)
    }  # fmt: skip


def manifestaciones(conexion: Conexion, dias: Calendario, hoy: date, sede: str) -> dict[str, tuple[int, ...]]:
    """How many complaints and the like wait, by class and age."""
    por: dict[str, list[int]] = {}
    for clase, desde in ligeros.manifestaciones_abiertas(conexion, sede):
        por.setdefault(clase, [0] * len(ANTIGUEDADES))[antiguedad(dias, desde, hoy)] += 1
    return {clase: tuple(n) for clase, n in sorted(por.items())}


def _menos(mes: date, n: int) -> date:
    """The month `n` months before."""
    anio, cual = divmod(mes.year * 12 + mes.month - 1 - n, 12)
    return date(anio, cual + 1, 1)
