"""The receipt of a payment: concept, instalment and what is left to pay (CCF 2088-2090)."""

from typing import Any

from casos.dinero.letras import cifra_y_letra, fecha_larga, importe_en_letras
from casos.dinero.pesos import CERO, en_cifras
from casos.mediacion.estado import Convenio, Pago
from casos.mediacion.libro import libro_de
from casos.mediacion.saldos import adeudo
from casos.tiempo import dia_local
from web.frases.palabras import dicho
from web.papeles.datos.comun import (
    Material,
    NoHayPapel,
    Papel,
    creditos_dichos,
    firma,
    lugar_y_fecha,
    operacion_de,
    persona,
    referencia_de,
)


def recibo(m: Material, folio: str) -> Papel:
    """The receipt of a confirmed payment, with the balance as it was when it was confirmed."""
    pago = m.caso.pagos.get(folio)
    if pago is None or pago.revertido:
        raise NoHayPapel("Solo hay recibo de un pago confirmado que no se haya revertido.")
    dia = dia_local(pago.marca.registrado_en)
    gente = m.gente(pago.marca.registrado_en)
    convenio = m.caso.convenios.get(pago.convenio or 0)
    antes = m._replace(historia=_al_confirmar(m, pago))
    datos: dict[str, Any] = {
        **lugar_y_fecha(m, dia),
        "folio": _numero(m, pago),
        "fecha": fecha_larga(pago.fecha),
        "acreditado": persona(gente, m.caso.apertura.persona_id, dia),
        "importe": en_cifras(pago.importe),
        "importe_letra": f"({importe_en_letras(pago.importe)})",
        "pares": _pares(m, pago, convenio),
        **_aplicado(pago, convenio),
        **_resta(antes, pago, dia),
        "firmas": [firma("", "Por el Instituto")],
    }
    return Papel("recibo", "recibo", "RECIBO DE PAGO", datos, pago.marca.registrado_en, pago.convenio)


def _al_confirmar(m: Material, pago: Pago) -> Any:
    from casos.tipo import historia_hasta

    return historia_hasta(m.historia, pago.marca.version)


def _numero(m: Material, pago: Pago) -> str:
    return f"{str(m.caso_id)[:8].upper()}-{pago.marca.version}"


def _pares(m: Material, pago: Pago, convenio: Convenio | None) -> list[list[str]]:
    if convenio is not None:
        concepto = f"Pago del convenio {convenio.folio or convenio.numero}"
        referencia = referencia_de(convenio)
    else:
        concepto, referencia = f"Abono a {creditos_dichos(tuple(m.caso.creditos))}", ""
    filas = [["Concepto", concepto], ["Forma de pago", dicho(pago.canal)]]
    if operacion := ", ".join(operacion_de(m, pago.folio)):
        filas.append(["Operación", operacion])
    return filas + ([["Referencia", referencia]] if referencia else [])


def _aplicado(pago: Pago, convenio: Convenio | None) -> dict[str, Any]:
    if convenio is not None and pago.a_parcialidades:
        de = len(convenio.plan.parcialidades)
        filas = [
            ["Pago inicial" if a.numero == 0 else f"Parcialidad {a.numero} de {de}",
             en_cifras(a.interes), en_cifras(a.capital), en_cifras(a.interes + a.capital)]
            for a in pago.a_parcialidades
        ]  # fmt: skip
        encabezado, numeros = ["Parcialidad", "Interés", "Capital", "Importe"], [1, 2, 3]
    else:
        filas = [
            [f"Crédito {a.credito}", *map(en_cifras, (a.gastos, a.moratorio, a.ordinario, a.capital)),
             en_cifras(a.gastos + a.moratorio + a.ordinario + a.capital)]
            for a in pago.a_creditos
        ]  # fmt: skip
        encabezado = ["Crédito", "Gastos", "Moratorios", "Ordinarios", "Capital", "Importe"]
        numeros = [1, 2, 3, 4, 5]
    vacias = [""] * (len(encabezado) - 2)
    if pago.incluido:
        filas.append(["Ya contado en el saldo recibido", *vacias, en_cifras(pago.incluido)])
    if pago.a_favor:
        filas.append(["Saldo a favor", *vacias, en_cifras(pago.a_favor)])
    pie = ["Total", *vacias, en_cifras(pago.importe)] if filas else []
    return {"encabezado": encabezado, "aplicado": filas, "numeros": numeros, "pie_aplicado": pie}


def _resta(m: Material, pago: Pago, dia: Any) -> dict[str, str]:
    convenio = m.caso.convenios.get(pago.convenio or 0)
    if convenio is None:
        return {
            "al": fecha_larga(dia),
            "resta_letra": cifra_y_letra(adeudo(m.caso, dia).total),
            "situacion": "",
        }
    libro = libro_de(m.caso, convenio)
    sigue = next((f for f in libro.filas if f.falta > CERO), None)
    if sigue is None:
        situacion = "Con este pago el plan queda cubierto por completo."
    else:
        cual = "el pago inicial" if sigue.numero == 0 else f"la parcialidad {sigue.numero}"
        situacion = f"Sigue {cual}: {en_cifras(sigue.falta)}, a más tardar el {fecha_larga(sigue.vence)}."
    return {"al": fecha_larga(dia), "resta_letra": cifra_y_letra(libro.falta), "situacion": situacion}
