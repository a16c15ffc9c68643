"""The page about an archive: figures that can be checked by hand, honest about small numbers, safe, always the same."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_archive import made_archive, story, voice
from test_html_report import Tree

from framing.archive.query import opened_archive
from framing.archive.records import Rejected
from framing.archive.report import archive_page
from framing.archive.report.measures import MOST, Whole
from framing.archive.report.sources import heard
from framing.cli import main
from framing.errors import ArchiveError

PICTURES = Path(__file__).parents[1] / "docs" / "images"
AXE = next(Path(__file__).parents[1].glob("node_modules/axe-core/axe.min.js"), None)
NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e&amp;</td>'


def rows(page: str, table: str) -> dict[str, str]:
    """The text of each row of a table by the name that heads it."""
    section = page[page.index(f'aria-labelledby="{table}"') :].partition("</section>")[0]
    found = re.findall(r"<tr role=\"row\"[^>]*>(.*?)</tr>", section, re.DOTALL)
    texts = [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", row, flags=re.DOTALL).split()) for row in found]
    return {re.split(r" Stories| official| expert", text)[0]: text for text in texts}


def test_figures_are_ratios_of_sums(tmp_path: Path) -> None:
    made = [story(number, markers=4 if number < 10 else 0, own_words=100 + number) for number in range(40)]
    page = archive_page(made_archive(tmp_path / "scan", made))
    assert "<b>8.4</b>" in page
    assert "40 marks of loaded wording in 4,780 words of the outlet’s own" in page
    assert "<b>25.0%</b>" in page
    assert "40 of 160 numbers that need a source" in page
    assert "<b>50.0%</b>" in page


def test_desks_and_months_have_figures_of_their_own(tmp_path: Path) -> None:
    made = [
        story(number, desk="sport" if number < 20 else "city", numbers_without_source=3 if number < 20 else 1)
        | {"date": date(2024, 1 + number % 2, 9)}
        for number in range(60)
    ]
    page = archive_page(made_archive(tmp_path / "scan", made, parts=7))
    assert "Numbers without a source 75%" in rows(page, "by-desk")["sport"]
    assert "Numbers without a source 25%" in rows(page, "by-desk")["city"]
    assert re.search(r'<th scope="row">Feb 2024</th><td class="n">30</td>.*?<td class="n">42%</td>', page, re.DOTALL)


def test_few_stories_are_shown_as_such(tmp_path: Path) -> None:
    made = [story(number, author="Ann Roe" if number < 9 else "Bo Poe") for number in range(40)]
    found = rows(archive_page(made_archive(tmp_path / "scan", made)), "by-author")
    assert found["Ann Roe"].count("too few: 9 stories") == 3
    assert "%" not in found["Ann Roe"]
    assert "Framing density 10.0" in found["Bo Poe"]


def test_authors_stand_by_name_whatever_their_figures(tmp_path: Path) -> None:
    names = ["Zoe Ash", "adam Bell", "Élan Roe", ""]
    made = [story(number, author=names[number % 4], markers=number % 4) for number in range(80)]
    page = archive_page(made_archive(tmp_path / "scan", made))
    assert [*rows(page, "by-author")][1:] == ["All stories", "adam Bell", "Zoe Ash", "Élan Roe", "no author given"]
    assert "never ranked" in page
    assert "Zoe Ash" not in archive_page(tmp_path / "scan", authors=False)


def test_many_authors_are_told_apart_up_to_a_point(tmp_path: Path) -> None:
    made = [story(number, author=f"Writer {number % (MOST + 5):03}") for number in range(10 * (MOST + 5) + 1)]
    page = archive_page(made_archive(tmp_path / "scan", made))
    found = rows(page, "by-author")
    assert len(found) == MOST + 3
    assert found["5 other authors together"].startswith("5 other authors together Stories 50")


def test_an_archive_without_dates_desks_or_authors_has_a_page(tmp_path: Path) -> None:
    made = [story(number, date=None, desk="", author="") for number in range(20)]
    page = archive_page(made_archive(tmp_path / "scan", made))
    assert "No story has a date" in page
    assert "no desk given" in rows(page, "by-desk")
    assert Tree(page).named("svg")


def test_a_month_with_few_stories_breaks_the_line(tmp_path: Path) -> None:
    days = [date(2024, month, 1) for month in (1, 2, 3, 5, 6) for _ in range(10)] + [date(2024, 4, 1)] * 3
    page = archive_page(made_archive(tmp_path / "scan", [story(n, date=day) for n, day in enumerate(days)]))
    assert page.count('class="line"') == 2 * 3
    assert page.count('class="dot" cx') >= 5 * 3
    assert "too few: 3 stories" in page


@pytest.mark.parametrize(
    "spellings, words",
    [
        (["Ann Roe", "the Ann Roe", "ANN ROE", "Ann  Roé"], 40),
        (["U.S. Treasury", "US Treasury", "the U.S. Treasury"], 30),
        (["Bank of Norvale"], 10),
        (["NASA"], 10),
    ],
)
def test_names_join_whatever_their_spelling(tmp_path: Path, spellings: list[str], words: int) -> None:
    voices = [voice(number, name, 10) for number, name in enumerate(spellings)]
    made_archive(tmp_path / "scan", [story(number) for number in range(20)], voices)
    with opened_archive(tmp_path / "scan") as archive:
        (source,) = heard(archive).sources
    assert (source.words, source.stories) == (words, len(spellings))


@pytest.mark.parametrize(
    "name", ["the ministry", "The governor", "a judge", "Roe", "Officials", "Records of Essex, filed on Monday", ""]
)
def test_descriptions_and_surnames_join_nothing(tmp_path: Path, name: str) -> None:
    made_archive(tmp_path / "scan", [story(0)], [voice(0, name, 10), voice(0, "Ann Roe", 5, kind="unnamed")])
    with opened_archive(tmp_path / "scan") as archive:
        found = heard(archive)
    assert (found.sources, found.words, found.described, found.unnamed) == ((), 15, 10, 5)


def test_a_share_of_voice_counts_each_story_once(tmp_path: Path) -> None:
    voices = [voice(number, name, 10) for number in range(20) for name in ("Ann Roe", "the Ann Roe", "a clerk")]
    page = archive_page(made_archive(tmp_path / "scan", [story(n, voice_words=40) for n in range(20)], voices))
    assert "Stories 20" in rows(page, "heard")["Ann Roe"]
    assert "Share of voice 66.7%" in rows(page, "heard")["Ann Roe"]


def test_rejected_records_are_counted_and_named(tmp_path: Path) -> None:
    bad = [Rejected(f"a.jsonl:{number}", "", f"no id {NASTY}") for number in range(30)]
    page = archive_page(made_archive(tmp_path / "scan", [story(0)], rejected=bad))
    assert "30 records rejected" in page
    assert "The first 20 rejected records" in page
    assert page.count("no id &#34;") == 20


def test_equal_archives_give_equal_pages_however_they_were_cut(tmp_path: Path) -> None:
    made = [story(number, author=f"A {number % 3}", date=date(2023, 1 + number % 12, 2)) for number in range(60)]
    voices = [voice(number, f"Ann Roe {number % 4}", number) for number in range(60)]
    pages = {archive_page(made_archive(tmp_path / str(parts), made, voices, parts=parts)) for parts in (1, 2, 7)}
    assert len(pages) == 1


def test_sums_stay_whole_numbers(tmp_path: Path) -> None:
    made_archive(tmp_path / "scan", [story(number, own_words=2_000_000_000, markers=2_000_000) for number in range(12)])
    with opened_archive(tmp_path / "scan") as archive:
        (first, *_) = Whole(archive).sums
    assert first.xx == 12 * 2_000_000_000**2


def test_the_page_loads_nothing_and_runs_nothing(newsroom_scan: Path) -> None:
    page = archive_page(newsroom_scan)
    parsed = Tree(page)
    assert not parsed.named("script")
    assert not parsed.named("link")
    assert not [key for _, attrs in parsed.tags for key in attrs if key in ("src", "style") or key.startswith("on")]
    (policy,) = [attrs["content"] for attrs in parsed.named("meta") if "http-equiv" in attrs]
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ids = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(ids) == len({*ids})


def test_every_plot_is_named_or_told_beside_it(newsroom_scan: Path) -> None:
    for attrs in Tree(archive_page(newsroom_scan)).named("svg"):
        assert attrs.get("aria-hidden") == "true" or attrs.get("aria-labelledby") or "viewbox" in attrs


def test_the_command_writes_the_page_into_the_folder(newsroom_scan: Path, tmp_path: Path) -> None:
    assert main(["archive", "report", str(newsroom_scan), "--page", str(tmp_path / "a.html"), "--no-authors"]) == 0
    assert (tmp_path / "a.html").read_text("utf-8") == archive_page(newsroom_scan, authors=False)
    assert main(["archive", "report", str(newsroom_scan)]) == 0
    assert (newsroom_scan / "report.html").read_text("utf-8") == archive_page(newsroom_scan)


def test_a_source_that_is_called_report_is_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report").mkdir()
    Path("report/a.txt").write_text("The council met, Ann Roe said.")
    assert main(["archive", "report", "--to", "scan"]) == 0
    assert main(["archive", "report", "scan"]) == 0
    assert "1 story" in Path("scan/report.html").read_text("utf-8")


@pytest.mark.parametrize(
    "spoil, reason",
    [
        (lambda scan: (scan / "manifest.json").unlink(), "not the folder of a scan"),
        (lambda scan: (scan / "manifest.json").write_text("[" * 9000), "not a manifest"),
        (lambda scan: (scan / "manifest.json").write_text('{"format": 99}'), "not a manifest of a scan of format"),
        (lambda scan: (scan / "rejected.parquet").unlink(), "the scan is not finished"),
        (lambda scan: (scan / "voices" / "part-000001.parquet").unlink(), "part-000001.parquet: is missing"),
        (lambda scan: (scan / "stories" / "part-000001.parquet").write_bytes(b"PAR1torn"), "cannot be read"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused(
    spoil: Any, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(made_archive(tmp_path / "scan", [story(number) for number in range(4)], parts=2))
    assert main(["archive", "report", str(tmp_path / "scan")]) == 2
    told = capsys.readouterr().err
    assert reason in told
    assert "Traceback" not in told
    assert not (tmp_path / "scan" / "report.html").exists()


def test_nothing_analysed_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no story was analysed"):
        archive_page(made_archive(tmp_path / "scan", []))


def test_a_folder_whose_name_is_a_pattern(tmp_path: Path) -> None:
    odd = made_archive(tmp_path / "a[b]*'c", [story(0)])
    assert "1 story" in archive_page(odd)


def test_a_question_reads_the_scan_and_nothing_else(tmp_path: Path) -> None:
    made_archive(tmp_path / "scan", [story(0)])
    made_archive(tmp_path / "other", [story(0)])
    with opened_archive(tmp_path / "scan") as archive:
        assert archive.rows("select count(*) from stories") == [(1,)]
    with pytest.raises(ArchiveError, match="Permission"), opened_archive(tmp_path / "scan") as archive:
        archive.rows(f"from '{tmp_path / 'other' / 'stories' / 'part-000000.parquet'}'")


@pytest.fixture
def opened(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Opens a page from a file; afterwards nothing has complained, asked or run."""
    contexts, complaints = [], []

    def open_page(file: Path, width: int = 1280, **options: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        for event in ("console", "pageerror", "dialog"):
            page.on(event, lambda what: complaints.append(str(what)))
        page.on("request", lambda asked: complaints.append(asked.url) if asked.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.mark.browser
class TestInABrowser:
    @pytest.fixture
    def nasty(self, tmp_path: Path) -> Path:
        """A page of an archive whose every word is somebody's attack."""
        made = [story(number, desk=NASTY, author=f"{NASTY} {number % 2}") for number in range(40)]
        voices = [voice(number, "Ann R<script>alert(1)</script>", 10, kind=NASTY) for number in range(40)]
        scan = made_archive(tmp_path / "scan", made, voices, [Rejected(NASTY, NASTY, NASTY)])
        (tmp_path / "page.html").write_text(archive_page(scan), "utf-8")
        return tmp_path / "page.html"

    def test_no_name_desk_or_reason_can_add_markup(self, nasty: Path, opened: Any) -> None:
        page = opened(nasty)
        assert page.locator("script, img").count() == 0
        assert page.locator("#by-desk ~ table tbody th").nth(1).inner_text() == NASTY
        assert "<script>" in page.locator("table.heard tbody th").first.inner_text()

    @pytest.mark.parametrize("width", [320, 700, 1280])
    def test_no_width_scrolls_sideways(self, width: int, nasty: Path, newsroom_scan: Path, opened: Any) -> None:
        (nasty.parent / "fair.html").write_text(archive_page(newsroom_scan), "utf-8")
        for file in (nasty, nasty.parent / "fair.html"):
            assert opened(file, width).evaluate("document.documentElement.scrollWidth") <= width

    def test_a_narrow_table_is_still_a_table_to_a_screen_reader(self, newsroom_scan: Path, opened: Any) -> None:
        (newsroom_scan.parent / "page.html").write_text(archive_page(newsroom_scan), "utf-8")
        for width in (320, 1280):
            page = opened(newsroom_scan.parent / "page.html", width)
            table = page.get_by_role("table", name="By desk")
            assert table.get_by_role("columnheader").count() == 5
            city = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="City"))
            assert city.get_by_role("cell").count() == 4
            assert page.get_by_role("img", name=re.compile("Named voices by month")).is_visible()

    def test_paper_shows_what_is_folded(self, newsroom_scan: Path, opened: Any) -> None:
        (newsroom_scan.parent / "page.html").write_text(archive_page(newsroom_scan), "utf-8")
        page = opened(newsroom_scan.parent / "page.html")
        months = page.locator("details.figures table")
        assert not months.is_visible()
        page.emulate_media(media="print")
        assert months.is_visible()

    @pytest.mark.skipif(AXE is None, reason="axe-core is not installed (tests/run installs it through npm)")
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_no_barrier_is_found(self, scheme: str, newsroom_scan: Path, opened: Any) -> None:
        assert AXE is not None
        (newsroom_scan.parent / "page.html").write_text(archive_page(newsroom_scan), "utf-8")
        page = opened(newsroom_scan.parent / "page.html", color_scheme=scheme, bypass_csp=True)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        page.locator("details").evaluate("(item) => { item.open = true; }")
        assert (
            page.evaluate("async () => (await axe.run()).violations.map(({ id, nodes }) => id + nodes[0].html)") == []
        )

    @pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 1280), ("light", 320)])
    def test_it_looks_as_in_the_documentation(
        self, scheme: str, width: int, newsroom_scan: Path, opened: Any, request: pytest.FixtureRequest
    ) -> None:
        (newsroom_scan.parent / "page.html").write_text(archive_page(newsroom_scan), "utf-8")
        page = opened(newsroom_scan.parent / "page.html", width, color_scheme=scheme)
        plots = page.locator(".measure .plot")
        assert plots.count() == 3
        assert len({box["y"] for box in (plot.bounding_box() for plot in plots.all())}) == (1 if width > 1000 else 3)
        if request.config.getoption("--pictures"):
            page.set_viewport_size({"width": width, "height": 1560})
            page.screenshot(path=PICTURES / f"archive-{scheme}-{width}.png", animations="disabled")
