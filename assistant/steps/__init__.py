"""What we do: pure functions, one verb per file; no step imports another or touches the world."""
