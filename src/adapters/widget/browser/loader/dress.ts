import { contrast, CONTRAST_LEAST, rgbOf, type Rgb } from "./color.js";

/**
 * Gives the panel's element the theme and the site's colour of the stage, whenever they change; what is written in that colour and its soft
 * ground are made to fit the theme. Answers how to stop.
 */
export function dress(element: HTMLElement, stage: HTMLElement): () => void {
  const put = (): void => {
    element.dataset.theme = stage.dataset.theme;
    for (const [name, value] of Object.entries(coloursOf(stage))) element.style.setProperty(name, value, "important");
  };
  const observer = new MutationObserver(put);
  observer.observe(stage, { attributes: true, attributeFilter: ["data-theme"] });
  put();
  return () => observer.disconnect();
}

function coloursOf(stage: HTMLElement): Record<string, string> {
  const brand = stage.style.getPropertyPriority("--brand") === "" ? null : rgbOf(stage.style.getPropertyValue("--brand"));
  if (brand === null) return {};
  const theme = getComputedStyle(stage);
  const soft = mix(rgbOf(theme.getPropertyValue("--surface"))!, brand, 0.12);
  const text = rgbOf(theme.getPropertyValue("--text"))!;
  let legible = brand;
  for (let share = 0; contrast(legible, soft) < CONTRAST_LEAST && share < 1; share += 0.1) legible = mix(brand, text, share);
  return {
    "--brand": cssOf(brand),
    "--on-brand": stage.style.getPropertyValue("--on-brand"),
    "--brand-text": cssOf(legible),
    "--brand-soft": cssOf(soft),
  };
}

const cssOf = (rgb: Rgb): string => `rgb(${rgb.join()})`;

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((value, index) => Math.round(value + (to[index]! - value) * share));
