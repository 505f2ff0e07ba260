"""What a message names, in normal form and in the sense that is meant."""

from __future__ import annotations

from datetime import date

import pytest

from backwise.language.measures import measures, strength_among
from backwise.language.reading import Reader
from backwise.language.status import Status
from backwise.language.vocabulary import read_vocabulary
from backwise.safety.rules import read_red_flags
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON, RED_FLAGS
from backwise.yaml_lines import read_yaml

FRIDAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(read_vocabulary(CONTENT, LEXICON), read_yaml(CONTEXT_CUES))


def named(reader: Reader, text: str) -> dict[str, tuple[object, str]]:
    """For each entity, its last value and its status."""
    return {
        finding.entity: (finding.value, finding.status.value)
        for finding in reader.read(text, FRIDAY)
    }


def test_one_message_says_it_all(reader: Reader) -> None:
    found = named(
        reader,
        "dull ache in my lower left back for 3 weeks, 6 out of 10, started after lifting a box",
    )
    assert found == {
        "location": ("lower back", "present"),
        "side": ("left", "present"),
        "duration": (21, "present"),
        "intensity": (6, "present"),
        "trigger": ("lifting", "present"),
    }


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 weeks", 21),
        ("for three weeks", 21),
        ("a couple of weeks", 14),
        ("since Tuesday", 3),
        ("since yesterday", 1),
        ("2 to 4 days", 3),
        ("a month tomorrow", 30),
        ("a week today", 7),
        ("started right after christmas", 330),
        ("just now", 3),
        ("for 3wks", 21),
        ("since 2019", 2699),
        ("since my accident in 2019", 2699),
        ("since may", 203),
        ("since the beginning of march", 264),
        ("it started around easter", 226),
        ("in my second week of this", 14),
        ("third week off work", 21),
        ("I'm three weeks into this", 21),
        ("a fortnight", 14),
        ("for the past fortnight", 14),
        ("year and a half of this now", 547.5),
        ("day 5 of this", 5),
        ("slipped on the ice tuesday", 3),
        ("started sat night", 6),
        ("since yday evening", 1),
        ("since my pregnancy ended last march", 264),
        ("im 19 and have had it since i was like 15", 1460),
        ("half a year", 182.5),
        ("on and off for years", 1095),
        ("all my life", 7300),
        ("ages", 365),
        ("years now", 1095),
        ("been too long", 365),
        ("oh, a while", 60),
        ("neck, 5/10, three weeks", 21),
        ("driving 12 hours, six out of ten, 2 weeks", 14),
    ],
)
def test_durations_in_days(text: str, days: float) -> None:
    assert [m.value for m in measures(text, FRIDAY) if m.kind == "duration"] == [days]


@pytest.mark.parametrize(
    ("text", "value"),
    [("6/10", 6), ("six out of ten", 6), ("about a 7", 7), ("5", 5), ("pain is 8", 8), ("0", 0)]
    + [("5 today", 5), ("4 or so", 4)],
)
def test_intensities(text: str, value: float) -> None:
    assert [m.value for m in measures(text, FRIDAY) if m.kind == "intensity"] == [value]


@pytest.mark.parametrize(
    ("text", "strength"),
    [("5 or so", 5), ("seven and a half", 7.5), ("70%", 7), ("mornings 7 evenings 3", 7)]
    + [("i have a high pain tolerance so 4", 4), ("for 5 minutes its 6", 6)],
)
def test_a_number_among_other_words_may_be_a_strength(text: str, strength: float) -> None:
    assert strength_among(text) == strength


@pytest.mark.parametrize(
    "text", ["number 3 hurts", "took 2 tablets", "3 weeks", "L5 S1", "the worst one", "at 4am"]
)
def test_what_is_no_strength_among_other_words(text: str) -> None:
    assert strength_among(text) is None


@pytest.mark.parametrize("text", ["today 4", "5 today", "7 right now", "6 today, 8 in the cab"])
def test_today_beside_a_strength_is_no_duration(text: str) -> None:
    assert not [m for m in measures(text, FRIDAY) if m.kind == "duration"]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("five. is heat ok?", "intensity", 5),
        ("lifting, should i rest?", "trigger", "lifting"),
        ("44, is that too old?", "age_alone", 44),
    ],
)
def test_a_few_words_before_a_question_are_read_as_an_answer(
    reader: Reader, text: str, entity: str, value: float | str
) -> None:
    assert named(reader, text)[entity][0] == value


