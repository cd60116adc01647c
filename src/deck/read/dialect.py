"""What blog engines add to Markdown, taken away or turned into plain Markdown; lines keep their numbers, code stays as it is."""

from __future__ import annotations

import re

FENCE = re.compile(r"^\s{0,3}(?:>\s?)*(`{3,}|~{3,})(.*)$")
CODE_SPAN = r"(?P<code>(?P<ticks>`+)(?!`)(?:.|\n)*?(?<!`)(?P=ticks)(?!`))"
FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\s+([^>%]*?)/?\s*[>%]\}\}")
ATTRIBUTE = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
COMMENT = re.compile(r"\{/\*(.*?)\*/\}", re.DOTALL)
SYNTAX = re.compile(
    CODE_SPAN + r"|\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}|[ \t]*\{:[^}\n]*\}|(?m:^\[\^[^\]\s]+\]:[ \t]*)|\[\^[^\]\s]+\]", re.DOTALL
)
MODULE = re.compile(r"^(?:import\s+(?:[\w*{}\s,$]+\s+from\s+)?[\"'][^\"']+[\"'];?|export\s+(?:default|const|let|function)\b.*)\s*$")
COLONS = re.compile(r"^\s*:{3,}\s*(?:\{?([\w-]*)\}?)?(?:\[([^\]]*)\]|[ \t]+(.*?))?\s*(?:\{[^}]*\})?\s*$")


def plain_markdown(source: str) -> str:
    """Return a body without the syntax of its blog engine."""
    out: list[str] = []
    for code, text in _stretches(source.split("\n")):
        out += text if code else _clean(text)
    return "\n".join(out)


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


def _clean(lines: list[str]) -> list[str]:
    text = "\n".join(_without_colons(lines))
    text = COMMENT.sub(_comment, text)
    text = FIGURE.sub(_figure, text)
    text = SYNTAX.sub(lambda match: match.group("code") or "\n" * match.group(0).count("\n"), text)
    return ["" if MODULE.match(line) else line for line in text.split("\n")]


def _comment(match: re.Match[str]) -> str:
    """Return an MDX comment as HTML's, a heading's id as `{#id}`."""
    inside = match.group(1).strip()
    if re.fullmatch(r"[\w:.-]+", inside):
        return f"{{#{inside}}}"
    return f"<!-- {inside} -->" if inside.startswith(("deck:", "notes:")) else "\n" * match.group(0).count("\n")


def _figure(match: re.Match[str]) -> str:
    values = dict(ATTRIBUTE.findall(match.group(1)))
    if not values.get("src"):
        return ""
    caption = values.get("caption") or values.get("title") or ""
    return f'![{values.get("alt", "")}](<{values["src"]}> "{caption}")'


def _without_colons(lines: list[str]) -> list[str]:
    """Return lines with `:::` directives reduced to their titles, `::: notes` to a comment."""
    out: list[str] = []
    notes = False
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
            out.append((match.group(2) or match.group(3) or "").strip())
    return out
