"""`make bench`: ratios, each against a reference measured in the same run."""
