"""Maps and charts as SVG: pure functions from numbers to markup, without scripts and style attributes."""
