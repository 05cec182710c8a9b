import type { VNode } from "preact";
import type { MessageActivity } from "../../line/types.js";
import { useApp } from "../app.js";
import { moveFocus } from "../arrows.js";

/** The quick answers of one message; arrow keys move among them. */
export function ChipRow({ activity }: { activity: MessageActivity }): VNode {
  const app = useApp();
  return (
    <div class="chips" role="group" aria-label={app.words.value.choices} lang={activity.locale} onKeyDown={moveFocus}>
      {(activity.suggestedActions?.actions ?? []).map(({ title, text, value }) => (
        <button
          key={value.choice}
          type="button"
          class="chip"
          onClick={() => {
            app.say(text, { value });
            app.focus.composer();
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
