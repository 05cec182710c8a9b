import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons.js";
import type { Locale } from "../words.js";
import { fileGlyph, humanBytes } from "./files.js";
import { WORDS } from "./words.js";

interface PickedProps {
  files: readonly File[];
  onRemove: (file: File) => void;
  locale: Locale;
}

/** The chosen files before they are sent. When one is taken away the focus goes to the next, or back to where one writes. */
export function Picked({ files, onRemove, locale }: PickedProps): VNode | null {
  const list = useRef<HTMLUListElement>(null);
  const words = WORDS[locale];
  if (files.length === 0) return null;
  const remove = (file: File, index: number): void => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const next = buttons[index + 1] ?? buttons[index - 1];
    (next ?? list.current?.closest("form")?.querySelector("textarea"))?.focus();
    onRemove(file);
  };
  return (
    <ul class="picked" ref={list} aria-label={words.picked}>
      {files.map((file, index) => (
        <li key={keyOf(file)}>
          <Thumb file={file} />
          <span class="pickedname">
            <bdi>{file.name}</bdi>
            <small>{humanBytes(file.size, locale)}</small>
          </span>
          <button
            type="button"
            class="ib"
            aria-label={words.remove(file.name)}
            title={words.remove(file.name)}
            onClick={() => remove(file, index)}
          >
            <Icon name="cross" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What a browser draws; a picture of another kind gets a sign. */
const DRAWN = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/;

function Thumb({ file }: { file: File }): VNode {
  const [refused, setRefused] = useState(false);
  const url = useMemo(() => (DRAWN.test(file.type) ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url]);
  const glyph = fileGlyph(file.type);
  return (
    <span class="pickedthumb">
      {/* A site's policy may refuse blob: addresses, and not every picture is whole. */}
      {url === null || refused ? (
        <Icon name={glyph === "pdf" ? "text" : glyph} />
      ) : (
        <img src={url} alt="" decoding="async" onError={() => setRefused(true)} />
      )}
    </span>
  );
}

const keys = new WeakMap<File, number>();
let lastKey = 0;

/** The same name may be chosen twice; a file object is only itself. */
function keyOf(file: File): number {
  const key = keys.get(file) ?? (lastKey += 1);
  keys.set(file, key);
  return key;
}
