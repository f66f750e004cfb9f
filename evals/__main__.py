"""The evals' command line: record, checks, detect, bench, reading, pictures; and those in ``commands``.

Comes in: arguments. Goes out: recordings, counts on standard output, exit status 0 when whole, 1 when some
requests were not answered or the gate does not hold, 2 when nothing could be done.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AssistantError
from assistant.pipeline.reading import checked, read_review
from evals import commands
from evals.changes import versions
from evals.gold import GoldError, load
from evals.record import RECORDED_MODEL, REPLAYED_AT, Asked, Recorded, record
from evals.sets import GOLD, chosen, files_of

SAMPLE = "saltmarch"

app = typer.Typer(
    name="evals",
    help="Gold reviews, recordings and figures: know before you change the model.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

app.command("run")(commands.run)
app.command("compare")(commands.compare)
app.command("report")(commands.report)
app.command("list")(commands.list_reviews)

Name = Annotated[str, typer.Argument(help="The gold review: the name of a folder in evals/gold.")]
BaseUrl = Annotated[str, typer.Option(help="Address of the endpoint, with /v1.")]
Model = Annotated[str, typer.Option(help="The model's name there.")]
Key = Annotated[str, typer.Option(help="The endpoint's key, if it wants one.", envvar="OPENAI_API_KEY")]


@app.command("record")
def record_command(
    name: Name = SAMPLE,
    base_url: BaseUrl = REPLAYED_AT,
    model: Model = RECORDED_MODEL,
    api_key: Key = "",
    changes: Annotated[
        bool, typer.Option("--changes", help="Its contrast pairs and injections that are to be recorded.")
    ] = False,
) -> None:
    """Post every request of a gold review once, and record the replies if all were answered.

    A fresh database, no retries, one request after the other. Requests that the endpoint does not answer are
    counted, and then nothing is written: have them answered and run this again.
    """
    (one,) = chosen([name])
    plain, known, reordered = Asked(one.files, one.gold.intake), None, []
    if changes:
        if not one.recording.is_file():
            raise AssistantError(
                f"{name} is not recorded itself. Record it first: its changes stand beside it."
            )
        known, cassette = (plain, one.recording), one.recording_of_changes
        held = versions([change for change in one.changes if change.recorded])
        asked, reordered = (
            [
                Asked(one.changed(version), one.gold.intake, version.prompts)
                for version in held
                if version.reorders is other
            ]
            for other in (False, True)
        )
    else:
        asked, cassette = [plain], one.recording
    ended: Recorded = record(
        asked, cassette, base_url=base_url, api_key=api_key, model=model, known=known, reordered=reordered
    )
    print(f"{name}: {ended.answered} requests answered, {ended.unanswered} not.")
    print(f"Written: {cassette}" if ended.written else "Nothing was written.")
    raise typer.Exit(0 if ended.written else 1)


class Bench(StrEnum):
    """What can be measured by itself."""

    READING = "reading"
    TOKENS = "tokens"
    OWN_WORK = "own-work"
    VERIFY = "verify"
    DRAFTING = "drafting"
    BROWSER = "browser"


@app.command()
def bench(
    part: Annotated[Bench | None, typer.Argument(help="One part by itself; else all, in turn.")] = None,
) -> None:
    """Measure the assistant's own work, as ratios within one run."""
    from evals.bench import browser, drafting, own_work, reading, tokens, verifying
    from evals.bench.answered import Answered

    if part in (None, Bench.READING):
        for line in reading.measure():
            print(line, flush=True)
    sample = Answered()
    if part in (None, Bench.TOKENS):
        for line in tokens.measure(sample):
            print(line, flush=True)
    if part in (None, Bench.OWN_WORK):
        for line in own_work.measure(sample):
            print(line, flush=True)
    if part in (None, Bench.VERIFY):
        for line in verifying.measure(sample):
            print(line, flush=True)
    if part in (None, Bench.DRAFTING):
        for line in drafting.measure(files_of(GOLD / SAMPLE), load(GOLD / SAMPLE).intake):
            print(line, flush=True)
    if part in (None, Bench.BROWSER):
        for line in browser.measure():
            print(line, flush=True)


@app.command()
def pictures() -> None:
    """Make the pictures of the inspector's guide anew, from the bundled sample (needs chromium)."""
    from evals.pictures import take

    for file in take():
        print(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file, flush=True)


@app.command("detect")
def detect_command() -> None:
    """Count how well text addressed to a machine is told from text to people, on generated sets."""
    from evals.detection.figures import figures, lines

    for line in lines(figures(read_review(files_of(GOLD / SAMPLE)))):
        print(line)


@app.command("checks")
def checks_command(name: Name = SAMPLE) -> None:
    """Count the checks raised on a gold review, right and false, and how many planted faults they find.

    Faults are planted in the sample only, whose names and dates their words use.
    """
    from evals.checks import SEEDS, figures, found, lines
    from evals.checks import load as judged

    intake, review = load(GOLD / name).intake, read_review(files_of(GOLD / name))
    planted = found(review, intake, SEEDS) if name == SAMPLE else {}
    for line in lines(figures(checked(review, intake), judged(GOLD / name)), planted):
        print(line)


@app.command()
def reading(
    files: Annotated[list[Path] | None, typer.Argument(help="Word files; the gold reviews if none.")] = None,
) -> None:
    """Convert Word files with LibreOffice, read every format, and print what is the same as in Word."""
    from evals.reading import compared, converter

    program = converter()
    if program is None:
        raise AssistantError("LibreOffice (soffice) is not on this machine, so nothing can be converted.")
    for file in files or sorted(GOLD.glob("*/review*.docx")):
        for line in compared(file, program):
            print(line)


def main() -> None:
    """Runs the command line; every fault ends as one sentence and status 2."""
    try:
        app()
    except (AssistantError, GoldError, OSError) as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
