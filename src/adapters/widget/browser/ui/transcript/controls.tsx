import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { loadCards } from "../../cards/cards.js";
import type { CardAttachment, MessageActivity } from "../../line/types.js";
import { useApp } from "../app.js";
import { ChipRow } from "./chips.js";

/** A message's Adaptive Card. Where cards cannot be loaded or read, the same answers as plain buttons. */
export function Controls({ activity }: { activity: MessageActivity }): VNode {
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const failed = useSignal(false);
  useEffect(() => {
    const content = activity.attachments?.find(isCard)?.content;
    if (content === undefined) return void (failed.value = true);
    let dispose: (() => void) | null = null;
    let gone = false;
    loadCards(app.host.root).then(
      (render) => {
        if (gone) return;
        const onSubmit: Parameters<typeof render>[0]["onSubmit"] = (value, words) => {
          app.say(words, { value });
          app.focus.composer();
        };
        const card = render({ content, locale: activity.locale, onSubmit });
        dispose = () => card.dispose();
        place.current?.replaceChildren(card.element);
        failed.value = card.element.childNodes.length === 0;
      },
      () => (failed.value = true),
    );
    return () => {
      gone = true;
      dispose?.();
    };
  }, [activity.id]);
  return (
    <>
      <div class="controls" ref={place} hidden={failed.value} />
      {failed.value && <ChipRow activity={activity} />}
    </>
  );
}

const isCard = (attachment: { contentType: string }): attachment is CardAttachment =>
  attachment.contentType === "application/vnd.microsoft.card.adaptive";
