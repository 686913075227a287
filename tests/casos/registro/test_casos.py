"""`Casos.decidir` and its bulk form, by the same contract on SQLite and on a real PostgreSQL."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain
from uuid import UUID, uuid4

import pytest

from casos.asiento import Acto
from casos.casos import Casos, Peticion
from casos.decision import Desfase, NoAutorizado, PedidoRepetido, Rechazo
from casos.registro.base import INICIO, autenticar, enlazar
from casos.registro.bitacora import Bitacora
from tests.casos.registro.conftest import AHORA, CLAVE
from tests.casos.registro.juguete import Prestamo, cerrar_prestamo, prestar, renovar


def ana(**cambios: object) -> Acto:
    return Acto(**{"autor": "ana", "rol": "responsable", **cambios})  # type: ignore[arg-type]


def nombres(casos: Casos, caso_id: UUID) -> list[str]:
    return [a.hecho.nombre() for a in casos.asientos(caso_id)]


def test_lo_decidido_queda_en_el_registro(casos: Casos) -> None:
    caso = uuid4()
    resultado = casos.decidir(caso, prestar, "Pedro Páramo", ana())
    assert (resultado.version, [a.hecho.nombre() for a in resultado.asientos]) == (1, ["PrestamoAbierto"])
    historia = casos.historia(caso)
    assert historia is not None
    assert historia.caso == Prestamo("Pedro Páramo")
    assert (historia.asientos[0].autor, historia.asientos[0].registrado_en) == ("ana", AHORA)


def test_sin_cambio_no_hay_hechos(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    assert not casos.decidir(caso, prestar, "Aura", ana()).asientos
    assert nombres(casos, caso) == ["PrestamoAbierto"]


def test_quien_no_puede_no_cambia_nada(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    with pytest.raises(NoAutorizado, match="responsable"):
        casos.decidir(caso, cerrar_prestamo, None, ana())
    assert nombres(casos, caso) == ["PrestamoAbierto"]


def test_el_mismo_pedido_recibe_la_misma_respuesta(casos: Casos) -> None:
    caso, pedido = uuid4(), uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    primero = casos.decidir(caso, renovar, "", ana(pedido=pedido))
    casos.decidir(caso, renovar, "", ana())
    otra_vez = casos.decidir(caso, renovar, "", ana(pedido=pedido), visto=1)
    assert otra_vez.repetido
    assert otra_vez.version == primero.version == 2
    assert otra_vez.asientos == primero.asientos
    assert len(nombres(casos, caso)) == 3


@pytest.mark.parametrize("cambio", ["autor", "datos", "decision", "caso"])
def test_el_mismo_pedido_para_otra_cosa_se_rechaza(casos: Casos, cambio: str) -> None:
    caso, pedido = uuid4(), uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    casos.decidir(caso, renovar, "a", ana(pedido=pedido))
    with pytest.raises(PedidoRepetido):
        casos.decidir(
            uuid4() if cambio == "caso" else caso,
            prestar if cambio == "decision" else renovar,
            "b" if cambio == "datos" else "a",
            ana(pedido=pedido, autor="karla" if cambio == "autor" else "ana"),
        )


def test_un_rechazo_no_se_recuerda(casos: Casos) -> None:
    caso, pedido = uuid4(), uuid4()
    with pytest.raises(Rechazo, match="Primero"):
        casos.decidir(caso, renovar, "", ana(pedido=pedido))
    casos.decidir(caso, prestar, "Aura", ana())
    assert not casos.decidir(caso, renovar, "", ana(pedido=pedido)).repetido


def test_lo_que_otros_hicieron_se_cuenta_si_no_estorba(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    casos.decidir(caso, renovar, "", ana(autor="karla"))
    resultado = casos.decidir(caso, renovar, "", ana(), visto=1)
    assert [a.autor for a in resultado.entretanto] == ["karla"]
    assert resultado.version == 3


def test_dos_pestanas_no_se_pisan(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    casos.decidir(caso, cerrar_prestamo, None, ana(rol="coordinador"), visto=1)
    with pytest.raises(Desfase) as desfase:
        casos.decidir(caso, cerrar_prestamo, None, ana(rol="coordinador"), visto=1)
    assert (desfase.value.visto, desfase.value.actual, desfase.value.ahora) == (1, 2, [])
    with pytest.raises(Desfase):
        casos.decidir(caso, renovar, "", ana(), visto=9)


def test_no_se_captura_el_futuro_ni_retrocede_la_captura(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    with pytest.raises(Rechazo, match="futuro"):
        casos.decidir(caso, renovar, "", ana(ocurrido_en=AHORA + timedelta(minutes=1)))
    casos.ahora.ahora = AHORA - timedelta(hours=1)  # type: ignore[attr-defined]
    ayer = AHORA - timedelta(days=1)
    (asiento,) = casos.decidir(caso, renovar, "", ana(ocurrido_en=ayer)).asientos
    assert (asiento.ocurrido_en, asiento.registrado_en) == (ayer, AHORA)


def test_una_reserva_es_de_un_solo_caso_y_se_libera(casos: Casos) -> None:
    uno, otro = uuid4(), uuid4()
    casos.decidir(uno, prestar, "Aura", ana())
    with pytest.raises(Rechazo, match="Otro caso"):
        casos.decidir(otro, prestar, "Aura", ana())
    assert casos.asientos(otro) == []
    casos.decidir(uno, cerrar_prestamo, None, ana(rol="coordinador"))
    assert casos.decidir(otro, prestar, "Aura", ana()).version == 1
    assert casos.registro.reserva("libro", "Aura") == otro
    assert list(casos.registro.reservas()) == [("libro", "Aura", otro)]


def test_el_texto_privado_se_guarda_cifrado(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana(motivo="porque Luis lo pidió"))
    casos.decidir(caso, renovar, "habló Luis", ana())
    crudo = b"".join(f.estado for f in casos.registro.leer(caso))
    assert b"Luis" not in crudo
    assert casos.asientos(caso)[1].hecho.nota == f"cifrado:7:{caso}/2/nota:siuL ólbah"  # type: ignore[attr-defined]


def test_el_estado_guardado_es_json_legible_con_su_cadena(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Añoranza", ana())
    casos.decidir(caso, renovar, "", ana())
    enlace = bytes(32)
    ((id_, filas),) = casos.registro.por_caso()
    assert id_ == caso
    for version, tema, estado, guardado, mac in filas:
        enlace = enlazar(enlace, caso, version, tema, estado)
        assert guardado == enlace
        assert mac == autenticar(CLAVE, enlace)
    sellado = json.loads(filas[0][2])
    assert sellado["hecho"] == {"libro": "Añoranza"}
    assert "Añoranza".encode() in filas[0][2]
    assert {"ocurrido_en", "registrado_en", "autor", "rol", "sede", "origen", "pedido", "politica"} < set(
        sellado
    )


def test_la_memoria_de_recientes_no_cambia_nada(casos: Casos) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    for vuelta in range(6):
        if vuelta % 2:
            casos.olvidar_recientes()
        casos.decidir(caso, renovar, "", ana())
    historia = casos.historia(caso)
    assert historia is not None
    assert historia.caso.renovaciones == 6


def test_otro_proceso_escribio_y_la_memoria_se_pone_al_dia(casos: Casos, bitacora: Bitacora) -> None:
    otro = Casos(bitacora.registro, casos.ahora, clave=CLAVE)
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    for vez in range(4):
        (casos, otro)[vez % 2].decidir(caso, renovar, "", ana())
    assert [a.version for a in casos.asientos(caso)] == [1, 2, 3, 4, 5]


def test_a_la_vez_nadie_pierde_nada(casos: Casos, bitacora: Bitacora) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    vecinos = [casos, Casos(bitacora.registro, casos.ahora, clave=CLAVE)]
    salida = threading.Barrier(4)

    def trabaja(quien: int) -> None:
        salida.wait()
        for _ in range(10):
            vecinos[quien % 2].decidir(caso, renovar, "", ana())

    with ThreadPoolExecutor(4) as hilos:
        list(hilos.map(trabaja, range(4)))
    historia = casos.historia(caso)
    assert historia is not None
    assert historia.caso.renovaciones == 40
    assert [a.version for a in historia.asientos] == list(range(1, 42))


def test_en_lote_un_rechazo_no_detiene_a_nadie(casos: Casos) -> None:
    uno, dos, tres = uuid4(), uuid4(), uuid4()
    casos.decidir(dos, prestar, "Rayuela", ana())
    lote = [
        Peticion(uno, prestar, "Aura", ana()),
        Peticion(uno, renovar, "", ana()),
        Peticion(tres, prestar, "Aura", ana()),
        Peticion(tres, renovar, "", ana()),
        Peticion(dos, prestar, "Rayuela", ana()),
        Peticion(dos, renovar, "", ana(), visto=7),
        Peticion(dos, renovar, "", ana()),
    ]
    assert [r.que for r in casos.decidir_lote(lote)] == [
        "hecho", "hecho", "rechazo", "rechazo", "nada", "desfase", "hecho",
    ]  # fmt: skip
    assert nombres(casos, uno) == ["PrestamoAbierto", "RenovacionPedida"]
    assert [r.resultado.repetido for r in casos.decidir_lote(lote) if r.resultado] == [True] * 4


def test_un_lote_grande_va_en_bloques(casos: Casos) -> None:
    respuestas = list(
        casos.decidir_lote(Peticion(uuid4(), prestar, f"libro {n}", ana()) for n in range(1203))
    )
    assert {r.que for r in respuestas} == {"hecho"}
    assert casos.registro.contar() == (1203, 1203)


def test_las_novedades_dicen_que_casos_cambiaron(casos: Casos) -> None:
    ids = [uuid4() for _ in range(3)]
    for n, caso in enumerate(ids):
        casos.decidir(caso, prestar, f"libro {n}", ana())
    posicion, cambiados = casos.registro.novedades(INICIO, 100)
    assert cambiados == ids
    assert posicion == casos.registro.posicion()
    assert casos.registro.novedades(posicion, 100) == (posicion, [])
    casos.decidir(ids[1], renovar, "", ana())
    assert casos.registro.novedades(posicion, 100)[1] == [ids[1]]


def test_el_registro_se_reparte_por_rangos(casos: Casos) -> None:
    for n in range(20):
        casos.decidir(uuid4(), prestar, f"libro {n}", ana())
    partes = [[caso for caso, _ in casos.registro.por_caso(p, 3)] for p in range(3)]
    todos = list(chain.from_iterable(partes))
    assert todos == sorted(todos)
    assert len(todos) == 20


def test_la_biblioteca_lee_el_mismo_registro(casos: Casos, bitacora: Bitacora) -> None:
    caso = uuid4()
    casos.decidir(caso, prestar, "Aura", ana())
    ((leido, asiento),) = list(bitacora.events.get(caso))
    assert (leido, asiento.hecho.nombre()) == (caso, "PrestamoAbierto")
    assert bitacora.recorder.select_notifications(start=1, limit=10)[0].topic == "PrestamoAbierto"
