"""What is counted, by cause: care and wounds, plurals and singulars, verbs over `des milliers de`, posts lost, animals."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text


def told(text: str) -> list[tuple[str, str]]:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    return [(f.span.words(text), f.measure) for f in record.figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # who lies in a hospital is sick in a report of a disease, wounded in others
        (
            "L'épidémie de choléra gagne le nord. Le choléra tue vite. Quelque 320 personnes sont hospitalisées à Bol.",
            [("320", "affected")],
        ),
        ("La pandémie et le virus durent. L'épidémie recule: 80 patients en réanimation.", [("80", "affected")]),
        ("Un bus a versé. Quelque 32 personnes sont hospitalisées à Bol.", [("32", "wounded")]),
        (
            "L'épidémie de grippe dure, le virus circule, la grippe tue. Un bus a versé: 32 blessés, dont neuf hospitalisés.",
            [("32", "wounded"), ("neuf", "wounded")],
        ),
        # many are not told of by a participle in the singular
        ("Des centaines de fidèles ont prié pour leur évêque, mort à Pau.", [("Des centaines", "present")]),
        ("Des centaines de fidèles ont été tués à Pau.", [("Des centaines", "killed")]),
        # the verb of the clause over `des milliers de`
        (
            "Des milliers de familles vivant près du volcan, sur le flanc nord de l'île, ont été évacuées.",
            [("Des milliers", "evacuated")],
        ),
        ("Le roi a libéré des dizaines de bergers emprisonnés.", [("des dizaines", "freed")]),
        # the whole of a part, with a qualifier
        ("Sur près de 900 marins contaminés, 12 sont morts.", [("900", "affected"), ("12", "killed")]),
        # a post lost is no harm; a threat is
        ("Trois gendarmes ont été suspendus.", [("Trois", "other")]),
        ("Deux juges ont été menacés de mort.", [("Deux", "affected")]),
        # one who leads others took nobody away
        ("L'alliance emmenée par Oslo a perdu 20 soldats.", [("20", "killed")]),
        ("La foudre a frappé 20 moutons.", [("20", "damaged")]),
        ("Le berger a vendu 20 moutons.", [("20", "other")]),
        ("Quatre trains sont à l'arrêt.", [("Quatre", "other")]),
        # room for so many is no arrival
        ("Le stade peut accueillir 900 personnes.", [("900", "present")]),
        ("Le stade a accueilli 900 personnes.", [("900", "arrived")]),
        # who is set free was held, however that is told
        ("La junte a relâché vendredi neuf soldats capturés en mai.", [("neuf", "freed")]),
        # whom the police look for is not lost, and in flight not driven out
        ("Trois braqueurs sont recherchés.", [("Trois", "other")]),
        ("Deux complices sont en fuite.", [("Deux", "other")]),
        ("Deux hommes recherchés par la police ont été vus à Pau.", [("Deux", "other")]),
        ("Trois pêcheurs sont recherchés.", [("Trois", "missing")]),
        ("Oslo a expulsé quatre diplomates.", [("quatre", "other")]),
        # what stands right before brackets, what an adjective tells of a part
        (
            "Le sud a le plus de contaminations (3.100) et de décès (280).",
            [("3.100", "affected"), ("280", "killed")],
        ),
        ("La région a connu 700 cas de choléra, dont 31 mortels.", [("700", "affected"), ("31", "killed")]),
        ("Le bilan est de 90 personnes malades.", [("90", "affected")]),
        # victims of all kinds, and of what kills nobody
        ("La guerre a fait 70.000 victimes (morts, disparus et déplacés).", [("70.000", "affected")]),
        (
            "L'enquête avance. Le faux banquier vivait à Pau. Il a tout avoué. On compte 40 victimes. Il sera jugé.",
            [("40", "affected")],
        ),
        ("Le feu avance. Le vent tourne. Les pompiers luttent. Le brasier a fait deux victimes.", [("deux", "killed")]),
        # a verb of motion far away has its own people
        (
            "Le comité, qui doit arriver dans la capitale par le train de nuit, est formé de vingt juges et de deux notaires.",
            [("vingt", "present"), ("deux", "present")],
        ),
        # who is only charged or tried, or sentenced to a term served at home, sits in no jail; verdicts are no people
        ("Le parquet a inculpé 14 banquiers.", [("14", "other")]),
        ("Six gendarmes ont été mis en examen pour faux.", [("Six", "other")]),
        ("Six gendarmes ont été mis en examen puis écroués.", [("Six", "detained")]),
        ("Les 22 notaires sont jugés à Pau.", [("22", "other")]),
        ("Trois agents ont été condamnés à trois ans de prison avec sursis.", [("Trois", "other")]),
        ("Trois agents ont été condamnés à trois ans de prison ferme.", [("Trois", "detained")]),
        ("Un maire a été inculpé de faux.", [("Un", "other")]),
        ("La cour a prononcé 17 condamnations.", [("17", "other")]),
        ("Neuf élus sont sous contrôle judiciaire.", [("Neuf", "other")]),
        ("Six gendarmes ont été mis en examen. Les six gendarmes nient.", [("Six", "other"), ("six", "other")]),
        # in the hands of an army or of kidnappers
        ("Onze pilotes sont aux mains de l'armée.", [("Onze", "detained")]),
        ("Onze pilotes sont aux mains des rebelles.", [("Onze", "abducted")]),
        # who waits is there, who suffers from an illness is affected, from hunger in need
        ("Quelque 700 familles attendent devant le pont.", [("700", "present")]),
        ("Quelque 700 familles attendent une aide.", [("700", "in_need")]),
        ("Quelque 40 marins souffrent de la gale.", [("40", "affected")]),
        ("Quelque 40 marins souffrent de la faim.", [("40", "in_need")]),
        ("Neuf skieurs ont échappé in extremis à la coulée.", [("Neuf", "affected")]),
        ("Deux braqueurs ont pris la fuite.", [("Deux", "other")]),
        # nationalities with a number each are a list, `un` among them
        (
            "Sept Maltais, un Chypriote, un Danois et deux Finlandais se trouvaient dans le refuge.",
            [("Sept", "present"), ("un", "present"), ("un", "present"), ("deux", "present")],
        ),
        ("Un Chypriote se trouvait dans le refuge.", []),
        # spies are sent home as diplomats are; what is struck is a goal, what is damaged is damaged
        ("Rome a expulsé neuf espions.", [("neuf", "other")]),
        ("Des drones ont frappé 16 sites.", [("16", "sites")]),
        ("La crue a endommagé 16 sites.", [("16", "damaged")]),
        # where people live gives way to what befell them
        ("Quelque 90 bergers vivant au nord du lac, loin de la route, ont été tués.", [("90", "killed")]),
        # one out of a whole that came to no harm; what somebody is likened to is nobody; days are no whole
        ("Le car transportait 40 élèves, dont un qui est mort.", [("40", "present"), ("un", "killed")]),
        ("Le car transportait 40 élèves, dont un décédé.", [("40", "present"), ("un", "killed")]),
        ("Le directeur veut traiter chaque élève comme un cousin.", []),
        ("La bataille a fait deux morts sur trois jours.", [("deux", "killed")]),
        ("Deux morts sur trois sont des enfants.", []),
        # a body that is hurt measures its members, who is shot at is not only there
        ("Un groupe de six élèves a été agressé.", [("six", "affected")]),
        ("Le forcené a tiré sur trois passants.", [("trois", "affected")]),
        # who went somewhere is told once, the same number again is of anything
        ("Les deux élus sont arrivés à Pau. Les deux élus ont signé un livre.", [("deux", "arrived"), ("deux", "other")]),
        ("Les 12 malades vont mieux. Un raid a tué 12 personnes.", [("12", "affected"), ("12", "killed")]),
        # whom a shell mows down is dead, whom a car mows down is harmed; who is hit by a weapon is wounded
        ("Un obus a fauché sept écoliers.", [("sept", "killed")]),
        ("Une camionnette a fauché sept écoliers.", [("sept", "affected")]),
        ("Une voiture piégée a fauché sept écoliers.", [("sept", "killed")]),
        ("Un taxi a fauché une retraitée.", [("une", "wounded")]),
        ("Quatre bergers ont été touchés par une grenade.", [("Quatre", "wounded")]),
        ("Quatre bergers ont été touchés par la sécheresse.", [("Quatre", "affected")]),
        ("La bataille a coûté 370 vies.", [("370", "killed")]),
        ("La fronde a coûté leur poste à deux juges.", [("deux", "present")]),
        # who falls is dead, unless he falls into something or ill
        ("Onze manifestants sont tombés à Zinder.", [("Onze", "killed")]),
        ("Onze manifestants sont tombés dans la rivière.", [("Onze", "present")]),
        # who lacks something is in need, who only lacks is lost
        ("Quelque 600 familles manquent d'eau.", [("600", "in_need")]),
        ("Cinq alpinistes manquent.", [("Cinq", "missing")]),
        ("Aucun des 74 passagers n'a survécu.", [("74", "killed")]),
        ("Neuf mineurs n'avaient pas survécu.", [("Neuf", "killed")]),
        # whom captors hand over is free, whom the police look for is detained
        ("Des ravisseurs ont remis 31 bergers.", [("31", "freed")]),
        ("Deux braqueurs ont été remis aux gendarmes.", [("Deux", "detained")]),
        ("Le lac gelé a été rendu à 31 bergers.", [("31", "present")]),
        ("Quelque 90 prisonniers ont quitté leur cellule.", [("90", "freed")]),
        # so many leave by themselves
        ("Plus de 60.000 habitants ont quitté la ville.", [("60.000", "displaced")]),
        ("Plus de 60.000 habitants ont quitté la ville dans des bus.", [("60.000", "evacuated")]),
        ("À partir de 300 signatures, le maire répond.", []),
        # who is counted again, added, or told to be somebody is what those before are
        ("La crue a tué 40 riverains. La mairie en a compté 52.", [("40", "killed"), ("52", "killed")]),
        ("La crue a tué 40 riverains, auxquels s'ajoutent trois touristes.", [("40", "killed"), ("trois", "killed")]),
        ("La crue a tué 40 riverains. Onze étaient des enfants.", [("40", "killed"), ("Onze", "killed")]),
        # for how many there is room; what turns on itself kills nobody; what has parts counts nobody
        ("Le ferry peut embarquer 850 vacanciers.", [("850", "present")]),
        ("Le ferry a embarqué 850 vacanciers.", [("850", "evacuated")]),
        ("Il a injurié un reporter et s'est emporté.", []),
        ("Le fleuve a atteint 4,37 m.", []),
        ("Un cycliste mortellement percuté par un tram.", [("Un", "killed")]),
        # a toll behind another number, told of by a pronoun, or of whom with an article
        ("Trois corps ont été repêchés, ce qui porte le bilan à 29.", [("Trois", "killed"), ("29", "killed")]),
        ("Le bilan est de 61 morts. Il était de 48 mercredi.", [("61", "killed"), ("48", "killed")]),
        ("La mairie chiffre à 340 les blessés.", [("340", "wounded")]),
        ("Cette fusillade porte à 340 le nombre de ses soldats tués.", [("340", "killed")]),
        ("Le nombre des interpellés est de 24.", [("24", "detained")]),
        ("Onze cercueils ont été mis en terre.", [("Onze", "killed")]),
        ("Il dort dans un cercueil.", []),
        # what somebody seizes behind his pronoun; bombs are dropped on somebody, loads for him; captives against others
        ("La milice s'est emparée de neuf hameaux.", [("neuf", "captured")]),
        ("Le bombardier a largué 13 bombes.", [("13", "attacks")]),
        ("Le cargo a largué 13 tonnes de riz.", [("13", "delivered")]),
        ("Rabat a envoyé 26 tonnes de couvertures.", [("26", "delivered")]),
        ("Le troc de mai : 57 prisonniers contre 18.", [("57", "freed"), ("18", "freed")]),
        ("Plus de 700 familles ont été chassées de leurs foyers.", [("700", "displaced")]),
        ("Neuf archéologues demeurent captifs.", [("Neuf", "abducted")]),
        ("Le bilan de la crue est passé de 30 morts à 47.", [("30", "killed"), ("47", "killed")]),
        # who is deprived stands on either side
        ("La panne a privé d'électricité 7.000 foyers.", [("7.000", "in_need")]),
        ("Quelque 7.000 foyers sont privés d'électricité.", [("7.000", "in_need")]),
        # where something was found is not found
        ("La saisie d'un colis dans quatre hangars inquiète.", [("quatre", "sites")]),
        # the tagger takes the verb for a noun; words among which the number itself stands; a toll in two halves
        ("Une mine blesse dix bergers.", [("dix", "wounded")]),
        ("Une avocate figure parmi les neuf personnes tuées.", [("Une", "killed"), ("neuf", "killed")]),
        ("Le maire chiffre à 64 le nombre des morts et à 180 celui des blessés.", [("64", "killed"), ("180", "wounded")]),
    ],
)
def test_what_is_counted(text: str, figures: list[tuple[str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        # a denial inside the words of a loss denies nothing; what is said not to be is denied
        ("Deux alpinistes n'ont pas été retrouvés.", ["asserted"]),
        ("La mairie dément que deux alpinistes aient été retrouvés.", ["denied"]),
        # wanted, announced, programmed; a second verb has a mood of its own; `extrait` is no conditional
        ("Les mutins veulent que 70 captifs soient libérés.", ["planned"]),
        ("Oslo annonce l'envoi de 70 soldats.", ["planned"]),
        ("Oslo avait annoncé l'envoi de 70 soldats.", ["asserted"]),
        ("La mairie parle d'une évacuation programmée de 320 riverains.", ["planned"]),
        ("Le car devait gagner Lugano et transportait 54 élèves.", ["asserted"]),
        ("Le car devait transporter 54 élèves.", ["planned"]),
        ("Les deux camps devraient échanger 70 captifs.", ["hypothetical"]),
        ("On craint la mort de 70 marins.", ["hypothetical"]),
        ("Les secouristes ont extrait six mineurs du puits.", ["asserted"]),
    ],
)
def test_what_is_so_and_what_is_to_be(text: str, modalities: list[str]) -> None:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    assert [f.modality for f in record.figures] == modalities


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        # the head names the things that are counted, unless it names nothing alone
        ("La coalition a mené douze frappes aériennes.", ["frappe"]),
        ("La crue a détruit neuf véhicules militaires.", ["véhicule"]),
        ("On a entendu quatre coups de feu.", ["coup de feu"]),
        ("Le pont a vu passer 300 colis alimentaires.", ["colis"]),
        ("Les gardes ont éteint deux foyers d'incendie.", ["foyer"]),
        ("La crue a chassé deux foyers du bourg.", ["people"]),
    ],
)
def test_what_things_are_called(text: str, groups: list[str]) -> None:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    assert [f.group for f in record.figures] == groups


@pytest.mark.parametrize(
    ("text", "group"),
    [
        # men of one's own are soldiers, unless an armed group is named
        ("Le général pleure la mort de sept de ses hommes.", "security_forces"),
        ("La milice pleure la mort de sept de ses hommes.", "combatants"),
        ("L'armée dit avoir perdu sept hommes.", "security_forces"),
        ("La crue a tué sept hommes.", "men"),
    ],
)
def test_whose_men_they_are(text: str, group: str) -> None:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    assert [f.group for f in record.figures] == [group]
