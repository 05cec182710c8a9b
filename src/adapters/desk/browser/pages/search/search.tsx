import { lazy, Suspense } from "react";
import { Modal } from "../../ui/controls.js";
import { Waiting } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { SEARCH_WORDS } from "./words.js";

const Finder = lazy(async () => ({ default: (await import("./finder.js")).Finder }));

/** Search over tickets, customers and messages, and commands by name; from anywhere by Ctrl K. */
export function SearchDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useWords(SEARCH_WORDS);
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      centered={false}
      yOffset={56}
      size={680}
      padding={0}
      attributes={{ content: { "aria-label": t.title } }}
    >
      <Suspense fallback={<Waiting />}>
        <Finder close={close} />
      </Suspense>
    </Modal>
  );
}
