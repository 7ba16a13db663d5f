"""Rounds of ballots: set, published, voted in, counted, made final (docs/voting.md, decision 0013)."""
