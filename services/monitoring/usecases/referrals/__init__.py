"""Referrals: taken at the door, ended, decided on when they cross a boundary, looked at, and forgotten."""
