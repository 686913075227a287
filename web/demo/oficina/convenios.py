"""Drawing up, authorising, signing and starting agreements."""

from collections.abc import Iterator

from casos.decision import COORDINADOR, RESPONSABLE
from casos.dinero.pesos import CERO, redondear
from casos.mediacion.convenios import (
    Descarte,
    Opciones,
    Respuesta,
    activar_plan,
    autorizar_descuento,
    descartar_convenio,
    presentar_opciones,
    rechazar_descuento,
)
from casos.mediacion.estado import Convenio
from casos.mediacion.firma import Suscripcion, firmar_convenio, regenerar_adeudo
from casos.mediacion.hechos.convenios import Firma, OpcionVista
from casos.mediacion.judicial import ConMotivo, solicitar_turno
from casos.mediacion.vocabulario import Etapa, FormaFirma, Producto, Via
from web.demo import saldos
from web.demo.destino import pesado
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende
from web.demo.oficina.sesiones import no_acuerdo

ANTE_EL_TRIBUNAL = frozenset({Etapa.MEDIADO, Etapa.TURNADO_JUDICIAL})
SIN_CONVENIO = frozenset({Etapa.REGISTRADO, Etapa.SIN_ACUERDO, Etapa.NO_COMPARECIO})
SE_ARREPIENTEN, NO_FIRMAN, NO_SE_AUTORIZA = 0.05, 0.05, 0.2


@atiende("elaborar_convenio", pronto=0.85)
def elaborar(e: Encargo) -> Iterator[Hace]:
    """What was agreed in the session is drawn up; now and then it comes to nothing."""
    if e.azar.random() < SE_ARREPIENTEN:
        yield no_acuerdo(e)
    else:
        yield from saldos.elaborar(e)


@atiende("convenio_en_juicio")
def en_juicio(e: Encargo) -> Iterator[Hace]:
    """What was agreed before the judge is drawn up and signed here."""
    if e.caso.borrador is None:
        yield from saldos.elaborar(e, Producto.CONVENIO_CORTO, sin_quita=True)
    else:
        yield from firmar(e)


@atiende("presentar_opciones")
@atiende("proponer_via", pronto=0.3)
def ofrecer(e: Encargo) -> Iterator[Hace]:
    """Options are shown; from some of them an agreement at the window follows, others go to the courts."""
    if not e.caso.creditos:
        return
    que = "opciones"
    if e.p.tipo == "proponer_via":
        que = pesado(e.azar, (("opciones", 50), ("turno", 12), ("otra sesión", 38)))
    if que == "turno":
        motivo = "No hubo acuerdo y no se ve otra forma de cobro."
        yield Hace(solicitar_turno, ConMotivo(motivo=motivo), RESPONSABLE)
    elif que == "otra sesión":
        e.exp.pide_sesion = e.exp.pide_sesion or e.dia
    else:
        yield from _opciones(e)
        convenible = e.caso.convenio is None and e.caso.borrador is None
        if (
            convenible
            and e.caso.etapa in SIN_CONVENIO
            and (e.p.tipo == "proponer_via" or e.azar.random() < 0.5)
        ):
            yield from saldos.elaborar(e)


def _opciones(e: Encargo) -> Iterator[Hace]:
    debe = saldos.total(e.caso, [], e.dia)
    if debe < 600:
        return
    vistas = tuple(
        OpcionVista(
            producto=producto, parcialidades=n, importe=redondear((debe - inicial) / n), pago_inicial=inicial,
            total=debe, condonado=CERO,
        )
        for producto, n, inicial in (
            (Producto.CONVENIO_CORTO, 6, redondear(debe / 5)),
            (Producto.CONVENIO_CORTO, 12, redondear(debe / 5)),
            (Producto.CONVENIO_LARGO, 24, redondear(debe / 10)),
        )
    )  # fmt: skip
    yield Hace(presentar_opciones, Opciones(opciones=vistas, puede_pagar=redondear(debe / 10)))


@atiende("autorizar_descuento")
def autorizar(e: Encargo) -> Iterator[Hace]:
    """The coordinator answers what is over policy."""
    borrador = e.caso.borrador
    if borrador is None:
        return
    no = e.azar.random() < NO_SE_AUTORIZA
    motivo = (
        "Pide más de lo que se ha autorizado en casos parecidos."
        if no
        else "Primera vez que se acerca a pagar."
    )
    datos = Respuesta(convenio=borrador.numero, revision=borrador.elaborado.revision, motivo=motivo)
    yield Hace(rechazar_descuento if no else autorizar_descuento, datos, COORDINADOR)


@atiende("rehacer_convenio")
def rehacer(e: Encargo) -> Iterator[Hace]:
    """What was not authorised is drawn up again inside the policy, or dropped."""
    borrador = e.caso.borrador
    if borrador is None:
        return
    if e.azar.random() < 0.8:
        yield from saldos.elaborar(e, Producto.CONVENIO_CORTO, sin_quita=True)
    else:
        yield _descartar(borrador, "La persona no aceptó sin el descuento.")


def _descartar(borrador: Convenio, motivo: str) -> Hace:
    return Hace(descartar_convenio, Descarte(convenio=borrador.numero, motivo=motivo))


@atiende("firmar_convenio", pronto=0.75)
def firmar(e: Encargo) -> Iterator[Hace]:
    """All who must sign do, or the draft is dropped."""
    borrador = e.caso.borrador
    if borrador is None:
        return
    if e.azar.random() < NO_FIRMAN:
        yield _descartar(borrador, "La persona no volvió a firmar.")
        return
    elaborado = borrador.elaborado
    if _campana_terminada(e, borrador) or (elaborado.via is Via.STJ and e.caso.etapa not in ANTE_EL_TRIBUNAL):
        yield from saldos.elaborar(e, elaborado.producto, sin_quita=True)
        return
    formas = ((FormaFirma.AUTOGRAFA, 93), (FormaFirma.E_FIRMA, 4), (FormaFirma.HUELLA_Y_RUEGO, 3))
    serie = "CCJA" if elaborado.via is Via.STJ else "CI"
    firmado = Suscripcion(
        convenio=borrador.numero,
        revision=elaborado.revision,
        fecha=e.dia,
        folio=f"{serie}-{e.mundo.folio('convenio'):04d}/{e.dia.year}",
        firmas=tuple(Firma(rol=rol, forma=pesado(e.azar, formas)) for rol in elaborado.firman),
        sustituye=e.caso.convenio is not None,
    )
    regenera = elaborado.producto is Producto.REGENERACION
    yield Hace(regenerar_adeudo if regenera else firmar_convenio, firmado)


def _campana_terminada(e: Encargo, borrador: Convenio) -> bool:
    """Whether the draft cites a campaign that is over and nobody authorised it apart."""
    clave = borrador.elaborado.campana
    vigentes = {c.clave for c in e.v.politica(borrador.marca.politica).campanas_en(e.dia)}
    return clave is not None and clave not in vigentes and borrador.autorizado != borrador.elaborado.revision


@atiende("activar_plan")
def activar(e: Encargo) -> Iterator[Hace]:
    """Nothing is missing any more and the plan does not run yet."""
    yield Hace(activar_plan, e.numero)
