import type { Actor, Answer, RegisteredDemand } from "../domain/input.js";
import type { MuteChannel } from "../domain/conversation/mute.js";
import type { Locale } from "../domain/words.js";
import type { CustomerQueries, CustomerView } from "./desk-queries.js";
import type { TakesDown } from "./ports.js";

export interface DemandForm extends Omit<RegisteredDemand, "heard" | "customer"> {
  /** Of the conversation that the demand opens. */
  conversationId: string;
  channel: MuteChannel;
  locale: Locale | null;
  /** A file by its id or number, or what is known of whoever asked, as it was written. */
  customer: { id: string } | { name: string | null; company: string | null; phone: string | null; email: string | null };
}

/** Why nothing was tried. */
export type Unfit =
  | { why: "bad_contact"; field: "phone" | "email" }
  | { why: "unknown_customer" }
  /** The contacts given stand in several files: somebody must choose. */
  | { why: "which_customer"; customers: Pick<CustomerView, "id" | "number" | "name" | "company">[] };

type Key = Parameters<TakesDown["takeDown"]>[0]["key"];

/** Registers a demand for the customer whom exactly this contact belongs to, else for a new one (service-process 1). */
export type RegisterDemand = (
  form: DemandForm,
  from: { by: Actor; key: Key },
) => Promise<{ unfit: Unfit } | { answer: Answer & { bodyHash?: string | null } }>;

interface Deps {
  desk: TakesDown;
  customers: CustomerQueries;
  /** The phone (E.164) and e-mail that stand in a text; null: none that could be used. */
  contactsIn(text: string): { phone: string | null; email: string | null };
}

const FILES_LOOKED_AT = 5;

export function makeRegisterDemand({ desk, customers, contactsIn }: Deps): RegisterDemand {
  const holders = async (contact: string | null): Promise<CustomerView[]> =>
    contact === null ? [] : (await customers.list({ contact }, { limit: FILES_LOOKED_AT })).items;

  return async ({ customer, text, set, call, ...opening }, from) => {
    const takeDown = async (customerId: string | null, known: RegisteredDemand["customer"]) => {
      return { answer: await desk.takeDown({ ...opening, ...from, customerId, demand: { text, set, call, customer: known } }) };
    };
    if ("id" in customer) {
      const file = await customers.one(customer.id, { reveal: false });
      return file ? takeDown(file.id, NOTHING_MORE) : unfit({ why: "unknown_customer" });
    }
    const phone = customer.phone === null ? null : contactsIn(customer.phone).phone;
    const email = customer.email === null ? null : contactsIn(customer.email).email;
    if (customer.phone !== null && phone === null) return unfit({ why: "bad_contact", field: "phone" });
    if (customer.email !== null && email === null) return unfit({ why: "bad_contact", field: "email" });
    const found = [...(await holders(phone)), ...(await holders(email))];
    const files = [...new Map(found.map(({ id, number, name, company }) => [id, { id, number, name, company }])).values()];
    if (files.length > 1) return unfit({ why: "which_customer", customers: files });
    return takeDown(files[0]?.id ?? null, { name: customer.name, company: customer.company, phone, email });
  };
}

const unfit = (why: Unfit) => ({ unfit: why });
const NOTHING_MORE = { name: null, company: null, phone: null, email: null };
