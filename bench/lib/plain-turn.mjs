import pg from "pg";
import { decideTurn } from "./sample-turn.mjs";

/**
 * The reference: the same turn as one writes it without a second thought. A transaction a turn, a statement a table, no names, a
 * connection for each turn in flight; the row's lock instead of the version guard. It reads what the decision needs, seals the
 * same mind with the same vault and writes the same rows.
 */
export function plainClient({ url, most, vault }) {
  const pool = new pg.Pool({ connectionString: url, max: most });
  pool.on("error", () => undefined); // of connections still open when the server stops
  const one = async (wanted) => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const change = decideTurn(await read(client, wanted, vault), wanted, Date.now());
      await write(client, change, vault);
      await client.query("commit");
      return change.answer;
    } finally {
      client.release();
    }
  };
  return { one, close: () => pool.end() };
}

async function read(client, { conversationId, key, person }, vault) {
  await client.query("select answer from received where channel = $1 and key = $2", [key.channel, key.key]);
  const { rows } = await client.query("select * from conversations where id = $1 for update", [conversationId]);
  await client.query(
    "select c.* from identities i join customers c on c.id = i.customer_id where i.channel = $1 and i.channel_user_id = $2",
    [person.channel, person.channelUserId],
  );
  await client.query("select * from tickets where conversation_id = $1 and closed_at is null", [conversationId]);
  await client.query("select * from commitments where conversation_id = $1 and state in ('owed', 'paused')", [conversationId]);
  await client.query("select * from surveys where conversation_id = $1 and state = 'asked'", [conversationId]);
  return { conversation: conversationOf(rows[0], vault) };
}

const conversationOf = (row, vault) => ({
  id: row.id,
  channel: row.channel,
  channelConversationId: row.channel_conversation_id,
  channelUserId: row.channel_user_id,
  locale: row.locale,
  zone: row.zone,
  holder: row.holder,
  seq: Number(row.seq),
  seenSeq: Number(row.seen_seq),
  openedAt: row.opened_at.getTime(),
  dialogVersion: row.dialog_version,
  version: Number(row.version),
  mind: JSON.parse(vault.open(null, row.id, row.mind)),
});

async function write(client, { wanted, conversation, messages, events, answer }, vault) {
  const { id } = conversation;
  const mind = vault.seal(null, id, JSON.stringify(conversation.mind));
  await client.query("update conversations set seq = $2, last_at = $3, version = version + 1, mind = $4 where id = $1", [
    id,
    conversation.seq,
    new Date(messages.at(-1).at),
    mind,
  ]);
  await insert(
    client,
    "messages (id, conversation_id, seq, sender, at, locale, text, say, client_key)",
    messages.map((m) => [m.id, id, m.seq, m.from, new Date(m.at), m.locale, m.text, m.say, m.clientKey]),
  );
  await insert(
    client,
    "events (id, conversation_id, type, v, at, by, policy_version, data)",
    events.map((e) => [e.id, id, e.type, e.v, new Date(e.at), e.by.kind, e.policyVersion, e.data]),
  );
  await insert(client, "received (channel, key, answer)", [[wanted.key.channel, wanted.key.key, answer]]);
}

function insert(client, into, rows) {
  const places = rows.map((row, r) => `(${row.map((_, c) => `$${r * row.length + c + 1}`).join(", ")})`);
  return client.query(`insert into ${into} values ${places.join(", ")}`, rows.flat());
}
