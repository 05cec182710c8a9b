import { statement } from "../../statement.js";

// $1 [{id, words}] of messages. A message that went meanwhile is passed over, and so is one that another instance was quicker with.
export const writeMessageWords = statement(
  "write-message-words",
  `insert into message_words (message_id, words)
  select x.id, array_to_tsvector(x.words) from json_to_recordset($1) as x(id uuid, words text[])
  where exists (select from messages m where m.id = x.id) order by x.id on conflict do nothing`,
);

// $1 customers whose names may be new
export const namesOf = statement("names-of", `select id, name, company from customers where id = any($1::uuid[])`);

// $1 [{id, words}] of customers
export const writeCustomerWords = statement(
  "write-customer-words",
  `insert into customer_words (customer_id, words)
  select x.id, array_to_tsvector(x.words) from json_to_recordset($1) as x(id uuid, words text[])
  where exists (select from customers k where k.id = x.id) order by x.id
  on conflict (customer_id) do update set words = excluded.words where customer_words.words <> excluded.words`,
);
