import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import type { CustomerView } from "../../../../../application/desk-views.js";
import type { SearchPage } from "../../../../../application/search.js";
import { query } from "../../api/client.js";
import { read, useRead } from "../../api/queries.js";
import { Button, SegmentedControl, TextInput, useDebouncedValue } from "../../ui/controls.js";
import { IconSearch } from "../../ui/icons.js";
import { Empty, Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import type { List } from "../../work/reads.js";
import { CustomerTable } from "./customer-table.js";
import { ordered, ORDERS, type Order } from "./order.js";
import { CUSTOMER_WORDS } from "./words.js";
import "./customers.css";

const PAGE = 200;
const SETTLED_MS = 250;

/** Everybody the desk knows: found by name, company or a whole contact, sorted as one likes. */
export function Page() {
  const t = useWords(CUSTOMER_WORDS);
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), SETTLED_MS);
  const [order, setOrder] = useState<Order>("last");
  return (
    <div className="page">
      <header>
        <h1>{t.title}</h1>
        <TextInput
          type="search"
          className="customer-find"
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={200}
        />
        <div className="acts">
          <span className="small t2" id="customer-order">
            {t.sort}
          </span>
          <SegmentedControl
            aria-labelledby="customer-order"
            data={ORDERS.map((value) => ({ value, label: t.order[value] }))}
            value={order}
            onChange={(value) => setOrder(ORDERS.find((one) => one === value) ?? order)}
          />
        </div>
      </header>
      {q === "" ? <All order={order} /> : <Found q={q} order={order} clear={() => setTyped("")} />}
    </div>
  );
}

function All({ order }: { order: Order }) {
  const t = useWords(CUSTOMER_WORDS);
  const pages = useInfiniteQuery({
    queryKey: ["customer", "list"],
    queryFn: ({ signal, pageParam }) =>
      read<List<CustomerView>>(`/customers${query({ limit: PAGE, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  return (
    <Reading query={{ data: items, error: pages.error, refetch: pages.refetch }} rows={6}>
      {(customers) =>
        customers.length === 0 ? (
          <Empty title={t.empty}>
            <p>{t.emptyText}</p>
          </Empty>
        ) : (
          <>
            <CustomerTable customers={ordered(customers, order)} />
            <p className="small t3 customer-foot">
              {t.loaded(customers.length, !pages.hasNextPage)}
              {pages.hasNextPage ? (
                <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {t.more}
                </Button>
              ) : null}
            </p>
          </>
        )
      }
    </Reading>
  );
}

function Found({ q, order, clear }: { q: string; order: Order; clear: () => void }) {
  const t = useWords(CUSTOMER_WORDS);
  const found = useRead<SearchPage>(["customer", "search", q], `/search${query({ q, limit: 1 })}`);
  const files = useQueries({
    queries: (found.data?.customers ?? []).map(({ id }) => ({
      queryKey: ["customer", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => read<CustomerView>(`/customers/${id}`, signal),
    })),
  });
  const known = files.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return (
    <Reading query={found} rows={3}>
      {({ customers, tickets }) => (
        <>
          {tickets.length === 0 ? null : (
            <p className="small">
              {tickets.map(({ number }) => (
                <Link key={number} href={`/tickets/${number}`}>
                  {number}
                </Link>
              ))}
            </p>
          )}
          {customers.length === 0 ? (
            <Empty title={t.notFound} acts={<Button onClick={clear}>{t.clear}</Button>}>
              <p>{t.notFoundText}</p>
            </Empty>
          ) : (
            <CustomerTable customers={ordered(known, order)} />
          )}
        </>
      )}
    </Reading>
  );
}
