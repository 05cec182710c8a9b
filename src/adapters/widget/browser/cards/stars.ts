import { Input, StringArrayProperty, Versions } from "adaptivecards";
import { localeOf } from "./card-locale.js";
import { makeFaultLine } from "./fault-line.js";
import { WORDS } from "./words.js";

const STAR = "m8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.2l-3.7 2.1.8-4.1L2 6.3l4.2-.5z";
const SVG = "http://www.w3.org/2000/svg";
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * `Frontdoor.Stars`: a score by stars, as a group of radio buttons. Arrows move, a digit sets, Home and End are the worst and the best; the
 * word of the score stands beside it. Its value is the number as a string.
 */
export class StarsInput extends Input {
  static readonly JsonTypeName = "Frontdoor.Stars";
  static readonly scaleProperty = new StringArrayProperty(Versions.v1_0, "scale");

  private readonly fault = makeFaultLine();
  private readonly word = document.createElement("span");
  private stars: HTMLButtonElement[] = [];
  private score = 0;

  getJsonTypeName(): string {
    return StarsInput.JsonTypeName;
  }

  isSet(): boolean {
    return this.score > 0;
  }

  get value(): string | undefined {
    return this.score === 0 ? undefined : String(this.score);
  }

  /** "5 非常满意", whether the card's own words say the number or not. */
  private get scale(): string[] {
    const words = (this.getValue(StarsInput.scaleProperty) as string[] | undefined) ?? [];
    return words.map((word, index) => (/^\d/.test(word) ? word : `${index + 1} ${word}`));
  }

  override focus(): void {
    this.stars[Math.max(this.score - 1, 0)]?.focus();
  }

  protected internalRender(): HTMLElement {
    const group = document.createElement("div");
    group.className = "stars";
    group.setAttribute("role", "radiogroup");
    if (this.isRequired) group.setAttribute("aria-required", "true");
    this.stars = this.scale.map((word, index) => this.makeStar(word, index + 1));
    this.word.className = "word";
    this.word.setAttribute("aria-hidden", "true");
    group.append(...this.stars, this.word);
    group.addEventListener("keydown", (event) => this.onKey(event));
    this.paint();
    return group;
  }

  protected override overrideInternalRender(): HTMLElement | undefined {
    const outer = super.overrideInternalRender();
    const control = this.renderedInputControlElement;
    outer?.classList.add("scale");
    if (outer && control) this.fault.attach(outer, control);
    return outer;
  }

  protected override showValidationErrorMessage(): void {
    this.fault.tell(this.errorMessage ?? WORDS[localeOf(this)].required);
  }

  protected override resetValidationFailureCue(): void {
    super.resetValidationFailureCue();
    this.fault.tell(null);
  }

  private makeStar(word: string, score: number): HTMLButtonElement {
    const star = document.createElement("button");
    star.type = "button";
    star.setAttribute("role", "radio");
    star.setAttribute("aria-label", word);
    const glyph = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    glyph.setAttribute("viewBox", "0 0 16 16");
    glyph.setAttribute("aria-hidden", "true");
    path.setAttribute("d", STAR);
    glyph.append(path);
    star.append(glyph);
    star.addEventListener("click", () => this.set(score));
    return star;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const score = this.scoreOf(event.key);
    if (score === null) return;
    event.preventDefault();
    this.set(Math.min(Math.max(score, 1), this.stars.length));
    this.focus();
  }

  private scoreOf(key: string): number | null {
    if (key === "Home") return 1;
    if (key === "End") return this.stars.length;
    const step = STEPS[key];
    if (step !== undefined) return this.score + step;
    return /^[1-9]$/.test(key) && Number(key) <= this.stars.length ? Number(key) : null;
  }

  private set(score: number): void {
    this.score = score;
    this.paint();
    this.valueChanged();
  }

  /** One star is in the tab order: the chosen one, or the first. */
  private paint(): void {
    this.stars.forEach((star, index) => {
      star.setAttribute("aria-checked", String(index + 1 === this.score));
      star.classList.toggle("on", index < this.score);
      star.tabIndex = index === Math.max(this.score - 1, 0) ? 0 : -1;
    });
    this.word.textContent = this.scale[this.score - 1] ?? WORDS[localeOf(this)].unrated;
  }
}
