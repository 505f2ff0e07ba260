"""A medicine that counts for advice counts for the red flags too."""

from __future__ import annotations

import pytest

from backwise.knowledge.content import read_content
from backwise.language.status import Status
from backwise.settings import CONTENT
from tests.backwise.safety.project import triage

# "Steroids" may be a shot in the back, and daily aspirin does not make a bleeding by the spine
# as likely as other medicines against clots.
_VAGUE = ("steroids", "steroid medicine", "aspirin", "easily")
NAMES = {
    condition.id: [name for name in condition.said_as if not name.endswith(_VAGUE)]
    for condition in read_content(CONTENT).conditions
}


@pytest.mark.parametrize(
    ("condition", "flag"),
    [
        ("osteoporosis", "RF62"),
        ("long_term_steroids", "RF62"),
        ("blood_thinners", "RF61"),
        ("cancer", "RF24"),
    ],
)
def test_every_name_of_a_condition_raises_its_flag(condition: str, flag: str) -> None:
    def is_found(name: str) -> bool:
        flags = triage(f"my doctor told me about {name}").flags
        return any(one.id == flag and one.status is not Status.NEGATED for one in flags)

    missed = [name for name in NAMES[condition] if "aspirin" not in name and not is_found(name)]
    assert missed == []
