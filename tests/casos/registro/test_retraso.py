"""How long readers of the log have been waiting for somebody else's transaction."""

import psycopg
import pytest

from casos.registro.bitacora import Bitacora


@pytest.mark.postgres
def test_una_transaccion_ajena_que_escribe_se_nota(postgres_url):
    bitacora = Bitacora(postgres_url)
    bitacora.registro.crear()
    with psycopg.connect(postgres_url) as ajena:
        ajena.execute("CREATE TABLE ajena (n int)")
        assert bitacora.registro.retraso() > 0
    bitacora.close()


def test_en_sqlite_nadie_espera(tmp_path):
    bitacora = Bitacora(tmp_path / "hechos.sqlite")
    bitacora.registro.crear()
    assert bitacora.registro.retraso() == 0
    bitacora.close()
