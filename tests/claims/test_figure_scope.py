"""Scope of figures: which source, place and period govern a number, over sentences."""

from __future__ import annotations

from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def days(figure: Figure) -> tuple[str | None, str | None] | None:
    return (figure.period.start, figure.period.end) if figure.period else None


def place(figure: Figure) -> str | None:
    return figure.place.name if figure.place else None


def test_numbers_in_a_row_share_time_and_place() -> None:
    found = figures("Dimanche, 12 civils ont été tués et 30 autres blessés à Peshawar.")
    assert [days(f) for f in found] == [("2021-03-14", "2021-03-14")] * 2
    assert [place(f) for f in found] == ["Peshawar"] * 2


def test_a_time_between_two_numbers_belongs_to_the_first() -> None:
    found = figures("Au moins 12 civils ont été tués dimanche et 30 soldats ont été tués mardi.")
    assert [days(f) for f in found] == [("2021-03-14", "2021-03-14"), ("2021-03-16", "2021-03-16")]


def test_since_runs_to_the_day_of_publication() -> None:
    (figure,) = figures("Quelque 900 civils ont été tués depuis janvier.")
    assert days(figure) == ("2021-01-01", "2021-03-18")


def test_a_state_holds_on_the_day_of_publication() -> None:
    (figure,) = figures("Quelque 900 civils vivent dans ce camp.")
    assert days(figure) == ("2021-03-18", "2021-03-18")


def test_an_event_with_no_time_said_has_none() -> None:
    (figure,) = figures("Quelque 900 civils ont été tués.")
    assert figure.period is None


def test_the_war_as_a_whole_does_not_take_the_day_of_the_event() -> None:
    text = "Une bombe a tué 12 civils dimanche à Peshawar.\n\nLa guerre a fait 40.000 morts."
    first, war = figures(text)
    assert days(first) == ("2021-03-14", "2021-03-14")
    assert war.period is None


def test_a_headline_takes_time_and_place_from_the_body() -> None:
    text = "Pakistan: 12 morts dans un attentat\n\nUne bombe a tué 12 personnes dimanche à Peshawar, a dit la police."
    headline, body = figures(text)
    assert (place(headline), days(headline)) == (place(body), days(body)) == ("Peshawar", ("2021-03-14", "2021-03-14"))
    assert headline.source is not None
    assert headline.source.name == "police"


def test_what_was_before_does_not_take_the_event() -> None:
    text = (
        "Une bombe a tué 12 civils dimanche à Peshawar, au Pakistan.\n\n"
        "En mai 2018, des rebelles avaient attaqué un marché à Quetta. Un policier avait été tué et sept civils blessés."
    )
    _, policeman, wounded = figures(text)
    assert [days(f) for f in (policeman, wounded)] == [("2018-05-01", "2018-05-31")] * 2
    assert [place(f) for f in (policeman, wounded)] == ["Quetta"] * 2


def test_numbers_in_brackets_have_the_place_before_them() -> None:
    text = "Le conflit a fait 900.000 réfugiés. Ils sont au Liban (300.000) et en Jordanie (200.000)."
    _, first, second = figures(text)
    assert [place(f) for f in (first, second)] == ["Liban", "Jordanie"]


def test_a_place_taken_over_has_no_span() -> None:
    text = "Une bombe a explosé dimanche à Peshawar, au Pakistan.\n\nSept civils ont été tués."
    (figure,) = figures(text)
    assert figure.place is not None
    assert figure.place.span is None
    assert figure.place.name == "Peshawar"


def test_what_a_claim_of_responsibility_tells_of_the_attack_is_the_reports_own() -> None:
    (figure,) = figures("Le groupe État islamique a revendiqué l'attaque qui a tué 12 soldats mardi à Peshawar.")
    assert figure.source is None


