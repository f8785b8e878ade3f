"""The words that may point at other sentences, by kind. ``pointers`` tells whether the sentence itself resolves one."""

from __future__ import annotations

import re

from generator.text.statements import KIND_OF_WORK, OWN_WORK

_THINGS = (
    r"(?:models?|methods?|frameworks?|approach(?:es)?|problems?|tasks?|algorithms?|systems?|techniques?|gaps?|challenges?"
    r"|issues?|questions?|datasets?|limitations?|reasons?|answers?|settings?|solutions?|phenomen(?:on|a)|effects?"
    r"|architectures?|bottlenecks?|process|schemes?|bounds?|shortcomings?)"
)
"""What is called ``the model`` where the reader knows which."""
_OWN = (
    rf"(?:{_THINGS}|theor(?:y|ies)|analys[ie]s|theorems?|proposals?|methodolog(?:y|ies)|constructions?|formalism|tools?"
    r"|data|benchmarks?|evaluations?|observations?|results|findings|experiments|simulations|proofs?|code|strateg(?:y|ies)"
    r"|protocols?|formulations?|designs?|pipelines?|estimators?|procedures?)"
)
"""What authors call what they have made or found."""
_MEANS = (
    r"(?:methods?|frameworks?|approach(?:es)?|algorithms?|techniques?|schemes?|formulations?|procedures?|strateg(?:y|ies)"
    r"|protocols?|constructions?|conjecture|formalism|(?<=new )models?)"
)
"""By what authors do something."""
_ENDS = (
    r"and|or|is|are|was|were|has|have|can|could|by|from|at|as|under|across|without|when|while|via|using|into|through"
    r"|against"
)
"""Words that do not go on with a name."""

