from __future__ import annotations

import random
from itertools import combinations

from selon.crosscheck.dependence import NO_BOND, Bond, judge
from selon.crosscheck.findings import reason
from selon.crosscheck.lineage import candidates
from selon.crosscheck.signature import from_bytes, shared, signature_of, stack, to_bytes

from .making import head

PARAGRAPHS = [
    "Une explosion a secoué mercredi soir le marché couvert de Valbrune, dans l'est du pays, alors que les étals fermaient.",
    "Les pompiers ont travaillé toute la nuit pour dégager les rues voisines, encombrées de tôles et de charrettes renversées.",
    "Le maire, Anselme Doudou, a demandé aux habitants de laisser passer les ambulances et de donner leur sang à l'hôpital.",
    "Aucun groupe n'avait revendiqué l'attaque jeudi à midi, et le gouverneur a promis une enquête dans les plus brefs délais.",
    "Le marché avait déjà été visé l'an dernier, pendant la saison des pluies, par des tirs de roquettes partis des collines.",
    "La route du nord reste coupée depuis la crue du fleuve, et les convois de vivres passent désormais par le col des Vents.",
]
TEXT = "\n\n".join(PARAGRAPHS)
OTHER = "\n\n".join(
    [
        "Les récoltes de mil seront bonnes cette année dans la plaine, selon les coopératives réunies lundi à Tazoult.",
        "Le prix du sac a baissé de moitié depuis janvier, et les silos de la capitale régionale sont presque pleins.",
        "Les éleveurs craignent au contraire un manque d'herbe sur les plateaux, où la pluie est venue trop tard.",
    ]
)


def judged(a: str, b: str, bond: Bond = NO_BOND, agencies: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    found = judge(head(1, agencies=agencies), head(2, agencies=agencies), shared(signature_of(a), signature_of(b)), bond)
    return found.label, [r.code for r in found.reasons]


def test_one_text_twice_is_a_copy() -> None:
    assert judged(TEXT, TEXT)[0] == "copy"


def test_an_update_that_keeps_most_sentences_is_a_copy() -> None:
    newer = TEXT.replace("mercredi soir", "mercredi vers 21 heures").replace("à midi", "en fin de journée")
    assert judged(TEXT, newer + "\n\nLe bilan s'est alourdi dans la nuit de jeudi.")[0] == "copy"


def test_a_text_cut_to_its_first_paragraphs_is_a_copy() -> None:
    label, codes = judged("\n\n".join(PARAGRAPHS[:3]), TEXT + "\n\n" + OTHER)
    assert (label, codes[0]) == ("copy", "contained")


def test_a_text_quoted_inside_another_is_no_copy_of_it() -> None:
    quoted = (
        OTHER
        + "\n\nLa mairie écrit : « "
        + " ".join(PARAGRAPHS[:3])
        + " »\n\n"
        + OTHER.replace("mil", "sorgho").replace("lundi", "mardi")
    )
    label, codes = judged("\n\n".join(PARAGRAPHS[:3]), quoted)
    assert (label, codes) == ("same_source", ["quoted_inside"])


def test_two_sentences_word_for_word_are_one_origin() -> None:
    label, codes = judged("\n\n".join(PARAGRAPHS[:2]) + "\n\n" + OTHER, "\n\n".join(PARAGRAPHS))
    assert (label, codes) == ("same_source", ["shared_sentences"])


def test_other_words_and_the_same_origin_of_a_number() -> None:
    bond = Bond(tied=True, origin=reason("same_origin", origin="mairie", number=12))
    assert judged(TEXT, OTHER, bond) == ("same_source", ["same_origin"])


def test_one_agency_and_one_question_are_one_origin_but_one_agency_alone_is_not() -> None:
    assert judged(TEXT, OTHER, Bond(tied=True), ("APN",)) == ("same_source", ["agency_story"])
    assert judged(TEXT, OTHER, NO_BOND, ("APN",))[0] == "independent"


def test_nothing_in_common_is_independent() -> None:
    assert judged(TEXT, OTHER) == ("independent", ["nothing_shared"])


def test_candidates_miss_nothing_that_all_with_all_calls_a_copy() -> None:
    chance = random.Random(7)  # noqa: S311
    texts = []
    for n in range(40):
        words = " ".join(f"mot{chance.randrange(900)}" for _ in range(160)).split()
        text = ". ".join(" ".join(words[i : i + 16]) for i in range(0, 160, 16))
        texts += [text, text.replace(words[3], "autre", 1) if n % 2 else " ".join(reversed(words))]
    signatures = [signature_of(t) for t in texts]
    wanted = {
        (i, j)
        for i, j in combinations(range(len(texts)), 2)
        if judge(head(1), head(2), shared(signatures[i], signatures[j])).label == "copy"
    }
    assert len(wanted) == 20
    stacked = stack([to_bytes(s) for s in signatures])
    assert wanted <= candidates(stacked)
    assert {p for p in candidates(stacked) if 3 in p} == candidates(stacked, new=[3])


def test_a_signature_survives_being_kept() -> None:
    made = signature_of(TEXT)
    back = from_bytes(to_bytes(made))
    assert (back.words, back.sentences.tolist(), back.quoted.tolist()) == (
        made.words,
        made.sentences.tolist(),
        made.quoted.tolist(),
    )
    assert shared(made, back).likeness == 1.0


def test_an_empty_text_has_a_signature_and_meets_nobody() -> None:
    assert candidates(stack([to_bytes(signature_of(text)) for text in ("", "", TEXT)])) == set()
