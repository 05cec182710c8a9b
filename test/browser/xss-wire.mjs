// A payload in every field of what a server could send: ours would not, but then nothing that draws it need rely on that.

/** What would be fetched from elsewhere by the leave of a card's maker. */
const notFetched = (payload) => (/^https?:/i.test(payload.trim()) ? `x ${payload}` : payload);

const submits = (payload, more) => ({
  type: "Action.Submit",
  title: payload,
  tooltip: payload,
  data: { askId: payload, choice: payload },
  ...more,
});
const opens = (payload) => ({ type: "Action.OpenUrl", title: payload, url: payload, tooltip: payload });

/** Of all that the schema has, with the payload in each of its texts. */
export const cardOf = (payload) => ({
  type: "AdaptiveCard",
  version: "1.5",
  lang: payload,
  fallbackText: payload,
  speak: payload,
  backgroundImage: payload,
  selectAction: opens(payload),
  refresh: { action: { type: "Action.Execute", verb: payload }, userIds: [payload] },
  authentication: { text: payload, buttons: [{ type: "signin", title: payload, value: payload }] },
  body: [
    {
      type: "TextBlock",
      id: payload,
      text: payload,
      wrap: true,
      color: payload,
      size: payload,
      fontType: payload,
      lang: payload,
    },
    { type: "TextBlock", text: `{{DATE(2026-11-22T10:00:00Z,${payload})}} {{TIME(${payload})}}` },
    {
      type: "RichTextBlock",
      inlines: [payload, { type: "TextRun", text: payload, selectAction: opens(payload), highlight: true }],
    },
    {
      type: "Image",
      url: notFetched(payload),
      altText: payload,
      backgroundColor: payload,
      width: payload,
      selectAction: opens(payload),
    },
    { type: "Image", url: "http://evil.example/plain.png", altText: payload },
    { type: "ImageSet", images: [{ type: "Image", url: "https://evil.example/set.png" }] },
    {
      type: "Media",
      poster: "https://evil.example/poster.png",
      sources: [{ mimeType: "video/mp4", url: "https://evil.example/v.mp4" }],
    },
    { type: "FactSet", facts: [{ title: payload, value: payload }] },
    {
      type: "Container",
      style: payload,
      minHeight: payload,
      backgroundImage: { url: payload },
      items: [],
      selectAction: opens(payload),
    },
    { type: "ColumnSet", columns: [{ type: "Column", width: payload, items: [{ type: "TextBlock", text: payload }] }] },
    {
      type: "Table",
      columns: [{ width: payload }],
      rows: [{ type: "TableRow", cells: [{ type: "TableCell", items: [{ type: "TextBlock", text: payload }] }] }],
    },
    {
      type: "Input.Text",
      id: payload,
      label: payload,
      placeholder: payload,
      value: payload,
      errorMessage: payload,
      regex: payload,
      inlineAction: opens(payload),
    },
    { type: "Input.Text", id: "__proto__", label: payload, isMultiline: true, value: payload, style: payload },
    {
      type: "Input.ChoiceSet",
      id: "constructor",
      label: payload,
      style: "expanded",
      value: payload,
      choices: [{ title: payload, value: payload }],
    },
    { type: "Input.ChoiceSet", id: "compact", placeholder: payload, choices: [{ title: payload, value: payload }] },
    { type: "Input.Toggle", id: "toggle", title: payload, valueOn: payload, value: payload },
    { type: "Input.Date", id: "date", value: payload, min: payload, label: payload },
    { type: "Input.Number", id: "number", value: payload, label: payload },
    {
      type: "Frontdoor.Stars",
      id: "stars",
      label: payload,
      scale: [payload, payload, payload],
      errorMessage: payload,
      isRequired: true,
    },
    { type: payload, text: payload, fallback: { type: "TextBlock", text: payload } },
    { type: "ActionSet", actions: [submits(payload), submits(payload, { iconUrl: notFetched(payload), style: payload })] },
  ],
  actions: [
    submits(payload, { data: { askId: payload, choice: "form", ["__proto__"]: { polluted: 1 } } }),
    opens(payload),
    { type: "Action.OpenUrl", title: payload, url: "https://ok.example/", iconUrl: "http://evil.example/icon.png" },
    { type: "Action.OpenUrl", title: payload, url: "https://ok.example/", iconUrl: notFetched(payload) },
    { type: "Action.ToggleVisibility", title: payload, targetElements: [payload, { elementId: payload, isVisible: true }] },
    {
      type: "Action.ShowCard",
      title: payload,
      card: { type: "AdaptiveCard", body: [{ type: "TextBlock", text: payload }], actions: [opens(payload)] },
    },
    { type: "Action.Execute", title: payload, verb: payload, data: payload },
    { type: payload, title: payload, url: payload },
  ],
});

const CARD = "application/vnd.microsoft.card.adaptive";
const STATUSES = ["open", "waiting", "resolved", "closed", "cancelled", "merged"];

/** Every other one as a ticket, some in a language that is none. */
export function hostileMessage(payload, index) {
  const ticket = {
    ...{ number: payload, statusWord: payload, owner: payload, priority: payload, stage: index % 5 },
    status: index % 5 === 0 ? payload : STATUSES[index % STATUSES.length],
    stages: index % 7 === 0 ? payload : Array.from({ length: 5 }, (_, nth) => `${nth} ${payload}`),
  };
  return {
    type: "message",
    timestamp: index % 11 === 0 ? payload : new Date(Date.UTC(2026, 10, 22, 2, index)).toISOString(),
    from: { id: index % 3 === 0 ? "agent" : payload, name: payload, role: "bot" },
    text: payload,
    textFormat: payload,
    locale: index % 4 === 0 ? payload : "en",
    value: { askId: `of another ${payload}`, choice: payload },
    suggestedActions: {
      actions: [{ type: payload, title: payload, text: payload, value: { askId: payload, choice: payload } }, { title: payload }],
    },
    attachments: [
      { contentType: CARD, content: cardOf(payload) },
      { contentType: payload, contentUrl: payload, name: payload },
      { contentType: "image/png", contentUrl: notFetched(payload), name: payload },
      { contentType: "image/svg+xml", contentUrl: "https://evil.example/x.svg", name: payload },
      { contentType: "text/html", contentUrl: `javascript:window.hit=1//${payload}`, name: payload },
      { contentType: "text/html", contentUrl: `https://evil.example/${payload}`, name: payload },
      { contentType: payload },
    ],
    channelData: {
      ...{ ticketNumber: payload, card: "choices", askId: payload, attachmentSizes: [payload, 7] },
      ...(index % 2 === 0 ? { ticket } : {}),
      owed: { number: payload, kind: payload, what: payload, by: index % 3 === 0 ? payload : "2026-11-23T03:00:00.000Z" },
      closed: [`not ${payload}`],
      clientActivityID: payload,
    },
  };
}

/** What `GET /chat/desk` could say. */
export const hostileDesk = (payload) => ({
  company: { "zh-CN": payload, en: payload },
  assistant: { "zh-CN": payload, en: payload },
  people: { now: false, opensAt: payload, hours: { "zh-CN": payload, en: payload }, zone: payload },
  files: { bytesMost: 1_000, countMost: 3, types: [payload] },
  at: payload,
});
