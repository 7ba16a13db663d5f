"""Objections to a decision: they come in, somebody who took no part in it decides, a letter says what (Awb 6 and 7)."""
