"""One imported file: what it did, what it left in doubt, what vanished from it, and the way back."""

from typing import Any, Literal, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, url_for

from casos.decision import Rechazo
from casos.importacion.deshacer import deshacer
from casos.importacion.dudas import descartar, en_duda, juntas, resolver, responder
from casos.importacion.vista_previa import ACEPTABLES, DE_QUIEN, Causa, Clase, Eleccion, Renglon, Situacion
from casos.lote import Lote
from casos.mediacion.estado import Caso, EstadoSesion
from casos.mediacion.vocabulario import RolParte
from web import importaciones, personas
from web.actual import almacen, instancia
from web.avisos import Aviso
from web.campos import Linea
from web.envios import Guardado
from web.formato import momento, plural
from web.formularios import Campos, Formulario, leer
from web.pantallas.importar import QUIENES, TITULOS, acto, exigir_clase
from web.permisos import permiso
from web.renglones_leidos import datos_de
from web.respuestas import pagina, volver

bp = Blueprint("importacion", __name__, url_prefix="/importar/<uuid:caso_id>")
CASOS_A_LA_VISTA = 60
SEGUNDOS_ENTRE_VISTAS = 3
_SIN_ARCHIVO = "El archivo ya no se conserva. Impórtelo otra vez para resolver sus dudas."
EXPLICA = {
    Causa.HOMONIMO: "El nombre solo no basta",
    Causa.SIN_CREDITO: "No se sabe de quién es",
    Causa.PERSONA_DISTINTA: "El nombre no es el del caso",
    Causa.CREDITO_DE_OTRO: "El crédito es de otra persona",
    Causa.VARIOS_CASOS: "Puede ser de varios casos",
    Causa.FOLIO_DE_OTRO: "El folio es de otro caso",
    Causa.CASO_CERRADO: "El caso está cerrado",
    Causa.INHABIL: "El día es inhábil",
    Causa.REVISAR: "Algo del renglón parece equivocado",
    Causa.NO_PROCEDE: "El caso no lo admite ahora",
    Causa.CONVENIO_EN_VIGOR: "El saldo no es el del convenio",
    Causa.REPETIDO: "Parece repetido",
    Causa.OLVIDADA: "Los datos de la persona se suprimieron",
}


class Perdida(NamedTuple):
    """A vanished session as the page shows it."""

    caso_id: UUID
    sesion: int
    texto: str
    quien: str


def _lote(caso_id: UUID) -> Lote:
    historia = instancia().casos.historia(caso_id)
    if historia is None or not isinstance(historia.caso, Lote):
        abort(404)
    exigir_clase(historia.caso.clase)
    return historia.caso


def _guardado(caso_id: UUID) -> Guardado | None:
    return importaciones.envios(instancia()).leer(caso_id)


@bp.get("/")
@permiso(*QUIENES)
def ver(caso_id: UUID) -> Response:
    """The page of the import; while it goes on, how far it is."""
    if importaciones.en_marcha(caso_id):
        return _en_marcha(caso_id)
    lote = _lote(caso_id)
    guardado = _guardado(caso_id) if lote.por_resolver else None
    dudas = _dudas(guardado) if guardado else []
    casos = lote.tocados
    return pagina(
        "importar/importacion.html",
        caso_id=caso_id,
        lote=lote,
        titulo=TITULOS[Clase(lote.clase)],
        dudas=[
            (r, EXPLICA.get(r.causa, "") if r.causa else "Ya se puede llevar a cabo")
            for _, r in dudas
            if r.fila
        ],
        sin_archivo="" if guardado or not lote.por_resolver else _SIN_ARCHIVO,
        perdidas=_perdidas(lote),
        casos=_casos(casos[:CASOS_A_LA_VISTA]),
        mas_casos=max(len(casos) - CASOS_A_LA_VISTA, 0),
        cuantos_casos=len(casos),
    )


