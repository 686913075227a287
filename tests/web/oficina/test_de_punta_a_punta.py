"""The core of the job in a real browser: the court's agenda comes in, a session fails, another ends in agreement, it is
signed, the plan runs, an instalment is missed, and each step is in the inbox, in the history, and as it was."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, expect

from casos.asiento import Acto, Origen
from casos.mediacion.documentos import Original, recabar_documento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.firma import Suscripcion, firmar_convenio
from casos.mediacion.hechos.convenios import Firma
from casos.mediacion.oferta import Propuesta
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.mediacion.vocabulario import Producto, RolParte, TipoDocumento, Via
from tests.instancias import Prueba
from tests.web.conftest import CLAVE
from web import despertador

INICIAL = Decimal("2400.00")
AGENDA = (
    "SUPREMO TRIBUNAL DE JUSTICIA;;;;;\n;;;;;\n"
    "Exp.;Núm. sesión;Fecha y hora;Sala;Invitado;Crédito\n"
    "CJA/31/2026;1a;13/10/2026 9:00 a.m.;Sala 1;ÑÍGUEZ ZAZUETA, DANIELA;105010\n"
    "CJA/32/2026;1a;13/10/2026 10:00 a.m.;Sala 2;TAPIA FÉLIX, ÓSCAR;105020\n"
    "CJA/33/2026;1a;31/02/2026 10:00 a.m.;Sala 2;NADIE CONOCIDO, JUAN;999999\n"
)


def entrar(pagina: Page, direccion: str, rol: str) -> None:
    pagina.goto(f"{direccion}/")
    pagina.get_by_label("Usuario").fill(rol)
    pagina.get_by_label("Contraseña").fill(CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.get_by_role("heading", name="Mis pendientes").wait_for()


def hacer(pagina: Page, direccion: str, caso: UUID, decision: str) -> None:
    pagina.goto(f"{direccion}/casos/{caso}/hacer/{decision}")


def test_de_la_agenda_al_incumplimiento(prueba: Prueba, direccion: str, pagina: Page, tmp_path: Path) -> None:
    falta = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable="responsable", credito="105010")
    firma = prueba.abrir_caso("Óscar Tapia Félix", responsable="responsable", credito="105020")
    entrar(pagina, direccion, "responsable")

    archivo = tmp_path / "programacion_oct.csv"
    archivo.write_text(AGENDA, encoding="cp1252")
    pagina.goto(f"{direccion}/importar/")
    pagina.get_by_label("Archivo").set_input_files(archivo)
    pagina.get_by_role("button", name="Ver qué haría").click()
    expect(pagina.get_by_text("Se agendará la sesión 1 de CJA/31/2026")).to_be_visible()
    pagina.get_by_role("button", name="Llevar a cabo lo que está bien (2)").click()
    pagina.goto(f"{direccion}/agenda/?dia=13/10/2026")
    expect(pagina.get_by_text("9:00 · Daniela Ñíguez Zazueta")).to_be_visible()

    prueba.ahora = datetime(2026, 10, 13, 21, 0, tzinfo=UTC)
    hacer(pagina, direccion, falta, "registrar_inasistencia")
    pagina.get_by_label("Acreditado", exact=True).first.check()
    pagina.get_by_role("button", name="Registrar inasistencia").click()
    expect(pagina.get_by_text("No compareció", exact=True)).to_be_visible()
    expect(pagina.locator(".historia").get_by_text("no asistió: acreditado")).to_be_visible()

    hacer(pagina, direccion, firma, "celebrar_sesion")
    pagina.get_by_role("group", name="¿Quién asistió?").get_by_label("Acreditado").check()
    pagina.get_by_role("group", name="Resultado").get_by_label("Hubo acuerdo", exact=True).check()
    pagina.get_by_role("button", name="Registrar sesión celebrada").click()
    expect(pagina.get_by_text("Mediado", exact=True)).to_be_visible()

    acuerdo_firmado(prueba, firma)
    pagina.goto(f"{direccion}/casos/{firma}/")
    expect(pagina.get_by_text("En seguimiento", exact=True)).to_be_visible()

    prueba.ahora = datetime(2026, 12, 14, 17, 0, tzinfo=UTC)
    despertador.correr(prueba.abierta)
    pagina.goto(f"{direccion}/pendientes/")
    expect(pagina.get_by_text("Llamar: parcialidad 1 vencida").first).to_be_visible()
    pagina.goto(f"{direccion}/casos/{firma}/")
    expect(pagina.locator(".historia").get_by_text("notó vencida la parcialidad 1")).to_be_visible()
    pagina.goto(f"{direccion}/casos/{firma}/?al=2026-10-11")
    expect(pagina.get_by_text("Así estaba el 11 de octubre de 2026")).to_be_visible()
    expect(pagina.get_by_text("Agendado", exact=True)).to_be_visible()
    expect(pagina.locator(".historia").get_by_text("notó vencida")).to_have_count(0)


def acuerdo_firmado(prueba: Prueba, caso: UUID) -> None:
    """Draw up, sign and collect an agreement of six instalments."""
    quien = {"autor": "responsable", "rol": "responsable"}
    propuesta = Propuesta(
        via=Via.STJ, producto=Producto.CONVENIO_CORTO, primera=date(2026, 11, 13), parcialidades=6,
        pago_inicial=INICIAL, inicial_vence=date(2026, 10, 16),
    )  # fmt: skip
    prueba.decidir(caso, elaborar_convenio, propuesta, **quien)
    prueba.pasar(minutes=5)
    suscrito = Suscripcion(
        convenio=1, revision=1, fecha=date(2026, 10, 13), folio="CJA/32/2026-C",
        firmas=(Firma(rol=RolParte.ACREDITADO),),
    )  # fmt: skip
    prueba.decidir(caso, firmar_convenio, suscrito, **quien)
    prueba.decidir(
        caso, recabar_documento, Original(tipo=TipoDocumento.CONVENIO, paginas=4, convenio=1), **quien
    )
    pagar_inicial(prueba, caso)


def pagar_inicial(prueba: Prueba, caso: UUID) -> None:
    pago = PagoBancario(folio="SPEI/2026-10-13/OP1/2400.00", importe=INICIAL, fecha=date(2026, 10, 13))
    prueba.pasar(hours=1)
    prueba.abierta.casos.decidir(
        caso, confirmar_pago, pago, Acto("conta", "contabilidad", origen=Origen.IMPORTACION)
    )
    prueba.abierta.al_dia(caso)
