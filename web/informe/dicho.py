"""A report's figures in words, the same on the page, in the PDF and in the workbook."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from casos.dinero.letras import MESES
from proyecciones.consultas.medidas import GRUPOS, MEDIDAS, Forma, Medida
from proyecciones.pronostico import METODO
from web.cuentas import SEDES
from web.formato import cantidad, con_mayuscula, momento, pesos, plural, porcentaje
from web.informe.cifras import ANTIGUEDADES
from web.informe.modelo import Cifra, Cifras, Informe
from web.resultados import CON_META, de_cuantos, dicho_de, porciento

EN_TABLA = {
    "atendidas": "Personas atendidas", "satisfaccion": "Satisfacción", "opciones": "Opciones por contacto",
    "sesiones": "Sesiones", "convenios": "Convenios", "en_politica": "Dentro de política",
    "logrados": "Llegan al 3er pago", "recuperado": "Recuperado", "meta": "% de la meta", "gestiones": "Gestiones",
}  # fmt: skip
"""What compares officers and offices side by side, with the heading of its column."""
SIN_META = "sin meta"


class Fila(NamedTuple):
    """A measure as it is written: the month, of how many, against its goal, the month before, the year."""

    clave: str
    titulo: str
    mes: str
    de_cuantos: str
    meta: str
    antes: str
    anio: str
    meta_anio: str

    @property
    def celdas(self) -> list[str]:
        """All but its name in addresses."""
        return list(self[1:])


COLUMNAS = (
    "Medida",
    "Mes",
    "De cuántos",
    "Contra la meta",
    "Mes anterior",
    "Año a la fecha",
    "Contra la meta",
)


def nombre_del_mes(informe: Informe) -> str:
    """octubre de 2026."""
    return f"{MESES[informe.mes.month - 1]} de {informe.mes.year}"


def de_quien(informe: Informe) -> str:
    """Whose report it is: an officer's, an office's, of the whole."""
    sede = SEDES.get(informe.sede, "todas las sedes")
    return f"{informe.nombre_de(informe.persona)}, {sede}" if informe.persona else con_mayuscula(sede)


def segun(informe: Informe) -> str:
    """According to what was captured until when."""
    return (
        f"Según lo registrado al {momento(informe.al)} ({plural(informe.asientos, 'asiento', 'asientos')})."
    )


def contra(medida: Medida, suma: Decimal, meta: Decimal | None) -> str:
    """How much of its goal a measure reached."""
    if meta is None:
        return SIN_META
    dicha = pesos(meta) if medida.forma is Forma.PESOS else cantidad(int(meta))
    return f"{porciento(suma, meta)} % de {dicha}"


def fila(clave: str, cifra: Cifra, *, con_meta: bool = True) -> Fila:
    """A measure in words; only those that can have a goal say that they have none."""
    medida = MEDIDAS[clave]
    puede = con_meta and clave in CON_META
    return Fila(
        clave, medida.titulo, dicho_de(medida, cifra.mes), de_cuantos(medida, cifra.mes),
        contra(medida, cifra.mes.suma, cifra.meta) if puede else "",
        dicho_de(medida, cifra.antes), dicho_de(medida, cifra.anio),
        contra(medida, cifra.anio.suma, cifra.meta_anio) if puede else "",
    )  # fmt: skip


def grupos(informe: Informe) -> list[tuple[str, list[Fila]]]:
    """The three measures of the job, each with what shows it."""
    return [
        (nombre, [fila(c, informe.total[c]) for c in claves if c in informe.total])
        for nombre, claves in GRUPOS.items()
    ]


def comparadas(
    informe: Informe, *, por_sede: bool = False, del_anio: bool = False
) -> list[tuple[str, list[str]]]:
    """A row for each officer or office, by name, a cell for each measure of the tables; each with its account."""
    de = informe.sedes if por_sede else informe.personas
    filas = [
        (
            quien,
            [SEDES.get(quien, quien) if por_sede else informe.nombre_de(quien), *_celdas(suyas, del_anio)],
        )
        for quien, suyas in de.items()
    ]
    return sorted(filas, key=lambda par: (par[1][0], par[0]))


def _celdas(cifras: Cifras, del_anio: bool) -> Iterator[str]:
    for clave in EN_TABLA:
        cifra = cifras["recuperado" if clave == "meta" else clave]
        valor, meta = (cifra.anio, cifra.meta_anio) if del_anio else (cifra.mes, cifra.meta)
        if clave == "meta":
            yield f"{porciento(valor.suma, meta)} %" if meta else "—"
        else:
            yield dicho_de(MEDIDAS[clave], valor)


def prevision(informe: Informe) -> list[str]:
    """The forecast in sentences, honest about what it is; or why there is none."""
    p = informe.prevision
    if p is None:
        return ["No hay historia suficiente para pronosticar."]
    cual = f"{MESES[p.mes.month - 1]} de {p.mes.year}"
    rango = f"entre {pesos(p.minimo)} y {pesos(p.maximo)}"
    dichas = [f"Pronóstico, no un compromiso: en {cual} se esperan {pesos(p.esperado)}, {rango}."]
    if p.meta:
        dichas.append(f"Sería {porciento(p.esperado, p.meta)} % de la meta de {pesos(p.meta)}.")
    if p.hasta_hoy:
        dichas.append(METODO)
    else:
        dichas.append(f"Es la mediana de lo que entró en {plural(p.meses, 'mes anterior', 'meses anteriores')}; el "
                      "intervalo va del mes en que entró menos al mes en que entró más.")  # fmt: skip
    if p.error is not None:
        dichas.append(f"El mismo cálculo en meses pasados se equivocó en {porcentaje(p.error)} (mediana).")
    return dichas


CARGA = (
    "Responsable",
    "Casos abiertos",
    *(f"Atrasados, {a} dh" for a in ANTIGUEDADES),
    "Más antiguo",
    "Sin revisar",
)


def cargas(informe: Informe) -> list[list[str]]:
    """What each officer had open, by name."""
    vacia = [0] * len(ANTIGUEDADES)
    return sorted(
        [
            informe.nombre_de(quien), cantidad(c.abiertos), *map(cantidad, c.atrasados or vacia),
            f"{c.mas_antiguo} dh" if sum(c.atrasados) else "—", cantidad(c.sin_revisar),
        ]
        for quien, c in informe.abierto.cargas.items()
    )  # fmt: skip


def abiertos(informe: Informe) -> list[tuple[str, str]]:
    """What was open in the office when the report was made."""
    a = informe.abierto
    if informe.persona:
        return [("Actos que nadie ha revisado", cantidad(a.sin_revisar))]
    return [
        ("Decisiones que esperan al coordinador", cantidad(a.por_decidir)),
        ("Actos que nadie ha revisado", cantidad(a.sin_revisar)),
        ("Casos abiertos sin siguiente acción", cantidad(a.sin_accion)),
        ("Casos con un original por recabar", cantidad(a.sin_papel)),
        ("Recados que nadie ha abierto", cantidad(a.recados)),
    ]


def manifestaciones(informe: Informe) -> list[list[str]]:
    """Complaints and the like that waited, by class and age."""
    return [
        [con_mayuscula(clase.lower()), *map(cantidad, n), cantidad(sum(n))]
        for clase, n in informe.abierto.manifestaciones.items()
    ]
