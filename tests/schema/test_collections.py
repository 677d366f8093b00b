"""What the collections add to their fields."""

from __future__ import annotations

import pytest

from generator.collections.achievements import Achievement
from generator.collections.events import Event, by_time
from generator.schema.values import PartialDate

EVENT = {"title": "服务日", "date": "2018-06-20", "when": "2018-07-01"}
FIGURE = {"title": "灯", "date": "2018-06-20", "value": "60", "unit": "盏", "field": "城市"}


def test_an_event_ends_with_its_day() -> None:
    assert Event.model_validate(EVENT).until == PartialDate(2018, 7, 1)
    assert Event.model_validate(EVENT | {"until": "2018-07-03"}).until == PartialDate(2018, 7, 3)


def test_events_are_in_order_of_time() -> None:
    later = [{"time": "10:00"}, {"time": "9:30"}, {"title": "早市", "time": "09:00"}, {}, {"when": "2018-06-30"}]
    listed = sorted((Event.model_validate(EVENT | more) for more in later), key=by_time)
    assert [(e.when.day, e.time) for e in listed] == [(30, ""), (1, ""), (1, "9:00"), (1, "9:30"), (1, "10:00")]


@pytest.mark.parametrize(
    ("written", "period_from"),
    [
        ({"target": "100", "as_of": "2018-06"}, PartialDate(2018, 1, 1)),
        ({"target": "100", "as_of": "2018-06", "period_from": "2017-07"}, PartialDate(2017, 7)),
        ({"as_of": "2018-06"}, None),
        ({"target": "100"}, None),
    ],
)
def test_a_target_runs_from_the_beginning_of_the_year(written: dict[str, str], period_from: PartialDate | None) -> None:
    assert Achievement.model_validate(FIGURE | written).period_from == period_from
