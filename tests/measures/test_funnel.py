"""The drawing of teams: size orders it and not rank, small teams are left out, and shape says how a team stands."""

from lineofsight.measures.charts.teams import draw
from lineofsight.measures.funnel import Part, funnel_of

TEAMS = [Part("North", 48, 71), Part("South", 20, 60), Part("East", 66, 90), Part("Small", 3, 19)]


def test_teams_stand_by_size_and_those_with_too_few_not_at_all():
    found = funnel_of(TEAMS)

    assert [one.name for one in found.parts] == ["East", "North", "South"]
    # All teams, the small one among them.
    assert (found.n, found.of) == (137, 240)


def test_the_sentence_counts_and_names_who_lies_outside():
    assert funnel_of(TEAMS).sentence == "2 of 3 teams are within what chance explains; lower: South."


def test_fewer_than_two_teams_with_enough_have_no_drawing():
    assert funnel_of([TEAMS[0], TEAMS[3]]) is None


def test_a_team_outside_has_another_shape_and_its_numbers_beside_it():
    wide, narrow = (draw(funnel_of(TEAMS), id="t", title="Teams", narrow=one) for one in (False, True))

    for drawing in (wide, narrow):
        assert drawing.count("<circle") == 2
        assert "48 of 71 (68%)" in drawing
        assert "2 of 3 teams are within" in drawing
        assert "style=" not in drawing
    assert 'viewBox="0 0 320' in narrow


def test_where_all_are_in_time_nobody_lies_outside():
    found = funnel_of([Part("North", 30, 30), Part("South", 40, 40)])

    assert found.sentence == "2 of 2 teams are within what chance explains."
    assert draw(found, id="t", title="Teams")
