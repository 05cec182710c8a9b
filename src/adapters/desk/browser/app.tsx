import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Component, useState } from "react";
import { Router } from "wouter";
import { problemOf, queryClient, read } from "./api/queries.js";
import { BASE } from "./page-facts.js";
import { SignIn } from "./pages/sign-in/sign-in.js";
import { oneTimeLink } from "./session/links.js";
import { SessionContext, type SignedIn } from "./session/session.js";
import { Shell } from "./shell/shell.js";
import { Button } from "./ui/controls.js";
import { Empty, Failed, Waiting } from "./ui/panes.js";
import { Look } from "./ui/provider.js";
import { useWords, words } from "./words.js";

/** The whole desk: whoever is not signed in sees the door, everybody else the shell with the page of the address. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Look>
        <Fallen>
          <Router base={`${BASE}/desk`}>
            <Door />
          </Router>
        </Fallen>
      </Look>
    </QueryClientProvider>
  );
}

function Door() {
  // Once used, it is no way in any more: whoever is signed out later comes back by password.
  const [link, setLink] = useState(oneTimeLink);
  const session = useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => read<{ agent: SignedIn }>("/session", signal),
    enabled: link === null,
  });
  const enter = (agent: SignedIn): void => {
    // What another person saw here is nobody else's.
    queryClient.clear();
    setLink(null);
    queryClient.setQueryData(["session"], { agent });
    void session.refetch();
  };
  // A session that ended says so with the next question, whatever was shown before.
  const status = session.error === null ? null : problemOf(session.error).status;
  if (status === 401 || (link !== null && session.data === undefined)) return <SignIn link={link} enter={enter} />;
  if (session.data !== undefined)
    return (
      <SessionContext.Provider value={session.data.agent}>
        <Shell />
      </SessionContext.Provider>
    );
  return session.error === null ? <Waiting /> : <Failed error={session.error} again={() => void session.refetch()} />;
}

/** A bug in a page must not take along what was typed: that lies in the browser's store, and a reload brings it back. */
class Fallen extends Component<{ children: React.ReactNode }, { fallen: boolean }> {
  override state = { fallen: false };
  static getDerivedStateFromError(): { fallen: boolean } {
    return { fallen: true };
  }
  override render() {
    return this.state.fallen ? <Broken /> : this.props.children;
  }
}

const WORDS = words(
  { title: "页面出了故障", text: "您写的都在本机。重新载入就能继续。", reload: "重新载入" },
  { title: "This page broke", text: "What you typed is on this machine. Reload to go on.", reload: "Reload" },
);

function Broken() {
  const t = useWords(WORDS);
  return (
    <Empty alone title={t.title} tone="bad" acts={<Button onClick={() => location.reload()}>{t.reload}</Button>}>
      <p>{t.text}</p>
    </Empty>
  );
}
