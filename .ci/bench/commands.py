"""Times whole commands: by the clock, in processor time, and the peak of memory.

    python3 commands.py NAME=COMMAND ...

Each is run three times, or fewer where it takes long; the shortest time and the
largest memory are printed.
"""
import json
import os
import shlex
import sys
import time

TIMES = 3
LONG = 20  # seconds after which a command is not run again


def run(command):
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{shlex.join(command)} failed")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main(arguments):
    for argument in arguments:
        name, command = argument.split("=", 1)
        runs = [run(shlex.split(command))]
        while len(runs) < TIMES and sum(clock for clock, _, _ in runs) < LONG:
            runs.append(run(shlex.split(command)))
        clock, processor, memory = (list(column) for column in zip(*runs))
        print(json.dumps({"name": name, "clock": min(clock), "processor": min(processor), "memory": max(memory)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
