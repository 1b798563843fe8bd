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


def test_how_many_live_in_a_place_is_the_report_s_own() -> None:
    assert sources("Dix maisons ont brûlé dans un bourg de 900 habitants, selon la préfecture.") == ["préfecture", None]
    assert sources("La mairie affirme que 900 habitants ont fui le bourg.") == ["mairie"]


def test_a_country_where_the_dead_are_counted_has_not_counted_them() -> None:
    assert sources("Le Pérou recense 12 morts dans les crues.") == [None]
    assert sources("L'ONU recense 12 morts dans les crues.") == ["ONU"]
    assert sources("La police parle de 9 morts. Le Pérou a dénombré de son côté 12 morts.") == ["police", "Pérou"]


def test_who_demands_or_promises_gives_only_what_he_wishes() -> None:
    assert sources("Les familles réclament la libération des douze mineurs.") == [None]
    assert sources("Le maire a demandé une enquête sur la mort d'un pêcheur.") == [None]
    assert sources("Les rebelles ont revendiqué la mort de neuf soldats.") == ["rebelles"]


def test_a_small_number_of_the_lead_is_no_toll_told_below() -> None:
    lead = (
        "Une route se ferme\n\nLa mort de deux pêcheurs a ému le port.\n\nA Brest, le feu a tué deux pêcheurs, selon la police."
    )
    assert sources(lead) == [None, "police"]
    headline = "Deux pêcheurs tués à Brest\n\nLe port se tait.\n\nLe feu a tué deux pêcheurs, selon la police."
    assert sources(headline) == ["police", "police"]


def test_the_subject_of_a_verb_of_counting_gives_the_number() -> None:
    assert sources("L'OMS estimait lundi à 254 le nombre des morts et à 1.228 celui des blessés.") == ["OMS", "OMS"]
    assert sources("Lundi matin, la police s'en tenait à 25 tués.") == ["police"]
    assert sources("Le groupe compte 17 membres dans la ville.") == [None]
    assert sources("Plusieurs enfants comptent parmi les 19 blessés.") == [None]
    assert sources("La ville compte 30 morts depuis lundi.") == [None]


def test_what_is_only_added_up_behind_somebody_s_words_is_his() -> None:
    assert sources("Deux hommes sont morts, a dit la police, ce qui porte le bilan à 30 morts.") == ["police", "police"]
    assert sources("Deux hommes sont morts, selon la police, soit 30 au total.") == ["police", "police"]
    assert sources("Deux hommes sont morts, ce qui porte le bilan à 30 morts.") == [None, None]


def test_the_body_where_one_says_it_gives_the_number() -> None:
    assert sources("Douze soldats sont morts, précise-t-on au ministère de la Défense.") == ["ministère de la Défense"]
    assert sources("Douze soldats sont morts, dit-on.") == [None]
    assert sources("Deux soldats ont été tués, a-t-on appris auprès d'un officier.") == ["officier"]
    assert sources("Sept cents maisons sont vides, aux dires du maire.") == ["maire"]
    assert sources("En effet, selon la mairie douze personnes sont mortes.") == ["mairie"]


def bodies(text: str) -> list[str | None]:
    return [f.source.organization if f.source else None for f in figures(text)]


def test_a_body_has_its_own_name_behind_a_common_noun() -> None:
    assert bodies("Le quotidien italien La Stampa fait état de douze morts.") == ["La Stampa"]
    assert bodies("L'ONG Oxfam a annoncé douze morts.") == ["Oxfam"]
    assert bodies("L'armée malienne a annoncé douze morts.") == ["armée malienne"]
    assert bodies("La Mission des Nations unies au Mali a annoncé douze morts.") == ["Mission des Nations unies au Mali"]


def test_a_toll_goes_back_to_the_body_that_made_it_in_full() -> None:
    toll = "Le ministère de la Santé s'est tu. La crue a fait douze morts, selon le dernier bilan du ministère."
    assert bodies(toll) == ["ministère de la Santé"]
    assert bodies("Selon les informations de Radio Lune, douze personnes sont mortes.") == ["Radio Lune"]
    assert sources("Selon des informations, douze personnes sont mortes.") == [None]


