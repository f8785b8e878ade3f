"""Which words of a title or an abstract say what it is about.

Words of grammar and praise say nothing of it (``propose``, ``novel``). Nouns of any abstract
(``method``, ``model``) do beside a word of the subject: ``diffusion model``, ``model merging``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

WORD = re.compile(r"[^\W_]+|[^\w\s-]")
"""A word, or a mark that parts two words. A hyphen does not: ``chain-of-thought`` is three words."""

_EMPTY = frozenset(
    "a ability able about above abs abstract accordingly account accurate achieve across act actual adapt"
    " adaptive add addition additional address adopt advance advancement advantage after again against aim akin"
    " al alike all allow almost along alpha already also alternative although always am among amount an analyse"
    " analyze and anew another any appendix applied apply appropriate approx approximately are area arguably"
    " arise art article arxiv as aspect assess associated assume at attain attempt attractive attribute author"
    " automatically available average avoid aware background balance base basic basis be because become been"
    " before began begin begun being below beneficial benefit best beta better between beyond billion billions"
    " both bottleneck bridge brief bring broad broader build built but by bypass called can cannot capable"
    " capture careful case cause cdot celebrated central certain challenging change characteristic characterize"
    " chief choice choose circumvent clear closely coarse coin collect collectively com combination combine come"
    " common commonplace community comparable compare compel compensate competitive complete complex"
    " comprehensive comprise computational compute concept conceptually concern conclude concrete conduct confirm"
    " confront consequence consequent consider considerable considerably consist consistency consistent"
    " constantly constitute construct construction contain contemporary contend continue continuously contrast"
    " contribute contribution convenient conventional core correct correspond costly could counterintuitive"
    " couple cover create critical crucial current date deal decade decrease deeper deficiency define definition"
    " degree deliberately deliver delta delve demand demo demonstrate depart depend dependent deploy deployment"
    " depth derive describe designed designing desirable desired despite detail determine develop devise did"
    " differ difference different difficult difficulty direct discover discuss disparate distinct diverse"
    " diversity do does doing dominant dominate don down downstream dramatic dramatically draw drawback drawn"
    " drive driven dub due during each easily easy effective effectiveness efficacy efficient effort eg eight"
    " either element ell else elucidate embody emerge emph emphasize empirical employ emulate enable enables"
    " encode encompass encounter encourage end endow enhance enhancement enormous enough enrich ensure entire"
    " envision epsilon equally equip equivalent escalate especially essence essential establish et etc evaluate"
    " even eventually ever every everyday evidence evident exact examination examine example exceed excel"
    " excellent exceptional exclude exclusively exhibit exist expand expect expectation expensive experimental"
    " expertise explain explicit exploit exploitation explored exploring expose extend extensive extent extra"
    " extract face facet facilitate fact fail failure fall family far fast faster feasibility feasible fifth"
    " final find finer firmly first five fix flaw flexibility flexible focus fold follow for formulate"
    " formulation forth fortunately foster foundation four fourth frac frequently from fruitful fulfil full fully"
    " functional fundamental further furthermore future gain gamma general generality generalizability generalize"
    " generate generic genuine geq get github give given global go good granular great greater grow guidance"
    " guide had hallmark hamper handle hard has have he heavily heavy help helpful hence her here higher highest"
    " highlight him hinder hinge hinges his hitherto hold holistic how however html http https huge huggingface"
    " hundred hundreds hypothesis idea ideal identified identify ie if illustrate immense impact imperative"
    " implement implication implicit importance important impose improve improvement in inability inadequate"
    " include inconsistent incorporate incorrect increase incur indeed independent indicate indispensable"
    " individual ineffective inevitable inevitably inexpensive infeasible inferior influence inform infty"
    " inherent initial inner innovative insight inspire instead insufficient integrate integration intend"
    " interest intermediate interplay interpretation into intricate intriguing intrinsic intrinsically introduce"
    " introduction intuitive invaluable invariably inversely investigate investigation involve io is it iterative"
    " its itself joint just justify kappa keep kept key kind know known labor laborious lack lambda landscape"
    " larger largest lastly later latest latter ldots lead leap learn least leave led left lend leq less let"
    " leverage lie lies like limitation limited limiting line link little local locate logical look lot lower"
    " made magnitude main maintain major majority make mandate manner manual many marked mathbb mathbf mathcal"
    " mathrm mature maximum may me mean meaningful meanwhile measured measurement meet mere methodology"
    " meticulous mid might million millions mind minimal minimum minor mirror mitigate modern modest modify"
    " monumental more moreover most motivate mu much multiple must my naive name narrow navigate near necessarily"
    " necessary necessitate necessity need neglect neither new next nine no none nontrivial nor not notable"
    " notably note notion novel novelty now nuanced numerous obscure observation observe obstacle obtain"
    " occasionally occur of off offer often omega on once one onto operate opportunity opposed optimal optimize"
    " optimum or order org original orthogonal other others our out outcome outline outperform over overall"
    " overarching overcome overlook overview owing own page paper particular pave per percent percentage perform"
    " perhaps persist persistent perspective pertinent phi pinpoint pivotal place plausible plausibly play"
    " plethora poor pose possess possibility possible potential powerful practical practice precise preferable"
    " preliminary preprint presence present preserve prevailing prevalent prevent previous primarily primary"
    " principled prior produce progress prohibitive project proliferation prominent promise promote pronounced"
    " propel proper propose proprietary prospect prove proven provide psi public purpose pursue put quantify"
    " quantitative quite raise range rapid rarely rather reach readily real realistic reality reap reason"
    " reasonable reasonably recall recent recognize reconsider reduce refer refine reflect regard regardless"
    " reinforce related relative release relevant reliability reliable rely remain remarkable remarkably render"
    " replace report repository represent reproduce reproducible require requirement researcher resemble reside"
    " resolve resort respect respective respond rest restrict result retain rethink rethought reveal review"
    " revisit revolutionize rho rich richer rigorous ripe rise robust robustness role roughly run s sacrifice"
    " same satisfactory satisfy say scalability scalable scarce scarcity scope seamless second see seek seemingly"
    " select separate series serious serve setback seven several severe share she shed shift short shortcoming"
    " should show showcase shown side sigma significance significant signify sim similar simple simply"
    " simultaneous since single situation six sixth sized slight smaller so sole solve some soon sophisticated"
    " source span special specialized specific specifically specified spite spur sqrt stand standard stark start"
    " stay stem stems still stop straightforward strategic strength strict strikingly strive strong stronger"
    " struggle sub subsequent substantial subtle succeed success successful such suffer sufficient suggest"
    " suggestion suitable suite sum superior superiority supplementary supporting surge surpass surprising"
    " synergistic synergize synergy systematic systematically t tackle tailor take tangible tau tempting ten tend"
    " tendency tens term textbf textit texttt than that the their them then theoretical there thereafter thereby"
    " therefore thereof these theta they think third this thorough those though thousand thousands three through"
    " thus times tiny to today together too top topic total toward towards tractable trade traditional train"
    " treat trend trivial true turn two twofold typical ubiquitous ultimate unable unaddressed unavailable"
    " unaware unbounded unclear uncommon uncover under underexplored undergo underlie underlying underscore"
    " understand understood understudied undertake unexplored unfortunately unified unify unique universal"
    " unknown unlike unnecessary unprecedented unresolved until up upcoming upon urgent url us usable used useful"
    " usefulness using usual utilize valid validate valuable variability variation variety various vary vast"
    " verify versatile versatility versus very via viable vital vs was way we weak weaken weakness webpage"
    " website well were what when where whereas whether which while who whole wholly whom whose why wide wider"
    " widespread will wise with within without word worse worst worth would www yet yield you your".split()
)
"""Words of grammar, and those with which any abstract says that it is new and better. Neither plurals
nor what adds ``ing``, ``ed`` or ``ly`` to one of them."""
_HEADS = frozenset(
    "accuracy adaptation algorithm analysis application approach architecture assessment baseline behavior"
    " behaviour benchmark bias capability challenge class collection comparison complexity component computation"
    " condition context cost creation data dataset decision deep design development direction distribution domain"
    " effect efficiency estimate estimation evaluation experiment exploration factor feature few field fine flow"
    " form framework function gap generalization generation goal ground group high implementation inference"
    " information input instance issue knowledge large learning length level limit long low measure mechanism"
    " method metric mode model modeling modelling modification module multi network non number objective open"
    " operation optimization output paradigm parameter part path pattern performance phase phenomenon pipeline"
    " point post pre prediction problem procedure process processing property quality question rate reduction"
    " region relation relationship representation research resource response sample scale scenario scheme science"
    " score selection self set setting setup size small solution space speed stage state step strategy structure"
    " study subject support system target task technique technology test testing theory time training type"
    " understanding usage use user value variant version view work year zero".split()
)
"""Nouns of any abstract."""


def singular(word: str) -> str:
    """A word in small letters without the ending of a plural. What is left need not be a word."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zes")) else word[:-1]


