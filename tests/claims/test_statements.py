"""Who says what: speakers are led back to the fullest name that the report gives."""

from __future__ import annotations

import pytest

from selon.journey import assemble
from selon.lang.pack import load_pack
from selon.model.record import Record, Statement
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse


def read(text: str) -> Record:
    pack = load_pack("fr")
    return assemble(parse(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"), pack), pack)


def said(text: str) -> list[tuple[str, str | None]]:
    return [(" | ".join(s.words(text) for s in x.spans), x.source.name if x.source else None) for x in read(text).statements]


def last(text: str) -> Statement:
    return read(text).statements[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"Le pont tient", a dit Paul Aubin, un ingénieur. "Il est neuf", a-t-il ajouté.', "Paul Aubin"),
        ("Le pont tient, a dit le chef du port, Paul Aubin. Le quai aussi, selon M. Aubin.", "Paul Aubin"),
        ("La digue cède, selon une source militaire. Le quai aussi, selon la même source.", "source militaire"),
        ("La digue cède, a dit la ministre de l'Eau, Rosa Lindt. Le quai tient, a précisé la ministre.", "Rosa Lindt"),
        (
            "L'Observatoire maritime du golfe (OMG) a dit que la digue cédait. Le quai aussi, selon l'OMG.",
            "Observatoire maritime du golfe",
        ),
        ("La digue cède, a dit Paul Aubin, un pêcheur. Le quai aussi, a affirmé ce pêcheur.", "Paul Aubin"),
        ("La digue cède, a dit Karim Aubin, directeur du port. Le quai aussi, a ajouté le diplomate.", "Karim Aubin"),
        ("La digue cède, a dit le préfet Paul Aubin. Le quai aussi, a raconté cet habitant.", "cet habitant"),
        ("Le président lorrain Paul Aubin est là. La digue cède, a dit le président alsacien.", "président alsacien"),
        ("Selon le préfet Paul Aubin, le quai tient. La digue cède, selon M. Aubin, frère de Rosa Marie Aubin.", "Paul Aubin"),
    ],
)
def test_speaker_goes_back_to_his_full_name(text: str, name: str) -> None:
    source = last(text).source
    assert source is not None
    assert source.name == name


def test_body_role_and_medium_of_a_speaker() -> None:
    source = last("Le feu est éteint, a déclaré à l'AFP Marc Lenoir, porte-parole de la protection civile.").source
    assert source is not None
    assert (source.name, source.organization, source.told_to) == ("Marc Lenoir", "protection civile", "AFP")
    assert source.role == "porte-parole"


def test_spokesman_speaks_for_the_body_before() -> None:
    source = last("La compagnie a annoncé une grève. Son porte-parole, Paul Aubin, a promis un service réduit.").source
    assert source is not None
    assert source.organization == "compagnie"


def test_first_of_two_bodies_is_the_organization() -> None:
    source = last("Selon la préfecture et la mairie, le quai est fermé.").source
    assert source is not None
    assert source.organization == "préfecture"


def test_what_the_same_speaker_marks_as_his_own_is_no_second_entry() -> None:
    text = "La compagnie assure remplacer un moteur qui a causé selon elle la panne."
    assert said(text) == [("remplacer un moteur qui a causé selon elle la panne", "compagnie")]


def test_quotation_cut_by_its_attribution_is_one_entry() -> None:
    text = '"Le pont tient", a dit le maire, "mais la route est coupée".'
    assert said(text) == [("Le pont tient | mais la route est coupée", "maire")]


def test_quotation_after_a_full_stop_is_a_second_entry() -> None:
    text = '"Le pont tient bon", a dit le maire. "La route est coupée depuis ce matin".'
    assert said(text) == [("Le pont tient bon", "maire"), ("La route est coupée depuis ce matin", "maire")]


def test_pronoun_without_anybody_before_it_has_no_source() -> None:
    assert said("Le pont tient, a-t-il dit.") == [("Le pont tient", None)]


def test_scare_quotes_are_no_statement() -> None:
    assert said('Le "grand pont" est fermé.') == []


def test_every_statement_has_a_trail_and_a_confidence() -> None:
    statement = last("Le pont tient, a dit le maire.")
    assert statement.derivation is not None
    assert "fr.attribution.incise" in statement.derivation.rules()
    assert 0 < statement.confidence < 1


def test_pronoun_leads_to_a_woman_whose_body_is_masculine() -> None:
    text = "La digue cède, a révélé Rosa Lindt, responsable du Réseau des femmes.\n\nAinsi elle affirme que le quai tient."
    assert said(text)[-1] == ("le quai tient", "Rosa Lindt")


def test_toll_without_a_name_goes_to_the_one_who_tells_it() -> None:
    text = "La digue cède, a dit Rosa Lindt, maire du port, indiquant que le bilan provisoire faisait état de 56 morts."
    source = read(text).figures[0].source
    assert source is not None and source.name == "Rosa Lindt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Rosa Lindt est revenue au port.\n\n"La digue a tenu", se réjouit-elle.', "Rosa Lindt"),
        (
            "Le Réseau pour les droits du port (RDP) est né ici. L'organisme révèle que la digue cède.",
            "Réseau pour les droits du port",
        ),
        ("La digue cède, selon un bilan établi jeudi par la mairie.", "mairie"),
        ("Le bilan, publié par la mairie, révèle que la digue cède.", "mairie"),
        ("Le peintre estime que la digue cède.", "peintre"),
        ("La digue cède, a dit le chef de la commission Justice et Paix, Paul Aubin.", "Paul Aubin"),
        ("La digue cède, a dit un habitant de Tarsa joint depuis la côte.", "habitant de Tarsa"),
    ],
)
def test_speakers_of_other_desks(text: str, name: str) -> None:
    source = last(text).source
    assert source is not None and source.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Luc Ferrand, pêcheur, ne cache pas sa joie : « Le lac est enfin revenu chez nous. »", "Luc Ferrand"),
        ("Le gouverneur se veut rassurant : « La digue tient bon ce soir », a-t-il dit.", "gouverneur"),
        ("« La digue cède », peut-on lire dans le communiqué de la mairie.", "communiqué de la mairie"),
        ("La digue cède, selon un bilan établi par la mairie à partir de sources locales.", "mairie"),
        ("La digue cède, a dit dans un texte mis en ligne dans la nuit de jeudi à vendredi le parquet.", "parquet"),
        (
            "Le quai cède, selon des sources de sécurité et médicales. Un bilan fait état de dix morts. "
            "La digue tient, ajoutent les mêmes sources.",
            "sources de sécurité et médicales",
        ),
    ],
)
def test_speakers_after_colons_and_in_documents(text: str, name: str) -> None:
    source = last(text).source
    assert source is not None and source.name == name


