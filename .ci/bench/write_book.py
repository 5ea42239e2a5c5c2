"""Times xlsxwriter and openpyxl writing the cells of a results workbook.

    python3 write_book.py RESULTS.xlsx

The cells are read first, and not timed: for each its value or formula, the
value that the formula has, and its number format, on the same sheets, with the
same widths of columns. Both libraries then write them, and nothing else:
neither fonts, colours, borders, drop-downs, comments and charts, which the
engine writes too, nor, for openpyxl, which cannot, the values of formulas.
"""
import io
import json
import sys
import time

import openpyxl
import xlsxwriter
from openpyxl.cell import WriteOnlyCell

TIMES = 5


def read(path):
    """Sheets as (name, widths, rows of (row, column, value, cached, format))."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    sheets = []
    for sheet in formulas:
        if not hasattr(sheet, "iter_rows"):
            continue  # a sheet that is a chart
        cached = values[sheet.title]
        rows = []
        for row in sheet.iter_rows():
            for c in row:
                if c.value is not None:
                    rows.append((c.row, c.column, c.value, cached.cell(c.row, c.column).value, c.number_format))
        widths = [(d.min, d.max, d.width) for d in sheet.column_dimensions.values() if d.min]
        sheets.append((sheet.title, widths, rows))
    return sheets


def with_xlsxwriter(sheets):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": False, "in_memory": True})
    formats = {}
    for name, widths, rows in sheets:
        sheet = book.add_worksheet(name)
        for first, last, width in widths:
            sheet.set_column(first - 1, last - 1, width)
        for row, column, value, cached, number_format in rows:
            style = formats.get(number_format)
            if style is None:
                style = formats[number_format] = book.add_format({"num_format": number_format})
            if isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row - 1, column - 1, value, style, "" if cached is None else cached)
            elif isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value, style)
            else:
                sheet.write(row - 1, column - 1, value, style)
    book.close()
    return out.getvalue()


def with_openpyxl(sheets):
    """In its write-only mode, the faster one."""
    book = openpyxl.Workbook(write_only=True)
    for name, widths, rows in sheets:
        sheet = book.create_sheet(name)
        for first, last, width in widths:
            for at in range(first, last + 1):
                sheet.column_dimensions[openpyxl.utils.get_column_letter(at)].width = width
        line, at = [], 1
        for row, column, value, _, number_format in rows:
            while at < row:
                sheet.append(line)
                line, at = [], at + 1
            line += [None] * (column - 1 - len(line))
            cell = WriteOnlyCell(sheet, value=value)
            cell.number_format = number_format
            line.append(cell)
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def least(f):
    """The shortest processor time, and the file."""
    best, data = float("inf"), b""
    for _ in range(TIMES):
        start = time.process_time()
        data = f()
        best = min(best, time.process_time() - start)
    return best, data


def check(data, sheets):
    """What was written is what was to be written."""
    got = {name: {(r, c): v for r, c, v, _, _ in rows} for name, _, rows in read(io.BytesIO(data))}
    for name, _, rows in sheets:
        for r, c, v, _, _ in rows:
            other = got[name].get((r, c))
            near = isinstance(v, float) and isinstance(other, (int, float)) and abs(other - v) <= 1e-14 * abs(v)  # xlsxwriter writes 16 digits
            if other != v and not near:
                sys.exit(f"{name} {r},{c}: {got[name].get((r, c))!r} was written for {v!r}")


def main(path):
    sheets = read(path)
    result = {"cells": sum(len(rows) for _, _, rows in sheets), "formulas": sum(isinstance(v, str) and v.startswith("=") for _, _, rows in sheets for _, _, v, _, _ in rows)}
    for name, f in (("xlsxwriter", with_xlsxwriter), ("openpyxl", with_openpyxl)):
        result[name], data = least(lambda: f(sheets))
        check(data, sheets)
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