def is_empty(word: str) -> bool:
    """Does a word in small letters, without a plural's ending, say nothing of a subject?"""
    return any(form in _EMPTY for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    """A word, and what it may be made from: ``remarkably``, ``using``, ``planned``."""
    yield word
    if word.endswith("ly"):
        yield word[:-2]
    stem = word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") else ""
    if len(stem) > 1:
        yield from (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)


class Vocabulary(dict[str, int]):
    """A number for each word: 0 for one that says nothing, an odd one for a noun of any abstract.

    It depends on the word alone, so that it can be remembered. That two of thirty thousand words
    share one is less likely than not, and then two papers seem a little more alike than they are.
    """

    def __missing__(self, word: str) -> int:
        """The number of a word that was not met yet."""
        small = word.lower()
        single = singular(small)
        is_word = len(single) > 1 and not single.isdigit() and single[0].isalnum()
        if is_word and not is_empty(small) and not is_empty(single):
            self[word] = crc32(single.encode()) & ~1 | (single in _HEADS)
        else:
            self[word] = 0
        return self[word]

    def numbers(self, text: str) -> list[int]:
        """The numbers of the words of a text, and a 0 for each mark that parts two."""
        return [self[word] for word in WORD.findall(text)]


def terms(numbers: Iterable[int]) -> Iterator[int]:
    """The terms of a run of words, each as often as it occurs: words of the subject, and pairs of
    adjacent words of which one is of the subject.
    """
    before = 0
    for number in numbers:
        if number and not number & 1:
            yield number
        if number and before and not number & before & 1:
            yield before << 32 | number
        before = number


def halves(term: int) -> tuple[int, ...]:
    """The words of a pair; none of a word."""
    return (term >> 32, term & 0xFFFFFFFF) if term >> 32 else ()
