"""What-if: lived again under other rules, a case stands as on a fresh instance that always had them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid5

import pytest

from casos.asiento import Acto, Historia
from casos.calendario.lectura import leer_calendarios
from casos.decision import Rechazo
from casos.politica.lectura import leer_politica
from casos.reglas import REGLAS_ID, publicar_calendario, publicar_politica
from casos.versiones import BASE, Versiones
from flujos import pendientes
from proyecciones.ensayo_de_reglas import Vivida, vivir
from proyecciones.simulacion import con_calendarios, con_politica, simular
from tests.historias.jugador import CASO, Jugador
from tests.historias.lectura import AUTORES, CARPETA, Paso, leer, persona

ANTES_DE_TODO = datetime(2025, 1, 1, tzinfo=UTC)
HISTORIAS = [
    ruta for ruta in sorted(CARPETA.glob("*.toml")) if "publicar_" not in ruta.read_text("utf-8")
]  # fmt: skip
CON_ATRASO = [
    ruta
    for ruta in HISTORIAS
    if {"ParcialidadVencida", "PagoInicialNoRecibido"}
    & {h for paso in leer(ruta).pasos for h in paso.hechos or ()}
]
"""Where the drafts below may change something."""
BORRADORES = {
    "más consecutivas": "[incumplimiento]\nconsecutivas = 3\nacumuladas = 4\n",
    "lo declara el reloj": "[incumplimiento]\nautomatico = true\nintentos_minimos = 1\n",
    "se subsana pagando": "[incumplimiento]\nsubsanacion_automatica = true\n",
    "otros plazos": "[incumplimiento]\nnotificar_dias_habiles = 6\ndecidir_declaracion_dias_habiles = 1\n",
}


def politica(clave: str) -> str:
    return f"vigente_desde = 2000-01-01\n{BORRADORES[clave]}"


def jugar(carpeta: Path, pasos: list[Paso], *, borrador: str | None = None) -> tuple[Jugador, list[Paso]]:
    """Take the steps, the clock running before each; those of the clock, and those that changed something."""
    jugador = Jugador(carpeta / ("otra.db" if borrador else "una.db"))
    if borrador:
        jugador.ahora = ANTES_DE_TODO
        publicar = publicar_politica if "vigente_desde" in borrador else publicar_calendario
        jugador.casos.decidir(REGLAS_ID, publicar, borrador, Acto("adela", "administrador"))
    hechos = []
    for paso in pasos:
        if jugador.casos.historia(CASO) is not None:
            jugador.dar(paso._replace(decision=None, de=f"{paso.de}, reloj"))
        try:
            if paso.decision is None or jugador.dar(paso):
                hechos.append(paso)
        except Rechazo:
            continue
    return jugador, hechos


def filas(historia: Historia, versiones: Versiones) -> list[tuple[str, ...]]:
    return sorted(
        (p.tipo, p.titulo, p.rol, str(p.vence), str(p.visible)) for p in pendientes(historia, versiones)
    )


def del_reloj(historia: Historia) -> list[tuple[str, str, datetime]]:
    return [
        (a.hecho.nombre(), a.hecho.model_dump_json(), a.ocurrido_en)
        for a in historia.vigentes
        if a.origen == "reloj"
    ]


def historia_de(jugador: Jugador) -> Historia:
    historia = jugador.casos.historia(CASO)
    assert historia is not None
    return historia


def comparada(vivida: Vivida, borrador: Versiones, fresca: Jugador) -> None:
    real = historia_de(fresca)
    assert vivida.historia.caso.etapa == real.caso.etapa
    assert del_reloj(vivida.historia) == del_reloj(real)
    assert filas(vivida.historia, borrador) == filas(real, fresca.versiones)


@pytest.mark.parametrize("clave", BORRADORES)
@pytest.mark.parametrize("ruta", CON_ATRASO, ids=lambda ruta: ruta.stem)
def test_es_lo_que_da_una_instancia_nueva_con_esas_reglas(ruta: Path, clave: str, tmp_path: Path) -> None:
    una, hechos = jugar(tmp_path, list(leer(ruta).pasos))
    otra, otros = jugar(tmp_path, hechos, borrador=politica(clave))
    borrador = con_politica(una.versiones, leer_politica(politica(clave)))
    vivida = vivir(historia_de(una), borrador, una.ahora, una.versiones)
    comparada(vivida, borrador, otra)
    negados = {str(uuid5(CASO, paso.de)) for paso in hechos if paso not in otros}
    assert {a.pedido for a in vivida.sobran} - _anulados(historia_de(una)) == negados - _anulados(
        historia_de(una)
    )
    una.cerrar()
    otra.cerrar()


def _anulados(historia: Historia) -> set[str]:
    """Requests whose facts were annulled, and the annulments: what was annulled counts as never done."""
    vigentes = {a.version for a in historia.vigentes}
    return {a.pedido for a in historia.asientos if a.version not in vigentes or a.hecho.nombre() == "Anulado"}


@pytest.mark.parametrize("ruta", HISTORIAS, ids=lambda ruta: ruta.stem)
def test_con_las_mismas_reglas_nada_cambia(ruta: Path, tmp_path: Path) -> None:
    una, _ = jugar(tmp_path, list(leer(ruta).pasos))
    iguales = con_politica(una.versiones, leer_politica("vigente_desde = 2000-01-01"))
    assert simular(una.casos, iguales, una.ahora).cambios == ()
    comparada(vivir(historia_de(una), una.versiones, una.ahora, una.versiones), una.versiones, una)
    una.cerrar()


def test_el_que_declaro_un_incumplimiento_ya_no_habria_hecho_falta(tmp_path: Path) -> None:
    una, _ = jugar(tmp_path, list(leer(CARPETA / "08_incumplimiento_declarado.toml").pasos))
    borrador = con_politica(una.versiones, leer_politica(politica("más consecutivas")))
    resultado = simular(una.casos, borrador, una.ahora)
    assert (resultado.casos, resultado.casos_que_cambian) == (1, (CASO,))
    cambios = {(c.clase, c.que.split(", ")[-1]): (c.antes, c.despues) for c in resultado.cambios}
    assert cambios["etapa", "Etapa"] == ("incumplido", "en_seguimiento")
    assert cambios["acto", "IncumplimientoDeclarado"][1] == "ya no habría hecho falta"
    assert cambios["acto", "IncumplimientoNotificado"][1] == "ya no habría hecho falta"
    assert cambios["reloj", "IncumplimientoPropuesto"][1] == ""
    una.cerrar()


LIQUIDA = {"folio": "B/2", "importe": 16000, "canal": "SPEI"}
CORRIGE = {"persona_id": str(persona("la verdadera deudora")), "motivo": "Era una homónima"}


def _despues(pasos: list[Paso], de: str, rol: str, decision: str, datos: dict[str, Any], dias: int) -> Paso:
    ultimo = pasos[-1]
    return ultimo._replace(
        de=de, rol=rol, autor=AUTORES[rol], decision=decision, datos=datos, ahora=ultimo.ahora + timedelta(days=dias),
        ocurrio=None, hechos=None,
    )  # fmt: skip


def test_quien_firmo_un_convenio_en_vigor_tampoco_sale_del_caso_con_otras_reglas(tmp_path: Path) -> None:
    """With interest the payment leaves something to pay: the agreement binds who signed it, and nobody corrects it."""
    pasos = list(leer(CARPETA / "comun" / "en_seguimiento.toml").pasos)
    pago = LIQUIDA | {"fecha": "2026-04-10"}
    despues = [
        _despues(pasos, "se liquida", "contabilidad", "confirmar_pago", pago, 3),
        _despues(pasos, "se corrige", "responsable", "corregir_deudor", CORRIGE, 5),
    ]
    con_interes = "vigente_desde = 2000-01-01\nproductos.corto.causa_interes = true\n"
    una, hechos = jugar(tmp_path, [*pasos, *despues])
    otra, _ = jugar(tmp_path, hechos, borrador=con_interes)
    borrador = con_politica(una.versiones, leer_politica(con_interes))
    vivida = vivir(historia_de(una), borrador, una.ahora, una.versiones)
    comparada(vivida, borrador, otra)
    assert vivida.historia.caso.apertura.persona_id == persona("la acreditada")
    una.cerrar()
    otra.cerrar()


def test_un_pendiente_que_queda_igual_no_se_cuenta_como_uno_que_se_quita_y_otro_que_llega(
    tmp_path: Path,
) -> None:
    """With the draft one fact more comes with the payment, so what hangs on paying off hangs on another number."""
    pasos = list(leer(CARPETA / "08_incumplimiento_declarado.toml").pasos)
    pago = LIQUIDA | {"fecha": str(pasos[-1].ahora.date())}
    una, _ = jugar(
        tmp_path, [*pasos, _despues(pasos, "se liquida", "contabilidad", "confirmar_pago", pago, 1)]
    )
    borrador = con_politica(una.versiones, leer_politica(politica("se subsana pagando")))
    vivida = vivir(historia_de(una), borrador, una.ahora, una.versiones)
    assert {a.hecho.nombre() for a in vivida.historia.vigentes} >= {
        "IncumplimientoSubsanado",
        "AdeudoLiquidado",
    }
    assert simular(una.casos, borrador, una.ahora).cambios == ()
    una.cerrar()


def test_un_calendario_distinto_mueve_las_fechas(tmp_path: Path) -> None:
    ruta = CARPETA / "08_incumplimiento_declarado.toml"
    una, hechos = jugar(tmp_path, list(leer(ruta).pasos))
    actual = BASE.calendarios[-1].calendarios
    documento = _con_inhabiles(("2026-06-15", "2026-06-16"))
    nuevo = leer_calendarios(documento, sobre=actual)
    borrador = con_calendarios(una.versiones, nuevo)
    cambios = simular(una.casos, borrador, una.ahora).cambios
    assert {c.clase for c in cambios} == {"fecha"}
    otra, _ = jugar(tmp_path, hechos, borrador=documento)
    comparada(vivir(historia_de(una), borrador, una.ahora, una.versiones), borrador, otra)
    una.cerrar()
    otra.cerrar()


def _con_inhabiles(dias: tuple[str, ...]) -> str:
    """The calendar of the Instituto with two more days off."""
    from casos.calendario.lectura import volcar

    texto = volcar(BASE.calendarios[-1].calendarios)
    nuevos = "".join(f'  {{ dia = {d}, nombre = "Suspensión", fuente = "Acuerdo 1/2026" }},\n' for d in dias)
    antes, marca, despues = texto.partition("[INSTITUTO]")
    return antes + marca + despues.replace("inhabiles = [\n", f"inhabiles = [\n{nuevos}", 1)
