"""The people of a case: their data change in the vault and the fact only names what changed."""

import re
from uuid import UUID

import pytest

from casos.boveda.persona import Persona
from casos.mediacion.vocabulario import CalidadNumero, Etapa, RolParte
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra, campo, mio


def deudor(prueba: Prueba, caso: UUID) -> Persona:
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    persona = prueba.abierta.boveda.leer(historia.caso.apertura.persona_id)
    assert isinstance(persona, Persona)
    return persona


def escritos(html: str) -> dict[str, str]:
    """What the text fields of the page hold, and its hidden ones."""
    hallados = {}
    for campo_ in re.findall(r"<input[^>]*>", html.partition('class="formulario"')[2]):
        nombre, valor = (re.search(rf'{que}="([^"]*)"', campo_) for que in ("name", "value"))
        if nombre and nombre[1] not in {"csrf_token", "q"} and not re.search("radio|checkbox", campo_):
            hallados[nombre[1]] = valor[1] if valor else ""
    return hallados


def cambiar(quien, caso: UUID, persona_id: UUID, **cambios: str):
    url = f"/casos/{caso}/personas/{persona_id}"
    return quien.enviar(url, escritos(quien.ver(url).text) | cambios)


def test_el_telefono_nuevo_queda_en_la_boveda_y_el_hecho_solo_dice_que_cambio(
    prueba: Prueba, entra: Entra
) -> None:
    caso, ana = mio(prueba), entra("responsable")
    persona = deudor(prueba, caso)
    respuesta = cambiar(ana, caso, persona.persona_id, telefono_1="662 300 11 22", telefono_2="6622145678")
    assert respuesta.status_code == 303
    assert [t.numero for t in deudor(prueba, caso).telefonos] == ["+526623001122", "+526622145678"]
    ultimo = prueba.abierta.casos.asientos(caso)[-1].hecho
    assert (type(ultimo).__name__, ultimo.campos) == ("DatosDeContactoActualizados", ("telefono",))
    pagina = ana.ver(f"/casos/{caso}/personas/").text
    assert "662 300 11 22" in pagina
    assert cambiar(ana, caso, persona.persona_id).status_code == 303
    assert prueba.abierta.casos.asientos(caso)[-1].hecho is not None
    assert len([a for a in prueba.abierta.casos.asientos(caso) if type(a.hecho) is type(ultimo)]) == 1


def test_un_rfc_que_parece_mal_se_guarda_y_se_avisa(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    persona = deudor(prueba, caso)
    assert cambiar(ana, caso, persona.persona_id, rfc="GODE561231GR9").status_code == 303
    assert deudor(prueba, caso).rfc == "GODE561231GR9"
    pagina = ana.ver(f"/casos/{caso}/personas/").text
    assert "actualizó RFC de" in pagina
    assert "RFC: El último carácter suele ser 8: compárelo con la constancia de situación fiscal." in pagina
    assert cambiar(ana, caso, persona.persona_id, correo="ana@correo.mx").status_code == 303
    assert "suele ser" not in ana.ver(f"/casos/{caso}/personas/").text


def pendientes_de(prueba: Prueba, caso: UUID):
    from flujos import pendientes

    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    return pendientes(historia, prueba.abierta.casos.versiones())


@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        ({"telefono_1": "12345"}, "Teléfono"),
        ({"curp": "NIZD900101MSRXXN08"}, "CURP"),
        ({"codigo_postal": "1"}, "Código postal"),
        ({"nombre": " "}, "Nombre completo"),
    ],
)
def test_lo_que_parece_mal_se_dice_y_nada_cambia(prueba: Prueba, entra: Entra, datos, dice) -> None:
    caso, ana = mio(prueba), entra("responsable")
    antes, persona = prueba.abierta.casos.asientos(caso), deudor(prueba, caso)
    respuesta = cambiar(ana, caso, persona.persona_id, **datos)
    assert respuesta.status_code == 422
    assert f">{dice}: " in respuesta.text
    assert prueba.abierta.casos.asientos(caso) == antes
    assert deudor(prueba, caso) == persona


