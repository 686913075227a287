"""Carrying input files into the cases: what each row would do, shown first, and then done once.

A plan is a pure comparison of the rows that were read with what the log and the vault know; carrying it out is
taking its decisions. The same file again changes nothing.
"""
