// <backwise-chat>: the button and the panel on a page, or the whole page.

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { readableOn } from "./colour";
import { Conversation } from "./conversation";
import { messageView, own, type Surroundings } from "./message";
import type { Message } from "./protocol";
import { Storage } from "./storage";
import { chatStyle } from "./style";
import { safeLink } from "./text";
import { wordingFor, type Wording } from "./wording";

const MOST_CHARACTERS = 2_000;
// From here on the counter is shown.
const COUNT_FROM = 800;
const NEAR_THE_END_PIXELS = 80;
const WAITING_SHOWN_AFTER_MILLISECONDS = 2_000;

export class BackwiseChat extends LitElement {
  static override properties = {
    isOpen: { state: true },
    isMenuOpen: { state: true },
    draft: { state: true },
    unread: { state: true },
    isLive: { state: true },
    isSlow: { state: true },
  };
  static override styles = chatStyle;
  /** Address of the server that this script is from. */
  static server = "";

  declare private isOpen: boolean;
  declare private isMenuOpen: boolean;
  declare private draft: string;
  /** How many messages came while the panel was closed. */
  declare private unread: number;
  /** Whether screen readers are told of new messages; not of those that were there before. */
  declare private isLive: boolean;
  /** Whether something waits for longer than people notice. */
  declare private isSlow: boolean;

  private wording: Wording = wordingFor(undefined);
  private conversation!: Conversation;
  private storage!: Storage;
  private server = "";
  private isFollowing = true;
  private lastSeen = 0;
  private slowTimer: number | undefined;

