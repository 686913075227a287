"""«Supervisión»: the figures of a month, what waits for a decision, what nobody reviewed, and who carries what."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import uuid5

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup

from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, Rechazo
from casos.dinero.letras import MESES
from casos.mediacion.expediente import Revision, revisar
from casos.peticion import Peticion
from casos.tiempo import fin_del_dia
from proyecciones.consultas import expedientes
from proyecciones.consultas import supervision as consulta
from proyecciones.consultas.expedientes import Filtro
from proyecciones.consultas.supervision import Alcance, Carga, Cifra
from web import personas
from web.acciones.rutas import url_de_accion
from web.actual import cuenta, hoy, instancia
from web.cuentas import SEDES
from web.decidir import acto
from web.enlaces import enlace_a
from web.formato import cantidad, fecha, pesos, plural
from web.formularios import Campos, Formulario, leer
from web.ligeros import con_nombres, nombres_de_cuentas
from web.navegacion import Entrada
from web.pantallas.pendientes import calendario, cuando
from web.permisos import permiso
from web.respuestas import pagina, volver
from web.revision import en_palabras, leer_marcados, renglones

bp = Blueprint("supervision", __name__, url_prefix="/supervision")
SUPERVISAN = (COORDINADOR, ADMINISTRADOR, AUDITOR)
ENTRADA = Entrada("Supervisión", "supervision.ver", 50, partes=("supervision.", "reparto."))

MESES_ATRAS, DECISIONES, ACTOS, POR_PAGINA = 12, 10, 200, 50
MUY_ATRASADO = 10
TITULOS = {
    Cifra.RECUPERADO: "Recuperado confirmado",
    Cifra.CONVENIOS: "Convenios firmados",
    Cifra.ATENDIDAS: "Personas atendidas",
}
SE_CUENTA = {
    Cifra.RECUPERADO: (
        "Pagos que contabilidad confirmó, por el día en que se pagaron, menos los que se revirtieron en el mes. Los "
        "anulados no cuentan."
    ),
    Cifra.CONVENIOS: "Convenios firmados en el mes, por el día del acto. Los anulados no cuentan.",
    Cifra.ATENDIDAS: (
        "Casos distintos con al menos una atención en el mes: en ventanilla, por escrito, visita recibida, llamada "
        "recibida, o llamada en la que contestó el titular o el aval. Quien no tiene caso cuenta cada vez que se le "
        "atiende."
    ),
}
"""What each figure counts, said on its page."""


class RevisionForm(Campos):
    """The rows that were checked."""

    revisar: tuple[str, ...] = ()


class Responsable(NamedTuple):
    """An officer's row: their load, their goal of the month, and how much of it is recovered, in percent."""

    nombre: str
    carga: Carga
    atraso: int
    meta: Decimal
    porciento: int


def mes_pedido() -> date:
    """The first day of the month asked for (`mes=2026-11`), this one if none."""
    try:
        return date.fromisoformat(f"{request.args['mes']}-01")
    except (KeyError, ValueError):
        return hoy().replace(day=1)


def sede_pedida() -> str | None:
    """The office asked for; whoever belongs to one starts there."""
    pedida = request.args.get("sede", cuenta().sede)
    return pedida if pedida in SEDES else None


def alcance_pedido() -> Alcance:
    """The days and the office on screen."""
    mes = mes_pedido()
    siguiente = (mes + timedelta(days=31)).replace(day=1)
    return Alcance(mes, siguiente - timedelta(days=1), sede_pedida(), request.args.get("responsable") or None)


def nombre_del_mes(dia: date) -> str:
    """Noviembre de 2026."""
    return f"{MESES[dia.month - 1]} de {dia.year}"


def _meses() -> list[tuple[str, str]]:
    mes, lista = hoy().replace(day=1), []
    for _ in range(MESES_ATRAS):
        lista.append((f"{mes:%Y-%m}", nombre_del_mes(mes)))
        mes = (mes - timedelta(days=1)).replace(day=1)
    return lista


@bp.get("/")
@permiso(*SUPERVISAN)
def ver() -> Response:
    """The page."""
    instancia().proyector.ponerse_al_dia(vueltas=1)
    return _pagina(Formulario(RevisionForm))


