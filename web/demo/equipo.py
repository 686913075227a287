"""Who is away in the demo, who is sent where, and what the area asks: a plan of working days around the present."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from casos.actividad import Cada, Hecha, NuevaActividad, pedir_actividad, siguiente, terminar_actividad
from casos.ausencia import (
    Clase,
    NuevaAusencia,
    cancelar_ausencia,
    confirmar_ausencia,
    declarar_ausencia,
)
from casos.boveda.persona import Persona
from casos.cobertura import Fuera
from casos.comision import Informe, NuevaComision, Programa, informar_comision, ordenar_comision
from casos.decision import COORDINADOR
from casos.tiempo import a_las, dia_local, inicio_del_dia
from web.demo.expediente import Ligero
from web.demo.hace import Hace, Previsto
from web.demo.mundo import Mundo
from web.demo.personal import POR_USUARIO, Empleado, de_rol

UN_DIA = timedelta(days=1)


class Ida(NamedTuple):
    """An absence: who, why, its first and last working day counted from today, who covers, when it is captured."""

    usuario: str
    clase: Clase
    desde: int
    hasta: int
    cubre: str
    captura: int
    que: str = ""
    """How it goes on: "enterado", "cancelada", or nothing yet."""


IDAS = (
    Ida("ana", Clase.VACACIONES, -150, -146, "karla", -156, "enterado"),
    Ida("karla", Clase.VACACIONES, -95, -91, "ana", -101, "enterado"),
    Ida("gilberto", Clase.VACACIONES, -60, -51, "nidia", -66, "enterado"),
    Ida("nidia", Clase.INCAPACIDAD, -30, -28, "gilberto", -29, "enterado"),
    Ida("gilberto", Clase.PERMISO, -1, 1, "nidia", -1),
    Ida("ana", Clase.VACACIONES, 6, 15, "karla", -4, "enterado"),
    Ida("karla", Clase.PERMISO, 4, 4, "ana", -3, "cancelada"),
)


class Salida(NamedTuple):
    """A commission: its working day counted from today, who is sent and covered by whom, and when it is reported."""

    dia: int
    usuario: str
    cubre: str
    evento: str
    programa: Programa
    lugar: str
    informe: int | None
    """Working days after it; None: not yet."""
    oficio: str | None = "SC"


SALIDAS = (
    Salida(-120, "karla", "ana", "Feria de becas de la región serrana", Programa.BECAS, "Sahuaripa", 1),
    Salida(
        -84,
        "ana",
        "karla",
        "Entrega de estímulos a la excelencia",
        Programa.ESTIMULOS,
        "Hermosillo, auditorio",
        2,
    ),
    Salida(
        -42,
        "gilberto",
        "nidia",
        "Módulo de créditos educativos",
        Programa.CREDITOS,
        "Navojoa, plaza 5 de Mayo",
        4,
    ),
    Salida(-12, "nidia", "gilberto", "Feria de becas de la frontera", Programa.BECAS, "Agua Prieta", 2),
    Salida(
        -2, "karla", "ana", "Módulo de becas en la universidad", Programa.BECAS, "Universidad de Sonora", None
    ),
    Salida(
        2,
        "karla",
        "ana",
        "Jornada de trámites de becas",
        Programa.BECAS,
        "Ures, casa de la cultura",
        None,
        None,
    ),
)


class Encargo(NamedTuple):
    """An activity of the area: when it is captured and due, counted from today, for whom, and how often."""

    captura: int
    vence: int
    usuario: str
    asunto: str
    pide: str
    cada: Cada | None = None


ENCARGOS = (
    Encargo(-110, -105, "ana", "Inventario de expedientes del archivo de trámite", "Dirección", Cada.MES),
    Encargo(-70, -68, "karla", "Reporte semanal de gestiones", "Subdirección de Cartera", Cada.SEMANA),
    Encargo(-20, -15, "gilberto", "Actualizar el directorio del módulo", "Área de Sistemas"),
    Encargo(
        -5, 2, "nidia", "Preparar el material de la capacitación en mediación", "Subdirección de Cartera"
    ),
    Encargo(-9, -2, "ana", "Revisar las plantillas de carta", "Dirección"),
)
ABREN = (declarar_ausencia, ordenar_comision, pedir_actividad)
SIN_HACER = 3
"""Activities due in the last working days are still to be done."""


class Equipo:
    """The plan, laid out by the day on which each act is captured; it draws from dice of its own."""

    def __init__(self, mundo: Mundo) -> None:
        self._mundo, self._azar = mundo, Random("equipo")
        self._hoy = dia_local(mundo.hasta)
        self._por_dia: dict[date, list[tuple[Ligero, Hace]]] = {}
        self._abiertos: set[UUID] = set()
        for ida in IDAS:
            self._ausencia(ida)
        for salida in SALIDAS:
            self._comision(salida)
        for encargo in ENCARGOS:
            self._actividad(encargo)

    def de_la_ronda(self, dia: date, desde: datetime) -> Iterator[Previsto]:
        """What is captured today, some minutes after the round begins."""
        for n, (caso, hace) in enumerate(self._por_dia.pop(dia, ()), 1):
            if hace.decision in ABREN:
                self._abiertos.add(caso.id)
            if caso.id not in self._abiertos:
                continue  # it began before the simulated days
            if isinstance(hace.datos, NuevaAusencia | NuevaComision):
                self._mundo.fuera.append(_fuera(hace.datos, desde))
            yield Previsto(caso, hace, desde + timedelta(minutes=2 * n))

    def _habil(self, n: int) -> date:
        return self._mundo.habil(self._hoy, n)

    def _caso(self, quien: Empleado) -> Ligero:
        return Ligero(self._id(), quien.sede)

    def _id(self) -> UUID:
        return UUID(int=self._azar.getrandbits(128), version=4)

    def _reservado(self, nombre: str) -> UUID:
        """A record that only keeps the key of a text, named as the screens name it."""
        persona = Persona(persona_id=self._id(), nombre=nombre)
        self._mundo.guardar(persona)
        return persona.persona_id

    def _el_dia(
        self, dia: date, caso: Ligero, decision: Callable[..., object], datos: object, quien: Empleado
    ) -> None:
        hace = Hace(decision, datos, quien.rol, autor=quien.usuario)  # type: ignore[arg-type]
        self._por_dia.setdefault(dia, []).append((caso, hace))

    def _ausencia(self, ida: Ida) -> None:
        quien = POR_USUARIO[ida.usuario]
        caso = self._caso(quien)
        nueva = NuevaAusencia(
            usuario=quien.usuario, rol=quien.rol, sede=quien.sede, clase=ida.clase, desde=self._habil(ida.desde),
            hasta=self._habil(ida.hasta), cubre=ida.cubre, cubre_rol=POR_USUARIO[ida.cubre].rol,
        )  # fmt: skip
        self._el_dia(self._habil(ida.captura), caso, declarar_ausencia, nueva, quien)
        despues = self._habil(ida.captura + 1)
        if ida.que == "enterado":
            self._el_dia(despues, caso, confirmar_ausencia, None, de_rol(COORDINADOR))
        elif ida.que == "cancelada":
            self._el_dia(despues, caso, cancelar_ausencia, None, quien)

    def _comision(self, s: Salida) -> None:
        quien, manda, dia = POR_USUARIO[s.usuario], de_rol(COORDINADOR), self._habil(s.dia)
        caso = self._caso(quien)
        nueva = NuevaComision(
            usuario=quien.usuario, rol=quien.rol, sede=quien.sede, evento=s.evento,
            persona_id=self._reservado("Comisión"),
            programa=s.programa, lugar=s.lugar, desde=dia, hasta=dia, inicio=time(9), fin=time(14),
            ordena="Subdirección de Cartera", cubre=s.cubre, cubre_rol=POR_USUARIO[s.cubre].rol,
            oficio=f"{s.oficio}-{100 + abs(s.dia)}" if s.oficio else None,
        )  # fmt: skip
        self._el_dia(self._habil(s.dia - 4), caso, ordenar_comision, nueva, manda)
        if s.informe is not None:
            informe = Informe(
                personas=self._azar.randrange(40, 260), minutos=300,
                resultado="Se orientó a estudiantes y se recibieron solicitudes; los casos de crédito se canalizaron.",
            )  # fmt: skip
            self._el_dia(self._habil(s.dia + s.informe), caso, informar_comision, informe, quien)

    def _actividad(self, e: Encargo) -> None:
        quien, vence = POR_USUARIO[e.usuario], self._habil(e.vence)
        caso = self._caso(quien)
        nueva = NuevaActividad(
            asunto=e.asunto, pide=e.pide, para=quien.usuario, rol=quien.rol, sede=quien.sede, vence=vence,
            cada=e.cada, persona_id=self._reservado("Actividad del área"),
        )  # fmt: skip
        self._el_dia(self._habil(e.captura), caso, pedir_actividad, nueva, de_rol(COORDINADOR))
        primera = vence
        while self._mundo.restan(vence) > SIN_HACER:
            hecha = Hecha(vence=vence, resultado="Se entregó completo.")
            self._el_dia(self._mundo.habil(vence), caso, terminar_actividad, hecha, quien)
            if e.cada is None:
                break
            vence = siguiente(e.cada, primera, vence)


def _fuera(nueva: NuevaAusencia | NuevaComision, ahora: datetime) -> Fuera:
    """From when to when somebody is away, as the simulation asks it before their acts."""
    if isinstance(nueva, NuevaComision):
        desde, hasta = a_las(nueva.desde, nueva.inicio), a_las(nueva.hasta, nueva.fin)
    else:
        desde, hasta = inicio_del_dia(nueva.desde), inicio_del_dia(nueva.hasta + UN_DIA)
    return Fuera(nueva.usuario, nueva.rol, nueva.sede, desde, hasta, nueva.cubre, ahora)
