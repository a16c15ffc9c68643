"""The process of the command line starts quickly, and finds what every other finds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli import main

if TYPE_CHECKING:
    import pytest

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.*"))


def test_a_process_of_its_own_reports_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """It loads the encoder ahead, and of libraries only what is used."""
    check = ["check", *map(str, SEEDS), "--format", "json"]
    main(check)
    command = [sys.executable, "-m", "framing", *check]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (capsys.readouterr().out, "")


def test_a_check_loads_no_web_client_and_no_corpora() -> None:
    code = f"""import sys
from framing.cli import main, quick
quick.start()
main(["check", {str(SEEDS[0])!r}, "--format", "json", "--exit-zero"])
print(sorted({{"requests", "typer", "nltk.corpus", "nltk.tokenize.casual"}} & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_library_that_is_there_already_stays_whole() -> None:
    code = """import nltk, spacy
from framing.cli import quick
quick.start()
import nltk.corpus
assert callable(spacy.info) and callable(nltk.corpus.LazyCorpusLoader)"""
    subprocess.run([sys.executable, "-c", code], check=True)
