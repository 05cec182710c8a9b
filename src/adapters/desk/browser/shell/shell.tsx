import { Suspense, useEffect, useState } from "react";
import { Link, Route, Switch, useLocation, useRoute } from "wouter";
import { Announce } from "../announce/announce.js";
import { startLive } from "../api/live.js";
import { useClockSync } from "../clock/now.js";
import { useKeys } from "../keys/keys.js";
import { QueuePage } from "../pages/queue/queue.js";
import { useMe } from "../session/session.js";
import { Empty, Waiting } from "../ui/panes.js";
import { Toasts } from "../ui/toast.js";
import { useWords } from "../words.js";
import { useAlertCount } from "./alert-count.js";
import { LinkBanner } from "./banner.js";
import { KeyList } from "./key-list.js";
import {
  AlertsPage,
  BoardPage,
  CustomerPage,
  CustomersPage,
  NewTicketPage,
  PeoplePage,
  RAIL,
  ReportsPage,
  SettingsPage,
  TicketHistoryPage,
} from "./pages.js";
import { TopBar } from "./top-bar.js";
import { SHELL_WORDS } from "./words.js";
import "./shell.css";

/** What stands around every page and never moves: the meter of what is owed, the rail, the connection's state. */
export function Shell() {
  const t = useWords(SHELL_WORDS);
  const [keysOpen, setKeysOpen] = useState(false);
  useEffect(startLive, []);
  useClockSync();
  useKeys([{ press: "?", does: t.keys, run: () => setKeysOpen(true) }]);
  return (
    <div className="app">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <TopBar openKeys={() => setKeysOpen(true)} />
      <LinkBanner />
      <Rail />
      <main id="content" className="content" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Pages />
        </Suspense>
      </main>
      <KeyList opened={keysOpen} close={() => setKeysOpen(false)} />
      <Toasts />
      <Announce />
    </div>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={QueuePage} />
      <Route path="/tickets/:number" component={QueuePage} />
      <Route path="/tickets/:number/history" component={TicketHistoryPage} />
      <Route path="/new" component={NewTicketPage} />
      <Route path="/board" component={BoardPage} />
      <Route path="/customers" component={CustomersPage} />
      <Route path="/customers/:id" component={CustomerPage} />
      <Route path="/reports" component={ReportsPage} />
      <Route path="/alerts" component={AlertsPage} />
      <Route path="/people" component={PeoplePage} />
      <Route path="/settings" component={SettingsPage} />
      <Route component={NoPage} />
    </Switch>
  );
}

function NoPage() {
  const t = useWords(SHELL_WORDS);
  return (
    <Empty alone title={t.notFound} acts={<Link href="/">{t.toQueue}</Link>}>
      <p>{t.notFoundText}</p>
    </Empty>
  );
}

function Rail() {
  const t = useWords(SHELL_WORDS);
  const me = useMe();
  const [, go] = useLocation();
  const alerts = useAlertCount();
  const pages = RAIL.filter(({ verb }) => me.may(verb));
  useKeys(pages.map(({ name, path, key }) => ({ press: `g ${key}`, does: t.go[name], run: () => go(path) })));
  return (
    <nav className="rail" aria-label={t.nav}>
      {pages.map(({ name, path, icon: Icon }) => (
        <RailLink key={name} path={path}>
          <Icon size={20} stroke={1.6} />
          {t.pages[name]}
          {name === "alerts" && alerts > 0 ? <em>{alerts}</em> : null}
        </RailLink>
      ))}
    </nav>
  );
}

function RailLink({ path, children }: { path: string; children: React.ReactNode }) {
  const [exact] = useRoute(path);
  const [below] = useRoute(path === "/" ? "/tickets/*?" : `${path}/*?`);
  return (
    <Link href={path} {...(exact || below ? { "aria-current": "page" as const } : {})}>
      {children}
    </Link>
  );
}
