"""Decisions that put an agreement in force: its signature, and the *regeneración de adeudo*."""

from collections.abc import Iterable, Sequence
from datetime import date

from casos.decision import COORDINADOR, RESPONSABLE, Contexto, Guarda, Rechazo, decision, exigir
from casos.dinero.letras import fecha_larga
from casos.dinero.regeneracion import conserva
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos
from casos.mediacion.elaboracion import donde_se_conviene
from casos.mediacion.estado import Caso, Convenio, EstadoSesion
from casos.mediacion.hechos.convenios import AdeudoRegenerado, ConvenioFirmado, ConvenioSustituido, Firma
from casos.mediacion.oferta import campana_de
from casos.mediacion.vocabulario import Etapa, Producto, ResultadoSesion, RolParte, Via
from casos.tiempo import dia_local

OFICINA = {RESPONSABLE, COORDINADOR}
DE_QUIEN = {RolParte.ACREDITADO: "de la persona acreditada", RolParte.AVAL: "del aval"}


class Suscripcion(Datos):
    """A signed paper: which revision, when, with what folio (the court's or ours), by whom.

    `sesion` is that of the agreement (when not said, the last one held with agreement). `sustituye` confirms
    that it replaces the agreement in force. `sin_aval` lets a regeneration go without the aval; it is the
    coordinator's to say.
    """

    convenio: int
    revision: int
    fecha: date
    folio: Texto
    firmas: tuple[Firma, ...]
    sesion: int | None = None
    sustituye: bool = False
    sin_aval: bool = False


def _firmable(accion: str, *, regeneracion: bool) -> Guarda:
    donde = donde_se_conviene(accion)

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        motivo = donde(caso, ctx)
        if motivo:
            return motivo
        borrador = caso.borrador
        if borrador is None:
            return "No hay un convenio por firmar; elabórelo primero."
        if (borrador.elaborado.producto is Producto.REGENERACION) is not regeneracion:
            boton = "Firmar convenio" if regeneracion else "Regenerar adeudo"
            return f"El borrador es de otro producto; use «{boton}»."
        return _falta_autorizacion(borrador)

    return guarda


def _falta_autorizacion(borrador: Convenio) -> str | None:
    if borrador.por_autorizar:
        return "Falta que el coordinador autorice lo que sale de la política."
    if borrador.rechazado == borrador.elaborado.revision:
        return "El coordinador no autorizó esta versión; elabore otra o descarte el convenio."
    return None


_puede_firmar = _firmable("firmar un convenio", regeneracion=False)
_puede_regenerar = _firmable("regenerar el adeudo", regeneracion=True)


@decision(quien=OFICINA, titulo="Firmar convenio", si=_puede_firmar)
def firmar_convenio(caso: Caso, firmado: Suscripcion, ctx: Contexto) -> list[Hecho]:
    """All who must have signed the revision that was authorised. A signature already captured yields []."""
    if _ya_firmado(caso, firmado):
        return []
    exigir(_puede_firmar(caso, ctx))
    borrador = _el_firmado(caso, firmado, ctx)
    exigir_firmas(borrador.elaborado.firman, firmado.firmas)
    return [*_sustituido(caso, borrador, firmado), _suscrito(caso, borrador, firmado)]


@decision(quien=OFICINA, titulo="Regenerar adeudo", si=_puede_regenerar)
def regenerar_adeudo(caso: Caso, firmado: Suscripcion, ctx: Contexto) -> list[Hecho]:
    """Overdue balances become one new base under a signed agreement; the plan before it is closed and linked.

    It is no novation unless the policy says so, and the aval must consent (CCF 2215, 2220, 2221). Already
    captured, []. Money is conserved: what enters = base + what is condoned.
    """
    if _ya_firmado(caso, firmado):
        return []
    exigir(_puede_regenerar(caso, ctx))
    borrador = _el_firmado(caso, firmado, ctx)
    elaborado = borrador.elaborado
    firman = elaborado.firman
    if firmado.sin_aval:
        if ctx.rol != COORDINADOR:
            raise Rechazo("Solo el coordinador puede dejar que se regenere el adeudo sin la firma del aval.")
        firman = tuple(rol for rol in firman if rol is not RolParte.AVAL)
    exigir_firmas(firman, firmado.firmas)
    base = elaborado.plan.capital
    conserva(elaborado.reconocido.total, queda=base, condonado=elaborado.condonado.total)
    regenerado = AdeudoRegenerado(
        convenio=borrador.numero,
        sustituye=caso.convenio.numero if caso.convenio else None,
        creditos=elaborado.creditos,
        entra=elaborado.reconocido,
        condonado=elaborado.condonado,
        capitalizado=elaborado.reconocido.accesorios - elaborado.condonado.accesorios,
        base=base,
        es_novacion=ctx.politica.productos.regeneracion.es_novacion,
        sin_aval=RolParte.AVAL not in {f.rol for f in firmado.firmas},
    )
    return [*_sustituido(caso, borrador, firmado), regenerado, _suscrito(caso, borrador, firmado)]


