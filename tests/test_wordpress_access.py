"""Who may ask what of the WordPress plugin, and what passes its gate: over its REST interface, without a browser."""

from __future__ import annotations

import html
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from ports import free_port
from wordpress_newsroom import HEADLINE, KEY, STORY, WRONG
from wordpress_site import Json, Site, Visitor

from framing.cli import main

pytestmark = pytest.mark.browser

STORY_BLOCKS = [{"id": "p1", "text": "The plan is dead, officials said."}]
REASON = "Known and meant"


@pytest.fixture(scope="module")
def editor(site: Site) -> Visitor:
    return Visitor(site, "editor")


@pytest.fixture
def post(editor: Visitor) -> int:
    """A draft of the editor's that the gate holds."""
    return editor.write(STORY, title=HEADLINE)


def analyze(visitor: Visitor, post: int, blocks: object = STORY_BLOCKS, **more: object) -> tuple[int, Json]:
    return visitor.ask("POST", f"/framing/v1/posts/{post}/analyze", {"blocks": blocks, **more})


def held(visitor: Visitor, post: int) -> list[dict[str, str]]:
    """The findings that stop a publication."""
    status, answer = visitor.ask("POST", f"/wp/v2/posts/{post}", {"status": "publish"})
    assert (status, answer["code"]) == (422, "framing_blocked"), answer
    return list(answer["data"]["findings"])


def waive(visitor: Visitor, post: int, findings: list[dict[str, str]], reason: str = REASON) -> tuple[int, Json]:
    items = [{"fingerprint": item["id"], "rule": item["rule"], "quote": item["quote"]} for item in findings]
    return visitor.ask("POST", f"/framing/v1/posts/{post}/waivers", {"findings": items, "reason": reason})


@pytest.mark.every_wordpress
def test_those_who_may_edit_a_post_may_check_it(site: Site, editor: Visitor, post: int) -> None:
    status, report = analyze(editor, post, offset_unit="utf16")
    assert status == 200
    assert report["offset_unit"] == "utf16"
    assert [item["quote"]["exact"] for item in report["annotations"]] == ["officials"]
    assert report["summary"]["families"] == {"attribution": 1}
    author = Visitor(site, "author")
    assert analyze(author, author.write(STORY))[0] == 200


@pytest.mark.parametrize("user", ["author", "contributor", "subscriber"])
def test_another_ones_post_is_refused(site: Site, post: int, user: str) -> None:
    visitor = Visitor(site, user)
    assert analyze(visitor, post)[0] == 403
    assert visitor.ask("GET", f"/framing/v1/posts/{post}/waivers")[0] == 403
    assert waive(visitor, post, [{"id": "0" * 16, "rule": "x", "quote": "y"}])[0] == 403


def test_strangers_and_forged_requests_are_refused(site: Site, post: int) -> None:
    assert analyze(Visitor(site), post)[0] == 401
    forger = Visitor(site, "editor")
    for nonce, expected in (("", 401), ("deadbeef00", 403)):
        forger.nonce = nonce
        assert analyze(forger, post)[0] == expected


def test_posts_that_do_not_exist_or_are_not_checked_are_refused(site: Site, editor: Visitor) -> None:
    assert analyze(editor, 999_999)[0] == 403
    _, page = editor.ask("POST", "/wp/v2/pages", {"status": "publish", "content": STORY})
    assert page["status"] == "publish"
    assert analyze(editor, page["id"])[0] == 404


@pytest.mark.parametrize(
    "blocks",
    [
        "text",
        [],
        [{"id": "a"}],
        [{"id": "", "text": "x"}],
        [{"id": "a", "text": "x", "html": "<p>x</p>"}],
        [{"id": "a", "text": "x", "type": "no-such-type"}],
    ],
)
def test_what_is_no_story_is_a_400(editor: Visitor, post: int, blocks: object) -> None:
    status, answer = analyze(editor, post, blocks)
    assert status == 400
    assert answer["message"]


def test_too_much_is_a_413_and_too_often_a_429(site: Site) -> None:
    author = Visitor(site, "author")
    post = author.write(STORY)
    assert analyze(author, post, [{"id": "a", "text": "word " * 60_000}])[0] == 413
    counter = "'framing_checks_' . get_user_by('login', 'author')->ID"
    began = None
    while began != time.time() // 60:  # Again, where the minute goes by in between.
        began = time.time() // 60
        site.php(f"set_transient({counter}, array((int) floor(time() / 60), 60), 120);")
        status, answer = analyze(author, post)
    assert status == 429
    assert "minute" in str(answer["message"])
    site.php(f"delete_transient({counter});")


