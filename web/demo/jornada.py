"""One day of the office: the clock at night, three rounds of work, and what comes in from outside."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from casos.decision import COORDINADOR
from casos.mediacion.vocabulario import OrigenCaso
from casos.tiempo import a_las, dia_local, inicio_del_dia
from flujos.pendiente import Pendiente
from web.demo import banco
from web.demo.actos import despertar, ejecutar
from web.demo.entradas import abrir, personas_de
from web.demo.equipo import Equipo
from web.demo.expediente import Atencion, Expediente
from web.demo.hace import Hace, Previsto
from web.demo.imprevistos import correcciones, imprevistos, supervision
from web.demo.mundo import Mundo
from web.demo.oficina import ATIENDEN, Encargo, Forma
from web.demo.tribunal import ADMITEN, Tribunal
from web.demo.ventanilla import Ventanilla

RONDAS = ((time(8, 10), time(10, 5)), (time(10, 20), time(12, 20)), (time(12, 55), time(14, 50)))
MANANA, TARDE = 1, 2
FILAS_POR_RONDA = 3
SIN_DECIDIR, SE_DEJAN = 8, 0.75
"""How many of the last working days, and how many of the coordinator's rows of them, are left to be decided."""
UN_RATO = timedelta(seconds=50)


class Jornada:
    """The rounds of a day: who attends what, when."""

    def __init__(
        self,
        mundo: Mundo,
        tribunal: Tribunal,
        ventanilla: Ventanilla,
        equipo: Equipo,
        dia: date,
        nuevos: list[Expediente],
    ) -> None:
        self.mundo, self.tribunal, self.ventanilla, self.equipo = mundo, tribunal, ventanilla, equipo
        self.dia = dia
        self.nuevos = nuevos

    def vivir(self) -> None:
        """Live the day, or as much of it as has passed already."""
        despertar(self.mundo, inicio_del_dia(self.dia) + timedelta(minutes=5))
        if not self.mundo.calendario("INSTITUTO", "HMO").es_habil(self.dia):
            return
        for ronda, (desde, hasta) in enumerate(RONDAS):
            if a_las(self.dia, hasta) > self.mundo.hasta:
                break
            despertar(self.mundo, a_las(self.dia, desde))
            previstos = self._de_la_ronda(ronda)
            if self._es_de_agenda(ronda):
                self.tribunal.recibir(self.dia, a_las(self.dia, desde))
            ejecutar(self.mundo, previstos)
            if self._es_de_agenda(ronda):
                self.tribunal.anotar(a_las(self.dia, hasta))
        despertar(self.mundo, a_las(self.dia, time(20)))

    def _es_de_agenda(self, ronda: int) -> bool:
        return ronda == TARDE and self.tribunal.es_dia_de_agenda(self.dia)

    def _de_la_ronda(self, ronda: int) -> list[Previsto]:
        mundo, dia = self.mundo, self.dia
        de_agenda = self._es_de_agenda(ronda)
        if de_agenda:
            self.tribunal.abrir_agenda(dia)
        previstos = list(self._entradas(ronda))
        if ronda == MANANA:
            previstos += self.ventanilla.de_la_ronda(dia, lambda: self._momento(ronda))
            previstos += self.equipo.de_la_ronda(dia, a_las(dia, RONDAS[ronda][0]))
        for exp in mundo.expedientes:
            momento = self._momento(ronda)
            if not exp.caso.abierto:
                previstos += self._en_fila(exp, supervision(mundo, exp) if ronda == TARDE else (), momento)
            elif ronda == MANANA:
                previstos += self._en_fila(exp, banco.por_capturar(exp, dia, momento), momento)
                previstos += self._en_fila(exp, banco.reversiones(exp, dia), momento)
            elif ronda == TARDE:
                previstos += self._en_fila(exp, self._de_fuera(exp, de_agenda), momento)
            previstos += self._atendidas(exp, ronda, momento + UN_RATO)
        return previstos

    def _entradas(self, ronda: int) -> Iterator[Previsto]:
        """New cases: from files and at the window in the morning, with the court's agenda in the afternoon."""
        hoy = [e for e in self.nuevos if (e.destino.origen is OrigenCaso.AGENDA) == (ronda == TARDE)]
        if ronda not in (0, TARDE) or not hoy:
            return
        momento = self._momento(ronda)
        for exp in hoy:
            self.mundo.guardar(*personas_de(exp.destino))
            self.mundo.expedientes.append(exp)
            yield from self._en_fila(exp, abrir(self.mundo, exp, self.tribunal, self.dia), momento)

    def _de_fuera(self, exp: Expediente, de_agenda: bool) -> Iterator[Hace]:
        libre = exp.caso.sesion is None and exp.caso.borrador is None
        if de_agenda and exp.pide_sesion and libre and exp.caso.etapa in ADMITEN:
            yield from self.tribunal.agendar(exp, self.dia)
        yield from self.tribunal.cambios(exp, self.dia)
        yield from imprevistos(self.mundo, exp, self.dia)
        yield from correcciones(exp, self.dia)
        yield from supervision(self.mundo, exp)

    def _atendidas(self, exp: Expediente, ronda: int, momento: datetime) -> Iterator[Previsto]:
        """The rows of a case whose turn it is."""
        hechas = 0
        for p in exp.filas(self.mundo.v):
            if p.visible > self.dia or p.escala or hechas == FILAS_POR_RONDA:
                continue
            forma = ATIENDEN.get(p.tipo)
            if forma is None or not self._toca(exp, p, forma, ronda):
                continue
            if forma.espera is not None and momento <= forma.espera(exp, p):
                continue
            encargo = Encargo(self.mundo, exp, p, momento, self.dia)
            suyos = [h if h.rol else h._replace(rol=p.rol) for h in forma.funcion(encargo)]
            exp.planes[_cual(p)] = Atencion(
                self.mundo.habil(self.dia, exp.azar.randrange(1, 4), exp.sede), ronda
            )
            previstos = list(self._en_fila(exp, suyos, momento))
            yield from previstos
            hechas += bool(previstos)
            momento = previstos[-1].momento + UN_RATO if previstos else momento

    def _toca(self, exp: Expediente, p: Pendiente, forma: Forma, ronda: int) -> bool:
        plan = exp.planes.get(_cual(p))
        if plan is None:
            plan = exp.planes[_cual(p)] = self._cuando(exp, p, forma, ronda)
        return (plan.dia, plan.ronda) <= (self.dia, ronda)

    def _cuando(self, exp: Expediente, p: Pendiente, forma: Forma, ronda: int) -> Atencion:
        """When a row will be attended: at once, by its due date, a little late, or much too late."""
        suerte, azar = exp.azar.random(), exp.azar
        if p.rol == COORDINADOR and self.mundo.restan(self.dia) <= SIN_DECIDIR and azar.random() < SE_DEJAN:
            return Atencion(dia_local(self.mundo.hasta) + timedelta(days=1), 0)
        if suerte < forma.pronto:
            return Atencion(self.dia, ronda if forma.espera else azar.randrange(ronda, len(RONDAS)))
        otra = azar.randrange(len(RONDAS))
        resto = (suerte - forma.pronto) / (1 - forma.pronto)
        vence = max(p.vence, self.dia)
        if resto < 0.62:
            margen = max(self.mundo.calendario("INSTITUTO", exp.sede).entre(self.dia, vence), 0)
            return Atencion(self.mundo.habil(self.dia, azar.randrange(margen + 1), exp.sede), otra)
        tarde = azar.randrange(1, 4) if resto < 0.9 else azar.randrange(5, 21)
        return Atencion(self.mundo.habil(vence, tarde, exp.sede), otra)

    def _momento(self, ronda: int) -> datetime:
        desde, hasta = RONDAS[ronda]
        inicio = a_las(self.dia, desde)
        largo = (a_las(self.dia, hasta) - inicio).total_seconds()
        return inicio + timedelta(seconds=int(self.mundo.azar.random() * largo))

    def _en_fila(self, exp: Expediente, actos: Iterable[Hace], momento: datetime) -> Iterator[Previsto]:
        """Acts one after another, each a little after the one before."""
        for hace in actos:
            yield Previsto(exp, hace, momento)
            momento += timedelta(seconds=35 + exp.azar.randrange(40))


def _cual(p: Pendiente) -> tuple[str, str, int]:
    return p.tipo, p.clave, max(p.causa)
