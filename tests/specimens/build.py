"""Makes the Word specimens, and what LibreOffice makes of them, anew: ``python -m tests.specimens.build``.

Run from the root; files go into this folder. LibreOffice dates what it saves, so its files differ from one
build to the next; those made by hand do not.
"""

import subprocess
import tempfile
from pathlib import Path

from tests.specimens.made import MADE

HERE = Path(__file__).parent
SAVED_AGAIN = ("plain", "tracked", "boxes", "tables", "notes", "lists")
CONVERTED = {"pdf": "pdf", "odt": "odt", "txt": "txt:Text (encoded):UTF8"}


def convert(source: Path, form: str, folder: Path) -> Path:
    """What LibreOffice makes of that file in that form, in that folder."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / f"{source.stem}.{form.split(':')[0]}"


def build() -> None:
    """All specimens, made anew."""
    for name, made in MADE.items():
        (HERE / name).write_bytes(made())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in SAVED_AGAIN:
            odt = convert(HERE / f"word-{name}.docx", "odt", folder)
            saved = convert(odt, "docx:MS Word 2007 XML", folder)
            (HERE / f"word-{name}-libreoffice.docx").write_bytes(saved.read_bytes())
        for suffix, form in CONVERTED.items():
            made = convert(HERE / "word-plain.docx", form, folder)
            (HERE / f"word-plain.{suffix}").write_bytes(made.read_bytes())
    text = (HERE / "word-plain.txt").read_text("utf-8-sig")
    (HERE / "word-plain-windows.txt").write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
    (HERE / "word-plain-utf16.txt").write_bytes(text.encode("utf-16"))


if __name__ == "__main__":
    build()
