import { statement } from "../../statement.js";

// $1 query (null: none), $2 look-ups of contacts, $3 how many at most. Words are looked up first: in the order of ids a word that no
// name has would be looked for in all.
export const findCustomers = statement(
  "find-customers",
  `with named as materialized (select customer_id from customer_words where words @@ $1::tsquery)
  select k.id as customer_id, k.number as customer_number, k.name as customer_name, k.company from (
    select customer_id from contacts where lookup = any($2::bytea[])
    union (select customer_id from named order by customer_id desc limit $3)
  ) f join customers k on k.id = f.customer_id order by k.last_contact_at desc, k.id limit $3`,
);
