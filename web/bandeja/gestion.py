"""What helps before dialling: the number and what is known of it, what is owed, promised and noted, what comes next."""

from collections import Counter
from datetime import date
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Historia
from casos.boveda.persona import Olvidada, Persona
from casos.decision import Contexto
from casos.mediacion.contacto import LlamadaHecha, siguiente_llamada
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import NotaAgregada
from casos.mediacion.hechos.contacto import LlamadaRealizada
from casos.mediacion.libro import libro_de, por_cubrir, roto_desde, siguiente_parcialidad
from casos.mediacion.permiso_de_llamar import NO_SE_MARCA, por_que_no_llamar, quien_hablo, se_puede_llamar
from casos.mediacion.saldos import adeudo
from casos.mediacion.vocabulario import (
    Contesto,
    Etapa,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
)
from casos.tiempo import ZONA
from web.expediente import lector
from web.formato import con_mayuscula, fecha, pesos, plural, telefono
from web.frases.palabras import dicho
from web.personas import Numero, numeros_de

HORAS_JUNTAS, CONTESTADAS_PARA_DECIRLO = 2, 3
LARGO_DE_NOTA = 160


class Gestion(NamedTuple):
    """What the pane of a call shows. `impide` is why no call may be made now; `lineas` are (word, what it says)."""

    numero: str
    referencia: str
    notas: tuple[str, ...]
    impide: str
    lineas: tuple[tuple[str, str], ...]
    proponen: str
    avance: tuple[tuple[float, str], ...]
    avance_dicho: str


def gestion(historia: Historia, ctx: Contexto, a: RolParte, gente: dict[UUID, Persona | Olvidada]) -> Gestion:
    """All that about calling a party of a case now."""
    caso: Caso = historia.caso
    persona_id = caso.persona(a)
    numeros = numeros_de(gente.get(persona_id) if persona_id else None, caso.contacto.numeros)
    elegido = numeros[0] if numeros else Numero("", "", None)
    impide = por_que_no_llamar(caso, ctx, a, elegido.referencia or None) or se_puede_llamar(caso, ctx)
    if not impide and numeros and elegido.calidad in NO_SE_MARCA:
        impide = "Ninguno de sus teléfonos sirve; busque otro, o use otro medio."
    return Gestion(
        elegido.numero,
        elegido.referencia,
        tuple(_notas(caso, a, numeros, gente)),
        impide or "",
        tuple(_lineas(historia, ctx, a)),
        "" if impide else _proponen(caso, ctx, a),
        *_avance(caso),
    )


def _notas(
    caso: Caso, a: RolParte, numeros: list[Numero], gente: dict[UUID, Persona | Olvidada]
) -> list[str]:
    dichas = [con_mayuscula(texto) for texto in (_de_sus_llamadas(caso, a), _de_su_numero(numeros)) if texto]
    otros = [_junto(n.numero) for n in numeros[1:] if n.calidad not in NO_SE_MARCA]
    aval_id = caso.persona(RolParte.AVAL) if a is not RolParte.AVAL else None
    del_aval = (
        [n for n in numeros_de(gente.get(aval_id), caso.contacto.numeros) if n.calidad not in NO_SE_MARCA]
        if aval_id
        else []
    )
    otros += [f"{_junto(n.numero)} (aval)" for n in del_aval[:1]]
    return dichas + ([f"Otro: {', '.join(otros)}"] if otros else [])


def _junto(numero: str) -> str:
    """A telephone that no line is broken in."""
    return telefono(numero).replace(" ", "\N{NO-BREAK SPACE}")


def _de_su_numero(numeros: list[Numero]) -> str:
    if not numeros:
        return "no hay teléfono en su expediente"
    calidad = numeros[0].calidad
    return f"número {dicho(calidad)}" if calidad and calidad not in NO_SE_MARCA else ""


def _de_sus_llamadas(caso: Caso, a: RolParte) -> str:
    """How often that party answered, and at which hours best when that can be told."""
    suyas = [ll for ll in caso.contacto.llamadas if ll.a is a]
    if not suyas:
        return "no se le ha llamado"
    contesto = [ll for ll in suyas if quien_hablo(ll) is a]
    texto = f"contestó {len(contesto)} de {plural(len(suyas), 'vez', 'veces')}"
    if len(contesto) < CONTESTADAS_PARA_DECIRLO:
        return texto
    horas = Counter(ll.marca.en.astimezone(ZONA).hour for ll in contesto)
    desde = max(horas, key=lambda h: (sum(horas[h + n] for n in range(HORAS_JUNTAS)), -h))
    return f"{texto}, mejor de {desde} a {desde + HORAS_JUNTAS} h"


