"""Events read from sentences of our own: one for each act, not one for each word."""

from __future__ import annotations

from selon.journey import read_report
from selon.model.record import Event
from selon.model.report import Report
from selon.model.span import clean_text


def read(text: str) -> tuple[Event, ...]:
    report = Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")
    return read_report(report).events


def test_the_lead_repeats_the_act_of_the_headline() -> None:
    found = read("Somalie: un attentat à Baidoa\n\nUn attentat a frappé jeudi la ville de Baidoa.\n")
    assert [e.type for e in found] == ["bombing"]


def test_another_day_is_another_act() -> None:
    found = read("Un raid aérien a visé mardi le port. Un raid aérien a visé jeudi le même port.")
    assert [e.type for e in found] == ["air_strike", "air_strike"]


def test_an_act_to_come_is_no_event() -> None:
    assert read("L'armée bombardera la ville si les rebelles y restent.") == ()


def test_author_of_a_passive_acts() -> None:
    found = read("Deux prêtres ont été enlevés jeudi par des miliciens.")
    assert [(e.type, e.actors) for e in found] == [("abduction", ("miliciens",))]


def test_killing_is_no_second_act_beside_the_word_for_it() -> None:
    found = read("Une attaque a tué neuf civils jeudi.")
    assert [e.type for e in found] == ["armed_attack"]


def test_an_act_told_of_the_country_with_no_day_is_the_one_of_its_town() -> None:
    events = read(
        "Mardi, un naufrage au large de Sfax a fait dix morts.\n\nUne enquête sur un naufrage a été ouverte en Tunisie."
    )
    assert [e.type for e in events] == ["disaster"]


def test_author_is_read_from_case_adjective_and_claim() -> None:
    assert read("L'offensive des rebelles a commencé jeudi.")[0].actors == ("rebelles",)
    assert read("Des tirs de mortier rebelles ont touché le port jeudi.")[0].actors == ("rebelles",)
    assert read("Une attaque imputée aux miliciens a fait neuf morts jeudi.")[0].actors == ("miliciens",)


def test_what_is_no_person_and_no_body_does_not_act() -> None:
    assert read("Les discours ont chassé de la ville des milliers d'habitants.")[0].actors == ()


def test_a_fight_that_a_clause_tells_is_an_act_of_its_own() -> None:
    found = read("L'aviation a bombardé jeudi les faubourgs et des combats ont opposé les rebelles à l'armée.")
    assert [e.type for e in found] == ["air_strike", "clash"]


def test_duties_and_threats_are_no_acts() -> None:
    assert read("Les otages doivent être libérés dimanche.") == ()
    assert read("Le groupe menace de nouvelles attaques.") == ()


def test_the_days_of_a_number_beside_an_act_do_not_make_it_another() -> None:
    found = read(
        "Un naufrage a fait neuf morts lundi au large de Zarzis.\n\n"
        "Le canot venait de la côte. Les pêcheurs ont repêché seize corps jeudi.\n\n"
        "L'association a recensé quarante morts depuis janvier. Selon elle, un naufrage fait trente morts de plus."
    )
    assert [e.type for e in found] == ["disaster"]


def test_an_act_that_is_told_as_one_more_is_another() -> None:
    head = "Des miliciens ont tué neuf villageois mardi à Djugu.\n\nLes habitants ont fui vers la colline. "
    assert [e.type for e in read(head + "Les miliciens ont également tué deux soldats.")].count("armed_attack") == 2
    assert [e.type for e in read(head + "Les miliciens ont tué ces soldats.")].count("armed_attack") == 1


def test_both_of_two_joined_subjects_act() -> None:
    found = read("La Russie et l'Ukraine ont échangé mercredi deux cents prisonniers de guerre.")
    assert [e.actors for e in found if e.type == "release"] == [("Russie", "Ukraine")]


def test_who_acts_through_arms_and_in_several_acts() -> None:
    assert read("Des drones russes ont attaqué le port jeudi.")[0].actors == ("Russie",)
    assert read("Une frappe de drone de l'armée a tué neuf civils jeudi.")[0].actors == ("armée",)
    assert read("L'aviation a mené une vingtaine de frappes sur le port jeudi.")[0].actors == ("aviation",)
    assert read("Des drones ont attaqué le port jeudi.")[0].actors == ()


def test_no_fight_where_there_was_none_and_no_attack_of_any_sort() -> None:
    assert [e.type for e in read("Les rebelles ont pris la ville de Goma sans combat.")] == ["territory_gained"]
    assert read("Le chef a dit que ses hommes répondraient à toute attaque.") == ()


def test_sides_and_authors_that_the_parser_hung_elsewhere() -> None:
    assert read("Les combats ont repris jeudi entre régime et rebelles.")[0].actors == ("régime", "rebelles")
    signed = read("L'accord entre les autorités et le MNLA avait été paraphé le 20 juin à Alger.")
    assert [e.actors for e in signed] == [("autorités", "MNLA")]
    assert read("Le port a été attaqué jeudi par des hommes armés.")[0].actors == ("hommes armés",)
    assert read("Somalie: la junte d'Etat dit avoir repris la ville de Kismayo")[0].actors == ("junte d'Etat",)


def test_the_word_that_opens_a_headline_does_not_act() -> None:
    found = read("Gaza: Israël et le Hamas s'entendent sur une trêve de quatre jours")
    assert [(e.type, e.actors) for e in found] == [("agreement", ("Israël", "Hamas"))]


def test_a_capital_that_gives_the_word_is_not_where_it_was() -> None:
    found = read("Un raid aérien a tué neuf soldats jeudi, a annoncé Damas.\n\nLe raid a visé la base de Sirba.")
    assert [e.place.name if e.place else None for e in found if e.type == "air_strike"] == ["Sirba"]


def test_who_is_accused_did_it_and_who_denies_did_not() -> None:
    assert [e.actors for e in read("Le M23 accuse l'armée d'avoir bombardé des villages jeudi.")] == [("armée",)]
    assert [e.modality for e in read("L'armée nie avoir attaqué des civils jeudi.")] == ["denied"]


def test_the_deaths_of_years_of_war_are_no_act() -> None:
    said = "Un raid aérien a visé jeudi le port de Gao. La guerre, qui dure depuis 2015, a tué des milliers de civils au Mali."
    assert [e.type for e in read(said)] == ["air_strike"]
    (raid,) = read("Un raid a tué neuf civils jeudi à Gao.")
    assert raid.place is not None
