"""The court's centre: its weekly agenda with rooms and facilitators, and the changes that it announces."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from casos.asiento import Acto, Origen
from casos.importacion.vista_previa import Clase, id_de_lote
from casos.lote import Anotacion, Llevado, Recepcion, anotar_lote, recibir_lote
from casos.mediacion.estado import EstadoSesion, Sesion
from casos.mediacion.mecanismo import limite
from casos.mediacion.sesiones import (
    Cancelacion,
    NuevaFecha,
    NuevaSesion,
    NuevoLugar,
    agendar_sesion,
    cambiar_lugar_de_sesion,
    cancelar_sesion,
    reagendar_sesion,
)
from casos.mediacion.vocabulario import CausaReagenda, Etapa, Modalidad
from casos.peticion import Funcion
from casos.tiempo import a_las, dia_local
from web.demo.destino import pesado
from web.demo.expediente import Expediente
from web.demo.hace import Hace
from web.demo.mundo import Mundo
from web.demo.personal import POR_USUARIO

SALAS: dict[str, dict[str, tuple[str, str]]] = {
    "HMO": {
        "Sala 1": ("Lic. Rosa Emilia Navarro", "CJA-014"),
        "Sala 2": ("Lic. Fausto Grijalva", "CJA-022"),
        "Sala 3": ("Mtra. Delia Ruelas", "CJA-031"),
    },
    "OBR": {"Sala A": ("Lic. Óscar Bustamante", "CJA-038"), "Sala B": ("Lic. Hilda Yocupicio", "CJA-040")},
    "NOG": {"Sala única": ("Mtro. Abelardo Siqueiros", "CJA-045")},
}
"""The rooms of each office, with the facilitator who sits there and the number of their certification."""
HORAS = tuple(time(h) for h in (8, 9, 10, 11, 12))
JUEVES, FINAL = 3, 12
QUIEN_IMPORTA = "karla"
"""Who gets the court's mail."""
ADMITEN = frozenset({Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.MEDIADO, Etapa.SIN_ACUERDO})
SE_MUEVE, SE_CANCELA, CAMBIA_DE_SALA = 0.012, 0.005, 0.006


