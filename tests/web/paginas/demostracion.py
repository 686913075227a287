"""The demo's instance as ugly as offices make it: impossible names, long texts, huge amounts, an endless case."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask

from casos.asiento import Acto, Historia
from casos.boveda.persona import Persona, Telefono
from casos.consultas import MotivoDeReserva, NuevaReserva, reserva_de, reservar_expediente
from casos.importacion.vista_previa import id_de_lote
from casos.lectura.hoja import bytes_de_pegado
from casos.lectura.renglones import huella
from casos.mediacion.apertura import NuevaPersona, NuevoCaso, NuevoCredito, NuevoSaldo, abrir_caso
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.vocabulario import Etapa, OrigenCaso, RolParte
from casos.peticion import Peticion
from tests.web.conftest import CLAVE, Visitante
from tests.web.escaneados.hojas import escaneo
from web import actual, claves
from web import almacen as servicio
from web import instancia as instancias
from web.ajustes import Ajustes
from web.almacen import cuentas
from web.app import crear_app
from web.demo.construir import construir
from web.demo.personal import PERSONAL
from web.instancia import Instancia

VIERNES = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
"""Friday, half past ten in Sonora: a morning's work."""
CASOS, DIAS, ASIENTOS_DEL_LARGO = 45, 200, 320

FEOS = (
    "María Guadalupe de los Ángeles Buitimea Yocupicio viuda de Ñíguez y Peñúñuri",
    "Tlacuilolxochiquetzalcoatlhuitzilopochtlitezcatlipocaxipetotecxochipilli Ñ",
    "<script>alert(1)</script> & «Núñez» <b>O'Ñeill</b>",
    "محمد بن عبد الله الفاسي",
    "Pen\u0303u\u0301n\u0303uri de la O\u0308 y Za\u0301rate",
    "ÁÉÍÓÚÜÑ DE LA CRUZ DEL CAMPO SANTO Y DE LAS NIEVES, MA. DE LOS ÁNGELES",
    "O",
)
LARGO = FEOS[0]
PARRAFO = "Dice que llamará; no se le entendió bien. " * 8 + "A" * 90
MILLONARIO = UUID("b111a4d0-0000-4000-8000-00000000000b")
RESERVADO = UUID("5e5e5e00-0000-4000-8000-00000000000e")
MILES_DE_MILLONES = Decimal("9876543210.99")
PEGADO = (
    f"Exp.\tNúm. sesión\tFecha y hora\tSala\tInvitado\nCJA/900/2026\t1a\t14/12/2026 9:00\tSala 1\t{LARGO}\n"
)
VISTA = id_de_lote("agenda", huella(bytes_de_pegado(PEGADO)))
"""The preview of what ana pasted and did not import."""
POR_ROL = {e.rol: e.usuario for e in reversed(PERSONAL)}
"""The first account of each role."""


def construir_fea(lugar: Path) -> None:
    """Build it in a folder that is empty or not there."""
    ajustes = Ajustes(instancia=lugar, base_datos="")
    construir(ajustes, casos=CASOS, semilla=1, hasta=VIERNES, dias=DIAS)
    reloj = [VIERNES]
    abierta = instancias.abrir(ajustes, lambda: reloj[0])
    try:
        for paso in (_renombrar, _sin_fin, _millonario, _reservado):
            reloj[0] += timedelta(seconds=1)
            paso(abierta)
        abierta.proyector.ponerse_al_dia()
    finally:
        abierta.cerrar()
    _cuentas_feas(ajustes)
    with aplicacion(ajustes) as app:
        _recados_y_quejas(app)


