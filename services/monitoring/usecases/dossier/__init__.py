"""The dossier of a partner: written as a draft, put in force by somebody else."""
