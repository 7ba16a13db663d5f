"""Is this place really different, or is it chance, rounding or a small number? Formulas, each with its source."""
