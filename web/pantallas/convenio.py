"""The agreement on screen: its plan and how it is kept, what it needs, and the lineage of the debt."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.asiento import Historia
from casos.decision import COORDINADOR, declarada
from casos.dinero.cobertura import Cobertura
from casos.dinero.letras import cifra_y_letra
from casos.mediacion.convenios import Respuesta, autorizar_descuento, rechazar_descuento
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.libro import libro_de, siguiente_parcialidad, veredicto
from casos.mediacion.oferta import PRODUCTOS
from casos.mediacion.vocabulario import Producto, RolParte, Via
from web import personas
from web.acciones.rutas import url_de_accion
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas as filas_de_cuentas
from web.campos import Parrafo
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de, contexto
from web.formato import fecha, pesos
from web.formularios import Campos, Formulario, leer
from web.frases.palabras import dicho, y
from web.lado import CUMPLIMIENTO, MALOS
from web.linaje import Nodo, linaje
from web.papeles.caso import material, puede_emitir
from web.papeles.datos.comun import persona, que_falta_de
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("convenio", __name__, url_prefix="/casos/<uuid:caso_id>/convenio")

TONOS = {
    EstadoConvenio.FIRMADO: "bien", EstadoConvenio.ACTIVO: "bien", EstadoConvenio.CUMPLIDO: "bien",
    EstadoConvenio.INCUMPLIDO: "mal", EstadoConvenio.BORRADOR: "hoy",
}  # fmt: skip
ANCHO_DE_NODO, ALTO_DE_NODO, HUECO = 240, 104, 60


class Dibujo(NamedTuple):
    """A node of the lineage with where it is drawn."""

    nodo: Nodo
    x: int
    y: int


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """The draft at hand, else the agreement in force, else the last one; `n` names another."""
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    return _pagina(historia, Formulario(Contestacion, visto=historia.version))


class Contestacion(Campos):
    """The coordinator's answer to a draft."""

    convenio: int
    revision: int
    motivo: Parrafo
    respuesta: str = "si"


@bp.post("/")
@permiso(COORDINADOR)
def responder(caso_id: UUID) -> Response:
    """Authorise or refuse what a draft asks over policy."""
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    form = leer(Contestacion)
    hecho: Response | None = None
    with form.intentar():
        d = form.datos
        decision = autorizar_descuento if d.respuesta == "si" else rechazar_descuento
        datos = Respuesta(convenio=d.convenio, revision=d.revision, motivo=d.motivo)
        resultado = decidir(caso_id, decision, datos, form)
        aviso = aviso_de(caso_id, resultado, declarada(decision).titulo)
        hecho = volver("convenio.ver", caso_id=caso_id, aviso=aviso)
    return hecho or _pagina(historia, form, 422)


def _elegido(caso: Caso) -> Convenio | None:
    numero = request.args.get("n", type=int)
    if numero is not None:
        return caso.convenios.get(numero) or abort(404)
    ultimos = [c for c in caso.convenios.values() if c.estado is not EstadoConvenio.DESCARTADO]
    return caso.borrador or caso.convenio or (ultimos[-1] if ultimos else None)


def _pagina(historia: Historia, form: Formulario[Any], estado: int = 200) -> Response:
    caso: Caso = historia.caso
    c = _elegido(caso)
    ids = [caso.apertura.persona_id, caso.persona(RolParte.AVAL)]
    conocidas = personas.personas(ids)
    comunes: dict[str, Any] = {
        "caso_id": historia.caso_id,
        "version": historia.version,
        "nombre": personas.nombre_de(conocidas, caso.apertura.persona_id),
        "form": form,
        "convenio": c,
    }
    if c is None:
        url = url_de_accion(historia.caso_id, "elaborar_convenio")
        return pagina("convenio/ver.html", estado, **comunes, simular=url)
    nodos = linaje(caso, hoy())
    return pagina(
        "convenio/ver.html",
        estado,
        **comunes,
        titulo=f"{PRODUCTOS[c.elaborado.producto]}{f' {c.folio}' if c.folio else ''}",
        distintivos=_distintivos(caso, c),
        otros=[
            (f"Convenio {o.folio or o.numero}", url_for(".ver", caso_id=historia.caso_id, n=o.numero), o is c)
            for o in caso.convenios.values()
            if o.estado is not EstadoConvenio.DESCARTADO
        ],
        cuentas=_cuentas(caso, c),
        total_letra=cifra_y_letra(c.plan.total),
        datos=_datos(historia, c),
        veredicto=_veredicto(caso, c),
        plan=_plan(caso, c),
        pide=_pide(caso, c, historia),
        acciones=_acciones(historia, c),
        faltan=_faltan(historia, c),
        papel=_papel(historia, c),
        nodos=nodos,
        dibujos=[Dibujo(n, 10 + i * (ANCHO_DE_NODO + HUECO), 10) for i, n in enumerate(nodos)],
        ancho=20 + len(nodos) * (ANCHO_DE_NODO + HUECO) - HUECO,
        alto=ALTO_DE_NODO + 20,
    )  # fmt: skip


