// Puts Backwise on any page: <script src="https://your-server/chat/widget.js" async></script>
// A button opens a panel; the conversation itself runs in a frame of its own, which the
// page cannot read and whose look it cannot break. Options: docs/widget.md.
"use strict";

(() => {
  const script = document.currentScript;
  const server = new URL(script.src).origin;

  const STYLE = `
    :host { --strong: #0c4f4a; --on-strong: #ffffff; all: initial; color-scheme: light dark; }
    button { background: var(--strong); border: 2px solid var(--on-strong); border-radius: 2rem;
      bottom: 1rem; color: var(--on-strong); cursor: pointer; font: 600 1.0625rem/1.2 system-ui,
      sans-serif; min-height: 3rem; padding: .5rem 1.25rem; position: fixed; z-index: 2147483000; }
    button:focus-visible { outline: 3px solid var(--strong); outline-offset: 3px; }
    .right { right: 1rem; } .left { left: 1rem; }
    section { background: #f6f5f1; border: 1px solid #c3cdcb; border-radius: 1rem; bottom: 5rem;
      box-shadow: 0 .5rem 2rem rgb(0 0 0 / .25); height: min(42rem, calc(100dvh - 6.5rem));
      overflow: hidden; position: fixed; width: min(26rem, calc(100vw - 2rem));
      z-index: 2147483000; }
    section[hidden] { display: none; }
    iframe { border: 0; height: 100%; width: 100%; }
    @media (max-width: 30rem) {
      section.left, section.right { border: 0; border-radius: 0; bottom: auto;
        height: calc(100dvh - 4.5rem); left: 0; right: 0; top: 0; width: 100%; }
    }
    @media (prefers-color-scheme: dark) {
      :host { --strong: #8fd3cb; --on-strong: #0b2321; }
      section { background: #141b1c; border-color: #3c4a4a; }
    }
    @media (forced-colors: active) { button, section { border: 2px solid ButtonText; } }
  `;

  class BackwiseChat extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.title_ = this.dataset.title || "Back pain guidance";
      this.button = document.createElement("button");
      this.button.type = "button";
      this.panel = document.createElement("section");
      this.panel.hidden = true;
      this.panel.setAttribute("role", "dialog");
      this.panel.setAttribute("aria-label", this.title_);
      const side = this.dataset.position === "left" ? "left" : "right";
      this.button.className = this.panel.className = side;
      if (/^#[0-9a-f]{6}$/i.test(this.dataset.color || "")) {
        this.style.setProperty("--strong", this.dataset.color);
        this.style.setProperty("--on-strong", "#ffffff");
      }
      root.append(this.panel, this.button);
      this.button.addEventListener("click", () => this.toggle());
      this.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
      window.addEventListener("message", (event) => {
        if (event.origin === this.server && event.source === this.frame?.contentWindow) {
          if (event.data === "backwise:close") this.close();
        }
      });
      this.label();
      if (this.dataset.open === "true" || sessionStorage.getItem("backwise-open")) this.open(false);
    }

    get server() {
      return this.dataset.server ? new URL(this.dataset.server).origin : server;
    }

    label() {
      this.button.textContent = this.panel.hidden ? this.title_ : "Close the chat";
      this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
    }

    toggle() {
      if (this.panel.hidden) this.open();
      else this.close();
    }

    // Nothing is asked of the server before somebody opens the panel.
    open(focus = true) {
      if (!this.frame) {
        const address = new URL("/chat/", this.server);
        address.searchParams.set("embedded", "1");
        for (const name of ["country", "privacy"]) {
          if (this.dataset[name]) address.searchParams.set(name, this.dataset[name]);
        }
        this.frame = document.createElement("iframe");
        this.frame.title = this.title_;
        this.frame.src = address.href;
        this.panel.append(this.frame);
      }
      this.panel.hidden = false;
      sessionStorage.setItem("backwise-open", "1");
      this.label();
      if (focus) this.frame.focus();
    }

    close() {
      if (this.panel.hidden) return;
      this.panel.hidden = true;
      sessionStorage.removeItem("backwise-open");
      this.label();
      this.button.focus();
    }
  }

  if (!customElements.get("backwise-chat")) customElements.define("backwise-chat", BackwiseChat);
  if (script.dataset.manual !== "true") {
    const start = () => {
      const chat = document.createElement("backwise-chat");
      Object.assign(chat.dataset, script.dataset);
      document.body.append(chat);
    };
    if (document.body) start();
    else document.addEventListener("DOMContentLoaded", start);
  }
})();
