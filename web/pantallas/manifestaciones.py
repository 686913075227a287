"""«Quejas y sugerencias»: what people come to say of the service, its folio, its deadline and its answer."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from casos.asiento import Historia
from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR
from casos.manifestacion import (
    SE_RESPONDEN,
    TURNAN,
    Acuse,
    Clase,
    DenunciaPasada,
    DenunciaTurnada,
    Manifestacion,
    ManifestacionRecibida,
    ManifestacionRespondida,
    Nueva,
    ReciboAcusado,
    ReconocimientoCompartido,
    Respuesta,
    Turno,
    acusar_recibo,
    compartir_reconocimiento,
    puede_leer,
    recibir_manifestacion,
    responder_queja,
    turnar_denuncia,
)
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import Medio
from casos.tiempo import dia_local
from flujos import pendientes
from proyecciones.consultas import ligeros as consulta
from web import personas
from web.actual import cuenta, hoy, instancia
from web.ausencias import de_quien, nombre_de_cuenta
from web.campos import Linea, Parrafo
from web.decidir import decidir
from web.expediente import abrir_ligero, historia_legible, lector
from web.formato import con_mayuscula, fecha, momento
from web.formularios import Campos, Formulario, leer
from web.frases.palabras import dicho
from web.ligeros import MEDIOS, caso_de, companeros, guardar_persona, nombres_de_cuentas
from web.navegacion import Entrada
from web.pantallas.denuncias import Renglon, detenidas, para_turnar
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("manifestaciones", __name__, url_prefix="/manifestaciones")
ENTRADA = Entrada("Quejas y sugerencias", "manifestaciones.lista", 45)
LECTORES = (*CON_BANDEJA, ADMINISTRADOR, AUDITOR)
A_LA_VISTA = 60
RESERVADO = "Reservado"
CLASES = {
    Clase.QUEJA: "Queja", Clase.SUGERENCIA: "Sugerencia", Clase.RECONOCIMIENTO: "Reconocimiento",
    Clase.DENUNCIA: "Denuncia",
}  # fmt: skip


class NuevaForm(Campos):
    """What came in; `quien` and `contacto` are blank when it is anonymous."""

    clase: Clase
    medio: Medio
    quien: Linea = ""
    contacto: Linea = ""
    sobre: Linea | None = None
    encargado: Linea | None = None
    texto: Parrafo


class SeguimientoForm(Campos):
    """What is done with it: the means of an acknowledgement or an answer, or the letter of a denuncia."""

    medio: Medio = Medio.PRESENCIAL
    respuesta: Parrafo = ""
    oficio: Linea = ""


@bp.get("/")
@permiso(*LECTORES)
def lista() -> Response:
    """Those that one may read: the open ones first."""
    abierta, yo = instancia(), cuenta()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        mias = consulta.que_esperan(conexion, "manifestacion", hoy(), de_quien(yo))
        todas = consulta.abiertos_por(conexion, ["ManifestacionRecibida"], A_LA_VISTA, sede=yo.sede)
    historias = [h for i in dict.fromkeys([*mias, *todas]) if (h := historia_legible(i))]
    legibles = [h for h in historias if puede_leer(h.caso, yo.usuario, yo.rol)]
    conocidas = personas.personas(h.caso.persona_id for h in legibles)
    renglones = [(h.caso.cerrada, _renglon(h, conocidas)) for h in legibles]
    return pagina(
        "manifestaciones/lista.html",
        abiertas=[r for cerrada, r in renglones if not cerrada],
        cerradas=[r for cerrada, r in renglones if cerrada],
        detenidas=detenidas(yo),
        puede=yo.rol in CON_BANDEJA,
    )


def _renglon(historia: Historia, conocidas: Any) -> Renglon:
    m: Manifestacion = historia.caso
    suyos = pendientes(historia, instancia().casos.versiones())
    vence = min((p.vence for p in suyos), default=None)
    return Renglon(
        f"{CLASES[m.clase]} {m.folio}",
        url_for("manifestaciones.ver", caso_id=historia.caso_id),
        f"antes del {fecha(vence)}" if vence else "concluida",
        ("mal" if vence < hoy() else "hoy" if vence == hoy() else "") if vence else "bien",
        personas.nombre_de(conocidas, m.persona_id),
        tuple(p.titulo for p in suyos),
    )


@bp.get("/nueva")
@permiso(*CON_BANDEJA)
def nueva() -> Response:
    """The form."""
    return _formulario(Formulario(NuevaForm, {"medio": Medio.PRESENCIAL}))


def _formulario(form: Formulario[NuevaForm]) -> Response:
    return pagina(
        "manifestaciones/nueva.html",
        422 if form.errores else 200,
        form=form,
        clases=[(c.value, texto) for c, texto in CLASES.items()],
        medios=MEDIOS,
        cuentas=[(c.usuario, c.nombre) for c in companeros()],
        encargados=para_turnar(),
    )


@bp.post("/nueva")
@permiso(*CON_BANDEJA)
def recibir() -> Response:
    """Receive it: the next page says its folio."""
    form = leer(NuevaForm)
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        caso_id, datos = caso_de(form.pedido, "manifestacion"), _datos(form)
        decidir(caso_id, recibir_manifestacion, datos, form)
        if d.clase is Clase.DENUNCIA:
            hecha = volver("manifestaciones.lista", aviso=f"Denuncia recibida con el folio {datos.folio}.")
        else:
            aviso = f"{CLASES[d.clase]} con el folio {datos.folio}. Dígaselo a la persona."
            hecha = volver("manifestaciones.ver", caso_id=caso_id, aviso=aviso)
    return hecha or _formulario(form)


def _datos(form: Formulario[NuevaForm]) -> Nueva:
    """The decision's data. Of a denuncia the vault keeps a record without a name."""
    d, es_denuncia = form.datos, form.datos.clase is Clase.DENUNCIA
    de_quien = " · ".join(p for p in (d.quien, d.contacto) if p)
    folio = f"{CLASES[d.clase][0]}{dia_local(instancia().ahora()):%y}-{form.pedido.hex[:6].upper()}"
    correo, telefono = (d.contacto, "") if "@" in d.contacto else ("", d.contacto)
    return Nueva(
        folio=folio, clase=d.clase, medio=d.medio, texto=d.texto, sobre=d.sobre,
        persona_id=guardar_persona(form.pedido, RESERVADO) if es_denuncia
        else guardar_persona(form.pedido, d.quien, telefono, correo),
        quien=de_quien if es_denuncia else None, encargado=d.encargado if es_denuncia else None,
    )  # fmt: skip


