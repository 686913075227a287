"""The simulator: what the debtor can pay becomes options side by side, and one of them an agreement."""

from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, request, url_for
from pydantic import ValidationError

from casos.asiento import Historia
from casos.casos import Resultado
from casos.decision import COORDINADOR, RESPONSABLE, Rechazo, declarada
from casos.dinero.adeudo import Adeudo
from casos.dinero.letras import cifra_y_letra
from casos.dinero.opciones import Opcion, Simulacion
from casos.dinero.pesos import en_cifras
from casos.dinero.tasas import en_porcentaje
from casos.mediacion.apertura import recibir_saldo
from casos.mediacion.convenios import presentar_opciones
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Producto, RolParte, Via
from web import personas, simulador
from web.actual import cuenta, hoy
from web.avisos import Aviso
from web.campos import Linea
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de, contexto
from web.formato import fecha, fecha_completa, pesos
from web.formularios import Formulario, leer
from web.mensajes import por_campo
from web.papeles.caso import taller
from web.papeles.datos.comun import creditos_dichos
from web.permisos import permiso
from web.respuestas import pagina, volver
from web.simulador import Firman, Peticion, Simulado

bp = Blueprint("opciones", __name__, url_prefix="/casos/<uuid:caso_id>/opciones")

NOMBRES = {
    Producto.CONVENIO_CORTO: "Corto plazo", Producto.CONVENIO_LARGO: "Largo plazo",
    Producto.PAGO_UNICO: "Pago único", Producto.REGENERACION: "Regeneración",
}  # fmt: skip
DEL_SIMULADOR = tuple(Peticion.model_fields)
LISTAS = frozenset({"creditos"})
FIRMAS = [
    (Firman.ACREDITADO.value, "La persona acreditada"), (Firman.AMBOS.value, "La persona acreditada y el aval"),
    (Firman.AVAL.value, "Solo el aval"),
]  # fmt: skip
VIAS = [(Via.INSTITUCIONAL.value, "Institucional"), (Via.STJ.value, "Tribunal (STJ)")]


class Tarjeta(NamedTuple):
    """An option as the page writes it."""

    producto: str
    titulo: str
    sub: str
    distintivo: str
    tono: str
    lineas: list[tuple[str, ...]]
    notas: list[str]
    boton: str
    falta_aval: bool
    elegida: bool
    tabla: list[list[str]]
    total_letra: str


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """The options for what is asked in the address; changes as one types, and by its button without scripts."""
    historia = _abierta(caso_id)
    return _pagina(historia, _pedido(historia))


class Eleccion(Peticion):
    """The same request, and the option that was chosen of it (none: only that they were shown)."""

    producto: Linea | None = None


@bp.post("/")
@permiso(RESPONSABLE, COORDINADOR)
def usar(caso_id: UUID) -> Response:
    """Record that the options were shown and, if one was chosen, draw up the agreement with its very plan."""
    historia = _abierta(caso_id)
    form = leer(Eleccion)
    hecho: Response | None = None
    with form.intentar():
        simulado = _calculado(historia, Peticion.model_validate(form.datos.model_dump(exclude={"producto"})))
        hecho = (
            _elaborar(historia, form, simulado, form.datos.producto)
            if form.datos.producto
            else _presentar(caso_id, form, simulado)
        )
    return hecho or _pagina(historia, form, 422)


def _abierta(caso_id: UUID) -> Historia:
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    return historia


def _calculado(historia: Historia, peticion: Peticion) -> Simulado:
    try:
        return simulador.calcular(historia.caso, peticion, contexto(historia))
    except ValueError as error:
        raise Rechazo(str(error)) from error


def _presentar(caso_id: UUID, form: Formulario[Eleccion], simulado: Simulado) -> Response:
    resultado = decidir(caso_id, presentar_opciones, simulador.presentadas(simulado), form)
    dadas = _dichos(form)
    return volver(
        "opciones.ver", caso_id=caso_id, aviso=aviso_de(caso_id, resultado, "Opciones presentadas"), **dadas
    )


class _Otra(NamedTuple):
    """A second decision of the same click, with a request id of its own."""

    pedido: UUID
    visto: int | None = None


