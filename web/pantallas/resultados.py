"""«Reportes»: the measures of the job per officer, office, month and year, each leading to the facts behind it."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, RESPONSABLE
from casos.dinero.letras import MESES
from casos.mediacion.vocabulario import Medio, Producto
from flujos.pasos import en_palabras
from proyecciones.consultas import medidas
from proyecciones.consultas.edades import Edad, por_edad
from proyecciones.consultas.medidas import GRUPOS, MEDIDAS, Alcance, Conexion, Forma, Medida, Valor
from proyecciones.pronostico import MESES_MINIMOS, METODO
from web import personas, resultados
from web.actual import almacen, cuenta, hoy, instancia
from web.almacen import cuentas
from web.cuentas import SEDES
from web.formato import cantidad, fecha, pesos, plural, porcentaje
from web.frases.palabras import dicho
from web.graficas import Punto, barras, corto
from web.ligeros import MEDIOS, nombres_de_cuentas
from web.navegacion import Entrada
from web.periodo import Periodo, alcance_pedido, anterior, elegibles, en_la_direccion, periodo_pedido
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("resultados", __name__, url_prefix="/reportes")
VEN = (COORDINADOR, ADMINISTRADOR, AUDITOR, RESPONSABLE)
ENTRADA = Entrada("Reportes", "resultados.ver", 52, partes=("resultados.", "procesos.", "informes."))
POR_PAGINA = 50
EN_TABLA = (
    "recuperado", "gestiones", "convenios", "atendidas", "satisfaccion", "en_politica", "logrados", "promesas",
    "sin_papel",
)  # fmt: skip
"""The measures that the tables by officer and by office compare."""
DATOS = {"satisfaccion": "Satisfacción", "horas_fuera": "Minutos", "apoyadas": "Personas"}
"""What the number of each row of a list is; else it is days."""


@bp.get("/")
@permiso(*VEN)
def ver() -> Response:
    """The page."""
    instancia().proyector.ponerse_al_dia(vueltas=1)
    alcance, periodo, nombres = alcance_pedido(), periodo_pedido(), nombres_de_cuentas()
    with instancia().almacen.leer() as conexion:
        quienes = medidas.quienes(conexion, alcance)
        valores = {c: medidas.valor(conexion, m, alcance) for c, m in MEDIDAS.items()}
        antes = _antes(conexion, alcance, periodo)
        datos = {
            "grupos": [
                _grupo(nombre, claves, valores, antes, alcance, quienes) for nombre, claves in GRUPOS.items()
            ],
            "por_persona": _comparadas(conexion, alcance, nombres, por_sede=False),
            "por_sede": [] if alcance.responsable else _comparadas(conexion, alcance, SEDES, por_sede=True),
            **_graficas(conexion, alcance),
            "pronostico": _pronostico(conexion, alcance, periodo, quienes),
            "edades": por_edad(conexion, hoy(), alcance.sede, alcance.responsable),
        }
    return pagina(
        "resultados/ver.html",
        periodo=periodo,
        antes=anterior(periodo),
        alcance=alcance,
        periodos=elegibles(anios=True),
        sedes=list(SEDES.items()),
        quienes=sorted((nombres.get(q, q), q) for q in {*quienes, alcance.responsable} if q),
        filtra=cuenta().rol != RESPONSABLE,
        encabezados=[(MEDIDAS[c].titulo, "numero") for c in EN_TABLA],
        porciento=porcentaje,
        grafica_de_edades=_grafica_de_edades(datos["edades"]),
        **datos,
    )


def _antes(conexion: Conexion, alcance: Alcance, periodo: Periodo) -> dict[str, Valor]:
    """The same measures a month or a year before; of the current one only as many days, so that it can be compared."""
    dias = anterior(periodo).alcance
    if alcance.desde <= hoy() <= alcance.hasta:
        dias = dias._replace(hasta=min(dias.hasta, dias.desde + (hoy() - alcance.desde)))
    previo = alcance._replace(desde=dias.desde, hasta=dias.hasta)
    return {c: medidas.valor(conexion, m, previo) for c, m in MEDIDAS.items()}


def _grupo(
    nombre: str, claves: tuple[str, ...], valores: dict[str, Valor], antes: dict[str, Valor], alcance: Alcance,
    quienes: list[str],
) -> dict[str, Any]:  # fmt: skip
    return {
        "nombre": nombre,
        "filas": [_fila(MEDIDAS[c], valores[c], antes[c], alcance, quienes) for c in claves],
    }


def _fila(medida: Medida, ahora: Valor, antes: Valor, alcance: Alcance, quienes: list[str]) -> list[Any]:
    movio, tono = resultados.cambio(medida, ahora, antes)
    meta = resultados.meta_de(medida.clave, quienes, alcance, hoy())
    contra = ""
    if meta:
        dicha = pesos(meta) if medida.forma is Forma.PESOS else cantidad(int(meta))
        contra = f"{resultados.porciento(ahora.suma, meta)} % de {dicha}"
    return [
        medida.titulo,
        {
            "texto": resultados.dicho_de(medida, ahora),
            "url": url_for("resultados.medida", **en_la_direccion(alcance, cual=medida.clave)),
            "tono": "fuerte",
        },
        resultados.de_cuantos(medida, ahora),
        contra,
        resultados.dicho_de(medida, antes),
        {"texto": movio, "url": "", "tono": tono},
    ]


def _comparadas(
    conexion: Conexion, alcance: Alcance, nombres: dict[str, str], *, por_sede: bool
) -> list[list[Any]]:
    """A row for each officer or office, a cell for each measure, each leading to its facts."""
    sacar = medidas.por_sede if por_sede else medidas.por_persona
    por = {c: sacar(conexion, MEDIDAS[c], alcance) for c in EN_TABLA}
    con_actos = {q for c in EN_TABLA for q in por[c]}
    oficiales = set(medidas.quienes(conexion, alcance)) | (con_actos & _oficiales())
    filas = con_actos & set(SEDES) if por_sede else oficiales
    return [
        [nombres.get(q, q), *(_celda(c, por[c].get(q), q, alcance, por_sede) for c in EN_TABLA)]
        for q in sorted(filas, key=lambda q: nombres.get(q, q))
    ]


def _oficiales() -> set[str]:
    return {c.usuario for c in cuentas.listar(almacen()) if c.rol == RESPONSABLE}


def _celda(clave: str, valor: Valor | None, quien: str, alcance: Alcance, por_sede: bool) -> Any:
    if valor is None or not valor.renglones:
        return "—"
    suyo = {"sede": quien} if por_sede else {"responsable": quien}
    url = url_for("resultados.medida", **en_la_direccion(alcance, cual=clave) | suyo)
    texto = resultados.dicho_de(MEDIDAS[clave], valor)
    if clave in resultados.CON_META and not por_sede:
        meta = resultados.meta_de(clave, [quien], alcance, hoy())
        texto += f" ({resultados.porciento(valor.suma, meta)} %)" if meta else ""
    return {"texto": texto, "url": url, "tono": ""}


def _meta_del_mes(conexion: Conexion, alcance: Alcance, mes: date) -> Decimal | None:
    """The goal of whoever worked in that month."""
    dias = alcance._replace(desde=mes, hasta=medidas.mes_de(mes).hasta)
    return resultados.meta_de("recuperado", medidas.quienes(conexion, dias), dias, hoy())


def _del_mes(alcance: Alcance, mes: date) -> str:
    return url_for(
        "resultados.medida", **en_la_direccion(alcance, cual="recuperado") | {"periodo": f"{mes:%Y-%m}"}
    )


def _graficas(conexion: Conexion, alcance: Alcance) -> dict[str, Any]:
    meses = resultados.serie(conexion, MEDIDAS["recuperado"], alcance, hoy())
    metas = {m.mes: _meta_del_mes(conexion, alcance, m.mes) for m in meses}
    puntos = [
        Punto(
            MESES[m.mes.month - 1][:3],
            m.valor.suma,
            corto(m.valor.suma),
            metas[m.mes] or None,
        )
        for m in meses
    ]
    notas = resultados.notas_de_satisfaccion(conexion, alcance)
    total = sum(notas.values())
    return {
        "recuperacion": barras("Recuperado confirmado por mes y su meta", puntos),
        "tabla_de_meses": [
            [
                f"{MESES[m.mes.month - 1]} {m.mes.year}",
                {"texto": pesos(m.valor.suma), "url": _del_mes(alcance, m.mes), "tono": ""},
                pesos(p.meta) if p.meta else "sin meta",
                f"{resultados.porciento(m.valor.suma, p.meta)} %" if p.meta else "—",
            ]
            for m, p in zip(meses, puntos, strict=True)
        ],
        "satisfaccion": barras(
            "Respuestas de satisfacción", [Punto(str(n), v, cantidad(v)) for n, v in notas.items()]
        ),
        "tabla_de_notas": [
            [str(n), cantidad(v), porcentaje(Decimal(v * 100) / total) if total else "—"]
            for n, v in notas.items()
        ],
        "hay_notas": bool(total),
        "canales": [
            [dict(MEDIOS).get(Medio(canal), dicho(Medio(canal))), cantidad(n)]
            for canal, n in resultados.canales(conexion, alcance)
        ],
    }


def _grafica_de_edades(edades: list[Edad]) -> Any:
    puntos = [
        Punto(str(e.meses), e.porciento, porcentaje(e.porciento) if e.porciento is not None else "")
        for e in edades
    ]
    return barras("Convenios que se rompen según su edad en meses", puntos, tope=10)


def _pronostico(conexion: Conexion, alcance: Alcance, periodo: Periodo, quienes: list[str]) -> dict[str, Any]:
    if periodo.es_anio or not alcance.desde <= hoy() <= alcance.hasta:
        return {}
    previsto = resultados.prever(conexion, alcance, hoy())
    if previsto is None:
        return {
            "falta": f"No hay historia suficiente para pronosticar: se necesitan al menos {MESES_MINIMOS + 1} meses."
        }
    meta = resultados.meta_de("recuperado", quienes, alcance, hoy())
    return {
        "titulo": f"Este mes va para {pesos(previsto.esperado)}",
        "rango": f"entre {pesos(previsto.minimo)} y {pesos(previsto.maximo)}",
        "contra": f"{resultados.porciento(previsto.esperado, meta)} % de la meta de {pesos(meta)}" if meta else "",
        "metodo": METODO,
        "meses": plural(previsto.meses, "mes anterior", "meses anteriores"),
        "error": porcentaje(previsto.error) if previsto.error is not None else "",
        "dentro": f"{sum(i.dentro for i in previsto.ensayo)} de {len(previsto.ensayo)}",
        "ensayo": [
            [
                f"{MESES[i.mes.month - 1]} {i.mes.year}", pesos(i.pronostico),
                f"{pesos(i.minimo)} a {pesos(i.maximo)}", pesos(i.real), "sí" if i.dentro else "no",
            ]
            for i in previsto.ensayo
        ],
    }  # fmt: skip


@bp.get("/medida/<cual>")
@permiso(*VEN)
def medida(cual: str) -> Response:
    """The facts behind a figure: the same query without the sum."""
    if cual not in MEDIDAS:
        abort(404)
    esta, alcance, periodo = MEDIDAS[cual], alcance_pedido(), periodo_pedido()
    numero = max(request.args.get("p", 1, type=int), 1)
    with instancia().almacen.leer() as conexion:
        valor = medidas.valor(conexion, esta, alcance)
        filas = medidas.renglones(conexion, esta, alcance, limite=POR_PAGINA, desde=(numero - 1) * POR_PAGINA)
    conocidas, nombres = personas.personas(f.persona_id for f in filas), nombres_de_cuentas()
    con_importe, con_cuenta = _tiene_importe(esta), esta.cuenta is not None
    que, columna = _encabezado(esta)
    columnas: list[Any] = ["Acreditado", "Folio", que, "Día", "Cuenta para"]
    columnas += [("Importe", "numero")] if con_importe else []
    columnas += [(columna, "numero")] if esta.dato is not None or con_cuenta else []
    return pagina(
        "resultados/medida.html",
        titulo=esta.titulo,
        se_cuenta=esta.se_cuenta,
        periodo=periodo.nombre,
        sede=SEDES.get(alcance.sede or "", "todas las sedes"),
        de=nombres.get(alcance.responsable, alcance.responsable) if alcance.responsable else "",
        total=resultados.dicho_de(esta, valor),
        de_cuantos=resultados.de_cuantos(esta, valor),
        columnas=columnas,
        filas=[_renglon(f, esta, personas.nombre_de(conocidas, f.persona_id), nombres) for f in filas],
        renglones=plural(valor.renglones, "renglón", "renglones"),
        pagina=numero,
        paginas=-(-valor.renglones // POR_PAGINA),
        url_pagina=lambda n: url_for("resultados.medida", **en_la_direccion(alcance, cual=cual, p=n)),
        volver=url_for("resultados.ver", **en_la_direccion(alcance)),
    )


def _tiene_importe(esta: Medida) -> bool:
    return esta.forma is Forma.PESOS or esta.clave == "convenios"


def _encabezado(esta: Medida) -> tuple[str, str]:
    que = "Acto" if esta.tabla is medidas.A else "Convenio"
    if esta.dato is not None:
        return que, DATOS.get(esta.clave, "Días")
    return que, "¿Suma?"


def _renglon(f: Any, esta: Medida, nombre: str, nombres: dict[str, str]) -> list[Any]:
    caso: Any = "Sin caso"
    if f.persona_id:
        caso = {"texto": nombre or "Sin nombre", "url": url_for("caso.ver", caso_id=f.caso_id), "tono": ""}
    que = en_palabras(f.que) if esta.tabla is medidas.A else dicho(Producto(f.que))
    fila = [caso, f.folio or "", que.capitalize(), fecha(f.dia), nombres.get(f.quien, f.quien or "")]
    if _tiene_importe(esta):
        fila.append(pesos(f.importe) if f.importe is not None else "")
    if esta.dato is not None:
        fila.append(str(f.dato))
    elif esta.cuenta is not None:
        fila.append("sí" if f.cuenta else "no")
    return fila
