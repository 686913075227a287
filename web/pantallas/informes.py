"""«Informe mensual»: the reports that the clock made, each as page, PDF and workbook, and how its month looks today."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, make_response, request, url_for

from casos.decision import RESPONSABLE
from proyecciones.consultas.medidas import MEDIDAS
from proyecciones.consultas.medidas import primer_dia as primer_dia_de
from web import bitacora
from web.actual import ajustes, almacen, cuenta, hoy, instancia, presente
from web.almacen import informes
from web.almacen.bitacora import marcar_visita
from web.cuentas import SEDES
from web.formato import fecha_completa, momento, pesos
from web.graficas import Punto, barras, corto
from web.informe import dicho
from web.informe.cifras import ANTIGUEDADES, reunir
from web.informe.hacer import MESES_ATRAS, InformeCompleto, completo, guardado, lugar_de, toca
from web.informe.libro import xlsx
from web.informe.modelo import Cifras, Informe, de_persona, listas_de_persona, meses_hasta
from web.informe.papel import hoja
from web.pantallas.papeles import CSP_DE_ARCHIVO
from web.pantallas.resultados import VEN
from web.papeles.caso import taller
from web.papeles.datos.comun import instituto_en
from web.periodo import de_mes, leer_periodo, sede_pedida
from web.permisos import permiso
from web.respuestas import pagina
from web.resultados import dicho_de

bp = Blueprint("informes", __name__, url_prefix="/reportes/mensuales")
TIPOS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Renglon(NamedTuple):
    """A month of the list: its name, where it opens, what it says, its files."""

    nombre: str
    url: str
    estado: str
    provisional: bool
    cifras: tuple[tuple[str, str], ...]
    archivos: tuple[tuple[str, str], ...]


def _persona() -> str:
    """Whose part is asked for: an officer sees their own and nobody else's."""
    yo = cuenta()
    return yo.usuario if yo.rol == RESPONSABLE else request.args.get("responsable", "")


def _sede() -> str:
    return "" if cuenta().rol == RESPONSABLE else sede_pedida() or ""


def _con_quien(**otros: Any) -> dict[str, Any]:
    return {"sede": _sede() or "todas", "responsable": request.args.get("responsable") or None, **otros}


def _parte(entero: InformeCompleto) -> InformeCompleto:
    persona = _persona()
    if not persona:
        return entero
    if persona not in entero.informe.personas and cuenta().rol != RESPONSABLE:
        abort(404)
    return InformeCompleto(de_persona(entero.informe, persona), listas_de_persona(entero.listas, persona))


def _mes_pedido(texto: str) -> date:
    periodo = leer_periodo(texto)
    if periodo is None or periodo.es_anio or periodo.alcance.desde > hoy():
        abort(404)
    return periodo.alcance.desde


@bp.get("/")
@permiso(*VEN)
def lista() -> Response:
    """The months, the newest first."""
    with instancia().almacen.leer() as conexion:
        primero = primer_dia_de(conexion) or hoy()
    hechos = [mes for mes, _ in informes.hechos(almacen(), _sede())]
    meses = dict.fromkeys([*meses_hasta(primero, hoy())[: MESES_ATRAS + 1], *hechos])
    return pagina(
        "informes/lista.html",
        renglones=[
            _renglon(mes, guardado(almacen(), mes, _sede()) if mes in hechos else None) for mes in meses
        ],
        sedes=list(SEDES.items()),
        sede=_sede(),
        filtra=cuenta().rol != RESPONSABLE,
    )


def _renglon(mes: date, informe: Informe | None) -> Renglon:
    parte = _con_quien(mes=f"{mes:%Y-%m}")
    corre = informe is None and mes == hoy().replace(day=1)
    if informe is not None:
        estado = f"según lo registrado al {momento(informe.al)}"
    elif corre:
        estado = (
            f"provisional: el mes no ha terminado; queda fijo el {fecha_completa(toca(instancia(), mes))}"
        )
    else:
        estado = "provisional: todavía no se hace; se hará solo"
    return Renglon(
        de_mes(mes).nombre,
        url_for("informes.ver", **parte),
        estado,
        informe is None,
        tuple(_en_breve(informe)) if informe else (),
        tuple(
            (n, url_for("informes.archivo", formato=f, **parte))
            for n, f in (("PDF", "pdf"), ("Excel", "xlsx"))
        ),
    )


def _en_breve(informe: Informe) -> list[tuple[str, str]]:
    cifras = informe.personas.get(_persona(), {}) if _persona() else informe.total
    return [
        (MEDIDAS[c].titulo, dicho_de(MEDIDAS[c], cifras[c].mes))
        for c in ("recuperado", "convenios", "atendidas")
        if c in cifras
    ]


