import type { VNode } from "preact";

/** Line drawings on 16 × 16, in the ink of the text around them. */
const PATHS = {
  clip: "M11.5 5 6.6 9.9a1.4 1.4 0 0 0 2 2l5-5a2.8 2.8 0 0 0-4-4l-5 5a4.2 4.2 0 0 0 6 6l4-4",
  send: "M3 8h9M8 3.5 12.5 8 8 12.5",
  down: "M4 6.5 8 10.5l4-4",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  check: "m3.5 8.5 3 3 6-7",
  cross: "m4 4 8 8m0-8-8 8",
  clock: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2 1.3",
  alert: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 5v3.6M8 10.8v.1",
  kept: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.3 8.2l1.9 1.9 3.6-4",
  paused: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6.5 6v4M9.5 6v4",
  ended: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.5 8h5",
  merged: "M4 3v3a3 3 0 0 0 3 3h5M9.5 6.5 12 9l-2.5 2.5",
  off: "M2 2l12 12M3 8.5a8 8 0 0 1 2.5-2M13 8.5a8 8 0 0 0-4.5-2.7M5.5 11a4 4 0 0 1 4-.6M8 13.3v.1",
  link: "M6.5 9.5 9.5 6.5M7 5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.8 2.8 0 0 1-4-4L5 7",
  sound: "M3 6v4h2.5L9 13V3L5.5 6ZM11.5 5.5a3.5 3.5 0 0 1 0 5",
  person: "M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.8 13.5a5.2 5.2 0 0 1 10.4 0",
  image: "M2.5 3.5h11v9h-11ZM2.5 11l3.5-3.5 2.5 2.5 1.5-1.5 3.5 3.5M10.5 6h.01",
  table: "M2.5 3.5h11v9h-11ZM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9",
  film: "M2.5 3.5h11v9h-11ZM6.5 6v4l3.5-2Z",
  archive: "M2.5 3.5h11v3h-11ZM3.5 6.5v6h9v-6M6.5 9h3",
  file: "M4 2.5h5l3 3v8H4ZM9 2.5v3h3",
  text: "M4 2.5h5l3 3v8H4ZM6 7.5h4M6 10h4",
  download: "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10",
} as const;

export type IconName = keyof typeof PATHS;

/** `solid`: a filled disc, with the sign in the colour of what lies under it. */
export function Icon({ name, solid = false }: { name: IconName; solid?: boolean }): VNode {
  return (
    <svg class={solid ? "i solid" : "i"} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
