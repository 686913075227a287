"""The policy as a document: round trip, partial texts, differences, and problems that say what to correct."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.politica.comparacion import diferencias
from casos.politica.lectura import PoliticaInvalida, leer_politica, politica_base, volcar

BASE = politica_base()
DESDE = "vigente_desde = 2027-01-01\n"
ENTEROS = [  # those that no other rule limits
    clave
    for clave, regla in BASE.reglas.items()
    if regla.unidad in ("días hábiles", "meses", "años", "horas") and not clave.startswith("quejas.respuesta")
]
PORCENTAJES = [
    clave for clave in BASE.reglas if clave.endswith("_pct") and not clave.startswith(("campanas", "tasas"))
]
SI_NO = [clave for clave, regla in BASE.reglas.items() if type(regla.valor) is bool]

enteros = st.dictionaries(st.sampled_from(ENTEROS), st.integers(1, 60), max_size=5)
porcentajes = st.dictionaries(
    st.sampled_from(PORCENTAJES), st.decimals(0, 100, places=2).map(lambda d: d.normalize() + 0), max_size=3
)
si_no = st.dictionaries(st.sampled_from(SI_NO), st.booleans(), max_size=3)
textos = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
fuentes = st.dictionaries(st.sampled_from(ENTEROS), textos, max_size=3)


def escrito(valor):
    return format(valor, "f") if isinstance(valor, Decimal) else str(valor).lower()


@st.composite
def cambios(draw):
    """A partial document, with the values that it sets."""
    valores = draw(enteros) | draw(porcentajes) | draw(si_no)
    renglones = [f"{clave} = {escrito(valor)}" for clave, valor in valores.items()]
    texto = DESDE + "\n".join(renglones)
    return texto, valores, leer_politica(texto)


@given(cambios())
def test_lo_que_el_texto_fija_cambia_y_lo_demas_se_queda(cambio):
    _, valores, politica = cambio
    for clave, regla in BASE.reglas.items():
        esperado = {**valores, "vigente_desde": date(2027, 1, 1)}.get(clave, regla.valor)
        assert politica.regla(clave).valor == esperado


@given(cambios())
def test_las_diferencias_son_las_reglas_que_cambiaron(cambio):
    _, valores, politica = cambio
    esperadas = {clave for clave, valor in valores.items() if valor != BASE.regla(clave).valor}
    assert {c.clave for c in diferencias(BASE, politica)} == esperadas | {"vigente_desde"}
    assert diferencias(politica, politica) == []
    for c in diferencias(BASE, politica):
        assert (c.antes, c.despues) == (BASE.regla(c.clave), politica.regla(c.clave))


@given(cambios(), fuentes, cambios())
def test_lo_que_se_escribe_se_lee_igual_sobre_cualquier_otra(cambio, otras_fuentes, sobre):
    _, _, politica = cambio
    con_fuentes = politica.model_copy(update={"fuentes": tuple(sorted(otras_fuentes.items()))})
    assert leer_politica(volcar(con_fuentes)) == con_fuentes
    assert leer_politica(volcar(politica), sobre=sobre[2]) == politica
    assert leer_politica(volcar(politica), sobre=con_fuentes) == politica
    for clave, fuente in otras_fuentes.items():
        assert con_fuentes.regla(clave).fuente == fuente


def test_una_fuente_se_cambia_junto_al_valor_y_se_quita_con_el_valor_solo():
    clave = "documentos.archivar_dias_habiles"
    con_acuerdo = leer_politica(DESDE + f'{clave} = {{ valor = 4, fuente = "Acuerdo 12/2027" }}')
    assert con_acuerdo.documentos.archivar_dias_habiles == 4
    assert con_acuerdo.regla(clave).fuente == "Acuerdo 12/2027"
    heredada = leer_politica(DESDE + "recados.entregar_horas = 2", sobre=con_acuerdo)
    assert heredada.regla(clave).fuente == "Acuerdo 12/2027"
    sin_acuerdo = leer_politica(DESDE + f"{clave} = 4", sobre=con_acuerdo)
    assert sin_acuerdo.regla(clave).fuente == "política"
    assert [c.clave for c in diferencias(con_acuerdo, sin_acuerdo)] == [clave]


CAMPANA = """
[[campanas]]
clave = "buen_fin"
fuente = "Acuerdo 3/2027"
nombre = "Buen fin"
desde = 2027-11-10
hasta = 2027-11-20
fecha_limite_pago = 2027-12-20
productos = ["PAGO_UNICO"]
gastos_pct = 0
moratorios_pct = 50
ordinarios_pct = 12.5
capital_pct = 0
condiciones = "Un solo pago."
"""


def test_una_lista_que_aparece_sustituye_a_la_anterior():
    politica = leer_politica(DESDE + CAMPANA)
    assert [campana.clave for campana in politica.campanas] == ["buen_fin"]
    assert politica.regla("campanas.buen_fin.ordinarios_pct").valor == Decimal("12.5")
    assert politica.regla("campanas.buen_fin.ordinarios_pct").fuente == "Acuerdo 3/2027"
    quitadas = [c.clave for c in diferencias(BASE, politica) if c.despues is None]
    agregadas = [c.clave for c in diferencias(BASE, politica) if c.antes is None]
    assert "campanas.arrancar_de_cero_2025.hasta" in quitadas
    assert "campanas.buen_fin.hasta" in agregadas
    assert leer_politica(volcar(politica)) == politica


def test_una_politica_sin_campanas_se_escribe_y_se_lee_sin_ellas():
    politica = leer_politica(DESDE + "campanas = []")
    assert politica.campanas == ()
    assert leer_politica(volcar(politica)) == politica


@pytest.mark.parametrize(
    ("texto", "clave", "mensaje"),
    [
        ("vigente_desde = \n", "", "renglón 1"),
        ("", "vigente_desde", "falta; se esperaba el día desde el que rige"),
        ("vigente_desde = 20270101", "vigente_desde", "una fecha como 2027-01-31; se leyó 20270101"),
        (DESDE + "fuentes = 3", "fuentes", "no existe"),
        (DESDE + "[documento]\nx = 1", "documento", "¿quiso escribir «documentos»?"),
        (DESDE + "documentos.recabar_dia_habiles = 1", "documentos.recabar_dia_habiles",
         "¿quiso escribir «documentos.recabar_dias_habiles»?"),
        (DESDE + "documentos = 3", "documentos", "se esperaba una tabla [documentos]; se leyó 3"),
        (DESDE + "documentos.archivar_dias_habiles = '3'", "documentos.archivar_dias_habiles",
         "un número entero de días hábiles, de 0 a 250; se leyó \"3\""),
        (DESDE + "documentos.archivar_dias_habiles = 3.0", "documentos.archivar_dias_habiles", "se leyó 3.0"),
        (DESDE + "documentos.archivar_dias_habiles = true", "documentos.archivar_dias_habiles", "leyó true"),
        (DESDE + "documentos.archivar_dias_habiles = -1", "documentos.archivar_dias_habiles", "se leyó -1"),
        (DESDE + "documentos.archivar_dias_habiles = {valor = 3, nota = 'x'}",
         "documentos.archivar_dias_habiles", "se esperaba un número entero"),
        (DESDE + "documentos.archivar_dias_habiles = {valor = 3, fuente = ''}",
         "documentos.archivar_dias_habiles", "se esperaba un número entero"),
        (DESDE + 'documentos.archivar_dias_habiles = {valor = 3, fuente = "a\\nb"}',
         "documentos.archivar_dias_habiles", "se esperaba un número entero"),
        (DESDE + "incumplimiento.automatico = 1", "incumplimiento.automatico", "true (sí) o false (no)"),
        (DESDE + "productos.corto.pago_inicial_minimo_pct = 101", "productos.corto.pago_inicial_minimo_pct",
         "un porcentaje de 0 a 100"),
        (DESDE + "productos.corto.pago_inicial_minimo_pct = '20'", "productos.corto.pago_inicial_minimo_pct",
         "sin comillas"),
        (DESDE + "tasas.ordinaria_anual_pct = nan", "tasas.ordinaria_anual_pct", "una tasa anual"),
        (DESDE + "tasas.base_dias = 364", "tasas.base_dias", "360 o 365; se leyó 364"),
        (DESDE + "metas.recuperacion_mensual = 1.005", "metas.recuperacion_mensual", "un importe en pesos"),
        (DESDE + "llamadas.desde = 8", "llamadas.desde", 'como "08:00"; se leyó 8'),
        (DESDE + "llamadas.desde = 08:00:30", "llamadas.desde", 'se leyó "08:00:30"'),
        (DESDE + "llamadas.desde = '8 am'", "llamadas.desde", 'se leyó "8 am"'),
        (DESDE + "llamadas.dias = ['lunes', 'luns']", "llamadas.dias[2]", 'se leyó "luns"'),
        (DESDE + "campanas = 3", "campanas", "una lista [[campanas]]"),
        (DESDE + CAMPANA.replace("buen_fin", "Buen fin"), "campanas[1].clave", "una clave en minúsculas"),
        (DESDE + CAMPANA.replace("fuente =", "funte ="), "campanas[1].funte", "«campanas.fuente»"),
        (DESDE + CAMPANA + CAMPANA, "", "«campanas» tiene dos veces la clave «buen_fin»"),
    ],
)  # fmt: skip
def test_un_documento_mal_escrito_dice_que_clave_y_que_se_esperaba(texto, clave, mensaje):
    with pytest.raises(PoliticaInvalida) as error:
        leer_politica(texto)
    assert any(p.clave == clave and mensaje in p.mensaje for p in error.value.problemas), str(error.value)


@pytest.mark.parametrize(
    ("texto", "mensaje"),
    [
        ("llamadas.desde = '06:30'", "entre las 07:00 y las 22:00"),
        ("llamadas.hasta = '22:30'", "entre las 07:00 y las 22:00"),
        ("llamadas.desde = '21:00'", "«desde» debe ser anterior a «hasta»"),
        ("llamadas.dias = []", "al menos un día"),
        ("llamadas.dias = ['martes', 'lunes']", "en orden"),
        ("sesiones.horario_desde = '19:00'", "«horario_desde» debe ser anterior"),
        ("productos.largo.parcialidades_minimas = 61", "no puede ser mayor que «parcialidades_maximas»"),
        ("seguimiento.aval_dias = 21", "«aval_dias» no puede ser mayor que «visita_dias»"),
        ("incumplimiento.consecutivas = 4", "«consecutivas» no puede ser mayor que «acumuladas»"),
        ("quejas.respuesta_interna_dias_habiles = 11", "no puede ser mayor que «respuesta_dias_habiles»"),
        ("pagos.imputacion = ['capital', 'gastos']", "una sola vez cada concepto"),
        ("tasas.puntual_anual_pct = 7", "no pueden ser mayores que la ordinaria"),
        ("judicial.avisos_ejecucion_dias = [60, 180]", "de mayor a menor"),
        (CAMPANA.replace("2027-12-20", "2027-11-19"), "las fechas deben ir en orden"),
        (CAMPANA.replace('["PAGO_UNICO"]', "[]"), "al menos un producto"),
    ],
)
def test_reglas_que_se_contradicen_no_pasan(texto, mensaje):
    with pytest.raises(PoliticaInvalida, match=mensaje):
        leer_politica(DESDE + texto)


def test_se_dicen_todos_los_problemas_de_una_vez():
    with pytest.raises(PoliticaInvalida) as error:
        leer_politica(DESDE + "recados.entregar_horas = 'una'\nquejas.acuse = 1\ntasas.base_dias = 1")
    assert {p.clave for p in error.value.problemas} == {
        "recados.entregar_horas",
        "quejas.acuse",
        "tasas.base_dias",
    }
    assert len(str(error.value).splitlines()) == 3
