"""The words by which headings name the parts of a review.

Data only, and apart from the matching, because it grows with every region whose reviews we see. All of it is
matched on headings in lower case, without their numbers.
"""

import re
from typing import TypeAlias

from assistant.domain.review import Part

Wording: TypeAlias = tuple[tuple[Part, re.Pattern[str]], ...]


def _wording(*pairs: tuple[Part, str]) -> Wording:
    return tuple((part, re.compile(pattern)) for part, pattern in pairs)


LOOSE = _wording(
    (Part.CHRONOLOGY, r"chronolog|\bdiary\b|story of (the|this)|history of (contact|supervision)"
        r"|\btimeline|sequence of events|(significant|key|main) (events|dates)|what happened"
        r"|(summary of|course of) (the )?events|events leading|how (the case|things|events) unfolded"
        r"|(narrative|account|log|record) of (events|contacts?)|\b(event|contact) log\b|^events\b"),
    (Part.GLOSSARY, r"glossary|abbreviations|acronyms|(terms|words) (we )?use[d]?\b|list of terms"
        r"|(explanation|meaning) of (the )?(terms|words)|what (the|these|our) (words|terms) mean"
        r"|^key terms|jargon|definitions|terminolog|(terms|words|language) explained|key to (the )?terms"),
    (Part.ACTION_PLAN, r"action plan|(planned|agreed|proposed|improvement|learning) actions\b"
        r"|^(the )?actions\b(?! taken)|(improvement|learning|delivery improvement) plan\b"
        r"|plans? (of action|for (improvement|change))|^smart actions|improvements (we|to be)"
        r"|^recommendations|(learning|findings) and recommendations|next steps|what happens next"
        r"|what (we|the region|probation) (will|are going to) (do|change)|^what will change"),
    (Part.GOOD_PRACTICE, r""
        r"(good|creative|innovative|notable|effective|positive|best|commendable|exemplary|strong) practice"
        r"|practice (worth|of note|to (be )?(share|commend))|good work|\bcommend(ed|able|ations?)"
        r"|what (went|worked|was done|we did|(did )?staff (did|do)) well|^(areas of |key )?strengths"
        r"|(work|practice) (that was )?done well|anything .*\bwell$"
        r"|positive(s| findings)$|strengths$|positive aspects"),
    (Part.PARALLEL_REVIEWS, r"parallel|multi-agency reviews|\binquests?\b"
        r"|(domestic homicide|serious case) review|safeguarding (adults? |practice )?review"
        r"|(other|related|linked|concurrent|associated) (\w+ )?"
        r"(reviews|investigations|inquiries|enquiries|processes|proceedings)"
        r"|(reviews|investigations|inquiries) by (other|partner)|child (safeguarding )?practice review"
        r"|concurrent .*(reviews|investigations|inquiries)|(anyone|anybody|who) else (is )?looking (into|at)"),
    (Part.STAFF_INTERVIEWED, r"interviewe(d|es)\b"
        r"|interviews?( (held|with|undertaken|conducted|carried out)|$)"
        r"|(who|people|persons|staff|those|colleagues|practitioners) ((i|we) )?(spoke|talked|met)"
        r"|conversations with staff|staff (involved|who worked|who contributed|contributing)"
        r"|(those|people|staff) (spoken|talked) to|who did (i|we) (talk|speak|meet)"
        r"|interview schedule|(staff|persons|people|those) consulted|^contributors"),
    (Part.OVERALL_JUDGEMENT, r"overall(?! risk)|conclu(sion|d)|judgements? (on|of|about)(?! (risk|need))"
        r"|our judgements?$|summary of (key |main )?(findings|judgements?)|summary and findings"
        r"|closing (observations|remarks|reflections)|\bdo enough$|^what should have happened$"
        r"|sufficiency of practice|was all reasonable action taken|final analysis|final judgements?"),
    (Part.CASE_DETAILS,
        r"(?<!other )case (details|synopsis|summary|information|overview|background|history|profile|outline)"
        r"|about (the case|mr|mrs|ms|miss|him|her|the person)\b|^(the )?case$|pen picture"
        r"|(details|summary|overview) of (the )?(case|person|sentence)"
        r"|(sentence|offence|offender|personal|service user) details|profile of|^who is\b|demographic"
        r"|(index|current) offence|\bbackground\b(?! to (this|the) review)"
        r"|(sentence|licence|order) (and \w+ )?information|^(case )?history|^diversity"
        r"|personal circumstances|(offending|criminal) history"
        r"|^(the )?person (on probation|under supervision|and (the|his|her) (order|sentence|licence))$"
        r"|basic (case )?information|case at a glance"
        r"|^the (order|sentence|licence) and (the|this|its) (person|man|woman)\b"
        r"|^key facts|^the individual$|^(current|index) (sentence|order)|^particulars\b"),
)  # fmt: skip
"""What is not a phase of the work, in the order in which it is looked for."""

