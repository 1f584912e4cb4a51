"""`bin/bench NAME`: run one benchmark."""

import argparse
import sys

from bench import crowd_cache, fanout, herd, page, publish, record, writers
from bench.machine import Missing

BENCHMARKS = {
    "crowd": crowd_cache,
    "fanout": fanout,
    "herd": herd,
    "page": page,
    "publish": publish,
    "record": record,
    "writers": writers,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    names = parser.add_subparsers(dest="name", metavar="NAME", required=True)
    for name, benchmark in BENCHMARKS.items():
        one = names.add_parser(name, help=(benchmark.__doc__ or "").splitlines()[0])
        one.add_argument("--json", action="store_true", help="one JSON object a line and nothing else")
        benchmark.add_arguments(one)
    arguments = parser.parse_args()
    try:
        BENCHMARKS[arguments.name].run(arguments)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
