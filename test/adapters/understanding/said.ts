import { hear, priorityHeard } from "./spoken-to.js";

export interface Meant {
  category: string | null;
  intent: string;
  priority: string | null;
  complaint: boolean;
}

/** A test for each of the texts: all of them mean this. */
export function theseMean(meant: Meant, texts: string[]): void {
  test.each(texts)(`${meant.category ?? "no demand"}, ${meant.intent}, ${meant.priority ?? "no priority"}: %s`, (text) => {
    const { category, intent, complaint, ...rest } = hear(text);
    expect({ category, intent, priority: priorityHeard({ category, intent, complaint, ...rest }), complaint }).toEqual(meant);
  });
}