def _en_marcha(caso_id: UUID) -> Response:
    historia = instancia().casos.historia(caso_id)
    lote = historia.caso if historia and isinstance(historia.caso, Lote) else Lote()
    if lote.clase:
        exigir_clase(lote.clase)
    respuesta = pagina(
        "importar/en_marcha.html", lote=lote, hechos=lote.renglones - lote.errores - lote.faltan
    )
    respuesta.headers["Refresh"] = str(SEGUNDOS_ENTRE_VISTAS)
    return respuesta


@bp.post("/continuar")
@permiso(*QUIENES)
def continuar(caso_id: UUID) -> Response:
    """Go on with an import that was cut short: what is done stays done."""
    lote = _lote(caso_id)
    guardado = _guardado(caso_id)
    if guardado is None or not lote.faltan:
        return volver("importacion.ver", caso_id=caso_id, aviso=Aviso("Impórtelo otra vez.", tono="cuidado"))
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    importaciones.llevar_aparte(abierta, oficina, importaciones.envio_de(abierta, guardado), acto(), caso_id)
    return volver("importacion.ver", caso_id=caso_id)


def _dudas(guardado: Guardado) -> list[tuple[Any, Renglon]]:
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    return en_duda(oficina, importaciones.envio_de(abierta, guardado), acto())


def _perdidas(lote: Lote) -> list[Perdida]:
    abierta = instancia()
    halladas = []
    for caso_id, numero in lote.por_preguntar:
        historia = abierta.casos.historia(caso_id)
        sesion = historia.caso.sesiones.get(numero) if historia else None
        if historia and sesion:
            vive = sesion.estado is EstadoSesion.PROGRAMADA
            texto = f"Sesión {sesion.num_sesion} de {sesion.folio or 'folio sin anotar'}, {momento(sesion.inicio)}"
            halladas.append(
                Perdida(
                    caso_id,
                    numero,
                    texto if vive else f"{texto} (ya no está por celebrarse)",
                    _nombre(historia.caso),
                )
            )
    return halladas


def _nombre(caso: Any) -> str:
    persona_id = caso.apertura.persona_id if isinstance(caso, Caso) else None
    return personas.nombre_de(personas.personas([persona_id]), persona_id)


def _casos(ids: list[UUID]) -> list[tuple[str, str, str]]:
    """(name, address, credits) of cases; light cases of payments say what they are."""
    historias = {i: historia for i in ids if (historia := instancia().casos.historia(i))}
    abiertos = {i: h.caso for i, h in historias.items() if isinstance(h.caso, Caso) and h.caso.etapa}
    conocidas = personas.personas(c.persona(RolParte.ACREDITADO) for c in abiertos.values())
    hechos = []
    for i, historia in historias.items():
        caso = abiertos.get(i)
        if caso is not None:
            nombre = personas.nombre_de(conocidas, caso.apertura.persona_id)
            hechos.append((nombre, url_for("caso.ver", caso_id=i), ", ".join(list(caso.creditos)[:4])))
        elif not isinstance(historia.caso, Caso):
            hechos.append(("Pago por identificar", url_for("por_identificar.ver", caso_id=i), ""))
    return hechos


# ------------------------------------------------------------------------------------------------- one doubt


class RespuestaForm(Campos):
    """The answer to a row in doubt: `que` is caso:<id>, otro, nuevo, aceptar or descartar."""

    que: Linea
    otro: Linea = ""
    motivo: Linea = ""


@bp.get("/dudas/<int:fila>")
@permiso(*QUIENES)
def duda(caso_id: UUID, fila: int) -> Response:
    """A row in doubt, with what it says and what may be answered."""
    return _pagina_de_duda(caso_id, fila, Formulario(RespuestaForm))