class Tribunal:
    """Its rooms and hours, so that nothing clashes, and the file and row of what it sends."""

    def __init__(self, mundo: Mundo) -> None:
        self._mundo = mundo
        self._ocupado: set[tuple[str, date, time, str]] = set()
        self._archivo, self._fila = sha256(b"agenda").hexdigest(), 0
        self._renglones: list[tuple[int, Expediente]] = []

    def es_dia_de_agenda(self, dia: date) -> bool:
        """Whether the weekly agenda comes on a day: Thursday, or the working day before."""
        calendario = self._mundo.calendario("STJ", "HMO")
        jueves = dia + timedelta(days=JUEVES - dia.weekday())
        return dia == (jueves if calendario.es_habil(jueves) else calendario.sumar(jueves, -1))

    def proxima_agenda(self, dia: date) -> date:
        """The first day from one on, on which an agenda comes."""
        while not self.es_dia_de_agenda(dia):
            dia += timedelta(days=1)
        return dia

    def abrir_agenda(self, dia: date) -> None:
        """A new file of the court."""
        self._archivo = sha256(f"agenda del {dia}".encode()).hexdigest()
        self._fila = 1
        self._renglones = []

    def recibir(self, dia: date, momento: datetime) -> None:
        """The file that was sent today is received as an import, before its rows are carried out."""
        if not self._renglones:
            return
        self._de_lote(
            recibir_lote,
            Recepcion(
                clase="agenda", archivo=f"agenda {dia:%d-%m-%Y}.xlsx", sha256=self._archivo,
                renglones=len(self._renglones),
            ),
            momento,
        )  # fmt: skip

    def anotar(self, momento: datetime) -> None:
        """What became of its rows."""
        llevados = [
            Llevado(filas=(fila,), caso=exp.id, sesion=exp.caso.sesion.numero)
            for fila, exp in self._renglones
            if exp.caso.sesion is not None
        ]
        if llevados:
            self._de_lote(anotar_lote, Anotacion(llevados=tuple(llevados)), momento)

    def _de_lote(self, decision: Funcion, datos: object, momento: datetime) -> None:
        quien = POR_USUARIO[QUIEN_IMPORTA]
        acto = Acto(quien.usuario, quien.rol, quien.sede, Origen.IMPORTACION, self._mundo.pedido())
        self._mundo.reloj.prever([momento])
        self._mundo.instancia.casos.decidir(id_de_lote(Clase.AGENDA, self._archivo), decision, datos, acto)

    def origen(self) -> dict[str, object]:
        """File and row of the next thing that it says."""
        self._fila += 1
        return {"archivo": self._archivo, "fila": self._fila}

    def agendar(self, exp: Expediente, dia: date) -> Iterator[Hace]:
        """The session of a case that asked for one, if the court still has room for it."""
        sesion = self.nueva_sesion(exp, dia, *self.cuando(dia))
        if sesion is not None:
            yield Hace(agendar_sesion, sesion, origen=Origen.IMPORTACION)

    def cuando(self, dia: date) -> tuple[int, int]:
        """From and until how many working days later sessions are set; the last agendas fill the present weeks."""
        hoy = dia_local(self._mundo.hasta)
        faltan = self._mundo.calendario("STJ", "HMO").entre(dia, hoy)
        return (max(2, faltan), max(2, faltan) + 8) if faltan <= FINAL else (5, 15)

    def nueva_sesion(self, exp: Expediente, dia: date, desde: int, hasta: int) -> NuevaSesion | None:
        """A free hour some working days from now, with the folio that the case has or a new one."""
        inicio, sala = self._hora_libre(exp, dia, desde, hasta)
        mecanismo = exp.caso.mecanismo
        if mecanismo.corre and dia_local(inicio) > limite(mecanismo, self._mundo.v):
            return None
        virtual = exp.azar.random() < 0.15
        folio = exp.caso.folio if mecanismo.corre else None
        numero = 1 + sum(s.folio == folio for s in exp.caso.sesiones.values()) if folio else 1
        facilitador, certificacion = SALAS[exp.sede][sala]
        origen = self.origen()
        self._renglones.append((self._fila, exp))
        return NuevaSesion.model_validate(
            {
                "inicio": inicio,
                "duracion_min": 45,
                "folio": folio or f"CJA/{1000 + self._mundo.folio('cja')}/{dia.year}",
                "num_sesion": numero,
                "sede": exp.sede,
                "sala": None if virtual else sala,
                "url": f"https://sala.example.mx/{exp.id.hex[:8]}" if virtual else None,
                "modalidad": Modalidad.VIRTUAL if virtual else Modalidad.PRESENCIAL,
                "facilitador": facilitador,
                "certificacion": certificacion,
                "juzgado": exp.destino.juzgado,
                **origen,
            }
        )

    def _hora_libre(self, exp: Expediente, dia: date, desde: int, hasta: int) -> tuple[datetime, str]:
        calendario = self._mundo.calendario("STJ", exp.sede)
        quien = exp.caso.apertura.responsable or exp.sede
        n = exp.azar.randrange(desde, hasta)
        while True:
            cuando = calendario.sumar(dia, n)
            for hora in exp.azar.sample(HORAS, len(HORAS)):
                for sala in SALAS[exp.sede]:
                    lugar, persona = (exp.sede, cuando, hora, sala), (quien, cuando, hora, "")
                    if not {lugar, persona} & self._ocupado:
                        self._ocupado |= {lugar, persona}
                        return a_las(cuando, hora), sala
            n += 1

    def cambios(self, exp: Expediente, dia: date) -> Iterator[Hace]:
        """What the court, or the parties, change of a session that is near."""
        sesion = exp.caso.sesion
        if (
            sesion is None
            or exp.caso.etapa is not Etapa.AGENDADO
            or sesion.estado is not EstadoSesion.PROGRAMADA
        ):
            return
        if not dia < dia_local(sesion.inicio) <= dia + timedelta(days=10):
            return
        suerte = exp.azar.random()
        if suerte < SE_MUEVE:
            yield from self._mover(exp, sesion, dia)
        elif suerte < SE_MUEVE + SE_CANCELA:
            causa = "El centro cerró la sala por mantenimiento."
            cancelada = {"sesion": sesion.numero, "causa": causa, **self.origen()}
            yield Hace(cancelar_sesion, Cancelacion.model_validate(cancelada), origen=Origen.IMPORTACION)
        elif suerte < SE_MUEVE + SE_CANCELA + CAMBIA_DE_SALA and sesion.modalidad is Modalidad.PRESENCIAL:
            sala = next((s for s in SALAS[exp.sede] if s != sesion.sala), "Sala de juntas")
            lugar = {"sesion": sesion.numero, "sala": sala, "modalidad": sesion.modalidad, **self.origen()}
            yield Hace(cambiar_lugar_de_sesion, NuevoLugar.model_validate(lugar), origen=Origen.IMPORTACION)

    def _mover(self, exp: Expediente, sesion: Sesion, dia: date) -> Iterator[Hace]:
        causa = pesado(
            exp.azar,
            ((CausaReagenda.TRIBUNAL, 50), (CausaReagenda.ACUERDO, 30), (CausaReagenda.FUERZA_MAYOR, 20)),
        )
        inicio, sala = self._hora_libre(exp, dia, 6, 13)
        if exp.caso.mecanismo.corre and dia_local(inicio) > limite(exp.caso.mecanismo, self._mundo.v):
            return
        datos = {"sesion": sesion.numero, "inicio": inicio, "causa": causa}
        if sesion.modalidad is Modalidad.PRESENCIAL:
            datos["sala"] = sala
        del_tribunal = causa is CausaReagenda.TRIBUNAL
        datos |= self.origen() if del_tribunal else {}
        origen = Origen.IMPORTACION if del_tribunal else Origen.PANTALLA
        yield Hace(reagendar_sesion, NuevaFecha.model_validate(datos), origen=origen)