@pytest.mark.every_wordpress
@pytest.mark.parametrize("status", ["publish", "future"])
def test_a_scripted_publication_is_stopped(editor: Visitor, post: int, status: str) -> None:
    body = {"status": status, **({"date": "2099-01-01T08:00:00"} if status == "future" else {})}
    code, answer = editor.ask("POST", f"/wp/v2/posts/{post}", body)
    assert code == 422
    assert WRONG in answer["message"]
    assert [item["quote"] for item in answer["data"]["findings"]] == [WRONG]
    assert editor.ask("GET", f"/wp/v2/posts/{post}?context=edit")[1]["status"] == "draft"
    code, answer = editor.ask("POST", "/wp/v2/posts", {**body, "content": STORY})
    assert code == 422


def test_drafts_and_pending_stories_are_not_held(editor: Visitor, post: int) -> None:
    for status in ("pending", "draft", "private"):
        assert editor.ask("POST", f"/wp/v2/posts/{post}", {"status": status})[0] == 200


def test_a_waiver_lets_it_pass_and_is_kept(editor: Visitor, post: int) -> None:
    findings = held(editor, post)
    status, answer = waive(editor, post, findings)
    assert status == 200
    event = answer["waived"][findings[0]["id"]]
    assert (event["name"], event["reason"], event["rule"], event["quote"]) == (
        "editor",
        REASON,
        findings[0]["rule"],
        WRONG,
    )
    assert event["time"].startswith("20")
    assert editor.ask("POST", f"/wp/v2/posts/{post}", {"status": "publish"})[0] == 200


def test_a_waiver_may_be_taken_back_and_the_record_says_so(editor: Visitor, post: int) -> None:
    finding = held(editor, post)[0]
    waive(editor, post, [finding])
    status, answer = editor.ask("DELETE", f"/framing/v1/posts/{post}/waivers/{finding['id']}")
    assert (status, answer["waived"]) == (200, {})
    assert [event["action"] for event in answer["events"]] == ["waived", "restored"]
    assert held(editor, post) == [finding]


def test_a_contributor_disagrees_but_does_not_decide(site: Site, editor: Visitor) -> None:
    contributor = Visitor(site, "contributor")
    post = contributor.write(STORY, title=HEADLINE, status="pending")
    findings = held(editor, post)
    status, answer = waive(contributor, post, findings)
    assert (status, list(answer["waived"]), answer["counts"]) == (200, [findings[0]["id"]], [])
    assert held(editor, post) == findings


def test_a_waiver_needs_a_reason_and_a_fingerprint(editor: Visitor, post: int) -> None:
    finding = {"id": "0" * 16, "rule": "x", "quote": "y"}
    assert waive(editor, post, [finding], reason="")[0] == 400
    assert waive(editor, post, [{**finding, "id": "../x"}])[0] == 400
    assert waive(editor, post, [])[0] == 400


@pytest.mark.every_wordpress
def test_the_record_cannot_be_written_past_the_plugin(editor: Visitor, post: int) -> None:
    forged = [{"fingerprint": item["id"], "action": "waived", "publisher": True} for item in held(editor, post)]
    editor.ask("POST", f"/wp/v2/posts/{post}", {"meta": {"_framing_waivers": forged}})
    assert editor.ask("GET", f"/framing/v1/posts/{post}/waivers")[1]["events"] == []
    assert held(editor, post)


WP_CLI = """define('WP_CLI', true);
class WP_CLI {
    static $commands = array();
    static function add_command($name, $run) { self::$commands[$name] = $run; }
    static function line($text) { echo $text; }
}"""
"""As much of WP-CLI as a command needs."""


@pytest.mark.every_wordpress
def test_waivers_are_a_baseline_for_the_command_line(site: Site, editor: Visitor, post: int, tmp_path: Path) -> None:
    (finding,) = held(editor, post)
    contributor = Visitor(site, "contributor")
    waive(contributor, contributor.write(STORY), [{**finding, "id": "0" * 16}])
    waive(editor, post, [finding, {**finding, "id": "1" * 16}])
    editor.ask("DELETE", f"/framing/v1/posts/{post}/waivers/{'1' * 16}")

    admin = Visitor(site, "admin")
    settings = admin.opener.open(f"{site.base}/wp-admin/options-general.php?page=framing").read().decode()
    link = html.unescape(re.findall('id="framing-waivers" href="([^"]+)"', settings)[0])
    with admin.opener.open(link) as answer:
        assert "framing-waivers.json" in answer.headers["Content-Disposition"]
        baseline = tmp_path / "waivers.json"
        baseline.write_bytes(answer.read())
    entries = {entry["fingerprint"]: entry for entry in json.loads(baseline.read_text())["findings"]}
    assert {"0" * 16, "1" * 16}.isdisjoint(entries)
    entry = entries[finding["id"]]
    assert (entry["quote"], entry["reason"], entry["who"]) == (WRONG, REASON, "editor")

    story = tmp_path / "story.txt"
    story.write_text("Turnout fell from 60% to 45%, a drop of 15%.\n")
    assert main(["check", str(story)]) == 1
    assert main(["check", str(story), "--baseline", str(baseline)]) == 0
    written = site.php("(WP_CLI::$commands['framing waivers'])();", before=WP_CLI)
    assert json.loads(written) == json.loads(baseline.read_text())