def _pagina_de_duda(
    caso_id: UUID, fila: int, form: Formulario[RespuestaForm], linea: Renglon | None = None
) -> Response:
    lote = _lote(caso_id)
    guardado = _guardado(caso_id)
    if guardado is None or fila not in lote.por_resolver:
        return volver(
            "importacion.ver", caso_id=caso_id, aviso=Aviso("Esa duda ya no está pendiente.", tono="cuidado")
        )
    leido, actual = next((x for x in _dudas(guardado) if x[1].fila == fila), (None, None))
    actual = linea or actual
    if actual is None:
        abort(404)
    opciones = _opciones(actual, lote)
    if not form.valores.get("que") and opciones:
        form.valores["que"] = opciones[0][0] if len(opciones) <= 2 else ""
    filas = juntas(importaciones.envio_de(instancia(), guardado), fila, lote)
    return pagina(
        "importar/duda.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        lote=lote,
        titulo=TITULOS[Clase(lote.clase)],
        fila=fila,
        linea=actual,
        datos=datos_de(leido),
        form=form,
        opciones=opciones,
        con_otro=any(valor == "otro" for valor, *_ in opciones),
        pide_motivo=actual.causa is Causa.INHABIL,
        juntas=[f for f in filas if f != fila],
    )


def _opciones(r: Renglon, lote: Lote) -> list[tuple[str, str, str]]:
    """What may be answered: (value, words, help)."""
    opciones: list[tuple[str, str, str]] = []
    if r.situacion is not Situacion.DUDA:
        opciones.append(("aceptar", "Llevarlo a cabo", r.mensaje))
    if r.causa in DE_QUIEN:
        opciones += [
            (f"caso:{c.caso_id}", f"Es de {c.nombre}", f"Créditos: {', '.join(c.creditos[:6]) or 'ninguno'}")
            for c in r.candidatos
        ]
        opciones.append(
            ("otro", "Es de otro caso", "Escriba abajo un número de crédito o un folio de ese caso.")
        )
        if lote.clase != Clase.PAGOS and r.quien:
            opciones.append(("nuevo", "Es alguien nuevo: abrir un caso", f"A nombre de {r.quien}."))
    elif r.causa in ACEPTABLES:
        opciones.append(("aceptar", "Está bien así", "Se lleva a cabo como viene."))
    elif r.causa is not None:
        opciones.append(("aceptar", "Intentar de nuevo", "Si ya corrigió en el caso lo que lo impedía."))
    opciones.append(("descartar", "Descartarlo", "No es nuestro, viene mal o no procede: no se hace nada."))
    return opciones


@bp.post("/dudas/<int:fila>")
@permiso(*QUIENES)
def contestar(caso_id: UUID, fila: int) -> Response:
    """Do what was answered, and on to the next doubt."""
    lote = _lote(caso_id)
    guardado = _guardado(caso_id)
    if guardado is None:
        return volver("importacion.ver", caso_id=caso_id, aviso=Aviso(_SIN_ARCHIVO, tono="cuidado"))
    form = leer(RespuestaForm)
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    envio = importaciones.envio_de(abierta, guardado)
    lineas: list[Renglon] = []
    with form.intentar():
        respuesta = form.datos
        if respuesta.que == "descartar":
            descartar(oficina, caso_id, acto(), juntas(envio, fila, lote))
            return _siguiente(caso_id, f"Fila {fila} descartada.")
        eleccion = _eleccion(respuesta, lote, fila)
        lineas = resolver(oficina, envio, acto(), fila, eleccion)
        en_falta = [r for r in lineas if r.situacion is Situacion.DUDA]
        if not en_falta:
            abierta.al_dia(caso_id, *{r.caso_id for r in lineas if r.caso_id})
            return _siguiente(caso_id, lineas[0].mensaje)
        form.rechazar(en_falta[0].mensaje, "motivo" if en_falta[0].causa is Causa.INHABIL else "que")
    return _pagina_de_duda(caso_id, fila, form, next((r for r in lineas if r.fila == fila), None))


def _eleccion(r: RespuestaForm, lote: Lote, fila: int) -> Eleccion:
    candidatos = lote.por_resolver[fila].candidatos if fila in lote.por_resolver else ()
    if r.que.startswith("caso:"):
        return Eleccion(_uuid(r.que.removeprefix("caso:")), aceptar=bool(r.motivo), motivo=r.motivo)
    if r.que == "otro":
        return Eleccion(caso_por_clave(r.otro), aceptar=bool(r.motivo), motivo=r.motivo)
    if r.que == "nuevo":
        return Eleccion(nuevo=True, aceptar=bool(r.motivo), motivo=r.motivo)
    if r.que == "aceptar":
        return Eleccion(candidatos[0] if len(candidatos) == 1 else None, aceptar=True, motivo=r.motivo)
    raise Rechazo("Elija qué hacer con este renglón.")


