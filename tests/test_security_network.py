"""Nothing is ever fetched: a hook of the interpreter itself notes every connection and every look-up of a name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

RUN = r"""
import json, socket, sys, threading
from pathlib import Path

seen = []
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "socket.sendmsg",
           "urllib.Request", "http.client", "ftplib", "smtplib", "subprocess.Popen", "os.system", "os.exec",
           "os.posix_spawn")
sys.addaudithook(lambda event, args: seen.append(f"{event} {args!r}"[:200]) if event.startswith(WATCHED) else None)

from framing.cli import main
from plugin import create_app
from plugin.service.settings import Settings

folder = Path(sys.argv[1])
formats = ("text", "json", "sarif", "github", "gitlab", "junit", "html", "csv")
outputs = [part for name in formats for part in ("--output", f"{name}={folder / 'out'}.{name}")]
statuses = [
    main(["check", str(folder / "desk"), *outputs]),
    main(["check", "--kind", "blocks", str(folder / "blocks.json"), "--output", f"json={folder / 'blocks.out'}"]),
    main(["baseline", str(folder / "desk"), "--baseline", str(folder / "baseline.json")]),
    main(["rule", "unnamed-source"]),
    main(["archive", str(folder / "desk"), "--to", str(folder / "archive"), "--engine", "inline"]),
]
settings = Settings.from_environment({"CMS": "x" * 32}, folder / "service.toml")
client = create_app(settings=settings).test_client()
story = json.loads((folder / "stories.json").read_text())
for kind, text in story.items():
    statuses.append(client.post("/v1/analyze", json={kind: text}).status_code)
blocks = json.loads((folder / "blocks.json").read_text())
statuses.append(client.post("/v1/analyze", json={"blocks": blocks}).status_code)
statuses.append(client.post("/v2/check", data={"language": "en", "text": story["text"]}).status_code)
import hashlib, hmac
body = json.dumps({"callback": "http://collector.invalid/", "body": story["html"]}).encode()
made = hmac.new(b"x" * 32, body, hashlib.sha256).hexdigest()
statuses.append(client.post("/v1/webhooks/cms", data=body, content_type="application/json",
                            headers={"X-Framing-Signature": f"sha256={made}"}).status_code)
for path in ("/", "/docs", "/openapi.json", "/readyz", "/v1/rules", "/v1/profiles", "/client/panel.js"):
    statuses.append(client.get(path, buffered=True).status_code)
quiet = list(seen)
traced = [name for name in sys.modules if name.startswith("opentelemetry")]
traced += [thread.name for thread in threading.enumerate() if thread.name.startswith("Otel")]
try:
    socket.create_connection(("127.0.0.1", 9), 1)
except OSError:
    pass
print(json.dumps({"statuses": statuses, "quiet": quiet, "noticed": seen[len(quiet):], "traced": traced}))
"""
ADDRESS = "http://collector.invalid"
MARKDOWN = f"""---
title: The plan
image: {ADDRESS}/front.png
---

# The plan ![x]({ADDRESS}/head.png)

The plan is [dead]({ADDRESS}/link), officials said. ![alt]({ADDRESS}/image.png "t") <img src="{ADDRESS}/inline.png">

About 40% agreed <{ADDRESS}/auto>, says a [survey][ref]. {ADDRESS}/bare?draft=1

<iframe src="{ADDRESS}/frame"></iframe>

[ref]: {ADDRESS}/ref
"""
HTML = f"""<!DOCTYPE html PUBLIC "x" "{ADDRESS}/x.dtd" [<!ENTITY x SYSTEM "{ADDRESS}/entity">]>
<html><head><base href="{ADDRESS}/"><link rel="stylesheet" href="a.css"><meta http-equiv="refresh" content="0;url=b">
<script src="{ADDRESS}/a.js"></script></head><body background="c.png">
<h1>The plan</h1><p>The plan is dead, <a href="//collector.invalid/d">officials</a> said. &x;
<img src="{ADDRESS}/e.png" srcset="f.png 2x"><video poster="g.png" src="file:///etc/passwd"></video></p>
<p>About 40% agreed, <a href="ftp://collector.invalid/h">a survey</a> found.</p><object data="i"></object></body></html>
"""


def test_nothing_is_fetched(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "a.md").write_text(MARKDOWN)
    (desk / "b.html").write_text(HTML)
    (desk / "c.txt").write_text(
        f"The plan is dead, officials said. See {ADDRESS}/c and \\\\collector.invalid\\share.\n"
    )
    text = (desk / "c.txt").read_text()
    (tmp_path / "stories.json").write_text(json.dumps({"markdown": MARKDOWN, "html": HTML, "text": text}))
    blocks = [
        {"id": "a", "html": f'<img src="{ADDRESS}/a.png">The plan is dead, officials said.'},
        {"id": ADDRESS, "text": text},
    ]
    (tmp_path / "blocks.json").write_text(json.dumps(blocks))
    hook = "languagetool = true\n[webhooks.cms]\nhtml = 'body'\nsignature = {secret-env = 'CMS'}\n"
    (tmp_path / "service.toml").write_text(hook)
    done = subprocess.run([sys.executable, "-c", RUN, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["quiet"] == []
    assert told["traced"] == [], "OpenTelemetry is left alone unless it is switched on"
    assert told["noticed"], "the hook sees a connection"
    assert all(status in (0, 1, 200) for status in told["statuses"]), told["statuses"]
    assert "collector.invalid" not in done.stderr
