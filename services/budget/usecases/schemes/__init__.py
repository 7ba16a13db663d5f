"""The scheme of a year: what holds, a new version of it, and its publication by somebody else."""
