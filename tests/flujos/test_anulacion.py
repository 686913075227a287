"""The coordinator learns of what others annulled, until the case is marked as reviewed."""

from datetime import date

from casos.decision import COORDINADOR, RESPONSABLE
from casos.hecho import Anulado
from casos.mediacion.hechos.apertura import CasoRevisado, NotaAgregada
from casos.mediacion.tipo import MEDIACION
from casos.tipo import hacer_historia
from casos.versiones import BASE
from flujos.mediacion import pendientes
from tests.casos.mediacion.fabrica import CASO, asientos, registrado

NOTA = NotaAgregada(texto="era de otro caso")
VIERNES = date(2026, 3, 6)


def revisar(*mas, rol=RESPONSABLE):
    lista = asientos(*registrado(), NOTA, (Anulado(versiones=(5,), motivo="otro caso"), VIERNES), *mas)
    lista[5] = lista[5]._replace(rol=rol)
    caso = hacer_historia(CASO, lista).caso
    return [p for p in pendientes(caso, BASE) if p.tipo == "revisar_anulacion"]


def test_lo_anulado_por_otra_persona_lo_revisa_el_coordinador_al_dia_siguiente():
    [fila] = revisar()
    assert (fila.rol, fila.vence, fila.causa) == (COORDINADOR, date(2026, 3, 9), (6,))


def test_revisado_o_anulado_por_el_mismo_coordinador_no_hay_que_revisar():
    assert revisar(CasoRevisado(hasta=6)) == []
    assert len(revisar(CasoRevisado(hasta=5))) == 1
    assert revisar(rol=COORDINADOR) == []
    assert pendientes(MEDIACION.inicial, BASE) == ()
