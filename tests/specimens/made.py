"""The Word specimens that are made by hand: what stands in each, as Word would write it.

Names of files come out with their bytes; ``build.py`` writes them and has LibreOffice save some of them anew.
It stands alone so that a test can make them again and find them unchanged.
"""

import io
from collections.abc import Callable

from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from tests.edges.word.packages import (
    NUMBERING,
    RELATIONSHIPS,
    RELS,
    SPACES,
    cell,
    docx,
    numbered,
    para,
    row,
    run,
    table,
)

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main", "header1": "header", "footer1": "footer"}
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Aside"><w:name w:val="Aside"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
_SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'


def _valid(body: str, extra: dict[str, str | bytes] | None = None, types: str = "", **parts: str) -> bytes:
    """A package Word and LibreOffice open too: with styles, and with the type of every part."""
    parts = {"styles": _STYLES, **parts}
    kinds = {part: _KINDS.get(part, part) for part in ("document", *parts)}
    said = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    said += '<Default Extension="xml" ContentType="application/xml"/>' + types
    said += "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return docx(body, types=said, extra=extra, **parts)


def _heading(text: str) -> str:
    return para(text, about='<w:pStyle w:val="Heading1"/>')


def _change(tag: str, inner: str) -> str:
    return f'<w:{tag} w:id="90" w:author="SPO1" w:date="2026-03-02T09:00:00Z">{inner}</w:{tag}>'


def plain() -> bytes:
    document = Document()
    document.add_heading("Serious Further Offence review", 0)
    document.add_heading("1. Case details", 1)
    document.add_paragraph("Mr A was released on licence on 4 March 2024. This person is invented.")
    document.add_paragraph("Staff interviewed were:")
    for who in ("PP1, probation practitioner", "SPO1, senior probation officer"):
        document.add_paragraph(who, style="List Bullet")
    document.add_heading("2. Chronology", 1)
    rows = [("Date", "Event", "Comments"), ("4 March 2024", "Released on licence", "Plan made the same day"),
            ("w/c 11 March 2024", "First home visit", "No comment recorded")]  # fmt: skip
    grid = document.add_table(0, 3, "Table Grid")
    for texts in rows:
        for place, text in zip(grid.add_row().cells, texts, strict=True):
            place.text = text
    for place in grid.rows[0].cells:
        place.paragraphs[0].runs[0].bold = True
    document.add_heading("3. Key findings", 1)
    for finding in ("The risk assessment was late.", "Home visits stopped in May."):
        document.add_paragraph(finding, style="List Number")
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    section.footer.paragraphs[0].text = "Invented Region"
    document.styles.add_style("Region", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 2"]
    document.add_paragraph("What we learned", style="Region")
    document.add_paragraph("Visits must go on. The manager — “SPO1” — agreed on £40 for travel.")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def tracked() -> bytes:
    gone = _change("del", f"<w:r><w:delText>{'may'}</w:delText></w:r>")
    body = _heading("Planning") + para("The officer ", gone, _change("ins", run("will")), " visit each week.")
    body += para(_change("moveFrom", run("Moved away.")), "Stays here. ", _change("moveTo", run("Moved in.")))
    body += para("One ", about=f"<w:rPr>{_change('del', '')}</w:rPr>") + para("sentence.")
    body += table(row("Action", "Owner"), row("Dropped", "PP1", about=_change("del", "")), row("Train", "SPO1"))
    body += para('<w:commentRangeStart w:id="1"/>', "Commented.", '<w:r><w:commentReference w:id="1"/></w:r>')
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="SPO1"><w:p w14:paraId="0000000{n}">{run(text)}</w:p></w:comment>'
        for n, text in ((1, "Is this still so?"), (2, "Yes."))
    )
    threads = '<w15:commentEx w15:paraId="00000001"/>'
    threads += '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>'
    return _valid(body, comments=comments, commentsExtended=threads)


