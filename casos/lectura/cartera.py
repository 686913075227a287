"""The portfolio that Sistemas or accounting hands over: one row per credit, grouped by debtor."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from casos.lectura.celdas import Celda
from casos.lectura.columnas_cartera import CARTERA
from casos.lectura.fechas import buscar_fecha, leer_fecha, mes_va_primero
from casos.lectura.hoja import Hoja, bytes_de_pegado, leer_hoja, leer_pegado
from casos.lectura.ilegible import RENGLONES_CARTERA, ValorIlegible
from casos.lectura.renglones import (
    CERO,
    LETRAS_DE_NOMBRE,
    Campos,
    Leido,
    RenglonMalo,
    filas_por_clave,
    huella,
    motivo,
)
from casos.lectura.sedes import leer_sede
from casos.lectura.tabla import Renglon, Tabla, encontrar_tabla
from casos.lectura.valores import leer_creditos


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonCartera:
    fila: int
    num_credito: str
    acreditado: str
    curp: str | None
    telefono: str | None
    """As the file writes it; `casos.identidad` checks and normalises it."""
    correo: str | None
    sede: str | None
    """HMO, OBR or NOG."""
    municipio: str | None
    domicilio: str | None
    estudiante: str | None
    aval: str | None
    curp_aval: str | None
    telefono_aval: str | None
    fecha_contrato: date | None
    capital: Decimal
    ordinario: Decimal
    moratorio: Decimal
    gastos: Decimal
    fecha_corte: date | None
    responsable: str | None
    repite: int | None = None
    """The earlier row of the file that says exactly the same of this credit."""
    avisos: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        return self.capital + self.ordinario + self.moratorio + self.gastos


CarteraLeida: TypeAlias = Leido[RenglonCartera]


@dataclass(frozen=True, slots=True)
class _Contexto:
    hoy: date
    contrato_mes_primero: bool
    corte_mes_primero: bool
    corte: date | None
    """The cut-off date that a title above the table gives, for files without that column."""


def leer_cartera(nombre: str, contenido: bytes, hoy: date) -> CarteraLeida:
    """Read a portfolio. Bad rows are among the rows; raises ArchivoIlegible for the file as a whole."""
    return _de_hojas(nombre, contenido, leer_hoja(nombre, contenido, RENGLONES_CARTERA), hoy)


def leer_cartera_pegada(texto: str, hoy: date) -> CarteraLeida:
    return _de_hojas("pegado", bytes_de_pegado(texto), leer_pegado(texto, RENGLONES_CARTERA), hoy)


def _de_hojas(nombre: str, contenido: bytes, hojas: Sequence[Hoja], hoy: date) -> CarteraLeida:
    tabla = encontrar_tabla(nombre, hojas, CARTERA)
    contexto = _contexto(tabla, hoy)
    leidos = [_leer(renglon, contexto) for renglon in tabla.renglones]
    return Leido(nombre, huella(contenido), tabla.hoja, tuple(_sin_choques(leidos)), tabla.avisos)


def _contexto(tabla: Tabla, hoy: date) -> _Contexto:
    return _Contexto(
        hoy=hoy,
        contrato_mes_primero=mes_va_primero(r.celdas.get("fecha_contrato") for r in tabla.renglones),
        corte_mes_primero=mes_va_primero(r.celdas.get("fecha_corte") for r in tabla.renglones),
        corte=next(filter(None, map(buscar_fecha, reversed(tabla.titulos))), None),
    )


def _leer(renglon: Renglon, contexto: _Contexto) -> RenglonCartera | RenglonMalo:
    campos = Campos(renglon.celdas)

    def fecha(campo: str, mes_primero: bool) -> date | None:
        return campos.leer(campo, lambda celda: leer_fecha(celda, mes_primero=mes_primero))

    credito, acreditado = campos.leer("num_credito", _un_credito), campos.nombre("acreditado")
    capital = _adeudo(campos, "capital")
    if credito is None and not campos.problemas:
        campos.problemas.append("falta el número de crédito")
    if acreditado is None and not campos.problemas:
        campos.problemas.append("falta el nombre del acreditado")
    if capital is None and not campos.problemas:
        campos.problemas.append("falta el capital (si no debe, escriba 0)")
    sede = leer_sede(campos.texto("sede") or "") or leer_sede(campos.texto("municipio") or "")
    corte = fecha("fecha_corte", contexto.corte_mes_primero) or contexto.corte
    if corte and corte > contexto.hoy:
        campos.problemas.append(f"la fecha de corte {corte:%d/%m/%Y} todavía no llega")
    ordinario, moratorio, gastos = (_adeudo(campos, c) or CERO for c in ("ordinario", "moratorio", "gastos"))
    datos = RenglonCartera(
        fila=renglon.fila,
        num_credito=credito or "",
        acreditado=acreditado or "",
        curp=_curp(campos, "curp"),
        telefono=campos.texto("telefono"),
        correo=campos.texto("correo"),
        sede=sede,
        municipio=campos.texto("municipio"),
        domicilio=campos.texto("domicilio", 400),
        estudiante=campos.texto("estudiante", LETRAS_DE_NOMBRE),
        aval=campos.texto("aval", LETRAS_DE_NOMBRE),
        curp_aval=_curp(campos, "curp_aval"),
        telefono_aval=campos.texto("telefono_aval"),
        fecha_contrato=fecha("fecha_contrato", contexto.contrato_mes_primero),
        capital=capital or CERO,
        ordinario=ordinario,
        moratorio=moratorio,
        gastos=gastos,
        fecha_corte=corte,
        responsable=campos.texto("responsable", LETRAS_DE_NOMBRE),
        avisos=() if sede else (f"No se reconoció la sede «{(campos.texto('sede') or '')[:40]}».",),
    )
    return RenglonMalo(renglon.fila, motivo(campos.problemas), renglon.texto) if campos.problemas else datos


def _un_credito(celda: Celda) -> str:
    creditos = leer_creditos(celda)
    if len(creditos) != 1:
        raise ValorIlegible("debe haber un solo número de crédito en cada renglón")
    return creditos[0]


def _adeudo(campos: Campos, campo: str) -> Decimal | None:
    importe = campos.importe(campo)
    if importe is not None and importe < 0:
        campos.problemas.append(f"el {campo} no puede ser negativo ({importe:,})")
    return importe


def _curp(campos: Campos, campo: str) -> str | None:
    curp = campos.texto(campo)
    return "".join(curp.split()).upper() if curp else None


def _sin_choques(leidos: Sequence[RenglonCartera | RenglonMalo]) -> list[RenglonCartera | RenglonMalo]:
    """A credit twice with the same data points to its first row; with other data both rows are bad."""
    salida = list(leidos)
    for lugares in filas_por_clave(leidos, lambda r: r.num_credito).values():
        juntos = [(lugar, r) for lugar in lugares if isinstance(r := leidos[lugar], RenglonCartera)]
        primero = juntos[0][1]
        if all(_iguales(primero, otro) for _, otro in juntos):
            for lugar, otro in juntos[1:]:
                salida[lugar] = replace(otro, repite=primero.fila)
            continue
        for lugar, este in juntos:
            otras = ", ".join(str(r.fila) for _, r in juntos if r is not este)
            causa = (
                f"El crédito {este.num_credito} también está en la fila {otras}, con otros datos: deje una."
            )
            salida[lugar] = RenglonMalo(
                este.fila, causa, f"{este.num_credito} | {este.acreditado} | {este.total:,}"
            )
    return salida


def _iguales(uno: RenglonCartera, otro: RenglonCartera) -> bool:
    propios = {"fila", "repite", "avisos"}
    return all(getattr(uno, c.name) == getattr(otro, c.name) for c in fields(uno) if c.name not in propios)
