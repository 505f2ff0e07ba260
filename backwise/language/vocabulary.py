"""Every wording that the assistant knows, gathered from the content files."""

from __future__ import annotations

from pathlib import Path

from backwise.knowledge.content import read_content
from backwise.yaml_lines import read_plain_yaml

Vocabulary = dict[str, dict[str, list[str]]]


def read_vocabulary(content_folder: Path, lexicon: Path) -> Vocabulary:
    """For each kind of entity, its normal forms, each with its wordings.

    Args:
        content_folder: folder of the content files.
        lexicon: YAML file with the words for pain.

    Returns:
        A mapping that can be written as JSON, so that a trained model can keep it.

    Raises:
        BrokenData: a file is broken.
    """
    content = read_content(content_folder)
    vocabulary: Vocabulary = read_plain_yaml(lexicon)
    vocabulary["condition"] = {entry.id: entry.said_as for entry in content.conditions}
    vocabulary["technique"] = {
        entry.id: [entry.name, *entry.other_names] for entry in content.techniques
    }
    vocabulary["therapy"] = {
        entry.id: [entry.name, *entry.other_names] for entry in content.therapies
    }
    vocabulary["exercise"] = {
        entry.id: [entry.name, *entry.other_names] for entry in content.exercises
    }
    vocabulary["routine"] = {entry.id: [entry.name, *entry.asked_as] for entry in content.routines}
    vocabulary["topic"] = {entry.id: entry.asked_as for entry in content.topics}
    vocabulary["country"] = {
        entry.country_code: [entry.country, *entry.also_called]
        for entry in content.emergency_numbers
    }
    return vocabulary
