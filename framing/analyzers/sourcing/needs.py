"""Numbers that need no source: tallies, results, routine market data, what anybody can see or look up."""

from __future__ import annotations

import re
from typing import Final

from framing.analyzers.facts import Statistic
from framing.lexicons.load import words

_ROUTINE: Final = words("routine_counts")
_RESULT: Final = re.compile(
    r"\b(?:won|received|got|took|garnered|captured|earned|carried|lost|beat|defeated|edged|"
    r"polled) (?:[\w.,’'-]+ ){0,6}$|\bturnout\b|"
    r"\b(?:votes?|ballots?) (?:counted|cast|reporting|in)\b|\bprecincts\b",
    re.IGNORECASE,
)
_OF_THE_VOTE: Final = re.compile(
    r"(?: percent| per cent|%)?[^.;]{0,30}\b(?:of (?:the |all )?votes?\b|(?:electoral |popular )?votes?\b|"
    r"delegates?\b)",
    re.IGNORECASE,
)
_RESULTS: Final = re.compile(
    r"\b(?:won|received|took|got|secured|polled)\b[^;]{0,40}\bof (?:the |all )?votes?\b[^;\d]{0,60}$", re.IGNORECASE
)
_OUTFIT: Final = re.compile(
    r"\b(?:(?:which|that|who) (?:has|have|runs?|operates?|owns?)|employ(?:s|ing)?) (?:about |some "
    r"|more than |nearly |over )?$",
    re.IGNORECASE,
)
_RATE: Final = re.compile(
    r"\b(?:key|base|benchmark|policy|main|official|repo|lending|cash) (?:interest |lending )?rates?\b[^;]{0,30}"
    r"\b(?:at|to|by|of|from|is|was) $|\brates? (?:on hold|unchanged|steady) at $",
    re.IGNORECASE,
)
_PLACE_SIZE: Final = re.compile(
    r"\b(?:covering|covers?|spans?|spanning|an area of|(?:farm|estate|site|park|plot|reserve) of|"
    r"on (?:these|those|his|her|their|its)) (?:about |some |nearly |around )?$",
    re.IGNORECASE,
)
_MARKET: Final = re.compile(
    r"\b(?:Nikkei|Topix|Dow Jones|Dow|FTSE|DAX|CAC|Hang Seng|S&P|Nasdaq|Stoxx|STOXX|Brent|West Texas|"
    r"crude|bullion|(?:benchmark|stock|share) (?:index|prices?)|gold prices|[Ss]hares|[Ss]tocks"
    r"|[Ss]tock (?=rose|fell|slid|gained|dropped|jumped|closed|was|climbed|slipped|lost)|"
    r"bond yields?|futures|"
    r"[Dd]ollar/|[Ee]uro/|[Pp]ound/|(?:[Oo]il|[Gg]old|[Tt]he (?:dollar|euro|pound|yen|peso|ruble|rouble|"
    r"lira)) (?:rose|fell|was|traded|slipped|"
    r"gained|bought|dropped|jumped|strengthened|weakened))"
)
_MARKET_MOVE: Final = re.compile(
    r"\b(?:rose|fell|up|down|UP|DOWN|closed?|closing|gain(?:ed|s)?|lost|slipped|dropped|jumped|climbed|traded|"
    r"trading|ended|added|slid|shed|bought|per barrel|"
    r"a barrel|an ounce|points?|flat)\b"
)
_METHOD: Final = re.compile(
    r"\b(?:margins? of (?:sampling )?error|sampling error|sample (?:size|of|is|was)|\d respondents|"
    r"were (?:surveyed|polled|interviewed)|(?:interviewed|surveyed|polled)\b|"
    r"confidence level|landlines?)\b",
    re.IGNORECASE,
)
_POPULATION: Final = re.compile(
    r"\b(?:population of|home to|(?:city|town|country|nation|bloc|village|island|state|region|county|"
    r"community) of|inhabited by|population is|population was)"
    r" (?:about |some |nearly |more than |almost |around |roughly |over |just over )?$",
    re.IGNORECASE,
)
_INTENT: Final = re.compile(
    r"\b(?:target of|goal of|aims? to|wants? to|wanted to|hopes? to|seeks? to|hoping to|seeking to"
    r"|plans? (?:to|would|an?|for)|"
    r"proposal|proposes?d?|proposing|to (?:lower|cut|reduce|raise|increase|boost|limit|slash|double|triple|halve|hire|"
    r"spend|invest|give(?! (?:up|in|way))|donate|build)|would (?:\w+ )?(?:cap|raise|impose|set|"
    r"limit|allow|require|install|levy|"
    r"tax|be subject|"
    r"spend|give|receive))\b[^;]{0,90}$|"
    r"\b(?:wants?|wanted|demands?|demanded|seeks?|sought|seeking|demanding|ask(?:s|ed|ing) for|call(?:s|ed|ing) for|"
    r"appeal(?:s|ed|ing) for) (?:an? |the |another |at least |up to |about )?$|"
    r"\b(?:recommended|required|mandated|promised|planned|targeted|proposed|suggested|mandatory|statutory) $",
    re.IGNORECASE,
)
_PROVISION: Final = re.compile(
    r"\b(?:fined?|fines? of|sentenced to pay|must (?:re)?pay|(?:ha[sd]|have) to (?:re)?pay|penalt(?:y"
    r"|ies) of|bail (?:of|at|was)|bond of|ordered to pay|prize of|ticket|threshold|"
    r"limit(?:ed)? (?:of|to|at)|cap(?:ped)? (?:of|at)|minimum wage|tax rate|income tax|maximum of|minimum of|"
    r"required?s? (?:to|at least)|eligible|qualify|qualifies|standards?|rules?|law|legislation|bill)\b[^;]{0,60}$",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"\b(?:those|people|families|households|anyone|taxpayers|firms|companies|charities|investors|earners) "
    r"(?:with|earning|making|(?:that|who) \w+)\b[^,;]{0,40}(?:more|less|at least|up to|over|under|above)(?: than)? $|"
    r"\bdefined as\b[^;]{0,60}$",
    re.IGNORECASE,
)
_THRESHOLD: Final = re.compile(
    r" or (?:more|less|fewer|above|below|under|over|higher|lower|better)\b|-(?:plus|or-more)\b|"
    r" apiece\b",
    re.IGNORECASE,
)
_LIMIT_AFTER: Final = re.compile(
    r"[- ](?:[\w-]+ ){0,2}(?:threshold|requirement|limit|cap|surcharge|surtax|tax|tariffs?|levy|duty|duties|"
    r"discount|bonus|fine|penalty|quota|target)\b"
)
_ADDRESS: Final = re.compile(r"\b(?:you|your|you'd|you’d|you'll|you’ll)\b", re.IGNORECASE)
_COUNTABLE: Final = 100
_CAPACITY: Final = re.compile(r"\b(?:carr(?:ies|y|ied)|seats?|holds?|sleeps?|accommodates?) up to $", re.IGNORECASE)
_CROWD: Final = words("crowds")
_PRESENT: Final = frozenset(
    ["attendee", "demonstrator", "fan", "marcher", "mourner", "onlooker", "protester", "protestor", "spectator"]
)
_GATHERED: Final = re.compile(
    r"\b(?:gather\w*|march\w*|attend\w*|pack\w*|crowd\w*|cheer\w*|chant\w*|stood|turned out|rall(?:y|ies|ied)|"
    r"protest\w*|demonstrat\w*|watch\w*|listen\w*|wait\w*|applaud\w*|mourn\w*|queu\w*|filled|outside|audience)\b",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"\b(?:if|suppose|imagine|whether|unless|even if|were to|let's say)\b[^,;]{0,70}$", re.IGNORECASE
)
_IDIOM: Final = re.compile(r"\b(?:100|110|1,000|a hundred|a thousand) ?(?:percent|per cent|%)", re.IGNORECASE)


