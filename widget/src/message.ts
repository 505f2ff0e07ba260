// How one message looks.

import { html, nothing, type TemplateResult } from "lit";
import type { Card, Checklist, Message, QuickReply } from "./protocol";
import { printChecklist } from "./print";
import { callLink, linked } from "./text";
import type { Wording } from "./wording";

export interface Surroundings {
  wording: Wording;
  /** Address of the server, for pictures. */
  server: string;
  /** Whether nothing has been said since this message. */
  isNewest: boolean;
  /** The button of this message that was pressed, if one was. */
  pressed: string | undefined;
  press: (reply: QuickReply) => void;
}

// More numbers than these are a list, not something to press.
const MOST_CALLS = 3;
const SHORTEST_TIMER = 5;

/** A message; nothing if it is not to be shown. */
export function messageView(
  message: Message,
  around: Surroundings,
): TemplateResult | typeof nothing {
  const { wording } = around;
  if (message.from === "person") return message.text ? own(message.text, wording) : nothing;
  const replies = message.quick_replies?.length ? choices(message, around) : nothing;
  if (message.card) return html`${card(message.card, picture(message), around)}${replies}`;
  if (message.checklist) return html`${checklist(message.checklist, wording)}${replies}`;
  if (message.kind === "source")
    return html`<details class="source">
      <summary>${wording.sources}</summary>
      <p>${linked(message.text)}</p>
    </details>`;
  return html`${pictureView(picture(message), around)}${message.kind === "alarm"
    ? alarm(message, wording)
    : message.text
      ? html`<div class="message bot ${message.kind === "safety_net" ? "small" : ""}">
          ${speaker(wording.bot)}
          <p>${linked(message.text)}</p>
        </div>`
      : nothing}${replies}`;
}

/** What somebody said. */
export function own(text: string, wording: Wording, state?: string): TemplateResult {
  return html`<div class="message own">
    ${speaker(wording.you)}
    <p>${text}</p>
    ${state ? html`<p class="state">${state}</p>` : nothing}
  </div>`;
}

// Who says it, for those who do not see on which side it stands.
function speaker(name: string): TemplateResult {
  return html`<span class="hidden">${name}:</span>`;
}

function alarm(message: Message, wording: Wording): TemplateResult {
  const phones = message.phones ?? [];
  return html`<div class="message bot alarm">
    <strong class="sign"><span aria-hidden="true">!</span> ${wording.emergency}</strong>
    ${phones.length && phones.length <= MOST_CALLS
      ? html`<p class="calls">
          ${phones.map((number) => html`<a href=${callLink(number)}>${wording.call(number)}</a>`)}
        </p>`
      : nothing}
    <p>${linked(message.text)}</p>
  </div>`;
}

function card(shown: Card, image: string | undefined, around: Surroundings): TemplateResult {
  const { wording } = around;
  const hold = shown.hold_seconds ?? 0;
  const rest = shown.rest_seconds ?? 0;
  return html`<article class="card">
    ${shown.number && shown.count
      ? html`<p class="step">${wording.step(shown.number, shown.count)}</p>`
      : nothing}
    <h3>${shown.name}</h3>
    ${pictureView(image, around)} ${shown.why ? html`<p>${shown.why}</p>` : nothing}
    <ol>
      ${shown.instructions.map((line) => html`<li>${line}</li>`)}
    </ol>
    ${shown.dose ? html`<p><strong>${wording.howMuch}:</strong> ${shown.dose}</p>` : nothing}
    ${shown.stop_sign
      ? html`<p class="stop"><strong>${wording.stopIf}:</strong> ${shown.stop_sign}</p>`
      : nothing}
    ${hold >= SHORTEST_TIMER || rest
      ? html`<backwise-timer .hold=${hold} .rest=${rest} .wording=${wording}></backwise-timer>`
      : nothing}
  </article>`;
}

function checklist(routine: Checklist, wording: Wording): TemplateResult {
  return html`<article class="card">
    <h3>${routine.name}</h3>
    <p class="step">
      ${[routine.minutes && wording.minutes(routine.minutes), routine.how_often]
        .filter(Boolean)
        .join(", ")}
    </p>
    <ul class="checklist">
      ${routine.checklist.map(
        ({ name, dose }) => html`<li>
          <label><input type="checkbox" /> <span>${name}: ${dose}</span></label>
        </li>`,
      )}
    </ul>
    ${routine.why ? html`<p>${routine.why}</p>` : nothing}
    <button type="button" class="quiet" @click=${() => printChecklist(routine, wording)}>
      ${wording.print}
    </button>
  </article>`;
}

function choices(message: Message, around: Surroundings): TemplateResult {
  const { wording, isNewest, pressed } = around;
  return html`<div class="choices" role="group" aria-label=${wording.choices}>
    ${message.quick_replies!.map((reply) => {
      const used = pressed === reply.payload;
      const inert = used || (!isNewest && !reply.stays);
      return html`<button
        type="button"
        class=${used ? "used" : ""}
        aria-disabled=${inert}
        tabindex=${inert ? -1 : 0}
        @click=${() => inert || around.press(reply)}
      >
        ${used ? html`<span aria-hidden="true">✓ </span>` : nothing}${reply.title}
      </button>`;
    })}
  </div>`;
}

function picture(message: Message): string | undefined {
  return message.attachment?.type === "image" ? message.attachment.payload.src : undefined;
}

// The steps follow as text, so a screen reader misses nothing without the picture.
function pictureView(source: string | undefined, { server }: Surroundings) {
  if (!source?.startsWith("/pictures/")) return nothing;
  const address = new URL(source, server);
  if (address.origin !== new URL(server).origin) return nothing;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) address.searchParams.set("still", "1");
  return html`<img src=${address.href} alt="" width="320" height="240" />`;
}
