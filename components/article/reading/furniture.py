"""What stands on a page beside the article: consent, menus, teasers, and lines that point elsewhere."""

import re

_POINTER = re.compile(
    r"(lees|bekijk|kijk|luister|zie) (ook|verder|meer|hier|hieronder|terug)\b(?=\s*[:–—-]|.{0,100}$)(?![^:]*[.!?]\s+\w)|"
    r"(read|see|watch) (also|more|next)\b(?=\s*[:–—-]|.{0,100}$)(?![^:]*[.!?]\s+\w)|"
    r"(meer over|more on|related|gerelateerd|ook interessant|aanbevolen|recommended( for you)?)\s*:.{0,150}$|"
    r"(gerelateerde|verwante) (artikelen|berichten)\b.{0,40}$|related (articles|stories)\b.{0,40}$|"
    r"(tekst|artikel|verhaal) gaat (verder|door) (onder|na)\b.{0,60}$|(story|article) continues below\b.{0,60}$|"
    r"(advertentie|advertisement)\W*$|"
    r"(deel|share) (dit (artikel|bericht)|this( article)?|via|on)\b.{0,60}$|"
    r"(meld je aan|schrijf je in|abonneer je|sign up|subscribe)\b.{0,60}\b(nieuwsbrief|newsletter)\b.{0,100}$|"
    r"(©|\(c\) |copyright\b).{0,150}$|alle rechten voorbehouden\b.{0,100}$|all rights reserved\b.{0,100}$|"
    r"reageer(\W|$).{0,40}$|(laat een reactie achter|leave a (reply|comment))\b.{0,60}$",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"\b(cookies|cookie-?(beleid|instellingen|policy|settings))\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(accepteer|accepteren|akkoord|toestemming|instellingen|voorkeuren|accept|consent|preferences|agree|"
    r"gebruiken|we use|onze site|website)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[\"“”„«»]")

# Names that page makers give to what is not the article; whole words of class, id and the like.
_ALWAYS = re.compile(
    r"(?<![a-z])(cookies?(-?(bar|banner|consent|wall|notice|law|message))?|consent|gdpr|onetrust|didomi|cmp|truste|"
    r"privacy-?(bar|banner|notice)|outbrain|taboola|disqus|reacties|comments?(-?(section|list|area))?|"
    r"newsletter(-\w+)?|nieuwsbrief|breadcrumbs?|kruimelpad|skip-?(links?|nav)|navbar|"
    r"advert(isement|entie|ising)?|ad-?(slot|wrapper|container)|visually-?hidden|sr-?only|"
    r"screen-?reader(-?(text|only))?)(?![a-z])",
    re.IGNORECASE,
)
# These only where the element holds links or buttons: a lead paragraph is called "teaser" too.
_LINKED = re.compile(
    r"(?<![a-z])(related(-\w+)?|gerelateerd|lees-?(ook|meer)|read-?(also|more|next)|recommend(ed|ations?)|"
    r"aanbevolen|teasers?|promo|share(-\w+)?|social(-\w+)?|deel-\w+|delen|menu|navigation|site-?(header|footer|nav)|"
    r"sign-?up|subscribe|paywall|modal|popup|overlay|tags?(-?list)?|more-?(on|news|stories)|meer-?(over|nieuws))"
    r"(?![a-z])",
    re.IGNORECASE,
)
_ROLES = frozenset(
    ("navigation", "dialog", "alertdialog", "banner", "search", "menu", "menubar", "contentinfo", "tooltip")
)


def is_furniture(text: str) -> bool:
    """Whether a paragraph by its words is no part of the article: *Lees ook: ...*, *© 2024 ...*, a consent text.

    A sentence in quotation marks never is: people are quoted about cookies and newsletters too.
    """
    if len(text) > 400 or (
        _SPEECH.search(text) and not re.match(r"(lees|read|bekijk) (ook|also|more)\s*:", text, re.I)
    ):
        return False
    if _POINTER.match(text.lstrip("-–—>»•* ")):
        return True
    return bool(
        re.search(r"\b(wij|we|deze (web)?site|this (web)?site)\b", text, re.I)
        and _CONSENT.search(text)
        and _ASKS.search(text)
    )


def names_furniture(names: str) -> bool:
    """Whether an element's class, id and the like name it as something beside the article."""
    return bool(_ALWAYS.search(_hyphened(names)))


def names_aside(names: str) -> bool:
    """Whether they do so if the element also holds links: lists of other articles, share buttons, menus."""
    return bool(_LINKED.search(_hyphened(names)))


def _hyphened(names: str) -> str:
    """*relatedArticles* and *related_articles* as *related-Articles*."""
    return re.sub(r"([a-z])([A-Z])", r"\1-\2", names).replace("_", "-")


def is_furniture_role(role: str) -> bool:
    """Whether an ARIA role is of something beside the article."""
    return role.strip().lower() in _ROLES
