// The plain chat page: sends over REST, shows what comes back, says so when
// nothing does. Text is only ever put in as text, never as HTML.
"use strict";

const log = document.getElementById("log");
const state = document.getElementById("state");
const form = document.getElementById("form");
const field = document.getElementById("text");
const sender = conversationId();
const waiting = [];
let sending = false;

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
  show(shown, "own");
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
      body: JSON.stringify({ sender, message: waiting[0] }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const messages = await answer.json();
    waiting.shift();
    if (messages.length === 0) show("I got no answer. Please say that again.", "bot");
    for (const message of messages) {
      if (message.image) showPicture(message.image);
      if (message.text) show(message.text, "bot " + (KINDS[message.response] ?? ""));
      if (message.buttons) showChoices(message.buttons);
    }
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

waiting.push("/greet");
sendNext();
