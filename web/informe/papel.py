"""A report as a paper: what its template is given."""

from datetime import date
from decimal import Decimal
from typing import Any

from casos.dinero.letras import MESES
from proyecciones.consultas.medidas import MEDIDAS
from web.formato import cantidad, con_mayuscula, pesos
from web.graficas import corto
from web.informe import dicho
from web.informe.cifras import ANTIGUEDADES
from web.informe.modelo import Informe
from web.papeles.datos.comun import Papel
from web.papeles.taller import Hoja, hoja_suelta
from web.resultados import porciento

CLASE = "informe_mensual"


def hoja(informe: Informe, instituto: dict[str, str]) -> Hoja:
    """The report ready for the press; the same report gives the same bytes."""
    mes = dicho.nombre_del_mes(informe)
    papel = Papel(CLASE, CLASE, f"Informe mensual de mediación, {mes}", _datos(informe), informe.al)
    lista = hoja_suelta(papel, instituto)
    pie = f"{papel.titulo} · {dicho.de_quien(informe)} · {dicho.segun(informe)}"
    return lista._replace(
        datos=lista.datos | {"pie": pie, "marca": "PROVISIONAL" if informe.provisional else ""}
    )


def _datos(informe: Informe) -> dict[str, Any]:
    return {
        "mes": con_mayuscula(dicho.nombre_del_mes(informe)),
        "de_quien": dicho.de_quien(informe),
        "segun": dicho.segun(informe),
        "provisional": informe.provisional,
        "columnas": list(dicho.COLUMNAS),
        "grupos": [
            {"nombre": nombre, "filas": [f.celdas for f in filas]} for nombre, filas in dicho.grupos(informe)
        ],
        "recuperacion": {
            "barras": _barras([(_mes(m.mes), m.recuperado, m.meta, corto(m.recuperado)) for m in informe.serie]),
            "filas": [
                [
                    f"{MESES[m.mes.month - 1]} {m.mes.year}", pesos(m.recuperado),
                    pesos(m.meta) if m.meta is not None else dicho.SIN_META,
                    f"{porciento(m.recuperado, m.meta)} %" if m.meta else "—", cantidad(m.atendidas),
                    cantidad(m.convenios),
                ]
                for m in informe.serie
            ],
        },
        "satisfaccion": {
            "barras": _barras([(str(n), Decimal(v), None, cantidad(v)) for n, v in _notas(informe)]),
            "filas": [[str(n), cantidad(v)] for n, v in _notas(informe)],
        },
        "pronostico": dicho.prevision(informe) if not informe.persona else [],
        "encabezado": list(dicho.EN_TABLA.values()),
        "por_persona": [f for _, f in dicho.comparadas(informe)],
        "por_persona_anio": [f for _, f in dicho.comparadas(informe, del_anio=True)],
        "por_sede": [f for _, f in dicho.comparadas(informe, por_sede=True)],
        "carga": {"columnas": list(dicho.CARGA), "filas": dicho.cargas(informe)},
        "abiertos": [list(par) for par in dicho.abiertos(informe)],
        "manifestaciones": {
            "columnas": ["Clase", *(f"{a} dh" for a in ANTIGUEDADES), "Todas"],
            "filas": dicho.manifestaciones(informe),
        },
        "se_cuenta": [[MEDIDAS[c].titulo, MEDIDAS[c].se_cuenta] for c in informe.total],
    }  # fmt: skip


def _mes(mes: date) -> str:
    return MESES[mes.month - 1][:3]


def _notas(informe: Informe) -> list[tuple[int, int]]:
    return [(n, informe.notas.get(n, 0)) for n in range(1, 6)] if informe.notas else []


def _barras(puntos: list[tuple[str, Decimal, Decimal | None, str]]) -> list[dict[str, Any]]:
    """Bars as shares of the highest of them, in thousandths; a goal of -1 is none."""
    mayor = max([Decimal(1), *(v for _, v, _, _ in puntos), *(m for _, _, m, _ in puntos if m is not None)])

    def milesimas(v: Decimal) -> int:
        return int(max(v, Decimal()) * 1000 / mayor)

    return [
        {
            "nombre": nombre,
            "alto": milesimas(v),
            "meta": -1 if meta is None else milesimas(meta),
            "dicho": dice,
        }
        for nombre, v, meta, dice in puntos
    ]
