"""Records as the screens show them: pure functions from an assurance to data that is written as JSON."""
