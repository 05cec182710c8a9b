export type Rgb = readonly number[];

export const CONTRAST_LEAST = 4.5;

/** Of `#rgb` or `#rrggbb`; null: it is neither. */
export function rgbOf(hex: string): Rgb | null {
  const digits = /^ *#([\da-f]{3}|[\da-f]{6}) *$/i.exec(hex)?.[1];
  return digits === undefined
    ? null
    : digits.match(digits.length > 3 ? /../g : /./g)!.map((each) => parseInt(each + each, 16) & 255);
}

/** As WCAG 2 reckons it, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const WEIGHTS = [0.2126, 0.7152, 0.0722];

const luminance = (rgb: Rgb): number =>
  rgb.reduce((sum, value, index) => {
    const share = value / 255;
    return sum + WEIGHTS[index]! * (share < 0.04 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  }, 0);
