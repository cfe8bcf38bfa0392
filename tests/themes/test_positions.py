"""Positions by hand-worked numbers, states, and what may not matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.themes import Code, PositionState, positions
from components.themes.positions import estimate, type_weight
from tests.themes.making import article, theme_set

SET = theme_set()


def code(statement: str, value: float | None, **more) -> Code:
    fields = {
        "statement": statement,
        "theme": "speed",
        "theme_version": 1,
        "value": value,
        "state": "coded" if value is not None else "mentioned",
        "salience": 1.0,
        "confidence": 1.0,
        "mode": "endorse",
        **more,
    }
    return Code(**fields)


def place(codes, count=None, **article_options):
    text = article(*["x"] * (count or max(1, len(codes))), **article_options)
    return positions(text, SET, codes)["a", "speed"]


# Worked by hand from Beta(R + 1/2, L + 1/2): the estimate is (R - L) / (R + L + 1). The quantiles: Beta(1, 1) is
# uniform, so -.8 and .8. For x = sin²(t) the distribution function of Beta(3/2, 1/2) is (2t - sin 2t) / pi, and
# that of Beta(3/2, 3/2) is (4t - sin 4t) / 2 pi; set to .1 and .9 and solved on paper they give the other rows.
@pytest.mark.parametrize(
    ("said", "middle", "low", "high"),
    [
        ([(1.0, 1.0)], 0.50, -0.2973, 0.9876),
        ([(-1.0, 1.0)], -0.50, -0.9876, 0.2973),
        ([(0.0, 1.0)], 0.0, -0.80, 0.80),
        ([(0.0, 1.0), (0.0, 1.0)], 0.0, -0.6870, 0.6870),
        ([(1.0, 1.0), (1.0, 1.0)], 2 / 3, None, None),
        ([(0.5, 1.0)], 0.25, None, None),
        ([(1.0, 0.5)], 1 / 3, None, None),
    ],
)
def test_estimates_and_intervals(said, middle, low, high):
    found = estimate(said)
    assert found[0] == pytest.approx(middle, abs=1e-9)
    if low is not None:
        assert found[1:] == pytest.approx((low, high), abs=1e-3)
    assert -1 <= found[1] < found[2] <= 1


def test_a_balance_narrows_around_the_middle():
    widths = [high - low for _, low, high in (estimate([(0.0, 1.0)] * n) for n in range(1, 6))]
    assert widths == sorted(widths, reverse=True)


def test_every_speaker_and_theme_has_a_cell_and_silence_has_no_number():
    found = positions(article(("a", "x"), ("b", "y")), SET, [code("s1", 1.0)])
    assert set(found) == {("a", "speed"), ("b", "speed")}
    silent = found["b", "speed"]
    assert silent.state == PositionState.NOT_ADDRESSED
    assert (silent.estimate, silent.low, silent.high, silent.statements) == (None, None, None, ())


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        ([], "not_addressed"),
        ([code("s1", None)], "mention_only"),
        ([code("s1", None, state="not_addressed")], "not_addressed"),
        ([code("s1", 1.0)], "provisional"),
        ([code(f"s{i}", 1.0) for i in (1, 2, 3)], "provisional"),
        ([code(f"s{i}", 1.0, status="accepted") for i in (1, 2)], "provisional"),
        ([code(f"s{i}", 1.0, status="accepted") for i in (1, 2, 3)], "placed"),
        ([code("s1", 0.0, mode="balance")], "balance"),
        ([code("s1", 0.0, mode="balance"), code("s2", 1.0), code("s3", 1.0)], "provisional"),
        ([code("s1", 1.0), code("s2", -1.0)], "mixed"),
        ([code("s1", 1.0), code("s2", -0.1)], "provisional"),
        (
            [code("s1", v, coder=c, source="human", status="accepted") for c, v in (("x", 1.0), ("y", -0.5))],
            "contested",
        ),
        (
            [code("s1", v, coder=c, source="human", status="accepted") for c, v in (("x", 1.0), ("y", 0.5))],
            "provisional",
        ),
    ],
)
def test_states(codes, state):
    found = place(codes, count=3)
    assert found.state == state
    assert (found.estimate is None) == (state in {"not_addressed", "mention_only"})


def test_confirmed_only_when_people_accepted_every_code():
    assert not place([code("s1", 1.0)]).confirmed
    assert place([code("s1", 1.0, status="accepted")]).confirmed
    assert not place([code("s1", 1.0, status="accepted"), code("s2", 1.0)]).confirmed
    assert not place([]).confirmed


def test_people_count_before_machines_and_rejected_codes_never():
    machine = code("s1", -1.0)
    person = code("s1", 1.0, coder="p", source="human", status="accepted", salience=0.0, confidence=0.0)
    assert place([machine, person]).estimate == pytest.approx(0.5)
    assert place([code("s1", -1.0, status="rejected")]).state == "not_addressed"
    assert place([machine, code("s1", None, coder="p", source="human", status="accepted")]).estimate is None
    # Of several people the median, and of one person the last word.
    people = [
        code("s1", v, coder=c, source="human", status="accepted")
        for c, v in (("x", 1.0), ("y", 0.5), ("z", 0.5), ("x", 0.5))
    ]
    assert place(people).estimate == pytest.approx(0.25)


def test_reported_and_uncertain_words_weigh_less():
    def weight(confidence: float, kind: str) -> float:
        return type_weight(article("x", confidence=confidence, kind=kind).statements[0])

    assert [weight(c, "direct") for c in (1.0, 0.85, 0.8, 0.75, 0.7, 0.0)] == [1.0, 1.0, 0.9, 0.9, 0.5, 0.5]
    assert [weight(c, "indirect") for c in (1.0, 0.8, 0.3)] == [0.7, 0.7, 0.5]
    assert place([code("s1", 1.0)], kind="indirect").estimate == pytest.approx(0.7 / 1.7, abs=1e-6)


def test_codes_on_what_is_not_there_are_passed_over():
    assert place([code("s9", 1.0), code("s1", 1.0, theme="other")]).state == "not_addressed"


values = st.floats(-1, 1, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(values, st.floats(0.01, 1.5)), min_size=1, max_size=6), st.randoms())
def test_the_order_of_statements_and_codes_does_not_matter(pairs, random):
    codes = [code(f"s{i}", value, salience=salience) for i, (value, salience) in enumerate(pairs, 1)]
    shuffled = codes.copy()
    random.shuffle(shuffled)
    assert place(codes) == place(shuffled, count=len(codes))
    order = list(range(len(pairs)))
    random.shuffle(order)
    renumbered = [code(f"s{at}", pairs[i][0], salience=pairs[i][1]) for at, i in enumerate(order, 1)]
    one, other = place(codes), place(renumbered)
    assert (one.estimate, one.low, one.high) == (other.estimate, other.low, other.high)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(values, st.floats(0.01, 1.5)), max_size=6))
def test_the_interval_surrounds_a_shrunken_estimate(pairs):
    middle, low, high = estimate(pairs)
    assert -1 <= low <= high <= 1
    assert abs(middle) <= max((abs(value) for value, _ in pairs), default=0.0) + 1e-9
