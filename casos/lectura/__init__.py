"""What an office receives, read into typed rows: agendas, portfolios and payments of any usual file.

Pure: bytes and a file name come in, rows and row problems go out. Nothing here knows the log, the
vault or the time of day (`hoy` is passed in).
"""
