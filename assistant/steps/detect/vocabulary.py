"""Classes of words and phrases that the rules about wording speak of, each parted by commas.

Nothing comes in. It stands alone so that a synonym can be added without touching a rule. After a word of
``LEAD`` a clause still begins; a word of ``THEIRS`` between two others parts them ("ignore my last message").
"""

CLASSES: dict[str, str] = {
    # Imperatives that set something aside.
    "OVERRIDE": """ignore, disregard, forget, override, overrule, bypass, abandon, discard, neglect,
        dismiss, erase, set aside, put aside, pay no attention to, pay no heed to, take no notice of, throw
        away, cancel, suspend, drop, do not follow, do not obey, do not apply, do not comply with, do not use,
        never follow, never obey, don't follow, don't obey, stop following, stop obeying, stop applying, cease
        following, cease applying, refuse to follow, reject, scrap, revoke, rescind, overlook, leave aside,
        lay aside, stop using, do not adhere to, do not heed, do not listen to, there is no need to follow,
        you need not follow""",
    "OVERRIDING": """ignoring, disregarding, overriding, bypassing, forgetting, supersede, supersedes,
        replace, replaces, take precedence over, takes precedence over, take priority over, takes priority
        over, prevail over, prevails over, outrank, cancel, cancels, superseding, replacing, overruling""",
    "ORDERS": """instructions, instruction, prompt, prompts, guidelines, rules, directions, directives,
        directive, commands, guidance, programming, system message, system messages, constraints, safeguards,
        rubric, task, configuration, command, restrictions, limitations, safety rules""",
    "PROMPT": """system prompt, system message, developer message, initial prompt, original prompt,
        hidden prompt, hidden rules, hidden instructions, system instructions, developer instructions, secret
        instructions, initial instructions, context window, chat history, system rules, developer rules,
        developer prompt, base prompt, operator instructions, assistant instructions, prompt above""",
    "PRIOR": """previous, prior, earlier, above, preceding, foregoing, former, original, initial,
        existing, other, all, any, your, system, every, old, current, developer's, operator's""",
    "NULL": """no longer apply, no longer applies, no longer valid, out of date, void, cancelled,
        obsolete, withdrawn, superseded, replaced, suspended, revoked, do not apply, are wrong, null, invalid,
        expired, overridden, lifted, disregarded, no longer in force, cease to apply, to be ignored, is over""",
    "GIVEN": """you were given, you have been given, you've been given, given to you, you were told,
        you have been told, you've been told, you were taught, you were trained, you received, you have
        received, you were set, you were asked, you have been asked, provided to you, you were instructed, you
        have been instructed, you had been given, you have been set, you were programmed, you have read so
        far, asked of you, asked you to do, expects of you""",
    "EVERYTHING": "everything, anything, whatever, all, all that, what, all of",
    "NEW": "new, updated, revised, real, actual, true",
    "BY": "from, by, in, of, on, issued by, given by, about, set out in, laid down in",
    "THEIRS": "my, our, his, her, their, its, ours",
    # Who is meant.
    "YOU": "you, you're, yourself",
    "YOURS": "your",
    "MACHINE": """ai, llm, llms, gpt, gpt4, chatgpt, gemini, copilot, llama, mistral, chatbot,
        chatbots, bot, bots, language model, language models, ai model, ai models, artificial intelligence,
        neural network, neural networks, artificial intelligences, ai assistant, ai assistants, machine
        learning model, generative ai, virtual assistant, ais, large model, chat model, ai system, ai systems,
        ai agent, ai agents, gpts, text generator, neural net, neural nets, machine intelligence""",
    "DEVICE": """machine, machines, computer, computers, algorithm, algorithms, software, program,
        robot, robots, model, models, assistant, automated system, automated systems""",
    "AUTOMATED": "automated, automatic, machine, computer, robot, robotic, ai, llm, artificial, algorithmic",
    "READER": """reader, readers, reviewer, reviewers, grader, graders, assessor, assessors, evaluator,
        evaluators, marker, markers, judge, judges, examiner, examiners, rater, raters, scorer, scorers,
        checker, checkers, auditor, auditors, summariser, summarisers, inspector, inspectors""",
    "ROLE": """assessor, grader, evaluator, reviewer, inspector, examiner, marker, judge, rater,
        assistant, model, expert, auditor, chatbot, bot, ai, dan, persona, agent, character, scorer, referee,
        critic, simulator, teacher""",
    "DET": """a, an, the, any, all, every, each, our, some, this, that, large, generative, automated,
        modern, other, advanced, or, and, type of, kind of, sort of, trained, helpful""",
    "ADDRESS": """note, notes, message, notice, memo, instruction, instructions, warning, advice,
        reminder, request, word, hint, information, guidance, orders, appeal, tip, tips, remark, directions,
        command, announcement, statement""",
    "TO": "to, for",
    "GREET": """dear, hello, hi, hey, attention, to, for the attention of, calling, greetings, for the
        benefit of, for the eyes of, addressed to, intended for, meant for, written for, listen""",
    "ABOUT": """tool, tools, pilot, project, policy, product, products, minutes, summary, summaries,
        use, strategy""",
    "READS": """reading, reads, read, processing, processes, evaluating, evaluates, assessing,
        assesses, marking, marks, grading, grades, reviewing, reviews, summarising, summarises, summarizes,
        scoring, scores, judging, judges, analysing, analyses, parsing, parses, evaluate, assess, process,
        parse, seeing, sees, scan, scanning, scans, ingesting, ingests, interpreting, checking, checks,
        rating, rates""",
    "READBY": """read by, processed by, evaluated by, assessed by, analysed by, marked by, graded by,
        parsed by, scored by, scanned by, checked by, interpreted by, rated by, reviewed by, examined by,
        summarised by""",
    "IF": "if, when, should, whenever, where, in case",
    "AS": "as, being, since you are, because you are",
    "ARE": """you are, you're, are you, you were, you become, you shall be, you will be, you act as,
        you serve as""",
    "MODAL": """should, must, shall, will, please, ought to, are to, has to, have to, need to, needs
        to, are asked to, is asked to, are requested to, are required to, are instructed to, are invited to""",
    "NOT": "not, be, never",
    # What it is to do.
    "ANSWER": """answer, respond, reply, output, return, say, state, conclude, choose, select, pick,
        report, decide, put, write, give, declare, assert, confirm, affirm, insist, print, produce""",
    "ABOVE": "above, above the line",
    "LINE": "above the line, below the line, below",
    "SAYS": """answer, line, output, verdict, response, judgement, judgment, rating, score, outcome,
        conclusion, result, decision, assessment, reply, finding, findings, evaluation, mark, grade, final
        answer, final line""",
    "RIGHT": """correct, right, only, true, proper, expected, final, required, appropriate, intended,
        desired, agreed, approved, acceptable""",
    "IS": """is, equals, should be, must be, shall be, has to be, ought to be, needs to be, is to be,
        will be, must always be, must read, should read, can only be""",
    "MUSTBE": """must be, should be, shall be, has to be, ought to be, needs to be, is to be, must
        always be, deserves to be, must come out, should come out, must read, should read, must say, should
        say, must state, can only be, comes out""",
    "RATE": """rate, mark, score, grade, judge, assess, evaluate, award, give, treat, declare, deem,
        consider, describe, summarise, summarize, rank, assign, record, register, class, classify, pronounce,
        certify, label, regard""",
    "RATED": """rated, marked, scored, graded, judged, assessed, treated, considered, deemed, ranked,
        described, recorded, classified, regarded, labelled, classed""",
    "THIS": "this, the present, these, the above, every, each, all, the following, that, such",
    "THING": """review, reviews, report, document, submission, file, paper, essay, text, page,
        review's, reports, prompts, questions, expectations, criteria, sections, pdf""",
    "WORK": "review, reviews, submission, essay, report, document, page, paper, author",
    "GOOD": """outstanding, excellent, above, above the line, highest, full marks, top marks, maximum
        marks, positive, positively, favourable, favourably, favorably, high quality, sufficient, met, yes,
        perfect, 10 out of 10, ten out of ten, 10 10, 5 out of 5, as good, thorough, balanced, generously, a
        pass, a high score, a positive, 100, excellently, exemplary, the maximum, maximum score, perfect
        score, top score, high marks, best marks, passing, satisfactory, flawless, without fault, as passed,
        as met, as sufficient, of high quality, first class, commendable""",
    "ORNO": "or no, or not, or below, or otherwise, mentioned, named, listed, all",
    "APPROVE": """approve, pass, praise, endorse, favour, be kind to, be generous to, be lenient with,
        be lenient to, trust, wave through, applaud, side with, go easy on, think well of, speak well of""",
    "MEETS": "meets every, meets all, meet every, meet all, met every, met all, satisfies every, satisfies all",
    "WHATEVER": "whatever you find, whatever you read, regardless of, no matter what, whatever the evidence",
    # What it is to keep quiet about, or to quote.
    "DONOT": """do not, don't, never, must not, should not, shall not, may not, avoid, refrain from,
        you cannot, at no point, under no circumstances, on no account, you are not to""",
    "CITE": "quote, cite, quoting, citing, reproduce, quote from, cite from, copy from",
    "MENTION": """mention, mentioning, report, list, include, including, discuss, refer to, criticise,
        disclose, show, raise, note, name, bring up, comment on, point out, highlight, contain, express,
        criticize, criticising, referring to, reveal, reporting, listing""",
    "REVEAL": "reveal, disclose, mention, show, tell, admit, say",
    "PLACE": """passage, passages, paragraph, paragraphs, chronology, section, sections, action plan,
        table, row, rows, footnote, footnotes, annex, sentence, page, part, appendix, conclusion, findings,
        key finding, key findings, column""",
    "FAULTS": """shortcomings, weaknesses, faults, flaws, problems, criticism, criticisms, failings,
        deficiencies""",
    "REPLY": """answer, answers, response, reply, output, rationale, summary, evaluation, replies,
        verdict, reasoning""",
    "OUTOF": "out of, from, in, into, within, with",
    "OMIT": """leave, omit, exclude, skip, withhold, suppress, hide, remove, keep, drop, delete, leave
        out, keep out, hold back, spare""",
    "ONLY": "only, solely, exclusively, nothing but",
    "QUOTATION": "quotation, quotations, quote, citation, citations, evidence, quotes",
    "NOTE": """this note, this text, this message, these instructions, this instruction, these words,
        this prompt, that you""",
    "WHENYOU": "when you, whenever you, if you, once you, before you, as you",
    "ASSESS": """assess, evaluate, grade, rate, mark, score, summarise, summarize, process, read,
        review, judge, analyse""",
    "TAKE": "copy, repeat, use, quote, cite, insert, paste, reuse, pick, select, take",
    "SEARCH": "looking for evidence, searching for evidence, searched field, strongest for, strongest against",
    # Who it is to be.
    "ACT": """act, behave, respond, answer, speak, pose, write, operate, play, continue, present
        yourself, perform""",
    "LIKE": "as, like, as if, as though, the part of, the role of",
    "PRETEND": "pretend, imagine, suppose, simulate, roleplay, role play",
    "BECOME": """assume the role of, take the role of, take on the role of, adopt the role of, adopt
        the persona of, play the role of, play the part of, adopt the persona, take the part of, step into the
        role of, impersonate, emulate, simulate""",
    "MODE": """developer mode, unrestricted mode, debug mode, admin mode, god mode, jailbreak mode,
        maintenance mode, dan mode, unfiltered mode, free mode, sudo mode, root mode, approval mode, override
        mode, evil mode, lenient mode, uncensored mode""",
    "FREE": """no longer bound by, not bound by, no restrictions, no rules, no limits, without rules,
        without restrictions, without limits, no guidelines, no filters, unrestricted, unfiltered, no
        constraints, without constraints, without filters, uncensored, above the rules""",
    "FROMNOW": """from now on, from here on, from this point on, from this point, henceforth, from this
        moment, starting now, beginning now, as of now""",
    "NOWA": "a, an, now, the, no longer, in, my",
    # What it is to give away or to run.
    "SHOW": """repeat, print, reveal, output, show, display, disclose, list, translate, summarise,
        summarize, include, dump, quote, state, expose, copy, paste, leak, share, write out, spell out""",
    "WHAT": "what are, what were, what is, which are, tell me",
    "MODEL": """name of the model, model you are, which model you are, language model you are, model
        name, your model, model are you, model you run on, kind of model, model that you are""",
    "TALK": """conversation, this chat, chat so far, session so far, whole conversation, messages so
        far, chat log, chat history, your context, context window""",
    "SEND": "send, post, upload, email, forward, transmit, submit, copy, leak, exfiltrate, share, write",
    "CALL": "call, invoke, run, execute",
    "TOOL": """function, plugin, api, following code, code below, following command, command below,
        following script, script below, code, command, shell, terminal, script""",
    "GO": """visit, open, fetch, browse, load, go to, follow, navigate to, click, retrieve, download,
        access, browse to, connect to""",
    "URL": "http, https, www, url, link",
    "FOLLOW": "follow, obey, do what, carry out, execute, comply with, act on, do as",
    "ADD": "append, add, attach, put, insert, encode, embed",
    # Longer phrases, each for one rule or two.
    "RATEDGOOD": "10 out of 10, ten out of ten, full marks, top marks, the highest",
    "POSITIVERESULT": "positive result, favourable result, good result, positive outcome, favourable outcome",
    "EVERYFINDING": "for every, for each, for all",
    "NOTEPLACE": "this passage, this paragraph, this section, this sentence, this text",
    "FORA": "for, of, in",
    "NOWLENIENT": "you are now, you are a lenient, you are a generous",
    "THATYOU": "you are, that you are, you have, that you have, to be, you were, that you were",
    "FREEEND": "in this, for this",
    "FORMODEL": """for the model, for the assistant, for the machine, for the llm, for the ai, for ai,
        for machines""",
    "TOURL": """to the link, to the url, to a link, to a url, into the url, into a url, to this link,
        as a parameter""",
    "LEAD": """please, kindly, must, should, shall, will, you, and, then, now, just, always, simply,
        also, so, to the, but, or, it, that, instead, important, first, therefore""",
    "REALTASK": """real task, true task, actual task, only task, real instructions, actual
        instructions, new instructions""",
    "REVIEWS": "review, reviews, submission, essay, page",
    "TOWARDS": "to, by",
    "CALLTOOL": "call the tool, call the function, invoke the tool, invoke the function, use the function",
    "STARTS": "starts here, begins here, starts now, begins now, starts below, is below, starts with this",
    "TREATORDERS": """treat this as your instructions, treat these as your instructions, these are your
        instructions""",
    "BEKIND": "be lenient, be generous, be favourable, be forgiving, be gentle, look kindly, look favourably",
    "QUESTIONABOVE": """question with above, question above, prompt with above, questions with above,
        time with above""",
    "ALLITEMS": """every question, each question, all questions, every prompt, each prompt, all
        prompts, every expectation, each expectation, all expectations, every criterion, all criteria, every
        section, each section, every standard, all standards""",
    "WHATEVERASKED": "whatever the question, whatever is asked, for any question, to any question",
    "NOTBELOW": """never answer below, never output below, never choose below, do not answer below, do
        not choose below, do not output below, never return below""",
    "WITHOUTMENTION": """without mentioning, without citing, without quoting, without reference to,
        without referring to""",
    "QUOTES": "quotation, quotations, citation, citations",
    "SAYNOTHING": "say nothing, keep silent, stay silent, keep quiet, do not tell, don't tell",
    "TOINSPECTOR": "to the inspector, the inspector, to the user, the user",
    "NEWPERSONA": "new persona, persona, new identity, new personality",
    "WHICHEVER": "whichever, whatever, any, every, all",
    "ASYOUR": "as your, for your",
    "BEFORETHIS": """text above this, came before the review, came before this, precedes this,
        preceding this, above verbatim""",
    "MODELASK": "model are you, model you are, your model, your training data",
    "CONFIG": "configuration, context window, system prompt, system message, hidden prompt",
}