def test_a_duration_that_ranks_is_no_period() -> None:
    (figure,) = figures("L'armée a bombardé mardi la ville pour la première fois en cinq mois, tuant 12 civils.")
    assert days(figure) == ("2021-03-16", "2021-03-16")


def test_a_time_in_a_clause_about_somebody_else_is_no_period() -> None:
    text = "Une bombe a tué 12 civils mardi.\n\nLa milice, née d'un groupe qui avait pris la ville en 2014, compte 12 morts."
    assert days(figures(text)[-1]) == ("2021-03-16", "2021-03-16")


def test_a_clause_after_depuis_que_runs_to_the_day_of_publication() -> None:
    (figure,) = figures("Les contacts ont repris depuis que les combats ont éclaté le 2 mars, faisant 300 morts.")
    assert days(figure) == ("2021-03-02", "2021-03-18")


def test_the_displaced_of_an_act_are_counted_up_to_the_report() -> None:
    text = "Le village a été attaqué dimanche.\n\nÀ la suite de ces attaques, 300 personnes ont été déplacées."
    assert days(figures(text)[-1]) == ("2021-03-14", "2021-03-18")


def test_a_relative_clause_belongs_to_the_place_that_leads_it() -> None:
    text = "La police de Peshawar rappelle le drame de Karachi, où 12 civils ont été tués."
    assert place(figures(text)[-1]) == "Karachi"


def test_depuis_before_a_named_operation_runs_to_the_day_of_publication() -> None:
    (figure,) = figures("Quelque 90 soldats ont été tués depuis l'opération Barracuda en 2014.")
    assert days(figure) == ("2014-01-01", "2021-03-18")


def test_the_day_of_an_announcement_is_not_the_day_of_the_event() -> None:
    text = "Une bombe a explosé dimanche à Peshawar.\n\n"
    text += "Le bilan diffusé mardi est de 12 morts. Neuf blessés sont soignés, a dit le maire mercredi."
    assert [days(f) for f in figures(text)] == [("2021-03-14", "2021-03-14")] * 2


def test_what_runs_between_two_names_has_no_scene_there() -> None:
    (figure,) = figures("L'accord entre Khartoum et Addis-Abeba a été violé et trois soldats ont été tués à Gedaref.")
    assert place(figure) == "Gedaref"


def test_a_total_over_months_is_not_the_town_of_one_attack() -> None:
    text = "Cinq civils ont été tués mardi à Ménaka, au Mali.\n\nLe groupe a tué 300 civils depuis le mois de janvier."
    assert [place(f) for f in figures(text)] == ["Ménaka", "Mali"]


def test_a_number_told_of_the_whole_country_has_the_country() -> None:
    text = "Cinq civils ont été tués mardi à Ménaka, au Mali.\n\nPlus de 400.000 personnes sont déplacées dans tout le pays."
    assert [place(f) for f in figures(text)] == ["Ménaka", "Mali"]


def test_several_acts_in_one_town_have_that_town() -> None:
    text = "Cinq civils ont été tués mardi dans deux attaques à Ménaka, au Mali.\n\nLes deux attaques ont fait 14 blessés."
    assert {place(f) for f in figures(text)} == {"Ménaka"}


def test_the_only_town_of_a_report_is_that_of_its_headline() -> None:
    text = (
        "Mali : cinq civils tués\n\nCinq civils ont été tués mardi au Mali, selon l'armée.\n\n"
        "L'embuscade a eu lieu sur une route qui mène à Ménaka, a dit l'armée."
    )
    assert [place(f) for f in figures(text)] == ["Ménaka", "Ménaka"]


def test_a_place_at_the_head_of_the_sentence_holds_what_a_source_tells() -> None:
    text = "À Ménaka, les autorités évaluent à 30 le nombre des morts."
    assert [place(f) for f in figures(text)] == ["Ménaka"]


