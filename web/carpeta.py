"""The papers of a case's folder as people read them: what there is, what is missing since when, who has it.

One reading for the side of the case and for the page of its documents: `casos.mediacion.cotejo`, with days counted.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casos.calendario.aritmetica import Calendario
from casos.mediacion.cierre import liquidado_sin, pagares_por_devolver
from casos.mediacion.cotejo import Renglon, Tramo, cotejo, sueltos
from casos.mediacion.estado import Caso, Documento, Marca
from casos.mediacion.vocabulario import Etapa, TipoDocumento
from casos.tiempo import dia_local
from casos.versiones import Versiones
from web.formato import con_mayuscula, fecha, plural
from web.frases.palabras import dicho

TITULOS = {
    Tramo.MEDIACION: "De la mediación",
    Tramo.CONVENIO: "Del convenio",
    Tramo.JUDICIAL: "Para la vía judicial",
    Tramo.OTROS: "Otros originales",
}
DEL_CIERRE = "Para cerrar"
Argumentos = tuple[tuple[str, str], ...]


class Papel(NamedTuple):
    """A paper: its name, what there is of it in a few words and their tone, and since when, in a sentence.

    `decision` and `argumentos`: what would put it in order. `huella`: its scan. `numero`: of the original.
    """

    titulo: str
    dice: str
    tono: str = ""
    detalle: str = ""
    decision: str = ""
    argumentos: Argumentos = ()
    huella: str | None = None
    numero: int | None = None


class Grupo(NamedTuple):
    """The papers that one part of a case's life asks for."""

    titulo: str
    papeles: tuple[Papel, ...]

    @property
    def faltan(self) -> int:
        """How many are not there."""
        return sum(p.decision == "recabar_documento" for p in self.papeles)


def carpeta(caso: Caso, al: date, versiones: Versiones) -> tuple[Grupo, ...]:
    """The checklist of a case by what asks for each paper, as it stands at the end of a day."""
    lee = _Lectura(caso, al, versiones)
    renglones = (*cotejo(caso), *sueltos(caso))
    grupos = [
        Grupo(titulo, tuple(lee.papel(r) for r in renglones if r.tramo is tramo))
        for tramo, titulo in TITULOS.items()
    ]
    return tuple(g for g in (*grupos, Grupo(DEL_CIERRE, tuple(_del_cierre(caso)))) if g.papeles)


def en_donde(caso: Caso) -> str:
    """Where the originals of a case are: «2 en Caja 12, legajo 4; 1 con Judicial desde el 3 nov»."""
    cuantos = Counter(_lugar(documento) for documento in caso.documentos.values())
    if len(cuantos) == 1:
        return next(iter(cuantos))
    return "; ".join(f"{n} {lugar}" for lugar, n in cuantos.items())


SE_MUEVEN = {
    "archivar_documento": ("mano", "Todo lo que está por archivar"),
    "prestar_documento": ("archivo", "Toda la carpeta"),
    "devolver_documento": ("prestado", "Todo lo prestado"),
}
"""The acts that move originals: from where, and what all of those are called."""


def se_mueven(caso: Caso, decision: str) -> tuple[tuple[str, str], ...]:
    """The originals that such an act may be about, by number and name: all of them first, where there are several."""
    if decision not in SE_MUEVEN:
        return ()
    lugar, todos = SE_MUEVEN[decision]
    suyos = [
        (str(d.numero), f"{con_mayuscula(dicho(d.tipo))} ({_lugar(d)})")
        for d in sorted(caso.documentos.values(), key=lambda d: d.lugar != lugar)
        if d.lugar == lugar or (lugar == "mano" and d.lugar == "archivo")
    ]
    cuantos = sum(d.lugar == lugar for d in caso.documentos.values())
    return (*((("", f"{todos} ({cuantos})"),) if cuantos > 1 else ()), *suyos)


def _lugar(documento: Documento) -> str:
    match documento.lugar:
        case "archivo":
            return f"en {documento.ubicacion}"
        case "prestado":
            return f"con {documento.prestado_a} desde el {_dia(documento.prestado)}"
        case "devuelto":
            return "devuelto al acreditado"
        case _:
            return "con el responsable"


def _dia(marca: Marca) -> str:
    return fecha(dia_local(marca.en))