def test_si_asi_viene_en_su_documento_se_guarda_con_su_motivo(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    persona = deudor(prueba, caso)
    mala = {"curp": "NIZD900101MSRXXN08", "asi_es": "1"}
    assert cambiar(ana, caso, persona.persona_id, **mala).status_code == 422
    assert cambiar(ana, caso, persona.persona_id, **mala, por_que="Así está en su acta.").status_code == 303
    assert deudor(prueba, caso).curp == "NIZD900101MSRXXN08"
    assert type(prueba.abierta.casos.asientos(caso)[-1].hecho).__name__ == "NotaAgregada"


def test_un_numero_se_califica_y_el_mismo_en_otro_lugar_sigue_calificado(
    prueba: Prueba, entra: Entra
) -> None:
    caso, ana = mio(prueba), entra("responsable")
    persona = deudor(prueba, caso)
    url = re.search(r"/casos/[^\"]+/numero\?referencia=[^\"]+", ana.ver(f"/casos/{caso}/personas/").text)
    assert url is not None
    formulario = ana.ver(url[0]).text
    datos = {"referencia": campo(formulario, "referencia"), "calidad": "NO_LLAMAR"}
    respuesta = ana.enviar(url[0].partition("?")[0], datos | {"pedido": campo(formulario, "pedido")})
    assert respuesta.status_code == 303
    nuevo = {"telefono_1": "6623001122", "telefono_2": "6622145678"}
    assert cambiar(ana, caso, persona.persona_id, **nuevo).status_code == 303
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    assert list(historia.caso.contacto.numeros.values()) == [CalidadNumero.NO_LLAMAR]
    pagina = ana.ver(f"/casos/{caso}/personas/").text
    assert re.search(r"662 214 56 78.*?no llamar", pagina, re.S)
    assert re.search(r"662 300 11 22.*?sin probar", pagina, re.S)
    assert "6622145678" not in str(prueba.abierta.casos.asientos(caso))


def test_se_agrega_un_aval_y_quien_ya_estaba_por_su_curp_es_el_mismo(prueba: Prueba, entra: Entra) -> None:
    caso, otro, ana = mio(prueba), mio(prueba), entra("responsable")
    url = f"/casos/{caso}/personas/nueva"
    datos = escritos(ana.ver(url).text) | {
        "rol": "representante",
        "nombre": "Marta Ruiz",
        "telefono_1": "6623001122",
    }
    assert ana.enviar(url, datos).status_code == 303
    assert ana.enviar(url, datos).status_code == 303
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    assert [p.rol for p in historia.caso.partes].count(RolParte.REPRESENTANTE) == 1
    cambiar(ana, otro, deudor(prueba, otro).persona_id, curp="BOXW310820HNERXN09")
    conocida = deudor(prueba, otro)
    mismo = escritos(ana.ver(url).text) | {
        "rol": "estudiante",
        "nombre": "Otro nombre",
        "curp": conocida.curp,
    }
    assert ana.enviar(url, mismo).status_code == 303
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    estudiante = historia.caso.persona(RolParte.ESTUDIANTE)
    assert estudiante is not None
    assert prueba.abierta.boveda.leer(estudiante).nombre != "Otro nombre"


def test_cerrado_o_sin_el_papel_no_se_cambia(prueba: Prueba, entra: Entra) -> None:
    caso = mio(prueba)
    persona = deudor(prueba, caso)
    assert entra("archivo").ver(f"/casos/{caso}/personas/").status_code == 200
    assert entra("archivo").ver(f"/casos/{caso}/personas/{persona.persona_id}").status_code == 403
    ajena = deudor(prueba, prueba.abrir_caso())
    ana = entra("responsable")
    assert ana.ver(f"/casos/{caso}/personas/{ajena.persona_id}").status_code in {200, 404}
    extrania = UUID(int=9)
    assert ana.ver(f"/casos/{caso}/personas/{extrania}").status_code == 404


# ---------------------------------------------------------------------------------- a case opened by hand


def test_un_caso_se_abre_en_la_ventanilla_con_lo_que_se_sabe(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    assert "Abrir caso" in ana.ver("/expedientes/").text
    formulario = escritos(ana.ver("/casos/nuevo/").text)
    datos = formulario | {
        "nombre": "Luis Alberto Cota", "telefono": "662 111 22 33", "credito": "77001122", "capital": "12,500",
        "origen": "ventanilla", "via": "INSTITUCIONAL", "sede": "HMO", "responsable": "responsable",
    }  # fmt: skip
    respuesta = ana.enviar("/casos/nuevo/", datos)
    assert respuesta.status_code == 303
    caso = UUID(re.search(r"[0-9a-f-]{36}", respuesta.headers["Location"])[0])  # type: ignore[index]
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    assert historia.caso.etapa is Etapa.REGISTRADO
    assert historia.caso.creditos["77001122"].saldo.capital == 12500
    assert historia.caso.apertura.faltan == {"curp", "domicilio"}
    assert "completar_datos" in {p.tipo for p in pendientes_de(prueba, caso)}
    completa = {"calle": "Rosales", "exterior": "12", "curp": "BOXW310820HNERXN09"}
    assert cambiar(ana, caso, deudor(prueba, caso).persona_id, **completa).status_code == 303
    assert "completar_datos" not in {p.tipo for p in pendientes_de(prueba, caso)}
    assert ana.enviar("/casos/nuevo/", datos).headers["Location"] == respuesta.headers["Location"]
    assert len(prueba.abierta.casos.asientos(caso)) == historia.version + 1


def test_el_credito_de_otro_caso_abierto_se_rechaza_y_lleva_a_el(prueba: Prueba, entra: Entra) -> None:
    ana, otro = entra("responsable"), prueba.abrir_caso(credito="55501")
    formulario = escritos(ana.ver("/casos/nuevo/").text)
    datos = formulario | {
        "nombre": "Eva Sol",
        "credito": "55501",
        "responsable": "responsable",
        "sede": "HMO",
    }
    respuesta = ana.enviar("/casos/nuevo/", datos)
    assert respuesta.status_code == 422
    assert f"/casos/{otro}" in respuesta.text
    sin_nombre = ana.enviar("/casos/nuevo/", formulario | {"responsable": "responsable"})
    assert sin_nombre.status_code == 422
