"""The diagram shows what the table says, legibly, and tells it in words."""

import re
from itertools import combinations
from math import dist
from xml.etree import ElementTree

from casos.mediacion.guardas import NOMBRES
from casos.mediacion.vocabulario import Etapa
from flujos.diagrama import EN_PALABRAS, LUGARES, flechas, leyenda, sin_dibujar, svg, texto
from flujos.transiciones import TABLA

SVG = "{http://www.w3.org/2000/svg}"


def dibujo() -> ElementTree.Element:
    return ElementTree.fromstring(svg())


def test_cada_etapa_tiene_su_lugar_y_su_nombre():
    assert set(LUGARES) == set(Etapa)
    assert len(set(LUGARES.values())) == len(Etapa)
    nombres = {t.text for t in dibujo().iter(f"{SVG}text")}
    assert {n[0].upper() + n[1:] for n in NOMBRES.values()} <= nombres


def test_cada_cambio_de_etapa_se_dice_en_palabras_y_se_dibuja_o_se_cuenta():
    cambian = {t.hecho.nombre() for t in TABLA if t.a}
    assert cambian <= set(EN_PALABRAS)
    contado = " ".join([*leyenda(), *sin_dibujar()]).lower()
    assert [n for n in cambian - {"CasoAbierto"} if EN_PALABRAS[n] not in contado] == []


def test_hay_una_flecha_numerada_por_cada_par_con_su_titulo():
    titulos = [g.findtext(f"{SVG}title") for g in dibujo().iter(f"{SVG}g") if g.get("class") == "flecha"]
    assert titulos == leyenda()
    assert "De agendado a mediado: se celebra la sesión." in titulos
    assert len({(f.de, f.a) for f in flechas()}) == len(titulos)


def test_los_numeros_no_se_encimen_ni_tapen_las_etapas():
    circulos = [(float(c.get("cx")), float(c.get("cy"))) for c in dibujo().iter(f"{SVG}circle")]
    assert min(dist(a, b) for a, b in combinations(circulos, 2)) > 22
    for caja in dibujo().iter(f"{SVG}rect"):
        x, y, ancho, alto = (float(caja.get(k)) for k in ("x", "y", "width", "height"))
        assert not any(x - 8 < cx < x + ancho + 8 and y - 8 < cy < y + alto + 8 for cx, cy in circulos)


def test_la_imagen_tiene_titulo_y_descripcion_para_quien_no_la_ve():
    raiz = dibujo()
    nombrados = {e.get("id") for e in (raiz.find(f"{SVG}title"), raiz.find(f"{SVG}desc"))}
    assert raiz.get("role") == "img"
    assert set(raiz.get("aria-labelledby").split()) == nombrados
    assert leyenda()[0] in raiz.findtext(f"{SVG}desc")


def test_el_texto_trae_la_tabla_entera():
    renglones = texto().splitlines()[2:]
    assert len(renglones) == len(TABLA)
    assert all(re.fullmatch(r"\|( [^|]* \|| \|){5}", r) for r in renglones)
    assert any("`SesionCelebrada` | mediado" in r for r in renglones)