def test_comme_with_its_verb_gives_what_follows_to_its_subject() -> None:
    assert sources("Comme le rapporte Radio Lune, deux pêcheurs ont été arrêtés à Brest.") == ["Radio Lune"]
    assert sources("Comme le rapport le montre, deux pêcheurs ont été arrêtés à Brest.") == [None]


def test_what_somebody_is_accused_of_is_the_accuser_s_word() -> None:
    charged = "Le général est accusé par le tribunal de Brest d'avoir tué douze hommes."
    assert sources(charged) == ["tribunal de Brest"]
    assert sources("Le général, accusé par le tribunal de Brest, a tué douze hommes.") == [None]


def test_a_source_behind_a_conjunction_gives_its_own_clause_alone() -> None:
    two = "Une femme est morte, tandis que selon la police, dix autres ont disparu."
    assert [f.source and f.source.name for f in figures(two)][1:] == ["police"]
    assert sources("Neuf maisons ont brûlé mais selon la mairie, deux villageois sont morts.") == [None, "mairie"]


def test_a_source_inside_a_verb_gives_what_the_verb_has() -> None:
    assert sources("Le préfet Paul Aubin a parlé. Les rebelles ont selon lui tué douze soldats.") == ["Paul Aubin"]


def test_a_body_may_have_its_name_in_quotation_marks() -> None:
    named = 'Le collectif "Nos rives" a affirmé que douze hommes étaient morts.'
    assert sources(named) == ['collectif "Nos rives"']
    assert sources('La mairie a dit "Douze hommes sont morts".') == ["mairie"]


def test_an_office_has_the_name_that_the_report_gives_further_down() -> None:
    lead = "La présidente du port a annoncé douze morts.\n\nLa présidente du port, Anne Kessler, a pleuré : « C'est fini. »"
    assert sources(lead) == ["Anne Kessler"]
    other = "La présidente du port a annoncé douze morts.\n\nLa présidente du club, Anne Kessler, a pleuré : « C'est fini. »"
    assert sources(other) == ["présidente du port"]


def test_a_number_between_dashes_is_that_of_the_source_beside_it() -> None:
    assert sources("Le raid a fait 30 morts - 70 selon des bergers - et chassé 500 familles.") == [None, "bergers", None]
    assert sources("Le raid a fait 30 morts selon des bergers - et chassé 500 familles.")[0] == "bergers"


def test_those_whose_death_a_side_claims_are_its_word_at_least() -> None:
    assert sources("La garde a revendiqué mardi la mort d'au moins 14 insurgés.") == ["garde"]
    assert sources("La garde réclame la libération des 14 insurgés.") == [None]


def test_an_office_and_the_name_behind_it_are_told_apart() -> None:
    assert sources("Le ministre de la Défense Delano Ruiz parle de 14 morts.") == ["Delano Ruiz"]
    assert sources("Le ministre omanais de l'Aviation Salim Harthy parle de 14 morts.") == ["Salim Harthy"]
    assert sources("Le ministère de la Défense nationale parle de 14 morts.") == ["ministère de la Défense nationale"]


def test_a_name_in_quotation_marks_is_the_subject_of_its_verb() -> None:
    assert sources("Le groupe « Faucons du Sud » a annoncé mardi la mort de neuf gardes.") == ["groupe « Faucons du Sud »"]
    assert sources("L'« Armée des dunes » a annoncé mardi la mort de neuf gardes.") == ["Armée des dunes"]
    assert sources("« Neuf gardes sont morts » a annoncé mardi le préfet.") == ["préfet"]


def test_a_turn_that_leaves_the_truth_to_somebody_names_who_tells_it() -> None:
    assert sources("Trente gardes ont péri, si l'on en croit les bergers.") == ["bergers"]
    assert sources("La garde a, de son coté, indiqué avoir perdu six hommes.") == ["garde"]
    assert sources("Trente gardes ont péri, si l'on compte les blessés.") == [None]
