import { statement } from "../../statement.js";

// $1 id, $2 agent. Only what no instance has begun to release: a claim that has ended may belong to a turn that did commit.
export const takeBackDraft = statement(
  "take-back-draft",
  `update drafts set state = 'taken_back'
  where id = $1 and agent_id = $2 and (state = 'failed' or state = 'held' and claimed_until is null) returning *`,
);

// $1 id, $2 agent
export const ownDraft = statement("own-draft", `select state from drafts where id = $1 and agent_id = $2`);
