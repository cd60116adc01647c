"""The marks by which texts are divided, in every script that has some."""

from __future__ import annotations

WHITE = " \n\t\u00a0\u202f\u3000"
COLON = ":：︓︰"
# they close a head as a colon does, in Greek for one
MIDDLE_DOTS = "·\u0387"
STOP = ".。．।۔"
# marks that end a sentence and belong to what they end
KEPT = "?!…？！؟‽\u037e"
# what may follow a mark that would end a sentence, and then it does not
COMMAS = ",;،؛、，；"
QUESTION = "?？؟՞፧\u037e"
# what may stand behind such a mark: brackets, and quotes, which close in one language and open in another
CLOSERS = "」』）】〉》)]“”„‟‘’‚‛«»‹›\"'"
# what may stand before the first word of a sentence
BEFORE = '\u201c\u201e\u00ab\u00bb\u201d"\u300c\u300e\u00bf\u00a1'
EMPHASIS = "*_"
