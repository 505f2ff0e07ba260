"""The page for clinicians: every red flag, its wordings, tier and sources in one table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from backwise.safety.rules import Flag, RedFlags, Tier

PAGE = """# Red flags

**Awaiting clinical review.** This page is made from `data/safety/red_flags.yml`, version
`{version}`, by `make pages`. Do not edit it by hand.

A flag is raised when all concepts of one of its lines stand near one another, in the
sense that is meant: not denied, not long past, not only asked about. Somebody else's
emergency is an emergency, and what is uncertain counts. Where no rule fits, sentences
are compared in meaning with the examples in `data/safety/wordings.yml`.

To change a flag: edit the file, give it a new `version`, run `make train` and
`make test`. The tests say which of 1,001 emergencies would be missed and how many
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
            f"| {' + '.join(entry.flags)} | {_shown(entry.tier)} |" for entry in rules.combinations
        ),
        concepts="\n".join(
            f"| {name} | {', '.join(said)} |" for name, said in sorted(rules.concepts.items())
        ),
        ordinary=", ".join(rules.ordinary),
        sources="\n".join(
            f"* `{source.id}`: {source.authors}. {source.title}"
            f"{f' ({source.year})' if source.year else ''}. <{source.url}>"
            for source in sources
            if source.id in used
        ),
    )


def _flag_row(flag: Flag) -> str:
    raised = "; ".join(" + ".join(concepts) for concepts in flag.when)
    past = f" (also when past: {', '.join(flag.past_counts)})" if flag.past_counts else ""
    return (
        f"| {flag.id} {flag.name} | {_shown(flag.tier)} | {raised}{past} "
        f"| {flag.why} | {', '.join(flag.sources)} |"
    )


def _shown(tier: Tier) -> str:
    return f"**{tier.value}**" if tier is Tier.EMERGENCY else tier.value
