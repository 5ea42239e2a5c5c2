"""A costing of the exported study in vectorised numpy, timed beside the engine.

    python3 numpy_study.py DIR

DIR is what "go run ./.ci/bench -dir DIR" wrote. The formulas are written
here from docs/method.md and docs/rules.md and share nothing with the engine.
Both are checked against each other to 1e-9 before anything is timed.

once() costs one set of inputs, all scenarios and benefits in one array; many()
costs many draws, in arrays of draws by years, a benefit and scenario at a time,
and computes what no draw moves only once by broadcasting. Both leave out
benefits that are off. Rules that the study uses and this script lacks are an
error.
"""
import json
import os
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")  # before numpy is loaded

import numpy as np

KNOWN = {
    "on", "start", "end", "age_min", "age_max", "sex", "share", "take_up_rule", "take_up", "take_up_target",
    "ramp_start", "ramp_end", "take_up_table", "amount_rule", "amount", "amount_year", "reference",
    "reference_share", "reference_months", "payments", "share_paid", "indexation", "index_rate", "admin_share",
    "amount_2", "amount_2_year", "amount_3", "amount_3_year", "amount_4", "amount_4_year",
    "band_2_age", "band_2_amount", "band_3_age", "band_3_amount", "band_4_age", "band_4_amount", "bands_year",
    "event", "entitlement_months", "excluded_share", "child_cap_rule", "child_cap", "child_share_1", "child_share_2",
    "child_share_3", "child_share_4", "child_share_5", "child_mean_5", "school_days", "enrolment_rule", "enrolment",
    "participation", "wage_employment", "compliance", "compliance_table", "incidence", "replacement_rate", "duration",
    "contribution_rate",  # reported beside the cost, which it does not change
}
# Of rules with several forms, those that are written here.
FORMS = {"take_up_rule": ("constant", "ramp", "table"), "child_cap_rule": ("shares",), "enrolment_rule": ("constant",)}
# The rules that change who is reached or how often they are paid: by the code
# that says that a benefit has the rule, what else it reads.
RULES = {
    "event": ["entitlement_months"],
    "excluded_share": [],
    "child_cap_rule": ["child_cap", "child_mean_5"] + [f"child_share_{k}" for k in range(1, 6)],
    "enrolment_rule": ["enrolment"],
    "participation": ["wage_employment", "incidence", "replacement_rate"],
    "school_days": [],
    "duration": [],
}
CHOICES = ("event", "child_cap_rule", "enrolment_rule")
INDICES = ["none", "cpi", "gdp-per-head", "wages", "poverty-line", "minimum-wage"]
MONTHS = 12