def _ya_firmado(caso: Caso, firmado: Suscripcion) -> bool:
    convenio = caso.convenios.get(firmado.convenio)
    return convenio is not None and convenio.folio == firmado.folio


def _el_firmado(caso: Caso, firmado: Suscripcion, ctx: Contexto) -> Convenio:
    """The draft that was signed, once everything but the signatures has been seen to be in order."""
    borrador = caso.borrador
    if borrador is None or (borrador.numero, borrador.elaborado.revision) != (
        firmado.convenio,
        firmado.revision,
    ):
        raise Rechazo("Se firmó una versión distinta de la última elaborada; revise cuál es la que se firmó.")
    if not firmado.folio.strip():
        raise Rechazo("Escriba el folio del convenio.")
    if firmado.fecha > dia_local(ctx.ahora):
        raise Rechazo("La fecha de firma está en el futuro; corríjala.")
    _exigir_campana(borrador, firmado.fecha, ctx)
    if borrador.elaborado.via is Via.STJ and caso.etapa is not Etapa.TURNADO_JUDICIAL:
        _exigir_sesion(caso, firmado)
    return borrador


def _exigir_campana(borrador: Convenio, fecha: date, ctx: Contexto) -> None:
    campana = campana_de(ctx.versiones.politica(borrador.marca.politica), borrador.elaborado.campana)
    autorizado = borrador.autorizado == borrador.elaborado.revision
    if campana and not campana.vigente_en(fecha) and not autorizado:
        raise Rechazo(
            f"La campaña «{campana.nombre}» no está vigente el {fecha_larga(fecha)}; elabore de nuevo el "
            "convenio y pida autorización."
        )


def _exigir_sesion(caso: Caso, firmado: Suscripcion) -> None:
    sesion = caso.sesiones.get(_sesion_de(caso, firmado) or 0)
    con_acuerdo = (EstadoSesion.CELEBRADA, ResultadoSesion.ACUERDO)
    if caso.etapa is not Etapa.MEDIADO or sesion is None or (sesion.estado, sesion.resultado) != con_acuerdo:
        raise Rechazo("Por la vía del tribunal se firma lo acordado en una sesión; regístrela con acuerdo.")
    if firmado.fecha < dia_local(sesion.inicio):
        raise Rechazo("El convenio no pudo firmarse antes de la sesión; corrija la fecha de firma.")


def _sesion_de(caso: Caso, firmado: Suscripcion) -> int | None:
    if firmado.sesion is not None:
        return firmado.sesion
    con_acuerdo = (s.numero for s in caso.sesiones.values() if s.resultado is ResultadoSesion.ACUERDO)
    return max(con_acuerdo, default=None)


def exigir_firmas(firman: Iterable[RolParte], firmas: Sequence[Firma]) -> None:
    """Refuse when somebody who must have signed did not."""
    faltan = [DE_QUIEN.get(rol, f"de {rol}") for rol in firman if rol not in {f.rol for f in firmas}]
    if faltan or not firmas:
        de_quien = " y ".join(faltan) or "de quien se obliga"
        raise Rechazo(f"Falta la firma {de_quien}; sin ella no hay convenio.")


def _sustituido(caso: Caso, borrador: Convenio, firmado: Suscripcion) -> list[Hecho]:
    anterior = caso.convenio
    if anterior is None:
        return []
    if not firmado.sustituye:
        raise Rechazo(
            f"El convenio {anterior.numero} sigue en vigor y solo puede haber uno; confirme que el nuevo lo "
            "sustituye."
        )
    return [ConvenioSustituido(convenio=anterior.numero, por=borrador.numero)]


def _suscrito(caso: Caso, borrador: Convenio, firmado: Suscripcion) -> ConvenioFirmado:
    de_sesion = borrador.elaborado.via is Via.STJ and caso.etapa is Etapa.MEDIADO
    return ConvenioFirmado(
        convenio=borrador.numero,
        revision=firmado.revision,
        fecha=firmado.fecha,
        folio_convenio=firmado.folio,
        firmas=firmado.firmas,
        sesion=_sesion_de(caso, firmado) if de_sesion else firmado.sesion,
    )