@pytest.mark.parametrize("user", ["editor", "subscriber", ""])
def test_only_administrators_get_the_waivers_of_all_posts(site: Site, user: str) -> None:
    address = f"{site.base}/wp-admin/admin-post.php?action=framing_waivers&_wpnonce=deadbeef00"
    with pytest.raises(urllib.error.HTTPError, match=r"40[03]"):
        Visitor(site, user).opener.open(address)


def test_a_link_to_the_waivers_cannot_be_forged(site: Site) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        Visitor(site, "admin").opener.open(f"{site.base}/wp-admin/admin-post.php?action=framing_waivers")


def test_a_public_story_is_checked_again_when_its_words_change(editor: Visitor) -> None:
    clean = "<!-- wp:paragraph --><p>Ann Roe opened the harbour office on Monday.</p><!-- /wp:paragraph -->"
    post = editor.write(clean, status="publish", title="Office opens")
    assert editor.ask("POST", f"/wp/v2/posts/{post}", {"content": STORY})[0] == 422
    assert editor.ask("POST", f"/wp/v2/posts/{post}", {"sticky": True})[0] == 200


@pytest.mark.every_wordpress
def test_ways_around_the_editor_keep_a_draft(site: Site, setting: Callable[..., None], post: int) -> None:
    admin = "wp_set_current_user(1);"
    assert (
        site.php(
            f"{admin} wp_update_post(array('ID' => {post}, 'post_status' => 'publish')); echo get_post_status({post});"
        )
        == "draft"
    )
    assert "kept as a draft" in site.php(f"{admin} ob_start(); do_action('admin_notices'); echo ob_get_clean();")
    setting(everywhere=False)
    assert (
        site.php(
            f"{admin} wp_update_post(array('ID' => {post}, 'post_status' => 'publish')); echo get_post_status({post});"
        )
        == "publish"
    )


def test_the_newsroom_chooses_what_blocks(setting: Callable[..., None], editor: Visitor, post: int) -> None:
    setting(blocks="warning")
    assert {item["severity"] for item in held(editor, post)} == {"error", "warning"}
    setting(blocks="never")
    assert editor.ask("POST", f"/wp/v2/posts/{post}", {"status": "publish"})[0] == 200


def test_a_service_that_is_down_lets_pass_or_holds_as_the_newsroom_chose(
    setting: Callable[..., None], editor: Visitor, post: int
) -> None:
    setting(url=f"http://127.0.0.1:{free_port()}", down="closed")
    status, answer = analyze(editor, post)
    assert (status, answer["message"]) == (502, "The analysis service cannot be reached.")
    status, answer = editor.ask("POST", f"/wp/v2/posts/{post}", {"status": "publish"})
    assert (status, answer["code"]) == (503, "framing_unchecked")
    assert "cannot be reached" in answer["message"]
    setting(down="open")
    assert editor.ask("POST", f"/wp/v2/posts/{post}", {"status": "publish"})[0] == 200
    (event,) = editor.ask("GET", f"/framing/v1/posts/{post}/waivers")[1]["events"]
    assert (event["action"], event["reason"]) == ("unchecked", "The analysis service cannot be reached.")


def test_the_key_goes_to_the_service_and_nowhere_else(site: Site, editor: Visitor, post: int) -> None:
    page = editor.opener.open(f"{site.base}/wp-admin/post.php?post={post}&action=edit").read().decode()
    assert "framingEditor" in page
    assert KEY not in page
    assert KEY not in json.dumps(analyze(editor, post))
    options = site.php('global $wpdb; echo json_encode($wpdb->get_results("SELECT * FROM $wpdb->options"));')
    assert "framing_settings" in options
    assert KEY not in options


def test_a_reader_gets_nothing_of_the_plugin(site: Site, editor: Visitor) -> None:
    clean = "<!-- wp:paragraph --><p>Ann Roe opened the harbour office on Monday.</p><!-- /wp:paragraph -->"
    post = editor.write(clean, status="publish", title="Office opens")
    with urllib.request.urlopen(f"{site.base}/?p={post}") as answer:
        assert b"framing" not in answer.read()