@contextmanager
def aplicacion(ajustes: Ajustes) -> Iterator[Flask]:
    """The whole application on such an instance, on its Friday."""
    app = crear_app(ajustes)
    abierta = instancias.abrir(ajustes, lambda: VIERNES + timedelta(minutes=1))
    abierta.ahora = lambda: VIERNES + timedelta(minutes=1)  # type: ignore[method-assign]
    construido = app.extensions[actual.EXTENSION]
    app.extensions[actual.EXTENSION] = construido._replace(presente=abierta.ahora, abierta=lambda: abierta)
    yield app
    construido.almacen.motor.dispose()
    abierta.cerrar()


def entrar(app: Flask, usuario: str) -> Visitante:
    """Somebody of the demo, logged in."""
    visitante = Visitante(app)
    assert visitante.entrar(usuario).status_code == 303
    return visitante


def mediacion(abierta: Instancia) -> list[Historia]:
    """Every mediation case."""
    todas = (abierta.casos.historia(caso_id) for caso_id, _ in abierta.casos.registro.por_caso())
    return [h for h in todas if h and isinstance(h.caso, Caso) and h.caso.etapa]


def _renombrar(abierta: Instancia) -> None:
    """Give everybody in the vault one of the ugly names."""
    ids = {p.persona_id for h in mediacion(abierta) for p in h.caso.partes}
    fichas = [p for p in abierta.boveda.leer_varias(sorted(ids)).values() if isinstance(p, Persona)]
    sin_partes = {"nombres": "", "apellido_paterno": "", "apellido_materno": ""}
    abierta.boveda.guardar_varias(
        [f.model_copy(update={"nombre": feo, **sin_partes}) for f, feo in zip(fichas, cycle(FEOS))],
        VIERNES,
    )


def _acto() -> Acto:
    return Acto(autor="ana", rol="responsable", sede="HMO")


def _sin_fin(abierta: Instancia) -> None:
    """A followed case with hundreds of entries."""
    suyos = [h for h in mediacion(abierta) if h.caso.etapa is Etapa.EN_SEGUIMIENTO]
    elegido = max(suyos, key=lambda h: (h.caso.apertura.responsable == "ana", h.version))
    faltan = ASIENTOS_DEL_LARGO - elegido.version
    notas = (Peticion(elegido.caso_id, agregar_nota, Nota(texto=PARRAFO), _acto()) for _ in range(faltan))
    assert all(r.que == "hecho" for r in abierta.casos.decidir_lote(notas))


def _millonario(abierta: Instancia) -> None:
    """A debtor of forty thousand millions, in four contracts."""
    acreditado, aval = (
        Persona(persona_id=uuid4(), nombre=feo, telefonos=(Telefono(numero="+526622145678"),))
        for feo in FEOS[:2]
    )
    abierta.boveda.guardar_varias([acreditado, aval], VIERNES)
    saldo = NuevoSaldo(
        corte=date(2026, 11, 1), capital=MILES_DE_MILLONES, ordinario=MILES_DE_MILLONES,
        moratorio=MILES_DE_MILLONES, gastos=MILES_DE_MILLONES,
    )  # fmt: skip
    nuevo = NuevoCaso(
        origen=OrigenCaso.CARTERA, persona_id=acreditado.persona_id, responsable="ana", sede="HMO",
        primer_contacto=date(2026, 11, 20),
        creditos=tuple(
            NuevoCredito(credito=f"9876543{n}", fecha_contrato=date(2012, 3, 1), saldo=saldo) for n in range(4)
        ),
        personas=(NuevaPersona(persona_id=aval.persona_id, rol=RolParte.AVAL),),
    )  # fmt: skip
    abierta.casos.decidir(MILLONARIO, abrir_caso, nuevo, _acto(), visto=None)


