"""When a number counts, where its own sentence does not say so."""

from __future__ import annotations

from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def days(figure: Figure) -> tuple[str | None, str | None] | None:
    return (figure.period.start, figure.period.end) if figure.period else None


def test_what_was_before_is_not_the_day_of_the_event() -> None:
    text = "Un incendie a fait 12 morts.\n\nVendredi déjà, un autre feu avait détruit le marché."
    assert figures(text)[0].period is None


def test_since_a_beginning_that_is_not_told_is_open() -> None:
    (figure,) = figures("Depuis le début des affrontements, 90 civils ont été tués.")
    assert days(figure) == (None, "2021-03-18")


def test_a_range_that_closes_with_the_end_of_a_month_is_the_whole_range() -> None:
    found = figures(
        "Quatre mille civils ont fui Gao depuis janvier, et 1.100 ont été déplacés à Mopti entre octobre et fin décembre."
    )
    assert [days(f) for f in found] == [("2021-01-01", "2021-03-18"), ("2020-10-01", "2020-12-31")]
    (alone,) = figures("Fin décembre, 1.100 personnes étaient déplacées à Mopti.")
    assert days(alone) == ("2020-12-31", "2020-12-31")


def test_the_beginning_of_a_month_is_its_first_ten_days() -> None:
    (figure,) = figures("Début février, trente bergers ont été tués à Gao.")
    assert days(figure) == ("2021-02-01", "2021-02-10")
    (since,) = figures("Trente bergers ont été tués à Gao depuis début février.")
    assert days(since) == ("2021-02-01", "2021-03-18")


def test_the_day_of_a_trial_is_no_day_of_the_deed() -> None:
    for told in ("condamné mardi à Gao pour le meurtre de deux gardes.", "reconnu coupable mardi d'avoir tué deux gardes."):
        (figure,) = figures(f"Le boulanger a été {told}")
        assert figure.period is None
    (figure,) = figures("Le boulanger a été condamné mardi à Gao pour avoir tué deux gardes en mai 2019.")
    assert days(figure) == ("2019-05-01", "2019-05-31")
    (figure,) = figures("Un tribunal a condamné mardi à dix ans de prison trois gardes.")
    assert days(figure) == ("2021-03-16", "2021-03-16")


def test_a_number_that_takes_its_verb_from_the_clause_before_has_its_own_time() -> None:
    text = (
        "Plus de 4.000 personnes ont été déplacées à Gao depuis janvier, tandis que 1.100 autres, en majorité des enfants et des "
        "malades, ont été déplacées par les combats à Mopti entre octobre et fin décembre, selon la mairie."
    )
    assert [days(f) for f in figures(text)] == [("2021-01-01", "2021-03-18"), ("2020-10-01", "2020-12-31")]


def test_how_long_aid_lasts_is_not_when_it_was_needed() -> None:
    (figure,) = figures("Le convoi a livré mardi de quoi nourrir 900 personnes pendant un mois.")
    assert days(figure) == ("2021-03-16", "2021-03-16")


def test_a_coarse_time_of_words_counts_where_no_other_is_told() -> None:
    text = "En mai 2019, le groupe avait revendiqué une attaque qui avait fait 28 morts."
    assert days(figures(text)[0]) == ("2019-05-01", "2019-05-31")


def test_so_long_after_an_act_counts_back() -> None:
    found = figures("Mardi, trois jours après le naufrage qui a fait 40 morts, deux pêcheurs ont été tués.")
    assert [days(f) for f in found] == [("2021-03-13", "2021-03-13"), ("2021-03-16", "2021-03-16")]


def test_about_so_long_after_an_act_tells_no_day() -> None:
    (figure,) = figures("La mairie a rouvert, quelques jours après le naufrage qui a fait 40 morts.")
    assert figure.period is None


def test_a_participle_of_a_part_is_no_day_of_the_event() -> None:
    text = "L'armée a libéré mardi dix otages, dont trois touristes enlevés le 2 mars. Un soldat est mort dans l'assaut."
    found = figures(text)
    assert [(f.measure, days(f)) for f in found] == [
        ("freed", ("2021-03-16", "2021-03-16")),
        ("abducted", ("2021-03-02", "2021-03-02")),
        ("killed", ("2021-03-16", "2021-03-16")),
    ]


def test_the_day_of_a_new_tally_is_not_that_of_the_act() -> None:
    text = "Le bilan de l'explosion qui a soufflé lundi un entrepôt est passé mercredi à 14 morts."
    assert days(figures(text)[0]) == ("2021-03-15", "2021-03-15")


