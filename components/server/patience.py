"""Wrong keys make the next answers slower: a guesser gets a handful of tries a minute, nobody is locked out."""

import time
from collections import OrderedDict
from dataclasses import dataclass

FIRST = 0.5
LONGEST = 8.0
FORGET_AFTER = 15 * 60.0
AT_ONCE = 4
MOST_ADDRESSES = 10_000


@dataclass
class _Record:
    wrong: int = 0
    waiting: int = 0
    last: float = 0.0


class Patience:
    """How long an address waits for the answer to a wrong key. Times in seconds; for one event loop.

    A right key is answered at once, whatever went before. Without a limit on answers that wait side by side
    the delay would slow nobody down who asks a thousand times at once.
    """

    def __init__(self) -> None:
        self._records: OrderedDict[str, _Record] = OrderedDict()

    def may_try(self, address: str) -> bool:
        """Whether fewer than `AT_ONCE` answers to this address are waiting."""
        record = self._records.get(address)
        return record is None or record.waiting < AT_ONCE

    def begin_wrong(self, address: str, now: float | None = None) -> float:
        """Counts a wrong key: how long its answer waits, 0.5 s at first, then twice as long, at most 8 s."""
        moment = time.monotonic() if now is None else now
        record = self._records.pop(address, None) or _Record()
        if moment - record.last > FORGET_AFTER:
            record.wrong = 0
        record.wrong, record.last = record.wrong + 1, moment
        record.waiting += 1
        self._records[address] = record
        while len(self._records) > MOST_ADDRESSES:
            self._records.popitem(last=False)
        return float(min(LONGEST, FIRST * 2 ** min(record.wrong - 1, 10)))

    def end_wrong(self, address: str) -> None:
        """The answer has gone out."""
        record = self._records.get(address)
        if record is not None:
            record.waiting = max(0, record.waiting - 1)
