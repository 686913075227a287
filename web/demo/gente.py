"""Invented people of Sonora: names, CURP with its check digit, telephones, addresses. Nobody of these exists."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from stdnum.mx import curp as oficial

from casos.boveda.persona import Domicilio, Persona, Telefono
from casos.identidad import LADA_DE_SEDE

NOMBRES_M = (
    "Adrián", "Alejandro", "Álvaro", "Ángel", "Carlos", "Daniel", "Édgar", "Efraín", "Francisco", "Germán", "Gilberto",
    "Héctor", "Iván", "Jesús", "Joaquín", "Jorge", "José", "Juan", "Luis", "Manuel", "Martín", "Miguel", "Noé",
    "Óscar", "Ramón", "René", "Rubén", "Saúl", "Sergio", "Ulises",
)  # fmt: skip
NOMBRES_F = (
    "Alma", "Ana", "Beatriz", "Belén", "Brenda", "Cecilia", "Concepción", "Daniela", "Dulce", "Elena", "Érika",
    "Guadalupe", "Irma", "Itzel", "Karla", "Lucía", "María", "Martha", "Mónica", "Nohemí", "Nuria", "Patricia",
    "Rocío", "Rosa", "Sofía", "Verónica", "Ximena", "Yolanda", "Zulema",
)  # fmt: skip
APELLIDOS = (
    "Acuña", "Aguilar", "Álvarez", "Bórquez", "Buitimea", "Castillo", "Chávez", "Cota", "Cruz", "Díaz", "Domínguez",
    "Encinas", "Félix", "Figueroa", "Flores", "García", "Gómez", "González", "Güereña", "Gutiérrez", "Hernández",
    "Ibarra", "Jiménez", "Juárez", "López", "Martínez", "Mendoza", "Morales", "Moreno", "Muñoz", "Murrieta", "Noriega",
    "Núñez", "Ñíguez", "Ochoa", "Ortiz", "Peñúñuri", "Pérez", "Quijada", "Ramírez", "Ramos", "Reyes", "Rivera",
    "Robles", "Rodríguez", "Romero", "Ruiz", "Salazar", "Tapia", "Torres", "Valenzuela", "Vázquez", "Ybarra",
    "Yescas", "Zazueta",
)  # fmt: skip
CALLES = (
    "Yáñez",
    "Rosales",
    "Juárez",
    "Sufragio Efectivo",
    "Londres",
    "Olivares",
    "Campillo",
    "Sinaloa",
    "Reforma",
)
COLONIAS = (
    "Centro",
    "San Benito",
    "Modelo",
    "Las Granjas",
    "El Greco",
    "Villa Bonita",
    "Buenos Aires",
    "Cortinas",
)
MUNICIPIO = {"HMO": "Hermosillo", "OBR": "Cajeme", "NOG": "Nogales"}
VOCALES, SIN_MARCA = "AEIOU", str.maketrans("ÁÉÍÓÚÜÑ", "AEIOUUX")


def persona(azar: Random, sede: str) -> Persona:
    """One invented person; some lack the second surname, half have no e-mail."""
    mujer = azar.random() < 0.55
    nombres = " ".join(azar.sample(NOMBRES_F if mujer else NOMBRES_M, azar.choices((1, 2), (45, 55))[0]))
    paterno = azar.choice(APELLIDOS)
    materno = "" if azar.random() < 0.03 else azar.choice(APELLIDOS)
    nacio = date(1975, 1, 1) + timedelta(days=azar.randrange(365 * 29))
    return Persona(
        persona_id=UUID(int=azar.getrandbits(128), version=4),
        nombre=" ".join(p for p in (nombres, paterno, materno) if p),
        nombres=nombres,
        apellido_paterno=paterno,
        apellido_materno=materno,
        curp=curp(azar, nombres, paterno, materno, nacio, mujer=mujer),
        telefonos=(telefono(azar, sede),),
        correos=(f"{azar.choice('abcdefgh')}{azar.randrange(10_000)}@example.mx",) if azar.random() < 0.5 else (),
        domicilio=domicilio(azar, sede),
        nacimiento=nacio,
        nacionalidad="mexicana",
        estado_civil=azar.choice(("soltera", "casada") if mujer else ("soltero", "casado")),
        ocupacion=azar.choice(("empleo en el comercio", "docencia", "empleo público", "oficio propio")),
    )  # fmt: skip


def telefono(azar: Random, sede: str) -> Telefono:
    """A telephone of the office's area; what it is worth shows when it is called."""
    return Telefono(numero=f"+52{LADA_DE_SEDE[sede]}{azar.randrange(2_000_000, 9_999_999)}")


def domicilio(azar: Random, sede: str) -> Domicilio:
    """An address in the office's municipality."""
    return Domicilio(
        calle=azar.choice(CALLES), exterior=str(azar.randrange(1, 400)), colonia=azar.choice(COLONIAS),
        codigo_postal=str(azar.randrange(83000, 85999)), municipio=MUNICIPIO[sede], entidad="Sonora",
    )  # fmt: skip


def curp(azar: Random, nombres: str, paterno: str, materno: str, nacio: date, *, mujer: bool) -> str:
    """A CURP that is well formed and checks."""
    p, m, n = (
        texto.upper().translate(SIN_MARCA)
        for texto in (paterno, materno or "X", nombres.split(maxsplit=1)[0])
    )
    vocal = next((letra for letra in p[1:] if letra in VOCALES), "X")
    consonantes = "".join(
        next((c for c in t[1:] if c.isalpha() and c not in VOCALES), "X") for t in (p, m, n)
    )
    homoclave = str(azar.randrange(10)) if nacio.year < 2000 else azar.choice("ABCDEF")
    base = f"{p[0]}{vocal}{m[0]}{n[0]}{nacio:%y%m%d}{'M' if mujer else 'H'}SR{consonantes}{homoclave}"
    digito: str = oficial.calc_check_digit(base)
    return base + digito