def _elaborar(historia: Historia, form: Formulario[Eleccion], simulado: Simulado, producto: str) -> Response:
    caso_id = historia.caso_id
    opcion = next((o for o in simulado.simulacion.opciones if o.producto == producto), None)
    if opcion is None:
        raise Rechazo("Ese producto no se puede ofrecer con lo que pidió; elija otra opción.")
    apoderado = next((s.apoderado for s in reversed([*historia.caso.sesiones.values()]) if s.apoderado), None)
    propuesta = simulador.propuesta(
        historia.caso, simulado, opcion, contexto(historia).politica,
        apoderado or taller().juego.instituto["apoderado"] or None,
    )  # fmt: skip
    resultado = decidir(caso_id, elaborar_convenio, propuesta, form)
    decidir(
        caso_id, presentar_opciones, simulador.presentadas(simulado), _Otra(uuid5(form.pedido, "opciones"))
    )
    return volver("convenio.ver", caso_id=caso_id, aviso=_aviso(caso_id, resultado))


def _aviso(caso_id: UUID, resultado: Resultado) -> Aviso:
    return aviso_de(caso_id, resultado, "Convenio elaborado")._replace(deshacer=None)


def _pedido(historia: Historia) -> Formulario[Peticion]:
    """The form with what the address says."""
    dados = {k: request.args.get(k, "") for k in DEL_SIMULADOR if k not in LISTAS}
    form = Formulario(Peticion, dados, visto=historia.version)
    form.valores |= {k: request.args.getlist(k) for k in LISTAS}
    return form


def _dichos(form: Formulario[Any]) -> dict[str, Any]:
    """What the form says, without what it leaves blank."""
    todos = {k: form.marcados(k) if k in LISTAS else form.valor(k).strip() for k in DEL_SIMULADOR}
    return {k: v for k, v in todos.items() if v}


def _pagina(historia: Historia, form: Formulario[Any], estado: int = 200) -> Response:
    caso: Caso = historia.caso
    simulado, impide = _lo_simulado(historia, form)
    conocidas = personas.personas([caso.apertura.persona_id, caso.persona(RolParte.AVAL)])
    ctx = contexto(historia)
    elaborar = declarada(elaborar_convenio)
    no_procede = (
        elaborar.si(caso, ctx) if cuenta().rol in elaborar.quien else "Lo elabora quien lleva el caso"
    )
    deuda = simulador.deuda_de(caso, hoy())
    if not form.valor("primera"):
        form.valores["primera"] = f"{simulador.primera_usual(hoy()):%d/%m/%Y}"
    opciones = simulado.simulacion.opciones if simulado else ()
    firmables = tuple(o for o in opciones if not _falta_aval(o, caso))
    sugerida = Simulacion(opciones=firmables).sugerida
    aval = personas.nombre_de(conocidas, caso.persona(RolParte.AVAL))
    tarjetas = [_tarjeta(o, o is sugerida, aval, _falta_aval(o, caso)) for o in opciones]
    return pagina(
        "opciones/ver.html",
        estado,
        caso_id=historia.caso_id,
        version=historia.version,
        nombre=personas.nombre_de(conocidas, caso.apertura.persona_id),
        form=form,
        campanas=[
            (c.clave, f"{c.nombre} (al {fecha(c.hasta)})") for c in simulador.campanas_de(ctx.politica, hoy())
        ],
        deuda=_deuda(deuda.total, deuda.por_concepto),
        total=pesos(deuda.total),
        tarjetas=tarjetas,
        parte=_parte(simulado, deuda),
        letra=next(
            (t.total_letra for t in tarjetas if t.elegida), tarjetas[0].total_letra if tarjetas else ""
        ),
        descartadas=simulado.simulacion.descartadas if simulado else (),
        impide=impide,
        viejo=simulador.saldo_viejo(caso, ctx),
        registra_saldo=cuenta().rol in declarada(recibir_saldo).quien and caso.abierto,
        no_procede=no_procede,
        puede_presentar=cuenta().rol in declarada(presentar_opciones).quien and caso.abierto,
        creditos=_elegibles(caso),
        firmas=FIRMAS,
        vias=VIAS,
        campos=_dichos(form),
        url=url_for("opciones.ver", caso_id=historia.caso_id),
    )


def _parte(simulado: Simulado | None, deuda: Adeudo) -> str:
    """What of the debt the options are about, when it is not all of it."""
    if simulado is None or simulado.adeudo.total == deuda.total:
        return ""
    suyo = simulado.adeudo
    return (
        f"Acuerdo parcial sobre {creditos_dichos([s.credito for s in suyo.creditos])}: {pesos(suyo.total)}."
    )


