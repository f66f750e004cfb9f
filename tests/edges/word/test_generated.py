"""Whatever stands in whatever in a Word file, each word ends in its bucket and in its kind of passage."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind
from tests.edges.word.generated import specimens
from tests.edges.word.packages import ledger, read
from tests.edges.word.places import Specimen

LISTED = {
    Bucket.HIDDEN: NoticeKind.HIDDEN_TEXT,
    Bucket.DELETED: NoticeKind.DELETED_TEXT,
    Bucket.COMMENT: NoticeKind.COMMENT,
    Bucket.UNREAD: NoticeKind.UNREAD_TEXT,
}
# A failing file is shown as found: making files of this size smaller takes longer than reading them.
AS_FOUND = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)


def told(specimen: Specimen) -> None:
    """Every word of a generated file stands where it must, as often as it must, and nowhere else."""
    contents = read(specimen.data)
    assert ledger(contents) == specimen.buckets
    for bucket, words in specimen.words.items():
        for word in words:
            kinds = [block.kind.value for block in contents.blocks if word in block.text]
            if bucket in LISTED:
                assert kinds == []
                listed = [n.text or "" for n in contents.notices if n.kind is LISTED[bucket]]
                assert any(word in text for text in listed)
            elif bucket is Bucket.FIELD_CODE:
                assert kinds == []
            else:
                assert kinds == [bucket.value] * (2 if word in specimen.repeated else 1)


@given(specimens())
@settings(AS_FOUND, max_examples=25)
def test_every_word_of_a_generated_file_is_where_it_belongs(specimen: Specimen) -> None:
    told(specimen)


@pytest.mark.long
@given(specimens())
@settings(AS_FOUND, max_examples=500)
def test_every_word_of_five_hundred_generated_files_is_where_it_belongs(specimen: Specimen) -> None:
    told(specimen)
