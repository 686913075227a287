"""The statement of account: the balance by credit and concept, and every line that leads to it."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from casos.dinero.adeudo import Adeudo
from casos.dinero.concepto import NOMBRES
from casos.dinero.estado_de_cuenta import EstadoDeCuenta
from casos.dinero.explicacion import nombre
from casos.dinero.letras import fecha_larga, importe_en_letras
from casos.dinero.mora import mora_del_plan, total_de_mora
from casos.dinero.pesos import en_cifras
from casos.mediacion.estado import Caso, Convenio
from casos.mediacion.libro import Libro, libro_de, pagos_de, veredicto
from casos.mediacion.saldos import adeudo, estado_al_dia, rigen
from casos.tiempo import fin_del_dia, inicio_del_dia
from casos.versiones import Versiones
from web.frases.palabras import y
from web.papeles.datos.comun import (
    COLUMNAS,
    Material,
    NoHayPapel,
    Papel,
    operacion_de,
    persona,
    por_concepto,
    referencia_de,
)


class Cuenta(NamedTuple):
    """What is owed on a day: `estado` of contracts under no agreement, and each agreement with its ledger.

    `adeudo` joins both; its total is what the statement says.
    """

    al: date
    adeudo: Adeudo
    estado: EstadoDeCuenta
    convenios: tuple[tuple[Convenio, Libro], ...]

    @property
    def total(self) -> Decimal:
        """All that is owed."""
        return self.adeudo.total


def cuenta_de(caso: Caso, al: date, versiones: Versiones, ahora: datetime) -> Cuenta:
    """A case's account at the end of a day, with the policy in force then."""
    instante = min(fin_del_dia(al), ahora)
    _, politica = versiones.politica_en(instante)
    estado = estado_al_dia(caso, al, politica)
    bajo = rigen(caso)
    pactado = Adeudo(creditos=tuple(s for s in adeudo(caso, al).creditos if s.credito in bajo))
    distintos = {c.numero: c for c in bajo.values()}
    libros = tuple((c, libro_de(caso, c, al)) for c in distintos.values())
    return Cuenta(al, estado.adeudo + pactado, estado, libros)


def estado_de_cuenta(m: Material, al: date | None = None) -> Papel:
    """The statement at the end of a day (today). Dated at its beginning, so that it can be repeated."""
    if not m.caso.creditos:
        raise NoHayPapel("El caso no tiene créditos; agregue al menos uno para calcular lo que se debe.")
    al = al or m.hoy
    if al > m.hoy:
        raise NoHayPapel("La fecha de corte está en el futuro; corríjala.")
    cuenta = cuenta_de(m.caso, al, m.versiones, m.ahora)
    gente = m.gente(None)
    quien = persona(gente, m.caso.apertura.persona_id, al) or {}
    datos: dict[str, Any] = {
        "pares": [
            ["Persona acreditada", quien["nombre"]], ["CURP", quien["curp"]],
            ["Domicilio", quien["domicilio"]], ["Referencia de pago", _referencia(m.caso)],
        ],
        "al": fecha_larga(al),
        "total": en_cifras(cuenta.total),
        "total_letra": f"({importe_en_letras(cuenta.total)})",
        "creditos": [[s.credito, *por_concepto(s.importes)] for s in cuenta.adeudo.creditos],
        "creditos_total": ["Total", *por_concepto(cuenta.adeudo.por_concepto)],
        "partes": [*_libres(cuenta), *_convenios(m, cuenta)],
        "notas": list(_notas(m, cuenta)),
    }  # fmt: skip
    return Papel("estado_de_cuenta", "estado_de_cuenta", "ESTADO DE CUENTA", datos, inicio_del_dia(al))


def _referencia(caso: Caso) -> str:
    return referencia_de(caso.convenio) if caso.convenio else next(iter(caso.creditos))


def _libres(cuenta: Cuenta) -> Iterator[dict[str, Any]]:
    for saldo in cuenta.estado.adeudo.creditos:
        suyos = [r for r in cuenta.estado.renglones if r.credito == saldo.credito]
        filas = [
            [f"{r.fecha:%d/%m/%Y}", f"{r.texto} ({r.formula})" if r.formula else r.texto,
             en_cifras(r.cargo) if r.cargo else "", en_cifras(r.abono) if r.abono else "", en_cifras(r.saldo)]
            for r in suyos
        ]  # fmt: skip
        yield {
            "titulo": f"Crédito {saldo.credito}",
            "encabezado": ["Fecha", "Movimiento", "Cargo", "Abono", "Saldo"],
            "renglones": filas,
            "numeros": [2, 3, 4],
            "notas": [],
        }


