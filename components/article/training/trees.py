"""Sentences with their trees as plain values, so that they can be changed and put back together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab


@dataclass(frozen=True)
class Word:
    """A token of a tree. `head` is an index in the sentence, the root's its own; `space` is what follows."""

    text: str
    space: bool
    pos: str
    tag: str
    morph: str
    lemma: str
    head: int
    dep: str


Tree = tuple[Word, ...]


def trees(doc: Doc) -> Iterator[Tree]:
    """The sentences of a document."""
    for sentence in doc.sents:
        yield _tree(sentence)


def _tree(sentence: Span) -> Tree:
    return tuple(
        Word(
            token.text,
            bool(token.whitespace_),
            token.pos_,
            token.tag_,
            str(token.morph),
            token.lemma_,
            token.head.i - sentence.start,
            token.dep_,
        )
        for token in sentence
    )


def document(vocab: Vocab, sentences: Sequence[Tree]) -> Doc:
    """The sentences as one document with all their annotation."""
    from spacy.tokens import Doc

    words: list[Word] = []
    starts: list[bool] = []
    heads: list[int] = []
    for sentence in sentences:
        first = len(words)
        heads.extend(word.head + first for word in sentence)
        starts.extend(index == 0 for index in range(len(sentence)))
        words.extend((*sentence[:-1], replace(sentence[-1], space=True)))
    return Doc(
        vocab,
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        pos=[word.pos for word in words],
        tags=[word.tag for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
    )


def below(tree: Tree, top: int) -> list[int]:
    """Indices of the word and of all that hangs from it, in order."""
    found = {top}
    grew = True
    while grew:
        grew = False
        for index, word in enumerate(tree):
            if index not in found and word.head in found:
                found.add(index)
                grew = True
    return sorted(found)


def contiguous(indices: Sequence[int]) -> bool:
    """Whether the indices follow each other without a gap."""
    return not indices or indices[-1] - indices[0] == len(indices) - 1


def reordered(tree: Tree, order: Sequence[int | Word]) -> Tree:
    """The tree with its words in this order; words that are not named are left out.

    order: indices of the tree, or new words whose `head` is an index of the old tree. No word that is
    kept may hang from one that is left out.
    """
    place = {index: position for position, index in enumerate(order) if isinstance(index, int)}
    return tuple(
        replace(
            tree[item] if isinstance(item, int) else item,
            head=place[tree[item].head if isinstance(item, int) else item.head],
        )
        for item in order
    )


def substituted(tree: Tree, top: int, phrase: Tree) -> Tree:
    """The tree with all that hangs from `top` replaced by the phrase, whose root takes over its relation."""
    gone = below(tree, top)
    if not contiguous(gone):
        raise ValueError("only a phrase without gaps can be replaced")
    first, grown = gone[0], len(phrase) - len(gone)

    def moved(index: int) -> int:
        return index + grown if index > gone[-1] else index

    outside = moved(tree[top].head)
    inner = [
        replace(word, head=outside, dep=tree[top].dep)
        if word.head == index
        else replace(word, head=word.head + first)
        for index, word in enumerate(phrase)
    ]
    inner[-1] = replace(inner[-1], space=tree[gone[-1]].space)
    outer = [replace(word, head=moved(word.head)) for word in tree]
    return (*outer[:first], *inner, *outer[gone[-1] + 1 :])