def test_the_place_of_the_speaker_is_no_scene() -> None:
    text = "Une mine a explosé à Ménaka, a déclaré à Genève le porte-parole de l'ONU, faisant six morts."
    assert [place(f) for f in figures(text)] == ["Ménaka"]


def test_what_lies_near_gives_way_to_the_town_itself() -> None:
    (figure,) = figures("L'attaque a eu lieu dans la ville de Tillabéri (90 km au nord de Niamey), faisant huit morts.")
    assert place(figure) == "Tillabéri"


def test_a_country_that_takes_people_in_is_their_place() -> None:
    text = "La Turquie abrite 4 millions de Syriens. L'Ouganda va accueillir 3.000 Congolais."
    assert [place(f) for f in figures(text)] == ["Turquie", "Ouganda"]


def test_a_stretch_behind_a_superlative_sets_no_time() -> None:
    text = "Dimanche, 13 soldats ont été tués, la plus lourde perte de l'armée depuis 1983."
    assert [days(f) for f in figures(text)] == [("2021-03-14", "2021-03-14")]


def test_a_capital_that_is_only_described_is_the_place() -> None:
    text = "Somalie : cinq morts\n\nCinq personnes ont été tuées lundi dans la capitale somalienne."
    assert [place(f) for f in figures(text)] == ["Mogadiscio", "Mogadiscio"]


def test_prisoners_by_the_hundred_are_a_countrys() -> None:
    text = "Cinq civils ont été tués mardi à Ménaka, au Mali.\n\nL'accord prévoit aussi la libération de 2.000 prisonniers."
    assert [place(f) for f in figures(text)] == ["Ménaka", "Mali"]


def test_a_heading_with_a_date_dates_the_paragraph_below() -> None:
    text = "Une bombe a tué sept civils dimanche à Peshawar.\n\nLe marché a rouvert.\n\n4 mai 2011\n\nUne mine tue 12 soldats."
    assert days(figures(text)[1]) == ("2011-05-04", "2011-05-04")


def test_those_who_did_the_deed_are_counted_on_its_day() -> None:
    found = figures(
        "Un poste a été attaqué dimanche à Peshawar.\n\nQuelque 60 rebelles ont participé à l'attaque, dit la police."
    )
    assert days(found[0]) == ("2021-03-14", "2021-03-14")


def test_a_state_in_the_imperfect_is_that_of_the_event() -> None:
    found = figures("Un bateau a chaviré dimanche près de Karachi.\n\nIl transportait 60 passagers.")
    assert days(found[0]) == ("2021-03-14", "2021-03-14")


def test_an_older_estimate_of_a_state_holds_for_its_own_time() -> None:
    (figure,) = figures("Quelque 900.000 personnes ont besoin d'aide, estimait le gouvernement en novembre.")
    assert days(figure) == ("2020-11-01", "2020-11-30")


def test_a_definite_number_keeps_the_day_it_was_told_with() -> None:
    text = (
        "Une mine a tué 13 soldats dimanche à Peshawar.\n\nLe ministre s'est incliné mardi devant les cercueils des 13 soldats."
    )
    assert [days(f) for f in figures(text)] == [("2021-03-14", "2021-03-14")] * 2


def test_since_reaches_over_an_apposition() -> None:
    (figure,) = figures(
        "Quelque 900 civils ont été tués depuis la chute de la capitale du nord, Gao, aux mains des rebelles, le 3 mai 2012."
    )
    assert days(figure) == ("2012-05-03", "2021-03-18")


def test_a_relative_clause_after_a_speaker_tells_the_act_again() -> None:
    text = (
        "Mexique: sept policiers tués\n\nSept policiers ont été tués lundi dans le nord du Mexique.\n\n"
        "« C'était une embuscade », a dit le procureur de l'État, où s'est produite cette attaque dans la ville de Culiacán."
    )
    assert {place(f) for f in figures(text)} == {"Culiacán"}


