"""The policy as code reads it: `politica.documentos.recabar_dias_habiles` is a plain int.

For people, `politica.regla("documentos.recabar_dias_habiles")` gives the same value with its unit, its source
and a description in Spanish.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Self

from pydantic import Field, model_validator

from casos.calendario.modelo import Texto
from casos.politica.convenios import Campana, Condonacion, Convenio, Pagos, Productos, Tasas
from casos.politica.oficina import (
    Actividades,
    Arco,
    Ausencias,
    Comisiones,
    Consultas,
    Metas,
    Quejas,
    Recados,
    Solicitudes,
    Supervision,
    Visitas,
)
from casos.politica.reglas import Dia, Regla, Renglon, Seccion, dato, regla_de, unidad_de
from casos.politica.seguimiento import (
    Buro,
    Cierre,
    Incumplimiento,
    Judicial,
    Llamadas,
    Prescripcion,
    Seguimiento,
)
from casos.politica.sesiones import Cartera, Documentos, Registro, ReglasDelCaso, Reparto, Sesiones


class Politica(Seccion):
    """Every deadline, threshold, limit and percentage, complete; published as a whole and kept for ever.

    `fuentes` are the sources that a published text changed: (dotted key, source).
    """

    vigente_desde: Dia = dato("Día desde el que rige esta política.")
    fuentes: tuple[tuple[str, Texto], ...] = Field(default=(), repr=False)
    caso: ReglasDelCaso = dato("El caso en general")
    cartera: Cartera = dato("Arranque de la cartera")
    reparto: Reparto = dato("Reparto de casos nuevos por sede")
    sesiones: Sesiones = dato("Sesiones en el centro de mediación")
    documentos: Documentos = dato("Documentos firmados y archivo")
    registro: Registro = dato("Registro de convenios")
    convenio: Convenio = dato("Elaboración y firma de convenios")
    productos: Productos = dato("Productos que pueden ofrecerse")
    condonacion: Condonacion = dato("Condonación fuera de campaña")
    campanas: tuple[Campana, ...] = dato("Campañas de recuperación")
    pagos: Pagos = dato("Pagos y su aplicación")
    tasas: Tasas = dato("Tasas de interés")
    seguimiento: Seguimiento = dato("Seguimiento de parcialidades")
    incumplimiento: Incumplimiento = dato("Incumplimiento de convenios")
    llamadas: Llamadas = dato("Llamadas")
    visitas: Visitas = dato("Visitas")
    quejas: Quejas = dato("Quejas, sugerencias, reconocimientos y denuncias")
    recados: Recados = dato("Recados")
    solicitudes: Solicitudes = dato("Solicitudes de información a otras áreas")
    comisiones: Comisiones = dato("Comisiones y apoyos")
    ausencias: Ausencias = dato("Ausencias")
    actividades: Actividades = dato("Actividades del área")
    supervision: Supervision = dato("Supervisión")
    consultas: Consultas = dato("Quién consulta expedientes")
    arco: Arco = dato("Solicitudes ARCO")
    cierre: Cierre = dato("Cierre de casos liquidados")
    buro: Buro = dato("Buró de Crédito")
    judicial: Judicial = dato("Vía judicial")
    prescripcion: Prescripcion = dato("Prescripción")
    metas: Metas = dato("Metas de cada responsable")

    @model_validator(mode="after")
    def _claves_sin_repetir(self) -> Self:
        for lista, donde in ((self.campanas, "campanas"), (self.metas.individuales, "metas.individuales")):
            claves = [renglon.clave for renglon in lista]
            repetida = next((clave for clave in claves if claves.count(clave) > 1), None)
            if repetida:
                raise ValueError(f"«{donde}» tiene dos veces la clave «{repetida}»")
        return self

    def regla(self, clave: str) -> Regla:
        """The rule of a dotted key, such as "llamadas.desde" or "campanas.<clave>.hasta".

        Raises KeyError for a key that is not a rule.
        """
        return self.reglas[clave]

    @cached_property
    def reglas(self) -> Mapping[str, Regla]:
        """Every rule by its dotted key, in the order in which they are shown."""
        return {regla.clave: regla for regla in _reglas(self, "", dict(self.fuentes))}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other sections, whose rules are read anew."""
        copia = super().model_copy(update=update, deep=deep)
        copia.__dict__.pop("reglas", None)
        return copia

    def campanas_en(self, dia: date) -> tuple[Campana, ...]:
        """The campaigns that an agreement of that day may cite."""
        return tuple(campana for campana in self.campanas if campana.vigente_en(dia))


def _reglas(
    seccion: Seccion, prefijo: str, fuentes: Mapping[str, str], fuente: str | None = None
) -> Iterator[Regla]:
    for nombre, campo in type(seccion).model_fields.items():
        valor, clave = getattr(seccion, nombre), f"{prefijo}{nombre}"
        if isinstance(valor, Seccion):
            yield from _reglas(valor, f"{clave}.", fuentes)
        elif isinstance(valor, tuple) and valor and isinstance(valor[0], Renglon):
            for renglon in valor:
                yield from _reglas(renglon, f"{clave}.{renglon.clave}.", fuentes, renglon.fuente)
        elif unidad_de(campo) and not (isinstance(seccion, Renglon) and nombre in Renglon.model_fields):
            yield regla_de(clave, campo, valor, fuentes.get(clave) or fuente)
