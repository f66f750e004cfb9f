"""The gold reviews under Inspect, the evals framework of the UK AI Security Institute: an optional extra.

The same cases through the same pipeline by the same measures; only logs and screens are Inspect's. ``samples``
says what is asked and what came of it, ``runs`` has the pipeline do it, and ``gold`` is what `inspect eval`
loads, which alone imports inspect_ai.
"""
