// The conversation with the server: what was said, what is not sent yet, and how the line is.
// Knows nothing of how it looks.

import { io, type Socket } from "socket.io-client";
import type { Confirmed, HistoryPage, Message, Receipt, Unsent } from "./protocol";
import { Storage } from "./storage";

export type Line = "closed" | "connecting" | "online" | "offline";
/** Something to tell the visitor: a key of the wording. */
export type Notice = "tooFast" | "over" | "failed" | undefined;

const ACK_MILLISECONDS = 8_000;
// Several messages of one answer follow each other at this pace, so that they can be read.
const PACE_MILLISECONDS = 250;
const LONGEST_PACE_MILLISECONDS = 900;
// After so long, somebody who comes back is greeted.
const AWAY_SECONDS = 12 * 60 * 60;
/** Number of a message of a conversation that is deleted. */
const DELETED = 0;

export class Conversation extends EventTarget {
  /** What is shown, in order. */
  messages: Message[] = [];
  /** What is not confirmed yet, in order. */
  unsent: Unsent[];
  line: Line = "closed";
  notice: Notice;
  /** Whether an answer is being written. */
  typing = false;
  /** Whether there is more before the first message. */
  hasEarlier = false;

  private socket: Socket | undefined;
  private isConfirmed = false;
  private isSending = false;
  private isReplaying = false;
  private identity: { session_id: string; secret: string } | undefined;
  private waitingToBeShown: Message[] = [];
  private showing: number | undefined;

  constructor(
    private readonly server: string,
    private readonly storage: Storage,
    private readonly country: string | undefined,
  ) {
    super();
    this.unsent = storage.unsent;
  }

