"""The characters of formulas by what they do."""

from __future__ import annotations

OPENINGS = frozenset("([{|‖⟨⌊⌈⌜⌞")
CLOSINGS = frozenset(")]}|‖⟩⌋⌉⌝⌟")
# what latex2mathml writes for an accent, and the combining character that Office knows it by
ACCENTS = {
    "^": "\u0302",
    "\u02c6": "\u0302",
    "\u0302": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "\u0303": "\u0303",
    "\u02d9": "\u0307",
    "\u0307": "\u0307",
    "\u00a8": "\u0308",
    "\u0308": "\u0308",
    "\u20db": "\u20db",
    "\u2026": "\u20db",
    "\u00b4": "\u0301",
    "`": "\u0300",
    "\u02d8": "\u0306",
    "\u02c7": "\u030c",
    "\u02da": "\u030a",
    "\u2192": "\u20d7",
    "\u20d7": "\u20d7",
}
# what is as wide as the base that it stands above or below
STRETCHED = frozenset("⏞⏟⎴⎵⏜⏝⟵⟶⟷←↔")
RELATIONS = frozenset("=<>≠≤≥≪≫≈≃≅≡∼∝∈∉∋⊂⊃⊆⊇⊄⊈→←↔⇒⇐⇔↦⟶⟵⟹⟸⟺⟼⊢⊨⊥∥≺≻≼≽≐≔≜∣≲≳⇌")
BINARY = frozenset("+\u2212±∓×÷⋅·∗∘∪∩∧∨⊕⊗⊖⊙⊎∖†‡⋆")
PUNCTUATION = frozenset(",;:")
# the named widths of MathML 2, in em
SPACES = {
    "negativeveryverythinmathspace": -1 / 18,
    "negativeverythinmathspace": -2 / 18,
    "negativethinmathspace": -3 / 18,
    "negativemediummathspace": -4 / 18,
    "negativethickmathspace": -5 / 18,
    "thinmathspace": 3 / 18,
    "mediummathspace": 4 / 18,
    "thickmathspace": 5 / 18,
}
# the colours that LaTeX (xcolor) and MathJax know by name, as dark as their words need to be on a pale ground (4.5 : 1)
COLOURS = {
    "red": "C00000",
    "blue": "1F3FBF",
    "green": "1E6B1E",
    "orange": "A84300",
    "purple": "7B1FA2",
    "violet": "6A1B9A",
    "magenta": "A0148C",
    "cyan": "006C7A",
    "teal": "006060",
    "brown": "6D4320",
    "olive": "5F5F00",
    "pink": "B4235A",
    "gray": "595959",
    "grey": "595959",
    "darkgray": "404040",
    "lime": "3F6B00",
}