def _distintivos(caso: Caso, c: Convenio) -> list[tuple[str, str]]:
    if c.por_autorizar:
        return [("por autorizar", "hoy")]
    if c.estado is EstadoConvenio.BORRADOR and c.rechazado == c.elaborado.revision:
        return [("no autorizado", "mal")]
    marcas = [(f"{dicho(c.estado)}", TONOS.get(c.estado, ""))]
    if c.en_vigor and c.original is None:
        marcas.append(("falta original firmado", "hoy"))
    return marcas


def _cuentas(caso: Caso, c: Convenio) -> list[tuple[str, ...]]:
    d = c.elaborado
    filas: list[tuple[str, ...]] = [("Adeudo reconocido", pesos(d.reconocido.total))]
    if d.condonado.total:
        rotulo = "Condonación revocada" if c.revocado else "Condonación condicionada"
        filas.append((rotulo, pesos(-d.condonado.total)))
    filas += [("Pago inicial", pesos(c.plan.pago_inicial))] if c.plan.pago_inicial else []
    filas += [("Interés del plan", pesos(c.plan.interes))] if c.plan.interes else []
    filas.append(("Total del plan", pesos(c.plan.total), "fuerte"))
    if c.firmado.version:
        libro = libro_de(caso, c, hoy())
        filas += [("Pagado", pesos(libro.pagado)), ("Por pagar", pesos(libro.falta), "fuerte")]
        filas += [("Saldo a favor", pesos(libro.a_favor))] if libro.a_favor else []
    return filas


def _datos(historia: Historia, c: Convenio) -> list[tuple[str, str]]:
    d = c.elaborado
    nombres = {q.usuario: q.nombre for q in filas_de_cuentas.listar(almacen())}
    filas = [
        ("Vía", "Tribunal (STJ)" if d.via is Via.STJ else "Institucional"),
        ("Créditos", ", ".join(d.creditos)),
        ("Firman", y(dicho(rol) for rol in ({f.rol: 0 for f in c.firmas} or d.firman))),
        (
            "Elaboró",
            f"{nombres.get(c.marca.autor, c.marca.autor)}, {fecha(c.marca.en)}, versión {d.revision}",
        ),
    ]
    if d.campana:
        campana = next(
            (
                x
                for x in instancia().casos.versiones().politica(c.marca.politica).campanas
                if x.clave == d.campana
            ),
            None,
        )
        filas.append(("Campaña", campana.nombre if campana else d.campana))
    if c.autorizado == d.revision:
        filas.append(
            (
                "Autorizó",
                f"{nombres.get(c.autorizacion.autor, c.autorizacion.autor)}, {fecha(c.autorizacion.en)}",
            )
        )
    if c.fecha:
        filas.append(("Firmado", fecha(c.fecha)))
    return filas


def _veredicto(caso: Caso, c: Convenio) -> tuple[str, str, tuple[str, ...]] | None:
    if not c.firmado.version or c.estado is EstadoConvenio.SUSTITUIDO:
        return None
    juicio = veredicto(caso, c, hoy(), instancia().casos.versiones())
    return (
        CUMPLIMIENTO[juicio.estado.value],
        "mal" if juicio.estado.value in MALOS else "bien",
        juicio.explicacion,
    )