def test_source_that_is_cited_is_no_statement() -> None:
    assert len(said("La digue cède, rapporte la radio, qui cite une source locale.")) == 1


def test_heading_that_rounds_a_number_has_its_source() -> None:
    figures = read("Plus de 2.000 morts\n\nLa guerre dure.\n\nElle a fait 2.086 morts, selon l'ONU.").figures
    assert [f.source.name if f.source else None for f in figures] == ["ONU", "ONU"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"La digue tient", assure-t-on au port.', None),
        ('Rosa Lindt a dit que la digue cédait. "Le quai tient", assure-t-on au port.', None),
        ('"Le quai tient", assure-t-elle.', None),
        ("La digue cède, a dit le candidat à la Maison Blanche Paul Aubin.", "Paul Aubin"),
        ("La digue cède, a dit le gouverneur de Tarsa, Talal Aubin.", "Talal Aubin"),
        ("La digue cède, a dit le maire Park Ki-soo. Le quai tient, a précisé M. Park.", "Park Ki-soo"),
        ("Interrogée sur la digue, la maire a dit que le quai tenait.", "maire"),
    ],
)
def test_names_whole_and_pronouns_without_anybody(text: str, name: str | None) -> None:
    source = last(text).source
    assert (source.name if source else None) == name


@pytest.mark.parametrize(
    "text", ["La note invoquée par le parquet est perdue.", "Le maire a quitté le port par crainte d'être arrêté par la police."]
)
def test_documents_that_somebody_names_are_no_words_of_his(text: str) -> None:
    assert said(text) == []


