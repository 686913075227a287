"""What happens beside the inbox: people who come or call, notes, loans of papers, rests, corrections, reviews."""

from collections.abc import Callable, Iterator
from datetime import date

from casos.anulacion import Anulacion, Correccion, anular, corregir
from casos.decision import ARCHIVO, COORDINADOR, RESPONSABLE
from casos.hecho import TextoPrivado
from casos.mediacion.apertura import NuevaPersona, vincular_persona
from casos.mediacion.archivo import Prestamo, prestar_documento
from casos.mediacion.cierre import CierrePorCausa, Reapertura, cerrar_por_causa, reabrir_caso
from casos.mediacion.contacto import (
    AtencionDada,
    Autorizacion,
    Calificacion,
    LlamadaDeLaParte,
    LlamadaHecha,
    autorizar_intento,
    calificar_numero,
    registrar_atencion,
    registrar_llamada,
    registrar_llamada_recibida,
)
from casos.mediacion.expediente import (
    Descarte,
    Nota,
    Posposicion,
    Reasignacion,
    Revision,
    agregar_nota,
    descartar_pendiente,
    posponer_pendiente,
    reasignar,
    revisar,
)
from casos.mediacion.suspension import NuevaSuspension, suspender
from casos.mediacion.visitas import VisitaHecha, registrar_visita
from casos.mediacion.vocabulario import (
    CalidadNumero,
    CausaCierre,
    CausaSuspension,
    Contesto,
    Medio,
    ResultadoLlamada,
    ResultadoVisita,
    RolParte,
    TipoVisita,
)
from web.demo import gente
from web.demo.destino import pesado
from web.demo.expediente import Expediente
from web.demo.hace import Hace
from web.demo.mundo import Mundo
from web.demo.personal import responsables

ASUNTOS = ("Saldo", "Convenio", "Referencia o comprobante de pago", "Sesión de mediación", "Aclaración")
NOTAS = (
    "Se dejó recado con un familiar para que se comunique.",
    "El expediente físico tiene copia de la credencial; falta el comprobante de domicilio.",
    "Pide que la correspondencia llegue a su trabajo.",
    "Se revisó con la coordinación; se continúa por la misma vía.",
)
OBSERVACIONES = ("Falta la evidencia de la visita.", "Insistir antes de turnar.", "Bien documentado.")
REVISA, ANULA, CORRIGE, REABRE = 0.3, 0.010, 0.004, 0.03


Imprevisto = Callable[[Mundo, Expediente, date], Iterator[Hace]]


