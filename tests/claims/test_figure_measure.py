"""Measures: which verb or noun speaks of those counted, and whether of all or only of some of them."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text


def told(text: str) -> list[tuple[str, str, str]]:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    return [(f.span.words(text), f.measure, f.group) for f in record.figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # captives who are handed over are free, other people are not
        ("L'Ukraine a récupéré 63 prisonniers.", [("63", "freed", "prisoners")]),
        ("Treize otages ont été remis à la Croix-Rouge.", [("Treize", "freed", "hostages")]),
        ("Les rebelles ont rendu deux otages.", [("deux", "freed", "hostages")]),
        # adjuncts between a verb and its object, and a participle that is the part's own
        (
            "Des soldats ont libéré dans la nuit, dans le nord du pays, quatre otages, dont deux touristes enlevés en mai.",
            [("quatre", "freed", "hostages"), ("deux", "abducted", "people")],
        ),
        # others of whom a verb of no list tells did not meet what befell those before
        ("Deux marins sont morts. Trois autres marins ont nagé.", [("Deux", "killed", "people"), ("Trois", "present", "people")]),
        (
            "Deux marins sont morts. Une centaine de migrants ont été ramenés.",
            [("Deux", "killed", "people"), ("Une centaine", "returned", "people")],
        ),
        # who is set free, before and behind the same words; what the main verb tells goes before a participle
        ("Les autorités ont remis en liberté 80 détenus.", [("80", "freed", "prisoners")]),
        ("Quatre-vingts détenus ont été remis en liberté.", [("Quatre-vingts", "freed", "prisoners")]),
        ("Au moins 300 lycéens enlevés mardi dans le nord ont été libérés jeudi.", [("300", "freed", "children")]),
        # victims of whom only some are dead; civilians by their adjective
        (
            "L'ONU a compté 900 victimes civiles, dont 300 morts.",
            [("900", "affected", "civilians"), ("300", "killed", "civilians")],
        ),
        ("L'attaque a fait 20 victimes, dont trois enfants.", [("20", "killed", "people"), ("trois", "killed", "children")]),
        ("Le bilan est de douze morts civils.", [("douze", "killed", "civilians")]),
        # a part is no subject of its own
        (
            "Au moins 70 personnes, dont une dizaine de femmes et trois enfants, ont été tuées.",
            [("70", "killed", "people"), ("une dizaine", "killed", "women"), ("trois", "killed", "children")],
        ),
        # a list by towns and by sides, its nouns left out
        (
            "La Croix-Rouge fait état de quinze civils tués à Gao, de neuf à Kidal et d'au moins trois à Ménaka.",
            [("quinze", "killed", "civilians"), ("neuf", "killed", "civilians"), ("trois", "killed", "civilians")],
        ),
        (
            "Neuf soldats ont péri côté kurde et 22 côté turc.",
            [("Neuf", "killed", "security_forces"), ("22", "killed", "security_forces")],
        ),
        # the verb of the main clause, past what had befallen them before
        ("Deux touristes enlevés en mai au Bénin ont été libérés.", [("Deux", "freed", "people")]),
        ("Deux rebelles arrêtés en mai au Bénin ont péri.", [("Deux", "killed", "combatants")]),
        # what lasts, and what was done
        ("Le lycée accueille 300 élèves.", [("300", "present", "people")]),
        ("Le Tchad a accueilli 300 migrants.", [("300", "arrived", "people")]),
        # a convoy comes in with all that it is made of; those whom aid is brought to are in need of it
        ("Un convoi humanitaire de 45 camions est arrivé à Gao.", [("45", "delivered", "camion")]),
        ("La mairie a distribué des rations à 900 familles.", [("900", "in_need", "people")]),
        ("Des rations ont été remises à des milliers de civils.", [("des milliers", "in_need", "civilians")]),
        ("L'armée a distribué des fusils à 900 soldats.", [("900", "present", "security_forces")]),
        # a bare number of many with a clause of its own, or over a few things
        (
            "La guerre a tué 900 civils, et 13 millions ont besoin d'aide.",
            [("900", "killed", "civilians"), ("13 millions", "in_need", "civilians")],
        ),
        (
            "Quelque 9.000 civils vivent dans 15 camps et 4.000 dans des écoles.",
            [("9.000", "present", "civilians"), ("15", "sites", "camp"), ("4.000", "present", "civilians")],
        ),
        ("Chaque jour, 900 civils prennent la route de l'exil.", [("900", "displaced", "civilians")]),
        # what turns on its subject, what did not happen, what is no object
        ("L'avion, avec 19 passagers, s'est écrasé.", [("19", "present", "people")]),
        ("Trois suspects n'ont pas été arrêtés.", [("Trois", "present", "people")]),
        ("L'aide a été livrée dans quatre villes.", [("quatre", "sites", "ville")]),
        # those who live there may be in need
        ("La crise touche 900 administrés du maire.", [("900", "affected", "people")]),
        ("Un million d'habitants sont privés d'électricité.", [("Un million", "in_need", "people")]),
        # fighters who fell are dead, houses that fell are none of theirs
        ("Douze soldats sont tombés lundi.", [("Douze", "killed", "security_forces")]),
        # the verb of killing right before its object wins
        ("Ils ont exécuté 14 soldats faits prisonniers.", [("14", "killed", "security_forces")]),
        ("Le pays a envoyé 40 soldats.", [("40", "present", "security_forces")]),
        ("Les 40 soldats que le pays a envoyés sont là.", [("40", "present", "security_forces")]),
        # an object is no subject, nor that of an infinitive the object of the verb before
        ("Un car transportant 50 passagers est sorti de la route.", [("50", "present", "people")]),
        ("La ville est condamnée à indemniser trois familles.", [("trois", "other", "people")]),
        ("Des habitants ont vu 40 prisonniers s'évader.", [("40", "freed", "prisoners")]),
        # `par` and `et` close what a noun of harm tells of
        ("L'attaque a fait plusieurs morts et une vingtaine de blessés.", [("une vingtaine", "wounded", "people")]),
        ("La mort du chef, abattu par trois hommes, est confirmée.", [("trois", "other", "men")]),
        # a clause of its own tells of another one
        (
            "La journée a fait 500 blessés, pendant laquelle une passante a été tuée.",
            [("500", "wounded", "people"), ("une", "killed", "people")],
        ),
        # who acts on something is not only there; forces and crowds are
        ("Deux familles ont saisi un juge.", [("Deux", "other", "people")]),
        ("Deux policiers ont saisi un juge.", [("Deux", "present", "security_forces")]),
        ("Trente manifestants ont brandi un drapeau.", [("Trente", "present", "people")]),
        # a participle in the singular speaks of something else, and so does what a place of so many suffers
        ("Le pays, meurtri par la guerre, compte 3.000 juges.", [("3.000", "present", "officials")]),
        ("Une ville de 9.000 habitants a été évacuée.", [("9.000", "present", "people")]),
        ("Plus de 9.000 habitants ont été évacués.", [("9.000", "evacuated", "people")]),
        # exile, whoever drives them there
        ("La guerre a contraint 300 familles à l'exil.", [("300", "displaced", "people")]),
        ("Des milliers de villageois ont déserté leurs maisons.", [("Des milliers", "displaced", "people")]),
        ("Trente soldats ont déserté.", [("Trente", "surrendered", "security_forces")]),
        # who stands before a court was not sent home
        ("Neuf suspects sont renvoyés devant une cour.", [("Neuf", "detained", "people")]),
        ("Neuf migrants sont renvoyés chez eux.", [("Neuf", "returned", "people")]),
        # victims of something are not all dead, the wounded who are taken away not abducted
        ("Trois cents clients ont été victimes d'un vol.", [("Trois cents", "affected", "people")]),
        ("Quarante blessés ont été emmenés en ville.", [("Quarante", "wounded", "people")]),
        (
            "Vingt personnes sont touchées, dont deux grièvement.",
            [("Vingt", "affected", "people"), ("deux", "wounded", "people")],
        ),
        # who the victims are is their number, who a suspect is is none
        ("Les victimes sont une lycéenne et un homme.", [("une", "killed", "children"), ("un", "killed", "men")]),
        ("La victime est un homme de 40 ans.", [("un", "killed", "men")]),
        ("Les victimes sont les frères d'un policier.", []),
        ("Le tireur, arrêté depuis, serait un élève.", []),
        ("Paul Kanda, un Tunisien de 24 ans, a été jugé.", []),
        ("Le conducteur, un homme de 40 ans, a été tué.", [("un", "killed", "men")]),
        ("Une passante a été touchée au bras.", [("Une", "wounded", "people")]),
        # verbs that only link
        ("Deux villageois restent portés disparus.", [("Deux", "missing", "people")]),
        ('Trois passants sont en "urgence absolue".', [("Trois", "wounded", "people")]),
        # harm that was tried, the two that fight
        ("L'homme a tenté de poignarder un officier.", []),
        ("Les tirs des deux camps ont repris.", []),
        # a list before `figurent parmi`
        (
            "Un berger et une élève figurent parmi les morts.",
            [("Un", "killed", "people"), ("une", "killed", "people")],
        ),
    ],
)
def test_the_verb_that_speaks_of_those_counted(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Quatre des 60 otages ont été libérés.", [("Quatre", "freed", "hostages"), ("60", "abducted", "hostages")]),
        ("La plupart des 300 habitants ont fui.", [("300", "present", "people")]),
        ("Les 300 habitants ont fui.", [("300", "displaced", "people")]),
        ("Deux des trois otages libérés mardi ont parlé.", [("trois", "freed", "hostages")]),
        ("Ils ont abattu 71 des 88 drones lancés lundi.", [("71", "destroyed", "drone")]),
        ("Quatre enfants figurent parmi les huit blessés.", [("Quatre", "wounded", "children")]),
        (
            "Parmi les morts figurent dix civils, tandis que 300 personnes sont hébergées au stade.",
            [("dix", "killed", "civilians"), ("300", "present", "people")],
        ),
        (
            "Le raid a fait 90 morts, dont 50 enfants, et 80 personnes ont été blessées.",
            [("50", "killed", "children"), ("80", "wounded", "people")],
        ),
    ],
)
def test_what_is_said_of_some_is_not_said_of_all(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert set(figures) <= set(told(text))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("La défense a intercepté 36 missiles.", [("36", "destroyed", "missile")]),
        ("La marine a intercepté deux cargos.", [("deux", "captured", "cargo")]),
        ("Huit camions sont entrés dans la ville.", [("Huit", "delivered", "camion")]),
        ("Huit chars sont entrés dans la ville.", [("Huit", "other", "char")]),
        ("Trois roquettes ont explosé.", [("Trois", "attacks", "roquette")]),
        ("L'armée a pris le contrôle de trois villages.", [("trois", "captured", "village")]),
        ("L'armée a frappé 150 cibles.", [("150", "sites", "cible")]),
        ("Dix-sept hôpitaux fonctionnent encore.", [("Dix-sept", "other", "hôpital")]),
        ("Des tirs ont éclaté dans deux mosquées.", [("deux", "sites", "mosquée")]),
        ("Deux grenades ont explosé dans les trois bars.", [("Deux", "attacks", "grenade"), ("trois", "sites", "bar")]),
        ("Les rebelles ont détruit deux zibelines.", [("deux", "destroyed", "zibeline")]),
        ("Trois points de passage sont ouverts.", [("Trois", "corridors", "point de passage")]),
    ],
)
def test_things_by_what_is_done_to_them(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Trois boulangers ont été tués.", [("Trois", "killed", "people")]),
        ("Trois ordinateurs ont été enlevés.", []),
        ("Deux non-votants ont été tués.", [("Deux", "killed", "people")]),
        ("Attentat: 14 mortspar Radio Ville", [("14", "killed", "people")]),
        ("Deux élèves font partie des blessés.", [("Deux", "wounded", "people")]),
        ("Une centaine de jeunes ont été arrêtés.", [("Une centaine", "detained", "people")]),
        ("Une centaine de jeunes soldats ont été arrêtés.", [("Une centaine", "detained", "security_forces")]),
        ("Six des victimes étaient des enfants.", [("Six", "killed", "children")]),
        ("Six victimes ne sont pas des soldats.", [("Six", "killed", "people")]),
        ("Les combats ont fait 4.000 déplacés.", [("4.000", "displaced", "people")]),
        ("Le bilan est de douze policiers.", [("douze", "killed", "security_forces")]),
        ("Selon un officier, dix civils sont morts.", [("dix", "killed", "civilians")]),
        ("Douze mineurs ont péri dans la mine.", [("Douze", "killed", "people")]),
        ("Douze mineurs ont péri dans le bus.", [("Douze", "killed", "children")]),
        ("L'avion avec ses passagers s'est écrasé. Deux pilotes sont morts.", [("Deux", "killed", "people")]),
        ("Deux pilotes de l'armée sont morts.", [("Deux", "killed", "security_forces")]),
        ("Plus de 300 parties civiles sont venues.", [("300", "present", "people")]),
        # another count of another source, in brackets
        ("La crue a fait 12 morts (16 selon les pompiers).", [("12", "killed", "people"), ("16", "killed", "people")]),
        # a bare number in the next sentence goes on with the whole, not with its part
        (
            "Les gardes -au nombre d'une demi-douzaine- sont armés.",
            [("une demi-douzaine", "present", "security_forces")],
        ),
        ("Une quarantaine de peuples indigènes, dont six à l'écart, vivent là.", []),
        (
            "Les soignants ont reçu dix malades. Vingt analyses ont été faites et sept par écouvillon.",
            [("dix", "arrived", "sick_or_wounded")],
        ),
        (
            "Les soignants ont reçu dix malades à Kaya et sept à Dori.",
            [("dix", "arrived", "sick_or_wounded"), ("sept", "arrived", "sick_or_wounded")],
        ),
        (
            "Ils ont libéré 25 otages, dont deux femmes. Ils en détiennent encore 58.",
            [("25", "freed", "hostages"), ("deux", "freed", "women"), ("58", "abducted", "hostages")],
        ),
    ],
)
def test_who_is_counted(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Plus de 2000 soldats ont fui.", [("2000", "displaced", "security_forces")]),
        ("Les combats ont repris en 2000, soldats et civils fuient.", []),
        ("Deux habitants sur trois ont fui.", []),
        ("L'armée a abattu 54 drones sur 70.", [("54", "destroyed", "drone")]),
        ("Plus de 23'600 villageois ont fui.", [("23'600", "displaced", "people")]),
        ("La guerre civile (1861-1865) est finie.", []),
        ("Dix pour cent des habitants ont fui.", []),
        ("Les ministres ont tous deux démissionné.", []),
        ("Le pays compte 12 décès pour 100.000 habitants.", []),
        ("Le pays compte 80,5 morts par million d'habitants.", []),
        ("La guerre a fait 80 morts par balles.", [("80", "killed", "people")]),
        # who no longer comes is not dead
        ("La ville a perdu près d'un demi-million de visiteurs.", []),
        ("Le journal perd 3.000 abonnés.", []),
        ("L'école a perdu 12 élèves dans le bombardement.", [("12", "killed", "people")]),
        ("La ville a perdu 300 hommes.", [("300", "killed", "men")]),
        ("L'armée a perdu près de 300 soldats.", [("300", "killed", "security_forces")]),
        # who is called a name is not tended
        ('Un élu a été condamné pour avoir traité un adolescent de 14 ans de "menteur".', [("Un", "detained", "officials")]),
        ("Le chirurgien a traité un adolescent de 14 ans.", [("un", "wounded", "children")]),
        ("Il n'a déclaré quelqu'un mort qu'hier.", []),
        ("Le nombre de blessés a été multiplié par trois.", []),
        ("Il faut multiplier le nombre des morts par cinq.", []),
        # both ends of a share, and a rate that goes on in brackets
        ("Le nombre d'arrivées pourrait baisser de 60 à 80% en un an.", []),
        ("Entre 15 et 20 % des habitants ont fui.", []),
        ("Le nombre d'arrivées pourrait baisser de 60 à 80 pour cent.", []),
        ("Entre 15 et 20 habitants ont fui.", [("15 et 20", "displaced", "people")]),
        ("Le Pérou déplore 80 décès pour 100.000 habitants, suivi par le Chili (63) et la Bolivie (50).", []),
        (
            "Les plus touchés sont le Pérou avec 800 morts, le Chili (630) et la Bolivie (510).",
            [("800", "killed", "people"), ("630", "killed", "people"), ("510", "killed", "people")],
        ),
        # who collects himself is taken nowhere
        ("Dix personnes se sont recueillies devant la stèle.", [("Dix", "present", "people")]),
        ("Dix personnes ont été recueillies par un cargo.", [("Dix", "evacuated", "people")]),
        ("La division a été attaquée par vingt rebelles.", [("vingt", "other", "combatants")]),
    ],
)
def test_years_shares_and_thousands(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert set(figures) <= set(told(text))
    assert bool(figures) == bool(told(text))


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # what is there to be used
        ("Dix blindés et deux drones ont été déployés à la frontière.", ["present", "present"]),
        ("Une vingtaine de véhicules de secours étaient engagés sur place.", ["present"]),
        ("Huit chars ont été détruits.", ["destroyed"]),
        # stabbed is not yet dead
        ("Deux hommes ont été poignardés devant la gare.", ["wounded"]),
        ("Deux hommes ont été poignardés à mort devant la gare.", ["killed"]),
        ("Un homme a poignardé mortellement deux agents.", ["killed"]),
        # whose hands somebody died in is no matter
        ("La police enquête sur la mort de Paul Martin, un lycéen, aux mains de gendarmes.", ["killed"]),
        ("La mort de deux reporters en détention a ému le pays.", ["killed"]),
        ("Trois ingénieurs sont aux mains des rebelles depuis mai.", ["abducted"]),
        # who escapes death was nobody's captive
        ("Six randonneurs ont échappé à la mort dans une avalanche.", ["affected"]),
        ("Quatre prisonniers se sont échappés de la prison centrale.", ["freed"]),
        ("Les 40 passagers du ferry sont sains et saufs.", ["present"]),
        ("La juge a entendu trois victimes présumées.", ["affected"]),
        ("Trois victimes sont à déplorer.", ["killed"]),
        # arms that are seized were not fired
        ("Les douaniers ont saisi 40 cocktails molotov.", ["captured"]),
        ("Douze roquettes ont été tirées vers la ville.", ["attacks"]),
        ("Deux cabanes de pêche ont été avalées par les vagues.", ["destroyed"]),
        ("Neuf voitures brûlent dans le quartier.", ["destroyed"]),
        ("L'agence a recensé 30 enfants atteints de rougeole.", ["affected"]),
        # a plural that the tagger takes for a singular
        ("Quatre employés se sont suicidés cette année.", ["killed"]),
        ("Douze reporters ont été attaqués en marge du défilé.", ["affected"]),
        # who goes to a place does not lay down arms
        ("Des centaines de militants se sont rendus devant le tribunal.", ["present"]),
        ("Des centaines de rebelles se sont rendus à l'armée.", ["surrendered"]),
        ("Des centaines de rebelles se sont rendus.", ["surrendered"]),
        ("Cinquante agents sont affectés au commissariat central.", ["present"]),
        ("Plus de mille agriculteurs sont affectés par la sécheresse.", ["affected"]),
        # the last of two participles with commas tells what happened
        ("Italie: un homme, condamné pour trahison, exécuté", ["killed"]),
        ("Mali: un otage, enlevé en mai, libéré", ["freed"]),
        ("Deux soldats, blessés dans l'embuscade, sont morts mardi.", ["killed"]),
        ("Trois soldats, blessés mardi, et un civil, tué mercredi.", ["wounded", "killed"]),
        # of some, of all
        ("Les corps de deux des quatre alpinistes portés disparus ont été retrouvés.", ["killed", "missing"]),
        # rescue services rescue nobody by being named
        ("Les services de secours ont fait état de 30 blessés.", ["wounded"]),
        ("Les services de secours tentent de retrouver six ouvriers.", ["missing"]),
        ("Un car a porté secours à six ouvriers.", ["evacuated"]),
        # what stands behind the next ones counted is theirs
        ("Le préfet a parlé de 12 blessés et de 30 personnes en garde à vue.", ["wounded", "detained"]),
        # a second verb with an object of its own, whatever qualifies it
        ("L'explosion a tué deux enfants et blessé près de dix passants.", ["killed", "wounded"]),
        ("La crue a ravagé le delta et tué plus de 600 villageois.", ["killed"]),
        ("Le tireur tue un policier et blesse deux autres agents.", ["killed", "wounded"]),
        # where somebody lives or was gives way to what befell him, and the other way round
        ("Le bourg, où vivent 9.000 habitants, a été très touché.", ["present"]),
        ("Les deux mécaniciens à bord du cargo sont morts de froid.", ["killed"]),
        ("Neuf pêcheurs qui se trouvaient au port ont été blessés dimanche par un éclat.", ["wounded"]),
        ("Les 50 soldats se trouvaient sur place quand des civils ont été tués.", ["present"]),
        ("La fuite de gaz a forcé le maire à évacuer 420 habitants.", ["evacuated"]),
        ("Les plongeurs sont à la recherche de près de 80 habitants du bourg.", ["missing"]),
        ("Les six ouvriers qui étaient sur le pont n'ont pas pu être retrouvés.", ["missing"]),
        # a part of those harmed that is only described
        ("Le carambolage a fait cinq morts, dont quatre cyclistes fauchés par un tracteur.", ["killed", "killed"]),
        ("Quarante Danois ont été touchés par la fumée, dont neuf gravement.", ["affected", "wounded"]),
        # an act with a verb of its own before the number
        ("Les condamnations pleuvent après des heurts avec 300 jeunes.", ["present"]),
        ("L'armée a annoncé l'arrestation dimanche à Gao de douze rebelles.", ["detained"]),
        # who is asked by the press is held by nobody
        ("Cinq médecins interrogés par un journal refusent.", ["present"]),
        ("Cinq hommes sont interrogés par la police.", ["detained"]),
        ("Douze cyclistes sont décédés sur les routes du canton en mai.", ["killed"]),
        ("Des milliers de familles sont sur les routes.", ["displaced"]),
        ("Quatre skieurs ont été emportés par une avalanche.", ["affected"]),
        ("Des milliers d'habitants ont reçu l'ordre d'évacuer.", ["evacuated"]),
        ("Deux infirmières furent prises à partie devant leur clinique.", ["affected"]),
    ],
)
def test_what_the_words_around_a_number_say(text: str, measures: list[str]) -> None:
    assert [measure for _, measure, _ in told(text)] == measures
