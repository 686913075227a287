"""One stored form of every fact, as this program once wrote it. What is in `hechos.jsonl` must be readable for ever."""