class Study:
    def __init__(self, d):
        self.d = d
        self.frame0 = d["frame_first"]
        self.frame = np.arange(d["frame_first"], d["frame_last"] + 1)
        self.years = np.arange(d["first"], d["last"] + 1)
        self.at = slice(d["first"] - self.frame0, d["last"] - self.frame0 + 1)
        self.scenarios = d["scenarios"]
        self.guarantees = d["guarantees"]
        self.growth = {k: np.array(v) for k, v in d["series"].items()}
        self.tables = {k: np.array(v)[self.at] for k, v in d["tables"].items()}
        people = {s: np.array(v) for s, v in d["population"].items()}
        people["both"] = people["female"] + people["male"]
        # P[sex][year, a] is the number of people younger than a.
        self.younger = {s: np.concatenate([np.zeros((len(self.frame), 1)), np.cumsum(p, 1)], 1) for s, p in people.items()}
        self.total = self.younger["both"][:, -1]
        births = np.array(d["births"] or np.zeros(len(self.frame)))
        around = np.concatenate([births[:1], births[:1], births, births[-1:]])  # those outside the frame are held
        first = d["first"] - self.frame0 + 2
        self.births = {k: around[first + k : first + k + len(self.years)] for k in (-2, -1, 0, 1)}
        self.pairs = []
        self.active = {}
        for b in d["benefits"]:
            for s in self.scenarios:
                p = b["used"][s]
                strange = set(p) - KNOWN | {k for k, forms in FORMS.items() if p.get(k, forms[0]) not in forms}
                if strange:
                    sys.exit(f"numpy_study.py does not know the rules of {b['id']}: {sorted(strange)}")
                paid = np.zeros(len(self.years))
                if p.get("on") == "yes":
                    paid = ((p["start"] <= self.years) & (self.years <= p.get("end", 9999))).astype(float)
                self.active[s, b["id"]] = paid
        for b in d["benefits"]:
            for s in self.scenarios:
                for other in d["benefits"]:
                    if b["scheme"] and b["scheme"] in (other["replaces"] or []):
                        self.active[s, b["id"]] = self.active[s, b["id"]] * (1 - self.active[s, other["id"]])
                if self.active[s, b["id"]].any():
                    self.pairs.append((s, b))

    def group(self, sex, lo, hi):
        return (self.younger[sex][:, int(hi) + 1] - self.younger[sex][:, int(lo)])[self.at]

    def frames(self, draw):
        """GDP, and the indices by frame year, each of shape (draws or 1, years)."""
        rate = lambda name, shock: self.growth[name] + draw(shock) if draw(shock) is not None else self.growth[name][None]

        def chain(r):
            r = 1 + r
            r[:, 0] = 1
            return np.cumprod(r, 1)

        volume = chain(rate("real_growth", "growth"))
        deflator = chain(rate("deflator_growth", "price"))
        cpi = chain(rate("inflation", "price"))
        level = self.d["levels"]["gdp"]
        y = level["year"] - self.frame0
        gdp = draw("gdp") * (volume / volume[:, y : y + 1]) * (deflator / deflator[:, y : y + 1])
        larger = draw("population")
        more = 1 + larger if larger is not None else np.ones((1, len(self.frame)))
        per_head = gdp / (self.total * more)
        index = {"cpi": cpi, "gdp-per-head": per_head, "wages": self.wages(per_head)}
        for name, code in (("poverty-line", "poverty_line"), ("minimum-wage", "minimum_wage")):
            if code in self.d["levels"]:
                line = self.d["levels"][code]
                y = line["year"] - self.frame0
                moves = index.get(line["index"])
                index[name] = line["value"] * (moves / moves[:, y : y + 1] if moves is not None else np.ones((1, len(self.frame))))
        return gdp[:, self.at], index, more[:, self.at]

    def wages(self, per_head):
        """Wages grow as published, and as GDP per head in other years."""
        if self.d["wages_follow"] != "gdp-per-head":
            sys.exit("numpy_study.py lets wages follow GDP per head only")
        if not self.d["wage_growth"]:
            return per_head
        growth = per_head / np.concatenate([per_head[:, :1], per_head[:, :-1]], 1)
        for year, rate in self.d["wage_growth"].items():
            growth[:, int(year) - self.frame0] = 1 + rate
        return np.cumprod(growth, 1)

    def events(self, p, months):
        """Births or pregnancies by the year in which their months are paid."""
        m = months / MONTHS
        short = m <= 1
        same = np.where(short, 1 - m / 2, 1 / (2 * m))
        second = np.where(short, 0, (m - 1) ** 2 / (2 * m))
        beside = 1 - same - second
        before = p == "births"
        return same * self.births[0] + beside * np.where(before, self.births[-1], self.births[1]) + second * self.births[-2]

    def reached(self, get, has):
        """The share of the target group that can receive the benefit."""
        share = 1.0
        if has("excluded_share"):
            share = share * (1 - get("excluded_share"))
        if has("child_cap_rule"):
            sizes = [1, 2, 3, 4, get("child_mean_5") if has("child_mean_5") else 5]
            shares = [get(f"child_share_{k}") for k in range(1, 6)]
            paid = sum(n * np.minimum(k, get("child_cap")) for n, k in zip(shares, sizes))
            share = share * (paid / sum(n * k for n, k in zip(shares, sizes)))
        if has("enrolment_rule"):
            share = share * get("enrolment")
        if has("participation"):
            share = share * get("participation") * get("wage_employment") * get("incidence") * get("replacement_rate")
        return share

    def times(self, get, has):
        """What stands in place of the payments of a year, or multiplies them."""
        if has("duration"):
            return get("duration")  # a payment a month
        if has("school_days"):
            return get("school_days")
        return get("entitlement_months") / MONTHS if has("event") else 1.0

    def steps(self, p):
        """The amounts that were set, each with its year, oldest first."""
        all_ = [("amount", p["amount_year"])]
        for k in ("amount_2", "amount_3", "amount_4"):
            if k + "_year" in p:
                all_.append((k, p[k + "_year"]))
        return all_

    def bands(self, p):
        return [(p[f"band_{k}_age"], f"band_{k}_amount") for k in (2, 3, 4) if f"band_{k}_age" in p]

    # Many draws.

    def cost(self, s, b, value, index, more):
        """Total cost of a benefit in a scenario, (draws or 1, years)."""
        p = b["used"][s]
        get = lambda code: value(s, b, code)
        t = self.years
        if p["take_up_rule"] == "ramp":
            way = np.clip((t - p["ramp_start"]) / (p["ramp_end"] - p["ramp_start"]), 0, 1)
            take_up = get("take_up") + (get("take_up_target") - get("take_up")) * way
        elif p["take_up_rule"] == "table":
            take_up = self.tables[p["take_up_table"]]
        else:
            take_up = get("take_up")
        has = p.__contains__
        if has("event"):
            people = self.events(p["event"], get("entitlement_months"))
        else:
            people = self.group(p["sex"], p["age_min"], p["age_max"]) * more
        if has("compliance_table"):
            people = people * self.tables[p["compliance_table"]]
        elif has("participation"):
            people = people * get("compliance")
        steps = self.steps(p)
        last = steps[-1][1]
        if p["amount_rule"] == "share":
            of = index[p["reference"]]
            y = int(p["amount_year"]) - self.frame0
            first = get("reference_share") * of[:, y : y + 1] * get("reference_months")
        else:
            first = get("amount")
        amount = first
        for code, year in steps[1:]:
            amount = np.where(t >= year, get(code), amount)
        bands = self.bands(p)
        if bands:
            mean, below = amount, amount
            whole = self.group(p["sex"], p["age_min"], p["age_max"])
            for age, code in bands:
                mean = mean + (get(code) - below) * self.group(p["sex"], max(age, p["age_min"]), p["age_max"]) / whole
                below = get(code)
            amount = np.where(t < p.get("bands_year", 0), amount, mean)
        if p["indexation"] == "fixed":
            amount = amount * np.where(t >= last, (1 + get("index_rate")) ** (t - last), 1)
        elif p["indexation"] != "none":
            of = index[p["indexation"]]
            y = int(last) - self.frame0
            moved = of[:, self.at] / of[:, y : y + 1]
            amount = amount * (np.where(t >= last, moved, 1) if len(steps) > 1 else moved)
        payments = get("payments") if has("payments") else 1.0
        factor = get("share") * self.reached(get, has) * payments * self.times(get, has) * get("share_paid") * (1 + get("admin_share"))
        return self.active[s, b["id"]] * people * take_up * amount * factor

    def many(self, draws):
        """Cost and share of GDP by run and guarantee, each (draws, years)."""
        return self.totals(*self.parts(draws))

    def parts(self, draws):
        path = {}
        for (key, year), row in draws.items():
            path.setdefault(key, {})[year] = row
        n = len(next(iter(draws.values())))

        def by_year(key):
            if key not in path:
                return None
            shock = np.zeros((n, len(self.frame)))
            for year, row in path[key].items():
                shock[:, year - self.frame0] = row
            return shock

        level = path.get("economy/gdp/level", {}).get(0)
        drawn = {
            "growth": by_year("shocks/growth_shock"), "price": by_year("shocks/price_shock"), "population": by_year("shocks/population_shock"),
            "gdp": self.d["levels"]["gdp"]["value"] if level is None else level[:, None],
        }
        gdp, index, more = self.frames(drawn.get)

        def value(s, b, code):
            own = code in (b["own"].get(s) or [])
            row = path.get(f"scenarios/{s}/{b['id']}/{code}" if own else f"benefits/{b['id']}/{code}")
            return b["used"][s][code] if row is None else row[0][:, None]

        costs = {(s, g): 0.0 for s in self.scenarios for g in self.guarantees}
        for s, b in self.pairs:
            costs[s, b["guarantee"]] = costs[s, b["guarantee"]] + self.cost(s, b, value, index, more)
        for s in self.scenarios:
            for x in self.d["schemes"] or []:
                still = np.ones(len(self.years))
                for b in self.d["benefits"]:
                    if x["id"] in (b["replaces"] or []):
                        still = still * (1 - self.active[s, b["id"]])
                of = 1 if x["index"] == "none" else (gdp if x["index"] == "gdp" else index[x["index"]][:, self.at])
                if x["index"] != "none":
                    sys.exit("numpy_study.py projects schemes without an index only")
                costs[s, x["guarantee"]] = costs[s, x["guarantee"]] + x["value"] * of * still
        return costs, gdp, n

    def totals(self, costs, gdp, n):
        out = {}
        shape = (n, len(self.years))

        whole_of = lambda parts: np.broadcast_to(sum(parts[1:], parts[0]), shape)
        for s in self.scenarios:
            for g in self.guarantees:
                cost = np.broadcast_to(costs[s, g], shape)
                out[s, g, "total_cost"], out[s, g, "share_of_gdp"] = cost, cost / gdp
        # A package has the figures of the scenarios that it is made of.
        for p in self.d["packages"]:
            for g in self.guarantees:
                for measure in ("total_cost", "share_of_gdp"):
                    out[p["id"], g, measure] = out[p["scenarios"][g], g, measure]
        for run in self.scenarios + [p["id"] for p in self.d["packages"]]:
            whole = whole_of([out[run, g, "total_cost"] for g in self.guarantees])
            out[run, "all", "total_cost"], out[run, "all", "share_of_gdp"] = whole, whole / gdp
        return out

    # One set of inputs, scenarios and benefits in one array.

    def prepare_once(self):
        """Parameters as arrays (pairs, 1): reading the inputs is not timed."""
        n, t = len(self.pairs), self.years
        column = lambda f: np.array([f(b["used"][s]) for s, b in self.pairs], float)[:, None]
        q = self.q = {c: column(lambda p: p.get(c, 0) or 0) for c in ("take_up", "take_up_target", "share", "payments", "share_paid", "admin_share", "amount", "reference_share", "reference_months", "index_rate")}
        q["payments"][q["payments"] == 0] = 1
        # What a benefit has no rule for leaves its people and payments as they are.
        q["rules"] = {}
        for rule, codes in RULES.items():
            rows = np.array([i for i, (s, b) in enumerate(self.pairs) if rule in b["used"][s]], int)
            if len(rows):
                used = [self.pairs[i][1]["used"][self.pairs[i][0]] for i in rows]
                of = lambda c: np.array([p.get(c, 5) for p in used], float)[:, None]  # blank: the open class is 5
                q["rules"][rule] = rows, {c: of(c) for c in codes + [rule] * (rule not in CHOICES)}
        if "event" in q["rules"]:
            rows = q["rules"]["event"][0]
            q["event"] = np.array([self.pairs[i][1]["used"][self.pairs[i][0]]["event"] for i in rows])[:, None]
        if "participation" in q["rules"]:
            used = [self.pairs[i][1]["used"][self.pairs[i][0]] for i in q["rules"]["participation"][0]]
            q["compliance"] = np.array([self.tables[p["compliance_table"]] if "compliance_table" in p else np.full(len(t), p["compliance"]) for p in used])
        q["ramp"] = np.array([p["used"][s]["take_up_rule"] == "ramp" for s, p in self.pairs])[:, None]
        q["table"] = np.array([p["used"][s]["take_up_rule"] == "table" for s, p in self.pairs])[:, None]
        q["path"] = np.array([self.tables.get(b["used"][s].get("take_up_table"), np.zeros(len(t))) for s, b in self.pairs])
        q["ramp_start"], q["ramp_end"] = column(lambda p: p.get("ramp_start", 0)), column(lambda p: p.get("ramp_end", 1))
        q["lo"], q["hi"] = column(lambda p: p["age_min"]).astype(int)[:, 0], column(lambda p: p["age_max"]).astype(int)[:, 0]
        q["sex"] = np.array([["female", "male", "both"].index(b["used"][s]["sex"]) for s, b in self.pairs])
        q["younger"] = np.stack([self.younger[x][self.at] for x in ("female", "male", "both")])
        q["active"] = np.array([self.active[s, b["id"]] for s, b in self.pairs])
        q["is_share"] = np.array([b["used"][s]["amount_rule"] == "share" for s, b in self.pairs])[:, None]
        q["reference"] = np.array([INDICES.index(b["used"][s].get("reference", "none")) for s, b in self.pairs])
        q["amount_year"] = column(lambda p: p["amount_year"]).astype(int)[:, 0] - self.frame0
        q["index"] = np.array([INDICES.index(b["used"][s]["indexation"]) for s, b in self.pairs])
        q["last"] = column(lambda p: self.steps(p)[-1][1]).astype(int)[:, 0] - self.frame0
        q["stepped"] = column(lambda p: len(self.steps(p)) > 1) > 0
        q["since"] = t >= q["last"][:, None] + self.frame0
        q["steps"] = []
        for k in ("amount_2", "amount_3", "amount_4"):
            come = np.array([t >= b["used"][s].get(k + "_year", 9999) for s, b in self.pairs])
            if come.any():
                q["steps"].append((come, column(lambda p: p.get(k, 0))))
        q["bands"] = []
        for k in (2, 3, 4):
            has = column(lambda p: f"band_{k}_age" in p) > 0
            if has.any():
                from_ = column(lambda p: max(p.get(f"band_{k}_age", 0), p["age_min"]) if f"band_{k}_age" in p else p["age_min"]).astype(int)[:, 0]
                q["bands"].append((has, from_, column(lambda p: p.get(f"band_{k}_amount", 0))))
        q["unbanded"] = np.array([t < b["used"][s].get("bands_year", 0) for s, b in self.pairs])
        sums = np.zeros((len(self.scenarios), len(self.guarantees), n))
        for i, (s, b) in enumerate(self.pairs):
            sums[self.scenarios.index(s), self.guarantees.index(b["guarantee"]), i] = 1
        q["sums"] = sums.reshape(-1, n)
        carried = np.zeros((len(self.scenarios), len(self.guarantees), len(t)))
        for i, s in enumerate(self.scenarios):
            for x in self.d["schemes"] or []:
                still = np.ones(len(t))
                for b in self.d["benefits"]:
                    if x["id"] in (b["replaces"] or []):
                        still = still * (1 - self.active[s, b["id"]])
                carried[i, self.guarantees.index(x["guarantee"])] += x["value"] * still
        q["carried"] = carried
        q["choice"] = np.array([[self.scenarios.index(p["scenarios"][g]) for g in self.guarantees] for p in self.d["packages"]])

    def once(self):
        q, t, rows = self.q, self.years, np.arange(len(self.pairs))
        gdp, index, more = self.frames({"gdp": self.d["levels"]["gdp"]["value"]}.get)
        one = np.ones((1, len(self.frame)))
        table = np.concatenate([index.get(k, one) for k in INDICES])
        way = np.clip((t - q["ramp_start"]) / (q["ramp_end"] - q["ramp_start"]), 0, 1)
        take_up = np.where(q["ramp"], q["take_up"] + (q["take_up_target"] - q["take_up"]) * way, np.where(q["table"], q["path"], q["take_up"]))
        upper = q["younger"][q["sex"], :, q["hi"] + 1]
        people = upper - q["younger"][q["sex"], :, q["lo"]]
        amount = np.where(q["is_share"], q["reference_share"] * table[q["reference"], q["amount_year"]][:, None] * q["reference_months"], q["amount"])
        for come, later in q["steps"]:
            amount = np.where(come, later, amount)
        mean = below = amount
        for has, from_, later in q["bands"]:
            part = (upper - q["younger"][q["sex"], :, from_]) / people
            mean = mean + np.where(has, (later - below) * part, 0)
            below = np.where(has, later, below)
        amount = np.where(q["unbanded"], amount, mean)
        moved = table[q["index"]][:, self.at] / table[q["index"], q["last"]][:, None]
        amount = amount * np.where(q["stepped"] & ~q["since"], 1, moved)
        factor = q["share"] * q["payments"] * q["share_paid"] * (1 + q["admin_share"])
        for rule, (rows, own) in q["rules"].items():
            has = lambda code: code == rule or code in own
            if rule == "event":
                people[rows] = self.events(q["event"], own["entitlement_months"])
            if rule == "participation":
                people[rows] *= q["compliance"]
            factor[rows] *= self.reached(own.get, has) * self.times(own.get, has)
        cost = q["active"] * people * take_up * amount * factor
        sums = (q["sums"] @ cost).reshape(q["carried"].shape) + q["carried"]
        packs = sums[q["choice"], np.arange(len(self.guarantees))[None]]
        runs = np.concatenate([sums, packs])
        runs = np.concatenate([runs, runs.sum(1, keepdims=True)], 1)
        return runs, runs / gdp


