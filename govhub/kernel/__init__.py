"""Words and small rules that every part shares. No input or output."""
