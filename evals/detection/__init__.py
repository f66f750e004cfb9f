"""How well text addressed to a machine is told from text to people: generated sets in, figures out.

``injections.yaml`` and ``clean.yaml`` hold the wordings, each in a half that was looked at while the rules were
written and a half that was not; ``injected`` and ``clean`` make the sets of them, ``figures`` counts.
"""
