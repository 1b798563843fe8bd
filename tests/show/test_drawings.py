"""What is drawn by hand: the chart of a dossier, the window of an arrangement, the map."""

from __future__ import annotations

from datetime import date

import pytest

from selon.ledger.browse import PlaceCount
from selon.show.chart import Chart, Datum, draw_chart
from selon.show.geography import MapDrawing, draw_map
from selon.show.speech import Speech
from selon.show.window import Moment, draw_window

FRENCH = Speech("fr")


def datum(
    day: int, low: float | None, high: float | None, *, source: str = "A", qualifier: str = "exact", faded: bool = False
) -> Datum:
    return Datum(
        day=date(2021, 3, day),
        low=low,
        high=high,
        qualifier=qualifier,
        source=source,
        faded=faded,
        denied=False,
        address="/",
        title="t",
    )


def chart(*data: Datum) -> Chart:
    found = draw_chart(data, FRENCH)
    assert found is not None
    return found


def test_a_minimum_is_a_bar_open_at_its_top() -> None:
    point = chart(datum(1, 12, None), datum(2, 30, 30)).points[0]
    assert point.bar == "open-top" and point.top < point.y == point.foot


def test_a_range_is_a_closed_bar_from_its_lowest_to_its_highest() -> None:
    found = chart(datum(1, 10, 20), datum(2, 40, 40))
    point = found.points[0]
    assert point.bar == "closed" and point.top < point.y < point.foot


def test_days_without_a_report_are_gaps_and_the_axis_begins_at_zero() -> None:
    found = chart(datum(1, 5, 5), datum(2, 6, 6), datum(20, 9, 9))
    assert len(found.gaps) == 1
    assert found.up[0].text == "0" and found.up[0].at == found.foot


def test_numbers_of_very_different_size_get_a_logarithmic_scale() -> None:
    found = chart(datum(1, 3, 3), datum(2, 30000, 30000))
    assert found.logarithmic and all(found.top <= p.y <= found.foot for p in found.points)


def test_points_that_coincide_stand_side_by_side() -> None:
    found = chart(*(datum(1, 7, 7) for _ in range(5)))
    assert len({p.x for p in found.points}) == 5


def test_every_point_lies_inside_the_drawing() -> None:
    found = chart(*(datum(1 + n % 28, n, None if n % 3 else n + 5, source=str(n % 9)) for n in range(200)))
    assert all(found.left - 50 <= p.x <= found.right + 50 and found.top <= p.top <= p.foot <= found.foot for p in found.points)
    assert {p.shape for p in found.points} == set(range(7))


def test_no_number_no_chart() -> None:
    assert draw_chart([datum(1, None, None)], FRENCH) is None


def test_a_window_stands_in_universal_time() -> None:
    moments = [Moment(at="2021-03-18T06:00+00:00", address="/", title="", above=True)]
    found = draw_window("2021-03-18T08:00+03:00", "2021-03-18T11:00+03:00", moments, FRENCH)
    assert found is not None
    # 06:00 UTC is a third of the way from 05:00 to 08:00
    assert found.dots[0].x == pytest.approx(found.start + (found.end - found.start) / 3, abs=0.2)
    assert draw_window(None, None, moments, FRENCH) is None


def place(
    precision: str, *, name: str = "X", latitude: float | None = 34.0, longitude: float | None = 35.5, total: int = 3
) -> PlaceCount:
    return PlaceCount(
        name=name, country="LB", latitude=latitude, longitude=longitude, precision=precision, kinds={"figure": total}
    )


def map_of(*places: PlaceCount) -> MapDrawing:
    return draw_map(places, ["/"] * len(places))


def test_a_province_is_a_ring_and_a_town_a_dot() -> None:
    found = map_of(place("province"), place("settlement", latitude=33.9))
    assert [(s.kind, s.precision) for s in found.shapes] == [("ring", "province"), ("dot", "settlement")]
    assert found.shapes[0].radius >= 20


def test_a_country_is_its_area_and_never_a_point() -> None:
    found = map_of(place("country"), place("region"))
    assert found.shapes == ()
    assert [land.code for land in found.lands if land.named] == ["LB"]


def test_a_place_without_a_point_is_not_drawn() -> None:
    assert map_of(place("settlement", latitude=None, longitude=None)).shapes == ()


def test_a_place_of_many_claims_at_the_edge_is_on_the_map() -> None:
    towns = [place("settlement", name=str(n), longitude=float(n)) for n in range(14)]
    found = map_of(*towns, place("settlement", name="Est", longitude=44.0, total=12))
    assert found.outside == 0 and "Est" in {s.name for s in found.shapes}
    west = map_of(
        *(place("settlement", name=str(n), longitude=20.0 + n) for n in range(14)),
        place("settlement", name="Ouest", longitude=1.0),
    )
    assert "Ouest" in {s.name for s in west.shapes}


def test_one_claim_of_hundreds_far_away_does_not_make_the_others_small_and_is_counted() -> None:
    towns = [place("settlement", name=str(n), longitude=float(n), total=30) for n in range(14)]
    found = map_of(*towns, place("settlement", name="Loin", longitude=150.0, total=1), place("country"))
    assert "Loin" not in {s.name for s in found.shapes}
    assert found.outside == 1


def test_tiles_are_asked_for_only_where_a_server_is_named() -> None:
    towns = [place("settlement")]
    assert draw_map(towns, ["/"]).tiles == ()
    tiles = draw_map(towns, ["/"], tiles="https://tiles.example/{z}/{x}/{y}.png").tiles
    assert tiles and all(t.address.startswith("https://tiles.example/") for t in tiles)