def test_one_of_several_is_named_by_these_words() -> None:
    (statement,) = read("Trois habitants ont fui. \"J'ai creusé huit tombes\", a dit l'un d'eux.").statements
    assert statement.source is not None
    assert statement.source.name == "l'un d'eux"


def test_a_title_and_a_last_name_lead_back_to_one_named_beside_an_office() -> None:
    text = 'Douze civils sont morts, a annoncé le maire de la ville, Awa Diallo. "Ils ont tiré", a déclaré Mme Diallo.'
    assert [s.source.name for s in read(text).statements if s.source] == ["Awa Diallo", "Awa Diallo"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Selon un officier sous couvert d'anonymat, la digue cède.", "officier"),
        ('"La digue cède", a dit un pompier présent sur les lieux.', "pompier"),
        ("L'un d'eux, un berger, a dit que la digue cédait.", "berger"),
        ("L'un d'eux, Paul Aubin, a dit que la digue cédait.", "Paul Aubin"),
        ('"La digue cède", a confié un de ses voisins.', "un de ses voisins"),
        ('"Le quai cède", a dit le préfet Paul Aubin. Oran a fermé son port. Il a ajouté que la digue tenait.', "Paul Aubin"),
        ("Le ministre de la Mer et des Ports, Paul Aubin, est là. Selon le ministre de la Mer, la digue cède.", "Paul Aubin"),
        ("Le président Paul Aubin est là. Le chef de l'Etat a dit que la digue cédait.", "Paul Aubin"),
        ("Interrogé par Le Parisien, un pêcheur se tait. Selon le quotidien, la digue cède.", "Parisien"),
        ('"La digue cède", a écrit sur Facebook Acacio Perez, président du club.', "Acacio Perez"),
        ("La digue cède, selon les termes du préfet.", "préfet"),
        ("L'organisation Bridges for Rivers and Ports a dit que la digue cédait.", "organisation Bridges for Rivers and Ports"),
        ("La digue cède, selon le décompte lundi soir de la capitainerie.", "capitainerie"),
        ("Côté port, la police a dit que la digue cédait.", "police"),
        ("L'Unicef est au port. La digue cède, a dit l'agence onusienne.", "Unicef"),
        ('La mairie a dit que le quai cédait. Leur chef, Paul Aubin, a réagi : "La digue cède", affirme-t-il.', "Paul Aubin"),
    ],
)
def test_who_speaks_is_told_from_how_and_where_he_does(text: str, name: str) -> None:
    source = last(text).source
    assert source is not None and source.name == name


def test_what_another_one_says_in_the_same_sentence_is_his() -> None:
    text = "La police a annoncé neuf morts, tandis que la mairie en évoque douze."
    assert said(text) == [("neuf morts", "police"), ("douze", "mairie")]


def test_medium_behind_a_contracted_article_is_told() -> None:
    source = last('"La digue cède", a dit une source policière au Parisien.').source
    assert source is not None and source.name == "source policière"


