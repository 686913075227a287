"""What the generator builds is a real instance: whole, explained, without personal data, and the same each time."""

import shutil
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from casos.boveda.persona import Persona
from casos.decision import RELOJ, ROLES
from casos.hecho import campos_privados
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import TipoDocumento
from casos.registro.mapper import leer
from casos.registro.verificacion import verificar_registro
from casos.tiempo import ZONA
from flujos import despertares, pendientes
from proyecciones.reconstruir import reconstruir
from tests.web.conftest import Visitante
from tests.web.demo.conftest import VIERNES, Hecha, abrir, hacer, historias
from web import almacen, cotejo_documentos, despertador
from web.actual import servicio
from web.ajustes import Ajustes
from web.almacen import cuentas
from web.app import crear_app
from web.demo.construir import CarpetaOcupada, construir
from web.demo.personal import PERSONAL, clave_de
from web.escaneos.examen import examinar
from web.instancia import Instancia


def test_el_registro_esta_entero_y_sin_alterar(instancia_chica):
    verificado = verificar_registro(instancia_chica.casos.registro, instancia_chica.clave)
    assert verificado.diferencias == ()
    assert verificado.casos > 25


def test_las_vistas_son_las_que_da_el_registro(instancia_chica):
    hecha = reconstruir(instancia_chica.casos, instancia_chica.almacen, solo_comparar=True)
    assert (hecha.diferencias, instancia_chica.proyector.cuarentena()) == (0, [])


def test_hay_escaneos_que_se_abren_y_los_demas_originales_solo_en_papel(instancia_chica):
    casos = [h.caso for h in historias(instancia_chica)]
    tipos = {tipo for caso in casos for tipo in caso.anexos.values()}
    assert {TipoDocumento.IDENTIFICACION, TipoDocumento.CONVENIO} <= tipos
    originales = [d for caso in casos for d in caso.documentos.values()]
    assert 0 < sum(d.huella is not None for d in originales) < len(originales)
    assert list(cotejo_documentos.revisar(instancia_chica, a_fondo=True)) == []
    for huella in {huella for caso in casos for huella in caso.anexos}:
        assert examinar(instancia_chica.archivero.leer(huella), 20).paginas >= 1
        assert instancia_chica.archivero.miniatura(huella)


def test_el_constructor_cuenta_lo_que_hizo(chica, instancia_chica):
    hechos, _ = instancia_chica.casos.registro.contar()
    assert (chica.construida.hechos, chica.construida.casos) == (hechos, 25)


def test_cada_caso_abierto_tiene_responsable_y_siguiente_accion_con_fecha(instancia_chica):
    usuarios = {e.usuario for e in PERSONAL if e.rol == "responsable"}
    for historia in historias(instancia_chica):
        if historia.caso.abierto:
            filas = pendientes(historia, instancia_chica.casos.versiones())
            assert historia.caso.apertura.responsable in usuarios
            assert filas, f"{historia.caso_id} no tiene siguiente acción"
            assert all(p.vence for p in filas)


def test_el_reloj_no_debe_nada_al_terminar(instancia_chica):
    versiones = instancia_chica.casos.versiones()
    debidos = [
        d for h in historias(instancia_chica) for d in despertares(h, versiones) if d.instante <= VIERNES
    ]
    assert debidos == []


def test_las_personas_capturan_en_dias_y_horas_de_oficina(instancia_chica):
    calendario = instancia_chica.casos.versiones().calendarios[-1].calendarios.calendario("INSTITUTO", "HMO")
    for historia in historias(instancia_chica):
        for asiento in historia.asientos:
            local = asiento.registrado_en.astimezone(ZONA)
            assert asiento.ocurrido_en <= asiento.registrado_en
            if asiento.rol != RELOJ:
                assert calendario.es_habil(local.date()), f"{asiento.hecho} el {local:%A %d/%m/%Y}"
                assert time(8) <= local.time() <= time(15, 30), f"{asiento.hecho} a las {local:%H:%M}"


