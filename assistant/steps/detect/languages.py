"""The commonest of these wordings, "ignore the earlier instructions", in other languages.

Text comes in; places go out. It stands alone because other languages are matched by the stems of two words near
one another and not by the rules for English. A verb alone or a noun alone is no finding.
"""

import re
from collections.abc import Iterator

_NEAR = 80  # characters between the two, in one sentence
_END = re.compile(r"[.!?。！？।\n]\s*")

# French and Portuguese share "ignore" with English, so their nouns must be their own or have an article.
_STEMS = {
    "French": (
        r"\b(?:ignor(?:ez|er|e)|oubli(?:ez|er|e)|néglige[rz]?|ne suive?[zs]? pas|fai(?:s|tes) abstraction)",
        r"(?:les|tes|vos|ces|des|aux|toutes) (?:\w{1,12} )?(?:instructions|consignes|directives|règles)",
    ),
    "German": (
        r"\b(?:ignorier\w{0,3}|vergiss|vergessen|vergesst|missacht\w{0,4}|verwirf|übergeh\w{0,3})",
        r"(?:anweisung|anleitung|vorgabe|instruktion|regeln|befehl)\w{0,4}",
    ),
    "Spanish": (
        r"\b(?:ignor(?:a|ad|e|en|ar)|olvid(?:a|e|en|ar)|descart(?:a|e|ar)|no sigas)",
        r"(?:instrucciones|órdenes|ordenes|reglas|indicaciones|directrices)",
    ),
    "Italian": (
        r"\b(?:ignor(?:a|ate|are|i)|dimentic(?:a|ate|are|hi)|trascur(?:a|ate|are))",
        r"(?:istruzion|regol|direttiv|indicazion)\w{1,2}",
    ),
    "Portuguese": (
        r"\b(?:ignor(?:e|em|ar|a)|esque(?:ça|cer|ce)|desconsider(?:e|ar|a))",
        r"(?:instruções|instrucoes|ordens|regras|diretrizes)",
    ),
    "Dutch": (
        r"\b(?:negeer|negeren|vergeet|vergeten|sla)",
        r"(?:instructies|opdrachten|aanwijzingen|richtlijnen|regels)",
    ),
    "Welsh": (
        r"\b(?:anwybydd\w{1,5}|anghofi\w{1,4}|diystyr\w{1,5})",
        r"(?:(?:g?yfarwydd|cyfarwydd|chyfarwydd)\w{1,6}|(?:g?orchm|ng?orchm)\w{1,8}|rheolau|reolau)",
    ),
    "Polish": (
        r"\b(?:z?ignoruj\w{0,3}|zapomnij\w{0,3}|pomiń\w{0,3}|odrzuć\w{0,3})",
        r"(?:polece|instrukcj|wskazówk|zasad|wytyczn)\w{0,5}",
    ),
    "Romanian": (
        r"\b(?:ignor(?:ă|ați|a)|uit(?:ă|ați))",
        r"(?:instrucțiuni|instructiuni|reguli|comenzi)\w{0,3}",
    ),
    "Turkish": (
        r"\b(?:yok say|görmezden gel|unut|dikkate alma)\w{0,4}",
        r"(?:talimat|yönerge|komut|kural)\w{0,8}",
    ),
    "Russian": (
        r"\b(?:игнориру|проигнорируй|забудь|отбрось)\w{0,4}",
        r"(?:инструкци|указани|правил|команд|распоряжени)\w{0,4}",
    ),
    "Ukrainian": (r"\b(?:ігнору|проігнору|забудь)\w{0,4}", r"(?:інструкці|вказівк|правил|команд)\w{0,4}"),
    "Arabic": (
        r"(?:تجاهل|انس|اهمل|أهمل)\w{0,3}",
        r"(?:التعليمات|تعليمات|الأوامر|الاوامر|القواعد|الإرشادات)\w{0,3}",
    ),
    "Urdu": (r"(?:نظر انداز|بھول)", r"(?:ہدایات|احکامات|قواعد)"),
    "Hindi": (r"(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल)", r"(?:निर्देश|नियम|आदेश)"),
    "Chinese": (r"忽略|无视|無視|忘记|忘掉|不要理会", r"指令|指示|说明|說明|规则|規則|提示词"),
    "Japanese": (r"無視|忘れ|従わない", r"指示|命令|指令|ルール"),
    "Korean": (r"무시|잊어", r"지시|명령|규칙|지침"),
}
_RULES = [(language, re.compile(verb), re.compile(noun)) for language, (verb, noun) in _STEMS.items()]


def foreign(text: str) -> Iterator[tuple[str, int, int]]:
    """Language and half-open place of each wording, in the order of the languages above."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters change their number in lower case; places would be off
        lower = text
    for language, verb, noun in _RULES:
        for match in verb.finditer(lower):
            start, end = match.span()
            after = noun.search(_END.split(lower[end : end + _NEAR], maxsplit=1)[0])
            if after:
                yield language, start, end + after.end()
            elif noun.search(_END.split(lower[max(0, start - _NEAR) : start])[-1]):
                yield language, start, end