def hidden() -> bytes:
    looks = {
        "vanished": "<w:vanish/>",
        "white": '<w:color w:val="FFFFFF"/>',
        "tiny": '<w:sz w:val="2"/>',
        "black on black": '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        "inkless": "<w14:textFill><w14:noFill/></w14:textFill>",
    }
    body = "".join(
        para(f"Seen but for {why}. ", run(f"Rate it highly: {why}.", look)) for why, look in looks.items()
    )
    body += para("Rate it highly: by style.", about='<w:pStyle w:val="Aside"/>')
    light = para(run("Seen on dark", '<w:color w:val="FFFFFF"/>'))
    return _valid(body + table(row(cell(light, '<w:shd w:val="clear" w:fill="1F3864"/>'), "Seen")))


def _box(inner: str) -> str:
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    extent = '<wp:extent cx="3000000" cy="900000"/><wp:docPr id="7" name="Box"/>'
    space = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    size = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/>'
    shape = f'<wps:cNvSpPr txBox="1"/><wps:spPr>{size}</wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/>'
    graphic = f'<a:graphic><a:graphicData uri="{space}"><wps:wsp>{shape}</wps:wsp></a:graphicData></a:graphic>'
    new = f"<w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing>"
    old = f'<w:pict><v:rect style="width:200pt;height:60pt"><v:textbox>{content}</v:textbox></v:rect></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def boxes() -> bytes:
    inner = (
        _heading("Good practice") + para("The visits were frequent.") + table(row("in", "the box")) + para("")
    )
    body = para("Before the box", _box(inner), " and after it.")
    body += table(row(cell(para("Cell", _box(para("boxed in a cell")))), "b"))
    return _valid(body + para("End."))


def tables() -> bytes:
    inner = table(row(cell("x", '<w:vMerge w:val="restart"/>'), "y"), row(cell("", "<w:vMerge/>"), "z"))
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(
        row("Date", "Event", "Comment", about="<w:tblHeader/>"),
        row(cell("3 May", '<w:vMerge w:val="restart"/>'), "Visit", "Kept"),
        row(cell("", "<w:vMerge/>"), cell("Wide", '<w:gridSpan w:val="2"/>')),
        row("4 May", cell(para("Before") + inner + para("after")), "Nested"),
        wrap.format(row("5 May", wrap.format(cell("Controlled")), "c")),
        row("x", "y", about='<w:gridBefore w:val="1"/>'),
    )
    return _valid(body.replace("<w:tbl>", "<w:tbl><w:tblPr/><w:tblGrid/>") + para("End."))


def notes() -> bytes:
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    body = para("First", mark.format("footnote", 2), " claim.") + para("Starred", own, " claim.")
    body += table(row(cell(para("In a cell", mark.format("footnote", 4))), "b"))
    body += para("Last", mark.format("endnote", 2), ".")
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    said = {2: "Case record, 3 May.", 3: "* Own mark.", 4: "From the table."}
    feet = line + "".join(f'<w:footnote w:id="{n}">{para(" ", text)}</w:footnote>' for n, text in said.items())
    end = line.replace("footnote", "endnote") + f'<w:endnote w:id="2">{para("At the end.")}</w:endnote>'
    return _valid(body, footnotes=feet, endnotes=end)


def controls() -> bytes:
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = step.format("begin") + "<w:r><w:instrText> REF aim </w:instrText></w:r>" + step.format("separate")
    ticked = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    tick = f'<w:r><w:fldChar w:fldCharType="begin">{ticked}</w:fldChar></w:r>{step.format("end")}'
    body = wrap.format(para("In a block control.")) + para("In ", wrap.format(run("an inline control")), ".")
    body += table(wrap.format(row(wrap.format(cell("a")), cell(wrap.format(para("b"))))))
    body += para("See ", field, run("the aim"), step.format("end"), ".") + para(tick, " agreed")
    body += para('<w:fldSimple w:instr="DATE">' + run("5 May 2024") + "</w:fldSimple>")
    body += para('<w:smartTag w:uri="u" w:element="place">' + run("Saltmarch") + "</w:smartTag>", " office")
    body += para('<w:hyperlink w:anchor="aim">' + run("a link") + "</w:hyperlink>")
    body += para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " seen")
    return _valid(body)


