"""What every test shares: Hypothesis profiles, and the fixtures of what a test may need around it.

`MEDIACION_HYPOTHESIS=intenso` looks longer and elsewhere each time; the ordinary run is the same every time.
`MEDIACION_EXIGE_TODO=1` makes a missing PostgreSQL or Chromium a failure instead of a skip.
"""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = (
    "tests.entorno.tareas",
    "tests.entorno.postgres",
    "tests.entorno.navegador",
    "tests.entorno.omitidas",
)

LENTA = [HealthCheck.too_slow]  # a busy machine is no reason to fail
settings.register_profile(
    "normal",
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=LENTA,
)
settings.register_profile(
    "intenso", max_examples=2_000, stateful_step_count=60, deadline=None, suppress_health_check=LENTA
)
settings.load_profile(os.environ.get("MEDIACION_HYPOTHESIS", "normal"))
