"""``python -m backwise check|load|language|pages|gallery``: what the data files are made into."""

from __future__ import annotations

import argparse
import json
import sys

from backwise.knowledge.content import check_sources_used, read_content
from backwise.knowledge.database import open_database
from backwise.knowledge.gaps import check_alternatives, check_orphans
from backwise.knowledge.loading import keep_rules, load
from backwise.knowledge.plain_words import check_plain_words
from backwise.knowledge.schema import upgrade
from backwise.language.phrase_files import check_phrases
from backwise.language.pipeline import save
from backwise.pictures.gallery import gallery
from backwise.pictures.poses import read_poses
from backwise.problems import BrokenData
from backwise.safety.page import red_flags_page
from backwise.safety.rules import check_sources, read_questions, read_red_flags
from backwise.settings import (
    CONTENT,
    GALLERY,
    PHRASE_FILES,
    POSES,
    RED_FLAGS,
    RED_FLAGS_PAGE,
    SAFETY_QUESTIONS,
    SPACY_PIPELINE,
    database_url,
)


def main() -> int:
    """Check the data files, and then load the content or build the spaCy pipeline.

    Returns:
        0 if all is well; 1 if a file is broken, in which case nothing was changed.
    """
    parser = argparse.ArgumentParser(prog="backwise", description=__doc__)
    parser.add_argument("command", choices=["check", "load", "language", "pages", "gallery"])
    command = parser.parse_args().command
    try:
        content = read_content(CONTENT)
        flags = read_red_flags(RED_FLAGS)
        check_sources(RED_FLAGS, flags, {source.id for source in content.sources})
        check_sources_used(
            CONTENT, content, {name for flag in flags.flags for name in flag.sources}
        )
        read_questions(SAFETY_QUESTIONS, flags)
        if unread := check_phrases(PHRASE_FILES):
            raise BrokenData(unread)
        shown = [exercise.id for exercise in content.exercises]
        shown += [topic.picture for topic in content.topics if topic.picture]
        poses = read_poses(POSES, shown)
        if command == "check":
            checks = (check_plain_words, check_orphans, check_alternatives)
            problems = [found for check in checks for found in check(CONTENT, content)]
            if problems:
                raise BrokenData(problems)
    except BrokenData as broken:
        print(broken, file=sys.stderr)
        print(f"{len(broken.problems)} problems; nothing was loaded.", file=sys.stderr)
        return 1
    if command == "load":
        upgrade(database_url())
        engine = open_database(database_url())
        changed = load(engine, content)
        keep_rules(engine, flags.version, json.loads(flags.json(by_alias=True)))
        engine.dispose()
        print("Content loaded." if changed else "Content is up to date.")
    elif command == "pages":
        RED_FLAGS_PAGE.write_text(red_flags_page(flags, content.sources), encoding="utf-8")
    elif command == "gallery":
        GALLERY.parent.mkdir(exist_ok=True)
        GALLERY.write_text(gallery(content, poses), encoding="utf-8")
        print(f"Open {GALLERY} in a browser.")
    elif command == "language":
        save(SPACY_PIPELINE)
    else:
        print(
            f"Content is sound: {len(content.exercises)} exercises, "
            f"{len(content.routines)} routines, {len(content.techniques)} massage techniques, "
            f"{len(content.topics)} topics, {len(flags.flags)} red flags."
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