def _convenios(m: Material, cuenta: Cuenta) -> Iterator[dict[str, Any]]:
    for c, libro in cuenta.convenios:
        filas = [
            ["Inicial" if f.numero == 0 else str(f.numero), f"{f.vence:%d/%m/%Y}", en_cifras(f.importe),
             en_cifras(f.pagado), en_cifras(f.falta), _situacion(f, cuenta.al)]
            for f in libro.filas
        ]  # fmt: skip
        notas = list(veredicto(m.caso, c, cuenta.al, m.versiones).explicacion)
        for pago, abono in libro.abonos:
            a_que = "; ".join(abono.en_palabras)
            de = ", ".join(operacion_de(m, pago.folio))
            notas.append(
                f"Pago del {fecha_larga(pago.fecha)}{f' ({de})' if de else ''}, {en_cifras(pago.importe)}: {a_que}."
            )
        yield {
            "titulo": f"Convenio {c.folio or c.numero}",
            "encabezado": ["Núm.", "Vence", "Importe", "Pagado", "Falta", "Situación"],
            "renglones": filas,
            "numeros": [2, 3, 4],
            "notas": [*_avance(c, libro), *notas, *_mora(m, c, cuenta.al)],
        }


def _mora(m: Material, c: Convenio, al: date) -> Iterator[str]:
    """The interest for delay that the agreement agreed on: shown and explained, never part of its schedule."""
    tasas = m.versiones.politica(c.marca.politica).tasas
    lineas = mora_del_plan(
        c.plan, pagos_de(m.caso, c), al, tasas.moratoria_anual_pct, base=tasas.base_dias,
        pena_maxima=tasas.pena_maxima_pct,
    )  # fmt: skip
    for linea in lineas:
        yield (
            f"Mora de {nombre(linea.numero)} del {fecha_larga(linea.desde)} al {fecha_larga(linea.hasta)}: "
            f"{linea.formula} = {en_cifras(linea.importe)}."
        )
    if lineas:
        yield (
            f"Por los atrasos corrieron {en_cifras(total_de_mora(lineas))} de interés moratorio hasta el "
            f"{fecha_larga(al)}. No está en el saldo de arriba ni en las parcialidades."
        )


def _avance(c: Convenio, libro: Libro) -> Iterator[str]:
    """How far it is paid; a revoked discount is owed again, beside the schedule (*adeudo restablecido*)."""
    pagado, total, falta = map(en_cifras, (libro.pagado, libro.total, libro.falta))
    if c.revocado is None:
        yield f"Del plan se han pagado {pagado} de {total}; faltan {falta} hasta su término."
        return
    partes = y([f"{NOMBRES[k]} {en_cifras(c.revocado.de(k))}" for k in COLUMNAS if c.revocado.de(k)])
    yield (
        f"Adeudo restablecido: por el incumplimiento se revocó la condonación y se deben otra vez "
        f"{en_cifras(c.revocado.total)} ({partes}), además de los {en_cifras(c.plan.total)} del plan."
    )
    yield f"De esos {total} se han pagado {pagado}; faltan {falta}."


def _situacion(fila: Any, al: date) -> str:
    if fila.cubierta_el:
        return f"pagada el {fila.cubierta_el:%d/%m/%Y}"
    if fila.vence < al:
        return "vencida"
    return "pago parcial" if fila.pagado else "por vencer"


def _notas(m: Material, cuenta: Cuenta) -> Iterator[str]:
    if cuenta.estado.saldo_a_favor:
        yield f"Hay un saldo a favor de {en_cifras(cuenta.estado.saldo_a_favor)}."
    for pago in cuenta.estado.incluidos_en_el_corte:
        yield (
            f"El pago del {fecha_larga(pago.fecha)} por {en_cifras(pago.importe)} ya está contado en el saldo recibido."
        )
    for p in m.caso.pagos.values():
        if p.revertido and p.fecha <= cuenta.al:
            yield (
                f"Adeudo restablecido: el pago del {fecha_larga(p.fecha)} por {en_cifras(p.importe)} se revirtió y ya "
                "no cuenta."
            )
    sin_saldo = [c.numero for c in m.caso.creditos.values() if c.saldo is None]
    if sin_saldo:
        yield f"Falta recibir el saldo de: {', '.join(sin_saldo)}."