def _lineas(historia: Historia, ctx: Contexto, a: RolParte) -> list[tuple[str, str]]:
    caso: Caso = historia.caso
    hoy = ctx.ocurrido_en.astimezone(ZONA).date()
    lineas = [("Debe hoy", _debe(caso, hoy)), ("Promesa", _promesas(caso))]
    if ultima := next((ll for ll in reversed(caso.contacto.llamadas) if ll.a is a), None):
        lineas.append(("Última llamada", f"{dicho(ultima.resultado)}, {fecha(ultima.marca.en)}"))
    lineas.append(("Última nota", _ultima_nota(historia)))
    lineas.append(("Si no paga", _si_no_paga(caso, ctx, hoy)))
    return [(palabra, texto) for palabra, texto in lineas if texto]


def _debe(caso: Caso, hoy: date) -> str:
    convenio = caso.convenio
    if convenio is None:
        deuda = adeudo(caso, hoy).total
        return pesos(deuda) if deuda else ""
    libro = libro_de(caso, convenio)
    vencido = sum(p.falta for p in por_cubrir(convenio.plan, libro.pagado) if p.vence <= hoy)
    total = len(convenio.plan.parcialidades)
    sigue = siguiente_parcialidad(caso, convenio)
    pagadas = max(sigue.numero - 1, 0) if sigue else total
    return f"{pesos(vencido)} de {pesos(libro.falta)} ({pagadas} de {total} pagadas)"


def _promesas(caso: Caso) -> str:
    todas = caso.contacto.promesas.values()
    if not todas:
        return ""
    vigente = next((p for p in todas if p.estado == "vigente"), None)
    texto = f"{pesos(vigente.importe)} para el {fecha(vigente.fecha)}" if vigente else "ninguna vigente"
    resueltas = [p for p in todas if p.estado != "vigente"]
    cumplidas = sum(p.estado == "cumplida" for p in resueltas)
    return f"{texto}; cumplió {cumplidas} de {len(resueltas)}" if resueltas else texto


def _ultima_nota(historia: Historia) -> str:
    """The newest note of a call or of the file; never the long history of the case."""
    for asiento in reversed(historia.vigentes):
        campo = {LlamadaRealizada: "nota", NotaAgregada: "texto"}.get(type(asiento.hecho))
        if campo and getattr(asiento.hecho, campo):
            texto = lector(historia, [asiento]).privado(asiento.hecho, campo)
            corto = texto if len(texto) <= LARGO_DE_NOTA else f"{texto[:LARGO_DE_NOTA].rsplit(' ', 1)[0]}…"
            return f"«{corto}», {fecha(asiento.ocurrido_en)}"
    return ""


def _si_no_paga(caso: Caso, ctx: Contexto, hoy: date) -> str:
    convenio = caso.convenio
    if convenio is None or not convenio.corre_desde.version:
        return ""
    if caso.etapa is Etapa.INCUMPLIDO:
        return "ya está incumplido; el coordinador decide qué sigue"
    dia = roto_desde(caso, convenio, ctx.versiones, hoy)
    return f"pasa a decisión del coordinador el {fecha(dia)}" if dia else ""


def _proponen(caso: Caso, ctx: Contexto, a: RolParte) -> str:
    """When the policy would call again after each kind of result, in words."""

    def dia(resultado: ResultadoLlamada, contesto: Contesto) -> date | None:
        hecha = LlamadaHecha(motivo=MotivoLlamada.SEGUIMIENTO, a=a, contesto=contesto, resultado=resultado)
        return siguiente_llamada(caso, hecha, ctx)

    nadie = dia(ResultadoLlamada.NO_CONTESTA, Contesto.NADIE)
    alguien = dia(ResultadoLlamada.CONTACTO_TITULAR, Contesto.TITULAR)
    partes = [f"si no contesta, el {fecha(nadie)}"] if nadie else []
    partes += [f"si contesta, el {fecha(alguien)}"] if alguien else []
    return con_mayuscula("; ".join(partes)) + "." if partes else ""


def _avance(caso: Caso) -> tuple[tuple[tuple[float, str], ...], str]:
    """How much of the agreement is paid, as parts of a bar and in words."""
    convenio = caso.convenio
    if convenio is None:
        return (), ""
    libro = libro_de(caso, convenio)
    if not libro.total:
        return (), ""
    por_ciento = min(float(libro.pagado / libro.total * 100), 100.0)
    return ((round(por_ciento, 1), "bien"),), f"Pagado: {pesos(libro.pagado)} de {pesos(libro.total)}"
