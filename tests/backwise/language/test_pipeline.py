"""The spaCy pipeline can be saved, loaded and used on its own."""

from __future__ import annotations

from pathlib import Path

import spacy

from backwise.language import pipeline


def test_a_saved_pipeline_reads_as_the_reader_does(tmp_path: Path) -> None:
    pipeline.save(tmp_path / "en_backwise")
    nlp = spacy.load(tmp_path / "en_backwise")
    doc = nlp("dull ache in my lowr left back for 3 weeks, no numbness, on blood thinners")
    found = {span.label_: (span._.value, span._.status) for span in doc.spans["findings"]}
    assert found["location"] == ("lower back", "present")
    assert found["duration"] == (21, "present")
    assert found["condition"] == ("blood_thinners", "present")
