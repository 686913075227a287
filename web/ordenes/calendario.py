"""`mediacion calendario` (see `politica`, which both commands share)."""

from web.ordenes.politica import calendario

__all__ = ["calendario"]
