interface Rule {
  media: string;
  selector: string;
  declarations: [property: string, value: string, priority: string][];
}

/**
 * Puts style sheets into a shadow root without an inline style, so that a site's policy need not allow one. Browsers that cannot construct a
 * sheet (Safari before 16.4) get a `<style>`; where the policy refuses that, each property is set on each element, which no policy forbids:
 * what depends on hover and focus is lost there.
 */
export function adopt(root: ShadowRoot, ...sheets: string[]): void {
  try {
    root.adoptedStyleSheets = sheets.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  } catch {
    const style = document.createElement("style");
    style.textContent = sheets.join("");
    root.append(style);
    if (style.sheet !== null) return;
    style.remove();
    byHand(root, rulesOf(sheets.join("")));
  }
}

/** Our own sheets, minified: rules, and rules one level deep in `@media`. */
function rulesOf(text: string, media = ""): Rule[] {
  return [...text.matchAll(/([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}/g)].flatMap(([, head = "", body = ""]) => {
    if (head.startsWith("@media")) return rulesOf(body, head.slice(6).trim());
    if (head.startsWith("@")) return [];
    const declarations = body.split(";").flatMap((each): Rule["declarations"] => {
      const [property, ...value] = each.split(":");
      const [plain, important] = value.join(":").split("!");
      return value.length === 0 ? [] : [[property!.trim(), plain!.trim(), important ?? ""]];
    });
    return head.split(",").map((selector) => ({ media, selector: selector.trim(), declarations }));
  });
}

function byHand(root: ShadowRoot, rules: readonly Rule[]): void {
  const ours = new Map<CSSStyleDeclaration, Set<string>>();
  const set = (style: CSSStyleDeclaration, [property, value, priority]: Rule["declarations"][number]): void => {
    const mine = ours.get(style) ?? new Set();
    // What script has set with priority, a site's colour say, stays; of our own the later rule wins, the important over all.
    if (style.getPropertyPriority(property) !== "" && (priority === "" || !mine.has(property))) return;
    style.setProperty(property, value, priority);
    ours.set(style, mine.add(property));
  };
  const apply = (): void => {
    for (const [style, properties] of ours) properties.forEach((property) => style.removeProperty(property));
    ours.clear();
    for (const { media, selector, declarations } of rules) {
      if (media !== "" && !matchMedia(media).matches) continue;
      for (const { style } of elementsOf(root, selector)) declarations.forEach((declaration) => set(style, declaration));
    }
  };
  apply();
  // Not `style`: it would call itself for ever.
  const attributeFilter = ["class", "hidden", "lang", "data-theme", "data-position", "data-mode", "aria-busy", "aria-expanded"];
  const observer = new MutationObserver(apply);
  for (const node of [root, root.host])
    observer.observe(node, { subtree: true, childList: true, attributes: true, attributeFilter });
  addEventListener("resize", apply);
}

function elementsOf(root: ShadowRoot, selector: string): HTMLElement[] {
  if (/:(?!host|not)/.test(selector)) return [];
  const [, condition, inner = selector] = /^:host(?:\(([^)]*)\))? ?(.*)$/.exec(selector) ?? [];
  if (condition !== undefined && !root.host.matches(condition)) return [];
  return inner === "" ? [root.host as HTMLElement] : [...root.querySelectorAll<HTMLElement>(inner)];
}
