"""The page for clinicians: every red flag, its wordings, tier and sources in one table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from backwise.safety.rules import Combination, Flag, RedFlags, Tier

PAGE = """# Red flags

**Awaiting clinical review.** This page is made from `data/safety/red_flags.yml`, version
`{version}`, by `make pages`. Do not edit it by hand.

A flag is raised when all concepts of one of its lines stand near one another, in the
sense that is meant: not denied, not long past, not only asked about. Somebody else's
emergency is an emergency, and what is uncertain counts. Where no rule fits, sentences
are compared in meaning with the examples in `data/safety/wordings.yml`.

What has been so for years without a change is asked about where "if new" stands. A flag
without urgency of its own ("routine") counts together with others.

To change a flag: edit the file, give it a new `version`, run `make train` and
`make test`. The tests say which of more than 1,000 emergencies would be missed and how many
ordinary messages would be taken for one; `make evaluate` prints the table. The rules
of every version stay in the database (`triage_rules`), and the triage of each message
names the version that was in force.

## Flags

| Flag | Tier | Raised by | Why, as people read it | Sources |
|---|---|---|---|---|
{flags}

## Together more urgent than alone

| Flags | Tier |
|---|---|
{combinations}

## Concepts and their wordings

| Concept | Wordings |
|---|---|
{concepts}

Ordinary wordings, in which nothing is a flag: {ordinary}.

## Words for which others may stand

"leg is weak" is also read as "leg was weak", and "leg is not weak" denies it.

| Word | Means the same | Denies it |
|---|---|---|
{forms}

## Sources

{sources}
"""


class Cited(Protocol):
    """A publication."""

    id: str
    authors: str
    title: str
    year: int | None
    url: str


def red_flags_page(rules: RedFlags, sources: Iterable[Cited]) -> str:
    """The page in Markdown.

    Args:
        rules: the rules to show.
        sources: the publications that the rules may cite.
    """
    used = {name for flag in rules.flags for name in flag.sources}
    ordered = sorted(rules.flags, key=lambda flag: (flag.tier.rank, flag.id))
    return PAGE.format(
        version=rules.version,
        flags="\n".join(map(_flag_row, ordered)),
        combinations="\n".join(
            f"| {' + '.join(entry.flags)}{_from_age(entry)} | {_shown(entry.tier)} |"
            for entry in rules.combinations
        ),
        concepts="\n".join(
            f"| {name} | {', '.join(said)} |" for name, said in sorted(rules.concepts.items())
        ),
        ordinary=", ".join(rules.ordinary),
        forms="\n".join(
            f"| {word} | {', '.join(rules.same.get(word, []))} "
            f"| {', '.join(rules.denied.get(word, []))} |"
            for word in sorted({*rules.same, *rules.denied})
        ),
        sources="\n".join(
            f"* `{source.id}`: {source.authors}. {source.title}"
            f"{f' ({source.year})' if source.year else ''}. <{source.url}>"
            for source in sources
            if source.id in used
        ),
    )


def _from_age(combination: Combination) -> str:
    if combination.age_below:
        return f", below {combination.age_below} years"
    return f", from {combination.age_from} years on" if combination.age_from else ""


def _flag_row(flag: Flag) -> str:
    raised = "; ".join(" + ".join(concepts) for concepts in flag.when)
    new = " (if new)" if flag.new_only else ""
    raises = "; makes what is for soon urgent" if flag.raises else ""
    raises += "; closes what is for adults" if flag.under_age else ""
    past = f" (also when past: {', '.join(flag.past_counts)})" if flag.past_counts else ""
    return (
        f"| {flag.id} {flag.name} | {_shown(flag.tier)}{new}{raises} | {raised}{past} "
        f"| {flag.why} | {', '.join(flag.sources)} |"
    )


def _shown(tier: Tier) -> str:
    return f"**{tier.value}**" if tier is Tier.EMERGENCY else tier.value
