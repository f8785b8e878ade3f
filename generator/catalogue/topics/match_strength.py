"""How surely the rules of a topic match a paper."""

from __future__ import annotations

from generator.model.curation import Where
from generator.model.paper import Assignment, Paper


def is_weak_match(paper: Paper, assignment: Assignment) -> bool:
    """Does a topic rest on a single phrase of a rule, said once in the abstract?"""
    if len(assignment.reasons) != 1:
        return False
    (reason,) = assignment.reasons
    if reason.where is not Where.ABSTRACT or len(reason.words) != 1:
        return False
    abstract = "\n".join(paragraph.plain for paragraph in paper.abstract).casefold()
    return abstract.count(reason.words[0].casefold()) == 1
