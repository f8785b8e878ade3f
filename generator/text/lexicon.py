"""Stop words, and the forms of a word.

Four parts of the program ignore stop words. All of them ignore ``FUNCTION_WORDS``; beyond that they differ,
because a missing stop word costs each of them something else:

- the *search* ignores no others, because a reader may look for any other word;
- *suggestions* to a curator also ignore the words of nearly every abstract (``SUGGESTION_STOP_WORDS``). A
  meaningless phrase in a suggestion costs the curator a glance;
- *trends* ignore all words that could never be a trend (``TREND_STOP_WORDS``), including generic nouns and
  remains of TeX;
- *related papers* ignore the most (``is_stop_word``), because one meaningless word can make two papers look
  alike. They keep ``GENERIC_NOUNS``, which mean something next to a word of the subject: ``diffusion model``.
"""

from __future__ import annotations

from collections.abc import Iterator

FUNCTION_WORDS = frozenset(
    """
    a about above after again all also am among an and any are as at be because been before being below between both
    but by can cannot could did do does doing down during each either for from further had has have having he her here
    hers him his how however i if in into is it its itself just may me might more moreover most much must my no nor
    not of off on once only or other our ours out over own same she should since so some such than that the their
    theirs them then there therefore these they this those through thus to too under until up upon us very was we were
    what when where whether which while who whom whose why will with within without would yet you your yours
    """.split()
)
"""Words of grammar, which most abstracts have, whatever their subject."""

STOCK_WORDS = frozenset(
    """
    achieve achieves across although approach approaches based better demonstrate demonstrates different effective et
    etc existing experiments extensive few first framework given high improve improves introduce introduced large many
    method methods new novel often one paper papers per performance present problem problems propose proposed recent
    recently results several show shown shows significant significantly state study toward towards two use used uses
    using various via well work works
    """.split()
)
"""Words of nearly every abstract, in their frequent forms."""

_CLAIMS = frozenset(
    """
    ability abstract achieved achieving actual additional additionally address addressing against aim aims al allow
    allowing allows almost along already always another applied apply applying article aspect author automatically
    available average become best beyond bridge bridging broad broader build building built called capable carefully
    case cases challenging characterize com common compare compared complex comprehensive conduct conducted consider
    considered consistent consistently construct constructed contribution create created creating critical critically
    crucial current currently define defined demonstrated demonstrating depend dependent depends derive designed
    designing despite develop developed developing diverse due e easy effectively effectiveness eight emerge emerged
    emerges emerging enable enables enabling enough ensure ensuring especially establish establishes evaluate
    evaluated evaluating even every examine exhibit exhibits experimental exploring fail fails far finally find
    finding findings five focus four full fully fundamental furthermore g github gives giving good hard help hence
    html http https idea identify illustrate important improved improvement improvements improving include includes
    including increase indeed insight insights instead introduces introducing investigate io key lack lacking lacks
    larger later lead leading leads least less let leverage leverages leveraging like limitation limitations limited
    made main mainly make makes making namely near nearly need needs neither next nine notably now observe observed
    obtain obtained offer offers onto order org others outperform outperforming outperforms overall particular
    particularly perform performs possible presented presenting presents previous previously primary prior project
    promising proposes provide provides providing publicly purpose put quite range rather real rely remain remains
    remarkable report require required requires respective respectively result reveal reveals rich richer rigorous
    rigorously robustly role s second serve serves seven showing simple simply single six specific specifically still
    strong strongly substantial substantially suggest suggests superior surpass surpassing systematic systematically t
    tackle take takes taking ten term terms thereby though three together true typically underlying understand
    understanding unlike url useful usually validate variety verify way ways whereas whole wide widely www yield
    yielding yields
    """.split()
)
"""Words with which abstracts introduce, praise and compare their subject, in their frequent forms."""

_TEX = frozenset(
    """
    alpha begin beta cdot delta ell end epsilon frac gamma geq infty kappa lambda ldots left leq mathbb mathbf mathcal
    mathrm mid mu omega phi psi rho sigma sim sqrt sum tau textbf textit texttt theta times top
    """.split()
)
"""TeX commands without their backslash that are not words, or only meaningless ones."""

