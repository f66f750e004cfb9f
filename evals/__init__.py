"""Gold reviews and measures: how well the drafts of a language model agree with expert judgement, and what they cost."""
