"""Why words count for a pole, as sentences to be translated.

Every message has the values `words` (the quoted words) and `side` (“left”, “right” or “both”). `{pole}`
stands for the pole's name in the reader's language: whoever shows the sentence puts it in,
`{**message.values, "pole": theme.poles.left.label[language]}`. Until then `pole` holds the side.
"""

from collections.abc import Sequence

from components.message import Message

TURNING = ("correct", "compare", "negation")
OPPOSING = ("warn", "warn_carried", "excess", "reject")


def explain(words: Sequence[str], side: str, operators: Sequence[str], *, marker: bool = False) -> Message:
    """One sentence for words that ended up counting for `side` by these operators (names as in Evidence)."""
    values = {"words": ", ".join(words), "side": side, "pole": side}
    used = set(operators)
    turned = len(used.intersection(TURNING)) % 2 == 1
    if "question" in used:
        return Message("“{words}” is only mentioned: a question takes no position.", values)
    if "balance" in used:
        return Message("“{words}” counts for both poles: the speaker wants the one and the other.", values)
    if used.intersection(OPPOSING):
        if turned:
            if used.intersection({"warn", "warn_carried"}):
                return Message("“{words}” counts for {pole}: the speaker warns against losing it.", values)
            return Message("“{words}” counts for {pole}: the speaker opposes doing without it.", values)
        if "warn" in used:
            return Message("“{words}” counts for {pole}: the speaker warns against the opposite.", values)
        if "warn_carried" in used:
            return Message(
                "“{words}” counts for {pole}: the warning of the sentence before it still holds.", values
            )
        if "reject" in used:
            return Message("“{words}” counts for {pole}: the speaker rejects the opposite.", values)
        return Message("“{words}” counts for {pole}: the speaker finds there is too much of it.", values)
    if turned:
        if "correct" in used:
            return Message("“{words}” counts for {pole}: the speaker says it should be otherwise.", values)
        if "compare" in used:
            return Message("“{words}” counts for {pole}: the speaker puts something else above it.", values)
        return Message("“{words}” counts for {pole}: the speaker denies it.", values)
    if used.intersection(TURNING):
        return Message("“{words}” counts for {pole}: it is turned around twice.", values)
    if "not_only" in used:
        return Message("“{words}” counts half for {pole}: the speaker wants more than that alone.", values)
    if "concede" in used:
        return Message("“{words}” counts half for {pole}: the speaker concedes it.", values)
    if "hedge" in used:
        return Message("“{words}” counts a little less for {pole}: the speaker says it with reserve.", values)
    if marker:
        return Message("“{words}” counts for {pole}: who says so takes that side.", values)
    return Message("“{words}” counts for {pole}.", values)
