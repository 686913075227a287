"""A report as a workbook: its figures as numbers, and a sheet with the rows behind each one. Texts are only texts."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from casos.dinero.letras import MESES
from casos.mediacion.vocabulario import Producto
from casos.tiempo import ZONA
from flujos.pasos import en_palabras
from proyecciones.consultas.medidas import MEDIDAS, A, Forma, Medida, Valor
from proyecciones.exportes.hoja import poner
from web.cuentas import SEDES
from web.formato import con_mayuscula
from web.frases.palabras import dicho as en_frase
from web.informe import dicho
from web.informe.hacer import InformeCompleto
from web.informe.modelo import Cifra, Renglon
from web.resultados import CON_META

LARGO_DE_HOJA = 31
"""What a workbook takes as the name of a sheet."""
HOJAS = {
    "opciones": "Opciones por contacto", "en_politica": "Dentro de la política",
    "logrados": "Llegan al tercer pago", "reincidentes": "Incumplidos reincidentes",
    "dias_al_papel": "De la sesión al documento", "dias_al_registro": "Del documento al registro",
    "resueltas": "Resueltas al primer contacto",
}  # fmt: skip
"""Names of sheets where the measure's own is too long."""
Celdas = Sequence[Any]


def xlsx(entero: InformeCompleto) -> bytes:
    """The workbook; the same report gives the same bytes."""
    import xlsxwriter

    salida = BytesIO()
    libro = xlsxwriter.Workbook(
        salida, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    local = entero.informe.al.astimezone(ZONA).replace(tzinfo=None)
    libro.set_properties(
        {"title": f"Informe mensual de mediación, {dicho.nombre_del_mes(entero.informe)}", "created": local}
    )
    _Libro(libro, entero).llenar()
    libro.close()
    return salida.getvalue()


def nombre_de_hoja(medida: Medida) -> str:
    """How the sheet behind a measure is called."""
    nombre = HOJAS.get(medida.clave, medida.titulo)
    return nombre[:LARGO_DE_HOJA]


def numero(medida: Medida, valor: Valor) -> Decimal | int | float | None:
    """A figure as a cell holds it: pesos as pesos, what is counted as a whole number, shares as they are read."""
    dado = valor.en(medida.forma)
    if dado is None:
        return None
    match medida.forma:
        case Forma.PESOS:
            return dado
        case Forma.CANTIDAD:
            return int(dado)
    return round(float(dado), 2)


class _Libro:
    """A workbook while it is written."""

    def __init__(self, libro: Any, entero: InformeCompleto) -> None:
        self._libro, self._informe, self._listas = libro, entero.informe, entero.listas
        self._formatos = {
            "titulo": libro.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "grande": libro.add_format({"bold": True, "font_size": 14}),
            "dia": libro.add_format({"num_format": "dd/mm/yyyy"}),
            "pesos": libro.add_format({"num_format": "$#,##0.00"}),
        }

    def llenar(self) -> None:
        """Every sheet, that of the summary first."""
        self._resumen()
        if self._informe.personas:
            self._comparada("Por responsable", self._informe.personas, self._informe.nombre_de)
        if self._informe.sedes:
            self._comparada("Por sede", self._informe.sedes, lambda s: SEDES.get(s, s))
        self._meses()
        self._abierto()
        for clave, filas in self._listas.items():
            self._lista(MEDIDAS[clave], filas)
        self._hoja("Qué cuenta cada número", ("Medida", 40), ("Qué cuenta", 120)).filas(
            [MEDIDAS[c].titulo, MEDIDAS[c].se_cuenta] for c in self._informe.total
        )

    def _hoja(self, nombre: str, *columnas: tuple[str, int], desde: int = 0) -> "_Hoja":
        return _Hoja(self._libro.add_worksheet(nombre), columnas, self._formatos, desde)

    def _resumen(self) -> None:
        informe = self._informe
        columnas = (
            ("Medida", 44), ("Mes", 16), ("De cuántos", 12), ("Meta", 16), ("Mes anterior", 16),
            ("Año a la fecha", 16), ("De cuántos en el año", 12), ("Meta a la fecha", 16), ("Lista", 30),
        )  # fmt: skip
        hoja = self._hoja("Resumen", *columnas, desde=4)
        mes = f"{con_mayuscula(dicho.nombre_del_mes(informe))} · {dicho.de_quien(informe)}"
        hoja.hoja.write_string(0, 0, "Informe mensual de mediación", self._formatos["grande"])
        hoja.hoja.write_string(1, 0, mes)
        provisional = " Cifras provisionales." if informe.provisional else ""
        hoja.hoja.write_string(2, 0, dicho.segun(informe) + provisional)
        for clave, cifra in informe.total.items():
            medida = MEDIDAS[clave]
            hoja.fila([medida.titulo, *_de_cifra(medida, cifra)])
            destino = nombre_de_hoja(medida)
            hoja.hoja.write_url(hoja.n - 1, len(columnas) - 1, f"internal:'{destino}'!A1", string=destino)
        hoja.n += 1
        for frase in dicho.prevision(informe) if not informe.persona else ():
            hoja.fila([frase])

    def _comparada(self, nombre: str, de: dict[str, dict[str, Cifra]], decir: Any) -> None:
        columnas = [("Nombre", 34)]
        for clave in MEDIDAS:
            titulo = MEDIDAS[clave].titulo
            columnas += [(f"{titulo}, mes", 14), (f"{titulo}, año", 14)]
            columnas += [(f"{titulo}, meta del mes", 14)] if clave in CON_META else []
        hoja = self._hoja(nombre, *columnas)
        for quien, cifras in sorted(de.items(), key=lambda par: decir(par[0])):
            fila: list[Any] = [decir(quien)]
            for clave, medida in MEDIDAS.items():
                cifra = cifras.get(clave)
                fila += [numero(medida, cifra.mes), numero(medida, cifra.anio)] if cifra else [None, None]
                fila += [_meta(medida, cifra.meta if cifra else None)] if clave in CON_META else []
            hoja.fila(fila)

    def _meses(self) -> None:
        columnas = (
            ("Mes", 18),
            ("Recuperado", 16),
            ("Meta", 16),
            ("Personas atendidas", 14),
            ("Convenios", 12),
        )
        self._hoja("Por mes", *columnas).filas(
            [
                f"{MESES[m.mes.month - 1]} {m.mes.year}", m.recuperado,
                dicho.SIN_META if m.meta is None else m.meta, m.atendidas, m.convenios,
            ]
            for m in self._informe.serie
        )  # fmt: skip

    def _abierto(self) -> None:
        hoja = self._hoja(
            "Abierto al hacerlo", *((c, 34 if n == 0 else 14) for n, c in enumerate(dicho.CARGA))
        )
        for quien, c in sorted(self._informe.abierto.cargas.items()):
            atrasados = c.atrasados or (0,) * (len(dicho.CARGA) - 4)
            hoja.fila([self._informe.nombre_de(quien), c.abiertos, *atrasados, c.mas_antiguo, c.sin_revisar])
        hoja.n += 1
        for que, cuantos in dicho.abiertos(self._informe):
            hoja.fila([que, int(cuantos.replace(",", ""))])
        for clase, *edades in dicho.manifestaciones(self._informe):
            hoja.fila([f"{clase} sin concluir", *(int(n.replace(",", "")) for n in edades)])

    def _lista(self, medida: Medida, filas: Sequence[Renglon]) -> None:
        columnas = (
            ("Caso", 12), ("Folio", 20), ("Acto" if medida.tabla is A else "Convenio", 34), ("Día", 12),
            ("Cuenta para", 34), ("Sede", 14), ("Importe", 16), ("¿Suma?", 9), ("Dato", 10),
        )  # fmt: skip
        hoja = self._hoja(nombre_de_hoja(medida), *columnas)
        hoja.filas(
            [
                str(r.caso)[:8], r.folio, _que(medida, r.que), r.dia, self._informe.nombre_de(r.quien),
                SEDES.get(r.sede, r.sede), r.importe, "sí" if r.cuenta else "no",
                None if r.dato is None else float(r.dato),
            ]
            for r in filas
        )  # fmt: skip
        hoja.hoja.autofilter(0, 0, max(len(filas), 1), len(columnas) - 1)


def _de_cifra(medida: Medida, cifra: Cifra) -> Celdas:
    return [
        numero(medida, cifra.mes), cifra.mes.base, _meta(medida, cifra.meta), numero(medida, cifra.antes),
        numero(medida, cifra.anio), cifra.anio.base, _meta(medida, cifra.meta_anio),
    ]  # fmt: skip


def _meta(medida: Medida, meta: Decimal | None) -> Any:
    if medida.clave not in CON_META:
        return None
    if meta is None:
        return dicho.SIN_META
    return meta if medida.forma is Forma.PESOS else int(meta)


def _que(medida: Medida, que: str) -> str:
    return con_mayuscula(en_palabras(que)) if medida.tabla is A else en_frase(Producto(que))


class _Hoja:
    """A sheet with its headings, written row by row."""

    def __init__(
        self, hoja: Any, columnas: Sequence[tuple[str, int]], formatos: dict[str, Any], desde: int
    ) -> None:
        self.hoja, self.n, self._formatos = hoja, desde + 1, formatos
        for c, (titulo, ancho) in enumerate(columnas):
            hoja.set_column(c, c, ancho)
            hoja.write_string(desde, c, titulo, formatos["titulo"])
        hoja.freeze_panes(desde + 1, 1)

    def fila(self, valores: Celdas) -> None:
        """Write a row, each value as what it is."""
        poner(self.hoja, self.n, valores, self._formatos)
        self.n += 1

    def filas(self, todas: Iterable[Celdas]) -> None:
        """Write several."""
        for valores in todas:
            self.fila(valores)
