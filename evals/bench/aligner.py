"""langextract's aligner as it is by default, one quotation at a time: run in an environment of its own.

Comes in, as JSON on standard input: texts, and quotations as pairs of words and the number of their text. Goes
out: for each what the aligner calls it (null where it finds nothing), and the seconds that aligning took. It
stands alone because langextract's dependencies are not ours; nothing here is imported by the rest.
"""

import json
import sys
import time

from langextract.core.data import Extraction
from langextract.resolver import Resolver


def main() -> None:
    """Aligns everything and prints it."""
    asked = json.load(sys.stdin)
    resolver, called = Resolver(), []
    begun = time.perf_counter()
    for quote, text in asked["quotations"]:
        extraction = Extraction(extraction_class="quotation", extraction_text=quote)
        (found,) = resolver.align([extraction], asked["texts"][text], 0, 0)
        called.append(found.alignment_status.value if found.alignment_status else None)
    json.dump({"called": called, "seconds": time.perf_counter() - begun}, sys.stdout)


if __name__ == "__main__":
    main()
