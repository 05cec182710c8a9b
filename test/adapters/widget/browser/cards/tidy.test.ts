import { tidyCard } from "../../../../../src/adapters/widget/browser/cards/tidy.js";

beforeAll(() => Object.assign(globalThis, { location: { origin: "https://shop.example" } }));

const card = (...body: object[]) => ({ type: "AdaptiveCard", body });
const submit = (more: object) => ({ type: "Action.Submit", title: "x", ...more });

test("only links to the web are kept, and only actions that answer an ask", () => {
  const actions = [
    { type: "Action.OpenUrl", url: "javascript:alert(1)" },
    { type: "Action.OpenUrl", url: "https://ok.example" },
    submit({ data: { x: 1 } }),
    submit({ data: { askId: "a", choice: "form" } }),
  ];
  expect(tidyCard({ actions })).toEqual({ actions: [actions[1], actions[3]] });
});

test("a link's picture is loaded no more freely than any other", () => {
  const link = { type: "Action.OpenUrl", url: "http://ok.example/" };
  const iconsOf = (...icons: string[]) => icons.map((iconUrl) => ({ ...link, iconUrl }));
  const actions = iconsOf("http://other.example/a.png", "a.png", "data:image/png,x", "https://ok.example/a.png");
  expect(tidyCard({ actions })).toEqual({ actions: [link, link, link, actions[3]] });
});

test("a choice needs nothing filled in", () => {
  const choice = submit({ data: { askId: "a", choice: "skip" } });
  expect(tidyCard({ actions: [choice] })).toEqual({ actions: [{ ...choice, associatedInputs: "none" }] });
});

test("of two buttons the one to press stands last", () => {
  const yes = submit({ data: { askId: "a", choice: "form" }, style: "positive" });
  const other = submit({ data: { askId: "a", choice: "form" } });
  expect(tidyCard({ actions: [yes, other] })).toEqual({ actions: [other, yes] });
  expect(tidyCard({ actions: [yes, other, other] })).toEqual({ actions: [yes, other, other] });
});

test("pictures come over a closed line or from the site itself, patterns and backgrounds not at all", () => {
  const image = (url: string) => ({ type: "Image", url });
  const given = card(
    image("http://other.example/a.png"),
    image("https://other.example/a.png"),
    image("https://shop.example/a.png"),
    image("data:image/svg+xml,x"),
    { type: "Input.Text", id: "a", regex: "(a+)+$", backgroundImage: "https://x" },
  );
  expect(tidyCard(given)).toEqual(
    card(
      { type: "Image" },
      image("https://other.example/a.png"),
      image("https://shop.example/a.png"),
      { type: "Image" },
      { type: "Input.Text", id: "a" },
    ),
  );
});

test("a card larger or deeper than any of ours is not drawn", () => {
  expect(() => tidyCard(card(...Array.from({ length: 1_001 }, () => ({}))))).toThrow(RangeError);
  let deep: object = {};
  for (let level = 0; level < 40; level += 1) deep = { items: [deep] };
  expect(() => tidyCard(deep)).toThrow(RangeError);
});
