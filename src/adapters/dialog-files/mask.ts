// One form for all that stands in clear: 138••••8000, a•••@example.com. The dot, since a row of * is bold in Markdown and on Slack.
const DOTS = "••••";
const EMAIL_DOTS = "•••";

/** A contact as others may read it: the last four digits of a phone (of a Chinese mobile the network too), the first letter of an e-mail. */
export function maskContact(value: string): string {
  const at = value.lastIndexOf("@");
  if (at >= 0) return `${at > 1 ? value.slice(0, firstLength(value)) : ""}${EMAIL_DOTS}${value.slice(at)}`;
  const digits = value.replace(/[^0-9]/g, "").replace(/^86(?=1\d{10}$)/, "");
  const abroad = /^\s*\+(?!86)/.test(value);
  if (!abroad && /^1[3-9]\d{9}$/.test(digits)) return `${digits.slice(0, 3)}${DOTS}${digits.slice(-4)}`;
  if (digits.length >= 7) return `${DOTS}${digits.slice(-4)}`;
  return digits.length >= 3 ? `${DOTS}${digits.slice(-2)}` : DOTS;
}

const firstLength = (text: string): number => (text.codePointAt(0)! > 0xffff ? 2 : 1);

const EMAIL = /[a-z0-9._%+'-]{1,64}@[^\s@<>()[\]"'，。、；：,;:]{1,253}/gi;
const NUMBER = /\+?[0-9０-９](?:[ .()-]{0,2}[0-9０-９]){6,19}/g;
const DATE = /^\d{4}([-.])\d{1,2}\1\d{1,2}/;

/**
 * Free text with all that looks like a contact or an identity number masked, whether it was recognised as one or not: what is stored in
 * clear rather hides an order number than shows a phone.
 */
export function maskText(text: string): string {
  const mailless = text.includes("@") ? text.replace(EMAIL, maskContact) : text;
  return mailless.replace(NUMBER, (found) => (DATE.test(found) ? found : maskContact(found.normalize("NFKC"))));
}

/** A contact as its owner reads it: +86 138 0013 8000. */
export function displayContact(value: string): string {
  const mobile = /^\+86(1\d\d)(\d{4})(\d{4})$/.exec(value) ?? /^\+86(10|2\d|[3-9]\d\d)(\d{4})(\d{3,4})$/.exec(value);
  if (mobile) return `+86 ${mobile.slice(1).join(" ")}`;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(value);
  return american ? `+1 ${american.slice(1).join(" ")}` : value;
}
