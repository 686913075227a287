"""The files that came in last: the court's agenda for the next two weeks and the bank's list, imported as anyone would.

Both leave something to decide: rows in doubt, a session that vanished, payments of nobody knows whom.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import StringIO

from casos.asiento import Acto, Origen
from casos.importacion.servicio import Envio, confirmar
from casos.importacion.vista_previa import Clase
from casos.lectura.renglones import huella
from casos.mediacion.estado import EstadoSesion, Sesion
from casos.tiempo import ZONA, dia_local
from web import importaciones
from web.almacen import Almacen
from web.cuentas import SEDES
from web.demo import gente
from web.demo.expediente import Expediente
from web.demo.mundo import Mundo
from web.demo.personal import POR_USUARIO
from web.demo.tribunal import ADMITEN, QUIEN_IMPORTA, Tribunal
from web.envios import Guardado

DOS_SEMANAS = timedelta(days=14)
DE_AGENDA = ("Folio", "Sesión", "Fecha", "Hora", "Sede", "Sala", "Liga", "Facilitador", "Invitado", "Crédito")
DE_PAGOS = ("Fecha", "Referencia", "Folio operación", "Importe", "Canal", "Ordenante")
SIN_DUENO = 4
Celdas = tuple[str, ...]


def importar_lo_de_hoy(mundo: Mundo, tribunal: Tribunal, cuentas: Almacen) -> None:
    """Import both files, each by who gets it; the file of whatever stays in doubt is kept to be read again."""
    hoy = dia_local(mundo.hasta)
    agenda = list(_agenda(mundo, tribunal, hoy))
    ultimo = dia_local(mundo.reloj())
    _importar(mundo, cuentas, Clase.AGENDA, f"agenda {ultimo:%d-%m-%Y}.csv", DE_AGENDA, agenda, QUIEN_IMPORTA)
    pagos = list(_pagos(mundo, hoy))
    _importar(mundo, cuentas, Clase.PAGOS, f"banco {ultimo:%d-%m-%Y}.csv", DE_PAGOS, pagos, "conta")


def _importar(
    mundo: Mundo,
    cuentas: Almacen,
    clase: Clase,
    nombre: str,
    titulos: Celdas,
    filas: list[Celdas],
    usuario: str,
) -> None:
    if not filas:
        return
    contenido = _csv([titulos, *filas])
    instancia, quien = mundo.instancia, POR_USUARIO[usuario]
    lote_id = importaciones.envios(instancia).guardar(
        huella(contenido), Guardado(clase, nombre, contenido, pegado=False)
    )
    oficina = importaciones.oficina(instancia, cuentas)
    acto = Acto(quien.usuario, quien.rol, quien.sede, Origen.IMPORTACION)
    confirmar(oficina, Envio(clase, nombre, contenido, dia_local(mundo.hasta), pegado=False), acto)
    importaciones.soltar_si_ya(instancia, oficina, lote_id)
    instancia.proyector.ponerse_al_dia()


def _csv(filas: Iterable[Celdas]) -> bytes:
    salida = StringIO()
    csv.writer(salida).writerows(filas)
    return salida.getvalue().encode("utf-8-sig")


def _agenda(mundo: Mundo, tribunal: Tribunal, hoy: date) -> Iterator[Celdas]:
    """What was known already, one hour changed and one session left out; new ones; a namesake; somebody unknown."""
    previstas = [
        (e, s)
        for e in mundo.abiertos()
        if (s := e.caso.sesion)
        and s.estado is EstadoSesion.PROGRAMADA
        and hoy <= dia_local(s.inicio) <= hoy + DOS_SEMANAS
    ]
    previstas.sort(key=lambda par: (par[1].inicio, par[0].id))
    for n, (exp, sesion) in enumerate(previstas[:-1]):
        adelanta = timedelta(minutes=30 if n == len(previstas) // 2 else 0)
        yield _renglon(exp, sesion._replace(inicio=sesion.inicio + adelanta))
    tribunal.abrir_agenda(hoy)
    esperan = [
        e for e in mundo.abiertos() if e.pide_sesion and e.caso.sesion is None and e.caso.etapa in ADMITEN
    ]
    for exp in esperan:
        yield from _nueva(tribunal, exp, hoy)
    if previstas:
        yield from _dudosos(mundo, previstas[0])


def _renglon(exp: Expediente, s: Sesion) -> Celdas:
    local = s.inicio.astimezone(ZONA)
    return (
        s.folio or "", str(s.num_sesion), f"{local:%d/%m/%Y}", f"{local:%H:%M}", SEDES[s.sede], s.sala or "",
        s.url or "", s.facilitador or "", exp.destino.deudor.nombre, next(iter(exp.caso.creditos), ""),
    )  # fmt: skip


def _nueva(tribunal: Tribunal, exp: Expediente, hoy: date) -> Iterator[Celdas]:
    nueva = tribunal.nueva_sesion(exp, hoy, desde=2, hasta=9)
    if nueva is not None:
        local = nueva.inicio.astimezone(ZONA)
        yield (
            nueva.folio or "", str(nueva.num_sesion), f"{local:%d/%m/%Y}", f"{local:%H:%M}",
            SEDES[nueva.sede or exp.sede], nueva.sala or "", nueva.url or "", nueva.facilitador or "",
            exp.destino.deudor.nombre, next(iter(exp.caso.creditos), ""),
        )  # fmt: skip


def _dudosos(mundo: Mundo, par: tuple[Expediente, Sesion]) -> Iterator[Celdas]:
    """Somebody with the name of a debtor and no contract, and somebody whom nobody here knows."""
    exp, sesion = par
    otra = sesion._replace(num_sesion=1, inicio=sesion.inicio + timedelta(days=7))
    homonimo = _renglon(exp, otra._replace(folio=f"CJA/{9000 + mundo.folio('duda')}/{sesion.inicio.year}"))
    yield (*homonimo[:-1], "")
    desconocido = otra._replace(
        folio=f"CJA/{9000 + mundo.folio('duda')}/{sesion.inicio.year}",
        inicio=otra.inicio + timedelta(hours=1),
    )
    nombre = gente.persona(mundo.azar, sesion.sede).nombre
    yield (*_renglon(exp, desconocido)[:-2], nombre, f"{mundo.azar.randrange(31_000_000, 39_000_000)}")


def _pagos(mundo: Mundo, hoy: date) -> Iterator[Celdas]:
    """Payments that accounting had not captured yet, and some without an owner."""
    ayer = mundo.habil(hoy, -1)
    for exp in mundo.abiertos():
        convenio = exp.caso.convenio
        for a in exp.abonos:
            if convenio is not None and a.dia <= ayer and not a.liquida and not exp.caso.reportes:
                referencia = f"{next(iter(exp.caso.creditos))}{convenio.numero:02d}"
                yield f"{a.dia:%d/%m/%Y}", referencia, a.operacion, f"{a.importe}", a.canal.value, ""
    for _ in range(SIN_DUENO):
        azar = mundo.azar
        referencia = azar.choice(("", f"{azar.randrange(31_000_000, 39_000_000)}01"))
        importe = f"{azar.randrange(40, 300) * 10}.00"
        nombre = gente.persona(azar, "HMO").nombre
        yield f"{ayer:%d/%m/%Y}", referencia, f"{mundo.folio('operacion'):09d}", importe, "SPEI", nombre
