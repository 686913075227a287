"""The statement on paper: interest for delay and debts that come back, each explained in its own line."""

from datetime import date

from casos.mediacion.incumplimiento import revocar_condonacion
from casos.mediacion.pagos import Reversion, revertir_pago
from casos.mediacion.vencimientos import Propio
from casos.politica.lectura import leer_politica
from casos.versiones import BASE, PoliticaPublicada, Versiones
from tests.casos.mediacion import fabrica_convenios
from tests.casos.mediacion.fabrica_convenios import tras
from tests.casos.mediacion.test_incumplimiento import DIA as DIA_DEL_INCUMPLIMIENTO
from tests.casos.mediacion.test_incumplimiento import con_quita_incumplida
from tests.web.papeles.muestra import material
from tests.web.papeles.test_papeles import FIRMADO, leido, pdf


def con_tasa_moratoria() -> Versiones:
    politica = leer_politica("vigente_desde = 2000-01-01\n[tasas]\nmoratoria_anual_pct = 18\n")
    return Versiones([PoliticaPublicada(1, BASE.politicas[0].publicada_en, politica)], BASE.calendarios)


def test_con_una_tasa_moratoria_publicada_cada_atraso_se_explica() -> None:
    """$1,600 of 30 April, still unpaid on 6 May: six days at 18 % on 365."""
    m = material(*fabrica_convenios.en_seguimiento())._replace(versiones=con_tasa_moratoria())
    texto = leido(pdf(m, "estado_de_cuenta"))
    assert "Mora de la parcialidad 1 del 30 de abril de 2026 al 6 de mayo de 2026" in texto
    assert "capital $1,600.00 × 18.00 % × 6 / 365 = $4.73" in texto
    assert "corrieron $4.73 de interés moratorio" in texto
    assert "18 % anual sobre el capital vencido" in leido(pdf(m, "convenio"))
    libre = material(*fabrica_convenios.con_saldo())._replace(versiones=con_tasa_moratoria())
    texto = leido(pdf(libre, "estado_de_cuenta"))
    assert "capital $14,000.00 × 18.00 % × 44 / 365 = $303.78" in texto


def test_sin_tasa_publicada_no_se_inventa_la_mora() -> None:
    assert "Mora de" not in leido(pdf(material(*fabrica_convenios.en_seguimiento()), "estado_de_cuenta"))
    convenio = leido(pdf(material(*fabrica_convenios.en_seguimiento()), "convenio"))
    assert "interés moratorio pactado en cada contrato" in convenio


def test_el_estado_de_cuenta_explica_el_adeudo_restablecido() -> None:
    """Both ways in which a debt comes back: a discount revoked by the breach, and a payment undone."""
    pasos = tras(con_quita_incumplida(), DIA_DEL_INCUMPLIMIENTO, revocar_condonacion, Propio(convenio=1))
    m = material(*pasos, dia=DIA_DEL_INCUMPLIMIENTO)
    texto = leido(pdf(m, "estado_de_cuenta"))
    assert "se revocó la condonación y se deben otra vez $4,000.00 (intereses moratorios $4,000.00)" in texto
    pasos = fabrica_convenios.pagado(FIRMADO, "p1", 1600, date(2026, 4, 30))
    pasos = tras(pasos, date(2026, 5, 4), revertir_pago, Reversion(folio="p1", motivo="Sin fondos."))
    texto = leido(pdf(material(*pasos), "estado_de_cuenta"))
    assert "el pago del 30 de abril de 2026 por $1,600.00 se revirtió y ya no cuenta" in texto
    assert "Adeudo restablecido" not in leido(pdf(material(*FIRMADO), "estado_de_cuenta"))
