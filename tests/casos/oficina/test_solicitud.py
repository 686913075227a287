"""Information is asked of an area, is due, and is insisted upon by who asked when nobody answered."""

from datetime import date, datetime
from uuid import UUID

import pytest

from casos.asiento import Asiento
from casos.decision import COORDINADOR, RESPONSABLE, SISTEMAS, Rechazo
from casos.solicitud import (
    TIPO,
    Area,
    Contestacion,
    InformacionRecibida,
    InformacionSolicitada,
    NuevaSolicitud,
    Solicitud,
    recibir_informacion,
    solicitar_informacion,
)
from casos.tiempo import ZONA
from casos.versiones import BASE
from flujos.solicitud import pendientes
from tests.casos.mediacion.fabrica import LUNES, ctx

PEDIDA = InformacionSolicitada(area=Area.SISTEMAS, persona_id=UUID(int=5), texto="El saldo del 105010")
DADA = InformacionRecibida(respuesta="$12,000.00")


def dado(*hechos):
    dia = datetime(2026, 3, 2, 9, tzinfo=ZONA)
    return TIPO.plegar(Asiento(n, h, dia, dia, "maria", RESPONSABLE, "HMO") for n, h in enumerate(hechos, 1))


def de(usuario, rol):
    return ctx(LUNES)._replace(autor=usuario, rol=rol)


def test_se_pide_una_vez_y_diciendo_que():
    nueva = NuevaSolicitud(area=Area.SISTEMAS, persona_id=UUID(int=5), texto="El saldo del 105010")
    assert solicitar_informacion(Solicitud(), nueva, de("maria", RESPONSABLE)) == [PEDIDA]
    assert solicitar_informacion(dado(PEDIDA), nueva, de("maria", RESPONSABLE)) == []
    with pytest.raises(Rechazo, match="Escriba qué información"):
        solicitar_informacion(Solicitud(), nueva.model_copy(update={"texto": ""}), de("maria", RESPONSABLE))


@pytest.mark.parametrize(
    ("quien", "rol"), [("maria", RESPONSABLE), ("beto", SISTEMAS), ("rosa", COORDINADOR)]
)
def test_la_responde_el_area_o_la_cierra_quien_la_hizo(quien, rol):
    respuesta = Contestacion(respuesta="$12,000.00")
    assert recibir_informacion(dado(PEDIDA), respuesta, de(quien, rol)) == [DADA]
    with pytest.raises(Rechazo, match="ya se respondió"):
        recibir_informacion(dado(PEDIDA, DADA), respuesta, de(quien, rol))


def test_otra_persona_no_la_responde():
    with pytest.raises(Rechazo, match="es de otra persona"):
        recibir_informacion(dado(PEDIDA), Contestacion(respuesta="x"), de("luis", RESPONSABLE))


def test_el_area_tiene_tres_dias_y_despues_insiste_quien_pidio():
    area, mia = pendientes(dado(PEDIDA), BASE)
    assert (area.rol, area.usuario, area.vence) == (SISTEMAS, None, date(2026, 3, 5))
    assert (mia.usuario, mia.visible) == ("maria", date(2026, 3, 6))
    assert list(pendientes(dado(PEDIDA, DADA), BASE)) == []
    assert list(pendientes(Solicitud(), BASE)) == []
