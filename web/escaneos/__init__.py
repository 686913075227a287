"""Scans as they come in: judged by their bytes in a process of their own, and the code on them read."""
