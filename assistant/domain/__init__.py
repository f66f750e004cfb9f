"""What things are: frozen records in the design's words. No I/O, no clock, no randomness."""
