"""More sentences with a reporting verb, made from those in the trees.

Newspapers of today put the speaker after the verb ("..., said mayor Kim Bos"); the English trees have 40
such subjects among 900, the Dutch ones mostly names of the 1970s. Two changes mend that without a word
from elsewhere: the reported clause is moved to the front, and subjects are exchanged between sentences.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.article.training.trees import Tree, Word, below, contiguous, reordered, substituted

REPORTING = {
    "nl": frozenset(
        [
            "zeggen",
            "stellen",
            "vertellen",
            "verklaren",
            "melden",
            "vinden",
            "menen",
            "schrijven",
            "denken",
            "antwoorden",
            "vragen",
            "betogen",
            "meedelen",
            "opmerken",
            "toevoegen",
            "benadrukken",
            "waarschuwen",
            "reageren",
            "concluderen",
            "constateren",
        ]
    ),
    "en": frozenset(
        [
            "say",
            "tell",
            "add",
            "explain",
            "write",
            "ask",
            "report",
            "argue",
            "warn",
            "note",
            "claim",
            "reply",
            "announce",
            "insist",
            "recall",
        ]
    ),
}
LONGEST_SUBJECT = 9  # words


def augmented(sentences: Sequence[Tree], language: str, *, seed: int, times: int) -> list[Tree]:
    """New sentences, in random order: with other subjects and, in English, with the subject behind the verb.

    times: how many new sentences are made from each one that has a reporting verb with a subject.
    """
    chance = random.Random(seed)  # noqa: S311 - the same sentences every time, no secret
    phrases = [phrase for sentence in sentences for phrase in _subjects(sentence)]
    made: list[Tree] = []
    for sentence in sentences:
        for verb in _reporting_verbs(sentence, language):
            for _ in range(times):
                changed = _with_subject(sentence, verb, chance.choice(phrases))
                made.append(_fronted(changed, language, chance) or changed)
    chance.shuffle(made)
    return made


def _reporting_verbs(tree: Tree, language: str) -> Iterator[int]:
    """Finite reporting verbs without an auxiliary that have a subject without gaps."""
    for index, word in enumerate(tree):
        if word.pos == "VERB" and word.lemma in REPORTING[language] and "VerbForm=Fin" in word.morph:
            subject = _subject_of(tree, index)
            if subject is not None and _exchangeable(tree, index, subject):
                yield index


def _exchangeable(tree: Tree, verb: int, subject: int) -> bool:
    """Whether another speaker could stand here: third person singular, no question word, no gaps."""
    return (
        contiguous(below(tree, subject))
        and "Number=Plur" not in tree[verb].morph
        and not any(f"Person={person}" in tree[subject].morph for person in "12")
        and "PronType=Int" not in tree[subject].morph
        and "PronType=Rel" not in tree[subject].morph
    )


def _subject_of(tree: Tree, verb: int) -> int | None:
    return next(
        (i for i, word in enumerate(tree) if word.head == verb and word.dep == "nsubj" and i != verb), None
    )


def _subjects(tree: Tree) -> Iterator[Tree]:
    """Subjects with a name in them, as trees of their own: third person singular, no commas, no clauses."""
    for index, word in enumerate(tree):
        if word.dep != "nsubj" or word.pos not in ("NOUN", "PROPN") or "Number=Plur" in word.morph:
            continue
        part = below(tree, index)
        words = [tree[i] for i in part]
        if (
            contiguous(part)
            and len(part) <= LONGEST_SUBJECT
            and any(word.pos == "PROPN" for word in words)
            and all(word.pos not in ("PUNCT", "SYM") and ":" not in word.dep for word in words)
            and not any(word.dep in ("acl", "conj", "ccomp", "parataxis") for word in words)
        ):
            yield tuple(
                replace(tree[i], head=part.index(tree[i].head) if i != index else part.index(index))
                for i in part
            )


def _with_subject(tree: Tree, verb: int, phrase: Tree) -> Tree:
    subject = _subject_of(tree, verb)
    if subject is None:
        return tree
    starts = below(tree, subject)[0] == 0
    first = phrase[0]
    if starts:
        first = replace(first, text=first.text[:1].upper() + first.text[1:])
    elif first.pos not in ("PROPN",):
        first = replace(first, text=first.text[:1].lower() + first.text[1:])
    return substituted(tree, subject, (first, *phrase[1:]))


def _fronted(tree: Tree, language: str, chance: random.Random) -> Tree | None:
    """ "X said CLAUSE." as "“CLAUSE,” said X."; None where the sentence has another shape.

    In Dutch only clauses without "dat" have the word order of a main clause, and the trees have plenty
    of inverted subjects; so this is for English.
    """
    if language != "en":
        return None
    root = next(index for index, word in enumerate(tree) if word.head == index)
    if root not in set(_reporting_verbs(tree, language)):
        return None
    subject = _subject_of(tree, root)
    clause = next((i for i, word in enumerate(tree) if word.head == root and word.dep == "ccomp"), None)
    if subject is None or clause is None or clause < root:
        return None
    who, what = below(tree, subject), below(tree, clause)
    if not contiguous(what) or who[-1] != root - 1 or tree[clause].pos == "PRON":
        return None
    if tree[what[0]].dep == "mark" and tree[what[0]].head == clause:
        return None
    while what and tree[what[0]].pos == "PUNCT":
        what = what[1:]
    while what and tree[what[-1]].pos == "PUNCT":
        what = what[:-1]
    if len(what) < 3:
        return None
    known = {*who, *what, root}
    rest = [i for i in range(root + 1, what[0]) if i not in known and tree[i].pos != "PUNCT"]
    if any(tree[i].head not in (*rest, root) for i in rest):
        return None
    marks = chance.choice((("“", "”"), ('"', '"'), ("‘", "’"), ("", "")))
    order: list[int | Word] = []
    if marks[0]:
        order.append(_mark(marks[0], clause, space=False))
    order.extend(what)
    order.append(_mark(",", clause, space=not marks[1]))
    if marks[1]:
        order.append(_mark(marks[1], clause, space=True))
    order.extend([root, *who, *rest, _mark(".", root, space=True)])
    moved = list(reordered(tree, order))
    return tuple(
        replace(word, text=text, space=space)
        for word, text, space in zip(moved, _cased(moved, len(marks[0])), _spaced(moved), strict=True)
    )


def _mark(text: str, head: int, *, space: bool) -> Word:
    tag = "," if text == "," else "." if text == "." else "''" if text in '”’"' else "``"
    lemma = text if text in ",." else '"'
    return Word(text, space, "PUNCT", tag, "", lemma, head, "punct")


def _cased(words: Sequence[Word], first: int) -> Iterator[str]:
    """A capital where the sentence now begins, none where it no longer does."""
    for index, word in enumerate(words):
        if index == first:
            yield word.text[:1].upper() + word.text[1:]
        elif word.pos in ("DET", "NOUN", "ADJ") and word.text[1:].islower():
            yield word.text[:1].lower() + word.text[1:]
        else:
            yield word.text


def _spaced(words: Sequence[Word]) -> Iterator[bool]:
    """Each word's own space, but none before a comma or the full stop."""
    for word, following in zip(words, (*words[1:], None), strict=True):
        if following is not None and following.text in (",", "."):
            yield False
        elif following is not None and (word.dep == "ROOT" or word.pos in ("PROPN", "NOUN", "ADV")):
            # It may have stood before a comma or the full stop.
            yield following.pos not in ("PART", "PUNCT")
        else:
            yield word.space
