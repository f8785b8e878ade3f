"""How a letter looks. Each element carries its own style, because many mail programs drop what stands in the head.

The colours are those of the site. What is in the head only turns them round for readers whose screen is dark: Apple
Mail and Thunderbird ask the system, and Outlook on the web marks what it has turned round itself. Gmail and Outlook on
Windows read neither, and darken or keep the light colours as they choose.
"""

from __future__ import annotations

from markupsafe import Markup

SERIF = Markup("font-family:Georgia,'Times New Roman',serif")
SANS = Markup("font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif")

_LIGHT = {"paper": "#fdfcf9", "raised": "#f6f3ec", "ink": "#211e1a", "quiet": "#645d53", "accent": "#9a3016"}
_DARK = {"paper": "#171613", "raised": "#211f1b", "ink": "#ece7dd", "quiet": "#aba394", "accent": "#ffa183"}
RULE = "#e3ddd1"
STROKE = _LIGHT["accent"]
_DARK_RULE = "#37332c"

PAPER, RAISED = (f"background-color:{_LIGHT[name]}" for name in ("paper", "raised"))
INK, QUIET, ACCENT = (f"color:{_LIGHT[name]}" for name in ("ink", "quiet", "accent"))


def _dark_rules(prefix: str) -> str:
    """What replaces the styles of elements, by the classes that these have."""
    rules = {
        "p": f"background-color:{_DARK['paper']}",
        "r": f"background-color:{_DARK['raised']}",
        "i": f"color:{_DARK['ink']}",
        "q": f"color:{_DARK['quiet']}",
        "a": f"color:{_DARK['accent']}",
        "l": f"border-color:{_DARK_RULE}",
        "n": f"border-color:{_DARK['accent']}",
    }
    return "".join(f"{prefix}.{name}{{{rule}!important}}" for name, rule in rules.items())


DARK = Markup(f"@media (prefers-color-scheme:dark){{{_dark_rules('')}}}")  # noqa: S704 - made of constants
DARK_IN_OUTLOOK = Markup(_dark_rules("[data-ogsc] ") + _dark_rules("[data-ogsb] "))  # noqa: S704 - as above
"""Apart from the others, because a mail program that does not know such a selector drops all that stands with it."""
NARROW = Markup(
    "@media (max-width:480px){.w{padding-left:20px!important;padding-right:20px!important}.h{font-size:28px!important}}"
)
"""On a phone, less is left at the sides."""
