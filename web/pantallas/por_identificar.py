"""«Pagos por identificar»: payments of nobody, with whom they may be of; accounting gives each to a case."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, url_for

from casos.asiento import Acto
from casos.boveda.persona import Persona
from casos.decision import AUDITOR, CONTABILIDAD, COORDINADOR, Rechazo
from casos.hecho import TextoPrivado
from casos.importacion.conocido import Conocido
from casos.importacion.identificados import asignar
from casos.importacion.mesa import Mesa
from casos.importacion.pagos import SIN_NOMBRE
from casos.importacion.vista_previa import Candidato
from casos.mediacion.vocabulario import RolParte
from casos.pago_por_identificar import (
    Devolucion,
    PagoPorIdentificar,
    PagoSinIdentificar,
    devolver_pago,
)
from proyecciones.consultas import importacion as consulta
from web import importaciones, personas
from web.actual import almacen, cuenta, instancia
from web.almacen.cuentas import Cuenta
from web.avisos import Aviso
from web.campos import Linea
from web.decidir import decidir
from web.expediente import historia_legible, lector
from web.formato import fecha, fecha_larga, pesos
from web.formularios import Campos, Formulario, leer
from web.frases.palabras import dicho
from web.lotes import caso_por_clave
from web.navegacion import Entrada
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("por_identificar", __name__, url_prefix="/pagos-por-identificar")
A_LA_VISTA = 200


def _cuantos(quien: Cuenta) -> int | None:
    with instancia().almacen.leer() as conexion:
        return len(consulta.por_identificar(conexion, A_LA_VISTA)) or None


ENTRADA = Entrada("Pagos por identificar", "por_identificar.lista", 55, _cuantos)


class RespuestaForm(Campos):
    """Whose the payment is: `que` is caso:<id>, otro or devolver."""

    que: Linea
    otro: Linea = ""
    motivo: Linea = ""


@bp.get("/")
@permiso(CONTABILIDAD, COORDINADOR, AUDITOR)
def lista() -> Response:
    """Those that wait, the oldest first."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        ids = consulta.por_identificar(conexion, A_LA_VISTA)
    pagos = [(i, h.caso) for i in ids if (h := historia_legible(i))]
    conocidas = personas.personas(p.ordenante_id for _, p in pagos)
    return pagina(
        "por_identificar/lista.html",
        pagos=[(i, p, _de_quien(conocidas, p), f"{pesos(p.importe)} del {fecha(p.fecha)}") for i, p in pagos],
    )


def _de_quien(conocidas: Any, pago: PagoPorIdentificar) -> str:
    nombre = personas.nombre_de(conocidas, pago.ordenante_id)
    return "" if nombre == SIN_NOMBRE else nombre


@bp.get("/<uuid:caso_id>")
@permiso(CONTABILIDAD, COORDINADOR, AUDITOR)
def ver(caso_id: UUID) -> Response:
    """One of them, and who it may be of."""
    return _pagina(caso_id, Formulario(RespuestaForm))


def _pagina(caso_id: UUID, form: Formulario[RespuestaForm]) -> Response:
    historia = instancia().casos.historia(caso_id)
    if historia is None or not isinstance(historia.caso, PagoPorIdentificar):
        abort(404)
    pago: PagoPorIdentificar = historia.caso
    form.visto = historia.version
    recibido = next((a for a in historia.asientos if isinstance(a.hecho, PagoSinIdentificar)), None)
    concepto = lector(historia, historia.asientos).privado(recibido.hecho, "concepto") if recibido else ""
    conocidas = personas.personas([pago.ordenante_id])
    datos = [
        ("Importe", pesos(pago.importe)), ("Día", fecha_larga(pago.fecha)), ("Canal", dicho(pago.canal)),
        ("Banco", pago.banco), ("Folio", pago.operacion), ("Referencia", pago.referencia),
        ("Ordenante", _de_quien(conocidas, pago)), ("Concepto", concepto),
    ]  # fmt: skip
    return pagina(
        "por_identificar/ver.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        pago=pago,
        titulo=f"Pago de {pesos(pago.importe)} del {fecha(pago.fecha)}",
        datos=[(nombre, valor) for nombre, valor in datos if valor],
        form=form,
        opciones=[
            *(
                (
                    f"caso:{c.caso_id}",
                    f"Es de {c.nombre}",
                    f"Créditos: {', '.join(c.creditos[:6]) or 'ninguno'}",
                )
                for c in _candidatos(pago)
            ),
            ("otro", "Es de otro caso", "Escriba abajo un número de crédito o un folio de ese caso."),
            (
                "devolver",
                "No es nuestro",
                "Se devolvió o pertenece a otra dependencia; escriba abajo qué se hizo.",
            ),
        ],
        url_caso=url_for("caso.ver", caso_id=pago.caso) if pago.caso else "",
        puede=cuenta().rol == CONTABILIDAD,
    )


def _candidatos(pago: PagoPorIdentificar) -> tuple[Candidato, ...]:
    """The cases of the contracts that its reference may mean, and of whoever has the payer's name."""
    if pago.estado:
        return ()
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    ordenante = abierta.boveda.leer(pago.ordenante_id) if pago.ordenante_id else None
    nombre = ordenante.nombre if isinstance(ordenante, Persona) and ordenante.nombre != SIN_NOMBRE else ""
    quien = Acto(cuenta().usuario, cuenta().rol, cuenta().sede)
    conocido = Conocido(
        oficina, Mesa(abierta.casos, quien), creditos=pago.creditos, nombres=[nombre] if nombre else []
    )
    de_creditos = [caso for numero in pago.creditos for caso in conocido.de_credito(numero)[0]]
    de_nombre, _ = conocido.casos_de(conocido.con_nombre(nombre), RolParte.ACREDITADO)
    return conocido.candidatos([*de_creditos, *de_nombre])


@bp.post("/<uuid:caso_id>")
@permiso(CONTABILIDAD)
def contestar(caso_id: UUID) -> Response:
    """Confirm it in its case, or send it back."""
    form = leer(RespuestaForm)
    hecho: Response | None = None
    with form.intentar():
        hecho = _contestado(caso_id, form)
    return hecho or _pagina(caso_id, form)


def _contestado(caso_id: UUID, form: Formulario[RespuestaForm]) -> Response:
    respuesta = form.datos
    if respuesta.que == "devolver":
        decidir(caso_id, devolver_pago, Devolucion(motivo=TextoPrivado(respuesta.motivo)), form)
        return volver("por_identificar.lista", aviso="Se anotó que el pago no es nuestro.")
    suyo, credito = _elegido(respuesta)
    quien = cuenta()
    acto = Acto(quien.usuario, quien.rol, quien.sede)
    confirmado = asignar(instancia().casos, caso_id, acto, suyo, credito)
    instancia().al_dia(caso_id, suyo)
    sigue = "" if confirmado.asientos else "El caso ya lo tenía."
    enlace = (("Ver el caso", url_for("caso.ver", caso_id=suyo)),)
    return volver("por_identificar.lista", aviso=Aviso("Pago confirmado en su caso.", sigue, enlaces=enlace))


def _elegido(respuesta: RespuestaForm) -> tuple[UUID, str | None]:
    """The case, and the contract if one was written."""
    if respuesta.que == "otro":
        caso_id = caso_por_clave(respuesta.otro)
        historia = instancia().casos.historia(caso_id)
        numero = respuesta.otro.strip().lstrip("0")
        return caso_id, numero if historia and numero in historia.caso.creditos else None
    try:
        return UUID(respuesta.que.removeprefix("caso:")), None
    except ValueError:
        raise Rechazo("Elija de quién es el pago.") from None