@bp.get("/<mes>")
@permiso(*VEN)
def ver(mes: str) -> Response:
    """A month's report."""
    cual = _mes_pedido(mes)
    entero = completo(instancia(), almacen(), cual, _sede())
    informe = _parte(entero).informe
    if not informe.provisional:
        marcar_visita(almacen(), cuenta().usuario, lugar_de(cual), presente())
    return pagina(
        "informes/ver.html",
        informe=informe,
        mes=dicho.nombre_del_mes(informe),
        de_quien=dicho.de_quien(informe),
        segun=dicho.segun(informe),
        grupos=[(nombre, [_con_liga(f, informe) for f in filas]) for nombre, filas in dicho.grupos(informe)],
        columnas=_columnas(dicho.COLUMNAS, texto={0, 2, 3, 6}),
        comparadas=_columnas(("Nombre", *dicho.EN_TABLA.values()), texto={0}),
        por_persona=_por_persona(informe),
        por_persona_anio=[f for _, f in dicho.comparadas(informe, del_anio=True)],
        por_sede=[f for _, f in dicho.comparadas(informe, por_sede=True)],
        meses=[
            [
                de_mes(m.mes).nombre, pesos(m.recuperado), pesos(m.meta) if m.meta is not None else dicho.SIN_META,
                f"{m.atendidas:,}", f"{m.convenios:,}",
            ]
            for m in informe.serie
        ],
        grafica=barras(
            "Recuperado confirmado por mes y su meta",
            [Punto(de_mes(m.mes).nombre[:3], m.recuperado, corto(m.recuperado), m.meta) for m in informe.serie],
        ),
        pronostico=[] if informe.persona else dicho.prevision(informe),
        abiertos=dicho.abiertos(informe),
        carga=_columnas(dicho.CARGA, texto={0}),
        cargas=dicho.cargas(informe),
        clases=_columnas(("Clase", *(f"{a} dh" for a in ANTIGUEDADES), "Todas"), texto={0}),
        manifestaciones=dicho.manifestaciones(informe),
        cambios=[] if informe.provisional else _cambios(informe),
        archivo=lambda formato: url_for("informes.archivo", formato=formato, **_con_quien(mes=mes)),
        sedes=list(SEDES.items()),
        filtra=cuenta().rol != RESPONSABLE,
        aqui=url_for("informes.ver", mes=mes),
    )  # fmt: skip


def _columnas(titulos: Any, *, texto: set[int]) -> list[Any]:
    return [t if n in texto else (t, "numero") for n, t in enumerate(titulos)]


def _con_liga(f: dicho.Fila, informe: Informe) -> list[Any]:
    url = url_for(
        "resultados.medida", cual=f.clave, periodo=f"{informe.mes:%Y-%m}", sede=informe.sede or "todas",
        responsable=informe.persona or None,
    )  # fmt: skip
    titulo, mes, *otras = f.celdas
    return [titulo, {"texto": mes, "url": url, "tono": "fuerte"}, *otras]


def _por_persona(informe: Informe) -> list[list[Any]]:
    """The table of officers, each leading to their own part."""
    return [
        [
            {
                "texto": nombre, "tono": "",
                "url": url_for("informes.ver", **_con_quien(mes=f"{informe.mes:%Y-%m}", responsable=quien)),
            },
            *otras,
        ]
        for quien, (nombre, *otras) in dicho.comparadas(informe)
    ]  # fmt: skip


def _cambios(informe: Informe) -> list[list[str]]:
    """The figures of a closed month that are known otherwise today: of the whole, and of each officer."""
    de_hoy = _de_hoy(informe)
    filas = _distintas("", informe.total, de_hoy.total)
    for usuario in dict.fromkeys([*informe.personas, *de_hoy.personas]):
        antes, ahora = informe.personas.get(usuario, {}), de_hoy.personas.get(usuario, {})
        filas += _distintas(de_hoy.nombres.get(usuario) or informe.nombre_de(usuario), antes, ahora)
    return filas


def _de_hoy(informe: Informe) -> Informe:
    """The same report with what is known now."""
    de_hoy, _ = reunir(instancia(), almacen(), informe.mes, informe.sede)
    return de_persona(de_hoy, informe.persona) if informe.persona else de_hoy


def _distintas(quien: str, antes: Cifras, ahora: Cifras) -> list[list[str]]:
    filas = []
    for clave in dict.fromkeys([*antes, *ahora]):
        medida = MEDIDAS.get(clave)
        if medida is None:
            continue
        uno, otro = (c[clave].mes if clave in c else None for c in (antes, ahora))
        dichos = [dicho_de(medida, v) if v is not None else "—" for v in (uno, otro)]
        if (uno or _NADA)[:2] != (otro or _NADA)[:2]:
            filas.append([quien or "Todo el informe", medida.titulo, *dichos])
    return filas


_NADA = (Decimal(), 0)


@bp.get("/<mes>.<any(pdf, xlsx):formato>")
@permiso(*VEN)
def archivo(mes: str, formato: str) -> Response:
    """The report as a file, the same bytes whenever it is made again. Who took it is noted, not printed in it."""
    cual = _mes_pedido(mes)
    entero = _parte(completo(instancia(), almacen(), cual, _sede()))
    bitacora.anotar("exportar", None, f"informe mensual {mes}")
    if formato == "pdf":
        instituto = instituto_en(taller().juego.instituto, ajustes().nombre_instituto, entero.informe.sede)
        contenido = taller().archivo(hoja(entero.informe, instituto), "pdf")
    else:
        contenido = xlsx(entero)
    respuesta = make_response(contenido)
    nombre = "-".join(p for p in ("informe", mes, entero.informe.sede, entero.informe.persona) if p)
    respuesta.headers["Content-Type"] = TIPOS[formato]
    como = "inline" if formato == "pdf" else "attachment"
    respuesta.headers["Content-Disposition"] = f'{como}; filename="{nombre}.{formato}"'
    respuesta.headers["Content-Security-Policy"] = CSP_DE_ARCHIVO
    return respuesta