@pytest.mark.parametrize(
    ("text", "years"),
    [("i am 67", 67), ("a 72-year-old", 72), ("im 15 years old", 15), ("i'm fifteen", 15)]
    + [("i'm fifty eight now", 58), ("im thirty-one", 31), ("i was born in 1975", 51)]
    + [("my age is 61 years", 61), ("age: 38", 38)],
)
def test_ages(text: str, years: float) -> None:
    assert [m.value for m in measures(text, FRIDAY) if m.kind == "age"] == [years]


@pytest.mark.parametrize(
    ("text", "years"),
    [("45", 45), ("forty two", 42), ("fifteen", 15), ("nearly 70", 70), ("58 next month", 57)]
    + [("in my forties", 45), ("late fifties", 58), ("1980", 46)]
    + [("sixty-something", 65), ("55ish", 55), ("she's 80 actually", 80), ("he is 71", 71)]
    + [("81 but still cycling", 81), ("well, 66", 66), ("39 and never ill before", 39)],
)
def test_a_number_alone_may_be_an_age(text: str, years: float) -> None:
    assert [m.value for m in measures(text, FRIDAY) if m.kind == "age_alone"] == [years]


@pytest.mark.parametrize(
    ("text", "years"),
    [("can my daughter do this, she is 12", 12), ("my mum is 82 and needs exercises", 82)],
)
def test_ages_of_others(text: str, years: float) -> None:
    assert [m.value for m in measures(text, FRIDAY) if m.kind == "age_of_other"] == [years]


@pytest.mark.parametrize(
    "text", ["she is 24 weeks", "my mum is 12 stone", "he is 6 feet tall", "my back is 7 of 10"]
)
def test_what_is_no_age_of_anybody(text: str) -> None:
    assert not [m for m in measures(text, FRIDAY) if m.kind.startswith("age")]


@pytest.mark.parametrize("text", ["7", "ten", "15 weeks", "since my forties", "since 1980"])
def test_what_is_no_age_even_alone(text: str) -> None:
    assert not [m for m in measures(text, FRIDAY) if m.kind.startswith("age")]


@pytest.mark.parametrize("text", ["killing me", "unbearable"])
def test_strength_in_words(reader: Reader, text: str) -> None:
    assert named(reader, text)["intensity"][0] == 9


@pytest.mark.parametrize(
    ("text", "entity", "status"),
    [
        ("no pain in my leg", "location", "negated"),
        ("my neck hurts, not my lower back", "location", "negated"),
        ("my legs are fine, it's just the neck", "location", "present"),
        ("it's just the neck, nothing in the legs", "location", "negated"),
        ("i don't have osteoporosis", "condition", "negated"),
        ("i dont have any osteoporosis or cancer", "condition", "negated"),
        ("I had cancer in 2010", "condition", "past"),
        ("my mum has osteoporosis", "condition", "other_person"),
        ("what if i get sciatica", "condition", "hypothetical"),
        ("maybe i am pregnant", "condition", "uncertain"),
        ("i am pregnant", "condition", "present"),
        ("my husband says i have osteoporosis", "condition", "present"),
        ("no fever but i have cancer", "condition", "present"),
    ],
)
def test_the_sense_of_what_is_named(reader: Reader, text: str, entity: str, status: str) -> None:
    assert named(reader, text)[entity][1] == status


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it goes down my leg", "yes"),
        ("it doesn't go down my leg", "no"),
        ("only in my back", "no"),
        ("no it stays where it is", "no"),
    ],
)
def test_whether_pain_spreads(reader: Reader, text: str, value: str) -> None:
    assert named(reader, text)["radiation"] == (value, "present")


def test_pain_is_read_in_several_places_and_on_its_way(reader: Reader) -> None:
    findings = reader.read("lower back pain shooting down my leg")
    values = {(finding.entity, finding.value) for finding in findings}
    assert values == {("location", "lower back"), ("location", "leg"), ("radiation", "yes")}


@pytest.mark.parametrize("text", ["can’t feel", "can't feel", "cant feel", "CAN'T FEEL"])
def test_apostrophes_and_case_do_not_matter(reader: Reader, text: str) -> None:
    assert [token.norm_ for token in reader.tokens(text)] == ["cant", "feel"]


