"""How cases come in: the portfolio's files, the court's agenda, people at the window."""

from collections.abc import Iterator
from datetime import date
from random import Random

from casos.asiento import Origen
from casos.boveda.persona import Persona
from casos.decision import COORDINADOR, RESPONSABLE
from casos.mediacion.apertura import NuevaPersona, NuevoCaso, abrir_caso
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.sesiones import agendar_sesion
from casos.mediacion.vocabulario import Medio, OrigenCaso, RolParte
from web.demo.destino import Destino, nuevo_destino
from web.demo.expediente import Expediente
from web.demo.hace import Hace
from web.demo.mundo import Mundo
from web.demo.personal import de_rol, responsables
from web.demo.tribunal import Tribunal

PRIMER_CREDITO = 20_104_300
CREDITOS_POR_CASO = 10
UNO_DE_CADA = 60
"""Of so many debtors one dies."""


def repartir(azar: Random, dias: list[date], cuantos: int) -> list[Destino]:
    """Every case with the day of its opening: many at the start, some all along, a few quite new."""
    principio, final = dias[: max(1, len(dias) // 6)], dias[-max(2, len(dias) // 7) :]
    destinos = []
    for n in range(cuantos):
        suerte = azar.random()
        entre = principio if suerte < 0.38 else final if suerte > 0.84 else dias
        destinos.append(
            nuevo_destino(
                azar, azar.choice(entre), PRIMER_CREDITO + CREDITOS_POR_CASO * n, fallece=n % UNO_DE_CADA == 0
            )
        )
    return sorted(destinos, key=lambda d: (d.abre, d.caso_id))


def personas_de(destino: Destino) -> Iterator[Persona]:
    """Whom the vault must know before the case is opened, without the data that it lacks."""
    vacios: dict[str, object] = {}
    for dato, vacio in (
        ("correo", ("correos", ())),
        ("domicilio", ("domicilio", None)),
        ("curp", ("curp", "")),
    ):
        if dato in destino.faltan:
            vacios[vacio[0]] = vacio[1]
    yield destino.deudor.model_copy(update=vacios)
    yield from (p for p in (destino.aval, destino.estudiante) if p is not None)


def abrir(mundo: Mundo, exp: Expediente, tribunal: Tribunal, dia: date) -> Iterator[Hace]:
    """Open the file, as whoever brought it does."""
    d = exp.destino
    duenos = responsables(d.sede)
    dueno = duenos[d.semilla % len(duenos)].usuario
    de_archivo = d.origen is not OrigenCaso.VENTANILLA
    nuevo = NuevoCaso(
        origen=d.origen,
        via=d.via,
        persona_id=d.deudor.persona_id,
        responsable=dueno,
        sede=d.sede,
        primer_contacto=mundo.habil(dia, 1 + d.semilla % 8) if d.origen is OrigenCaso.CARTERA else None,
        faltan=d.faltan,
        creditos=d.creditos,
        personas=tuple(
            NuevaPersona(persona_id=p.persona_id, rol=rol)
            for p, rol in ((d.aval, RolParte.AVAL), (d.estudiante, RolParte.ESTUDIANTE))
            if p is not None
        ),
    )
    cartera = d.origen is OrigenCaso.CARTERA
    rol, autor = (COORDINADOR, de_rol(COORDINADOR).usuario) if cartera else (RESPONSABLE, dueno)
    origen = Origen.IMPORTACION if de_archivo else Origen.PANTALLA
    yield Hace(abrir_caso, nuevo, rol, origen=origen, autor=autor)
    if d.origen is OrigenCaso.AGENDA:
        sesion = tribunal.nueva_sesion(exp, dia, *tribunal.cuando(dia))
        yield Hace(agendar_sesion, sesion, RESPONSABLE, origen=origen, autor=dueno)
    elif not de_archivo:
        asunto = "Convenio"
        atencion = AtencionDada(medio=Medio.PRESENCIAL, asunto=asunto, minutos=12, satisfaccion=5)
        yield Hace(registrar_atencion, atencion, RESPONSABLE, autor=dueno)
