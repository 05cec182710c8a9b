const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="frontdoor-${name}"]`)?.content ?? "";

/** Where the product lies below its origin, as PUBLIC_URL says: "" or "/service". */
export const BASE = meta("base");

/** The company's name, in the language the page was asked for. */
export const COMPANY = meta("company");
