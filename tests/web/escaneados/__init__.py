"""Scans: judged, recognised, filed."""
