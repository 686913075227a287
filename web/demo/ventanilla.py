"""The desk's other duties: people attended without a case, messages, complaints, information asked of other areas."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from casos.atencion import AtencionDadaSinCaso, atender_sin_caso
from casos.boveda.persona import Persona
from casos.decision import CONTABILIDAD, COORDINADOR, RESPONSABLE, SISTEMAS
from casos.manifestacion import (
    Acuse,
    Clase,
    Nueva,
    Respuesta,
    Turno,
    acusar_recibo,
    compartir_reconocimiento,
    recibir_manifestacion,
    responder_queja,
    turnar_denuncia,
)
from casos.mediacion.vocabulario import Medio
from casos.peticion import Funcion
from casos.recado import NuevoRecado, Pide, entender_recado, tomar_recado
from casos.solicitud import Area, Contestacion, NuevaSolicitud, recibir_informacion, solicitar_informacion
from web.demo import gente
from web.demo.destino import SEDES, pesado
from web.demo.expediente import Ligero
from web.demo.hace import Hace, Previsto
from web.demo.mundo import Mundo
from web.demo.personal import PERSONAL, Empleado, de_rol, responsables

ASUNTOS = (
    "Saldo",
    "Convenio",
    "Referencia o comprobante de pago",
    "Sesión de mediación",
    "Aclaración",
    "Becas",
)
RESERVADO = "Reservado"
"""The name of a record that only keeps the key of a text."""
ATENCIONES, RECADOS, MANIFESTACIONES, SOLICITUDES = 2.0, 0.35, 0.15, 0.15
"""How many of each on a working day, on average."""
MEDIOS = ((Medio.PRESENCIAL, 40), (Medio.TELEFONO, 35), (Medio.WHATSAPP, 15), (Medio.CORREO, 10))
RAZONES = (
    "Pregunta por su sesión.",
    "Quiere cambiar su día de pago.",
    "Trae el comprobante que se le pidió.",
)
"""Why people call, as a message says it."""
DICHOS = {
    Clase.QUEJA: "Esperó más de una hora y nadie le dio informes.",
    Clase.SUGERENCIA: "Que se pueda pedir el estado de cuenta por correo.",
    Clase.RECONOCIMIENTO: "Agradece la paciencia con que se le explicó su convenio.",
    Clase.DENUNCIA: "Dice que se le pidió dinero para adelantar su cita.",
}
RESPUESTAS = {
    Clase.QUEJA: "Se ofreció una disculpa y se ajustó el horario.",
    Clase.SUGERENCIA: "Se adopta: se enviará por correo a quien lo pida.",
}
PREGUNTAS = {
    Area.SISTEMAS: "¿Por qué el crédito aparece duplicado en la cartera?",
    Area.CONTABILIDAD: "¿Se recibió el depósito del mes pasado?",
    Area.DIRECCION: "¿Procede ampliar el plazo a un caso con enfermedad acreditada?",
}
RESPONDE = {Area.SISTEMAS: SISTEMAS, Area.CONTABILIDAD: CONTABILIDAD, Area.DIRECCION: COORDINADOR}


class Suelto(NamedTuple):
    """An act on a light case, of somebody."""

    caso: Ligero
    hace: Hace


class Ventanilla:
    """What comes in each day beside the cases, and what is done about it some days later."""

    def __init__(self, mundo: Mundo) -> None:
        self._mundo, self._azar = mundo, mundo.azar
        self._luego: dict[date, list[Suelto]] = {}

    def de_la_ronda(self, dia: date, momento: Callable[[], datetime]) -> Iterator[Previsto]:
        """What is done today, at some moment of the round; what was for a day since declared off is done now."""
        debidos = [d for d in sorted(self._luego) if d <= dia]
        pendientes = [suelto for d in debidos for suelto in self._luego.pop(d)]
        for suelto in (*pendientes, *self._nuevos(dia)):
            yield Previsto(suelto.caso, suelto.hace, momento())

    def _nuevos(self, dia: date) -> Iterator[Suelto]:
        for _ in range(self._cuantos(ATENCIONES)):
            yield self._atencion()
        for _ in range(self._cuantos(RECADOS)):
            yield self._recado(dia)
        for _ in range(self._cuantos(MANIFESTACIONES)):
            yield self._manifestacion(dia)
        for _ in range(self._cuantos(SOLICITUDES)):
            yield self._solicitud(dia)

    def _cuantos(self, promedio: float) -> int:
        return sum(self._azar.random() < promedio / 4 for _ in range(4))

    def _quien(self) -> Empleado:
        return self._azar.choice(responsables(pesado(self._azar, SEDES)))

    def _caso(self, quien: Empleado) -> Ligero:
        return Ligero(self._mundo.pedido(), quien.sede)

    def _despues(self, dia: date, dias: int, suelto: Suelto) -> None:
        self._luego.setdefault(self._mundo.habil(dia, dias), []).append(suelto)

    def _persona(self, sede: str, *, anonima: bool = False) -> UUID:
        persona = (
            Persona(persona_id=self._mundo.pedido(), nombre=RESERVADO)
            if anonima
            else gente.persona(self._azar, sede)
        )
        self._mundo.guardar(persona)
        return persona.persona_id

    def _atencion(self) -> Suelto:
        quien, azar = self._quien(), self._azar
        resuelto = azar.random() < 0.85
        datos = AtencionDadaSinCaso(
            medio=pesado(azar, MEDIOS),
            asunto=azar.choice(ASUNTOS),
            resuelto=resuelto,
            canalizado_a=None if resuelto else "Becas",
            minutos=azar.randrange(2, 16),
            satisfaccion=azar.choice((None, None, 4, 5)),
            persona_id=self._persona(quien.sede) if azar.random() < 0.3 else None,
        )
        return Suelto(self._caso(quien), _hace(atender_sin_caso, datos, quien))

    def _recado(self, dia: date) -> Suelto:
        toma, azar = self._quien(), self._azar
        para = azar.choice(
            [e for e in PERSONAL if e.rol in (RESPONSABLE, COORDINADOR, CONTABILIDAD) and e != toma]
        )
        recado = self._caso(toma)
        datos = NuevoRecado(
            para=para.usuario, rol=para.rol, sede=para.sede, persona_id=self._persona(toma.sede),
            pide=azar.choice(list(Pide)), urgente=azar.random() < 0.15, motivo=azar.choice(RAZONES),
        )  # fmt: skip
        espera = azar.choice((1, 1, 1, 2, 4))
        self._despues(dia, espera, Suelto(recado, _hace(entender_recado, None, para)))
        return Suelto(recado, _hace(tomar_recado, datos, toma))

    def _manifestacion(self, dia: date) -> Suelto:
        quien, azar = self._quien(), self._azar
        clase = pesado(
            azar, ((Clase.QUEJA, 45), (Clase.SUGERENCIA, 25), (Clase.RECONOCIMIENTO, 25), (Clase.DENUNCIA, 5))
        )
        denuncia = clase is Clase.DENUNCIA
        coordina = de_rol(COORDINADOR)
        caso = self._caso(quien)
        datos = Nueva(
            folio=f"{clase.value[0]}{dia:%y}-{self._mundo.folio('manifestacion'):04d}", clase=clase,
            medio=pesado(azar, MEDIOS), persona_id=self._persona(quien.sede, anonima=denuncia), texto=DICHOS[clase],
            encargado=coordina.usuario if denuncia else None,
        )  # fmt: skip
        if denuncia:
            turno = Turno(oficio=f"OIC-{self._mundo.folio('oficio'):04d}")
            self._despues(dia, 1, Suelto(caso, _hace(turnar_denuncia, turno, coordina)))
        else:
            acuse = Acuse(medio=datos.medio)
            self._despues(dia, azar.choice((1, 1, 2)), Suelto(caso, _hace(acusar_recibo, acuse, coordina)))
        if clase in RESPUESTAS:
            respuesta = Respuesta(respuesta=RESPUESTAS[clase], medio=datos.medio)
            self._despues(
                dia, azar.randrange(3, 10), Suelto(caso, _hace(responder_queja, respuesta, coordina))
            )
        elif not denuncia:
            conocido = Suelto(caso, _hace(compartir_reconocimiento, None, coordina))
            self._despues(dia, azar.choice((1, 2, 4)), conocido)
        return Suelto(caso, _hace(recibir_manifestacion, datos, quien))

    def _solicitud(self, dia: date) -> Suelto:
        quien, area = self._quien(), self._azar.choice(list(Area))
        caso = self._caso(quien)
        datos = NuevaSolicitud(
            area=area, persona_id=self._persona(quien.sede, anonima=True), texto=PREGUNTAS[area]
        )
        respuesta = Contestacion(respuesta="Se revisó; se envía el detalle por oficio.")
        contesta = _hace(recibir_informacion, respuesta, de_rol(RESPONDE[area]))
        self._despues(dia, self._azar.randrange(1, 7), Suelto(caso, contesta))
        return Suelto(caso, _hace(solicitar_informacion, datos, quien))


def _hace(decision: Funcion, datos: object, quien: Empleado) -> Hace:
    return Hace(decision, datos, quien.rol, autor=quien.usuario)