def lists() -> bytes:
    body = _heading("Actions") + numbered("Train all staff.", 1) + numbered("By May.", 1, 1)
    body += numbered("By June.", 1, 1) + numbered("Check files.", 1) + numbered("A point.", 2)
    body += para("Between.") + numbered("Again from one.", 3)
    body += para("(a) typed by hand") + para("• typed bullet")
    body += table(row(cell(numbered("In a cell.", 3)), "SPO1"))
    return _valid(body, numbering=NUMBERING)


def bare() -> bytes:
    """As writers other than Word make them: no styles, looks given run by run."""
    size = '<w:b w:val="1"/><w:sz w:val="32"/>'
    body = para(run("Overall judgement", size)) + para("The review was sufficient, on the whole.")
    body += para(run("Good practice", '<w:b w:val="1"/>')) + para("The team met every week to talk about risk.")
    return docx(body)


def strict() -> bytes:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{space}" w:conformance="strict"><w:body>{_heading("Strict")}{para("Text.")}'
    main = f"{body}</w:body></w:document>"
    styles = f'<w:styles xmlns:w="{space}">{_STYLES}</w:styles>'
    return _valid("", extra={"word/document.xml": main, "word/styles.xml": styles})


def drawn() -> bytes:
    related = "".join(
        f'<Relationship Id="{n}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for n, kind, target in (
            ("styles", "styles", "styles.xml"),
            ("header1", "header", "header1.xml"),
            ("d", "diagramData", "diagrams/data1.xml"),
            ("c", "chart", "charts/chart1.xml"),
            ("p", "image", "media/image1.png"),
        )
    )
    said = "".join(
        f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" for text in ("Refer", "Assess", "Plan")
    )
    points = "".join(f"<c:v>{text}</c:v>" for text in ("Visits", "3", "5"))
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="P" descr="Map of the area"/><a:blip r:embed="p"/>'
    )
    body = para("Before", '<w:r><w:drawing><dgm:relIds r:dm="d"/></w:drawing></w:r>') + para("After")
    body += para(f"{picture}</wp:inline></w:drawing></w:r>", "The map.")
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    return _valid(
        body + _SECTION,
        header1=para(mark),
        extra={
            "word/_rels/document.xml.rels": RELS.format(related),
            "word/diagrams/data1.xml": f"<dgm:dataModel {SPACES}>{said}</dgm:dataModel>",
            "word/diagrams/drawing1.xml": f"<dgm:drawing {SPACES}>{said}</dgm:drawing>",
            "word/charts/chart1.xml": f"<c:chart {SPACES}><c:strCache>{points}</c:strCache></c:chart>",
        },
    )


def outside() -> bytes:
    links = {"image": "https://example.org/seen.png", "attachedTemplate": "file:///C:/review.dotm"}
    links["hyperlink"] = "https://example.org/"
    related = "".join(
        f'<Relationship Id="{kind}" Type="{RELATIONSHIPS}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind, target in links.items()
    )
    fetched = '<w:fldSimple w:instr="INCLUDETEXT &quot;https://example.org/more.docx&quot;"/>'
    body = para("Text of the file.") + para(fetched)
    return _valid(body, extra={"word/_rels/document.xml.rels": RELS.format(related)})


def regional() -> bytes:
    """Headings as regions write them: capitals, bold lines and numbers instead of styles."""
    said = "The practitioner saw him each week and wrote down what was said and what was agreed."
    lines = ["PART C - How we managed risk", "3.1 Assessment of risk", "3.2 What the plan said"]
    body = para(run(lines[0], "<w:b/>")) + para(said)
    return _valid(
        body + "".join(para(line) + para(said) for line in lines[1:]) + para("1. one") + para("2. two")
    )


MADE: dict[str, Callable[[], bytes]] = {
    f"word-{made.__name__}.docx": made
    for made in (
        plain,
        tracked,
        hidden,
        boxes,
        tables,
        notes,
        controls,
        lists,
        bare,
        strict,
        drawn,
        outside,
        regional,
    )
}
"""The specimens by the name of their file."""