def test_the_toll_of_the_top_has_the_first_town_that_an_act_is_told_in() -> None:
    text = (
        "Colombie : neuf soldats tués\n\nNeuf soldats ont été tués samedi en Colombie.\n\n"
        "L'embuscade a eu lieu sur une route à Tame.\n\nQuatre guérilleros ont été arrêtés à Florencia.\n\n"
        "Des combats ont aussi touché Tumaco et Quibdó."
    )
    assert [place(f) for f in figures(text)][:2] == ["Tame", "Tame"]


def test_a_place_right_before_a_number_is_its_host() -> None:
    found = figures("L'Ethiopie compte 800.000 réfugiés, l'Ouganda 1,4 million et le Soudan près de 900.000, selon le HCR.")
    assert [(place(f), f.low) for f in found] == [("Ethiopie", 800_000), ("Ouganda", 1_400_000), ("Soudan", 900_000)]


def test_a_country_sees_people_come() -> None:
    found = figures("L'Italie a vu arriver 8.600 personnes, et Malte 150.")
    assert [(place(f), f.measure) for f in found] == [("Italie", "arrived"), ("Malte", "arrived")]


def test_a_part_with_its_own_act_has_its_own_place() -> None:
    found = figures("Des soldats ont libéré mardi au Mali quatre otages, dont deux touristes enlevés en février au Bénin.")
    assert [(f.measure, place(f)) for f in found] == [("freed", "Mali"), ("abducted", "Bénin")]


def test_a_number_of_another_year_keeps_the_sea_of_the_one_before() -> None:
    text = (
        "Un bateau a chaviré mardi au large de la Libye, faisant dix morts.\n\n"
        "Cette année, 400 migrants sont morts en Méditerranée, contre 270 en 2020."
    )
    assert [place(f) for f in figures(text)] == ["Libye", "Méditerranée", "Méditerranée"]


def test_a_dated_act_of_the_past_takes_no_place_over_from_another_paragraph() -> None:
    text = (
        "Des hommes armés ont tué mardi 20 civils à Gao, au Mali.\n\n"
        "Le chef du groupe avait été arrêté à Kidal.\n\n"
        "En septembre, ses hommes avaient tué 70 soldats."
    )
    assert place(figures(text)[-1]) != "Kidal"


def test_there_takes_up_the_place_of_the_sentence_before() -> None:
    text = "Un soldat est mort mardi au Mali.\n\nL'opération couvre tout le Sahel. Environ 4.500 soldats y sont déployés."
    assert place(figures(text)[-1]) == "Sahel"


def test_a_camp_that_is_told_is_taken_up_by_its_noun() -> None:
    text = "Des inconnus ont fui dimanche le camp d'Al-Hol, en Syrie. Le camp abrite environ 13.000 personnes."
    assert place(figures(text)[-1]) == "Al-Hol"


def test_a_government_that_has_soldiers_somewhere_is_not_where_they_are() -> None:
    text = "Une bombe a tué dix passants à Kandahar, en Afghanistan. Washington compte 9.000 soldats dans le pays."
    assert [place(f) for f in figures(text)] == ["Kandahar", "Afghanistan"]


def test_a_town_that_buries_its_dead_is_the_scene() -> None:
    text = "Kaboul enterre ses morts\n\nKaboul a commencé dimanche à enterrer les 90 victimes. L'explosion a fait 200 blessés."
    assert place(figures(text)[-1]) == "Kaboul"


def test_where_the_wounded_are_taken_is_not_the_scene() -> None:
    text = "Une mine a explosé mardi à Djibo, faisant neuf morts. Onze blessés ont été transportés à Ouagadougou."
    assert [place(f) for f in figures(text)] == ["Djibo", "Djibo"]


def test_a_war_has_its_country_even_where_the_report_names_but_a_town() -> None:
    text = "Un raid a fait neuf morts mardi à Alep.\n\nLa guerre a fait plus de 300.000 morts depuis 2011."
    assert [place(f) for f in figures(text)] == ["Alep", "Syrie"]