def test_lo_que_se_les_rechaza_es_poco(chica):
    rechazos, tomadas = sum(chica.construida.rechazos.values()), sum(chica.construida.tomadas.values())
    assert rechazos <= max(5, tomadas // 100), chica.construida.rechazos


def _personas(instancia: Instancia) -> Iterator[Persona]:
    return (c.persona for c in instancia.boveda.cambios(0) if c.persona is not None)


def test_ningun_dato_personal_queda_en_claro(chica, instancia_chica):
    canarios = {
        canario.encode()
        for p in _personas(instancia_chica)
        for canario in (p.nombre, p.curp, *(t.numero[3:] for t in p.telefonos), *p.correos)
        if canario
    }
    assert len(canarios) > 100
    for archivo in sorted(chica.ajustes.instancia.rglob("*")):
        if archivo.is_file():
            crudo = archivo.read_bytes()
            assert [c.decode() for c in canarios if c in crudo] == [], archivo.name


def _huella(instancia: Instancia) -> list[tuple[Any, ...]]:
    """Every fact with its stamp; of private texts only whether there is one, since their keys differ."""
    hechos = []
    for caso_id, renglones in instancia.casos.registro.por_caso():
        for version, tema, estado, *_ in renglones:
            a = leer(version, tema, estado)
            privados = campos_privados(type(a.hecho))
            datos = {k: bool(v) if k in privados else v for k, v in a.hecho.model_dump(mode="json").items()}
            if datos.get("telefono"):  # its mark is made with the instance's own key
                datos["telefono"] = datos["telefono"].partition("/")[0]
            sello = (a.ocurrido_en, a.registrado_en, a.autor, a.rol, a.sede, a.pedido, a.causa)
            hechos.append((str(caso_id), version, tema, sorted(datos.items(), key=str), *sello))
    return sorted(hechos, key=lambda h: h[:2])


def test_la_misma_semilla_da_los_mismos_hechos(tmp_path):
    iguales = []
    for nombre in ("una", "otra"):
        abierta = abrir(hacer(tmp_path / nombre, casos=10, dias=40, semilla=7))
        iguales.append(_huella(abierta))
        abierta.cerrar()
    assert len(iguales[0]) > 100
    assert iguales[0] == iguales[1]


def test_otra_semilla_da_otros_casos(tmp_path, instancia_chica):
    abierta = abrir(hacer(tmp_path / "otra", casos=3, dias=20, semilla=2))
    nuevos = {h.caso_id for h in historias(abierta)}
    abierta.cerrar()
    assert nuevos.isdisjoint({h.caso_id for h in historias(instancia_chica)})


def test_a_media_manana_nadie_ha_trabajado_todavia_por_la_tarde(tmp_path):
    media_manana = datetime.combine(VIERNES.date(), time(10, 30), ZONA)
    abierta = abrir(hacer(tmp_path / "hoy", casos=8, dias=20, hasta=media_manana), media_manana)
    ultimo = max(a.registrado_en for h in historias(abierta) for a in h.asientos)
    abierta.cerrar()
    assert ultimo <= media_manana


def test_todos_entran_sin_tener_que_cambiar_su_clave(chica):
    clave = clave_de(chica.ajustes.instancia)
    filas = almacen.abrir(chica.ajustes)
    hechas = {c.usuario: c for c in cuentas.listar(filas)}
    filas.motor.dispose()
    assert {e.usuario for e in PERSONAL} == set(hechas)
    assert {e.rol for e in PERSONAL} == set(ROLES)
    assert not any(cuenta.debe_cambiar for cuenta in hechas.values())
    app = crear_app(chica.ajustes)
    visitante = Visitante(app)
    assert visitante.entrar("ana", clave).status_code == 303
    assert "Mis pendientes" in visitante.ver("/pendientes/").text
    with app.app_context():
        servicio().abierta().cerrar()
        servicio().almacen.motor.dispose()


def test_el_reloj_de_la_demostracion_puede_adelantarse(chica, tmp_path):
    copia = Ajustes(instancia=shutil.copytree(chica.ajustes.instancia, tmp_path / "copia"), base_datos="")
    abierta = abrir(Hecha(copia, chica.construida))
    assert abierta.ensayo.permitido
    despues = abierta.ensayo.ahora() + timedelta(days=400)
    abierta.casos.ahora = abierta.ensayo.ahora
    turno = despertador.ensayar_hasta(abierta, despues)
    abierta.cerrar()
    assert turno.decisiones > 0


def test_si_se_interrumpe_no_queda_nada(tmp_path):
    def a_los_diez_dias(hechos: int, total: int) -> None:
        if hechos == 10:
            raise KeyboardInterrupt

    ajustes = Ajustes(instancia=tmp_path / "demo" / "instancia", base_datos="")
    with pytest.raises(KeyboardInterrupt):
        construir(ajustes, casos=3, semilla=1, hasta=VIERNES, dias=20, avance=a_los_diez_dias)
    assert list((tmp_path / "demo").iterdir()) == []


def test_no_se_construye_encima_de_otras_cosas(tmp_path):
    carpeta = tmp_path / "cosas"
    carpeta.mkdir()
    (carpeta / "tesis.txt").write_text("capítulo 1")
    with pytest.raises(CarpetaOcupada, match="no está vacía"):
        construir(Ajustes(instancia=carpeta, base_datos=""), casos=1, semilla=1, hasta=VIERNES, dias=10)
    assert [a.name for a in carpeta.iterdir()] == ["tesis.txt"]


def test_la_clave_de_la_demostracion_solo_la_lee_su_dueno(chica):
    archivos = [a for a in Path(chica.ajustes.instancia).iterdir() if "clave" in a.name]
    assert archivos
    assert all(a.stat().st_mode & 0o077 == 0 for a in archivos)


def test_cada_estado_en_memoria_es_el_del_registro(instancia_chica):
    assert all(isinstance(h.caso, Caso) and h.version == len(h.asientos) for h in historias(instancia_chica))
