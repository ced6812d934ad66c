#!/usr/bin/env python3
"""Reads the sample study with h5py and h5dump: names, units, values, scales, no time stamps.

Usage: read_with_h5py.py STORE_SAMPLE (the program that writes it)
"""

import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py
except ImportError:
    print("skipped: python3-h5py is missing")
    sys.exit(77)


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def check_attributes(file):
    a = file.attrs
    assert a["Conventions"] == "packline-result-1", a["Conventions"]
    assert a["title"] == "Fan-out line, Übung", a["title"]
    assert a["seed"] == 42 and a["format_version"] == 1
    assert a["horizon_us"] == 365 * 86400 * 10**6
    assert a["warmup_us"] == 30 * 86400 * 10**6
    assert a["warmup_automatic"] == 1 and a["warmup_enough"] == 0
    total = sum(0xFEDCBA9876543210 * (r + 1) for r in range(3)) % 2**64
    assert a["fingerprint"] == f"{total:016x}", a["fingerprint"]
    assert list(a["warnings"]) == ["the run is short", "two,\nlines"]


def check_metrics(file):
    assert text(file["input"][0]) == 'line: sample\nstations:\n  - name: "a, b"\n'
    names = [text(n) for n in file["metric"]]
    assert names == ["line.cycle_time.mean", "line.yield", "line.wip"], names
    assert [text(u) for u in file["metrics/unit"]] == ["h", "1", "wafers"]
    values = file["metrics/values"]
    assert values.shape == (3, 3) and values.fletcher32
    assert [values[r, 0] for r in range(3)] == [100.1, 101.1, 102.1]
    assert math.isnan(values[1, 1]) and values[2, 1] == 0.2
    assert values.dims[0][0].name == "/replication"
    assert values.dims[1][0].name == "/metric"
    assert list(file["replication"]) == [0, 1, 2]
    assert list(file["replications/events"]) == [10**9 + 7, 10**9 + 8, 10**9 + 9]
    assert file["replications/fingerprint"][1] == 2 * 0xFEDCBA9876543210 % 2**64


def check_series(file):
    wip = file["series/line.wip"]
    assert wip.attrs["units"] == "wafers"
    assert wip.shape == (3, 4) and wip.fletcher32
    assert list(wip[2]) == [3.0, 2 / 3, 5e-324, 1.7976931348623157e308]
    assert list(file["series/area.out rate"][2]) == [0, 2, 4, 6]
    time = wip.dims[1][0]
    assert time.name == "/time" and time.attrs["units"] == "h"
    assert list(time) == [0, 168, 336, 504]


def main():
    sample = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one.h5"), Path(folder, "two.h5")
        for path in (one, two):
            subprocess.run([sample, str(path)], check=True)
        assert one.read_bytes() == two.read_bytes(), "two processes wrote different bytes"
        with h5py.File(one, "r") as file:
            check_attributes(file)
            check_metrics(file)
            check_series(file)
            names = []
            file.visit(names.append)  # goes on while this returns None
            datasets = [file[name] for name in names if isinstance(file[name], h5py.Dataset)]
            assert len(datasets) == 11, [d.name for d in datasets]
            for dataset in datasets:
                assert dataset.fletcher32 or h5py.check_string_dtype(dataset.dtype), dataset.name
        if shutil.which("h5dump"):
            dump = subprocess.run(["h5dump", str(one)], check=True, capture_output=True, text=True)
            assert "line.cycle_time.mean" in dump.stdout and not dump.stderr, dump.stderr


main()
