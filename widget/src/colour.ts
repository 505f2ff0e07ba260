// Colours that a site chooses.

/** Black or white, whichever is easier to read on a colour such as "#0c4f4a". */
export function readableOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16)));
  // Relative luminance, WCAG 2.2. At this value black and white have the same contrast.
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return luminance > 0.179 ? "#000000" : "#ffffff";
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
