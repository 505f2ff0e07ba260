// Text as people see it: links and telephone numbers can be pressed; nothing becomes HTML.

import { html, type TemplateResult } from "lit";

const ADDRESS = /https?:\/\/[^\s<>"')]+[^\s<>"').,;:!?]/g;

type Part = string | TemplateResult;

/** Text in which web addresses are links. Only http and https are. */
export function linked(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const href = safeLink(found[0]);
    if (!href) continue;
    parts.push(
      text.slice(done, found.index),
      html`<a href=${href} target="_blank" rel="noopener noreferrer">${found[0]}</a>`,
    );
    done = found.index + found[0].length;
  }
  return [...parts, text.slice(done)];
}

/** An address that may be followed; undefined for any other, such as javascript:. */
export function safeLink(address: string | undefined): string | undefined {
  try {
    const url = new URL(address ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** The address that calls a telephone number. */
export function callLink(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}