def _abrir(caso_id: UUID) -> tuple[Historia, Manifestacion]:
    """It, or 404; 403 for whom it concerns and, of a denuncia, for everybody but the one in charge."""
    return abrir_ligero(caso_id, Manifestacion, "ver queja o sugerencia", puede_leer, prestado=False)


@bp.get("/<uuid:caso_id>")
@permiso(*LECTORES)
def ver(caso_id: UUID) -> Response:
    """One of them, and what comes next."""
    return _una(caso_id, Formulario(SeguimientoForm, {"medio": Medio.PRESENCIAL}))


def _avisos_dados(historia: Historia) -> list[tuple[str, str]]:
    """How and when its author was told: the folio, and the answer; of a denuncia, its letter."""
    dados = []
    for a in historia.vigentes:
        match a.hecho:
            case ReciboAcusado(medio=medio):
                dados.append(("Acuse", f"{con_mayuscula(dicho(medio))}, {momento(a.ocurrido_en)}"))
            case ManifestacionRespondida(medio=medio):
                dados.append(("Se le respondió", f"{con_mayuscula(dicho(medio))}, {momento(a.ocurrido_en)}"))
            case ReconocimientoCompartido():
                dados.append(("Se dio a conocer", momento(a.ocurrido_en)))
            case DenunciaPasada(encargado=encargado):
                dados.append(
                    ("La turna", f"{nombre_de_cuenta(encargado)}, desde el {momento(a.ocurrido_en)}")
                )
            case DenunciaTurnada(oficio=oficio):
                dados.append(("Se turnó", f"Oficio {oficio}, {momento(a.ocurrido_en)}"))
    return dados


