"""Records whose keys must make sense together, not only one by one."""

from __future__ import annotations

from typing import Any

from generator.curation.fields import JsonSchema, ListKind, RecordKind, Report, path
from generator.curation.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.model.curation import PaperNotes, Rule


class RuleKind(RecordKind[Rule]):
    """A rule of a topic: its keys must make sense together."""

    def read(self, node: Node, field: str, report: Report, **given: Any) -> Rule:
        rule = super().read(node, field, report, **given)
        assert isinstance(node, MappingNode)
        keys = {key.text: key for key, _ in node.entries}
        if not keys.keys() & {"any", "all"}:
            raise report.refuse(node.place, field, "expected phrases under 'any' or 'all', found neither; add one")
        if "times" in keys and "any" not in keys:
            message = "expected 'any' beside 'times', which counts its phrases, found none; add it, or remove 'times'"
            report.add(keys["times"].place, path(field, "times"), message)
        self._check_phrases(node, field, report)
        return rule

    def _check_phrases(self, node: MappingNode, field: str, report: Report) -> None:
        """A phrase says one thing in a rule: two of its lists would contradict or repeat each other."""
        seen: dict[str, tuple[str, int]] = {}
        for key, value in node.entries:
            if key.text not in ("any", "all", "none") or not isinstance(value, SequenceNode):
                continue
            for number, item in enumerate(value.items, start=1):
                if not isinstance(item, ScalarNode):
                    continue
                other, line = seen.setdefault(" ".join(item.text.split()), (key.text, item.place.line))
                if other != key.text:
                    message = f"expected each phrase once in a rule, found '{item.text}' under '{other}' too, in line"
                    report.add(item.place, f"{path(field, key.text)}[{number}]", f"{message} {line}; remove one")

    def schema(self) -> JsonSchema:
        return {
            **super().schema(),
            "anyOf": [{"required": ["any"]}, {"required": ["all"]}],
            "not": {"required": ["times"], "not": {"required": ["any"]}},
        }


class RulesKind(ListKind[Rule]):
    """The rules of a topic: together they must be able to give it."""

    def read(self, node: Node, field: str, report: Report) -> tuple[Rule, ...]:
        rules = super().read(node, field, report)
        assert isinstance(node, SequenceNode)
        total = sum(rule.weight for rule in rules)
        if len(rules) == len(node.items) and total < 1 - 1e-9:
            message = f"expected weights that can add up to 1, found {total:g} in all; raise one"
            report.add(node.place, field, message)
        return rules


class PaperNotesKind(RecordKind[PaperNotes]):
    """What a curator says about a paper: a paper that is another one has nothing of its own."""

    def read(self, node: Node, field: str, report: Report, **given: Any) -> PaperNotes:
        overlay = super().read(node, field, report, **given)
        assert isinstance(node, MappingNode)
        if overlay.same_as:
            for key, _ in node.entries:
                if key.text in self.keys and key.text != "same_as":
                    message = (
                        f"expected nothing beside same_as, found '{key.text}';"
                        f" move it to papers/{overlay.same_as.value}.yml"
                    )
                    report.add(key.place, key.text, message)
        elif overlay.is_hidden and overlay.featured and overlay.featured.value:
            message = "expected a paper that is shown, found 'true' while 'hidden' is true, too; remove one"
            report.add(overlay.featured.place, "featured", message)
        return overlay

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