def needs_no_source(statistic: Statistic, sentence: str, start: int, own: bool, noun: str) -> str:
    """Why a number needs no source, in words; "" when it does need one.

    ``sentence`` is the text around the number, ``start`` where it stands in the story, ``own`` whether the
    writer says I in the paragraph, ``noun`` the lemma of what is counted.
    """
    before, after = sentence[: statistic.span.start - start], sentence[statistic.span.end - start :]
    whole, words_ = sentence, sentence[statistic.span.start - start : statistic.span.end - start]
    if statistic.kind in {"tally", "rank", "index"}:
        return "a tally, rank or level that is on public record"
    if noun in _ROUTINE and statistic.kind in {"count", "small count", "ratio"} and (statistic.value or 0) <= 10_000:
        return "a number anybody can look up or see"
    if re.match(r"-(?:member|nation|country|state|seat|page|man|woman|person|room|judge|justice)\b", after):
        return "a number anybody can look up or see"
    if _METHOD.search(whole):
        return "a detail of how a poll was done"
    if statistic.kind == "count" and _OUTFIT.search(before):
        return "the size of a firm or a body, as it gives it"
    if _RATE.search(before):
        return "a rate its bank has set, on public record"
    if _CAPACITY.search(before):
        return "what a vehicle or a building holds, as anybody can look up"
    if _POPULATION.search(before):
        return "a population figure"
    if _OF_THE_VOTE.match(after) and (_RESULT.search(before) or noun in {"vote", "delegate"}):
        return "an election result"
    if re.search(r"\b(?:turnout|precincts)\b", whole):
        return "an election result"
    if _MARKET.search(whole) and _MARKET_MOVE.search(whole):
        return "routine market data"
    if statistic.kind == "measure" and (after.startswith(" above sea level") or _PLACE_SIZE.search(before)):
        return "the size or height of a place"
    if statistic.kind == "percent" and _RESULTS.search(before):
        return "an election result"
    if re.match(r" of (?:the |its |their )?(?:ball|possession|territory)\b", after):
        return "a match that anybody can look up or see"
    if statistic.kind == "measure" and re.search(r"miles|kilomet|light-years", statistic.unit):
        return "a distance anybody can look up"
    if _crowd(statistic, noun, whole) or re.search(r"\b(?:crowd|audience|gathering) of (?:\w+ ){0,2}$", before):
        return "a crowd the reporter could see"
    if _ADDRESS.search(whole):
        return "an example for the reader"
    if statistic.unit == "to 1" and re.search(r"\b(?:vote|split|ruling|margin)", whole):
        return "a tally, rank or level that is on public record"
    if (
        _GROUP.search(before)
        or _LIMIT_AFTER.match(after)
        or _THRESHOLD.match(after)
        or _INTENT.search(before)
        or _PROVISION.search(before)
    ):
        return "a limit, a plan or a provision, not a measurement"
    if _SUPPOSED.search(before) or whole.rstrip("”\"' ").endswith("?"):
        return "supposed, not asserted"
    if _IDIOM.fullmatch(words_) or words_.lower() in {"50-50", "fifty-fifty"}:
        return "a manner of speaking"
    if own:
        return "the writer's own observation"
    return ""


def _crowd(statistic: Statistic, noun: str, sentence: str) -> bool:
    """People who were there to be seen: a vague number of them, few enough to count, or a gate."""
    if noun not in _CROWD:
        return False
    if noun in _PRESENT and (statistic.value is None or statistic.value <= _COUNTABLE or noun in {"fan", "spectator"}):
        return True
    return statistic.value is None and bool(_GATHERED.search(sentence))
