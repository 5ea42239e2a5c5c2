"""Puts what was measured into Markdown tables, and growth into a plot.

    python3 report.py DIR [GROWTH.png]

DIR has what .ci/bench/run gathers. The plot is drawn by LibreOffice and
pdftoppm (Debian's poppler-utils).
"""
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

import xlsxwriter


def lines_of(folder, name):
    path = os.path.join(folder, name)
    return [json.loads(line) for line in open(path)] if os.path.exists(path) else []


def time_text(seconds):
    for size, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def table(head, rows):
    print("\n| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def beside_numpy(folder):
    rounds = lines_of(folder, "rounds.jsonl")
    if not rounds:
        return
    rows = []
    for name in rounds[0]["numpy"]:
        engine, numpy = ([r[who][name] for r in rounds] for who in ("engine", "numpy"))
        ratio = statistics.median(b / a for a, b in zip(engine, numpy))
        rows.append((name, time_text(statistics.median(engine)), time_text(statistics.median(numpy)), f"{ratio:.1f}"))
    table((f"processor time, median of {len(rounds)} round{'s' * (len(rounds) > 1)}", "engine", "numpy", "numpy ÷ engine"), rows)
    one, two = (min(r["engine"][f"draws, {n} core(s) by the clock"] for r in rounds) for n in (1, 2))
    print(f"\nElapsed time of the draws: {time_text(one)} on one core, {time_text(two)} on two: {one / two:.2f} times as fast.")


def beside_others(folder):
    rounds = lines_of(folder, "rounds.jsonl")
    rows = []
    for office in lines_of(folder, "office.json"):
        engine = min(r["engine"]["one evaluation, every line"] for r in rounds)
        rows.append((f"recalculate {office['formulas']:,} formulas, LibreOffice", time_text(engine), time_text(office["processor"]), f"{office['processor'] / engine:.0f}"))
    for book in lines_of(folder, "book.json"):
        engine = min(r["engine"]["write the results workbook"] for r in rounds)
        for peer in ("xlsxwriter", "openpyxl"):
            rows.append((f"write {book['cells']:,} cells, {book['formulas']:,} of them formulas, {peer}", time_text(engine), time_text(book[peer]), f"{book[peer] / engine:.1f}"))
    if rows:
        table(("processor time", "engine", "other program", "other ÷ engine"), rows)


def commands(folder):
    rows = [(f"`{c['name']}`", time_text(c["clock"]), time_text(c["processor"]), f"{c['memory']:.0f} MB") for c in lines_of(folder, "commands.jsonl")]
    if rows:
        table(("command", "elapsed time", "processor time", "peak memory"), rows)


BENCHMARK = re.compile(r"^BenchmarkGrowth(\w+)/(\w+)=(\d+)\S*\s+\d+\s.*?([\d.e+]+) cpu-ns/(\w+)")


def growth(folder, plot):
    path = os.path.join(folder, "growth.txt")
    if not os.path.exists(path):
        return
    found = {}
    for line in open(path):
        if m := BENCHMARK.match(line):
            what, axis, count, nanoseconds, _ = m.groups()
            found.setdefault((what.lower(), axis), {}).setdefault(int(count), []).append(float(nanoseconds) / 1e9)
    rows = []
    for (what, axis), by_count in found.items():
        cells = [f"{count:,}: {time_text(min(times))}" for count, times in sorted(by_count.items())]
        rows.append((f"{what}, per {axis.removesuffix('s')}", " · ".join(cells)))
    table(("processor time", "by number"), rows)
    if plot:
        draw({key: {count: min(times) for count, times in by.items()} for key, by in found.items()}, plot)


def draw(found, path):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "growth.xlsx")
        book = xlsxwriter.Workbook(source)
        sheet = book.add_worksheet("growth")
        sheet.set_landscape()
        sheet.set_paper(11)  # A5
        sheet.set_margins(0.1, 0.1, 0.1, 0.1)
        sheet.fit_to_pages(1, 1)
        sheet.hide_gridlines(2)
        data = book.add_worksheet("data")
        chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
        for at, ((what, axis), by_count) in enumerate(found.items()):
            counts = sorted(by_count)
            data.write_column(0, 2 * at, counts)
            data.write_column(0, 2 * at + 1, [1e6 * by_count[c] for c in counts])
            chart.add_series({
                "name": f"{what}, per {axis.removesuffix('s')}",
                "categories": ["data", 0, 2 * at, len(counts) - 1, 2 * at], "values": ["data", 0, 2 * at + 1, len(counts) - 1, 2 * at + 1],
                "marker": {"type": "circle", "size": 6}})
        chart.set_title({"name": "Processor time per benefit, year or draw"})
        chart.set_x_axis({"name": "number", "log_base": 10, "min": 10, "max": 1e6, "num_format": "#,##0", "crossing": 10, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_y_axis({"name": "microseconds each", "log_base": 10, "num_format": "#,##0", "min": 10, "crossing": 10, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_legend({"position": "right"})
        chart.set_size({"width": 900, "height": 630})
        sheet.insert_chart("A1", chart)
        book.close()
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, source],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run(["pdftoppm", "-png", "-r", "120", "-f", "1", "-l", "1", "-singlefile", "-W", "920", "-H", "528", os.path.join(folder, "growth.pdf"), path.removesuffix(".png")], check=True)


def main(folder, plot=None):
    beside_numpy(folder)
    beside_others(folder)
    commands(folder)
    growth(folder, plot)


if __name__ == "__main__":
    main(*sys.argv[1:])