@pytest.mark.parametrize("text", ["", "   ", "😀", "\n\n", "?" * 1000, "no " * 1000])
def test_odd_text_is_read_without_harm(reader: Reader, text: str) -> None:
    assert isinstance(reader.read(text, FRIDAY), list)


def test_positions_are_those_of_the_message(reader: Reader) -> None:
    text = "I’ve got a left-sided ache in my “lower back” – 3 weeks"
    for finding in reader.read(text, FRIDAY):
        assert text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for the last three weeks, twenty times a day", 21),
        ("on and off for years", 1095),
        ("two and a half years", 912.5),
        ("8-9 months ago", 255),
        ("since my accident in 2019", 2699),
        ("since 10/11/2016", 3702),
        ("since last spring", 233),
        ("a week, 4 out of 10", 7),
        ("half a year", 182.5),
        ("since yestrday", 1),
        ("lower back pain 3 weeks 4/10", 21),
        ("all week", 7),
        ("a day or two", 1.5),
        ("for most of my adult life", 7300),
        ("on and off since my twenties and i'm fifty eight now", 33 * 365),
        ("had it since i was in my thirties, im 50", 15 * 365),
        ("for i want to say two maybe three weeks", 21),
        ("i slipped two summers ago", 730),
        ("stiff for a decade", 3650),
        ("over the weekend", 3),
        ("2d ago", 2),
        ("12 hours ago", 0.5),
        ("36 mins ago", 0.025),
        ("20 odd years", 7300),
        ("since about easter", 226),
        ("since nov 2024", 749),
        ("hurt it on 3rd november", 17),
        ("since march 12th", 253),
        ("playing football on the 1st", 19),
        ("woke up monday with a stiff neck", 4),
        ("back pain x3 weeks", 21),
        ("it began three mondays ago", 21),
        ("started roughly easter", 226),
        ("sore for 3 month's now", 90),
        ("just started", 3),
        ("from last winter", 323),
    ],
)
def test_how_long(reader: Reader, text: str, days: float) -> None:
    found = [f.value for f in reader.read(text, FRIDAY) if f.entity == "duration"]
    assert found == [days]


