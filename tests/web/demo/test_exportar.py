"""`mediacion exportar`: whole files that others read, that fit the declared flow, and that carry nobody's data."""

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from casos.boveda.persona import Olvidada
from casos.hecho import PREFIJO_CIFRADO, Anulado
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Etapa
from proyecciones.exportes.hoja import sin_formula
from tests.web.demo.conftest import Hecha, historias
from web.instancia import Instancia
from web.ordenes.exportar import exportar

XES = "{http://www.xes-standard.org/}"
Exporta = Callable[..., Result]


@pytest.fixture
def exporta(chica: Hecha, monkeypatch: pytest.MonkeyPatch) -> Exporta:
    """Run the command on the small demo."""
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(chica.ajustes.instancia))

    def correr(*args: object) -> Result:
        return CliRunner().invoke(exportar, [str(a) for a in args], standalone_mode=False)

    return correr


def bien(resultado: Result) -> Result:
    assert resultado.exception is None, resultado.exception
    return resultado


def atributos(nodo: ElementTree.Element) -> dict[str, str]:
    return {hijo.get("key", ""): hijo.get("value", "") for hijo in nodo if hijo.get("key")}


def red_de(archivo: Path) -> tuple[dict[tuple[str, str], set[str]], set[str]]:
    """The net as (place, label) → places, and the places from which a case may be left."""
    pagina = ElementTree.parse(archivo).getroot().find("net/page")
    assert pagina is not None
    hacia = {a.get("source"): a.get("target") for a in pagina.findall("arc")}
    desde = {a.get("target"): a.get("source") for a in pagina.findall("arc")}
    vias: dict[tuple[str, str], set[str]] = {}
    finales = set()
    for t in pagina.findall("transition"):
        de, a = str(desde[t.get("id")]), str(hacia[t.get("id")])
        if t.find("toolspecific") is None:
            vias.setdefault((de, t.findtext("name/text", "")), set()).add(a)
        else:
            finales.add(de)
    return vias, finales


def test_cada_caso_del_xes_es_una_corrida_de_la_red_declarada(
    exporta: Exporta, instancia_chica: Instancia, tmp_path: Path
) -> None:
    bien(exporta("xes", "-o", tmp_path / "casos.xes"))
    bien(exporta("pnml", "-o", tmp_path / "flujo.pnml"))
    vias, finales = red_de(tmp_path / "flujo.pnml")
    assert all(len(hacia) == 1 for hacia in vias.values())
    assert len(finales) == len(Etapa)
    trazas = ElementTree.parse(tmp_path / "casos.xes").getroot().findall(f"{XES}trace")
    esperadas = {str(h.caso_id): h for h in historias(instancia_chica)}
    assert {atributos(t)["concept:name"] for t in trazas} == set(esperadas)
    for traza in trazas:
        historia, lugar, antes = esperadas[atributos(traza)["concept:name"]], "inicio", ""
        sucesos = [atributos(s) for s in traza.findall(f"{XES}event")]
        assert len(sucesos) == sum(type(a.hecho) is not Anulado for a in historia.vigentes)
        for s in sucesos:
            (lugar,) = vias[lugar, s["concept:name"]]
            assert antes <= s["time:timestamp"]
            antes = s["time:timestamp"]
        assert lugar in finales
        assert lugar == f"e_{historia.caso.etapa.value}"


def ocel_json(archivo: Path) -> tuple[Any, ...]:
    leido = json.loads(archivo.read_text())
    return (
        {(e["id"], e["type"], e["time"]) for e in leido["events"]},
        {(o["id"], o["type"]) for o in leido["objects"]},
        {(e["id"], r["objectId"], r["qualifier"]) for e in leido["events"] for r in e["relationships"]},
        {(o["id"], r["objectId"], r["qualifier"]) for o in leido["objects"] for r in o["relationships"]},
        {(e["id"], a["name"], str(a["value"])) for e in leido["events"] for a in e["attributes"]},
    )


def ocel_xml(archivo: Path) -> tuple[Any, ...]:
    raiz = ElementTree.parse(archivo).getroot()
    eventos, objetos = raiz.findall("events/event"), raiz.findall("objects/object")

    def relaciones(nodos: list[ElementTree.Element]) -> set[Any]:
        return {
            (n.get("id"), r.get("object-id"), r.get("qualifier"))
            for n in nodos
            for r in n.findall("objects/relationship")
        }

    return (
        {(e.get("id"), e.get("type"), e.get("time")) for e in eventos},
        {(o.get("id"), o.get("type")) for o in objetos},
        relaciones(eventos),
        relaciones(objetos),
        {
            (e.get("id"), a.get("name"), _numero(a.get("name"), a.text))
            for e in eventos
            for a in e.findall("attributes/attribute")
        },
    )


def _numero(nombre: str | None, texto: str | None) -> str:
    return str(float(texto or "")) if nombre == "importe" else texto or ""


