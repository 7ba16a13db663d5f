"""The rules of a survey on anchor points: plain functions and values."""
