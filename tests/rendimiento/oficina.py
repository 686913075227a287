"""An instance as big as an office gets: one officer with thousands of open rows, and everybody in the vault."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from flask import Flask
from flask.testing import FlaskClient

from casos.asiento import Acto
from casos.boveda.persona import Persona, Telefono
from casos.casos import Casos, Peticion
from casos.decision import RELOJ
from casos.hecho import Hecho
from casos.mediacion.hechos.apertura import CasoAbierto, CreditoVinculado, SaldoRecibido
from casos.mediacion.vocabulario import OrigenCaso, Via
from proyecciones.reconstruir import reconstruir
from tests.rendimiento.datos import ABIERTO, cargar
from web import cuentas, instancia
from web.ajustes import Ajustes, crear_clave
from web.almacen import abrir as abrir_servicio
from web.app import crear_app
from web.instancia import Instancia
from web.reloj import ahora

CLAVE = "tres gatos pardos 9"
_ESPACIO = UUID("6f5c3a80-0a6f-4a0c-9f0e-5b7a0d1c2e3f")
_NOMBRES = ("María", "José", "Ana Lucía", "Jesús", "Itzel", "Ángel", "Guadalupe", "Iván", "Belén", "Ramón")
_APELLIDOS = (
    "Ñíguez", "Bórquez", "Buitimea", "Yocupicio", "Zazueta", "Encinas", "Félix", "Peñúñuri", "Valenzuela",
    "Ybarra", "Murrieta", "Noriega", "Quijada", "Duarte", "Osuna", "Cázares",
)  # fmt: skip


def persona(n: int) -> Persona:
    """The nth of as many people as one wants: names repeat, CURP and telephone do not."""
    nombre = _NOMBRES[n % len(_NOMBRES)]
    paterno = _APELLIDOS[n // 10 % len(_APELLIDOS)]
    materno = _APELLIDOS[n // 160 % len(_APELLIDOS)]
    return Persona(
        persona_id=uuid5(_ESPACIO, str(n)),
        nombre=f"{nombre} {paterno} {materno}",
        nombres=nombre,
        apellido_paterno=paterno,
        apellido_materno=materno,
        curp=f"{'ABCDEFGHIJ'[n % 10]}XZ{'LMNOPQRSTU'[n // 10 % 10]}{n % 1000000:06}MSRRZN{n // 1000000:02}",
        telefonos=(Telefono(numero=f"+52662{n % 10_000_000:07}"),),
    )


def _de_cartera(n: int, responsable: str) -> list[Hecho]:
    """The facts of a case that has just come in the portfolio, its first contact due some day around today."""
    contacto = ahora().date() - timedelta(days=n % 40)
    credito = str(20_000_000 + n)
    return [
        CasoAbierto(
            origen=OrigenCaso.CARTERA, via=Via.STJ, persona_id=persona(n).persona_id, responsable=responsable,
            sede="HMO", primer_contacto=contacto,
        ),
        CreditoVinculado(credito=credito, fecha_contrato=date(2015, 1, 5)),
        SaldoRecibido(
            credito=credito, corte=date(2025, 12, 31), capital=3000, ordinario=600, moratorio=400, gastos=0
        ),
    ]  # fmt: skip


def llenar_de(casos: Casos, cuantos: int, responsable: str, desde: int = 0) -> None:
    """Store so many short cases of one officer."""

    def peticiones() -> Iterator[Peticion]:
        for n in range(desde, desde + cuantos):
            acto = Acto("carga", RELOJ, ocurrido_en=ABIERTO)
            yield Peticion(uuid5(_ESPACIO, f"caso {n}"), cargar, tuple(_de_cartera(n, responsable)), acto)

    rechazadas = [r.rechazo for r in casos.decidir_lote(peticiones()) if r.rechazo]
    if rechazadas:
        raise rechazadas[0]


def gente(abierta: Instancia, cuantas: int) -> None:
    """Store so many people in the vault."""
    todas = (persona(n) for n in range(cuantas))
    while bloque := list(itertools.islice(todas, 2000)):
        abierta.boveda.guardar_varias(bloque, ahora())


def montar(carpeta: Path, base_datos: str = "", *, renglones: int) -> tuple[Flask, Instancia]:
    """An instance with the officer `muchos`, who has so many open rows, and `pocos`, who has ten."""
    ajustes = Ajustes(instancia=carpeta, base_datos=base_datos)
    instancia.iniciar(ajustes)
    if not ajustes.archivo_clave_sesiones.exists():
        crear_clave(ajustes.archivo_clave_sesiones)
    servicio = abrir_servicio(ajustes)
    servicio.crear()
    for usuario in ("muchos", "pocos"):
        cuentas.crear(servicio, usuario, f"Persona {usuario}", "responsable", "HMO", clave=CLAVE)
    abierta = instancia.abrir(ajustes)
    gente(abierta, renglones + 10)
    llenar_de(abierta.casos, renglones, "muchos")
    llenar_de(abierta.casos, 10, "pocos", desde=renglones)
    reconstruir(abierta.casos, abierta.almacen)
    abierta.cerrar()
    return crear_app(ajustes), abierta


def entrar(app: Flask, usuario: str) -> FlaskClient:
    """A browser without JavaScript in which that account is logged in."""
    cliente = app.test_client()
    pagina = cliente.get("/entrar").text
    token = pagina.split('name="csrf-token" content="', 1)[1].split('"', 1)[0]
    respuesta = cliente.post("/entrar", data={"csrf_token": token, "usuario": usuario, "clave": CLAVE})
    if respuesta.status_code != 303:
        raise RuntimeError(f"{usuario} no pudo entrar: {respuesta.status_code}")
    return cliente
