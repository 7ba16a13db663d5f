"""Letters, refusals, objections and terms: what the law asks around a decision on an idea."""
