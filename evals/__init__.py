"""Gold reviews and measures: how far a language model's drafts agree with expert judgement, at what cost."""