  /** Connects; does nothing if that was done. */
  open(): void {
    if (this.socket) return;
    this.identity = this.storage.identity;
    this.line = "connecting";
    const socket = io(this.server, {
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 4_000,
      timeout: 8_000,
    });
    this.socket = socket;
    socket.on("connect", () => this.requestSession());
    socket.on("disconnect", (reason) => {
      this.isConfirmed = false;
      this.typing = false;
      this.become("offline");
      // The library does not try again by itself when the server has ended the connection.
      if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1_000);
    });
    socket.on("connect_error", () => {
      this.become("offline");
      // A refused connection, for example one too many, is not tried again by itself either.
      if (!socket.active) setTimeout(() => socket.connect(), 4_000);
    });
    socket.on("session_confirm", (confirmed: Confirmed) => this.confirmed(confirmed));
    socket.on("bot_uttered", (message: Message) => this.arrived(message));
    socket.on("user_uttered", (message: Message) => this.arrived(message));
    socket.on("typing", ({ on }: { on: boolean }) => this.change(() => (this.typing = on)));
    socket.on("session_forgotten", () => this.forgotten());
    const wake = () => {
      if (!socket.connected && document.visibilityState === "visible") socket.connect();
    };
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    this.storage.onOtherTab(() => this.joinOtherTab());
    this.changed();
  }

  /** Says something: what was typed, or the payload of a button with what stands on it. */
  say(message: string, title?: string): void {
    const said: Unsent = { id: crypto.randomUUID?.() ?? randomName(), message };
    if (title !== undefined) said.title = title;
    this.notice = undefined;
    this.showAll();
    this.keepUnsent([...this.unsent, said]);
    void this.send();
  }

  /** Fetches what was said before the first message. */
  async earlier(): Promise<void> {
    const first = this.messages[0];
    if (!first || !this.socket?.connected) return;
    const { messages } = await this.before(first.number);
    this.change(() => {
      this.messages = [...messages, ...this.messages];
      this.hasEarlier = messages.length > 0 && (messages[0]?.number ?? 1) > 1;
    });
  }

  /** All that the server keeps of the conversation, oldest first. */
  async everything(): Promise<Message[]> {
    this.showAll();
    const all = [...this.messages];
    while (this.socket?.connected && (all[0]?.number ?? 1) > 1) {
      const { messages } = await this.before(all[0]!.number);
      if (messages.length === 0) break;
      all.unshift(...messages);
    }
    return all;
  }

  // ---- with the server ----------------------------------------------------------------

  private requestSession(): void {
    const known = this.messages.at(-1)?.number;
    this.socket?.emit("session_request", {
      session_id: this.identity?.session_id ?? null,
      secret: this.identity?.secret ?? null,
      country: this.country,
      ...(this.identity && known !== undefined && { after: this.contiguous() }),
    });
  }

  private confirmed(confirmed: Confirmed): void {
    const isOther = this.identity?.session_id !== confirmed.session_id;
    this.identity = { session_id: confirmed.session_id, secret: confirmed.secret };
    if (isOther || confirmed.afresh) {
      // What said that the last conversation is deleted belongs to none.
      this.messages = this.messages.filter(({ number }) => number === DELETED);
      if (isOther && this.storage.identity) this.storage.identity = undefined;
    }
    for (const message of confirmed.messages) this.place(message);
    this.hasEarlier = (this.messages[0]?.number ?? 1) > 1;
    this.isReplaying = false;
    this.isConfirmed = true;
    this.become("online");
    if (this.unsent.length === 0 && this.isToBeGreeted()) this.say("/greet", "");
    void this.send();
  }

  private isToBeGreeted(): boolean {
    const last = this.messages.at(-1);
    return !last || Date.now() / 1000 - last.at > AWAY_SECONDS;
  }

  /** Sends what waits, one message after the other; what is not confirmed stays in line. */
  private async send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    while (this.isConfirmed && this.unsent[0]) {
      const next = this.unsent[0];
      let receipt: Receipt;
      try {
        receipt = await this.socket!.timeout(ACK_MILLISECONDS).emitWithAck("user_uttered", next);
      } catch {
        // No receipt: it is sent again, and the server takes it only once.
        await pause(500);
        continue;
      }
      if ("error" in receipt && receipt.error === "too_fast") {
        this.change(() => (this.notice = "tooFast"));
        await pause((receipt.wait_seconds ?? 2) * 1000 + 100);
        continue;
      }
      this.notice =
        "error" in receipt ? (receipt.error === "over" ? "over" : "failed") : undefined;
      this.taken(next.id);
    }
    this.isSending = false;
  }

  /** The server has a message: it need not be sent again, and its conversation is to be found. */
  private taken(id: string | null): void {
    const said = this.unsent.find((one) => one.id === id);
    // Who has said nothing but hello is not remembered.
    if (said && said.title !== "" && this.identity) this.storage.identity = this.identity;
    this.keepUnsent(this.unsent.filter((one) => one.id !== id));
  }

  private async before(number: number): Promise<{ messages: Message[] }> {
    for (;;) {
      const page: HistoryPage = await this.socket!
        .timeout(ACK_MILLISECONDS)
        .emitWithAck("history_request", { before: number });
      if ("messages" in page) return page;
      await pause(page.wait_seconds * 1000 + 100);
    }
  }

  private arrived(message: Message): void {
    if (message.number === undefined) return;
    if (message.from === "person") {
      this.typing = false;
      this.showAll();
      this.place(message);
      this.taken(message.id);
      return;
    }
    this.waitingToBeShown.push(message);
    // An alarm does not wait, and nothing waits behind a page that nobody looks at.
    if (message.kind === "alarm" || document.visibilityState === "hidden") this.showAll();
    else if (this.showing === undefined) this.showNext();
  }

  private showNext(): void {
    const next = this.waitingToBeShown.shift();
    if (!next) return;
    this.typing = false;
    this.change(() => this.place(next));
    this.askForGap();
    const left = this.waitingToBeShown.length + 1;
    this.showing = window.setTimeout(
      () => {
        this.showing = undefined;
        this.showNext();
      },
      Math.min(PACE_MILLISECONDS, LONGEST_PACE_MILLISECONDS / left),
    );
  }

  private showAll(): void {
    window.clearTimeout(this.showing);
    this.showing = undefined;
    if (this.waitingToBeShown.length === 0) return;
    this.typing = false;
    const all = this.waitingToBeShown.splice(0);
    this.change(() => all.forEach((message) => this.place(message)));
    this.askForGap();
  }

  /** Puts a message where its number says, once. */
  private place(message: Message): void {
    let at = this.messages.length;
    while (at > 0 && this.messages[at - 1]!.number > message.number) at -= 1;
    if (this.messages[at - 1]?.number === message.number) return;
    this.messages = [...this.messages.slice(0, at), message, ...this.messages.slice(at)];
  }

  /** Number of the last message before the first gap. */
  private contiguous(): number {
    let last = this.messages[0]?.number ?? 0;
    for (const { number } of this.messages.slice(1)) {
      if (number !== last + 1) break;
      last = number;
    }
    return last;
  }

  private askForGap(): void {
    const last = this.messages.at(-1)?.number ?? 0;
    if (this.isReplaying || !this.isConfirmed || this.contiguous() === last) return;
    this.isReplaying = true;
    this.requestSession();
  }

  /** The server has deleted the conversation: of it only the word that it is so stays. */
  private forgotten(): void {
    this.showAll();
    this.storage.identity = undefined;
    this.identity = undefined;
    const goodbye = this.messages.slice(-1).map((message) => ({ ...message, number: DELETED }));
    this.isConfirmed = false;
    this.change(() => {
      this.messages = goodbye;
      this.hasEarlier = false;
      this.notice = undefined;
    });
    this.keepUnsent([]);
    this.socket?.emit("session_request", { country: this.country });
  }

  /** Another tab of this site has a conversation; one that has said nothing yet joins it. */
  private joinOtherTab(): void {
    const other = this.storage.identity;
    const hasSpoken = this.messages.some(({ from, text }) => from === "person" && text);
    if (!other || hasSpoken || other.session_id === this.identity?.session_id) return;
    this.identity = other;
    this.messages = [];
    if (this.socket?.connected) this.requestSession();
  }

  // ---- for those who show it --------------------------------------------------------------

  private keepUnsent(messages: Unsent[]): void {
    this.change(() => (this.unsent = messages));
    this.storage.unsent = messages;
  }

  private become(line: Line): void {
    this.change(() => (this.line = line));
  }

  private change(how: () => void): void {
    how();
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// crypto.randomUUID is there only on pages behind HTTPS.
function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
