"""What a merge kept, changed and could not unite, in words for the person whose deck it is (docs/plan.md)."""

from deck.telling.findings import findings
from deck.telling.plan import plan_data, plan_text, summary
from deck.telling.report import merge_report

__all__ = ["findings", "merge_report", "plan_data", "plan_text", "summary"]
