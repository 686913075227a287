"""What stands beside a case's history: money and papers, as lines of words and figures."""

from datetime import date
from typing import NamedTuple

from casos.dinero.concepto import Concepto
from casos.mediacion.estado import Caso
from casos.mediacion.libro import libro_de, siguiente_parcialidad, veredicto
from casos.mediacion.saldos import adeudo
from casos.versiones import Versiones
from web.carpeta import carpeta
from web.formato import con_mayuscula, dia, fecha, pesos
from web.frases.palabras import dicho

CONCEPTOS = {
    Concepto.CAPITAL: "Capital",
    Concepto.ORDINARIO: "Intereses ordinarios",
    Concepto.MORATORIO: "Intereses moratorios",
    Concepto.GASTOS: "Gastos",
}
CUMPLIMIENTO = {
    "sin_plan": "sin plan", "por_iniciar": "por iniciar", "al_corriente": "al corriente", "parcial": "pago parcial",
    "atrasado": "atrasado", "en_riesgo": "en riesgo", "incumplido": "incumplido",
}  # fmt: skip
MALOS = frozenset({"atrasado", "en_riesgo", "incumplido"})
REGISTRO = {
    "por_remitir": "por remitir", "remitido": "remitido", "prevenido": "con prevención", "inscrito": "inscrito",
    "tenido_por_inscrito": "se tiene por inscrito", "no_inscrito": "no inscrito",
}  # fmt: skip


class Linea(NamedTuple):
    """A line: its words, what it says, and its tone (fuerte, mal, hoy, bien or nothing)."""

    texto: str
    valor: str
    tono: str = ""


class Seccion(NamedTuple):
    """A block at the side."""

    titulo: str
    lineas: tuple[Linea, ...]
    nota: str = ""
    enlace: str = ""
    """The endpoint of the page that says more; it takes `caso_id`."""


def secciones(caso: Caso, al: date, versiones: Versiones) -> list[Seccion]:
    """Money and papers of a case as it stands at the end of a day."""
    hechas = [
        _convenio(caso, al, versiones) if caso.convenio else _adeudo(caso, al),
        _papeles(caso, al, versiones),
    ]
    return [s for s in hechas if s is not None]


def _adeudo(caso: Caso, al: date) -> Seccion | None:
    deuda = adeudo(caso, al)
    if not caso.creditos:
        return None
    por_concepto = deuda.por_concepto
    lineas = [
        Linea(texto, pesos(por_concepto.de(concepto)))
        for concepto, texto in CONCEPTOS.items()
        if por_concepto.de(concepto)
    ]
    corte = max((c.saldo.corte for c in caso.creditos.values() if c.saldo), default=None)
    nota = (
        f"Con el corte del {fecha(corte)} y los pagos confirmados después."
        if corte
        else "Falta recibir el saldo."
    )
    return Seccion("Adeudo", (*lineas, Linea("Saldo", pesos(deuda.total), "fuerte")), nota)


def _convenio(caso: Caso, al: date, versiones: Versiones) -> Seccion | None:
    convenio = caso.convenio
    if convenio is None:
        return None
    elaborado, libro = convenio.elaborado, libro_de(caso, convenio, al)
    lineas = [Linea("Adeudo reconocido", pesos(elaborado.reconocido.total))]
    if elaborado.condonado.total:
        rotulo = "Condonación revocada" if convenio.revocado else "Condonación condicionada"
        lineas.append(Linea(rotulo, pesos(-elaborado.condonado.total)))
    if convenio.plan.interes:
        lineas.append(Linea("Interés del plan", pesos(convenio.plan.interes)))
    lineas += [
        Linea("Pagado", pesos(libro.pagado)),
        Linea("Por pagar", pesos(libro.falta), "fuerte"),
    ]
    if libro.a_favor:
        lineas.append(Linea("Saldo a favor", pesos(libro.a_favor), "bien"))
    juicio = veredicto(caso, convenio, al, versiones)
    lineas.append(
        Linea(
            "Cumplimiento",
            CUMPLIMIENTO[juicio.estado.value],
            "mal" if juicio.estado.value in MALOS else "bien",
        )
    )
    sigue = siguiente_parcialidad(caso, convenio)
    cual = "pago inicial" if sigue and sigue.numero == 0 else f"parcialidad {sigue.numero}" if sigue else ""
    de = f" de {len(convenio.plan.parcialidades)}" if sigue and sigue.numero else ""
    nota = (
        f"Siguiente: {cual}{de}, {pesos(sigue.falta)}, {dia(sigue.vence)}."
        if sigue
        else "Todo está cubierto."
    )
    titulo = dicho(elaborado.producto)
    return Seccion(f"{con_mayuscula(titulo)} {convenio.folio or ''}".strip(), tuple(lineas), nota)


def _papeles(caso: Caso, al: date, versiones: Versiones) -> Seccion | None:
    """The checklist in short: its page says the same with since when, and what can be done."""
    grupos = carpeta(caso, al, versiones)
    lineas = [Linea(p.titulo, p.dice, p.tono) for grupo in grupos for p in grupo.papeles]
    convenio = caso.convenio
    if convenio and convenio.registral.estado in REGISTRO:
        lineas.append(Linea("Registro del convenio", REGISTRO[convenio.registral.estado]))
    return Seccion("Papeles", tuple(lineas), enlace="anexos.ver") if lineas else None
