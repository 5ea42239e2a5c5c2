"""Times LibreOffice recalculating a workbook that is open, in seconds.

    python3 recalculate.py RESULTS.xlsx

LibreOffice is started without a window and asked to calculate every formula
again (calculateAll), several times; the shortest is printed, in processor time
of its process and by the clock, with the number of formulas. It needs
LibreOffice and Debian's python3-uno.
"""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

TIMES = 15
FORMULAS = 16  # com.sun.star.sheet.CellFlags.FORMULA


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def processor_time(process):
    """The time that the process and its children have used."""
    ticks, waiting = 0, [process]
    while waiting:
        at = waiting.pop()
        stat = open(f"/proc/{at}/stat").read().rsplit(")", 1)[1].split()
        ticks += int(stat[11]) + int(stat[12])
        for thread in os.listdir(f"/proc/{at}/task"):
            waiting += map(int, open(f"/proc/{at}/task/{thread}/children").read().split())
    return ticks / os.sysconf("SC_CLK_TCK")


def main(path):
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"bench{os.getpid()}"
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            context = connect(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            hidden = PropertyValue(Name="Hidden", Value=True)
            document = desktop.loadComponentFromURL("file://" + os.path.abspath(path), "_blank", 0, (hidden,))
            count = 0
            for sheet in document.Sheets:
                for part in sheet.queryContentCells(FORMULAS).RangeAddresses:
                    count += (part.EndRow - part.StartRow + 1) * (part.EndColumn - part.StartColumn + 1)
            document.calculateAll()
            clock, used = [], processor_time(office.pid)
            for _ in range(TIMES):
                started = time.perf_counter()
                document.calculateAll()
                clock.append(time.perf_counter() - started)
            used = (processor_time(office.pid) - used) / TIMES
            document.close(True)
            desktop.terminate()
        finally:
            try:
                office.wait(30)
            except subprocess.TimeoutExpired:
                office.kill()
    print(f'{{"formulas": {count}, "clock": {min(clock)}, "processor": {used}}}')


if __name__ == "__main__":
    main(sys.argv[1])
