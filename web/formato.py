"""How dates, money, phones and counts are written on a page: Jinja filters, pure but for today's date."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from casos.dinero.letras import MESES
from casos.dinero.letras import fecha_larga as fecha_completa_de
from casos.dinero.pesos import en_cifras
from casos.tiempo import ZONA, dia_local
from web.actual import hoy, presente

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES_CORTOS = tuple(mes[:3] for mes in MESES)
LADAS_DE_DOS = ("33", "55", "56", "81")


def _dia(valor: date | datetime) -> date:
    return dia_local(valor) if isinstance(valor, datetime) else valor


def pesos(importe: Decimal | int) -> str:
    """$1,250.50, and −$4,112.20 with a true minus sign."""
    return en_cifras(Decimal(importe))


def cantidad(numero: int) -> str:
    """1,904."""
    return f"{numero:,}"


def porcentaje(fraccion: Decimal | int) -> str:
    """62 %, from a number that is already a percentage; decimals only if it has them."""
    exacto = Decimal(fraccion).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    return f"{exacto:f} %"


def con_mayuscula(texto: str) -> str:
    """Carta de no adeudo: the first letter large, the others as they are."""
    return texto[:1].upper() + texto[1:]


def plural(numero: int, uno: str, varios: str) -> str:
    """1 acto, 23 actos, 1,904 casos."""
    return f"{numero:,} {uno if numero == 1 else varios}"


def fecha(valor: date | datetime) -> str:
    """15 dic; 15 nov 2027 when it is not this year."""
    dia = _dia(valor)
    corta = f"{dia.day} {MESES_CORTOS[dia.month - 1]}"
    return corta if dia.year == hoy().year else f"{corta} {dia.year}"


def fecha_completa(valor: date | datetime) -> str:
    """3 de noviembre de 2026."""
    return fecha_completa_de(_dia(valor))


def fecha_larga(valor: date | datetime) -> str:
    """Lunes 23 de noviembre de 2026, in lower case."""
    dia = _dia(valor)
    return f"{DIAS[dia.weekday()]} {fecha_completa(dia)}"


def dia(valor: date | datetime) -> str:
    """Martes 3 de noviembre, in lower case; with its year when it is not this one."""
    este = _dia(valor)
    corto = f"{DIAS[este.weekday()]} {este.day} de {MESES[este.month - 1]}"
    return corto if este.year == hoy().year else f"{corto} de {este.year}"


def fecha_de_captura(valor: date | datetime) -> str:
    """15/12/2026: as a date field shows it."""
    return f"{_dia(valor):%d/%m/%Y}"


def hora(instante: datetime) -> str:
    """9:15, in Sonora."""
    local = instante.astimezone(ZONA)
    return f"{local.hour}:{local.minute:02}"


def momento(instante: datetime) -> str:
    """3 de noviembre de 2026, 10:40."""
    return f"{fecha_completa(instante)}, {hora(instante)}"


def plazo(dias_habiles: int) -> str:
    """How far a due date is, in working days from today: negative is late."""
    if dias_habiles == 0:
        return "hoy"
    if dias_habiles == -1:
        return "desde ayer hábil"
    if dias_habiles < 0:
        return f"desde hace {-dias_habiles} días hábiles"
    return "en 1 día hábil" if dias_habiles == 1 else f"en {dias_habiles} días hábiles"


def hace_dias(dias_habiles: int) -> str:
    """Hace 3 días hábiles."""
    return "hoy" if dias_habiles <= 0 else f"hace {plural(dias_habiles, 'día hábil', 'días hábiles')}"


def hace(instante: datetime) -> str:
    """How long ago: hace 35 min, hoy 10:05, ayer 9:15, 3 nov."""
    minutos = int((presente() - instante).total_seconds() // 60)
    if 0 <= minutos < 1:
        return "hace un momento"
    if 0 <= minutos < 60:
        return f"hace {minutos} min"
    dias = (hoy() - dia_local(instante)).days
    if dias == 0:
        return f"hoy {hora(instante)}"
    return f"ayer {hora(instante)}" if dias == 1 else fecha(instante)


def telefono(numero: str) -> str:
    """662 214 56 78 from +526622145678; a number that is not Mexican stays as it is."""
    cifras = "".join(letra for letra in numero if letra.isdigit())
    nacional = cifras[-10:]
    if len(cifras) not in (10, 12) or (len(cifras) == 12 and not cifras.startswith("52")):
        return numero
    if nacional.startswith(LADAS_DE_DOS):
        return f"{nacional[:2]} {nacional[2:6]} {nacional[6:]}"
    return f"{nacional[:3]} {nacional[3:6]} {nacional[6:8]} {nacional[8:]}"


_NAVEGADORES = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_EQUIPOS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def navegador(agente: str) -> str:
    """Chrome en Windows, from what a browser says of itself."""
    cual = next((nombre for marca, nombre in _NAVEGADORES if marca in agente), "Navegador")
    donde = next((nombre for marca, nombre in _EQUIPOS if marca in agente), "")
    return f"{cual} en {donde}" if donde else cual


FILTROS = (
    pesos,
    cantidad,
    porcentaje,
    plural,
    fecha,
    fecha_completa,
    fecha_larga,
    fecha_de_captura,
    dia,
    hora,
    momento,
    plazo,
    hace,
    hace_dias,
    navegador,
    telefono,
)
