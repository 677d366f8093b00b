"""Whatever figures a street has, the checks of figures say something or nothing, and never fail."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.checks import CHECKS, Check
from generator.checks.corpus import Corpus
from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.settings import Settings
from generator.site import Entry, Site

SETTINGS = Settings.model_validate({"name": "测试街道", "source": "测试街道", "home": {"headline": "门开着"}})
IDS = ("a", "b", "c", "d")
CHECKED = (
    "declared", "homes", "honours", "ledgers", "outliers", "parts", "percents", "prose_facts", "ratios", "same_facts",
    "targets", "units",
)  # fmt: skip
figures = st.one_of(
    st.builds(
        lambda form, n: form.format(n),
        st.sampled_from(("{}", "{}余", "近{}", "约{}", "{}万", "{}多万", "{}左右", "{}.5", "{}.00", "0.{}亿")),
        st.integers(min_value=0, max_value=10**10),
    ),
    st.sampled_from(("0", "0.0", "0万", "100", "1")),
)
some_id = st.sampled_from(("", *IDS))
facts = st.fixed_dictionaries(
    {"title": st.sampled_from(("安置房", "3个站点", "党龄")), "date": st.just("2018-06-20"), "field": st.just("概况")}
    | {"value": figures, "unit": st.sampled_from(("%", "户", "套", "人次", "小时", "平方米", "场", "人"))}
    | {"as_of": st.sampled_from(("2018", "2018-06")), "scope": st.sampled_from(("全年", "占总数的0%", "占总数的33.3%"))}
    | {"part_of": some_id, "percent_of": some_id, "percent_part": some_id, "target": figures}
)
works = st.fixed_dictionaries(
    {
        "title": st.just("工程"),
        "date": st.just("2018-06-20"),
        "kind": st.just("安置房"),
        "sets": figures,
        "households": figures,
    }
    | {"area": figures.map("{}平方米".format)}
)
rows = st.fixed_dictionaries(
    {"name": st.just("行"), "count": figures, "done": figures, "result": st.just("办结率0.0%")}
)


def entries(name: str, records: list[dict[str, Any]]) -> tuple[Entry, ...]:
    collection = COLLECTIONS[name]
    filled = ({key: value for key, value in record.items() if value} for record in records)
    made = (collection.model.model_validate(record) for record in filled)
    return tuple(Entry(collection, key, record, Place("x.yml")) for key, record in zip(IDS, made, strict=False))


@given(st.lists(facts, max_size=4), st.lists(works, max_size=2), st.lists(rows, max_size=3))
def test_no_figures_make_a_check_fail(
    achieved: list[dict[str, Any]], built: list[dict[str, Any]], listed: list[dict[str, Any]]
) -> None:
    ledger = {"title": "30项任务", "date": "2018-06-20", "as_of": "2018-06", "total": "30", "rows": listed}
    groups = {"achievements": achieved, "works": built, "ledgers": [ledger]}
    site = Site(SETTINGS, dt.date(2026, 11, 21), COLLECTIONS, {name: entries(name, g) for name, g in groups.items()})
    for name in CHECKED:
        check = CHECKS[name]
        for finding in check.run(site) if isinstance(check, Check) else check.run(Corpus.of(site.all()), site):
            assert finding.message()
            assert finding.hint("en")
