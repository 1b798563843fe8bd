"""Who gives a number: the one whose word it is, and not who mourns, deplores or did the deed."""

from __future__ import annotations

from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def sources(text: str) -> list[str | None]:
    return [f.source.name if f.source else None for f in figures(text)]


def test_two_sources_in_a_sentence_have_a_number_each() -> None:
    assert sources("Entre 900 personnes, selon la police, et 2.000, selon les syndicats, ont défilé.") == ["police", "syndicats"]
    assert sources("Ils étaient 900 selon la police (2.000 selon les syndicats).") == ["police", "syndicats"]
    assert sources("Neuf maisons ont brûlé et, selon la mairie, deux villageois sont morts.") == [None, "mairie"]


def test_a_toll_that_somebody_deplores_was_not_given_by_him() -> None:
    text = "Séisme au Pérou: 12 morts\n\nLe sol a tremblé mardi.\n\nLe pape a déploré 12 morts innocents."
    assert sources(text)[0] is None


def test_who_made_a_toll_gives_it() -> None:
    assert sources("Le raid a fait 24 morts, selon un bilan actualisé jeudi par le ministère de la Santé.") == [
        "ministère de la Santé"
    ]
    assert sources("Le raid a fait 24 morts, selon un bilan de l'attaque menée par les rebelles.") != ["rebelles"]


def test_numbers_with_thousands_are_given_by_who_counts_them() -> None:
    assert sources("L'ONU a recensé 1.293 morts.") == ["ONU"]


def test_a_loss_that_a_side_owns_to_is_its_word() -> None:
    assert sources("L'état-major a reconnu la mort de neuf soldats.") == ["état-major"]


def test_a_second_verb_of_the_same_speaker_gives_his_word() -> None:
    assert sources("Les rebelles ont revendiqué l'attaque et affirmé avoir tué neuf soldats.") == ["rebelles"]
    assert sources("Le maire a condamné les tirs et évoqué 12 morts.") == ["maire"]


def test_those_whose_death_raises_a_toll_have_not_given_it() -> None:
    assert sources("Un homme est mort mercredi, portant le bilan à trois morts.") == [None, None]
    assert sources("La police a annoncé cinq décès, portant le bilan à 12 morts.") == ["police", "police"]


def test_a_name_that_is_taken_for_a_pronoun_is_a_source() -> None:
    assert sources("Les shebab ont revendiqué l'attentat, affirmant avoir tué 23 soldats.") == ["shebab"]


def test_who_counts_in_a_relative_clause_gives_the_number() -> None:
    assert sources("L'Unicef, qui dénombre onze attaques contre des écoles, s'inquiète.") == ["Unicef"]
