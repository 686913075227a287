"""Accounting's file of payments, or a bank's statement: one row per payment received."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from casos.identidad.nombres import normalizar
from casos.lectura.columnas_pagos import PAGOS
from casos.lectura.fechas import leer_fecha, mes_va_primero
from casos.lectura.hoja import Hoja, bytes_de_pegado, leer_hoja, leer_pegado
from casos.lectura.renglones import (
    LETRAS_DE_NOMBRE,
    Campos,
    Leido,
    RenglonMalo,
    filas_por_clave,
    huella,
    motivo,
)
from casos.lectura.tabla import Renglon, encontrar_tabla
from casos.lectura.valores import leer_creditos


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonPago:
    fila: int
    fecha: date
    importe: Decimal
    referencia: str | None
    """As the file has it. One that Excel took for a number has lost the zeros before it."""
    folio_operacion: str | None
    canal: str | None
    banco: str | None
    concepto: str | None
    num_credito: str | None
    ordenante: str | None
    repite: int | None = None
    """The earlier row with the same bank or channel, date, folio and amount."""


PagosLeidos: TypeAlias = Leido[RenglonPago]


def leer_pagos(nombre: str, contenido: bytes, hoy: date) -> PagosLeidos:
    """Read payments; charges of a bank statement are left out and counted in the warnings.

    Amounts that are not positive and dates after `hoy` are bad rows. Raises ArchivoIlegible for the whole.
    """
    return _de_hojas(nombre, contenido, leer_hoja(nombre, contenido), hoy)


def leer_pagos_pegados(texto: str, hoy: date) -> PagosLeidos:
    return _de_hojas("pegado", bytes_de_pegado(texto), leer_pegado(texto), hoy)


def _de_hojas(nombre: str, contenido: bytes, hojas: Sequence[Hoja], hoy: date) -> PagosLeidos:
    tabla = encontrar_tabla(nombre, hojas, PAGOS)
    mes_primero = mes_va_primero(r.celdas.get("fecha") for r in tabla.renglones)
    abonos = [r for r in tabla.renglones if not _es_cargo(r)]
    leidos = [_leer(renglon, hoy, mes_primero) for renglon in abonos]
    avisos = tabla.avisos
    if cargos := len(tabla.renglones) - len(abonos):
        avisos += (f"No se tomaron en cuenta los cargos (salidas de dinero): {cargos:,}.",)
    return Leido(nombre, huella(contenido), tabla.hoja, tuple(_marcar_repetidos(leidos)), avisos)


def _es_cargo(renglon: Renglon) -> bool:
    """Money that went out: only the charge column has an amount, or the kind of movement says so."""
    celdas = renglon.celdas
    if normalizar(str(celdas.get("tipo") or "")) in ("cargo", "c", "retiro", "debito", "d", "salida"):
        return True
    campos = Campos(celdas)
    sin_abono = celdas.get("importe") is None and not (celdas.get("abono") and campos.importe("abono") != 0)
    return sin_abono and bool(campos.importe("cargo"))


def _leer(renglon: Renglon, hoy: date, mes_primero: bool) -> RenglonPago | RenglonMalo:
    campos = Campos(renglon.celdas)
    fecha = campos.leer("fecha", lambda celda: leer_fecha(celda, mes_primero=mes_primero))
    importe = _importe(campos)
    creditos = campos.leer("num_credito", leer_creditos) or ()
    referencia, folio = campos.numero("referencia"), campos.numero("folio_operacion")
    canal, banco = campos.texto("canal"), campos.texto("banco")
    concepto, ordenante = campos.texto("concepto", 400), campos.texto("ordenante", LETRAS_DE_NOMBRE)
    if fecha is None and renglon.celdas.get("fecha") is None:
        campos.problemas.append("falta la fecha")
    if fecha is not None and fecha > hoy:
        campos.problemas.append(f"la fecha {fecha:%d/%m/%Y} todavía no llega")
    if fecha is None or importe is None or campos.problemas:
        return RenglonMalo(renglon.fila, motivo(campos.problemas), renglon.texto)
    return RenglonPago(
        fila=renglon.fila,
        fecha=fecha,
        importe=importe,
        referencia=referencia,
        folio_operacion=folio,
        canal=canal,
        banco=banco,
        concepto=concepto,
        num_credito=creditos[0] if len(creditos) == 1 else None,
        ordenante=ordenante,
    )


def _importe(campos: Campos) -> Decimal | None:
    """A positive amount, or None with the reason among the problems."""
    campo = "importe" if campos.celdas.get("importe") is not None else "abono"
    importe = campos.importe(campo)
    if importe is None:
        if campos.celdas.get(campo) is None:
            campos.problemas.append("falta el importe")
        return None
    if importe < 0:
        campos.problemas.append(
            f"el importe es negativo ({importe:,}): si es una devolución, avise a Contabilidad"
        )
    elif importe == 0:
        campos.problemas.append("el importe es cero")
    return importe


def _marcar_repetidos(leidos: Sequence[RenglonPago | RenglonMalo]) -> list[RenglonPago | RenglonMalo]:
    salida = list(leidos)
    for lugares in filas_por_clave(leidos, _clave).values():
        for lugar in lugares[1:]:
            pago = leidos[lugar]
            if isinstance(pago, RenglonPago):
                salida[lugar] = replace(pago, repite=leidos[lugares[0]].fila)
    return salida


def _clave(pago: RenglonPago) -> tuple[object, ...]:
    """Without a folio, only a row equal in everything is taken for a repetition."""
    via = normalizar(pago.banco or pago.canal or "")
    if pago.folio_operacion:
        return (via, pago.fecha, pago.folio_operacion.upper(), pago.importe)
    return (via, pago.fecha, pago.importe, pago.referencia, pago.concepto, pago.num_credito, pago.ordenante)
