"""What blog engines add to Markdown, taken away or turned into plain Markdown; lines keep their numbers, code stays as it is."""

from __future__ import annotations

import re

FENCE = re.compile(r"^\s{0,3}(?:>\s?)*(`{3,}|~{3,})(.*)$")
CODE_SPAN = r"(?P<code>(?P<ticks>`+)(?!`)(?:.|\n)*?(?<!`)(?P=ticks)(?!`))"
FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\s+([^{}]*?)/?\s*[>%]\}\}")
ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
COMMENT = re.compile(r"\{/\*(.*?)\*/\}", re.DOTALL)
SYNTAX = re.compile(
    CODE_SPAN + r"|\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}|[ \t]*\{:[^}\n]*\}|(?m:^\[\^[^\]\s]+\]:[ \t]*)|\[\^[^\]\s]+\]", re.DOTALL
)
MODULE = re.compile(r"^(?:import\s+(?:[\w*{}\s,$]+\s+from\s+)?[\"'][^\"']+[\"'];?|export\s+(?:default|const|let|function)\b.*)\s*$")
# a comment of this kind carries the title of a directive, as a block of its own on the same line
TITLE_MARK = "deck-title:"
COLONS = re.compile(r"^\s*:{3,}\s*(?:\{?([\w-]*)\}?)?(?:\[([^\]]*)\]|[ \t]+(.*?))?\s*(?:\{[^}]*\})?\s*$")


def plain_markdown(source: str) -> str:
    """Return a body without the syntax of its blog engine."""
    out: list[str] = []
    notes = False
    for code, text in _stretches(source.split("\n")):
        if code or not text:
            out += text
            continue
        lines, notes = _without_colons(text, notes)
        out += _clean("\n".join(lines))
    return "\n".join(out) + (" -->" if notes else "")


def _stretches(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Return runs of lines, each marked as fenced code or not."""
    runs: list[tuple[bool, list[str]]] = [(False, [])]
    closing = ""
    for line in lines:
        fence = FENCE.match(line)
        if closing:
            runs[-1][1].append(line)
            if fence and fence.group(1).startswith(closing) and not fence.group(2).strip():
                closing = ""
                runs.append((False, []))
        elif fence and not (fence.group(1)[0] == "`" and "`" in fence.group(2)):
            closing = fence.group(1)
            runs.append((True, [line]))
        else:
            runs[-1][1].append(line)
    return runs


def _clean(text: str) -> list[str]:
    text = COMMENT.sub(_comment, text)
    text = FIGURE.sub(_figure, text)
    text = SYNTAX.sub(lambda match: match.group("code") or "\n" * match.group(0).count("\n"), text)
    return ["" if MODULE.match(line) else line for line in text.split("\n")]


def _comment(match: re.Match[str]) -> str:
    """Return an MDX comment as HTML's, a heading's id as `{#id}`."""
    inside = match.group(1).strip()
    if re.fullmatch(r"[\w:.-]+", inside):
        return f"{{#{inside}}}"
    # all of it, so that its lines keep their count
    return f"<!--{match.group(1)}-->" if inside.startswith(("deck:", "notes:")) else "\n" * match.group(0).count("\n")


def _figure(match: re.Match[str]) -> str:
    values = dict(ATTRIBUTE.findall(match.group(1)))
    lines = "\n" * match.group(0).count("\n")
    if not values.get("src"):
        return lines
    caption = values.get("caption") or values.get("title") or ""
    return f'![{values.get("alt", "")}](<{values["src"]}> "{caption}"){lines}'


def _without_colons(lines: list[str], notes: bool) -> tuple[list[str], bool]:
    """Return lines with `:::` directives reduced to their titles, `::: notes` to a comment, and whether that is still open."""
    out: list[str] = []
    for line in lines:
        match = COLONS.match(line) if line.lstrip().startswith(":::") else None
        if match is None:
            out.append(line)
        elif match.group(1) == "notes":
            notes = True
            out.append("<!-- notes:")
        elif notes and not match.group(1):
            notes = False
            out.append("-->")
        else:
            title = (match.group(2) or match.group(3) or "").strip()
            out.append(f"<!-- {TITLE_MARK} {title} -->" if title else "")
    return out, notes
