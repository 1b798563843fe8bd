"""Read the whole corpus twice into two ledgers and hold them against each other: no error, and nothing differs.

    python -m bench.corpus_twice [NUMBER] [JOBS]

Takes some twenty minutes on two cores; not part of `make bench`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from bench.sample import CORPUS, missing

from selon.ingest.load import load_reports
from selon.ledger.digest import digest
from selon.ledger.intake import read_into
from selon.ledger.ledger import open_ledger
from selon.ledger.verify import verify_ledger
from selon.model.report import SetAside


def main() -> int:
    """Read twice and compare."""
    if missing():
        print("no corpus here (../shared/corpus beside the project); nothing was measured")
        return 0
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    digests = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in (1, 2):
            with open_ledger(Path(folder) / f"livre-{turn}.sqlite") as ledger:
                begin = time.perf_counter()
                told = Counter(
                    f"set aside: {outcome.set_aside.reason}" if isinstance(outcome.set_aside, SetAside) else outcome.word
                    for outcome in read_into(ledger, islice(load_reports([str(CORPUS)]), number), jobs=jobs)
                )
                seconds = time.perf_counter() - begin
                problems = verify_ledger(ledger)
                digests.append(digest(ledger))
                print(f"turn {turn}: {dict(told)} in {seconds:.0f} s ({sum(told.values()) / seconds:.1f} a second, {jobs} jobs)")
                print(
                    f"        {sum(ledger.counts().claims.values())} claims, {len(problems)} problems, digest {digests[-1][:16]}"
                )
                for seen in ledger.set_asides()[:10]:
                    print(f"        {seen.origin}:{seen.origin_line} {seen.detail}")
    print("the two ledgers are equal" if digests[0] == digests[1] else "THE TWO LEDGERS DIFFER")
    return 0 if digests[0] == digests[1] else 1


if __name__ == "__main__":
    sys.exit(main())