def _uuid(texto: str) -> UUID:
    try:
        return UUID(texto)
    except ValueError:
        raise Rechazo("Elija uno de los casos de la lista.") from None


def caso_por_clave(texto: str) -> UUID:
    """The open case of a contract or a court folio. Raises Rechazo."""
    from casos.lectura.ilegible import ValorIlegible
    from casos.lectura.valores import leer_folio

    abierta = instancia()
    limpio = texto.strip()
    if not limpio:
        raise Rechazo("Escriba un número de crédito o un folio del caso.")
    directorio = importaciones.oficina(abierta, almacen()).directorio
    try:
        folio, _ = leer_folio(limpio)
    except ValorIlegible:
        folio = limpio.upper()
    numero = limpio.lstrip("0")
    hallados = {
        *directorio.de_creditos([numero]).get(numero, ()),
        *directorio.de_folios([folio]).get(folio, ()),
    }
    abiertos = [i for i in hallados if (historia := abierta.casos.historia(i)) and historia.caso.abierto]
    if len(abiertos) != 1:
        raise Rechazo(f"No hay un caso abierto con el crédito o folio «{limpio}»; revíselo.")
    return abiertos[0]


def _siguiente(caso_id: UUID, hecho: str) -> Response:
    abierta = instancia()
    abierta.al_dia(caso_id)
    lote = _lote(caso_id)
    importaciones.soltar_si_ya(abierta, importaciones.oficina(abierta, almacen()), caso_id)
    if not lote.por_resolver:
        return volver("importacion.ver", caso_id=caso_id, aviso=Aviso(hecho, "Ya no quedan dudas."))
    quedan = plural(len(lote.por_resolver), "duda", "dudas")
    return volver(
        "importacion.duda",
        caso_id=caso_id,
        fila=min(lote.por_resolver),
        aviso=Aviso(hecho, f"Quedan {quedan}."),
    )


# ----------------------------------------------------------------------------------------- vanished, undoing


class DesaparecidaForm(Campos):
    """What became of a session."""

    caso: UUID
    sesion: int
    como: Literal["cancelada", "sigue"]


@bp.post("/desaparecidas")
@permiso(*QUIENES)
def desaparecida(caso_id: UUID) -> Response:
    """Cancel a session that vanished, or note that it stands."""
    _lote(caso_id)
    form = leer(DesaparecidaForm)
    datos = form.datos
    abierta = instancia()
    responder(
        importaciones.oficina(abierta, almacen()), caso_id, acto(), datos.caso, datos.sesion, datos.como
    )
    abierta.al_dia(caso_id, datos.caso)
    hecho = "Sesión cancelada." if datos.como == "cancelada" else "Se anotó que la sesión sigue en pie."
    return volver("importacion.ver", caso_id=caso_id, aviso=hecho)


@bp.post("/deshacer")
@permiso(*QUIENES)
def deshacer_todo(caso_id: UUID) -> Response:
    """Undo the whole import as far as nothing else hangs on it."""
    lote = _lote(caso_id)
    abierta = instancia()
    hecho = deshacer(importaciones.oficina(abierta, almacen()), caso_id, acto())
    abierta.al_dia(caso_id, *lote.casos)
    importaciones.envios(abierta).soltar(caso_id)
    quedan = [(nombre, url) for nombre, url, _ in _casos([q.caso_id for q in hecho.quedan[:10]])]
    sigue = (
        f"En {plural(len(hecho.quedan), 'caso', 'casos')} no se pudo, porque ya hay capturas posteriores; revise:"
        if hecho.quedan
        else ""
    )
    return volver(
        "importacion.ver",
        caso_id=caso_id,
        aviso=Aviso(
            f"Importación deshecha en {plural(hecho.casos, 'caso', 'casos')}.",
            sigue,
            enlaces=tuple(quedan),
            tono="cuidado" if quedan else "bien",
        ),
    )
