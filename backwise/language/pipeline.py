"""The reader as a spaCy pipeline that can be saved, loaded and used on its own."""

# No postponed annotations here: spaCy reads those of a factory.
import json
from pathlib import Path
from typing import Any, Self

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from backwise.language.reading import Reader
from backwise.language.vocabulary import Vocabulary, read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_plain_yaml

FINDINGS = "findings"
_FILE = "knowledge.json"

Span.set_extension("value", default=None, force=True)
Span.set_extension("status", default=None, force=True)


class FindingsPipe:
    """spaCy component: puts what a text names into ``doc.spans["findings"]``.

    Each span has the kind of thing as its label, the normal form in ``span._.value``
    and the sense in which it is meant in ``span._.status``.
    """

    def __init__(self) -> None:
        self._knowledge: dict[str, Any] = {}

    def learn(self, vocabulary: Vocabulary, cues: dict[str, Any]) -> Self:
        """Read with these wordings and context cues from now on."""
        self._knowledge = {"vocabulary": vocabulary, "cues": cues}
        self._reader = Reader(vocabulary, cues)
        return self

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for finding in self._reader.read(doc.text):
            span = doc.char_span(
                finding.start, finding.end, label=finding.entity, alignment_mode="expand"
            )
            span._.value, span._.status = finding.value, finding.status.value
            spans.append(span)
        doc.spans[FINDINGS] = spans
        return doc

    def to_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> None:
        """Write what was learnt (called by spaCy)."""
        path.mkdir(parents=True, exist_ok=True)
        (path / _FILE).write_text(json.dumps(self._knowledge, ensure_ascii=False))

    def from_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> Self:
        """Read what was learnt (called by spaCy)."""
        return self.learn(**json.loads((path / _FILE).read_text()))


@Language.factory("backwise_findings")
def make_findings_pipe(nlp: Language, name: str) -> FindingsPipe:
    """Make the component, with nothing learnt yet."""
    return FindingsPipe()


def save(folder: Path) -> None:
    """Build the pipeline from the data files and write it to ``folder``.

    ``spacy.load(folder)`` reads it again, once this module has been imported.
    """
    nlp = spacy.blank("en")
    nlp.meta.update(name="backwise", description="What people say about their backs")
    pipe: Any = nlp.add_pipe("backwise_findings")
    pipe.learn(read_vocabulary(CONTENT, LEXICON), read_plain_yaml(CONTEXT_CUES))
    nlp.to_disk(folder)
