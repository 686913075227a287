"""Every figure of a built instance equals a count made apart, fact by fact, over the histories."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from casos.asiento import Asiento, Historia
from casos.mediacion.estado import Caso
from casos.tiempo import dia_local
from proyecciones.consultas import medidas
from proyecciones.consultas.edades import EDADES, por_edad
from proyecciones.consultas.medidas import MEDIDAS, Alcance, Valor
from web.instancia import Instancia

MESES = [Alcance(date(2026, m, 1), date(2026, m + 1, 1) - timedelta(days=1)) for m in (9, 10, 11)]
TODO = Alcance(date(2026, 1, 1), date(2026, 12, 31))
GESTIONES = {"LlamadaRealizada", "VisitaRealizada", "CartaEnviada", "IncumplimientoNotificado"}
Entrada = tuple[Historia, Asiento]


@pytest.fixture(scope="module")
def todas(instancia_chica: Instancia) -> list[Historia]:
    historias = (instancia_chica.casos.historia(c) for c, _ in instancia_chica.casos.registro.por_caso())
    return [h for h in historias if h is not None]


def entradas(todas: list[Historia], alcance: Alcance) -> Iterator[Entrada]:
    for historia in todas:
        for a in historia.vigentes:
            if alcance.desde <= dia_local(a.ocurrido_en) <= alcance.hasta:
                yield historia, a


def nombre(a: Asiento) -> str:
    return type(a.hecho).__name__


def se_atendio(a: Asiento) -> bool:
    h: Any = a.hecho
    return (
        nombre(a) in {"AtencionRegistrada", "AtencionSinCaso", "LlamadaRecibida"}
        or (nombre(a) == "VisitaRealizada" and h.tipo == "RECIBIDA")
        or (nombre(a) == "LlamadaRealizada" and h.contesto in {"TITULAR", "AVAL"})
    )


def importe(historia: Historia, a: Asiento) -> Decimal:
    h: Any = a.hecho
    if nombre(a) == "PagoConfirmado":
        return h.importe
    if nombre(a) == "PagoRevertido":
        pagos = [b.hecho for b in historia.vigentes if nombre(b) == "PagoConfirmado"]
        return -next(p.importe for p in pagos if p.folio == h.folio)  # type: ignore[attr-defined]
    return Decimal()


def del_tipo(*nombres: str) -> Callable[[Asiento], bool]:
    return lambda a: nombre(a) in nombres


def a_mano(todas: list[Historia], alcance: Alcance) -> dict[str, tuple[Decimal, int]]:
    """What some measures come to, by another way: (sum, base)."""
    estas = list(entradas(todas, alcance))
    atendidos = [(h, a) for h, a in estas if se_atendio(a)]
    notas = [n for _, a in atendidos if (n := getattr(a.hecho, "satisfaccion", None)) is not None]
    opciones = sum(nombre(a) == "OpcionesPresentadas" for _, a in estas)
    firmados = [
        c
        for h in todas
        if isinstance(h.caso, Caso)
        for c in h.caso.convenios.values()
        if c.firmado.version and alcance.desde <= dia_local(c.firmado.en) <= alcance.hasta
    ]
    cumplidas = sum(nombre(a) == "PromesaCumplida" for _, a in estas)
    informes: list[Any] = [a.hecho for _, a in estas if nombre(a) == "ComisionInformada"]
    resueltas = cumplidas + sum(nombre(a) == "PromesaIncumplida" for _, a in estas)
    return {
        "atendidas": (Decimal(len({h.caso_id for h, _ in atendidos})), len(atendidos)),
        "atenciones": (Decimal(len(atendidos)), len(atendidos)),
        "satisfaccion": (Decimal(sum(notas)), len(notas)),
        "opciones": (Decimal(opciones), len(atendidos)),
        "convenios": (Decimal(len(firmados)), len(firmados)),
        "en_politica": (Decimal(sum(not c.elaborado.excede for c in firmados)), len(firmados)),
        "recuperado": (
            sum((importe(h, a) for h, a in estas), Decimal()),
            sum(nombre(a) in {"PagoConfirmado", "PagoRevertido"} for _, a in estas),
        ),
        "gestiones": (Decimal(sum(nombre(a) in GESTIONES for _, a in estas)),) * 2,
        "promesas": (Decimal(cumplidas), resueltas),
        "sesiones": (Decimal(sum(nombre(a) == "SesionCelebrada" for _, a in estas)),) * 2,
        "horas_fuera": (Decimal(sum(h.minutos for h in informes)), len(informes)),
        "apoyadas": (Decimal(sum(h.personas for h in informes)), len(informes)),
        "sin_papel": (Decimal(sum(c.original is None for c in firmados)), len(firmados)),
    }  # type: ignore[return-value]


@pytest.mark.parametrize("alcance", [*MESES, TODO])
def test_cada_cifra_es_la_cuenta_hecha_aparte(
    instancia_chica: Instancia, todas: list[Historia], alcance: Alcance
) -> None:
    esperado = a_mano(todas, alcance)
    with instancia_chica.almacen.leer() as conexion:
        dado = {c: medidas.valor(conexion, MEDIDAS[c], alcance) for c in esperado}
    assert {c: (v.suma, v.base) for c, v in dado.items()} == esperado
    assert alcance is not TODO or all(v.base for v in dado.values())


@pytest.mark.parametrize("clave", MEDIDAS)
def test_las_partes_suman_el_todo_y_la_lista_es_la_cifra(instancia_chica: Instancia, clave: str) -> None:
    medida = MEDIDAS[clave]
    with instancia_chica.almacen.leer() as conexion:
        total = medidas.valor(conexion, medida, TODO)
        filas = medidas.renglones(conexion, medida, TODO)
        por_mes = [
            medidas.valor(conexion, medida, medidas.mes_de(date(2026, mes, 1))) for mes in range(1, 13)
        ]
        for partes in (
            list(medidas.por_sede(conexion, medida, TODO).values()),
            list(medidas.por_persona(conexion, medida, TODO).values()),
            por_mes,
        ):
            if (
                clave != "atendidas"
            ):  # the same person may be attended in two offices, by two people, in two months
                assert sumar(partes) == total
    assert len(filas) == total.renglones
    if medida.dato is not None:
        assert sum(f.dato for f in filas) == total.suma
    elif clave == "recuperado":
        assert sum((f.importe for f in filas), Decimal()) == total.suma
    elif clave == "atendidas":
        assert len({f.caso_id for f in filas}) == total.suma
    else:
        assert sum(f.cuenta for f in filas) == total.suma


def sumar(partes: list[Valor]) -> Valor:
    return Valor(
        sum((p.suma for p in partes), Decimal()),
        sum(p.base for p in partes),
        sum(p.renglones for p in partes),
    )


def test_los_convenios_por_edad_salen_de_los_convenios(instancia_chica: Instancia) -> None:
    hoy = date(2026, 11, 20)
    with instancia_chica.almacen.leer() as conexion:
        firmados = medidas.valor(conexion, MEDIDAS["convenios"], TODO).suma
        rotos = medidas.valor(conexion, MEDIDAS["incumplidos"], TODO).suma
        edades = por_edad(conexion, hoy, None, None)
    assert edades[0].en_riesgo == firmados
    assert sum(e.rotos for e in edades) == rotos
    assert all(e.rotos <= e.en_riesgo for e in edades)


def test_un_convenio_pagado_o_de_un_caso_cerrado_ya_no_corre_riesgo(
    instancia_chica: Instancia, todas: list[Historia]
) -> None:
    hoy, esperado, acabados = date(2026, 11, 20), [0] * EDADES, 0
    for historia in todas:
        if not isinstance(historia.caso, Caso):
            continue
        for c in historia.caso.convenios.values():
            if not c.firmado.version:
                continue
            fin = min((dia for dia in _fines(historia, c.numero) if dia <= hoy), default=hoy)
            acabados += fin < hoy
            for edad in range(min(_meses(dia_local(c.firmado.en), fin) + 1, EDADES)):
                esperado[edad] += 1
    with instancia_chica.almacen.leer() as conexion:
        edades = por_edad(conexion, hoy, None, None)
    assert [e.en_riesgo for e in edades] == esperado
    assert acabados


def _fines(historia: Historia, numero: int) -> Iterator[date]:
    """The days on which an agreement broke (and stayed so) or ended, by its facts."""
    fin: dict[str, date] = {}
    for a in historia.vigentes:
        h: Any = a.hecho
        suyo = getattr(h, "convenio", None) == numero
        if nombre(a) in {"IncumplimientoDeclarado", "PagoInicialNoRecibido"} and suyo:
            fin["roto"] = dia_local(a.ocurrido_en)
        elif nombre(a) == "IncumplimientoRevertido" and suyo:
            fin.pop("roto", None)
        elif nombre(a) in {"ConvenioCumplido", "AdeudoLiquidado", "ConvenioSustituido"} and suyo:
            fin["terminado"] = dia_local(a.ocurrido_en)
        elif nombre(a) == "LiquidacionRevertida" and h.convenio == numero:
            fin.pop("terminado", None)
        elif nombre(a) == "CasoCerrado":
            fin["cerrado"] = dia_local(a.ocurrido_en)
        elif nombre(a) == "CasoReabierto":
            fin.pop("cerrado", None)
    if "roto" in fin:
        yield fin["roto"]
    elif fin:
        yield fin["terminado"] if "terminado" in fin else fin["cerrado"]


def _meses(desde: date, hasta: date) -> int:
    """Whole months lived, counted one by one."""
    n = 0
    while True:
        anio, mes = divmod(desde.year * 12 + desde.month + n, 12)
        if (anio, mes + 1, desde.day) > (hasta.year, hasta.month, hasta.day):
            return n
        n += 1


def test_todo_lo_de_la_demostracion_cabe_en_el_flujo_declarado(instancia_chica: Instancia) -> None:
    from flujos.pasos import recorrer

    historias = (instancia_chica.casos.historia(c) for c, _ in instancia_chica.casos.registro.por_caso())
    fuera = [p for h in historias if h is not None for p in recorrer(h) if not p.cabe]
    assert fuera == []
