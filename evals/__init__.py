"""Gold reviews and measures: how far a language model's drafts agree with expert judgement, at what cost.

Data goes one way: ``sets`` (gold reviews, ``gold`` and ``changes``) -> ``runner`` (the product's own pipeline,
on ``endpoints``) -> ``case`` and ``ran`` (what came of it, kept) -> ``measures`` (figures) -> ``gate``,
``compare``, ``table`` and ``report``; ``inspect`` runs the same under another framework. The rest measures
the assistant itself: ``checks``, ``detection``, ``reading``, ``bench``.
"""
