"""The widget on somebody's website, in a real browser, with the real assistant."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from sqlalchemy import String, cast, insert, select, update
from sqlalchemy.orm import Session

from backwise.knowledge.database import open_database
from backwise.people.models import WebMessage
from backwise.settings import PROJECT_ROOT
from tests.product_under_test import ActionServer, Product, wait_until
from tests.widget.chat import Chat
from tests.widget.conftest import LABEL, Site

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.long]

WIDGET = PROJECT_ROOT / "widget"
MOST_BYTES = 35_000
HEAT = "Heat has the better evidence"
QUESTION = "should i use heat or ice"
# How the frame of a receipt begins in Socket.IO.
RECEIPT = "43"


def conversation_with(database_url: str, word: str) -> str:
    """The conversation in which a word was said that nobody else says, once it is answered."""
    said = select(WebMessage.conversation).where(
        WebMessage.answered, cast(WebMessage.body, String).contains(word)
    )
    found: list[str] = []

    def look() -> bool:
        with Session(engine, future=True) as session:
            found.extend(session.scalars(said))
        return bool(found)

    engine = open_database(database_url)
    wait_until(look)
    return found[0]


@pytest.fixture
def word() -> str:
    """A word that nobody else says."""
    # In digits, which the red-flag check leaves out: random letters may sound like anything.
    return f"okapi{uuid.uuid4().int % 10**8:08d}"


# ---- on a site -------------------------------------------------------------------------


def test_one_line_puts_it_on_a_site(chat: Chat) -> None:
    expect(chat.page.get_by_text("You are on the page of a clinic.")).to_be_visible()
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()


def test_a_site_can_place_the_element_by_hand(page: Page, site: Site) -> None:
    page.goto(
        site.write_raw(
            "manual.html",
            '<!doctype html><backwise-chat data-title="By hand" data-open="true"></backwise-chat>'
            f'<script src="{site.server}/chat/widget.js" data-manual="true"></script>',
        )
    )
    Chat(page).is_greeted()
    expect(page.locator("backwise-chat")).to_have_count(1)


def test_nothing_is_asked_of_the_server_and_nothing_kept_before_it_is_opened(
    page: Page, site: Site
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda socket: requests.append(socket.url))
    page.goto(f"{site.address}/index.html")
    expect(page.get_by_role("button", name=LABEL)).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked = [url for url in requests if url.startswith((site.server, "ws"))]
    assert asked == [f"{site.server}/chat/widget.js"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_no_cookie_and_no_third_party_ever(chat: Chat, site: Site) -> None:
    requests: list[str] = []
    chat.page.on("request", lambda request: requests.append(request.url))
    chat.get_routine()
    chat.press("Start")
    expect(chat.page.locator(".card img")).to_be_visible()
    ours = {urlsplit(site.server).netloc, urlsplit(site.address).netloc}
    assert {urlsplit(url).netloc for url in requests} <= ours
    assert chat.page.context.cookies() == []


def test_it_works_under_a_strict_policy(page: Page, site: Site) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(site.write("strict.html", head=site.strict()))
    chat = Chat(page)
    chat.open(LABEL)
    chat.get_routine()
    chat.press("Start")
    width = page.locator(".card img").evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    assert width > 0
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_a_site_that_was_not_named_cannot_use_it(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/index.html".replace("127.0.0.1", "localhost"))
    page.get_by_role("button", name=LABEL).click()
    expect(page.get_by_text("No connection right now")).to_be_visible()
    expect(page.locator(".bot")).to_have_count(0)


def test_the_styles_of_the_site_do_not_touch_it(page: Page, site: Site) -> None:
    style = "<style>html{font-size:6px} *{color:red!important;font-size:6px}</style>"
    page.goto(site.write("loud.html", head=style))
    chat = Chat(page)
    chat.open(LABEL)
    looks = chat.bot("Hello, I am").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).fontSize]"
    )
    assert looks[0] != "rgb(255, 0, 0)" and float(looks[1].removesuffix("px")) >= 16


def test_options_are_obeyed(page: Page, site: Site) -> None:
    page.goto(site.write("options.html", 'data-color="#ffd54a" data-theme="dark" data-open="true"'))
    chat = Chat(page)
    chat.is_greeted()
    send = page.get_by_role("button", name="Send")
    assert send.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert send.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 213, 74)"
    paper = page.locator(".panel").evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == "rgb(20, 27, 28)"
    page.get_by_role("button", name="Menu").click()
    link = page.get_by_role("link", name="Privacy")
    expect(link).to_have_attribute("href", "https://clinic.example/privacy")


@pytest.mark.parametrize("address", ["javascript:document.title='broken'", "data:text/html,x", "x"])
def test_only_a_web_address_can_be_the_privacy_page(
    browser: Browser, server: Product, site: Site, address: str
) -> None:
    page = browser.new_page()
    page.goto(site.write("privacy.html"))
    page.evaluate(
        "address => { const chat = document.createElement('backwise-chat');"
        " chat.dataset.privacy = address; chat.dataset.open = 'true'; chat.id = 'bad';"
        " document.body.append(chat); }",
        address,
    )
    page.locator("#bad").get_by_role("button", name="Menu").click()
    expect(page.locator("#bad").get_by_role("button", name="Start again")).to_be_visible()
    expect(page.locator("#bad").get_by_role("link", name="Privacy")).to_have_count(0)
    page.close()


def test_the_sample_page_shows_it(page: Page, server: Product) -> None:
    page.goto(f"{server.address}/chat/sample.html")
    Chat(page).open(LABEL)


def test_the_page_of_its_own_shows_it(page: Page, server: Product) -> None:
    page.goto(f"{server.address}/chat/")
    chat = Chat(page)
    chat.is_greeted()
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()


def test_it_does_not_scroll_sideways(chat: Chat) -> None:
    chat.say("exercises " + "x" * 300)
    expect(chat.own("xxx")).to_be_visible()
    assert chat.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert chat.page.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")


# ---- a conversation --------------------------------------------------------------------


def test_a_used_button_is_marked_and_inert(chat: Chat) -> None:
    used = chat.page.get_by_role("button", name="My back hurts")
    used.click()
    expect(chat.bot("Where does it hurt?")).to_be_visible()
    expect(used).to_be_disabled()
    expect(used).to_contain_text("✓")
    expect(chat.page.get_by_role("button", name="Massage", exact=True)).to_be_enabled()


def test_an_answer_to_an_earlier_question_is_inert(chat: Chat) -> None:
    chat.press("My back hurts")
    neck = chat.page.get_by_role("button", name="Neck", exact=True)
    expect(neck).to_be_enabled()
    chat.say("lower back")
    expect(chat.bot("How long")).to_be_visible()
    expect(neck).to_be_disabled()


def test_enter_sends_and_shift_enter_begins_a_line(chat: Chat) -> None:
    chat.field.fill("one")
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("two")
    expect(chat.field).to_have_value("one\ntwo")
    chat.field.press("Enter")
    expect(chat.own(re.compile("one\ntwo"))).to_be_visible()
    expect(chat.field).to_have_value("")


def test_an_input_method_that_composes_sends_nothing(chat: Chat) -> None:
    chat.field.fill("ごし")
    chat.field.evaluate(
        "field => { for (const more of [{isComposing: true}, {keyCode: 229}]) field.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, composed: true, ...more})) }"
    )
    expect(chat.field).to_have_value("ごし")
    expect(chat.page.locator(".own")).to_have_count(0)


def test_a_long_paste_is_kept_counted_and_not_sent(chat: Chat) -> None:
    chat.field.fill("sore " * 401)
    expect(chat.page.get_by_text("Too long by 5 characters")).to_be_visible()
    chat.field.press("Enter")
    expect(chat.page.locator(".own")).to_have_count(0)
    chat.field.fill("sore " * 399)
    expect(chat.page.get_by_text("5 characters left")).to_be_visible()
    chat.field.press("Enter")
    expect(chat.own("sore sore")).to_be_visible()


def test_an_emergency_cannot_be_overlooked_and_can_be_called(chat: Chat) -> None:
    chat.say("i can't feel my groin")
    alarm = chat.page.locator(".alarm")
    expect(alarm).to_contain_text("Please get emergency help now")
    call = alarm.get_by_role("link", name="Call 000")
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:000")


def test_sources_are_folded_away_but_there(chat: Chat) -> None:
    chat.say(QUESTION)
    fold = chat.page.get_by_text("How sure this is, and where it is from")
    expect(fold).to_be_visible()
    expect(chat.page.get_by_text("How sure: ")).to_be_hidden()
    fold.click()
    expect(chat.page.get_by_text("How sure: ")).to_be_visible()
    link = chat.page.locator(".source a").first
    assert re.match("https?://", link.get_attribute("href") or "")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


# A script of the frame's own would come too late: it is printed as soon as it is there.
_KEEPING_WHAT_IS_PRINTED = """
const frame = HTMLIFrameElement.prototype;
const found = Object.getOwnPropertyDescriptor(frame, "contentWindow").get;
Object.defineProperty(frame, "contentWindow", { get() {
  const inside = found.call(this);
  inside.print = () => { top.printed = inside.document.body.innerText };
  return inside;
} });
"""


def test_a_routine_is_a_checklist_that_can_be_printed(chat: Chat) -> None:
    chat.page.context.add_init_script(_KEEPING_WHAT_IS_PRINTED)
    chat.page.reload()
    chat.get_routine()
    boxes = chat.page.locator(".checklist").get_by_role("checkbox")
    boxes.first.check()
    assert boxes.count() >= 4
    chat.press("Print or save as PDF")
    printed = chat.page.wait_for_function("window.printed").json_value()
    assert "☐ Walking: 5 min" in printed and "emergency" in printed


def test_an_exercise_is_a_card_with_picture_and_timer(chat: Chat) -> None:
    chat.get_routine()
    chat.press("Start")
    expect(chat.page.get_by_text("Exercise 1 of")).to_be_visible()
    card = chat.page.locator(".card").last
    expect(card.get_by_role("listitem").first).to_be_visible()
    expect(card.get_by_text("How much:")).to_be_visible()
    expect(card.get_by_text("Stop if:")).to_be_visible()
    expect(card.locator("img")).to_have_attribute("src", re.compile(r"/pictures/\w+\.svg"))
    for name in ("Next", "Easier", "Harder", "Another one", "Why", "Stop"):
        expect(chat.button(name)).to_be_visible()


def test_a_timer_counts_pauses_and_rests_and_is_silent(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/index.html")
    expect(page.get_by_role("button", name=LABEL)).to_be_visible()
    page.clock.install()
    page.evaluate(
        "() => { const timer = document.createElement('backwise-timer'); timer.hold = 10;"
        " timer.rest = 5; timer.wording = document.querySelector('backwise-chat').wording;"
        " document.body.append(timer); }"
    )
    timer = page.locator("backwise-timer")
    sound = timer.get_by_role("button", name="Sound is off")
    expect(sound).to_have_attribute("aria-pressed", "false")
    timer.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(4_000)
    expect(timer.get_by_role("timer")).to_have_text("0:06")
    timer.get_by_role("button", name="Pause").click()
    page.clock.run_for(30_000)
    expect(timer.get_by_role("timer")).to_have_text("0:06")
    timer.get_by_role("button", name="Go on").click()
    page.clock.run_for(6_400)
    expect(timer.get_by_role("status")).to_have_text("Rest")
    page.clock.run_for(5_400)
    expect(timer.get_by_role("status")).to_have_text("Done")


def test_several_messages_follow_each_other_quickly(chat: Chat) -> None:
    chat.say(QUESTION)
    expect(chat.page.locator(".small")).to_be_visible(timeout=4_000)


# ---- what is kept ------------------------------------------------------------------------


def test_the_conversation_is_there_after_a_reload_and_on_the_next_page(chat: Chat) -> None:
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()
    chat.page.reload()
    expect(chat.bot(HEAT)).to_be_visible()
    chat.page.get_by_role("link", name="Next page").evaluate("link => link.click()")
    expect(chat.bot(HEAT)).to_be_visible()
    expect(chat.bot("Hello, I am Backwise")).to_have_count(1)


def test_a_second_tab_shares_the_conversation(chat: Chat, site: Site) -> None:
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()
    other = Chat(chat.page.context.new_page())
    other.page.goto(f"{site.address}/next.html")
    other.page.get_by_role("button", name=LABEL).click()
    expect(other.bot(HEAT)).to_be_visible()
    other.say("thanks")
    expect(chat.own("thanks")).to_be_visible()
    expect(chat.bot("You are welcome")).to_be_visible()
    other.page.close()


def test_an_open_tab_joins_the_conversation_that_begins_in_another(chat: Chat, site: Site) -> None:
    other = Chat(chat.page.context.new_page())
    other.page.goto(f"{site.address}/next.html")
    other.open(LABEL)
    chat.say(QUESTION)
    expect(other.bot(HEAT)).to_be_visible()
    other.page.close()


def test_it_can_be_started_again(chat: Chat) -> None:
    chat.say("my back hurts")
    expect(chat.bot("Where does it hurt?")).to_be_visible()
    chat.menu("Start again")
    expect(chat.own("Start again")).to_be_visible()
    expect(chat.bot("we begin again")).to_be_visible()


def test_the_conversation_can_be_downloaded(chat: Chat) -> None:
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()
    chat.page.get_by_role("button", name="Menu").click()
    with chat.page.expect_download() as download:
        chat.page.get_by_role("button", name="Download my conversation").click()
    text = Path(download.value.path()).read_text()
    assert QUESTION in text and HEAT in text and "How sure" in text


def test_what_was_said_can_be_deleted_here_and_on_the_server(chat: Chat, database_url: str) -> None:
    chat.say("my zebra7 back hurts since monday")
    expect(chat.own("zebra7")).to_be_visible()
    chat.menu("Delete my data")
    chat.press("Yes, delete it")
    expect(chat.bot("It is deleted")).to_be_visible()
    expect(chat.own("zebra7")).to_have_count(0)
    assert chat.page.evaluate("localStorage.length") == 0
    with Session(open_database(database_url), future=True) as session:
        assert "zebra7" not in str(list(session.scalars(select(WebMessage.body))))
    chat.say("hello")
    expect(chat.bot("Hello, I am Backwise")).to_be_visible()
    chat.page.reload()
    expect(chat.page.get_by_text("zebra7")).to_have_count(0)


def test_a_history_of_ten_thousand_messages_opens_at_once(
    chat: Chat, database_url: str, word: str
) -> None:
    chat.say(f"my {word} back hurts")
    expect(chat.own(word)).to_be_visible()
    theirs = conversation_with(database_url, word)
    with Session(open_database(database_url), future=True) as session:
        session.execute(
            update(WebMessage)
            .where(WebMessage.conversation == theirs)
            .values(number=WebMessage.number + 20_000)
            .execution_options(synchronize_session=False)
        )
        lines = [
            {
                "conversation": theirs, "number": number, "at": 1, "answered": True,
                "body": {"from": "bot", "text": f"line {number}", "kind": "plain"},
            }
            for number in range(10_001, 20_001)
        ]  # fmt: skip
        session.execute(insert(WebMessage), lines)
        session.commit()
    chat.page.reload()
    expect(chat.own(word)).to_be_visible()
    assert chat.page.locator(".bot").count() <= 100
    chat.press("Show earlier messages")
    expect(chat.bot("line 19850")).to_have_count(1)
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()


# ---- a bad line ----------------------------------------------------------------------------


@pytest.fixture
def own_server(
    model: Path, database_url: str, server: Product, site: Site, tmp_path: Path
) -> Iterator[Product]:
    """An assistant that a test may kill."""
    with (
        ActionServer(database_url, tmp_path) as actions,
        Product(model, database_url, actions.url, tmp_path) as product,
    ):
        yield product


def test_without_a_line_it_says_so_and_sends_later_and_once(chat: Chat) -> None:
    chat.is_online()
    chat.page.context.set_offline(True)
    chat.say(QUESTION)
    expect(chat.page.get_by_text("not sent yet")).to_be_visible()
    chat.page.context.set_offline(False)
    expect(chat.bot(HEAT)).to_have_count(1, timeout=40_000)
    expect(chat.page.get_by_text("not sent yet")).to_have_count(0)
    expect(chat.own(QUESTION)).to_have_count(1)


def test_a_message_that_came_through_is_found_again_though_its_receipt_is_not(chat: Chat) -> None:
    """The answer to "did you get it?" may still be under way when the page is left."""

    lost = []

    def without_receipts(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def forward(frame: str | bytes) -> None:
            if greeted and str(frame).startswith(RECEIPT):
                lost.append(frame)
            else:
                route.send(frame)

        server.on_message(forward)

    greeted = False
    chat.page.route_web_socket("**/socket.io/**", without_receipts)
    chat.page.reload()
    chat.is_greeted()
    chat.is_online()
    greeted = True
    chat.say(QUESTION)
    expect(chat.bot(HEAT)).to_be_visible()
    chat.page.reload()
    expect(chat.own(QUESTION)).to_be_visible()
    assert lost


def test_a_killed_server_loses_nothing(page: Page, own_server: Product) -> None:
    page.goto(f"{own_server.address}/chat/")
    chat = Chat(page)
    chat.is_greeted()
    own_server.stop()
    chat.say(QUESTION)
    expect(page.get_by_text("No connection right now")).to_be_visible()
    expect(page.get_by_text("call your local emergency number").first).to_be_visible()
    own_server.start()
    expect(chat.bot(HEAT)).to_have_count(1, timeout=40_000)
    chat.is_online()
    expect(chat.own(QUESTION)).to_have_count(1)
    expect(chat.bot("Hello, I am Backwise")).to_have_count(1)


def test_what_was_not_sent_survives_a_reload(page: Page, own_server: Product) -> None:
    page.goto(f"{own_server.address}/chat/")
    chat = Chat(page)
    chat.is_greeted()
    own_server.stop()
    chat.say(QUESTION)
    expect(page.get_by_text("No connection right now")).to_be_visible()
    own_server.start()
    page.reload()
    expect(chat.bot(HEAT)).to_have_count(1, timeout=40_000)


# ---- safety ------------------------------------------------------------------------------

ATTACKS = [
    "<img src=x onerror=\"document.title='broken'\">",
    "<script>document.title='broken'</script>",
    "javascript:document.title='broken'",
    "https://a.example/\"onmouseover=\"document.title='broken'",
    "${document.title='broken'}",
    "{{constructor.constructor('document.title=1')()}}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_visitor_writes_is_only_text(chat: Chat, attack: str) -> None:
    chat.say(attack)
    expect(chat.own(attack[:20])).to_be_visible()
    chat.page.reload()
    expect(chat.own(attack[:20])).to_be_visible()
    assert chat.page.title() == "A site"
    assert chat.page.locator(".own img, .own script, .own a").count() == 0


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_the_server_sends_is_only_text(
    chat: Chat, database_url: str, word: str, attack: str
) -> None:
    """Every field that a message may have, as if the content had been tampered with."""
    chat.say(f"my {word} back hurts")
    expect(chat.own(word)).to_be_visible()
    theirs = conversation_with(database_url, word)
    body = {
        "from": "bot", "text": attack, "kind": attack, "response": attack, "phones": [attack],
        "quick_replies": [{"title": attack, "payload": attack}],
        "attachment": {"type": "image", "payload": {"src": attack}},
    }  # fmt: skip
    card = {"name": attack, "dose": attack, "stop_sign": attack, "instructions": [attack]}
    routine = {"name": attack, "minutes": attack, "checklist": [{"name": attack, "dose": attack}]}
    with Session(open_database(database_url), future=True) as session:
        for place, more in enumerate(
            [{}, {"kind": "alarm"}, {"kind": "source"}, {"card": card}, {"checklist": routine}]
        ):
            session.add(
                WebMessage(
                    conversation=theirs, number=1000 + place, at=1, answered=True,
                    body={**body, **more},
                )
            )  # fmt: skip
        session.commit()
    chat.page.reload()
    expect(chat.page.locator(".card").last).to_be_visible()
    assert chat.page.title() == "A site"
    hrefs = chat.page.locator(".log a").evaluate_all("all => all.map(one => one.href)")
    assert all(re.match("https?:|tel:", href) for href in hrefs)
    assert chat.page.locator(".log script").count() == 0
    sources = chat.page.locator(".log img").evaluate_all("all => all.map(one => one.src)")
    assert sources == []


def test_two_visitors_see_nothing_of_each_other(browser: Browser, chat: Chat, site: Site) -> None:
    chat.say("my tapir2 back hurts")
    expect(chat.own("tapir2")).to_be_visible()
    context = browser.new_context()
    stranger = Chat(context.new_page())
    stranger.page.goto(f"{site.address}/index.html")
    ((key, value),) = chat.page.evaluate("Object.entries(localStorage)")
    forged = re.sub('"secret":"..', '"secret":"zz', value)
    stranger.page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, forged])
    stranger.open(LABEL)
    expect(stranger.page.get_by_text("tapir2")).to_have_count(0)
    context.close()


# ---- the file -----------------------------------------------------------------------------


def test_it_is_light(server: Product) -> None:
    packed = gzip.compress((WIDGET / "dist" / "widget.js").read_bytes())
    assert len(packed) <= MOST_BYTES


def needs_packages() -> None:
    if shutil.which("npm") is None or not (WIDGET / "node_modules").exists():
        pytest.skip("Node or the packages of widget/ are missing (npm ci --prefix widget)")


def test_the_committed_file_is_what_the_source_builds(tmp_path: Path) -> None:
    needs_packages()
    built = tmp_path / "widget.js"
    subprocess.run(
        ["npm", "run", "--silent", "build", "--", f"--outfile={built}"], cwd=WIDGET, check=True,
        capture_output=True,
    )  # fmt: skip
    assert built.read_bytes() == (WIDGET / "dist" / "widget.js").read_bytes()


def test_the_types_of_the_source_are_sound() -> None:
    needs_packages()
    checked = subprocess.run(["npm", "run", "--silent", "check"], cwd=WIDGET, capture_output=True)
    assert checked.returncode == 0, checked.stdout.decode()