def _reservado(abierta: Instancia) -> None:
    """Somebody's relative: whoever opens the file says what for."""
    persona = Persona(persona_id=uuid4(), nombre=FEOS[2])
    abierta.boveda.guardar_varias([persona], VIERNES)
    nuevo = NuevoCaso(
        origen=OrigenCaso.CARTERA, persona_id=persona.persona_id, responsable="ana", sede="HMO",
        primer_contacto=date(2026, 11, 20), creditos=(), personas=(),
    )  # fmt: skip
    abierta.casos.decidir(RESERVADO, abrir_caso, nuevo, _acto(), visto=None)
    reserva = NuevaReserva(caso=RESERVADO, motivo=MotivoDeReserva.FAMILIAR)
    martha = Acto(autor="martha", rol="coordinador")
    abierta.casos.decidir(reserva_de(RESERVADO), reservar_expediente, reserva, martha, visto=None)


def _cuentas_feas(ajustes: Ajustes) -> None:
    """Everybody's password is CLAVE, and the officer and the coordinator have long names."""
    almacen = servicio.abrir(ajustes)
    guardada = claves.cifrar(CLAVE)
    for empleado in PERSONAL:
        nombre = (
            f"{empleado.nombre} {LARGO}"[:110] if empleado.usuario in {"ana", "martha"} else empleado.nombre
        )
        cuentas.cambiar(almacen, empleado.usuario, clave_hash=guardada, nombre=nombre)
    almacen.motor.dispose()


def _recados_y_quejas(app: Flask) -> None:
    archivo = entrar(app, "archivo")
    for para in ("ana", "martha", "conta"):
        recado = {
            "para": para, "quien": LARGO, "telefono": "6622145678", "urgente": "true", "motivo": PARRAFO,
        }  # fmt: skip
        assert archivo.enviar("/recados/nuevo", recado).status_code == 303
    for clase in ("QUEJA", "SUGERENCIA"):
        queja = {"clase": clase, "medio": "CORREO", "quien": FEOS[1], "texto": PARRAFO}
        assert archivo.enviar("/manifestaciones/nueva", queja).status_code == 303
    denuncia = {
        "clase": "DENUNCIA",
        "medio": "CORREO",
        "quien": FEOS[1],
        "texto": PARRAFO,
        "encargado": "admin",
    }
    assert archivo.enviar("/manifestaciones/nueva", denuncia).status_code == 303
    ana = entrar(app, "ana")
    subido = {"caso": MILLONARIO, "archivos": (io.BytesIO(escaneo()), f"{FEOS[1]}.pdf")}
    sello = re.search(r'name="recibido_0" value="([^"]+)"', ana.enviar("/escaneados/recibir", subido).text)
    assert sello is not None
    anexo = {
        "caso": MILLONARIO,
        "recibido_0": sello[1],
        "tipo_0": "IDENTIFICACION",
        "descripcion_0": LARGO[:200],
    }
    assert ana.enviar("/escaneados/archivar", anexo).status_code == 303
    pregunta = {"area": "SISTEMAS", "texto": PARRAFO}
    assert ana.enviar("/solicitudes/", pregunta).status_code == 303
    ausencia = {"clase": "VACACIONES", "desde": "7/12/2026", "hasta": "11/12/2026", "cubre": "karla"}
    assert ana.enviar("/ausencias/nueva", ausencia).status_code == 303
    comision = {
        "evento": LARGO, "programa": "BECAS", "lugar": LARGO, "desde": "24/11/2026", "inicio": "8:00", "fin": "15:00",
        "ordena": LARGO, "cubre": "karla",
    }  # fmt: skip
    assert ana.enviar("/comisiones/nueva", comision).status_code == 303
    actividad = {"asunto": LARGO, "pide": LARGO, "vence": "27/11/2026"}
    assert ana.enviar("/actividades/nueva", actividad).status_code == 303
    pago = {
        "importe": "1,250.50",
        "fecha": "19/11/2026",
        "canal": "SPEI",
        "referencia": "123456789012345678901234567890",
    }
    assert ana.enviar(f"/casos/{MILLONARIO}/hacer/reportar_pago", pago).status_code == 303
    assert ana.enviar("/importar/", {"clase": "agenda", "texto": PEGADO}).location.endswith(str(VISTA))