def _pagina(form: Formulario[RevisionForm]) -> Response:
    alcance, nombres = alcance_pedido(), nombres_de_cuentas()
    with instancia().almacen.leer() as conexion:
        cargas = consulta.cargas(conexion, hoy(), alcance)
        decisiones = consulta.por_decidir(conexion, hoy(), alcance.sede, limite=DECISIONES)
        por_decidir = consulta.cuantos_por_decidir(conexion, hoy(), alcance.sede)
        escalados = consulta.cuantos_por_decidir(conexion, hoy(), alcance.sede, escala=True)
        actos = consulta.sin_revisar(conexion, alcance.sede, limite=ACTOS)
        sin_revisar = consulta.cuantos_sin_revisar(conexion, alcance.sede)
    conocidas = personas.personas(f.persona_id for f in (*decisiones, *actos))
    responsables = _responsables(cargas, alcance, nombres)
    return pagina(
        "supervision/ver.html",
        422 if form.errores else 200,
        form=form,
        alcance=alcance,
        mes=f"{alcance.desde:%Y-%m}",
        meses=_meses(),
        sedes=list(SEDES.items()),
        cifras=_cifras(alcance, responsables),
        decisiones=[_decision(f, personas.nombre_de(conocidas, f.persona_id)) for f in decisiones],
        por_decidir=por_decidir,
        escalados=escalados,
        actos=renglones(actos, conocidas, nombres),
        sin_revisar=sin_revisar,
        a_la_vista=len(actos),
        responsables=responsables,
        muy_atrasado=MUY_ATRASADO,
        puede=cuenta().rol == COORDINADOR,
        recarga=_aqui("supervision.marcar", alcance),
    )


def _aqui(endpoint: str, alcance: Alcance, **otros: Any) -> str:
    return url_for(endpoint, mes=f"{alcance.desde:%Y-%m}", sede=alcance.sede or "todas", **otros)


def _responsables(cargas: list[Carga], alcance: Alcance, nombres: dict[str, str]) -> list[Responsable]:
    dias, al = calendario(), min(hoy(), alcance.hasta)
    metas = instancia().casos.versiones().politica_en(fin_del_dia(al))[1].metas
    lista = []
    for carga in cargas:
        meta = metas.de(carga.responsable, al).recuperacion
        atraso = dias.entre(carga.mas_antiguo, hoy()) if carga.mas_antiguo else 0
        nombre = nombres.get(carga.responsable, carga.responsable)
        lista.append(Responsable(nombre, carga, atraso, meta, _porciento(carga.recuperado, meta)))
    return lista


def _porciento(parte: Decimal, de: Decimal) -> int:
    return int(max(parte, Decimal()) * 100 / de) if de > 0 else 0


def _cifras(alcance: Alcance, responsables: list[Responsable]) -> list[dict[str, Any]]:
    filtro = Filtro(sede=alcance.sede)
    with instancia().almacen.leer() as conexion:
        recuperado, convenios, atendidas = (consulta.suma(conexion, c, alcance) for c in Cifra)
        sin_papel = expedientes.cuantos(conexion, filtro._replace(sin_papel=True))
        sin_accion = expedientes.cuantos(conexion, filtro._replace(sin_accion=True))
        abiertos = expedientes.cuantos(conexion, filtro)
    meta = sum((r.meta for r in responsables), Decimal())
    lista: dict[str, Any] = {"todos": 1, "sede": alcance.sede}
    papel = Markup('hoy, <a href="{}">{}</a>').format(
        url_for("expedientes.ver", sin_papel=1, **lista),
        plural(sin_papel, "caso sin papel", "casos sin papel"),
    )
    atenciones = plural(atendidas.actos, "atención", "atenciones")
    de_cuantos = plural(len(responsables), "responsable", "responsables")
    valores = {
        Cifra.RECUPERADO: (
            pesos(recuperado.importe),
            f"{_porciento(recuperado.importe, meta)} % de la meta de {pesos(meta)} ({de_cuantos})",
        ),
        Cifra.CONVENIOS: (cantidad(convenios.actos), papel if sin_papel else "ningún caso sin papel hoy"),
        Cifra.ATENDIDAS: (
            cantidad(atendidas.casos),
            f"{atenciones}: ventanilla, visitas y llamadas contestadas",
        ),
    }
    cifras: list[dict[str, Any]] = [
        {
            "etiqueta": TITULOS[c],
            "valor": v,
            "nota": n,
            "url": _aqui("supervision.cifra", alcance, cual=c.value),
        }
        for c, (v, n) in valores.items()
    ]
    return [
        *cifras,
        {
            "etiqueta": "Sin siguiente acción, hoy",
            "valor": cantidad(sin_accion),
            "nota": f"de {plural(abiertos, 'caso abierto', 'casos abiertos')}",
            "url": url_for("expedientes.ver", sin_accion=1, **lista),
            "tono": "mal" if sin_accion else "bien",
        },
    ]