def test_the_tally_of_an_epidemic_has_its_own_day() -> None:
    assert days(figures("Le bilan est passé mercredi à 14 morts.")[0]) == ("2021-03-17", "2021-03-17")


def test_a_time_that_is_said_of_a_part_alone_is_not_the_whole_s() -> None:
    text = "Un raid a fait trois morts lundi.\n\nPlus de 4.000 habitants ont fui, dont 600 pour la seule journée de mercredi."
    whole, part = figures(text)[1:]
    assert days(part) == ("2021-03-17", "2021-03-17")
    assert whole.period is not None
    # with some fled on Wednesday, Monday alone and all days since are both fair readings of the whole
    assert whole.period.start == "2021-03-15"
    assert whole.period.end != "2021-03-17"


def test_those_newly_driven_out_are_counted_over_the_year_that_is_told() -> None:
    text = (
        "Fin 2020, 12 millions de personnes étaient déplacées dans la région.\n\n"
        "En 2020, deux millions de nouveaux déplacements ont été enregistrés.\n\n"
        "Le Niger compte 300.000 nouveaux déplacés, le Tchad 150.000."
    )
    assert [days(f) for f in figures(text)] == [
        ("2020-12-31", "2020-12-31"),
        ("2020-01-01", "2020-12-31"),
        ("2020-01-01", "2020-12-31"),
        ("2020-01-01", "2020-12-31"),
    ]


def test_a_headline_rounds_the_toll_of_the_text() -> None:
    text = "Plus de 40.000 déplacés au Mali\n\nFin 2020, 41.300 personnes étaient déplacées au Mali."
    assert days(figures(text)[0]) == ("2020-12-31", "2020-12-31")


def test_what_an_act_of_the_past_led_to_is_as_old_as_the_act() -> None:
    text = (
        "Deux hommes ont été condamnés jeudi pour les attaques du 3 juin 2018, qui ont fait 20 morts.\n\n"
        "Au marché, 15 clients avaient été tués. Un assaillant s'était fait exploser devant le stade, faisant quatre morts."
    )
    found = [f for f in figures(text) if f.measure == "killed"]
    assert [days(f) for f in found] == [("2018-06-03", "2018-06-03")] * 3


def test_what_somebody_is_accused_of_dates_only_that() -> None:
    text = "Cinq policiers, accusés d'avoir blessé des passants en 2014, ont été arrêtés mercredi."
    assert days(figures(text)[0]) == ("2021-03-17", "2021-03-17")


def test_a_headline_has_the_days_of_its_toll_as_it_is_told_below() -> None:
    text = "Crues: 12 morts\n\nLes pluies qui tombent depuis lundi ont fait 12 morts, selon la mairie."
    assert [days(f) for f in figures(text)] == [("2021-03-15", "2021-03-18"), ("2021-03-15", "2021-03-18")]


def test_a_short_sentence_at_the_end_of_a_paragraph_is_no_heading() -> None:
    text = (
        "Un raid a tué mardi sept civils à Peshawar.\n\nLe gouverneur est venu. Le marché a rouvert lundi à Quetta.\n\n"
        "Selon l'armée, neuf soldats ont été blessés."
    )
    assert days(figures(text)[-1]) == ("2021-03-16", "2021-03-16")


def test_an_offensive_that_began_on_a_day_has_its_toll_since_then() -> None:
    (figure,) = figures("L'offensive lancée mardi par l'armée a déjà tué 60 civils.")
    assert days(figure) == ("2021-03-16", "2021-03-18")


def test_a_raid_that_was_led_on_a_day_has_its_toll_of_that_day() -> None:
    (figure,) = figures("L'attaque menée mardi par l'armée a tué 60 civils.")
    assert days(figure) == ("2021-03-16", "2021-03-16")


def test_those_who_died_later_have_no_time() -> None:
    text = "En 1902, la lave avait tué 900 habitants de la ville, et 4.000 autres dans les mois qui ont suivi."
    assert [days(f) for f in figures(text)] == [("1902-01-01", "1902-12-31"), None]


def test_a_pronoun_takes_up_the_war_of_the_paragraph_before() -> None:
    text = "Un obus a tué mardi deux enfants.\n\nLe conflit s'est aggravé.\n\nIl a poussé à la fuite 200.000 personnes."
    assert days(figures(text)[-1]) is None


