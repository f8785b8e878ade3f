"""Records whose keys must agree with one another, besides being right one by one."""

from __future__ import annotations

from typing import Any

from generator.curation.curation_problems import (
    CONTRADICTORY_PHRASE,
    FEATURED_WHILE_HIDDEN,
    MERGED_PAPER_HAS_NOTES,
    RULE_WITHOUT_PHRASES,
    TIMES_WITHOUT_ANY,
    WEIGHTS_TOO_LOW,
)
from generator.curation.list_kinds import ListKind
from generator.curation.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.curation.record_kinds import RecordKind
from generator.curation.text_kinds import PhraseKind
from generator.curation.value_kinds import JsonSchema, Report, path
from generator.model.curation import PaperNotes, Rule


class RuleKind(RecordKind[Rule]):
    """A rule of a topic, which needs phrases, and each of them only once."""

    def read(self, node: Node, field: str, report: Report, **given: Any) -> Rule:
        rule = super().read(node, field, report, **given)
        assert isinstance(node, MappingNode)
        keys = {key.text: key for key, _ in node.entries}
        if not keys.keys() & {"any", "all"}:
            message = "expected phrases under 'any' or 'all', found neither; add one"
            raise report.refuse(node.place, field, message, RULE_WITHOUT_PHRASES)
        if "times" in keys and "any" not in keys:
            message = (
                "expected 'any' alongside 'times', which counts the phrases under 'any', found no 'any';"
                " add it, or remove 'times'"
            )
            report.add(keys["times"].place, path(field, "times"), message, TIMES_WITHOUT_ANY)
        self._check_phrases(node, field, report)
        return rule

    def in_full(self, node: Node) -> str:
        """A single text is a phrase."""
        is_phrase = isinstance(node, ScalarNode) and PhraseKind().convert(" ".join(node.text.split())) is not None
        return super().in_full(node) if is_phrase else "write phrases of words under 'any', as in 'any: [a phrase]'"

    def _check_phrases(self, node: MappingNode, field: str, report: Report) -> None:
        """A phrase in two lists of a rule would contradict or repeat itself."""
        first: dict[str, tuple[str, int]] = {}
        for key, value in node.entries:
            if key.text not in ("any", "all", "none") or not isinstance(value, SequenceNode):
                continue
            for number, item in enumerate(value.items, start=1):
                if not isinstance(item, ScalarNode):
                    continue
                other, line = first.setdefault(" ".join(item.text.split()), (key.text, item.place.line))
                if other != key.text:
                    message = (
                        f"expected each phrase once in a rule, found '{item.text}' under '{other}' as well,"
                        f" on line {line}; remove one"
                    )
                    report.add(
                        item.place, f"{path(field, key.text)}[{number}]", message, CONTRADICTORY_PHRASE, item.text
                    )

    def schema(self) -> JsonSchema:
        return {
            **super().schema(),
            "anyOf": [{"required": ["any"]}, {"required": ["all"]}],
            "not": {"required": ["times"], "not": {"required": ["any"]}},
        }


class RulesKind(ListKind[Rule]):
    """The rules of a topic, which together must be able to give it."""

    def read(self, node: Node, field: str, report: Report) -> tuple[Rule, ...]:
        rules = super().read(node, field, report)
        assert isinstance(node, SequenceNode)
        total = sum(rule.weight for rule in rules)
        if len(rules) == len(node.items) and total < 1 - 1e-9:
            message = f"expected weights that can add up to 1, found {total:g} in total; raise one"
            report.add(node.place, field, message, WEIGHTS_TOO_LOW)
        return rules


class PaperNotesKind(RecordKind[PaperNotes]):
    """What a curator says about a paper, of which nothing else can be said when it is another paper."""

    def read(self, node: Node, field: str, report: Report, **given: Any) -> PaperNotes:
        notes = super().read(node, field, report, **given)
        assert isinstance(node, MappingNode)
        if notes.same_as:
            for key, _ in node.entries:
                if key.text in self.keys and key.text != "same_as":
                    message = (
                        f"expected nothing besides same_as, found '{key.text}';"
                        f" move it to papers/{notes.same_as.value}.yml"
                    )
                    report.add(key.place, key.text, message, MERGED_PAPER_HAS_NOTES)
        elif notes.is_hidden and notes.featured and notes.featured.value:
            message = "expected only one of 'featured' and 'hidden' to be true, found both; remove one"
            report.add(notes.featured.place, "featured", message, FEATURED_WHILE_HIDDEN)
        return notes

    def schema(self) -> JsonSchema:
        is_true: JsonSchema = {"const": True}
        return {
            **super().schema(),
            "allOf": [
                {"anyOf": [{"maxProperties": 1}, {"not": {"required": ["same_as"]}}]},
                {
                    "not": {
                        "required": ["featured", "hidden"],
                        "properties": {"featured": is_true, "hidden": is_true},
                    }
                },
            ],
        }