def _decision(f: Any, nombre: str) -> dict[str, Any]:
    return {
        "titulo": con_nombres(f.titulo),
        "url": enlace_a(f.caso_tipo, f.caso_id),
        "cuando": cuando(f.vence, f.hora, calendario()),
        "tono": "mal" if f.vence < hoy() else "hoy" if f.vence == hoy() else "",
        "quien": nombre,
        "detalles": tuple(d for d in (f.folio, f.detalle) if d),
        "accion": url_de_accion(f.caso_id, f.accion, tipo=f.tipo, clave=f.clave) if f.accion else "",
        "por_que": url_for("caso.por_que", caso_id=f.caso_id, tipo=f.tipo, clave=f.clave),
    }


@bp.post("/revisar")
@permiso(COORDINADOR)
def marcar() -> Response:
    """Note that the checked rows were reviewed, each case up to the entry that was on screen."""
    form = leer(RevisionForm)
    hecho: Response | None = None
    with form.intentar():
        try:
            hasta = leer_marcados(form.datos.revisar)
        except ValueError as ajeno:
            raise Rechazo("Recargue la página y vuelva a marcar lo que revisó.") from ajeno
        if not hasta:
            raise Rechazo("Marque al menos un renglón de los que revisó.")
        quien = acto(form)
        respuestas = list(
            instancia().casos.decidir_lote(
                Peticion(
                    c,
                    revisar,
                    Revision(hasta=n),
                    replace(quien, pedido=uuid5(form.pedido, f"revisar {c} {n}")),
                )
                for c, n in hasta.items()
            )
        )
        instancia().al_dia(*hasta)
        rechazos = {str(r.rechazo) for r in respuestas if r.rechazo}
        hechos = sum(r.rechazo is None for r in respuestas)
        hecho = volver(
            _aqui("supervision.ver", alcance_pedido()),
            aviso=f"{plural(hechos, 'caso revisado', 'casos revisados')}. {' '.join(sorted(rechazos))}".strip(),
        )
    return hecho or _pagina(form)


@bp.get("/cifra/<cual>")
@permiso(*SUPERVISAN)
def cifra(cual: str) -> Response:
    """The acts behind a figure: the same query without the sum."""
    if cual not in set(Cifra):
        abort(404)
    esta, alcance = Cifra(cual), alcance_pedido()
    numero = max(request.args.get("p", 1, type=int), 1)
    with instancia().almacen.leer() as conexion:
        suma = consulta.suma(conexion, esta, alcance)
        filas = consulta.actos(conexion, esta, alcance, limite=POR_PAGINA, desde=(numero - 1) * POR_PAGINA)
    conocidas, nombres = personas.personas(f.persona_id for f in filas), nombres_de_cuentas()
    return pagina(
        "supervision/cifra.html",
        titulo=TITULOS[esta],
        se_cuenta=SE_CUENTA[esta],
        mes=nombre_del_mes(alcance.desde),
        sede=SEDES.get(alcance.sede or "", "todas las sedes"),
        de=nombres.get(alcance.responsable, alcance.responsable) if alcance.responsable else "",
        total={
            Cifra.RECUPERADO: pesos(suma.importe),
            Cifra.CONVENIOS: cantidad(suma.actos),
            Cifra.ATENDIDAS: cantidad(suma.casos),
        }[esta],
        actos=suma.actos,
        con_importe=esta is Cifra.RECUPERADO,
        filas=[_acto(f, personas.nombre_de(conocidas, f.persona_id), nombres) for f in filas],
        pagina=numero,
        paginas=-(-suma.actos // POR_PAGINA),
        url_pagina=lambda n: _aqui(
            "supervision.cifra", alcance, cual=cual, responsable=alcance.responsable, p=n
        ),
        volver=_aqui("supervision.ver", alcance),
    )


def _acto(f: Any, nombre: str, nombres: dict[str, str]) -> list[Any]:
    caso: Any = "Sin caso"
    if f.persona_id:
        caso = {"texto": nombre or "Sin nombre", "url": url_for("caso.ver", caso_id=f.caso_id), "tono": ""}
    return [
        caso,
        f.folio or "",
        en_palabras(f.hecho).capitalize(),
        fecha(f.dia),
        nombres.get(f.autor, f.autor),
        pesos(f.importe) if f.importe is not None else "",
    ]
