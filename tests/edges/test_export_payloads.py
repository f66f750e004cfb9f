"""Payloads in every text of the Word report stay text: no field, no link out of the file, nothing that runs."""

import io
import zipfile

import pytest
from lxml import etree

from assistant.edges.export import word
from assistant.steps.report import report
from tests.payloads import ALL, PAYLOADS, mark, poisoned
from tests.ui.acts import all_done
from tests.ui.specimen import AT, REVIEW
from tests.ui.stand_in import StandIn

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def taken_apart(payload: str) -> tuple[zipfile.ZipFile, set[str]]:
    """The report with that payload everywhere, as a package, and the places it stands in."""
    pipeline, places = all_done(StandIn()), set[str]()
    whole = report(pipeline.rubric, pipeline.assurance(REVIEW), AT)
    made = poisoned(whole, payload, places).model_copy(update={"marking": whole.marking})  # a word of ours
    places.remove("Report.marking")
    return zipfile.ZipFile(io.BytesIO(word(made))), places


@pytest.mark.long
@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_of_one_payload_runs_or_leads_out_of_the_report(name: str) -> None:
    is_text(PAYLOADS[name])


def test_nothing_of_all_payloads_runs_or_leads_out_of_the_report() -> None:
    is_text(ALL)


def is_text(payload: str) -> None:
    """The report is taken apart; fails where the payload is anything but text, or a place has lost it."""
    package, places = taken_apart(payload)
    told = ""
    for name in package.namelist():
        assert not name.endswith((".bin", ".vml", ".svg", ".html", ".rtf"))
        if not name.endswith((".xml", ".rels")):
            continue
        root = etree.fromstring(package.read(name))
        assert root.xpath("//*[@TargetMode='External']") == [], name
        fields = [node.get(f"{W}instr", node.text) for node in root.iter(f"{W}fldSimple", f"{W}instrText")]
        assert {(field or "").split()[0] for field in fields} <= {"PAGE", "NUMPAGES"}, name
        for link in root.iter(f"{W}hyperlink"):
            assert {etree.QName(key).localname for key in link.attrib} <= {"anchor", "history"}
        for never in ("altChunk", "object", "control", "pict", "subDoc", "attachedTemplate", "mailMerge"):
            assert next(root.iter(f"{W}{never}"), None) is None, (name, never)
        told += "".join(node.text or "" for node in root.iter(f"{W}t"))
    assert {place for place in places if mark(place) + payload not in told} == {"PromptReport.gist"}
