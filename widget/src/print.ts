// Prints a routine, or saves it as PDF, which is the same to a browser. A frame of its own
// keeps the page around the chat off the paper.

import type { Checklist } from "./protocol";
import { printStyle } from "./style";
import type { Wording } from "./wording";

export function printChecklist(routine: Checklist, wording: Wording): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  const page = frame.contentDocument!;
  const inside = frame.contentWindow as Window & { CSSStyleSheet: typeof CSSStyleSheet };
  const sheet = new inside.CSSStyleSheet();
  sheet.replaceSync(printStyle);
  page.adoptedStyleSheets = [sheet];
  page.title = routine.name;
  const add = (tag: string, text: string, to: Element = page.body) => {
    const element = page.createElement(tag);
    element.textContent = text;
    to.append(element);
    return element;
  };
  add("h1", routine.name);
  add("p", [routine.for_whom, routine.how_often].filter(Boolean).join(". "));
  const list = add("ul", "");
  for (const { name, dose } of routine.checklist) add("li", `☐ ${name}: ${dose}`, list);
  if (routine.why) add("p", routine.why);
  add("p", `${wording.subtitle} ${wording.emergencyLine}`);
  inside.addEventListener("afterprint", () => frame.remove());
  inside.print();
}
