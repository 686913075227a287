"""Five thousand cases of one officer, and a file of five thousand rows: lists stay pages, whole at each width."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from casos.asiento import Acto
from casos.boveda.persona import Persona, Telefono
from casos.mediacion.apertura import NuevoCaso, NuevoCredito, NuevoSaldo, abrir_caso
from casos.mediacion.vocabulario import OrigenCaso
from casos.peticion import Peticion
from tests.instancias import Prueba
from tests.web.paginas.demostracion import FEOS
from tests.web.paginas.medir import barreras, defectos

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
MUCHOS = 5_000
SALDO = NuevoSaldo(
    corte=date(2026, 9, 30), capital=Decimal("8000.00"), ordinario=Decimal("2000.00"), moratorio=Decimal("2000.00"),
    gastos=Decimal("0.00"),
)  # fmt: skip


def abrir_muchos(prueba: Prueba) -> None:
    """All of one officer, to be called the same day, with ugly names."""
    fichas = [
        Persona(
            persona_id=uuid4(),
            nombre=f"{FEOS[n % len(FEOS)]} {n}",
            telefonos=(Telefono(numero=f"+52662{2000000 + n}"),),
        )
        for n in range(MUCHOS)
    ]
    prueba.abierta.boveda.guardar_varias(fichas, prueba.ahora)
    respuestas = prueba.abierta.casos.decidir_lote(_peticiones(prueba, [f.persona_id for f in fichas]))
    assert {r.que for r in respuestas} == {"hecho"}
    prueba.abierta.proyector.ponerse_al_dia()


def _peticiones(prueba: Prueba, personas: list[UUID]) -> Iterator[Peticion]:
    for n, persona_id in enumerate(personas):
        credito = NuevoCredito(credito=str(20_000_000 + n), fecha_contrato=date(2012, 3, 1), saldo=SALDO)
        nuevo = NuevoCaso(
            origen=OrigenCaso.CARTERA, persona_id=persona_id, responsable="responsable", sede="HMO",
            primer_contacto=date(2026, 10, 8), creditos=(credito,),
        )  # fmt: skip
        yield Peticion(uuid4(), abrir_caso, nuevo, Acto("ana", "responsable", "HMO"))


def archivo() -> str:
    """A court's agenda of five thousand rows, pasted."""
    renglones = (
        f"CJA/{n}/2026\t1a\t13/11/2026 9:00\tSala 1\t{FEOS[n % len(FEOS)]}\t{20_000_000 + n}"
        for n in range(MUCHOS)
    )
    return "\n".join(["Exp.\tNúm. sesión\tFecha y hora\tSala\tInvitado\tCrédito", *renglones]) + "\n"


def test_cinco_mil_renglones_se_ven_enteros(prueba: Prueba, entra, direccion: str, pagina) -> None:
    abrir_muchos(prueba)
    prueba.pasar(days=3)
    ana = entra("responsable")
    vista = ana.enviar("/importar/", {"clase": "agenda", "texto": archivo()}).location
    listas = (
        "/pendientes/",
        "/pendientes/?p=50",
        "/expedientes/?p=100",
        "/mi-dia/",
        "/buscar/?q=66220",
        vista,
    )
    supervisa = ("/supervision/", "/supervision/responsable/responsable")
    for rol, urls in (("responsable", listas), ("coordinador", supervisa)):
        galleta = (ana if rol == "responsable" else entra(rol)).galleta
        pagina.context.add_cookies([{"name": "mediacion", "value": galleta, "url": direccion}])
        for url in urls:
            respuesta = pagina.goto(direccion + url)
            assert respuesta.status == 200, url
            assert len(respuesta.body()) < 600_000, f"{url} pesa {len(respuesta.body()):,}"
            faltas = [*defectos(pagina), *barreras(pagina)]
            assert not faltas, "\n".join([url, *faltas])
    assert "5,000" in ana.ver("/expedientes/").text
