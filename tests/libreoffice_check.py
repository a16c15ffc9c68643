"""Asks a real LibreOffice to check a text with a LanguageTool server; run by a Python that has ``uno``.

``libreoffice_check.py SOFFICE FOLDER BASE_URL TEXT`` prints ``[[start, length, comment], …]``, offsets in UTF-16.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import uno  # type: ignore[import-not-found,unused-ignore]

CHECKER = "org.openoffice.lingu.LanguageToolGrammarChecker"
SETTING = (
    '<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool">'
    '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)


def main(office: str, folder: str, base: str, text: str) -> None:
    """Start an office of its own, check, stop it."""
    profile = Path(folder) / "profile"
    (profile / "user").mkdir(parents=True)
    settings = "".join(SETTING.format(*pair) for pair in (("IsEnabled", "true"), ("BaseURL", escape(base))))
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{settings}</oor:items>",
        encoding="utf-8",
    )
    pipe = f"framing{time.time_ns()}"
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        context = connect(pipe, process)
        make = context.ServiceManager.createInstanceWithContext
        checker = make(CHECKER, context)
        locale = uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
        result = checker.doProofreading("1", text, locale, 0, len(text.encode("utf-16-le")) // 2, ())
        found = [[item.nErrorStart, item.nErrorLength, item.aFullComment] for item in result.aErrors]
        print(json.dumps(found))
        make("com.sun.star.frame.Desktop", context).terminate()
        process.wait(30)
    finally:
        process.kill()


def connect(pipe: str, process: subprocess.Popen[bytes]) -> Any:
    """The office's context, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(900):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            break
    raise SystemExit("LibreOffice did not answer")


main(*sys.argv[1:])
