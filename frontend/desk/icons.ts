// The toolbar's signs, drawn on a grid of 16 by 16.

const SIGNS = {
  bold: "M4.5 2.5h4a2.75 2.75 0 0 1 0 5.5h-4zM4.5 8h4.75a2.75 2.75 0 0 1 0 5.5H4.5zM4.5 2.5v11",
  italic: "M6.5 2.5h5M4.5 13.5h5M9.25 2.5l-2.5 11",
  link: "M6.5 9.5l3-3M7.25 4.75l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.75 11.25l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5",
  subheading: "M2.5 3v10M8.5 3v10M2.5 8h6M11 9.25c.2-1 .9-1.5 1.6-1.5.9 0 1.6.6 1.6 1.5 0 1.3-3.2 2.2-3.2 3.75h3.25",
  bullets: "M6.5 4h7.5M6.5 8h7.5M6.5 12h7.5M3 4h.01M3 8h.01M3 12h.01",
  numbers: "M7 4h7M7 8h7M7 12h7M2.25 3l1-.5v3M2.1 9.4c.1-.6.5-.9.95-.9.5 0 .95.3.95.8 0 .8-1.9 1.3-1.9 2.2H4",
  quote: "M3 9h3v3.5H3V8c0-2 .9-3.6 2.5-4.25M9.5 9h3v3.5h-3V8c0-2 .9-3.6 2.5-4.25",
  related: "M2 3.5h12v9H2zM4.5 6.5h7M4.5 9.5h4",
  picture: "M2 3h12v10H2zM2 11l3.5-3.5 3 3L11 8l3 3M10.75 5.75h.01",
  embed: "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5",
  undo: "M5.5 3L2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6",
  redo: "M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H10",
} as const;

export type Sign = keyof typeof SIGNS;

export function icon(sign: Sign): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SIGNS[sign]);
  svg.append(path);
  return svg;
}
