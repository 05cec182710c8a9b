import { generateUniqueId } from "adaptivecards";

/** The sentence under a field that says what is wrong with it, tied to the field for those who do not see it. */
export interface FaultLine {
  /** Where it stands (`outer`), and what it speaks of. */
  attach(outer: HTMLElement, control: HTMLElement): void;
  tell(sentence: string | null): void;
}

export function makeFaultLine(): FaultLine {
  const line = document.createElement("p");
  line.className = "fault";
  line.id = generateUniqueId();
  let place: { outer: HTMLElement; control: HTMLElement } | null = null;
  return {
    attach: (outer, control) => {
      place = { outer, control };
    },
    tell: (sentence) => {
      line.textContent = sentence;
      if (sentence === null) {
        line.remove();
        place?.control.removeAttribute("aria-describedby");
        place?.control.removeAttribute("aria-invalid");
      } else {
        place?.outer.append(line);
        place?.control.setAttribute("aria-describedby", line.id);
        place?.control.setAttribute("aria-invalid", "true");
      }
    },
  };
}
