"""How long a talk takes, and how it keeps to its slot."""

from deck.talk.fold import fold, left_out
from deck.talk.schedule import scheduled
from deck.talk.speech import expected_minutes, minutes

__all__ = ["expected_minutes", "fold", "left_out", "minutes", "scheduled"]