@pytest.mark.parametrize(
    "text",
    ["is it on the 1st floor",
     "I take it twice a day", "i am 30 weeks pregnant", "my cycle starts in 2 days",
     "my back hurts when i have been sitting for an hour", "stiff for an hour in the mornings",
     "my back hurts every tuesday", "my back is sore and physio is next tuesday",
     "pregnant with my second, 22 weeks, hips ache",
     "I'm 33 weeks and my hips ache", "I'm at sea for the next four months, back stiff",
     "I'm in the cab up to ten hours",
     "it flared up after two years of peace", "agony after a 12 hr shift", "a day's decorating",
     "i sit eight hours at a desk", "i work at a desk all day", "a plan every two weeks"],
)  # fmt: skip
def test_what_is_no_duration(reader: Reader, text: str) -> None:
    assert not [f for f in reader.read(text, FRIDAY) if f.entity == "duration"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a level six on a scale of one to ten", 6),
        ("5-6/10", 5.5),
        ("it's a 9", 9),
        ("killing me", 9),
        ("so painful", 7),
        ("sharp pains when i turn", 7),
        ("hurts like crazy", 8),
        ("lower back, 5, three weeks", 5),
        ("dull ache", 3),
        ("i'd say between 6 and 7", 6.5),
        ("sort of a 3 when im sitting", 3),
        ("never above a 3", 3),
        ("5 or 6 on a bad day", 5.5),
        ("about a five or a six most days", 5.5),
        ("lower back, since spring, 3 or 4", 3.5),
        ("now its about an 8", 8),
        ("it was a 9 but it's down to a 4 now", 4),
        ("he rates it a 7", 7),
        ("both sides, deffo an 8", 8),
        ("7 when sitting", 7),
        ("used to be 8 out of 10, now it's 3 out of 10", 3),
        ("it went from a 9 to a 4", 4),
        ("pain is a 9 gone to a 4", 4),
        ("it's a 5 to 6", 5.5),
        ("really bad", 7),
        ("low", 2),
        ("11/10", 10),
    ],
)
def test_how_strong(reader: Reader, text: str, value: float) -> None:
    assert [f.value for f in reader.read(text, FRIDAY) if f.entity == "intensity"] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "herniated L4, 5, and S1",
        "exercises 1, 2, 3",
        "a 1.8 cm cyst",
        "there is a 1.8 cm cyst",
        "on a scale of one to ten",
        "i have 3 kids",
        "i want to say two maybe three weeks",
        "im thirty minutes away",
    ],
)
def test_what_is_no_intensity(reader: Reader, text: str) -> None:
    assert not [f for f in reader.read(text, FRIDAY) if f.entity == "intensity"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("it started when i picked up a crate", "lifting"),
        ("hurts when i sit", "sitting"),
        ("i fell on the ice", "fall or accident"),
        ("i was digging in the garden", "gardening"),
        ("my back has been bad since the flu", "an illness"),
        ("lower back pain due to constipation", "constipation"),
        ("a sore neck after a thai massage", "a treatment"),
        ("the pain started after my second covid jab", "a treatment"),
        ("my hip aches because of an old injury", "an injury"),
        ("yoga made my back worse, stretching causes pain", "stretching"),
        ("stiff neck from the air conditioning, pain comes from a draught", "the weather"),
        ("tennis sets it off every time", "sport"),
        ("could stress be causing my neck pain", "stress"),
        ("i have a desk job and my neck is stiff", "sitting"),
        ("my mattress is to blame", "sleeping"),
        ("it went into spasm just bending to tie a lace", "bending"),
        ("onset lifting a patient", "lifting"),
        ("my back went putting on my socks", "bending"),
        ("i slipped a disc lifting my nephew", "lifting"),
        ("pain since a car accident", "fall or accident"),
        ("hurts after any exercise", "sport"),
        ("lower back pain only when lying down", "lying"),
        ("my neck aches from bad posture", "posture"),
        ("carrying her has wrecked my upper back", "lifting"),
        ("sore since i started a new job", "work"),
        ("hurts when i breathe in", "breathing"),
        ("sore when i drive for an hour", "sitting"),
        ("i fell off a horse in 2015 and it has never been right since", "fall or accident"),
        ("since I shifted the washing machine my back's gone", "lifting"),
        ("moved a wardrobe on my own, now this", "lifting"),
        ("picked up my nephew and it went", "lifting"),
        ("leaned over to get the dog bowl and ping", "bending"),
        ("was tying my laces when it locked", "bending"),
        ("it goes when I empty the dishwasher", "bending"),
        ("reached back for my seat belt and something pulled", "twisting"),
        ("turning round in the car sets it off", "twisting"),
        ("worse after long meetings", "sitting"),
        ("after eight hours of coding I can't straighten", "sitting"),
        ("two hours on the motorway and it's agony", "sitting"),
        ("it's the office chair that does it", "sitting"),
        ("queueing makes it ache", "standing"),
        ("behind the bar all evening my back throbs", "standing"),
        ("comes on when I've gone a mile", "walking"),
        ("after crossfit my mid back is tight", "sport"),
        ("did it at judo", "sport"),
        ("since my tennis match", "sport"),
        ("was digging the veg patch", "gardening"),
        ("after raking leaves all Sunday", "gardening"),
        ("scrubbing the bath did me in", "housework"),
        ("ironing brings it on", "housework"),
        ("woke up with it", "sleeping"),
        ("slept funny and my neck's stuck", "sleeping"),
        ("coughed hard and felt it go", "coughing"),
        ("sneezed in the shower and my back went", "coughing"),
        ("slipped on wet leaves and landed on my bum", "fall or accident"),
        ("bumped by a car from behind in March", "fall or accident"),
        ("ever since they took my gallbladder out", "operation"),
        ("since I had my little boy", "pregnancy or birth"),
        ("it flares when work is mad", "stress"),
        ("always comes back around exams", "stress"),
        ("came out of the blue", "nothing special"),
        ("can't think of anything that set it off", "nothing special"),
        ("hurt it getting a tin off the top shelf", "reaching"),
        ("from looking at my phone all day", "looking down"),
        ("carried my daughter up three flights and felt it", "lifting"),
        ("dragging bins out did it", "lifting"),
        ("since helping mum move house", "lifting"),
        ("stooping to feed the cat set it off", "bending"),
        ("it's from gaming all weekend", "sitting"),
        ("bad after a day of lectures", "sitting"),
        ("after a ten hour flight my neck is stuck", "sitting"),
        ("standing at the cooker makes it throb", "standing"),
        ("walking downhill sets it off", "walking"),
        ("started at spin class", "sport"),
        ("after parkrun my back is tight", "sport"),
        ("did it on the rowing machine", "sport"),
        ("clearing brambles did my back in", "gardening"),
        ("after decorating the nursery", "housework"),
        ("I was changing the duvet when it went", "housework"),
        ("must have slept badly, neck won't turn", "sleeping"),
        ("bronchitis, and all the coughing hurt my back", "coughing"),
        ("a shelf fell and I jumped back, jarred my back", "fall or accident"),
        ("after my hysterectomy", "operation"),
        ("since my appendix came out", "operation"),
        ("since my daughter was born", "pregnancy or birth"),
        ("when I'm stressed at work my shoulders lock up", "stress"),
        ("nothing set it off", "nothing special"),
        ("it just started one day", "nothing special"),
        ("stretched for a tin and it popped", "reaching"),
        ("i lean back and it pinches", "bending"),
        ("pulled something hoovering the stairs", "housework"),
        ("ricked my neck checking my blind spot", "twisting"),
        ("Lower back. Five weeks. Gardening.", "gardening"),
    ],
)
def test_what_brought_it_on(reader: Reader, text: str, trigger: str) -> None:
    assert {f.value for f in reader.read(text) if f.entity == "trigger"} == {trigger}