  constructor() {
    super();
    this.isOpen = this.isMenuOpen = this.isLive = this.isSlow = false;
    this.draft = "";
    this.unread = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.server) return;
    const { server, language, country, color, theme } = this.dataset;
    this.server = new URL(server ?? BackwiseChat.server, location.href).origin;
    this.wording = wordingFor(language);
    this.lang = language ?? "en";
    this.storage = new Storage(this.server);
    this.conversation = new Conversation(this.server, this.storage, country);
    this.conversation.addEventListener("change", () => this.onChange());
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    if (color && /^#[0-9a-f]{6}$/i.test(color)) {
      this.style.setProperty("--strong", color);
      this.style.setProperty("--on-strong", readableOn(color));
    }
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () =>
      this.toggleAttribute("dark", theme === "dark" || (theme !== "light" && dark.matches));
    dark.addEventListener("change", follow);
    follow();
    if (this.isPage || this.dataset.open === "true" || this.storage.isOpen) this.open(false);
  }

  /** Opens the panel. Only now the server is asked for anything. */
  open(focus = true): void {
    this.conversation.open();
    this.isOpen = true;
    this.unread = 0;
    this.storage.isOpen = !this.isPage;
    if (focus) void this.updateComplete.then(() => this.focusInside());
  }

  /** Closes the panel; the conversation goes on. */
  close(): void {
    if (!this.isOpen || this.isPage) return;
    this.isOpen = this.isMenuOpen = false;
    this.storage.isOpen = false;
    void this.updateComplete.then(() => this.find<HTMLElement>(".launcher")?.focus());
  }

  protected override render() {
    const { wording, isPage } = this;
    const name = this.dataset.title || wording.title;
    const side = this.dataset.position === "left" ? "left" : "";
    return html`<div
      class="root ${isPage ? "page" : "floating"} ${side} ${this.isOpen ? "open" : ""}"
      dir=${wording.direction}
    >
      <section class="panel" role=${isPage ? "region" : "dialog"} aria-label=${name}
        ?hidden=${!this.isOpen}>
        ${this.header(name)}
        <div
          class="log"
          role="log"
          aria-label=${wording.conversation}
          aria-live=${this.isLive ? "polite" : "off"}
          aria-relevant="additions"
          aria-busy=${this.conversation.typing}
          tabindex="0"
          @scroll=${this.onScroll}
        >
          ${this.dataset.greeting ? html`<p class="greeting">${this.dataset.greeting}</p>` : nothing}
          ${this.conversation.hasEarlier
            ? html`<p><button type="button" class="quiet" @click=${this.showEarlier}>
                ${wording.earlier}
              </button></p>`
            : nothing}
          ${this.said()}
        </div>
        ${this.lineView()} ${this.composer()}
        <p class="footer">${wording.emergencyLine}</p>
      </section>
      ${isPage ? nothing : this.launcher(name)}
    </div>`;
  }

  private header(name: string) {
    const { wording } = this;
    const privacy = safeLink(this.dataset.privacy);
    const item = (text: string, work: () => void) =>
      html`<li><button type="button" @click=${() => this.choose(work)}>${text}</button></li>`;
    return html`<div class="header">
      <h2 tabindex="-1">${name}</h2>
      <button
        type="button"
        class="quiet menu-button"
        aria-expanded=${this.isMenuOpen}
        aria-controls="menu"
        @click=${() => (this.isMenuOpen = !this.isMenuOpen)}
      >
        ${wording.menu}
      </button>
      ${this.isPage
        ? nothing
        : html`<button type="button" class="quiet" aria-label=${wording.close} @click=${this.close}>
            <span aria-hidden="true">✕</span>
          </button>`}
      <p>${wording.subtitle}</p>
      <ul class="menu" id="menu" ?hidden=${!this.isMenuOpen}>
        ${item(wording.startAgain, () => this.say("/start_over", wording.startAgain))}
        ${item(wording.download, () => void this.download())}
        ${item(wording.deleteData, () => this.say("/forget_me", wording.deleteData))}
        ${privacy
          ? html`<li><a href=${privacy} target="_blank" rel="noopener">${wording.privacy}</a></li>`
          : nothing}
      </ul>
    </div>`;
  }

  private said() {
    const { messages, unsent } = this.conversation;
    // For each message, what was said next; read from the end.
    const next = new Map<Message, string>();
    let answer = unsent.find(({ title }) => title !== "");
    let said = answer && (answer.title ?? answer.message);
    for (const message of [...messages].reverse()) {
      if (said !== undefined) next.set(message, said);
      if (message.from === "person" && message.text) said = message.text;
    }
    return html`
      ${repeat(
        messages,
        (message) => message.id ?? message.number,
        // A message changes only when it is answered; a long conversation costs no more than
        // a short one.
        (message) =>
          guard([message, next.get(message)], () =>
            messageView(message, this.around(message, next.get(message))),
          ),
      )}
      ${repeat(
        unsent.filter(({ title }) => title !== ""),
        ({ id }) => id,
        ({ title, message }) =>
          own(title ?? message, this.wording, this.isSlow ? this.wording.waiting : undefined),
      )}
    `;
  }

  private around(message: Message, answer: string | undefined): Surroundings {
    return {
      wording: this.wording,
      server: this.server,
      isNewest: answer === undefined,
      pressed: message.quick_replies?.find(({ title }) => title === answer)?.payload,
      press: ({ payload, title }) => this.say(payload, title),
    };
  }

  private lineView() {
    const { wording, conversation } = this;
    const { line, notice, typing } = conversation;
    const isOffline = line === "offline";
    return html`<p class="line ${isOffline ? "offline" : ""}" role="status">
      ${isOffline
        ? wording.offline
        : notice
          ? wording[notice]
          : line === "connecting"
            ? wording.connecting
            : typing
              ? html`${wording.typing} <span class="dots" aria-hidden="true">…</span>`
              : nothing}
    </p>`;
  }

  private composer() {
    const { wording } = this;
    const left = MOST_CHARACTERS - this.draft.length;
    return html`<form @submit=${this.submit}>
      <label for="text">${wording.message}</label>
      <textarea
        id="text"
        rows="1"
        autocomplete="off"
        aria-describedby="counter"
        .value=${this.draft}
        @input=${(event: InputEvent) => (this.draft = (event.target as HTMLTextAreaElement).value)}
        @keydown=${this.onKey}
      ></textarea>
      <button type="submit" class="send">${wording.send}</button>
      <p class="counter ${left < 0 ? "over" : ""}" id="counter" aria-live="polite">
        ${left < 0
          ? wording.tooLong(-left)
          : this.draft.length >= COUNT_FROM
            ? wording.left(left)
            : nothing}
      </p>
    </form>`;
  }

  private launcher(name: string) {
    const { wording, unread } = this;
    return html`<button
      type="button"
      class="launcher"
      aria-expanded=${this.isOpen}
      @click=${() => (this.isOpen ? this.close() : this.open())}
    >
      ${this.isOpen ? wording.close : name}${unread && !this.isOpen
        ? html`<span class="badge">${wording.unread(unread)}</span>`
        : nothing}
    </button>`;
  }

  // ---- what people do --------------------------------------------------------------------

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text || this.draft.length > MOST_CHARACTERS) return;
    this.draft = "";
    this.say(text);
  }

  private onKey(event: KeyboardEvent): void {
    // 229 is what some input methods send instead of saying that they compose.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form!.requestSubmit();
  }

  private say(text: string, title?: string): void {
    this.isFollowing = true;
    this.conversation.say(text, title);
  }

  private choose(work: () => void): void {
    this.isMenuOpen = false;
    this.find<HTMLElement>(".menu-button")?.focus();
    work();
  }

  private escape(): void {
    if (this.isMenuOpen) this.choose(() => {});
    else this.close();
  }

  private async showEarlier(): Promise<void> {
    const log = this.find<HTMLElement>(".log")!;
    const fromTheEnd = log.scrollHeight - log.scrollTop;
    this.isLive = false;
    await this.conversation.earlier();
    await this.updateComplete;
    log.scrollTop = log.scrollHeight - fromTheEnd;
    log.focus();
    requestAnimationFrame(() => (this.isLive = true));
  }

  private async download(): Promise<void> {
    const { wording } = this;
    const text = (await this.conversation.everything())
      .filter((message) => message.text)
      .map(({ from, text, at }) => {
        const time = new Date(at * 1000).toLocaleString();
        return `${time}  ${from === "person" ? wording.you : wording.bot}:\n${text}`;
      })
      .join("\n\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = wording.fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // ---- after a change ----------------------------------------------------------------------

  private onChange(): void {
    const { messages, line, unsent } = this.conversation;
    const last = messages.at(-1)?.number ?? 0;
    if (!this.isOpen && this.isLive) {
      this.unread += messages.filter((one) => one.from === "bot" && one.number > this.lastSeen).length;
    }
    this.lastSeen = last;
    if (line === "online" && !this.isLive)
      void this.updateComplete.then(() => requestAnimationFrame(() => (this.isLive = true)));
    if (unsent.length === 0) {
      window.clearTimeout(this.slowTimer);
      this.slowTimer = undefined;
      this.isSlow = false;
    } else {
      this.slowTimer ??= window.setTimeout(
        () => (this.isSlow = this.conversation.unsent.length > 0),
        WAITING_SHOWN_AFTER_MILLISECONDS,
      );
    }
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.isFollowing) this.keepInSight();
  }

  /** What was asked last stays in sight, with as much of the answer as fits below. */
  private keepInSight(): void {
    const log = this.find<HTMLElement>(".log");
    if (!log) return;
    log.scrollTop = this.askedAt(log);
  }

  /** Where what was asked last begins, in pixels. */
  private askedAt(log: HTMLElement): number {
    const asked = [...log.querySelectorAll<HTMLElement>(".own")].at(-1)?.offsetTop ?? 0;
    return Math.max(asked - 8, 0);
  }

  private onScroll(event: Event): void {
    const log = event.target as HTMLElement;
    const end = Math.min(log.scrollHeight - log.clientHeight, this.askedAt(log));
    this.isFollowing = log.scrollTop >= end - NEAR_THE_END_PIXELS;
  }

  private focusInside(): void {
    // On a phone the keyboard would cover what is to be read first.
    const target = matchMedia("(pointer: coarse)").matches ? "h2" : "textarea";
    this.find<HTMLElement>(target)?.focus();
  }

  private get isPage(): boolean {
    return this.dataset.display === "page";
  }

  private find<Found extends Element>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }
}
