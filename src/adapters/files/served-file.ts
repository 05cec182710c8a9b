import type { StoredFile } from "../../application/files.js";

/**
 * With which headers a file is given out: always to be saved, never to be shown as a page of ours, whatever it is. An `<img>` shows
 * it all the same.
 */
export const fileHeaders = ({ name, type }: Pick<StoredFile, "name" | "type">): Record<string, string> => ({
  "content-type": type,
  "content-disposition": dispositionOf(name),
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
});

/** RFC 6266: the name in UTF-8, and one in ASCII for those who cannot read it. */
export function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]+/g, "_").replace(/["\\%]/g, "_");
  const extended = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