@pytest.mark.parametrize(
    "text",
    [
        "is running good for my back",
        "i have a slipped disc",
        "should i sit on a ball",
        "would a massage help my back pain",
        "i had the flu last year",
        "show me stretches for back pain",
        "can i shower after a massage",
        "no infection was found",
        "my sister was told she needs a spinal fusion",
        "I was offered an operation after the summer",
        "surgery was recommended",
        "I am booked for surgery",
        "i am running a fever",
        "what exercise after back pain",
        "is there anything i can practise lying in bed",
        "it eases when i lie down",
    ],
)
def test_what_brought_nothing_on(reader: Reader, text: str) -> None:
    assert not [f for f in reader.read(text) if f.entity == "trigger"]


@pytest.mark.parametrize(
    "text",
    ["the pain is back", "when will you be back", "is this the right way", "all right",
     "a job on my feet", "a pillow between my knees", "one leg is shorter than the other",
     "what's left is nothing"],
)  # fmt: skip
def test_words_that_name_no_place(reader: Reader, text: str) -> None:
    assert not [f for f in reader.read(text) if f.entity in ("location", "side")]


@pytest.mark.parametrize(
    ("text", "spreads"),
    [
        ("right down the back of both thighs", "yes"),
        ("it goes in my right foot", "yes"),
        ("from my bum to the ankle", "yes"),
        ("all the way into my little toe", "yes"),
        ("my calf hurts as well", "yes"),
        ("pain go from back to foot", "yes"),
        ("nothing like that, it's just the back", "no"),
        ("up into the back of my head", "yes"),
        ("no arm trouble", "no"),
        ("my legs are fine", "no"),
        ("it does not go down my leg", "no"),
        ("it stays local", "no"),
        ("nothing in the legs", "no"),
        ("pain free legs", "no"),
        ("it starts between my shoulder blades and goes up into my neck", "yes"),
        ("it shoots from my bum to behind the knee", "yes"),
    ],
)
def test_whether_it_spreads(reader: Reader, text: str, spreads: str) -> None:
    assert {f.value for f in reader.read(text) if f.entity == "radiation"} == {spreads}