def _una(caso_id: UUID, form: Formulario[SeguimientoForm]) -> Response:
    historia, m = _abrir(caso_id)
    rol, lee = cuenta().rol, lector(historia, historia.asientos)
    recibida = next(a for a in historia.asientos if isinstance(a.hecho, ManifestacionRecibida))
    dada = next((a.hecho for a in historia.asientos if isinstance(a.hecho, ManifestacionRespondida)), None)
    conocidas, nombres = personas.personas([m.persona_id]), nombres_de_cuentas()
    datos = [
        ("De", lee.privado(recibida.hecho, "quien") or personas.nombre_de(conocidas, m.persona_id)),
        ("Teléfono", personas.telefono_de(conocidas, m.persona_id)),
        ("Sobre", nombres.get(m.sobre, m.sobre) if m.sobre else ""),
        ("Recibida", momento(recibida.registrado_en)),
        ("Recibió", nombres.get(recibida.autor, recibida.autor)),
        *_avisos_dados(historia),
    ]
    suyos = pendientes(historia, instancia().casos.versiones())
    return pagina(
        "manifestaciones/ver.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        m=m,
        version=historia.version,
        titulo=f"{CLASES[m.clase]} {m.folio}",
        plazo=" · ".join(f"{p.titulo}: {fecha(p.vence)}" for p in suyos),
        texto=lee.privado(recibida.hecho, "texto"),
        respuesta=lee.privado(dada, "respuesta") if dada else "",
        datos=[(n, v) for n, v in datos if v],
        form=form,
        medios=MEDIOS,
        puede_acusar=rol in CON_BANDEJA and m.clase is not Clase.DENUNCIA and not (m.acusada or m.cerrada),
        puede_responder=rol == COORDINADOR and m.clase in SE_RESPONDEN and not m.cerrada,
        puede_compartir=rol == COORDINADOR and m.clase is Clase.RECONOCIMIENTO and not m.cerrada,
        puede_turnar=m.clase is Clase.DENUNCIA and not m.cerrada,
        sugerencia=m.clase is Clase.SUGERENCIA,
    )


@bp.post("/<uuid:caso_id>/acuse")
@permiso(*CON_BANDEJA)
def acusar(caso_id: UUID) -> Response:
    """Its author was told the folio."""
    return _seguir(caso_id, acusar_recibo, lambda d: Acuse(medio=d.medio), "Acuse de recibo registrado.")


@bp.post("/<uuid:caso_id>/respuesta")
@permiso(COORDINADOR)
def responder(caso_id: UUID) -> Response:
    """A complaint or a suggestion is answered."""
    return _seguir(
        caso_id,
        responder_queja,
        lambda d: Respuesta(respuesta=d.respuesta, medio=d.medio),
        "Respuesta registrada.",
    )


@bp.post("/<uuid:caso_id>/compartido")
@permiso(COORDINADOR)
def compartir(caso_id: UUID) -> Response:
    """Whom praise is about knows of it."""
    return _seguir(caso_id, compartir_reconocimiento, lambda d: None, "Reconocimiento dado a conocer.")


@bp.post("/<uuid:caso_id>/turno")
@permiso(*TURNAN)
def turnar(caso_id: UUID) -> Response:
    """A denuncia is handed over."""
    return _seguir(
        caso_id, turnar_denuncia, lambda d: Turno(oficio=d.oficio), "Denuncia turnada a la Contraloría."
    )


def _seguir(caso_id: UUID, decision: Any, datos_de: Any, aviso: str) -> Response:
    _abrir(caso_id)
    form = leer(SeguimientoForm)
    hecha: Response | None = None
    with form.intentar():
        decidir(caso_id, decision, datos_de(form.datos), form)
        hecha = volver("manifestaciones.ver", caso_id=caso_id, aviso=aviso)
    return hecha or _una(caso_id, form)
