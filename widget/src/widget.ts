// <script src="https://your-server/chat/widget.js" async></script> puts the chat on any page.
// Options are attributes of the script, or of <backwise-chat>: docs/widget.md.

import { BackwiseChat } from "./chat";
import { ExerciseTimer } from "./timer";

const script = document.currentScript as HTMLScriptElement | null;

function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

function addToPage(options: DOMStringMap): void {
  const chat = document.createElement("backwise-chat");
  Object.assign(chat.dataset, options);
  document.body.append(chat);
}

BackwiseChat.server = script ? new URL(script.src).origin : location.origin;
define("backwise-timer", ExerciseTimer);
define("backwise-chat", BackwiseChat);

if (script && script.dataset.manual !== "true") {
  if (document.body) addToPage(script.dataset);
  else document.addEventListener("DOMContentLoaded", () => addToPage(script.dataset));
}
