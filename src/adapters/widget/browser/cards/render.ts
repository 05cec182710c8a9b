import type { RenderCard } from "./cards.js";

export const makeRenderCard =
  (_root: DocumentOrShadowRoot): RenderCard =>
  () => ({ element: document.createElement("div"), dispose: () => undefined });
