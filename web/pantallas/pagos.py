"""«Pagos reportados»: what debtors say to have paid; accounting confirms each or says that it was not found."""

from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.asiento import Historia
from casos.decision import AUDITOR, CONTABILIDAD, COORDINADOR
from casos.mediacion.estado import Caso, Reporte
from casos.mediacion.hechos.pagos import PagoReportado
from casos.mediacion.pagos import PagoBancario, PagoNoHallado, confirmar_pago, folio_de, rechazar_pago
from casos.mediacion.vocabulario import Canal
from casos.tiempo import a_las
from proyecciones.consultas import conciliacion as consulta
from web import personas
from web.actual import cuenta, hoy, instancia, presente
from web.almacen.cuentas import Cuenta
from web.avisos import Aviso
from web.campos import Fecha, Importe, Linea, Parrafo
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de
from web.formato import con_mayuscula, fecha, fecha_larga, pesos
from web.formularios import Campos, Formulario, leer
from web.frases.palabras import dicho
from web.navegacion import Entrada
from web.pantallas.pendientes import calendario, cuando
from web.permisos import permiso
from web.plantillas import direccion_con
from web.respuestas import pagina, volver

bp = Blueprint("pagos", __name__, url_prefix="/pagos-reportados")
POR_PAGINA = 100


def _cuantos(quien: Cuenta) -> int | None:
    with instancia().almacen.leer() as conexion:
        return consulta.cuantos(conexion, quien.sede or None) or None


ENTRADA = Entrada("Pagos reportados", "pagos.lista", 50, _cuantos)


class Renglon(NamedTuple):
    """A reported payment as the list writes it."""

    titulo: str
    url: str
    cuando: str
    tono: str
    quien: str
    detalle: str


