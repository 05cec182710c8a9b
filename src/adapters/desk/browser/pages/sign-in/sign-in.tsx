import { useState } from "react";
import { ask, type Problem } from "../../api/client.js";
import { COMPANY } from "../../page-facts.js";
import { prefer, usePreferences } from "../../preferences.js";
import type { OneTimeLink } from "../../session/links.js";
import type { SignedIn } from "../../session/session.js";
import { Button, PasswordInput, Popover, TextInput } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { SIGN_IN_WORDS, useSignInProblem } from "./words.js";
import "./sign-in.css";

interface Door {
  /** Null: by e-mail and password. */
  link: OneTimeLink;
  enter: (agent: SignedIn) => void;
}

/** The door: sign-in, an invitation, or the first administrator's link. Paste and password managers work; Enter sends. */
export function SignIn({ link, enter }: Door) {
  const [using, setUsing] = useState(link);
  const t = useWords(SIGN_IN_WORDS);
  const { locale } = usePreferences();
  const kind = using?.kind ?? "password";
  return (
    <main className="door">
      <span className="mark" aria-hidden="true">
        {[...COMPANY][0]?.toUpperCase()}
      </span>
      <h1>{t.title[kind]}</h1>
      <p className="t2">{t.under[kind]}</p>
      <Fields kind={kind} secret={using?.secret ?? null} enter={enter} />
      <footer>
        {using === null ? <Forgotten /> : <LinkButton onClick={() => setUsing(null)}>{t.byPassword}</LinkButton>}
        <span>
          <LinkButton
            lang={locale === "en" ? "zh-CN" : "en"}
            onClick={() => prefer({ locale: locale === "en" ? "zh-CN" : "en" })}
          >
            {t.otherLanguage}
          </LinkButton>
        </span>
      </footer>
    </main>
  );
}

function LinkButton({ children, ...rest }: React.ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" className="link" {...rest}>
      {children}
    </button>
  );
}

function Forgotten() {
  const t = useWords(SIGN_IN_WORDS);
  return (
    <Popover width={300}>
      <Popover.Target>
        <button type="button" className="link">
          {t.forgotten}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{t.forgottenHow}</Popover.Dropdown>
    </Popover>
  );
}

type Kind = "password" | "invite" | "welcome";

function Fields({ kind, secret, enter }: { kind: Kind; secret: string | null; enter: Door["enter"] }) {
  const t = useWords(SIGN_IN_WORDS);
  const say = useSignInProblem();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answered = await send(kind, secret, new FormData(event.currentTarget));
    setBusy(false);
    if (answered.ok) enter(answered.body.agent);
    else setProblem(answered.problem);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {kind === "password" ? null : (
        <TextInput
          name="name"
          label={t.name}
          autoComplete="name"
          required={kind === "welcome"}
          description={kind === "invite" ? t.nameKept : undefined}
          withAsterisk={false}
        />
      )}
      {kind === "invite" ? null : (
        <TextInput
          name="email"
          type="email"
          label={t.email}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus={kind === "password"}
        />
      )}
      <PasswordInput
        name="password"
        label={kind === "password" ? t.password : t.newPassword}
        description={kind === "password" ? undefined : t.passwordRule}
        autoComplete={kind === "password" ? "current-password" : "new-password"}
        visibilityToggleButtonProps={{ "aria-label": t.showPassword }}
        error={problem !== null}
        required
        withAsterisk={false}
      />
      <ProblemLine problem={problem} say={say} />
      <Button type="submit" variant="filled" loading={busy}>
        {t.go[kind]}
      </Button>
    </form>
  );
}

/** Not by `act`: a wrong password is not to be tried again by itself. */
function send(kind: Kind, secret: string | null, fields: FormData) {
  const field = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  const password = field("password");
  const name = field("name").trim();
  const paths = { password: "/session", invite: "/session/invite", welcome: "/session/welcome" };
  const bodies = {
    password: { email: field("email").trim(), password },
    invite: { invite: secret, password, ...(name === "" ? {} : { name }) },
    welcome: { welcome: secret, name, email: field("email").trim(), password },
  };
  return ask<{ agent: SignedIn }>({ method: "POST", path: paths[kind], body: bodies[kind] });
}