def ocel_sqlite(archivo: Path) -> tuple[Any, ...]:
    conexion = sqlite3.connect(archivo)
    mapa = dict(conexion.execute("SELECT ocel_type, ocel_type_map FROM event_map_type"))
    eventos, valores = set(), set()
    for tipo, tabla in mapa.items():
        cursor = conexion.execute(f'SELECT * FROM "event_{tabla}"')
        nombres = [d[0] for d in cursor.description]
        for fila in cursor:
            eventos.add((fila[0], tipo, fila[1]))
            valores |= {
                (fila[0], n, str(v)) for n, v in zip(nombres[2:], fila[2:], strict=True) if v is not None
            }
    todo = (
        eventos,
        set(conexion.execute("SELECT ocel_id, ocel_type FROM object")),
        set(conexion.execute("SELECT * FROM event_object")),
        set(conexion.execute("SELECT * FROM object_object")),
        valores,
    )
    conexion.close()
    return todo


def test_los_tres_formatos_de_ocel_dicen_lo_mismo_y_todo_lo_que_nombran_esta(
    exporta: Exporta, tmp_path: Path
) -> None:
    for nombre in ("o.json", "o.jsonocel", "o.xml", "o.xmlocel", "o.sqlite"):
        bien(exporta("ocel", "-o", tmp_path / nombre))
    uno = ocel_json(tmp_path / "o.json")
    assert ocel_xml(tmp_path / "o.xml") == uno
    assert ocel_sqlite(tmp_path / "o.sqlite") == uno
    assert (tmp_path / "o.jsonocel").read_bytes() == (tmp_path / "o.json").read_bytes()
    assert (tmp_path / "o.xmlocel").read_bytes() == (tmp_path / "o.xml").read_bytes()
    eventos, objetos, toca, de, _ = uno
    ids = {i for i, _ in objetos}
    assert len(ids) == len(objetos)
    assert {o for _, o, _ in toca} | {o for _, o, _ in de} <= ids
    assert {i for i, *_ in eventos} == {i for i, *_ in toca}
    assert {"caso", "acreditado", "convenio", "sesion", "pago", "recado"} <= {t for _, t in objetos}


def test_ningun_formato_lleva_datos_de_personas(
    exporta: Exporta, instancia_chica: Instancia, tmp_path: Path
) -> None:
    nombres = ("a.xes", "a.json", "a.xml", "a.csv")
    for nombre in nombres:
        formato = "ocel" if nombre[-3:] in {"son", "xml"} else nombre[-3:]
        bien(exporta(formato, "-o", tmp_path / nombre))
    textos = "".join((tmp_path / nombre).read_text() for nombre in nombres)
    ids = {p.persona_id for h in historias(instancia_chica) for p in h.caso.partes}
    gente = instancia_chica.boveda.leer_varias(ids).values()
    assert gente
    for persona in gente:
        assert not isinstance(persona, Olvidada)
        assert persona.nombre not in textos
        assert not persona.curp or persona.curp not in textos
        assert all(t.numero not in textos for t in persona.telefonos)
    for historia in historias(instancia_chica):
        assert isinstance(historia.caso, Caso)
        assert all(f">{c}<" not in textos and f'"{c}"' not in textos for c in historia.caso.creditos)
    assert PREFIJO_CIFRADO not in textos


def test_la_lista_de_casos_en_csv_y_en_xlsx(
    exporta: Exporta, instancia_chica: Instancia, tmp_path: Path
) -> None:
    from python_calamine import CalamineWorkbook

    bien(exporta("csv", "-o", tmp_path / "c.csv"))
    bien(exporta("xlsx", "-o", tmp_path / "c.xlsx", "--personas"))
    filas = list(csv.reader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines()))
    todas = historias(instancia_chica)
    assert filas[0][:3] == ["Caso", "Folio", "Etapa"]
    assert {f[0] for f in filas[1:-1]} == {str(h.caso_id) for h in todas}
    assert filas[-1][0].startswith("Sacado por Consola")
    libro = CalamineWorkbook.from_path(tmp_path / "c.xlsx").get_sheet_by_name("Casos").to_python()
    assert libro[0][1] == "Acreditado"
    assert all(fila[1] for fila in libro[1 : 1 + len(todas)])
    assert "no lo reenvíe" in str(libro[-1][0])


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-2", "'-2"), ("\t=1", "'\t=1"), ("Sala 3", "Sala 3"), ("", "")],
)
def test_un_texto_que_parece_formula_no_lo_es(texto: str, dicho: str) -> None:
    assert sin_formula(texto) == dicho


@pytest.mark.parametrize(
    "args",
    [
        ("xes", "-o", "{d}/no-hay/c.xes"), ("csv", "-o", "{d}"), ("ocel", "-o", "{d}/c.txt"),
        ("xes", "-o", "{d}/c.xes", "--personas"), ("pdf", "-o", "{d}/c.pdf"), ("xes",),
    ],
)  # fmt: skip
def test_una_llamada_equivocada_se_explica_y_no_deja_nada(
    exporta: Exporta, tmp_path: Path, args: tuple[str, ...]
) -> None:
    resultado = exporta(*(a.format(d=tmp_path) for a in args))
    assert resultado.exception is not None
    assert getattr(resultado.exception, "exit_code", None) == 2
    assert list(tmp_path.iterdir()) == []


def test_si_algo_falla_a_la_mitad_queda_el_archivo_de_antes(
    exporta: Exporta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proyecciones.exportes import xes

    archivo = tmp_path / "casos.xes"
    archivo.write_text("el de ayer")

    def sin_espacio(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xes, "escribir", sin_espacio)
    assert getattr(exporta("xes", "-o", archivo).exception, "exit_code", None) == 2
    assert archivo.read_text() == "el de ayer"
    assert list(tmp_path.iterdir()) == [archivo]
