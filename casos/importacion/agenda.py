"""The court's agenda against what is known: each row, in its order, as the one before it would leave things."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from casos.asiento import Acto
from casos.calendario.aritmetica import Motivo
from casos.importacion.caso_de_agenda import Apertura
from casos.importacion.conocido import Conocido
from casos.importacion.desaparecidas import desaparecidas
from casos.importacion.directorio import Oficina
from casos.importacion.ensayo import en_duda, ensayar, sin_repetir, ya_llevada
from casos.importacion.identificar import DeQuien, Duda, identificar
from casos.importacion.mesa import VACIO, Mesa
from casos.importacion.palabras import creditos as con_creditos
from casos.importacion.palabras import dia, tiempos
from casos.importacion.reparto import Reparto
from casos.importacion.sesion import Cambio, DelArchivo, comparar
from casos.importacion.vista_previa import Causa, Clase, Eleccion, Paso, Renglon, Situacion, id_de_lote
from casos.lectura.agenda import AgendaLeida
from casos.lectura.renglones import RenglonMalo
from casos.lectura.sesion import RenglonAgenda
from casos.lote import Lote
from casos.mediacion.apertura import NuevoCredito, vincular_credito

CREDITOS_POR_RENGLON = 9
SEDE_DE_OFICIO = "HMO"
"""Where a new case goes when neither the file nor who imports says an office."""
SIN_ELECCION = Eleccion()


def planear_agenda(
    leida: AgendaLeida,
    oficina: Oficina,
    acto: Acto,
    hoy: date,
    lote: Lote,
    elecciones: Mapping[int, Eleccion] | None = None,
) -> list[Renglon]:
    """One line per row, then one per vanished session. `elecciones` answer rows in doubt, by row number."""
    plan = _Plan(leida, oficina, acto, hoy, lote, elecciones or {})
    renglones = [plan.renglon(leido) for leido in leida.renglones]
    return renglones + desaparecidas(leida, renglones, plan.conocido, oficina, hoy)


class _Plan:
    """What is looked up once for the whole file."""

    def __init__(
        self,
        leida: AgendaLeida,
        oficina: Oficina,
        acto: Acto,
        hoy: date,
        lote: Lote,
        elecciones: Mapping[int, Eleccion],
    ) -> None:
        por_ver = [r for r in leida.buenos if ya_llevada(lote, r.fila) is None]
        self.mesa = Mesa(oficina.casos, acto)
        self.conocido = Conocido(
            oficina,
            self.mesa,
            creditos={n for r in por_ver for n in r.creditos},
            folios={r.folio for r in por_ver if r.folio},
            curps={r.curp for r in por_ver if r.curp},
            nombres={r.invitado for r in por_ver if r.invitado},
        )
        self.sha256, self.hoy, self.lote, self.elecciones = leida.sha256, hoy, lote, elecciones
        self.lote_id = id_de_lote(Clase.AGENDA, leida.sha256)
        self.sede = acto.sede or SEDE_DE_OFICIO
        self.reparto = Reparto(oficina.equipo, self.mesa.ctx.politica, leida.sha256, acto.autor)

    def renglon(self, leido: RenglonAgenda | RenglonMalo) -> Renglon:
        """The line of one row."""
        if isinstance(leido, RenglonMalo):
            return Renglon(
                fila=leido.fila, situacion=Situacion.ERROR, mensaje=leido.motivo, quien=leido.texto
            )
        hecho = ya_llevada(self.lote, leido.fila) or self._repetido(leido) or self._planear(leido)
        if leido.avisos and hecho.situacion is not Situacion.YA_ESTABA:
            hecho = hecho.con_aviso(" ".join(leido.avisos))
        return replace(hecho, quien=leido.invitado or "")

    def _repetido(self, r: RenglonAgenda) -> Renglon | None:
        if r.repite is None:
            return None
        dicho = f"Dice lo mismo que la fila {r.repite}."
        return Renglon(fila=r.fila, situacion=Situacion.YA_ESTABA, mensaje=dicho)

    def _planear(self, r: RenglonAgenda) -> Renglon:
        eleccion = self.elecciones.get(r.fila, SIN_ELECCION)
        de_quien = self._de_quien(r, eleccion)
        if r.dudas and eleccion == SIN_ELECCION:
            casos = [de_quien.caso_id] if isinstance(de_quien, DeQuien) and de_quien.caso_id else []
            return self._duda(r, Duda(Causa.REVISAR, " ".join(r.dudas), self.conocido.candidatos(casos)))
        if isinstance(de_quien, Duda):
            return self._duda(r, de_quien)
        if len(de_quien.nuevos) > CREDITOS_POR_RENGLON:
            demasiados = "Trae demasiados créditos que no están en el sistema; agréguelos en el caso."
            return self._duda(r, Duda(Causa.NO_PROCEDE, demasiados))
        if de_quien.caso_id is None:
            return self._abrir(r, de_quien.nuevos, eleccion)
        return self._en_caso(r, de_quien, de_quien.caso_id, eleccion)

    def _de_quien(self, r: RenglonAgenda, eleccion: Eleccion) -> DeQuien | Duda:
        if eleccion.caso_id is None and not eleccion.nuevo:
            return identificar(r, self.conocido)
        libres = tuple(n for n in r.creditos if not self.conocido.de_credito(n)[0])
        return DeQuien(eleccion.caso_id, libres)

    @staticmethod
    def _duda(r: RenglonAgenda, duda: Duda) -> Renglon:
        return Renglon(
            fila=r.fila,
            situacion=Situacion.DUDA,
            mensaje=duda.mensaje,
            causa=duda.causa,
            candidatos=duda.candidatos,
            caso_id=duda.candidatos[0].caso_id if len(duda.candidatos) == 1 else None,
        )

    def _en_caso(self, r: RenglonAgenda, de_quien: DeQuien, caso_id: UUID, eleccion: Eleccion) -> Renglon:
        cambio = comparar(r, caso_id, self.mesa.caso(caso_id), self._del_archivo(eleccion))
        renglon = _de_cambio(r, caso_id, cambio)
        if cambio.situacion is not Situacion.DUDA and de_quien.nuevos:
            renglon = _con_creditos(renglon, caso_id, de_quien.nuevos)
        if de_quien.aviso:
            renglon = renglon.con_aviso(de_quien.aviso)
        renglon = self._probado(r, renglon, self.mesa.caso(caso_id).apertura.sede, eleccion)
        if renglon.situacion is Situacion.DUDA:
            return replace(renglon, candidatos=self.conocido.candidatos([caso_id]))
        self.conocido.anotar_folio(caso_id, r.folio)
        for numero in de_quien.nuevos:
            self.conocido.anotar_credito(caso_id, numero)
        return renglon

    def _abrir(self, r: RenglonAgenda, creditos: tuple[str, ...], eleccion: Eleccion) -> Renglon:
        if r.cancelada:
            dicho = "Viene cancelada y es de alguien que no está en el sistema: no hay nada que hacer."
            return Renglon(fila=r.fila, situacion=Situacion.CANCELADA, mensaje=dicho, hecho=dicho)
        if r.invitado is None:
            falta = "El renglón no trae nombre y sin él no se puede abrir un caso: elija uno que ya exista."
            return self._duda(r, Duda(Causa.SIN_CREDITO, falta))
        sede = r.sede or self.sede
        apertura = Apertura(r, r.invitado, creditos, self.lote_id, sede, self.conocido, self.reparto)
        cambio = comparar(r, apertura.caso_id, VACIO, self._del_archivo(eleccion))
        renglon = replace(
            _de_cambio(r, apertura.caso_id, cambio),
            mensaje=f"{cambio.mensaje} {apertura.dicho[0]}",
            hecho=f"{cambio.hecho} {apertura.dicho[1]}",
            personas=(apertura.persona,),
            pasos=(apertura.paso, *cambio.pasos),
        )
        if cambio.situacion is not Situacion.DUDA:
            renglon = self._probado(r, renglon, sede, eleccion)
        if renglon.situacion is Situacion.DUDA:
            return replace(renglon, caso_id=None, sesion=None, pasos=(), personas=())
        self.conocido.anotar_caso(apertura.caso_id, apertura.persona, creditos, r.folio)
        return renglon

    def _probado(self, r: RenglonAgenda, renglon: Renglon, sede: str, eleccion: Eleccion) -> Renglon:
        """The line without what was done before, and as a question if the day or the case does not admit it."""
        caso_id = renglon.caso_id
        if caso_id is None:
            return renglon
        renglon = sin_repetir(renglon, self.mesa.pedidos(caso_id), self.lote_id, self.lote.vuelta)
        fija_dia = any(paso.nombre in ("agendar", "reagendar") for paso in renglon.pasos)
        descanso = self._descanso(r.fecha, r.sede or sede) if fija_dia and r.fecha else None
        if r.fecha and descanso and descanso.confirmado and not eleccion.motivo:
            return en_duda(
                renglon,
                Causa.INHABIL,
                f"El {dia(r.fecha, self.hoy)} es inhábil para el tribunal ({descanso.nombre}). Confirme la fecha con "
                "el centro; si sí habrá sesión, acéptela y escriba por qué.",
            )
        if r.fecha and descanso and not descanso.confirmado:
            renglon = renglon.con_aviso(
                f"Se supone que el {dia(r.fecha, self.hoy)} el tribunal descansa ({descanso.nombre}), pero su agenda "
                "trae la sesión: vale lo que dice la agenda."
            )
        return ensayar(renglon, self.mesa)

    def _descanso(self, fecha: date, sede: str) -> Motivo | None:
        _, calendarios = self.mesa.ctx.versiones.calendarios_en(self.mesa.ctx.ahora)
        return calendarios.calendario("STJ", sede).motivo(fecha)

    def _del_archivo(self, eleccion: Eleccion) -> DelArchivo:
        return DelArchivo(self.sha256, self.hoy, eleccion.motivo if eleccion.aceptar else "")


def _de_cambio(r: RenglonAgenda, caso_id: UUID, cambio: Cambio) -> Renglon:
    return Renglon(
        fila=r.fila,
        situacion=cambio.situacion,
        mensaje=cambio.mensaje,
        hecho=cambio.hecho,
        causa=cambio.causa,
        caso_id=caso_id,
        sesion=cambio.sesion,
        pasos=cambio.pasos,
    )


def _con_creditos(renglon: Renglon, caso_id: UUID, nuevos: tuple[str, ...]) -> Renglon:
    """Contracts that the row names and nobody has are tied to its case."""
    pasos = tuple(
        Paso(f"credito{n}", caso_id, vincular_credito, NuevoCredito(credito=numero))
        for n, numero in enumerate(nuevos, 1)
    )
    antes, despues = tiempos("Se {agregará|agregó} al caso el %s, que no estaba.", con_creditos(nuevos))
    cambia = renglon.situacion is Situacion.YA_ESTABA
    return replace(
        renglon,
        situacion=Situacion.CAMBIA if cambia else renglon.situacion,
        mensaje=f"{renglon.mensaje} {antes}",
        hecho=f"{renglon.hecho or renglon.mensaje} {despues}",
        pasos=pasos + renglon.pasos,
    )
