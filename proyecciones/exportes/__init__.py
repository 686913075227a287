"""The log in formats of others: XES and OCEL 2.0 for process mining, the flow as a Petri net, cases as a sheet.

None carries a name, a private text or any other datum of a person: cases and people are their identifiers.
"""
