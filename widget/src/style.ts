import { css, unsafeCSS } from "lit";

// A page may set its own size of letters very small; the chat never goes below 16 pixels.
const letters = unsafeCSS("max(16px, 1rem)");

const button = css`
  button {
    background: transparent;
    border: 2px solid var(--strong);
    border-radius: 1.5em;
    color: var(--strong);
    cursor: pointer;
    font: inherit;
    min-height: 44px;
    padding: 0.375em 1em;
  }
  button.quiet {
    border-color: var(--line);
    color: var(--ink);
  }
  button[aria-disabled="true"] {
    border-color: var(--line);
    color: var(--soft);
    cursor: default;
  }
  button.used {
    border-style: dashed;
  }
  :focus-visible {
    outline: 3px solid var(--strong);
    outline-offset: 2px;
  }
`;

export const timerStyle = [
  button,
  css`
    .timer {
      align-items: center;
      border-top: 1px solid var(--line);
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
      margin-top: 0.75em;
      padding-top: 0.75em;
    }
    .count {
      font-size: 1.75em;
      font-variant-numeric: tabular-nums;
      font-weight: 600;
    }
    .phase {
      min-width: 3em;
    }
  `,
];

export const chatStyle = [
  css`
    :host {
      --paper: #f6f5f1;
      --ink: #17282a;
      --soft: #3c4d50;
      --bot: #ffffff;
      --own: #dcecea;
      --line: #aebbb9;
      --strong: #0c4f4a;
      --on-strong: #ffffff;
      --alarm: #8c1d18;
      --alarm-paper: #fff4f2;
      all: initial;
      color-scheme: light;
    }
    :host([dark]) {
      --paper: #141b1c;
      --ink: #eef3f2;
      --soft: #c3cfce;
      --bot: #202a2b;
      --own: #16403c;
      --line: #566565;
      --strong: #9bdcd4;
      --on-strong: #08201d;
      --alarm: #ffb4ab;
      --alarm-paper: #2e1513;
      color-scheme: dark;
    }
    * {
      box-sizing: border-box;
    }
    .root {
      color: var(--ink);
      font: 400 ${letters} / 1.5 system-ui, sans-serif;
    }
    .hidden {
      clip-path: inset(50%);
      height: 1px;
      overflow: hidden;
      position: absolute;
      white-space: nowrap;
      width: 1px;
    }
  `,
  button,
  css`
    .launcher {
      background: var(--strong);
      border-color: var(--on-strong);
      bottom: 1em;
      box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.3);
      color: var(--on-strong);
      font-weight: 600;
      inset-inline-end: 1em;
      min-height: 3em;
      padding: 0.5em 1.25em;
      position: fixed;
      z-index: 2147483000;
    }
    .left .launcher {
      inset-inline-end: auto;
      inset-inline-start: 1em;
    }
    .badge {
      background: var(--on-strong);
      border-radius: 1em;
      color: var(--strong);
      margin-inline-start: 0.5em;
      padding: 0 0.5em;
    }
    .panel {
      background: var(--paper);
      display: flex;
      flex-direction: column;
    }
    .panel[hidden] {
      display: none;
    }
    .floating .panel {
      border: 1px solid var(--line);
      border-radius: 1em;
      bottom: 5em;
      box-shadow: 0 0.5em 2em rgb(0 0 0 / 0.3);
      height: min(44em, calc(100dvh - 6.5em));
      inset-inline-end: 1em;
      overflow: hidden;
      position: fixed;
      width: min(27em, calc(100vw - 2em));
      z-index: 2147483000;
    }
    .floating.left .panel {
      inset-inline-end: auto;
      inset-inline-start: 1em;
    }
    .page .panel {
      height: 100dvh;
      margin: 0 auto;
      max-width: 46em;
    }
    @media (max-width: 32em) {
      .floating .panel,
      .floating.left .panel {
        border: 0;
        border-radius: 0;
        height: 100dvh;
        inset: 0;
        width: 100%;
      }
      .open .launcher {
        display: none;
      }
    }
    .header {
      align-items: center;
      border-bottom: 1px solid var(--line);
      display: flex;
      flex-wrap: wrap;
      gap: 0.125em 0.5em;
      padding: 0.5em 1em;
      position: relative;
    }
    h2 {
      color: var(--strong);
      flex: 1;
      font-size: 1.25em;
      line-height: 1.2;
      margin: 0;
      min-width: 0;
    }
    .header p {
      flex-basis: 100%;
    }
    .header p,
    .footer {
      color: var(--soft);
      font-size: 0.875em;
      line-height: 1.4;
      margin: 0;
    }
    .header button {
      flex: none;
    }
    .menu {
      background: var(--bot);
      border: 1px solid var(--line);
      border-radius: 0.75em;
      box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.3);
      display: grid;
      gap: 0.25em;
      inset-inline-end: 1em;
      list-style: none;
      margin: 0;
      padding: 0.5em;
      position: absolute;
      top: 100%;
      z-index: 1;
    }
    .menu[hidden] {
      display: none;
    }
    .menu button,
    .menu a {
      border: 0;
      border-radius: 0.5em;
      color: var(--ink);
      display: block;
      line-height: 44px;
      padding: 0 1em;
      text-align: start;
      width: 100%;
    }
    .menu button:hover,
    .menu a:hover {
      background: var(--own);
    }
    .log {
      flex: 1;
      overflow-y: auto;
      overscroll-behavior: contain;
      padding: 1em;
      position: relative;
    }
    .greeting {
      color: var(--soft);
      margin: 0 0 1em;
    }
    .message {
      border-radius: 0.75em;
      margin: 0 0 0.625em;
      max-width: 94%;
      overflow-wrap: anywhere;
      padding: 0.625em 0.875em;
      position: relative;
      width: fit-content;
    }
    .message p {
      margin: 0;
      white-space: pre-line;
    }
    .bot {
      background: var(--bot);
      border: 1px solid var(--line);
    }
    .own {
      background: var(--own);
      margin-inline-start: auto;
    }
    .state {
      color: var(--soft);
      font-size: 0.875em;
    }
    .small {
      background: none;
      border: 0;
      color: var(--soft);
      font-size: 0.9375em;
      padding: 0 0.875em;
    }
    a {
      color: var(--strong);
    }
    .alarm {
      background: var(--alarm-paper);
      border: 3px solid var(--alarm);
      font-weight: 600;
      width: auto;
    }
    .sign {
      color: var(--alarm);
      font-size: 1.125em;
    }
    .calls {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
    }
    .alarm .calls {
      margin: 0.5em 0;
    }
    .calls a {
      background: var(--alarm);
      border-radius: 1.5em;
      color: var(--alarm-paper);
      line-height: 48px;
      padding: 0 1.5em;
      text-decoration: none;
    }
    .card {
      background: var(--bot);
      border: 1px solid var(--line);
      border-radius: 0.75em;
      margin: 0 0 0.625em;
      overflow-wrap: anywhere;
      padding: 0.875em 1em;
    }
    .card p,
    .card ol,
    .card ul {
      margin: 0.5em 0 0;
    }
    .card ol {
      padding-inline-start: 1.5em;
    }
    h3 {
      font-size: 1.125em;
      line-height: 1.3;
      margin: 0;
    }
    .card .step {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0;
    }
    .stop {
      border-inline-start: 3px solid var(--alarm);
      padding-inline-start: 0.625em;
    }
    .card button.quiet {
      margin-top: 0.75em;
    }
    .checklist {
      list-style: none;
      padding: 0;
    }
    .checklist label {
      align-items: center;
      display: flex;
      gap: 0.75em;
      min-height: 44px;
    }
    .checklist input {
      accent-color: var(--strong);
      flex: none;
      height: 24px;
      margin: 0;
      width: 24px;
    }
    img {
      background: #ffffff;
      border-radius: 0.5em;
      display: block;
      height: auto;
      margin: 0.5em 0;
      max-width: 100%;
    }
    .source {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0 0 0.625em;
      overflow-wrap: anywhere;
      padding: 0 0.875em;
    }
    summary {
      cursor: pointer;
      line-height: 1.4;
      min-height: 44px;
      padding-block: 0.625em;
    }
    .source p {
      margin: 0 0 0.5em;
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
      margin: 0 0 1em;
    }
    .line {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0;
      min-height: 1.5em;
      padding: 0 1em;
    }
    .line.offline {
      color: var(--alarm);
      font-weight: 600;
    }
    .dots {
      animation: breathe 1.2s ease-in-out infinite;
      display: inline-block;
    }
    @keyframes breathe {
      50% {
        opacity: 0.3;
      }
    }
    form {
      align-items: end;
      border-top: 1px solid var(--line);
      display: grid;
      gap: 0.25em 0.5em;
      grid-template-columns: 1fr auto;
      padding: 0.5em 1em;
    }
    label[for] {
      font-size: 0.9375em;
      grid-column: 1 / -1;
    }
    textarea {
      background: var(--bot);
      border: 2px solid var(--soft);
      border-radius: 0.75em;
      color: inherit;
      font: inherit;
      max-height: 10em;
      min-height: 44px;
      padding: 0.5em 0.75em;
      resize: vertical;
      width: 100%;
    }
    .send {
      background: var(--strong);
      color: var(--on-strong);
    }
    .counter {
      font-size: 0.875em;
      grid-column: 1 / -1;
      margin: 0;
    }
    .counter.over {
      color: var(--alarm);
      font-weight: 600;
    }
    .footer {
      padding: 0 1em 0.625em;
    }
    @media (prefers-reduced-motion: reduce) {
      .dots {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .panel,
      .message,
      .launcher,
      .card,
      .calls a {
        border: 2px solid CanvasText;
      }
      .calls a {
        color: LinkText;
      }
      button[aria-disabled="true"] {
        color: GrayText;
      }
    }
  `,
];

export const printStyle = `
  body { font: 14pt/1.6 system-ui, sans-serif; margin: 2cm; }
  ul { list-style: none; padding: 0; }
  li { margin: .3em 0; }
`;
