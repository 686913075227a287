"""The portfolio against what is known: each debtor's rows together, one line for each row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from casos.asiento import Acto
from casos.importacion.caso_de_cartera import Nuevo, Taller, abrir, actualizar
from casos.importacion.conocido import Conocido
from casos.importacion.deudor import Suyo, hallar_deudor
from casos.importacion.directorio import Oficina
from casos.importacion.ensayo import ensayar, sin_repetir, ya_llevada
from casos.importacion.fichas import con_curp
from casos.importacion.gente_de_cartera import Archivero, Gente, gente_de
from casos.importacion.identificar import Duda
from casos.importacion.mesa import Mesa
from casos.importacion.nombres_parecidos import es_la_misma
from casos.importacion.palabras import SEDES
from casos.importacion.reparto import Cuota, Reparto
from casos.importacion.vista_previa import Causa, Clase, Eleccion, Renglon, Situacion, id_de_lote
from casos.lectura.cartera import CarteraLeida, RenglonCartera
from casos.lectura.deudores import DeudorLeido, por_deudor
from casos.lectura.nombres import clave_persona
from casos.lectura.renglones import RenglonMalo
from casos.lote import Lote

SEDE_DE_OFICIO = "HMO"
"""Where a debtor goes when neither the file nor who imports says an office."""
SIN_ELECCION = Eleccion()


def planear_cartera(
    leida: CarteraLeida,
    oficina: Oficina,
    acto: Acto,
    hoy: date,
    lote: Lote,
    elecciones: Mapping[int, Eleccion] | None = None,
) -> list[Renglon]:
    """One line per row. An answer in `elecciones` to one row in doubt holds for all rows of its debtor."""
    plan = _Plan(leida, oficina, acto, hoy, lote, elecciones or {})
    lineas = {linea.fila: linea for deudor in plan.deudores for linea in plan.de_un_deudor(deudor)}
    return [lineas.get(leido.fila) or _sin_plan(leido) for leido in leida.renglones]


def _sin_plan(leido: RenglonCartera | RenglonMalo) -> Renglon:
    if isinstance(leido, RenglonMalo):
        return Renglon(fila=leido.fila, situacion=Situacion.ERROR, mensaje=leido.motivo, quien=leido.texto)
    return Renglon(
        fila=leido.fila,
        situacion=Situacion.YA_ESTABA,
        mensaje=f"Dice lo mismo que la fila {leido.repite}.",
        quien=leido.acreditado,
    )


class _Plan:
    """What is looked up once for the whole file, and whose turn it is."""

    def __init__(
        self,
        leida: CarteraLeida,
        oficina: Oficina,
        acto: Acto,
        hoy: date,
        lote: Lote,
        elecciones: Mapping[int, Eleccion],
    ) -> None:
        self.deudores = por_deudor(leida.buenos)
        self.lote, self.elecciones = lote, elecciones
        por_ver = [r for r in leida.buenos if ya_llevada(lote, r.fila) is None]
        self.mesa = Mesa(oficina.casos, acto)
        self.conocido = Conocido(
            oficina,
            self.mesa,
            creditos={r.num_credito for r in por_ver},
            curps={c for r in por_ver for c in (con_curp(r.curp), con_curp(r.curp_aval)) if c},
            nombres={r.acreditado for r in por_ver if not con_curp(r.curp)},
        )
        self.tocayos = Counter(clave_persona(d.acreditado) for d in self.deudores)
        self.turnos: Counter[str] = Counter()
        self.sede = acto.sede or SEDE_DE_OFICIO
        lote_id = id_de_lote(Clase.CARTERA, leida.sha256)
        ctx = self.mesa.ctx
        _, calendarios = ctx.versiones.calendarios_en(ctx.ahora)
        ocupados = oficina.directorio.primeros_contactos(hoy)
        self.taller = Taller(
            Archivero(oficina.boveda, self.conocido, lote_id),
            Reparto(oficina.equipo, ctx.politica, leida.sha256, acto.autor),
            Cuota(ctx.politica, calendarios, hoy, ocupados),
            lote_id,
            hoy,
        )

    def de_un_deudor(self, deudor: DeudorLeido) -> list[Renglon]:
        """The lines of all rows of a debtor."""
        nuevo = self._destino(deudor)
        hechas = [(r, ya_llevada(self.lote, r.fila)) for r in deudor.renglones]
        faltan = [r for r, linea in hechas if linea is None]
        lineas = [linea for _, linea in hechas if linea is not None]
        if faltan:
            lineas += self._planear(faltan, gente_de(deudor.renglones), nuevo)
        return [replace(linea, quien=deudor.acreditado) for linea in lineas]

    def _destino(self, deudor: DeudorLeido) -> Nuevo:
        """Office and owner of the case that the debtor would get; every debtor of the file takes a turn."""
        dichas = [r.sede for r in deudor.renglones if r.sede]
        sede = dichas[0] if dichas else self.sede
        columna = next((r.responsable for r in deudor.renglones if r.responsable), None)
        lugar = deudor.renglones[0].fila if self.elecciones else self.turnos[sede]
        turno = self.taller.reparto.responsable(sede, lugar, columna)
        self.turnos[sede] += 1
        avisos = [turno.aviso] if turno.aviso else []
        if len(set(dichas)) > 1:
            avisos.append(f"Sus créditos están en oficinas distintas; se abre en {SEDES[sede]}.")
        elif not dichas:
            avisos.append(f"El archivo no dice de qué oficina es; se abre en {SEDES[sede]}.")
        return Nuevo(sede, turno, " ".join(avisos))

    def _planear(self, renglones: list[RenglonCartera], gente: Gente, nuevo: Nuevo) -> list[Renglon]:
        eleccion = next(
            (self.elecciones[r.fila] for r in renglones if r.fila in self.elecciones), SIN_ELECCION
        )
        suyo = self._de_quien(renglones, gente, eleccion)
        if isinstance(suyo, Duda):
            return _en_duda(renglones, suyo)
        if suyo.caso_id is None:
            return self._abrir(renglones, gente, nuevo)
        caso = self.mesa.caso(suyo.caso_id)
        lineas = actualizar(renglones, gente, suyo.caso_id, caso, self.taller, aceptada=eleccion.aceptar)
        lineas = [self._probada(linea) for linea in lineas]
        for linea in lineas:
            for persona in linea.personas:
                self.conocido.anotar_persona(persona)
        for r in renglones:
            if r.num_credito not in caso.creditos:
                self.conocido.anotar_credito(suyo.caso_id, r.num_credito)
        return lineas

    def _de_quien(self, renglones: Sequence[RenglonCartera], gente: Gente, eleccion: Eleccion) -> Suyo | Duda:
        if eleccion.caso_id or eleccion.nuevo:
            return Suyo(eleccion.caso_id)
        ficha = gente.acreditado
        nombres = dict.fromkeys(
            r.acreditado for r in renglones if not es_la_misma(r.acreditado, ficha.nombre)
        )
        if nombres and not eleccion.aceptar:
            todos = "; ".join((ficha.nombre, *nombres))
            dicho = f"La misma CURP viene con nombres distintos: {todos}. Confirme que es una sola persona."
            return Duda(Causa.REVISAR, dicho)
        hallado = hallar_deudor(ficha, renglones, self.conocido)
        sin_clave = not (con_curp(ficha.curp) or ficha.telefonos or ficha.correos)
        if hallado == Suyo(None) and sin_clave and (iguales := self.tocayos[clave_persona(ficha.nombre)]) > 1:
            return Duda(
                Causa.HOMONIMO,
                f"El archivo trae a {iguales} deudores que se llaman {ficha.nombre}, y este sin CURP, teléfono ni "
                "correo. Confirme si es la misma persona que otra o ábrale su propio caso.",
            )
        return hallado

    def _abrir(self, renglones: Sequence[RenglonCartera], gente: Gente, nuevo: Nuevo) -> list[Renglon]:
        cabeza, *resto = abrir(renglones, gente, nuevo, self.taller)
        caso_id = cabeza.caso_id
        if not cabeza.pasos or caso_id is None:
            return [cabeza, *resto]
        cabeza = ensayar(cabeza, self.mesa)
        if cabeza.situacion is Situacion.DUDA:
            duda = Duda(cabeza.causa or Causa.NO_PROCEDE, cabeza.mensaje)
            return _en_duda(renglones, duda)
        acreditado, *otros = cabeza.personas
        self.conocido.anotar_caso(caso_id, acreditado, [r.num_credito for r in renglones], None)
        for persona in otros:
            self.conocido.anotar_persona(persona)
        return [cabeza, *resto]

    def _probada(self, linea: Renglon) -> Renglon:
        if linea.caso_id is None or not linea.pasos:
            return linea
        pedidos = self.mesa.pedidos(linea.caso_id)
        linea = ensayar(sin_repetir(linea, pedidos, self.taller.lote_id, self.lote.vuelta), self.mesa)
        if linea.situacion is Situacion.DUDA:
            return replace(linea, candidatos=self.conocido.candidatos([linea.caso_id or self.taller.lote_id]))
        return linea


def _en_duda(renglones: Sequence[RenglonCartera], duda: Duda) -> list[Renglon]:
    """One question for all rows of a debtor, asked once on the screen."""
    juntas = tuple(r.fila for r in renglones)
    return [
        Renglon(
            fila=r.fila,
            situacion=Situacion.DUDA,
            mensaje=duda.mensaje,
            causa=duda.causa,
            candidatos=duda.candidatos,
            caso_id=duda.candidatos[0].caso_id if len(duda.candidatos) == 1 else None,
            junto=juntas,
        )
        for r in renglones
    ]
