"""What the assistant's own work costs, as ratios of things measured in the same run, and what others lose.

``drafting`` times a whole review against an endpoint with a fixed delay, ``own_work`` one draft without any;
``tokens`` counts what a review sends; ``reading`` times reading beside other libraries and counts what each of
them loses of texts whose words are known; ``verifying`` counts what our finder and another aligner accept
wrongly. ``browser`` times what an inspector waits for.
"""