class _Lectura:
    """How each line of a checklist is said on a day, in working days of the Institute's calendar."""

    def __init__(self, caso: Caso, al: date, versiones: Versiones) -> None:
        self.caso, self.al, self.versiones = caso, al, versiones
        calendarios = versiones.calendarios[-1].calendarios
        self.calendario: Calendario = calendarios.calendario("INSTITUTO", caso.apertura.sede)

    def papel(self, r: Renglon) -> Papel:
        """A line of the checklist, said."""
        if r.documento is not None:
            return self._original(r, r.documento)
        if not r.falta:
            return Papel(self._titulo(r), "✓ escaneado", "", r.por_que)
        return self._falta(r)

    def _titulo(self, r: Renglon) -> str:
        tipos = [r.documento.tipo] if r.documento else sorted(r.tipos, key=lambda t: t.value)
        titulo = con_mayuscula(" o ".join(dicho(t) for t in tipos))
        if r.credito:
            return f"{titulo}, crédito {r.credito}"
        if r.convenio and len(self.caso.convenios) > 1:
            return f"{titulo} {r.convenio}"
        return f"{titulo}, sesión {r.sesion}" if r.sesion and not r.convenio else titulo

    def _falta(self, r: Renglon) -> Papel:
        apartado = self.caso.apartados.get(("recabar_documento", r.clave))
        if apartado is not None and apartado.hasta is None:
            return Papel(self._titulo(r), "no se pedirá", "tenue", r.por_que)
        dias = self._habiles(r.desde, self.al)
        dice = f"falta, {plural(dias, 'día', 'días')}" if dias else "falta"
        tono = "mal" if dias else "hoy"
        detalle = f"{r.por_que} Falta desde el {_dia(r.desde)}{_de_habiles(dias)}."
        return Papel(self._titulo(r), dice, tono, detalle, "recabar_documento", (("clave", r.clave),))

    def _original(self, r: Renglon, d: Documento) -> Papel:
        papel = Papel(
            self._titulo(r), "", huella=d.huella, numero=d.numero, argumentos=(("clave", f"documento-{d.numero}"),)
        )  # fmt: skip
        match d.lugar:
            case "archivo":
                tras = _tras(self._habiles(r.desde, dia_local(d.archivado.en))) if r.por_que else ""
                detalle = f"{r.por_que} Se archivó el {_dia(d.archivado)}{tras}.".strip()
                return papel._replace(dice=f"✓ {d.ubicacion}", detalle=detalle, decision="prestar_documento")
            case "prestado":
                return self._prestado(papel, d)
            case "devuelto":
                return papel._replace(dice="✓ devuelto al acreditado")
        dias = self._habiles(d.marca, self.al)
        limite = self.versiones.politica(d.marca.politica).documentos.archivar_dias_habiles
        return papel._replace(
            dice=f"por archivar, {plural(dias, 'día', 'días')}" if dias else "por archivar",
            tono="mal" if dias > limite else "hoy", decision="archivar_documento",
            detalle=f"{r.por_que} En manos del responsable desde el {_dia(d.marca)}{_de_habiles(dias)}.".strip(),
        )  # fmt: skip

    def _prestado(self, papel: Papel, d: Documento) -> Papel:
        hasta = d.prestado_hasta
        tarde = hasta is not None and hasta < self.al
        vuelve = f"; {'debía' if tarde else 'debe'} volver el {fecha(hasta)}" if hasta else ""
        return papel._replace(
            dice=f"lo tiene {d.prestado_a} desde el {_dia(d.prestado)}", tono="mal" if tarde else "hoy",
            detalle=f"El archivo lo prestó el {_dia(d.prestado)}{vuelve}.", decision="devolver_documento",
        )  # fmt: skip

    def _habiles(self, desde: Marca, hasta: date) -> int:
        return max(0, self.calendario.entre(dia_local(desde.en), hasta))


def _de_habiles(dias: int) -> str:
    return f", hace {plural(dias, 'día hábil', 'días hábiles')}" if dias else ""


def _tras(dias: int) -> str:
    return f", {plural(dias, 'día hábil', 'días hábiles')} después" if dias else ", el mismo día"


def _del_cierre(caso: Caso) -> Iterator[Papel]:
    """What a paid debt gives back: the letter, and the pagaré of each contract that was paid."""
    if caso.etapa is Etapa.LIQUIDADO:
        falta = liquidado_sin(caso, "carta")
        carta = con_mayuscula(dicho(TipoDocumento.CARTA_NO_ADEUDO))
        decision = "entregar_carta_de_no_adeudo" if falta else ""
        yield Papel(
            carta, "por entregar" if falta else "✓ entregada", "hoy" if falta else "", decision=decision
        )
    por_devolver = set(pagares_por_devolver(caso))
    for numero, credito in caso.creditos.items():
        titulo = f"Pagaré, crédito {numero}"
        if numero in por_devolver:
            argumentos = (("credito", numero),)
            yield Papel(titulo, "por devolver", "hoy", decision="devolver_pagare", argumentos=argumentos)
        elif credito.pagare_devuelto:
            yield Papel(titulo, "✓ devuelto")