def _plan(caso: Caso, c: Convenio) -> list[list[Any]]:
    filas = {f.numero: f for f in libro_de(caso, c).filas} if c.firmado.version else {}
    sigue = siguiente_parcialidad(caso, c) if c.firmado.version else None
    return [
        ["Inicial" if p.numero == 0 else str(p.numero), fecha(p.vence), pesos(p.capital), pesos(p.interes),
         pesos(p.importe), *_situacion(filas.get(p.numero), sigue is not None and sigue.numero == p.numero, hoy())]
        for p in c.plan.exigibles
    ]  # fmt: skip


def _situacion(fila: Cobertura | None, es_siguiente: bool, al: date) -> list[dict[str, str]]:
    """The cell that says how an instalment stands; none while the agreement is not signed."""
    if fila is None:
        return []
    if fila.cubierta_el:
        return [_celda(f"pagada el {fecha(fila.cubierta_el)}", "bien")]
    falta = f", faltan {pesos(fila.falta)}" if fila.pagado else ""
    if fila.vence < al:
        return [_celda(f"vencida{falta}", "mal")]
    return [_celda(f"sigue{falta}", "hoy") if es_siguiente else _celda(f"por vencer{falta}", "")]


def _celda(texto: str, tono: str) -> dict[str, str]:
    return {"texto": texto, "tono": tono, "url": ""}


def _pide(caso: Caso, c: Convenio, historia: Historia) -> dict[str, Any] | None:
    """What a draft asks of the coordinator, and why whoever looks may not answer it."""
    if not c.por_autorizar:
        return None
    if cuenta().rol != COORDINADOR:
        impide = "Decide la coordinación; aparece en sus pendientes."
    else:
        impide = declarada(autorizar_descuento).si(caso, contexto(historia)) or ""
    motivos = list(c.elaborado.excede) or ["Este producto siempre lo autoriza la coordinación."]
    return {"motivos": motivos, "impide": impide}


def _acciones(historia: Historia, c: Convenio) -> list[tuple[str, str, bool]]:
    """Buttons: what may be done now with this agreement by the account that looks."""
    if c is not historia.caso.borrador and c is not historia.caso.convenio:
        return []
    if c is historia.caso.borrador:
        firmar = "regenerar_adeudo" if c.elaborado.producto is Producto.REGENERACION else "firmar_convenio"
        nombres = [firmar, "elaborar_convenio", "descartar_convenio"]
    else:
        nombres = [
            "recabar_documento",
            "activar_plan",
            "reportar_pago",
            "modificar_convenio",
            "entregar_copia",
        ]
    ctx = contexto(historia)
    puede: list[tuple[str, str, bool]] = []
    for nombre in nombres:
        decision = declarada(nombre)
        if ctx.rol in decision.quien and decision.si(historia.caso, ctx) is None and _sirve(nombre, c):
            titulo = "Cambiar el plan" if nombre == "elaborar_convenio" else decision.titulo
            puede.append((titulo, url_de_accion(historia.caso_id, nombre), not puede))
    return puede


def _sirve(nombre: str, c: Convenio) -> bool:
    if nombre == "recabar_documento":
        return c.original is None
    return nombre != "entregar_copia" or any(f.rol not in c.copias for f in c.firmas)


def _faltan(historia: Historia, c: Convenio) -> list[str]:
    """Particulars that the paper would leave as a line (LGMASC 94.II), by party; only while it is not signed."""
    if c.firmado.version:
        return []
    gente = material(historia).gente(None)
    roles = {RolParte.ACREDITADO: historia.caso.apertura.persona_id}
    if RolParte.AVAL in c.elaborado.firman:
        roles[RolParte.AVAL] = historia.caso.persona(RolParte.AVAL)
    return [
        f"{dicho(rol).capitalize()}: {y(faltan)}"
        for rol, quien in roles.items()
        if (faltan := que_falta_de(persona(gente, quien, hoy())))
    ]


def _papel(historia: Historia, c: Convenio) -> dict[str, Any] | None:
    if c.estado is EstadoConvenio.DESCARTADO:
        return None
    de: dict[str, Any] = {"caso_id": historia.caso_id, "clase": "convenio", "numero": c.numero}
    con_huella = None if c.firmado.version else url_for("papeles.emitir", **de, huella="acreditado")
    return {
        "puede": puede_emitir(material(historia)),
        "emitir": url_for("papeles.emitir", **de),
        "con_huella": con_huella,
        "ver": url_for("papeles.archivo", **de, formato="pdf"),
        "word": url_for("papeles.archivo", **de, formato="docx"),
    }
