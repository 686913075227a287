"""What a debtor's rows do: open the case, or bring an open one up to date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from casos.boveda.persona import Persona
from casos.dinero.pesos import CERO, en_cifras
from casos.importacion.fichas import Puesta
from casos.importacion.gente_de_cartera import Archivero, Gente, es_el_mismo_aval
from casos.importacion.mesa import VACIO
from casos.importacion.palabras import dia, lista, tiempos
from casos.importacion.reparto import Cuota, Reparto, Turno
from casos.importacion.saldo import agregar_credito, comparar_saldo, credito_de
from casos.importacion.vista_previa import Paso, Renglon, Situacion
from casos.lectura.cartera import RenglonCartera
from casos.mediacion.apertura import (
    DatosDePersona,
    NuevaPersona,
    NuevoCaso,
    abrir_caso,
    actualizar_contacto,
    vincular_persona,
)
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import OrigenCaso, RolParte

_COMO_SE_DICE = {"telefono": "teléfono", "correo": "correo", "domicilio": "domicilio", "curp": "CURP"}


class Taller(NamedTuple):
    """What the lines of every debtor of a file are made with."""

    archivero: Archivero
    reparto: Reparto
    cuota: Cuota
    lote_id: UUID
    hoy: date


class Nuevo(NamedTuple):
    """Where a debtor's new case goes."""

    sede: str
    turno: Turno
    aviso: str


def abrir(renglones: Sequence[RenglonCartera], gente: Gente, nuevo: Nuevo, t: Taller) -> list[Renglon]:
    """One case for all of a debtor's rows; the first one carries its steps."""
    primero = renglones[0]
    total = sum((r.total for r in renglones), CERO)
    if not total:
        dicho = "No debe nada: no hace falta abrir un caso."
        return [Renglon(fila=r.fila, situacion=Situacion.YA_ESTABA, mensaje=dicho) for r in renglones]
    caso_id = uuid5(t.lote_id, f"caso/{primero.fila}")
    acreditado = t.archivero.nueva(gente.acreditado, "persona", primero.fila)
    partes: list[NuevaPersona] = []
    personas = [acreditado]
    if gente.aval:
        aval = t.archivero.nueva(gente.aval, "aval", primero.fila)
        partes.append(NuevaPersona(persona_id=aval.persona_id, rol=RolParte.AVAL))
        personas.append(aval)
    estudiantes: dict[int, Persona] = {}
    for fila, nombre in gente.estudiantes.items():
        estudiantes[fila] = t.archivero.estudiante(nombre, fila, VACIO, list(estudiantes.values()))
    distintos = dict.fromkeys(p.persona_id for p in estudiantes.values())
    partes += [NuevaPersona(persona_id=persona, rol=RolParte.ESTUDIANTE) for persona in distintos]
    contacto = t.cuota.dia(nuevo.turno.usuario, nuevo.sede)
    datos = NuevoCaso(
        origen=OrigenCaso.CARTERA,
        persona_id=acreditado.persona_id,
        responsable=nuevo.turno.usuario,
        sede=nuevo.sede,
        primer_contacto=contacto,
        creditos=tuple(
            credito_de(r, t.hoy, estudiantes[r.fila].persona_id if r.fila in estudiantes else None)
            for r in renglones
        ),
        personas=tuple(partes),
    )
    cuantos = "su crédito" if len(renglones) == 1 else f"sus {len(renglones)} créditos"
    antes, despues = tiempos(
        "Se {abrirá|abrió} el caso de %s con %s (debe %s). Lo {llevará|lleva} %s; primer contacto: %s.",
        acreditado.nombre,
        cuantos,
        en_cifras(total),
        t.reparto.nombre(nuevo.turno.usuario),
        dia(contacto, t.hoy),
    )
    unicas = {p.persona_id: p for p in (*personas, *estudiantes.values())}
    cabeza = Renglon(
        fila=primero.fila,
        situacion=Situacion.NUEVA,
        mensaje=antes,
        hecho=despues,
        caso_id=caso_id,
        personas=tuple(unicas.values()),
        pasos=(Paso("abrir", caso_id, abrir_caso, datos),),
    )
    if nuevo.aviso:
        cabeza = cabeza.con_aviso(nuevo.aviso)
    return [cabeza, *(_en_el_mismo(r, cabeza) for r in renglones[1:])]


def _en_el_mismo(r: RenglonCartera, cabeza: Renglon) -> Renglon:
    antes, despues = tiempos(
        "El crédito %s (%s) {irá|quedó} en el mismo caso que la fila %s.",
        r.num_credito,
        en_cifras(r.total),
        cabeza.fila,
    )
    return Renglon(
        fila=r.fila,
        situacion=Situacion.NUEVA,
        mensaje=antes,
        hecho=despues,
        caso_id=cabeza.caso_id,
        con_fila=cabeza.fila,
    )


