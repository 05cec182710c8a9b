import pg from "pg";
import type { Background } from "../../../../application/desk-ports.js";
import { SECOND_MS } from "../../../../domain/time.js";
import type { Pool } from "../../pool.js";

const AGAIN_MS = 250;
const AGAIN_MOST_MS = 2 * SECOND_MS;
/** A connection whose other end is gone without a word answers no query; the poll goes on meanwhile. */
const ALIVE_EVERY_MS = 5 * SECOND_MS;
const ALIVE_MS = 2 * SECOND_MS;

interface ListenerDeps {
  channel: string;
  heard: (payload: string) => void;
  /** Listens (again): what was said meanwhile was not heard. */
  listening: () => void;
  failed: (error: unknown) => void;
}

/** LISTEN on a connection of its own, opened again for ever when it is lost. A hint only: notifications are not kept for anybody. */
export function makeListener(pool: Pool, { channel, heard, listening, failed }: ListenerDeps): Background {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let tries = 0;
  let on = false;

  const open = async () => {
    const opened = new pg.Client({ ...pool.options, query_timeout: ALIVE_MS, application_name: "frontdoor bell" });
    client = opened;
    const lost = (error?: unknown) => {
      if (client !== opened) return;
      client = null;
      clearTimeout(timer);
      void opened.end().catch(() => undefined);
      if (!on) return;
      if (error) failed(error);
      timer = setTimeout(() => void open(), Math.min(AGAIN_MS * 2 ** tries++, AGAIN_MOST_MS));
    };
    const look = () => opened.query("select").then(alive, lost);
    const alive = () => {
      timer = setTimeout(() => void look(), ALIVE_EVERY_MS);
    };
    opened.on("error", lost);
    opened.on("end", () => lost());
    opened.on("notification", ({ payload }) => heard(payload ?? ""));
    try {
      await opened.connect();
      await opened.query(`listen ${channel}`);
    } catch (error) {
      return lost(error);
    }
    if (client !== opened) return;
    tries = 0;
    alive();
    listening();
  };
  return {
    start: async () => {
      on = true;
      await open();
    },
    stop: async () => {
      on = false;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}
