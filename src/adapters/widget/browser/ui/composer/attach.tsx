import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { humanBytes } from "../../files/files.js";
import { useApp } from "../app.js";
import { Icon } from "../icons.js";
import type { Choose } from "./choose.js";

/** Opens the device's own chooser, on a phone with its camera; says the limits. */
export function AttachButton({ choose }: { choose: Choose }): VNode {
  const { words, desk, locale } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const limits = desk.value?.files;
  const w = words.value;
  const label = limits === undefined ? w.attach : w.attachLimits(limits.countMost, humanBytes(limits.bytesMost, locale.value));
  return (
    <>
      <button type="button" class="ib" aria-label={label} title={label} onClick={() => input.current?.click()}>
        <Icon name="clip" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden="true"
        accept={limits?.types.join(",") ?? ""}
        onChange={({ currentTarget }) => {
          choose([...(currentTarget.files ?? [])]);
          // The same file may be chosen again after it was taken away.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
