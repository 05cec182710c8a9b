import type { DeskQueries, MessageView, NoteView } from "../../../../application/desk-queries.js";
import type { Vault } from "../../../../application/ports.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { makeCommitmentQueries } from "./commitments.js";
import { makeConversationQueries, MESSAGES, messageView } from "./conversations.js";
import type { MessageRow } from "./conversations.js";
import { makeCustomerQueries } from "./customers.js";
import { makeDeliveryQueries } from "./deliveries.js";
import { makeTicketHistory, NOTES, noteView } from "./history.js";
import type { NoteRow } from "./history.js";
import { one, where } from "./list.js";
import { makePeopleQueries } from "./people.js";
import { makeSurveyQueries } from "./surveys.js";
import { makeTicketQueries } from "./tickets.js";

interface QueriesDeps {
  pool: Pool;
  vault: Vault;
}

/** What the API, the desk and the commands show. */
export const makeQueries = (deps: QueriesDeps): DeskQueries => ({
  tickets: makeTicketQueries(deps),
  history: makeTicketHistory(deps),
  conversations: makeConversationQueries(deps),
  commitments: makeCommitmentQueries(deps.pool),
  customers: makeCustomerQueries(deps),
  surveys: makeSurveyQueries(deps),
  people: makePeopleQueries(deps.pool),
  deliveries: makeDeliveryQueries(deps.pool),
});

/** What an act just made, by the id that its answer gave. */
export const makeWritten = ({ pool, vault }: QueriesDeps) => ({
  message: async (id: string): Promise<MessageView | null> => {
    const view = (row: MessageRow) => messageView(row, vault);
    return isUuid(id) ? one(pool, { ...MESSAGES, view, where: where().and("m.id = ?", id) }) : null;
  },
  note: async (id: string): Promise<NoteView | null> => {
    const view = (row: NoteRow) => noteView(row, vault);
    return isUuid(id) ? one(pool, { ...NOTES, view, where: where().and("n.id = ?", id) }) : null;
  },
});