@bp.get("/")
@permiso(CONTABILIDAD, COORDINADOR, AUDITOR)
def lista() -> Response:
    """Those that wait, those due first."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    numero, sede = max(request.args.get("p", 1, type=int), 1), cuenta().sede or None
    with abierta.almacen.leer() as conexion:
        filas = consulta.por_conciliar(conexion, sede, limite=POR_PAGINA, desde=(numero - 1) * POR_PAGINA)
        total = consulta.cuantos(conexion, sede)
    conocidas, dias = personas.personas(f.persona_id for f in filas), calendario()
    return pagina(
        "pagos/lista.html",
        total=total,
        renglones=[
            Renglon(
                f.detalle, url_for("pagos.ver", caso_id=f.caso_id, version=_version(f.clave)),
                cuando(f.vence, None, dias), "mal" if f.vence < hoy() else "hoy" if f.vence == hoy() else "",
                personas.nombre_de(conocidas, f.persona_id), f.folio or "",
            )
            for f in filas
        ],
        pagina=numero,
        paginas=-(-total // POR_PAGINA),
        url_pagina=lambda n: direccion_con("pagos.lista", {}, p=n if n > 1 else None),
    )  # fmt: skip


def _version(clave: str) -> int:
    return int(clave.rpartition("-")[2])


class Confirmacion(Campos):
    """The payment as accounting found it."""

    importe: Importe
    fecha: Fecha
    canal: Canal
    banco: Linea | None = None
    operacion: Linea | None = None


class NoHallado(Campos):
    """Why it is not confirmed."""

    motivo: Parrafo


@bp.get("/<uuid:caso_id>/<int:version>")
@permiso(CONTABILIDAD, COORDINADOR, AUDITOR)
def ver(caso_id: UUID, version: int) -> Response:
    """One report beside what the case owes; accounting answers it."""
    historia, reporte = _reporte(caso_id, version)
    return _pagina(
        historia,
        reporte,
        _vacio(historia, reporte),
        Formulario(NoHallado, prefijo="n", visto=historia.version),
    )


@bp.post("/<uuid:caso_id>/<int:version>/confirmar")
@permiso(CONTABILIDAD)
def confirmar(caso_id: UUID, version: int) -> Response:
    """It was found: it counts on the day on which it was made."""
    historia, reporte = _reporte(caso_id, version)
    form = leer(Confirmacion)
    hecho: Response | None = None
    with form.intentar():
        d = form.datos
        referencia = _hecho(historia, reporte).referencia
        folio = folio_de(
            d.banco or d.canal, d.fecha, d.importe, d.operacion, referencia or f"{str(caso_id)[:8]}"
        )
        pago = PagoBancario(
            folio=folio, importe=d.importe, fecha=d.fecha, canal=d.canal, banco=d.banco, operacion=d.operacion,
            referencia=referencia, pago=reporte.pago,
        )  # fmt: skip
        resultado = decidir(caso_id, confirmar_pago, pago, form, ocurrido_en=_ocurrido(d.fecha))
        aviso = aviso_de(caso_id, resultado, "Pago confirmado")
        hecho = volver("pagos.lista", aviso=_con_recibo(aviso, caso_id))
    return hecho or _pagina(
        historia, reporte, form, Formulario(NoHallado, prefijo="n", visto=historia.version), 422
    )


@bp.post("/<uuid:caso_id>/<int:version>/no-hallado")
@permiso(CONTABILIDAD)
def no_hallado(caso_id: UUID, version: int) -> Response:
    """It was not found; the officer sees it and tells the debtor."""
    historia, reporte = _reporte(caso_id, version)
    form = leer(NoHallado, prefijo="n")
    hecho: Response | None = None
    with form.intentar():
        datos = PagoNoHallado(pago=reporte.pago, motivo=form.datos.motivo)
        resultado = decidir(caso_id, rechazar_pago, datos, form)
        hecho = volver("pagos.lista", aviso=aviso_de(caso_id, resultado, "Pago no confirmado"))
    return hecho or _pagina(historia, reporte, _vacio(historia, reporte), form, 422)


def _reporte(caso_id: UUID, version: int) -> tuple[Historia, Reporte]:
    historia = abrir_expediente(caso_id, "conciliar pago")
    if not isinstance(historia.caso, Caso):
        abort(404)
    suyo = next((r for r in historia.caso.reportes.values() if r.marca.version == version), None)
    return historia, suyo or abort(404)


def _hecho(historia: Historia, reporte: Reporte) -> PagoReportado:
    hecho = historia.asientos[reporte.marca.version - 1].hecho
    if not isinstance(hecho, PagoReportado):
        abort(404)
    return hecho


def _ocurrido(dia: date) -> datetime:
    return min(a_las(dia, time(12)), presente())


def _con_recibo(aviso: Aviso, caso_id: UUID) -> Aviso:
    return aviso._replace(
        enlaces=(*aviso.enlaces, ("Emitir el recibo", url_for("papeles.ver", caso_id=caso_id)))
    )


def _vacio(historia: Historia, reporte: Reporte) -> Formulario[Confirmacion]:
    valores = {"importe": reporte.importe, "fecha": reporte.fecha, "canal": reporte.canal}
    return Formulario(Confirmacion, valores, visto=historia.version)


def _pagina(
    historia: Historia, reporte: Reporte, form: Formulario[Any], negativa: Formulario[Any], estado: int = 200
) -> Response:
    conocidas = personas.personas([historia.caso.apertura.persona_id])
    hecho = _hecho(historia, reporte)
    datos = [
        ("Importe", pesos(reporte.importe)), ("Día", fecha_larga(reporte.fecha)), ("Canal", dicho(reporte.canal)),
        ("Referencia", hecho.referencia or ""), ("Comprobante", "anexado al caso" if hecho.comprobante else "no trajo"),
        ("Lo reportó", f"{reporte.marca.autor}, {fecha(reporte.marca.registrado_en)}"),
    ]  # fmt: skip
    return pagina(
        "pagos/ver.html",
        estado,
        caso_id=historia.caso_id,
        reporte=reporte,
        nombre=personas.nombre_de(conocidas, historia.caso.apertura.persona_id),
        titulo=f"Pago reportado de {pesos(reporte.importe)}",
        datos=[(k, v) for k, v in datos if v],
        form=form,
        negativa=negativa,
        canales=[(c.value, con_mayuscula(dicho(c))) for c in Canal],
        responde=cuenta().rol == CONTABILIDAD and reporte.estado == "pendiente",
    )