def _nota(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    yield Hace(agregar_nota, Nota(texto=exp.azar.choice(NOTAS)))


def _atencion(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    medio = pesado(exp.azar, ((Medio.PRESENCIAL, 45), (Medio.WHATSAPP, 30), (Medio.CORREO, 25)))
    resuelto = exp.azar.random() < 0.8
    yield Hace(
        registrar_atencion,
        AtencionDada(
            medio=medio, asunto=exp.azar.choice(ASUNTOS), resuelto=resuelto,
            canalizado_a=None if resuelto else "Contabilidad", minutos=exp.azar.randrange(3, 20),
            satisfaccion=exp.azar.choice((None, 3, 4, 5, 5)),
        ),
    )  # fmt: skip


def _llama(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    yield Hace(registrar_llamada_recibida, LlamadaDeLaParte(asunto=exp.azar.choice(ASUNTOS)))


def _viene(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    yield Hace(registrar_visita, VisitaHecha(tipo=TipoVisita.RECIBIDA, resultado=ResultadoVisita.TITULAR))


def _prestamo(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    archivado = next((d for d in exp.caso.documentos.values() if d.lugar == "archivo"), None)
    if archivado is not None:
        yield Hace(
            prestar_documento, Prestamo(documento=archivado.numero, a="Jurídico, Lic. Arvizu"), ARCHIVO
        )


def _reasigna(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    otros = [e.usuario for e in responsables(exp.sede) if e.usuario != exp.caso.apertura.responsable]
    if otros:
        motivo = "Reparto de la carga de trabajo."
        yield Hace(reasignar, Reasignacion(responsable=otros[0], motivo=motivo), COORDINADOR)


def _suspende(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    causas = ((CausaSuspension.ACLARACION, 60), (CausaSuspension.QUEJA, 25), (CausaSuspension.ARCO, 15))
    if exp.caso.suspension is None:
        datos = NuevaSuspension(causa=pesado(exp.azar, causas), motivo="Se espera la respuesta de otra área.")
        yield Hace(suspender, datos, COORDINADOR)


def _aparta(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    suyas = [p for p in exp.filas(mundo.v) if p.rol == RESPONSABLE and p.visible <= dia and not p.escala]
    if not suyas:
        return
    p = suyas[0]
    if exp.azar.random() < 0.7:
        hasta = mundo.habil(dia, exp.azar.randrange(2, 6))
        datos = Posposicion(
            tipo=p.tipo,
            clave=p.clave,
            causa=max(p.causa),
            hasta=hasta,
            motivo="La persona está fuera de la ciudad.",
        )
        yield Hace(posponer_pendiente, datos)
    else:
        motivo = "Ya se atendió en persona."
        yield Hace(
            descartar_pendiente, Descarte(tipo=p.tipo, clave=p.clave, causa=max(p.causa), motivo=motivo)
        )


def _aval(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    if not exp.caso.tiene_aval:
        persona = gente.persona(exp.azar, exp.sede)
        mundo.guardar(persona)
        yield Hace(vincular_persona, NuevaPersona(persona_id=persona.persona_id, rol=RolParte.AVAL))


def _no_llamar(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    persona_id = exp.caso.apertura.persona_id
    if (telefono := mundo.referencia(persona_id)) is not None:
        calidad = Calificacion(persona_id=persona_id, telefono=telefono, calidad=CalidadNumero.NO_LLAMAR)
        yield Hace(calificar_numero, calidad)


def _autoriza(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    motivo = "La persona pidió por escrito que se le llame hoy."
    yield Hace(autorizar_intento, Autorizacion(dia=dia, motivo=motivo), COORDINADOR)


def _cierra(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    if exp.caso.sesion is not None:
        return
    causas = ((CausaCierre.INCOBRABLE, 60), (CausaCierre.DUPLICADO, 25), (CausaCierre.ERROR_DE_CAPTURA, 15))
    datos = CierrePorCausa(
        causa=pesado(exp.azar, causas),
        motivo="Lo dictaminó el comité de cartera.",
        soporte=f"Acta {mundo.folio('acta')}/{dia.year}",
    )
    yield Hace(cerrar_por_causa, datos, COORDINADOR)


POR_DIA: tuple[tuple[float, Imprevisto], ...] = (
    (0.0040, _nota), (0.0030, _atencion), (0.0020, _llama), (0.0020, _viene), (0.0010, _prestamo),
    (0.0005, _reasigna), (0.0003, _suspende), (0.0010, _aparta), (0.0010, _aval), (0.00025, _no_llamar),
    (0.00015, _autoriza), (0.00025, _cierra),
)  # fmt: skip
"""How likely each is on a working day of an open case."""


def imprevistos(mundo: Mundo, exp: Expediente, dia: date) -> Iterator[Hace]:
    """At most one unforeseen thing a day."""
    suerte = exp.azar.random()
    for probable, que in POR_DIA:
        if suerte < probable:
            yield from que(mundo, exp, dia)
            return
        suerte -= probable


def correcciones(exp: Expediente, dia: date) -> Iterator[Hace]:
    """A call of today that was captured by mistake is annulled, or captured as it was."""
    llamada = next(reversed(exp.caso.contacto.llamadas), None)
    if exp.llamado != dia or llamada is None:
        return
    suerte = exp.azar.random()
    anula = Anulacion(versiones=(llamada.marca.version,), motivo=TextoPrivado("La llamada era de otro caso."))
    if suerte < ANULA:
        yield Hace(anular, anula)
    elif suerte < ANULA + CORRIGE:
        buena = LlamadaHecha(
            motivo=llamada.motivo, a=llamada.a, contesto=Contesto.NADIE, resultado=ResultadoLlamada.BUZON,
            telefono=llamada.telefono,
        )  # fmt: skip
        anula = Anulacion(versiones=anula.versiones, motivo=TextoPrivado("El resultado se capturó mal."))
        yield Hace(corregir, Correccion(anula=anula, decision=registrar_llamada.__name__, datos=buena))


def supervision(mundo: Mundo, exp: Expediente) -> Iterator[Hace]:
    """The coordinator reviews what was captured, and now and then opens a closed case again."""
    if exp.por_revisar and mundo.azar.random() < REVISA:
        exp.por_revisar = False
        observacion = mundo.azar.choice(OBSERVACIONES) if mundo.azar.random() < 0.08 else None
        yield Hace(revisar, Revision(hasta=exp.version, observacion=observacion), COORDINADOR)
    cerrado = exp.caso.cierre.causa in (CausaCierre.INCOBRABLE, CausaCierre.DUPLICADO)
    if cerrado and mundo.azar.random() < REABRE:
        motivo = "Apareció un domicilio y se intentará de nuevo."
        yield Hace(reabrir_caso, Reapertura(motivo=motivo), COORDINADOR)