_DEMONSTRATIVE = (
    rf"[Tt]his(?! {KIND_OF_WORK}{OWN_WORK}\b| [\w-]+ (?:paper|article|thesis|manuscript|survey)\b)|[Tt]h[eo]se"
    r"|[Tt]hat(?= (?:gap|problem|question|challenge|limitation|issue|goal|failure|effect|literature|property"
    r"|assumption)s?\b)"
    r"|(?:(?<=for )|(?<=of ))that(?= (?:first|second|third) \w)"
    r"|(?:(?<=revisit )|(?<=revisits )|(?<=interpreting )|(?<=extend )|(?<=extends )|(?<=extending )|(?<=address )"
    r"|(?<=addresses )|(?<=[Ww]e study )|(?<=analyze )|(?<=exploit )|(?<=refine )|(?<=resolve ))that"
    r"|[Ss]uch(?! (?:as|that)\b)"
)
_PRONOUN = (
    r"[Tt]he(?:y|m|irs?|mselves)|[Ii]t(?:s(?![ -]kind\b)|self"
    r"|(?! (?:is|was|remains) (?:\w+ly |well |not |a )?(?:known|shown|found|proved|proven|demonstrated|argued"
    r"|believed|possible|important|necessary|difficult|hard|clear|unclear|crucial|essential|natural|key)\b))|[Aa]nother"
)
_BACK = (
    r"the said|(?:the )?(?:above(?:-mentioned)?|foregoing|afore(?:mentioned|said)|preceding)(?=[- ]\w)"
    r"|(?:(?<=mentioned )|(?<=described )|(?<=discussed ))above"
    r"|[Tt]he (?:(?:two|three) [\w-]+ (?:above|below)\b|(?:former|latter|above|other|two|three)(?!-)"
    r"|(?:first|second|third)(?= (?:issue|challenge|problem|question|gap|limitation|work|study|class)\b)"
    r"|(?:second|third)(?= (?:transition|phase|step|stage|part|case|setting|scenario|approach|contribution)\b)"
    r"|(?:previous|prior|earlier)(?= [\w-])"
    r"(?! (?:state|best|art|SOTA|distribution|knowledge|(?:\w+ )?(?:of|in|on|to|for|and|over))\b)"
    r"|same(?= (?:logic|idea|argument|reasoning|strategy|classes|spirit)\b)"
    r"|(?:very )?closely related(?= \w)|conjecture(?= by \w+ing\b)"
    r"|(?:[\w-]+ ){1,4}(?:above|below)(?=[.,;)]|$))"
    r"|(?:[Pp]revious|[Pp]rior|[Ee]arlier)(?= (?:results?|findings|sections?|experiments?|ones?)\b)"
    r"|(?:(?<=build upon )|(?<=build on )|(?<=extend )|(?<=extends )|(?<=complement )|(?<=inspired by ))this"
    r"(?= (?:work|study|research|paper|line)\b)"
    r"|[Oo]ur (?:\w+ )?(?:previous|prior|earlier|past|companion|preceding)(?= \w)"
    r"|(?<=ed )here(?=,| and\b)|here(?=[.;)]|$| (?:is|are|by)\b)"
    r"|(?:[Aa]ll|[Bb]oth|[Ee]ach|[Ss]ome|[Mm]any)(?: (?:two|three|four|five))? of (?:these|those|them)"
    r"|[Bb]oth|[Ee]ach(?=[,.;]| that\b)|do(?:es|ing)? so"
    r"|[Aa]ll (?:three|four|five|six|seven)(?= (?:[\w-]+ )?[\w-]+(?:s|ria|mena)\b)"
)
_OTHER = (
    r"[Aa]n? (?:slightly |much |even )?(?:different|nearby|more general)(?= (?:\w+ )?(?:regime|situation|setting|case"
    r"|approach|route|version|variant|strategy|question(?! answer)|problem)\b(?!:|.*\b(?:than|from)\b))"
    r"|[Tt]he (?:complementary|analogous|more general)(?= (?:\w+ )?(?:setting|case|situation|question|result|problem"
    r"|regime)\b(?! of\b|[^,.;]*:))"
    r"|[Aa]n analogous(?= \w)|[Aa] related(?= (?:\w+ )?(?:problem|effect|question|result|phenomenon)\b)"
    r"|[Aa]n extension(?=[,.])"
)
"""What differs from something that was said."""
_THING = (
    r"[Tt]he corresponding [\w-]+|[Oo]ur (?:hypothes[ie]s|conjecture|claim|observation|finding|insight)s?(?! that)"
    rf"|[Tt]he (?:resulting|introduced)(?= [a-z])(?! (?:[a-z][\w-]* ){{0,2}}?{_OWN}\b)"
    rf"|[Tt]he (?:(?:same|inherent|associated|remaining) )?{_THINGS}(?=[.,;:)]|$| (?:to|{_ENDS})\b)"
)
_MEANT = (
    rf"[Tt]he (?:proposed|resulting) (?:[a-z][\w-]* ){{0,2}}?{_OWN}(?! (?:of|for|by|in|to)\b| [A-Z])"
    rf"|(?<=\w of )our(?! own) (?:[a-z][\w-]* ){{0,2}}?{_OWN}(?! (?:of|for)\b)"
    rf"|[Oo]ur(?! own) (?:[a-z][\w-]* ){{0,2}}?{_OWN}"
    rf"(?=[.;:)]|$|,(?! (?:which|that|[A-Z]))| (?:{_ENDS}|over|than|compared|within)\b)"
    rf"|[Tt]he (?:(?:new|overall|entire|whole|full|present|introduced|developed|same) )?{_MEANS}"
    r"(?![-’',]| (?:of|for|that|which|where|based|known|called|named|presented|proposed|introduced|developed|described"
    r"|used|employed|applied|we|by|and|to)\b)"
)
_ITEM = r"(?:\([1i]\)(?<=[\w.:,;]\s\([1i]\))|[1i]\)(?<=[.:;]\s[1i]\)))(?!.*\s\(?(?:2|ii)\))"
"""The first of a list that goes on in other sentences."""
_BEGINS = (
    r"[Tt]h[aeio]|[Ii]t|[Ss](?:uch|ome)|[Mm]any|[Oo]ur"
    r"|[Aa](?:bove|ll|noth|fore|n? (?:anal|diff|ext|near|more|rel|slig|much|even))|[Bb]oth|[Ee](?:ach|arli)"
    r"|[Pp]r[ei]|do|here|fore"
)
"""How such words begin; tried first, because most words do not."""

POINTER = re.compile(
    rf"\b(?={_BEGINS})(?:(?P<demonstrative>{_DEMONSTRATIVE})|(?P<pronoun>{_PRONOUN})|(?P<back>{_BACK}|{_OTHER})"
    rf"|(?P<thing>{_THING})|(?P<own>{_MEANT}))(?![\w’'])|(?P<list>{_ITEM})"
)
"""A word that may point; its group is its kind."""