PHRASES = _wording(
    (Part.REVIEWING, r"under review|re-?assess"
        r"|review(ing)? (of )?(the )?(progress|risk|case|circumstances|plans?|assessments?)\b"
        r"|review of (the |his |her )?(risk |sentence |initial )?(progress|assessment|plan|case|risk)"
        r"|(respon[ds]\w+|reacti\w+|adapt\w+) to (changes?|changing|new)"
        r"|when (things|circumstances|risk)s? changed|changes? (in|of) (risk|circumstances)"
        r"|\b(keep|keeping|kept) (track|up|sight)\b(?! to date)|change[sd]?\b.*\brespond"
        r"|^(formal|case) reviews?$|(kept|keep|keeping) (the |his |her )?(\w+ ){0,3}(up to date|review)"
        r"|\bhow .*\breviewed\b|\blook(ed|ing)? again$|reviews? of (the )?work"),
    (Part.IMPLEMENTATION, r"\b(implementation|delivery) of\b|\b(implement|deliver)(ing|ed)? the\b"
        r"|putting .*\bpractice|\b(carr(ied|ying) out|worked|in practice|in action)\b"
        r"|\bhow .*\b(managed|supervised|delivered|implemented)\b"
        r"|\bplans? (was |were )?(delivered|followed)|^did (we|staff) do what|putting .*\baction\b"),
    (Part.PLANNING, r"risk management plan|\b(sentence|release|contingency|safety|resettlement) plan"
        r"|\bhow .*\bplann|\bplan(s|ned|ning)? (made|for|to)\b|\bintended\b|prepar\w+ for release"),
)  # fmt: skip
"""Wordings of a phase that hold another phase's word: "Review of the assessment" is of reviewing."""

PHASES = _wording(
    (Part.REVIEWING, r"\breviewing\b(?! manager)|^reviews?$|\bmonitoring\b|\b(we|staff) review(ed)?\b"),
    (Part.ASSESSMENT, r"(?<!re)(?<!re-)assess"
        r"|\bunderst(and|ood|anding)\b.*\b(risk|need|case|person|him|her|mr|ms)"
        r"|\bknow(ing|n|ledge)?\b.*\brisk|\b(identif|recogni[sz])\w+\b.*\b(risk|harm|need)"
        r"|judgement of (risk|need)|\b(risks?|needs?)\b.*\b(identified|understood|known)\b"
        r"|^what (did )?(we|staff|probation) kn[eo]w$|^what was known$"
        r"|\banalysis of risk|\brisks?\b.*\b(weighed|judged|rated)\b"),
    (Part.PLANNING, r"\bplan(s|ning|ned)?\b"),
    (Part.IMPLEMENTATION, r"\bimplement|\bdeliver(y|ing|ed)\b(?! unit)"
        r"|\b(we|was|were|case|risk) (managed|supervised)\b|\bmanaged (the|risk)"
        r"|\b(managing|supervising)\b|^working with (mr|mrs|ms|miss|him|her|the person)\b"
        r"|\binterventions?\b|management of (the|risk)|\bcase management\b|\bmanagement in the community"
        r"|^(community |early |induction and early )?supervision\b(?! (of|for) (staff|practitioners))"
        r"|\b(enforcement|compliance)\b|^deliver\b"
        r"|^what (we|staff|probation) did$|^what did (we|staff|probation) do$"),
)  # fmt: skip
"""Words of a phase; the first in the heading names it."""

PLAIN = _wording(
    (Part.CASE_DETAILS, r"case (details|summary)"),
    (Part.STAFF_INTERVIEWED, r"staff (interviewed|interviews)|interviews|people interviewed"
        r"|those (spoken|talked) to"),
    (Part.PARALLEL_REVIEWS, r"(parallel|other) (reviews|processes)"),
    (Part.CHRONOLOGY, r"chronology( of (key |significant )?events)?|timeline"),
    (Part.ASSESSMENT, r"(risk |initial |pre-sentence )?assessments?"),
    (Part.PLANNING, r"(sentence |risk management )?planning"),
    (Part.IMPLEMENTATION, r"implementation|delivery|implementation and delivery|management of risk"),
    (Part.REVIEWING, r"reviewing|reviews?"),
    (Part.OVERALL_JUDGEMENT, r"overall judgements?|(overall )?conclusions?"),
    (Part.GOOD_PRACTICE, r"(areas of )?good practice|strengths"),
    (Part.ACTION_PLAN, r"(sfo )?action plan|planned actions|recommendations"),
    (Part.GLOSSARY, r"glossary( of terms)?|abbreviations|acronyms"),
)  # fmt: skip
"""A part's plain name and nothing else: what starts a part even below another, or as the second of two."""

STAGE = re.compile(
    r"^(the )?plans?$"
    r"|\b(assessment|planning|implementation|delivery|reviewing|review) (stage|phase)\b"
    r"|\bthe plan (did|does|was|came|should|could|left|held|said)\b|\b(contributed to|behind|made) the plan\b"
)
"""A sub-section whose heading says so is of that phase, though it stands below the heading of another."""
