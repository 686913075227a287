"""Papers: collected, copied, filed, lent; and the registry of agreements."""

from collections.abc import Iterator
from datetime import timedelta

from casos.decision import ARCHIVO
from casos.mediacion.archivo import Archivo, archivar_documento, devolver_documento
from casos.mediacion.cotejo import cotejo, de_sesiones, por_archivar
from casos.mediacion.documentos import (
    Anexo,
    Copia,
    Original,
    anexar_documento,
    entregar_copia,
    recabar_documento,
)
from casos.mediacion.registro_convenio import (
    ConFecha,
    Inscripcion,
    Prevencion,
    Remision,
    negar_inscripcion,
    prevenir_convenio,
    registrar_convenio,
    remitir_a_registro,
    subsanar_prevencion,
)
from casos.mediacion.vocabulario import Etapa, RolParte, TipoDocumento
from web.demo.escaneos import credencial, escanear
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende

T = TipoDocumento
SE_PREVIENE, SE_NIEGA = 0.16, 0.2
SE_ESCANEA, SE_IDENTIFICA = 0.3, 0.85


@atiende("recabar_documento", pronto=0.86)
def recabar(e: Encargo) -> Iterator[Hace]:
    """The signed original of a session or of an agreement, the same day as a rule."""
    if e.p.clave.startswith("convenio-"):
        yield from _convenio(e)
        return
    de_conclusion = e.p.clave.startswith("constancia")
    for papel in de_sesiones(e.caso):
        suyo = papel.sesion is None if de_conclusion else papel.sesion == e.numero
        if suyo and papel.documento is None:
            tipo = _tipo(papel.tipos if e.caso.etapa is Etapa.MEDIADO else papel.tipos - {T.CONVENIO})
            if tipo is not None:
                yield Hace(recabar_documento, _original(e, tipo, e.azar.randrange(1, 4), sesion=papel.sesion))
            return


def _convenio(e: Encargo) -> Iterator[Hace]:
    """The original, with the identification of who signed."""
    yield Hace(recabar_documento, _original(e, T.CONVENIO, e.azar.randrange(5, 10), convenio=e.numero))
    if T.IDENTIFICACION not in e.caso.anexos.values() and e.suerte("identificación") < SE_IDENTIFICA:
        escaneo, de_quien = credencial(e.mundo, e.exp)
        yield Hace(anexar_documento, Anexo(escaneo=escaneo, tipo=T.IDENTIFICACION, titular_id=de_quien))


def _original(
    e: Encargo, tipo: T, paginas: int, *, sesion: int | None = None, convenio: int | None = None
) -> Original:
    """A signed original; of some the officer takes the scan at once."""
    cual = f"{e.caso.folio or ''} {f'sesión {sesion}' if sesion else f'convenio {convenio}'}".strip()
    con_escaneo = e.suerte(f"escaneo de {tipo}, {cual}") < SE_ESCANEA
    escaneo = escanear(e.mundo, e.exp, tipo, paginas, cual) if con_escaneo else None
    return Original(tipo=tipo, paginas=paginas, escaneo=escaneo, sesion=sesion, convenio=convenio)


def _tipo(sirven: frozenset[TipoDocumento]) -> TipoDocumento | None:
    """Which of the papers that will do there is; none while an agreement waits for its signatures."""
    if T.CONVENIO in sirven and T.CONSTANCIA_ASISTENCIA not in sirven:
        return None
    orden = (
        T.CONSTANCIA_INASISTENCIA,
        T.CONSTANCIA_ASISTENCIA,
        T.CONSTANCIA_NO_ACUERDO,
        T.CONSTANCIA_CONCLUSION,
    )
    return next((tipo for tipo in orden if tipo in sirven), None)


