"""Why a verdict is what it is, in sentences that the officer can read to the debtor."""

from collections.abc import Sequence

from casos.dinero.cobertura import Cobertura
from casos.dinero.letras import fecha_larga
from casos.dinero.pesos import en_cifras
from casos.dinero.veredicto import Cumplimiento, Decisivo, Regla, Umbrales, Veredicto

_CIERRE: dict[Regla | None, str] = {
    Regla.PAGO_INICIAL: "no estaba cubierto el pago inicial",
    Regla.FIN_DEL_PLAZO: "había terminado el plazo del convenio y quedaba saldo sin pagar",
}


def explicar(veredicto: Veredicto, filas: Sequence[Cobertura], umbrales: Umbrales) -> tuple[str, ...]:
    """The sentences: the money first, then what is overdue, then what decides and until when one may pay."""
    if veredicto.liquidado:
        return (f"El plan está pagado por completo: se recibieron {en_cifras(veredicto.pagado)}.",)
    por_numero = {fila.numero: fila for fila in filas}
    frases = [_cuentas(veredicto)]
    if veredicto.vencidas:
        frases.append(_vencidas(veredicto))
    if veredicto.decisivo:
        frases.append(_decide(veredicto, veredicto.decisivo, por_numero, umbrales))
    en_parte = [numero for numero in veredicto.vencidas if por_numero[numero].pagado]
    if veredicto.estado is Cumplimiento.INCUMPLIDO and en_parte:
        fila = por_numero[en_parte[0]]
        frases.append(
            f"{_de(fila.numero)} se recibieron {en_cifras(fila.pagado)} de {en_cifras(fila.importe)}; "
            "un pago parcial no evita el incumplimiento."
        )
    return tuple(frases)


def nombre(numero: int) -> str:
    """How an instalment is called in a sentence."""
    return f"la parcialidad {numero}" if numero else "el pago inicial"


def _de(numero: int) -> str:
    return f"De {nombre(numero)}" if numero else "Del pago inicial"


def _cuentas(veredicto: Veredicto) -> str:
    dia = fecha_larga(veredicto.al)
    if not veredicto.exigible:
        return f"Al {dia} todavía no vence ningún pago."
    cuentas = (
        f"Al {dia} debía llevar pagados {en_cifras(veredicto.exigible)} y lleva {en_cifras(veredicto.pagado)}"
    )
    return f"{cuentas}; faltan {en_cifras(veredicto.faltante)}." if veredicto.faltante else f"{cuentas}."


def _vencidas(veredicto: Veredicto) -> str:
    numeros = [str(numero) for numero in veredicto.vencidas if numero]
    hace = "hace un día" if veredicto.dias == 1 else f"hace {veredicto.dias} días"
    if not numeros:
        return f"Está vencido el pago inicial; venció {hace}."
    if len(veredicto.vencidas) == 1:
        return f"Está vencida la parcialidad {numeros[0]}; venció {hace}."
    cuales = f"la parcialidad {numeros[0]}"
    if len(numeros) > 1:
        cuales = f"las parcialidades {', '.join(numeros[:-1])} y {numeros[-1]}"
    if len(numeros) < len(veredicto.vencidas):
        cuales = f"el pago inicial y {cuales}"
    return f"Ya vencieron {cuales}; lo más atrasado venció {hace}."


def _decide(
    veredicto: Veredicto, decisivo: Decisivo, por_numero: dict[int, Cobertura], umbrales: Umbrales
) -> str:
    cual, falta = nombre(decisivo.numero), en_cifras(decisivo.importe)
    vence, dia = fecha_larga(por_numero[decisivo.numero].vence), fecha_larga(decisivo.fecha)
    if veredicto.estado is Cumplimiento.INCUMPLIDO:
        return (
            f"Hay incumplimiento porque el {dia} {_regla(decisivo, umbrales)}; "
            f"lo decide {cual} (faltan {falta}), que venció el {vence}."
        )
    if veredicto.estado is Cumplimiento.EN_RIESGO:
        return f"Si no se cubre {cual} (faltan {falta}) a más tardar el {dia}, habrá incumplimiento."
    if veredicto.estado in (Cumplimiento.PARCIAL, Cumplimiento.ATRASADO):
        return f"{_de(decisivo.numero)} faltan {falta}; sus días de gracia terminaron el {dia}."
    if decisivo.numero in veredicto.vencidas:
        return f"{_de(decisivo.numero)} faltan {falta}; puede pagarse sin atraso hasta el {dia}."
    return f"Sigue {cual}: {falta} a más tardar el {vence}."


def _regla(decisivo: Decisivo, umbrales: Umbrales) -> str:
    if decisivo.regla is Regla.CONSECUTIVAS and umbrales.consecutivas > 1:
        return f"había {umbrales.consecutivas} parcialidades consecutivas sin pagar"
    if decisivo.regla is Regla.ACUMULADAS and umbrales.acumuladas > 1:
        return f"ya eran {umbrales.acumuladas} las parcialidades pagadas tarde o sin pagar"
    return _CIERRE.get(decisivo.regla, "quedó una parcialidad sin pagar a tiempo")
