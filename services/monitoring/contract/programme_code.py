"""How the code of a figure of the programme is written."""

CODE = r"^[a-z0-9]+(_[a-z0-9]+)*$"
