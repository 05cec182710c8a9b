import type { Loose } from "../../direct-line.js";
import type { Dict } from "../shapes.js";

export interface Problem {
  pointer: string;
  says: string;
}

/** What is wrong, with the place. */
export class Problems {
  readonly all: Problem[] = [];

  add(pointer: string, says: string): void {
    this.all.push({ pointer, says });
  }

  required(at: string, object: Loose, name: string): boolean {
    if (object?.[name] !== undefined && object[name] !== null) return true;
    this.add(at, `missing required field: ${name}`);
    return false;
  }

  keys(at: string, object: Loose, allowed: string[]): void {
    for (const key of Object.keys((object ?? {}) as object))
      if (!allowed.includes(key)) this.add(at, `invalid additional property: ${key}`);
  }

  /** Characters are counted as Slack's limits count them: UTF-16 units (from memory). */
  text(at: string, text: unknown, { max, min = 1 }: { max: number; min?: number }): void {
    if (typeof text !== "string") return this.add(at, "must be a string");
    if (text.length > max) this.add(at, `must be less than ${max + 1} characters`);
    if (text.length < min) this.add(at, `must be more than ${min - 1} characters`);
  }

  textObject(at: string, object: Loose, { max, plain = false }: { max: number; plain?: boolean }): void {
    if (object === undefined || object === null) {
      const [, parent = "", name = ""] = /^(.*)\/([^/]+)$/.exec(at) ?? [];
      return this.add(parent, `missing required field: ${name}`);
    }
    const types = plain ? ["plain_text"] : ["plain_text", "mrkdwn"];
    if (!types.includes(object.type as string)) return this.add(`${at}/type`, `must be ${types.join(" or ")}`);
    this.keys(at, object, ["type", "text", ...(object.type === "plain_text" ? ["emoji"] : ["verbatim"])]);
    this.text(`${at}/text`, object.text, { max });
  }

  list(at: string, list: unknown, { min, max }: { min: number; max: number }): list is Dict[] {
    if (!Array.isArray(list)) {
      this.add(at, "must provide an array");
      return false;
    }
    if (list.length > max) this.add(at, `no more than ${max} items allowed`);
    if (list.length < min) this.add(at, `no fewer than ${min} items allowed`);
    return true;
  }
}
