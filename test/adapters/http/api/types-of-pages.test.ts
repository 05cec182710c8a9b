import type { z } from "zod";
import type * as page from "../../../../src/adapters/http/api/schemas/pages.js";
import type * as pages from "../../../../src/application/desk-pages.js";
import type { Presence } from "../../../../src/application/live.js";
import type { PhraseView } from "../../../../src/application/phrases.js";
import type { SearchPage } from "../../../../src/application/search.js";
import type { DraftView } from "../../../../src/application/held-replies.js";

/** True where both know the same fields with the same values. */
type Same<A, B> = [Required<A>] extends [Required<B>] ? ([Required<B>] extends [Required<A>] ? true : false) : false;
type Is<S extends z.ZodType, V> = Same<z.output<S>, V> & Same<keyof z.output<S>, keyof V>;

test("the pages' schemas are what stands behind them", () => {
  const same: [
    Is<typeof page.queue, pages.QueuePage>,
    Is<typeof page.queueRow, pages.QueueRow>,
    Is<typeof page.board, pages.BoardPage>,
    Is<typeof page.meter, pages.Meter>,
    Is<typeof page.boardRow, pages.BoardRow>,
    Is<typeof page.draft, DraftView>,
    Is<typeof page.presence, Presence>,
    Is<typeof page.search, SearchPage>,
    Is<typeof page.phrase, PhraseView>,
  ] = [true, true, true, true, true, true, true, true, true];
  expect(same).not.toContain(false);
});
