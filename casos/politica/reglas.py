"""What a rule of the policy is made of: a value with its unit, a description and where it comes from."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from casos.calendario.explicacion import en_palabras
from casos.calendario.modelo import Fecha, NombreCalendario, Texto

POLITICA = "política"


class Unidad(NamedTuple):
    """The unit of a value in plural and singular (empty where it has none), and what a person must write."""

    nombre: str
    singular: str
    esperado: str


def _decimal(valor: Any) -> Any:
    return Decimal(valor) if isinstance(valor, int) and not isinstance(valor, bool) else valor


def _hora(valor: Any) -> Any:
    try:
        hora = time.fromisoformat(valor) if isinstance(valor, str) else valor
    except ValueError:
        return valor
    con_segundos = isinstance(hora, time) and hora != time(hora.hour, hora.minute)
    return str(hora) if con_segundos else hora


DIAS_HABILES = Unidad("días hábiles", "día hábil", "un número entero de días hábiles, de 0 a 250")
DiasHabiles = Annotated[int, Field(strict=True, ge=0, le=250), DIAS_HABILES]
Dias = Annotated[
    int, Field(strict=True, ge=0, le=3650), Unidad("días", "día", "un número entero de días, de 0 a 3650")
]
Meses = Annotated[
    int, Field(strict=True, ge=0, le=600), Unidad("meses", "mes", "un número entero de meses, de 0 a 600")
]
Anios = Annotated[
    int, Field(strict=True, ge=0, le=100), Unidad("años", "año", "un número entero de años, de 0 a 100")
]
Horas = Annotated[
    int, Field(strict=True, ge=0, le=240), Unidad("horas", "hora", "un número entero de horas, de 0 a 240")
]
Minutos = Annotated[
    int,
    Field(strict=True, ge=5, le=480),
    Unidad("minutos", "minuto", "un número entero de minutos, de 5 a 480"),
]
Veces = Annotated[
    int, Field(strict=True, ge=0, le=100_000), Unidad("veces", "vez", "un número entero, de 0 a 100000")
]
Umbral = Annotated[
    int, Field(strict=True, ge=1, le=100_000), Unidad("veces", "vez", "un número entero, de 1 a 100000")
]
Cantidad = Annotated[
    int, Field(strict=True, ge=1, le=100_000), Unidad("", "", "un número entero, de 1 a 100000")
]
Parcialidades = Annotated[
    int,
    Field(strict=True, ge=1, le=600),
    Unidad("parcialidades", "parcialidad", "un número entero de parcialidades, de 1 a 600"),
]
Porcentaje = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(strict=True, ge=0, le=100, max_digits=7, decimal_places=4),
    Unidad("%", "%", "un porcentaje de 0 a 100, sin comillas ni signo, como 12.5"),
]
TasaAnual = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(strict=True, ge=0, le=100, max_digits=7, decimal_places=4),
    Unidad("% anual", "% anual", "una tasa anual de 0 a 100, sin comillas ni signo, como 6 o 7.5"),
]
Promedio = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(strict=True, ge=0, le=100, max_digits=5, decimal_places=2),
    Unidad("de promedio", "de promedio", "un promedio de 0 a 100, como 90"),
]
Importe = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(strict=True, ge=0, le=1_000_000_000, max_digits=12, decimal_places=2),
    Unidad("pesos", "peso", "un importe en pesos, sin comas ni signo, como 900000.00"),
]
Hora = Annotated[
    time,
    BeforeValidator(_hora),
    Field(strict=True),
    Unidad("", "", 'una hora con minutos entre comillas, como "08:00"'),
]
Dia = Annotated[Fecha, Unidad("", "", "una fecha como 2027-01-31")]
SiNo = Annotated[bool, Field(strict=True), Unidad("", "", "true (sí) o false (no)")]
Palabras = Annotated[Texto, Unidad("", "", "un texto de hasta 500 letras")]
Clave = Annotated[
    str,
    Field(strict=True, pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$"),
    Unidad("", "", "una clave en minúsculas, sin espacios ni acentos, como arrancar_de_cero_2025"),
]
BaseDeDias = Annotated[Literal[360, 365], Unidad("días", "día", "360 o 365")]

Concepto = Literal["gastos", "moratorios", "ordinarios", "capital"]
CONCEPTOS: tuple[Concepto, ...] = get_args(Concepto)
OrdenDeConceptos = Annotated[
    tuple[Concepto, ...],
    Unidad("", "", f"los cuatro conceptos ({', '.join(CONCEPTOS)}) en el orden en que se pagan"),
]
Producto = Literal["CONVENIO_CORTO", "CONVENIO_LARGO", "PAGO_UNICO", "REGENERACION"]
PRODUCTOS: tuple[Producto, ...] = get_args(Producto)
ListaDeProductos = Annotated[
    tuple[Producto, ...], Unidad("", "", f"una lista con productos ({', '.join(PRODUCTOS)})")
]
DiaDeLaSemana = Literal["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
SEMANA: tuple[DiaDeLaSemana, ...] = get_args(DiaDeLaSemana)
ListaDeDias = Annotated[
    tuple[DiaDeLaSemana, ...], Unidad("", "", 'una lista de días de la semana, como ["lunes", "martes"]')
]
ListaDePlazos = Annotated[
    tuple[Dias, ...], Unidad("días", "día", "una lista de números de días, de mayor a menor, como [180, 60]")
]
ListaDePersonas = Annotated[
    tuple[Texto, ...], Unidad("", "", 'una lista de nombres de usuario, como ["ana.lopez"], o [] para todos')
]


def dato(descripcion: str, fuente: str = POLITICA) -> Any:
    """Declare a rule: what it fixes, in plain Spanish, and its source (law and article, or "política")."""
    return Field(description=descripcion, json_schema_extra={"fuente": fuente})


def plazo(descripcion: str, fuente: str = POLITICA, calendario: NombreCalendario = "INSTITUTO") -> Any:
    """Declare a deadline in working days, and the calendar on which they are counted."""
    return Field(description=descripcion, json_schema_extra={"fuente": fuente, "calendario": calendario})


class Seccion(BaseModel):
    """A group of rules that go together."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Renglon(Seccion):
    """One element of a list of the policy; `clave` names it in dotted paths."""

    clave: Clave
    fuente: Palabras


