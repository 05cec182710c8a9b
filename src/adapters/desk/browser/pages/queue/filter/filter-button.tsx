import { lazy, Suspense, useState } from "react";
import type { QueueCounts } from "../../../../../../application/desk-pages.js";
import { useKeys } from "../../../keys/keys.js";
import { Button, Popover } from "../../../ui/controls.js";
import { IconFilter } from "../../../ui/icons.js";
import { Waiting } from "../../../ui/panes.js";
import { useWords } from "../../../words.js";
import { QUEUE_WORDS } from "../words.js";
import type { Choice } from "./address.js";

const FilterForm = lazy(() => import("./filter-form.js"));

export interface Filtering {
  choice: Choice;
  change: (to: Choice) => void;
  /** Of the list as it is shown; null until it is here. */
  counts: QueueCounts | null;
}

/** Opens what can be chosen, by click or `F`; each choice acts at once and stands in the address. */
export function FilterButton(filtering: Filtering) {
  const t = useWords(QUEUE_WORDS);
  const [isOpen, setOpen] = useState(false);
  useKeys([{ press: "f", does: t.filterKey, run: () => setOpen(true) }]);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={356} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconFilter size={16} stroke={1.6} aria-hidden />}
          rightSection={<kbd>F</kbd>}
          onClick={() => setOpen(!isOpen)}
        >
          {t.filter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.filterKey}>
        <Suspense fallback={<Waiting rows={2} />}>
          <FilterForm {...filtering} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
