"""Charts of figures: plain values in, drawings, sentences and tables out, the same for the same values."""
