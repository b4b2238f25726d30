"""Drawings as SVG: plain values in, text out, the same text for the same values."""
