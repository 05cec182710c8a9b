import * as AC from "adaptivecards";
import type { Answered } from "../line/types.js";
import type { Locale } from "../words.js";
import { LocalCard } from "./card-locale.js";
import type { RenderCard } from "./cards.js";
import css from "./cards.css";
import { HOST_CONFIG } from "./host-config.js";
import { StarsInput } from "./stars.js";
import { TextField } from "./text-field.js";
import { FORM_CHOICE, answerOf, tidyCard } from "./tidy.js";
import { WORDS } from "./words.js";

/** Puts the cards' style sheet into `root`, once, and gives what draws a card there. */
export function makeRenderCard(root: ShadowRoot): RenderCard {
  setUp();
  dress(root);
  const elements = elementsKnown();
  const actions = actionsKnown();
  return ({ content, locale, onSubmit }) => {
    const element = document.createElement("div");
    element.className = "card-controls";
    element.lang = locale;
    const card = new LocalCard(locale);
    try {
      const context = new AC.SerializationContext();
      context.setElementRegistry(elements);
      context.setActionRegistry(actions);
      card.hostConfig = HOST_CONFIG;
      card.parse(tidyCard(content), context);
      card.onExecuteAction = makeOnAction({ card, element, locale, onSubmit });
      const drawn = card.render();
      // Empty is what cannot be answered here: an unknown kind of card, or none.
      if (drawn && (drawn.textContent !== "" || drawn.querySelector("img"))) element.append(drawn);
      for (const strip of element.querySelectorAll<HTMLElement>(".ac-actionSet")) setUpStrip(strip);
    } catch {
      // Whatever is wrong with a card, the message above it says it all.
      element.replaceChildren();
    }
    const dispose = (): void => {
      element.remove();
      card.releaseDOMResources();
    };
    return { element, dispose };
  };
}

let sheet: CSSStyleSheet | null = null;

/** As `adopt` does for the panel, but beside its sheets; called with every card. */
function dress(root: ShadowRoot): void {
  try {
    if (sheet === null) (sheet = new CSSStyleSheet()).replaceSync(css);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4.
    if (root.querySelector("style[data-cards]")) return;
    const style = document.createElement("style");
    style.dataset["cards"] = "";
    style.textContent = css;
    root.append(style);
  }
}

let isSetUp = false;

/** The library's settings are its own, not the page's: this bundle holds a copy of it. */
function setUp(): void {
  if (isSetUp) return;
  isSetUp = true;
  Object.assign(AC.GlobalSettings, {
    useAdvancedTextBlockTruncation: false,
    useAdvancedCardBottomTruncation: false,
    useMarkdownInRadioButtonAndCheckbox: false,
    allowMarkForTextHighlighting: false,
    allowMoreThanMaxActionsInOverflowMenu: false,
    setTabIndexAtCardRoot: false,
  });
  // Otherwise it takes a markdown-it the site may have, and writes what that makes as HTML.
  AC.AdaptiveCard.onProcessMarkdown = (_text, result) => {
    result.didProcess = false;
  };
  const { render } = AC.AdaptiveCard.prototype;
  // Each drawing, also of a card unfolded later, takes the page's own click handler away, and lets who is linked to reach back.
  AC.AdaptiveCard.prototype.render = function (this: AC.AdaptiveCard, target?: HTMLElement) {
    const { onclick } = document;
    try {
      const drawn = render.call(this, target);
      for (const link of drawn?.querySelectorAll("a") ?? []) link.rel = "noopener noreferrer nofollow";
      return drawn;
    } finally {
      document.onclick = onclick;
    }
  };
}

function elementsKnown(): AC.CardObjectRegistry<AC.CardElement> {
  const elements = new AC.CardObjectRegistry<AC.CardElement>();
  AC.GlobalRegistry.populateWithDefaultElements(elements);
  for (const loads of ["Media", "ImageSet"]) elements.unregister(loads);
  elements.register("Input.Text", TextField);
  elements.register(StarsInput.JsonTypeName, StarsInput);
  return elements;
}

function actionsKnown(): AC.CardObjectRegistry<AC.Action> {
  const actions = new AC.CardObjectRegistry<AC.Action>();
  AC.GlobalRegistry.populateWithDefaultActions(actions);
  actions.unregister(AC.ExecuteAction.JsonTypeName);
  return actions;
}

interface Drawn {
  card: AC.AdaptiveCard;
  element: HTMLElement;
  locale: Locale;
  onSubmit: (answered: Answered, words: string) => void;
}

function makeOnAction({ card, element, locale, onSubmit }: Drawn): (action: AC.Action) => void {
  let isSent = false;
  return (action) => {
    if (action instanceof AC.OpenUrlAction) window.open(action.url, "_blank", "noopener,noreferrer");
    const answer = action instanceof AC.SubmitAction ? answerOf(action.data) : null;
    if (!answer || isSent) return;
    isSent = true;
    // After the library has set the buttons anew, which it does once this returns.
    queueMicrotask(() => markSent(element));
    const filled = answer.choice === FORM_CHOICE ? card.getAllInputs().filter((input) => input.id && input.isSet()) : [];
    const inputs = Object.fromEntries(filled.map((input) => [input.id ?? "", String(input.value)]));
    onSubmit({ ...inputs, ...answer }, formWords(filled, locale) || (action.title ?? ""));
  };
}

/** "王芳，138 0013 8000"; "5 5 4 5" and the comment in a line of its own. */
function formWords(filled: AC.Input[], locale: Locale): string {
  const valuesOf = (is: (input: AC.Input) => boolean) => filled.filter(is).map((input) => String(input.value));
  const isLong = (input: AC.Input) => input instanceof TextField && input.isMultiline;
  const isStars = (input: AC.Input) => input instanceof StarsInput;
  const lines = [
    valuesOf((input) => !isStars(input) && !isLong(input)).join(WORDS[locale].comma),
    valuesOf(isStars).join(" "),
    ...valuesOf(isLong),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function markSent(element: HTMLElement): void {
  element.classList.add("sent");
  for (const button of element.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
}

function setUpStrip(strip: HTMLElement): void {
  strip.classList.toggle("pair", strip.childElementCount <= 2);
  // It cuts off the focus ring.
  if (strip.parentElement) strip.parentElement.style.overflow = "visible";
}