_RARER_CLAIMS = frozenset(
    """
    able abs accordingly account accurate act adapt adaptive add addition adopt advance advancement advantage akin
    alike alternative amount analyse analyze anew appendix appropriate approx approximately area arguably arise art
    arxiv assess associated assume attain attempt attractive attribute avoid aware background balance base basic basis
    began begun beneficial benefit billion billions bottleneck brief bring bypass capture careful cause celebrated
    central certain change characteristic chief choice choose circumvent clear closely coarse coin collect
    collectively combination combine come commonplace community comparable compel compensate competitive complete
    comprise computational compute concept conceptually concern conclude concrete confirm confront consequence
    consequent considerable considerably consist consistency constantly constitute construction contain contemporary
    contend continue continuously contrast contribute convenient conventional core correct correspond costly
    counterintuitive couple cover date deal decade decrease deeper deficiency definition degree deliberately deliver
    delve demand demo depart deploy deployment depth describe desirable desired detail determine devise differ
    difference difficult difficulty direct discover discuss disparate distinct diversity dominant dominate don
    downstream dramatic dramatically draw drawback drawn drive driven dub easily efficacy efficient effort eg element
    else elucidate embody emph emphasize empirical employ emulate encode encompass encounter encourage endow enhance
    enhancement enormous enrich entire envision equally equip equivalent escalate essence essential eventually ever
    everyday evidence evident exact examination example exceed excel excellent exceptional exclude exclusively exist
    expand expect expectation expensive expertise explain explicit exploit exploitation explored expose extend extent
    extra extract face facet facilitate fact failure fall family fast faster feasibility feasible fifth final finer
    firmly fix flaw flexibility flexible fold follow formulate formulation forth fortunately foster foundation fourth
    frequently fruitful fulfil functional future gain general generality generalizability generalize generate generic
    genuine get give global go granular great greater grow guidance guide hallmark hamper handle heavily heavy helpful
    higher highest highlight hinder hinge hinges hitherto hold holistic huge huggingface hundred hundreds hypothesis
    ideal identified ie immense impact imperative implement implication implicit importance impose inability
    inadequate inconsistent incorporate incorrect incur independent indicate indispensable individual ineffective
    inevitable inevitably inexpensive infeasible inferior influence inform inherent initial inner innovative inspire
    insufficient integrate integration intend interest intermediate interplay interpretation intricate intriguing
    intrinsic intrinsically introduction intuitive invaluable invariably inversely investigation involve iterative
    joint justify keep kept kind know known labor laborious landscape largest lastly latest latter leap learn leave
    led lend lie lies limiting line link little local locate logical look lot lower magnitude maintain major majority
    mandate manner manual marked mature maximum mean meaningful meanwhile measured measurement meet mere methodology
    meticulous million millions mind minimal minimum minor mirror mitigate modern modest modify monumental motivate
    multiple naive name narrow navigate necessarily necessary necessitate necessity neglect none nontrivial notable
    note notion novelty nuanced numerous obscure observation obstacle occasionally occur operate opportunity opposed
    optimal optimize optimum original orthogonal outcome outline overarching overcome overlook overview owing page
    pave percent percentage perhaps persist persistent perspective pertinent pinpoint pivotal place plausible
    plausibly play plethora poor pose possess possibility potential powerful practical practice precise preferable
    preliminary preprint presence preserve prevailing prevalent prevent primarily principled produce progress
    prohibitive proliferation prominent promise promote pronounced propel proper proprietary prospect prove proven
    public pursue quantify quantitative raise rapid rarely reach readily realistic reality reap reason reasonable
    reasonably recall recognize reconsider reduce refer refine reflect regard regardless reinforce related relative
    release relevant reliability reliable remarkably render replace repository represent reproduce reproducible
    requirement researcher resemble reside resolve resort respect respond rest restrict retain rethink rethought
    review revisit revolutionize ripe rise robust robustness roughly run sacrifice satisfactory satisfy say
    scalability scalable scarce scarcity scope seamless see seek seemingly select separate series serious setback
    severe share shed shift short shortcoming showcase side significance signify similar simultaneous situation sixth
    sized slight smaller sole solve soon sophisticated source span special specialized specified spite spur stand
    standard stark start stay stem stems stop straightforward strategic strength strict strikingly strive stronger
    struggle sub subsequent subtle succeed success successful suffer sufficient suggestion suitable suite superiority
    supplementary supporting surge surprising synergistic synergize synergy tailor tangible tempting tend tendency
    tens theoretical thereafter thereof think third thorough thousand thousands tiny today topic total tractable trade
    traditional train treat trend trivial turn twofold typical ubiquitous ultimate unable unaddressed unavailable
    unaware unbounded unclear uncommon uncover underexplored undergo underlie underscore understood understudied
    undertake unexplored unfortunately unified unify unique universal unknown unnecessary unprecedented unresolved
    upcoming urgent usable usefulness usual utilize valid valuable variability variation vary vast versatile
    versatility versus viable vital vs weak weaken weakness webpage website wholly wider widespread wise word worse
    worst worth
    """.split()
)
"""More such words, too rare to be a trend. Plurals and forms with ``ing``, ``ed`` or ``ly`` are left out,
because ``is_stop_word`` derives them.
"""