def lo_que_falta(e: Encargo) -> Iterator[Hace]:
    """Every original that the file lacks, and those in hand to their box."""
    for renglon in cotejo(e.caso):
        if renglon.falta and renglon.es_original:
            tipo = T.CONVENIO if renglon.convenio else _tipo(renglon.tipos - {T.CONVENIO})
            if tipo is not None:
                datos = Original(tipo=tipo, paginas=2, sesion=renglon.sesion, convenio=renglon.convenio)
                yield Hace(recabar_documento, datos)
    for documento in por_archivar(e.caso):
        archiva = archivar_documento if documento.lugar == "mano" else devolver_documento
        yield Hace(archiva, Archivo(documento=documento.numero, ubicacion=_caja(e)))


@atiende("entregar_copia", pronto=0.7)
def copia(e: Encargo) -> Iterator[Hace]:
    """Each signer gets a certified copy."""
    yield Hace(entregar_copia, Copia(convenio=e.numero, a=RolParte(e.segundo or RolParte.ACREDITADO)))


@atiende("archivar_documento", "devolver_documento", pronto=0.4)
def archivar(e: Encargo) -> Iterator[Hace]:
    """An original goes to its box, or comes back to it."""
    if e.p.clave.startswith("no-acuerdo"):
        yield Hace(recabar_documento, Original(tipo=T.CONSTANCIA_NO_ACUERDO, paginas=2))
        return
    donde = Archivo(documento=e.numero, ubicacion=_caja(e))
    if e.p.tipo == "devolver_documento":
        yield Hace(devolver_documento, donde, ARCHIVO)
    else:
        yield Hace(archivar_documento, donde)


@atiende("archivar_adenda")
def adenda(e: Encargo) -> Iterator[Hace]:
    """The signed addendum is collected, and then filed."""
    en_mano = next((d for d in e.caso.documentos.values() if d.tipo is T.ADENDA and d.lugar == "mano"), None)
    if en_mano is None:
        yield Hace(recabar_documento, Original(tipo=T.ADENDA, paginas=3, convenio=e.numero))
    else:
        yield Hace(archivar_documento, Archivo(documento=en_mano.numero, ubicacion=_caja(e)))


def _caja(e: Encargo) -> str:
    """The box and bundle of the case: its folder is one."""
    return f"Caja {1 + int(40 * e.suerte('caja'))}, legajo {1 + int(25 * e.suerte('legajo'))}"


@atiende("remitir_a_registro", pronto=0.25)
def remitir(e: Encargo) -> Iterator[Hace]:
    """The facilitator sent the agreement to the registry."""
    acuse = f"SC-{e.mundo.folio('acuse'):05d}"
    yield Hace(remitir_a_registro, Remision(convenio=e.numero, fecha=e.dia, acuse=acuse))


@atiende("registrar_convenio", pronto=0.02)
def inscribir(e: Encargo) -> Iterator[Hace]:
    """The registry answers after some weeks, or finds a defect; some it never answers."""
    registral = e.caso.convenios[e.numero].registral
    if registral.estado != "remitido" or registral.remitido is None or e.exp.destino.semilla % 5 == 0:
        return
    if e.dia < registral.remitido + timedelta(days=12):
        return
    if e.azar.random() < SE_PREVIENE:
        defectos = "Falta la cédula profesional de quien asesoró a las partes."
        yield Hace(prevenir_convenio, Prevencion(convenio=e.numero, fecha=e.dia, defectos=defectos))
    else:
        numero = f"SON-{e.dia.year}-{e.mundo.folio('registro'):05d}"
        yield Hace(registrar_convenio, Inscripcion(convenio=e.numero, fecha=e.dia, numero=numero))


@atiende("subsanar_prevencion")
def subsanar(e: Encargo) -> Iterator[Hace]:
    """The defects are corrected; seldom too late."""
    niega = e.dia > e.p.vence or e.azar.random() < SE_NIEGA
    yield Hace(negar_inscripcion if niega else subsanar_prevencion, ConFecha(convenio=e.numero, fecha=e.dia))