def test_a_town_of_an_earlier_act_is_not_the_scene() -> None:
    text = (
        "Des lycéens ont été enlevés lundi dans le nord du Nigeria. Plus de 300 élèves sont retenus.\n\n"
        "Le gouverneur a promis leur retour.\n\nL'armée fouille la brousse.\n\nLes écoles sont fermées.\n\n"
        "En 2018, 110 jeunes filles avaient été enlevées à Dapchi."
    )
    assert [place(f) for f in figures(text)][-2:] == ["Nigeria", "Dapchi"]


def test_the_words_for_where_an_act_took_place_go_before_what_is_told_more() -> None:
    text = (
        "Tchad : trois ingénieurs libres, un gendarme tué\n\n"
        "Trois ingénieurs enlevés mardi sur un chantier du Tchad ont été libérés jeudi, au prix de la vie de deux gendarmes.\n\n"
        "L'assaut s'est déroulé au Cameroun. Neuf preneurs d'otages y sont morts, cinq autres sont parvenus à s'échapper."
    )
    found = [f for f in figures(text) if f.span.start > text.index("\n")]
    assert [place(f) for f in found] == ["Cameroun"] * 4
    assert [f.measure for f in found][:3] == ["freed", "killed", "killed"]


def test_women_told_of_are_not_the_soldiers_who_died() -> None:
    text = "Deux soldats sont morts mardi à Gao, au Mali.\n\nOn ignorait la présence de ces deux femmes."
    assert [(f.group, f.measure) for f in figures(text)] == [("security_forces", "killed"), ("women", "present")]


def test_those_who_arrive_are_where_they_arrive() -> None:
    assert [place(f) for f in figures("Trois cents migrants sont arrivés lundi de Tripoli à Lampedusa.")] == ["Lampedusa"]
    text = "Des combats ont éclaté à Gao.\n\nNeuf cents habitants sont rentrés dimanche dans la ville de Kidal, au Mali."
    assert place(figures(text)[-1]) == "Kidal"


def test_a_place_right_behind_a_part_is_not_that_of_the_whole() -> None:
    text = "Mardi, 56 personnes ont péri dans la bande de Gaza, dont 12 à Rafah et huit à Jabaliya, selon des médecins."
    assert [place(f) for f in figures(text)] == ["bande de Gaza", "Rafah", "Jabaliya"]


def test_a_toll_out_of_date_is_none_of_another_act() -> None:
    text = (
        "Une bombe a tué mardi 50 personnes à Peshawar.\n\nUn précédent bilan faisait état de 30 morts.\n\n"
        "En janvier, une attaque avait fait 30 morts à Quetta."
    )
    assert place(figures(text)[1]) == "Peshawar"
    assert days(figures(text)[1]) == ("2021-03-16", "2021-03-16")


def test_the_dead_of_the_act_that_since_counts_from_are_of_that_act() -> None:
    (figure,) = figures("C'est la pire attaque depuis celle d'août 2020, au même endroit, qui avait fait 90 morts.")
    assert days(figure) == ("2020-08-01", "2020-08-31")


def test_a_total_keeps_its_stretch_to_itself() -> None:
    text = "Deux soldats ont été tués mardi, portant à 358 le nombre de militaires tombés depuis le 27 octobre 2020."
    assert [days(f) for f in figures(text)] == [("2021-03-16", "2021-03-16"), ("2020-10-27", "2021-03-18")]


def test_what_had_befallen_those_who_are_told_of_dates_only_that() -> None:
    text = "Un raid a visé mardi un camp.\n\nTrois soldats capturés en janvier ont été exécutés."
    assert days(figures(text)[-1]) == ("2021-03-16", "2021-03-16")
    assert days(figures("Neuf cents familles vivent dans le camp, ouvert en 2015.")[0]) == ("2021-03-18", "2021-03-18")
