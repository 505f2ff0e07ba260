// What the browser keeps: who the visitor is, for the next page and the next tab, and what is
// not sent yet, for this tab. What was said stays on the server.

import type { Unsent } from "./protocol";

export interface Identity {
  session_id: string;
  secret: string;
}

export class Storage {
  private readonly identityKey: string;
  private readonly unsentKey: string;
  private readonly openKey: string;

  constructor(server: string) {
    this.identityKey = `backwise ${server}`;
    this.unsentKey = `backwise unsent ${server}`;
    this.openKey = `backwise open ${server}`;
  }

  get identity(): Identity | undefined {
    const found = read(() => localStorage, this.identityKey) as Partial<Identity> | undefined;
    return found?.session_id && found.secret ? (found as Identity) : undefined;
  }

  set identity(identity: Identity | undefined) {
    write(() => localStorage, this.identityKey, identity);
  }

  get unsent(): Unsent[] {
    const found = read(() => sessionStorage, this.unsentKey);
    return Array.isArray(found) ? (found as Unsent[]) : [];
  }

  set unsent(messages: Unsent[]) {
    write(() => sessionStorage, this.unsentKey, messages.length ? messages : undefined);
  }

  get isOpen(): boolean {
    return read(() => sessionStorage, this.openKey) === true;
  }

  set isOpen(open: boolean) {
    write(() => sessionStorage, this.openKey, open || undefined);
  }

  /** Calls back when another tab has got an identity, or has lost it. */
  onOtherTab(changed: () => void): void {
    window.addEventListener("storage", (event) => {
      if (event.key === this.identityKey) changed();
    });
  }
}

// A browser may refuse to keep anything; then the conversation lives as long as the page.
function read(area: () => globalThis.Storage, key: string): unknown {
  try {
    return JSON.parse(area().getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function write(area: () => globalThis.Storage, key: string, value: unknown): void {
  try {
    if (value === undefined) area().removeItem(key);
    else area().setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is kept.
  }
}
