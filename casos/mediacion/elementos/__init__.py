"""The parts of a mediation case's state; `casos.mediacion.estado` gives them all by name."""
