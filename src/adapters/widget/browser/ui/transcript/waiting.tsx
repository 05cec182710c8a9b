import type { VNode } from "preact";
import { useApp } from "../app.js";
import { useAfter } from "../after.js";

const SKELETON_AFTER_MS = 300;
const TOLD_AFTER_MS = 5_000;

/** Before the first message: nothing, then its shape, then what is being waited for; at once where the server is away. */
export function Waiting(): VNode | null {
  const { connection, words, line } = useApp();
  const drawn = useAfter(SKELETON_AFTER_MS);
  const late = useAfter(TOLD_AFTER_MS);
  const w = words.value;
  const busy = connection.value.state === "busy";
  if (busy || late)
    return (
      <div class="await">
        <p>{busy ? w.noServer : w.stillConnecting}</p>
        <button type="button" class="btn" onClick={() => line.retryNow()}>
          {w.retry}
        </button>
      </div>
    );
  return drawn ? (
    <div class="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  ) : null;
}
