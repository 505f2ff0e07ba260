"""Numbers that people write about their pain: how strong, how long, how old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "fourteen": 14, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "couple": 2, "couple of": 2, "a couple of": 2, "a couple": 2, "few": 3, "a few": 3,
    "several": 4, "half a": 0.5, "half an": 0.5, "half": 0.5, "many": 5, "some": 3, "zero": 0,
}  # fmt: skip
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}
_SHORT_UNITS = {"min": "minute", "d": "day", "w": "week", "m": "month", "y": "year", "hr": "hour",
                "wk": "week", "wek": "week", "mth": "month", "mnth": "month",
                "mo": "month", "mos": "month", "yr": "year", "night": "day", "evening": "day",
                "weekend": "week", "winter": "year", "summer": "year"}  # fmt: skip
_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_UNIT = (
    r"(?:hours?|hrs?|days?|nights?|weeks?|weks?|wks?|weekends?|fortnights?|months?|mn?ths?|mos?"
    r"|years?|yrs?|decades?|(?:summers?|winters?|minutes?|mins?|[dwy])(?=\s+ago))"
)
# Words that are recognised with a slip in them too.
MEASURE_WORDS = (
    "since yesterday today morning night weekend week weeks month months years hours days mins "
    "fortnight couple several three seven eight"
)
_TO_COME = re.compile(r"\b(?:in|every|next)\s+$")
# "Pregnant with my second, 22 weeks".
_PREGNANT = re.compile(r"\bpregnan\w*(?:\s+with\s+[\w\s]{1,20})?,?\s*$")
# "Tightenings, 29 weeks": so far along is no length of a pain, where a child is expected.
_EXPECTING = re.compile(
    r"\b(?:pregnan\w*|bump|contractions?|tightenings?|kicks?|kicking|labou?r|midwife|trimester)\b",
)
_WEEKS_ALONG = range(13, 43)
# "I'm 33 weeks" is said of a pregnancy, "I'm three weeks into this" of a pain.
_CARRYING = re.compile(
    r"\b(?:i'?m|i am|she'?s|she is|wife'?s|wife is)\s+"
    r"(?:(?:about|nearly|almost|over|just|only)\s+)?$",
)
_INTO_IT = re.compile(r"\s*(?:in|into|out|on|off|of|without|now|with)\b")
# Hours and minutes are rather what somebody does than what lasts: "up to ten hours at the wheel".
_LASTING = re.compile(r"\b(?:for|since|past|last|been|over|about|nearly|almost|after|within)\b")
_POSSESSIVE = re.compile(r"['’]s\b")
_BETWEEN_COMMAS = re.compile(r"\s*(?:$|[,.;!?])")
_DAYS_OF_EVERY_MONTH = 28
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)

# Words before a time that say how long something has been, and words after it.
_SO_LONG = (
    r"(?:(?:for|since|over|past|last|about|around|almost|nearly|after|within|than|roughly"
    r"|approximately|like|maybe|probably|been|at least|up to|only|off|from|the|say)\s+){1,5}"
)
_DURATION = re.compile(
    rf"(?P<cue>\b{_SO_LONG})?(?:\b|(?<=\bx))(?P<number>{_NUMBER})"
    rf"(?:\s*(?:-|to|or|/|,)?\s*(?P<upper>{_NUMBER}))?[\s-]*"
    r"(?:or so |or more |odd |plus |(?P<more>and a half )|or two |full |long |whole |bloody )?"
    rf"(?P<unit>{_UNIT})\b"
    r"(?P<half> and a half)?(?P<after>\s+(?:now|ago|back|straight|on and off|so far|or so))?"
    r"(?P<due>\s+(?:today|tomorrow|yesterday|on \w+day|next \w+)\W*$)?"
    r"(?P<not_pain>[\s-]+(?:in the mornings?|in the evenings?|at a time|old|pregnant"
    r"|along|of age|after|post|a day|a week|per|each|every"
    r"|older|younger|apart|plan|programme|program|gone|in\b(?= my pregnancy)"
    r"|shifts?|drives?|flights?|journeys?|rides?|trips?|walks?|hikes?|sessions?|stints?|round trip"
    r"|of (?:peace|relief|freedom|no pain|feeling fine|being fine)|(?:pain[\s-])?free"
    r"|without (?:any |a )?(?:pain|problem|problems|trouble|twinge)))?",
)
_ABOUT_UNITS = re.compile(
    r"\b(?:for|over|past|last|the last|on and off for|since|been|off)\s+"
    r"(?:the past\s+|the last\s+)?(?:about\s+|over\s+|many\s+|some\s+|quite\s+)?"
    r"(days|weeks|months|years|ages|a while|a long time|long time"
    r"|long(?!\s+(?!now|and|but)\w)|decades)\b"
    r"|^\s*((?:many )?(?:days|weeks|months|years|ages|decades)) of\b"
    r"|\b(all my life|my whole life|(?:most of|all|half) my (?:adult )?life"
    r"|(?:as long as|longer than) i can remember|since (?:childhood|birth)"
    r"|since i was (?:a child|a kid|a teenager|a baby|little|young|born|in school))\b")  # fmt: skip
# Nothing else in the message: "10d", "6w", "a few hours".
_ONLY_SHORT = re.compile(
    rf"^\W*(?:about\s+|only\s+|just\s+)?(?:(?P<count>\d+)\s*(?P<letter>[dwmy])"
    rf"|(?P<number>{_NUMBER})\s*(?P<unit>hours?|hrs?))\W*$",
)
# "Since lockdown", "since covid began".
_SINCE_LOCKDOWN = re.compile(
    r"\bsince\s+(?:(?:the|first|start of|before)\s+)*(?:lockdowns?|the pandemic|pandemic|covid)"
    r"(?!\s+(?:in|last|this|two|three|a)\b)\s*(?:started|began|hit|days|times)?\b",
)
_LOCKDOWN = date(2020, 3, 23)
# Nothing else in the message: the answer to "how long?". "Too long" may be said of a routine.
_ONLY_UNITS = re.compile(
    r"^(?!\W*too long\W*$)"
    r"\W*(?:(?:oh|well|um|uh|like|since|been|it'?s been|literally|probably|maybe|about|many"
    r"|several|quite)\W+)*"
    r"(?P<unit>days|weeks|months|years|decades|ages|yonks|for ?ever|a while"
    r"|(?:a |too )?long(?: time)?)"
    r"(?:\s+(?:now|already|i think|i guess|really|tbh|probably))*\W*$",
)
# "Just started", "not long": the same, and new.
_ONLY_NEW = re.compile(
    r"^\W*(?:it'?s |it |has |have |only |very )*"
    r"(?:just started|just begun|just happened|just now|right now|brand new"
    r"|(?:a few |few )?minutes ago|moments ago|a (?:minute|moment) ago"
    r"|not long|not very long|not that long|recent|recently)\W*$",
)
_NEW_DAYS = 3
_VAGUE_DAYS = {"days": 3, "weeks": 21, "months": 120, "years": 1095, "a while": 60, "decades": 7300}
# "Ages", "forever", "been too long".
_LONG_DAYS = 365
# "I stand for nine hours", "when I have sat for an hour".
_HABIT = re.compile(
    r"\b(?:sit|sat|stand|stood|walk|driv|drove|sleep|slept|work|gam|lie|lying)\w*\b[^.,;!?]{0,30}$",
)
# "All day" is a habit: "I sit all day".
_ALL_OF = re.compile(
    r"\b(?:all|(?:the|this) whole(?: of)?(?: this| the)?)\s+(week|month|year)\b"
    rf"|\b(?:a|an)\s+(?P<unit>{_UNIT})\s+or\s+(?:two|so|three)\b"
    rf"|\b(?P<one>{_UNIT})\s+and\s+a\s+half\b|\bthe\s+(?:past|last)\s+(?P<past>{_UNIT})\b"
)  # fmt: skip
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
               "fri": 4, "sat": 5, "sun": 6}  # fmt: skip
_SINCE_DAY = re.compile(
    r"\b(?:since|from|on|started|began|starting|come)\s+"
    r"(?:(?:about|around|on|late|early|just|right|shortly|straight|before|after|over)\s+)*"
    r"(?:last\s+|this\s+)?"
    rf"({'|'.join([*_WEEKDAYS, *_SHORT_DAYS])}|yesterday|yday|yest|(?:this )?morning|last night|"
    r"today|last week|last month|last year|christmas|easter|the weekend|weekend|new year)\b"
    r"|\b(yesterday|yday|this morning|last night|today|this week|the other day|last week|last month"
    r"|last year|last weekend|over the weekend)\b"
    r"|\b(?:around|about|roughly|approximately|circa)\s+(?:the\s+)?(christmas|easter|new year)\b"
)  # fmt: skip
# "Slipped on ice tuesday", but not "every tuesday" or "my scan is next tuesday".
_SOME_DAY = re.compile(
    r"\b(?=[mtwfs])"
    r"(?<!\bnext )(?<!\bevery )(?<!\beach )(?<!\buntil )(?<!\btill )(?<!\bby )(?<!\bthis )"
    r"(?<!\bfor )"
    rf"({'|'.join(_WEEKDAYS)})\b"
    r"(?=\s*(?:$|[,.;!?)]|night|morning|evening|afternoon|and\b|now\b|with\b))",
)
_WEEKDAYS_AGO = re.compile(rf"\b(?P<number>{_NUMBER})\s+(?:{'|'.join(_WEEKDAYS)})s\s+ago\b")
_DAY_NUMBER = re.compile(
    rf"\b(day|week|month)\s+(?:number\s+)?(?P<number>{_NUMBER})\b"
    r"(?=\s*(?:$|[,.;!?)]|of\b|now\b|and\b|with\b))",
)
# "In my second week of this", "third week off".
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_ORDINAL_UNIT = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\s+(day|week|month|year)\s+"
    r"(?:of this|of it|of pain|off\b|with this|with it)",
)
_SINCE_MONTH = re.compile(
    r"\b(?:since|in|from|around|last)\s+(?:(?:about|around|maybe|probably|like|last|early|late|mid"
    r"|the (?:start|beginning|middle|end) of)"
    rf"[\s-]+)*({'|'.join(_MONTHS)})\b(?!,?\s+(?:of\s+)?(?:19|20)\d\d)"
)  # fmt: skip
_SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
_SINCE_SEASON = re.compile(
    rf"\b(?:since|in|from)\s+(?:last\s+|the\s+|this\s+)*({'|'.join(_SEASONS)})\b"
)
# Month and day; Easter about.
_HOLIDAYS = {"christmas": (12, 25), "new year": (1, 1), "easter": (4, 8)}
_SINCE_AGE = re.compile(r"\bsince i was (?:like |about |around |maybe )?(\d\d)\b")
_DECADES = {"teens": 15, "twenties": 25, "thirties": 35, "forties": 45, "fifties": 55,
            "sixties": 65, "20s": 25, "30s": 35, "40s": 45, "50s": 55, "60s": 65}  # fmt: skip
_SINCE_DECADE = re.compile(
    rf"\bsince (?:i was in )?my (?:(?:early|mid|late)[\s-]+)?({'|'.join(_DECADES)})\b"
)
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
                 "sept": 9, "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_A_MONTH = "|".join([*_MONTHS, *_SHORT_MONTHS])
_SINCE_YEAR = re.compile(
    rf"\b(?:since|in|from)\b[^.!?]{{0,30}}?\b(?:(?P<month>{_A_MONTH})\.?,?\s+(?:of\s+)?)?"
    r"(?P<year>(?:19|20)\d\d)\b",
)
# "On 3rd november", "since march 12th", "on the 1st".
_SINCE_DAY_OF_MONTH = re.compile(
    r"\b(?:since|on|from|started|began)\s+(?:the\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_A_MONTH})"
    rf"|(?P<first>{_A_MONTH})\s+(?:the\s+)?(?P<then>\d{{1,2}})(?:st|nd|rd|th)?"
    r"|(?<=the )(?P<alone>\d{1,2})(?:st|nd|rd|th))\b(?!,?\s+(?:of|19\d\d|20\d\d|floor|time))",
)
_SINCE_DATE = re.compile(
    r"\b(?:since|on|from)\s+(?:the\s+)?(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b"
)
_NAMED_DAYS = {"yesterday": 1, "yday": 1, "yest": 1, "this morning": 0.5, "morning": 0.5,
               "last night": 0.5, "today": 0.5, "last week": 7, "this week": 3, "last month": 30,
               "the other day": 3, "last year": 365, "the weekend": 3, "weekend": 3,
               "last weekend": 7, "over the weekend": 3}  # fmt: skip

_SCORE = r"(?:10|\d(?:[.,]\d)?|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_ISH = r"(?:\s?-?ish\b)?"  # "7ish"
# In "two maybe three weeks" neither is a score.
_SCORES = (
    rf"(?P<low>{_SCORE})(?!\s*(?:-|to|or|maybe)\s*{_NUMBER}\s*{_UNIT}\b){_ISH}"
    rf"(?:\s*(?:-|to|or|maybe)\s*(?:an?\s+)?(?P<high>{_SCORE}){_ISH})?"
)
_BETWEEN = re.compile(
    rf"\bbetween\s+(?:an?\s+)?(?P<low>{_SCORE})\s+and\s+(?:an?\s+)?(?P<high>{_SCORE})\b"
    rf"(?!\s*(?:{_UNIT}|and\b|am\b|pm\b|o'?clock))",
)
# "On a scale of one to ten" names the scale, not the pain.
_THE_SCALE = re.compile(rf"\bscale\s+(?:of|from)?\s*{_SCORE}\s*(?:-|to|through|/)\s*(?:10|ten)\b")
_OUT_OF_TEN = re.compile(
    rf"(?<![\d/.]){_SCORES}\s*(?:/|out of|outta|outa|on|from|of)\s*(?:10|ten)\b"
    r"(?!\s*(?:years|days|weeks))",
)
# "On a scale of 1 to 10 about 4".
_BEHIND_THE_SCALE = re.compile(
    rf"\bscale\s+(?:of|from)?\s*{_SCORE}\s*(?:-|to|through|/)\s*(?:10|ten)\b[\s,:]*"
    rf"(?:(?:it's|its|it|is|i'd|id|i|would|say|about|around|maybe|probably|a|an|like)\s+)*"
    rf"{_SCORES}\b(?![.,]\d|\s*(?:{_UNIT}\b|/))",
)
# "Used to be 8 out of 10, now it's 3", "went from a 9 to a 4": the second is what it is now.
_OF_TEN = r"(?:\s*(?:/|out of)\s*(?:10|ten))?"
_ABOUT = r"(?:(?:it's|its|is|only|about|around|an?|like|at|more)\s+)*"
_CHANGED = re.compile(
    r"\b(?:(?:went|gone|going|goes|dropped|come|came|down|up|improved|risen|rose|eased|increased)\s+"
    rf"from\s+{_ABOUT}{_SCORE}{_OF_TEN}\s+(?:down\s+|up\s+)?to"
    rf"|(?:was|used to be|had been|started (?:at|as)|is|a)\s+{_ABOUT}{_SCORE}{_OF_TEN},?\s+"
    r"(?:(?:and|but|it's|its|has|have)\s+)*(?:now(?: down to| up to)?|(?:gone|went|dropped) to))\s+"
    rf"{_ABOUT}{_SCORES}{_OF_TEN}\b(?!\s*{_UNIT})",
)
_ON_A_SCALE = re.compile(rf"(?<![\d/.]){_SCORES}\s+on\s+(?:a|the|my)?\s*(?:pain\s+)?scale\b")
_ON_SCALE = re.compile(
    rf"\b(?:level|lvl|scale|pain is|pain at|pain|intensity|score|rate it|about a|at a|like a"
    rf"|i'd say|usually|normally|mostly|averages|averaging|hovers|hovering|peaks at|gets to a"
    rf"|above a|over a|below a|under a|up to a|like an|sort of a|kind of a|roughly a|roughly|prob a"
    rf"|probs a"
    rf"|id say|it's a|its a|is a|around an?|maybe an?|about an|down to an?|up to an|rates? it"
    rf"|an? (?:solid|good|strong|clear|full|constant|steady|firm)|somewhere (?:around|about|near)"
    rf"|more of an?|more like an?|rated it|gives? it|calls? it|it's now|its now|now an?|say"
    rf"|puts? it (?:at|as)|call it)[\s:=]*"
    rf"(?:is\s+|of\s+|at\s+|about\s+|a\s+|an\s+|around\s+|level\s+|maybe\s+)*{_SCORES}\b"
    rf"(?![.,]\d|\s*(?:{_UNIT}\b|/|years|times|or more|kids|children|hundred|thousand|cm|mm|kg"
    r"|lbs?|%|degrees|\d))"
)  # fmt: skip
_ON_SOME_DAYS = re.compile(
    rf"(?<![\d/.]){_SCORES}\s+(?:(?:on|at)\s+(?:an?|my|the|most)|most)\s+"
    r"(?:good|bad|normal|average|typical|ordinary|usual|worst|best)?\s*(?:days?|ones?|times?)\b",
)
# "7 when sitting", "8 at its worst"; but "I was 7 when it began".
_AT_TIMES = re.compile(
    rf"(?<![\d/.])(?<!was )(?<!am )(?<!i'm )(?<!im )(?<!aged )(?<!age )(?<!at )\b{_SCORES}\s+"
    r"(?:(?:when|while|if)\s+(?:i\b|i'm\b|sit|stand|walk|mov|lying|rest|bend|at rest)"
    r"|at\s+(?:its|it's|the|their)\s+worst\b)",
)
# "6 not 5", "not a 5 but a 6": the one that is not denied.
_NOT_THAT = re.compile(
    rf"(?<![\d/.])\b(?:(?P<first>{_SCORE}),?\s+(?:and\s+)?not\s+(?:an?\s+)?{_SCORE}"
    rf"|not\s+(?:an?\s+)?{_SCORE},?\s+(?:but\s+|it's\s+|its\s+|more\s+)*(?:an?\s+)?(?P<then>{_SCORE}))"
    rf"\b(?![.,]\d|\s*(?:-\s*)?(?:{_UNIT}|years|times|am|pm|kids|minutes|mins?)\b)",
)
# "Number 2 not 3" is an exercise.
_NAMED_BY_NUMBER = re.compile(r"\b(?:number|exercise|step|nr|no)\.?\s*$")
# Among other words, in the answer to "how strong?": "today 4", "5 or so", "70%".
_AMONG = re.compile(
    r"(?<![\w./:-])(?<!not )(?<!number )(?<!exercise )(?<!step )(?<!took )(?<!take )(?<!had )"
    rf"(?<!aged )(?<!age )(?P<score>(?!zero|one\b){_SCORE})(?P<half> and a half)?\b"
    rf"(?![.,:/]\d|\s*(?:-\s*)?(?:{_UNIT}|years?|times|kids|children|people|pills|tablets"
    r"|injections?|operations?|surger\w+|dis[ck]s?|am|pm|o'?clock|percent|mg|ml|cm|mm|kg"
    r"|st|nd|rd|th|x)\b|\s*%)"
)
_TODAY = ("today", "this morning")
_SCORE_BEFORE = re.compile(rf"(?:^|[^\w./]){_SCORE}{_ISH}\s+$")
_SCORE_BEHIND = re.compile(rf"[\s:-]+{_ABOUT}{_SCORE}\b(?![.,/]\d|\s*{_UNIT})")
_PERCENT = re.compile(r"\b(?P<tens>\d|10)0\s?(?:%|percent\b)")
# Nothing else in the message: the answer to "how strong?".
_ONLY_STRENGTH = re.compile(
    r"^\W*(?:it'?s |it is |is |a |an |pretty |quite |very |really |just )*"
    r"(bad|high|strong|low|killer|huge|a lot|lots|loads|much|little)\W*$",
)
_STRENGTHS = {"bad": 7, "high": 7, "strong": 7, "low": 2, "little": 2, "killer": 9, "huge": 8,
              "a lot": 7, "lots": 7, "loads": 7, "much": 7}  # fmt: skip
# "11/10".
_BEYOND_TEN = re.compile(r"\b(?:1[1-9]|[2-9]\d|1\d\d+)\s*(?:/|out of|outta)\s*(?:10|ten)\b")
# "Both sides, deffo an 8".
_A_SCORE = re.compile(rf"(?:^|(?<=[,.;!(]\s))(?:\w+\s+)?an?\s+{_SCORES}\s*(?=$|[,.;!)])(?![.,]\d)")
_BARE_NUMBER = re.compile(
    rf"^\W*(?:about|around|maybe|probably|i'd say|like|id say|a|an)?\s*"
    rf"(?P<low>{_NUMBER}){_ISH}(?:\s*(?:-|to|or|maybe)\s*(?P<high>{_SCORE}){_ISH})?"
    r"(?:\W+(?:today|right now|now|at the moment|or so))*\W*$"
)
# "Lower back, 5 or 6, three weeks"; but in "L4, 5" it is a vertebra.
_BETWEEN_OTHERS = re.compile(
    r"(?<=[^\W\d])[,.;]\s*(?P<low>10|\d)(?:\s*(?:-|to|or)\s*(?P<high>10|\d))?\s*(?=[,;.]|$)"
)
# Time that somebody has for exercises; not how long something hurts or can be borne.
_MINUTES = re.compile(
    r"\b(?:(?:have|got|spare|spend|only|just|do|routine|exercises?|stretch(?:es)?|something|it)"
    r"\s+(?:\w+\s+){0,2}?(?:(?:in|for|of|about)\s+)?)"
    rf"(?P<had>{_NUMBER})\s*-?\s*mins?(?:utes?)?\b"
    rf"|\b(?P<lasting>{_NUMBER})\s*-?\s*mins?(?:utes?)?\s+"
    r"(?:(?:or so|max|maximum|at most|tops)\s+)?"
    r"(?:a day|per day|daily|each day|every day|each morning|every morning|in the morning"
    r"|to spare|max|maximum|at most|tops|free|routine|workout|work out|exercises?"
    r"|stretch(?:es)?|session|plan|break)\b"
    # Nothing else in the message: the answer to "how many minutes do you have?".
    rf"|^\W*(?:(?:ok|like|maybe|about)\W+)*(?P<alone>{_NUMBER})\s*-?\s*mins?(?:utes?)?\W*$",
)
_NOT_FREE = re.compile(
    r"\b(?:walk|stand|sit|drive|sleep|lie|run|hurts?|pain|after|since|worse|every)\b"
)
OLDEST, STRONGEST = 120, 10  # years, and of ten
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
         "eighty": 80, "ninety": 90}  # fmt: skip
_ONES = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
_TEENS = dict(zip("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                  .split(), range(10, 20), strict=True))  # fmt: skip
_YEARS = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[\s-]+(?:{'|'.join(_ONES)}))?|(?:{'|'.join(_TEENS)}))"
)
_AGE = re.compile(
    rf"\b(?:i am|i'm|im|aged|age(?:\s+is|'s|:)?|turned|turning)\s+({_YEARS})\b"
    r"(?!\s*(?:weeks|months|days|hours|minutes|mins|%|/|out|next|soon|tomorrow|on\s+\w+day))"
    rf"|\b({_YEARS})[\s-]*(?:years?[\s-]*old|yo|y/o|yrs old)\b",
)


# Nothing else in the message: the answer to "how old?". "Nearly seventy", "58 next month", "55ish",
# "well, 74 but fit".
_ONLY_AGE = re.compile(
    r"^\W*(?:(?:i|i'?m|am|i'?ll|be|will|he|he'?s|she|she'?s|they|they'?re|is|are|about|around"
    r"|well|nearly|almost|over|just|only|now|turning)\W+)*"
    rf"({_YEARS})(?:\s+and\s+a\s+half|\s?-?ish)?"
    r"(?:\s+actually|\s+(?:last|this|now)\b[\w\s]{0,20}"
    r"|\s+(?P<to_come>next|soon|in)\b[\w\s]{0,20}"
    r"|\W+(?:but|and|so|though)\s+[a-z][a-z\s',]*)?\W*$",
)
# "Sixty something".
_ONLY_TENS = re.compile(
    rf"^\W*(?:i'?m\s+)?(?P<tens>[2-9]0|{'|'.join(_TENS)})[\s-]*(?:something|odd)\W*$"
)
_WITHIN_TENS = 5
# Of somebody else: "my daughter, she is 12", "my mum is 82"; what else has a unit.
_AGE_OF_OTHER = re.compile(
    r"\b(?:he|she|they|who|mum|mom|mother|dad|father|son|daughter|child|kid|wife|husband|partner"
    r"|brother|sister|friend|gran|nan|grandma|grandad|grandpa|aunt|uncle)"
    r"(?:'?s|'?re|\s+is|\s+are)\s+(?:(?:about|around|nearly|almost|over|just|only|now|turning)\s+)*"
    rf"({_YEARS})\b(?=\s*(?:$|[,.;!?)]|and\b|so\b|now\b|with\b|but\b|actually\b))",
)
_ONLY_DECADE = re.compile(
    r"^\W*(?:i'?m\s+)?(?:in\s+)?(?:my\s+)?(?P<part>early|mid|late)?[\s-]*"
    rf"(?P<decade>{'|'.join(_DECADES)})\W*$",
)
_IN_DECADE = {"early": -3, "mid": 0, "late": 3}
_BORN = re.compile(r"\b(?:born|birth year is|year of birth(?: is)?)\s+(?:in\s+)?((?:19|20)\d\d)\b")
_ONLY_YEAR = re.compile(r"^\W*((?:19|20)\d\d)\W*$")


@dataclass(frozen=True)
class Measure:
    """A number in a text.

    Attributes:
        kind: ``duration`` (days), ``intensity`` (0 to 10), ``age`` (years), ``age_of_other``
            (years) of whoever is spoken of, ``age_alone`` if nothing but a number shows that it
            may be one, or ``minutes`` that somebody has for exercises.
        value: the number in that unit.
        start: first character.
        end: character after the last.
    """

    kind: str
    value: float
    start: int
    end: int


def measures(text: str, today: date | None = None) -> list[Measure]:
    """All measures in ``text``, in order, none overlapping another.

    Args:
        text: what somebody wrote.
        today: the day on which it was written; the present day if None.

    Returns:
        The first reading of each stretch of text.
    """
    today = today or date.today()
    # Patterns that ignore case take three times as long. This letter alone becomes two.
    text = text.replace("İ", "I").lower()
    ages = list(_ages(text, today))
    kept = _apart(
        [*_minutes(text), *ages, *_ages_alone(text, today), *_ages_of_others(text)]
        + [*_intensities(text)]
    )
    # "5/10, three weeks" is no "10, three weeks".
    rest = _blanked(text, kept)
    kept = _apart([*kept, *_since_age(text, ages), *_durations(rest, today)])
    return sorted(kept, key=lambda measure: measure.start)


def strength_among(text: str) -> float | None:
    """The strength in an answer to "how strong?" that is a number among other words.

    Args:
        text: the answer, such as "today 4" or "mornings 7, evenings 3".

    Returns:
        0 to 10; of several the highest, because that one asks for the gentler exercises.
    """
    text = text.lower()
    found = [_number(one["score"]) + bool(one["half"]) / 2 for one in _AMONG.finditer(text)]
    found += [float(one["tens"]) for one in _PERCENT.finditer(text)]
    return max((strength for strength in found if strength <= STRONGEST), default=None)


def _apart(found: list[Measure]) -> list[Measure]:
    """Those that overlap none before them."""
    kept: list[Measure] = []
    for measure in found:
        if all(measure.end <= other.start or measure.start >= other.end for other in kept):
            kept.append(measure)
    return kept


def _blanked(text: str, found: list[Measure]) -> str:
    """The text with spaces where something was found."""
    for measure in found:
        text = text[: measure.start] + " " * (measure.end - measure.start) + text[measure.end :]
    return text


def _number(text: str) -> float:
    word = " ".join(text.split())
    return _WORDS[word] if word in _WORDS else float(word.replace(",", "."))


def _years(text: str) -> int:
    """How old: "58", "fifty eight", "fifteen"."""
    words = re.split(r"[\s-]+", text)
    return sum(
        _TENS.get(word) or _TEENS.get(word) or _ONES.get(word) or int(word) for word in words
    )


def _ages(text: str, today: date) -> Iterator[Measure]:
    for match in _AGE.finditer(text):
        yield from _age(_years(match[1] or match[2]), *match.span())
    for match in _BORN.finditer(text):
        yield from _age(today.year - int(match[1]), *match.span())


def _age(years: float, start: int, end: int, kind: str = "age") -> Iterator[Measure]:
    if 0 < years < OLDEST:
        yield Measure(kind, years, start, end)


def _ages_of_others(text: str) -> Iterator[Measure]:
    for match in _AGE_OF_OTHER.finditer(text):
        yield from _age(_years(match[1]), *match.span(1), kind="age_of_other")


def _ages_alone(text: str, today: date) -> Iterator[Measure]:
    """Ages that are all that a message says; beside "how long?" they are something else."""
    only = _ONLY_AGE.match(text)
    # Up to ten it may be how strong it is.
    if only and _years(only[1]) > STRONGEST:
        # Who is "16 next month" is 15.
        years = _years(only[1]) - bool(only["to_come"])
        yield from _age(years, *only.span(1), kind="age_alone")
    if tens := _ONLY_TENS.match(text):
        yield from _age(_years(tens["tens"]) + _WITHIN_TENS, *tens.span("tens"), kind="age_alone")
    if decade := _ONLY_DECADE.match(text):
        years = _DECADES[decade["decade"]] + _IN_DECADE[decade["part"] or "mid"]
        yield from _age(years, *decade.span("decade"), kind="age_alone")
    if year := _ONLY_YEAR.match(text):
        yield from _age(today.year - int(year[1]), *year.span(1), kind="age_alone")


def _since_age(text: str, ages: list[Measure]) -> Iterator[Measure]:
    """ "Since I was 15": so long ago if the age is said, else half a life."""
    begun = [(match, int(match[1])) for match in _SINCE_AGE.finditer(text)]
    begun += [(match, _DECADES[match[1]]) for match in _SINCE_DECADE.finditer(text)]
    for match, age in begun:
        years = ages[0].value - age if ages else 0
        yield Measure("duration", years * 365 if years > 0 else 7300, *match.span())


def _minutes(text: str) -> Iterator[Measure]:
    for match in _MINUTES.finditer(text):
        if _NOT_FREE.search(match.group()):
            continue
        name = match.lastgroup or "had"
        minutes = _number(match[name])
        if 1 <= minutes <= 90:
            yield Measure("minutes", minutes, match.start(name), match.end())


def _intensities(text: str) -> Iterator[Measure]:
    if only := _ONLY_STRENGTH.match(text):
        yield Measure("intensity", _STRENGTHS[only[1]], *only.span(1))
    for match in _BEYOND_TEN.finditer(text):
        yield Measure("intensity", STRONGEST, *match.span())
    for match in _NOT_THAT.finditer(text):
        if _NAMED_BY_NUMBER.search(text[: match.start()]):
            continue
        yield Measure("intensity", _number(match["first"] or match["then"]), *match.span())
    scales = [match.span() for match in _THE_SCALE.finditer(text)]
    for pattern in (
        _CHANGED,
        _OUT_OF_TEN,
        _BETWEEN,
        _ON_A_SCALE,
        _BEHIND_THE_SCALE,
        _ON_SOME_DAYS,
        _AT_TIMES,
        _ON_SCALE,
        _A_SCORE,
        _BARE_NUMBER,
        _BETWEEN_OTHERS,
    ):
        for match in pattern.finditer(text):
            low, high = _number(match["low"]), _number(match["high"] or match["low"])
            in_scale = any(start <= match.start("low") < end for start, end in scales)
            if 0 <= low <= 10 and 0 <= high <= 10 and not in_scale:
                yield Measure("intensity", (low + high) / 2, *match.span())


def _durations(text: str, today: date) -> Iterator[Measure]:
    for match in _DURATION.finditer(text):
        if _is_no_duration(match):
            continue
        count = (_number(match["number"]) + _number(match["upper"] or match["number"])) / 2
        count += 0.5 if match["half"] or match["more"] else 0
        last = next(name for name in ("due", "after", "half", "unit") if match[name])
        yield Measure(
            "duration", count * _unit_days(match["unit"]), match.start("number"), match.end(last)
        )
    for match in _ABOUT_UNITS.finditer(text):
        if _HABIT.search(text[: match.start()]):
            continue
        vague = (match[1] or match[2] or "").removeprefix("many ")
        days = _VAGUE_DAYS.get(vague, _LONG_DAYS) if vague else 7300
        yield Measure("duration", days, *match.span())
    if only := _ONLY_UNITS.match(text):
        days = _VAGUE_DAYS.get(only["unit"], _LONG_DAYS)
        yield Measure("duration", days, *only.span("unit"))
    if new := _ONLY_NEW.match(text):
        yield Measure("duration", _NEW_DAYS, *new.span())
    if short := _ONLY_SHORT.match(text):
        unit = _unit_days(short["letter"] or short["unit"])
        yield Measure("duration", _number(short["count"] or short["number"]) * unit, *short.span())
    for match in _SINCE_LOCKDOWN.finditer(text):
        yield Measure("duration", (today - _LOCKDOWN).days, *match.span())
    for match in _ALL_OF.finditer(text):
        more = match["unit"] or match["one"]
        about = 1.5 * _unit_days(more) if more else _unit_days(match[1] or match["past"])
        yield Measure("duration", about, *match.span())
    for match in _SINCE_DATE.finditer(text):
        # Which is the day and which the month nobody can tell; the year counts most.
        month = min(max(int(match[1]), 1), 12)
        days = (today - date(int(match[3]), month, 1)).days
        if days > 0:
            yield Measure("duration", days, *match.span())
    for match in _SINCE_YEAR.finditer(text):
        month = _month(match["month"]) if match["month"] else 7
        days = (today - date(int(match["year"]), month, 1)).days
        if days > 0:
            yield Measure("duration", days, *match.span())
    for match in _SINCE_DAY_OF_MONTH.finditer(text):
        day = int(match["day"] or match["then"] or match["alone"])
        if 1 <= day <= _DAYS_OF_EVERY_MONTH:
            named = match["month"] or match["first"]
            so_far = (
                _days_since_date(_month(named), day, today) if named else (today.day - day) % 30
            )
            yield Measure("duration", max(so_far, 0.5), *match.span())
    for match in _SINCE_DAY.finditer(text):
        if match[2] in _TODAY and _is_when_rated(match):
            continue
        yield Measure(
            "duration", _days_since(match[1] or match[2] or match[3], today), *match.span()
        )
    for match in _SOME_DAY.finditer(text):
        yield Measure("duration", _days_since(match[1], today), *match.span())
    for match in _WEEKDAYS_AGO.finditer(text):
        yield Measure("duration", 7 * _number(match["number"]), *match.span())
    for match in _DAY_NUMBER.finditer(text):
        so_far = _number(match["number"]) * _unit_days(match[1])
        yield Measure("duration", so_far, *match.span())
    for match in _ORDINAL_UNIT.finditer(text):
        so_far = _ORDINALS[match[1]] * _unit_days(match[2])
        yield Measure("duration", so_far, *match.span())
    for match in _SINCE_MONTH.finditer(text):
        yield Measure("duration", _days_since_month(_month(match[1]), today), *match.span())
    for match in _SINCE_SEASON.finditer(text):
        month = _SEASONS[match[1]]
        yield Measure("duration", _days_since_month(month, today), *match.span())


def _month(name: str) -> int:
    """The number of a month, whose name may be short."""
    return _SHORT_MONTHS.get(name) or _MONTHS.index(name) + 1


def _days_since_month(month: int, today: date) -> float:
    return max(_days_since_date(month, 1, today), 1)


def _days_since_date(month: int, day: int, today: date) -> float:
    """Days since this date last came."""
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    return (today - date(year, month, day)).days


def _is_no_duration(match: re.Match[str]) -> bool:
    """Whether a time says something else than how long it has hurt.

    "Twice a day" is a rate, "30 weeks pregnant" a date, and "eight hours at a desk"
    a habit.
    """
    said = match["cue"] or match["after"]
    if not said and _TO_COME.search(match.string[: match.start()]):
        return True  # "in two days" has not begun
    if not said and _PREGNANT.search(match.string[: match.start()]):
        return True
    if match["unit"].startswith("w") and (_is_along(match) or _is_far_along(match)):
        return True
    if match["not_pain"]:
        # "Sore two weeks after the fall" dates the fall; "for two weeks after" the pain.
        return not (said and match["not_pain"].strip() == "after")
    if match["number"] in ("a", "an", "one") and _POSSESSIVE.match(
        match.string[match.end("unit") :]
    ):
        return True  # "a day's decorating"
    if match["number"] in ("a", "an", "one", "some") and not (said or match["due"]):
        alone = _BETWEEN_COMMAS.match(match.string[: match.start()][::-1])
        return not (alone and _BETWEEN_COMMAS.match(match.string[match.end() :]))
    if not match["unit"].startswith(("hour", "hr", "night")):
        return False
    lasts = match["after"] or (said and _LASTING.search(said))
    return not lasts or bool(_HABIT.search(match.string[: match.start()]))


def _is_along(match: re.Match[str]) -> bool:
    """Whether weeks are those of a pregnancy, which nobody names: "I'm 33 weeks"."""
    before = match.string[: match.start("number")]
    return bool(_CARRYING.search(before)) and not _INTO_IT.match(match.string[match.end("unit") :])


def _is_far_along(match: re.Match[str]) -> bool:
    """Whether weeks without a "for" or "since" are those of a pregnancy that is spoken of."""
    is_dated = match["cue"] or match["after"]
    weeks = match["number"].isdigit() and int(match["number"]) in _WEEKS_ALONG
    return bool(weeks and not is_dated and _EXPECTING.search(match.string))


def _unit_days(unit: str) -> float:
    name = _SHORT_UNITS.get(unit, unit).rstrip("s")
    return _DAYS[_SHORT_UNITS.get(name, name)]


def _is_when_rated(match: re.Match[str]) -> bool:
    """Whether a day says when a strength beside it was: "today 4", "6 today, 8 in the cab"."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return bool(_SCORE_BEFORE.search(before) or _SCORE_BEHIND.match(after))


def _days_since(name: str, today: date) -> float:
    if name in _WEEKDAYS or name in _SHORT_DAYS:
        day = _SHORT_DAYS[name] if name in _SHORT_DAYS else _WEEKDAYS.index(name)
        return (today.weekday() - day) % 7 or 7
    if name in _HOLIDAYS:
        return _days_since_date(*_HOLIDAYS[name], today)
    return _NAMED_DAYS[name]