def test_who_remains_trapped_is_so_on_the_day_of_the_report() -> None:
    text = "Un convoi a été attaqué mardi.\n\nEnviron 4.000 civils restent pris au piège."
    assert days(figures(text)[0]) == ("2021-03-18", "2021-03-18")


def test_what_a_number_is_compared_with_is_not_its_time() -> None:
    text = "L'ONU a compté 500 morts au premier trimestre, en baisse par rapport à la même période de 2019."
    assert days(figures(text)[0]) == ("2021-01-01", "2021-03-18")


def test_when_a_pact_was_signed_is_not_when_it_was_kept() -> None:
    text = "Les rebelles ont libéré mardi 40 soldats, conformément à l'accord signé en février."
    assert days(figures(text)[0]) == ("2021-03-16", "2021-03-16")


def test_what_is_told_by_the_year_counts_on_no_day() -> None:
    event = "Une bombe a explosé dimanche à Peshawar."
    for told in ("Chaque année, 60 civils sont blessés par des mines.", "Les mines tuent 60 civils par an."):
        assert figures(f"{event}\n\n{told}")[0].period is None
    (year, part) = figures(f"{event}\n\nLes mines tuent des milliers de civils chaque année (900 au Mali en 2018).")
    assert (year.period, days(part)) == (None, ("2018-01-01", "2018-12-31"))
    (since,) = figures("Depuis 2014, les mines ont tué 60 civils par an.")
    assert days(since) == ("2014-01-01", "2021-03-18")


def test_a_stretch_ends_with_the_day_of_the_count() -> None:
    for lead in ("Au 7 mars", "À la date du 7 mars"):
        (figure,) = figures(f"{lead}, 35 civils avaient été tués depuis le 3 janvier.")
        assert days(figure) == ("2021-01-03", "2021-03-07")
    (moved,) = figures("Le procès est renvoyé au 7 mars : 35 civils ont été tués depuis le 3 janvier.")
    assert days(moved) == ("2021-01-03", "2021-03-18")


def test_the_days_of_a_length_of_time_are_told_right_behind_it() -> None:
    (figure,) = figures("Le siège a coûté la vie à 4.200 civils en trois ans (1992-1994).")
    assert days(figure) == ("1992-01-01", "1994-12-31")


def test_two_years_in_a_row_are_one_stretch() -> None:
    (row,) = figures("Trente civils ont été tués en 2014 et 2015.")
    assert days(row) == ("2014-01-01", "2015-12-31")
    (apart,) = figures("Trente civils ont été tués en 2011, et le pont a sauté en 2015.")
    assert days(apart) == ("2011-01-01", "2011-12-31")


def test_a_stretch_since_one_day_until_another_has_both() -> None:
    (figure,) = figures("Trente civils ont été tués de la mi-janvier au 3 mars.")
    assert days(figure) == ("2021-01-15", "2021-03-03")
    (since,) = figures("Trente civils ont été tués depuis le 3 janvier et jusqu'au 3 mars.")
    assert days(since) == ("2021-01-03", "2021-03-03")


def test_who_suffered_by_an_act_did_on_its_day() -> None:
    (missing,) = figures("Six bergers sont portés disparus après une avalanche qui a coupé lundi la route du col.")
    assert days(missing) == ("2021-03-15", "2021-03-15")


def test_how_long_an_act_took_is_no_day() -> None:
    found = figures("Une bombe a explosé dimanche à Peshawar.\n\nEn quelques minutes, 40 civils ont été tués.")
    assert days(found[0]) == ("2021-03-14", "2021-03-14")
    assert days(figures("Depuis dix heures, 40 civils ont été tués.")[0]) == ("2021-03-18", "2021-03-18")


def test_a_range_lies_in_the_year_of_its_last_end() -> None:
    (figure,) = figures("Quarante civils ont été tués du 1er janvier au 30 septembre.")
    assert days(figure) == ("2020-01-01", "2020-09-30")
    (ours,) = figures("Quarante civils ont été tués entre janvier et février de cette année.")
    assert days(ours) == ("2021-01-01", "2021-02-28")


def test_a_war_that_goes_on_counts_up_to_now() -> None:
    (so_far,) = figures("Le soulèvement de 2011 a déclenché la guerre qui a fait jusqu'à présent 90.000 morts.")
    assert days(so_far) == ("2011-01-01", "2021-03-18")
    (over,) = figures("La guerre de 1973 a fait 9.000 morts.")
    assert days(over) == ("1973-01-01", "1973-12-31")
