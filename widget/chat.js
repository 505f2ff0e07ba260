// The plain chat page: sends over REST, shows what comes back, says so when
// nothing does. Text is only ever put in as text, never as HTML.
"use strict";

const log = document.getElementById("log");
const state = document.getElementById("state");
const form = document.getElementById("form");
const field = document.getElementById("text");
const options = new URLSearchParams(location.search);
const waiting = [];
let sender = conversationId();
let sending = false;
// What was said, so that it is there again after a reload and on the next page.
const said = remembered();
const MOST_REMEMBERED = 400;

// The id stays in this tab: a reload goes on with the conversation, a new tab
// begins one, and nobody can guess it.
function conversationId() {
  const known = sessionStorage.getItem("backwise");
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem("backwise", made);
  return made;
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem("backwise-said")) ?? [];
  } catch {
    return [];
  }
}

function remember(entry) {
  said.push(entry);
  said.splice(0, Math.max(0, said.length - MOST_REMEMBERED));
  try {
    sessionStorage.setItem("backwise-said", JSON.stringify(said));
  } catch {
    // The storage is full or closed: the conversation goes on without it.
  }
}

// Puts one entry of the conversation on the page.
function place(entry) {
  if (entry.image) showPicture(entry.image);
  if (entry.text) show(entry.text, entry.kind);
  if (entry.buttons) showChoices(entry.buttons);
}

function add(entry) {
  remember(entry);
  place(entry);
}

function show(text, kind) {
  const message = document.createElement("div");
  message.className = "message " + kind;
  message.textContent = text;
  log.append(message);
}

// What was asked last stays in sight, with as much of the answer as fits below.
function scroll() {
  const own = log.querySelectorAll(".own");
  const asked = own.length ? own[own.length - 1].offsetTop - log.offsetTop - 8 : 0;
  log.scrollTop = Math.min(asked, log.scrollHeight);
}

// The steps follow as text, so a screen reader misses nothing without the picture.
function showPicture(address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) url.searchParams.set("still", "1");
  const picture = document.createElement("img");
  picture.src = url.href;
  picture.alt = "";
  picture.width = 320;
  picture.height = 240;
  log.append(picture);
}

function showChoices(buttons) {
  const choices = document.createElement("div");
  choices.className = "choices";
  for (const { title, payload } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.addEventListener("click", () => say(title, payload));
    choices.append(button);
  }
  log.append(choices);
}

function closeChoices() {
  for (const button of log.querySelectorAll("button")) button.disabled = true;
}

const KINDS = {
  utter_source: "small",
  utter_safety_net: "small",
  utter_emergency: "alarm",
  utter_crisis: "alarm",
  utter_closed_emergency: "alarm",
};

function say(shown, payload) {
  closeChoices();
  add({ text: shown, kind: "own" });
  scroll();
  waiting.push(payload);
  sendNext();
}

// One message at a time, in order; what could not be sent stays in line.
async function sendNext() {
  if (sending || waiting.length === 0) return;
  sending = true;
  state.textContent = "Backwise is writing …";
  try {
    const answer = await fetch("/webhooks/rest/webhook", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sender, message: waiting[0], country: options.get("country") ?? "" }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const messages = await answer.json();
    waiting.shift();
    if (messages.length === 0) add({ text: "I got no answer. Please say that again.", kind: "bot" });
    for (const { text, image, buttons, response } of messages) {
      add({ text, image, buttons, kind: "bot " + (KINDS[response] ?? "") });
    }
    if (messages.some(({ response }) => response === "utter_forgotten")) forgetHere();
    scroll();
    state.textContent = "";
  } catch {
    state.textContent =
      "I cannot reach Backwise right now. I keep trying. " +
      "In an emergency, call your local emergency number.";
    setTimeout(sendNext, 3000);
  }
  sending = false;
  if (state.textContent === "") sendNext();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  say(text, text);
  field.focus();
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// The server has deleted the conversation; what is kept here goes as well, and what is on
// the page stays in sight until it is left.
function forgetHere() {
  said.length = 0;
  sessionStorage.removeItem("backwise-said");
  sessionStorage.removeItem("backwise");
  sender = conversationId();
}

function save() {
  const text = said
    .filter((entry) => entry.text)
    .map((entry) => (entry.kind === "own" ? "You: " : "Backwise: ") + entry.text)
    .join("\n\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "backwise.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

const menu = document.querySelector(".menu");

function onMenu(id, work) {
  document.getElementById(id).addEventListener("click", () => {
    menu.open = false;
    field.focus();
    work();
  });
}

onMenu("again", () => say("Start again", "/start_over"));
onMenu("forget", () => say("Delete my data", "/forget_me"));
onMenu("save", save);

const privacy = options.get("privacy");
if (privacy && /^https?:\/\//.test(privacy)) {
  const link = document.getElementById("privacy");
  link.href = privacy;
  link.hidden = false;
}

if (options.has("embedded") && window.parent !== window) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") window.parent.postMessage("backwise:close", "*");
  });
}

if (said.length) {
  for (const entry of said) place(entry);
  // Only the last choices may still be open.
  const all = log.querySelectorAll(".choices");
  const last = log.lastElementChild;
  for (const choices of all) {
    if (choices === last) continue;
    for (const button of choices.querySelectorAll("button")) button.disabled = true;
  }
  scroll();
} else {
  waiting.push("/greet");
  sendNext();
}