def test_one_who_only_cites_says_what_stands_behind() -> None:
    assert [words for words, _ in said("La Ligue, citant des secouristes, fait état de douze noyés.")] == ["douze noyés"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a medium that gives its source only tells what that one says
        ("La digue cède, a appris jeudi l'AFP de source portuaire.", [("La digue cède", "source portuaire")]),
        ("La digue cède, a appris l'AFP auprès de la capitainerie.", [("La digue cède", "capitainerie")]),
        ("La digue cède, a rapporté l'agence de presse Norda de source portuaire.", [("La digue cède", "source portuaire")]),
        ("La digue cède, selon un proche du maire, annonce l'AFP.", [("La digue cède", "proche du maire")]),
        ("La digue cède, a-t-on indiqué jeudi de source portuaire.", [("La digue cède", "source portuaire")]),
        ("La digue cède, indique-t-on jeudi de bonne heure.", [("La digue cède", None)]),
        # but who learns to build, and who is no medium, does not
        ("Le jeune homme a appris à nager auprès de son oncle.", []),
        ("La digue cède, a rapporté l'agence de presse Norda.", [("La digue cède", "agence de presse Norda")]),
        # a report shows, a crisis does not
        ("Le rapport de la Ligue montre que la digue cède.", [("la digue cède", "rapport de la Ligue")]),
        ("La crue au port de Lagos montre que la digue cède.", []),
        ("Paul Aubin a dit qu'un rapport allait montrer la crue.", [("un rapport allait montrer la crue", "Paul Aubin")]),
        ("La digue cède, comme le montrent les images du port de Lagos.", []),
        # a verb that looks like an adverb
        ("La capitainerie dément que la digue ait cédé.", [("la digue ait cédé", "capitainerie")]),
        ("La capitainerie dément toute fuite au port.", [("toute fuite au port", "capitainerie")]),
        # what somebody praises in words, and whom he only greets
        ("Rosa Lindt a salué le courage des marins.", [("le courage des marins", "Rosa Lindt")]),
        ("Rosa Lindt a salué les marins du port.", []),
        (
            "Rosa Lindt a dit que la digue cédait, en relevant les erreurs de la mairie.",
            [("la digue cédait", "Rosa Lindt"), ("les erreurs de la mairie", "Rosa Lindt")],
        ),
        ("Rosa Lindt a dit que la digue cédait, en relevant les filets.", [("la digue cédait", "Rosa Lindt")]),
        # a toll that nobody is named for says nothing
        ("Un précédent bilan faisait état de dix morts.", []),
        ("Un bilan de la mairie fait état de dix morts.", [("dix morts", "bilan de la mairie")]),
    ],
)
def test_what_is_left_to_whose_word_it_is(text: str, found: list[tuple[str, str | None]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who the pronoun is stands behind it
        ('"La digue cède", a-t-elle écrit sur son mur, la maire Rosa Lindt.', "Rosa Lindt"),
        ('"La digue cède", a-t-il dit, les marins du préfet Paul Aubin étant partis.', None),
        # no toll is he
        (
            "Le préfet Paul Aubin a dit que la digue cédait. Un précédent bilan faisait état de dix noyés. \n"
            '"La digue cède", a-t-il dit.',
            "Paul Aubin",
        ),
        ('Un précédent bilan faisait état de dix noyés. "La digue cède", a-t-il dit.', None),
        ("La digue cède, a dit le général Paul Aubin. Le quai tient, selon le haut-gradé.", "Paul Aubin"),
        # an office by which somebody was told of
        (
            "La ministre de la Mer Rosa Lindt est là. Rosa Lindt a dit que le quai cédait. La ministre évoque dix noyés.",
            "Rosa Lindt",
        ),
        ("La ministre de la Mer a vu Rosa Lindt. Rosa Lindt a dit que le quai cédait. La ministre évoque dix noyés.", "ministre"),
        # those who stand behind a pronoun are not they
        ("La digue cède, a dit Rosa Lindt. Selon eux, deux marins ont fui.", None),
    ],
)
def test_who_a_pronoun_is(text: str, name: str | None) -> None:
    source = last(text).source
    assert (source.name if source is not None else None) == name


def test_words_quoted_alone_are_of_who_says_them_again_below() -> None:
    heading = '"Nous avons tout perdu, sauf nos bateaux"'
    lead = "Le quai tient, a dit Paul Aubin.\n\n"
    below = '\n\n"Nous avons tout perdu, sauf nos bateaux et nos filets", a dit Rosa Lindt.'
    assert said(lead + heading + below)[1] == ("Nous avons tout perdu, sauf nos bateaux", "Rosa Lindt")
    assert said(lead + heading)[1] == ("Nous avons tout perdu, sauf nos bateaux", "Paul Aubin")


def test_medium_that_only_tells_is_whom_the_source_told() -> None:
    source = last("La digue cède, selon un proche du maire, annonce l'AFP.").source
    assert source is not None and source.told_to == "AFP"