GENERIC_NOUNS = frozenset(
    """
    accuracy adaptation algorithm analysis application approach architecture assessment baseline behavior behaviour
    benchmark bias capability challenge class collection comparison complexity component computation condition context
    cost creation data dataset decision deep design development direction distribution domain effect efficiency
    estimate estimation evaluation experiment exploration factor feature few field fine flow form framework function
    gap generalization generation goal ground group high implementation inference information input instance issue
    knowledge large length level limit long low measure mechanism method metric mode model modeling modelling
    modification module multi network non number objective open operation optimization output paradigm parameter part
    path pattern performance phase phenomenon pipeline point post pre prediction problem procedure process processing
    property quality question rate reduction region relation relationship representation research resource response
    sample scale scenario scheme science score selection self set setting setup size small solution space speed stage
    state step strategy structure study subject support system target task technique technology test testing theory
    time type usage use user value variant version view work year zero
    """.split()
)
"""Nouns of abstracts on any subject."""

_NEVER_TRENDS = frozenset(
    """
    admit analysis around automatic bar big cal call capability challenge challenges characterise circ design done dot
    equiv eta exp experiment explore first-ever focuses forall gap goal govern half hat highly implementation
    increasingly int issue issues langle largely last lesssim limit ln log low mathit mathsf max min nabla neq never
    non nu open operatorname otherwise otimes overline partial pi pm prime quad question questions rangle re research
    right rightarrow shall small solution solutions step studies subset support taken technique techniques text
    themselves throughout tilde varepsilon varphi vec wedge widehat widetilde xi zero zeta
    """.split()
)
"""Words that may relate two papers but could never be a trend: TeX commands that are also words of a subject
(``text``, ``log``), some generic nouns, and a few others.
"""

SUGGESTION_STOP_WORDS = FUNCTION_WORDS | STOCK_WORDS | {"general", "task", "tasks"}
TREND_STOP_WORDS = FUNCTION_WORDS | STOCK_WORDS | _CLAIMS | _TEX | _NEVER_TRENDS

SMALL_TITLE_WORDS = frozenset(
    """
    a an and are as at be between beyond but by can do does for from how in into is it its nor not of on onto or over
    per so than the through to toward towards under up using via vs what when why with without yet you your
    """.split()
)
"""Words that titles do not capitalise; not all of them are stop words."""


def without_plural_s(word: str) -> str:
    """A word in small letters without the ``s`` of a plural, with ``y`` for ``ies``. For *trends*: ``sizes``
    becomes ``size``. ``processes`` becomes ``processe``, which does no harm there, because a trend is shown in
    the form that most texts use.
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def singular(word: str) -> str:
    """A word in small letters without the ending of a plural, ``s`` or ``es``. For *related papers*:
    ``processes`` becomes ``process``, and both are one term. The result need not be a word: ``sizes`` becomes
    ``siz``.
    """
    single = without_plural_s(word)
    return single[:-1] if single != word and word.endswith(_LONG_PLURALS) else single


def plurals(word: str) -> tuple[str, ...]:
    """The regular plurals of a word, spelt as if either ending were right. For *topics*: a curator's phrase
    should find the plural, and a form that nobody writes does no harm.
    """
    if word.endswith("y"):
        return (f"{word}s", f"{word[:-1]}ies")
    return (f"{word}s", f"{word}es")


def is_stop_word(word: str) -> bool:
    """Is a word in small letters, or the word it is derived from, meaningless for comparing papers?"""
    return any(form in _EMPTY for single in (word, singular(word)) for form in _forms(single))


def _forms(word: str) -> Iterator[str]:
    """A word, and the words from which it may be derived, as in ``remarkably``, ``using`` and ``planned``."""
    yield word
    if word.endswith("ly"):
        yield word[:-2]
    stem = word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") else ""
    if len(stem) > 1:
        yield from (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)


_LONG_PLURALS = ("sses", "xes", "ches", "shes", "zes")
_EMPTY = (FUNCTION_WORDS | _CLAIMS | _TEX | _RARER_CLAIMS).union(
    word for word in STOCK_WORDS if singular(word) not in GENERIC_NOUNS
)