def renglones_de(campo: FieldInfo) -> type[Renglon] | None:
    """The kind of line, for a field that is a list of them."""
    tipo = next(iter(get_args(campo.annotation)), None)
    return tipo if isinstance(tipo, type) and issubclass(tipo, Renglon) else None


def seccion_de(campo: FieldInfo) -> type[Seccion] | None:
    """The section that a field holds; None for a rule or a list."""
    tipo = campo.annotation
    return tipo if isinstance(tipo, type) and issubclass(tipo, Seccion) else None


class Regla(NamedTuple):
    """A rule as shown to people; `calendario` only where working days are counted."""

    clave: str
    valor: Any
    unidad: str
    fuente: str
    descripcion: str
    calendario: str | None
    en_palabras: str


def unidad_de(campo: FieldInfo) -> Unidad | None:
    """The unit declared for a field; None for a section."""
    return next((uno for uno in campo.metadata if isinstance(uno, Unidad)), None)


def regla_de(clave: str, campo: FieldInfo, valor: Any, fuente: str | None) -> Regla:
    """The rule that a field holds; `fuente` overrides the declared one."""
    extra = campo.json_schema_extra if isinstance(campo.json_schema_extra, dict) else {}
    unidad = unidad_de(campo) or Unidad("", "", "")
    calendario = extra.get("calendario")
    return Regla(
        clave=clave,
        valor=valor,
        unidad=unidad.nombre,
        fuente=fuente or str(extra.get("fuente", POLITICA)),
        descripcion=campo.description or "",
        calendario=str(calendario) if calendario else None,
        en_palabras=valor_en_palabras(valor, unidad),
    )


def valor_en_palabras(valor: Any, unidad: Unidad) -> str:
    """A value as a person reads it: «3 días hábiles», «20 %», «08:00», «sí»."""
    match valor:
        case bool():
            return "sí" if valor else "no"
        case time():
            return f"{valor:%H:%M}"
        case date():
            return en_palabras(valor)
        case Decimal() if unidad.nombre == "pesos":
            return f"${valor:,.2f}"
        case 0 if unidad is DIAS_HABILES:
            return "el mismo día"
        case ():
            return "lista vacía"
        case tuple():
            return f"{', '.join(map(str, valor))} {unidad.nombre}".strip()
        case _:
            return f"{_numero(valor)} {unidad.singular if valor == 1 else unidad.nombre}".strip()


def _numero(valor: Any) -> str:
    if isinstance(valor, Decimal):
        return format(valor, "f").rstrip("0").rstrip(".") if "." in format(valor, "f") else format(valor, "f")
    return f"{valor:,}" if isinstance(valor, int) else str(valor)