def least(f, seconds=2.0):
    """The shortest of many times: processor time, which other work on the machine does not lengthen."""
    f()
    best, until, few = float("inf"), time.perf_counter() + seconds, 5
    while few > 0 or time.perf_counter() < until:
        start = time.process_time()
        f()
        best, few = min(best, time.process_time() - start), few - 1
    return best


def compare(what, got, want):
    off = np.max(np.abs(got - want) / np.maximum(np.abs(want), 1e-300) * (np.abs(want) > 0) + np.abs(got) * (want == 0))
    print(f"numpy   {what}: largest relative difference to the engine {off:.1e}")
    if not off <= 1e-9:
        sys.exit("the two do not give the same numbers")


def main(folder):
    d = json.load(open(os.path.join(folder, "input.json")))
    n = d["draws"]
    study = Study(d)
    drawn = [(c["Key"], c["Year"]) for c in d["drawn"]]
    draws = np.fromfile(os.path.join(folder, "draws.bin")).reshape(len(drawn), n)
    want = np.fromfile(os.path.join(folder, "figures.bin")).reshape(len(d["wanted"]), n)
    point = np.fromfile(os.path.join(folder, "point.bin"))

    study.prepare_once()
    costs, shares = study.once()
    names = study.scenarios + [p["id"] for p in d["packages"]]
    parts = study.guarantees + ["all"]
    got = np.array([
        (costs if w["measure"] == "total_cost" else shares)[names.index(w["run"]), parts.index(w["guarantee"]), w["year"] - d["first"]] for w in d["wanted"]])
    compare("one evaluation", got, point)

    def everything(size):
        for k in range(0, n, size):
            yield k, study.many({c: draws[i, k : k + size] for i, c in enumerate(drawn)})

    for k, out in everything(500):
        got = np.array([out[w["run"], w["guarantee"], w["measure"]][:, w["year"] - d["first"]] for w in d["wanted"]])
        compare(f"draws {k} to {k + got.shape[1] - 1}", got, want[:, k : k + got.shape[1]]) if k == 0 else None
        if not np.allclose(got, want[:, k : k + got.shape[1]], rtol=1e-9, atol=0):
            sys.exit("the two do not give the same numbers")

    many = {}
    for size in (100, 250, 500, 1000, 2500, n):
        many[size] = least(lambda: [None for _ in everything(size)], 1.0)
    size = min(many, key=many.get)

    def simulation():
        rows = np.empty((len(d["wanted"]), n))
        for k, out in everything(size):
            for i, w in enumerate(d["wanted"]):
                rows[i, k : k + size] = out[w["run"], w["guarantee"], w["measure"]][:, w["year"] - d["first"]]
        return rows.mean(1), rows.std(1, ddof=1), np.percentile(rows, [5, 25, 50, 75, 95], axis=1)

    whole = least(simulation)
    print(f"numpy is fastest with {size} draws at a time")
    seconds = {
        "draws, 1 core": many[size], "simulation, 1 core": whole,
    }
    with open(os.path.join(folder, "rounds.jsonl"), "a") as rounds:
        rounds.write(json.dumps({"engine": d["seconds"], "numpy": seconds}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