def _elegibles(caso: Caso) -> list[tuple[str, str]]:
    """The contracts that an agreement may take apart, when there are several."""
    saldos = [s for s in simulador.deuda_de(caso, hoy()).creditos if s.total]
    return [(s.credito, f"{s.credito}: {pesos(s.total)}") for s in saldos] if len(saldos) > 1 else []


def _lo_simulado(historia: Historia, form: Formulario[Any]) -> tuple[Simulado | None, str]:
    """The options, or why there are none; what cannot be read is said beside its field."""
    try:
        peticion = Peticion.model_validate(_dichos(form))
        return simulador.calcular(historia.caso, peticion, contexto(historia)), ""
    except ValidationError as invalido:
        for campo, mensaje in por_campo(invalido.errors(include_url=False)).items():
            form.rechazar(mensaje, campo)
        return None, "Corrija lo que se marca y las opciones se calculan de nuevo."
    except (Rechazo, ValueError) as motivo:
        return None, str(motivo)


def _deuda(total: Decimal, por_concepto: Any) -> str:
    partes = (
        ("capital", "capital"),
        ("ordinario", "ordinarios"),
        ("moratorio", "moratorios"),
        ("gastos", "gastos"),
    )
    return ", ".join(
        f"{texto} {en_cifras(v)}" for campo, texto in partes if (v := getattr(por_concepto, campo))
    )


def _falta_aval(o: Opcion, caso: Caso) -> bool:
    """Whether it cannot be drawn up yet: its aval must sign and the case has none (the coordinator may let a
    regeneration go without)."""
    return "Firma el aval." in o.requiere and not caso.tiene_aval and o.producto != Producto.REGENERACION


def _tarjeta(o: Opcion, elegida: bool, aval: str, falta_aval: bool) -> Tarjeta:
    return Tarjeta(
        producto=o.producto,
        titulo=o.titulo,
        sub=_sub(o),
        distintivo=_distintivo(o),
        tono="bien" if o.dentro_de_politica else "hoy",
        lineas=_lineas(o),
        notas=_notas(o, aval),
        boton="Usar este plan" if o.dentro_de_politica else "Pedir autorización",
        falta_aval=falta_aval,
        elegida=elegida,
        tabla=[
            ["Inicial" if p.numero == 0 else str(p.numero), fecha_completa(p.vence), pesos(p.capital), pesos(p.interes),
             pesos(p.importe), pesos(p.saldo)]
            for p in o.plan.exigibles
        ],
        total_letra=cifra_y_letra(o.plan.total),
    )  # fmt: skip


def _sub(o: Opcion) -> str:
    nombre = NOMBRES[Producto(o.producto)]
    if o.producto == Producto.PAGO_UNICO:
        return f"{nombre} antes del {fecha_completa(o.termina)}"
    if o.le_faltan:
        return f"{nombre} · {pesos(o.le_faltan)} arriba de lo que puede"
    return f"{nombre} · le sobran {pesos(o.le_sobran)} al mes" if o.le_sobran else nombre


def _distintivo(o: Opcion) -> str:
    if not o.dentro_de_politica:
        return "requiere autorización"
    return "dentro de política · alcanza" if o.alcanza else "dentro de política"


def _lineas(o: Opcion) -> list[tuple[str, ...]]:
    interes = "Interés del plan" + (
        f" ({en_porcentaje(o.plan.tasa_anual)} anual)" if o.plan.tasa_anual else ""
    )
    return [
        ("Pago inicial", pesos(o.plan.pago_inicial) if o.plan.pago_inicial else "—"),
        ("Condonación si cumple", pesos(-o.condonacion.total)),
        (interes, pesos(o.plan.interes)),
        ("Total a pagar", pesos(o.plan.total), "fuerte"),
        ("Termina", fecha(o.termina)),
    ]


def _notas(o: Opcion, aval: str) -> list[str]:
    firma = f"Firma el aval: {aval}." if aval else "Debe firmar un aval; vincúlelo al caso."
    notas = [firma if "Firma el aval." in o.requiere else "No requiere nueva firma del aval."]
    notas += [r for r in o.requiere if r != "Firma el aval."]
    notas += [a.motivo for a in o.autorizaciones]
    if o.autorizaciones:
        notas.append(
            f"Decide {'la coordinación' if o.autorizaciones[0].quien == COORDINADOR else o.autorizaciones[0].quien}."
        )
    return [*notas, *o.avisos]
