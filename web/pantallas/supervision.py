"""«Supervisión»: the figures of a month, what waits for a decision, what nobody reviewed, and who carries what."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import uuid5

from flask import Blueprint, Response, url_for
from markupsafe import Markup

from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, Rechazo
from casos.mediacion.expediente import Revision, revisar
from casos.peticion import Peticion
from proyecciones.consultas import expedientes, medidas
from proyecciones.consultas import supervision as consulta
from proyecciones.consultas.expedientes import Filtro
from proyecciones.consultas.medidas import MEDIDAS, Alcance, Forma, Valor
from proyecciones.consultas.supervision import Carga
from web import personas, sellos
from web.acciones.rutas import url_de_accion
from web.actual import almacen, cuenta, hoy, instancia
from web.cola import leer_cola
from web.cuentas import SEDES
from web.decidir import acto
from web.enlaces import enlace_a
from web.formato import cantidad, pesos, plural
from web.formularios import Campos, Formulario, leer
from web.informe.cifras import ANTIGUEDADES
from web.informe.cifras import cargas as cargas_por_edad
from web.informe.hacer import sin_abrir
from web.informe.modelo import Carga as CargaPorEdad
from web.ligeros import con_nombres, no_esta, nombres_de_cuentas
from web.navegacion import Entrada
from web.pantallas.pendientes import calendario, cuando
from web.periodo import alcance_pedido, de_mes, elegibles, en_la_direccion, periodo_pedido
from web.permisos import permiso
from web.respuestas import pagina, volver
from web.resultados import dicho_de, metas_al, porciento, prever
from web.revision import leer_marcados, renglones

bp = Blueprint("supervision", __name__, url_prefix="/supervision")
SUPERVISAN = (COORDINADOR, ADMINISTRADOR, AUDITOR)
ENTRADA = Entrada(
    "Supervisión", "supervision.ver", 50, partes=("supervision.", "reparto.", "consultas.", "sellos.")
)

DECISIONES = 10
MUY_ATRASADO = 10


class RevisionForm(Campos):
    """The rows that were checked."""

    revisar: tuple[str, ...] = ()


class Responsable(NamedTuple):
    """An officer's row: their load, its late rows by age, the working days of the oldest, their goal of the month
    (None: nobody set one), and how much of it is recovered, in percent."""

    nombre: str
    carga: Carga
    edades: tuple[int, ...]
    atraso: int
    meta: Decimal | None
    porciento: int


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
        cola = leer_cola(conexion, alcance)
        edades = cargas_por_edad(conexion, calendario(), hoy(), alcance)
    conocidas = personas.personas(f.persona_id for f in (*decisiones, *cola.actos))
    responsables = _responsables(cargas, edades, alcance, nombres)
    return pagina(
        "supervision/ver.html",
        422 if form.errores else 200,
        form=form,
        alcance=alcance,
        periodo=periodo_pedido(),
        periodos=elegibles(anios=False),
        sedes=list(SEDES.items()),
        cifras=_cifras(alcance, responsables),
        decisiones=[_decision(f, personas.nombre_de(conocidas, f.persona_id)) for f in decisiones],
        por_decidir=por_decidir,
        escalados=escalados,
        cola=cola,
        actos=renglones(cola.actos, conocidas, nombres),
        url_pagina=lambda n: url_for("supervision.ver", **cola.direccion, p=n),
        responsables=responsables,
        muy_atrasado=MUY_ATRASADO,
        antiguedades=ANTIGUEDADES,
        puede=cuenta().rol == COORDINADOR,
        recarga=_aqui("supervision.marcar", alcance),
        informe=_informe_sin_abrir(),
        sello=sellos.impreso(instancia()),
    )


def _informe_sin_abrir() -> dict[str, str] | None:
    """The report of the month that closed last, until whoever asks has opened it."""
    mes = sin_abrir(almacen(), cuenta().usuario, hoy())
    if mes is None:
        return None
    return {"mes": de_mes(mes).nombre, "url": url_for("informes.ver", mes=f"{mes:%Y-%m}", sede="todas")}


def _aqui(endpoint: str, alcance: Alcance, **otros: Any) -> str:
    return url_for(endpoint, **en_la_direccion(alcance, **otros))


def _responsables(
    cargas: list[Carga], edades: Mapping[str, CargaPorEdad], alcance: Alcance, nombres: dict[str, str]
) -> list[Responsable]:
    dias, al = calendario(), min(hoy(), alcance.hasta)
    metas = metas_al(al)
    lista = []
    for carga in cargas:
        meta = metas.de(carga.responsable, al).recuperacion if metas else None
        atraso = dias.entre(carga.mas_antiguo, hoy()) if carga.mas_antiguo else 0
        nombre = nombres.get(carga.responsable, carga.responsable)
        nombre = ", ".join(parte for parte in (nombre, no_esta(carga.responsable)) if parte)
        suyas = edades[carga.responsable].atrasados
        lista.append(Responsable(nombre, carga, suyas, atraso, meta, porciento(carga.recuperado, meta)))
    return lista


def _cifras(alcance: Alcance, responsables: list[Responsable]) -> list[dict[str, Any]]:
    filtro = Filtro(sede=alcance.sede)
    with instancia().almacen.leer() as conexion:
        valores = {
            clave: medidas.valor(conexion, MEDIDAS[clave], alcance)
            for clave in ("recuperado", "convenios", "atendidas", "atenciones", "satisfaccion", "sin_papel")
        }
        sin_accion = expedientes.cuantos(conexion, filtro._replace(sin_accion=True))
        previsto = prever(conexion, alcance, hoy()) if alcance.desde <= hoy() <= alcance.hasta else None
        abiertos = expedientes.cuantos(conexion, filtro)
    meta = sum((r.meta or Decimal() for r in responsables), Decimal())
    recuperado = valores["recuperado"].suma
    de_cuantos = plural(len(responsables), "responsable", "responsables")
    contra = (
        f"{porciento(recuperado, meta)} % de la meta de {pesos(meta)} ({de_cuantos})"
        if meta
        else "sin meta publicada"
    )
    va_para = f" · va para {pesos(previsto.esperado)}" if previsto else ""
    notas = {
        "recuperado": contra + va_para,
        "convenios": _papeles(alcance, valores["convenios"], valores["sin_papel"]),
        "atendidas": _satisfaccion(valores["atenciones"], valores["satisfaccion"]),
    }
    cifras: list[dict[str, Any]] = [
        {
            "etiqueta": MEDIDAS[clave].titulo,
            "valor": dicho_de(MEDIDAS[clave], valores[clave]),
            "nota": nota,
            "url": _aqui("resultados.medida", alcance, cual=clave),
        }
        for clave, nota in notas.items()
    ]
    return [
        *cifras,
        {
            "etiqueta": "Sin siguiente acción, hoy",
            "valor": cantidad(sin_accion),
            "nota": f"de {plural(abiertos, 'caso abierto', 'casos abiertos')}",
            "url": url_for("expedientes.ver", sin_accion=1, todos=1, sede=alcance.sede),
            "tono": "mal" if sin_accion else "bien",
        },
    ]


def _papeles(alcance: Alcance, firmados: Valor, sin_papel: Valor) -> str:
    faltan = int(sin_papel.suma)
    if not faltan:
        return "todos con su original" if firmados.suma else ""
    enlace = Markup('<a class="mal" href="{}">{} sin papel</a>').format(
        _aqui("resultados.medida", alcance, cual="sin_papel"), cantidad(faltan)
    )
    return Markup("{} con original · {}").format(cantidad(int(firmados.suma) - faltan), enlace)


def _satisfaccion(atenciones: Valor, satisfaccion: Valor) -> str:
    dicho = plural(int(atenciones.suma), "atención", "atenciones")
    media = satisfaccion.en(Forma.PROMEDIO)
    if media is None:
        return dicho
    respuestas = plural(satisfaccion.base, "respuesta", "respuestas")
    return f"{dicho} · satisfacción {media:.1f} de 5 ({respuestas})"


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