def actualizar(
    renglones: Sequence[RenglonCartera], gente: Gente, caso_id: UUID, caso: Caso, t: Taller, *, aceptada: bool
) -> list[Renglon]:
    """Balances, contracts and people of an open case, brought up to date row by row."""
    lineas: list[Renglon] = []
    for r in renglones:
        personas: tuple[Persona, ...] = ()
        antes: tuple[Paso, ...] = ()
        if r.num_credito in caso.creditos:
            cambio = comparar_saldo(r, caso_id, caso, t.hoy, aceptada=aceptada)
        else:
            estudiante_id = None
            if nombre := gente.estudiantes.get(r.fila):
                estudiante = t.archivero.estudiante(
                    nombre, r.fila, caso, [p for x in lineas for p in x.personas]
                )
                estudiante_id, personas = estudiante.persona_id, (estudiante,)
                if not any(p == (estudiante_id, RolParte.ESTUDIANTE) for p in caso.partes):
                    parte = NuevaPersona(persona_id=estudiante_id, rol=RolParte.ESTUDIANTE)
                    antes = (Paso("persona2", caso_id, vincular_persona, parte),)
            cambio = agregar_credito(r, caso_id, t.hoy, estudiante_id)
        lineas.append(
            Renglon(
                fila=r.fila,
                situacion=cambio.situacion,
                mensaje=cambio.mensaje,
                hecho=cambio.hecho,
                causa=cambio.causa,
                caso_id=caso_id,
                personas=personas,
                pasos=antes + cambio.pasos,
            )
        )
    return _con_gente(lineas, gente, caso_id, caso, t)


def _con_gente(lineas: list[Renglon], gente: Gente, caso_id: UUID, caso: Caso, t: Taller) -> list[Renglon]:
    """What is new of the debtor and the guarantor goes with the first line that is not in doubt."""
    lugar = next((n for n, linea in enumerate(lineas) if linea.situacion is not Situacion.DUDA), None)
    if lugar is None:
        return lineas
    linea = lineas[lugar]
    acreditado = t.archivero.conocida(caso.apertura.persona_id)
    if isinstance(acreditado, Persona):
        linea = _contacto(linea, t.archivero.puesta(acreditado, gente.acreditado), "contacto", caso_id)
    if gente.aval:
        linea = _aval(linea, gente, caso_id, caso, t)
    lineas[lugar] = linea
    return lineas


def _aval(linea: Renglon, gente: Gente, caso_id: UUID, caso: Caso, t: Taller) -> Renglon:
    ficha = gente.aval
    if ficha is None:
        return linea
    actual = t.archivero.conocida(caso.persona(RolParte.AVAL))
    if actual is None:
        aval = t.archivero.nueva(ficha, "aval", linea.fila or 0)
        if aval.persona_id == caso.apertura.persona_id:
            return linea
        parte = NuevaPersona(persona_id=aval.persona_id, rol=RolParte.AVAL)
        paso = Paso("persona", caso_id, vincular_persona, parte)
        return _mas(linea, tiempos("Se {vinculará|vinculó} a %s como aval.", aval.nombre), aval, paso)
    if not isinstance(actual, Persona):
        return linea
    if not es_el_mismo_aval(actual, ficha):
        return linea.con_aviso(
            f"El archivo trae otro aval ({ficha.nombre}); si cambió, vincúlelo en el caso."
        )
    return _contacto(linea, t.archivero.puesta(actual, ficha), "contacto2", caso_id)


def _contacto(linea: Renglon, puesta: Puesta, nombre: str, caso_id: UUID) -> Renglon:
    """The line with the newer data of somebody, if there are any."""
    if not puesta.campos:
        return linea
    datos = DatosDePersona(
        persona_id=puesta.persona.persona_id, campos=puesta.campos, completos=puesta.campos
    )
    que = lista([_COMO_SE_DICE[campo] for campo in puesta.campos])
    dichos = tiempos("Se {agregará|agregó} %s de %s.", que, puesta.persona.nombre)
    return _mas(linea, dichos, puesta.persona, Paso(nombre, caso_id, actualizar_contacto, datos))


def _mas(linea: Renglon, dichos: tuple[str, str], persona: Persona, paso: Paso) -> Renglon:
    """The line with one more thing that it does."""
    situacion = Situacion.CAMBIA if linea.situacion is Situacion.YA_ESTABA else linea.situacion
    return replace(
        linea,
        situacion=situacion,
        mensaje=f"{linea.mensaje} {dichos[0]}",
        hecho=f"{linea.hecho or linea.mensaje} {dichos[1]}",
        personas=(*linea.personas, persona),
        pasos=(*linea.pasos, paso),
    )