@pytest.mark.parametrize(
    "text",
    ["stretch down to my toes", "a pain in my left hip", "the cancer has spread to my lungs",
     "knees to my shoulders", "is a massage to my legs good",
     "fell down two steps on to my bum", "usually 5 but it goes to 8 when i bend"],
)  # fmt: skip
def test_what_says_nothing_of_spreading(reader: Reader, text: str) -> None:
    assert not [f for f in reader.read(text) if f.entity == "radiation"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sciatica said not today 🙃 left leg on fire", "leg"),
        ("please don't laugh, hurt my neck", "neck"),
        ("sitting is doing my back in", "back"),
        ("burning in the middle of back", "mid back"),
        ("pelvic girdle pain", "hip"),
        ("my back's been playing up, lower left, 3", "lower back"),
        ("pain in my lower left leg", "leg"),
        ("i felt a pop in my lower back", "lower back"),
        ("my back has gone again", "back"),
        ("here in the low", "lower back"),
        ("lower, both sides", "lower back"),
        ("lower. been about 4 days", "lower back"),
        ("where my belt sits", "lower back"),
        ("between shoulders", "upper back"),
    ],
)
def test_places_that_hurt(reader: Reader, text: str, place: str) -> None:
    found = [f for f in reader.read(text) if f.entity == "location"]
    assert [(f.value, f.status) for f in found] == [(place, Status.PRESENT)]


def test_a_place_that_is_asked_about_hurts(reader: Reader) -> None:
    found = reader.read("could stress be causing my upper back pain")
    assert [(f.value, f.status.value) for f in found if f.entity == "location"] == [
        ("upper back", "present")
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [("lower", "lower back"), ("It's lower.", "lower back"), ("in the middle", "mid back")],
)
def test_a_place_in_short_is_the_answer_to_where(reader: Reader, text: str, place: str) -> None:
    assert named(reader, text)["location"] == (place, "present")


@pytest.mark.parametrize("text", ["can you go lower", "a lower chair", "3, lower than before"])
def test_a_place_in_short_is_none_beside_other_words(reader: Reader, text: str) -> None:
    assert "location" not in named(reader, text)


@pytest.mark.parametrize(
    "text",
    ["sore from sitting at a desk all day", "back pain in bed", "my back hurts while sitting"]
    + ["it hurts when i am sitting in a chair", "my back hurts at work"],
)
def test_where_it_hurts_is_no_wish_for_exercises_there(reader: Reader, text: str) -> None:
    assert named(reader, text).keys().isdisjoint({"routine", "wants_floor"})


@pytest.mark.parametrize(
    "text",
    ["exercises while sitting", "exercises in a chair please", "something i can do in bed"]
    + ["i can't get down on the floor", "stretches for at my desk", "can i do them sitting"],
)
def test_how_somebody_wants_to_exercise(reader: Reader, text: str) -> None:
    assert named(reader, text)["wants_floor"] == ("no", "present")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("i'm on coumadin", "blood_thinners"),
        ("a baby aspirin every morning", "blood_thinners"),
        ("im 24 weeks with twins", "pregnancy"),
        ("we are expecting in june", "pregnancy"),
        ("my doctor said my bones are thinning", "osteoporosis"),
        ("i had two stents put in", "heart_or_pressure"),
        ("got afib", "heart_or_pressure"),
        ("type 2 diabetic", "numb_skin"),
        ("i have ms", "other_illness"),
        ("diagnosed with parkinson's", "other_illness"),
        ("they put rods in my back", "recent_surgery"),
        ("had a mastectomy in 2018", "cancer"),
        ("there is a clot in my leg", "blood_clot"),
        ("l5 fracture from a fall", "fracture"),
        ("my hip got replaced in march", "hip_replacement"),
        ("i walk with a stick", "poor_balance"),
        ("on antibiotics", "fever_or_infection"),
        ("on prednisone since january", "long_term_steroids"),
    ],
)
def test_what_somebody_has_in_their_own_words(reader: Reader, text: str, condition: str) -> None:
    assert named(reader, text)["condition"][0] == condition


_KNOWN_AS = {
    "blood_thinner": {"blood_thinners"},
    "thin_bones": {"osteoporosis", "long_term_steroids"},
    "cancer": {"cancer"},
    "pregnant_sure": {"pregnancy"},
}


def test_what_the_red_flags_know_of_a_person_the_contraindications_know_too(
    reader: Reader,
) -> None:
    concepts = read_red_flags(RED_FLAGS).concepts
    unknown = [
        wording
        for concept, conditions in _KNOWN_AS.items()
        for wording in concepts[concept]
        if not any(
            finding.entity == "condition" and finding.value in conditions
            for finding in reader.read(f"i have {wording} my second")
        )
    ]
    assert unknown == []
