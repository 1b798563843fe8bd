"""Places of figures: which place of a report a number belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from selon.claims import figures as figures_module
from selon.claims.weigh import Weighed
from selon.claims.weigh_numbers import Numbers
from selon.claims.weigh_places import PlaceChoices
from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def place(figure: Figure) -> str | None:
    return figure.place.name if figure.place else None


def test_the_words_for_where_an_act_took_place_tell_of_one_act_alone() -> None:
    lead = "Des heurts ont éclaté dimanche à Gao et à Ménaka, au Mali.\n\nLe Mali a fait venir des renforts.\n\n"
    for said in ("L'autre accrochage a eu lieu à Ansongo.", "Des heurts ont eu lieu à Gao, à Ménaka et à Ansongo."):
        assert place(figures(f"Mali: sept morts dans des heurts\n\n{lead}{said}")[0]) != "Ansongo"


def test_a_town_told_as_the_place_of_the_act_goes_before_the_province_and_the_suburb() -> None:
    text = "Un car a versé au Baloutchistan, faisant sept morts.\n\nLe Baloutchistan est au Pakistan.\n\n"
    assert place(figures(text + "Le drame a eu lieu à Quetta.")[0]) == "Quetta"


def test_a_country_behind_a_superlative_is_no_scene() -> None:
    text = "Un tireur a blessé neuf hommes dimanche à Quetta. Sept femmes sont mortes, le bilan le plus lourd du Pakistan."
    assert [place(f) for f in figures(text)] == ["Quetta"] * 2


def test_ends_of_a_stretch_are_no_scene_beside_what_lies_between_them() -> None:
    (figure,) = figures("Sept ouvriers ont été tués sur la commune de Mastung, entre Quetta et Sukkur, dans la nuit.")
    assert place(figure) == "Mastung"


def test_whom_a_border_is_with_is_no_scene() -> None:
    text = "Neuf gendarmes ont été tués à la frontière avec l'Iran.\n\nUne bombe a éclaté dimanche à Quetta, au Pakistan."
    assert place(figures(f"{text} Quetta est en deuil.")[0]) == "Quetta"


def test_a_total_of_the_country_is_not_of_the_town_of_the_acts_that_it_takes_up() -> None:
    text = "Deux bombes ont fait 19 morts mercredi à Quetta, selon la police pakistanaise.\n\n"
    found = figures(f"{text}Ces attentats portent à plus de 300 le nombre de tués dans le pays depuis janvier.")
    assert [place(f) for f in found] == ["Quetta", "Quetta", "Pakistan"]


def test_a_toll_of_a_province_stays_there_where_later_ones_are_of_its_towns() -> None:
    lead = "Mastung sous les tirs\n\nDes tirs ont fait huit morts dimanche dans la province du Baloutchistan.\n\n"
    one = "Le feu a pris dimanche à Mastung. A Mastung, cinq mineurs ont été tués."
    assert place(figures(lead + one)[0]) == "Mastung"
    assert place(figures(f"{lead}{one}\n\nA Kalat, trois mineurs ont été tués.")[0]) == "Baloutchistan"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("A Quetta, neuf mineurs sont morts.", True),
        ("A Genève, l'ONU a compté neuf morts.", False),
        ("Une bombe a éclaté à Quetta.\n\nMercredi à Lahore, le ministre a rendu hommage aux neuf morts.", True),
        ("Une bombe a éclaté à Quetta.\n\nMercredi à Lahore, le ministre a parlé des neuf morts.", False),
    ],
)
def test_a_place_at_the_head_stands_against_the_trees(monkeypatch: pytest.MonkeyPatch, text: str, stands: bool) -> None:
    real = getattr(figures_module, "weighed")  # noqa: B009
    sure: list[bool] = []

    def watched(*given: Any) -> list[Weighed]:  # noqa: ANN401 - what the path calls is replaced
        drafts, (found, scenes) = given[0], given[2]
        choices = PlaceChoices(found, scenes, Numbers(drafts, scenes.settled))
        sure.extend(choices.is_sure(at) for at in range(len(drafts)))
        return list(real(*given))

    monkeypatch.setattr(figures_module, "weighed", watched)
    figures(text)
    assert sure == [stands]


def test_a_country_behind_a_border_is_no_scene() -> None:
    text = "Neuf gendarmes ont été tués près de la frontière de l'Iran.\n\nUne bombe a éclaté dimanche à Quetta, au Pakistan."
    assert place(figures(f"{text} Quetta est en deuil.")[0]) == "Quetta"
    assert place(figures("Neuf gendarmes ont été tués dimanche dans l'est de l'Iran.")[0]) == "Iran"


def test_what_had_struck_another_town_is_none_of_the_acts_that_are_added_up() -> None:
    lead = "Deux bombes ont éclaté dimanche à Quetta, au Pakistan.\n\nLes deux explosions ont tué neuf hommes.\n\n"
    assert place(figures(f"{lead}En mars, un raid avait fait 40 morts à Karachi.")[2]) == "Quetta"
    assert place(figures(f"{lead}Un raid a aussi fait 40 morts lundi à Karachi.")[2]) == "Pakistan"


def test_who_speaks_again_goes_on_with_the_place_that_he_told() -> None:
    lead = "Neuf gendarmes ont été tués dimanche à Quetta, au Pakistan.\n\nLa ville de Sukkur a aussi été attaquée, selon un élu."
    assert place(figures(f"{lead}\n\n« Sept bergers ont été tués », a dit cet élu.")[1]) == "Sukkur"
    assert place(figures(f"{lead}\n\n« Sept bergers ont été tués », a dit un colonel.")[1]) != "Sukkur"


def test_a_place_that_is_the_target_is_a_scene() -> None:
    lead = "Neuf gendarmes ont été tués dimanche à Quetta, au Pakistan.\n\n"
    assert place(figures(f"{lead}Sukkur a été la cible d'un raid lundi, qui a fait sept morts.")[1]) == "Sukkur"
    assert place(figures(f"{lead}Islamabad est la victime d'un chantage après le raid, qui a fait sept morts.")[1]) != "Islamabad"


def test_several_acts_taken_up_together_are_of_no_one_town() -> None:
    lead = (
        "Pakistan: deux attaques dimanche\n\nUne bombe a tué sept bergers dimanche à Quetta.\n\nUn raid a tué un berger à Sukkur."
    )
    assert place(figures(f"{lead} Le ministre a condamné ces deux attaques.")[3]) == "Pakistan"


def test_where_captives_had_been_seized_is_no_scene_of_their_release() -> None:
    lead = "Iran : les deux guides libérés, trois gardes tués\n\nL'armée a annoncé la libération de cinq captifs"
    told = f"{lead} dans l'ouest du Pakistan, dont deux guides enlevés en Iran. Trois gardes ont été tués."
    assert [place(f) for f in figures(told)] == ["Pakistan", "Pakistan", "Pakistan", "Iran", "Pakistan"]
    seized = "Iran : deux guides enlevés, trois gardes tués\n\nDeux guides ont été enlevés en Iran, près du Pakistan."
    assert place(figures(f"{seized} Trois gardes ont été tués.")[3]) == "Iran"


def test_where_a_part_had_been_seized_is_not_where_all_were_freed() -> None:
    lead = "Une base a été prise dimanche à Quetta, au Pakistan.\n\n"
    assert place(figures(f"{lead}Cinq captifs, dont deux guides enlevés à Sukkur, ont été libérés.")[0]) == "Quetta"
    assert place(figures(f"{lead}Cinq captifs ont été libérés à Sukkur, dont deux guides.")[0]) == "Sukkur"


def test_the_country_of_a_body_in_the_lead_is_not_that_of_the_release() -> None:
    lead = "Captifs libérés au Pakistan : le récit\n\nAprès la libération des deux guides enlevés en Iran, l'armée a dit avoir"
    found = figures(f"{lead} craint une milice qui sévit en Inde. Trois gardes ont été tués.")
    assert place(found[1]) == "Pakistan"


def test_where_something_is_held_for_the_dead_is_not_where_they_died() -> None:
    lead = "Sept gardes ont été tués lundi à Quetta, au Pakistan.\n\n"
    for told in (
        "Le président tiendra à Lahore une cérémonie d'hommage national à sept gardes tués, prévue jeudi.",
        "Mercredi à Lahore, le ministre a rendu hommage aux sept gardes tués.",
    ):
        mourned = figures(lead + told)[1]
        assert (place(mourned), mourned.period and mourned.period.start) == ("Quetta", "2021-03-15")
    (died,) = figures("Le ministre a rendu hommage mercredi à Lahore aux sept gardes tués dimanche à Quetta.")
    assert (place(died), died.period and died.period.start) == ("Quetta", "2021-03-14")
    struck = figures(f"{lead}Mardi à Lahore, un raid contre une cérémonie d'hommage a tué neuf bergers.")[1]
    assert (place(struck), struck.period and struck.period.start) == ("Lahore", "2021-03-16")


def test_whom_somebody_died_for_is_no_scene() -> None:
    lead = "Sept gardes ont été tués lundi à Quetta, au Pakistan.\n\n"
    told = "Il a loué ces héros, quatre officiers, deux sergents et un caporal, {} la Pologne."
    for fell in ("morts pour", "tombés pour"):
        assert place(figures(lead + told.format(fell))[1]) == "Quetta"
    assert place(figures(lead + told.format("morts dans"))[1]) == "Pologne"
    assert place(figures("On compte 7 morts pour la Pologne et 9 pour le Pérou.")[0]) == "Pologne"


def test_where_those_who_are_missing_had_gone_is_their_scene() -> None:
    lead = "Sept gardes ont été tués lundi à Quetta, au Pakistan.\n\n"
    gone = figures(f"{lead}Deux guides ont disparu mardi alors qu'ils étaient partis dans la vallée de Kalat.")[1]
    assert place(gone) == "Kalat"
    left = figures(f"{lead}Deux guides ont disparu mardi alors que leur chef était parti dans la vallée de Kalat.")[1]
    assert place(left) == "Quetta"
